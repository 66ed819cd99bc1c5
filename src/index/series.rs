//! The lists on the pages of entities and relations, and the one window of each that a page shows.

use super::{EntryRef, Event, Fact, Pair, Reader, SourceId};
use crate::value::{EntityId, UrlPath};

/// A reaction: its explainer, and its place in that explainer's list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReactionRef {
    /// The explainer.
    pub article: SourceId,
    /// Its place.
    pub at: usize,
}

/// Whose page a list is on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A country, topic, person, organization or author.
    Entity(EntityId),
    /// Two countries.
    Relation(Pair),
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// The explainers about it; by it, of an author.
    Explainers,
    /// The explainers that name it otherwise.
    Mentions,
    /// What a country said.
    Positions,
    /// What others said in explainers about a country.
    Reactions,
    /// What happened.
    Timeline,
    /// What the first country of a relation said.
    First,
    /// What the second country of a relation said.
    Second,
}

/// The entries of a list, or of a window of it, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entries<'i> {
    /// Explainers.
    Articles(&'i [SourceId]),
    /// Reactions.
    Reactions(&'i [ReactionRef]),
    /// Events.
    Events(&'i [Event]),
}

/// What a page shows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown<'i> {
    /// Newest first.
    pub entries: Entries<'i>,
    /// The page with newer ones; 0 is the subject's own page.
    pub newer: Option<usize>,
    /// The page with older ones.
    pub older: Option<usize>,
}

impl Subject {
    /// Its page.
    pub fn url(&self) -> UrlPath {
        match self {
            Self::Entity(id) => id.url(),
            Self::Relation(pair) => pair.url(),
        }
    }

    /// A numbered page of one of its lists.
    pub fn window_url(&self, series: Series, number: usize) -> UrlPath {
        let part = self.part(series);
        match self {
            Self::Entity(id) => UrlPath::page(&[id.kind.folder(), id.slug.as_str(), part, "page", &number.to_string()]),
            Self::Relation(pair) => UrlPath::page(&["relations", &pair.name(), part, "page", &number.to_string()]),
        }
    }

    /// The list's part of an address: a side of a relation goes by its country.
    pub fn part(&self, series: Series) -> &str {
        match (series, self) {
            (Series::First, Self::Relation(pair)) => pair.first().as_str(),
            (Series::Second, Self::Relation(pair)) => pair.second().as_str(),
            (series, _) => series.name(),
        }
    }
}

impl Series {
    /// All.
    pub const ALL: [Self; 7] =
        [Self::Explainers, Self::Mentions, Self::Positions, Self::Reactions, Self::Timeline, Self::First, Self::Second];

    /// As in addresses and templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Explainers => "explainers",
            Self::Mentions => "mentions",
            Self::Positions => "positions",
            Self::Reactions => "reactions",
            Self::Timeline => "timeline",
            Self::First => "first",
            Self::Second => "second",
        }
    }
}

impl<'i> Entries<'i> {
    /// How many.
    pub fn len(self) -> usize {
        match self {
            Self::Articles(entries) => entries.len(),
            Self::Reactions(entries) => entries.len(),
            Self::Events(entries) => entries.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// How many of the oldest entries two lists share.
    pub(super) fn common_oldest(self, other: Self) -> usize {
        fn common<T: PartialEq>(one: &[T], other: &[T]) -> usize {
            one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
        }
        match (self, other) {
            (Self::Articles(one), Self::Articles(other)) => common(one, other),
            (Self::Reactions(one), Self::Reactions(other)) => common(one, other),
            (Self::Events(one), Self::Events(other)) => common(one, other),
            _ => 0,
        }
    }

    pub(super) fn within(self, range: std::ops::Range<usize>) -> Self {
        match self {
            Self::Articles(entries) => Self::Articles(&entries[range]),
            Self::Reactions(entries) => Self::Reactions(&entries[range]),
            Self::Events(entries) => Self::Events(&entries[range]),
        }
    }

    /// The explainers, if it is a list of them.
    pub fn articles(self) -> &'i [SourceId] {
        if let Self::Articles(entries) = self { entries } else { &[] }
    }

    /// The reactions, if it is a list of them.
    pub fn reactions(self) -> &'i [ReactionRef] {
        if let Self::Reactions(entries) = self { entries } else { &[] }
    }

    /// The events, if it is a list of them.
    pub fn events(self) -> &'i [Event] {
        if let Self::Events(entries) = self { entries } else { &[] }
    }
}

impl Event {
    /// The entry that says most.
    pub fn fullest(&self) -> Option<&EntryRef> {
        self.entries.first()
    }
}

impl<'i> Reader<'i> {
    /// How long a list is.
    pub fn count(self, subject: &Subject, series: Series) -> usize {
        self.note(Some(Fact::List(subject.clone(), series)));
        self.index().entries_of(subject, series).map_or(0, Entries::len)
    }

    /// One window of one list: the newest entries, or a numbered page.
    pub fn window(self, subject: &Subject, series: Series, number: Option<usize>) -> Option<Shown<'i>> {
        self.note(Some(Fact::Window(subject.clone(), series, number)));
        let entries = self.index().entries_of(subject, series)?;
        let window = self.index().windows(series, entries.len()).window(number);
        Some(Shown { entries: entries.within(window.range), newer: window.newer, older: window.older })
    }
}
