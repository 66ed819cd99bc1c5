//! The CSV files that charts show.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Changed, Fact, Index, pictures};
use crate::document::{LinkTarget, Summary};
use crate::table::Tables;

/// The files of a document's charts, relative to the site.
pub fn chart_files(summary: &Summary) -> impl Iterator<Item = String> {
    summary.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Chart(chart) => pictures::file_of(&chart.file),
        _ => None,
    })
}

impl Index {
    /// Takes over what is known of the files now.
    pub(super) fn take_tables(&mut self, now: &Arc<Tables>, changed: &mut Changed) {
        if Arc::ptr_eq(&self.around.tables, now) {
            return;
        }
        let before = std::mem::replace(&mut self.around.tables, now.clone());
        let files: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
        for file in files.into_iter().filter(|file| before.get(*file) != now.get(*file)) {
            changed.note(&Fact::Table(file.clone()));
        }
    }
}
