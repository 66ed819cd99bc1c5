//! A phrase and the words beside it.

use super::scan::Hit;

/// The lists of `data/words.yaml` and `data/names.yaml`, sorted.
pub(super) mod lists {
    use super::List;
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// How a paragraph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As prose.
    Sentence,
    /// As A Headline.
    Title,
    /// IN CAPITALS
    Capitals,
}

/// A word, and what stands between it and the phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'t> {
    pub(super) word: &'t str,
    pub(super) gap: &'t str,
}

/// A phrase and the words beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) written: &'t str,
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) style: Style,
    /// Whether a possessive follows: "Jordan's", "the Philippines'".
    pub(super) possessive: bool,
    /// The word before.
    pub(super) before: Beside<'t>,
    /// The word after, past a possessive.
    pub(super) after: Beside<'t>,
    /// Where `after` ends.
    after_end: usize,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, hit: &Hit, style: Style) -> Self {
        let owner = possessive(&text[hit.end..]);
        let from = hit.end + owner.unwrap_or(0);
        let after = word_after(&text[from..]);
        Self {
            written: &text[hit.start..hit.end],
            text,
            start: hit.start,
            end: hit.end,
            style,
            possessive: owner.is_some(),
            before: word_before(&text[..hit.start]),
            after,
            after_end: from + after.gap.len() + after.word.len(),
        }
    }

    /// The word directly before, with only a space between.
    pub(super) fn previous(&self) -> Option<&'t str> {
        (self.before.gap == " " && !self.before.word.is_empty()).then_some(self.before.word)
    }

    /// The word directly after, with only a space between and no possessive.
    pub(super) fn next(&self) -> Option<&'t str> {
        self.noun().filter(|_| !self.possessive)
    }

    /// The word directly after, or what is possessed: "Jordan army", "Jordan's army".
    pub(super) fn noun(&self) -> Option<&'t str> {
        (self.after.gap == " " && !self.after.word.is_empty()).then_some(self.after.word)
    }

    /// Where the word after begins.
    pub(super) fn start_of_next(&self) -> usize {
        self.after_end - self.after.word.len()
    }

    /// The word before the previous one.
    pub(super) fn second_before(&self) -> Beside<'t> {
        word_before(&self.text[..self.start_of_previous()])
    }

    /// The third word before.
    pub(super) fn third_before(&self) -> Beside<'t> {
        let second = self.second_before();
        word_before(&self.text[..self.start_of_previous() - second.gap.len() - second.word.len()])
    }

    /// The word after the next one.
    pub(super) fn second_after(&self) -> Beside<'t> {
        word_after(&self.text[self.after_end..])
    }

    fn start_of_previous(&self) -> usize {
        self.start - self.before.gap.len() - self.before.word.len()
    }

    /// What follows the word after the next one.
    pub(super) fn past_second_after(&self) -> &'t str {
        let second = self.second_after();
        &self.text[self.after_end + second.gap.len() + second.word.len()..]
    }

    /// What follows the next word.
    pub(super) fn past_next(&self) -> &'t str {
        &self.text[self.after_end..]
    }

    /// The clause up to the phrase.
    pub(super) fn clause_before(&self) -> &'t str {
        const REACH: usize = 400;
        let start = self.text.floor_char_boundary(self.start.saturating_sub(REACH));
        self.text[start..self.start].rsplit(['.', ';', '!', '?']).next().unwrap_or_default()
    }

    /// Whether the phrase is the first of its sentence.
    pub(super) fn starts_sentence(&self) -> bool {
        is_sentence_end(&self.text[..self.start])
    }

    /// Whether the word before is the first of its sentence.
    pub(super) fn previous_starts_sentence(&self) -> bool {
        is_sentence_end(&self.text[..self.start_of_previous()])
    }

    pub(super) fn is_one_word(&self) -> bool {
        !self.written.contains(' ')
    }

    /// The capitalised words that follow without a break: "Kenya *Wildlife Service*", "Chinese *Academy of Sciences*".
    pub(super) fn run(&self) -> Vec<&'t str> {
        let (mut run, mut rest) = (Vec::new(), &self.text[self.end..]);
        while !self.possessive && run.len() < 8 {
            let Beside { word, gap } = word_after(rest);
            let joined = matches!(gap, " " | " & ") || gap == "-" && !run.is_empty();
            let small = matches!(word, "of" | "for" | "the" | "on") && !run.is_empty() && gap == " ";
            if word.is_empty() || !joined || !(is_capitalised(word) || small) {
                break;
            }
            run.push(word);
            rest = &rest[gap.len() + word.len()..];
            if rest.starts_with("'s ") || word.ends_with("'s") {
                break;
            }
        }
        while run.last().is_some_and(|word| !is_capitalised(word)) {
            run.pop();
        }
        run
    }

    /// Whether a hyphen or a dash without spaces joins the phrase to the next word.
    pub(super) fn is_joined_after(&self) -> bool {
        matches!(self.after.gap, "-" | "–") && !self.possessive
    }
}

fn is_sentence_end(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '"', '“', '‘', '\'', '(', '*', '_', '[', '«', '„', '#']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '—', '|', ';', '…'])
}

/// The length of a possessive at the start of what follows a name.
fn possessive(rest: &str) -> Option<usize> {
    let rest = rest.strip_prefix('\'')?;
    match rest.strip_prefix(['s', 'S']) {
        Some(after) if !after.starts_with(char::is_alphanumeric) => Some(2),
        None if rest.starts_with(' ') => Some(1),
        _ => None,
    }
}

fn word_before(text: &str) -> Beside<'_> {
    let end = start_of_run(text, text.len(), false);
    Beside { word: &text[start_of_run(text, end, true)..end], gap: &text[end..] }
}

fn word_after(text: &str) -> Beside<'_> {
    let start = end_of_run(text, 0, false);
    Beside { word: &text[start..end_of_run(text, start, true)], gap: &text[..start] }
}

/// Where the characters end that are of words, or are not, from `at` on.
fn end_of_run(text: &str, mut at: usize, of_words: bool) -> usize {
    while let Some(byte) = text.as_bytes().get(at) {
        let (is_word, len) = match IS_WORD.get(usize::from(*byte)) {
            Some(is_word) => (*is_word, 1),
            None => text[at..].chars().next().map_or((false, 1), |other| (is_word(other), other.len_utf8())),
        };
        if is_word != of_words {
            break;
        }
        at += len;
    }
    at
}

/// Where the characters begin that are of words, or are not, before `at`.
fn start_of_run(text: &str, mut at: usize, of_words: bool) -> usize {
    while let Some(byte) = text.as_bytes()[..at].last() {
        let (is_word, len) = match IS_WORD.get(usize::from(*byte)) {
            Some(is_word) => (*is_word, 1),
            None => text[..at].chars().next_back().map_or((false, 1), |other| (is_word(other), other.len_utf8())),
        };
        if is_word != of_words {
            break;
        }
        at -= len;
    }
    at
}

/// The same as [`is_word`], for ASCII.
static IS_WORD: [bool; 128] = {
    let mut table = [false; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'\'';
        byte += 1;
    }
    table
};

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '\''
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let Beside { word, gap } = word_after(rest);
        rest = &rest[gap.len() + word.len()..];
        (!word.is_empty()).then_some(word)
    })
}

/// How a paragraph is written, by the letters its longer words begin with; a headline has no full stop.
pub(super) fn style(text: &str) -> Style {
    if !text.contains(char::is_lowercase) && text.contains(char::is_uppercase) && text.contains(' ') {
        return Style::Capitals;
    }
    if text.len() >= 400 {
        return Style::Sentence;
    }
    let may_be_title = text.len() < 160 && !text.trim_end().ends_with('.');
    let (mut all, mut upper, mut titled, mut read) = (0, 0, 0, 0);
    for word in words(text) {
        read += word.len() + 1;
        if word.len() < 4 || word.chars().nth(3).is_none() {
            continue;
        }
        all += 1;
        upper += usize::from(!word.contains(char::is_lowercase) && word.contains(char::is_alphabetic));
        titled += usize::from(word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
        // Most sentences are told by their first words: however all that can follow is written, it is too late.
        let left = text.len().saturating_sub(read).div_ceil(5);
        let can_be_most = |some: usize| (some + left) * 10 >= (all + left) * 8;
        let is_open = can_be_most(upper) || may_be_title && can_be_most(titled);
        if !is_open {
            return Style::Sentence;
        }
    }
    if all >= 2 && upper * 10 >= all * 8 {
        Style::Capitals
    } else if all >= 3 && titled * 10 >= all * 8 && may_be_title {
        Style::Title
    } else {
        Style::Sentence
    }
}

/// Sorted words, with the marks of all of them: most other words are told by theirs.
#[derive(Debug)]
pub(super) struct List {
    words: &'static [&'static str],
    marks: [u64; MARKS / 64],
}

/// How many marks a word can have; few lists have a hundred words.
const MARKS: usize = 4096;

impl List {
    pub(super) const fn of(words: &'static [&'static str]) -> Self {
        let mut marks = [0; MARKS / 64];
        let mut at = 0;
        while at < words.len() {
            let mark = mark(words[at].as_bytes());
            marks[mark / 64] |= 1 << (mark % 64);
            at += 1;
        }
        Self { words, marks }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }
}

/// A number that the length and three letters of a word make.
const fn mark(word: &[u8]) -> usize {
    if word.is_empty() {
        return 0;
    }
    let letters = [word[0], word[word.len() / 2], word[word.len() - 1], word.len().to_le_bytes()[0]];
    (u32::from_le_bytes(letters).wrapping_mul(0x9E37_79B1) >> 20) as usize % MARKS
}

pub(super) fn is_in(list: &List, word: &str) -> bool {
    let mark = mark(word.as_bytes());
    list.marks[mark / 64] >> (mark % 64) & 1 == 1 && list.words.binary_search(&word).is_ok()
}

/// As in headlines, where nouns begin with a capital.
pub(super) fn is_in_any_case(list: &List, word: &str) -> bool {
    is_in(list, word) || is_capitalised(word) && is_in(list, &word.to_lowercase())
}

pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Capitalised, and not an abbreviation.
pub(super) fn is_proper(word: &str) -> bool {
    is_capitalised(word) && word.contains(char::is_lowercase)
}
