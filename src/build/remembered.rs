//! What a build remembers for the next one.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::documents::{Known, Memory};
use super::look::{Look, stamps_of};
use super::page::Prints;
use super::pictures::KnownPictures;
use super::site::{Before, Site};
use super::tables::KnownTables;
use super::{Counts, Request};
use crate::diagnostic::Diagnostic;
use crate::ledger::{self, Changes, DocumentRef, Head, Ledger, OutputRecord, SourceRecord};
use crate::output::{Output, Release, WriteError};
use crate::source::{Source, Stamp};

/// What the last build knew of the site, and made of it.
#[derive(Debug)]
pub(super) struct Remembered {
    ledger: Ledger,
    /// The time by which files are told apart, from before any was read.
    began: Option<ledger::Stamp>,
}

pub(super) use crate::ledger::Bundle;

/// How a file was made.
pub(super) type Made = OutputRecord;

impl Made {
    pub(super) fn prints(&self) -> Prints {
        Prints { view: self.view, template: self.template }
    }
}

impl Remembered {
    /// Opens what is remembered of an output folder. What is damaged or of another version is nothing.
    pub(super) fn open(output: &mut Output) -> Result<Self, WriteError> {
        let folder = output.state().join("ledger");
        let ledger = Ledger::open(&folder).unwrap_or_else(|_| Ledger::empty(&folder));
        output.settle(Release::parse(&ledger.head.release).as_ref())?;
        let fits = output.release().is_some_and(|release| release.to_string() == ledger.head.release);
        let ledger = if fits { ledger } else { Ledger::empty(&folder) };
        Ok(Self { ledger, began: ledger::clock(&folder).ok() })
    }

    pub(super) fn head(&self) -> &Head {
        &self.ledger.head
    }

    /// The documents, and the outputs by path; nothing where they cannot be read.
    pub(super) fn read(&self) -> (Before, BTreeMap<String, Made>) {
        let head = &self.ledger.head;
        let (Ok(documents), Ok(outputs)) = (self.ledger.documents(), self.ledger.outputs()) else {
            return (Before::default(), BTreeMap::new());
        };
        let known = documents.into_iter().map(|(path, record)| {
            let known = Known {
                stamp: self.stamp(&path),
                hash: record.hash,
                summary: record.summary.map(Arc::new),
                mistakes: record.diagnostics,
                is_earlier: false,
            };
            (path, known)
        });
        let memory = Memory { documents: known.collect(), parsed_with: head.parsed_with };
        let stamps = head.pictures.keys().map(|path| (path.clone(), self.stamp(path)));
        let of_tables = head.tables.keys().map(|path| (path.clone(), self.stamp(path)));
        let before = Before {
            memory,
            pictures: KnownPictures { stamps: stamps.collect(), pictures: Arc::new(head.pictures.clone()) },
            tables: KnownTables { stamps: of_tables.collect(), tables: Arc::new(head.tables.clone()) },
            made_with: head.made_with,
            built_for: head.built_for,
            valid_until: head.valid_until,
        };
        (before, outputs)
    }

    /// The stamp of a file when it was last read; one that no file has where that cannot be trusted.
    pub(super) fn stamp(&self, path: &str) -> Stamp {
        let known = self.ledger.head.sources.get(path);
        known.map_or(Stamp::never(), |known| Stamp { len: known.stamp.len, modified_ns: known.stamp.modified_ns })
    }

    /// What was told and counted, if the site is as it was: every file, every setting, and what readers see.
    pub(super) fn unchanged(
        &self,
        look: &Look,
        request: &Request,
        output: &Output,
    ) -> Option<(Vec<Diagnostic>, Counts)> {
        let head = self.head();
        let same_settings = head.made_with == look.made_with
            && head.parsed_with == look.parsed_with
            && head.drawn_with == look.drawn_with;
        let same_time = head.built_for <= request.now && head.valid_until.is_none_or(|turn| request.now < turn);
        let counts = Counts { articles: head.counts.articles, pages: head.counts.pages, files: head.counts.files };
        let whole = !head.release.is_empty() && output.files().len() == counts.files;
        let mut stamps = look.stamps();
        // Without `content/`, files beside articles are found by what refers to them.
        let referenced: Vec<&String> = head.sources.keys().filter(|path| !stamps.contains_key(*path)).collect();
        stamps.extend(stamps_of(referenced.into_par_iter().map(|path| source_at(&request.root, path))));
        let same_files =
            stamps.len() == head.sources.len() && stamps.iter().all(|(path, stamp)| self.stamp(path) == *stamp);
        (same_settings && same_time && whole && same_files).then(|| (head.diagnostics.clone(), counts))
    }

    pub(super) fn save(
        mut self,
        site: &Site,
        mistakes: Vec<Diagnostic>,
        counts: Counts,
        outputs: Vec<(&str, &Made)>,
        bundle: Bundle,
        release: Release,
    ) -> io::Result<()> {
        let mut stamps = site.look.stamps();
        let beside = site.index.surroundings().assets.par_iter();
        stamps.extend(stamps_of(beside.map(|path| source_at(&site.request.root, path))));
        let hash = |path: &str| site.documents.get(path).map_or(0, |known| known.hash);
        self.ledger.head = Head {
            release: release.to_string(),
            made_with: site.look.made_with,
            parsed_with: site.look.parsed_with,
            drawn_with: site.look.drawn_with,
            built_for: site.request.now,
            valid_until: site.valid_until(),
            counts: ledger::Counts { articles: counts.articles, pages: counts.pages, files: counts.files },
            bundle,
            diagnostics: mistakes,
            pictures: site.index.surroundings().pictures.as_ref().clone(),
            tables: site.index.surroundings().tables.as_ref().clone(),
            sources: stamps
                .into_iter()
                .filter_map(|(path, stamp)| {
                    // A file was perhaps written again since it was read.
                    let document = site.documents.get(&path).map(|known| known.stamp);
                    let other = || site.pictures.stamps.get(&path).or(site.tables.stamps.get(&path)).copied();
                    let read = document.or_else(other).unwrap_or(stamp);
                    let stamp = self.settled(read)?;
                    Some((path.clone(), SourceRecord { stamp, hash: hash(&path) }))
                })
                .collect(),
        };
        let documents = site.documents.iter().map(|(path, known)| {
            let of = DocumentRef { hash: known.hash, summary: known.summary.as_deref(), diagnostics: &known.mistakes };
            (path.as_str(), of)
        });
        let changes = Changes { documents: Some(documents.collect()), outputs: Some(outputs) };
        self.ledger.save(changes).map_err(|error| error.error)
    }

    /// A stamp that would be another if the file were written again.
    fn settled(&self, stamp: Stamp) -> Option<ledger::Stamp> {
        let stamp = ledger::Stamp { len: stamp.len, modified_ns: stamp.modified_ns };
        self.began.as_ref().filter(|began| stamp.is_settled(began)).map(|_| stamp)
    }
}

fn source_at(root: &Path, path: &str) -> Source {
    Source { path: path.to_owned(), file: root.join(path) }
}
