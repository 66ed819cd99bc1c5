//! The only way in which a page sees the site.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::outputs::sheet_url;
use super::{Entity, Fact, Index, Output, Reads, Series, SourceId, Subject, Window, pictures};
use crate::atlas::{Atlas, SheetId};
use crate::country::CountryCode;
use crate::document::{Asset, Kind, LinkTarget, ListKind, ListQuery, Name, Sort, Summary};
use crate::picture::{Picture, Variant};
use crate::table::{Columns, Table};
use crate::value::{EntityId, EntityKind, Slug, UrlPath};

/// What a name or a link was found to mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Linked {
    /// A page of an entity.
    Entity(EntityId),
    /// An article or a plain page.
    Document(SourceId),
}

/// Reads the index for one page.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'i> {
    index: &'i Index,
    /// `None` where nobody will ask what was read.
    reads: Option<&'i Reads>,
}

/// How many neighbours in date are looked at in each entity, so that the search does not grow with the site.
const RELATED_REACH: usize = 20;

impl<'i> Reader<'i> {
    pub(super) fn new(index: &'i Index, reads: &'i Reads) -> Self {
        Self { index, reads: Some(reads) }
    }

    pub(super) fn unnoted(index: &'i Index) -> Self {
        Self { index, reads: None }
    }

    pub(super) fn index(self) -> &'i Index {
        self.index
    }

    pub(super) fn note(self, fact: Option<Fact>) {
        if let (Some(reads), Some(fact)) = (self.reads, fact) {
            reads.note(&fact);
        }
    }

    /// A document that is on the site.
    pub fn document(self, id: &SourceId) -> Option<&'i Arc<Summary>> {
        self.document_with_id(id).map(|(_, summary)| summary)
    }

    /// The same with the index's own copy of its id.
    pub fn document_with_id(self, id: &SourceId) -> Option<(&'i SourceId, &'i Arc<Summary>)> {
        self.note(Some(Fact::Document(id.clone())));
        self.index.documents.get_key_value(id)
    }

    /// Says that what only a document's own page and feeds show was read.
    pub fn note_body(self, id: &SourceId) {
        self.note(Some(Fact::Body(id.clone())));
    }

    /// Says that what has an address was read.
    pub fn note_address(self, url: &UrlPath) {
        self.note(Some(Fact::Url(url.clone())));
    }

    /// The text of the home page, if there is a file for it.
    pub fn home(self) -> Option<(&'i SourceId, &'i Arc<Summary>)> {
        self.note(Some(Fact::Home));
        ["content/index.md", "index.md", "content/index.markdown", "index.markdown"]
            .iter()
            .filter_map(|path| self.index.documents.get_key_value(*path))
            .find(|(_, summary)| summary.kind == Kind::Home)
    }

    /// An entity.
    pub fn entity(self, id: &EntityId) -> Option<&'i Entity> {
        self.note(Some(Fact::Entity(id.clone())));
        self.index.entities.get(id)
    }

    /// How many explainers are about an entity, and how many name it otherwise.
    pub fn coverage(self, id: &EntityId) -> (usize, usize) {
        self.note(Some(Fact::Coverage(id.clone())));
        self.index.entities.get(id).map_or((0, 0), |entity| (entity.about.len(), entity.mentioned_by.len()))
    }

    /// The entity of a country, if the site has a page for it.
    pub fn country(self, code: CountryCode) -> Option<(&'i EntityId, &'i Entity)> {
        match self.index.known.get(&code) {
            Some(known) => self.own_entity(&known.id),
            None => self.own_entity(&self.index.country_id(code)),
        }
    }

    fn own_entity(self, id: &EntityId) -> Option<(&'i EntityId, &'i Entity)> {
        self.note(Some(Fact::Entity(id.clone())));
        self.index.entities.get_key_value(id)
    }

    /// The entity that an article names.
    pub fn named(self, kind: EntityKind, name: &crate::document::Name) -> Option<(&'i EntityId, &'i Entity)> {
        self.own_entity(&self.index.meant(kind, &name.slug))
    }

    /// The entities of a kind that have a page, by slug, and how many explainers are about each.
    pub fn entities(self, kind: EntityKind) -> impl Iterator<Item = (&'i EntityId, &'i Entity, usize)> {
        self.note(Some(Fact::Kind(kind)));
        let entities = self.index.entities.iter().filter(move |(id, _)| id.kind == kind);
        entities.map(|(id, entity)| (id, entity, entity.about.len()))
    }

    /// The entities of a kind with the most articles first; ties by name.
    pub fn most_covered(self, kind: EntityKind, limit: usize) -> Vec<(&'i EntityId, &'i Entity)> {
        let mut entities: Vec<_> = self.entities(kind).filter(|(.., about)| *about > 0).collect();
        entities.sort_by(|(a, x, more), (b, y, most)| {
            most.cmp(more).then_with(|| x.name.cmp(&y.name)).then_with(|| a.cmp(b))
        });
        entities.truncate(limit);
        entities.into_iter().map(|(id, entity, _)| (id, entity)).collect()
    }

    /// The newest articles of the site, or about an entity, and whether there are more.
    pub fn newest(self, of: Option<&EntityId>, limit: usize) -> (&'i [SourceId], bool) {
        self.note(Some(match of {
            Some(id) => Fact::List(Subject::Entity(id.clone()), Series::Explainers),
            None => Fact::Archive(None),
        }));
        let all = match of {
            Some(id) => self.index.entities.get(id).map_or(&[][..], |entity| &entity.about),
            None => &self.index.articles,
        };
        (&all[..all.len().min(limit)], all.len() > limit)
    }

    /// All articles, newest first.
    pub fn articles(self) -> &'i [SourceId] {
        self.note(Some(Fact::Articles));
        &self.index.articles
    }

    /// One page of the archive: the newest, or a numbered one.
    pub fn archive(self, number: Option<usize>) -> (&'i [SourceId], Window) {
        self.note(Some(Fact::Archive(number)));
        let window = self.index.archive().window(number);
        (&self.index.articles[window.range.clone()], window)
    }

    /// Whether files may name that template.
    pub fn has_template(self, name: &str) -> bool {
        self.index.around.templates.contains(name)
    }

    /// The maps of this site.
    pub fn atlas(self) -> &'i Atlas {
        &self.index.atlas
    }

    /// Where a sheet of the atlas is.
    pub fn sheet_url(self, id: SheetId) -> UrlPath {
        sheet_url(id)
    }

    /// The outputs that exist.
    pub fn outputs(self) -> impl Iterator<Item = &'i Output> {
        self.note(Some(Fact::Outputs));
        self.note(Some(Fact::Articles));
        self.index.outputs()
    }

    /// The pages that search engines may show.
    pub fn listed_pages(self) -> impl Iterator<Item = &'i Output> {
        self.note(Some(Fact::Outputs));
        self.note(Some(Fact::Articles));
        self.index.listed_pages()
    }

    /// How many sitemaps there are besides the first, and how many addresses go into one.
    pub fn sitemaps(self) -> (usize, usize) {
        self.note(Some(Fact::Outputs));
        (self.index.sitemaps, self.index.around.sitemap_size)
    }

    /// Where a part of the sitemap is, from 1.
    pub fn sitemap_url(self, number: usize) -> UrlPath {
        super::sitemap::part_url(number)
    }

    /// The instant for which the site is built.
    pub fn now(self) -> Timestamp {
        self.index.around.selection.now
    }

    /// An article that is dated later; who asks has read that there are such articles.
    pub fn recent(self, id: &SourceId, since: Timestamp) -> Option<&'i Summary> {
        let summary = self.index.documents.get(id)?;
        let is_recent = summary.date.as_ref().is_some_and(|date| date.instant() >= since);
        if is_recent { self.document(id).map(|summary| &**summary) } else { None }
    }

    /// What a query in front matter finds, of articles.
    pub fn listing(self, query: &ListQuery) -> Vec<SourceId> {
        let matches = |summary: &Summary| {
            let topic = |slug: &Slug| summary.topics.iter().any(|topic| topic.slug == *slug);
            let country = |code| summary.countries.contains(code);
            (query.topics.is_empty() || query.topics.iter().any(topic))
                && (query.countries.is_empty() || query.countries.iter().any(country))
        };
        let articles = self.articles().iter().filter_map(|id| Some((id, self.index.documents.get(id)?)));
        let mut found: Vec<_> = articles.filter(|(_, summary)| matches(summary)).collect();
        match query.sort {
            Sort::Date => {}
            Sort::Updated => found.sort_by(|(_, a), (_, b)| {
                b.updated.as_ref().or(b.date.as_ref()).cmp(&a.updated.as_ref().or(a.date.as_ref()))
            }),
            Sort::Title => found.sort_by(|(_, a), (_, b)| a.title.cmp(&b.title)),
        }
        found.truncate(query.limit.unwrap_or(usize::MAX));
        found.into_iter().map(|(id, _)| id.clone()).collect()
    }

    /// What a query in front matter finds, of entities.
    pub fn entity_listing(self, query: &ListQuery) -> Vec<(&'i EntityId, &'i Entity)> {
        let ListKind::Entities(kind) = query.kind else { return Vec::new() };
        self.note(Some(Fact::Kind(kind)));
        let mut found = self.most_covered(kind, usize::MAX);
        if query.sort == Sort::Title {
            found.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
        }
        if !query.countries.is_empty() {
            found.retain(|(_, entity)| entity.code.is_some_and(|code| query.countries.contains(&code)));
        }
        if !query.topics.is_empty() {
            found.retain(|(id, _)| query.topics.contains(&id.slug));
        }
        found.truncate(query.limit.unwrap_or(usize::MAX));
        found
    }

    /// Articles that share what an article is about: a topic weighs three, a country two, a person or body one.
    pub fn related(self, id: &SourceId, limit: usize) -> Vec<SourceId> {
        self.note(Some(Fact::Related(id.clone())));
        let Some(article) = self.index.documents.get(id) else { return Vec::new() };
        let mut scores: FxHashMap<&SourceId, usize> = FxHashMap::default();
        let named = |kind, names: &'i [Name]| names.iter().map(move |name| self.index.meant(kind, &name.slug));
        let countries = article.countries.iter().map(|code| self.index.country_id(*code));
        let weighed = named(EntityKind::Topic, &article.topics)
            .map(|id| (3, id))
            .chain(countries.map(|id| (2, id)))
            .chain(named(EntityKind::Person, &article.people).map(|id| (1, id)))
            .chain(named(EntityKind::Organization, &article.organizations).map(|id| (1, id)));
        for (weight, entity) in weighed {
            let about = self.index.entities.get(&entity).map_or(&[][..], |entity| &entity.about);
            for other in self.near(id, article, about) {
                *scores.entry(other).or_default() += weight;
            }
        }
        let mut best: Vec<usize> = scores.values().copied().collect();
        best.sort_unstable_by_key(|score| Reverse(*score));
        // Only among those with the last score that is shown do dates decide.
        let Some(least) = best.get(limit.min(best.len()).wrapping_sub(1)).copied() else { return Vec::new() };
        let date = |id: &SourceId| self.index.documents.get(id).and_then(|summary| summary.date.as_ref());
        let shown = scores.into_iter().filter(|(_, score)| *score >= least);
        let mut ranked: Vec<_> = shown.map(|(id, score)| (Reverse(score), Reverse(date(id)), id)).collect();
        ranked.sort_unstable();
        ranked.into_iter().take(limit).map(|(.., id)| id.clone()).collect()
    }

    /// The articles of an entity that stand nearest to one of them, without itself.
    ///
    /// As many older as newer: those near to one have it near to them.
    /// They are found by bisection: all lists of articles are sorted as the index sorts them.
    pub(super) fn near(
        self,
        id: &SourceId,
        article: &Summary,
        about: &'i [SourceId],
    ) -> impl Iterator<Item = &'i SourceId> + use<'i> {
        let date = |id: &SourceId| self.index.documents.get(id).and_then(|summary| summary.date.as_ref());
        let own = (Reverse(article.date.as_ref()), id);
        let at = about.partition_point(|other| (Reverse(date(other)), other) < own);
        let reach = at.saturating_sub(RELATED_REACH)..(at + RELATED_REACH + 1).min(about.len());
        let own = id.clone();
        about[reach].iter().filter(move |other| **other != own)
    }

    /// The translations of an article: those that share its key, without itself, by language.
    pub fn translations(self, id: &SourceId) -> Vec<SourceId> {
        let Some(key) = self.index.documents.get(id).and_then(|summary| summary.translation_key.as_ref()) else {
            return Vec::new();
        };
        self.note(Some(Fact::Translations(key.clone())));
        let others = self.index.translations.get(key).into_iter().flatten().filter(|other| *other != id);
        let others = others.filter_map(|other| Some((self.document(other)?.language.clone(), other.clone())));
        let mut others: Vec<_> = others.collect();
        others.sort();
        others.into_iter().map(|(_, id)| id).collect()
    }

    /// Where a link leads: the page's URL and an anchor on it.
    pub fn url(self, target: &LinkTarget) -> Option<(UrlPath, Option<&str>)> {
        match target {
            LinkTarget::File { path, anchor } => Some((self.url_of_file(path)?, anchor.as_deref())),
            LinkTarget::Site { path, anchor } => Some((path.clone(), anchor.as_deref())),
            LinkTarget::Wiki { name, anchor } => match self.linked(name)? {
                Linked::Entity(id) => Some((id.url(), anchor.as_deref())),
                Linked::Document(id) => Some((self.document(id)?.url.clone(), anchor.as_deref())),
            },
            LinkTarget::Asset(asset) | LinkTarget::Picture(asset) => Some((self.asset_url(asset)?, None)),
            LinkTarget::Chart(chart) => Some((self.asset_url(&chart.file)?, None)),
        }
    }

    fn url_of_file(self, path: &str) -> Option<UrlPath> {
        let (id, summary) = self.document_with_id(&path.into())?;
        match summary.entity {
            Some(_) => self.index.by_file.get(id).map(EntityId::url),
            None => Some(summary.url.clone()),
        }
    }

    /// Where a picture or file of the site is; one on the web has no path here.
    pub fn asset_url(self, asset: &Asset) -> Option<UrlPath> {
        match asset {
            Asset::Beside(path) => self.index.asset_url(path),
            Asset::Site(path) => Some(path.clone()),
            Asset::Web(_) => None,
        }
    }

    /// What is known of a picture of the site.
    pub fn picture(self, asset: &Asset) -> Option<&'i Picture> {
        let file = pictures::file_of(asset)?;
        self.note(Some(Fact::Picture(file.clone())));
        self.index.picture(&file)
    }

    /// Says that what a picture is was read.
    pub fn note_picture(self, file: &str) {
        self.note(Some(Fact::Picture(file.to_owned())));
    }

    /// What a chart shows of a file; nothing where it cannot.
    pub fn table(self, asset: &Asset, columns: &Columns) -> Option<Table> {
        let file = pictures::file_of(asset)?;
        self.note(Some(Fact::Table(file.clone())));
        self.index.around.tables.get(&file)?.as_ref().ok()?.table(columns).ok()
    }

    /// Where a copy of a picture is.
    pub fn variant_url(self, asset: &Asset, picture: &Picture, variant: Variant) -> Option<UrlPath> {
        self.index.variant_url(&pictures::file_of(asset)?, picture, variant)
    }

    /// Where the dataset's flag of a country is.
    pub fn flag_url(self, code: CountryCode) -> UrlPath {
        super::outputs::flag_url(code)
    }

    /// The entity that a file is of.
    pub fn entity_of_file(self, file: &SourceId) -> Option<(&'i EntityId, &'i Entity)> {
        self.own_entity(self.index.by_file.get(file)?)
    }

    /// Whether explainers about an entity can be followed by a feed.
    pub fn has_feed(self, id: &EntityId) -> bool {
        self.note(Some(Fact::Coverage(id.clone())));
        self.index.has_feed(id)
    }

    /// Whether pages are also made as data.
    pub fn publishes_data(self) -> bool {
        self.index.around.data
    }

    /// Whether an entity's page is also made as data.
    pub fn has_data(self, id: &EntityId) -> bool {
        self.index.has_data(id)
    }

    /// What a wikilink names.
    pub fn linked(self, name: &str) -> Option<&'i Linked> {
        let name = name.trim().to_lowercase();
        let linked = self.index.names.get(&name).and_then(super::Claimants::first).map(|claim| &claim.1);
        self.note(Some(Fact::Name(name)));
        linked
    }

    /// The text of a wikilink that has none of its own: the name as written, unless it is an id.
    pub fn name(self, target: &LinkTarget) -> Option<String> {
        let LinkTarget::Wiki { name, .. } = target else { return None };
        let (own, slug) = match self.linked(name)? {
            Linked::Entity(id) => {
                let entity = self.entity(id)?;
                let is_code = entity.code.is_some_and(|code| code.as_str() == name);
                (entity.name.clone(), is_code || id.slug.as_str() == name)
            }
            Linked::Document(id) => {
                let summary = self.document(id)?;
                (summary.title.clone(), summary.title != *name)
            }
        };
        Some(if slug { own } else { name.clone() })
    }
}
