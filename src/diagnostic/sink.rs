//! Where the mistakes of one file are gathered.

use super::{Code, Diagnostic, Location, Span};

/// Gathers what is wrong with one file, so that all of it is reported at once.
#[derive(Debug)]
pub struct Sink<'a> {
    path: &'a str,
    text: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Sink<'a> {
    /// For the file at `path` (relative to the site) that holds `text`.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, diagnostics: Vec::new() }
    }

    /// The path of the file.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The whole text of the file.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The place of `span` in the file.
    pub fn location(&self, span: &Span) -> Location {
        Location::new(self.path, self.text, span)
    }

    /// Adds a diagnostic at `span`.
    pub fn report(&mut self, span: &Span, diagnostic: Diagnostic) {
        let location = self.location(span);
        self.diagnostics.push(diagnostic.at(location));
    }

    /// Adds a plain diagnostic at `span`.
    pub fn add(&mut self, code: Code, span: &Span, message: impl Into<String>) {
        self.report(span, Diagnostic::new(code, message));
    }

    /// Whether nothing was found wrong so far.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// All that was gathered.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}
