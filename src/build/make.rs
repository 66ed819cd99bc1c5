//! A whole site in memory: for checks, and for tests of what pages hold.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::documents::Wrong;
use super::jobs::{Job, Jobs};
use super::look::Look;
use super::site::{Before, Site};
use super::{Counts, Failed, Made, Progress, Request};
use crate::diagnostic::Diagnostic;
use crate::index::{Output, OutputId};
use crate::output::{Content, OutputFile};
use crate::picture::{Fault, Variant};
use crate::render::{Failure, Failures, Rendered};

/// Makes the whole site in memory.
///
/// What the author did wrong is in the report of what is returned; an error means that the
/// machine failed.
pub fn make(request: &Request, progress: &dyn Progress) -> Result<Made, Failed> {
    made(request, progress, Copies::Made)
}

/// The same to see what is wrong: the copies of pictures and the cards are empty, since making them takes long.
pub fn check(request: &Request, progress: &dyn Progress) -> Result<Made, Failed> {
    made(request, progress, Copies::Empty)
}

/// Whether pictures are copied in other sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copies {
    Made,
    /// They are seen to be whole.
    Empty,
}

fn made(request: &Request, progress: &dyn Progress, copies: Copies) -> Result<Made, Failed> {
    let (site, _) = Site::open(request.clone(), Look::at(request)?, Before::default(), Wrong::AsItIs, progress)?;
    let jobs = Jobs::of(&site.index);
    progress.begin("rendering", jobs.len());
    let failures = Failing::default();
    let page = |output: &Output| {
        let viewed = site.view(output, None)?;
        let rendered = failures.note(output, site.render(&viewed.view))?;
        Some(OutputFile { path: output.url.file_path(), content: content(rendered, &request.root)? })
    };
    let job = |job: &Job| {
        progress.step();
        match job {
            // To draw a card cannot fail.
            Job::Page(output) if copies == Copies::Empty && matches!(output.id, OutputId::Card(_)) => {
                Ok(vec![OutputFile { path: output.url.file_path(), content: Content::Bytes(Vec::new()) }])
            }
            Job::Page(output) => Ok(page(output).into_iter().collect()),
            Job::Picture(file, outputs) => picture(&site, file, outputs, copies, &failures),
        }
    };
    let made: Result<Vec<Vec<OutputFile>>, Failed> =
        jobs.first.iter().chain(&jobs.pages).par_bridge().map(job).collect();
    let mut files: Vec<OutputFile> = made?.into_iter().flatten().collect();
    files.extend(site.static_files());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let counts = counts(site.counts(), files.iter().map(|file| file.path.as_str()));
    let base_path = site.theme.frame.base_path().to_owned();
    Ok(Made { base_path, files, report: site.report(failures.into_diagnostics(&site)), counts })
}

fn picture(
    site: &Site,
    file: &str,
    outputs: &[(&Output, Variant)],
    copies: Copies,
    failures: &Failing,
) -> Result<Vec<OutputFile>, Failed> {
    let wanted: Vec<Variant> = outputs.iter().filter(|_| copies == Copies::Made).map(|(_, variant)| *variant).collect();
    let Some(made) = failures.note_picture(file, site.copies(file, &wanted)?) else { return Ok(Vec::new()) };
    let contents = made.into_iter().chain(std::iter::repeat(Vec::new()));
    let files = outputs
        .iter()
        .zip(contents)
        .map(|((output, _), bytes)| OutputFile { path: output.url.file_path(), content: Content::Bytes(bytes) });
    Ok(files.collect())
}

/// What a file holds; `None` of a copy of a picture, which is not rendered.
pub(super) fn content(rendered: Rendered, root: &Path) -> Option<Content> {
    match rendered {
        Rendered::Bytes(bytes) => Some(Content::Bytes(bytes)),
        Rendered::Copy(path) => Some(Content::CopyOf(root.join(path))),
        Rendered::Picture(..) => None,
    }
}

pub(super) fn counts<'f>(known: Counts, files: impl Iterator<Item = &'f str>) -> Counts {
    files.fold(known, |counts, path| Counts {
        pages: counts.pages + usize::from(has_extension(path, "html")),
        files: counts.files + 1,
        ..counts
    })
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

/// The pages on which templates failed and the pictures that are damaged, from many threads.
#[derive(Debug, Default)]
pub(super) struct Failing {
    pages: Mutex<BTreeMap<String, Failure>>,
    pictures: Mutex<BTreeMap<String, Fault>>,
}

impl Failing {
    pub(super) fn note(&self, output: &Output, rendered: Result<Rendered, Failure>) -> Option<Rendered> {
        rendered
            .map_err(|failure| {
                let mut failures = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
                failures.insert(output.url.to_string(), failure);
            })
            .ok()
    }

    pub(super) fn note_picture<T>(&self, file: &str, copied: Result<T, Fault>) -> Option<T> {
        copied
            .map_err(|fault| {
                self.pictures.lock().unwrap_or_else(PoisonError::into_inner).insert(file.to_owned(), fault);
            })
            .ok()
    }

    /// By address, so that the page that is named does not depend on the threads.
    pub(super) fn into_diagnostics(self, site: &Site) -> Vec<Diagnostic> {
        let mut gathered = Failures::default();
        for (page, failure) in self.pages.into_inner().unwrap_or_else(PoisonError::into_inner) {
            gathered.add(failure, page);
        }
        for (page, failure) in site.shared.failures() {
            gathered.add(failure, page);
        }
        let faults = self.pictures.into_inner().unwrap_or_else(PoisonError::into_inner);
        gathered.into_diagnostics().into_iter().chain(site.faults(&faults)).collect()
    }
}
