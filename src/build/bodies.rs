//! The bodies of documents, put by from when they are read until their pages are made.

use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tempfile::SpooledTempFile;

use crate::document::Body;

/// What a small site has stays in memory.
const IN_MEMORY: usize = 1 << 20;

/// Bodies by the paths of their documents. They are most of what a site says, and each is needed once or twice: what
/// does not fit into a megabyte waits in a file that nobody else sees.
#[derive(Debug)]
pub(super) struct Bodies {
    file: Mutex<SpooledTempFile>,
    places: FxHashMap<String, Place>,
}

/// Where a body is in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    at: u64,
    len: usize,
}

impl Default for Bodies {
    fn default() -> Self {
        Self { file: Mutex::new(SpooledTempFile::new(IN_MEMORY)), places: FxHashMap::default() }
    }
}

impl Bodies {
    /// Puts a body by; `None` where that fails: its document will be read again.
    pub(super) fn put(&self, body: &Body) -> Option<Place> {
        let bytes = postcard::to_stdvec(body).ok()?;
        let mut file = self.lock();
        let at = file.seek(SeekFrom::End(0)).ok()?;
        file.write_all(&bytes).ok()?;
        Some(Place { at, len: bytes.len() })
    }

    /// Says whose body it is that was put by.
    pub(super) fn note(&mut self, path: String, place: Place) {
        self.places.insert(path, place);
    }

    pub(super) fn get(&self, path: &str) -> Option<Body> {
        let Place { at, len } = *self.places.get(path)?;
        let mut bytes = vec![0; len];
        let mut file = self.lock();
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        drop(file);
        postcard::from_bytes(&bytes).ok()
    }

    fn lock(&self) -> MutexGuard<'_, SpooledTempFile> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(words: usize) -> Body {
        Body { words, ..Body::default() }
    }

    #[test]
    fn what_is_put_by_is_got_back() {
        // Of more than eight bytes, they are in the file and not in memory.
        let mut bodies = Bodies { file: Mutex::new(SpooledTempFile::new(8)), places: FxHashMap::default() };
        for words in 0..50 {
            let place = bodies.put(&body(words)).unwrap();
            bodies.note(format!("{words}.md"), place);
        }
        assert!(bodies.lock().is_rolled());
        for words in (0..50).rev() {
            assert_eq!(bodies.get(&format!("{words}.md")), Some(body(words)));
        }
        assert_eq!(bodies.get("missing.md"), None);
    }
}
