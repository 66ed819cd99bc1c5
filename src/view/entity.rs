//! The page of a country, topic, person, organization or author.

use super::article;
use super::pieces::Cx;
use super::prose::{self, Directives};
use super::record::Owner;
use super::{Content, EntityView, FeedLink, LinkView, PageView, country};
use crate::document::{Body, Summary};
use crate::index::{Entity, FeedFormat, Series, SourceId, Subject};
use crate::value::{EntityId, EntityKind, UrlPath};

pub(super) fn page(cx: Cx, id: &EntityId, body: Option<&Body>) -> Option<PageView> {
    let entity = cx.reader.entity(id)?;
    let file = entity.file.as_ref().and_then(|file| Some((file, &**cx.reader.document(file)?)));
    let mut directives = Directives::new();
    let content = match entity.code {
        Some(code) => Content::Country(country::country(cx, id, entity, code, file, body, &mut directives)),
        None => Content::Entity(other(cx, id, entity, file, body, &mut directives)),
    };
    let usual = format!("{}.html", id.kind.name());
    let mut meta = match file {
        Some((path, file)) => article::meta(cx, path, file, id.kind.name()),
        None => cx.meta(id.kind.name(), entity.name.clone()),
    };
    let link = cx.entity_link(id, entity);
    if file.is_none_or(|(_, file)| file.dek.plain().is_empty()) {
        meta.description = description(cx, id, cx.name_in_text(&link));
    }
    meta.title = link.name;
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    if id.kind == EntityKind::Country {
        meta.breadcrumbs.push(cx.crumb("nav-countries", &["countries"]));
    }
    meta.feeds = feeds(cx, id, &meta.title);
    meta.data = cx.reader.has_data(id).then(|| cx.frame.href(&data_url(id)));
    let template = file.map_or(usual.clone(), |(_, file)| article::template(cx, file, &usual));
    Some(PageView { template, meta, content, directives })
}

/// For search engines, where no editor wrote a summary.
fn description(cx: Cx, id: &EntityId, name: String) -> Option<String> {
    let key = match id.kind {
        EntityKind::Country => "country-description",
        EntityKind::Author => "author-description",
        _ => "entity-description",
    };
    cx.locale.word(key, [("name", name.into()), ("site", cx.frame.site.title.clone().into())])
}

/// Its own feeds.
fn feeds(cx: Cx, id: &EntityId, title: &str) -> Vec<FeedLink> {
    let feed = |format: FeedFormat| FeedLink {
        title: title.to_owned(),
        url: cx.frame.href(&UrlPath::file(&[id.kind.folder(), id.slug.as_str(), format.file()])),
        media_type: format.media_type(),
    };
    if cx.reader.has_feed(id) { FeedFormat::ALL.map(feed).into() } else { Vec::new() }
}

fn data_url(id: &EntityId) -> UrlPath {
    UrlPath::file(&[id.kind.folder(), id.slug.as_str(), "index.json"])
}

fn other(
    cx: Cx,
    id: &EntityId,
    entity: &Entity,
    file: Option<(&SourceId, &Summary)>,
    body: Option<&Body>,
    directives: &mut Directives,
) -> EntityView {
    let subject = Subject::Entity(id.clone());
    let owner = Owner { file: file.map(|(path, _)| path), own_page: true, countries: &[] };
    let file = file.map(|(_, file)| file);
    let own = file.map(|file| cx.own(file));
    let facts = file.and_then(|file| file.entity.as_ref());
    let same_as = facts.and_then(|facts| facts.same_as.as_ref()).map(|url| LinkView {
        name: url.host().unwrap_or_else(|| url.as_str().to_owned()),
        url: url.as_str().to_owned(),
    });
    let image = own.zip(file.and_then(|file| file.image.as_ref())).map(|(own, image)| own.image(image, directives));
    let dek = own.zip(file).map(|(own, file)| own.html(&file.dek, directives)).unwrap_or_default();
    let text = own.zip(body).map(|(own, body)| own.html(&body.text, directives)).unwrap_or_default();
    let timeline = cx.newest_events(&subject, owner, directives);
    let shown = timeline.iter().filter_map(|entry| entry.text.as_deref()).chain([dek.as_str(), text.as_str()]);
    let sources = prose::sources_with_citations(own, &shown.collect::<Vec<_>>());
    EntityView {
        kind: id.kind.name(),
        name: entity.name.clone(),
        alternate_names: facts
            .into_iter()
            .flat_map(|facts| &facts.alternate_names)
            .map(|(name, _)| name.clone())
            .collect(),
        dek,
        text,
        same_as,
        image,
        articles: cx.newest_articles(&subject, Series::Explainers),
        mentioning: cx.newest_articles(&subject, Series::Mentions),
        stances: cx.stance_table(id),
        positions: cx.newest_reactions(&subject, Series::Positions, directives),
        positions_tally: cx.tallies(&subject, Series::Positions),
        timeline,
        counts: cx.counts(&subject),
        more: cx.more(&subject),
        sources,
    }
}
