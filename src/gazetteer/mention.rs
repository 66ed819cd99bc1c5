//! Text → mentions of countries.

use std::ops::Range;

use super::evidence::Evidence;
use super::rules::{self, Decision, Words};
use super::scan::{Folded, Hit, Scan, scan};
use crate::country::CountryCode;

/// A phrase that is a mention, or that seemed to be one and was kept out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// In bytes of the text that was searched, without a possessive.
    pub range: Range<usize>,
    /// The country; of a phrase that was kept out, the one it seemed to be, if any.
    pub country: Option<CountryCode>,
    /// The rule that found it or kept it out.
    pub rule: &'static str,
    /// Whether it was kept out.
    pub kept_out: bool,
}

/// Gathers what a document's text says for and against countries, before its paragraphs are searched.
pub fn evidence<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> Evidence {
    let mut evidence = Evidence::default();
    for paragraph in paragraphs {
        let folded = Folded::new(paragraph);
        evidence.add(&folded, &scan(&folded));
    }
    evidence
}

/// The mentions in one paragraph, in order.
pub fn mentions(paragraph: &str, document: &Evidence) -> Vec<Mention> {
    let folded = Folded::new(paragraph);
    let found = scan(&folded);
    if found.names.is_empty() {
        return Vec::new();
    }
    let sentences = Sentences::new(&folded, &found);
    let style = rules::style(&folded.text);
    let decided = found.names.iter().filter_map(|hit| {
        let words = Words::new(&folded, hit);
        let (country, rule, kept_out) = match rules::decide(&words, hit, style, sentences.around(hit.start), document) {
            Decision::Mention(code, rule) => (Some(code), rule, false),
            Decision::KeptOut(code, rule) => (code, rule, true),
            Decision::Nothing => return None,
        };
        let country = country.and_then(|code| CountryCode::parse(std::str::from_utf8(&code).ok()?));
        Some(Mention { range: folded.source_range(hit.start, hit.end), country, rule, kept_out })
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
