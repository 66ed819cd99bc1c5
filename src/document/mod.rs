//! One file's text → what it says, and all that is wrong with it.
//!
//! [`parse`] never fails: it returns what could be read. What concerns several files (links, URLs
//! owned twice) is left to `index`.
//!
//! **Architecture invariant.** Pure. A document depends on its own text, the gazetteer and the
//! [`Dialect`], and on no other document.

mod article;
mod digest;
mod entity;
mod fields;
mod front_matter;
mod json;
mod kind;
mod page;
mod parser;
pub mod prose;
mod reaction;

pub use digest::Digest;
pub use entity::{CountryFacts, EntityFacts, may_have_names, names};
pub use kind::{Kind, address};
pub use parser::{mentions, parse};
pub use prose::{ChartFile, Citation, Directive, Found, Gap, Ids, InlinePicture, Prose};
pub use reaction::{By, Reaction, SourceRef, Stance, TimelineEntry};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::config::{Autolink, HtmlPolicy};
use crate::country::CountryCode;
use crate::diagnostic::Span;
use crate::gazetteer::Named;
use crate::value::{EntityId, EntityKind, LanguageTag, Moment, PartialDate, Slug, UrlPath, WebUrl};

/// What a file's text is read with, besides the gazetteer.
#[derive(Debug, Clone)]
pub struct Dialect {
    /// The site's language, where a file does not say another.
    pub language: LanguageTag,
    /// In which dates are meant.
    pub timezone: TimeZone,
    /// For raw HTML.
    pub html: HtmlPolicy,
    /// Which mentions become links, where a file does not say.
    pub autolink: Autolink,
    /// The names of the directives that the site's templates add.
    pub directives: BTreeSet<String>,
    /// Whether the site has no `content/`, so that Markdown at its root is the content.
    pub flat: bool,
}

/// A file as understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What other pages may know of it.
    pub summary: Summary,
    /// What only its own page shows.
    pub body: Body,
}

/// Everything that another page may know of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The file, relative to the site.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its own place on the site.
    pub url: UrlPath,
    /// The title, or the entity's name.
    pub title: String,
    /// The dek, or what an entity is in a sentence.
    pub dek: Prose,
    /// First publication.
    pub date: Option<Moment>,
    /// Last change worth telling readers.
    pub updated: Option<Moment>,
    /// Not before this instant.
    pub publish_at: Option<Moment>,
    /// Not after this one.
    pub expires_at: Option<Moment>,
    /// When an editor should look at it again, and where the file says so.
    pub review_by: Option<(Date, Span)>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Its own language, where that is not the site's.
    pub language: Option<LanguageTag>,
    /// Bylines, in order.
    pub authors: Vec<Name>,
    /// What it is about.
    pub topics: Vec<Name>,
    /// Whom it is about.
    pub people: Vec<Name>,
    /// Which bodies it is about.
    pub organizations: Vec<Name>,
    /// Which countries it is about.
    pub countries: Vec<CountryCode>,
    /// Which countries it names otherwise.
    pub mentions: BTreeSet<CountryCode>,
    /// Which topics, people and organizations its texts name.
    pub named: BTreeSet<EntityId>,
    /// For each name in its texts that could be a link, to whom it is one.
    pub name_links: Vec<Option<Named>>,
    /// Its picture.
    pub image: Option<Image>,
    /// Who said what of it.
    pub reactions: Vec<Reaction>,
    /// What happened, as listed.
    pub timeline: Vec<TimelineEntry>,
    /// Where its facts come from, in the author's order.
    pub sources: Vec<Source>,
    /// Dated additions.
    pub updates: Vec<Notice>,
    /// Dated corrections.
    pub corrections: Vec<Notice>,
    /// What translations of one article share.
    pub translation_key: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<(UrlPath, Span)>,
    /// A template of its own.
    pub template: Option<(String, Span)>,
    /// On a plain page, what its cards are.
    pub list: Option<Box<ListQuery>>,
    /// Which mentions become links, where the file says so.
    pub autolink: Option<Autolink>,
    /// Names that are never linked here.
    pub unlink: Vec<String>,
    /// What an entity's file says besides.
    pub entity: Option<Box<EntityFacts>>,
    /// The ids that links can point to.
    pub anchors: Ids,
    /// Links to other files and entities.
    pub links: Vec<Link>,
    /// The countries of each `{map}` in its texts.
    pub maps: Vec<Vec<CountryCode>>,
    /// Whether there are takeaways; an article should have some.
    pub has_takeaways: bool,
    /// Where it says its address: the slug, or its head.
    pub address: Span,
    /// Where the front matter, or the file, begins.
    pub head: Span,
    /// For the theme.
    #[serde(with = "json")]
    pub extra: Json,
}

impl Summary {
    /// Whether a `{map}` in its texts shows all countries that it is about.
    pub fn draws_its_countries(&self) -> bool {
        self.maps.iter().any(|map| self.countries.iter().all(|code| map.contains(code)))
    }
}

/// What only the document's own page shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// What a reader should remember.
    pub takeaways: Vec<Prose>,
    /// What went before.
    pub background: Vec<Background>,
    /// The text.
    pub text: Prose,
    /// The headings of the text.
    pub contents: Vec<Heading>,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// Words in the text and the blocks, for the reading time.
    pub words: usize,
}

/// A person, body or subject as an article names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// As written.
    pub text: String,
    /// What its page would be called.
    pub slug: Slug,
    /// Where.
    pub span: Span,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// The file.
    pub src: Asset,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// What is said below it.
    pub caption: Option<Prose>,
}

impl Image {
    /// Whether it can stand for the page where its address is shared: drawings cannot.
    pub fn is_shareable(&self) -> bool {
        let path = match &self.src {
            Asset::Beside(path) => path,
            Asset::Site(path) => path.as_str(),
            // What it is, only its server knows.
            Asset::Web(_) => return true,
        };
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        ["jpg", "jpeg", "png", "webp", "gif"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    }
}

/// A file that a document shows or links to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Asset {
    /// Beside the source file: its path relative to the site.
    Beside(String),
    /// In `static/`, or generated.
    Site(UrlPath),
    /// Elsewhere.
    Web(WebUrl),
}

/// A part of the background.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Background {
    /// Its heading, if it has one.
    pub title: Option<String>,
    /// Its text.
    pub text: Prose,
}

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// From 2.
    pub level: u8,
    /// For links.
    pub id: String,
    /// Without markup.
    pub text: String,
}

/// A question a reader might ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub question: Prose,
    /// The answer.
    pub answer: Prose,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// By which the text cites it.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<WebUrl>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<PartialDate>,
    /// When the author read it.
    pub accessed: Option<PartialDate>,
    /// A copy that stays.
    pub archived: Option<WebUrl>,
    /// How often the text cites it.
    pub citations: usize,
}

/// A dated correction or update.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// When it was made.
    pub date: Moment,
    /// What changed.
    pub text: Prose,
}

/// A link that only the whole site can check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// In bytes of the file.
    pub span: Span,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkTarget {
    /// A Markdown file of the site.
    File {
        /// Relative to the site.
        path: String,
        /// After `#`.
        anchor: Option<String>,
    },
    /// A page or file by its URL within the site.
    Site {
        /// From the root.
        path: UrlPath,
        /// After `#`.
        anchor: Option<String>,
    },
    /// `[[a name]]`.
    Wiki {
        /// As written.
        name: String,
        /// After `#`.
        anchor: Option<String>,
    },
    /// A file.
    Asset(Asset),
    /// A picture that is shown.
    Picture(Asset),
    /// A CSV file that a chart shows.
    Chart(Box<ChartFile>),
}

/// The cards of a plain page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Of what.
    pub kind: ListKind,
    /// Only those about one of these topics.
    pub topics: Vec<Slug>,
    /// Only those about one of these countries.
    pub countries: Vec<CountryCode>,
    /// At most so many.
    pub limit: Option<usize>,
    /// In which order.
    pub sort: Sort,
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListKind {
    /// Explainers.
    Articles,
    /// Entities of a kind.
    Entities(EntityKind),
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Sort {
    /// Newest first; entities by coverage.
    #[default]
    Date,
    /// Last updated first.
    Updated,
    /// By title.
    Title,
}

/// How often each source was cited, by its place in `sources`.
pub(crate) type Citations = BTreeMap<usize, usize>;
