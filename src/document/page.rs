//! Plain pages, and what all kinds of files have in common.

use std::collections::BTreeSet;

use super::fields;
use super::kind::Kind;
use super::parser::{self, File};
use super::prose::{Flavour, Prose, Scope, Shared, Wishes};
use super::{Document, EntityFacts, ListKind, ListQuery, Sort, Summary, article};
use crate::config::AUTOLINK;
use crate::country::CountryCode;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::gazetteer::Named;
use crate::value::{EntityId, EntityKind, PartialDate, Slug, UrlPath};
use crate::yaml::{Field, Fields};

pub(super) fn parse(file: &File, shared: &mut Shared, sink: &mut Sink) -> Option<Document> {
    let kind = file.place.kind();
    let mut fields = Fields::new(&file.node, "a page", sink)?;
    let sources = fields::sources(&mut fields, sink);
    parser::announce_sources(&sources, shared);
    let blocks = [("main", true), ("block-sources", !sources.is_empty())];
    parser::reserve_blocks(&mut shared.anchors, &blocks);
    let title = fields::searched_text(&mut fields, "title", shared, sink);
    let dek = fields.optional("summary").and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    let address = fields.optional("slug").map(|field| field.node.span.clone());
    let slug = fields::slug(&mut fields, sink);
    let url = match kind {
        Kind::Home => UrlPath::page(&[]),
        _ => file.place.page_url(slug.as_ref()),
    };
    if kind == Kind::Page && url == UrlPath::page(&[]) {
        let message = "this file's name cannot stand in an address";
        sink.report(
            &file.head,
            Diagnostic::new(Code::InvalidSlug, message).help("add a line `slug: …`, or rename the file"),
        );
        return None;
    }
    let mut summary = Summary {
        dek: dek.unwrap_or_default(),
        address: address.unwrap_or_else(|| file.head.clone()),
        ..summary(kind, file, url, shared.path)
    };
    let zone = &shared.dialect.timezone;
    summary.date = fields.optional("date").and_then(|field| fields::moment(&field, zone, sink));
    common(&mut summary, &mut fields, shared, sink);
    dates(&mut summary, &mut fields, shared, sink);
    summary.list = fields.optional("list").and_then(|field| list(&field, shared, sink)).map(Box::new);
    fields.finish(sink);

    let text = parser::text(file, title.is_none(), shared, sink);
    let fallback = || Slug::of_file_stem(file.place.stem()).map(|slug| slug.humanized()).unwrap_or_default();
    summary.title = title
        .or_else(|| text.title.clone())
        .unwrap_or_else(|| if kind == Kind::Home { String::new() } else { fallback() });
    summary.sources = parser::counted_sources(sources, shared, sink);
    close(&mut summary, shared, sink.text());
    file.readable.then(|| Document { summary, body: parser::plain_body(text) })
}

/// A summary of which only the place is known.
pub(super) fn summary(kind: Kind, file: &File, url: UrlPath, path: &str) -> Summary {
    Summary {
        path: path.to_owned(),
        kind,
        url,
        title: String::new(),
        dek: Prose::default(),
        date: None,
        updated: None,
        publish_at: None,
        expires_at: None,
        review_by: None,
        draft: false,
        language: None,
        authors: Vec::new(),
        topics: Vec::new(),
        people: Vec::new(),
        organizations: Vec::new(),
        countries: Vec::new(),
        mentions: std::collections::BTreeSet::new(),
        named: std::collections::BTreeSet::new(),
        name_links: Vec::new(),
        image: None,
        reactions: Vec::new(),
        timeline: Vec::new(),
        sources: Vec::new(),
        updates: Vec::new(),
        corrections: Vec::new(),
        translation_key: None,
        aliases: Vec::new(),
        template: None,
        list: None,
        autolink: None,
        unlink: Vec::new(),
        entity: None,
        anchors: super::Ids::default(),
        links: Vec::new(),
        maps: Vec::new(),
        has_takeaways: false,
        address: file.head.clone(),
        head: file.head.clone(),
        extra: serde_json::Value::Null,
    }
}

/// The fields of articles and pages alike.
pub(super) fn common(summary: &mut Summary, fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) {
    summary.draft = fields::boolean(fields, "draft", sink);
    summary.language = fields::language(fields, sink);
    summary.authors = fields::names(fields, "authors", sink);
    summary.translation_key = fields::plain_text(fields, "translation_key", sink);
    look(summary, fields, shared, sink);
    summary.autolink = fields.optional("autolink").and_then(|field| field.choice(&AUTOLINK, sink));
    let unlink = fields.optional("unlink").map(|field| field.texts(sink)).unwrap_or_default();
    summary.unlink = unlink.into_iter().map(|text| text.value).collect();
}

/// The fields of every kind of file.
pub(super) fn look(summary: &mut Summary, fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) {
    summary.image = shared.within(Scope::Caption, |shared| fields::image(fields, shared, sink));
    summary.aliases = fields::aliases(fields, sink);
    let template = fields.optional("template").and_then(|field| field.text(sink));
    summary.template = template.map(|text| (text.value, text.span));
    summary.extra = fields.optional("extra").map(|field| field.node.to_json()).unwrap_or_default();
}

/// When a page is to be seen, and when it changed.
pub(super) fn dates(summary: &mut Summary, fields: &mut Fields, shared: &Shared, sink: &mut Sink) {
    let zone = &shared.dialect.timezone;
    if let Some(field) = fields.optional("updated") {
        summary.updated = fields::moment(&field, zone, sink);
        if summary.updated.is_some() && summary.updated < summary.date {
            article::report_order("date", &field, sink);
        }
    }
    summary.publish_at = fields.optional("publish_at").and_then(|field| fields::moment(&field, zone, sink));
    if let Some(field) = fields.optional("expires_at") {
        summary.expires_at = fields::moment(&field, zone, sink);
        let begins = summary.publish_at.as_ref().or(summary.date.as_ref());
        if summary.expires_at.is_some() && summary.expires_at.as_ref() < begins {
            article::report_order(if summary.publish_at.is_some() { "publish_at" } else { "date" }, &field, sink);
        }
    }
    summary.review_by = fields.optional("review_by").and_then(|field| match fields::partial_date(&field, sink)? {
        PartialDate::Day(day) => Some((day, field.node.span.clone())),
        _ => {
            let diagnostic =
                Diagnostic::new(Code::InvalidDate, "`review_by` must be a day").help("write it as in `2027-01-15`");
            sink.report(&field.node.span, diagnostic);
            None
        }
    });
}

/// Hands over what the Markdown gathered, and decides what its names mean.
pub(super) fn close(summary: &mut Summary, shared: &mut Shared, text: &str) {
    let own = match summary.entity.as_deref() {
        Some(EntityFacts { country: Some(country), .. }) => Some(Named::Country(country.code)),
        Some(facts) => Some(Named::Entity(EntityId { kind: facts.kind, slug: facts.slug.clone() }.into())),
        None => None,
    };
    let autolink = summary.autolink.unwrap_or(shared.dialect.autolink);
    let declared = declared(summary, shared);
    let wishes = Wishes { autolink, unlink: &summary.unlink, declared: &declared, own: own.as_ref(), text };
    let settled = std::mem::take(&mut shared.mentions).settle(shared.gazetteer, &wishes);
    summary.mentions = std::mem::take(&mut shared.countries);
    for named in settled.found.iter().filter(|found| !found.kept_out).filter_map(|found| found.named.clone()) {
        match named {
            Named::Country(code) => drop(summary.mentions.insert(code)),
            Named::Entity(id) => drop(summary.named.insert(*id)),
        }
    }
    summary.name_links = settled.links;
    shared.found = settled.found;
    summary.links = std::mem::take(&mut shared.links);
    summary.maps = std::mem::take(&mut shared.maps);
    summary.anchors = std::mem::take(&mut shared.anchors).into_ids();
}

/// The countries that are named in fields.
fn declared(summary: &Summary, shared: &Shared) -> Vec<CountryCode> {
    let reactions = summary.reactions.iter().filter_map(|reaction| reaction.by.country());
    let timeline = summary.timeline.iter().flat_map(|entry| entry.countries.iter().copied());
    let own = summary.entity.iter().filter_map(|facts| facts.country.as_ref()).map(|country| country.code);
    let written = summary.countries.iter().chain(&shared.countries).copied();
    let all: BTreeSet<_> = written.chain(reactions).chain(timeline).chain(own).collect();
    all.into_iter().collect()
}

fn list(field: &Field, shared: &Shared, sink: &mut Sink) -> Option<ListQuery> {
    let kinds = [
        ("articles", ListKind::Articles),
        ("countries", ListKind::Entities(EntityKind::Country)),
        ("topics", ListKind::Entities(EntityKind::Topic)),
        ("people", ListKind::Entities(EntityKind::Person)),
        ("organizations", ListKind::Entities(EntityKind::Organization)),
        ("authors", ListKind::Entities(EntityKind::Author)),
    ];
    let sorts = [("date", Sort::Date), ("updated", Sort::Updated), ("title", Sort::Title)];
    let mut fields = field.fields("a list", sink)?;
    let kind = fields.required("kind", sink).and_then(|field| field.choice(&kinds, sink));
    let topics = fields::names(&mut fields, "topics", sink).into_iter().map(|name| name.slug).collect();
    let countries =
        fields.optional("countries").map(|field| fields::countries(&field, shared.gazetteer, sink)).unwrap_or_default();
    let limit = fields.optional("limit").and_then(|field| field.number(1, sink));
    let sort = fields.optional("sort").and_then(|field| field.choice(&sorts, sink)).unwrap_or_default();
    fields.finish(sink);
    let limit = limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    Some(ListQuery { kind: kind?, topics, countries, limit, sort })
}
