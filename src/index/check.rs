//! Mistakes that only show between files.

mod charts;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Changed, Fact, FactKey, Index, Linked, OutputId, Reads, SourceId, pictures};
use crate::diagnostic::{Code, Diagnostic, Span, nearest, nearest_path};
use crate::document::{Asset, Kind, Link, LinkTarget, Summary};
use crate::picture::{Fault, is_picture};
use crate::value::{EntityId, EntityKind, UrlPath};

/// A place in an author's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: SourceId,
    /// In bytes.
    pub span: Span,
}

/// A mistake between files; whoever has the files' texts can say its line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, if it is in an author's file.
    pub place: Option<Place>,
    /// What.
    pub diagnostic: Diagnostic,
    /// Other places, with what is there.
    pub related: Vec<(Place, String)>,
}

/// What is wrong with each document's links and the like.
#[derive(Debug, Default)]
pub(super) struct Checks {
    pub(super) by_document: FxHashMap<SourceId, Checked>,
    /// Those that have mistakes.
    pub(super) faulty: BTreeSet<SourceId>,
    /// Whose check read a fact, so that a change is not compared with every document.
    pub(super) readers: FxHashMap<FactKey, BTreeSet<SourceId>>,
}

/// What is wrong with one document's links and the like, and what of the site that depends on.
#[derive(Debug)]
pub(super) struct Checked {
    findings: Vec<Finding>,
    reads: Vec<FactKey>,
}

impl Checks {
    fn put(&mut self, id: &SourceId, checked: Checked) {
        match checked.findings.is_empty() {
            true => self.faulty.remove(id),
            false => self.faulty.insert(id.clone()),
        };
        let before = self.by_document.remove(id).map(|before| before.reads).unwrap_or_default();
        for key in before.iter().filter(|key| checked.reads.binary_search(key).is_err()) {
            self.forget_reader(*key, id);
        }
        for key in checked.reads.iter().filter(|key| before.binary_search(key).is_err()) {
            self.readers.entry(*key).or_default().insert(id.clone());
        }
        self.by_document.insert(id.clone(), checked);
    }

    fn remove(&mut self, id: &SourceId) {
        self.faulty.remove(id);
        for key in self.by_document.remove(id).map(|checked| checked.reads).unwrap_or_default() {
            self.forget_reader(key, id);
        }
    }

    fn forget_reader(&mut self, key: FactKey, id: &SourceId) {
        if let Some(readers) = self.readers.get_mut(&key) {
            readers.remove(id);
            if readers.is_empty() {
                self.readers.remove(&key);
            }
        }
    }

    /// Whose check read what changed; `None` for all.
    fn stale(&self, changed: &Changed) -> Option<BTreeSet<SourceId>> {
        let Changed::Facts(facts) = changed else { return None };
        Some(facts.iter().filter_map(|key| self.readers.get(key)).flatten().cloned().collect())
    }
}

impl Index {
    /// Everything that is wrong between files.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        findings.extend(self.collisions.iter().cloned());
        let documents = self.checks.faulty.iter().filter_map(|id| self.checks.by_document.get(id));
        findings.extend(documents.flat_map(|checked| checked.findings.iter().cloned()));
        let settings: SourceId = "nutgraf.yaml".into();
        findings.extend(Check::new(self, &settings).links(&self.around.settings).findings);
        self.check_redirects(&mut findings);
        let has_pages = self.documents.values().any(|summary| !matches!(summary.kind, Kind::Entity(_)));
        if !has_pages && self.absent.is_empty() {
            let diagnostic = Diagnostic::new(Code::NoContent, "this site has no pages yet").help(
                "write a Markdown file in content/articles/ with `title`, `summary` and `date` between two lines `---`",
            );
            findings.push(Finding { place: None, diagnostic, related: Vec::new() });
        }
        findings
    }

    /// Checks what changed, and what depends on that.
    pub(super) fn check_again(
        &mut self,
        removed: &[(SourceId, Arc<Summary>)],
        added: &[(SourceId, Arc<Summary>)],
        changed: &Changed,
    ) {
        for (id, _) in removed.iter().filter(|(id, _)| !self.documents.contains_key(id)) {
            self.checks.remove(id);
        }
        let stale: Vec<_> = match self.checks.stale(changed) {
            Some(mut stale) => {
                stale.extend(added.iter().map(|(id, _)| id.clone()));
                stale.iter().filter_map(|id| self.documents.get_key_value(id)).collect()
            }
            None => self.documents.iter().collect(),
        };
        let checked: Vec<_> =
            stale.into_par_iter().map(|(id, summary)| (id.clone(), self.checked(id, summary))).collect();
        for (id, checked) in checked {
            self.checks.put(&id, checked);
        }
    }

    fn checked(&self, id: &SourceId, summary: &Summary) -> Checked {
        let mut check = Check::new(self, id).links(&summary.links);
        check.template(summary);
        check.review(summary);
        check.takeaways(summary);
        Checked { findings: check.findings, reads: check.reads.into_keys() }
    }

    fn check_redirects(&self, findings: &mut Vec<Finding>) {
        for redirect in &self.around.redirects {
            let super::Destination::Site(path) = &redirect.to else { continue };
            if self.leads_back(redirect) {
                let message = format!("`{}` leads back to itself", redirect.from);
                let diagnostic = Diagnostic::new(Code::BrokenLink, message).help("let it lead to a page");
                let place = Place { source: "nutgraf.yaml".into(), span: redirect.to_span.clone() };
                findings.push(Finding { place: Some(place), diagnostic, related: Vec::new() });
            }
            if !self.has_url(path) {
                let message = format!("`{}` leads to {path}, which is not on the site", redirect.from);
                let diagnostic = Diagnostic::new(Code::BrokenLink, message).did_you_mean(self.nearest_url(path));
                let place = Place { source: "nutgraf.yaml".into(), span: redirect.to_span.clone() };
                findings.push(Finding { place: Some(place), diagnostic, related: Vec::new() });
            }
        }
    }

    fn leads_back(&self, start: &super::Redirect) -> bool {
        let mut at = start;
        for _ in 0..=self.around.redirects.len() {
            let super::Destination::Site(path) = &at.to else { return false };
            match self.around.redirects.iter().find(|redirect| redirect.from == *path) {
                Some(next) if next.from == start.from => return true,
                Some(next) => at = next,
                None => return false,
            }
        }
        true
    }

    fn has_url(&self, path: &UrlPath) -> bool {
        self.around.statics.contains(path) || self.output_at(path).is_some()
    }

    /// What a wikilink can name, as an author would write it.
    fn wikilink_names(&self) -> impl Iterator<Item = &str> {
        let entities = self.entities.iter().flat_map(|(id, entity)| [entity.name.as_str(), id.slug.as_str()]);
        let pages = self.documents.values().filter(|summary| matches!(summary.kind, Kind::Article | Kind::Page));
        let slugs = pages.filter_map(|summary| summary.url.as_str().trim_matches('/').rsplit('/').next());
        entities.chain(slugs).filter(|name| name.len() > 2)
    }

    fn nearest_url(&self, path: &UrlPath) -> Option<&str> {
        let meant = self.outputs().filter(|output| !matches!(output.id, OutputId::Picture(..)));
        nearest(path.as_str(), meant.map(|output| output.url.as_str()))
    }
}

const MAX_GUESSES: usize = 100;

struct Check<'i> {
    index: &'i Index,
    id: &'i SourceId,
    findings: Vec<Finding>,
    reads: Reads,
}

impl<'i> Check<'i> {
    fn new(index: &'i Index, id: &'i SourceId) -> Self {
        Self { index, id, findings: Vec::new(), reads: Reads::default() }
    }

    fn report(&mut self, span: &Span, diagnostic: Diagnostic) {
        let place = Place { source: self.id.clone(), span: span.clone() };
        self.findings.push(Finding { place: Some(place), diagnostic, related: Vec::new() });
    }

    /// Looks for what was meant, for the first mistakes: a site with thousands needs another cure.
    fn guess<T>(&self, search: impl FnOnce() -> Option<T>) -> Option<T> {
        if self.findings.len() < MAX_GUESSES { search() } else { None }
    }

    fn links(mut self, links: &[Link]) -> Self {
        for link in links {
            match &link.target {
                LinkTarget::File { path, anchor } => self.file(path, anchor.as_deref(), link),
                LinkTarget::Site { path, anchor } => self.site(path, anchor.as_deref(), link),
                LinkTarget::Wiki { name, anchor } => self.wiki(name, anchor.as_deref(), link),
                LinkTarget::Asset(Asset::Beside(path)) => self.beside(path, link),
                LinkTarget::Asset(Asset::Site(path)) => self.static_file(path, link),
                LinkTarget::Picture(asset) => self.picture(asset, link),
                LinkTarget::Chart(chart) => self.chart(chart, link),
                LinkTarget::Asset(Asset::Web(_)) => {}
            }
        }
        self
    }

    fn document(&self, id: &str) -> Option<&'i SourceId> {
        self.reads.note(&Fact::Document(id.into()));
        self.index.documents.get_key_value(id).map(|(id, _)| id)
    }

    fn file(&mut self, path: &str, anchor: Option<&str>, link: &Link) {
        if let Some(id) = self.document(path) {
            self.anchor(id, anchor, link);
            return;
        }
        if let Some((path, absent)) = self.index.absent.get_key_value(path) {
            self.absent(Code::BrokenLink, &path.clone(), absent.reason, link);
            return;
        }
        // Of all files the nearest is named.
        self.reads.note(&Fact::Articles);
        let documents = self.index.sorted_documents();
        let paths = documents.iter().map(|(id, _)| &***id).filter(|other| *other != &**self.id);
        let diagnostic = Diagnostic::new(Code::BrokenLink, format!("there is no file `{path}`"))
            .did_you_mean(nearest_path(path, paths).map(|near| relative(self.id, near)))
            .help("a relative link begins at this file's own folder");
        self.report(&link.span, diagnostic);
    }

    /// A link to a file without a page: of one that cannot be read, its own mistakes say enough.
    fn absent(&mut self, code: Code, path: &str, reason: Option<&'static str>, link: &Link) {
        if let Some(reason) = reason {
            let diagnostic = Diagnostic::new(code, format!("`{path}` {reason}, so this link would lead nowhere"))
                .help("publish it, or take the link away until then");
            self.report(&link.span, diagnostic);
        }
    }

    fn absent_where(&self, is_meant: impl Fn(&super::Absent) -> bool) -> Option<(SourceId, Option<&'static str>)> {
        let found = self.index.absent.iter().find(|(_, absent)| is_meant(absent));
        found.map(|(path, absent)| (path.clone(), absent.reason))
    }

    /// A page that is not a file's has the theme's blocks as its parts.
    fn generated_anchor(&mut self, page: &UrlPath, anchor: Option<&str>, link: &Link) {
        let Some(anchor) = anchor.filter(|anchor| !anchor.starts_with("block-") && *anchor != "main") else { return };
        let diagnostic = Diagnostic::new(Code::BrokenAnchor, format!("{page} has no part `#{anchor}`"))
            .help("a heading's anchor is its text in lower case with `-` for spaces");
        self.report(&link.span, diagnostic);
    }

    fn entity_anchor(&mut self, id: &EntityId, anchor: Option<&str>, link: &Link) {
        match self.index.files.get(id).cloned() {
            Some(file) => self.anchor(&file, anchor, link),
            None => self.generated_anchor(&id.url(), anchor, link),
        }
    }

    fn anchor(&mut self, target: &SourceId, anchor: Option<&str>, link: &Link) {
        let (Some(anchor), Some(summary)) = (anchor, self.index.documents.get(target)) else { return };
        self.reads.note(&Fact::Anchors(target.clone()));
        if summary.anchors.contains(anchor) {
            return;
        }
        let whose = if target == self.id { "this page".to_owned() } else { format!("`{target}`") };
        let diagnostic = Diagnostic::new(Code::BrokenAnchor, format!("{whose} has no part `#{anchor}`"))
            .did_you_mean(nearest(anchor, summary.anchors.iter()).map(|near| format!("#{near}")))
            .help("a heading's anchor is its text in lower case with `-` for spaces");
        self.report(&link.span, diagnostic);
    }

    fn site(&mut self, path: &UrlPath, anchor: Option<&str>, link: &Link) {
        self.reads.note(&Fact::Url(path.clone()));
        if self.index.has_url(path) {
            match self.index.output_at(path).map(|output| &output.id) {
                Some(OutputId::Document(id)) => self.anchor(&id.clone(), anchor, link),
                Some(OutputId::Entity(id)) => self.entity_anchor(&id.clone(), anchor, link),
                Some(_) => self.generated_anchor(path, anchor, link),
                None => {}
            }
            return;
        }
        if let Some((file, reason)) = self.absent_where(|absent| absent.url == *path) {
            self.absent(Code::BrokenLink, &file, reason, link);
            return;
        }
        self.reads.note(&Fact::Outputs);
        let diagnostic = Diagnostic::new(Code::BrokenLink, format!("nothing on the site has the address {path}"))
            .did_you_mean(self.guess(|| self.index.nearest_url(path)));
        let help =
            "link to the source file instead, as in `[text](other.md)`: that link follows when the address changes";
        let in_settings = self.id.starts_with("nutgraf.y");
        self.report(&link.span, if in_settings { diagnostic } else { diagnostic.help(help) });
    }

    fn wiki(&mut self, name: &str, anchor: Option<&str>, link: &Link) {
        let linked = self.index.names.get(&name.to_lowercase()).and_then(super::Claimants::first);
        self.reads.note(&Fact::Name(name.to_lowercase()));
        match linked.map(|claim| &claim.1) {
            Some(Linked::Document(id)) => self.anchor(&id.clone(), anchor, link),
            Some(Linked::Entity(id)) => self.entity_anchor(&id.clone(), anchor, link),
            None if self.absent_where(|absent| absent.names.contains(&name.to_lowercase())).is_some() => {
                let found = self.absent_where(|absent| absent.names.contains(&name.to_lowercase()));
                if let Some((file, reason)) = found {
                    self.absent(Code::UnknownWikilink, &file, reason, link);
                }
            }
            None if name.is_empty() => {
                let diagnostic = Diagnostic::new(Code::UnknownWikilink, "this wikilink is empty")
                    .help("a wikilink names a country, a topic, a person, an organization or an author, or an article by its slug");
                self.report(&link.span, diagnostic);
            }
            None => {
                self.reads.note(&Fact::Outputs);
                for kind in EntityKind::ALL {
                    self.reads.note(&Fact::Kind(kind));
                }
                let diagnostic =
                    Diagnostic::new(Code::UnknownWikilink, format!("nothing on the site is called `{name}`"))
                        .did_you_mean(self.guess(|| nearest(name, self.index.wikilink_names())))
                        .help(
                            "a wikilink names a country, a topic, a person, an organization or an author, or an article by its slug",
                        );
                self.report(&link.span, diagnostic);
            }
        }
    }

    fn beside(&mut self, path: &str, link: &Link) {
        if self.index.around.assets.contains(path) {
            return;
        }
        let near =
            nearest_path(path, self.index.around.assets.iter().map(String::as_str)).map(|near| relative(self.id, near));
        let diagnostic = Diagnostic::new(Code::MissingAsset, format!("there is no file `{path}`"))
            .did_you_mean(near)
            .help("a relative path begins at this file's own folder; one that begins with `/` is in static/");
        self.report(&link.span, diagnostic);
    }

    fn static_file(&mut self, path: &UrlPath, link: &Link) {
        self.reads.note(&Fact::Url(path.clone()));
        if self.index.has_url(path) {
            return;
        }
        let near = nearest(path.as_str(), self.index.around.statics.iter().map(UrlPath::as_str));
        let diagnostic =
            Diagnostic::new(Code::MissingAsset, format!("there is no file `static{path}`")).did_you_mean(near);
        self.report(&link.span, diagnostic);
    }

    /// A file that is not there is told of as any other; one that is there has to be a picture.
    fn picture(&mut self, asset: &Asset, link: &Link) {
        let found = self.findings.len();
        match asset {
            Asset::Beside(path) => self.beside(path, link),
            Asset::Site(path) => self.static_file(path, link),
            Asset::Web(_) => {}
        }
        let Some(file) = pictures::file_of(asset).filter(|_| self.findings.len() == found) else { return };
        self.reads.note(&Fact::Picture(file.clone()));
        match self.index.around.pictures.get(&file) {
            Some(Err(fault)) => self.report(&link.span, pictures::fault_of(&file, fault)),
            Some(Ok(picture)) => {
                if let Some(diagnostic) = pictures::misnamed(&file, picture) {
                    self.report(&link.span, diagnostic);
                }
            }
            // What Nutgraf makes itself is a picture if it is called one.
            None if !is_picture(&file) => self.report(&link.span, pictures::fault_of(&file, &Fault::NotAPicture)),
            _ => {}
        }
    }

    fn template(&mut self, summary: &Summary) {
        let Some((name, span)) = &summary.template else { return };
        if !self.index.around.templates.contains(name) {
            let near = nearest(name, self.index.around.templates.iter().map(String::as_str));
            let diagnostic = Diagnostic::new(Code::UnknownTemplate, format!("there is no template `{name}`"))
                .did_you_mean(near)
                .help("a template is named by its path below templates/, as in `article.html`");
            self.report(span, diagnostic);
        }
    }

    fn review(&mut self, summary: &Summary) {
        let Some((day, span)) = &summary.review_by else { return };
        if *day < self.index.around.selection.today {
            let diagnostic = Diagnostic::new(Code::ReviewOverdue, format!("this article was to be reviewed by {day}"))
                .help("check what it says, then set `review_by` to a later day or take it away");
            self.report(span, diagnostic);
        }
    }

    fn takeaways(&mut self, summary: &Summary) {
        if summary.kind == Kind::Article && !summary.has_takeaways {
            let diagnostic = Diagnostic::new(Code::NoTakeaways, "this article has no takeaways")
                .help("add `takeaways:` and below it two to five lines `- …` that a reader should remember");
            self.report(&summary.head.clone(), diagnostic);
        }
    }
}

/// A path as the file `from` would write it.
fn relative(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut own, mut other) = (folder.split('/').filter(|part| !part.is_empty()).peekable(), to.split('/').peekable());
    while let (Some(a), Some(b)) = (own.peek(), other.peek()) {
        if a != b {
            break;
        }
        own.next();
        other.next();
    }
    let up = own.map(|_| "..");
    up.chain(other).collect::<Vec<_>>().join("/")
}
