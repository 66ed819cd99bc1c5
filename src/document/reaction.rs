//! Reactions and timeline entries: of an article, an entity or a directive.

use serde::{Deserialize, Serialize};

use super::fields;
use super::prose::{self, Flavour, Prose, Shared};
use crate::country::CountryCode;
use crate::diagnostic::{Code, Diagnostic, Sink, nearest};
use crate::value::{PartialDate, WebUrl};
use crate::yaml::{Field, Fields};

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// For.
    Supportive,
    /// Neither yet.
    Cautious,
    /// Neither.
    Neutral,
    /// Both.
    Mixed,
    /// Against.
    Opposed,
}

impl Stance {
    /// All, in the order in which pages show them.
    pub const ALL: [Self; 5] = [Self::Supportive, Self::Cautious, Self::Neutral, Self::Mixed, Self::Opposed];

    /// As written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supportive => "supportive",
            Self::Cautious => "cautious",
            Self::Neutral => "neutral",
            Self::Mixed => "mixed",
            Self::Opposed => "opposed",
        }
    }
}

/// Who reacted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// A country, perhaps by one of its bodies.
    Country(CountryCode, Option<String>),
    /// Anybody else.
    Actor(String),
}

impl By {
    /// The country, if it was one.
    pub fn country(&self) -> Option<CountryCode> {
        match self {
            Self::Country(code, _) => Some(*code),
            Self::Actor(_) => None,
        }
    }

    /// The name of the person or body by whom it was.
    pub fn actor(&self) -> Option<&str> {
        match self {
            Self::Country(_, actor) => actor.as_deref(),
            Self::Actor(actor) => Some(actor),
        }
    }
}

/// Where a single fact is known from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceRef {
    /// An entry of the document's `sources`, by place.
    Listed(usize),
    /// An address.
    Web(WebUrl),
}

/// Who said what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reaction {
    /// Who.
    pub by: By,
    /// In which role.
    pub role: Option<String>,
    /// For or against.
    pub stance: Option<Stance>,
    /// What, in the author's words.
    pub text: Option<Prose>,
    /// What, in the actor's words.
    pub quote: Option<Prose>,
    /// When.
    pub date: Option<PartialDate>,
    /// Where that is known from.
    pub source: Option<SourceRef>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub date: PartialDate,
    /// What, in a few words.
    pub title: Option<String>,
    /// What, in full.
    pub text: Option<Prose>,
    /// Whom it concerns.
    pub countries: Vec<CountryCode>,
    /// Where that is known from.
    pub source: Option<SourceRef>,
}

/// The reactions of a list.
pub(super) fn reactions(field: &Field, shared: &mut Shared, sink: &mut Sink) -> Vec<Reaction> {
    let items = field.mappings(sink);
    items.iter().filter_map(|item| reaction(item, shared, sink)).collect()
}

fn reaction(item: &Field, shared: &mut Shared, sink: &mut Sink) -> Option<Reaction> {
    let mut fields = item.fields("a reaction", sink)?;
    let by = by(&mut fields, shared, sink);
    let role = fields::searched_text(&mut fields, "role", shared, sink);
    let stance = fields.optional("stance").and_then(|field| stance(&field, sink));
    let text = fields.optional("text").and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    let quote = fields.optional("quote").and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    let date = fields.optional("date").and_then(|field| fields::partial_date(&field, sink));
    let source = fields.optional("source").and_then(|field| source_ref(&field, shared, sink));
    fields.finish(sink);
    Some(Reaction { by: by?, role, stance, text, quote, date, source })
}

fn by(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<By> {
    let country = fields.optional("country");
    let actor = fields::searched_text(fields, "actor", shared, sink);
    match (country, actor) {
        (Some(field), actor) => {
            let text = field.text(sink)?;
            fields::country(&text, shared.gazetteer, sink).map(|code| By::Country(code, actor))
        }
        (None, Some(actor)) => Some(By::Actor(actor)),
        (None, None) => {
            let diagnostic = Diagnostic::new(Code::ReactionByNobody, "this reaction does not say whose it is")
                .help("add `country: KZ`, or `actor: …` for a body or a person");
            sink.report(&fields.first_key(), diagnostic);
            None
        }
    }
}

fn stance(field: &Field, sink: &mut Sink) -> Option<Stance> {
    let text = field.text(sink)?;
    let found = Stance::ALL.into_iter().find(|stance| stance.name() == text.value.to_lowercase());
    if found.is_none() {
        let names = Stance::ALL.map(Stance::name);
        let diagnostic = Diagnostic::new(Code::UnknownStance, format!("`{}` is not a stance", text.value))
            .did_you_mean(nearest(&text.value, names))
            .help(format!("a stance is one of `{}`", names.join("`, `")));
        sink.report(&text.span, diagnostic);
    }
    found
}

/// The events of a list.
pub(super) fn timeline(field: &Field, shared: &mut Shared, sink: &mut Sink) -> Vec<TimelineEntry> {
    let items = field.mappings(sink);
    items.iter().filter_map(|item| timeline_entry(item, shared, sink)).collect()
}

fn timeline_entry(item: &Field, shared: &mut Shared, sink: &mut Sink) -> Option<TimelineEntry> {
    let mut fields = item.fields("a timeline entry", sink)?;
    let date = fields.required("date", sink).and_then(|field| fields::partial_date(&field, sink));
    let title = fields::searched_text(&mut fields, "title", shared, sink);
    let text = fields.optional("text").and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    let countries = fields.optional("countries").map(|field| fields::countries(&field, shared.gazetteer, sink));
    let source = fields.optional("source").and_then(|field| source_ref(&field, shared, sink));
    if title.is_none() && text.is_none() {
        let diagnostic = Diagnostic::new(Code::MissingField, "this timeline entry does not say what happened");
        sink.report(&fields.first_key(), diagnostic.help("add `title: …` or `text: …`"));
    }
    fields.finish(sink);
    Some(TimelineEntry { date: date?, title, text, countries: countries.unwrap_or_default(), source })
}

/// An `id` of `sources`, or an address.
pub(super) fn source_ref(field: &Field, shared: &mut Shared, sink: &mut Sink) -> Option<SourceRef> {
    let text = field.text(sink)?;
    if let Some(source) = shared.source(&text.value) {
        shared.named_sources.insert(source);
        return Some(SourceRef::Listed(source));
    }
    if text.value.contains(':') {
        return fields::web_url(field, sink).map(SourceRef::Web);
    }
    let known = shared.source_ids.iter().flatten().map(String::as_str);
    sink.report(&text.span, prose::undefined_source(&text.value, known));
    None
}
