//! A site that is looked at while it is written: its files as they are now, and all that is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::documents::Wrong;
use super::look::Look;
use super::page::{Prints, Viewed};
use super::shelf::{Shelf, Wanted};
use super::site::{Before, Site};
use super::{Counts, Failed, Progress, Request, make};
use crate::diagnostic::{Diagnostic, Report};
use crate::document::{self, Body};
use crate::index::{FactKey, Output, OutputId};
use crate::output::Content;
use crate::picture::Fault;
use crate::render::{Failure, Failures, Rendered};
use crate::search;
use crate::source;
use crate::view;

/// A site in memory, kept up to date with its folder.
///
/// Mistakes do not end it: what they keep from being made stays as it was. Pages are made when
/// they are asked for.
#[derive(Debug)]
pub struct Preview {
    site: Site,
    statics: FxHashMap<String, Shown>,
    pages: Mutex<Pages>,
    /// What is wrong, as it was last asked for; `None` since something changed.
    report: Mutex<Option<Arc<Report>>>,
    bundle: Shelf,
    /// Counts the changes, from 1.
    state: u64,
}

/// Pages that were made, the last used of them within a bound.
#[derive(Debug, Default)]
struct Pages {
    by_path: FxHashMap<String, Page>,
    /// Counts what is asked for, so that the page that nobody asked for longest is known.
    clock: u64,
    bytes: usize,
    /// Why templates failed since the last change, with the address of the page, by its path.
    failures: BTreeMap<String, (String, Failure)>,
    /// Why pictures could not be decoded since the last change, by their files.
    faults: BTreeMap<String, Fault>,
}

/// A page as it was last made.
#[derive(Debug)]
struct Page {
    shown: Shown,
    size: usize,
    facts: Vec<FactKey>,
    prints: Prints,
    body: Option<Arc<Body>>,
    is_stale: bool,
    used: u64,
}

/// More is not kept: it is made again when it is asked for.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// A file of a preview.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Made by Nutgraf.
    Made {
        /// What it holds.
        bytes: Arc<[u8]>,
        /// Differs where the bytes differ.
        hash: u64,
    },
    /// The bytes of an author's file.
    CopyOf(PathBuf),
}

/// What changed on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// These files and folders, relative to the site's folder, were written, added, renamed or removed.
    ///
    /// A path that is gone may have been a folder: all that was below it is gone too.
    Paths(BTreeSet<PathBuf>),
    /// Nobody knows what; maybe all.
    Everything,
}

impl Preview {
    /// Reads the whole site, mistakes and all. An error means that the machine failed.
    pub fn open(request: Request, progress: &dyn Progress) -> Result<Self, Failed> {
        let look = Look::at(&request)?;
        let (site, _) = Site::open(request, look, Before::default(), Wrong::KeepsLastGood, progress)?;
        let statics = statics(&site);
        Ok(Self {
            site,
            statics,
            pages: Mutex::default(),
            report: Mutex::default(),
            bundle: Shelf::default(),
            state: 1,
        })
    }

    /// The path below which the site stands: empty, or `/explainers`.
    pub fn base_path(&self) -> &str {
        self.site.theme.frame.base_path()
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        let paths: Vec<String> = self.site.index.outputs().map(|output| output.url.file_path()).collect();
        let files = paths.iter().chain(self.statics.keys()).map(String::as_str);
        make::counts(self.site.counts(), files)
    }

    /// What a host would send with a path from its root.
    pub fn headers(&self, path: &str) -> Vec<(String, String)> {
        view::headers_of(&self.site.theme.frame, path)
    }

    /// The file at a path below the output's root, as it is now: `articles/accords/index.html`.
    pub fn file(&self, path: &str) -> Option<Shown> {
        let made = self.site.index.output_of_file(path).and_then(|output| self.page(path, output));
        made.or_else(|| self.statics.get(path).cloned())
    }

    /// A file that searches are answered from, at a path below the output's root; `None` where that is no place of such.
    pub fn wanted(&self, path: &str) -> Option<Wanted> {
        let is_of_bundle = self.site.look.config.search && path.starts_with(search::FOLDER);
        (is_of_bundle && !self.statics.contains_key(path)).then(|| self.bundle.ask(path, self.state, &self.site))
    }

    /// The page as it was made, if nothing that it shows has changed since; else it is made now.
    fn page(&self, path: &str, output: &Output) -> Option<Shown> {
        let mut last_body = None;
        let mut last_prints = None;
        if let Some(page) = self.pages().used(path) {
            if !page.is_stale {
                return Some(page.shown.clone());
            }
            last_body.clone_from(&page.body);
            last_prints = Some(page.prints);
        }
        let Some(viewed) = self.site.view(output, last_body) else {
            return self.pages().used(path).map(|page| page.shown.clone());
        };
        if matches!(output.id, OutputId::Feed(..)) {
            // The texts in it may be the first that their template fails on.
            self.lock_report().take();
        }
        let is_told = viewed.prints.view != 0;
        if is_told && last_prints == Some(viewed.prints) {
            return self.pages().still_good(path, viewed);
        }
        let rendered = self.site.render(&viewed.view).map(|rendered| self.content(rendered));
        let mut pages = self.pages();
        match rendered {
            Ok(None) => pages.used(path).map(|page| page.shown.clone()),
            Ok(Some(content)) => {
                let shown = Shown::from(content);
                pages.keep(path, Page::new(shown.clone(), viewed));
                Some(shown)
            }
            // A template that fails leaves the last good page.
            Err(failure) => {
                pages.failures.insert(path.to_owned(), (output.url.to_string(), failure));
                // What is wrong is asked for again.
                self.lock_report().take();
                pages.used(path).map(|page| page.shown.clone())
            }
        }
    }

    /// What a page or picture holds; nothing where the picture is damaged, of which note is taken.
    fn content(&self, rendered: Rendered) -> Option<Content> {
        let Rendered::Picture(file, variant) = rendered else {
            return make::content(rendered, &self.site.request.root);
        };
        // A picture that changed a moment ago is looked at again when its change is noticed.
        match self.site.copies(&file, &[variant]).ok()? {
            Ok(copies) => copies.into_iter().next().map(Content::Bytes),
            Err(fault) => {
                self.pages().faults.insert(file, fault);
                self.lock_report().take();
                None
            }
        }
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of what changed on disk. After an error all is as it was before.
    pub fn refresh(&mut self, touched: &Touched) -> Result<(), Failed> {
        let paths = if let Touched::Paths(paths) = touched { Some(paths) } else { None };
        let themes = self.site.themes;
        let changed = self.site.look_again(paths)?;
        self.state += 1;
        let is_other_theme = self.site.themes != themes;
        if is_other_theme {
            self.statics = statics(&self.site);
        }
        let pages = self.pages.get_mut().unwrap_or_else(PoisonError::into_inner);
        for page in pages.by_path.values_mut() {
            page.is_stale |= is_other_theme || changed.concerns(&page.facts);
        }
        // Where a template still fails, the page is made again when it is asked for.
        pages.failures.clear();
        pages.faults.clear();
        self.lock_report().take();
        Ok(())
    }

    fn lock_report(&self) -> MutexGuard<'_, Option<Arc<Report>>> {
        self.report.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that is wrong now, with the templates that failed on the pages that were asked for.
    pub fn report(&self) -> Arc<Report> {
        if let Some(report) = &*self.lock_report() {
            return report.clone();
        }
        let pages = self.pages();
        let of_texts = self.site.shared.failures();
        let mut mistakes = failed(pages.failures.values().map(|(url, failure)| (url, failure)).chain(&of_texts));
        mistakes.extend(self.site.faults(&pages.faults));
        drop(pages);
        let report = Arc::new(self.site.report(mistakes));
        *self.lock_report() = Some(report.clone());
        report
    }

    /// What keeps the page at a path from being made: the mistakes of its own file, or of a template.
    pub fn mistakes_at(&self, path: &str) -> Vec<Diagnostic> {
        let flat = self.site.look.dialect.flat;
        let is_of_page = |diagnostic: &&Diagnostic| {
            let of = diagnostic.location.as_ref().map(|at| at.path.as_str());
            of.is_some_and(|of| source::is_markdown(of) && page_of(of, flat).as_deref() == Some(path))
        };
        let of_templates = failed(self.pages().failures.get(path).map(|(url, failure)| (url, failure)).into_iter());
        let report = self.report();
        report.diagnostics().iter().filter(is_of_page).cloned().chain(of_templates).collect()
    }
}

impl Pages {
    fn used(&mut self, path: &str) -> Option<&Page> {
        self.clock += 1;
        let page = self.by_path.get_mut(path)?;
        page.used = self.clock;
        Some(page)
    }

    fn still_good(&mut self, path: &str, viewed: Viewed) -> Option<Shown> {
        let page = self.by_path.get_mut(path)?;
        page.is_stale = false;
        page.facts = viewed.facts;
        page.body = viewed.body.or(page.body.take());
        Some(page.shown.clone())
    }

    fn keep(&mut self, path: &str, mut page: Page) {
        self.clock += 1;
        page.used = self.clock;
        self.bytes += page.size;
        if let Some(old) = self.by_path.insert(path.to_owned(), page) {
            self.bytes -= old.size;
        }
        while self.bytes > MAX_BYTES {
            let oldest = self.by_path.iter().min_by_key(|(_, page)| page.used).map(|(path, _)| path.clone());
            let Some(gone) = oldest.and_then(|oldest| self.by_path.remove(&oldest)) else { break };
            self.bytes -= gone.size;
        }
    }
}

impl Page {
    fn new(shown: Shown, viewed: Viewed) -> Self {
        let bytes = if let Shown::Made { bytes, .. } = &shown { bytes.len() } else { 0 };
        // A body is about as large as its page.
        let size = bytes * if viewed.body.is_some() { 2 } else { 1 };
        let Viewed { facts, prints, body, .. } = viewed;
        Self { shown, size, facts, prints, body, is_stale: false, used: 0 }
    }
}

fn failed<'f>(failures: impl Iterator<Item = (&'f String, &'f Failure)>) -> Vec<Diagnostic> {
    let mut gathered = Failures::default();
    for (url, failure) in failures {
        gathered.add(failure.clone(), url.clone());
    }
    gathered.into_diagnostics()
}

fn statics(site: &Site) -> FxHashMap<String, Shown> {
    site.static_files().into_iter().map(|file| (file.path, Shown::from(file.content))).collect()
}

impl From<Content> for Shown {
    fn from(content: Content) -> Self {
        match content {
            Content::Bytes(bytes) => {
                let hash = xxh3_64(&bytes);
                Self::Made { bytes: bytes.into(), hash }
            }
            Content::CopyOf(file) => Self::CopyOf(file),
        }
    }
}

fn page_of(source: &str, flat: bool) -> Option<String> {
    document::address(source, flat).map(|(url, _)| url.file_path())
}
