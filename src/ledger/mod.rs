//! What a build remembers for the next: the files it read, what they said, and how each page was made.
//!
//! ```text
//! .nutgraf/ledger/head            what every build reads: files, pictures, tables; names the files below
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

pub use record::{Bundle, Counts, DocumentRecord, DocumentRef, Head, OutputRecord, SourceRecord, Stamp};

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
        let (head, shards) = sheet::read(&path, None)?;
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
        let read =
            |checksum: &u64| sheet::read::<Vec<(String, R)>>(&self.folder.join(name(kind, *checksum)), Some(*checksum));
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
            if is_ours(&name) && !needed.contains(&name) {
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

/// Whether a file is a shard, or was to become one or a head, and not somebody's notes.
fn is_ours(name: &str) -> bool {
    ["documents-", "outputs-", "head.new-"].iter().any(|kind| name.starts_with(kind))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic, Location};

    /// A ledger's folder, which goes with the test.
    struct Folder(tempfile::TempDir);

    impl Folder {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn path(&self) -> &Path {
            self.0.path()
        }

        fn files(&self) -> BTreeSet<String> {
            let entries = fs::read_dir(self.path()).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        }

        /// The first file of a kind.
        fn file(&self, kind: &str) -> PathBuf {
            self.path().join(self.files().into_iter().find(|name| name.starts_with(kind)).unwrap())
        }
    }

    fn record(number: usize) -> DocumentRecord {
        let path = format!("content/{number}.md");
        let place = Location::new(&path, "text\n", &(1..3));
        let diagnostic = Diagnostic::new(Code::MissingAlt, "no alternative").at(place.clone()).related(place, "here");
        DocumentRecord { hash: number as u64, summary: None, diagnostics: vec![diagnostic] }
    }

    fn documents(count: usize) -> BTreeMap<String, DocumentRecord> {
        (0..count).map(|number| (format!("content/{number}.md"), record(number))).collect()
    }

    fn outputs(count: usize) -> BTreeMap<String, OutputRecord> {
        let output = |number: u32| OutputRecord { facts: vec![number, number + 1], view: 1, ..OutputRecord::default() };
        (0..).take(count).map(|number| (format!("{number}/index.html"), output(number))).collect()
    }

    fn changes<'c>(
        documents: &'c BTreeMap<String, DocumentRecord>,
        outputs: &'c BTreeMap<String, OutputRecord>,
    ) -> Changes<'c> {
        Changes {
            documents: Some(documents.iter().map(|(path, record)| (path.as_str(), record.as_ref())).collect()),
            outputs: Some(outputs.iter().map(|(path, record)| (path.as_str(), record)).collect()),
        }
    }

    /// A ledger of some documents and outputs, as saved.
    fn saved(folder: &Folder, count: usize) -> Ledger {
        let mut ledger = Ledger::empty(folder.path());
        ledger.head.release = "first".to_owned();
        ledger.head.diagnostics = record(1).diagnostics;
        let source = SourceRecord { stamp: Stamp { len: 1, modified_ns: -2 }, hash: 3 };
        ledger.head.sources.insert("content/1.md".to_owned(), source);
        ledger.save(changes(&documents(count), &outputs(count))).unwrap();
        ledger
    }

    /// What is wrong with a ledger, read whole.
    fn read(folder: &Path) -> Result<(), Discarded> {
        let ledger = Ledger::open(folder)?;
        ledger.documents()?;
        ledger.outputs().map(|_| ())
    }

    #[test]
    fn what_is_saved_is_read() {
        let folder = Folder::new();
        let before = saved(&folder, 300);
        let after = Ledger::open(folder.path()).unwrap();
        assert_eq!(after.head, before.head);
        assert_eq!(after.documents().unwrap(), documents(300));
        assert_eq!(after.outputs().unwrap(), outputs(300));
    }

    #[test]
    fn nothing_is_known_of_no_build() {
        let folder = Folder::new();
        assert_eq!(Ledger::open(folder.path()).unwrap_err(), Discarded::Missing);
        assert_eq!(Ledger::open(&folder.path().join("nowhere")).unwrap_err(), Discarded::Missing);
    }

    #[test]
    fn the_head_is_read_alone() {
        let folder = Folder::new();
        saved(&folder, 9);
        for name in folder.files().iter().filter(|name| is_ours(name)) {
            fs::remove_file(folder.path().join(name)).unwrap();
        }
        let ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!(ledger.head.release, "first");
        assert!(matches!(ledger.documents(), Err(Discarded::Unreadable { .. })));
    }

    #[test]
    fn saving_twice_writes_nothing_new() {
        let folder = Folder::new();
        let mut ledger = saved(&folder, 300);
        let modified = |name: &String| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
        let stamps = || folder.files().iter().map(|name| (name.clone(), modified(name))).collect::<Vec<_>>();
        let before = stamps();
        assert!(before.len() > 100, "{}", before.len());
        ledger.save(changes(&documents(300), &outputs(300))).unwrap();
        assert_eq!(stamps(), before);
    }

    #[test]
    fn a_changed_document_writes_one_shard() {
        let folder = Folder::new();
        let mut ledger = saved(&folder, 300);
        let before = folder.files();
        let mut changed = documents(300);
        changed.get_mut("content/7.md").unwrap().hash = 1000;
        ledger.save(Changes { outputs: None, ..changes(&changed, &outputs(0)) }).unwrap();
        let after = folder.files();
        assert_eq!((after.difference(&before).count(), before.difference(&after).count()), (1, 1));
        let ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!((ledger.documents().unwrap(), ledger.outputs().unwrap()), (changed, outputs(300)));
    }

    #[test]
    fn the_head_can_change_alone() {
        let folder = Folder::new();
        let mut ledger = saved(&folder, 300);
        ledger.head.release = "second".to_owned();
        ledger.save(Changes::default()).unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!((ledger.head.release.as_str(), ledger.documents().unwrap()), ("second", documents(300)));
    }

    #[test]
    fn the_order_of_records_makes_no_difference() {
        let (folder, other) = (Folder::new(), Folder::new());
        saved(&folder, 100);
        let (documents, outputs) = (documents(100), outputs(100));
        let mut changes = changes(&documents, &outputs);
        changes.documents.as_mut().unwrap().reverse();
        Ledger::empty(other.path()).save(changes).unwrap();
        assert_eq!(folder.files(), other.files());
    }

    #[test]
    fn a_build_that_is_killed_leaves_the_old_ledger() {
        let folder = Folder::new();
        let mut ledger = saved(&folder, 100);
        ledger.head.release = "second".to_owned();
        let (changed, no_outputs) = (documents(50), outputs(0));
        let shards = ledger.write_shards(changes(&changed, &no_outputs)).unwrap();
        fs::write(folder.path().join("head.new-1"), "half").unwrap();
        fs::write(folder.path().join("documents-0.new-1"), "half").unwrap();
        let old = Ledger::open(folder.path()).unwrap();
        assert_eq!((old.head.release.as_str(), old.documents().unwrap()), ("first", documents(100)));
        assert_eq!(old.outputs().unwrap(), outputs(100));

        ledger.commit(shards).unwrap();
        assert_eq!(Ledger::open(folder.path()).unwrap().documents().unwrap(), changed);
        ledger.sweep();
        assert_eq!(read(folder.path()), Ok(()));
        assert!(!folder.files().iter().any(|name| name.contains("new-") || name.starts_with(OUTPUTS)));
    }

    #[test]
    fn what_is_not_the_ledgers_stays() {
        let folder = Folder::new();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        saved(&folder, 1);
        assert!(folder.files().contains("notes.txt"));
    }

    #[test]
    fn damage_is_noticed_wherever_it_is() {
        let folder = Folder::new();
        saved(&folder, 1);
        for kind in [HEAD, DOCUMENTS, OUTPUTS] {
            let path = folder.file(kind);
            let whole = fs::read(&path).unwrap();
            let cut = (0..whole.len()).map(|end| whole[..end].to_vec());
            let flipped = (0..whole.len()).map(|at| {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << (at % 8);
                bytes
            });
            let longer = [[whole.clone(), vec![0]].concat()];
            for bytes in cut.chain(flipped).chain(longer) {
                fs::write(&path, &bytes).unwrap();
                assert!(read(folder.path()).is_err(), "{}", path.display());
            }
            fs::write(&path, &whole).unwrap();
            assert_eq!(read(folder.path()), Ok(()));
        }
    }

    #[test]
    fn damage_is_mended_by_the_next_save() {
        let folder = Folder::new();
        let mut ledger = saved(&folder, 3);
        let path = folder.file(DOCUMENTS);
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&path, bytes).unwrap();
        ledger.save(changes(&documents(3), &outputs(3))).unwrap();
        assert_eq!(read(folder.path()), Ok(()));
    }

    #[test]
    fn a_shard_in_the_place_of_another_is_noticed() {
        let folder = Folder::new();
        saved(&folder, 3);
        let names: Vec<_> = folder.files().into_iter().filter(|name| name.starts_with(DOCUMENTS)).collect();
        fs::copy(folder.path().join(&names[0]), folder.path().join(&names[1])).unwrap();
        assert!(read(folder.path()).is_err());
    }

    #[test]
    fn another_version_does_not_trust_it() {
        let folder = Folder::new();
        saved(&folder, 1);
        let path = folder.file(HEAD);
        let mut bytes = fs::read(&path).unwrap();
        bytes[8] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(Ledger::open(folder.path()).unwrap_err(), Discarded::OtherVersion);
    }

    #[test]
    fn a_file_just_written_is_not_settled() {
        let folder = Folder::new();
        let now = clock(folder.path()).unwrap();
        assert!(!now.is_settled(&now));
        let earlier = Stamp { modified_ns: now.modified_ns - 3_000_000_000, ..now };
        assert!(earlier.is_settled(&now) && !now.is_settled(&earlier));
    }
}
