//! Pages as data: `/articles/SLUG/index.json`, `/countries/SLUG/index.json` and beside its numbered pages, and lists.
//!
//! The fields stand in the file in the order in which they stand here. Texts are plain; addresses
//! are whole if the site has a `base_url`, and from the root of the host if not.

use serde::Serialize;

mod article;
mod entries;
mod lists;
mod schema;

pub use article::ExplainerPageData;
use entries::{ArticleData, EventData, ReactionData};
pub use lists::{ArticlesData, CountriesData};

use entries::{article_data, event_data, reaction_data};

use super::address::plain;
use super::country::{alternate_names, changes};
use super::facts::{self, Fact};
use super::pieces::Cx;
use crate::country::CountryCode;
use crate::document::Body;
use crate::index::{DataKind, Series, Shown, SourceId, Subject};
use crate::value::{EntityId, UrlPath};

/// What stands in the file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DataView {
    /// Of an explainer.
    Explainer(Box<ExplainerPageData>),
    /// Of a part of the list of explainers.
    Articles(ArticlesData),
    /// Of the list of countries.
    Countries(CountriesData),
    /// Of the country's own page.
    Country(Box<CountryData>),
    /// Of a numbered page of one of its lists.
    Window(WindowData),
}

/// A country.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct CountryData {
    #[serde(rename = "$schema")]
    pub schema: String,
    pub version: u8,
    pub code: CountryCode,
    pub name: String,
    pub alternate_names: Vec<String>,
    pub url: String,
    pub flag: Option<String>,
    pub language: String,
    pub summary: Option<String>,
    pub facts: Vec<FactData>,
    pub explainers: ListData<ArticleData>,
    pub mentions: ListData<ArticleData>,
    pub positions: ListData<ReactionData>,
    pub reactions: ListData<ReactionData>,
    pub timeline: ListData<EventData>,
    pub covered_with: Vec<CompanionData>,
}

/// A numbered page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct WindowData {
    #[serde(rename = "$schema")]
    pub schema: String,
    pub version: u8,
    pub code: CountryCode,
    pub name: String,
    pub kind: &'static str,
    pub url: String,
    #[serde(flatten)]
    pub list: AnyList,
}

/// The list of a numbered page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each names what it is a list of")]
pub enum AnyList {
    Articles(ListData<ArticleData>),
    Reactions(ListData<ReactionData>),
    Events(ListData<EventData>),
}

/// The newest entries of a list, newest first, and where the older ones are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct ListData<T> {
    pub items: Vec<T>,
    pub older: Option<String>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct FactData {
    pub key: &'static str,
    pub label: String,
    pub value: String,
    pub number: Option<u64>,
    pub countries: Vec<CountryCode>,
    pub note: Option<String>,
    pub origin: &'static str,
    pub source: String,
}

/// A country that explainers are about together with this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct CompanionData {
    pub code: CountryCode,
    pub name: String,
    pub url: String,
    pub explainers: usize,
    pub relation: Option<String>,
}

const VERSION: u8 = 1;

/// Of an explainer's page.
pub(super) fn explainer(cx: Cx, id: &SourceId, body: &Body) -> Option<DataView> {
    article::explainer(cx, id, body).map(Box::new).map(DataView::Explainer)
}

/// Of a page of the list of explainers.
pub(super) fn articles(cx: Cx, number: Option<usize>) -> DataView {
    DataView::Articles(lists::articles(cx, number))
}

/// Of the list of countries.
pub(super) fn countries(cx: Cx) -> DataView {
    DataView::Countries(lists::countries(cx))
}

/// The schema of a kind of file.
pub(super) fn schema_text(cx: Cx, kind: DataKind) -> String {
    schema::text(cx, kind)
}

/// Where the schema of a kind of file is.
fn schema(cx: Cx, kind: DataKind) -> String {
    cx.address(&kind.schema_url())
}

/// Of a country's own page, or of a numbered page of one of its lists.
pub(super) fn country(cx: Cx, id: &EntityId, window: Option<(Series, usize)>) -> Option<DataView> {
    match window {
        None => whole(cx, id).map(Box::new).map(DataView::Country),
        Some((series, number)) => numbered(cx, id, series, number).map(DataView::Window),
    }
}

fn whole(cx: Cx, id: &EntityId) -> Option<CountryData> {
    let entity = cx.reader.entity(id)?;
    let code = entity.code?;
    let file = entity.file.as_ref().and_then(|file| cx.reader.document(file)).map(|file| &**file);
    let subject = Subject::Entity(id.clone());
    let link = cx.entity_link(id, entity);
    Some(CountryData {
        schema: schema(cx, DataKind::Country),
        version: VERSION,
        code,
        name: link.name,
        alternate_names: alternate_names(cx, code, file),
        url: cx.address(&id.url()),
        flag: link.flag_url.map(|url| cx.whole(&url)),
        language: cx.language.to_string(),
        summary: file.and_then(|file| plain(&file.dek)),
        facts: facts::facts(cx, code, changes(file)).into_iter().map(|fact| fact_data(cx, fact)).collect(),
        explainers: newest(cx, &subject, Series::Explainers, article_data),
        mentions: newest(cx, &subject, Series::Mentions, article_data),
        positions: newest_reactions(cx, &subject, Series::Positions),
        reactions: newest_reactions(cx, &subject, Series::Reactions),
        timeline: newest_events(cx, &subject),
        covered_with: companions(cx, code),
    })
}

fn numbered(cx: Cx, id: &EntityId, series: Series, number: usize) -> Option<WindowData> {
    let entity = cx.reader.entity(id)?;
    let subject = Subject::Entity(id.clone());
    let shown = cx.shown(&subject, series, Some(number))?;
    let older = older(cx, &subject, series, &shown);
    let entries = shown.entries;
    let list = match series {
        Series::Explainers | Series::Mentions => {
            let items = entries.articles().iter().filter_map(|id| article_data(cx, id)).collect();
            AnyList::Articles(ListData { items, older })
        }
        Series::Timeline => AnyList::Events(ListData {
            items: entries.events().iter().filter_map(|it| event_data(cx, it)).collect(),
            older,
        }),
        _ => {
            let items = entries.reactions().iter().filter_map(|it| reaction_data(cx, it)).collect();
            AnyList::Reactions(ListData { items, older })
        }
    };
    Some(WindowData {
        schema: schema(cx, DataKind::List),
        version: VERSION,
        code: entity.code?,
        name: cx.entity_link(id, entity).name,
        kind: series.name(),
        url: cx.address(&subject.window_url(series, number)),
        list,
    })
}

// Lists

fn newest(
    cx: Cx,
    subject: &Subject,
    series: Series,
    item: impl Fn(Cx, &SourceId) -> Option<ArticleData>,
) -> ListData<ArticleData> {
    let Some(shown) = cx.shown(subject, series, None) else { return ListData::none() };
    let items = shown.entries.articles().iter().filter_map(|id| item(cx, id)).collect();
    ListData { items, older: older(cx, subject, series, &shown) }
}

fn newest_reactions(cx: Cx, subject: &Subject, series: Series) -> ListData<ReactionData> {
    let Some(shown) = cx.shown(subject, series, None) else { return ListData::none() };
    let items = shown.entries.reactions().iter().filter_map(|reference| reaction_data(cx, reference)).collect();
    ListData { items, older: older(cx, subject, series, &shown) }
}

fn newest_events(cx: Cx, subject: &Subject) -> ListData<EventData> {
    let Some(shown) = cx.shown(subject, Series::Timeline, None) else { return ListData::none() };
    let items = shown.entries.events().iter().filter_map(|event| event_data(cx, event)).collect();
    ListData { items, older: older(cx, subject, Series::Timeline, &shown) }
}

impl<T> ListData<T> {
    fn none() -> Self {
        Self { items: Vec::new(), older: None }
    }
}

fn older(cx: Cx, subject: &Subject, series: Series, shown: &Shown) -> Option<String> {
    let page = subject.window_url(series, shown.older?);
    UrlPath::parse(&format!("{page}index.json")).map(|path| cx.address(&path))
}

// Entries

fn fact_data(cx: Cx, fact: Fact) -> FactData {
    let (number, countries) = (fact.number, fact.countries.clone());
    let names = || {
        let names = countries.iter().filter_map(|code| cx.frame.countries.get(*code));
        names.map(|country| cx.locale.country(country)).collect::<Vec<_>>().join(", ")
    };
    FactData {
        key: fact.key,
        label: cx.plain(&format!("fact-{}", fact.key)),
        value: if fact.value.is_empty() { names() } else { fact.value },
        number,
        note: fact.note.map(|note| cx.plain(note)),
        origin: fact.origin.name(),
        source: cx.plain(&format!("fact-source-{}", fact.origin.name())),
        countries,
    }
}

fn companions(cx: Cx, code: CountryCode) -> Vec<CompanionData> {
    let data = |(other, count): &(CountryCode, usize)| {
        let (id, entity) = cx.reader.country(*other)?;
        let relation = cx.reader.related_countries(code, *other);
        Some(CompanionData {
            code: *other,
            name: cx.entity_link(id, entity).name,
            url: cx.address(&id.url()),
            explainers: *count,
            relation: relation.map(|(pair, _)| cx.address(&pair.url())),
        })
    };
    cx.reader.companions(code).iter().filter_map(data).collect()
}
