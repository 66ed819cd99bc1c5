//! A whole site in memory: for checks, and for tests of what pages hold.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::documents::Wrong;
use super::look::Look;
use super::settings;
use super::site::{Before, Site};
use super::{Counts, Failed, Made, Progress, Request};
use crate::diagnostic::Diagnostic;
use crate::index::Output;
use crate::output::{Content, OutputFile};
use crate::render::{Failure, Failures, Rendered};

/// Makes the whole site in memory.
///
/// What the author did wrong is in the report of what is returned; an error means that the
/// machine failed.
pub fn make(request: &Request, progress: &dyn Progress) -> Result<Made, Failed> {
    let (site, _) =
        Site::open(request.clone(), Look::with_theme(request)?, Before::default(), Wrong::AsItIs, progress)?;
    let outputs: Vec<&Output> = site.index.outputs().collect();
    progress.begin("rendering", outputs.len());
    let failures = Failing::default();
    let render = |output: &&Output| {
        progress.step();
        let viewed = site.view(output, None)?;
        let rendered = failures.note(output, site.render(&viewed.view))?;
        Some(OutputFile { path: output.url.file_path(), content: content(rendered, &request.root) })
    };
    let mut files: Vec<OutputFile> = outputs.par_iter().filter_map(render).collect();
    files.extend(site.static_files());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let counts = counts(site.counts(), files.iter().map(|file| file.path.as_str()));
    let base_path = site.theme.frame.base_path().to_owned();
    Ok(Made { base_path, files, report: site.report(failures.into_diagnostics()), counts })
}

pub(super) fn content(rendered: Rendered, root: &Path) -> Content {
    match rendered {
        Rendered::Bytes(bytes) => Content::Bytes(bytes),
        Rendered::Copy(path) => Content::CopyOf(root.join(path)),
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

/// The pages on which templates failed, from many threads.
#[derive(Debug, Default)]
pub(super) struct Failing(Mutex<BTreeMap<String, Failure>>);

impl Failing {
    pub(super) fn note(&self, output: &Output, rendered: Result<Rendered, Failure>) -> Option<Rendered> {
        rendered
            .map_err(|failure| {
                let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                failures.insert(output.url.to_string(), failure);
            })
            .ok()
    }

    /// By address, so that the page that is named does not depend on the threads.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut gathered = Failures::default();
        for (page, failure) in self.0.into_inner().unwrap_or_else(PoisonError::into_inner) {
            gathered.add(failure, page);
        }
        gathered.into_diagnostics()
    }
}

// Static files

impl Site {
    /// The site's own files, and the theme's where the site has none of that path.
    pub(super) fn static_files(&self) -> Vec<OutputFile> {
        let own: BTreeMap<String, _> = self
            .look
            .tree
            .statics
            .iter()
            .map(|source| (source.path.strip_prefix("static/").unwrap_or(&source.path).to_owned(), source))
            .collect();
        let accent = self.look.config.accent.as_deref();
        let theme = settings::theme_files(&self.look.config).into_iter().filter(|(path, _)| !own.contains_key(path));
        let theme = theme.map(|(path, bytes)| {
            let bytes = if path == "nutgraf.css" { stylesheet(bytes, accent) } else { bytes.to_vec() };
            OutputFile { path, content: Content::Bytes(bytes) }
        });
        let copied = own
            .iter()
            .map(|(path, source)| OutputFile { path: path.clone(), content: Content::CopyOf(source.file.clone()) });
        theme.chain(copied).collect()
    }
}

/// The theme's stylesheet with the site's accent colour.
fn stylesheet(theme: &[u8], accent: Option<&str>) -> Vec<u8> {
    let mut css = theme.to_vec();
    if let Some(accent) = accent {
        css.extend_from_slice(format!("\n:root {{ --accent: {accent}; }}\n").as_bytes());
    }
    css
}
