//! A text → lines, by measured width. All widths are in sizes of the font.

use std::ops::{Range, RangeInclusive};

use super::fonts::{self, Font};

/// A text's words, and how wide each is.
#[derive(Debug)]
pub(super) struct Measured {
    words: Vec<Word>,
    space: f64,
}

#[derive(Debug)]
struct Word {
    text: String,
    width: f64,
    /// Whether it goes on where the one before it ended, without a space.
    is_joined: bool,
}

/// The lines of a text, and the size in which they fit.
#[derive(Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) size: f64,
    pub(super) lines: Vec<String>,
}

/// A size, and how many lines of it may stand below one another.
pub(super) type Step = (f64, usize);

/// No more characters are measured: they would not fit.
const LONGEST: usize = 400;
/// What asks for a picture in place of a character, or the other way round.
const VARIATIONS: RangeInclusive<char> = '\u{FE00}'..='\u{FE0F}';
/// A word that is wider may be broken anywhere.
const WIDEST: f64 = 11.0;
const ELLIPSIS: &str = "…";
const ELLIPSIS_WIDTH: f64 = 1.0;
/// How often the width of balanced lines is halved.
const BALANCING: usize = 10;

/// Measures a text; `None` where it has letters that no font has, or none at all.
pub(super) fn measure(font: Font, text: &str) -> Option<Measured> {
    let text = plain(text);
    let (measured, missing) = set(font, &text)?;
    if missing.chars().any(char::is_alphanumeric) {
        return None;
    }
    if missing.is_empty() {
        return Some(measured);
    }
    // What no font has, such as emoji, is left out.
    let kept: String = text.chars().filter(|c| !missing.contains(*c)).collect();
    set(font, &plain(&kept)).map(|(measured, _)| measured)
}

/// As much as could fit, with single spaces, and without what says how others are drawn.
fn plain(text: &str) -> String {
    let chosen = text.chars().filter(|c| !VARIATIONS.contains(c)).take(LONGEST);
    let text: String = chosen.map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text's words, and the characters that no font has.
fn set(font: Font, text: &str) -> Option<(Measured, String)> {
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let words: Vec<(&str, bool)> = text.split(' ').flat_map(parts).collect();
    let (widths, missing) = fonts::measured(font, words.iter().map(|(word, _)| *word));
    let words = words.iter().zip(widths).flat_map(|((word, is_joined), width)| pieces(word, width, *is_joined));
    Some((Measured { words: words.collect(), space: font.space }, missing))
}

/// A word's parts, each up to a hyphen, and whether it is joined to the one before.
fn parts(word: &str) -> impl Iterator<Item = (&str, bool)> {
    let parts = word.split_inclusive(['-', '–', '—', '/']);
    parts.enumerate().map(|(at, part)| (part, at > 0))
}

/// A word, or what it is broken into where it is too wide for any line.
fn pieces(word: &str, width: f64, is_joined: bool) -> Vec<Word> {
    let letters: Vec<char> = word.chars().collect();
    let mut count = 1_u32;
    while width / f64::from(count) > WIDEST {
        count += 1;
    }
    let each = letters.len().div_ceil(usize::try_from(count).unwrap_or(1)).max(1);
    let share = |piece: &[char]| width * f64::from(count_of(piece)) / f64::from(count_of(&letters).max(1));
    let pieces = letters.chunks(each).enumerate().map(|(at, piece)| Word {
        text: piece.iter().collect(),
        width: share(piece),
        is_joined: is_joined || at > 0,
    });
    pieces.collect()
}

fn count_of(letters: &[char]) -> u32 {
    u32::try_from(letters.len()).unwrap_or(u32::MAX)
}

impl Measured {
    /// The text in the first of these sizes in which it fits, in lines of about one length; in the
    /// last it is cut where it does not.
    pub(super) fn fit(&self, width: f64, steps: &[Step]) -> Fitted {
        for (size, most) in steps {
            let lines = self.lines(width / size);
            if lines.len() <= *most && self.widest() <= width / size {
                return self.fitted(*size, &self.balanced(width / size, lines.len()));
            }
        }
        let (size, most) = steps.last().copied().unwrap_or((1.0, 1));
        self.cut(width, size, most)
    }

    /// As many lines as there may be, the last with an ellipsis.
    fn cut(&self, width: f64, size: f64, most: usize) -> Fitted {
        let lines = self.lines(width / size);
        let is_cut = lines.len() > most;
        let shown = &lines[..lines.len().min(most)];
        let mut fitted = self.fitted(size, shown);
        if let (true, Some(last), Some(text)) = (is_cut, shown.last(), fitted.lines.last_mut()) {
            let room = width / size - ELLIPSIS_WIDTH;
            let end = last.clone().rev().find(|end| self.width(&(last.start..end + 1)) <= room).unwrap_or(last.start);
            *text = self.text(&(last.start..end + 1));
            text.truncate(text.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
            text.push_str(ELLIPSIS);
        }
        fitted
    }

    /// One line, cut where it is too long.
    pub(super) fn line(&self, width: f64, size: f64) -> String {
        self.cut(width, size, 1).lines.pop().unwrap_or_default()
    }

    fn fitted(&self, size: f64, lines: &[Range<usize>]) -> Fitted {
        Fitted { size, lines: lines.iter().map(|line| self.text(line)).collect() }
    }

    fn text(&self, line: &Range<usize>) -> String {
        let mut text = String::new();
        for word in &self.words[line.clone()] {
            if !word.is_joined && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    fn width(&self, line: &Range<usize>) -> f64 {
        let words = &self.words[line.clone()];
        let spaces = words.iter().skip(1).filter(|word| !word.is_joined).map(|_| self.space);
        words.iter().map(|word| word.width).sum::<f64>() + spaces.sum::<f64>()
    }

    fn widest(&self) -> f64 {
        self.words.iter().map(|word| word.width).fold(0.0, f64::max)
    }

    /// Each line as full as it can be.
    fn lines(&self, width: f64) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        for at in 0..self.words.len() {
            match lines.last_mut() {
                Some(line) if self.width(&(line.start..at + 1)) <= width => line.end = at + 1,
                _ => lines.push(at..at + 1),
            }
        }
        lines
    }

    /// The same number of lines, the longest as short as it can be.
    fn balanced(&self, width: f64, count: usize) -> Vec<Range<usize>> {
        let (mut narrow, mut wide) = (self.widest().min(width), width);
        for _ in 0..BALANCING {
            let middle = f64::midpoint(narrow, wide);
            if self.lines(middle).len() <= count { wide = middle } else { narrow = middle }
        }
        self.lines(wide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 3] = [(80.0, 2), (60.0, 3), (50.0, 4)];

    fn fit(text: &str, width: f64) -> Fitted {
        measure(fonts::for_title(text), text).unwrap().fit(width, &STEPS)
    }

    #[test]
    fn a_longer_title_is_smaller() {
        assert_eq!(fit("Why now", 600.0), Fitted { size: 80.0, lines: vec!["Why now".to_owned()] });
        let longer = fit("Why Kazakhstan joined the Abraham Accords and what it changes", 600.0);
        assert!(longer.size < 51.0);
    }

    #[test]
    fn lines_have_about_one_length() {
        let fitted = fit("Kazakhstan joins the Accords now", 700.0);
        assert_eq!(fitted.lines, ["Kazakhstan joins", "the Accords now"]);
    }

    #[test]
    fn what_does_not_fit_is_cut_after_a_word() {
        let fitted = fit(&"A very long title, ".repeat(16), 500.0);
        assert_eq!((fitted.size, fitted.lines.len()), (50.0, 4));
        let last = fitted.lines[3].strip_suffix('…').unwrap();
        assert!(["A", "very", "long", "title"].iter().any(|word| last.ends_with(word)), "{last}");
    }

    #[test]
    fn a_line_may_end_after_a_hyphen() {
        assert_eq!(fit("Baku-Tbilisi-Ceyhan", 500.0).lines, ["Baku-Tbilisi-", "Ceyhan"]);
        assert_eq!(fit("Baku-Tbilisi-Ceyhan", 900.0).lines, ["Baku-Tbilisi-Ceyhan"]);
    }

    #[test]
    fn a_word_without_end_is_broken() {
        let fitted = fit(&"w".repeat(200), 600.0);
        assert_eq!(fitted.lines.len(), 4);
        assert!(fitted.lines[3].ends_with('…'));
    }

    #[test]
    fn what_no_font_has_is_left_out_unless_it_is_letters() {
        assert_eq!(fit("Peace 🕊️ at last", 2000.0).lines, ["Peace at last"]);
        assert!(measure(fonts::for_title("哈萨克斯坦"), "哈萨克斯坦 joins").is_none());
        assert!(measure(fonts::LABEL, "?!").is_none());
    }

    #[test]
    fn other_scripts_are_measured_in_their_fonts() {
        for text in [
            "Казахстан",
            "Καζακστάν",
            "كازاخستان",
            "קזחסטן",
            "कज़ाखस्तान",
            "ყაზახეთი",
            "Ղազախստան",
            "Türkmenistan",
            "Việt Nam",
        ] {
            let measured = measure(fonts::for_title(text), text);
            assert!(measured.is_some_and(|measured| measured.widest() > 2.0), "{text}");
        }
    }
}
