//! Code, directives and alerts.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind};

use super::super::{directive, highlight, html};
use super::Walker;
use crate::diagnostic::{Pieces, Span};
use crate::document::Gap;

pub(super) struct OpenCode {
    pub(super) info: String,
    pub(super) text: String,
    pub(super) block: Span,
    /// Where its lines stand in the Markdown.
    pub(super) pieces: Pieces,
}

impl Walker<'_, '_, '_, '_, '_> {
    pub(super) fn start_code(&mut self, kind: &CodeBlockKind, block: Span) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.to_string(),
            CodeBlockKind::Indented => String::new(),
        };
        self.code = Some(OpenCode { info, text: String::new(), block, pieces: Pieces::new() });
    }

    pub(super) fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        if code.info.starts_with('{') {
            self.directive(&code);
            return;
        }
        let language = code.info.split([' ', ',']).next().unwrap_or_default();
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", html::escape(language)) };
        let code = highlight::highlight(&code.text, language);
        self.push_html(format!("<pre tabindex=\"0\"><code{class}>{code}</code></pre>\n"));
    }

    pub(super) fn directive(&mut self, code: &OpenCode) {
        let block = self.file_span(&code.block);
        let first_line = self.sink.text()[block.clone()].lines().next().unwrap_or_default().len();
        let opening = block.start..block.start + first_line;
        let in_file = |(inner, outer): &(usize, usize)| (*inner, self.file_span(&(*outer..*outer + 1)).start);
        let pieces = code.pieces.iter().map(in_file).collect();
        let written = directive::Written { info: &code.info, text: &code.text, pieces, opening };
        if let Some(directive) = directive::parse(&written, self.shared, self.sink) {
            let gap = self.gap(Gap::Directive(Box::new(directive)));
            self.push_html(format!("{gap}\n"));
        }
    }

    pub(super) fn start_alert(&mut self, kind: BlockQuoteKind) {
        let (name, word) = match kind {
            BlockQuoteKind::Note => ("note", "alert-note"),
            BlockQuoteKind::Tip => ("tip", "alert-tip"),
            BlockQuoteKind::Important => ("important", "alert-important"),
            BlockQuoteKind::Warning => ("warning", "alert-warning"),
            BlockQuoteKind::Caution => ("caution", "alert-caution"),
        };
        let title = self.gap(Gap::Word(word.into()));
        self.push_html(format!(
            "<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
        ));
    }
}
