//! Text → mentions.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Gazetteer;
use super::evidence::{self, Around, Document, Evidence};
use super::rules::{self, Case, Decision};
use super::scan::{self, Folded, Hit, NameKind};
use super::words::{self, Style, Words};
use crate::country::CountryCode;
use crate::value::{EntityId, LanguageTag};

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Named {
    /// A country or territory.
    Country(CountryCode),
    /// A topic, person or organization that has a file.
    Entity(Box<EntityId>),
}

/// `country:KZ`, `topic:abraham-accords`
impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(code) => write!(f, "country:{code}"),
            Self::Entity(id) => write!(f, "{id}"),
        }
    }
}

/// A paragraph, heading or cell, searched for names; what they mean is decided when all of a
/// document's passages are known.
#[derive(Debug, Clone)]
pub struct Passage {
    folded: Folded<'static>,
    /// In order, without overlap; with what the words beside each tell.
    hits: Vec<(Hit, Decision)>,
    source_len: usize,
    is_english: bool,
    style: Style,
}

/// A phrase that is a mention, or that seemed to be one and was kept out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// In bytes of the passage, without a possessive; one of the passage's candidates.
    pub range: Range<usize>,
    /// What is mentioned; of a phrase that was kept out, what it seemed to be, if anything.
    pub named: Option<Named>,
    /// The rule that found it or kept it out.
    pub rule: &'static str,
    /// Whether it was kept out.
    pub kept_out: bool,
}

/// What is known of a candidate before the rest of its document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// It is no mention.
    KeptOut,
    /// It mentions this.
    Certain(Meant),
    /// It mentions this, or nothing.
    Likely(Meant),
    /// The document decides what it mentions, if anything.
    Open,
}

/// What a candidate means, to compare with what others mean: the same is never [`Named`] differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meant(Meaning);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Country([u8; 2]),
    OfTheSite(usize),
}

/// Why a rule keeps a name out, in a few words for an author.
pub fn reason(rule: &str) -> Option<&'static str> {
    rules::why(rule)
}

impl Passage {
    /// Where the names are that may turn out to be mentions: in order, without overlap, in bytes
    /// of the passage.
    pub fn candidates(&self) -> impl Iterator<Item = Range<usize>> {
        self.hits.iter().map(|(hit, _)| self.range(hit))
    }

    /// What is known of each candidate, in the same order.
    pub fn prospects(&self) -> impl Iterator<Item = Prospect> {
        self.hits.iter().map(|(_, decision)| match *decision {
            Decision::Mention(code, _) => Prospect::Certain(Meant(Meaning::Country(code))),
            Decision::OfTheSite(at) => Prospect::Certain(Meant(Meaning::OfTheSite(at))),
            Decision::Likely(code, _) | Decision::IfNamed(code, _) => Prospect::Likely(Meant(Meaning::Country(code))),
            Decision::Open => Prospect::Open,
            Decision::KeptOut(..) | Decision::Nothing => Prospect::KeptOut,
        })
    }

    fn range(&self, hit: &Hit) -> Range<usize> {
        self.folded.source_range(hit.start, hit.end, self.source_len)
    }
}

impl Gazetteer {
    /// Searches a passage in this language. The rules are for English; in other languages the
    /// names of the dataset are found as they are, without inflection.
    pub fn search<'t>(&self, text: impl Into<Cow<'t, str>>, language: &LanguageTag) -> Passage {
        let text = text.into();
        let source_len = text.len();
        let is_english = language.primary() == "en";
        let site = self.site_names();
        let is_searched = site.is_some() || scan::has_names(language);
        let folded = if is_searched { Folded::new(text) } else { Folded::default() };
        let mut hits = Vec::new();
        let found = |hit| hits.push((hit, Decision::Nothing));
        match is_english {
            true => scan::english(&folded, site, found),
            false => scan::other(&folded, language, site, found),
        }
        let folded = if hits.is_empty() { Folded::default() } else { folded.into_owned() };
        let style = if is_english { words::style(&folded.text) } else { Style::Sentence };
        let mut passage = Passage { folded, hits, source_len, is_english, style };
        for at in 0..passage.hits.len() {
            passage.hits[at].1 = passage.decide_at_sight(at);
        }
        passage
    }

    /// The mentions in the passages of one document, in order.
    pub fn decide(&self, passages: &[Passage]) -> Vec<Vec<Mention>> {
        self.decide_among(passages, &[])
    }

    /// The same, where the document says which countries it is about: a name that several countries
    /// share is more likely one of theirs.
    pub fn decide_among(&self, passages: &[Passage], declared: &[CountryCode]) -> Vec<Vec<Mention>> {
        let mut decided = self.decide_each(passages, declared).into_iter();
        passages.iter().map(|passage| decided.by_ref().take(passage.hits.len()).flatten().collect()).collect()
    }

    /// For each candidate of the passages, in order, the mention that it is.
    pub fn decide_each(&self, passages: &[Passage], declared: &[CountryCode]) -> Vec<Option<Mention>> {
        let mut document = Document::default();
        document.declare(declared.iter().map(|code| code.bytes()));
        let decided: Vec<Around> = passages
            .iter()
            .map(|passage| {
                let decided = passage.noted(&mut document);
                Around::new(&passage.folded, decided, document.noted)
            })
            .collect();
        let everywhere = OnceCell::new();
        let whole = Whole { document: &document, everywhere: &everywhere, passages: &decided };
        let mut mentions = Vec::with_capacity(document.noted);
        for (passage, decided) in passages.iter().zip(&decided) {
            mentions.extend(self.mentions(passage, decided, &whole));
        }
        mentions
    }

    /// For each candidate of a passage the mention that it is, when the whole document is known.
    fn mentions(&self, passage: &Passage, decided: &Around, whole: &Whole) -> impl Iterator<Item = Option<Mention>> {
        decided.decided.iter().enumerate().map(|(at, (hit, decision))| {
            let case = || passage.case(at);
            let decision = match decision {
                Decision::Open => {
                    let gather = || Evidence::of(whole.passages);
                    evidence::decide(&case(), decided, whole.document, whole.everywhere, gather)
                }
                Decision::Likely(code, rule) => {
                    let written = &passage.folded.text[hit.start..hit.end];
                    match evidence::is_beyond_doubt(written, *code, whole.document) {
                        true => Decision::Mention(*code, rule),
                        false => evidence::unless_against(&case(), (*code, *rule), decided, whole.document),
                    }
                }
                decided => *decided,
            };
            self.mention(passage.range(hit), decision)
        })
    }

    fn mention(&self, range: Range<usize>, decision: Decision) -> Option<Mention> {
        let country = |code: [u8; 2]| CountryCode::parse(std::str::from_utf8(&code).ok()?).map(Named::Country);
        let (named, rule, kept_out) = match decision {
            Decision::Mention(code, rule) => (country(code), rule, false),
            Decision::KeptOut(code, rule) => (code.and_then(country), rule, true),
            Decision::OfTheSite(at) => {
                let named = self.site_names()?.named(at)?.clone();
                let rule = if matches!(named, Named::Country(_)) { "site-name" } else { "entity" };
                (Some(named), rule, false)
            }
            Decision::Likely(..) | Decision::IfNamed(..) | Decision::Open | Decision::Nothing => return None,
        };
        Some(Mention { range, named, rule, kept_out })
    }
}

/// A document of which all is known but the names that mean two things.
struct Whole<'d> {
    document: &'d Document,
    everywhere: &'d OnceCell<Evidence>,
    passages: &'d [Around<'d>],
}

impl Passage {
    fn case(&self, at: usize) -> Case<'_> {
        let (hit, _) = &self.hits[at];
        let words = Words::new(&self.folded.text, hit, self.style);
        let is_next_a_name = self.hits.get(at + 1).is_some_and(|(next, _)| next.start == words.start_of_next());
        Case::new(words, hit, is_next_a_name)
    }

    /// What can be decided by the words beside a phrase.
    fn decide_at_sight(&self, at: usize) -> Decision {
        let (hit, _) = &self.hits[at];
        let written = &self.folded.text[hit.start..hit.end];
        if let Some(site) = hit.site {
            return Decision::OfTheSite(site);
        }
        if let Some(kept_out) = rules::guard(hit, written) {
            return kept_out;
        }
        match self.is_english {
            true => rules::decide(&self.case(at)),
            false => decide_without_rules(&rules::candidates(hit, written), written),
        }
    }

    /// Notes each decision for the document, and makes those that need no more than what it said before.
    fn noted(&self, document: &mut Document) -> Cow<'_, [(Hit, Decision)]> {
        let mut decided = Cow::Borrowed(&self.hits[..]);
        for (at, (hit, decision)) in self.hits.iter().enumerate() {
            let mut decision = *decision;
            if let Decision::IfNamed(code, rule) = decision {
                decision = match document.names(code) > 0 {
                    true => Decision::Mention(code, rule),
                    false => Decision::KeptOut(Some(code), "context"),
                };
                decided.to_mut()[at].1 = decision;
            }
            document.note(&self.folded.text[hit.start..hit.end], decision);
        }
        decided
    }
}

/// In a language without rules: a name that means several things is kept out, and what is a word as well
/// counts where the document names the country before.
fn decide_without_rules(candidates: &[([u8; 2], NameKind)], written: &str) -> Decision {
    match *candidates {
        [(code, kind)] if words::is_in(words::lists::DOUBTFUL_ELSEWHERE, written) => {
            Decision::IfNamed(code, rules::rule(kind))
        }
        [(code, kind)] => Decision::Mention(code, rules::rule(kind)),
        [(code, _), ..] => Decision::KeptOut(Some(code), "context"),
        [] => Decision::Nothing,
    }
}
