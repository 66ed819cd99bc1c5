//! The bundle by which a site is searched: made again only when what it is made from changed.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use super::remembered::Bundle;
use super::site::Site;
use super::write::{BuildError, Reason};
use super::{Failed, Progress};
use crate::index::{Output, OutputId};
use crate::output::Staging;
use crate::search::{self, Record};

/// Brings the bundle in the staging up to date with the pages that were made; of some, the records are known already.
pub(super) fn bring_up(
    site: &Site,
    (prints, known): (impl Iterator<Item = u64>, BTreeMap<String, Record>),
    last: &Bundle,
    staging: &Staging,
    progress: &dyn Progress,
) -> Result<(Bundle, Reason), BuildError> {
    if !site.look.config.search {
        return Ok((Bundle::default(), Reason::Unchanged));
    }
    let records = site.print_of(prints);
    if records == last.records && last.files.iter().all(|path| staging.keep(path)) {
        return Ok((last.clone(), Reason::Unchanged));
    }
    progress.begin("indexing", 1);
    let files = site.bundle(site.records(known)?)?;
    files.par_iter().try_for_each(|(path, bytes)| staging.write(path, bytes).map(|_| ()))?;
    progress.step();
    let files = files.into_iter().map(|(path, _)| path).collect();
    Ok((Bundle { records, files }, Reason::Index))
}

impl Site {
    /// What readers can search for.
    fn records(&self, mut known: BTreeMap<String, Record>) -> Result<Vec<Record>, Failed> {
        let searched: Vec<(&Output, Option<Record>)> =
            self.searched().map(|output| (output, known.remove(&output.url.file_path()))).collect();
        let record = |(output, known): (&Output, Option<Record>)| {
            if known.is_some() {
                return Ok(known);
            }
            let viewed = self.view(output, None).ok_or_else(|| Failed::Changed(output.url.file_path()))?;
            Ok(Record::of(&viewed.view))
        };
        let records: Result<Vec<Option<Record>>, Failed> = searched.into_par_iter().map(record).collect();
        Ok(records?.into_iter().flatten().collect())
    }

    /// The same, without what cannot be read at the moment.
    pub(super) fn readable_records(&self) -> Vec<Record> {
        let searched: Vec<&Output> = self.searched().collect();
        searched.par_iter().filter_map(|output| Record::of(&self.view(output, None)?.view)).collect()
    }

    fn searched(&self) -> impl Iterator<Item = &Output> {
        self.index.outputs().filter(|output| matches!(output.id, OutputId::Document(_) | OutputId::Entity(_)))
    }

    /// Of all that a bundle is made from, with the records by their own prints; never 0.
    pub(super) fn print_of(&self, records: impl Iterator<Item = u64>) -> u64 {
        let mut hasher = Xxh3Default::new();
        (self.search_language(), self.own_files()).hash(&mut hasher);
        records.filter(|print| *print != 0).for_each(|print| print.hash(&mut hasher));
        hasher.finish().max(1)
    }

    /// The bundle's files, by their paths in the output.
    pub(super) fn bundle(&self, records: Vec<Record>) -> Result<Vec<(String, Vec<u8>)>, Failed> {
        let own = self.own_files();
        let files = search::bundle(records, self.search_language()).map_err(Failed::Search)?;
        let files = files.into_iter().map(|file| (format!("{}{}", search::FOLDER, file.path), file.bytes));
        Ok(files.filter(|(path, _)| !own.contains(path.as_str())).collect())
    }

    pub(super) fn search_language(&self) -> &str {
        self.look.config.language.primary()
    }

    /// The author's own files where the bundle is: they win over what Nutgraf makes.
    fn own_files(&self) -> BTreeSet<&str> {
        let paths = self.look.tree.statics.iter().filter_map(|source| source.path.strip_prefix("static/"));
        paths.filter(|path| path.starts_with(search::FOLDER)).collect()
    }
}
