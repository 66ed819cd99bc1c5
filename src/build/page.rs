//! One output → its bytes, with what was read for it.

use std::hash::{Hash, Hasher};
use std::io;
use std::sync::Arc;

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3Default;

use super::shared::ForPage;
use super::site::Site;
use crate::document::Body;
use crate::index::{FactKey, Output, OutputId, Reads, SourceId};
use crate::render::{self, Engine, Failure, Rendered};
use crate::view::{self, ItemContent, ItemView, PageView, View};

/// A page's content before it is rendered, and what was read for it.
#[derive(Debug)]
pub(super) struct Viewed {
    pub(super) view: View,
    pub(super) facts: Vec<FactKey>,
    /// Equal for equal pages.
    pub(super) prints: Prints,
    /// The document's body, where the page shows one.
    pub(super) body: Option<Arc<Body>>,
}

/// What tells whether a page has to be rendered again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prints {
    /// Of its view; 0 for a copy, which is made anew.
    pub(super) view: u64,
    /// Of its template and all that this calls.
    pub(super) template: u64,
}

impl Site {
    /// Gathers a page; `None` where its document is gone, or is another than when it was read.
    pub(super) fn view(&self, output: &Output, last_body: Option<Arc<Body>>) -> Option<Viewed> {
        let reads = Reads::default();
        let own = self.own_document(output);
        let body = match &own {
            // A page without the text that its summary is of would be half of it.
            Some(id) => Some(self.body(id).or(last_body)?),
            None => None,
        };
        let of_own = |path: &str| own.as_ref().filter(|id| ***id == *path).and(body.as_deref());
        let shared = ForPage { site: self, reads: &reads };
        let view = view::view(output, self.index.reader(&reads), &self.theme.frame, of_own, &shared)?;
        let prints = self.prints(&view);
        Some(Viewed { view, facts: reads.into_keys(), prints, body })
    }

    /// The document whose body a page shows.
    fn own_document(&self, output: &Output) -> Option<SourceId> {
        match &output.id {
            OutputId::Document(id) | OutputId::ArticleData(id) => Some(id.clone()),
            OutputId::Entity(id) => self.index.file_of(id).cloned(),
            OutputId::Home => {
                let reads = Reads::default();
                self.index.reader(&reads).home().map(|(id, _)| id.clone())
            }
            _ => None,
        }
    }

    fn prints(&self, view: &View) -> Prints {
        let template = if let View::Page(page) = view { self.theme.engine.print(page) } else { 0 };
        Prints { view: print(view), template }
    }

    pub(super) fn render(&self, view: &View) -> Result<Rendered, Failure> {
        render::render(view, &self.theme.engine)
    }
}

fn print(view: &View) -> u64 {
    let mut hasher = Hashing(Xxh3Default::new());
    match view {
        View::Page(page) => return print_of_page(page),
        View::Copy(_) | View::Picture(..) => return 0,
        View::Feed(format, feed) => (*format, feed).hash(&mut hasher.0),
        View::Data(data) => hasher.add(data),
        View::Card(card) => hasher.add(&**card),
        View::Sitemap(sitemap) => sitemap.hash(&mut hasher.0),
        View::Text(text) => text.hash(&mut hasher.0),
        View::Flag(code) => code.hash(&mut hasher.0),
    }
    hasher.0.finish().max(1)
}

fn print_of_page(page: &PageView) -> u64 {
    let mut hasher = Hashing(Xxh3Default::new());
    page.template.hash(&mut hasher.0);
    hasher.add(&page.meta);
    hasher.add(&page.content);
    for (name, directive) in &page.directives {
        name.hash(&mut hasher.0);
        hasher.add(directive);
    }
    hasher.0.finish()
}

/// Of an item's content, and of the templates that its texts name. Components count with every page.
pub(super) fn print_of_item(item: &ItemView, engine: &Engine) -> u64 {
    let mut hasher = Hashing(Xxh3Default::new());
    match &item.content {
        ItemContent::Card(card, look, level) => hasher.add(&(0, look.name(), level, card)),
        ItemContent::Title(card) => hasher.add(&(1, card)),
        ItemContent::Reaction(reaction, who) => hasher.add(&(2, who, reaction)),
        ItemContent::Event(event) => hasher.add(&(3, event)),
    }
    if !item.directives.is_empty() {
        hasher.add(&item.directives);
        engine.print_of_directives(&item.directives).hash(&mut hasher.0);
    }
    hasher.0.finish()
}

/// Hashes what is serialised into it.
struct Hashing(Xxh3Default);

impl Hashing {
    fn add(&mut self, value: &impl Serialize) {
        // In a binary format, so that a finished item is hashed by its print, and nothing is escaped; in one that tells
        // `1` from `true`. Nothing here fails.
        let _ = ciborium::into_writer(value, &mut *self);
    }
}

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
