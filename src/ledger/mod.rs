//! What a build remembers for the next: the files it read, what they said, and how each page was made.
//!
//! ```text
//! .nutgraf/ledger/head            small; names the files below
//!                 documents-…     some of the documents, by a hash of their paths
//!                 outputs-…       some of the outputs, likewise
//! ```
//!
//! A file is named by the hash of what it holds and never changed; those whose records are as
//! before stay. The head comes last, and by a rename: until then the old ledger is whole. So a build
//! may be killed at any time, and nothing waits for a disk.
//!
//! What cannot be trusted (damaged, of another version) is [`Discarded`], and everything is made
//! anew: the ledger only ever saves time.
//!
//! **Architecture invariant.** Knows records and files, and not how a site is made from them.

mod record;
mod sheet;

pub use record::{Counts, DocumentRecord, DocumentRef, Head, OutputRecord, SourceRecord, Stamp};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use sheet::Sheet;

const HEAD: &str = "head";
const CLOCK: &str = "clock";
const DOCUMENTS: &str = "documents";
const OUTPUTS: &str = "outputs";
/// Into how many files each kind of record is parted: few enough to be opened at once, many enough
/// that a changed document does not write all others.
const SHARDS: u64 = 64;

/// What an earlier build remembered. Documents and outputs are read when they are asked for.
#[derive(Debug)]
pub struct Ledger {
    /// What it needs to know first.
    pub head: Head,
    folder: PathBuf,
    shards: Shards,
}

/// The files that hold the records, each by the checksum that is its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Shards {
    documents: Vec<u64>,
    outputs: Vec<u64>,
}

/// What to remember. What is `None` is as it was.
#[derive(Debug, Default)]
pub struct Changes<'c> {
    /// All documents, by path, in any order.
    pub documents: Option<Vec<(&'c str, DocumentRef<'c>)>>,
    /// All outputs, by path, in any order.
    pub outputs: Option<Vec<(&'c str, &'c OutputRecord)>>,
}

/// Why nothing is known of an earlier build, or not enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discarded {
    /// There was none.
    Missing,
    /// It was made by another version of Nutgraf.
    OtherVersion,
    /// A file cannot be read, or holds something else than was written.
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

impl fmt::Display for Discarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no earlier build is known"),
            Self::OtherVersion => f.write_str("the last build was made by another version of Nutgraf"),
            Self::Unreadable { path, why } => {
                write!(f, "what is known of the last build cannot be used: {}: {why}", path.display())
            }
        }
    }
}

impl std::error::Error for Discarded {}

/// The machine failed; what was known before is still known.
#[derive(Debug)]
pub struct SaveError {
    /// On which file.
    pub path: PathBuf,
    /// How.
    pub error: io::Error,
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write {}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for SaveError {}

impl Ledger {
    /// A ledger in which nothing is written yet; nothing is read or written until [`Self::save`].
    pub fn empty(folder: &Path) -> Self {
        Self { head: Head::default(), folder: folder.to_path_buf(), shards: Shards::default() }
    }

    /// Reads the head of the ledger in `folder`.
    pub fn open(folder: &Path) -> Result<Self, Discarded> {
        let path = folder.join(HEAD);
        if !path.is_file() {
            return Err(Discarded::Missing);
        }
        let (head, shards) = sheet::read(&path)?;
        Ok(Self { head, folder: folder.to_path_buf(), shards })
    }

    /// All documents, by path.
    pub fn documents(&self) -> Result<BTreeMap<String, DocumentRecord>, Discarded> {
        self.read(DOCUMENTS, &self.shards.documents)
    }

    /// All outputs, by path.
    pub fn outputs(&self) -> Result<BTreeMap<String, OutputRecord>, Discarded> {
        self.read(OUTPUTS, &self.shards.outputs)
    }

    fn read<R: DeserializeOwned + Send>(&self, kind: &str, shards: &[u64]) -> Result<BTreeMap<String, R>, Discarded> {
        let read = |checksum: &u64| sheet::read::<Vec<(String, R)>>(&self.folder.join(name(kind, *checksum)));
        let shards: Result<Vec<_>, _> = shards.par_iter().map(read).collect();
        Ok(shards?.into_iter().flatten().collect())
    }

    /// Writes the head and what changed, and removes what is no longer needed.
    ///
    /// If it fails, or is killed, what was known before is still known.
    pub fn save(&mut self, changes: Changes) -> Result<(), SaveError> {
        let shards = self.write_shards(changes)?;
        self.commit(shards)?;
        self.sweep();
        Ok(())
    }

    fn write_shards(&self, changes: Changes) -> Result<Shards, SaveError> {
        let create = fs::create_dir_all(&self.folder);
        create.map_err(|error| SaveError { path: self.folder.clone(), error })?;
        Ok(Shards {
            documents: match changes.documents {
                Some(records) => self.write(DOCUMENTS, records)?,
                None => self.shards.documents.clone(),
            },
            outputs: match changes.outputs {
                Some(records) => self.write(OUTPUTS, records)?,
                None => self.shards.outputs.clone(),
            },
        })
    }

    /// Writes those shards that are not there yet.
    fn write<R: Serialize + Send + Sync>(&self, kind: &str, records: Vec<(&str, R)>) -> Result<Vec<u64>, SaveError> {
        let write = |records: &Vec<(&str, R)>| {
            let sheet = Sheet::of(records).map_err(|error| SaveError { path: self.folder.join(kind), error })?;
            sheet.write(&self.folder.join(name(kind, sheet.checksum)))?;
            Ok(sheet.checksum)
        };
        parted(records).par_iter().map(write).collect()
    }

    /// From here on, the new ledger is the ledger.
    fn commit(&mut self, shards: Shards) -> Result<(), SaveError> {
        let path = self.folder.join(HEAD);
        let sheet = Sheet::of(&(&self.head, &shards)).map_err(|error| SaveError { path: path.clone(), error })?;
        sheet.write(&path)?;
        self.shards = shards;
        Ok(())
    }

    /// Removes files of earlier ledgers. What cannot be removed is in nobody's way.
    fn sweep(&self) {
        let named = |kind, shards: &[u64]| shards.iter().map(|checksum| name(kind, *checksum)).collect::<Vec<_>>();
        let documents = named(DOCUMENTS, &self.shards.documents);
        let needed: BTreeSet<String> = documents.into_iter().chain(named(OUTPUTS, &self.shards.outputs)).collect();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_shard(&name) && !needed.contains(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// What the file system's clock says now, as the stamp of a file that is written for it.
///
/// Asked before files are read, it tells which of them are [settled](Stamp::is_settled).
pub fn clock(folder: &Path) -> Result<Stamp, SaveError> {
    let path = folder.join(CLOCK);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, [])).and_then(|()| {
        let metadata = fs::metadata(&path)?;
        Ok(Stamp::new(metadata.len(), metadata.modified()?))
    });
    written.map_err(|error| SaveError { path, error })
}

fn name(kind: &str, checksum: u64) -> String {
    format!("{kind}-{checksum:016x}")
}

/// Whether a file is a shard, finished or not, and not somebody's notes.
fn is_shard(name: &str) -> bool {
    [DOCUMENTS, OUTPUTS].iter().any(|kind| name.strip_prefix(kind).is_some_and(|rest| rest.starts_with('-')))
}

/// The records that belong together, each list sorted, without empty ones.
fn parted<R>(mut records: Vec<(&str, R)>) -> Vec<Vec<(&str, R)>> {
    records.sort_unstable_by_key(|(path, _)| *path);
    let mut shards: BTreeMap<u64, Vec<(&str, R)>> = BTreeMap::new();
    for (path, record) in records {
        shards.entry(xxh3_64(path.as_bytes()) % SHARDS).or_default().push((path, record));
    }
    shards.into_values().collect()
}
