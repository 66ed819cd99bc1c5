//! Which documents concern what, in the order in which pages list them.

use std::cmp::Reverse;
use std::hash::Hash;
use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::SourceId;
use crate::document::{Kind, Summary};

/// A document's place among all: explainers first, the newest first, then other files by path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DocumentKey {
    is_other: bool,
    date: Reverse<Option<Timestamp>>,
    pub(super) id: SourceId,
}

impl DocumentKey {
    pub(super) fn of(id: &SourceId, summary: &Summary) -> Self {
        let is_other = summary.kind != Kind::Article;
        let date = summary.date.as_ref().filter(|_| !is_other).map(crate::value::Moment::instant);
        Self { is_other, date: Reverse(date), id: id.clone() }
    }
}

/// Sorted lists of documents, by what they concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Postings<K: Hash + Eq>(FxHashMap<K, Vec<Arc<DocumentKey>>>);

impl<K: Hash + Eq> Default for Postings<K> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<K: Hash + Eq> Postings<K> {
    pub(super) fn add(&mut self, concerned: K, document: &Arc<DocumentKey>) {
        insert(self.0.entry(concerned).or_default(), document);
    }

    pub(super) fn remove(&mut self, concerned: &K, document: &DocumentKey) {
        if let Some(list) = self.0.get_mut(concerned) {
            remove(list, document);
            if list.is_empty() {
                self.0.remove(concerned);
            }
        }
    }

    pub(super) fn of(&self, concerned: &K) -> &[Arc<DocumentKey>] {
        self.0.get(concerned).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
impl<K: Hash + Eq + std::fmt::Debug> Postings<K> {
    pub(super) fn lines(&self) -> Vec<String> {
        super::compare::sorted(&self.0)
    }
}

/// Puts an entry in its place; a list that is filled in order grows at its end.
fn insert<T: Ord + Clone>(list: &mut Vec<T>, entry: &T) {
    if list.last().is_none_or(|last| last < entry) {
        list.push(entry.clone());
    } else if let Err(at) = list.binary_search(entry) {
        list.insert(at, entry.clone());
    }
}

fn remove<T: Ord>(list: &mut Vec<Arc<T>>, entry: &T) {
    if let Ok(at) = list.binary_search_by(|other| (**other).cmp(entry)) {
        list.remove(at);
    }
}
