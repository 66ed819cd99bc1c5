//! What lists hold: explainers, reactions, events.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::country::CountryCode;
use crate::document::{By, Reaction, SourceRef, Stance, Summary};
use crate::index::{Event, ReactionRef, SourceId};
use crate::view::address::plain;
use crate::view::pieces::Cx;

/// An explainer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct ArticleData {
    pub title: String,
    pub url: String,
    pub date: Option<String>,
    pub updated: Option<String>,
    pub summary: Option<String>,
    pub language: Option<String>,
}

/// In which explainer something stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct ExplainerData {
    pub title: String,
    pub url: String,
    pub date: Option<String>,
}

/// Who said what, and in which explainer that stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct ReactionData {
    pub date: Option<String>,
    pub stance: Option<&'static str>,
    pub country: Option<CountryCode>,
    pub actor: Option<String>,
    pub role: Option<String>,
    pub text: Option<String>,
    pub quote: Option<String>,
    pub source: Option<SourceData>,
    pub explainer: Option<ExplainerData>,
}

/// What happened, and which explainers tell of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct EventData {
    pub date: String,
    pub title: Option<String>,
    pub text: Option<String>,
    pub countries: Vec<CountryCode>,
    pub source: Option<SourceData>,
    pub explainers: Vec<ExplainerData>,
}

/// Where something is known from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "README.md lists the fields")]
pub struct SourceData {
    pub title: Option<String>,
    pub url: Option<String>,
}

pub(super) fn article_data(cx: Cx, id: &SourceId) -> Option<ArticleData> {
    let article = cx.reader.document(id)?;
    Some(ArticleData {
        title: article.title.clone(),
        url: cx.address(&article.url),
        date: article.date.as_ref().map(crate::value::Moment::machine),
        updated: article.updated.as_ref().map(crate::value::Moment::machine),
        summary: plain(&article.dek),
        language: cx.frame.language_of(article).other_than(cx.language),
    })
}

pub(super) fn explainer_data(cx: Cx, id: &SourceId) -> Option<ExplainerData> {
    let ArticleData { title, url, date, .. } = article_data(cx, id)?;
    Some(ExplainerData { title, url, date })
}

pub(super) fn reaction_data(cx: Cx, reference: &ReactionRef) -> Option<ReactionData> {
    let (article, said): (&Summary, &Reaction) = cx.reaction_of(reference)?;
    Some(reaction(article, said, explainer_data(cx, &reference.article)))
}

/// What was said in an article, and where that is told.
pub(super) fn reaction(article: &Summary, reaction: &Reaction, explainer: Option<ExplainerData>) -> ReactionData {
    let (country, actor) = match &reaction.by {
        By::Country(code, actor) => (Some(*code), actor.clone()),
        By::Actor(actor) => (None, Some(actor.clone())),
    };
    ReactionData {
        date: reaction.date.map(|date| date.to_string()),
        stance: reaction.stance.map(Stance::name),
        country,
        actor,
        role: reaction.role.clone(),
        text: reaction.text.as_ref().and_then(plain),
        quote: reaction.quote.as_ref().and_then(plain),
        source: reaction.source.as_ref().and_then(|source| source_data(article, source)),
        explainer,
    }
}

pub(super) fn event_data(cx: Cx, event: &Event) -> Option<EventData> {
    let told: Vec<_> = event.entries.iter().filter_map(|entry| cx.entry_of(entry)).collect();
    let (_, _, fullest) = told.first()?;
    let mut countries: Vec<CountryCode> = Vec::new();
    for code in told.iter().flat_map(|(_, _, entry)| &entry.countries) {
        if !countries.contains(code) {
            countries.push(*code);
        }
    }
    let sources = told.iter().filter_map(|(_, document, entry)| source_data(document, entry.source.as_ref()?));
    let source = sources.into_iter().next();
    let mut seen: BTreeSet<&SourceId> = BTreeSet::new();
    let explainers = told.iter().filter(|(id, document, _)| document.entity.is_none() && seen.insert(id));
    let explainers = explainers.filter_map(|(id, ..)| explainer_data(cx, id)).collect();
    Some(EventData {
        date: event.date.to_string(),
        title: told.iter().find_map(|(_, _, entry)| entry.title.clone()),
        text: fullest.text.as_ref().and_then(plain),
        countries,
        source,
        explainers,
    })
}

pub(super) fn source_data(document: &Summary, source: &SourceRef) -> Option<SourceData> {
    match source {
        SourceRef::Web(url) => Some(SourceData { title: None, url: Some(url.as_str().to_owned()) }),
        SourceRef::Listed(at) => {
            let source = document.sources.get(*at)?;
            let url = source.url.as_ref().map(|url| url.as_str().to_owned());
            Some(SourceData { title: Some(source.title.clone()), url })
        }
    }
}
