//! The page of a country, and of a topic, person, organization or author.

use std::cmp::Reverse;

use super::article;
use super::map;
use super::pieces::{Cx, word};
use super::prose::{self, Directives};
use super::{Content, CountryView, EntityView, FactView, LinkView, PageView, ReactionView};
use crate::country::{Country, CountryCode};
use crate::document::{Body, CountryFacts, Reaction, Summary};
use crate::index::{Entity, SourceId};
use crate::value::{EntityId, EntityKind};

pub(super) fn page(cx: Cx, id: &EntityId, body: Option<&Body>) -> Option<PageView> {
    let entity = cx.reader.entity(id)?;
    let file = entity.file.as_ref().and_then(|file| Some((file, &**cx.reader.document(file)?)));
    let mut directives = Directives::new();
    let content = match entity.code {
        Some(code) => {
            Content::Country(country(cx, id, entity, code, file.map(|(_, file)| file), body, &mut directives))
        }
        None => Content::Entity(other(cx, id, entity, file.map(|(_, file)| file), body, &mut directives)),
    };
    let usual = format!("{}.html", id.kind.name());
    let mut meta = match file {
        Some((path, file)) => article::meta(cx, path, file, id.kind.name()),
        None => cx.meta(id.kind.name(), entity.name.clone()),
    };
    meta.title = cx.entity_link(id, entity).name;
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    if id.kind == EntityKind::Country {
        meta.breadcrumbs.push(cx.crumb("nav-countries", &["countries"]));
    }
    let template = file.map_or(usual.clone(), |(_, file)| article::template(cx, file, &usual));
    Some(PageView { template, meta, content, directives })
}

fn country(
    cx: Cx,
    id: &EntityId,
    entity: &Entity,
    code: CountryCode,
    file: Option<&Summary>,
    body: Option<&Body>,
    directives: &mut Directives,
) -> CountryView {
    let own = file.map(|file| cx.own(file));
    let link = cx.entity_link(id, entity);
    let changes = file.and_then(|file| file.entity.as_ref()).and_then(|facts| facts.country.as_ref());
    CountryView {
        code: code.to_string(),
        name: link.name,
        flag: link.flag.unwrap_or_default(),
        map: map::portrait(cx, code),
        dek: own.zip(file).map(|(own, file)| own.html(&file.dek, directives)).unwrap_or_default(),
        text: own.zip(body).map(|(own, body)| own.html(&body.text, directives)).unwrap_or_default(),
        facts: facts(cx, code, changes),
        from_dataset: cx.frame.countries.get(code).is_some()
            && changes.is_none_or(|changes| changes.population.is_none()),
        about: cx.cards(&entity.about),
        mentioning: cx.cards(&entity.mentioned_by),
        positions: positions(cx, entity, directives),
        timeline: own.zip(file).map(|(own, file)| own.timeline(&file.timeline, directives)).unwrap_or_default(),
        sources: own.map(super::prose::Text::sources).unwrap_or_default(),
    }
}

/// Every reaction the country made, newest first; one without a date has its article's.
fn positions(cx: Cx, entity: &Entity, directives: &mut Directives) -> Vec<ReactionView> {
    let found = entity.reactions.iter().filter_map(|(id, at)| {
        let article = cx.reader.document(id)?;
        Some((id, article, article.reactions.get(*at)?))
    });
    let mut found: Vec<(&SourceId, &std::sync::Arc<Summary>, &Reaction)> = found.collect();
    found.sort_by_key(|(_, article, reaction)| {
        Reverse(reaction.date.or_else(|| article.date.as_ref().map(|date| date.date().into())))
    });
    let shown = found.into_iter().map(|(id, article, reaction)| {
        let mut view = cx.foreign(article).reaction(reaction, directives);
        view.date = view.date.or_else(|| article.date.as_ref().map(|date| cx.day(date)));
        view.article = prose::article_link(cx, id);
        view
    });
    shown.collect()
}

fn facts(cx: Cx, code: CountryCode, changes: Option<&CountryFacts>) -> Vec<FactView> {
    let country = cx.frame.countries.get(code);
    let locale = &cx.frame.locale;
    let text = |word: &str, value: Option<String>| {
        value.map(|value| FactView { label: cx.plain(word), value, links: Vec::new() })
    };
    let change = |pick: fn(&CountryFacts) -> Option<String>| changes.and_then(pick);
    let official =
        change(|facts| facts.official_name.clone()).or_else(|| country.map(|country| country.official_name.clone()));
    let capital = change(|facts| facts.capital.clone())
        .or_else(|| cx.frame.capitals.get(&code).cloned())
        .or_else(|| country.and_then(capital));
    let population =
        changes.and_then(|facts| facts.population).or_else(|| country.and_then(|country| country.population));
    let area = changes.and_then(|facts| facts.area).or_else(|| country.and_then(|country| whole(country.area_km2?)));
    let area = area.map(|area| word(cx.frame, "area-km2", "number", locale.number(area)));
    let region = country.map(|country| match &country.subregion {
        Some(subregion) => subregion.name.clone(),
        None => cx.region(Some(&country.region.name)),
    });
    let codes = country.map(|country| format!("{}, {}", country.code, country.alpha3));
    let facts = [
        text("official-name", official),
        text("capital", capital),
        text("region", region),
        text("population", population.map(|population| locale.number(population))),
        text("area", area),
        text("languages", country.map(languages).filter(|languages| !languages.is_empty())),
        text("currencies", country.map(|country| country.currencies.join(", ")).filter(|text| !text.is_empty())),
        text("codes", codes),
        country.and_then(|country| neighbours(cx, country)),
    ];
    facts.into_iter().flatten().collect()
}

/// The capital, with its status where that is in dispute.
fn capital(country: &Country) -> Option<String> {
    let capital = country.capital.as_ref()?;
    Some(match &country.capital_status {
        Some(status) => format!("{capital} ({status})"),
        None => capital.clone(),
    })
}

fn whole(area: f64) -> Option<u64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "square kilometres of a country")]
    let whole = area.round() as u64;
    (whole > 0).then_some(whole)
}

fn languages(country: &Country) -> String {
    let official = country
        .languages
        .iter()
        .filter(|language| language.status.starts_with("official") && !language.status.ends_with("regional"));
    official.map(|language| language.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The neighbours that have a page here as links, all others by name.
fn neighbours(cx: Cx, country: &Country) -> Option<FactView> {
    let links = cx.countries(&country.neighbours);
    let without_page = country.neighbours.iter().filter(|code| cx.reader.country(**code).is_none());
    let names = without_page
        .filter_map(|code| cx.frame.countries.get(*code))
        .map(|other| cx.frame.locale.country(other).to_owned());
    let value = names.collect::<Vec<_>>().join(", ");
    (!country.neighbours.is_empty()).then(|| FactView { label: cx.plain("neighbours"), value, links })
}

fn other(
    cx: Cx,
    id: &EntityId,
    entity: &Entity,
    file: Option<&Summary>,
    body: Option<&Body>,
    directives: &mut Directives,
) -> EntityView {
    let own = file.map(|file| cx.own(file));
    let facts = file.and_then(|file| file.entity.as_ref());
    let same_as = facts.and_then(|facts| facts.same_as.as_ref()).map(|url| LinkView {
        name: url.host().unwrap_or_else(|| url.as_str().to_owned()),
        url: url.as_str().to_owned(),
    });
    let image = own.zip(file.and_then(|file| file.image.as_ref())).map(|(own, image)| own.image(image, directives));
    EntityView {
        kind: id.kind.name(),
        name: entity.name.clone(),
        alternate_names: facts
            .into_iter()
            .flat_map(|facts| &facts.alternate_names)
            .map(|(name, _)| name.clone())
            .collect(),
        dek: own.zip(file).map(|(own, file)| own.html(&file.dek, directives)).unwrap_or_default(),
        text: own.zip(body).map(|(own, body)| own.html(&body.text, directives)).unwrap_or_default(),
        same_as,
        image,
        articles: cx.cards(&entity.about),
        timeline: own.zip(file).map(|(own, file)| own.timeline(&file.timeline, directives)).unwrap_or_default(),
        sources: own.map(super::prose::Text::sources).unwrap_or_default(),
    }
}
