//! Footnotes: gathered where they are defined, shown as one list.

use std::fmt::Write as _;
use std::mem;

use pulldown_cmark::{Event, TagEnd};

use super::Walker;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Gap;

pub(super) struct Footnote<'t> {
    pub(super) label: String,
    pub(super) references: usize,
    pub(super) definition: Option<Vec<Event<'t>>>,
}

impl<'t> Walker<'t, '_, '_, '_, '_> {
    pub(super) fn footnote(&mut self, label: &str) -> usize {
        let found = self.footnotes.iter().position(|footnote| footnote.label == label);
        found.unwrap_or_else(|| {
            self.footnotes.push(Footnote { label: label.to_owned(), references: 0, definition: None });
            self.footnotes.len() - 1
        })
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let at = self.footnote(label);
        self.footnotes[at].references += 1;
        let number = self.shared.footnotes + at + 1;
        let id = reference_id(number, self.footnotes[at].references);
        self.push_inline(format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    pub(super) fn end_footnote(&mut self) {
        let Some((label, outer)) = self.outer.pop() else { return };
        let definition = mem::replace(&mut self.out, outer);
        let at = self.footnote(&label);
        self.footnotes[at].definition = Some(definition);
    }

    /// The parser leaves `[^x]` as text where nothing defines it.
    pub(super) fn report_undefined_footnotes(&mut self) {
        let text = self.text;
        for (at, _) in text.match_indices("[^") {
            let label = text[at + 2..].split([']', '\n', '[']).next().unwrap_or_default();
            let range = at..at + label.len() + 3;
            let closed = text[at + 2 + label.len()..].starts_with(']');
            let is_text = is_within(&self.texts, at);
            if closed && is_text && !label.is_empty() && !label.contains(char::is_whitespace) {
                let span = self.file_span(&range);
                let message = format!("the footnote `{label}` is not defined");
                let help = format!("add a line `[^{label}]: …` below the text");
                self.sink.report(&span, Diagnostic::new(Code::UndefinedFootnote, message).help(help));
            }
        }
    }

    /// The footnotes that are referred to, with their ways back, as one list.
    pub(super) fn push_footnotes(&mut self) {
        let footnotes = mem::take(&mut self.footnotes);
        if footnotes.iter().all(|footnote| footnote.definition.is_none() || footnote.references == 0) {
            return;
        }
        let first = self.shared.footnotes + 1;
        self.shared.footnotes += footnotes.len();
        let label = self.gap(Gap::Word("footnotes".into()));
        let start = if first > 1 { format!(" start=\"{first}\"") } else { String::new() };
        self.push_html(format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol{start}>\n"
        ));
        for (at, footnote) in footnotes.into_iter().enumerate() {
            self.push_footnote(first + at, footnote);
        }
        self.push_html("</ol>\n</section>\n".into());
    }

    pub(super) fn push_footnote(&mut self, number: usize, footnote: Footnote<'t>) {
        let Some(mut definition) = footnote.definition.filter(|_| footnote.references > 0) else { return };
        let mut back = String::new();
        for reference in 1..=footnote.references {
            let label = self.gap(Gap::Word("back-to-text".into()));
            let id = reference_id(number, reference);
            let _ = write!(back, " <a href=\"#{id}\" role=\"doc-backlink\" aria-label=\"{label}\">↩\u{FE0E}</a>");
        }
        let at = match definition.last() {
            Some(Event::End(TagEnd::Paragraph)) => definition.len() - 1,
            _ => definition.len(),
        };
        definition.insert(at, Event::InlineHtml(back.into()));
        self.push_html(format!("<li id=\"fn-{number}\">"));
        self.out.append(&mut definition);
        self.push_html("</li>\n".into());
    }
}

/// Whether a place is in one of the texts, which are in order.
pub(super) fn is_within(texts: &[Span], at: usize) -> bool {
    let next = texts.partition_point(|text| text.start <= at);
    next > 0 && texts[next - 1].contains(&at)
}

fn reference_id(number: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{reference}"),
    }
}
