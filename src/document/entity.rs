//! The files of countries, topics, people, organizations and authors.

use serde::{Deserialize, Serialize};

use super::fields;
use super::front_matter;
use super::kind::{ContentPath, Kind};
use super::parser::{self, File};
use super::prose::{Flavour, Scope, Shared};
use super::{Asset, Document, Summary, article, page, reaction};
use crate::country::CountryCode;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::gazetteer::{Named, SiteNames, refused};
use crate::value::{EntityId, EntityKind, Slug, UrlPath, WebUrl};
use crate::yaml::{self, Fields};

/// What an entity's file says besides its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityFacts {
    /// Which kind.
    pub kind: EntityKind,
    /// What articles may call it, and the last part of its URL.
    pub slug: Slug,
    /// Other names.
    pub alternate_names: Vec<(String, Span)>,
    /// Where its name stands.
    pub name_span: Span,
    /// Its entry in another catalogue.
    pub same_as: Option<WebUrl>,
    /// Of a country.
    pub country: Option<CountryFacts>,
}

/// What a site says of a country instead of the dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryFacts {
    /// Which country.
    pub code: CountryCode,
    /// Its name, where the site sets it.
    pub name: Option<String>,
    /// Its name in treaties.
    pub official_name: Option<String>,
    /// Its capital.
    pub capital: Option<String>,
    /// People.
    pub population: Option<u64>,
    /// Square kilometres.
    pub area: Option<u64>,
    /// Areas of the map that are its, as written.
    pub areas: Vec<(String, Span)>,
    /// Its flag.
    pub flag: Option<Asset>,
}

/// Whether a file stands where those of entities do whose names are looked for in texts.
pub fn may_have_names(path: &str, flat: bool) -> bool {
    matches!(ContentPath::new(path, flat).kind(), Kind::Entity(kind) if kind != EntityKind::Author)
}

/// The names that an entity's file gives, to be found in texts; bylines are not looked for.
///
/// What is wrong with the file is left for [`super::parse`] to report.
pub fn names(path: &str, text: &str, flat: bool, drafts: bool) -> Option<SiteNames> {
    let place = ContentPath::new(path, flat);
    let Kind::Entity(kind) = place.kind() else { return None };
    if kind == EntityKind::Author {
        return None;
    }
    let mut sink = Sink::new(path, text);
    let yaml = front_matter::split(&mut sink).yaml?;
    let node = yaml::parse(yaml, &mut sink)?;
    let mut fields = Fields::new(&node, what(kind), &mut sink)?;
    if fields::boolean(&mut fields, "draft", &mut sink) && !drafts {
        return None;
    }
    let of = match kind {
        EntityKind::Country => Named::Country(CountryCode::parse(&fields.optional("code")?.text(&mut sink)?.value)?),
        _ => {
            let slug = fields::slug(&mut fields, &mut sink).or_else(|| Slug::of_file_stem(place.stem()))?;
            Named::Entity(EntityId { kind, slug }.into())
        }
    };
    let name = fields::plain_text(&mut fields, "name", &mut sink);
    let alternate_names = texts(&mut fields, "alternate_names", &mut sink).into_iter().map(|(name, _)| name).collect();
    Some(SiteNames { of, name, alternate_names })
}

pub(super) fn parse(kind: EntityKind, file: &File, shared: &mut Shared, sink: &mut Sink) -> Option<Document> {
    let mut fields = Fields::new(&file.node, what(kind), sink)?;
    let sources = fields::sources(&mut fields, sink);
    parser::announce_sources(&sources, shared);
    let blocks = [
        ("main", true),
        ("block-sources", !sources.is_empty()),
        ("block-timeline", fields.optional("timeline").is_some()),
    ];
    parser::reserve_blocks(&mut shared.anchors, &blocks);
    let country = match kind {
        EntityKind::Country => country(&mut fields, file, shared, sink),
        _ => None,
    };
    let named = fields.optional("name").map(|field| field.node.span.clone());
    let name_span = named.unwrap_or_else(|| file.head.clone());
    let name = match kind {
        EntityKind::Country => country.as_ref().map(|country| shared.gazetteer.name(country.code).to_owned()),
        _ if file.readable => fields.required("name", sink).and_then(|field| field.text(sink)).map(|text| text.value),
        _ => fields::plain_text(&mut fields, "name", sink),
    };
    let dek = fields.optional("summary").and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink));
    let own_slug = if kind == EntityKind::Country { None } else { fields::slug(&mut fields, sink) };
    let slug = own_slug.or_else(|| Slug::of_file_stem(file.place.stem()));
    let alternate_names = texts(&mut fields, "alternate_names", sink);
    if kind != EntityKind::Author {
        refuse_names(&alternate_names, sink);
    }
    let same_as = fields.optional("same_as").and_then(|field| fields::web_url(&field, sink));

    let placeholder = UrlPath::page(&[kind.folder(), slug.as_ref().map_or("", Slug::as_str)]);
    let mut summary = Summary {
        title: name.unwrap_or_default(),
        dek: dek.unwrap_or_default(),
        ..page::summary(Kind::Entity(kind), file, placeholder, shared.path)
    };
    page::look(&mut summary, &mut fields, shared, sink);
    summary.language = fields::language(&mut fields, sink);
    summary.draft = fields::boolean(&mut fields, "draft", sink);
    let timeline = fields.optional("timeline");
    summary.timeline = article::read(timeline, Scope::Timeline, reaction::timeline, shared, sink);
    fields.finish(sink);

    let text = parser::text(file, false, shared, sink);
    summary.sources = parser::counted_sources(sources, shared, sink);
    let is_whole = kind != EntityKind::Country || country.is_some();
    summary.entity = slug
        .filter(|_| is_whole)
        .map(|slug| EntityFacts { kind, slug, alternate_names, name_span, same_as, country }.into());
    page::close(&mut summary, shared, sink.text());
    summary.entity.as_ref()?;
    file.readable.then(|| Document { summary, body: parser::plain_body(text) })
}

fn what(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Country => "a country",
        EntityKind::Topic => "a topic",
        EntityKind::Person => "a person",
        EntityKind::Organization => "an organization",
        EntityKind::Author => "an author",
    }
}

fn country(fields: &mut Fields, file: &File, shared: &mut Shared, sink: &mut Sink) -> Option<CountryFacts> {
    let field = match file.readable {
        true => fields.required("code", sink),
        false => fields.optional("code"),
    };
    let code = field.and_then(|field| {
        let text = field.text(sink)?;
        // A draft's place is not known to the gazetteer.
        let is_known = |code: &CountryCode| shared.gazetteer.has(*code) || code.is_private();
        let code = CountryCode::parse(&text.value).filter(is_known);
        if code.is_none() {
            report_code(&text.value, &text.span, sink);
        }
        code.filter(|code| known_or_private(*code, &text.span, shared, fields, sink))
    });
    let number =
        |name, fields: &mut Fields, sink: &mut Sink| fields.optional(name).and_then(|field| field.number(0, sink));
    // All fields are read before the code is asked for, so that all mistakes are found.
    let name = fields::plain_text(fields, "name", sink);
    let official_name = fields::plain_text(fields, "official_name", sink);
    let capital = fields::plain_text(fields, "capital", sink);
    let population = number("population", fields, sink);
    let area = number("area", fields, sink);
    let areas = texts(fields, "areas", sink);
    let flag = fields.optional("flag").and_then(|field| fields::asset(&field, shared, sink));
    Some(CountryFacts { code: code?, name, official_name, capital, population, area, areas, flag })
}

/// Reports names that would be found in nearly every text.
fn refuse_names(names: &[(String, Span)], sink: &mut Sink) {
    for (name, span) in names {
        if let Some(reason) = refused(name) {
            let message = format!("`{name}` would be found everywhere: it {reason}");
            let help = "write a longer name, or with the capitals it has in texts";
            sink.report(span, Diagnostic::new(Code::InvalidValue, message).help(help));
        }
    }
}

fn report_code(written: &str, span: &Span, sink: &mut Sink) {
    let message = format!("no country has the code `{written}`");
    let help = "write its two letters of ISO 3166-1, as in `KZ`; a place of your own has one from `XA` to `XZ`";
    sink.report(span, Diagnostic::new(Code::UnknownCountry, message).help(help));
}

/// A code that ISO 3166-1 does not know must be a private one, and then needs a name.
fn known_or_private(code: CountryCode, span: &Span, shared: &Shared, fields: &mut Fields, sink: &mut Sink) -> bool {
    let of_the_site = shared.gazetteer.is_of_the_site(code) || !shared.gazetteer.has(code);
    if of_the_site && !code.is_private() {
        report_code(code.as_str(), span, sink);
        return false;
    }
    let known = shared.gazetteer.name(code);
    let is_named = fields.optional("name").is_some() || !known.is_empty() && known != code.as_str();
    if of_the_site && !is_named {
        let message = format!("`{code}` is a code of the site's own, and the place has no name");
        sink.report(span, Diagnostic::new(Code::MissingField, message).help("add a line `name: …`"));
    }
    true
}

fn texts(fields: &mut Fields, name: &'static str, sink: &mut Sink) -> Vec<(String, Span)> {
    let texts = fields.optional(name).map(|field| field.texts(sink)).unwrap_or_default();
    texts.into_iter().map(|text| (text.value, text.span)).collect()
}
