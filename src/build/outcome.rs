//! What a build returns, and what it tells while it runs.

use std::fmt;

use crate::diagnostic::Report;
use crate::output::OutputFile;
use crate::search::BundleError;
use crate::source::ReadError;

/// A site, made in memory.
#[derive(Debug)]
pub struct Made {
    /// Its files, by path. Complete only if the report has no errors.
    pub files: Vec<OutputFile>,
    /// The path below which the site stands: empty, or `/explainers`.
    pub base_path: String,
    /// All that is wrong.
    pub report: Report,
    /// How much there is.
    pub counts: Counts,
}

/// How much a site has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Explainers.
    pub articles: usize,
    /// HTML pages in all.
    pub pages: usize,
    /// Files in all.
    pub files: usize,
}

/// The machine failed; the site is not to blame.
#[derive(Debug)]
pub enum Failed {
    /// A file could not be read.
    Read(ReadError),
    /// What is shown at a path was written again while the site was being made.
    Changed(String),
    /// What a search is answered from could not be made.
    Search(BundleError),
    /// The folder of the site is not there.
    NoSite(String),
}

impl From<ReadError> for Failed {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Changed(path) => {
                write!(f, "the file that {path} is made from changed during the build; build again")
            }
            Self::Search(error) => error.fmt(f),
            Self::NoSite(root) => write!(f, "there is no folder {root}"),
        }
    }
}

impl std::error::Error for Failed {}
