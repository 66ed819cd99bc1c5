//! Text → mentions.

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
    Entity(EntityId),
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
    folded: Folded,
    /// In order, without overlap.
    hits: Vec<Hit>,
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

/// Why a rule keeps a name out, in a few words for an author.
pub fn reason(rule: &str) -> Option<&'static str> {
    rules::why(rule)
}

impl Passage {
    /// Where the names are that may turn out to be mentions: in order, without overlap, in bytes
    /// of the passage.
    pub fn candidates(&self) -> impl Iterator<Item = Range<usize>> {
        self.hits.iter().map(|hit| self.range(hit))
    }

    fn range(&self, hit: &Hit) -> Range<usize> {
        self.folded.source_range(hit.start, hit.end, self.source_len)
    }
}

impl Gazetteer {
    /// Searches a passage in this language. The rules are for English; in other languages the
    /// names of the dataset are found as they are, without inflection.
    pub fn search(&self, text: &str, language: &LanguageTag) -> Passage {
        let is_english = language.primary() == "en";
        let site = self.site_names();
        let is_searched = site.is_some() || scan::has_names(language);
        let folded = if is_searched { Folded::new(text) } else { Folded::default() };
        let hits = match is_english {
            true => scan::english(&folded, site),
            false => scan::other(&folded, language, site),
        };
        let folded = if hits.is_empty() { Folded::default() } else { folded };
        let style = if is_english { words::style(&folded.text) } else { Style::Sentence };
        Passage { folded, hits, source_len: text.len(), is_english, style }
    }

    /// The mentions in the passages of one document, in order.
    pub fn decide(&self, passages: &[Passage]) -> Vec<Vec<Mention>> {
        self.decide_among(passages, &[])
    }

    /// The same, where the document says which countries it is about: a name that several countries
    /// share is more likely one of theirs.
    pub fn decide_among(&self, passages: &[Passage], declared: &[CountryCode]) -> Vec<Vec<Mention>> {
        let mut document = Document::default();
        document.declare(declared.iter().map(|code| code.bytes()));
        let decided: Vec<Around> = passages
            .iter()
            .map(|passage| {
                let decided = Self::at_sight(passage, &mut document);
                Around::new(&passage.folded, decided, document.noted)
            })
            .collect();
        let everywhere = OnceCell::new();
        let whole = Whole { document: &document, everywhere: &everywhere, passages: &decided };
        passages.iter().zip(&decided).map(|(passage, decided)| self.mentions(passage, decided, &whole)).collect()
    }

    /// What can be decided by the words beside each phrase; noted for the document.
    fn at_sight(passage: &Passage, document: &mut Document) -> Vec<(Hit, Decision)> {
        let decide = |(at, hit): (usize, &Hit)| {
            let decision = match hit.site {
                Some(site) => Decision::OfTheSite(site),
                None => passage.decide_at_sight(hit, passage.hits.get(at + 1), document),
            };
            document.note(&passage.folded.text[hit.start..hit.end], decision);
            (*hit, decision)
        };
        passage.hits.iter().enumerate().map(decide).collect()
    }

    /// The mentions of a passage, when the whole document is known.
    fn mentions(&self, passage: &Passage, decided: &Around, whole: &Whole) -> Vec<Mention> {
        let mentions = decided.decided.iter().enumerate().filter_map(|(at, (hit, decision))| {
            let case = || passage.case(hit, passage.hits.get(at + 1));
            let decision = match decision {
                Decision::Open => {
                    let gather = || Evidence::of(whole.passages);
                    evidence::decide(&case(), decided, whole.document, whole.everywhere, gather)
                }
                Decision::Likely(code, rule) => {
                    evidence::unless_against(&case(), (*code, *rule), decided, whole.document)
                }
                decided => *decided,
            };
            self.mention(passage.range(hit), decision)
        });
        mentions.collect()
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
            Decision::Likely(..) | Decision::Open | Decision::Nothing => return None,
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
    fn case<'t>(&'t self, hit: &Hit, next: Option<&Hit>) -> Case<'t> {
        let words = Words::new(&self.folded.text, hit, self.style);
        let candidates = rules::candidates(hit, words.written);
        let kind = candidates.first().map_or(NameKind::Name, |(_, kind)| *kind);
        let is_next_a_name = next.is_some_and(|next| next.start == words.start_of_next());
        Case { is_given: rules::is_given(words.written), words, candidates, kind, is_next_a_name }
    }

    fn decide_at_sight(&self, hit: &Hit, next: Option<&Hit>, document: &Document) -> Decision {
        let written = &self.folded.text[hit.start..hit.end];
        if let Some(kept_out) = rules::guard(hit, written) {
            return kept_out;
        }
        let case = self.case(hit, next);
        match (self.is_english, case.candidates.first()) {
            (true, _) => rules::decide(&case),
            // A name that means several things is kept out, having no rules to decide it.
            (false, Some((code, kind))) if case.candidates.len() == 1 && may_be(*code, written, document) => {
                Decision::Mention(*code, rules::rule(*kind))
            }
            (false, Some((code, _))) => Decision::KeptOut(Some(*code), "context"),
            (false, None) => Decision::Nothing,
        }
    }
}

/// In a language without rules: whether a name means the country, which the document may have to say.
fn may_be(code: [u8; 2], written: &str, document: &Document) -> bool {
    !words::is_in(words::lists::DOUBTFUL_ELSEWHERE, written) || document.names(code) > 0
}
