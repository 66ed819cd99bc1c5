//! Sitemaps: all pages, and the newest explainers for those who follow news.

use jiff::{SignedDuration, Timestamp};

use super::machine::changed;
use super::pieces::Cx;
use crate::document::Summary;
use crate::index::{NEWS_HOURS, OutputId};
use crate::value::Moment;

/// A sitemap (sitemaps.org 0.9).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SitemapView {
    /// Of pages, by address.
    Pages(Vec<SitemapEntry>),
    /// Of the addresses of other sitemaps.
    Index(Vec<String>),
    /// Of the newest explainers, newest first, for Google News.
    News(Vec<NewsEntry>),
}

/// A page in a sitemap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitemapEntry {
    /// Its whole address.
    pub url: String,
    /// When it last changed, where that is known.
    pub modified: Option<String>,
}

/// An explainer in a sitemap of news.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NewsEntry {
    /// Its whole address.
    pub url: String,
    /// The site's name.
    pub publication: String,
    /// ISO 639; Chinese with its script's usual region.
    pub language: String,
    /// RFC 3339.
    pub published: String,
    /// Its title.
    pub title: String,
}

/// More a sitemap of news may not hold.
const MAX_NEWS: usize = 1000;

/// All pages that search engines may show, or a part of them; `None` without a `base_url`.
pub(super) fn sitemap(cx: Cx, part: Option<usize>) -> Option<SitemapView> {
    cx.frame.site.base_url.as_ref()?;
    let (parts, size) = cx.reader.sitemaps();
    if part.is_none() && parts > 0 {
        let urls = (1..=parts).filter_map(|number| cx.frame.canonical(&cx.reader.sitemap_url(number)));
        return Some(SitemapView::Index(urls.collect()));
    }
    let entries = cx.reader.listed_pages().filter_map(|output| {
        let document = match &output.id {
            OutputId::Document(id) => cx.reader.document(id),
            _ => None,
        };
        let modified = document.and_then(|document| changed(document)).map(Moment::machine);
        Some(SitemapEntry { url: cx.frame.canonical(&output.url)?, modified })
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    let first = (part.unwrap_or(1) - 1) * size;
    Some(SitemapView::Pages(entries.into_iter().skip(first).take(size).collect()))
}

/// The explainers of the last two days.
pub(super) fn news(cx: Cx) -> Option<SitemapView> {
    cx.frame.site.base_url.as_ref()?;
    let now = cx.reader.now();
    let since = now.checked_sub(SignedDuration::from_hours(NEWS_HOURS)).unwrap_or(Timestamp::MIN);
    let dated = cx.reader.articles().iter().filter_map(|id| cx.reader.recent(id, since));
    let entries = dated.filter_map(|article| entry(cx, article, now));
    Some(SitemapView::News(entries.take(MAX_NEWS).collect()))
}

fn entry(cx: Cx, article: &Summary, now: Timestamp) -> Option<NewsEntry> {
    let date = article.date.as_ref().filter(|date| date.instant() <= now && !article.draft)?;
    Some(NewsEntry {
        url: cx.frame.canonical(&article.url)?,
        publication: cx.frame.site.title.clone(),
        language: news_language(&cx.frame.language_of(article).to_string()),
        published: date.rfc3339(),
        title: article.title.clone(),
    })
}

fn news_language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let primary = tag.split('-').next().unwrap_or_default();
    let is_traditional = ["-hant", "-tw", "-hk", "-mo"].iter().any(|part| tag.contains(part));
    match (primary, is_traditional) {
        ("zh", true) => "zh-tw".to_owned(),
        ("zh", false) => "zh-cn".to_owned(),
        _ => primary.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_as_google_news_writes_them() {
        let pairs = [("en", "en"), ("pt-BR", "pt"), ("zh", "zh-cn"), ("zh-Hant-HK", "zh-tw")];
        assert!(pairs.iter().all(|(tag, news)| news_language(tag) == *news));
    }
}
