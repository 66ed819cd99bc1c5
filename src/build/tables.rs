//! The CSV files that charts show: read where they changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Failed;
use super::documents::Known;
use super::load::{self, Loaded};
use super::look::Look;
use crate::index;
use crate::source::{self, Source, Stamp};
use crate::table::{self, Tables};

/// What is known of the files, and as what files they were read.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownTables {
    pub(super) stamps: BTreeMap<String, Stamp>,
    pub(super) tables: Arc<Tables>,
}

/// The files of the site that charts of these documents name.
pub(super) fn named<'k>(
    documents: impl IntoIterator<Item = &'k Known>,
    look: &Look,
    assets: &BTreeSet<String>,
) -> BTreeSet<String> {
    let is_of_site = |path: &String| {
        assets.contains(path) || look.tree.statics.binary_search_by(|source| source.path.cmp(path)).is_ok()
    };
    let summaries = documents.into_iter().filter_map(|known| known.summary.as_deref());
    summaries.flat_map(index::chart_files).filter(is_of_site).collect()
}

impl KnownTables {
    /// Reads these files; those with the stamp that is known are not read again.
    pub(super) fn look_at(&self, files: BTreeSet<String>, root: &Path, look: &Look) -> Result<Self, Failed> {
        let limit = look.config.limits.file_size;
        let looked: Result<Vec<_>, Failed> =
            files.into_par_iter().map(|path| Ok(self.one(&path, root, limit)?.map(|one| (path, one)))).collect();
        let (mut stamps, mut tables) = (BTreeMap::new(), Tables::new());
        for (path, (stamp, table)) in looked?.into_iter().flatten() {
            stamps.insert(path.clone(), stamp);
            tables.insert(path, table);
        }
        let tables = if *self.tables == tables { self.tables.clone() } else { Arc::new(tables) };
        Ok(Self { stamps, tables })
    }

    fn one(&self, path: &str, root: &Path, limit: u64) -> Result<Option<(Stamp, Table)>, Failed> {
        let source = Source { path: path.to_owned(), file: root.join(path) };
        let Some(stamp) = source::stamp(&source)? else { return Ok(None) };
        // A file that is wrong is read again: the limit may be another now.
        let is_same = self.stamps.get(path) == Some(&stamp) && stamp.len <= limit;
        if let Some(Ok(known)) = self.tables.get(path).filter(|_| is_same) {
            return Ok(Some((stamp, Ok(known.clone()))));
        }
        let table = match load::text(&source, limit)? {
            Loaded::Text(text) => table::read(path, &text.text),
            Loaded::Wrong(wrong) => Err(wrong),
            Loaded::Gone => return Ok(None),
        };
        Ok(Some((stamp, table)))
    }
}

type Table = Result<table::Csv, Box<crate::diagnostic::Diagnostic>>;
