//! From a file's text to its document.

use super::entity;
use super::front_matter::{self, Split};
use super::kind::{ContentPath, Kind};
use super::prose::{self, Anchors, Flavour, Found, Mentions, Options, Rendered, Scope, Shared, Wishes};
use super::{Body, Dialect, Document, Source, article, page};
use crate::config::Autolink;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::gazetteer::Gazetteer;
use crate::value::LanguageTag;
use crate::yaml::{self, Node, Offsets, Value};

/// Reads one Markdown file.
///
/// Returns what could be read, `None` where nothing could become a page, and all that is wrong
/// with the file by itself.
pub fn parse(path: &str, text: &str, gazetteer: &Gazetteer, dialect: &Dialect) -> (Option<Document>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path, text);
    let file = file(path, text, dialect, &mut sink);
    let mut shared = shared(path, &file, gazetteer, dialect);
    let document = document(kind(&file, dialect), &file, &mut shared, &mut sink);
    (document, sink.finish())
}

/// Every name in one Markdown file, whatever else is wrong with it, in the order of the file.
///
/// A file that has no front matter is a text and nothing else; one whose place says nothing is an article.
/// Returns also why front matter could not be read; what else is wrong is left to [`parse`].
pub fn mentions(path: &str, text: &str, gazetteer: &Gazetteer, dialect: &Dialect) -> (Vec<Found>, Vec<Diagnostic>) {
    let mut sink = Sink::new(path, text);
    let file = file(path, text, dialect, &mut sink);
    let unreadable = if file.readable { Vec::new() } else { sink.finish() };
    let mut sink = Sink::new(path, text);
    let mut shared = shared(path, &file, gazetteer, dialect);
    if file.without_front_matter {
        self::text(&file, false, &mut shared, &mut sink);
        let wishes = Wishes { autolink: dialect.autolink, unlink: &[], declared: &[], own: None, text };
        return (std::mem::take(&mut shared.mentions).settle(gazetteer, &wishes).found, unreadable);
    }
    let kind = match kind(&file, dialect) {
        Kind::Page if !path.starts_with("content/") => Kind::Article,
        kind => kind,
    };
    document(kind, &file, &mut shared, &mut sink);
    (shared.found, unreadable)
}

fn file<'p>(path: &'p str, text: &str, dialect: &Dialect, sink: &mut Sink) -> File<'p> {
    let split = front_matter::split(sink);
    let place = ContentPath::new(path, dialect.flat);
    let node = split.yaml.clone().and_then(|yaml| yaml::parse(yaml, sink));
    File {
        place,
        without_front_matter: split.yaml.is_none() && sink.is_empty(),
        readable: node.is_some() || sink.is_empty(),
        head: head(&split, node.as_ref(), text),
        node: node.unwrap_or_else(|| empty(&split)),
        body: split.body,
    }
}

fn shared<'a>(path: &'a str, file: &File, gazetteer: &'a Gazetteer, dialect: &'a Dialect) -> Shared<'a> {
    // What a file itself says of links is known when all of its fields are read.
    let as_the_site = entry(&file.node, "autolink").or_else(|| entry(&file.node, "unlink")).is_none();
    let mentions = match dialect.autolink {
        Autolink::First | Autolink::None if as_the_site => Mentions::only_firsts(),
        _ => Mentions::default(),
    };
    Shared { language: language(&file.node), mentions, ..Shared::new(path, dialect, gazetteer) }
}

/// The document's own language, before its texts are read; a wrong one is reported with the other fields.
fn language(node: &Node) -> Option<LanguageTag> {
    match entry(node, "language")? {
        Value::Scalar(scalar) => LanguageTag::parse(&scalar.text),
        _ => None,
    }
}

fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Value> {
    let Value::Mapping(entries) = &node.value else { return None };
    entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value.value)
}

fn document(kind: Kind, file: &File, shared: &mut Shared, sink: &mut Sink) -> Option<Document> {
    match kind {
        Kind::Article => article::parse(file, shared, sink),
        Kind::Entity(kind) => entity::parse(kind, file, shared, sink),
        Kind::Page | Kind::Home => page::parse(file, shared, sink),
    }
}

/// A file, taken apart.
pub(super) struct File<'p> {
    pub(super) place: ContentPath<'p>,
    /// The front matter; an empty mapping where there is none.
    pub(super) node: Node,
    /// The Markdown.
    pub(super) body: Span,
    /// Where a reader of a message should look for the file's head.
    pub(super) head: Span,
    /// Whether it has none at all.
    pub(super) without_front_matter: bool,
    /// Whether the YAML could be read: where not, what seems missing is not reported.
    pub(super) readable: bool,
}

fn head(split: &Split, node: Option<&Node>, text: &str) -> Span {
    let first_key = node.and_then(|node| match &node.value {
        Value::Mapping(entries) => entries.first().map(|entry| entry.key_span.clone()),
        _ => None,
    });
    first_key.unwrap_or_else(|| {
        let start = split.yaml.as_ref().map_or(split.body.start, |yaml| yaml.start.saturating_sub(4));
        let line = text[start..].lines().next().unwrap_or_default();
        start..start + line.len()
    })
}

fn empty(split: &Split) -> Node {
    let start = split.yaml.as_ref().map_or(split.body.start, |yaml| yaml.start.saturating_sub(4));
    Node { span: start..start, value: Value::Mapping(Vec::new()) }
}

/// At the root of a site without `content/`, what has an article's required fields, or a field
/// that only articles have, is one.
fn kind(file: &File, dialect: &Dialect) -> Kind {
    const REQUIRED: [&str; 3] = ["title", "summary", "date"];
    const OWN: [&str; 6] = ["takeaways", "background", "reactions", "timeline", "questions", "countries"];
    let has = |name: &str| entry(&file.node, name).is_some();
    match file.place.kind() {
        Kind::Page if dialect.flat && (REQUIRED.into_iter().all(has) || OWN.into_iter().any(has)) => Kind::Article,
        kind => kind,
    }
}

/// Renders a file's Markdown.
pub(super) fn text(file: &File, take_title: bool, shared: &mut Shared, sink: &mut Sink) -> Rendered {
    let offsets = Offsets::From(file.body.start);
    let options = Options { flavour: Flavour::Block, offsets: &offsets, take_title };
    shared.mentions.enter(Scope::Body);
    prose::render(&sink.text()[file.body.clone()], options, shared, sink)
}

/// Makes the sources known to the Markdown that will cite them, and their anchors to links.
pub(super) fn announce_sources(sources: &[(Source, Option<Span>)], shared: &mut Shared) {
    shared.source_ids = sources.iter().map(|(source, _)| source.id.clone()).collect();
    for (at, id) in shared.source_ids.clone().iter().enumerate() {
        shared.anchors.reserve(&prose::source_anchor(at, id.as_deref()));
    }
}

/// The sources with their counts, after all Markdown was read; those that nothing cites are reported.
pub(super) fn counted_sources(sources: Vec<(Source, Option<Span>)>, shared: &Shared, sink: &mut Sink) -> Vec<Source> {
    let mut counted = Vec::with_capacity(sources.len());
    for (at, (mut source, id)) in sources.into_iter().enumerate() {
        source.citations = shared.citations.get(&at).copied().unwrap_or_default();
        let repeated = source.id.is_some() && shared.source_ids[..at].contains(&source.id);
        let used = source.citations > 0 || shared.named_sources.contains(&at) || repeated;
        if let (Some(span), false) = (id, used) {
            let id = source.id.as_deref().unwrap_or_default();
            let diagnostic = Diagnostic::new(Code::UnusedSource, format!("nothing cites the source `{id}`"))
                .help(format!("cite it in the text by `[@{id}]`, name it as the `source` of a reaction or event, or take its id away"));
            sink.report(&span, diagnostic);
        }
        counted.push(source);
    }
    counted
}

/// Reserves the ids that the theme gives to the blocks of a page.
pub(super) fn reserve_blocks(anchors: &mut Anchors, blocks: &[(&'static str, bool)]) {
    for (id, _) in blocks.iter().filter(|(_, present)| *present) {
        anchors.reserve(id);
    }
}

/// A body of text alone.
pub(super) fn plain_body(rendered: Rendered) -> Body {
    Body { words: rendered.prose.words(), text: rendered.prose, contents: rendered.headings, ..Body::default() }
}
