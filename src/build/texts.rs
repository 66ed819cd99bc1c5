//! The whole texts of explainers as feeds carry them: kept, since an explainer is in several feeds.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::site::Site;
use crate::index::{Fact, FactKey, Reads, SourceId};
use crate::render::{self, Failure};
use crate::view;

/// Those that were asked for since something changed.
#[derive(Debug, Default)]
pub(super) struct Texts {
    texts: Mutex<HashMap<SourceId, Text>>,
    /// Where the template failed, by the addresses of the explainers.
    failures: Mutex<BTreeMap<String, Failure>>,
}

/// A text, and what was read for it.
#[derive(Debug, Clone)]
struct Text {
    html: Option<Arc<str>>,
    facts: Arc<[FactKey]>,
}

impl Texts {
    pub(super) fn forget(&mut self) {
        self.texts.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        self.failures.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// By address, so that the page that is named does not depend on the threads.
    pub(super) fn failures(&self) -> BTreeMap<String, Failure> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note_failure(&self, page: String, failure: Failure) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).insert(page, failure);
    }

    fn known(&self, id: &SourceId) -> Option<Text> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    fn keep(&self, id: &SourceId, text: Text) {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), text);
    }
}

impl Site {
    /// An explainer's whole text; `None` where its file is another than when it was read.
    ///
    /// One that a template fails on is empty, as is one that a preview knows only from before a mistake: its own page
    /// tells of that, and [`Texts::failures`] of the other.
    pub(super) fn whole_text(&self, id: &SourceId, reads: &Reads) -> Option<Arc<str>> {
        let text = self.texts.known(id).unwrap_or_else(|| {
            let text = self.made_text(id);
            self.texts.keep(id, text.clone());
            text
        });
        reads.note_keys(&text.facts);
        text.html
    }

    fn made_text(&self, id: &SourceId) -> Text {
        let reads = Reads::default();
        if self.documents.get(&**id).is_some_and(|known| known.is_earlier) {
            return Text { html: Some("".into()), facts: Arc::new([Fact::Body(id.clone()).key()]) };
        }
        let html = self.body(id).and_then(|body| {
            let reader = self.index.reader(&reads);
            let page = view::feed_text(id, reader, &self.theme.frame, &body)?;
            let html = self.theme.engine.page(&page).unwrap_or_else(|failure| {
                let page = reader.document(id).map(|document| document.url.to_string());
                self.texts.note_failure(page.unwrap_or_default(), failure);
                Vec::new()
            });
            let address = page.meta.canonical.unwrap_or_default();
            Some(Arc::from(render::plain_html(&String::from_utf8_lossy(&html), &address).trim()))
        });
        Text { html, facts: reads.into_keys().into() }
    }
}
