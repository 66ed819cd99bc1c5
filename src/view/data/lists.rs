//! All explainers and all countries as data: `/articles/index.json`, `/countries/index.json`.

use serde::Serialize;

use super::entries::article_data;
use super::{ArticleData, ListData, VERSION, schema};
use crate::country::CountryCode;
use crate::index::{DataKind, SourceId};
use crate::value::{EntityKind, UrlPath};
use crate::view::lists::archive_path;
use crate::view::pieces::Cx;

/// A part of the list of explainers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct ArticlesData {
    #[serde(rename = "$schema")]
    pub schema: String,
    pub version: u8,
    pub url: String,
    #[serde(flatten)]
    pub list: ListData<ListedArticle>,
}

/// An explainer in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct ListedArticle {
    #[serde(flatten)]
    pub article: ArticleData,
    pub countries: Vec<CountryCode>,
    pub topics: Vec<String>,
    pub data: String,
}

/// The list of countries.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct CountriesData {
    #[serde(rename = "$schema")]
    pub schema: String,
    pub version: u8,
    pub url: String,
    pub items: Vec<ListedCountry>,
}

/// A country in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct ListedCountry {
    pub code: CountryCode,
    pub name: String,
    pub url: String,
    pub explainers: usize,
    pub mentions: usize,
    pub data: String,
}

/// Newest first, in windows as the archive's pages.
pub(super) fn articles(cx: Cx, number: Option<usize>) -> ArticlesData {
    let (ids, page) = cx.reader.archive(number);
    let older = page.older.map(|number| data_of(cx, &archive_path(number)));
    ArticlesData {
        schema: schema(cx, DataKind::Articles),
        version: VERSION,
        url: cx.address(&archive_path(number.unwrap_or(0))),
        list: ListData { items: ids.iter().filter_map(|id| listed(cx, id)).collect(), older },
    }
}

fn listed(cx: Cx, id: &SourceId) -> Option<ListedArticle> {
    let article = cx.reader.document(id)?;
    Some(ListedArticle {
        article: article_data(cx, id)?,
        countries: article.countries.clone(),
        topics: cx.named(EntityKind::Topic, &article.topics).into_iter().map(|topic| topic.name).collect(),
        data: data_of(cx, &article.url),
    })
}

/// By slug.
pub(super) fn countries(cx: Cx) -> CountriesData {
    let items = cx.reader.entities(EntityKind::Country).filter_map(|(id, entity, _)| {
        let link = cx.counted_link(id, entity);
        Some(ListedCountry {
            code: entity.code?,
            name: link.name,
            url: cx.address(&id.url()),
            explainers: link.count,
            mentions: link.mentions,
            data: data_of(cx, &id.url()),
        })
    });
    CountriesData {
        schema: schema(cx, DataKind::Countries),
        version: VERSION,
        url: cx.address(&UrlPath::page(&["countries"])),
        items: items.collect(),
    }
}

/// The address of a page's data.
fn data_of(cx: Cx, page: &UrlPath) -> String {
    cx.address(page) + "index.json"
}
