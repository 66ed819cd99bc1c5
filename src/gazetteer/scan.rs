//! Text → the phrases the automata know, each with its place.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold;
use super::site::Site;
use super::trie::{Branch, Start, Starts, Trie};
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

/// An automaton that the build script made, and the meanings of its phrases.
struct Automaton {
    trie: Trie,
    starts: Starts,
    /// Of the phrases that are written in lower case.
    starts_in_lower_case: Starts,
    terms: &'static [&'static [Term]],
}

impl Automaton {
    /// Whether a phrase can begin with this word: with a capital, or with one of a few in lower case.
    fn can_begin(&self, word: &Word) -> bool {
        let starts = if word.in_lower_case { &self.starts_in_lower_case } else { &self.starts };
        starts.may_be(&word.begins)
    }

    fn terms(&self, phrase: u32) -> &'static [Term] {
        self.terms.get(phrase as usize).copied().unwrap_or_default()
    }
}

#[allow(clippy::unreadable_literal, reason = "no one reads the tables")]
mod tables {
    #[allow(clippy::wildcard_imports, reason = "what the build script wrote uses them all")]
    use super::*;
    use crate::gazetteer::trie::Node;

    pub(super) static NAMES: Automaton = include!(concat!(env!("OUT_DIR"), "/names.rs"));
    pub(super) static EVIDENCE: Automaton = include!(concat!(env!("OUT_DIR"), "/evidence.rs"));
    pub(super) static LANGUAGES: Automaton = include!(concat!(env!("OUT_DIR"), "/languages.rs"));
}

/// The start of a word in a text.
struct Word {
    start: usize,
    begins: Start,
    in_lower_case: bool,
}

/// A text with what makes no difference taken out, and the way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Folded<'s> {
    /// With its case; the source itself, where that holds nothing else.
    pub(super) text: Cow<'s, str>,
    /// In lower case, byte for byte beside `text`, where letters beyond ASCII may be in another.
    key: Option<String>,
    /// From this place of `text` on, the source is there, byte for byte.
    shifts: Vec<(usize, usize)>,
}

/// How many bytes are looked at together.
const STRIDE: usize = 32;

impl<'s> Folded<'s> {
    pub(super) fn new(source: Cow<'s, str>) -> Self {
        if plain_bytes(source.as_bytes(), false) == source.len() {
            return Self { text: source, ..Self::default() };
        }
        Self::of_others(&source)
    }

    /// Of a text that is not plain.
    fn of_others(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut folded = Self { text: String::with_capacity(source.len()).into(), ..Self::default() };
        let (mut at, mut is_cased) = (0, false);
        while at < bytes.len() {
            let plain = plain_bytes(&bytes[at..], folded.text.ends_with(' '));
            folded.push_from(at, &source[at..at + plain]);
            at += plain;
            let Some(character) = source[at..].chars().next() else { break };
            folded.push_folded(at, character);
            at += character.len_utf8();
            is_cased |= character.is_alphabetic() || is_combining_mark(character);
        }
        folded.key = is_cased.then(|| fold::key(&folded.text));
        folded
    }

    pub(super) fn into_owned(self) -> Folded<'static> {
        Folded { text: self.text.into_owned().into(), key: self.key, shifts: self.shifts }
    }

    /// The text in lower case, as far as it is not of ASCII.
    fn key(&self) -> &[u8] {
        self.key.as_deref().unwrap_or(&self.text).as_bytes()
    }

    /// Adds what stands at `from` in the source.
    fn push_from(&mut self, from: usize, text: &str) {
        let to = self.text.len();
        let (last_to, last_from) = self.shifts.last().copied().unwrap_or_default();
        if to - last_to != from.wrapping_sub(last_from) && !text.is_empty() {
            self.shifts.push((to, from));
        }
        self.text.to_mut().push_str(text);
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
        let Some(letter) = self.text.to_mut().pop() else { return false };
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
fn plain_bytes(bytes: &[u8], after_space: bool) -> usize {
    let mut before = if after_space { b' ' } else { b'x' };
    let mut at = 0;
    for stride in bytes.chunks_exact(STRIDE) {
        // Counted without a branch for each byte, so that many are looked at together.
        let others: u8 = stride.iter().map(|byte| u8::from(!is_plain(*byte))).sum();
        let doubles: u8 = stride.windows(2).map(|pair| u8::from(pair[0] | pair[1] == b' ')).sum();
        if others + doubles > 0 || before | stride[0] == b' ' {
            break;
        }
        before = stride[STRIDE - 1];
        at += STRIDE;
    }
    let stays = |byte: &&u8| is_plain(**byte) && std::mem::replace(&mut before, **byte) | **byte != b' ';
    at + bytes[at..].iter().take_while(stays).count()
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Calls `found` with the names and guards in an English text, and the names of the site: of those that begin at a
/// place the longest, without overlap.
pub(super) fn english(folded: &Folded, site: Option<&Site>, found: impl FnMut(Hit)) {
    let names = &tables::NAMES;
    let Some(all) = names.trie.branch(b"") else { return };
    let find = |word: &Word| {
        let start = word.start;
        let built_in = names.can_begin(word).then(|| {
            longest(folded, start, &names.trie, &all, is_word_end, |phrase, written| {
                let terms = names.terms(phrase);
                terms.iter().any(|term| fits_case(term, written)).then_some(terms)
            })
        });
        let built_in = built_in.flatten().map(|(end, terms)| Hit { start, end, terms, site: None });
        match site {
            Some(site) if site.can_begin(&word.begins) => longer(built_in, of_site(folded, start, site)),
            _ => built_in,
        }
    };
    scan(folded, find, found);
}

/// The same for a text of another language, where names are found without inflection.
pub(super) fn other(folded: &Folded, language: &LanguageTag, site: Option<&Site>, found: impl FnMut(Hit)) {
    let names = &tables::LANGUAGES;
    let branch = names.trie.branch(tag(language).as_bytes());
    let spaced = !matches!(language.primary(), "zh" | "ja" | "th");
    let ends = |text: &str, end: usize| !spaced || is_word_end(text, end);
    let find = |start: usize| {
        let built_in = branch.as_ref().and_then(|branch| {
            longest(folded, start, &names.trie, branch, ends, |phrase, written| {
                let terms = names.terms(phrase);
                terms.iter().any(|term| is_as_written(term.written, written)).then_some(terms)
            })
        });
        let built_in = built_in.map(|(end, terms)| Hit { start, end, terms, site: None });
        longer(built_in, site.and_then(|site| of_site(folded, start, site)))
    };
    match spaced {
        true => scan(folded, |word| find(word.start), found),
        false => scan_everywhere(&folded.text, find, found),
    }
}

/// Whether there are names in this language.
pub(super) fn has_names(language: &LanguageTag) -> bool {
    language.primary() == "en" || tables::LANGUAGES.trie.branch(tag(language).as_bytes()).is_some()
}

/// Behind which the names in a language stand.
fn tag(language: &LanguageTag) -> String {
    format!("{}:", language.primary())
}

/// What speaks for and against countries in a text, in order.
pub(super) fn evidence(folded: &Folded) -> Vec<Hit> {
    let automaton = &tables::EVIDENCE;
    let mut hits = Vec::new();
    let Some(all) = automaton.trie.branch(b"") else { return hits };
    let find = |word: &Word| {
        if !automaton.can_begin(word) {
            return None;
        }
        let start = word.start;
        let (end, terms) = longest(folded, start, &automaton.trie, &all, is_word_end, |phrase, written| {
            let terms = automaton.terms(phrase);
            terms.iter().any(|term| is_but_initials(term.written, written)).then_some(terms)
        })?;
        Some(Hit { start, end, terms, site: None })
    };
    scan(folded, find, |hit| hits.push(hit));
    hits
}

/// The longest of the site's names that begins there.
fn of_site(folded: &Folded, start: usize, site: &Site) -> Option<Hit> {
    let fitting = |phrase, written: &str| site.fitting(phrase, written);
    let (end, at) = longest(folded, start, site.trie(), &site.trie().branch(b"")?, is_word_end, fitting)?;
    Some(Hit { start, end, terms: &[], site: Some(at) })
}

/// The longer of a built-in phrase and one of the site's; of two as long, the site's.
fn longer(built_in: Option<Hit>, own: Option<Hit>) -> Option<Hit> {
    match (built_in, own) {
        (Some(built_in), Some(own)) if built_in.end > own.end => Some(built_in),
        (built_in, own) => own.or(built_in),
    }
}

/// Looks at each start of a word that is not within what was found before.
fn scan(folded: &Folded, find: impl Fn(&Word) -> Option<Hit>, mut found: impl FnMut(Hit)) {
    let (text, bytes) = (&folded.text, folded.text.as_bytes());
    let (mut after_word, mut at) = (false, 0);
    while let Some(byte) = bytes.get(at).copied() {
        let character = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next().unwrap_or_default() };
        let in_word = character.is_alphanumeric();
        if !in_word || after_word {
            after_word = in_word || matches!(byte, b'@' | b'_' | b'#');
            at += character.len_utf8();
            continue;
        }
        let begins = Start::of(&folded.key()[at..]);
        match find(&Word { start: at, begins, in_lower_case: byte.is_ascii_lowercase() }) {
            // No word goes on where a phrase ends.
            Some(hit) => {
                at = hit.end;
                found(hit);
            }
            None => {
                at += begins.letters.max(character.len_utf8());
                if begins.letters == Start::MOST {
                    at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                }
                after_word = true;
            }
        }
    }
}

/// Looks at each letter: for scripts without spaces.
fn scan_everywhere(text: &str, find: impl Fn(usize) -> Option<Hit>, mut found: impl FnMut(Hit)) {
    let mut resume = 0;
    for (at, _) in text.char_indices() {
        if at >= resume
            && let Some(hit) = find(at)
        {
            resume = hit.end;
            found(hit);
        }
    }
}

/// The longest phrase of a branch that begins at `start`, whatever its case, and fits: its end and what fits.
fn longest<T>(
    folded: &Folded,
    start: usize,
    trie: &Trie,
    branch: &Branch,
    ends: impl Fn(&str, usize) -> bool,
    fitting: impl Fn(u32, &str) -> Option<T>,
) -> Option<(usize, T)> {
    let mut longest = None;
    let found = |phrase, len: usize| {
        let end = start + len;
        if ends(&folded.text, end)
            && let Some(fits) = fitting(phrase, &folded.text[start..end])
        {
            longest = Some((end, fits));
        }
    };
    trie.walk(branch, &folded.key()[start..], found);
    longest
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
        let folded = Folded::new(text.into());
        let place = |hit: &Hit| text[folded.source_range(hit.start, hit.end, text.len())].to_owned();
        let mut phrases = Vec::new();
        english(&folded, None, |hit| phrases.push(place(&hit)));
        phrases
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
        assert_eq!(phrases("Ｐｅｒｕ, Cote d´Ivoire"), ["Ｐｅｒｕ", "Cote d´Ivoire"]);
        assert_eq!(phrases("Tell us; turkey; polish"), [] as [&str; 0]);
    }

    #[test]
    fn other_languages_have_their_own_names() {
        let found = |text: &str, tag: &str| {
            let folded = Folded::new(text.into());
            let mut phrases = Vec::new();
            let written = |hit: Hit| phrases.push(folded.text[hit.start..hit.end].to_owned());
            other(&folded, &LanguageTag::parse(tag).unwrap(), None, written);
            phrases
        };
        assert_eq!(found("Le Kazakhstan et l'Allemagne", "fr"), ["Kazakhstan", "Allemagne"]);
        assert_eq!(found("Россия и Казахстан; Казахстану", "ru"), ["Россия", "Казахстан"]);
        assert_eq!(found("中国和哈萨克斯坦，印度洋", "zh"), ["中国", "哈萨克斯坦", "印度洋"]);
        assert_eq!(found("France", "sw"), [] as [&str; 0]);
        let has_names = |tag: &str| has_names(&LanguageTag::parse(tag).unwrap());
        assert!(has_names("fr") && has_names("en-GB") && has_names("zh-Hant") && !has_names("eo"));
    }
}
