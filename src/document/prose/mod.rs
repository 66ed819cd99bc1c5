//! Markdown → HTML with gaps for what only the whole site can resolve.

mod anchors;
mod chart;
mod directive;
mod gaps;
mod highlight;
mod html;
mod links;
mod mentions;
mod shortcode;
mod walk;

pub use anchors::Ids;
pub use chart::{Chart, ChartData, ChartFile, ChartKind};
pub use directive::{BUILT_IN, Directive};
pub use gaps::{Citation, Gap, InlinePicture, Prose};

pub use mentions::Found;

pub(super) use anchors::Anchors;
pub(super) use links::{asset, report_url};
pub(super) use mentions::{Mentions, Scope, Wishes};
pub(super) use walk::undefined_source;

use std::collections::BTreeSet;

use super::{Asset, Citations, Heading, Link, LinkTarget};
use crate::country::CountryCode;
use crate::diagnostic::Sink;
use crate::document::Dialect;
use crate::gazetteer::Gazetteer;
use crate::value::LanguageTag;
use crate::yaml::{Located, Spanned};

/// What the Markdown of one document shares: its ids, sources, links and citations.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub(super) dialect: &'a Dialect,
    pub(super) gazetteer: &'a Gazetteer,
    /// The file, relative to the site.
    pub(super) path: &'a str,
    /// The ids of the document's sources, by place in its list.
    pub(super) source_ids: Vec<Option<String>>,
    pub(super) citations: Citations,
    /// The sources that a reaction or an event names.
    pub(super) named_sources: BTreeSet<usize>,
    pub(super) anchors: Anchors,
    pub(super) links: Vec<Link>,
    /// Countries that the author names in a field, or by a wikilink.
    pub(super) countries: BTreeSet<CountryCode>,
    /// Names in the texts.
    pub(super) mentions: Mentions,
    /// What became of them, when all were read.
    pub(super) found: Vec<Found>,
    /// The document's own language, where it is not the site's.
    pub(super) language: Option<LanguageTag>,
    /// The countries of each `{map}`.
    pub(super) maps: Vec<Vec<CountryCode>>,
    pub(super) footnotes: usize,
    /// How many directives the text that is read stands in.
    pub(super) depth: usize,
}

impl<'a> Shared<'a> {
    pub(super) fn new(path: &'a str, dialect: &'a Dialect, gazetteer: &'a Gazetteer) -> Self {
        Self {
            dialect,
            gazetteer,
            path,
            source_ids: Vec::new(),
            citations: Citations::new(),
            named_sources: BTreeSet::new(),
            anchors: Anchors::default(),
            links: Vec::new(),
            countries: BTreeSet::new(),
            mentions: Mentions::default(),
            found: Vec::new(),
            language: None,
            maps: Vec::new(),
            footnotes: 0,
            depth: 0,
        }
    }

    /// In which the texts are written.
    pub(super) fn language(&self) -> &LanguageTag {
        self.language.as_ref().unwrap_or(&self.dialect.language)
    }

    /// Reads a part of the document, in which the first mention of each entity is linked.
    pub(super) fn within<T>(&mut self, scope: Scope, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.mentions.enter(scope);
        let read = read(self);
        self.mentions.enter(outer);
        read
    }

    /// Looks for names in a text without markup; they count, and are never linked.
    pub(super) fn search(&mut self, text: &Spanned<String>, sink: &Sink) {
        let located = Located::new(&text.offsets, &text.value);
        let passage = self.gazetteer.search(text.value.as_str(), self.language());
        self.mentions.add_plain(passage, |range| sink.file_span(&located.to_file(range, sink.text())));
    }

    /// The place of the source with that id.
    pub(super) fn source(&self, id: &str) -> Option<usize> {
        self.source_ids.iter().position(|known| known.as_deref() == Some(id))
    }

    /// Counts a citation and says which one it is.
    pub(super) fn cite(&mut self, source: usize) -> usize {
        let count = self.citations.entry(source).or_default();
        *count += 1;
        *count
    }

    pub(super) fn asset(&mut self, asset: &Asset, span: crate::diagnostic::Span) {
        self.links.push(Link { target: LinkTarget::Asset(asset.clone()), span });
    }

    pub(super) fn picture(&mut self, asset: &Asset, span: crate::diagnostic::Span) {
        self.links.push(Link { target: LinkTarget::Picture(asset.clone()), span });
    }
}

/// How much of Markdown a text may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// Paragraphs, headings, everything.
    Block,
    /// A sentence or two: a single paragraph loses its `<p>`.
    Inline,
}

/// A rendered text and the headings in it.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub(super) prose: Prose,
    pub(super) headings: Vec<Heading>,
    /// The text of a first heading of level 1, taken out if it was asked for.
    pub(super) title: Option<String>,
}

pub(super) use walk::{Options, render};

/// The element id of a source's entry.
pub fn source_anchor(source: usize, id: Option<&str>) -> String {
    match id.and_then(crate::value::Slug::of) {
        Some(id) => format!("source-{id}"),
        None => format!("source-{}", source + 1),
    }
}

/// The element id of a citation.
pub fn citation_anchor(source: usize, id: Option<&str>, occurrence: usize) -> String {
    format!("cite-{}-{occurrence}", source_anchor(source, id).trim_start_matches("source-"))
}
