//! An explainer as data: `/articles/SLUG/index.json`.

use serde::Serialize;

use super::entries::{reaction, source_data};
use super::{EventData, ReactionData, VERSION, schema};
use crate::document::{Body, Notice, Prose, Summary, TimelineEntry};
use crate::index::{DataKind, SourceId};
use crate::value::{EntityKind, Moment};
use crate::view::address::plain;
use crate::view::pieces::Cx;
use crate::view::{EntityLink, article};

/// An explainer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct ExplainerPageData {
    #[serde(rename = "$schema")]
    pub schema: String,
    pub version: u8,
    pub title: String,
    pub url: String,
    pub language: String,
    pub summary: Option<String>,
    pub date: Option<String>,
    pub updated: Option<String>,
    pub expires: Option<String>,
    pub authors: Vec<NamedData>,
    pub countries: Vec<NamedData>,
    pub mentions: Vec<NamedData>,
    pub topics: Vec<NamedData>,
    pub people: Vec<NamedData>,
    pub organizations: Vec<NamedData>,
    pub image: Option<ImageData>,
    pub takeaways: Vec<String>,
    pub text: Option<String>,
    pub background: Vec<PartData>,
    pub timeline: Vec<EventData>,
    pub reactions: Vec<ReactionData>,
    pub questions: Vec<QuestionData>,
    pub sources: Vec<ListedSourceData>,
    pub corrections: Vec<NoticeData>,
    pub updates: Vec<NoticeData>,
    pub translations: Vec<TranslationData>,
}

/// A country, topic, person, body or author.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct NamedData {
    pub name: String,
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct ImageData {
    pub url: String,
    pub alt: String,
    pub credit: Option<String>,
    pub caption: Option<String>,
}

/// A part of the background.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct PartData {
    pub title: Option<String>,
    pub text: Option<String>,
}

/// What readers ask.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct QuestionData {
    pub question: Option<String>,
    pub answer: Option<String>,
}

/// Where facts come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct ListedSourceData {
    pub id: Option<String>,
    pub title: String,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub accessed: Option<String>,
    pub archived: Option<String>,
}

/// A correction or an update.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct NoticeData {
    pub date: String,
    pub text: Option<String>,
}

/// The same in another language.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema says what the fields hold")]
pub struct TranslationData {
    pub language: String,
    pub title: String,
    pub url: String,
}

pub(super) fn explainer(cx: Cx, id: &SourceId, body: &Body) -> Option<ExplainerPageData> {
    let own = &**cx.reader.document(id)?;
    let named = |kind, names| links(cx, cx.named(kind, names));
    let mentions = own.mentions.iter().filter_map(|code| cx.country(*code)).collect();
    Some(ExplainerPageData {
        schema: schema(cx, DataKind::Article),
        version: VERSION,
        title: own.title.clone(),
        url: cx.address(&own.url),
        language: cx.language.to_string(),
        summary: plain(&own.dek),
        date: own.date.as_ref().map(Moment::machine),
        updated: own.updated.as_ref().map(Moment::machine),
        expires: own.expires_at.as_ref().map(Moment::machine),
        authors: named(EntityKind::Author, &own.authors),
        countries: links(cx, cx.countries(&own.countries)),
        mentions: links(cx, mentions),
        topics: named(EntityKind::Topic, &own.topics),
        people: named(EntityKind::Person, &own.people),
        organizations: named(EntityKind::Organization, &own.organizations),
        image: own.image.as_ref().map(|image| ImageData {
            url: cx.whole(&cx.asset(&image.src)),
            alt: image.alt.clone(),
            credit: image.credit.clone(),
            caption: image.caption.as_ref().and_then(plain),
        }),
        takeaways: body.takeaways.iter().filter_map(plain).collect(),
        text: plain(&body.text),
        background: parts(body),
        timeline: own.timeline.iter().map(|entry| event(own, entry)).collect(),
        reactions: own.reactions.iter().map(|said| reaction(own, said, None)).collect(),
        questions: questions(body),
        sources: sources(own),
        corrections: own.corrections.iter().map(notice).collect(),
        updates: own.updates.iter().map(notice).collect(),
        translations: article::translations(cx, id)
            .into_iter()
            .map(|it| TranslationData { language: it.language, title: it.title, url: cx.whole(&it.url) })
            .collect(),
    })
}

fn links(cx: Cx, links: Vec<EntityLink>) -> Vec<NamedData> {
    let data = |link: EntityLink| NamedData { url: cx.whole(&link.url), name: link.name, code: link.code };
    links.into_iter().map(data).collect()
}

fn parts(body: &Body) -> Vec<PartData> {
    let parts = body.background.iter();
    parts.map(|part| PartData { title: part.title.clone(), text: plain(&part.text) }).collect()
}

fn questions(body: &Body) -> Vec<QuestionData> {
    let asked = body.questions.iter();
    asked.map(|item| QuestionData { question: plain(&item.question), answer: plain(&item.answer) }).collect()
}

fn event(own: &Summary, entry: &TimelineEntry) -> EventData {
    EventData {
        date: entry.date.to_string(),
        title: entry.title.clone(),
        text: entry.text.as_ref().and_then(plain),
        countries: entry.countries.clone(),
        source: entry.source.as_ref().and_then(|source| source_data(own, source)),
        explainers: Vec::new(),
    }
}

fn sources(own: &Summary) -> Vec<ListedSourceData> {
    let data = |source: &crate::document::Source| ListedSourceData {
        id: source.id.clone(),
        title: source.title.clone(),
        url: source.url.as_ref().map(|url| url.as_str().to_owned()),
        publisher: source.publisher.clone(),
        date: source.date.map(|date| date.to_string()),
        accessed: source.accessed.map(|date| date.to_string()),
        archived: source.archived.as_ref().map(|url| url.as_str().to_owned()),
    };
    own.sources.iter().map(data).collect()
}

fn notice(notice: &Notice) -> NoticeData {
    let text: &Prose = &notice.text;
    NoticeData { date: notice.date.machine(), text: plain(text) }
}
