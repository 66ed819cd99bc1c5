//! What is wrong, where exactly, and the way out.
//!
//! A [`Diagnostic`] carries its own excerpt of the source, so that it can be printed, stored and
//! shown in a browser without the file at hand.
//!
//! **Architecture invariant.** This room knows no other: neither Markdown nor YAML nor files.

mod code;
mod print;
mod sink;

pub use code::Code;
pub use print::{Format, write};
pub use sink::{Pieces, Sink};

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A range of bytes in one file.
pub type Span = Range<usize>;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The site cannot be published like this.
    Error,
    /// The site works; its editor should know.
    Warning,
}

/// What a site says of a lint in `nutgraf.yaml`, as in `rustc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Say nothing.
    Allow,
    /// Report as a warning.
    Warn,
    /// Report as an error.
    Deny,
}

/// The levels a site sets, by code.
pub type Levels = BTreeMap<Code, Level>;

/// A place in an author's file, with the lines around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Relative to the site, with `/`.
    pub path: String,
    /// From 1; the front matter counts.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// From 1.
    pub end_line: usize,
    /// From 1, in characters, exclusive.
    pub end_column: usize,
    /// The whole lines from `line` to `end_line`.
    excerpt: String,
    /// The place within `excerpt`, in bytes.
    marked: Span,
    /// Whether a long line was cut to what stands around the place.
    is_cut: bool,
}

/// Longer excerpts are cut: nobody reads more in a terminal.
const EXCERPT_LINES: usize = 4;

/// Of longer excerpts, only what stands around the place is kept: a file of one long line can have
/// thousands of mistakes.
const EXCERPT_BYTES: usize = 4000;

impl Location {
    /// The place of `span` (bytes) in `text`, the content of the file at `path`.
    ///
    /// A span outside the text, or between two bytes of a character, is moved to the nearest fit.
    pub fn new(path: &str, text: &str, span: &Span) -> Self {
        // A byte order mark is no character of the author's.
        if let Some(rest) = text.strip_prefix('\u{feff}') {
            let mark = text.len() - rest.len();
            return Self::new(path, rest, &(span.start.saturating_sub(mark)..span.end.saturating_sub(mark)));
        }
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end_line_start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = text[..start].matches('\n').count() + 1;
        let excerpt = excerpt(&text[line_start..]);
        let marked = start - line_start..(end - line_start).min(excerpt.len());
        let marked = marked.start.min(excerpt.len())..marked.end.max(marked.start.min(excerpt.len()));
        let excerpt = with_lines(excerpt, text[start..end].matches('\n').count() + 1);
        let shown = window(excerpt, &marked);
        let within = |at: usize| at.clamp(shown.start, shown.end) - shown.start;
        Self {
            path: path.to_owned(),
            line,
            column: text[line_start..start].chars().count() + 1,
            end_line: line + text[start..end].matches('\n').count(),
            end_column: text[end_line_start..end].chars().count() + 1,
            marked: within(marked.start)..within(marked.end),
            is_cut: shown.start > 0,
            excerpt: excerpt[shown].to_owned(),
        }
    }

    /// The place in its lines: what stands before it, itself, and what stands after it.
    pub fn excerpt(&self) -> [&str; 3] {
        let Range { start, end } = self.marked;
        [&self.excerpt[..start], &self.excerpt[start..end], &self.excerpt[end..]]
    }
}

/// The first lines of `text`, without the last line's end.
fn excerpt(text: &str) -> &str {
    let end = text.match_indices('\n').nth(EXCERPT_LINES - 1).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end_matches(['\r', '\n'])
}

/// At most `lines` lines of `excerpt`.
fn with_lines(excerpt: &str, lines: usize) -> &str {
    let end = excerpt.match_indices('\n').nth(lines - 1).map_or(excerpt.len(), |(at, _)| at);
    excerpt[..end].trim_end_matches('\r')
}

/// The part of an excerpt that is shown: all of it, or what stands around the place.
fn window(excerpt: &str, marked: &Span) -> Span {
    if excerpt.len() <= EXCERPT_BYTES {
        return 0..excerpt.len();
    }
    let start = excerpt.floor_char_boundary(marked.start.saturating_sub(EXCERPT_BYTES / 2));
    let end = excerpt.floor_char_boundary((start + EXCERPT_BYTES).min(excerpt.len()));
    start..end
}

/// Another place that belongs to a mistake, such as the other owner of a URL.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there.
    pub message: String,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of mistake, stable across versions.
    pub code: Code,
    /// Set by the code, unless the site's `lints` say otherwise.
    pub severity: Severity,
    /// What is wrong, in the author's words.
    pub message: String,
    /// Where; `None` when the mistake is in no file, such as a missing `base_url`.
    pub location: Option<Location>,
    /// Said beside the marked place.
    pub label: Option<String>,
    /// The way out.
    pub help: Option<String>,
    /// Other places of the same mistake.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// A diagnostic with the severity that `code` has by default.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            location: None,
            label: None,
            help: None,
            related: Vec::new(),
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Says something beside the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says what was probably meant, if anything is near enough; see [`nearest`].
    #[must_use]
    pub fn did_you_mean(self, name: Option<impl std::fmt::Display>) -> Self {
        match name {
            Some(name) => self.label(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// Says the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place of the same mistake.
    #[must_use]
    pub fn related(mut self, location: Location, message: impl Into<String>) -> Self {
        self.related.push(Related { location, message: message.into() });
        self
    }

    fn sort_key(&self) -> (bool, &str, usize, usize, Code, &str) {
        let place = self.location.as_ref();
        (
            place.is_none(),
            place.map_or("", |at| &at.path),
            place.map_or(0, |at| at.line),
            place.map_or(0, |at| at.column),
            self.code,
            &self.message,
        )
    }
}

/// All that is wrong with a site, in the order of its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Sorts by place, removes what is said twice, and applies the site's levels.
    pub fn new(diagnostics: Vec<Diagnostic>, levels: &Levels, deny_warnings: bool) -> Self {
        let mut diagnostics: Vec<_> =
            diagnostics.into_iter().filter_map(|diagnostic| at_level(diagnostic, levels, deny_warnings)).collect();
        diagnostics.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        diagnostics.dedup();
        Self { diagnostics }
    }

    /// The diagnostics, sorted.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

fn at_level(mut diagnostic: Diagnostic, levels: &Levels, deny_warnings: bool) -> Option<Diagnostic> {
    match levels.get(&diagnostic.code) {
        Some(Level::Allow) => return None,
        Some(Level::Warn) => diagnostic.severity = Severity::Warning,
        Some(Level::Deny) => diagnostic.severity = Severity::Error,
        None => {}
    }
    if deny_warnings {
        diagnostic.severity = Severity::Error;
    }
    Some(diagnostic)
}

/// The nearest of `paths` to one that is not there: the same name in another folder, or a name
/// like it in the same folder.
pub fn nearest_path<'a>(written: &str, paths: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let parts = |path: &'a str| path.rsplit_once('/').unwrap_or(("", path));
    let (folder, name) = written.rsplit_once('/').unwrap_or(("", written));
    let paths: Vec<&str> = paths.into_iter().filter(|path| *path != written).collect();
    if let Some(same) = paths.iter().find(|path| parts(path).1.eq_ignore_ascii_case(name)) {
        return Some(same);
    }
    let stem = |name: &'a str| name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let beside = paths.into_iter().filter(|path| parts(path).0 == folder);
    let own = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let near = beside.filter(|path| nearest(own, [stem(parts(path).1)]).is_some());
    near.min_by_key(|path| strsim::damerau_levenshtein(own, stem(parts(path).1)))
}

/// The nearest of `candidates` to what was written, if one is near enough to be meant.
///
/// Near is one edit in three characters, transpositions counting as one; case does not count.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let tolerance = (written.chars().count() / 3).max(1);
    // The lengths rule most out without the cost of a comparison.
    let similar_length = |candidate: &&str| candidate.len().abs_diff(written.len()) <= tolerance * 4;
    candidates
        .into_iter()
        .filter(similar_length)
        .map(|candidate| (strsim::damerau_levenshtein(&written, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= tolerance)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "a\nÅñ: 日本 x\n";
        let at = text.find('x').unwrap();
        let location = Location::new("a.md", text, &(at..at + 1));
        assert_eq!((location.line, location.column), (2, 8));
        assert_eq!((location.end_line, location.end_column), (2, 9));
        assert_eq!(location.excerpt(), ["Åñ: 日本 ", "x", ""]);
    }

    #[test]
    fn a_span_outside_the_text_is_moved_inside() {
        let location = Location::new("a.md", "é", &(1..99));
        assert_eq!((location.line, location.column, location.end_column), (1, 1, 2));
        assert_eq!(Location::new("a.md", "", &(5..9)).column, 1);
    }

    #[test]
    fn of_a_very_long_line_only_the_place_is_kept() {
        let text = format!("first\n{}here{}", "é ".repeat(5000), " x".repeat(5000));
        let at = text.find("here").unwrap();
        let location = Location::new("a.md", &text, &(at..at + 4));
        assert_eq!((location.line, location.column, location.end_column), (2, 10_001, 10_005));
        assert_eq!(&location.excerpt[location.marked.clone()], "here");
        assert!(location.excerpt.len() <= EXCERPT_BYTES, "{}", location.excerpt.len());
    }

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("Kazahkstan", ["Kyrgyzstan", "Kazakhstan"]), Some("Kazakhstan"));
        assert_eq!(nearest("xyz", ["summary"]), None);
    }

    #[test]
    fn levels_silence_soften_and_harden() {
        let warning = Diagnostic::new(Code::NoBaseUrl, "no base_url");
        let levels = |level| Levels::from([(Code::NoBaseUrl, level)]);
        assert_eq!(Report::new(vec![warning.clone()], &levels(Level::Allow), false).diagnostics(), []);
        assert_eq!(Report::new(vec![warning.clone()], &levels(Level::Deny), false).errors(), 1);
        assert_eq!(Report::new(vec![warning.clone()], &Levels::new(), true).errors(), 1);
        assert_eq!(Report::new(vec![warning.clone(), warning], &Levels::new(), false).warnings(), 1);
    }
}
