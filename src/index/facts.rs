//! What a page can have read of the site, and what of it changed.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashSet;

use super::{Pair, Series, SourceId, Subject};
use crate::value::{EntityId, EntityKind, UrlPath};

/// One thing about the site that a page can have read.
///
/// What is absent can be read too: a page that links to what is missing has read that it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fact {
    /// What others can see of a document.
    Document(SourceId),
    /// The ids on a document's page.
    Anchors(SourceId),
    /// What only a document's own page and full-text feeds show.
    Body(SourceId),
    /// Which other explainers are related to one.
    Related(SourceId),
    /// The explainers that share a translation key.
    Translations(String),
    /// That an entity has a page, and its name, region, file and flag.
    Entity(EntityId),
    /// How many explainers are about an entity, and name it.
    Coverage(EntityId),
    /// Which entities of a kind there are, and how covered each is.
    Kind(EntityKind),
    /// The person or organization by whose name a reaction goes.
    Actor(String),
    /// A numbered page of a list; `None` for its newest entries.
    Window(Subject, Series, Option<usize>),
    /// How long a list is, and what it adds up to.
    List(Subject, Series),
    /// How countries stand to a topic, or with which others a country is covered.
    Record(EntityId),
    /// That two countries have a page together, and how many explainers they share.
    Relation(Pair),
    /// A page of the archive; `None` for the newest explainers.
    Archive(Option<usize>),
    /// Any explainer at all: for what looks at all of them.
    Articles,
    /// The file of the home page.
    Home,
    /// What a wikilink names, in lower case.
    Name(String),
    /// What a picture is, by its file.
    Picture(String),
    /// What a CSV file holds.
    Table(String),
    /// What has an address.
    Url(UrlPath),
    /// All addresses of the site.
    Outputs,
}

/// A fact as it is remembered: its hash. Two that share one only cost a needless look.
pub type FactKey = u32;

impl Fact {
    /// Its hash, the same in every run.
    pub fn key(&self) -> FactKey {
        let mut hasher = xxhash_rust::xxh3::Xxh3Default::new();
        self.hash(&mut hasher);
        #[allow(clippy::cast_possible_truncation, reason = "a shorter hash is meant")]
        let key = hasher.finish() as FactKey;
        key
    }
}

/// The facts that one page reads.
#[derive(Debug, Default)]
pub struct Reads(RefCell<Vec<FactKey>>);

impl Reads {
    /// Notes that a fact was read.
    pub fn note(&self, fact: &Fact) {
        self.0.borrow_mut().push(fact.key());
    }

    /// Notes what was read for a part that is made already.
    pub fn note_keys(&self, keys: &[FactKey]) {
        self.0.borrow_mut().extend_from_slice(keys);
    }

    /// All of them, sorted, each once.
    pub fn into_keys(self) -> Vec<FactKey> {
        let mut keys = self.0.into_inner();
        keys.sort_unstable();
        keys.dedup();
        // A copy takes just the room that it needs; what is shrunk may stay where it is.
        keys.as_slice().to_vec()
    }
}

/// The facts that a change to the site's files changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Nobody knows which: every page looks again.
    Everything,
    /// These.
    Facts(FxHashSet<FactKey>),
}

impl Changed {
    /// Nothing.
    pub fn nothing() -> Self {
        Self::Facts(FxHashSet::default())
    }

    /// Notes that a fact changed.
    pub fn note(&mut self, fact: &Fact) {
        if let Self::Facts(facts) = self {
            facts.insert(fact.key());
        }
    }

    /// Whether a page that read these facts may look different now.
    pub fn concerns(&self, reads: &[FactKey]) -> bool {
        match self {
            Self::Everything => true,
            Self::Facts(facts) if facts.is_empty() => false,
            Self::Facts(facts) => reads.iter().any(|key| facts.contains(key)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_stale_when_a_fact_that_it_read_changed() {
        let reads = Reads::default();
        reads.note(&Fact::Document("content/a.md".into()));
        reads.note(&Fact::Home);
        reads.note(&Fact::Home);
        let keys = reads.into_keys();
        assert_eq!(keys.len(), 2);
        let mut changed = Changed::nothing();
        changed.note(&Fact::Document("content/b.md".into()));
        changed.note(&Fact::Body("content/a.md".into()));
        assert!(!changed.concerns(&keys));
        changed.note(&Fact::Home);
        assert!(changed.concerns(&keys));
        assert!(Changed::Everything.concerns(&[]));
    }
}
