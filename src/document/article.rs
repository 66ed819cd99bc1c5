//! The front matter of an explainer.

use super::fields;
use super::kind::Kind;
use super::parser::{self, File};
use super::prose::{Flavour, Prose, Scope, Shared};
use super::{Background, Body, Document, Notice, Question, Summary, page, reaction};
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::value::{Moment, Slug, UrlPath};
use crate::yaml::{Field, Fields, Value};

pub(super) fn parse(file: &File, shared: &mut Shared, sink: &mut Sink) -> Option<Document> {
    let mut fields = Fields::new(&file.node, "an article", sink)?;
    let sources = fields::sources(&mut fields, sink);
    parser::announce_sources(&sources, shared);
    reserve_blocks(&mut fields, shared);

    if file.without_front_matter {
        report_no_front_matter(file, sink);
        return None;
    }
    let title = required(&mut fields, "title", file, sink).and_then(|field| field.text(sink));
    if let Some(title) = &title {
        shared.search(title, sink);
    }
    let dek = required(&mut fields, "summary", file, sink)
        .and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    let zone = &shared.dialect.timezone;
    let date = required(&mut fields, "date", file, sink).and_then(|field| fields::moment(&field, zone, sink));
    let address = fields.optional("slug").map(|field| field.node.span.clone());
    let slug = fields::slug(&mut fields, sink).or_else(|| Slug::of_file_stem(file.place.stem()));
    if slug.as_ref().is_none_or(|slug| slug.as_str() == "page") {
        let message = "this file's name cannot stand in an address";
        sink.report(
            &file.head,
            Diagnostic::new(Code::InvalidSlug, message).help("add a line `slug: …`, or rename the file"),
        );
    }

    let mut summary = Summary {
        date,
        address: address.unwrap_or_else(|| file.head.clone()),
        dek: dek.unwrap_or_default(),
        title: title.map_or_else(String::new, |title| title.value),
        ..page::summary(Kind::Article, file, article_url(slug.as_ref()), shared.path)
    };
    page::common(&mut summary, &mut fields, shared, sink);
    page::dates(&mut summary, &mut fields, shared, sink);
    subjects(&mut summary, &mut fields, shared, sink);

    let has_takeaways =
        fields.optional("takeaways").is_some_and(|field| field.node.value != Value::Sequence(Vec::new()));
    let takeaways = shared.within(Scope::Takeaways, |shared| list(&mut fields, "takeaways", shared, sink));
    let mut block = |name| fields.optional(name);
    let (backgrounds, reactions) = (block("background"), block("reactions"));
    let (timeline, asked) = (block("timeline"), block("questions"));
    let background = read(backgrounds, Scope::Background, background, shared, sink);
    summary.reactions = read(reactions, Scope::Reactions, reaction::reactions, shared, sink);
    summary.timeline = read(timeline, Scope::Timeline, reaction::timeline, shared, sink);
    let questions = read(asked, Scope::Questions, questions, shared, sink);
    summary.updates = shared.within(Scope::Notices, |shared| notices(&mut fields, "updates", shared, sink));
    summary.corrections = shared.within(Scope::Notices, |shared| notices(&mut fields, "corrections", shared, sink));
    summary.has_takeaways = has_takeaways;
    fields.finish(sink);

    let text = parser::text(file, false, shared, sink);
    let words = text.prose.words() + words(&takeaways, &background, &questions, &summary);
    summary.sources = parser::counted_sources(sources, shared, sink);
    let body = Body { takeaways, background, text: text.prose, contents: text.headings, questions, words };
    page::close(&mut summary, shared, sink.text());
    slug.filter(|_| file.readable)?;
    Some(Document { summary, body })
}

fn report_no_front_matter(file: &File, sink: &mut Sink) {
    let line = sink.text()[file.head.clone()].trim();
    let diagnostic = Diagnostic::new(Code::MissingField, "this article has no front matter")
        .help("begin the file with:\n---\ntitle: …\nsummary: …\ndate: 2025-11-06\n---");
    let indent = sink.text()[file.head.clone()].len() - sink.text()[file.head.clone()].trim_start().len();
    let span = file.head.start + indent..file.head.start + indent + line.len();
    sink.report(
        &span,
        match line {
            "+++" => diagnostic.label("this is TOML, and front matter is YAML between two lines `---`"),
            _ if !line.is_empty() && line.bytes().all(|b| b == b'-') => {
                diagnostic.label("front matter begins with a line of exactly `---`")
            }
            _ => diagnostic,
        },
    );
}

fn article_url(slug: Option<&Slug>) -> UrlPath {
    UrlPath::page(&["articles", slug.map_or("", Slug::as_str)])
}

/// A required field; where the YAML could not be read, its absence says nothing.
fn required<'n>(fields: &mut Fields<'n>, name: &'static str, file: &File, sink: &mut Sink) -> Option<Field<'n>> {
    match file.readable {
        true => fields.required(name, sink),
        false => fields.optional(name),
    }
}

/// The ids of the blocks that the page will have, so that no heading takes one.
fn reserve_blocks(fields: &mut Fields, shared: &mut Shared) {
    let mut has = |name| fields.optional(name).is_some();
    let blocks = [
        ("main", true),
        ("block-cite", true),
        ("block-related", true),
        ("block-takeaways", has("takeaways")),
        ("block-background", has("background")),
        ("block-timeline", has("timeline")),
        ("block-reactions", has("reactions")),
        ("block-questions", has("questions")),
        ("block-sources", has("sources")),
        ("block-updates", has("updates") || has("corrections")),
    ];
    parser::reserve_blocks(&mut shared.anchors, &blocks);
}

fn subjects(summary: &mut Summary, fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) {
    summary.topics = fields::names(fields, "topics", sink);
    summary.people = fields::names(fields, "people", sink);
    summary.organizations = fields::names(fields, "organizations", sink);
    summary.countries =
        fields.optional("countries").map(|field| fields::countries(&field, shared.gazetteer, sink)).unwrap_or_default();
}

fn list(fields: &mut Fields, name: &'static str, shared: &mut Shared, sink: &mut Sink) -> Vec<Prose> {
    let items = fields.optional(name).map(|field| field.list(sink)).unwrap_or_default();
    items.iter().filter_map(|item| fields::prose(item, Flavour::Inline, shared, sink)).collect()
}

/// One block of the page, in which names are linked by themselves.
pub(super) fn read<T>(
    field: Option<Field>,
    scope: Scope,
    read: impl FnOnce(&Field, &mut Shared, &mut Sink) -> Vec<T>,
    shared: &mut Shared,
    sink: &mut Sink,
) -> Vec<T> {
    field.map(|field| shared.within(scope, |shared| read(&field, shared, sink))).unwrap_or_default()
}

/// A text, or a list of titled texts.
fn background(field: &Field, shared: &mut Shared, sink: &mut Sink) -> Vec<Background> {
    if let Value::Scalar(_) = field.node.value {
        let text = fields::prose(field, Flavour::Block, shared, sink);
        return text.map(|text| Background { title: None, text }).into_iter().collect();
    }
    field.list(sink).iter().filter_map(|item| background_item(item, shared, sink)).collect()
}

fn background_item(item: &Field, shared: &mut Shared, sink: &mut Sink) -> Option<Background> {
    if let Value::Scalar(_) = item.node.value {
        let text = fields::prose(item, Flavour::Block, shared, sink)?;
        return Some(Background { title: None, text });
    }
    let mut fields = item.fields("a part of the background", sink)?;
    let title = fields::searched_text(&mut fields, "title", shared, sink);
    let text = fields.required("text", sink).and_then(|field| fields::prose(&field, Flavour::Block, shared, sink));
    fields.finish(sink);
    Some(Background { title, text: text? })
}

fn questions(field: &Field, shared: &mut Shared, sink: &mut Sink) -> Vec<Question> {
    field.mappings(sink).iter().filter_map(|item| question(item, shared, sink)).collect()
}

fn question(item: &Field, shared: &mut Shared, sink: &mut Sink) -> Option<Question> {
    let mut fields = item.fields("a question", sink)?;
    let question =
        fields.required("question", sink).and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    let answer = fields.required("answer", sink).and_then(|field| fields::prose(&field, Flavour::Block, shared, sink));
    fields.finish(sink);
    Some(Question { question: question?, answer: answer? })
}

fn notices(fields: &mut Fields, name: &'static str, shared: &mut Shared, sink: &mut Sink) -> Vec<Notice> {
    let items = fields.optional(name).map(|field| field.mappings(sink)).unwrap_or_default();
    let what = if name == "updates" { "an update" } else { "a correction" };
    let mut notices: Vec<Notice> = items.iter().filter_map(|item| notice(item, what, shared, sink)).collect();
    notices.sort_by(|a, b| b.date.cmp(&a.date));
    notices
}

fn notice(item: &Field, what: &'static str, shared: &mut Shared, sink: &mut Sink) -> Option<Notice> {
    let mut fields = item.fields(what, sink)?;
    let zone = &shared.dialect.timezone;
    let date: Option<Moment> = fields.required("date", sink).and_then(|field| fields::moment(&field, zone, sink));
    let text = fields.required("text", sink).and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    fields.finish(sink);
    Some(Notice { date: date?, text: text? })
}

fn words(takeaways: &[Prose], background: &[Background], questions: &[Question], summary: &Summary) -> usize {
    let takeaways = takeaways.iter();
    let background = background.iter().map(|part| &part.text);
    let questions = questions.iter().flat_map(|question| [&question.question, &question.answer]);
    let reactions = summary.reactions.iter().flat_map(|reaction| reaction.text.iter().chain(&reaction.quote));
    let timeline = summary.timeline.iter().filter_map(|entry| entry.text.as_ref());
    takeaways.chain(background).chain(questions).chain(reactions).chain(timeline).map(Prose::words).sum()
}

/// Where a field that says when comes before the one it should follow.
pub(super) fn report_order(earlier: &str, later: &Field, sink: &mut Sink) {
    let span: &Span = &later.node.span;
    let message = format!("`{}` is before `{earlier}`", later.name);
    sink.report(span, Diagnostic::new(Code::DateOrder, message).help("one of the two dates is wrong"));
}
