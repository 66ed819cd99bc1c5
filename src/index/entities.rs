//! Countries, topics, people, organizations and authors, and the articles that concern them.

use std::collections::HashMap;

use super::names::Claims;
use super::{Event, Finding, Index, Linked, Place, ReactionRef, SourceId, StanceRow};
use crate::country::{self, Countries, CountryCode};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Asset, Kind, Name, Summary};
use crate::gazetteer::Gazetteer;
use crate::value::{EntityId, EntityKind, Slug};

/// What is known of an entity.
#[derive(Debug, Clone)]
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
    pub about: Vec<SourceId>,
    /// The articles that name it otherwise, newest first.
    pub mentioned_by: Vec<SourceId>,
    /// Of a country.
    pub flag: Option<Flag>,
    /// The reactions it made, newest first.
    pub positions: Vec<ReactionRef>,
    /// Of a country: what others said in the articles about it, newest first.
    pub reactions: Vec<ReactionRef>,
    /// What happened, newest first, each event once.
    pub timeline: Vec<Event>,
    /// Of a topic: how countries stand to it, by code.
    pub stances: Vec<StanceRow>,
    /// Of a country: which others the articles about it are about too, and how many are; most first.
    pub companions: Vec<(CountryCode, usize)>,
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
pub(super) type Aliases = HashMap<(EntityKind, Slug), Slug>;

impl Index {
    pub(super) fn gather_entities(&mut self, gazetteer: &Gazetteer, countries: &Countries) {
        let aliases = self.entities_with_files(gazetteer, countries);
        for id in self.articles.clone() {
            let Some(article) = self.documents.get(&id).cloned() else { continue };
            self.gather_names_of(&id, &article, &aliases);
            self.gather_mentions_of(&id, &article);
            self.gather_countries_of(&id, &article, gazetteer, countries);
        }
        for page in self.documents.clone().into_values() {
            if page.kind != Kind::Article {
                self.gather_page(&page, &aliases, gazetteer, countries);
            }
        }
        self.aliases = aliases;
    }

    /// Adds the entities that have a file, and reports names that two of them claim.
    fn entities_with_files(&mut self, gazetteer: &Gazetteer, countries: &Countries) -> Aliases {
        let mut aliases = Aliases::new();
        let mut claims = Claims::of(countries);
        self.claim_names_of_settings(&mut claims, gazetteer, countries);
        for (path, summary) in self.documents.clone() {
            let Some(facts) = &summary.entity else { continue };
            let id = match &facts.country {
                // A place of the site's own goes by its name, wherever that is written.
                Some(country) => {
                    let own = Slug::of(gazetteer.name(country.code)).unwrap_or_else(|| facts.slug.clone());
                    country_id(country.code, &own, countries)
                }
                None => EntityId { kind: facts.kind, slug: facts.slug.clone() },
            };
            if let Some(known) = self.entities.get(&id) {
                let first = known.file.clone();
                self.report_second_file(&path, &summary, first.as_ref());
                continue;
            }
            for alias in self.claim_names_of_file(&path, &summary, facts, &id, &mut claims) {
                aliases.entry((facts.kind, alias)).or_insert_with(|| id.slug.clone());
            }
            aliases.insert((facts.kind, id.slug.clone()), id.slug.clone());
            let code = facts.country.as_ref().map(|country| country.code);
            let region = code.and_then(|code| region(code, countries));
            let entity = Entity { file: Some(path.clone()), code, region, ..Entity::named(summary.title.clone()) };
            if let Some(code) = code {
                self.by_code.insert(code, id.clone());
            }
            self.by_file.insert(path.clone(), id.clone());
            self.entities.insert(id, entity);
        }
        aliases
    }

    fn report_second_file(&mut self, path: &SourceId, summary: &Summary, first: Option<&SourceId>) {
        let diagnostic = Diagnostic::new(Code::DuplicateEntity, format!("`{}` has two files", summary.title))
            .help("join the two into one");
        let related = first.and_then(|first| Some((self.place_of_head(first)?, "the first is here".to_owned())));
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

    fn gather_names_of(&mut self, id: &SourceId, summary: &Summary, aliases: &Aliases) {
        let lists = [
            (EntityKind::Author, &summary.authors),
            (EntityKind::Topic, &summary.topics),
            (EntityKind::Person, &summary.people),
            (EntityKind::Organization, &summary.organizations),
        ];
        for (kind, names) in lists {
            for name in names {
                let entity = self.named(kind, name, aliases);
                if entity.about.last() != Some(id) {
                    entity.about.push(id.clone());
                }
            }
        }
    }

    /// What its texts name, where that has a page and the article is not about it.
    fn gather_mentions_of(&mut self, id: &SourceId, article: &Summary) {
        for named in &article.named {
            if let Some(entity) = self.entities.get_mut(named)
                && entity.about.last() != Some(id)
            {
                entity.mentioned_by.push(id.clone());
            }
        }
    }

    /// The entity that an article names; it comes into being with its first naming.
    fn named(&mut self, kind: EntityKind, name: &Name, aliases: &Aliases) -> &mut Entity {
        let slug = aliases.get(&(kind, name.slug.clone())).unwrap_or(&name.slug).clone();
        let is_id = name.text == name.slug.as_str();
        let written = if is_id { name.slug.humanized() } else { name.text.clone() };
        let entity = self.entities.entry(EntityId { kind, slug }).or_insert_with(|| Entity::named(written.clone()));
        if entity.file.is_none() && !is_id && entity.name == name.slug.humanized() {
            entity.name = written;
        }
        entity
    }

    fn gather_countries_of(&mut self, id: &SourceId, article: &Summary, gazetteer: &Gazetteer, countries: &Countries) {
        for &code in &article.countries {
            self.country(code, gazetteer, countries).about.push(id.clone());
        }
        let timeline = article.timeline.iter().flat_map(|entry| &entry.countries);
        let reactions = article.reactions.iter().filter_map(|reaction| reaction.by.country());
        let mut mentioned: Vec<_> =
            timeline.copied().chain(reactions).chain(article.mentions.iter().copied()).collect();
        mentioned.sort_unstable();
        mentioned.dedup();
        for code in mentioned.into_iter().filter(|code| !article.countries.contains(code)) {
            self.country(code, gazetteer, countries).mentioned_by.push(id.clone());
        }
    }

    /// Plain pages and entities' files name authors and countries too, which then need pages.
    fn gather_page(&mut self, page: &Summary, aliases: &Aliases, gazetteer: &Gazetteer, countries: &Countries) {
        for name in &page.authors {
            self.named(EntityKind::Author, name, aliases);
        }
        let timeline = page.timeline.iter().flat_map(|entry| &entry.countries);
        let codes: Vec<_> = timeline.chain(&page.mentions).copied().collect();
        for code in codes {
            self.country(code, gazetteer, countries);
        }
    }

    fn country(&mut self, code: CountryCode, gazetteer: &Gazetteer, countries: &Countries) -> &mut Entity {
        let name = gazetteer.name(code);
        let id = match self.by_code.get(&code) {
            Some(id) => id.clone(),
            None => {
                let own = Slug::of(name).unwrap_or_else(|| Slug::of_country_code(code));
                let id = country_id(code, &own, countries);
                self.by_code.insert(code, id.clone());
                id
            }
        };
        self.entities.entry(id).or_insert_with(|| Entity {
            code: Some(code),
            region: region(code, countries),
            ..Entity::named(name.to_owned())
        })
    }

    /// The country's file decides, then `nutgraf.yaml`, then the dataset.
    pub(super) fn gather_flags(&mut self) {
        let own = |entity: &Entity| {
            let facts = self.documents.get(entity.file.as_ref()?)?.entity.as_ref()?;
            facts.country.as_ref()?.flag.clone()
        };
        for entity in self.entities.values_mut() {
            let Some(code) = entity.code else { continue };
            let set = own(entity).or_else(|| self.around.flags.get(&code).cloned());
            entity.flag = set.map(Flag::Site).or_else(|| country::flag(code).map(|_| Flag::Dataset));
        }
    }

    /// What a wikilink can name: countries by any name, other entities by slug or name, articles by slug or title.
    pub(super) fn gather_names(&mut self, gazetteer: &Gazetteer) {
        let mut names: HashMap<String, Linked> = HashMap::new();
        for kind in EntityKind::ALL {
            for (id, entity) in self.entities.iter().filter(|(id, _)| id.kind == kind) {
                let linked = Linked::Entity(id.clone());
                let file = entity.file.as_ref().and_then(|file| self.documents.get(file));
                let alternate = file.and_then(|file| file.entity.as_ref()).map(|facts| &facts.alternate_names[..]);
                let alternate = alternate.unwrap_or_default().iter().map(|(name, _)| name.clone());
                let own = [id.slug.as_str(), &entity.name].into_iter().map(str::to_owned);
                for name in own.chain(alternate) {
                    names.entry(name.to_lowercase()).or_insert_with(|| linked.clone());
                }
            }
        }
        for (code, known) in gazetteer.iter() {
            let Some(id) = self.by_code.get(&code) else { continue };
            for name in std::iter::once(&known.name).chain(&known.others).map(String::as_str).chain([code.as_str()]) {
                names.insert(name.to_lowercase(), Linked::Entity(id.clone()));
            }
        }
        for (id, summary) in &self.documents {
            if matches!(summary.kind, Kind::Article | Kind::Page) {
                let slug = summary.url.as_str().trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
                for name in [slug, summary.title.to_lowercase()] {
                    names.entry(name).or_insert_with(|| Linked::Document(id.clone()));
                }
            }
        }
        self.names = names;
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
    fn named(name: String) -> Self {
        Self {
            name,
            code: None,
            region: None,
            file: None,
            about: Vec::new(),
            mentioned_by: Vec::new(),
            flag: None,
            positions: Vec::new(),
            reactions: Vec::new(),
            timeline: Vec::new(),
            stances: Vec::new(),
            companions: Vec::new(),
        }
    }
}
