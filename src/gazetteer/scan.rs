//! Text → the phrases the automata know, each with its place.

use std::sync::LazyLock;

use fst::raw::Fst;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold;
use super::site::Site;
use crate::value::LanguageTag;

/// What a phrase can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A country, by a name of this kind.
    Country { code: [u8; 2], kind: NameKind },
    /// A phrase that holds a name and is not the country, for this reason.
    Guard(&'static str),
    /// Its seat of government, which speaks for a country nearby.
    Seat([u8; 2]),
    /// Speaks for a country nearby.
    For([u8; 2]),
    /// Speaks against it.
    Against([u8; 2]),
}

/// The kinds of names, the most telling first.
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

/// A phrase that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What the automaton says it can mean.
    pub(super) terms: &'static [Term],
    /// Which of the site's own names it is.
    pub(super) site: Option<usize>,
}

mod tables {
    #[allow(clippy::wildcard_imports, reason = "what the build script wrote uses them all")]
    use super::*;
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
    include!(concat!(env!("OUT_DIR"), "/evidence.rs"));
    include!(concat!(env!("OUT_DIR"), "/languages.rs"));
}

/// An automaton that the build script made, and the meanings its values point to.
struct Automaton {
    fst: Fst<&'static [u8]>,
    terms: &'static [&'static [Term]],
    /// With which bytes those begin that are written in lower case.
    in_lower_case: &'static [[u8; 2]],
}

impl Automaton {
    /// Reads a header, no more.
    fn open(
        bytes: &'static [u8],
        terms: &'static [&'static [Term]],
        in_lower_case: &'static [[u8; 2]],
    ) -> Option<Self> {
        Some(Self { fst: Fst::new(bytes).ok()?, terms, in_lower_case })
    }

    /// Whether a phrase can begin with this word: with a capital, or with one of a few in lower case.
    fn can_begin(&self, rest: &str) -> bool {
        let starts = rest.as_bytes();
        match starts.first() {
            Some(first) if first.is_ascii_lowercase() => {
                starts.first_chunk::<2>().is_some_and(|two| self.in_lower_case.binary_search(two).is_ok())
            }
            Some(_) => true,
            None => false,
        }
    }

    fn terms(&self, value: u64) -> &'static [Term] {
        usize::try_from(value).ok().and_then(|at| self.terms.get(at)).copied().unwrap_or_default()
    }
}

macro_rules! automaton {
    ($file:literal, $terms:ident, $lower:ident) => {
        LazyLock::new(|| {
            Automaton::open(include_bytes!(concat!(env!("OUT_DIR"), "/", $file)), tables::$terms, tables::$lower)
        })
    };
}

static NAMES: LazyLock<Option<Automaton>> = automaton!("names.fst", NAMES, NAMES_IN_LOWER_CASE);
static EVIDENCE: LazyLock<Option<Automaton>> = automaton!("evidence.fst", EVIDENCE, EVIDENCE_IN_LOWER_CASE);
static LANGUAGES: LazyLock<Option<Automaton>> = automaton!("languages.fst", LANGUAGES, LANGUAGES_IN_LOWER_CASE);

/// A text with what makes no difference taken out, and the way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Folded {
    /// With its case.
    pub(super) text: String,
    /// From this place of `text` on, the source is there, byte for byte.
    shifts: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn new(source: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(source.len()), shifts: Vec::new() };
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let plain = plain_bytes(&bytes[at..], folded.text.ends_with(' '));
            folded.push_from(at, &source[at..at + plain]);
            at += plain;
            let Some(character) = source[at..].chars().next() else { break };
            folded.push_folded(at, character);
            at += character.len_utf8();
        }
        folded
    }

    /// Adds what stands at `from` in the source.
    fn push_from(&mut self, from: usize, text: &str) {
        let to = self.text.len();
        let (last_to, last_from) = self.shifts.last().copied().unwrap_or_default();
        if to - last_to != from.wrapping_sub(last_from) && !text.is_empty() {
            self.shifts.push((to, from));
        }
        self.text.push_str(text);
    }

    fn push_folded(&mut self, at: usize, character: char) {
        if is_combining_mark(character) && self.compose(character) {
            return;
        }
        match fold::plain(character) {
            Some(' ') if self.text.ends_with(' ') => {}
            Some(plain) if plain < '\u{300}' => self.push_from(at, plain.encode_utf8(&mut [0; 4])),
            Some(plain) => self.push_from(at, &plain.nfc().collect::<String>()),
            None => {}
        }
    }

    /// Joins a mark to the letter before it; says whether there was one.
    fn compose(&mut self, mark: char) -> bool {
        let Some(letter) = self.text.pop() else { return false };
        let from = self.source_of(self.text.len());
        while self.shifts.last().is_some_and(|(to, _)| *to > self.text.len()) {
            self.shifts.pop();
        }
        self.push_from(from, &[letter, mark].into_iter().nfc().collect::<String>());
        true
    }

    /// The place in the source of a place in the folded text.
    pub(super) fn source_range(&self, start: usize, end: usize, source_len: usize) -> std::ops::Range<usize> {
        let at = |place: usize| if place >= self.text.len() { source_len } else { self.source_of(place) };
        at(start)..at(end)
    }

    fn source_of(&self, place: usize) -> usize {
        let after = self.shifts.partition_point(|(to, _)| *to <= place);
        after.checked_sub(1).map_or(place, |before| {
            let (to, from) = self.shifts[before];
            from + (place - to)
        })
    }
}

/// How many bytes at the start are ASCII and stay as they are; two spaces become one.
fn plain_bytes(bytes: &[u8], mut after_space: bool) -> usize {
    let stays = |byte: &&u8| {
        let is_space = **byte == b' ';
        let stays = byte.is_ascii_graphic() || is_space && !after_space;
        after_space = is_space;
        stays
    };
    bytes.iter().take_while(stays).count()
}

/// The names and guards in an English text, and the names of the site: the longest first, without overlap.
pub(super) fn english(text: &str, site: Option<&Site>) -> Vec<Hit> {
    let built_in = NAMES.as_ref();
    scan(text, |start| {
        let rest = &text[start..];
        let built_in = built_in.filter(|names| names.can_begin(rest)).and_then(|names| {
            longest(text, start, &names.fst, 0, is_word_end, |value, written| {
                let terms = names.terms(value);
                terms.iter().any(|term| fits_case(term, written)).then_some(terms)
            })
        });
        let built_in = built_in.map(|(end, terms)| Hit { start, end, terms, site: None });
        with_site(text, start, site, built_in)
    })
}

/// The uninflected names in a text of another language, and the names of the site.
pub(super) fn other(text: &str, language: &LanguageTag, site: Option<&Site>) -> Vec<Hit> {
    let known = LANGUAGES.as_ref().and_then(|names| {
        let tag = format!("{}:", language.primary());
        let (node, value) = follow(&names.fst, names.fst.root().addr(), tag.bytes())?;
        Some((names, node, value))
    });
    let spaced = !matches!(language.primary(), "zh" | "ja" | "th");
    let ends = |text: &str, end: usize| !spaced || is_word_end(text, end);
    let find = |start: usize| {
        let built_in = known.as_ref().and_then(|(names, node, before)| {
            longest_from(text, start, &names.fst, *node, *before, ends, |value, written| {
                let terms = names.terms(value);
                terms.iter().any(|term| is_as_written(term.written, written)).then_some(terms)
            })
        });
        let built_in = built_in.map(|(end, terms)| Hit { start, end, terms, site: None });
        with_site(text, start, site, built_in)
    };
    match spaced {
        true => scan(text, find),
        false => scan_everywhere(text, find),
    }
}

/// What speaks for and against countries in a part of a text, in order.
pub(super) fn evidence(text: &str, within: std::ops::Range<usize>) -> Vec<Hit> {
    let Some(automaton) = EVIDENCE.as_ref() else { return Vec::new() };
    let part = &text[within.clone()];
    let found = scan(part, |start| {
        if !automaton.can_begin(&part[start..]) {
            return None;
        }
        let (end, terms) = longest(part, start, &automaton.fst, 0, is_word_end, |value, written| {
            let terms = automaton.terms(value);
            terms.iter().any(|term| is_but_initials(term.written, written)).then_some(terms)
        })?;
        Some(Hit { start, end, terms, site: None })
    });
    let shifted = |hit: Hit| Hit { start: hit.start + within.start, end: hit.end + within.start, ..hit };
    found.into_iter().map(shifted).collect()
}

/// The longer of a built-in phrase and one of the site's; of two as long, the site's.
fn with_site(text: &str, start: usize, site: Option<&Site>, built_in: Option<Hit>) -> Option<Hit> {
    let own = site.and_then(|site| {
        let found =
            longest(text, start, site.automaton(), 0, is_word_end, |value, written| site.fitting(value, written));
        found.map(|(end, at)| Hit { start, end, terms: &[], site: Some(at) })
    });
    match (built_in, own) {
        (Some(built_in), Some(own)) if built_in.end > own.end => Some(built_in),
        (built_in, own) => own.or(built_in),
    }
}

/// Looks at each start of a word that is not within what was found before.
fn scan(text: &str, mut find: impl FnMut(usize) -> Option<Hit>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let (mut after_word, mut resume) = (false, 0);
    for (at, character) in text.char_indices() {
        let in_word = character.is_alphanumeric();
        if in_word
            && !after_word
            && at >= resume
            && let Some(hit) = find(at)
        {
            resume = hit.end;
            hits.push(hit);
        }
        after_word = in_word || matches!(character, '@' | '_' | '#');
    }
    hits
}

/// Looks at each letter: for scripts without spaces.
fn scan_everywhere(text: &str, mut find: impl FnMut(usize) -> Option<Hit>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for (at, _) in text.char_indices() {
        let resume = hits.last().map_or(0, |hit| hit.end);
        if at >= resume
            && let Some(hit) = find(at)
        {
            hits.push(hit);
        }
    }
    hits
}

fn longest<D: AsRef<[u8]>, T>(
    text: &str,
    start: usize,
    fst: &Fst<D>,
    before: u64,
    ends: impl Fn(&str, usize) -> bool,
    fitting: impl Fn(u64, &str) -> Option<T>,
) -> Option<(usize, T)> {
    longest_from(text, start, fst, fst.root().addr(), before, ends, fitting)
}

/// The longest phrase that begins at `start`, whatever its case, and fits: its end and what fits.
fn longest_from<D: AsRef<[u8]>, T>(
    text: &str,
    start: usize,
    fst: &Fst<D>,
    node: usize,
    before: u64,
    ends: impl Fn(&str, usize) -> bool,
    fitting: impl Fn(u64, &str) -> Option<T>,
) -> Option<(usize, T)> {
    let (mut found, mut node, mut value) = (None, node, before);
    for (offset, character) in text[start..].char_indices() {
        let lower = fold::lower(character);
        let Some((next, more)) = follow(fst, node, lower.encode_utf8(&mut [0; 4]).bytes()) else { break };
        (node, value) = (next, value + more);
        let state = fst.node(node);
        let end = start + offset + character.len_utf8();
        if state.is_final()
            && ends(text, end)
            && let Some(fits) = fitting(value + state.final_output().value(), &text[start..end])
        {
            found = Some((end, fits));
        }
    }
    found
}

fn follow<D: AsRef<[u8]>>(fst: &Fst<D>, node: usize, bytes: impl Iterator<Item = u8>) -> Option<(usize, u64)> {
    let (mut node, mut value) = (node, 0);
    for byte in bytes {
        let state = fst.node(node);
        let transition = state.transition(state.find_input(byte)?);
        node = transition.addr;
        value += transition.out.value();
    }
    Some((node, value))
}

/// Whether a term can be meant by what is written: case matters, except in capitals and in titles.
pub(super) fn fits_case(term: &Term, written: &str) -> bool {
    is_but_initials(term.written, written)
}

/// As the term, or in capitals.
pub(super) fn is_as_written(term: &str, written: &str) -> bool {
    term == written || is_in_capitals(written)
}

/// As the term, or in capitals, or with the first letters of some words in capitals.
fn is_but_initials(term: &str, written: &str) -> bool {
    if term == written {
        return true;
    }
    let mut begins = true;
    let same = term.chars().zip(written.chars()).all(|(one, other)| {
        let initial = std::mem::replace(&mut begins, !one.is_alphanumeric());
        one == other || initial && other.is_uppercase() && fold::lower(other) == one
    });
    same || is_in_capitals(written)
}

fn is_in_capitals(written: &str) -> bool {
    written.chars().filter(|c| c.is_alphabetic()).count() > 1 && !written.contains(char::is_lowercase)
}

fn is_word_end(text: &str, end: usize) -> bool {
    !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let place = |hit: &Hit| text[folded.source_range(hit.start, hit.end, text.len())].to_owned();
        english(&folded.text, None).iter().map(place).collect()
    }

    #[test]
    fn the_longest_phrase_wins_and_words_are_whole() {
        assert_eq!(phrases("Papua New Guinea and Guinea-Bissau"), ["Papua New Guinea", "Guinea-Bissau"]);
        assert_eq!(phrases("The South China Sea"), ["South China Sea"]);
        assert_eq!(phrases("Chinatown, Iranians, Omani, romania"), ["Chinatown", "Iranians", "Omani"]);
    }

    #[test]
    fn forms_of_letters_make_no_difference() {
        assert_eq!(phrases("Cote d’Ivoire"), ["Cote d’Ivoire"]);
        assert_eq!(phrases("Co\u{302}te d\u{2019}Ivoire."), ["Co\u{302}te d\u{2019}Ivoire"]);
        assert_eq!(phrases("Saudi\n  Arabia, United\u{A0}States"), ["Saudi\n  Arabia", "United\u{A0}States"]);
        assert_eq!(phrases("– «Ger\u{AD}many» — ‘Curac\u{327}ao’"), ["Ger\u{AD}many", "Curac\u{327}ao"]);
        assert_eq!(phrases("KAZAKHSTAN JOINS"), ["KAZAKHSTAN"]);
        assert_eq!(phrases("Tell us; turkey; polish"), [] as [&str; 0]);
    }

    #[test]
    fn other_languages_have_their_own_names() {
        let found = |text: &str, tag: &str| {
            let language = LanguageTag::parse(tag).unwrap();
            other(text, &language, None).iter().map(|hit| text[hit.start..hit.end].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("Le Kazakhstan et l'Allemagne", "fr"), ["Kazakhstan", "Allemagne"]);
        assert_eq!(found("Россия и Казахстан; Казахстану", "ru"), ["Россия", "Казахстан"]);
        assert_eq!(found("中国和哈萨克斯坦，印度洋", "zh"), ["中国", "哈萨克斯坦", "印度洋"]);
        assert_eq!(found("France", "sw"), [] as [&str; 0]);
    }
}
