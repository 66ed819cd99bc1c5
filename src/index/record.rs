//! What countries and others said, what happened, and how it adds up on the pages of entities.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::timeline::Entries;
use super::{EntryRef, Index, ReactionRef, Reader, Series, SourceId, Subject};
use crate::country::CountryCode;
use crate::document::{By, Kind, Reaction, Stance, Summary, TimelineEntry};
use crate::value::{EntityId, EntityKind, PartialDate, Slug};

/// How a country stands to a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceRow {
    /// The country.
    pub country: CountryCode,
    /// Its newest reaction that records a stance.
    pub newest: Option<ReactionRef>,
    /// Its reactions by stance, in the order of [`Stance::ALL`], those without one last.
    pub tallies: Vec<Tally>,
}

/// The reactions of one stance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The stance; `None` where none is recorded.
    pub stance: Option<Stance>,
    /// How many there are. Never 0.
    pub count: usize,
    /// The newest of them.
    pub newest: ReactionRef,
}

/// All entries of all timelines, and whom each concerns.
#[derive(Debug, Default)]
pub(super) struct Happened {
    pub(super) entries: Entries,
    /// By the entry's number.
    pub(super) concerned: Vec<Vec<CountryCode>>,
}

impl Index {
    /// Fills in what entities said and what happened to them; returns all that happened.
    pub(super) fn gather_record(&mut self) -> Happened {
        self.gather_positions();
        self.gather_reactions();
        self.gather_stances();
        self.gather_timelines()
    }

    /// What a country said, and a person or body by whose name a reaction goes.
    fn gather_positions(&mut self) {
        let mut said: BTreeMap<EntityId, Vec<ReactionRef>> = BTreeMap::new();
        for (article, at, reaction) in self.all_reactions() {
            for id in self.speakers(reaction) {
                said.entry(id).or_default().push(ReactionRef { article: article.clone(), at });
            }
        }
        for (id, reactions) in said {
            let reactions = self.newest_first(reactions);
            if let Some(entity) = self.entities.get_mut(&id) {
                entity.positions = reactions;
            }
        }
    }

    /// The country, and the person or organization by whose name it speaks.
    fn speakers(&self, reaction: &Reaction) -> Vec<EntityId> {
        let (country, actor) = match &reaction.by {
            By::Country(code, actor) => (self.by_code.get(code), actor.as_ref()),
            By::Actor(actor) => (None, Some(actor)),
        };
        country.cloned().into_iter().chain(actor.and_then(|actor| self.actor(actor))).collect()
    }

    /// The person of that name, else the organization.
    fn actor(&self, name: &str) -> Option<EntityId> {
        let slug = Slug::of(name)?;
        [EntityKind::Person, EntityKind::Organization].into_iter().find_map(|kind| self.entity_called(kind, &slug))
    }

    fn entity_called(&self, kind: EntityKind, slug: &Slug) -> Option<EntityId> {
        let slug = self.aliases.get(&(kind, slug.clone())).unwrap_or(slug);
        let id = EntityId { kind, slug: slug.clone() };
        self.entities.contains_key(&id).then_some(id)
    }

    /// What others said in explainers about a country.
    fn gather_reactions(&mut self) {
        let mut said: BTreeMap<CountryCode, Vec<ReactionRef>> = BTreeMap::new();
        for (id, at, reaction) in self.all_reactions() {
            let about = self.documents.get(id).map(|article| &article.countries[..]).unwrap_or_default();
            for &code in about.iter().filter(|code| reaction.by.country() != Some(**code)) {
                said.entry(code).or_default().push(ReactionRef { article: id.clone(), at });
            }
        }
        for (code, reactions) in said {
            let reactions = self.newest_first(reactions);
            let entity = self.by_code.get(&code).and_then(|id| self.entities.get_mut(id));
            if let Some(entity) = entity {
                entity.reactions = reactions;
            }
        }
    }

    /// How countries stand to each topic.
    fn gather_stances(&mut self) {
        let topics: Vec<EntityId> = self.entities.keys().filter(|id| id.kind == EntityKind::Topic).cloned().collect();
        for id in topics {
            let Some(about) = self.entities.get(&id).map(|entity| entity.about.clone()) else { continue };
            let reactions = about.iter().flat_map(|article| self.reactions_of(article));
            let by_countries = reactions.filter(|(_, _, reaction)| reaction.by.country().is_some());
            let references = by_countries.map(|(article, at, _)| ReactionRef { article: article.clone(), at });
            let rows = self.stance_rows(&self.newest_first(references.collect()));
            if let Some(entity) = self.entities.get_mut(&id) {
                entity.stances = rows;
            }
        }
    }

    /// A row a country, from reactions that stand newest first.
    fn stance_rows(&self, reactions: &[ReactionRef]) -> Vec<StanceRow> {
        let mut rows: BTreeMap<CountryCode, StanceRow> = BTreeMap::new();
        for reference in reactions {
            let Some(reaction) = self.reaction(reference) else { continue };
            let Some(country) = reaction.by.country() else { continue };
            let row = rows.entry(country).or_insert_with(|| StanceRow { country, newest: None, tallies: Vec::new() });
            if row.newest.is_none() && reaction.stance.is_some() {
                row.newest = Some(reference.clone());
            }
            match row.tallies.iter_mut().find(|tally| tally.stance == reaction.stance) {
                Some(tally) => tally.count += 1,
                None => row.tallies.push(Tally { stance: reaction.stance, count: 1, newest: reference.clone() }),
            }
        }
        let mut rows: Vec<_> = rows.into_values().collect();
        for row in &mut rows {
            row.tallies.sort_by_key(|tally| place(tally.stance));
        }
        rows
    }

    /// The timeline of each entity.
    fn gather_timelines(&mut self) -> Happened {
        let mut happened = Happened::default();
        let mut lists: HashMap<EntityId, Vec<usize>> = HashMap::new();
        let articles = self.articles.iter().filter_map(|id| self.documents.get_key_value(id));
        let files = self.documents.iter().filter(|(_, summary)| matches!(summary.kind, Kind::Entity(_)));
        for (id, summary) in articles.chain(files) {
            let subjects = self.subjects(id, summary);
            for (at, entry) in summary.timeline.iter().enumerate() {
                let number = happened.entries.add(EntryRef { source: id.clone(), at }, entry);
                let concerned = concerned(entry, summary);
                let countries = concerned.iter().filter_map(|code| self.by_code.get(code));
                for subject in countries.chain(&subjects) {
                    let list = lists.entry(subject.clone()).or_default();
                    // The file of a country may name that country in an entry.
                    if list.last() != Some(&number) {
                        list.push(number);
                    }
                }
                happened.concerned.push(concerned);
            }
        }
        for (id, numbers) in lists {
            if let Some(entity) = self.entities.get_mut(&id) {
                entity.timeline = happened.entries.merged(&numbers);
            }
        }
        happened
    }

    /// The entities whose timeline a document's entries join, whomever they concern.
    fn subjects(&self, id: &SourceId, summary: &Summary) -> Vec<EntityId> {
        let topics = summary.topics.iter().filter_map(|name| self.entity_called(EntityKind::Topic, &name.slug));
        self.by_file.get(id).cloned().into_iter().chain(topics).collect()
    }

    // Reactions

    fn all_reactions(&self) -> impl Iterator<Item = (&SourceId, usize, &Reaction)> {
        self.articles.iter().flat_map(|id| self.reactions_of(id))
    }

    fn reactions_of<'i>(
        &'i self,
        id: &SourceId,
    ) -> impl Iterator<Item = (&'i SourceId, usize, &'i Reaction)> + use<'i> {
        let article = self.documents.get_key_value(id);
        article.into_iter().flat_map(|(id, article)| {
            article.reactions.iter().enumerate().map(move |(at, reaction)| (id, at, reaction))
        })
    }

    pub(super) fn reaction(&self, reference: &ReactionRef) -> Option<&Reaction> {
        self.documents.get(&reference.article)?.reactions.get(reference.at)
    }

    /// By date; one without a date stands where its explainer does.
    pub(super) fn newest_first(&self, mut reactions: Vec<ReactionRef>) -> Vec<ReactionRef> {
        reactions.sort_by_cached_key(|reference| {
            let article = self.documents.get(&reference.article);
            let own = self.reaction(reference).and_then(|reaction| reaction.date);
            let published = || article?.date.as_ref().map(|date| PartialDate::from(date.date()));
            Reverse(own.or_else(published))
        });
        reactions
    }
}

/// Whom an entry concerns: the countries it names, else those that its explainer is about.
/// The file of a country speaks of that country, whomever else it names.
fn concerned(entry: &TimelineEntry, summary: &Summary) -> Vec<CountryCode> {
    let named = if entry.countries.is_empty() { &summary.countries } else { &entry.countries };
    let own = summary.entity.as_ref().and_then(|facts| facts.country.as_ref()).map(|country| country.code);
    let own = own.filter(|code| !named.contains(code));
    named.iter().copied().chain(own).collect()
}

/// In the order in which pages show stances.
fn place(stance: Option<Stance>) -> usize {
    Stance::ALL.iter().position(|known| Some(*known) == stance).unwrap_or(Stance::ALL.len())
}

impl<'i> Reader<'i> {
    /// The person or organization by whose name a reaction goes, if it has a page.
    pub fn actor(self, name: &str) -> Option<EntityId> {
        self.index().actor(name)
    }

    /// How countries stand to a topic.
    pub fn stances(self, topic: &EntityId) -> &'i [StanceRow] {
        self.entity(topic).map(|entity| &entity.stances[..]).unwrap_or_default()
    }

    /// How many reactions of each stance a list holds, in the order in which pages show stances.
    pub fn stance_counts(self, subject: &Subject, series: Series) -> Vec<(Option<Stance>, usize)> {
        let entries = self.index().entries_of(subject, series);
        let reactions = entries.map(super::series::Entries::reactions).unwrap_or_default();
        let stances = reactions.iter().filter_map(|reference| self.index().reaction(reference));
        let mut counts: BTreeMap<usize, (Option<Stance>, usize)> = BTreeMap::new();
        for stance in stances.map(|reaction| reaction.stance) {
            counts.entry(place(stance)).or_insert((stance, 0)).1 += 1;
        }
        counts.into_values().collect()
    }
}
