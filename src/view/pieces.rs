//! What several pages are made of: cards, chips, reactions, events, sources.

use super::prose::{self, Directives, Text};
use super::{
    CardView, DateView, EntityLink, FlagView, Frame, HeadingView, ImageView, LinkView, MenuItemView, NoticeView,
    PageMeta, ReactionView, SourceLink, SourceView, StanceGroup, StanceView, TimelineEntryView,
};
use crate::country::CountryCode;
use crate::document::prose::{citation_anchor, source_anchor};
use crate::document::{
    Asset, By, Heading, Image, Name, Notice, Reaction, Source, SourceRef, Stance, Summary, TimelineEntry,
};
use crate::index::{Entity, Flag, Reader, SourceId};
use crate::locale::{Argument, Locale};
use crate::value::{EntityId, EntityKind, LanguageTag, Moment, PartialDate, UrlPath};

/// What every function here needs: the site, and the page that is being made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cx<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) frame: &'a Frame,
    /// The page's own address.
    pub(super) url: &'a UrlPath,
    /// The language of what authors wrote on it.
    pub(super) language: &'a LanguageTag,
    /// The interface's words on it: in the page's language, or where these are not known in the site's.
    pub(super) locale: &'static Locale,
}

/// A language as Open Graph writes it.
pub(super) fn open_graph(language: &LanguageTag) -> String {
    language.to_string().replace('-', "_")
}

/// A word with one argument.
pub(super) fn word<'a>(cx: Cx, name: &str, argument: &'a str, value: impl Into<Argument<'a>>) -> String {
    cx.locale.word(name, [(argument, value.into())]).unwrap_or_default()
}

impl<'a> Cx<'a> {
    pub(super) fn new(reader: Reader<'a>, frame: &'a Frame, url: &'a UrlPath, language: &'a LanguageTag) -> Self {
        let of_site = *language == frame.site.language;
        let locale = if of_site { frame.locale } else { Locale::of(language).unwrap_or(frame.locale) };
        Self { reader, frame, url, language, locale }
    }

    /// The texts of a document on its own page.
    pub(super) fn own(self, owner: &'a Summary) -> Text<'a> {
        Text { cx: self, owner, own_page: true }
    }

    /// The texts of a document on another's page.
    pub(super) fn foreign(self, owner: &'a Summary) -> Text<'a> {
        Text { cx: self, owner, own_page: false }
    }

    pub(super) fn plain(self, name: &str) -> String {
        self.locale.plain(name)
    }

    // Dates

    pub(super) fn day(self, moment: &Moment) -> DateView {
        DateView { machine: moment.machine(), human: self.locale.day(moment) }
    }

    pub(super) fn date(self, date: PartialDate) -> DateView {
        DateView { machine: date.to_string(), human: self.locale.date(date) }
    }

    // Entities

    pub(super) fn entity_link(self, id: &EntityId, entity: &Entity) -> EntityLink {
        self.frame.links.get_or_make(id, entity, self.locale, || self.new_entity_link(id, entity))
    }

    fn new_entity_link(self, id: &EntityId, entity: &Entity) -> EntityLink {
        let country = entity.code.and_then(|code| self.frame.countries.get(code));
        // What the site calls otherwise has one name in all languages.
        let usual = country.filter(|country| country.name == entity.name);
        let named = |locale: &Locale| usual.map_or(entity.name.as_str(), |country| locale.country(country)).to_owned();
        EntityLink {
            kind: id.kind.name(),
            name: named(self.locale),
            site_name: named(self.frame.locale),
            url: self.frame.href(&id.url()),
            // Where the site has a flag of its own, a reader's machine would show another.
            flag: entity.code.filter(|_| entity.flag == Some(Flag::Dataset)).map(CountryCode::flag_emoji),
            code: entity.code.map(|code| code.to_string()),
            region: entity.code.map(|_| self.region(entity.region.as_deref())),
            count: 0,
            mentions: 0,
            flag_url: self.flag_url(entity),
        }
    }

    /// The same with how covered it is, for lists that tell.
    pub(super) fn counted_link(self, id: &EntityId, entity: &Entity) -> EntityLink {
        let (count, mentions) = self.reader.coverage(id);
        EntityLink { count, mentions, ..self.entity_link(id, entity) }
    }

    /// The name as it stands within a sentence: `the United Arab Emirates`.
    pub(super) fn name_in_text(self, link: &EntityLink) -> String {
        let code = link.code.as_deref().and_then(CountryCode::parse);
        let country = code.and_then(|code| self.frame.countries.get(code));
        let named = country.filter(|country| self.locale.country(country) == link.name);
        named.map_or_else(|| link.name.clone(), |country| self.locale.country_in_text(country))
    }

    fn flag_url(self, entity: &Entity) -> Option<String> {
        match entity.flag.as_ref()? {
            Flag::Dataset => entity.code.map(|code| self.frame.href(&self.reader.flag_url(code))),
            Flag::Site(asset) => Some(self.asset(asset)).filter(|url| !url.is_empty()),
        }
    }

    /// The page of a person or organization of that name.
    fn actor_url(self, actor: &str) -> Option<String> {
        let id = self.reader.actor(actor)?;
        (id.url() != *self.url).then(|| self.frame.href(&id.url()))
    }

    /// The language of the interface on this page, as exactly as the page or the site says its own.
    pub(super) fn interface(self) -> &'a LanguageTag {
        let said = [self.language, &self.frame.site.language];
        said.into_iter().find(|said| self.locale.speaks(said)).unwrap_or(self.locale.tag())
    }

    /// The site's title within a text of the page, kept together where it is read from the other side.
    pub(super) fn site_title_within(self) -> String {
        let title = &self.frame.site.title;
        match self.frame.site.language.direction() == self.language.direction() {
            true => title.clone(),
            false => format!("\u{2068}{title}\u{2069}"),
        }
    }

    /// The language of what an author wrote in a document, where the page around it is in another.
    pub(super) fn other_language(self, document: &Summary) -> Option<String> {
        self.frame.language_of(document).other_than(self.interface())
    }

    pub(super) fn region(self, name: Option<&str>) -> String {
        self.plain(&format!("regions-{}", name.unwrap_or("other")))
    }

    pub(super) fn country(self, code: CountryCode) -> Option<EntityLink> {
        self.reader.country(code).map(|(id, entity)| self.entity_link(id, entity))
    }

    pub(super) fn countries(self, codes: &[CountryCode]) -> Vec<EntityLink> {
        codes.iter().filter_map(|code| self.country(*code)).collect()
    }

    pub(super) fn named(self, kind: EntityKind, names: &[Name]) -> Vec<EntityLink> {
        let found = names.iter().filter_map(|name| self.reader.named(kind, name));
        found.map(|(id, entity)| self.entity_link(id, entity)).collect()
    }

    pub(super) fn stance(self, stance: Stance) -> StanceView {
        StanceView { name: stance.name(), word: self.plain(&format!("stance-{}", stance.name())) }
    }

    // Pictures

    pub(super) fn asset(self, asset: &Asset) -> String {
        match (asset, self.reader.asset_url(asset)) {
            (Asset::Web(url), _) => url.as_str().to_owned(),
            (_, Some(path)) => self.frame.href(&path),
            (_, None) => String::new(),
        }
    }

    // Cards

    pub(super) fn cards(self, ids: &[SourceId]) -> Vec<CardView> {
        ids.iter().filter_map(|id| self.card(id)).collect()
    }

    pub(super) fn card(self, id: &SourceId) -> Option<CardView> {
        let article = self.reader.document(id)?;
        let image = article.image.as_ref().map(|image| ImageView {
            alt: image.alt.clone(),
            credit: image.credit.clone(),
            ..self.picture(&image.src)
        });
        Some(CardView {
            url: self.frame.href(&article.url),
            title: article.title.clone(),
            dek: article.dek.plain().to_owned(),
            date: article.date.as_ref().map(|date| self.day(date)),
            updated: article.updated.as_ref().map(|date| self.day(date)),
            language: self.other_language(article),
            countries: self.countries(&article.countries),
            topics: self.named(EntityKind::Topic, &article.topics),
            image,
            draft: article.draft,
        })
    }

    // The page itself

    pub(super) fn meta(self, kind: &'static str, title: String) -> PageMeta {
        let (language, interface) = (self.language, self.interface());
        PageMeta {
            kind,
            url: self.frame.href(self.url),
            canonical: self.frame.canonical(self.url),
            title,
            description: self.frame.site.description.clone(),
            language: language.to_string(),
            locale: open_graph(language),
            direction: language.direction(),
            interface_language: interface.to_string(),
            interface_direction: interface.direction(),
            text_language: language.other_than(interface),
            draft: false,
            noindex: false,
            menu: self.menu(),
            breadcrumbs: Vec::new(),
            translations: Vec::new(),
            feeds: Vec::new(),
            data: None,
            image: None,
            published: None,
            modified: None,
            authors: Vec::new(),
            section: None,
            languages: Vec::new(),
            structured_data: None,
            extra: serde_json::Value::Null,
        }
    }

    pub(super) fn crumb(self, word: &str, parts: &[&str]) -> LinkView {
        LinkView { name: self.plain(word), url: self.frame.href(&UrlPath::page(parts)) }
    }

    fn menu(self) -> Vec<MenuItemView> {
        if let Some(menu) = &self.frame.site.menu {
            return menu
                .iter()
                .map(|item| MenuItemView {
                    language: self.frame.site.language.other_than(self.interface()),
                    ..self.menu_item(&item.name, item.path.as_ref(), item.url.as_deref())
                })
                .collect();
        }
        let search = self.frame.site.search.then_some(("nav-search", "search"));
        [("nav-articles", "articles"), ("nav-countries", "countries"), ("nav-corrections", "corrections")]
            .into_iter()
            .chain(search)
            .map(|(word, part)| self.menu_item(&self.plain(word), Some(&UrlPath::page(&[part])), None))
            .collect()
    }

    fn menu_item(self, name: &str, path: Option<&UrlPath>, url: Option<&str>) -> MenuItemView {
        let within = |path: &UrlPath| match path.as_str() {
            "/" => self.url.as_str() == "/",
            // Relations are between countries, and have no place of their own.
            "/countries/" if self.url.as_str().starts_with("/relations/") => true,
            path => self.url.as_str().starts_with(path),
        };
        MenuItemView {
            name: name.to_owned(),
            url: path.map_or_else(|| url.unwrap_or_default().to_owned(), |path| self.frame.href(path)),
            current: path.is_some_and(within),
            language: None,
        }
    }
}

/// A country's flag as a picture so many pixels wide.
pub(super) fn flag_image(country: &EntityLink, width: u32) -> Option<FlagView> {
    let url = country.flag_url.clone()?;
    Some(FlagView { url, width, height: width * 3 / 4 })
}

impl Text<'_> {
    pub(super) fn image(self, image: &Image, directives: &mut Directives) -> ImageView {
        ImageView {
            alt: image.alt.clone(),
            credit: image.credit.clone(),
            caption: self.optional(image.caption.as_ref(), directives),
            language: self.cx.other_language(self.owner),
            ..self.cx.picture(&image.src)
        }
    }

    /// By stance, in the order of [`Stance::ALL`]; within one, the author's.
    pub(super) fn stance_groups(self, reactions: &[Reaction], directives: &mut Directives) -> Vec<StanceGroup> {
        let order = Stance::ALL.map(Some).into_iter().chain([None]);
        let mut groups = Vec::new();
        for stance in order {
            let of_stance = reactions.iter().filter(|reaction| reaction.stance == stance);
            let reactions: Vec<_> = of_stance.map(|reaction| self.reaction(reaction, directives)).collect();
            if !reactions.is_empty() {
                groups.push(StanceGroup { stance: stance.map(|stance| self.cx.stance(stance)), reactions });
            }
        }
        groups
    }

    pub(super) fn reaction(self, reaction: &Reaction, directives: &mut Directives) -> ReactionView {
        let (country, actor) = match &reaction.by {
            By::Country(code, actor) => (self.cx.country(*code), actor.clone()),
            By::Actor(actor) => (None, Some(actor.clone())),
        };
        ReactionView {
            country,
            actor_url: actor.as_deref().and_then(|actor| self.cx.actor_url(actor)),
            actor,
            role: reaction.role.clone(),
            stance: reaction.stance.map(|stance| self.cx.stance(stance)),
            text: self.optional(reaction.text.as_ref(), directives),
            quote: self.optional(reaction.quote.as_ref(), directives),
            date: reaction.date.map(|date| self.cx.date(date)),
            reported: None,
            source: reaction.source.as_ref().and_then(|source| self.source_link(source)),
            article: None,
            language: self.cx.other_language(self.owner),
        }
    }

    pub(super) fn timeline(self, entries: &[TimelineEntry], directives: &mut Directives) -> Vec<TimelineEntryView> {
        let mut sorted: Vec<_> = entries.iter().collect();
        sorted.sort_by_key(|entry| entry.date);
        sorted.into_iter().map(|entry| self.timeline_entry(entry, directives)).collect()
    }

    pub(super) fn timeline_entry(self, entry: &TimelineEntry, directives: &mut Directives) -> TimelineEntryView {
        TimelineEntryView {
            date: self.cx.date(entry.date),
            title: entry.title.clone(),
            text: self.optional(entry.text.as_ref(), directives),
            countries: self.cx.countries(&entry.countries),
            source: entry.source.as_ref().and_then(|source| self.source_link(source)),
            articles: Vec::new(),
            language: self.cx.other_language(self.owner),
        }
    }

    pub(super) fn source_link(self, source: &SourceRef) -> Option<SourceLink> {
        match source {
            SourceRef::Web(url) => Some(SourceLink {
                title: url.host().unwrap_or_else(|| url.as_str().to_owned()),
                url: url.as_str().to_owned(),
                number: None,
            }),
            SourceRef::Listed(at) => {
                let source = self.owner.sources.get(*at)?;
                let page = (!self.own_page).then_some(&self.owner.url);
                Some(SourceLink {
                    title: source.title.clone(),
                    url: prose::source_url(page, self.cx, *at, source.id.as_deref()),
                    // On another page a number would say nothing.
                    number: self.own_page.then_some(at + 1),
                })
            }
        }
    }

    pub(super) fn sources(self) -> Vec<SourceView> {
        self.owner.sources.iter().enumerate().map(|(at, source)| self.source(at, source)).collect()
    }

    fn source(self, at: usize, source: &Source) -> SourceView {
        let id = source.id.as_deref();
        SourceView {
            number: at + 1,
            anchor: source_anchor(at, id),
            title: source.title.clone(),
            url: source.url.as_ref().map(|url| url.as_str().to_owned()),
            publisher: source.publisher.clone(),
            date: source.date.map(|date| self.cx.date(date)),
            accessed: source.accessed.map(|date| self.cx.date(date)),
            archived: source.archived.as_ref().map(|url| url.as_str().to_owned()),
            citations: (1..=source.citations).map(|nth| format!("#{}", citation_anchor(at, id, nth))).collect(),
        }
    }

    pub(super) fn notice(self, kind: &'static str, notice: &Notice, directives: &mut Directives) -> NoticeView {
        NoticeView {
            kind,
            date: self.cx.day(&notice.date),
            text: self.html(&notice.text, directives),
            language: self.cx.other_language(self.owner),
            article: None,
        }
    }
}

pub(super) fn headings(headings: &[Heading]) -> Vec<HeadingView> {
    headings
        .iter()
        .map(|heading| HeadingView { level: heading.level, id: heading.id.clone(), text: heading.text.clone() })
        .collect()
}
