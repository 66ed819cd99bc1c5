//! What there is to make, and in which order.

use std::collections::BTreeMap;

use crate::index::{Index, Output, OutputId};
use crate::picture::Variant;

/// What is made at once: a page, or all copies of a picture, which is decoded once for them.
#[derive(Debug)]
pub(super) enum Job<'o> {
    Page(&'o Output),
    Picture(&'o str, Vec<(&'o Output, Variant)>),
}

/// All that is to be made.
#[derive(Debug)]
pub(super) struct Jobs<'o> {
    /// Pictures, each of which takes longer than a page, then feeds, which alone need the whole texts of explainers.
    pub(super) first: Vec<Job<'o>>,
    /// The others, so that pages that share entries follow one another.
    pub(super) pages: Vec<Job<'o>>,
}

impl<'o> Jobs<'o> {
    pub(super) fn of(index: &'o Index) -> Self {
        let mut pictures: BTreeMap<&str, Vec<(&Output, Variant)>> = BTreeMap::new();
        let (mut feeds, mut pages) = (Vec::new(), Vec::new());
        for output in index.outputs() {
            match &output.id {
                OutputId::Picture(file, variant) => pictures.entry(file).or_default().push((output, *variant)),
                OutputId::Feed(..) => feeds.push(Job::Page(output)),
                id => pages.push((index.standing(id), output)),
            }
        }
        pages.sort_by_key(|(standing, _)| *standing);
        let pictures = pictures.into_iter().map(|(file, copies)| Job::Picture(file, copies));
        Self {
            first: pictures.chain(feeds).collect(),
            pages: pages.into_iter().map(|(_, page)| Job::Page(page)).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.first.len() + self.pages.len()
    }
}
