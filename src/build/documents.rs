//! The documents of a site: read where they changed, remembered where not.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::bodies::Bodies;
use super::load::{self, Loaded};
use super::look::Look;
use super::{Failed, Progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{self, Body, Summary};
use crate::source::{Source, Stamp};

/// What is known of a document's file.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// As the file was when it was read.
    pub(super) stamp: Stamp,
    /// Of its bytes.
    pub(super) hash: u64,
    /// What it says; `None` where nothing can be made of it.
    pub(super) summary: Option<Arc<Summary>>,
    /// What is wrong with it by itself.
    pub(super) mistakes: Vec<Diagnostic>,
    /// Whether `summary` is of an earlier text, since the present one is wrong.
    pub(super) is_earlier: bool,
}

/// What was known of documents before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) documents: BTreeMap<String, Known>,
    /// What they were read with.
    pub(super) parsed_with: u64,
}

/// What becomes of a document whose text is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// What could be read of it.
    AsItIs,
    /// What it last said when it was right.
    KeepsLastGood,
}

/// Reads the documents of a site; those that are as they are remembered are not parsed again.
///
/// Also returns the bodies of those that were.
pub(super) fn read(
    look: &Look,
    memory: &mut Memory,
    wrong: Wrong,
    progress: &dyn Progress,
) -> Result<(BTreeMap<String, Known>, Bodies), Failed> {
    let sources = &look.tree.markdown;
    progress.begin("reading", sources.len());
    let may_reuse = memory.parsed_with == look.parsed_with;
    let old: Vec<Option<Known>> = sources.iter().map(|source| memory.documents.remove(&source.path)).collect();
    let mut bodies = Bodies::default();
    let read: Result<Vec<_>, Failed> = sources
        .par_iter()
        .zip(old)
        .map(|(source, old)| {
            progress.step();
            let read = one(source, old, may_reuse, wrong, look)?;
            // A preview makes few pages, and reads their files again.
            let keeps_bodies = wrong == Wrong::AsItIs;
            let put = |body: Body| if keeps_bodies { bodies.put(&body) } else { None };
            Ok(read.map(|(path, known, body)| (path, known, body.and_then(put))))
        })
        .collect();
    let mut documents = BTreeMap::new();
    for (path, known, place) in read?.into_iter().flatten() {
        if let Some(place) = place {
            bodies.note(path.clone(), place);
        }
        documents.insert(path, known);
    }
    Ok((documents, bodies))
}

/// What a file says, and its body where it was parsed.
pub(super) type ReadOne = (Known, Option<Body>);

type Read = (String, Known, Option<Body>);

fn one(
    source: &Source,
    old: Option<Known>,
    may_reuse: bool,
    wrong: Wrong,
    look: &Look,
) -> Result<Option<Read>, Failed> {
    let Some(stamp) = crate::source::stamp(source)? else { return Ok(None) };
    let old = match old {
        Some(old) if may_reuse && old.stamp == stamp => {
            return Ok(Some((source.path.clone(), old, None)));
        }
        old => old,
    };
    let text = match load::text(source, look.config.limits.file_size)? {
        // Between the listing and the reading it went away.
        Loaded::Gone => return Ok(None),
        Loaded::Wrong(mistake) => {
            let known = Known { stamp, hash: 0, summary: None, mistakes: vec![*mistake], is_earlier: false };
            return Ok(Some((source.path.clone(), known, None)));
        }
        Loaded::Text(text) => text,
    };
    let hash = xxh3_64(text.text.as_bytes());
    if let Some(old) = old.as_ref().filter(|old| may_reuse && old.hash == hash) {
        return Ok(Some((text.path, Known { stamp, ..old.clone() }, None)));
    }
    let (document, mistakes) = document::parse(&text.path, &text.text, look.gazetteer(), &look.dialect);
    let is_wrong = mistakes.iter().any(|mistake| mistake.severity == Severity::Error);
    let earlier = old.and_then(|old| old.summary).filter(|_| is_wrong && wrong == Wrong::KeepsLastGood);
    if let Some(summary) = earlier {
        let known = Known { stamp, hash, summary: Some(summary), mistakes, is_earlier: true };
        return Ok(Some((text.path, known, None)));
    }
    // What stays in memory is a copy: it takes just the room that it needs, and none is left of how it grew.
    let (summary, body) = document.map(|it| (Arc::new(it.summary.clone()), it.body)).unzip();
    Ok(Some((text.path, Known { stamp, hash, summary, mistakes, is_earlier: false }, body)))
}

/// Reads one file again, whatever its stamp says; `None` if it is gone.
pub(super) fn read_one(
    source: &Source,
    old: Option<Known>,
    wrong: Wrong,
    look: &Look,
) -> Result<Option<ReadOne>, Failed> {
    let old = old.map(|old| Known { stamp: Stamp::never(), ..old });
    let read = one(source, old, true, wrong, look)?;
    Ok(read.map(|(_, known, body)| (known, body)))
}

/// The body of a document as it is in its file, if that is still what its summary is of.
pub(super) fn body(look: &Look, source: &Source, known: &Known) -> Option<Arc<Body>> {
    let Ok(Loaded::Text(text)) = load::text(source, look.config.limits.file_size) else { return None };
    if known.is_earlier || xxh3_64(text.text.as_bytes()) != known.hash {
        return None;
    }
    let (document, _) = document::parse(&text.path, &text.text, look.gazetteer(), &look.dialect);
    document.map(|document| Arc::new(document.body))
}
