//! Two that want one address, and files that would have to be folders.

use std::fmt::Write as _;
use std::ops::Bound;

use super::{Finding, Index, Output, OutputId, Owner, Pair, Subject};
use crate::diagnostic::{Code, Diagnostic};

impl Index {
    /// Two owners of one address, and files that would have to be folders.
    pub(super) fn find_collisions(&mut self) {
        let has_moved = std::mem::take(&mut self.outputs.has_moved) && !self.collisions.is_empty();
        if !std::mem::take(&mut self.outputs.is_other) && !has_moved {
            return;
        }
        let mut findings = Vec::new();
        // Of two relations or explainers with one name, the pages themselves are reported; of pictures with one hash,
        // the copies are the same.
        let told = |first: &Output, other: &Output| match (&first.id, &other.id) {
            (OutputId::ArticleData(_), OutputId::ArticleData(_))
            | (OutputId::Card(_), OutputId::Card(_))
            | (OutputId::Picture(..), OutputId::Picture(..)) => false,
            (_, other) => !matches!(other, OutputId::Window(Subject::Relation(_), ..)),
        };
        let twice = self.outputs.collisions().filter(|(first, other)| told(first, other));
        findings.extend(twice.map(|(first, other)| collision(first, other)));
        self.find_static_collisions(&mut findings);
        self.find_files_as_folders(&mut findings);
        self.collisions = findings;
    }

    /// A static file wins over what Nutgraf makes; against an author's page or file, somebody erred.
    fn find_static_collisions(&self, findings: &mut Vec<Finding>) {
        for path in &self.around.statics {
            let Some((_, output)) = self.outputs.by_key.get(&path.collision_key()).and_then(|wanted| wanted.first())
            else {
                continue;
            };
            let file = Output {
                id: OutputId::Asset(format!("static{path}")),
                url: path.clone(),
                owner: Owner::File(format!("static{path}")),
            };
            match &output.owner {
                Owner::Author(_) => findings.push(collision(&file, output)),
                Owner::File(own) => {
                    let message = format!("two files want the address {}: `{own}` and `static{path}`", output.url);
                    let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).help("delete one of them");
                    findings.push(Finding { place: None, diagnostic, related: Vec::new() });
                }
                Owner::Generated(_) => {}
            }
        }
    }

    /// `/old.html` and `/old.html/x/` cannot both be: one is a file where the other needs a folder.
    fn find_files_as_folders(&self, findings: &mut Vec<Finding>) {
        let statics: Vec<_> = self.around.statics.iter().map(|path| (path.collision_key(), path)).collect();
        let statics = statics.iter().map(|(key, path)| (key, *path));
        let outputs = self.outputs.by_key.iter().filter_map(|(key, wanted)| Some((key, &wanted.first()?.1.url)));
        let mut folder = String::new();
        for (file, url) in statics.chain(outputs) {
            folder.clear();
            folder.extend([file, "/"]);
            let from: (Bound<&str>, Bound<&str>) = (Bound::Included(&folder), Bound::Unbounded);
            let within = self.outputs.by_key.range::<str, _>(from).take_while(|(key, _)| key.starts_with(&folder));
            for (_, output) in within.flat_map(|(_, wanted)| wanted) {
                let message = format!("{} needs a folder where the file {url} is", output.url);
                let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).help("give one of them another address");
                let place = if let Owner::Author(place) = &output.owner { Some(place.clone()) } else { None };
                findings.push(Finding { place, diagnostic, related: Vec::new() });
            }
        }
    }
}

/// The slugs of a site's own places can make two relations look the same: a-b and c, a and b-c.
fn relations_of_one_name(one: &Pair, other: &Pair) -> Finding {
    let named = |pair: &Pair| format!("`{}` with `{}`", pair.first(), pair.second());
    let message = format!("two relations want the address {}: {}, and {}", one.url(), named(one), named(other));
    let help = "give the file of the site's own place in content/countries/ another name";
    Finding { place: None, diagnostic: Diagnostic::new(Code::DuplicateUrl, message).help(help), related: Vec::new() }
}

/// Two owners of one URL, both named.
fn collision(first: &Output, second: &Output) -> Finding {
    if let (OutputId::Relation(one), OutputId::Relation(other)) = (&first.id, &second.id) {
        return relations_of_one_name(one, other);
    }
    let (place, other) = match (&first.owner, &second.owner) {
        (_, Owner::Author(place)) => (Some(place.clone()), first),
        (Owner::Author(place), _) => (Some(place.clone()), second),
        _ => (None, first),
    };
    let by_case = first.url != second.url && first.url.file_path() != second.url.file_path();
    let files = [first, second].into_iter().any(|output| matches!(output.owner, Owner::File(_)));
    let what = if files { "files" } else { "pages" };
    let page = if matches!(second.owner, Owner::File(_)) { first } else { second };
    let mut message = format!("two {what} want the address {}", page.url);
    if by_case {
        let _ = write!(message, ", which differs from {} only in case", first.url);
    }
    let mut diagnostic =
        Diagnostic::new(Code::DuplicateUrl, message).help("give one of them another `slug`, or take the alias away");
    let mut related = Vec::new();
    match &other.owner {
        Owner::Author(place) => related.push((place.clone(), "the other one is here".to_owned())),
        Owner::File(path) => diagnostic = diagnostic.label(format!("`{path}` is there already")),
        Owner::Generated(what) => diagnostic = diagnostic.label(format!("{what} is there already")),
    }
    Finding { place, diagnostic, related }
}
