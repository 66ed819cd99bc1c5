//! A change to some documents → a changed index, and the facts that changed with it.
//!
//! An index is made in the same way: by the change from no documents to all of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::differences::{Aspects, Documents, same_identity, seen_beside, twin, with_other_subjects};
use super::outputs::Rank;
use super::postings::DocumentKey;
use super::timeline::Words;
use super::{
    Absent, Changed, Codes, Entity, Entries, Fact, Index, Output, Pair, Reader, Relation, Series, SourceId, State,
    Subject, Windows,
};
use crate::atlas::SheetId;
use crate::document::{Kind, Summary};
use crate::picture::Pictures;
use crate::table::Tables;
use crate::value::{EntityId, EntityKind, UrlPath};

/// A file that is not as it was.
#[derive(Debug)]
pub struct Change {
    /// Which.
    pub source: SourceId,
    /// What it says now; `None` if it is gone.
    pub now: Option<Content>,
}

/// What a file says.
#[derive(Debug)]
pub enum Content {
    /// A document.
    Document(Arc<Summary>),
    /// Nothing that can be read; where its page would be, and what a wikilink would call it.
    Unreadable(UrlPath, String),
}

/// What becomes of the list of all explainers, looked at once for all that come and go.
#[derive(Debug)]
struct ArchiveChange {
    before: Windows,
    /// How many stay at its old end; `None` while all do.
    unchanged: Option<usize>,
}

impl ArchiveChange {
    /// One comes or goes that so many are older than.
    fn note(&mut self, older: usize) {
        self.unchanged = Some(self.unchanged.map_or(older, |unchanged| unchanged.min(older)));
    }
}

impl Index {
    /// Takes the changes in; returns the facts that changed.
    ///
    /// `None` where they change what all documents are read with, such as the names of entities:
    /// then nothing was done, and the index must be made anew.
    pub fn apply(&mut self, documents: Vec<Change>, pictures: &Arc<Pictures>, tables: &Arc<Tables>) -> Option<Changed> {
        let mut changed = Changed::nothing();
        let (mut removed, mut added, mut absent): (Vec<(SourceId, Arc<Summary>)>, Vec<_>, _) =
            (Vec::new(), Vec::new(), Vec::new());
        for Change { source, now } in documents {
            let old = self.documents.get(&source).cloned();
            let state = now.map(|content| match content {
                Content::Document(summary) => self.place(summary),
                Content::Unreadable(url, name) => State::Absent(Absent { url, names: vec![name], reason: None }),
            });
            let (new, gone) = match state {
                Some(State::Published(summary)) => (Some(summary), None),
                Some(State::Absent(gone)) => (None, Some(gone)),
                None => (None, None),
            };
            // What is wrong with names is only said anew when all of them are looked at.
            let has_names = old.iter().chain(&new).any(|summary| summary.entity.is_some());
            if !same_identity(old.as_deref(), new.as_deref()) || (has_names && !self.findings.is_empty()) {
                return None;
            }
            absent.push((source.clone(), gone));
            removed.extend(old.map(|old| (source.clone(), old)));
            added.extend(new.map(|new| (source, new)));
        }
        removed.sort_by(|(a, _), (b, _)| a.cmp(b));
        added.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.take_pictures(pictures, &mut changed);
        self.take_tables(tables, &mut changed);
        for (source, gone) in absent {
            self.set_absent(source, gone.as_ref(), &mut changed);
        }
        self.integrate(&removed, &added, &mut changed);
        Some(changed)
    }

    fn set_absent(&mut self, source: SourceId, gone: Option<&Absent>, changed: &mut Changed) {
        let before = match gone {
            Some(gone) => self.absent.insert(source.clone(), gone.clone()),
            None => self.absent.remove(&source),
        };
        if before.as_ref() != gone {
            // A link to it is told of in other words.
            changed.note(&Fact::Document(source));
            for absent in before.iter().chain(gone) {
                changed.note(&Fact::Url(absent.url.clone()));
                absent.names.iter().for_each(|name| changed.note(&Fact::Name(name.clone())));
            }
        }
    }

    /// Takes documents away and adds others, and brings all that follows from them up to date.
    pub(super) fn integrate(&mut self, removed: &Documents, added: &Documents, changed: &mut Changed) {
        let sheets = self.sheets_in_use();
        // Where only places moved, the new document stands in for the old one and nobody else sees it.
        let gone = seen_beside(removed, added);
        let come = seen_beside(added, removed);
        note_documents(&gone, &come, changed);
        note_anchors(removed, added, changed);
        let moved_before = with_other_subjects(&gone, &come);
        self.note_related(&moved_before, changed);
        let mut entities = self.entities_touched(&gone);
        let mut pairs: BTreeSet<Codes> = gone.iter().flat_map(|(_, old)| self.pairs_touched(old)).collect();
        self.replace_outputs_of_documents(removed, added, changed);
        let mut archive = ArchiveChange { before: self.archive(), unchanged: None };
        for (id, summary) in &gone {
            self.take_out(id, summary, &mut archive, changed);
        }
        self.documents.extend(added.iter().cloned());
        self.put_in(&come, &mut archive, changed);
        self.update_archive(&archive, changed);
        entities.extend(self.entities_touched(&come));
        pairs.extend(come.iter().flat_map(|(_, new)| self.pairs_touched(new)));
        let aspects = Aspects::between(&gone, &come);
        if aspects != Aspects::default() {
            self.update_entities(entities, aspects, changed);
            self.update_relations(pairs, aspects, changed);
        }
        self.note_related(&with_other_subjects(&come, &gone), changed);
        self.update_sheets(&sheets, &gone, &come, changed);
        self.update_sitemaps(removed, added, changed);
        self.update_shown(removed, added, changed);
        self.find_collisions();
        self.check_again(removed, added, changed);
    }

    // Documents

    fn take_out(&mut self, id: &SourceId, summary: &Summary, archive: &mut ArchiveChange, changed: &mut Changed) {
        let key = DocumentKey::of(id, summary);
        for entity in self.touches(id, summary) {
            self.touching.remove(&entity, &key);
        }
        for codes in self.pairs_touched(summary) {
            self.paired.remove(&codes, &key);
        }
        if summary.kind == Kind::Article
            && let Some(at) = self.articles.iter().position(|other| other == id)
        {
            self.articles.remove(at);
            archive.note(self.articles.len() - at);
        }
        if let Some(translation) = &summary.translation_key {
            changed.note(&Fact::Translations(translation.clone()));
            if let Some(sharing) = self.translations.get_mut(translation) {
                sharing.remove(id);
                if sharing.is_empty() {
                    self.translations.remove(translation);
                }
            }
        }
        for (name, claim) in Self::names_of_document(id, summary) {
            self.release_name(&name, &claim, changed);
        }
        self.documents.remove(id);
        self.words.remove(id);
    }

    /// In the order of pages, so that lists that are filled from nothing grow at their ends.
    fn put_in(&mut self, come: &Documents, archive: &mut ArchiveChange, changed: &mut Changed) {
        let words = |(id, summary): &(SourceId, Arc<Summary>)| {
            (id.clone(), summary.timeline.iter().map(Words::of).collect::<Box<[Words]>>())
        };
        let words: Vec<_> = come.par_iter().map(words).collect();
        self.words.extend(words);
        let mut keyed: Vec<_> =
            come.iter().map(|(id, summary)| (Arc::new(DocumentKey::of(id, summary)), summary)).collect();
        keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (key, summary) in keyed {
            for entity in self.touches(&key.id, summary) {
                self.touching.add(entity, &key);
            }
            for codes in self.pairs_touched(summary) {
                self.paired.add(codes, &key);
            }
            if summary.kind == Kind::Article {
                self.add_article(&key, archive);
            }
            if let Some(translation) = &summary.translation_key {
                changed.note(&Fact::Translations(translation.clone()));
                self.translations.entry(translation.clone()).or_default().insert(key.id.clone());
            }
            for (name, claim) in Self::names_of_document(&key.id, summary) {
                self.claim_name(name, claim, changed);
            }
        }
    }

    fn add_article(&mut self, key: &DocumentKey, archive: &mut ArchiveChange) {
        let is_newer = |other: &SourceId| {
            let summary = self.documents.get(other);
            summary.is_some_and(|summary| DocumentKey::of(other, summary) < *key)
        };
        let at = match self.articles.last() {
            Some(last) if !is_newer(last) => self.articles.partition_point(is_newer),
            _ => self.articles.len(),
        };
        archive.note(self.articles.len() - at);
        self.articles.insert(at, key.id.clone());
    }

    /// From the oldest article that came or went on, all newer pages of the archive look different.
    fn update_archive(&mut self, &ArchiveChange { before, unchanged }: &ArchiveChange, changed: &mut Changed) {
        let now = self.archive();
        let Some(unchanged) = unchanged else { return };
        if let Changed::Facts(_) = changed {
            let oldest = unchanged / now.page_size;
            for number in oldest.max(1)..=before.pages().max(now.pages()) + 1 {
                changed.note(&Fact::Archive(Some(number)));
            }
            changed.note(&Fact::Archive(None));
        }
        if before.pages() != now.pages() {
            let (old, new) = (self.outputs_of_archive(before), self.outputs_of_archive(now));
            self.outputs.replace(&old, new, changed);
        }
    }

    /// The explainers near one in date may now be related to others.
    fn note_related(&self, documents: &Documents, changed: &mut Changed) {
        let Changed::Facts(_) = changed else { return };
        for (id, summary) in documents.iter().filter(|(_, summary)| summary.kind == Kind::Article) {
            changed.note(&Fact::Related(id.clone()));
            for entity in self.touches(id, summary).iter().filter_map(|id| self.entities.get(id)) {
                for other in Reader::unnoted(self).near(id, summary, &entity.about) {
                    changed.note(&Fact::Related(other.clone()));
                }
            }
        }
    }

    // Names of wikilinks

    fn claim_name(&mut self, name: String, claim: super::Claim, changed: &mut Changed) {
        changed.note(&Fact::Name(name.clone()));
        self.names.entry(name).or_default().insert(claim);
    }

    fn release_name(&mut self, name: &str, claim: &super::Claim, changed: &mut Changed) {
        changed.note(&Fact::Name(name.to_owned()));
        if let Some(claims) = self.names.get_mut(name) {
            claims.remove(claim);
            if claims.is_empty() {
                self.names.remove(name);
            }
        }
    }

    // Entities

    fn entities_touched(&self, documents: &Documents) -> BTreeSet<EntityId> {
        documents.iter().flat_map(|(id, summary)| self.touches(id, summary)).collect()
    }

    fn update_entities(&mut self, mut touched: BTreeSet<EntityId>, aspects: Aspects, changed: &mut Changed) {
        // A person who comes or goes takes reactions from an organization of the name, or leaves them to it.
        if aspects.members {
            touched.extend(self.rivals(&touched));
        }
        let touched: Vec<EntityId> = touched.into_iter().collect();
        for id in &touched {
            // What lists add up to depends on what is in them, too.
            changed.note(&Fact::Record(id.clone()));
            note_lists(&Subject::Entity(id.clone()), changed);
        }
        // Where only stances are others, only the record of a topic is.
        let is_concerned = |id: &&EntityId| aspects.are_of_lists() || id.kind == EntityKind::Topic;
        let touched: Vec<&EntityId> = touched.iter().filter(is_concerned).collect();
        let before = if aspects.members { self.name_again(&touched) } else { Vec::new() };
        let record = |id: &&EntityId| Some(self.with_record(id, self.entities.get(id)?.clone(), aspects));
        let full: Vec<Option<Entity>> = touched.par_iter().map(record).collect();
        let mut before = before.into_iter();
        for (id, new) in touched.into_iter().zip(full) {
            let last = self.entities.remove(id);
            let old = if aspects.members { before.next().flatten() } else { last };
            self.entity_changed(id, old.as_ref(), new.as_ref(), changed);
            self.entities.extend(new.map(|new| (id.clone(), new)));
        }
    }

    /// Gathers which of them there are, and which explainers concern them; returns them as they were.
    fn name_again(&mut self, touched: &[&EntityId]) -> Vec<Option<Entity>> {
        let named: Vec<Option<Entity>> = touched.par_iter().map(|id| self.entity_of(id)).collect();
        let replace = |(id, new): (&&EntityId, Option<Entity>)| match new {
            Some(new) => self.entities.insert((*id).clone(), new),
            None => self.entities.remove(*id),
        };
        touched.iter().zip(named).map(replace).collect()
    }

    fn entity_changed(&mut self, id: &EntityId, old: Option<&Entity>, new: Option<&Entity>, changed: &mut Changed) {
        if old == new {
            return;
        }
        let subject = Subject::Entity(id.clone());
        for series in Series::ALL {
            let [old, new] = [old, new].map(|entity| entity.and_then(|entity| entity.entries(series)));
            self.note_windows(&subject, series, (old, new), changed);
        }
        let identity = |entity: Option<&Entity>| {
            entity.map(|it| (it.name.clone(), it.code, it.region.clone(), it.file.clone(), it.flag.clone()))
        };
        if identity(old) != identity(new) {
            changed.note(&Fact::Entity(id.clone()));
            changed.note(&Fact::Kind(id.kind));
            if old.is_some() != new.is_some() && matches!(id.kind, EntityKind::Person | EntityKind::Organization) {
                self.actor_names(id).into_iter().for_each(|name| changed.note(&Fact::Actor(name)));
            }
        }
        let coverage = |entity: Option<&Entity>| entity.map(|it| (it.about.len(), it.mentioned_by.len()));
        if coverage(old) != coverage(new) {
            changed.note(&Fact::Coverage(id.clone()));
            changed.note(&Fact::Kind(id.kind));
        }
        let names = |index: &Self, entity: Option<&Entity>| {
            entity.map(|entity| index.names_of_entity(id, entity)).unwrap_or_default()
        };
        let (released, claimed) = (names(self, old), names(self, new));
        for (name, claim) in released.iter().filter(|name| !claimed.contains(name)) {
            self.release_name(name, claim, changed);
        }
        for (name, claim) in claimed.into_iter().filter(|name| !released.contains(name)) {
            self.claim_name(name, claim, changed);
        }
        let outputs =
            |entity: Option<&Entity>| entity.map(|entity| self.outputs_of_entity(id, entity)).unwrap_or_default();
        let (gone, come) = (outputs(old), outputs(new));
        self.outputs.replace(&gone, come, changed);
    }

    /// The slugs by which reactions may name a person or organization.
    fn actor_names(&self, id: &EntityId) -> Vec<String> {
        let aliases = self.aliases.iter().filter(|((kind, _), of)| *kind == id.kind && **of == id.slug);
        aliases.map(|((_, alias), _)| alias.to_string()).chain([id.slug.to_string()]).collect()
    }

    // Relations

    fn update_relations(&mut self, touched: BTreeSet<Codes>, aspects: Aspects, changed: &mut Changed) {
        let touched: Vec<Codes> = touched.into_iter().collect();
        let pairs: Vec<Pair> =
            touched.iter().map(|codes| Pair::of(&self.country_id(codes.0), &self.country_id(codes.1))).collect();
        for pair in &pairs {
            note_lists(&Subject::Relation(pair.clone()), changed);
        }
        if !aspects.are_of_lists() {
            return;
        }
        let now: Vec<Option<Relation>> = touched.par_iter().map(|codes| self.relation_of(*codes)).collect();
        for (pair, new) in pairs.into_iter().zip(now) {
            let old = self.relations.remove(&pair);
            if old != new {
                self.relation_changed(&pair, old.as_ref(), new.as_ref(), changed);
            }
            self.relations.extend(new.map(|new| (pair, new)));
        }
    }

    fn relation_changed(&mut self, pair: &Pair, old: Option<&Relation>, new: Option<&Relation>, changed: &mut Changed) {
        let subject = Subject::Relation(pair.clone());
        for series in Series::ALL {
            let [old, new] = [old, new].map(|relation| relation.and_then(|it| it.entries(series)));
            self.note_windows(&subject, series, (old, new), changed);
        }
        if old.map(Relation::shared) != new.map(Relation::shared) {
            changed.note(&Fact::Relation(pair.clone()));
        }
        let outputs = |relation: Option<&Relation>| {
            relation.map(|relation| self.outputs_of_relation(pair, relation)).unwrap_or_default()
        };
        let (gone, come) = (outputs(old), outputs(new));
        self.outputs.replace(&gone, come, changed);
    }

    /// Notes the pages of a list that look different: those from the oldest entry that changed on.
    fn note_windows(
        &self,
        subject: &Subject,
        series: Series,
        (old, new): (Option<Entries>, Option<Entries>),
        changed: &mut Changed,
    ) {
        let (Changed::Facts(_), true) = (&*changed, old != new) else { return };
        let length = |entries: Option<Entries>| entries.map_or(0, Entries::len);
        let same = old.zip(new).map_or(0, |(old, new)| old.common_oldest(new));
        changed.note(&Fact::Window(subject.clone(), series, None));
        let page_size = self.windows(series, same).page_size;
        // The page before the first that changed may now have one that is newer.
        let first = (same / page_size).max(1);
        for number in first..=length(old).max(length(new)).div_ceil(page_size) {
            changed.note(&Fact::Window(subject.clone(), series, Some(number)));
        }
    }

    // Outputs

    fn replace_outputs_of_documents(&mut self, removed: &Documents, added: &Documents, changed: &mut Changed) {
        let redirects = self.output_of_redirects();
        let outputs = |documents: &Documents| -> Vec<(Rank, Output)> {
            documents.iter().flat_map(|(id, summary)| self.outputs_of_document(id, summary)).collect()
        };
        let (gone, come) = (outputs(removed), outputs(added));
        match removed.is_empty() {
            true => come.into_iter().for_each(|output| self.outputs.replace(&[], vec![output], changed)),
            false => {
                self.outputs.replace(&gone, come, changed);
                // The entity stays, but its file may have moved lines.
                let pages = |documents: &Documents| {
                    documents.iter().filter_map(|(id, it)| self.page_of_file(id, it)).collect::<Vec<_>>()
                };
                let (gone, come) = (pages(removed), pages(added));
                self.outputs.replace(&gone, come, changed);
            }
        }
        let aliased = |documents: &Documents| documents.iter().filter(|(_, it)| !it.aliases.is_empty()).count();
        self.aliased = self.aliased + aliased(added) - aliased(removed);
        let now = self.output_of_redirects();
        self.outputs.replace(redirects.as_slice(), now.into_iter().collect(), changed);
    }

    fn update_sheets(&mut self, before: &[SheetId], gone: &Documents, come: &Documents, changed: &mut Changed) {
        let used = |documents: &Documents| -> Vec<SheetId> {
            documents.par_iter().flat_map_iter(|(_, summary)| self.sheets_of(summary)).collect()
        };
        let (gone, come) = (used(gone), used(come));
        for sheet in come {
            *self.sheets.entry(sheet).or_default() += 1;
        }
        for sheet in gone {
            let maps = self.sheets.entry(sheet).or_default();
            *maps = maps.saturating_sub(1);
        }
        self.sheets.retain(|_, uses| *uses > 0);
        let outputs = |sheets: &[SheetId]| sheets.iter().map(|id| Self::output_of_sheet(*id)).collect::<Vec<_>>();
        let now = self.sheets_in_use();
        self.outputs.replace(&outputs(before), outputs(&now), changed);
    }
}

fn note_documents(gone: &Documents, come: &Documents, changed: &mut Changed) {
    for (id, summary) in gone.iter().chain(come) {
        changed.note(&Fact::Document(id.clone()));
        changed.note(&Fact::Articles);
        if summary.kind == Kind::Home {
            changed.note(&Fact::Home);
        }
    }
}

fn note_anchors(removed: &Documents, added: &Documents, changed: &mut Changed) {
    let Changed::Facts(_) = changed else { return };
    let anchors = |documents: &Documents, id: &SourceId| twin(documents, id).map(|summary| summary.anchors.clone());
    for (id, _) in removed.iter().chain(added) {
        if anchors(removed, id) != anchors(added, id) {
            changed.note(&Fact::Anchors(id.clone()));
        }
    }
}

fn note_lists(subject: &Subject, changed: &mut Changed) {
    for series in Series::ALL {
        changed.note(&Fact::List(subject.clone(), series));
    }
}
