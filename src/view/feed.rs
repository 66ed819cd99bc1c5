//! Feeds: the newest explainers with their whole texts.

use std::sync::Arc;

use super::machine::changed;
use super::pieces::Cx;
use super::{EntityLink, Frame, PageView, Shared, article};
use crate::document::{Body, Summary};
use crate::index::{Reader, SourceId};
use crate::value::{EntityId, EntityKind, Moment, UrlPath};

/// A feed, as Atom (RFC 4287) or JSON Feed 1.1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeedView {
    /// The site's name.
    pub title: String,
    /// What it is about.
    pub subtitle: Option<String>,
    /// BCP 47.
    pub language: String,
    /// The feed's whole address, which is its id too.
    pub url: String,
    /// The whole address of the page that it follows.
    pub home: String,
    /// The last change of an entry, RFC 3339.
    pub updated: String,
    /// Who wrote what has no byline.
    pub author: String,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeedEntry {
    /// The article's title.
    pub title: String,
    /// Its whole address, which is its id too.
    pub url: String,
    /// RFC 3339.
    pub published: String,
    /// RFC 3339.
    pub updated: String,
    /// Bylines.
    pub authors: Vec<String>,
    /// Its dek, plain.
    pub summary: String,
    /// Its whole text: HTML with whole addresses.
    pub text: Arc<str>,
    /// The whole address of its picture.
    pub image: Option<String>,
    /// Its own language, if that is not the feed's.
    pub language: Option<String>,
    /// Topics and countries.
    pub categories: Vec<String>,
}

/// An explainer's whole text, as a page of `feed-entry.html`.
pub fn feed_text(id: &SourceId, reader: Reader, frame: &Frame, body: &Body) -> Option<PageView> {
    reader.note_body(id);
    let summary = reader.document(id)?;
    Some(article::feed_entry(Cx::new(reader, frame, &summary.url, frame.language_of(summary)), id, summary, body))
}

/// The newest explainers of the site, or about an entity; `None` without a `base_url`.
pub(super) fn feed(cx: Cx, of: Option<&EntityId>, shared: &dyn Shared) -> Option<FeedView> {
    let site = &cx.frame.site;
    let entity = of.and_then(|id| Some((id, cx.reader.entity(id)?)));
    let (newest, _) = cx.reader.newest(of, site.feed_limit);
    let articles = newest.iter().filter_map(|id| Some((id, &**cx.reader.document(id)?)));
    let articles: Vec<(&SourceId, &Summary)> = articles.collect();
    let updated = articles.iter().filter_map(|(_, article)| changed(article)).max();
    // Half of a feed would be none.
    let texts: Vec<Arc<str>> = articles.iter().map(|(id, _)| shared.text(id)).collect::<Option<_>>()?;
    let fallback = site.publisher.as_ref().unwrap_or(&site.title);
    let title = match entity {
        Some((id, entity)) => {
            let names = [("name", cx.entity_link(id, entity).name.into()), ("site", site.title.clone().into())];
            cx.locale.word("feed-title", names).unwrap_or_default()
        }
        None => site.title.clone(),
    };
    Some(FeedView {
        title,
        subtitle: site.description.clone().filter(|_| entity.is_none()),
        language: site.language.to_string(),
        url: cx.frame.canonical(cx.url)?,
        home: cx.frame.canonical(&of.map_or_else(|| UrlPath::page(&[]), EntityId::url))?,
        // A feed without entries needs a date too; this one says that nothing ever changed.
        updated: updated.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), Moment::rfc3339),
        author: site.author.as_ref().unwrap_or(fallback).clone(),
        entries: articles.iter().zip(texts).filter_map(|((_, article), text)| entry(cx, article, text)).collect(),
    })
}

fn entry(cx: Cx, article: &Summary, text: Arc<str>) -> Option<FeedEntry> {
    let names = |links: Vec<EntityLink>| links.into_iter().map(|link| link.name);
    let categories = names(cx.named(EntityKind::Topic, &article.topics)).chain(names(cx.countries(&article.countries)));
    Some(FeedEntry {
        title: article.title.clone(),
        url: cx.frame.canonical(&article.url)?,
        published: article.date.as_ref()?.rfc3339(),
        updated: changed(article)?.rfc3339(),
        authors: names(cx.named(EntityKind::Author, &article.authors)).collect(),
        summary: article.dek.plain().to_owned(),
        text,
        image: article.image.as_ref().map(|image| cx.whole(&cx.asset(&image.src))),
        language: cx.frame.language_of(article).other_than(&cx.frame.site.language),
        categories: categories.collect(),
    })
}
