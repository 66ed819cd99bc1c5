//! What countries and others said, what happened, and how it adds up on the pages of entities.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::differences::Aspects;
use super::timeline::{Entries, Words};
use super::{Entity, EntryRef, Event, Fact, Index, ReactionRef, Reader, Series, SourceId, Subject};
use crate::country::CountryCode;
use crate::document::{Kind, Reaction, Stance, Summary, TimelineEntry};
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

impl Index {
    /// Fills in what an entity said and what happened to it; which entities have pages is known.
    ///
    /// Of an entity that had its record, only what may be another is.
    pub(super) fn with_record(&self, id: &EntityId, mut entity: Entity, aspects: Aspects) -> Entity {
        if aspects.timeline {
            entity.timeline = self.timeline(id, entity.code);
        }
        if let Some(code) = entity.code.filter(|_| aspects.members) {
            entity.companions = self.companions(code, &entity.about);
        }
        if aspects.reactions {
            entity.positions = self.positions(id, entity.code);
            if let Some(code) = entity.code {
                entity.reactions = self.said_of(code, &entity.about);
            }
        }
        if id.kind == EntityKind::Topic && (aspects.reactions || aspects.stances) {
            let reactions = entity.about.iter().flat_map(|article| self.reactions_of(article));
            let by_countries = reactions.filter(|(_, _, reaction)| reaction.by.country().is_some());
            let references = by_countries.map(|(article, at, _)| ReactionRef { article: article.clone(), at });
            entity.stances = self.stance_rows(&self.newest_first(references.collect()));
        }
        entity
    }

    /// What a country said, or a person or body by whose name a reaction goes.
    fn positions(&self, id: &EntityId, code: Option<CountryCode>) -> Vec<ReactionRef> {
        let may_speak = [EntityKind::Country, EntityKind::Person, EntityKind::Organization].contains(&id.kind);
        let documents = self.touching_documents(id).filter(|(_, summary)| may_speak && summary.kind == Kind::Article);
        let said = documents.flat_map(|(key, summary)| {
            let reactions = summary.reactions.iter().enumerate();
            let own = reactions.filter(|(_, reaction)| self.is_by(reaction, id, code));
            own.map(|(at, _)| ReactionRef { article: key.id.clone(), at })
        });
        self.newest_first(said.collect())
    }

    fn is_by(&self, reaction: &Reaction, id: &EntityId, code: Option<CountryCode>) -> bool {
        match code {
            Some(code) => reaction.by.country() == Some(code),
            None => reaction.by.actor().and_then(|actor| self.actor(actor)).is_some_and(|actor| actor == *id),
        }
    }

    /// The person of that name, else the organization.
    fn actor(&self, name: &str) -> Option<EntityId> {
        self.actor_of_slug(&Slug::of(name)?)
    }

    fn actor_of_slug(&self, slug: &Slug) -> Option<EntityId> {
        let ids = [EntityKind::Person, EntityKind::Organization].map(|kind| self.meant(kind, slug));
        ids.into_iter().find(|id| self.entities.contains_key(id))
    }

    /// What others said in explainers about a country.
    fn said_of(&self, code: CountryCode, about: &[SourceId]) -> Vec<ReactionRef> {
        let reactions = about.iter().flat_map(|article| self.reactions_of(article));
        let by_others = reactions.filter(|(_, _, reaction)| reaction.by.country() != Some(code));
        self.newest_first(by_others.map(|(article, at, _)| ReactionRef { article: article.clone(), at }).collect())
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

    /// What happened to an entity, each event once.
    fn timeline(&self, id: &EntityId, code: Option<CountryCode>) -> Vec<Event> {
        let mut entries = Entries::default();
        for (key, summary) in self.touching_documents(id).filter(|(_, summary)| tells(summary)) {
            let is_subject = self.is_subject(id, &key.id, summary);
            for (at, entry) in summary.timeline.iter().enumerate() {
                if is_subject || code.is_some_and(|code| concerned(entry, summary).contains(&code)) {
                    entries.add(EntryRef { source: key.id.clone(), at }, entry, self.words(&key.id, at, entry));
                }
            }
        }
        entries.merged()
    }

    pub(super) fn words(&self, source: &SourceId, at: usize, entry: &TimelineEntry) -> Words {
        let known = self.words.get(source).and_then(|words| words.get(at));
        known.copied().unwrap_or_else(|| Words::of(entry))
    }

    /// Whether a document's entries join an entity's timeline, whomever they concern.
    fn is_subject(&self, id: &EntityId, source: &SourceId, summary: &Summary) -> bool {
        let is_topic = id.kind == EntityKind::Topic && summary.kind == Kind::Article;
        self.by_file.get(source) == Some(id)
            || (is_topic && summary.topics.iter().any(|topic| self.meant(EntityKind::Topic, &topic.slug) == *id))
    }

    // Reactions

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

    pub(super) fn newest_first(&self, mut reactions: Vec<ReactionRef>) -> Vec<ReactionRef> {
        reactions.sort_by_cached_key(|reference| Reverse(self.said_on(reference)));
        // A copy takes just the room that it needs; what is shrunk may stay where it is.
        reactions.as_slice().to_vec()
    }

    /// One without a date stands where its explainer does.
    pub(super) fn said_on(&self, reference: &ReactionRef) -> Option<PartialDate> {
        let own = self.reaction(reference).and_then(|reaction| reaction.date);
        own.or_else(|| self.published(&reference.article))
    }

    pub(super) fn published(&self, id: &SourceId) -> Option<PartialDate> {
        self.documents.get(id)?.date.as_ref().map(|moment| moment.date().into())
    }
}

/// Whether a document's timeline joins others': a plain page's is its own.
pub(super) fn tells(summary: &Summary) -> bool {
    matches!(summary.kind, Kind::Article | Kind::Entity(_))
}

/// Whom an entry concerns: the countries it names, else those that its explainer is about.
/// The file of a country speaks of that country, whomever else it names.
pub(super) fn concerned(entry: &TimelineEntry, summary: &Summary) -> Vec<CountryCode> {
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
        let slug = Slug::of(name)?;
        self.note(Some(Fact::Actor(slug.to_string())));
        self.index().actor_of_slug(&slug)
    }

    /// How countries stand to a topic.
    pub fn stances(self, topic: &EntityId) -> &'i [StanceRow] {
        self.note(Some(Fact::Record(topic.clone())));
        self.index().entities.get(topic).map(|entity| &entity.stances[..]).unwrap_or_default()
    }

    /// How many reactions of each stance a list holds, in the order in which pages show stances.
    pub fn stance_counts(self, subject: &Subject, series: Series) -> Vec<(Option<Stance>, usize)> {
        self.note(Some(Fact::List(subject.clone(), series)));
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
