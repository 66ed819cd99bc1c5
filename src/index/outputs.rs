//! Everything the site is made of, and two owners of one URL.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::{
    Changed, DataKind, Destination, Entity, Entries, Fact, Flag, Index, Pair, Place, Relation, Series, SourceId,
    Subject, Windows,
};
use crate::atlas::SheetId;
use crate::country::CountryCode;
use crate::diagnostic::Span;
use crate::document::{Kind, Summary};
use crate::picture::Variant;
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
    /// `/articles/SLUG/index.json`
    ArticleData(SourceId),
    /// `/articles/index.json`, and from 1 those beside its numbered pages.
    ArticlesData(Option<usize>),
    /// `/countries/index.json`
    CountriesData,
    /// `/schemas/NAME.json`: of the data.
    Schema(DataKind),
    /// `/flags/kz.svg`
    Flag(CountryCode),
    /// `/corrections/`
    Corrections,
    /// `/search/`
    Search,
    /// `/404.html`
    NotFound,
    /// An old address.
    Alias(Destination),
    /// `/feed.xml` and `/feed.json`, of the site or of a country or topic.
    Feed(Option<EntityId>, FeedFormat),
    /// `/sitemap.xml`
    Sitemap,
    /// `/sitemap-N.xml`, where there are more pages than one may hold.
    SitemapPart(usize),
    /// `/sitemap-news.xml`: the explainers of the last two days.
    NewsSitemap,
    /// `/maps/NAME.svg`: a sheet of the atlas.
    Map(SheetId),
    /// `/robots.txt`
    Robots,
    /// `/_redirects`, for hosts that read it.
    Redirects,
    /// `/_headers`, for hosts that read it.
    Headers,
    /// `/.nojekyll`: GitHub Pages is to serve files as they are.
    NoJekyll,
    /// `/CNAME`: the domain at which GitHub Pages answers.
    Cname,
    /// `/.well-known/security.txt` (RFC 9116)
    SecurityTxt,
    /// A file beside an article, by its path relative to the site.
    Asset(String),
    /// `/articles/SLUG/card.png`: what is shown of an article where its address is shared.
    Card(SourceId),
    /// A copy of a picture, whose path is relative to the site.
    Picture(String, Variant),
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

/// Everything the site is made of, by what addresses share that a file system could not tell apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outputs {
    /// Never empty; the first has the address, the others are mistakes.
    pub(super) by_key: BTreeMap<String, Vec<(Rank, Output)>>,
    /// The author's own files, which are meant where Nutgraf would make one.
    own: BTreeSet<String>,
    /// Whether something came or went since it was last looked for collisions.
    pub(super) is_other: bool,
    /// Whether something is asked for at another place, so that what collides is told of there.
    pub(super) has_moved: bool,
}

/// Who comes first where two want one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Generated,
    Document,
    Entity,
    OfSubject,
    Asset,
    Alias,
}

impl Output {
    /// Its place among those that want the same address, whoever came first.
    fn standing(&self) -> (&OutputId, &UrlPath, &str, usize) {
        let (owner, at) = match &self.owner {
            Owner::Author(place) => (&*place.source, place.span.start),
            Owner::File(path) => (path.as_str(), 0),
            Owner::Generated(what) => (*what, 0),
        };
        (&self.id, &self.url, owner, at)
    }
}

impl Outputs {
    pub(super) fn new(own: &BTreeSet<UrlPath>) -> Self {
        Self { own: own.iter().map(UrlPath::collision_key).collect(), ..Self::default() }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Output> {
        self.by_key.values().filter_map(|wanted| wanted.first()).map(|(_, output)| output)
    }

    pub(super) fn at(&self, path: &UrlPath) -> Option<&Output> {
        let output = self.by_key.get(&path.collision_key()).and_then(|wanted| wanted.first()).map(|(_, output)| output);
        output.filter(|output| output.url == *path)
    }

    pub(super) fn of_file(&self, path: &str) -> Option<&Output> {
        let key = path.nfc().collect::<String>().to_lowercase();
        let output = self.by_key.get(&key).and_then(|wanted| wanted.first()).map(|(_, output)| output);
        output.filter(|output| output.url.file_path() == path)
    }

    #[cfg(test)]
    pub(super) fn lines(&self) -> Vec<String> {
        super::compare::lines(&self.by_key)
    }

    /// `changed` is `None` where it only stands elsewhere in its file.
    fn add(&mut self, rank: Rank, output: Output, changed: Option<&mut Changed>) {
        let key = output.url.collision_key();
        if matches!(output.owner, Owner::Generated(_)) && self.own.contains(&key) {
            return;
        }
        let wanted = self.by_key.entry(key).or_default();
        match changed {
            Some(changed) => {
                self.is_other = true;
                note(&output, wanted, changed);
            }
            None => self.has_moved = true,
        }
        let at = wanted.partition_point(|(other, known)| (*other, known.standing()) <= (rank, output.standing()));
        // Hardly any two want one address.
        wanted.reserve_exact(1);
        wanted.insert(at, (rank, output));
    }

    fn remove(&mut self, rank: Rank, output: &Output, changed: Option<&mut Changed>) {
        let key = output.url.collision_key();
        let Some(wanted) = self.by_key.get_mut(&key) else { return };
        if let Some(at) = wanted.iter().position(|(other, known)| *other == rank && known == output) {
            wanted.remove(at);
            if let Some(changed) = changed {
                self.is_other = true;
                note(output, wanted, changed);
            }
        }
        if wanted.is_empty() {
            self.by_key.remove(&key);
        }
    }

    /// Replaces some outputs by others; those that stay are no change, and those that only stand
    /// elsewhere in their files are none to anybody who reads the site.
    pub(super) fn replace(&mut self, old: &[(Rank, Output)], mut new: Vec<(Rank, Output)>, changed: &mut Changed) {
        // The many pages of a long list are numbered from the oldest: most stay.
        let kept = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let old = &old[kept..];
        new.drain(..kept);
        let is_in = |list: &[(Rank, Output)], it: &Output| {
            list.iter().any(|(_, other)| other.id == it.id && other.url == it.url)
        };
        for (rank, output) in old.iter().filter(|output| !new.contains(output)) {
            self.remove(*rank, output, Some(&mut *changed).filter(|_| !is_in(&new, output)));
        }
        for (rank, output) in new.into_iter().filter(|output| !old.contains(output)) {
            let seen = !is_in(old, &output);
            self.add(rank, output, Some(&mut *changed).filter(|_| seen));
        }
    }

    /// What wants an address that another has.
    pub(super) fn collisions(&self) -> impl Iterator<Item = (&Output, &Output)> {
        self.by_key.values().flat_map(|wanted| {
            let first = wanted.first();
            first.into_iter().flat_map(|(_, first)| wanted[1..].iter().map(move |(_, other)| (first, other)))
        })
    }
}

/// Where two addresses differ only in case, one has what the other wants.
fn note(output: &Output, others: &[(Rank, Output)], changed: &mut Changed) {
    changed.note(&Fact::Url(output.url.clone()));
    for (_, other) in others {
        changed.note(&Fact::Url(other.url.clone()));
    }
    changed.note(&Fact::Outputs);
}

impl Index {
    /// What the site is made of, whatever its documents say.
    pub(super) fn gather_outputs(&mut self, changed: &mut Changed) {
        let fixed = self.generated().into_iter().map(|output| (Rank::Generated, output));
        let assets = self.assets().into_iter().map(|output| (Rank::Asset, output));
        let redirects = self.around.redirects.iter().map(|redirect| {
            let owner = Owner::Author(Place { source: "nutgraf.yaml".into(), span: redirect.span.clone() });
            (Rank::Alias, Output { id: OutputId::Alias(redirect.to.clone()), url: redirect.from.clone(), owner })
        });
        let all: Vec<_> = fixed.chain(assets).chain(redirects).collect();
        self.outputs.replace(&[], all, changed);
    }

    /// The archive of this site.
    pub fn archive(&self) -> Windows {
        let page_size = self.around.page_size;
        Windows { entries: self.articles.len(), front_size: page_size, page_size }
    }

    fn generated(&self) -> Vec<Output> {
        let mut outputs = vec![
            generated(OutputId::Home, UrlPath::page(&[]), "the home page"),
            generated(OutputId::Archive(None), UrlPath::page(&["articles"]), "the list of explainers"),
            generated(OutputId::Countries, UrlPath::page(&["countries"]), "the list of countries"),
            generated(OutputId::Corrections, UrlPath::page(&["corrections"]), "the list of corrections"),
            generated(OutputId::NotFound, UrlPath::file(&["404.html"]), "the page for addresses that are not there"),
            generated(OutputId::Robots, UrlPath::file(&["robots.txt"]), "robots.txt"),
            generated(OutputId::Headers, UrlPath::file(&["_headers"]), "the list of headers"),
            generated(OutputId::NoJekyll, UrlPath::file(&[".nojekyll"]), ".nojekyll"),
        ];
        let optional = [
            generated(OutputId::Search, UrlPath::page(&["search"]), "the search page"),
            generated(OutputId::Sitemap, UrlPath::file(&["sitemap.xml"]), "the sitemap"),
            generated(OutputId::Redirects, UrlPath::file(&["_redirects"]), "the list of redirects"),
            generated(OutputId::NewsSitemap, UrlPath::file(&["sitemap-news.xml"]), "the sitemap of news"),
            generated(OutputId::Cname, UrlPath::file(&["CNAME"]), "CNAME"),
            generated(OutputId::SecurityTxt, UrlPath::file(&[".well-known", "security.txt"]), "security.txt"),
        ];
        outputs.extend(optional.into_iter().filter(|output| self.around.optional.contains(&output.id)));
        outputs.extend(self.data_outputs());
        if self.around.feeds {
            outputs
                .extend(FeedFormat::ALL.map(|format| {
                    generated(OutputId::Feed(None, format), UrlPath::file(&[format.file()]), "the feed")
                }));
        }
        outputs
    }

    /// The numbered pages of the archive.
    pub(super) fn outputs_of_archive(&self, archive: Windows) -> Vec<(Rank, Output)> {
        let pages = (1..=archive.pages()).flat_map(|number| {
            let (id, url) = (OutputId::Archive(Some(number)), archive_url(Some(number)));
            let page = generated(id, url, "a page of the list of explainers");
            std::iter::once(page).chain(self.data_of_archive(Some(number)))
        });
        pages.map(|output| (Rank::Generated, output)).collect()
    }

    pub(super) fn output_of_sheet(id: SheetId) -> (Rank, Output) {
        (Rank::Generated, generated(OutputId::Map(id), sheet_url(id), "a map"))
    }

    /// The list of redirects is there if any document has an old address.
    pub(super) fn output_of_redirects(&self) -> Option<(Rank, Output)> {
        let output = generated(OutputId::Redirects, UrlPath::file(&["_redirects"]), "the list of redirects");
        (self.aliased > 0 && !self.around.optional.contains(&OutputId::Redirects)).then_some((Rank::Generated, output))
    }

    /// A document's own page, and its old addresses.
    pub(super) fn outputs_of_document(&self, id: &SourceId, summary: &Summary) -> Vec<(Rank, Output)> {
        let place = |span: &Span| Owner::Author(Place { source: id.clone(), span: span.clone() });
        let page = matches!(summary.kind, Kind::Article | Kind::Page).then(|| {
            let owner = place(&summary.address);
            (Rank::Document, Output { id: OutputId::Document(id.clone()), url: summary.url.clone(), owner })
        });
        let url = match &summary.entity {
            Some(_) => self.by_file.get(id).map_or_else(|| summary.url.clone(), EntityId::url),
            None => summary.url.clone(),
        };
        let aliases = summary.aliases.iter().map(|(alias, span)| {
            let id = OutputId::Alias(Destination::Site(url.clone()));
            (Rank::Alias, Output { id, url: alias.clone(), owner: place(span) })
        });
        page.into_iter()
            .chain(self.data_of_document(id, summary))
            .chain(aliases)
            .chain(self.output_of_card(id, summary))
            .collect()
    }

    /// An entity's page, and what belongs to it: numbered pages, feeds, data, flag.
    pub(super) fn outputs_of_entity(&self, id: &EntityId, entity: &Entity) -> Vec<(Rank, Output)> {
        let place = entity.file.as_ref().and_then(|file| self.place_of_head(file));
        let owner = place.map_or(Owner::Generated("the page of an entity"), Owner::Author);
        let mut outputs = vec![(Rank::Entity, Output { id: OutputId::Entity(id.clone()), url: id.url(), owner })];
        outputs.extend(self.windows_of(&Subject::Entity(id.clone()), |series| entity.entries(series)));
        let file = |name| UrlPath::file(&[id.kind.folder(), id.slug.as_str(), name]);
        if self.may_have_feed(id) && !entity.about.is_empty() {
            outputs.extend(FeedFormat::ALL.map(|format| {
                let id = OutputId::Feed(Some(id.clone()), format);
                (Rank::OfSubject, generated(id, file(format.file()), "the feed of an entity"))
            }));
        }
        if self.has_data(id) {
            let data = generated(OutputId::Data(id.clone(), None), file("index.json"), "the data of a country");
            outputs.push((Rank::OfSubject, data));
        }
        if let (Some(code), Some(Flag::Dataset)) = (entity.code, &entity.flag) {
            outputs.push((Rank::OfSubject, generated(OutputId::Flag(code), flag_url(code), "a flag")));
        }
        outputs
    }

    /// The page of the entity that a file is of.
    pub(super) fn page_of_file(&self, id: &SourceId, summary: &Summary) -> Option<(Rank, Output)> {
        let entity = self.by_file.get(id)?;
        let owner = Owner::Author(Place { source: id.clone(), span: summary.head.clone() });
        Some((Rank::Entity, Output { id: OutputId::Entity(entity.clone()), url: entity.url(), owner }))
    }

    /// The page of a relation, and its numbered pages.
    pub(super) fn outputs_of_relation(&self, pair: &Pair, relation: &Relation) -> Vec<(Rank, Output)> {
        let page = generated(OutputId::Relation(pair.clone()), pair.url(), "the page of a relation");
        let windows = self.windows_of(&Subject::Relation(pair.clone()), |series| relation.entries(series));
        std::iter::once((Rank::OfSubject, page)).chain(windows).collect()
    }

    fn windows_of<'e>(
        &self,
        subject: &Subject,
        entries: impl Fn(Series) -> Option<Entries<'e>>,
    ) -> Vec<(Rank, Output)> {
        let outputs = Series::ALL.into_iter().flat_map(|series| {
            let pages = entries(series).map_or(0, |entries| self.windows(series, entries.len()).pages());
            (1..=pages).flat_map(move |number| self.window_outputs(subject, series, number))
        });
        outputs.map(|output| (Rank::OfSubject, output)).collect()
    }

    /// A numbered page, and the same as data.
    fn window_outputs(&self, subject: &Subject, series: Series, number: usize) -> Vec<Output> {
        let url = subject.window_url(series, number);
        let data = match subject {
            Subject::Entity(id) if self.has_data(id) => {
                let url = super::data_outputs::data_url(&url);
                url.map(|url| (OutputId::Data(id.clone(), Some((series, number))), url))
            }
            _ => None,
        };
        let page = generated(OutputId::Window(subject.clone(), series, number), url, "a page of a list");
        let data = data.map(|(id, url)| generated(id, url, "the data of a country"));
        std::iter::once(page).chain(data).collect()
    }

    /// A list of a subject with so many entries, cut into pages.
    pub(super) fn windows(&self, series: Series, entries: usize) -> Windows {
        let page_size = self.around.page_size;
        // Events are short, and a chronicle is read in one go.
        let factor = if series == Series::Timeline { EVENTS_FACTOR } else { 1 };
        Windows { entries, front_size: page_size, page_size: page_size.saturating_mul(factor) }
    }

    /// Whether explainers about it can be followed.
    pub(super) fn has_feed(&self, id: &EntityId) -> bool {
        self.may_have_feed(id) && self.entities.get(id).is_some_and(|entity| !entity.about.is_empty())
    }

    fn may_have_feed(&self, id: &EntityId) -> bool {
        self.around.feeds && matches!(id.kind, EntityKind::Country | EntityKind::Topic)
    }

    /// Whether its page is also made as data.
    pub(super) fn has_data(&self, id: &EntityId) -> bool {
        self.around.data && id.kind == EntityKind::Country
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
}

/// So many times as many events stand on a numbered page as other entries.
const EVENTS_FACTOR: usize = 4;

/// A page of the archive.
pub(super) fn archive_url(number: Option<usize>) -> UrlPath {
    match number {
        None => UrlPath::page(&["articles"]),
        Some(number) => UrlPath::page(&["articles", "page", &number.to_string()]),
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

pub(super) fn generated(id: OutputId, url: UrlPath, what: &'static str) -> Output {
    Output { id, url, owner: Owner::Generated(what) }
}
