//! Headings, their ids, and the title of a page that has no other.

use pulldown_cmark::{CowStr, Event, HeadingLevel};

use super::super::html;
use super::Walker;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::Heading;

/// The heading that is being read.
pub(super) struct OpenHeading {
    pub(super) at: usize,
    pub(super) level: u8,
    pub(super) explicit: Option<String>,
    /// As written, for the id.
    pub(super) source: String,
    /// As read, for the contents.
    pub(super) text: String,
    pub(super) span: Span,
}

impl<'t> Walker<'t, '_, '_, '_, '_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<CowStr<'t>>, range: Span) {
        let level = (level as u8).max(2);
        let explicit = id.map(|id| id.to_string());
        self.heading = Some(OpenHeading {
            at: self.out.len(),
            level,
            explicit,
            source: String::new(),
            text: String::new(),
            span: range,
        });
    }

    pub(super) fn end_heading(&mut self, written: HeadingLevel) {
        let Some(heading) = self.heading.take() else { return };
        let is_title =
            written == HeadingLevel::H1 && self.options.take_title && self.title.is_none() && self.headings.is_empty();
        if is_title {
            self.out.truncate(heading.at);
            self.title = Some(heading.text.trim().to_owned());
            return;
        }
        let id = self.heading_id(&heading);
        let opening = format!("<h{} id=\"{}\">", heading.level, html::escape(&id));
        self.out.insert(heading.at, Event::Html(opening.into()));
        self.push_html(format!("</h{}>\n", heading.level));
        self.note_text(" ", " ");
        self.headings.push(Heading { level: heading.level, id, text: heading.text.trim().to_owned() });
    }

    fn heading_id(&mut self, heading: &OpenHeading) -> String {
        let Some(id) = &heading.explicit else {
            return self.shared.anchors.of_heading(&heading.source);
        };
        if !self.shared.anchors.reserve(id) {
            let written = self.text[heading.span.clone()].trim_end().len();
            let span = self.file_span(&(heading.span.start..heading.span.start + written));
            let message = format!("the id `{id}` is taken");
            let help = "ids beginning with `block-` and `source-` are the page's own; any other must be given once";
            self.sink.report(&span, Diagnostic::new(Code::DuplicateAnchor, message).help(help));
        }
        id.clone()
    }
}
