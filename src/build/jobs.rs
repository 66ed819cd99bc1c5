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
///
/// Pictures come first, each of which takes longer than a page; then feeds, which share the texts of explainers; then
/// pages, so that those that share entries follow one another.
pub(super) fn jobs(index: &Index) -> Vec<Job<'_>> {
    let mut pictures: BTreeMap<&str, Vec<(&Output, Variant)>> = BTreeMap::new();
    let mut feeds = Vec::new();
    let mut pages = Vec::new();
    for output in index.outputs() {
        match &output.id {
            OutputId::Picture(file, variant) => pictures.entry(file).or_default().push((output, *variant)),
            OutputId::Feed(..) => feeds.push(output),
            id => pages.push((index.standing(id), output)),
        }
    }
    pages.sort_by_key(|(standing, _)| *standing);
    let pictures = pictures.into_iter().map(|(file, copies)| Job::Picture(file, copies));
    pictures.chain(feeds.into_iter().chain(pages.into_iter().map(|(_, page)| page)).map(Job::Page)).collect()
}
