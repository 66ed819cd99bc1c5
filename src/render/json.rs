//! JSON: feeds and data. Fields stand in the order in which they are declared.

use serde::Serialize;

use crate::view::{DataView, FeedEntry, FeedView};

/// A feed as JSON Feed 1.1.
pub(super) fn feed(view: &FeedView) -> Vec<u8> {
    written(&Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: &view.home,
        feed_url: &view.url,
        description: view.subtitle.as_deref(),
        language: &view.language,
        authors: vec![Author { name: &view.author }],
        items: view.entries.iter().map(item).collect(),
    })
}

/// A page as data.
pub(super) fn data(view: &DataView) -> Vec<u8> {
    written(view)
}

#[derive(Serialize)]
struct Feed<'v> {
    version: &'static str,
    title: &'v str,
    home_page_url: &'v str,
    feed_url: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'v str>,
    language: &'v str,
    authors: Vec<Author<'v>>,
    items: Vec<Item<'v>>,
}

#[derive(Serialize)]
struct Item<'v> {
    id: &'v str,
    url: &'v str,
    title: &'v str,
    content_html: &'v str,
    summary: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'v str>,
    date_published: &'v str,
    date_modified: &'v str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'v>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'v [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'v str>,
}

#[derive(Serialize)]
struct Author<'v> {
    name: &'v str,
}

fn item(view: &FeedEntry) -> Item<'_> {
    Item {
        id: &view.url,
        url: &view.url,
        title: &view.title,
        content_html: &view.text,
        summary: &view.summary,
        image: view.image.as_deref(),
        date_published: &view.published,
        date_modified: &view.updated,
        authors: view.authors.iter().map(|name| Author { name }).collect(),
        tags: &view.categories,
        language: view.language.as_deref(),
    }
}

fn written(value: &impl Serialize) -> Vec<u8> {
    // Views have no maps with other keys than texts, so this does not fail.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
