//! Countries, topics, people and bodies as structured data.

use std::collections::BTreeSet;

use super::node::Node;
use crate::country::CountryCode;
use crate::document::{Name, Summary};
use crate::index::Entity;
use crate::value::{EntityId, EntityKind};
use crate::view::pieces::Cx;

/// What an explainer is about.
pub(super) fn about(cx: Cx, article: &Summary) -> Vec<Node> {
    about_ids(cx, article).into_iter().map(|(id, entity)| node(cx, id, entity)).collect()
}

fn about_ids<'a>(cx: Cx<'a>, article: &Summary) -> Vec<(&'a EntityId, &'a Entity)> {
    let named = |kind, names: &[Name]| names.iter().filter_map(|name| cx.reader.named(kind, name)).collect::<Vec<_>>();
    let countries = article.countries.iter().filter_map(|code| cx.reader.country(*code));
    let mut found: Vec<_> = countries.collect();
    found.extend(named(EntityKind::Topic, &article.topics));
    found.extend(named(EntityKind::Person, &article.people));
    found.extend(named(EntityKind::Organization, &article.organizations));
    found
}

/// What its texts name besides.
pub(super) fn mentions(cx: Cx, article: &Summary) -> Vec<Node> {
    let about: BTreeSet<&EntityId> = about_ids(cx, article).into_iter().map(|(id, _)| id).collect();
    let countries = article.mentions.iter().filter_map(|code| cx.reader.country(*code));
    let others = article.named.iter().filter_map(|id| Some((id, cx.reader.entity(id)?)));
    let others = countries.chain(others).filter(|(id, _)| !about.contains(id));
    others.map(|(id, entity)| node(cx, id, entity)).collect()
}

/// An entity with its page, and what identifies it elsewhere.
pub(super) fn node(cx: Cx, id: &EntityId, entity: &Entity) -> Node {
    let kind = match id.kind {
        EntityKind::Country => "Country",
        EntityKind::Topic => "Thing",
        EntityKind::Person | EntityKind::Author => "Person",
        EntityKind::Organization => "Organization",
    };
    let url = cx.address(&id.url());
    Node::new(kind)
        .with("@id", format!("{url}#{}", id.kind.name()))
        .with("name", cx.entity_link(id, entity).name)
        .with("url", url)
        .with("sameAs", same_as(cx, entity))
}

/// What an editor says; of a country, its entry with ISO if not.
fn same_as(cx: Cx, entity: &Entity) -> Option<String> {
    let file = entity.file.as_ref().and_then(|file| cx.reader.document(file));
    let own = file.and_then(|file| file.entity.as_ref()?.same_as.as_ref()).map(|url| url.as_str().to_owned());
    own.or_else(|| entity.code.filter(|code| !code.is_private()).map(iso))
}

fn iso(code: CountryCode) -> String {
    format!("https://www.iso.org/obp/ui/#iso:code:3166:{code}")
}
