//! Everything the site is made of, and two owners of one URL.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Destination, Finding, Flag, Index, Pair, Place, Series, SourceId, Subject, Windows};
use crate::atlas::SheetId;
use crate::country::CountryCode;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Kind;
use crate::value::{EntityId, EntityKind, UrlPath};

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
    /// `/relations/A-B/`: two countries.
    Relation(Pair),
    /// A numbered page of a list of an entity or relation, such as `/countries/SLUG/positions/page/1/`.
    Window(Subject, Series, usize),
    /// `/countries/SLUG/index.json`, and those beside its numbered pages.
    Data(EntityId, Option<(Series, usize)>),
    /// `/flags/kz.svg`
    Flag(CountryCode),
    /// `/corrections/`
    Corrections,
    /// `/404.html`
    NotFound,
    /// An old address.
    Alias(Destination),
    /// `/feed.xml` and `/feed.json`, of the site or of a country or topic.
    Feed(Option<EntityId>, FeedFormat),
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

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// The name of a feed's file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
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
        let outputs = self
            .generated()
            .into_iter()
            .chain(self.documents_and_entities())
            .chain(self.of_subjects())
            .chain(self.assets());
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
    pub fn archive(&self) -> Windows {
        self.windows(self.articles.len())
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
            generated(OutputId::Sitemap, UrlPath::file(&["sitemap.xml"]), "the sitemap"),
            generated(OutputId::Redirects, UrlPath::file(&["_redirects"]), "the list of redirects"),
            generated(OutputId::Headers, UrlPath::file(&["_headers"]), "the list of headers"),
            generated(OutputId::SecurityTxt, UrlPath::file(&[".well-known", "security.txt"]), "security.txt"),
        ];
        outputs.extend(optional.into_iter().filter(|output| self.has_optional(&output.id)));
        if self.around.feeds {
            outputs
                .extend(FeedFormat::ALL.map(|format| {
                    generated(OutputId::Feed(None, format), UrlPath::file(&[format.file()]), "the feed")
                }));
        }
        outputs
    }

    /// What belongs to the pages of entities and relations: numbered pages, feeds, data, flags.
    fn of_subjects(&self) -> Vec<Output> {
        let mut outputs = Vec::new();
        for pair in self.relations.keys() {
            let id = OutputId::Relation(pair.clone());
            outputs.push(generated(id, pair.url(), "the page of a relation"));
        }
        let relations = self.relations.keys().cloned().map(Subject::Relation);
        for subject in self.entities.keys().cloned().map(Subject::Entity).chain(relations) {
            for series in Series::ALL {
                let pages = self.entries_of(&subject, series).map_or(0, |entries| self.windows(entries.len()).pages());
                outputs.extend((1..=pages).flat_map(|number| self.window_outputs(&subject, series, number)));
            }
        }
        for (id, entity) in &self.entities {
            let folder = [id.kind.folder(), id.slug.as_str()];
            let file = |name| UrlPath::file(&[folder[0], folder[1], name]);
            if self.has_feed(id) {
                outputs.extend(FeedFormat::ALL.map(|format| {
                    generated(OutputId::Feed(Some(id.clone()), format), file(format.file()), "the feed of an entity")
                }));
            }
            if self.has_data(id) {
                outputs.push(generated(OutputId::Data(id.clone(), None), file("index.json"), "the data of a country"));
            }
            if let (Some(code), Some(Flag::Dataset)) = (entity.code, &entity.flag) {
                outputs.push(generated(OutputId::Flag(code), flag_url(code), "a flag"));
            }
        }
        outputs
    }

    /// A numbered page, and the same as data.
    fn window_outputs(&self, subject: &Subject, series: Series, number: usize) -> Vec<Output> {
        let url = subject.window_url(series, number);
        let data = match subject {
            Subject::Entity(id) if self.has_data(id) => {
                let url = UrlPath::parse(&format!("{url}index.json"));
                url.map(|url| (OutputId::Data(id.clone(), Some((series, number))), url))
            }
            _ => None,
        };
        let page = generated(OutputId::Window(subject.clone(), series, number), url, "a page of a list");
        let data = data.map(|(id, url)| generated(id, url, "the data of a country"));
        std::iter::once(page).chain(data).collect()
    }

    /// A list of so many entries, cut into pages.
    pub(super) fn windows(&self, entries: usize) -> Windows {
        Windows { entries, page_size: self.around.page_size }
    }

    /// Whether explainers about it can be followed.
    pub(super) fn has_feed(&self, id: &EntityId) -> bool {
        let is_subject = matches!(id.kind, EntityKind::Country | EntityKind::Topic);
        let is_covered = || self.entities.get(id).is_some_and(|entity| !entity.about.is_empty());
        self.around.feeds && is_subject && is_covered()
    }

    /// Whether its page is also made as data.
    pub(super) fn has_data(&self, id: &EntityId) -> bool {
        self.around.data && id.kind == EntityKind::Country
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
            // Of two relations with one name, the pages themselves are reported.
            Entry::Occupied(_) if matches!(output.id, OutputId::Window(Subject::Relation(_), ..)) => {}
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

/// Where the dataset's flag of a country is.
pub(super) fn flag_url(code: CountryCode) -> UrlPath {
    UrlPath::file(&["flags", &format!("{}.svg", code.as_str().to_ascii_lowercase())])
}

fn generated(id: OutputId, url: UrlPath, what: &'static str) -> Output {
    Output { id, url, owner: Owner::Generated(what) }
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
