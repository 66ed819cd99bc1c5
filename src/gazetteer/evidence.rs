//! What in a text speaks for and against a country.

use std::collections::{BTreeMap, BTreeSet};

use super::rules;
use super::scan::{Folded, Hit, Meaning, NameKind, Scan, fits_case};

/// What speaks for and against each country, and which are named beyond doubt.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    weights: BTreeMap<[u8; 2], (BTreeSet<String>, BTreeSet<String>)>,
    named: BTreeSet<[u8; 2]>,
    /// Names that are a person's somewhere in the text.
    persons: BTreeSet<String>,
}

impl Evidence {
    /// Gathers the evidence of a scanned text.
    pub(super) fn add(&mut self, folded: &Folded, scan: &Scan) {
        for hit in &scan.evidence {
            self.weigh(folded, hit);
        }
        for (at, hit) in scan.names.iter().enumerate() {
            let words = rules::Words::new(folded, hit);
            if rules::is_person(&words, hit) {
                self.persons.insert(words.written.to_owned());
            } else if rules::is_plain(&words, hit) {
                self.named.extend(codes(hit, words.written).map(|(code, _)| code));
            }
            self.note_surname(folded, scan, at);
        }
    }

    fn weigh(&mut self, folded: &Folded, hit: &Hit) {
        let written = &folded.text[hit.start..hit.end];
        for term in hit.terms.iter().filter(|term| fits_case(term, written)) {
            match term.meaning {
                Meaning::For(code) => self.weights.entry(code).or_default().0.insert(term.written.to_owned()),
                Meaning::Against(code) => self.weights.entry(code).or_default().1.insert(term.written.to_owned()),
                _ => false,
            };
        }
    }

    /// "Michael Jordan" makes a later "Jordan" a person too.
    fn note_surname(&mut self, folded: &Folded, scan: &Scan, at: usize) {
        let hit = &scan.names[at];
        let is_person = hit.terms.iter().any(|term| term.meaning == Meaning::Guard("person"));
        if is_person {
            let written = &folded.text[hit.start..hit.end];
            self.persons.extend(written.split(' ').map(str::to_owned));
        }
    }

    pub(super) fn names(&self, code: [u8; 2]) -> bool {
        self.named.contains(&code)
    }

    pub(super) fn countries_named(&self) -> usize {
        self.named.len()
    }

    pub(super) fn is_person(&self, written: &str) -> bool {
        self.persons.contains(written)
    }

    pub(super) fn speaks_for(&self, code: [u8; 2]) -> i32 {
        self.weights.get(&code).map_or(0, |(words, _)| count(words.len()))
    }

    pub(super) fn speaks_against(&self, code: [u8; 2]) -> i32 {
        self.weights.get(&code).map_or(0, |(_, words)| count(words.len()))
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number.min(8)).unwrap_or(8)
}

/// The countries a hit can mean, as written.
pub(super) fn codes<'h>(hit: &'h Hit, written: &'h str) -> impl Iterator<Item = ([u8; 2], NameKind)> + 'h {
    hit.terms.iter().filter(|term| fits_case(term, written)).filter_map(|term| match term.meaning {
        Meaning::Country { code, kind } => Some((code, kind)),
        _ => None,
    })
}
