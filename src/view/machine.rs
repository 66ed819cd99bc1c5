//! What machines read: the feed, the sitemap, robots.txt.

use std::fmt::Write as _;

use super::Frame;
use super::pieces::Cx;
use crate::document::Summary;
use crate::index::OutputId;
use crate::value::{EntityId, EntityKind, Moment, UrlPath};

/// A feed, as Atom (RFC 4287) or JSON Feed 1.1.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Its own language, if that is not the feed's.
    pub language: Option<String>,
    /// Topics and countries.
    pub categories: Vec<String>,
}

/// A sitemap (sitemaps.org 0.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapView {
    /// By address.
    pub entries: Vec<SitemapEntry>,
}

/// A page in a sitemap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SitemapEntry {
    /// Its whole address.
    pub url: String,
    /// When it last changed, where that is known.
    pub modified: Option<String>,
}

/// The newest explainers of the site, or about an entity; `None` without a `base_url`.
pub(super) fn feed(cx: Cx, of: Option<&EntityId>) -> Option<FeedView> {
    let site = &cx.frame.site;
    let entity = of.and_then(|id| Some((id, cx.reader.entity(id)?)));
    let (newest, _) = cx.reader.newest(of, site.feed_limit);
    let articles: Vec<&Summary> =
        newest.iter().filter_map(|id| cx.reader.document(id)).map(|article| &**article).collect();
    let updated = articles.iter().filter_map(|article| changed(article)).max();
    let fallback = site.publisher.as_ref().unwrap_or(&site.title);
    let title = match entity {
        Some((id, entity)) => {
            let names = [("name", cx.entity_link(id, entity).name.into()), ("site", site.title.clone().into())];
            cx.frame.locale.word("feed-title", names).unwrap_or_default()
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
        entries: articles.into_iter().filter_map(|article| feed_entry(cx, article)).collect(),
    })
}

fn feed_entry(cx: Cx, article: &Summary) -> Option<FeedEntry> {
    let names = |links: Vec<super::EntityLink>| links.into_iter().map(|link| link.name);
    let categories = names(cx.named(EntityKind::Topic, &article.topics)).chain(names(cx.countries(&article.countries)));
    let language = article.language.as_ref().filter(|language| **language != cx.frame.site.language);
    Some(FeedEntry {
        title: article.title.clone(),
        url: cx.frame.canonical(&article.url)?,
        published: article.date.as_ref()?.rfc3339(),
        updated: changed(article)?.rfc3339(),
        authors: names(cx.named(EntityKind::Author, &article.authors)).collect(),
        summary: article.dek.plain.clone(),
        language: language.map(ToString::to_string),
        categories: categories.collect(),
    })
}

fn changed(article: &Summary) -> Option<&Moment> {
    article.updated.as_ref().max(article.date.as_ref())
}

/// All pages that search engines may show; `None` without a `base_url`.
pub(super) fn sitemap(cx: Cx) -> Option<SitemapView> {
    cx.frame.site.base_url.as_ref()?;
    let entries = cx.reader.outputs().filter_map(|output| {
        let document = match &output.id {
            OutputId::Document(id) => cx.reader.document(id),
            OutputId::Home
            | OutputId::Archive(_)
            | OutputId::Countries
            | OutputId::Corrections
            | OutputId::Search
            | OutputId::Entity(_)
            | OutputId::Relation(_)
            | OutputId::Window(..) => None,
            _ => return None,
        };
        if document.is_some_and(|document| document.draft) {
            return None;
        }
        let modified = document.and_then(|document| changed(document)).map(Moment::machine);
        Some(SitemapEntry { url: cx.frame.canonical(&output.url)?, modified })
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    Some(SitemapView { entries })
}

pub(super) fn robots(frame: &Frame) -> String {
    let sitemap = frame.canonical(&UrlPath::file(&["sitemap.xml"]));
    let sitemap = sitemap.map(|url| format!("\nSitemap: {url}\n")).unwrap_or_default();
    format!("User-agent: *\nDisallow:\n{sitemap}")
}

/// A line `from to 301` for each old address, as Netlify and Cloudflare Pages read it.
pub(super) fn redirects(cx: Cx) -> String {
    let lines = cx.reader.outputs().filter_map(|output| match &output.id {
        OutputId::Alias(destination) => {
            let to = super::destination_url(destination, cx.frame);
            Some(format!("{} {to} 301\n", cx.frame.href(&output.url)))
        }
        _ => None,
    });
    lines.collect()
}

/// A pattern and below it, indented, its headers, as Netlify and Cloudflare Pages read it.
pub(super) fn headers(frame: &Frame) -> String {
    let mut text = String::new();
    for (pattern, headers) in &frame.site.headers {
        text.push_str(pattern);
        text.push('\n');
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    }
    text
}

pub(super) fn security_txt(frame: &Frame) -> String {
    let text = frame.site.security_txt.as_deref().unwrap_or_default();
    format!("{}\n", text.trim_end())
}
