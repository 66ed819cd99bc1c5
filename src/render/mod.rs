//! Views → bytes: templates for pages, XML for feeds and sitemaps, JSON for feeds and data.
//!
//! **Architecture invariant.** Sees views and templates, never the index.

mod engine;
mod failure;
mod json;
mod plain_html;
mod prints;
mod sitemap;
mod theme;
mod xml;

pub use engine::{Engine, TemplateSource};
pub use failure::{Failure, Failures};
pub use plain_html::plain_html;
pub use prints::assets_named;
pub use theme::{static_file, static_files, template_names};

use crate::card;
use crate::country;
use crate::picture::Variant;
use crate::view::{FeedFormat, View};

/// What an output's file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file of the site, by its path.
    Copy(String),
    /// A copy of a picture, by the path of its file.
    Picture(String, Variant),
}

/// Renders a view.
pub fn render(view: &View, engine: &Engine) -> Result<Rendered, Failure> {
    Ok(match view {
        View::Page(page) => Rendered::Bytes(engine.page(page)?),
        View::Feed(FeedFormat::Atom, feed) => Rendered::Bytes(xml::feed(feed)),
        View::Feed(FeedFormat::Json, feed) => Rendered::Bytes(json::feed(feed)),
        View::Data(data) => Rendered::Bytes(json::data(data)),
        View::Flag(code) => Rendered::Bytes(country::flag(*code).unwrap_or_default().to_vec()),
        View::Sitemap(sitemap) => Rendered::Bytes(sitemap::sitemap(sitemap)),
        View::Card(card) => Rendered::Bytes(card::png(card)),
        View::Text(text) => Rendered::Bytes(text.clone().into_bytes()),
        View::Copy(path) => Rendered::Copy(path.clone()),
        View::Picture(path, variant) => Rendered::Picture(path.clone(), *variant),
    })
}
