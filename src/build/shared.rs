//! What many pages show, made once: the whole texts of explainers as feeds carry them, and the entries of lists.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::page::print_of_item;
use super::site::Site;
use crate::index::{Fact, FactKey, Reads, SourceId};
use crate::render::{self, Failure};
use crate::view::{self, FinishedItem, Item, ItemKey};

/// So many whole texts are kept at least: those of a few feeds.
const TEXTS: usize = 500;
/// So many entries of lists are kept at least: those of the pages that stand near one another.
const ITEMS: usize = 3 << 10;
/// Most pages of relations reach back far, and share their entries with pages that stand anywhere.
const ITEMS_WITH_RELATIONS: usize = 1 << 16;

/// What was asked for last, since something changed.
#[derive(Debug)]
pub(super) struct Shared {
    texts: Kept<SourceId, Arc<str>>,
    items: Kept<ItemKey, Arc<FinishedItem>>,
    /// Where the template failed, by the addresses of the explainers.
    failures: Mutex<BTreeMap<String, Failure>>,
}

/// A part of a page, `None` where it cannot be made, and what was read for it.
#[derive(Debug, Clone)]
struct Part<T> {
    made: Option<T>,
    facts: Arc<[FactKey]>,
}

#[derive(Debug)]
struct Kept<K, T> {
    parts: Mutex<Generations<K, Part<T>>>,
}

/// Of what was asked for last: when there are enough that are young, those that were are old, and the old ones are
/// forgotten that nobody asked for since.
#[derive(Debug)]
struct Generations<K, V> {
    young: FxHashMap<K, V>,
    old: FxHashMap<K, V>,
    /// How many may be young.
    size: usize,
}

impl<K: Clone + Eq + Hash, V: Clone> Generations<K, V> {
    fn of(size: usize) -> Self {
        Self { young: FxHashMap::default(), old: FxHashMap::default(), size }
    }

    fn get(&mut self, key: &K) -> Option<V> {
        if let Some(known) = self.young.get(key) {
            return Some(known.clone());
        }
        let (key, known) = self.old.remove_entry(key)?;
        self.insert(key, known.clone());
        Some(known)
    }

    fn insert(&mut self, key: K, value: V) {
        if self.young.len() >= self.size {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

impl<K: Clone + Eq + Hash, T: Clone> Kept<K, T> {
    fn new(size: usize) -> Self {
        Self { parts: Mutex::new(Generations::of(size)) }
    }

    /// Two threads that miss the same part both make it: it is the same.
    fn get_or_make(&self, key: &K, make: impl FnOnce() -> Part<T>) -> Part<T> {
        let known = self.lock().get(key);
        known.unwrap_or_else(|| {
            let part = make();
            self.lock().insert(key.clone(), part.clone());
            part
        })
    }

    fn lock(&self) -> MutexGuard<'_, Generations<K, Part<T>>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&self) {
        let mut parts = self.lock();
        *parts = Generations::of(parts.size);
    }
}

impl Shared {
    /// Where `all_relations` are to be made, more is kept; a preview makes few pages.
    pub(super) fn new(all_relations: bool) -> Self {
        let items = if all_relations { ITEMS_WITH_RELATIONS } else { ITEMS };
        Self { texts: Kept::new(TEXTS), items: Kept::new(items), failures: Mutex::default() }
    }

    pub(super) fn forget(&mut self) {
        self.texts.forget();
        self.items.forget();
        self.failures.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Those of feeds, when all are made.
    pub(super) fn forget_texts(&self) {
        self.texts.forget();
    }

    /// Those of lists, when all pages are made.
    pub(super) fn forget_items(&self) {
        self.items.forget();
    }

    /// By address, so that the page that is named does not depend on the threads.
    pub(super) fn failures(&self) -> BTreeMap<String, Failure> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note_failure(&self, page: String, failure: Failure) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).insert(page, failure);
    }
}

/// What many pages show, for one page.
pub(super) struct ForPage<'s> {
    pub(super) site: &'s Site,
    /// What the page reads.
    pub(super) reads: &'s Reads,
}

impl view::Shared for ForPage<'_> {
    /// `None` where its file is another than when it was read.
    ///
    /// One that a template fails on is empty, as is one that a preview knows only from before a mistake: its own page
    /// tells of that, and [`Shared::failures`] of the other.
    fn text(&self, id: &SourceId) -> Option<Arc<str>> {
        let part = self.site.shared.texts.get_or_make(id, || self.site.made_text(id));
        self.reads.note_keys(&part.facts);
        part.made
    }

    fn item(&self, item: &Item) -> Option<Arc<FinishedItem>> {
        let part = self.site.shared.items.get_or_make(&item.key(), || self.site.made_item(item));
        self.reads.note_keys(&part.facts);
        part.made
    }
}

impl Site {
    fn made_text(&self, id: &SourceId) -> Part<Arc<str>> {
        let reads = Reads::default();
        if self.documents.get(&**id).is_some_and(|known| known.is_earlier) {
            return Part { made: Some("".into()), facts: Arc::new([Fact::Body(id.clone()).key()]) };
        }
        let made = self.body(id).and_then(|body| {
            let page = view::feed_text(id, self.index.reader(&reads), &self.theme.frame, &body)?;
            let html = self.theme.engine.page(&page).unwrap_or_else(|failure| self.failed_at(id, failure));
            let address = page.meta.canonical.unwrap_or_default();
            Some(Arc::from(render::plain_html(&String::from_utf8_lossy(&html), &address).trim()))
        });
        Part { made, facts: reads.into_keys().into() }
    }

    fn made_item(&self, item: &Item) -> Part<Arc<FinishedItem>> {
        let reads = Reads::default();
        let made = view::item(item, self.index.reader(&reads), &self.theme.frame).map(|view| {
            let print = print_of_item(&view, &self.theme.engine);
            let html = self.theme.engine.item(&view).unwrap_or_else(|failure| match item.source() {
                Some(source) => self.failed_at(source, failure),
                None => String::new(),
            });
            Arc::new(view.finished(&html, print))
        });
        Part { made, facts: reads.into_keys().into() }
    }

    /// Nothing, and a note of the page that the template failed for.
    fn failed_at<T: Default>(&self, id: &SourceId, failure: Failure) -> T {
        let page = self.index.reader(&Reads::default()).document(id).map(|document| document.url.to_string());
        self.shared.note_failure(page.unwrap_or_default(), failure);
        T::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asks_for_is_forgotten() {
        let mut known = Generations::of(2);
        for number in 0..20 {
            assert_eq!(known.get(&0), (number > 0).then_some(0), "{number}");
            known.insert(number, number);
            assert!(known.young.len() + known.old.len() <= 4);
        }
        assert_eq!(known.get(&1), None);
        assert_eq!(known.get(&19), Some(19));
    }
}
