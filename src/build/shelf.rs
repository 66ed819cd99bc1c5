//! The bundle of a preview: made when a file of it is first asked for after a change, and never before.

use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use rustc_hash::FxHashMap;

use super::preview::Shown;
use super::site::Site;
use crate::output::Content;
use crate::search::{self, Record};

/// The bundle that was made last, for all who ask.
#[derive(Debug, Clone, Default)]
pub(super) struct Shelf(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    /// The state of the site that it is of; 0 is before any.
    state: u64,
    /// Of the records that it was made from.
    print: u64,
    files: FxHashMap<String, Shown>,
}

/// A file of the bundle that is asked for.
///
/// It needs the preview no longer, so that nothing waits while an index is made.
#[derive(Debug)]
pub struct Wanted {
    shelf: Shelf,
    path: String,
    /// What the bundle is to be made from, where the one on the shelf is of another state.
    fresh: Option<Fresh>,
}

#[derive(Debug)]
struct Fresh {
    state: u64,
    print: u64,
    records: Vec<Record>,
    language: String,
}

impl Shelf {
    pub(super) fn ask(&self, path: &str, state: u64, site: &Site) -> Wanted {
        let is_current = match self.0.try_lock() {
            Ok(kept) => kept.state == state,
            Err(TryLockError::Poisoned(kept)) => kept.get_ref().state == state,
            // It is being made just now.
            Err(TryLockError::WouldBlock) => true,
        };
        let fresh = (!is_current).then(|| {
            let records = site.readable_records();
            let print = site.print_of(records.iter().map(Record::print));
            Fresh { state, print, records, language: site.search_language().to_owned() }
        });
        Wanted { shelf: self.clone(), path: path.to_owned(), fresh }
    }
}

impl Wanted {
    /// What it holds, once the bundle is made; `None` where it has no such file.
    pub fn made(self) -> Option<Shown> {
        let mut kept = self.shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fresh) = self.fresh.filter(|fresh| kept.state < fresh.state) {
            kept.take(fresh);
        }
        kept.files.get(self.path.strip_prefix(search::FOLDER)?).cloned()
    }
}

impl Kept {
    fn take(&mut self, fresh: Fresh) {
        let Fresh { state, print, records, language } = fresh;
        if print != self.print {
            // Without an index the page says that there is no search; the next change tries again.
            let files = search::bundle(records, &language).unwrap_or_default();
            let shown = files.into_iter().map(|file| (file.path, Shown::from(Content::Bytes(file.bytes))));
            self.files = shown.collect();
            self.print = print;
        }
        self.state = state;
    }
}
