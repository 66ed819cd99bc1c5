//! All summaries of a site, and who refers to whom.
//!
//! **Architecture invariant.** Pure: no files, no templates, no words. What a page may know of the
//! rest of the site, it learns from [`Reader`].

mod areas;
mod check;
mod entities;
mod names;
mod outputs;
mod reader;
mod record;
mod relations;
mod series;
mod timeline;
mod windows;

pub use check::{Finding, Place};
use entities::Aliases;
pub use entities::{Entity, Flag};
pub use outputs::{FeedFormat, Output, OutputId, Owner};
pub use reader::{Linked, Reader};
pub use record::{StanceRow, Tally};
pub use relations::{MAX_PARTIES, Pair, Relation};
pub use series::{Entries, ReactionRef, Series, Shown, Subject};
pub use timeline::{EntryRef, Event};
pub use windows::{Window, Windows};

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::atlas::Atlas;
use crate::country::{Countries, CountryCode};
use crate::diagnostic::Span;
use crate::document::{Asset, Kind, Link, Summary};
use crate::gazetteer::Gazetteer;
use crate::value::{EntityId, UrlPath, WebUrl};

/// A document's file, relative to the site: what identifies it.
pub type SourceId = Arc<str>;

/// What is published, and when "now" is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// With drafts.
    pub drafts: bool,
    /// With what has a later date.
    pub future: bool,
    /// The instant for which the site is built.
    pub now: Timestamp,
    /// The same as a day in the site's time zone.
    pub today: Date,
}

/// What the index is made of, besides the summaries.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// What is published.
    pub selection: Selection,
    /// What `nutgraf.yaml` calls countries.
    pub countries: Vec<NamedCountry>,
    /// Entries on a page of a list.
    pub page_size: usize,
    /// Which of the files that not every site has are made.
    pub optional: BTreeSet<OutputId>,
    /// Whether countries and topics have feeds, as the site has.
    pub feeds: bool,
    /// Whether countries' pages are also made as data.
    pub data: bool,
    /// Files of `static/` and the theme, by their URLs.
    pub statics: BTreeSet<UrlPath>,
    /// Files beside articles, relative to the site.
    pub assets: BTreeSet<String>,
    /// Without `content/`, a file's path is its URL.
    pub flat: bool,
    /// Flags that `nutgraf.yaml` sets.
    pub flags: BTreeMap<CountryCode, Asset>,
    /// Old addresses of `nutgraf.yaml`.
    pub redirects: Vec<Redirect>,
    /// Files that cannot be read: path, where their page would be, what a wikilink would call it.
    pub unreadable: Vec<(String, UrlPath, String)>,
    /// Pages and files that the settings name.
    pub settings: Vec<Link>,
    /// Templates that files may name.
    pub templates: BTreeSet<String>,
    /// Areas of the map that `nutgraf.yaml` gives to countries, as written, and where.
    pub areas: Vec<(CountryCode, String, Span)>,
}

/// What `nutgraf.yaml` calls a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCountry {
    /// Which.
    pub code: CountryCode,
    /// Where its code stands, in bytes.
    pub span: Span,
    /// Its name on all pages.
    pub name: Option<(String, Span)>,
    /// More names by which articles may call it.
    pub alternate_names: Vec<(String, Span)>,
}

/// An old address of `nutgraf.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: UrlPath,
    /// Where it leads.
    pub to: Destination,
    /// Where the old one stands in `nutgraf.yaml`, in bytes.
    pub span: Span,
    /// Where the new one stands.
    pub to_span: Span,
}

/// A file that has no page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Absent {
    /// Where it would be.
    url: UrlPath,
    /// What a wikilink would call it.
    names: Vec<String>,
    /// As said to an author who links there; `None` where the file's own mistakes say enough.
    reason: Option<&'static str>,
}

/// Where an old address leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Destination {
    /// To a page of the site.
    Site(UrlPath),
    /// Elsewhere.
    Web(WebUrl),
}

/// All summaries of a site.
#[derive(Debug)]
pub struct Index {
    around: Surroundings,
    documents: BTreeMap<SourceId, Arc<Summary>>,
    /// Files that have no page.
    absent: BTreeMap<SourceId, Absent>,
    /// Newest first.
    articles: Vec<SourceId>,
    entities: BTreeMap<EntityId, Entity>,
    relations: BTreeMap<Pair, Relation>,
    by_code: HashMap<CountryCode, EntityId>,
    by_file: HashMap<SourceId, EntityId>,
    by_translation_key: HashMap<String, Vec<SourceId>>,
    aliases: Aliases,
    /// What a wikilink can name, in lower case.
    names: HashMap<String, Linked>,
    outputs: Vec<Output>,
    by_key: HashMap<String, usize>,
    findings: Vec<Finding>,
    atlas: Atlas,
}

impl Index {
    /// Gathers the summaries. What contradicts itself between files is found by [`Index::check`].
    pub fn new(
        summaries: impl IntoIterator<Item = Summary>,
        around: Surroundings,
        gazetteer: &Gazetteer,
        countries: &Countries,
    ) -> Self {
        let mut index = Self {
            around,
            documents: BTreeMap::new(),
            absent: BTreeMap::new(),
            articles: Vec::new(),
            entities: BTreeMap::new(),
            relations: BTreeMap::new(),
            by_code: HashMap::new(),
            by_file: HashMap::new(),
            by_translation_key: HashMap::new(),
            aliases: Aliases::new(),
            names: HashMap::new(),
            outputs: Vec::new(),
            by_key: HashMap::new(),
            findings: Vec::new(),
            atlas: Atlas::new(countries, BTreeMap::new()),
        };
        for (path, url, name) in std::mem::take(&mut index.around.unreadable) {
            index.absent.insert(path.as_str().into(), Absent { url, names: vec![name], reason: None });
        }
        for summary in summaries {
            index.add(summary);
        }
        index.sort_articles();
        index.gather_entities(gazetteer, countries);
        index.gather_flags();
        let happened = index.gather_record();
        index.gather_relations(&happened);
        index.gather_names(gazetteer);
        index.gather_areas(countries);
        index.gather_outputs();
        index
    }

    fn add(&mut self, summary: Summary) {
        let id: SourceId = summary.path.as_str().into();
        match unpublished(&summary, &self.around.selection) {
            Some(reason) => {
                let name = summary.url.as_str().trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
                let names = vec![name, summary.title.to_lowercase()];
                self.absent.insert(id, Absent { url: summary.url, names, reason: Some(reason) });
            }
            None => {
                if let Some(key) = summary.translation_key.clone() {
                    self.by_translation_key.entry(key).or_default().push(id.clone());
                }
                self.documents.insert(id, Arc::new(summary));
            }
        }
    }

    fn sort_articles(&mut self) {
        let articles = self.documents.iter().filter(|(_, summary)| summary.kind == Kind::Article);
        let mut articles: Vec<_> = articles.map(|(id, summary)| (Reverse(summary.date.clone()), id.clone())).collect();
        articles.sort();
        self.articles = articles.into_iter().map(|(_, id)| id).collect();
    }

    /// The only way in which a page sees the site.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(self)
    }

    /// Everything the site is made of.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }
}

/// Why a document is not on the site.
fn unpublished(summary: &Summary, selection: &Selection) -> Option<&'static str> {
    let begins = summary.publish_at.as_ref().or(summary.date.as_ref());
    if summary.draft && !selection.drafts {
        Some("is a draft")
    } else if !selection.future && begins.is_some_and(|begins| begins.instant() > selection.now) {
        Some("is not published yet")
    } else if summary.expires_at.as_ref().is_some_and(|end| end.instant() <= selection.now) {
        Some("has expired")
    } else {
        None
    }
}
