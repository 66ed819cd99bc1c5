//! The page of a country, and of two.

use super::facts::Origin;
use super::pieces::{Cx, flag_image, word};
use super::prose::Directives;
use super::record::Owner;
use super::{
    CompanionView, Content, CountryView, EntityLink, FactView, LinkView, Look, PageView, RelationView, Shared, SideView,
};
use super::{facts, map, prose};
use crate::country::CountryCode;
use crate::document::{Body, CountryFacts, Summary};
use crate::index::{Entity, Entries, MAX_PARTIES, Pair, Series, SourceId, Subject};
use crate::value::{EntityId, EntityKind};

/// More would be an index of countries.
const COMPANIONS: usize = 12;
const FLAG_WIDTH: u32 = 96;
/// So many of a relation's explainers are shown with their summaries.
const IN_FULL: usize = 4;

pub(super) fn country(
    cx: Cx,
    id: &EntityId,
    entity: &Entity,
    code: CountryCode,
    file: Option<(&SourceId, &Summary)>,
    body: Option<&Body>,
    directives: &mut Directives,
) -> CountryView {
    let subject = Subject::Entity(id.clone());
    let own = file.map(|(_, file)| cx.own(file));
    let link = cx.entity_link(id, entity);
    let facts = facts::views(cx, facts::facts(cx, code, changes(file.map(|(_, file)| file))));
    let owner = Owner { file: file.map(|(path, _)| path), own_page: true, countries: &[code] };
    let dek = own.zip(file).map(|(own, (_, file))| own.html(&file.dek, directives)).unwrap_or_default();
    let text = own.zip(body).map(|(own, body)| own.html(&body.text, directives)).unwrap_or_default();
    let timeline = cx.newest_events(&subject, owner, directives);
    let shown = timeline.iter().filter_map(|entry| entry.text.as_deref()).chain([dek.as_str(), text.as_str()]);
    let sources = prose::sources_with_citations(own, &shown.collect::<Vec<_>>());
    CountryView {
        code: code.to_string(),
        name_in_text: cx.name_in_text(&link),
        flag_image: flag_image(&link, FLAG_WIDTH),
        name: link.name,
        site_name: link.site_name,
        flag: link.flag.unwrap_or_default(),
        map: map::portrait(cx, code),
        alternate_names: alternate_names(cx, code, file.map(|(_, file)| file)),
        dek,
        text,
        facts_sources: facts_sources(cx, &facts),
        facts,
        about: cx.newest_articles(&subject, Series::Explainers),
        mentioning: cx.newest_articles(&subject, Series::Mentions),
        positions: cx.newest_reactions(&subject, Series::Positions, directives),
        positions_tally: cx.tallies(&subject, Series::Positions),
        reactions: cx.newest_reactions(&subject, Series::Reactions, directives),
        reactions_tally: cx.tallies(&subject, Series::Reactions),
        timeline,
        companions: companions(cx, code),
        counts: cx.counts(&subject),
        more: cx.more(&subject),
        sources,
    }
}

/// What the country's own file says instead of the dataset.
pub(super) fn changes(file: Option<&Summary>) -> Option<&CountryFacts> {
    file?.entity.as_ref()?.country.as_ref()
}

/// Those that the site gives, in its file and its settings.
pub(super) fn alternate_names(cx: Cx, code: CountryCode, file: Option<&Summary>) -> Vec<String> {
    let of_file = file.and_then(|file| file.entity.as_ref()).map(|facts| &facts.alternate_names[..]);
    let of_file = of_file.unwrap_or_default().iter().map(|(name, _)| name);
    let of_settings = cx.frame.changes.get(&code).map(|changes| &changes.alternate_names[..]).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for name in of_file.chain(of_settings) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// `Population, Currency and Codes: Unicode CLDR 48.2`. The site's own are marked where they stand.
fn facts_sources(cx: Cx, facts: &[FactView]) -> Vec<String> {
    let sources = [Origin::Compiled, Origin::Cldr].into_iter().filter_map(|origin| {
        let of_it: Vec<_> = facts.iter().filter(|fact| fact.source == origin.name()).collect();
        let source = of_it.first()?.source_text.clone();
        let labels: Vec<_> = of_it.iter().map(|fact| fact.label.clone()).collect();
        cx.locale.word("facts-from", [("facts", cx.locale.list(&labels).into()), ("source", source.into())])
    });
    sources.collect()
}

pub(super) fn companions(cx: Cx, code: CountryCode) -> Vec<CompanionView> {
    let others = cx.reader.companions(code).iter().take(COMPANIONS);
    let view = |(other, count): &(CountryCode, usize)| {
        Some(CompanionView { country: cx.country(*other)?, count: *count, relation: relation_link(cx, code, *other) })
    };
    others.filter_map(view).collect()
}

/// The page of two countries, if there is one.
fn relation_link(cx: Cx, one: CountryCode, other: CountryCode) -> Option<LinkView> {
    let (pair, relation) = cx.reader.related_countries(one, other)?;
    let (first, second) = relation.countries;
    let name = title(cx, &cx.country(first)?, &cx.country(second)?);
    Some(LinkView { name, url: cx.frame.href(&pair.url()) })
}

/// The pages of each two of these countries, those with most explainers first.
pub(super) fn relation_links(cx: Cx, countries: &[CountryCode], limit: usize) -> Vec<LinkView> {
    // Of a crowd, each two would be a list that nobody reads.
    let countries = if countries.len() > MAX_PARTIES { &[] } else { countries };
    let pairs =
        countries.iter().enumerate().flat_map(|(at, one)| countries[at + 1..].iter().map(move |two| (*one, *two)));
    let mut found: Vec<_> = pairs
        .filter_map(|(one, two)| {
            Some((cx.reader.related_countries(one, two)?.1.shared(), relation_link(cx, one, two)?))
        })
        .collect();
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.name.cmp(&y.name)));
    found.into_iter().take(limit).map(|(_, link)| link).collect()
}

/// `Israel and the United States`
fn title(cx: Cx, first: &EntityLink, second: &EntityLink) -> String {
    cx.locale.list(&[first.name.clone(), cx.name_in_text(second)])
}

/// `/relations/A-B/`
pub(super) fn relation(cx: Cx, pair: &Pair, shared: &dyn Shared) -> Option<PageView> {
    let relation = cx.reader.relation(pair)?;
    let subject = Subject::Relation(pair.clone());
    let (first, second) = (cx.country(relation.countries.0)?, cx.country(relation.countries.1)?);
    let title = title(cx, &first, &second);
    let countries = [relation.countries.0, relation.countries.1];
    let owner = Owner { countries: &countries, ..Owner::default() };
    let newest = |series| cx.shown(&subject, series, None).map(|shown| shown.entries);
    let articles = newest(Series::Explainers).map(Entries::articles).unwrap_or_default();
    let (in_full, others) = articles.split_at(articles.len().min(IN_FULL));
    let events = newest(Series::Timeline).map(Entries::events).unwrap_or_default();
    let content = RelationView {
        title: title.clone(),
        first: side(cx, first, &subject, Series::First, shared),
        second: side(cx, second, &subject, Series::Second, shared),
        articles: cx.card_items(in_full, (Look::Row, 3), shared),
        other_articles: cx.title_items(others, shared),
        timeline: cx.event_items(events, owner, shared),
        counts: cx.counts(&subject),
        more: cx.more(&subject),
    };
    let mut meta = cx.meta("relation", title.clone());
    meta.description = cx.locale.word("relation-description", [("names", title.into())]);
    meta.breadcrumbs = vec![cx.crumb("home", &[]), cx.crumb("nav-countries", &["countries"])];
    Some(PageView {
        template: "relation.html".into(),
        meta,
        content: Content::Relation(content),
        directives: Directives::new(),
    })
}

fn side(cx: Cx, country: EntityLink, subject: &Subject, series: Series, shared: &dyn Shared) -> SideView {
    let said = cx.shown(subject, series, None).map(|shown| shown.entries.reactions()).unwrap_or_default();
    SideView {
        name_in_text: cx.name_in_text(&country),
        flag_image: flag_image(&country, FLAG_WIDTH / 2),
        reactions: cx.reaction_items(said, false, shared),
        tally: cx.tallies(subject, series),
        country,
    }
}

/// `/countries/SLUG/KIND/page/N/` and the like.
pub(super) fn listing(
    cx: Cx,
    (subject, series, number): (&Subject, Series, usize),
    shared: &dyn Shared,
) -> Option<PageView> {
    let shown = cx.shown(subject, series, Some(number))?;
    let (name, in_text, countries) = subject_names(cx, subject, series)?;
    let key = match (series, subject) {
        (Series::Explainers, Subject::Entity(id)) if id.kind == EntityKind::Author => "list-explainers-by".to_owned(),
        _ => format!("list-{}", series.name()),
    };
    let title = word(cx, &key, "name", in_text);
    let page = word(cx, "archive-page", "number", number.to_string());
    let to = |number: usize| cx.page_of_list(subject, series, number);
    let subject_url = cx.frame.href(&subject.url());
    let file = match subject {
        Subject::Entity(id) => cx.reader.entity(id).and_then(|entity| entity.file.as_ref()),
        Subject::Relation(_) => None,
    };
    let owner = Owner { file, own_page: false, countries: &countries };
    let content = super::ListingView {
        kind: series.name(),
        title: title.clone(),
        subject: LinkView { name: name.clone(), url: subject_url.clone() },
        articles: cx.card_items(shown.entries.articles(), (Look::Row, 2), shared),
        reactions: cx.reaction_items(shown.entries.reactions(), series == Series::Reactions, shared),
        timeline: cx.event_items(shown.entries.events(), owner, shared),
        number,
        newer: shown.newer.map(to),
        older: shown.older.map(to),
    };
    let mut meta = cx.meta("listing", format!("{title}, {page}"));
    meta.description = Some(format!("{title}, {page}."));
    meta.breadcrumbs = vec![cx.crumb("home", &[])];
    if !matches!(subject, Subject::Entity(id) if id.kind != EntityKind::Country) {
        meta.breadcrumbs.push(cx.crumb("nav-countries", &["countries"]));
    }
    meta.breadcrumbs.push(LinkView { name, url: subject_url });
    Some(PageView {
        template: "listing.html".into(),
        meta,
        content: Content::Listing(content),
        directives: Directives::new(),
    })
}

/// A subject's name, the name that its list's title speaks of, and the countries it is.
fn subject_names(cx: Cx, subject: &Subject, series: Series) -> Option<(String, String, Vec<CountryCode>)> {
    match subject {
        Subject::Entity(id) => {
            let entity = cx.reader.entity(id)?;
            let link = cx.entity_link(id, entity);
            Some((link.name.clone(), cx.name_in_text(&link), entity.code.into_iter().collect()))
        }
        Subject::Relation(pair) => {
            let (one, two) = cx.reader.relation(pair)?.countries;
            let (first, second) = (cx.country(one)?, cx.country(two)?);
            let both = [cx.name_in_text(&first), cx.name_in_text(&second)];
            let in_text = match series {
                Series::First => both[0].clone(),
                Series::Second => both[1].clone(),
                _ => cx.locale.list(&both),
            };
            Some((title(cx, &first, &second), in_text, vec![one, two]))
        }
    }
}
