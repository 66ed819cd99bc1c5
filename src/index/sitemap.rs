//! The pages that search engines may show, and into how many sitemaps they go.

use super::differences::{Documents, twin};
use super::outputs::{Rank, generated};
use super::{Changed, Index, Output, OutputId, SourceId};
use crate::value::UrlPath;

impl Index {
    /// The pages that search engines may show.
    pub(super) fn listed_pages(&self) -> impl Iterator<Item = &Output> {
        self.outputs().filter(|output| match &output.id {
            OutputId::Document(id) => !self.is_draft(id),
            OutputId::Entity(id) => {
                let file = self.entities.get(id).and_then(|entity| entity.file.as_ref());
                !file.is_some_and(|file| self.is_draft(file))
            }
            OutputId::Home
            | OutputId::Archive(_)
            | OutputId::Countries
            | OutputId::Corrections
            | OutputId::Search
            | OutputId::Relation(_)
            | OutputId::Window(..) => true,
            _ => false,
        })
    }

    fn is_draft(&self, id: &SourceId) -> bool {
        self.documents.get(id).is_some_and(|document| document.draft)
    }

    /// As many sitemaps as are needed; none besides `/sitemap.xml` while that holds all.
    pub(super) fn update_sitemaps(&mut self, removed: &Documents, added: &Documents, changed: &mut Changed) {
        // A draft that is done keeps its page, and is listed now; so does the page of a topic that loses a draft.
        let is_draft = |documents: &Documents, id: &SourceId| twin(documents, id).is_some_and(|it| it.draft);
        let is_done = || removed.iter().chain(added).any(|(id, _)| is_draft(removed, id) != is_draft(added, id));
        if !(self.outputs.is_other || is_done()) || !self.around.optional.contains(&OutputId::Sitemap) {
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
