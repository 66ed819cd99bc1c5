//! Text → the phrases the automaton knows, each with its place.

use std::sync::LazyLock;

use fst::raw::Fst;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold;

/// What a phrase can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A country, by a name of this kind.
    Country { code: [u8; 2], kind: NameKind },
    /// A phrase that holds a name and is not the country, for this reason.
    Guard(&'static str),
    /// Speaks for a country nearby.
    For([u8; 2]),
    /// Speaks against it.
    Against([u8; 2]),
}

/// The kinds of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    /// "Kazakhstan"
    Name,
    /// "UAE"
    Abbreviation,
    /// "Zaire"
    Former,
    /// "Kazakh"
    Adjective,
    /// "Kazakhs"
    People,
    /// "Sino" in "Sino-Russian"
    Combining,
}

/// One meaning of a phrase, with the form in which it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) written: &'static str,
    pub(super) meaning: Meaning,
}

mod table {
    use super::{Meaning, NameKind, Term};
    include!(concat!(env!("OUT_DIR"), "/terms.rs"));
}

/// The automaton was made by the build script; opening it reads a header.
static NAMES: LazyLock<Option<Fst<&'static [u8]>>> =
    LazyLock::new(|| Fst::new(&include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"))[..]).ok());

/// A text with what makes no difference taken out, and the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folded {
    /// With its case.
    pub(super) text: String,
    /// In lower case, byte for byte beside `text`.
    key: String,
    /// The source's byte for each byte of `text`, unless they are the same.
    source: Option<Vec<usize>>,
    source_len: usize,
}

impl Folded {
    pub(super) fn new(source: &str) -> Self {
        let same = source.is_ascii()
            && !source.contains(|c: char| c.is_ascii_whitespace() && c != ' ')
            && !source.contains("  ");
        let (text, offsets) = if same { (source.to_owned(), None) } else { fold_with_offsets(source) };
        Self { key: fold::key(&text), text, source: offsets, source_len: source.len() }
    }

    /// The place in the source of a place in the folded text.
    pub(super) fn source_range(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        match &self.source {
            None => start..end,
            Some(offsets) => {
                let at = |index: usize| offsets.get(index).copied().unwrap_or(self.source_len);
                at(start)..at(end)
            }
        }
    }
}

/// Folds cluster by cluster (a letter and its marks), noting where each began.
fn fold_with_offsets(source: &str) -> (String, Option<Vec<usize>>) {
    let (mut text, mut offsets) = (String::with_capacity(source.len()), Vec::with_capacity(source.len()));
    let mut characters = source.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut end = at + character.len_utf8();
        while let Some((next, mark)) = characters.next_if(|(_, next)| is_combining_mark(*next)) {
            end = next + mark.len_utf8();
        }
        for composed in source[at..end].nfc() {
            match fold::plain(composed) {
                Some(' ') if text.ends_with(' ') => {}
                Some(composed) => {
                    text.push(composed);
                    offsets.resize(text.len(), at);
                }
                None => {}
            }
        }
    }
    (text, Some(offsets))
}

/// A phrase that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) terms: &'static [Term],
}

/// What a scan finds: names and guards, longest first and not overlapping; and evidence, anywhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Scan {
    pub(super) names: Vec<Hit>,
    pub(super) evidence: Vec<Hit>,
}

pub(super) fn scan(folded: &Folded) -> Scan {
    let mut scan = Scan::default();
    let Some(automaton) = NAMES.as_ref() else { return scan };
    let mut at = 0;
    while at < folded.text.len() {
        let mut next = at + 1;
        if is_word_start(&folded.text, at)
            && let Some(hit) = longest(automaton, folded, at, &mut scan.evidence)
        {
            next = hit.end;
            scan.names.push(hit);
        }
        at = folded.text.ceil_char_boundary(next);
    }
    scan
}

/// The longest name or guard that begins at `start`; evidence that begins there is noted on the way.
fn longest(automaton: &Fst<&'static [u8]>, folded: &Folded, start: usize, evidence: &mut Vec<Hit>) -> Option<Hit> {
    let mut found = None;
    let mut node = automaton.root();
    let mut value = 0;
    for (offset, byte) in folded.key.as_bytes()[start..].iter().enumerate() {
        let Some(input) = node.find_input(*byte) else { break };
        let transition = node.transition(input);
        value += transition.out.value();
        node = automaton.node(transition.addr);
        let end = start + offset + 1;
        if node.is_final() && is_word_end(&folded.text, end) {
            let at = usize::try_from(value + node.final_output().value()).unwrap_or(usize::MAX);
            let hit = Hit { start, end, terms: table::TERMS.get(at).copied().unwrap_or_default() };
            classify(hit, &folded.text, &mut found, evidence);
        }
    }
    found
}

fn classify(hit: Hit, text: &str, found: &mut Option<Hit>, evidence: &mut Vec<Hit>) {
    let written = &text[hit.start..hit.end];
    let fits = |term: &&Term| fits_case(term, written);
    if hit.terms.iter().filter(fits).any(|term| matches!(term.meaning, Meaning::Country { .. } | Meaning::Guard(_))) {
        *found = Some(hit);
    }
    if hit.terms.iter().filter(fits).any(|term| matches!(term.meaning, Meaning::For(_) | Meaning::Against(_))) {
        evidence.push(hit);
    }
}

/// Whether a term can be meant by what is written: case matters, except in capitals and titles.
pub(super) fn fits_case(term: &Term, written: &str) -> bool {
    if term.written == written {
        return true;
    }
    let loose = !matches!(term.meaning, Meaning::Country { .. });
    let capitals = written.chars().filter(|c| c.is_alphabetic()).count() > 1 && !written.contains(char::is_lowercase);
    let words = || written.split([' ', '-']);
    let titled = || words().all(|word| !word.starts_with(char::is_lowercase) || is_small(word)) && words().count() > 1;
    let initial =
        || written.starts_with(char::is_uppercase) && written.chars().skip(1).eq(term.written.chars().skip(1));
    capitals || initial() || (titled() || loose && written.contains(char::is_uppercase))
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "d'Ivoire" | "da" | "et")
}

fn is_word_start(text: &str, at: usize) -> bool {
    let begins = text[at..].starts_with(char::is_alphanumeric);
    begins && !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '_' | '#'))
}

fn is_word_end(text: &str, end: usize) -> bool {
    !text.is_char_boundary(end) || !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let place = |hit: &Hit| text[folded.source_range(hit.start, hit.end)].to_owned();
        scan(&folded).names.iter().map(place).collect()
    }

    #[test]
    fn the_longest_phrase_wins_and_words_are_whole() {
        assert_eq!(phrases("Papua New Guinea and Guinea-Bissau"), ["Papua New Guinea", "Guinea-Bissau"]);
        assert_eq!(phrases("The South China Sea"), ["South China Sea"]);
        assert_eq!(phrases("Chinatown, Iranians, Omani, romania"), ["Iranians", "Omani"]);
    }

    #[test]
    fn forms_of_letters_make_no_difference() {
        assert_eq!(phrases("Cote d’Ivoire"), ["Cote d’Ivoire"]);
        assert_eq!(phrases("Co\u{302}te d\u{2019}Ivoire."), ["Co\u{302}te d\u{2019}Ivoire"]);
        assert_eq!(phrases("Saudi\n  Arabia, United\u{A0}States"), ["Saudi\n  Arabia", "United\u{A0}States"]);
        assert_eq!(phrases("KAZAKHSTAN JOINS"), ["KAZAKHSTAN"]);
        assert_eq!(phrases("Tell us; turkey; polish"), [] as [&str; 0]);
    }
}
