//! What the preview has at an address, now.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::build::{Preview, Shown, Wanted};

/// What is at an address.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// This file.
    File {
        /// Its path, which says what kind of file it is.
        name: String,
        shown: Shown,
    },
    /// The page is at another address of this host.
    Moved(String),
    /// The page that says so, if the site has one.
    Nothing(Option<Shown>),
    /// A page that mistakes keep from being made.
    Mistakes,
}

/// What is at a decoded path, from the root of the host; `None` is a path that cannot be.
pub(super) fn find(preview: &Preview, path: Option<&str>) -> Found {
    let base_path = preview.base_path();
    match path.and_then(|path| path.strip_prefix(base_path)) {
        Some(path) if path.starts_with('/') => below(preview, path),
        _ if matches!(path, Some("/")) || path == Some(base_path) => Found::Moved(format!("{base_path}/")),
        _ => missing(preview),
    }
}

/// A file that searches are answered from, and its path, if that is what is asked for.
pub(super) fn wanted(preview: &Preview, path: Option<&str>) -> Option<(String, Wanted)> {
    let name = path?.strip_prefix(preview.base_path())?.strip_prefix('/')?;
    Some((name.to_owned(), preview.wanted(name)?))
}

fn below(preview: &Preview, path: &str) -> Found {
    let name = path.trim_start_matches('/');
    let is_folder = name.is_empty() || name.ends_with('/');
    let page = if is_folder { format!("{name}index.html") } else { format!("{name}/index.html") };
    let file = if is_folder { &page } else { name };
    if let Some(shown) = preview.file(file) {
        return Found::File { name: file.to_owned(), shown };
    }
    let may_be_made = |path: &str| !preview.mistakes_at(path).is_empty();
    if !is_folder && (preview.file(&page).is_some() || may_be_made(&page)) {
        let to = percent_encoding::utf8_percent_encode(name, percent_encoding::CONTROLS);
        return Found::Moved(format!("{}/{to}/", preview.base_path()));
    }
    if is_folder && may_be_made(&page) { Found::Mistakes } else { missing(preview) }
}

fn missing(preview: &Preview) -> Found {
    let page = preview.file("404.html");
    // Without a page that says so, a template may be what keeps all pages from being made.
    if page.is_none() && preview.report().errors() > 0 { Found::Mistakes } else { Found::Nothing(page) }
}

/// Differs where a reader would see another page.
pub(super) fn version(found: &Found) -> u64 {
    let mut hasher = DefaultHasher::new();
    match found {
        Found::File { shown, .. } => (0, stamp(shown)).hash(&mut hasher),
        Found::Moved(to) => (1, to).hash(&mut hasher),
        Found::Nothing(shown) => (2, shown.as_ref().map(stamp)).hash(&mut hasher),
        Found::Mistakes => 3.hash(&mut hasher),
    }
    hasher.finish()
}

fn stamp(shown: &Shown) -> u64 {
    match shown {
        Shown::Made { hash, .. } => *hash,
        Shown::CopyOf(file) => stamp_of(file),
    }
}

/// By its size and time, so that a picture is not read to see whether it changed.
fn stamp_of(file: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    let metadata = fs::metadata(file).ok();
    metadata.map(|metadata| (metadata.len(), metadata.modified().ok())).hash(&mut hasher);
    hasher.finish()
}

/// More files than that no open page shows.
const MANY: usize = 10_000;

/// The files that pages in browsers show: stylesheets, scripts, pictures. They change, and the page does not.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What they were when they were first sent or last compared.
    sent: HashMap<String, u64>,
    /// How often some were others.
    changes: u64,
    /// The last of these changes that was not of stylesheets alone.
    last_of_more: u64,
}

/// What of the parts changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartsChanged {
    Nothing,
    OnlyStylesheets,
    More,
}

impl Parts {
    /// Notes that a file was sent. One that was sent before is still compared as it was then, or as it was last compared:
    /// somebody may show that.
    pub(super) fn sent(&mut self, name: &str, shown: &Shown) {
        if self.sent.len() >= MANY {
            self.sent.clear();
        }
        self.sent.entry(name.to_owned()).or_insert_with(|| stamp(shown));
    }

    /// Compares what was sent with what is there now.
    pub(super) fn compare(&mut self, preview: &Preview) -> PartsChanged {
        let mut changed = PartsChanged::Nothing;
        for (name, sent) in &mut self.sent {
            let now = preview.file(name).as_ref().map_or(0, stamp);
            if now != *sent {
                *sent = now;
                changed = if is_stylesheet(name) && changed != PartsChanged::More {
                    PartsChanged::OnlyStylesheets
                } else {
                    PartsChanged::More
                };
            }
        }
        self.changes += u64::from(changed != PartsChanged::Nothing);
        if changed == PartsChanged::More {
            self.last_of_more = self.changes;
        }
        changed
    }

    /// How often some were others.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// What changed after so many changes.
    pub(super) fn changed_since(&self, changes: u64) -> PartsChanged {
        match changes {
            known if known < self.last_of_more => PartsChanged::More,
            known if known < self.changes => PartsChanged::OnlyStylesheets,
            _ => PartsChanged::Nothing,
        }
    }
}

fn is_stylesheet(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("css"))
}
