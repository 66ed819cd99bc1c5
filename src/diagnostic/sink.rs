//! Where the mistakes of one file are gathered.

use super::{Code, Diagnostic, Location, Span};

/// Gathers what is wrong with one file, so that all of it is reported at once.
#[derive(Debug)]
pub struct Sink<'a> {
    path: &'a str,
    /// What spans refer to.
    text: &'a str,
    /// Where the lines of a text that was taken out of a file stand in it.
    within: Option<(&'a str, Pieces)>,
    diagnostics: Vec<Diagnostic>,
}

/// Where pieces of a text begin in it and in its file, in order.
pub type Pieces = Vec<(usize, usize)>;

impl<'a> Sink<'a> {
    /// For the file at `path` (relative to the site) that holds `text`.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, within: None, diagnostics: Vec::new() }
    }

    /// For a text that was taken out of this sink's piece by piece, such as a fenced block in a list.
    pub fn inner<'b>(&self, text: &'b str, pieces: &Pieces) -> Sink<'b>
    where
        'a: 'b,
    {
        let file = self.within.as_ref().map_or(self.text, |(file, _)| file);
        let pieces = pieces.iter().map(|(inner, outer)| (*inner, self.file_span(&(*outer..*outer)).start));
        Sink { path: self.path, text, within: Some((file, pieces.collect())), diagnostics: Vec::new() }
    }

    /// The path of the file.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The text that spans refer to.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The place of `span` in the whole file.
    pub fn file_span(&self, span: &Span) -> Span {
        let Some((_, pieces)) = &self.within else { return span.clone() };
        let outer = |at: usize, bias: usize| {
            let piece = pieces.partition_point(|(inner, _)| *inner + bias <= at).saturating_sub(1);
            pieces.get(piece).map_or(at, |(inner, outer)| outer + at.saturating_sub(*inner))
        };
        let start = outer(span.start, 0);
        start..outer(span.end, 1).max(start)
    }

    /// The place of `span` for a reader.
    pub fn location(&self, span: &Span) -> Location {
        let file = self.within.as_ref().map_or(self.text, |(file, _)| file);
        Location::new(self.path, file, &self.file_span(span))
    }

    /// Adds a diagnostic at `span`.
    pub fn report(&mut self, span: &Span, diagnostic: Diagnostic) {
        let location = self.location(span);
        self.diagnostics.push(diagnostic.at(location));
    }

    /// Adds a diagnostic at `span`, where a secret stands that is not shown.
    pub fn report_hidden(&mut self, span: &Span, diagnostic: Diagnostic) {
        let at = self.file_span(span);
        let mut file = self.within.as_ref().map_or(self.text, |(file, _)| file).to_owned();
        let stars = "*".repeat(at.len());
        file.replace_range(at.clone(), &stars);
        self.diagnostics.push(diagnostic.at(Location::new(self.path, &file, &at)));
    }

    /// Adds a plain diagnostic at `span`.
    pub fn add(&mut self, code: Code, span: &Span, message: impl Into<String>) {
        self.report(span, Diagnostic::new(code, message));
    }

    /// Adds what another sink gathered.
    pub fn absorb(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Whether nothing was found wrong so far.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How much was found wrong so far.
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// All that was gathered.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}
