//! Mistakes that only show between files.

use super::{Index, Linked, Output, OutputId, SourceId};
use crate::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::document::{Asset, Kind, Link, LinkTarget, Summary};
use crate::value::UrlPath;

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

impl Index {
    /// Everything that is wrong between files.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        for (id, summary) in &self.documents {
            let mut check = Check { index: self, id, findings: &mut findings };
            check.links(summary);
            check.template(summary);
            check.review(summary);
            check.takeaways(summary);
        }
        self.check_redirects(&mut findings);
        if self.documents.values().all(|summary| matches!(summary.kind, Kind::Entity(_))) && self.unpublished.is_empty()
        {
            let diagnostic = Diagnostic::new(Code::NoContent, "this site has no pages yet").help(
                "write a Markdown file in content/articles/ with `title`, `summary` and `date` between two lines `---`",
            );
            findings.push(Finding { place: None, diagnostic, related: Vec::new() });
        }
        findings
    }

    fn check_redirects(&self, findings: &mut Vec<Finding>) {
        for (from, to, span) in &self.around.redirects {
            let super::Destination::Site(path) = to else { continue };
            if !self.has_url(path) {
                let message = format!("`{from}` leads to {path}, which is not on the site");
                let diagnostic = Diagnostic::new(Code::BrokenLink, message).did_you_mean(self.nearest_url(path));
                let place = Place { source: "nutgraf.yaml".into(), span: span.clone() };
                findings.push(Finding { place: Some(place), diagnostic, related: Vec::new() });
            }
        }
    }

    fn has_url(&self, path: &UrlPath) -> bool {
        self.around.statics.contains(path) || self.output_at(path).is_some()
    }

    fn output_at(&self, path: &UrlPath) -> Option<&Output> {
        let output = self.by_key.get(&path.collision_key()).map(|at| &self.outputs[*at]);
        output.filter(|output| output.url == *path)
    }

    fn nearest_url(&self, path: &UrlPath) -> Option<&str> {
        let urls = self.outputs.iter().map(|output| output.url.as_str());
        nearest(path.as_str(), urls)
    }
}

struct Check<'i, 'f> {
    index: &'i Index,
    id: &'i SourceId,
    findings: &'f mut Vec<Finding>,
}

impl Check<'_, '_> {
    fn report(&mut self, span: &Span, diagnostic: Diagnostic) {
        let place = Place { source: self.id.clone(), span: span.clone() };
        self.findings.push(Finding { place: Some(place), diagnostic, related: Vec::new() });
    }

    fn links(&mut self, summary: &Summary) {
        for link in &summary.links {
            match &link.target {
                LinkTarget::File { path, anchor } => self.file(path, anchor.as_deref(), link),
                LinkTarget::Site { path, anchor } => self.site(path, anchor.as_deref(), link),
                LinkTarget::Wiki { name, anchor } => self.wiki(name, anchor.as_deref(), link),
                LinkTarget::Asset(Asset::Beside(path)) => self.beside(path, link),
                LinkTarget::Asset(Asset::Site(path)) => self.static_file(path, link),
                LinkTarget::Asset(Asset::Web(_)) => {}
            }
        }
    }

    fn file(&mut self, path: &str, anchor: Option<&str>, link: &Link) {
        if let Some((id, _)) = self.index.documents.get_key_value(path) {
            self.anchor(&id.clone(), anchor, link);
            return;
        }
        let diagnostic = match self.index.unpublished.get(path) {
            Some(reason) => {
                Diagnostic::new(Code::BrokenLink, format!("`{path}` {reason}, so this link would lead nowhere"))
                    .help("publish it, or take the link away until then")
            }
            None => Diagnostic::new(Code::BrokenLink, format!("there is no file `{path}`"))
                .did_you_mean(nearest(path, self.index.documents.keys().map(AsRef::as_ref)))
                .help("a relative link begins at this file's own folder"),
        };
        self.report(&link.span, diagnostic);
    }

    fn anchor(&mut self, target: &SourceId, anchor: Option<&str>, link: &Link) {
        let (Some(anchor), Some(summary)) = (anchor, self.index.documents.get(target)) else { return };
        if summary.anchors.contains(anchor) {
            return;
        }
        let whose = if target == self.id { "this page".to_owned() } else { format!("`{target}`") };
        let diagnostic = Diagnostic::new(Code::BrokenAnchor, format!("{whose} has no part `#{anchor}`"))
            .did_you_mean(nearest(anchor, summary.anchors.iter().map(String::as_str)).map(|near| format!("#{near}")))
            .help("a heading's anchor is its text in lower case with `-` for spaces");
        self.report(&link.span, diagnostic);
    }

    fn site(&mut self, path: &UrlPath, anchor: Option<&str>, link: &Link) {
        if self.index.has_url(path) {
            if let Some(OutputId::Document(id)) = self.index.output_at(path).map(|output| &output.id) {
                self.anchor(&id.clone(), anchor, link);
            }
            return;
        }
        let diagnostic = Diagnostic::new(Code::BrokenLink, format!("nothing on the site has the address {path}"))
            .did_you_mean(self.index.nearest_url(path))
            .help(
                "link to the source file instead, as in `[text](other.md)`: that link follows when the address changes",
            );
        self.report(&link.span, diagnostic);
    }

    fn wiki(&mut self, name: &str, anchor: Option<&str>, link: &Link) {
        match self.index.names.get(&name.to_lowercase()) {
            Some(Linked::Document(id)) => self.anchor(&id.clone(), anchor, link),
            Some(Linked::Entity(id)) => {
                if let Some(file) = self.index.entities.get(id).and_then(|entity| entity.file.clone()) {
                    self.anchor(&file, anchor, link);
                }
            }
            None => {
                let names = self.index.names.keys().map(String::as_str).filter(|known| known.len() > 2);
                let diagnostic =
                    Diagnostic::new(Code::UnknownWikilink, format!("nothing on the site is called `{name}`"))
                        .did_you_mean(nearest(name, names))
                        .help(
                            "a wikilink names a country, a topic, a person, an organization, or an article by its slug",
                        );
                self.report(&link.span, diagnostic);
            }
        }
    }

    fn beside(&mut self, path: &str, link: &Link) {
        if self.index.around.assets.contains(path) {
            return;
        }
        let near = nearest(path, self.index.around.assets.iter().map(String::as_str));
        let diagnostic = Diagnostic::new(Code::MissingAsset, format!("there is no file `{path}`"))
            .did_you_mean(near)
            .help("a relative path begins at this file's own folder; one that begins with `/` is in static/");
        self.report(&link.span, diagnostic);
    }

    fn static_file(&mut self, path: &UrlPath, link: &Link) {
        if self.index.has_url(path) {
            return;
        }
        let near = nearest(path.as_str(), self.index.around.statics.iter().map(UrlPath::as_str));
        let diagnostic =
            Diagnostic::new(Code::MissingAsset, format!("there is no file `static{path}`")).did_you_mean(near);
        self.report(&link.span, diagnostic);
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
