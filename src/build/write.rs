//! A build: what changed since the last one is made and written; a clean build is the same from nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::prelude::*;

use super::documents::Wrong;
use super::jobs::{Job, Jobs};
use super::limits;
use super::look::Look;
use super::make::{self, Failing};
use super::page::Prints;
use super::remembered::{Made, Remembered};
use super::search;
use super::site::Site;
use super::{Counts, Failed, Progress, Request};
use crate::diagnostic::{Diagnostic, Report};
use crate::index::{Changed, Output as Page, OutputId};
use crate::output::{Account, Content, Output, Release, Staging, WriteError, Written};
use crate::picture::Variant;
use crate::render::Rendered;
use crate::search::Record;
use crate::view::View;

/// What a build did.
#[derive(Debug)]
pub struct Built {
    /// All that is wrong. With errors nothing was written.
    pub report: Report,
    /// How much there is.
    pub counts: Counts,
    /// What was written; `None` where there are errors.
    pub written: Option<Written>,
    /// Why each file was, or was not, made again.
    pub reasons: BTreeMap<String, Reason>,
}

impl Built {
    /// The files that were rendered, by path.
    pub fn rendered(&self) -> impl Iterator<Item = &str> {
        let is_rendered = |reason: &Reason| matches!(reason, Reason::New | Reason::Content | Reason::Template);
        self.reasons.iter().filter(move |(_, reason)| is_rendered(reason)).map(|(path, _)| path.as_str())
    }
}

/// Why a file was, or was not, made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing is remembered of it, or it is not in the output folder.
    New,
    /// What it shows changed.
    Content,
    /// A template that it is made with changed.
    Template,
    /// It was looked at, since something that it reads changed; it shows the same.
    SameContent,
    /// Nothing that it reads changed.
    Unchanged,
    /// It is of the search index, which is another.
    Index,
    /// It is copied from a file of the site.
    Copied,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "was made, since no earlier build made it, or its file was gone",
            Self::Content => "was made again, since what it shows has changed",
            Self::Template => "was made again, since a template that it is made with has changed",
            Self::SameContent => "was not made again: something that it reads has changed, and it shows the same",
            Self::Unchanged => "was not made again: nothing that it reads has changed",
            Self::Index => "was made with the search index, which is not as the last build left it",
            Self::Copied => "is copied from the site's files",
        })
    }
}

/// Why a build did not come to its end.
#[derive(Debug)]
pub enum BuildError {
    /// The site could not be read.
    Failed(Failed),
    /// The output could not be written.
    Write(WriteError),
}

impl From<Failed> for BuildError {
    fn from(error: Failed) -> Self {
        Self::Failed(error)
    }
}

impl From<WriteError> for BuildError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

/// Builds a site into its output folder, from what the last build there remembers.
///
/// What the author did wrong is in the report of what is returned; then nothing is written.
pub fn build(request: &Request, mut output: Output, progress: &dyn Progress) -> Result<Built, BuildError> {
    let remembered = Remembered::open(&mut output)?;
    let look = Look::at(request)?;
    if let Some((mistakes, counts)) = remembered.unchanged(&look, request, &output) {
        let built = nothing_changed(request, &look, mistakes, counts, &output);
        tell(&look, request, built.written.map(|it| it.release), &built.report, output.state())
            .map_err(unsaid(output.state()))?;
        return Ok(built);
    }
    let (before, last) = remembered.read();
    let (site, mut changed) = Site::open(request.clone(), look, before, Wrong::AsItIs, progress)?;
    if site.look.drawn_with != remembered.head().drawn_with {
        // Which pages a template is for, only their views tell.
        changed = Changed::Everything;
    }
    let staging = output.stage()?;
    let work = Work {
        site: &site,
        changed: &changed,
        last: &last,
        staging: &staging,
        failing: Failing::default(),
        records: Mutex::default(),
    };
    let jobs = Jobs::of(&site.index);
    progress.begin("rendering", jobs.len());
    let mut made = work.all(&jobs.first, progress)?;
    site.shared.forget_texts();
    made.extend(work.all(&jobs.pages, progress)?);
    site.shared.forget_items();
    let records = work.records.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut mistakes = site.mistakes(work.failing.into_diagnostics(&site));
    let report = Report::new(mistakes.clone(), &site.look.config.lints, request.deny_warnings);
    let statics = site.static_files();
    let mut files = Files {
        pages: made.into_iter().map(|(path, made, why)| (path, (made, why))).collect(),
        others: statics.iter().map(|file| (file.path.clone(), Reason::Copied)).collect(),
    };
    if report.errors() > 0 {
        return unwritten(&site, request, report, files, staging.state());
    }
    statics.par_iter().try_for_each(|file| write(&staging, &file.path, &file.content))?;
    let last_bundle = &remembered.head().bundle;
    let prints = files.pages.values().map(|(made, _)| made.record);
    let (bundle, reason) = search::bring_up(&site, (prints, records), last_bundle, &staging, progress)?;
    files.others.extend(bundle.files.iter().map(|path| (path.clone(), reason)));
    let counts = files.counts(&site);
    mistakes.extend(beyond_limits(&site, &staging));
    let report = Report::new(mistakes.clone(), &site.look.config.lints, request.deny_warnings);
    if report.errors() > 0 {
        return unwritten(&site, request, report, files, staging.state());
    }
    let state = staging.state().to_path_buf();
    let written = staging.finish(|release| {
        let made = files.pages.iter().map(|(path, (made, _))| (path.as_str(), made));
        remembered.save(&site, mistakes, counts, made.collect(), bundle, *release)?;
        tell(&site.look, request, Some(*release), &report, &state)
    })?;
    let reasons = files.into_reasons();
    // To give back the memory of a large site takes a while, in which the process can end.
    thread::spawn(move || drop((site, last)));
    Ok(Built { report, counts, written: Some(written), reasons })
}

/// All files of a site, by path.
struct Files {
    pages: BTreeMap<String, (Made, Reason)>,
    others: BTreeMap<String, Reason>,
}

impl Files {
    fn counts(&self, site: &Site) -> Counts {
        let others = self.others.keys().filter(|path| !self.pages.contains_key(*path));
        make::counts(site.counts(), self.pages.keys().chain(others).map(String::as_str))
    }

    fn into_reasons(self) -> BTreeMap<String, Reason> {
        self.pages.into_iter().map(|(path, (_, reason))| (path, reason)).chain(self.others).collect()
    }
}

/// With mistakes, what readers see stays as it is.
fn unwritten(site: &Site, request: &Request, report: Report, files: Files, state: &Path) -> Result<Built, BuildError> {
    tell(&site.look, request, None, &report, state).map_err(unsaid(state))?;
    Ok(Built { report, counts: files.counts(site), written: None, reasons: files.into_reasons() })
}

/// What hosts do not take of what was made.
fn beyond_limits(site: &Site, staging: &Staging) -> Vec<Diagnostic> {
    let targets = &site.look.config.publish;
    if targets.iter().all(|target| target.host.is_none()) {
        return Vec::new();
    }
    let files = staging.sizes();
    limits::of_files(targets, &files.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect())
}

/// Leaves an account of the build, by which `publish` knows whether readers are to see what was made.
fn tell(look: &Look, request: &Request, release: Option<Release>, report: &Report, state: &Path) -> io::Result<()> {
    let Some(release) = release else { return Account::note_errors(state, report.errors()) };
    let base_url = look.config.base_url.as_ref().map(ToString::to_string);
    Account::of(&release, base_url, request.drafts, request.future).save(state)
}

fn unsaid(state: &Path) -> impl Fn(io::Error) -> WriteError {
    |error| WriteError::Failed { path: state.to_path_buf(), error }
}

/// The site is as it was, and so is what readers see.
fn nothing_changed(
    request: &Request,
    look: &Look,
    mistakes: Vec<Diagnostic>,
    counts: Counts,
    output: &Output,
) -> Built {
    let report = Report::new(mistakes, &look.config.lints, request.deny_warnings);
    let written = output.release().filter(|_| report.errors() == 0);
    Built {
        written: written.map(|release| Written { changed: 0, added: 0, removed: 0, release: *release }),
        report,
        counts,
        reasons: output.files().keys().map(|path| (path.clone(), Reason::Unchanged)).collect(),
    }
}

/// A file of the site: its path, how it was made, and why.
type MadePage = (String, Made, Reason);

struct Work<'w> {
    site: &'w Site,
    changed: &'w Changed,
    /// What the last build made, by path.
    last: &'w BTreeMap<String, Made>,
    staging: &'w Staging,
    failing: Failing,
    /// What the pages that were looked at are found by, by their paths.
    records: Mutex<BTreeMap<String, Record>>,
}

impl Work<'_> {
    fn all(&self, jobs: &[Job], progress: &dyn Progress) -> Result<Vec<MadePage>, BuildError> {
        let job = |job: &Job| {
            progress.step();
            match job {
                Job::Page(page) => Ok(self.page(page)?.into_iter().collect()),
                Job::Picture(file, copies) => self.picture(file, copies),
            }
        };
        // One after the other, whichever thread is free: what many pages show is kept for those that come soon.
        let made: Result<Vec<Vec<MadePage>>, BuildError> = jobs.iter().par_bridge().map(job).collect();
        Ok(made?.into_iter().flatten().collect())
    }

    /// Brings a page up to date.
    fn page(&self, page: &Page) -> Result<Option<MadePage>, BuildError> {
        let path = page.url.file_path();
        let last = self.last.get(&path);
        if let Some(last) = last.filter(|last| self.is_current(page, last))
            && self.staging.keep(&path)
        {
            return Ok(Some((path, last.clone(), Reason::Unchanged)));
        }
        let Some(viewed) = self.site.view(page, None) else { return Err(Failed::Changed(path).into()) };
        let Prints { view, template } = viewed.prints;
        let record = self.record(&path, &viewed.view);
        let made = Made { facts: viewed.facts, view, template, record };
        let same = last.filter(|last| made.view != 0 && last.prints() == made.prints());
        if same.is_some() && self.staging.keep(&path) {
            return Ok(Some((path, made, Reason::SameContent)));
        }
        let reason = reason(last.map(Made::prints), made.prints());
        let Some(rendered) = self.failing.note(page, self.site.render(&viewed.view)) else { return Ok(None) };
        let reason = match rendered {
            Rendered::Bytes(bytes) => self.staging.write(&path, &bytes).map(|_| reason)?,
            Rendered::Copy(source) => {
                self.staging.copy(&path, &self.site.request.root.join(source)).map(|_| Reason::Copied)?
            }
            // They are no pages.
            Rendered::Picture(..) => return Ok(None),
        };
        Ok(Some((path, made, reason)))
    }

    /// Of what the page is found by, of which note is taken; 0 where it is not, or where the site has no search.
    fn record(&self, path: &str, view: &View) -> u64 {
        let Some(record) = self.site.look.config.search.then(|| Record::of(view)).flatten() else { return 0 };
        let print = record.print();
        self.records.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), record);
        print
    }

    /// Brings the copies of a picture up to date: one that is there is what its name says.
    fn picture(&self, file: &str, copies: &[(&Page, Variant)]) -> Result<Vec<MadePage>, BuildError> {
        let path = |page: &Page| page.url.file_path();
        let is_there = |page: &Page| self.last.contains_key(&path(page)) && self.staging.keep(&path(page));
        let (there, missing): (Vec<_>, Vec<_>) = copies.iter().copied().partition(|(page, _)| is_there(page));
        let mut made: Vec<_> = there.iter().map(|(page, _)| (path(page), Made::default(), Reason::Unchanged)).collect();
        if missing.is_empty() {
            return Ok(made);
        }
        let variants: Vec<Variant> = missing.iter().map(|(_, variant)| *variant).collect();
        let encoded = self.failing.note_picture(file, self.site.copies(file, &variants)?);
        for ((page, _), bytes) in missing.into_iter().zip(encoded.unwrap_or_default()) {
            self.staging.write(&path(page), &bytes)?;
            made.push((path(page), Made::default(), Reason::New));
        }
        Ok(made)
    }

    fn is_current(&self, page: &Page, last: &Made) -> bool {
        !matches!(page.id, OutputId::Asset(_)) && !self.changed.concerns(&last.facts)
    }
}

fn reason(last: Option<Prints>, now: Prints) -> Reason {
    match last {
        None => Reason::New,
        Some(last) if last.view == now.view && last.template != now.template => Reason::Template,
        Some(last) if last == now && now.view != 0 => Reason::New,
        Some(_) => Reason::Content,
    }
}

fn write(staging: &Staging, path: &str, content: &Content) -> Result<(), WriteError> {
    match content {
        Content::Bytes(bytes) => staging.write(path, bytes),
        Content::CopyOf(source) => staging.copy(path, source),
    }
    .map(|_| ())
}
