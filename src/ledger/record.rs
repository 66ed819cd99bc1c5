//! What is remembered.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::document::Summary;
use crate::picture::Pictures;
use crate::table::Tables;

/// What a build where nothing changed needs to know: that nothing changed, and what it would say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which site of the output folder this is the record of.
    pub release: String,
    /// Of all that every page is made with, besides documents and templates.
    pub made_with: u64,
    /// Of all that every document is read with, such as the names that are looked for.
    pub parsed_with: u64,
    /// Of the site's templates, and of static files by what they hold. The theme's are part of the program.
    pub drawn_with: u64,
    /// The instant for which the site was built.
    pub built_for: Timestamp,
    /// The first instant for which it would be another, if there is one.
    pub valid_until: Option<Timestamp>,
    /// How much there is.
    pub counts: Counts,
    /// What a search of the site is answered from.
    pub bundle: Bundle,
    /// All that was told of the site.
    pub diagnostics: Vec<Diagnostic>,
    /// What is known of the pictures among the files.
    pub pictures: Pictures,
    /// What the CSV files hold that charts show.
    pub tables: Tables,
    /// Every file that was read, by its path relative to the site.
    pub sources: BTreeMap<String, SourceRecord>,
}

/// What a search of the site is answered from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// Of all records that it was made from.
    pub records: u64,
    /// Its files, by path.
    pub files: Vec<String>,
}

/// How much a site has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Explainers.
    pub articles: usize,
    /// HTML pages in all.
    pub pages: usize,
    /// Files in all.
    pub files: usize,
}

/// A file of the author's when it was last read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// By which an untouched file is known without reading it.
    pub stamp: Stamp,
    /// xxh3 of its content.
    pub hash: u64,
}

/// What a file system says of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    pub len: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified_ns: i64,
}

impl Stamp {
    /// No file system counts time in larger steps.
    const COARSEST_NS: i64 = 2_000_000_000;

    /// Of a file's metadata.
    pub fn new(len: u64, modified: SystemTime) -> Self {
        let nanoseconds = |duration: Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
        let modified_ns = match modified.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => nanoseconds(after),
            Err(before) => -nanoseconds(before.duration()),
        };
        Self { len, modified_ns }
    }

    /// Whether the file gets another stamp if it is written after `began`, the stamp of
    /// [`super::clock`] before the file was read.
    ///
    /// Where not, its content may change and its stamp stay; so it has to be read again next time.
    pub fn is_settled(&self, began: &Self) -> bool {
        self.modified_ns.saturating_add(Self::COARSEST_NS) < began.modified_ns
    }
}

/// What was read from a file of Markdown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DocumentRecord {
    /// xxh3 of the text.
    pub hash: u64,
    /// What other pages may know of it; `None` where nothing could become a page.
    pub summary: Option<Summary>,
    /// What is wrong with the file by itself.
    pub diagnostics: Vec<Diagnostic>,
}

impl DocumentRecord {
    /// For [`super::Ledger::save`].
    pub fn as_ref(&self) -> DocumentRef<'_> {
        let Self { hash, summary, diagnostics } = self;
        DocumentRef { hash: *hash, summary: summary.as_ref(), diagnostics }
    }
}

/// A [`DocumentRecord`] whose parts are kept elsewhere. Its fields are stored in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[allow(missing_docs, reason = "they are those of the record")]
pub struct DocumentRef<'d> {
    pub hash: u64,
    pub summary: Option<&'d Summary>,
    pub diagnostics: &'d [Diagnostic],
}

/// How a file of the site was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputRecord {
    /// What it depends on, sorted.
    pub facts: Vec<u32>,
    /// Of its view.
    pub view: u64,
    /// Of the template that drew it.
    pub template: u64,
    /// Of what it is found by in a search; 0 where it is not.
    pub record: u64,
}
