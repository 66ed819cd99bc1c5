//! Values that several kinds of files share.

use super::prose::{self, Flavour, Options, Prose, Shared};
use super::{Asset, Image, Name, Source};
use crate::country::CountryCode;
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::gazetteer::{Gazetteer, Resolved};
use crate::value::{LanguageTag, Moment, PartialDate, Slug, UrlPath, WebUrl};
use crate::yaml::{Field, Fields, Spanned};

use jiff::tz::TimeZone;

pub(super) fn plain_text(fields: &mut Fields, name: &'static str, sink: &mut Sink) -> Option<String> {
    fields.optional(name)?.text(sink).map(|text| text.value)
}

/// The same, in which names count.
pub(super) fn searched_text(
    fields: &mut Fields,
    name: &'static str,
    shared: &mut Shared,
    sink: &mut Sink,
) -> Option<String> {
    let text = fields.optional(name)?.text(sink)?;
    shared.search(&text, sink);
    Some(text.value)
}

pub(super) fn boolean(fields: &mut Fields, name: &'static str, sink: &mut Sink) -> bool {
    fields.optional(name).and_then(|field| field.boolean(sink)).unwrap_or_default()
}

// Dates

pub(super) fn moment(field: &Field, zone: &TimeZone, sink: &mut Sink) -> Option<Moment> {
    let text = field.text(sink)?;
    let moment = Moment::parse(&text.value, zone);
    if moment.is_none() {
        report_date(field, &text, "a day (`2025-11-06`), perhaps with a time (`2025-11-06T18:30`)", sink);
    }
    moment
}

pub(super) fn partial_date(field: &Field, sink: &mut Sink) -> Option<PartialDate> {
    let text = field.text(sink)?;
    let date = PartialDate::parse(&text.value);
    if date.is_none() {
        report_date(field, &text, "a year (`1992`), a month (`2020-09`) or a day (`2020-09-15`)", sink);
    }
    date
}

fn report_date(field: &Field, text: &Spanned<String>, wanted: &str, sink: &mut Sink) {
    let shaped_like_a_day = text.value.len() >= 10
        && text
            .value
            .bytes()
            .take(10)
            .enumerate()
            .all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let partial = match PartialDate::parse(&text.value) {
        Some(PartialDate::Year(_)) => Some("a year"),
        Some(PartialDate::Month(..)) => Some("a month"),
        _ => None,
    };
    let message = match (partial, shaped_like_a_day) {
        (Some(partial), _) => format!("`{}` is {partial}, and `{}` must be a day", text.value, field.name),
        (None, true) => format!("`{}` is a day or time that no calendar has", text.value),
        (None, false) => format!("`{}` is not a date", text.value),
    };
    sink.report(&text.span, Diagnostic::new(Code::InvalidDate, message).help(format!("write {wanted}")));
}

// Addresses

pub(super) fn web_url(field: &Field, sink: &mut Sink) -> Option<WebUrl> {
    let text = field.text(sink)?;
    match WebUrl::parse(&text.value) {
        Ok(url) => Some(url),
        Err(error) => {
            prose::report_url(&text.value, error, &text.span, sink);
            None
        }
    }
}

pub(super) fn asset(field: &Field, shared: &mut Shared, sink: &mut Sink) -> Option<Asset> {
    let (asset, span) = file(field, shared, sink)?;
    shared.asset(&asset, span);
    Some(asset)
}

/// A file that is shown as a picture.
pub(super) fn picture(field: &Field, shared: &mut Shared, sink: &mut Sink) -> Option<Asset> {
    let (asset, span) = file(field, shared, sink)?;
    shared.picture(&asset, span);
    Some(asset)
}

/// A file of the site, not of the web; whoever asks says what it is for.
pub(super) fn file_of_site(field: &Field, shared: &Shared, sink: &mut Sink) -> Option<(Asset, Span)> {
    let (asset, span) = file(field, shared, sink)?;
    if let Asset::Web(_) = asset {
        let message = format!("`{}` must be a file of the site, and this is a web address", field.name);
        let help = "save the file beside this one, and write its name";
        sink.report(&field.node.span, Diagnostic::new(Code::InvalidValue, message).help(help));
        return None;
    }
    Some((asset, span))
}

fn file(field: &Field, shared: &Shared, sink: &mut Sink) -> Option<(Asset, Span)> {
    let text = field.text(sink)?;
    match prose::asset(&text.value, shared.path) {
        Ok(asset) => Some((asset, sink.file_span(&text.span))),
        Err(Some(error)) => {
            prose::report_url(&text.value, error, &text.span, sink);
            None
        }
        Err(None) => {
            let help = "name a file beside this one (`port.jpg`) or in `static/` (`/port.jpg`)";
            let message = format!("`{}` leads out of the site", text.value);
            sink.report(&text.span, Diagnostic::new(Code::MissingAsset, message).help(help));
            None
        }
    }
}

pub(super) fn aliases(fields: &mut Fields, sink: &mut Sink) -> Vec<(UrlPath, Span)> {
    let texts = fields.optional("aliases").map(|field| field.texts(sink)).unwrap_or_default();
    texts.into_iter().filter_map(|text| alias(&text, sink)).collect()
}

/// `/old/path/`, `old/path` and `/old.html` are old addresses; a path without an extension is a folder's.
fn alias(text: &Spanned<String>, sink: &mut Sink) -> Option<(UrlPath, Span)> {
    let written = text.value.trim();
    let alias = UrlPath::old(&format!("/{}", written.trim_start_matches('/'))).filter(|_| !written.contains("://"));
    if alias.is_none() {
        let message = format!("`{written}` is not a path within the site");
        let help = "write the old address from the root of the site, as in `/2020/old-title/`";
        sink.report(&text.span, Diagnostic::new(Code::InvalidUrl, message).help(help));
    }
    alias.map(|path| (path, text.span.clone()))
}

pub(super) fn slug(fields: &mut Fields, sink: &mut Sink) -> Option<Slug> {
    let text = fields.optional("slug")?.text(sink)?;
    let slug = Slug::of(&text.value);
    match &slug {
        Some(slug) if slug.as_str() == "page" => {
            let help = "`page` is where the pages of a list are; choose another word";
            sink.report(&text.span, Diagnostic::new(Code::InvalidSlug, "the slug `page` is reserved").help(help));
            None
        }
        Some(_) => slug,
        None => {
            let message = format!("nothing of `{}` can stand in an address", text.value);
            sink.report(&text.span, Diagnostic::new(Code::InvalidSlug, message).help("use letters and digits"));
            None
        }
    }
}

// Names

pub(super) fn language(fields: &mut Fields, sink: &mut Sink) -> Option<LanguageTag> {
    let text = fields.optional("language")?.text(sink)?;
    let tag = LanguageTag::parse(&text.value);
    if tag.is_none() {
        let message = format!("`{}` is not a language tag", text.value);
        let help = "write a BCP 47 tag, as in `en`, `pt-BR` or `kk`";
        sink.report(&text.span, Diagnostic::new(Code::InvalidLanguage, message).help(help));
    }
    tag
}

/// Names of people, bodies, topics or authors, each once.
pub(super) fn names(fields: &mut Fields, name: &'static str, sink: &mut Sink) -> Vec<Name> {
    let Some(field) = fields.optional(name) else {
        return Vec::new();
    };
    let mut names: Vec<Name> = Vec::new();
    for text in field.texts(sink) {
        match Slug::of(&text.value) {
            Some(slug) if names.iter().any(|known| known.slug == slug) => {}
            Some(slug) => names.push(Name { text: text.value.trim().to_owned(), slug, span: text.span }),
            None => {
                let message = format!("nothing of `{}` can stand in an address", text.value);
                sink.report(&text.span, Diagnostic::new(Code::InvalidSlug, message).help("use letters and digits"));
            }
        }
    }
    names
}

/// Countries by code or name, each once.
pub(super) fn countries(field: &Field, gazetteer: &Gazetteer, sink: &mut Sink) -> Vec<CountryCode> {
    let mut codes = Vec::new();
    for text in field.texts(sink) {
        if let Some(code) = country(&text, gazetteer, sink)
            && !codes.contains(&code)
        {
            codes.push(code);
        }
    }
    codes
}

pub(super) fn country(text: &Spanned<String>, gazetteer: &Gazetteer, sink: &mut Sink) -> Option<CountryCode> {
    const LIST: &str = "`nutgraf explain --countries` lists every known name; a file in content/countries/ adds one";
    let diagnostic = match gazetteer.resolve(&text.value) {
        Resolved::Country(code) => return Some(code),
        Resolved::Ambiguous(codes) => gazetteer.ambiguous(&text.value, &codes),
        Resolved::Unknown(near) => {
            let diagnostic = Diagnostic::new(Code::UnknownCountry, format!("no country is called `{}`", text.value));
            match near {
                Some((name, code)) => diagnostic.label(format!("did you mean `{name}` ({code})?")),
                None => diagnostic,
            }
            .help(LIST)
        }
    };
    sink.report(&text.span, diagnostic);
    None
}

// Texts, pictures, sources

pub(super) fn prose(field: &Field, flavour: Flavour, shared: &mut Shared, sink: &mut Sink) -> Option<Prose> {
    let text = field.text(sink)?;
    Some(prose_of(&text, flavour, shared, sink))
}

pub(super) fn prose_of(text: &Spanned<String>, flavour: Flavour, shared: &mut Shared, sink: &mut Sink) -> Prose {
    let options = Options { flavour, offsets: &text.offsets, take_title: false };
    prose::render(&text.value, options, shared, sink).prose
}

/// `image`: a mapping with `src` and `alt`, or a text, which then lacks its alternative.
pub(super) fn image(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Image> {
    let field = fields.optional("image")?;
    if let crate::yaml::Value::Scalar(scalar) = &field.node.value {
        let diagnostic = Diagnostic::new(Code::MissingAlt, "this image has no text alternative")
            .help(format!("write\nimage:\n  src: {}\n  alt: what it shows", scalar.text));
        sink.report(&field.node.span, diagnostic);
        return None;
    }
    let mut fields = field.fields("an image", sink)?;
    let image = image_fields(&mut fields, shared, sink);
    fields.finish(sink);
    image
}

pub(super) fn image_fields(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Image> {
    let src = fields.required("src", sink).and_then(|field| picture(&field, shared, sink));
    let alt = match fields.optional("alt") {
        Some(field) if is_blank(&field) => {
            let message = "this image has no text alternative";
            sink.report(
                &field.node.span,
                Diagnostic::new(Code::MissingAlt, message).help("say in `alt` what it shows"),
            );
            None
        }
        Some(field) => field.text(sink),
        None => {
            let diagnostic = Diagnostic::new(Code::MissingAlt, "this image has no text alternative")
                .help("add a line `alt: …` that says what it shows");
            sink.report(&fields.first_key(), diagnostic);
            None
        }
    };
    let credit = plain_text(fields, "credit", sink);
    let caption = fields.optional("caption").and_then(|field| prose(&field, Flavour::Inline, shared, sink));
    Some(Image { src: src?, alt: alt?.value, credit, caption })
}

fn is_blank(field: &Field) -> bool {
    matches!(&field.node.value, crate::yaml::Value::Scalar(scalar) if scalar.text.trim().is_empty())
}

/// The sources, with the places of their ids.
pub(super) fn sources(fields: &mut Fields, sink: &mut Sink) -> Vec<(Source, Option<Span>)> {
    let Some(field) = fields.optional("sources") else {
        return Vec::new();
    };
    let mut sources: Vec<(Source, Option<Span>)> = Vec::new();
    for item in field.mappings(sink) {
        let Some((source, span)) = source(&item, sink) else { continue };
        let twin = sources.iter().find(|(known, _)| known.id.is_some() && known.id == source.id);
        if let (Some((_, Some(first))), Some(second)) = (twin, &span) {
            let first = sink.location(first);
            let message = format!("two sources have the id `{}`", source.id.as_deref().unwrap_or_default());
            let help = "give one of them another id, and cite it by that";
            sink.report(
                second,
                Diagnostic::new(Code::DuplicateSource, message).related(first, "the first is here").help(help),
            );
        }
        sources.push((source, span));
    }
    sources
}

fn source(item: &Field, sink: &mut Sink) -> Option<(Source, Option<Span>)> {
    let mut fields = item.fields("a source", sink)?;
    let id = fields.optional("id").and_then(|field| field.text(sink));
    let title = fields.required("title", sink).and_then(|field| field.text(sink));
    let url = fields.optional("url").and_then(|field| web_url(&field, sink));
    let publisher = plain_text(&mut fields, "publisher", sink);
    let date = fields.optional("date").and_then(|field| partial_date(&field, sink));
    let accessed = fields.optional("accessed").and_then(|field| partial_date(&field, sink));
    let archived = fields.optional("archived").and_then(|field| web_url(&field, sink));
    fields.finish(sink);
    let span = id.as_ref().map(|id| id.span.clone());
    let id = id.map(|id| id.value);
    // A source without a title keeps its place, so that what cites it is not reported too.
    let title = title.map_or_else(|| id.clone().unwrap_or_default(), |title| title.value);
    Some((Source { id, title, url, publisher, date, accessed, archived, citations: 0 }, span))
}
