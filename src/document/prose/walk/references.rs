//! Links, images and citations.

use pulldown_cmark::{Event, LinkType};

use super::super::links::{self, Href, Shown};
use super::super::{citation_anchor, html};
use super::Walker;
use crate::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::document::{Citation, Gap, InlinePicture, Link, LinkTarget};
use crate::gazetteer::Named;

/// The image whose text alternative is being read.
pub(super) struct OpenImage {
    pub(super) src: Shown,
    pub(super) alt: String,
    pub(super) title: String,
    pub(super) range: Span,
}

impl Walker<'_, '_, '_, '_, '_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, written: &str, title: &str, range: &Span) {
        let span = self.file_span(range);
        let href = match link_type {
            LinkType::Email => Href::Literal(format!("mailto:{written}")),
            _ => links::link(written, &span, self.shared, self.sink),
        };
        let href = self.href(href);
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", html::escape(title)) };
        self.push_inline(format!("<a href=\"{href}\"{title}>"));
    }

    fn href(&mut self, href: Href) -> String {
        match href {
            Href::Literal(url) => html::escape(&url),
            Href::Target(target) => self.gap(Gap::Href(Box::new(target))),
        }
    }

    pub(super) fn wikilink(&mut self, written: &str, has_text: bool, range: Span) {
        let (name, anchor) = match written.split_once('#') {
            Some((name, anchor)) if !anchor.is_empty() => (name, Some(anchor.to_owned())),
            _ => (written.trim_end_matches('#'), None),
        };
        let target = LinkTarget::Wiki { name: name.trim().to_owned(), anchor };
        let text = self.wikilink_text(&range, written, has_text);
        if let Some(named) = self.shared.gazetteer.linked(name) {
            if let Named::Country(code) = named {
                self.shared.countries.insert(code);
            }
            let span = self.sink.file_span(&self.file_span(&text));
            self.shared.mentions.add_wikilink(named, span);
        }
        if !has_text {
            self.passage_wikilink(written, &text);
        }
        let shared_name = self.shared.gazetteer.ambiguity(name);
        match shared_name {
            Some(diagnostic) => self.sink.report(&self.file_span(&range), diagnostic),
            None => {
                let span = self.sink.file_span(&self.file_span(&range));
                self.shared.links.push(Link { target: target.clone(), span });
            }
        }
        let href = self.gap(Gap::Href(Box::new(target.clone())));
        self.push_inline(format!("<a class=\"entity\" href=\"{href}\">"));
        if !has_text {
            let name = self.gap(Gap::NameOf(Box::new(target)));
            self.push_inline(format!("{name}</a>"));
            self.note_text(written, written);
            // The parser repeats the target as the link's text; it is replaced by the name.
            self.citing = true;
        }
    }

    /// Where the text of a wikilink stands that a reader sees: after the `|`, if there is one.
    fn wikilink_text(&self, range: &Span, target: &str, has_text: bool) -> Span {
        let written = &self.text[range.clone()];
        let start = match has_text {
            true => written.find('|').map_or(2, |bar| bar + 1),
            false => written.find(target).unwrap_or(2),
        };
        let end = if has_text { written.len().saturating_sub(2) } else { start + target.len() };
        range.start + start..range.start + end.clamp(start, written.len())
    }

    pub(super) fn start_image(&mut self, written: &str, title: &str, range: Span) {
        let span = self.file_span(&range);
        let src = links::image(written, &span, self.shared, self.sink);
        self.image = Some(OpenImage { src, alt: String::new(), title: title.to_owned(), range });
    }

    pub(super) fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let alt = image.alt.trim();
        if alt.is_empty() {
            let span = self.file_span(&image.range);
            self.sink.report(
                &span,
                Diagnostic::new(Code::MissingAlt, "this image has no text alternative")
                    .help("say between the brackets what it shows: `![A port at dawn](port.jpg)`"),
            );
        }
        let src = match image.src {
            Shown::Literal(url) => html::escape(&url),
            Shown::File(src) => {
                let picture = InlinePicture { src, alt: alt.to_owned(), title: image.title };
                let gap = self.gap(Gap::Picture(Box::new(picture)));
                self.push_inline(gap);
                return;
            }
        };
        let title =
            if image.title.is_empty() { String::new() } else { format!(" title=\"{}\"", html::escape(&image.title)) };
        let alt = html::escape(alt);
        self.push_inline(format!("<img src=\"{src}\" alt=\"{alt}\"{title} loading=\"lazy\" decoding=\"async\">"));
    }

    // Citations

    pub(super) fn cite(&mut self, reference: &str, range: &Span) {
        // The mark belongs to the word before it, and must not wrap alone.
        if let Some(Event::Text(text)) = self.out.last_mut() {
            *text = text.trim_end().to_owned().into();
        }
        for id in reference.split(';').map(|id| id.trim().trim_start_matches('@')) {
            let range = &self.id_range(id, range);
            match self.shared.source(id) {
                Some(source) => {
                    let occurrence = self.shared.cite(source);
                    let id = self.shared.source_ids[source].clone();
                    let anchor = citation_anchor(source, id.as_deref(), occurrence);
                    self.shared.anchors.reserve(&anchor);
                    let gap = self.gap(Gap::Citation(Box::new(Citation { source, occurrence })));
                    self.push_inline(gap);
                }
                None => self.undefined_source(id, range),
            }
        }
    }

    /// Where an id stands within its citation.
    fn id_range(&self, id: &str, citation: &Span) -> Span {
        let written = self.text.get(citation.clone()).unwrap_or_default();
        let marked = format!("@{id}");
        match written.find(&marked) {
            Some(at) => citation.start + at..citation.start + at + marked.len(),
            None => citation.clone(),
        }
    }

    fn undefined_source(&mut self, id: &str, range: &Span) {
        let span = self.file_span(range);
        let known = self.shared.source_ids.iter().flatten().map(String::as_str);
        self.sink.report(&span, undefined_source(id, known));
        self.push_inline(format!("[@{}]", html::escape(id)));
    }
}

pub(super) fn is_citation(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown)
}

/// A citation of a source that is not defined.
pub(in crate::document) fn undefined_source<'i>(id: &str, known: impl Iterator<Item = &'i str>) -> Diagnostic {
    let all: Vec<_> = known.collect();
    Diagnostic::new(Code::UndefinedSource, format!("no source has the id `{id}`"))
        .did_you_mean(nearest(id, all.iter().copied()))
        .help(match all.is_empty() {
            true => format!("add to the front matter:\nsources:\n  - id: {id}\n    title: …"),
            false => format!("`sources` defines `{}`", all.join("`, `")),
        })
}
