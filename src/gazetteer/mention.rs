//! Text → mentions.

use std::fmt;
use std::ops::Range;

use super::Gazetteer;
use super::evidence::Evidence;
use super::rules::{self, Decision, Words};
use super::scan::{Folded, Hit, Scan, scan};
use crate::country::CountryCode;
use crate::value::{EntityId, LanguageTag};

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    found: Scan,
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
    Some(match rule {
        "water" => "a sea, river, lake or gulf",
        "region" => "a region",
        "sub-national" | "us-place" => "a place within a country",
        "organization" => "a firm, newspaper or body",
        "person" => "a person",
        "name-part" => "a part of a longer name",
        "idiom" | "common-noun" => "a word or saying that is not about the country",
        "language" => "a language",
        "history" => "not the state of today",
        "ethnic" => "a people of another country",
        "pronoun" => "the pronoun, in capitals",
        "context" => "nothing nearby says that the country is meant",
        "unlink" => "the article's `unlink` names it",
        _ => return None,
    })
}

impl Passage {
    /// Where the names are that may turn out to be mentions: in order, without overlap, in bytes
    /// of the passage.
    pub fn candidates(&self) -> impl Iterator<Item = Range<usize>> {
        self.found.names.iter().map(|hit| self.folded.source_range(hit.start, hit.end))
    }
}

impl Gazetteer {
    /// Searches a passage in this language.
    pub fn search(&self, text: &str, _language: &LanguageTag) -> Passage {
        let folded = Folded::new(text);
        let found = scan(&folded);
        Passage { folded, found }
    }

    /// The mentions in the passages of one document, in order.
    pub fn decide(&self, passages: &[Passage]) -> Vec<Vec<Mention>> {
        let mut document = Evidence::default();
        for passage in passages {
            document.add(&passage.folded, &passage.found);
        }
        passages.iter().map(|passage| mentions(passage, &document)).collect()
    }
}

/// The mentions in one passage, in order.
fn mentions(passage: &Passage, document: &Evidence) -> Vec<Mention> {
    let Passage { folded, found } = passage;
    if found.names.is_empty() {
        return Vec::new();
    }
    let sentences = Sentences::new(folded, found);
    let style = rules::style(&folded.text);
    let decided = found.names.iter().filter_map(|hit| {
        let words = Words::new(folded, hit);
        let (country, rule, kept_out) = match rules::decide(&words, hit, style, sentences.around(hit.start), document) {
            Decision::Mention(code, rule) => (Some(code), rule, false),
            Decision::KeptOut(code, rule) => (code, rule, true),
            Decision::Nothing => return None,
        };
        let country = country.and_then(|code| CountryCode::parse(std::str::from_utf8(&code).ok()?));
        let range = folded.source_range(hit.start, hit.end);
        Some(Mention { range, named: country.map(Named::Country), rule, kept_out })
    });
    decided.collect()
}

/// The evidence of each sentence: what stands nearest weighs most.
struct Sentences {
    /// Where each ends, and what is in it.
    evidence: Vec<(usize, Evidence)>,
}

impl Sentences {
    fn new(folded: &Folded, found: &Scan) -> Self {
        let mut start = 0;
        let evidence = ends(&folded.text).into_iter().map(|end| {
            let within = |hits: &[Hit]| hits.iter().filter(|hit| (start..end).contains(&hit.start)).copied().collect();
            let scan = Scan { names: within(&found.names), evidence: within(&found.evidence) };
            let mut evidence = Evidence::default();
            evidence.add(folded, &scan);
            start = end;
            (end, evidence)
        });
        Self { evidence: evidence.collect() }
    }

    fn around(&self, at: usize) -> &Evidence {
        let sentence = self.evidence.partition_point(|(end, _)| *end <= at);
        &self.evidence[sentence.min(self.evidence.len() - 1)].1
    }
}

/// Where the sentences of a paragraph end; a semicolon ends one too. Never empty.
fn ends(text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = text
        .match_indices(['.', '!', '?', ';'])
        .filter(|(at, mark)| {
            let after = &text[at + mark.len()..];
            let capital = after
                .trim_start_matches(['"', '”', ')', ' '])
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
            after.starts_with([' ', '"', '”', ')']) && (*mark == ";" || capital && !ends_in_abbreviation(&text[..*at]))
        })
        .map(|(at, mark)| at + mark.len())
        .collect();
    ends.push(text.len());
    ends
}

/// "U.S.", "St.", "Gov."
fn ends_in_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    word.contains('.')
        || matches!(
            word,
            "St" | "Gov" | "Sen" | "Rep" | "Mr" | "Mrs" | "Ms" | "Dr" | "Lt" | "Gen" | "Col" | "Sgt" | "No"
        )
        || word.len() == 1
}
