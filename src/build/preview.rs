//! A site that is looked at while it is written: its files as they are now, and all that is wrong.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Counts, Failed, Made, Progress, Request, Silent, make};
use crate::diagnostic::{Diagnostic, Report};
use crate::document;
use crate::output::Content;

/// A site in memory, kept up to date with its folder.
///
/// Mistakes do not end it: what they keep from being made stays as it was.
#[derive(Debug)]
pub struct Preview {
    request: Request,
    files: HashMap<String, Shown>,
    base_path: String,
    counts: Counts,
    report: Report,
}

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
        let made = make(&request, progress)?;
        let files = HashMap::new();
        let mut preview =
            Self { request, files, base_path: String::new(), counts: Counts::default(), report: Report::default() };
        preview.take(made);
        Ok(preview)
    }

    /// The path below which the site stands: empty, or `/explainers`.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The file at a path below the output's root, as it is now: `articles/accords/index.html`.
    pub fn file(&self, path: &str) -> Option<Shown> {
        self.files.get(path).cloned()
    }

    /// Takes note of what changed on disk. After an error all is as it was before.
    pub fn refresh(&mut self, _touched: &Touched) -> Result<(), Failed> {
        let made = make(&self.request, &Silent)?;
        self.take(made);
        Ok(())
    }

    /// All that is wrong now.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What keeps the page at a path from being made: the mistakes of its own file.
    pub fn mistakes_at(&self, path: &str) -> Vec<Diagnostic> {
        let flat = !self.request.root.join("content").is_dir();
        let is_of_page = |diagnostic: &&Diagnostic| {
            let source = diagnostic.location.as_ref().map(|at| at.path.as_str());
            source.is_some_and(|source| is_markdown(source) && page_of(source, flat).as_deref() == Some(path))
        };
        self.report.diagnostics().iter().filter(is_of_page).cloned().collect()
    }

    fn take(&mut self, made: Made) {
        let new = made.files.into_iter().map(|file| (file.path, Shown::from(file.content)));
        if made.report.errors() == 0 {
            self.files.clear();
        }
        // Pages that mistakes keep from being made stay as they were.
        self.files.extend(new);
        self.base_path = made.base_path;
        self.counts = made.counts;
        self.report = made.report;
    }
}

impl From<Content> for Shown {
    fn from(content: Content) -> Self {
        match content {
            Content::Bytes(bytes) => {
                let mut hasher = DefaultHasher::new();
                bytes.hash(&mut hasher);
                Self::Made { bytes: bytes.into(), hash: hasher.finish() }
            }
            Content::CopyOf(file) => Self::CopyOf(file),
        }
    }
}

fn page_of(source: &str, flat: bool) -> Option<String> {
    document::address(source, flat).map(|(url, _)| url.file_path())
}

fn is_markdown(path: &str) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|own| own.eq_ignore_ascii_case("md") || own.eq_ignore_ascii_case("markdown"))
}
