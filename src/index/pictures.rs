//! The pictures that documents show, and the copies that are made of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::check::Place;
use super::differences::Documents;
use super::outputs::Rank;
use super::{Changed, Fact, Finding, Index, Output, OutputId, Owner};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Asset, LinkTarget, Summary};
use crate::picture::{Fault, Picture, Pictures, Variant};
use crate::value::UrlPath;

/// The file of a picture, relative to the site; of one on the web there is none.
pub(super) fn file_of(asset: &Asset) -> Option<String> {
    match asset {
        Asset::Beside(path) => Some(path.clone()),
        Asset::Site(url) => Some(format!("static{url}")),
        Asset::Web(_) => None,
    }
}

fn shown_by(summary: &Summary) -> impl Iterator<Item = String> {
    summary.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Picture(asset) => file_of(asset),
        _ => None,
    })
}

impl Index {
    /// What is known of a picture by its file.
    pub(super) fn picture(&self, file: &str) -> Option<&Picture> {
        self.around.pictures.get(file)?.as_ref().ok()
    }

    /// Where a copy of a picture is: beside it.
    pub(super) fn variant_url(&self, file: &str, picture: &Picture, variant: Variant) -> Option<UrlPath> {
        let url = match file.strip_prefix("static/") {
            Some(path) if !self.around.assets.contains(file) => UrlPath::parse(&format!("/{path}"))?,
            _ => self.asset_url(file)?,
        };
        let (folder, name) = url.as_str().rsplit_once('/')?;
        UrlPath::parse(&format!("{folder}/{}", picture.file_name(name, variant)))
    }

    /// Takes over what is known of the pictures now.
    pub(super) fn take_pictures(&mut self, now: &Arc<Pictures>, changed: &mut Changed) {
        if Arc::ptr_eq(&self.around.pictures, now) {
            return;
        }
        let before = self.around.pictures.clone();
        let files: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
        let files: Vec<&String> = files.into_iter().filter(|file| before.get(*file) != now.get(*file)).collect();
        for file in &files {
            changed.note(&Fact::Picture((*file).clone()));
        }
        let shown: Vec<&String> = files.into_iter().filter(|file| self.shown.contains_key(*file)).collect();
        let gone: Vec<_> = shown.iter().flat_map(|file| self.outputs_of_picture(file)).collect();
        self.around.pictures = now.clone();
        let come = shown.iter().flat_map(|file| self.outputs_of_picture(file)).collect();
        self.outputs.replace(&gone, come, changed);
    }

    /// Counts who shows which pictures: copies are made of those that anybody shows.
    pub(super) fn update_shown(&mut self, removed: &Documents, added: &Documents, changed: &mut Changed) {
        let shown = |documents: &Documents| -> Vec<String> {
            documents.iter().flat_map(|(_, summary)| shown_by(summary)).collect()
        };
        let (gone, come) = (shown(removed), shown(added));
        let touched: BTreeSet<&String> = gone.iter().chain(&come).collect();
        let before: Vec<_> = touched.iter().flat_map(|file| self.outputs_if_shown(file)).collect();
        for file in &come {
            *self.shown.entry(file.clone()).or_default() += 1;
        }
        for file in &gone {
            let times = self.shown.entry(file.clone()).or_default();
            *times = times.saturating_sub(1);
        }
        self.shown.retain(|_, times| *times > 0);
        let now = touched.iter().flat_map(|file| self.outputs_if_shown(file)).collect();
        self.outputs.replace(&before, now, changed);
    }

    fn outputs_if_shown(&self, file: &str) -> Vec<(Rank, Output)> {
        if self.shown.contains_key(file) { self.outputs_of_picture(file) } else { Vec::new() }
    }

    fn outputs_of_picture(&self, file: &str) -> Vec<(Rank, Output)> {
        let Some(picture) = self.picture(file) else { return Vec::new() };
        let output = |variant| {
            let url = self.variant_url(file, picture, variant)?;
            let id = OutputId::Picture(file.to_owned(), variant);
            Some((Rank::Generated, Output { id, url, owner: Owner::Generated("a copy of a picture") }))
        };
        picture.variants().into_iter().filter_map(output).collect()
    }

    /// What is wrong with a picture, at each place that shows it.
    pub fn faults_of_picture(&self, file: &str, fault: &Fault) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (id, summary) in self.sorted_documents() {
            for link in &summary.links {
                if matches!(&link.target, LinkTarget::Picture(asset) if file_of(asset).as_deref() == Some(file)) {
                    let place = Some(Place { source: id.clone(), span: link.span.clone() });
                    findings.push(Finding { place, diagnostic: fault_of(file, fault), related: Vec::new() });
                }
            }
        }
        findings
    }
}

/// A file that is shown as a picture and cannot be.
pub(super) fn fault_of(file: &str, fault: &Fault) -> Diagnostic {
    let code = if fault.is_size() { Code::PictureTooLarge } else { Code::UnreadablePicture };
    Diagnostic::new(code, format!("`{file}` {fault}")).help(fault.help())
}

/// A picture that is named as if it were another kind.
pub(super) fn misnamed(file: &str, picture: &Picture) -> Option<Diagnostic> {
    let better = picture.renamed(file)?;
    let name = better.rsplit('/').next().unwrap_or(&better);
    let message = format!("`{file}` is {}, whatever its name says", picture.format.name());
    let help = format!("rename the file to `{name}`, here too: servers tell browsers what the ending says");
    Some(Diagnostic::new(Code::PictureFormat, message).help(help))
}
