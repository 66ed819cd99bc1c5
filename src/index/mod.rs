//! All summaries of a site, and who refers to whom.
//!
//! **Architecture invariant.** Pure: no files, no templates, no words. What a page may know of the
//! rest of the site, it learns from [`Reader`].

mod archive;
mod check;
mod entities;
mod outputs;
mod reader;

pub use archive::{Archive, ArchivePage};
pub use check::{Finding, Place};
use entities::Aliases;
pub use entities::{Entity, EntityId};
pub use outputs::{Output, OutputId, Owner};
pub use reader::{Linked, Reader};

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::country::{Countries, CountryCode};
use crate::document::{Kind, Summary};
use crate::gazetteer::Gazetteer;
use crate::value::{UrlPath, WebUrl};

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
    /// Entries on a page of the archive.
    pub page_size: usize,
    /// Which of the files that not every site has are made.
    pub optional: BTreeSet<OutputId>,
    /// Files of `static/` and the theme, by their URLs.
    pub statics: BTreeSet<UrlPath>,
    /// Files beside articles, relative to the site.
    pub assets: BTreeSet<String>,
    /// Without `content/`, a file's path is its URL.
    pub flat: bool,
    /// Old addresses of `nutgraf.yaml`: from, to, where it says so.
    pub redirects: Vec<(UrlPath, Destination, crate::diagnostic::Span)>,
    /// Templates that files may name.
    pub templates: BTreeSet<String>,
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
    /// Left out, with the reason as said to an author who links there.
    unpublished: BTreeMap<SourceId, &'static str>,
    /// Newest first.
    articles: Vec<SourceId>,
    entities: BTreeMap<EntityId, Entity>,
    by_code: HashMap<CountryCode, EntityId>,
    by_file: HashMap<SourceId, EntityId>,
    aliases: Aliases,
    /// What a wikilink can name, in lower case.
    names: HashMap<String, Linked>,
    outputs: Vec<Output>,
    by_key: HashMap<String, usize>,
    findings: Vec<Finding>,
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
            unpublished: BTreeMap::new(),
            articles: Vec::new(),
            entities: BTreeMap::new(),
            by_code: HashMap::new(),
            by_file: HashMap::new(),
            aliases: Aliases::new(),
            names: HashMap::new(),
            outputs: Vec::new(),
            by_key: HashMap::new(),
            findings: Vec::new(),
        };
        for summary in summaries {
            index.add(summary);
        }
        index.sort_articles();
        index.gather_entities(gazetteer, countries);
        index.gather_names(gazetteer);
        index.gather_outputs();
        index
    }

    fn add(&mut self, summary: Summary) {
        let id: SourceId = summary.path.as_str().into();
        match unpublished(&summary, &self.around.selection) {
            Some(reason) => {
                self.unpublished.insert(id, reason);
            }
            None => {
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
