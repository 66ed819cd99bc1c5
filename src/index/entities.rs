//! Countries, topics, people, organizations and authors, and the articles that concern them.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::names::{Claim, Claims};
use super::postings::DocumentKey;
use super::{Entries, Event, Finding, Index, Linked, Place, ReactionRef, Series, SourceId, StanceRow};
use crate::country::{self, Countries, CountryCode};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Asset, Kind, Name, Summary};
use crate::gazetteer::Gazetteer;
use crate::value::{EntityId, EntityKind, Slug};

/// What is known of an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// Of a country.
    pub code: Option<CountryCode>,
    /// A country's region (M49).
    pub region: Option<String>,
    /// Its own file.
    pub file: Option<SourceId>,
    /// The articles about it (by it, of an author), newest first.
    pub(super) about: Vec<SourceId>,
    /// The articles that name it otherwise, newest first.
    pub(super) mentioned_by: Vec<SourceId>,
    /// Of a country.
    pub flag: Option<Flag>,
    /// The reactions it made, newest first.
    pub(super) positions: Vec<ReactionRef>,
    /// Of a country: what others said in the articles about it, newest first.
    pub(super) reactions: Vec<ReactionRef>,
    /// What happened, newest first, each event once.
    pub(super) timeline: Vec<Event>,
    /// Of a topic: how countries stand to it, by code.
    pub(super) stances: Vec<StanceRow>,
    /// Of a country: which others the articles about it are about too, and how many are; most first.
    pub(super) companions: Vec<(CountryCode, usize)>,
}

/// Where a country's flag is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// Drawn by the dataset's file.
    Dataset,
    /// The site's own.
    Site(Asset),
}

/// What articles may call the entities of one kind: slugs of names → the entity's slug.
pub(super) type Aliases = FxHashMap<(EntityKind, Slug), Slug>;

impl Index {
    /// Notes the entities that have a file, and reports names that two of them claim.
    pub(super) fn gather_files(&mut self, gazetteer: &Gazetteer, countries: &Countries) {
        let mut aliases = Aliases::default();
        let mut claims = Claims::of(countries);
        self.claim_names_of_settings(&mut claims, gazetteer, countries);
        let documents: Vec<_> =
            self.sorted_documents().into_iter().map(|(path, summary)| (path.clone(), summary.clone())).collect();
        for (path, summary) in documents {
            let Some(facts) = &summary.entity else { continue };
            let id = match &facts.country {
                // A place of the site's own goes by its name, wherever that is written.
                Some(country) => {
                    let own = Slug::of(gazetteer.name(country.code)).unwrap_or_else(|| facts.slug.clone());
                    country_id(country.code, &own, countries)
                }
                None => EntityId { kind: facts.kind, slug: facts.slug.clone() },
            };
            if let Some(first) = self.files.get(&id).cloned() {
                self.report_second_file(&path, &summary, &first);
                continue;
            }
            for alias in self.claim_names_of_file(&path, &summary, facts, &id, &mut claims) {
                aliases.entry((facts.kind, alias)).or_insert_with(|| id.slug.clone());
            }
            aliases.insert((facts.kind, id.slug.clone()), id.slug.clone());
            if let Some(country) = &facts.country {
                let known = self.known.entry(country.code).or_insert_with(|| Known::nothing(country.code));
                known.id = id.clone();
            }
            self.by_file.insert(path.clone(), id.clone());
            self.files.insert(id, path);
        }
        self.aliases = aliases;
    }

    fn report_second_file(&mut self, path: &SourceId, summary: &Summary, first: &SourceId) {
        let diagnostic = Diagnostic::new(Code::DuplicateEntity, format!("`{}` has two files", summary.title))
            .help("join the two into one");
        let related = self.place_of_head(first).map(|place| (place, "the first is here".to_owned()));
        self.findings.push(Finding {
            place: Some(Place { source: path.clone(), span: summary.head.clone() }),
            diagnostic,
            related: related.into_iter().collect(),
        });
    }

    pub(super) fn place_of_head(&self, source: &SourceId) -> Option<Place> {
        let head = self.documents.get(source)?.head.clone();
        Some(Place { source: source.clone(), span: head })
    }

    /// The entity that an article means by a name, whether or not it has a page.
    pub(super) fn meant(&self, kind: EntityKind, slug: &Slug) -> EntityId {
        let slug = self.aliases.get(&(kind, slug.clone())).unwrap_or(slug);
        EntityId { kind, slug: slug.clone() }
    }

    /// What is known of a country by itself, whether or not it has a page.
    pub(super) fn known(&self, code: CountryCode) -> Known {
        self.known.get(&code).cloned().unwrap_or_else(|| Known::nothing(code))
    }

    pub(super) fn country_id(&self, code: CountryCode) -> EntityId {
        self.known.get(&code).map_or_else(|| Known::nothing(code).id, |known| known.id.clone())
    }

    // Whom a document touches

    /// Every entity whose page a document could change.
    pub(super) fn touches(&self, id: &SourceId, summary: &Summary) -> BTreeSet<EntityId> {
        let mut touched: BTreeSet<EntityId> = self.by_file.get(id).cloned().into_iter().collect();
        for (kind, names) in lists(summary) {
            touched.extend(names.iter().map(|name| self.meant(kind, &name.slug)));
        }
        touched.extend(countries_named(summary).map(|code| self.country_id(code)));
        if summary.kind == Kind::Article {
            touched.extend(summary.named.iter().cloned());
            touched.extend(summary.countries.iter().map(|code| self.country_id(*code)));
            for actor in summary.reactions.iter().filter_map(|reaction| reaction.by.actor()).filter_map(Slug::of) {
                touched.extend(ACTORS.map(|kind| self.meant(kind, &actor)));
            }
        }
        touched
    }

    /// Those whose reactions go by a name that one of these may or may not take from them.
    pub(super) fn rivals(&self, people: &BTreeSet<EntityId>) -> BTreeSet<EntityId> {
        let mut rivals = BTreeSet::new();
        for person in people.iter().filter(|id| id.kind == EntityKind::Person) {
            for key in self.touching.of(person) {
                let reactions = self.documents.get(&key.id).map(|summary| &summary.reactions[..]).unwrap_or_default();
                for actor in reactions.iter().filter_map(|reaction| reaction.by.actor()).filter_map(Slug::of) {
                    if self.meant(EntityKind::Person, &actor) == *person {
                        rivals.insert(self.meant(EntityKind::Organization, &actor));
                    }
                }
            }
        }
        rivals
    }

    // One entity, from the documents that touch it

    /// What the documents say of an entity, without what was said and what happened.
    pub(super) fn entity_of(&self, id: &EntityId) -> Option<Entity> {
        let file = self.files.get(id).cloned();
        let mut entity = Entity { file, ..Entity::default() };
        let mut names = NameInUse::default();
        let mut is_named = entity.file.is_some();
        let code = (id.kind == EntityKind::Country).then(|| self.code_of(id)).flatten();
        for (key, summary) in self.touching_documents(id) {
            let is_article = summary.kind == Kind::Article;
            let mut is_about = false;
            for name in lists(summary).into_iter().filter(|(kind, _)| *kind == id.kind).flat_map(|(_, names)| names) {
                if self.meant(id.kind, &name.slug) == *id {
                    names.add(name);
                    is_named = true;
                    is_about = is_article;
                }
            }
            is_about |= is_article && code.is_some_and(|code| summary.countries.contains(&code));
            let names_country = code.is_some_and(|code| countries_named(summary).any(|named| named == code));
            is_named |= is_about || names_country;
            if is_about {
                entity.about.push(key.id.clone());
            } else if is_article && (names_country || summary.named.contains(id)) {
                entity.mentioned_by.push(key.id.clone());
            }
        }
        if !is_named {
            return None;
        }
        let known = code.map(|code| self.known(code));
        let title = entity.file.as_ref().and_then(|file| self.documents.get(file)).map(|file| file.title.clone());
        entity.code = code;
        entity.region = known.as_ref().and_then(|known| known.region.clone());
        entity.flag = code.and_then(|code| self.flag(code, entity.file.as_ref()));
        entity.name = title.or(known.map(|known| known.name)).or(names.0).unwrap_or_default();
        Some(entity)
    }

    pub(super) fn touching_documents(&self, id: &EntityId) -> impl Iterator<Item = (&DocumentKey, &Arc<Summary>)> {
        let keys = self.touching.of(id).iter();
        keys.filter_map(|key| Some((&**key, self.documents.get(&key.id)?)))
    }

    pub(super) fn code_of(&self, id: &EntityId) -> Option<CountryCode> {
        self.codes.get(id).copied()
    }

    /// The country's file decides, then `nutgraf.yaml`, then the dataset.
    fn flag(&self, code: CountryCode, file: Option<&SourceId>) -> Option<Flag> {
        let facts = file.and_then(|file| self.documents.get(file)?.entity.as_ref()?.country.as_ref());
        let set = facts.and_then(|facts| facts.flag.clone()).or_else(|| self.around.flags.get(&code).cloned());
        set.map(Flag::Site).or_else(|| country::flag(code).map(|_| Flag::Dataset))
    }

    // Wikilinks

    /// What wikilinks can call an entity, and how much that weighs against others of the name.
    pub(super) fn names_of_entity(&self, id: &EntityId, entity: &Entity) -> Vec<(String, Claim)> {
        let linked = || Linked::Entity(id.clone());
        let file = entity.file.as_ref().and_then(|file| self.documents.get(file));
        let alternate = file.and_then(|file| file.entity.as_ref()).map(|facts| &facts.alternate_names[..]);
        let alternate = alternate.unwrap_or_default().iter().map(|(name, _)| name.as_str());
        let own = [id.slug.as_str(), &entity.name].into_iter().chain(alternate);
        let mut names: Vec<_> = own.map(|name| (name.to_lowercase(), Claim(1, linked()))).collect();
        if let Some(known) = entity.code.and_then(|code| self.known.get(&code)) {
            names.extend(known.names.iter().map(|name| (name.clone(), Claim(0, linked()))));
        }
        names
    }

    pub(super) fn names_of_document(id: &SourceId, summary: &Summary) -> Vec<(String, Claim)> {
        if !matches!(summary.kind, Kind::Article | Kind::Page) {
            return Vec::new();
        }
        let slug = summary.url.as_str().trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        [slug, summary.title.to_lowercase()].map(|name| (name, Claim(2, Linked::Document(id.clone())))).into()
    }
}

const ACTORS: [EntityKind; 2] = [EntityKind::Person, EntityKind::Organization];

/// The entities that a document names in its lists; of what is no article, its bylines.
fn lists(summary: &Summary) -> Vec<(EntityKind, &[Name])> {
    let authors = (EntityKind::Author, &summary.authors[..]);
    if summary.kind != Kind::Article {
        return vec![authors];
    }
    vec![
        authors,
        (EntityKind::Topic, &summary.topics),
        (EntityKind::Person, &summary.people),
        (EntityKind::Organization, &summary.organizations),
    ]
}

/// The countries that a document names, besides those that it is about.
fn countries_named(summary: &Summary) -> impl Iterator<Item = CountryCode> {
    let timeline = summary.timeline.iter().flat_map(|entry| &entry.countries).copied();
    let is_article = summary.kind == Kind::Article;
    let reactions = summary.reactions.iter().filter(move |_| is_article).filter_map(|reaction| reaction.by.country());
    timeline.chain(reactions).chain(summary.mentions.iter().copied())
}

/// The name of an entity without a file: as first written, unless that is its id.
#[derive(Default)]
struct NameInUse(Option<String>);

impl NameInUse {
    fn add(&mut self, name: &Name) {
        let is_id = name.text == name.slug.as_str();
        match &self.0 {
            None => self.0 = Some(if is_id { name.slug.humanized() } else { name.text.clone() }),
            Some(known) if !is_id && *known == name.slug.humanized() => self.0 = Some(name.text.clone()),
            Some(_) => {}
        }
    }
}

/// What is known of a country by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) id: EntityId,
    pub(super) name: String,
    pub(super) region: Option<String>,
    /// What wikilinks can call it, in lower case.
    pub(super) names: Vec<String>,
}

impl Known {
    fn nothing(code: CountryCode) -> Self {
        let id = EntityId { kind: EntityKind::Country, slug: Slug::of_country_code(code) };
        Self { id, name: String::new(), region: None, names: Vec::new() }
    }

    /// Of every country, by its code.
    pub(super) fn all(gazetteer: &Gazetteer, countries: &Countries) -> FxHashMap<CountryCode, Self> {
        let known = gazetteer.iter().map(|(code, names)| {
            let own = Slug::of(&names.name).unwrap_or_else(|| Slug::of_country_code(code));
            let all = std::iter::once(&names.name).chain(&names.others).map(String::as_str).chain([code.as_str()]);
            let known = Self {
                id: country_id(code, &own, countries),
                name: names.name.clone(),
                region: region(code, countries),
                names: all.map(str::to_lowercase).collect(),
            };
            (code, known)
        });
        known.collect()
    }
}

/// The dataset's slug, so that a page's address does not change with its name.
pub(super) fn country_id(code: CountryCode, own: &Slug, countries: &Countries) -> EntityId {
    let dataset = countries.get(code).and_then(|country| Slug::of(&country.slug));
    EntityId { kind: EntityKind::Country, slug: dataset.unwrap_or_else(|| own.clone()) }
}

fn region(code: CountryCode, countries: &Countries) -> Option<String> {
    countries.get(code).map(|country| country.region.name.clone())
}

impl Entity {
    pub(super) fn entries(&self, series: Series) -> Option<Entries<'_>> {
        Some(match series {
            Series::Explainers => Entries::Articles(&self.about),
            Series::Mentions => Entries::Articles(&self.mentioned_by),
            Series::Positions => Entries::Reactions(&self.positions),
            Series::Reactions => Entries::Reactions(&self.reactions),
            Series::Timeline => Entries::Events(&self.timeline),
            Series::First | Series::Second => return None,
        })
    }
}
