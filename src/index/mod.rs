//! All summaries of a site, and who refers to whom.
//!
//! **Architecture invariant.** Pure: no files, no templates, no words. What a page may know of the
//! rest of the site, it learns from [`Reader`].

mod apply;
mod areas;
mod cards;
mod check;
mod collisions;
#[cfg(test)]
mod compare;
mod data_outputs;
mod differences;
mod entities;
mod facts;
mod names;
mod outputs;
mod pictures;
mod postings;
mod reader;
mod record;
mod relations;
mod series;
mod sitemap;
mod standing;
mod tables;
mod timeline;
mod windows;

pub use apply::{Change, Content};
use check::Checks;
pub use check::{Finding, Place};
pub use data_outputs::DataKind;
use entities::{Aliases, Known};
pub use entities::{Entity, Flag};
pub use facts::{Changed, Fact, FactKey, Reads};
use names::{Claim, Claimants};
use outputs::Outputs;
pub use outputs::{FeedFormat, Output, OutputId, Owner};
use postings::Postings;
pub use reader::{Linked, Reader};
pub use record::{StanceRow, Tally};
use relations::Codes;
pub use relations::{MAX_PARTIES, Pair, Relation};
pub use series::{Entries, ReactionRef, Series, Shown, Subject};
pub use standing::Standing;
pub use tables::chart_files;
use timeline::Words;
pub use timeline::{EntryRef, Event, Told};
pub use windows::{Window, Windows};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;

use crate::atlas::{Atlas, SheetId};
use crate::country::{Countries, CountryCode};
use crate::diagnostic::Span;
use crate::document::{Asset, Kind, Link, Summary};
use crate::gazetteer::Gazetteer;
use crate::picture::Pictures;
use crate::table::Tables;
use crate::value::{EntityId, UrlPath, WebUrl};

/// For how long an article is news.
pub const NEWS_HOURS: i64 = 48;

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
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Surroundings {
    /// What is published.
    pub selection: Selection,
    /// What `nutgraf.yaml` calls countries.
    pub countries: Vec<NamedCountry>,
    /// Entries on a page of a list.
    pub page_size: usize,
    /// Which of the files that not every site has are made.
    pub optional: BTreeSet<OutputId>,
    /// Addresses in one sitemap.
    pub sitemap_size: usize,
    /// Whether countries and topics have feeds, as the site has.
    pub feeds: bool,
    /// Whether countries' pages are also made as data.
    pub data: bool,
    /// Whether countries that explainers are about together have a page.
    pub relations: bool,
    /// Whether articles have cards.
    pub cards: bool,
    /// Files of `static/` and the theme, by their URLs.
    pub statics: BTreeSet<UrlPath>,
    /// Files beside articles, relative to the site.
    pub assets: BTreeSet<String>,
    /// What is known of the pictures among them.
    pub pictures: Arc<Pictures>,
    /// What the CSV files hold that charts name.
    pub tables: Arc<Tables>,
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
///
/// It is the same value whether it was made of all documents at once or came to be by changes,
/// which a test holds.
#[derive(Debug)]
pub struct Index {
    around: Surroundings,
    atlas: Atlas,
    /// Every country's own page and names, whether or not it has that page.
    known: FxHashMap<CountryCode, Known>,
    codes: FxHashMap<EntityId, CountryCode>,
    aliases: Aliases,
    /// The entities that have a file.
    files: BTreeMap<EntityId, SourceId>,
    by_file: FxHashMap<SourceId, EntityId>,
    documents: FxHashMap<SourceId, Arc<Summary>>,
    /// Files that have no page.
    absent: BTreeMap<SourceId, Absent>,
    /// Newest first.
    articles: Vec<SourceId>,
    /// Of the entries of the documents' timelines.
    words: FxHashMap<SourceId, Box<[Words]>>,
    touching: Postings<EntityId>,
    paired: Postings<Codes>,
    entities: BTreeMap<EntityId, Entity>,
    relations: BTreeMap<Pair, Relation>,
    translations: FxHashMap<String, BTreeSet<SourceId>>,
    /// What a wikilink can name, in lower case; the least claim wins.
    names: FxHashMap<String, Claimants>,
    /// How many maps are cut from each sheet.
    sheets: BTreeMap<SheetId, usize>,
    /// The pictures that documents show, by their files, and how often.
    shown: BTreeMap<String, usize>,
    /// How many documents have old addresses.
    aliased: usize,
    /// How many sitemaps there are besides the first; 0 while that holds all.
    sitemaps: usize,
    outputs: Outputs,
    /// What is wrong with names and areas.
    findings: Vec<Finding>,
    /// Two that want one address.
    collisions: Vec<Finding>,
    checks: Checks,
}

impl Index {
    /// Gathers the summaries. What contradicts itself between files is found by [`Index::check`].
    pub fn new(
        summaries: impl IntoIterator<Item = Arc<Summary>>,
        around: Surroundings,
        gazetteer: &Gazetteer,
        countries: &Countries,
    ) -> Self {
        let mut index = Self {
            atlas: Atlas::new(countries, BTreeMap::new()),
            known: Known::all(gazetteer, countries),
            codes: FxHashMap::default(),
            aliases: Aliases::default(),
            files: BTreeMap::new(),
            by_file: FxHashMap::default(),
            documents: FxHashMap::default(),
            absent: BTreeMap::new(),
            articles: Vec::new(),
            words: FxHashMap::default(),
            touching: Postings::default(),
            paired: Postings::default(),
            entities: BTreeMap::new(),
            relations: BTreeMap::new(),
            translations: FxHashMap::default(),
            names: FxHashMap::default(),
            sheets: BTreeMap::new(),
            shown: BTreeMap::new(),
            aliased: 0,
            sitemaps: 0,
            outputs: Outputs::new(&around.statics),
            findings: Vec::new(),
            collisions: Vec::new(),
            checks: Checks::default(),
            around,
        };
        for (path, url, name) in std::mem::take(&mut index.around.unreadable) {
            index.absent.insert(path.as_str().into(), Absent { url, names: vec![name], reason: None });
        }
        let mut published: Vec<(SourceId, Arc<Summary>)> = Vec::new();
        for summary in summaries {
            let id: SourceId = summary.path.as_str().into();
            match index.place(summary) {
                State::Published(summary) => published.push((id, summary)),
                State::Absent(absent) => {
                    index.absent.insert(id, absent);
                }
            }
        }
        published.sort_by(|(a, _), (b, _)| a.cmp(b));
        index.begin(&published, gazetteer, countries);
        index.integrate(&[], &published, &mut Changed::Everything);
        index
    }

    /// What the names, the settings and the entities' files say, before any article is looked at.
    fn begin(&mut self, published: &[(SourceId, Arc<Summary>)], gazetteer: &Gazetteer, countries: &Countries) {
        let with_facts = published.iter().filter(|(_, summary)| summary.entity.is_some());
        self.documents = with_facts.cloned().collect();
        self.gather_files(gazetteer, countries);
        self.gather_areas(countries);
        self.codes = self.known.iter().map(|(code, known)| (known.id.clone(), *code)).collect();
        self.documents.clear();
        self.gather_outputs(&mut Changed::Everything);
    }

    /// Whether a document is on the site.
    fn place(&self, summary: Arc<Summary>) -> State {
        match unpublished(&summary, &self.around.selection) {
            Some(reason) => {
                let name = summary.url.as_str().trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
                let names = vec![name, summary.title.to_lowercase()];
                State::Absent(Absent { url: summary.url.clone(), names, reason: Some(reason) })
            }
            None => State::Published(summary),
        }
    }

    /// The only way in which a page sees the site; what it reads is noted.
    pub fn reader<'i>(&'i self, reads: &'i Reads) -> Reader<'i> {
        Reader::new(self, reads)
    }

    /// Everything the site is made of, by address.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.outputs.iter()
    }

    /// What has an address.
    pub fn output_at(&self, path: &UrlPath) -> Option<&Output> {
        self.outputs.at(path)
    }

    /// What is made at a path of the output folder.
    pub fn output_of_file(&self, path: &str) -> Option<&Output> {
        self.outputs.of_file(path)
    }

    /// The file of an entity.
    pub fn file_of(&self, id: &EntityId) -> Option<&SourceId> {
        self.files.get(id)
    }

    /// How many explainers there are.
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// What all pages are made with, as it was when the index was made.
    pub fn surroundings(&self) -> &Surroundings {
        &self.around
    }

    /// When the site is next another by itself: a document comes or goes, is no news any more, or is to be reviewed.
    pub fn next_turn<'s>(&self, summaries: impl Iterator<Item = &'s Summary>, zone: &TimeZone) -> Option<Timestamp> {
        let now = self.around.selection.now;
        let turns = summaries.flat_map(|summary| {
            let begins = summary.publish_at.as_ref().or(summary.date.as_ref());
            let end_of_review = summary.review_by.as_ref().map(|(day, _)| *day);
            let review = end_of_review.and_then(|day| day.tomorrow().ok()?.to_zoned(zone.clone()).ok());
            let moments =
                [begins, summary.expires_at.as_ref()].into_iter().flatten().map(crate::value::Moment::instant);
            // From its date on, for a while, an article is news.
            let is_news = summary.kind == Kind::Article && self.around.optional.contains(&OutputId::NewsSitemap);
            let date = summary.date.as_ref().filter(|_| is_news).map(crate::value::Moment::instant);
            let no_news = date.and_then(|date| date.checked_add(SignedDuration::from_hours(NEWS_HOURS)).ok());
            // The end of those hours is within them.
            let no_news = no_news.and_then(|end| end.checked_add(SignedDuration::from_nanos(1)).ok());
            moments.chain(date).chain(no_news).chain(review.map(|day| day.timestamp())).collect::<Vec<_>>()
        });
        turns.filter(|turn| *turn > now).min()
    }

    /// The documents by path.
    fn sorted_documents(&self) -> Vec<(&SourceId, &Arc<Summary>)> {
        let mut documents: Vec<_> = self.documents.iter().collect();
        documents.sort_unstable_by_key(|(id, _)| *id);
        documents
    }
}

/// What became of a file.
enum State {
    Published(Arc<Summary>),
    Absent(Absent),
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
