//! One page's whole content as a closed value, gathered through a [`Reader`].
//!
//! **Architecture invariant.** Pure: no templates, no files. A view holds final URLs and HTML, so
//! that equal views are equal pages.

mod address;
mod article;
mod card;
mod chart;
mod country;
mod data;
mod entity;
mod facts;
mod feed;
mod frame;
mod headers;
mod item;
mod links;
mod lists;
mod machine;
mod map;
mod pictures;
mod pieces;
mod prose;
mod record;
mod sitemap;
mod structured;
mod types;

pub use data::{ArticlesData, CountriesData, CountryData, DataView, ExplainerPageData};
pub use feed::{FeedEntry, FeedView, feed_text};
pub use frame::{CountryChanges, Frame, Menu, Site};
pub use headers::headers_of;
pub use item::{FinishedItem, Item, ItemContent, ItemKey, ItemKind, ItemView, Look, Shared, item};
pub use links::Links;
pub use machine::own_domain;
pub use prose::{DIRECTIVE_END, DIRECTIVE_START};
pub use sitemap::{NewsEntry, SitemapEntry, SitemapView};
pub use types::*;

pub use crate::card::Card;
pub use crate::index::FeedFormat;

use serde::Serialize;

use crate::country::CountryCode;
use crate::document::Body;
use crate::index::{Destination, Output, OutputId, Reader, SourceId};
use crate::picture::Variant;
use crate::value::LanguageTag;

/// What an output is made from.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// An HTML page, by a template.
    Page(Box<PageView>),
    /// A feed, as Atom or as JSON Feed.
    Feed(FeedFormat, FeedView),
    /// A page as data.
    Data(Box<DataView>),
    /// A sitemap.
    Sitemap(SitemapView),
    /// A plain text file.
    Text(String),
    /// The dataset's flag of a country.
    Flag(CountryCode),
    /// A picture to share an article by.
    Card(Box<Card>),
    /// A file of the site's, copied: its path relative to the site.
    Copy(String),
    /// A copy of a picture in another size, by the path of its file.
    Picture(String, Variant),
}

/// An HTML page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageView {
    /// The template's name.
    pub template: String,
    /// The variable `page`.
    pub meta: PageMeta,
    /// The page's own variable.
    pub content: Content,
    /// The directives of its texts: name and variable `directive`, by their numbers in the HTML.
    pub directives: Vec<(String, DirectiveView)>,
}

/// The page's own variable.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each names the variable of its template")]
#[allow(clippy::large_enum_variant, reason = "it lives in a box, once a page")]
pub enum Content {
    Home(HomeView),
    Article(ArticleView),
    Archive(ArchiveView),
    Countries(CountriesView),
    Country(CountryView),
    Entity(EntityView),
    Relation(RelationView),
    Listing(ListingView),
    Plain(PlainView),
    Corrections(CorrectionsView),
    Search(SearchView),
    NotFound,
    Redirect(RedirectView),
}

impl Content {
    /// The name of the page's own variable in its template.
    pub fn variable(&self) -> Option<&'static str> {
        Some(match self {
            Self::Home(_) => "home",
            Self::Article(_) => "article",
            Self::Archive(_) => "archive",
            Self::Countries(_) => "countries",
            Self::Country(_) => "country",
            Self::Entity(_) => "entity",
            Self::Relation(_) => "relation",
            Self::Listing(_) => "listing",
            Self::Plain(_) => "plain",
            Self::Corrections(_) => "corrections",
            Self::Search(_) => "search",
            Self::Redirect(_) => "redirect",
            Self::NotFound => return None,
        })
    }
}

/// The view of an output; `body` finds what only a document's own page shows, `shared` what many pages do.
///
/// `None` where the output's document is gone, which the index does not let happen.
pub fn view<'b>(
    output: &Output,
    reader: Reader,
    frame: &Frame,
    body: impl Fn(&str) -> Option<&'b Body>,
    shared: &dyn Shared,
) -> Option<View> {
    // What has an address may become something else: a redirect a page, or a redirect elsewhere.
    reader.note_address(&output.url);
    let cx = pieces::Cx::new(reader, frame, &output.url, language(&output.id, reader, frame));
    let body = |id: &SourceId| {
        reader.note_body(id);
        body(id)
    };
    let mut page = match &output.id {
        OutputId::Home => lists::home(cx, reader.home().and_then(|(id, _)| body(id))),
        OutputId::Archive(number) => lists::archive(cx, *number),
        OutputId::Document(id) => article::document(cx, id, body(id)?, shared)?,
        OutputId::Countries => lists::countries(cx),
        OutputId::Entity(id) => {
            let file = reader.entity(id)?.file.clone();
            entity::page(cx, id, file.as_ref().and_then(body))?
        }
        OutputId::Relation(pair) => country::relation(cx, pair, shared)?,
        OutputId::Window(subject, series, number) => country::listing(cx, (subject, *series, *number), shared)?,
        OutputId::Corrections => lists::corrections(cx),
        OutputId::Search => lists::search(cx),
        OutputId::NotFound => lists::not_found(cx),
        OutputId::Alias(destination) => lists::redirect(cx, destination),
        OutputId::Feed(of, format) => return feed::feed(cx, of.as_ref(), shared).map(|feed| View::Feed(*format, feed)),
        OutputId::Data(id, window) => return data::country(cx, id, *window).map(|data| View::Data(Box::new(data))),
        OutputId::ArticleData(id) => {
            return data::explainer(cx, id, body(id)?).map(|data| View::Data(Box::new(data)));
        }
        OutputId::ArticlesData(number) => return Some(View::Data(Box::new(data::articles(cx, *number)))),
        OutputId::CountriesData => return Some(View::Data(Box::new(data::countries(cx)))),
        OutputId::Schema(kind) => return Some(View::Text(data::schema_text(cx, *kind))),
        OutputId::Flag(code) => return Some(View::Flag(*code)),
        OutputId::Sitemap => return sitemap::sitemap(cx, None).map(View::Sitemap),
        OutputId::SitemapPart(number) => return sitemap::sitemap(cx, Some(*number)).map(View::Sitemap),
        OutputId::NewsSitemap => return sitemap::news(cx).map(View::Sitemap),
        OutputId::Card(id) => return card::of_article(cx, id).map(|card| View::Card(Box::new(card))),
        OutputId::Map(id) => return Some(View::Text(reader.atlas().svg(*id))),
        OutputId::Robots => return Some(View::Text(machine::robots(frame))),
        OutputId::NoJekyll => return Some(View::Text(String::new())),
        OutputId::Cname => return Some(View::Text(machine::cname(frame))),
        OutputId::Redirects => return Some(View::Text(machine::redirects(cx))),
        OutputId::Headers => return Some(View::Text(headers::file(frame))),
        OutputId::SecurityTxt => return Some(View::Text(machine::security_txt(frame))),
        OutputId::Asset(path) => return Some(View::Copy(path.clone())),
        OutputId::Picture(file, variant) => {
            reader.note_picture(file);
            return Some(View::Picture(file.clone(), *variant));
        }
    };
    let own = match &output.id {
        OutputId::Document(id) => body(id),
        _ => None,
    };
    page.meta.structured_data = structured::of(cx, &output.id, &page, own);
    Some(View::Page(Box::new(page)))
}

/// The language of what authors wrote on an output: its own document's, or the site's.
fn language<'a>(output: &OutputId, reader: Reader<'a>, frame: &'a Frame) -> &'a LanguageTag {
    let document = match output {
        OutputId::Document(id) | OutputId::ArticleData(id) | OutputId::Card(id) => reader.document(id),
        OutputId::Entity(id) => {
            reader.entity(id).and_then(|entity| entity.file.as_ref()).and_then(|id| reader.document(id))
        }
        OutputId::Home => reader.home().map(|(_, document)| document),
        _ => None,
    };
    document.map_or(&frame.site.language, |document| frame.language_of(document))
}

/// Where an alias leads, as an address.
fn destination_url(destination: &Destination, frame: &Frame) -> String {
    match destination {
        Destination::Site(path) => frame.href(path),
        Destination::Web(url) => url.as_str().to_owned(),
    }
}
