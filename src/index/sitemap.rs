//! The pages that search engines may show, and into how many sitemaps they go.

use std::sync::Arc;

use super::differences::{Documents, twin};
use super::outputs::{Rank, generated};
use super::{Changed, Index, Output, OutputId};
use crate::document::Summary;
use crate::value::UrlPath;

impl Index {
    /// The pages that search engines may show.
    pub(super) fn listed_pages(&self) -> impl Iterator<Item = &Output> {
        self.outputs().filter(|output| match &output.id {
            OutputId::Document(id) => self.documents.get(id).is_some_and(|document| !document.draft),
            OutputId::Home
            | OutputId::Archive(_)
            | OutputId::Countries
            | OutputId::Corrections
            | OutputId::Search
            | OutputId::Entity(_)
            | OutputId::Relation(_)
            | OutputId::Window(..) => true,
            _ => false,
        })
    }

    /// As many sitemaps as are needed; none besides `/sitemap.xml` while that holds all.
    pub(super) fn update_sitemaps(&mut self, removed: &Documents, added: &Documents, changed: &mut Changed) {
        // A draft that is done keeps its page, and is listed now.
        let is_done = |(id, new): &(_, Arc<Summary>)| twin(removed, id).is_some_and(|old| old.draft != new.draft);
        if !(self.outputs.is_other || added.iter().any(is_done)) || !self.around.optional.contains(&OutputId::Sitemap) {
            return;
        }
        let parts = self.listed_pages().count().div_ceil(self.around.sitemap_size);
        let parts = if parts > 1 { parts } else { 0 };
        if parts != self.sitemaps {
            let (old, new) = (parts_outputs(self.sitemaps), parts_outputs(parts));
            self.sitemaps = parts;
            self.outputs.replace(&old, new, changed);
        }
    }
}

fn parts_outputs(parts: usize) -> Vec<(Rank, Output)> {
    let part = |number| generated(OutputId::SitemapPart(number), part_url(number), "a part of the sitemap");
    (1..=parts).map(|number| (Rank::Generated, part(number))).collect()
}

/// Where a part of the sitemap is, from 1.
pub(super) fn part_url(number: usize) -> UrlPath {
    UrlPath::file(&[&format!("sitemap-{number}.xml")])
}
