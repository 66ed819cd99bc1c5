//! Everything the site is made of, and two owners of one URL.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Archive, Destination, Finding, Index, Place, SourceId};
use crate::atlas::SheetId;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Kind;
use crate::value::{EntityId, UrlPath};

/// What a file of the site is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputId {
    /// `/`
    Home,
    /// `/articles/`, and from 1 its numbered pages.
    Archive(Option<usize>),
    /// An article's or a plain page.
    Document(SourceId),
    /// `/countries/`
    Countries,
    /// The page of a country, topic, person, organization or author.
    Entity(EntityId),
    /// `/corrections/`
    Corrections,
    /// `/404.html`
    NotFound,
    /// An old address.
    Alias(Destination),
    /// `/feed.xml`
    Feed,
    /// `/sitemap.xml`
    Sitemap,
    /// `/maps/NAME.svg`: a sheet of the atlas.
    Map(SheetId),
    /// `/robots.txt`
    Robots,
    /// `/_redirects`, for hosts that read it.
    Redirects,
    /// `/_headers`, for hosts that read it.
    Headers,
    /// `/.well-known/security.txt` (RFC 9116)
    SecurityTxt,
    /// A file beside an article, by its path relative to the site.
    Asset(String),
}

/// Who wants a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// An author's file, at a place that a message can show.
    Author(Place),
    /// A file that is copied as it is.
    File(String),
    /// Nutgraf itself: what it makes there.
    Generated(&'static str),
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// What it is.
    pub id: OutputId,
    /// Where it is.
    pub url: UrlPath,
    /// Who wants it there.
    pub owner: Owner,
}

impl Index {
    pub(super) fn gather_outputs(&mut self) {
        // The author's own file of that name is meant.
        let own: BTreeSet<String> = self.around.statics.iter().map(UrlPath::collision_key).collect();
        let is_free = |output: &Output| {
            !(matches!(output.owner, Owner::Generated(_)) && own.contains(&output.url.collision_key()))
        };
        let outputs = self.generated().into_iter().chain(self.documents_and_entities()).chain(self.assets());
        for output in outputs.filter(is_free).collect::<Vec<_>>() {
            self.add_output(output);
        }
        for output in self.aliases() {
            self.add_output(output);
        }
        self.find_static_collisions();
        self.find_files_as_folders();
    }

    /// A static file wins over what Nutgraf makes; against an author's page or file, somebody erred.
    fn find_static_collisions(&mut self) {
        let statics: BTreeMap<String, &UrlPath> =
            self.around.statics.iter().map(|path| (path.collision_key(), path)).collect();
        let mut found = Vec::new();
        for output in &self.outputs {
            let Some(path) = statics.get(&output.url.collision_key()) else { continue };
            let file = Output {
                id: OutputId::Asset(format!("static{path}")),
                url: (*path).clone(),
                owner: Owner::File(format!("static{path}")),
            };
            match &output.owner {
                Owner::Author(_) => found.push(collision(&file, output)),
                Owner::File(own) => {
                    let message = format!("two files want the address {}: `{own}` and `static{path}`", output.url);
                    let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).help("delete one of them");
                    found.push(Finding { place: None, diagnostic, related: Vec::new() });
                }
                Owner::Generated(_) => {}
            }
        }
        self.findings.extend(found);
    }

    /// `/old.html` and `/old.html/x/` cannot both be: one is a file where the other needs a folder.
    fn find_files_as_folders(&mut self) {
        let statics = self.around.statics.iter().map(|path| (path.collision_key(), path.to_string()));
        let outputs = self.outputs.iter().map(|output| (output.url.collision_key(), output.url.to_string()));
        let files: BTreeMap<String, String> = statics.chain(outputs).collect();
        let mut found = Vec::new();
        for output in &self.outputs {
            let key = output.url.collision_key();
            let mut folders = key.match_indices('/').map(|(at, _)| &key[..at]);
            if let Some(file) = folders.find_map(|folder| files.get(folder)) {
                let message = format!("{} needs a folder where the file {file} is", output.url);
                let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).help("give one of them another address");
                let place = if let Owner::Author(place) = &output.owner { Some(place.clone()) } else { None };
                found.push(Finding { place, diagnostic, related: Vec::new() });
            }
        }
        self.findings.extend(found);
    }

    /// The archive of this site.
    pub fn archive(&self) -> Archive {
        Archive { articles: self.articles.len(), page_size: self.around.page_size }
    }

    fn generated(&self) -> Vec<Output> {
        let mut outputs = vec![
            generated(OutputId::Home, UrlPath::page(&[]), "the home page"),
            generated(OutputId::Archive(None), UrlPath::page(&["articles"]), "the list of explainers"),
            generated(OutputId::Countries, UrlPath::page(&["countries"]), "the list of countries"),
            generated(OutputId::Corrections, UrlPath::page(&["corrections"]), "the list of corrections"),
            generated(OutputId::NotFound, UrlPath::file(&["404.html"]), "the page for addresses that are not there"),
            generated(OutputId::Robots, UrlPath::file(&["robots.txt"]), "robots.txt"),
        ];
        for number in 1..=self.archive().pages() {
            let url = UrlPath::page(&["articles", "page", &number.to_string()]);
            outputs.push(generated(OutputId::Archive(Some(number)), url, "a page of the list of explainers"));
        }
        outputs.extend(self.sheets().into_iter().map(|id| generated(OutputId::Map(id), sheet_url(id), "a map")));
        let optional = [
            generated(OutputId::Feed, UrlPath::file(&["feed.xml"]), "the feed"),
            generated(OutputId::Sitemap, UrlPath::file(&["sitemap.xml"]), "the sitemap"),
            generated(OutputId::Redirects, UrlPath::file(&["_redirects"]), "the list of redirects"),
            generated(OutputId::Headers, UrlPath::file(&["_headers"]), "the list of headers"),
            generated(OutputId::SecurityTxt, UrlPath::file(&[".well-known", "security.txt"]), "security.txt"),
        ];
        outputs.extend(optional.into_iter().filter(|output| self.has_optional(&output.id)));
        outputs
    }

    fn documents_and_entities(&self) -> Vec<Output> {
        let documents = self.documents.iter().filter(|(_, summary)| matches!(summary.kind, Kind::Article | Kind::Page));
        let documents = documents.map(|(id, summary)| Output {
            id: OutputId::Document(id.clone()),
            url: summary.url.clone(),
            owner: Owner::Author(Place { source: id.clone(), span: summary.address.clone() }),
        });
        let entities = self.entities.iter().map(|(id, entity)| {
            let place = entity.file.as_ref().and_then(|file| self.place_of_head(file));
            let owner = place.map_or(Owner::Generated("the page of an entity"), Owner::Author);
            Output { id: OutputId::Entity(id.clone()), url: id.url(), owner }
        });
        documents.chain(entities).collect()
    }

    /// Files beside articles keep their path.
    fn assets(&self) -> Vec<Output> {
        let output = |path: &String| {
            let url = self.asset_url(path)?;
            Some(Output { id: OutputId::Asset(path.clone()), url, owner: Owner::File(path.clone()) })
        };
        self.around.assets.iter().filter_map(output).collect()
    }

    /// Where a file beside an article is published.
    pub(super) fn asset_url(&self, path: &str) -> Option<UrlPath> {
        let within = if self.around.flat { path } else { path.strip_prefix("content/")? };
        UrlPath::parse(&format!("/{within}"))
    }

    fn has_optional(&self, id: &OutputId) -> bool {
        let aliases = || self.documents.values().any(|summary| !summary.aliases.is_empty());
        self.around.optional.contains(id) || (*id == OutputId::Redirects && aliases())
    }

    fn aliases(&self) -> Vec<Output> {
        let mut outputs = Vec::new();
        for (id, summary) in &self.documents {
            let url = match &summary.entity {
                Some(_) => self.by_file.get(id).map_or_else(|| summary.url.clone(), EntityId::url),
                None => summary.url.clone(),
            };
            for (alias, span) in &summary.aliases {
                outputs.push(Output {
                    id: OutputId::Alias(Destination::Site(url.clone())),
                    url: alias.clone(),
                    owner: Owner::Author(Place { source: id.clone(), span: span.clone() }),
                });
            }
        }
        for redirect in &self.around.redirects {
            outputs.push(Output {
                id: OutputId::Alias(redirect.to.clone()),
                url: redirect.from.clone(),
                owner: Owner::Author(Place { source: "nutgraf.yaml".into(), span: redirect.span.clone() }),
            });
        }
        outputs
    }

    fn add_output(&mut self, output: Output) {
        match self.by_key.entry(output.url.collision_key()) {
            Entry::Vacant(entry) => {
                entry.insert(self.outputs.len());
                self.outputs.push(output);
            }
            Entry::Occupied(entry) => {
                let finding = collision(&self.outputs[*entry.get()], &output);
                self.findings.push(finding);
            }
        }
    }
}

/// Where a sheet of the atlas is.
pub(super) fn sheet_url(id: SheetId) -> UrlPath {
    UrlPath::file(&["maps", &format!("{}.svg", id.name())])
}

fn generated(id: OutputId, url: UrlPath, what: &'static str) -> Output {
    Output { id, url, owner: Owner::Generated(what) }
}

/// Two owners of one URL, both named.
fn collision(first: &Output, second: &Output) -> Finding {
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
