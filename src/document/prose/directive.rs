//! Directives: fenced blocks with an info string in braces and a YAML body.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::super::fields;
use super::super::reaction::{self, Reaction, SourceRef, TimelineEntry};
use super::super::{Asset, Image};
use super::chart::{self, Chart};
use super::{Flavour, Prose, Shared};
use crate::country::CountryCode;
use crate::diagnostic::{Code, Diagnostic, Pieces, Sink, Span, nearest};
use crate::value::WebUrl;
use crate::yaml::{self, Fields, Node, Value};

/// The directives that every site has.
pub const BUILT_IN: [&str; 8] = ["map", "timeline", "reactions", "chart", "figure", "quote", "video", "note"];

/// A directive as understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Directive {
    /// Where the countries are.
    Map {
        /// In the author's order.
        countries: Vec<CountryCode>,
        /// Below it.
        caption: Option<Prose>,
    },
    /// A timeline of its own.
    Timeline {
        /// Above it.
        title: Option<String>,
        /// In the author's order.
        entries: Vec<TimelineEntry>,
    },
    /// Reactions of its own.
    Reactions {
        /// Above it.
        title: Option<String>,
        /// In the author's order.
        entries: Vec<Reaction>,
    },
    /// Values, drawn.
    Chart(Chart),
    /// A picture.
    Figure {
        /// With its alternative, credit and caption.
        image: Image,
    },
    /// Somebody's own words.
    Quote {
        /// What was said.
        text: Prose,
        /// By whom.
        by: Option<String>,
        /// In which role.
        role: Option<String>,
        /// Where that is known from.
        source: Option<SourceRef>,
    },
    /// A film elsewhere.
    Video {
        /// Where it can be watched.
        url: WebUrl,
        /// Of the film.
        title: String,
        /// A still of it.
        poster: Option<Asset>,
    },
    /// An aside.
    Note {
        /// Above it.
        title: Option<String>,
        /// What it says.
        text: Prose,
    },
    /// One that the site's templates add.
    Custom {
        /// Its name, and its template's.
        name: String,
        /// Its key `text`.
        text: Option<Prose>,
        /// The other keys.
        #[serde(with = "crate::document::json")]
        values: Json,
    },
}

/// How many directives may stand within one another.
const MAX_DEPTH: usize = 8;

/// A directive as written.
pub(super) struct Written<'w> {
    /// `{map}`
    pub(super) info: &'w str,
    /// The YAML.
    pub(super) text: &'w str,
    /// Where its lines stand in the file.
    pub(super) pieces: Pieces,
    /// Where the opening line stands in the file.
    pub(super) opening: Span,
}

/// Reads a directive; what is wrong is reported at its own line of the file.
pub(super) fn parse(written: &Written, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let name = name(written, shared, sink)?;
    if shared.depth >= MAX_DEPTH {
        let diagnostic = Diagnostic::new(Code::TooDeep, "this directive stands in too many others");
        sink.report(&written.opening, diagnostic.help(format!("at most {MAX_DEPTH} stand within one another")));
        return None;
    }
    shared.depth += 1;
    let directive = within(&name, written, shared, sink);
    shared.depth -= 1;
    directive
}

fn within(name: &str, written: &Written, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let mut own = sink.inner(written.text, &written.pieces);
    let node = yaml::parse(0..written.text.len(), &mut own);
    let readable = node.is_some() || own.is_empty();
    let opening = sink.location(&written.opening);
    let directive = match (readable, node) {
        (false, _) => None,
        (true, Some(node)) => decode(name, &node, shared, &mut own),
        (true, None) => {
            let missing = required(name).map(|field| {
                let message = format!("this directive needs `{field}`");
                Diagnostic::new(Code::MissingField, message).help(format!("add a line `{field}: …`"))
            });
            let empty = Node { span: 0..0, value: Value::Mapping(Vec::new()) };
            match missing {
                Some(missing) => {
                    sink.absorb(vec![missing.at(opening)]);
                    None
                }
                None => decode(name, &empty, shared, &mut own),
            }
        }
    };
    sink.absorb(own.finish());
    directive
}

/// The field without which a directive says nothing.
fn required(name: &str) -> Option<&'static str> {
    Some(match name {
        "map" => "countries",
        "timeline" | "reactions" => "entries",
        "chart" => "data",
        "figure" => "src",
        "quote" | "note" => "text",
        "video" => "url",
        _ => return None,
    })
}

fn name(written: &Written, shared: &Shared, sink: &mut Sink) -> Option<String> {
    let name = written.info.strip_prefix('{').and_then(|rest| rest.trim_end().strip_suffix('}')).map(str::trim);
    let own = &shared.dialect.directives;
    match name {
        Some("") | None => {
            let message = "a directive is opened by its name in braces and nothing else, as in `{note}`";
            let help = "its values stand on the lines below, as in `title: …`";
            sink.report(&written.opening, Diagnostic::new(Code::UnknownDirective, message).help(help));
            None
        }
        Some(name) if BUILT_IN.contains(&name) || own.contains(name) => Some(name.to_owned()),
        Some(name) => {
            let known = || BUILT_IN.into_iter().chain(own.iter().map(String::as_str));
            let diagnostic = Diagnostic::new(Code::UnknownDirective, format!("no directive is called `{name}`"))
                .did_you_mean(nearest(name, known()).map(|near| format!("{{{near}}}")));
            let all = known().collect::<Vec<_>>().join("`, `");
            let help = format!("there are `{all}`; a template `templates/directives/{name}.html` adds one");
            sink.report(&written.opening, diagnostic.help(help));
            None
        }
    }
}

fn decode(name: &str, node: &Node, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    if !BUILT_IN.contains(&name) {
        return custom(name, node, shared, sink);
    }
    let mut fields = Fields::new(node, "this directive", sink)?;
    let directive = match name {
        "map" => map(&mut fields, shared, sink),
        "timeline" => timeline(&mut fields, shared, sink),
        "reactions" => reactions(&mut fields, shared, sink),
        "chart" => chart::parse(&mut fields, shared, sink),
        "figure" => figure(&mut fields, shared, sink),
        "quote" => quote(&mut fields, shared, sink),
        "video" => video(&mut fields, shared, sink),
        _ => note(&mut fields, shared, sink),
    };
    fields.finish(sink);
    directive
}

fn map(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let countries = fields.required("countries", sink).map(|field| fields::countries(&field, shared.gazetteer, sink));
    let caption = prose(fields, "caption", shared, sink);
    let countries = countries?;
    shared.countries.extend(&countries);
    shared.maps.push(countries.clone());
    Some(Directive::Map { countries, caption })
}

fn timeline(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let title = fields::plain_text(fields, "title", sink);
    let entries = fields.required("entries", sink).map(|field| reaction::timeline(&field, shared, sink));
    let entries = entries?;
    shared.countries.extend(entries.iter().flat_map(|entry| &entry.countries));
    Some(Directive::Timeline { title, entries })
}

fn reactions(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let title = fields::plain_text(fields, "title", sink);
    let entries = fields.required("entries", sink).map(|field| reaction::reactions(&field, shared, sink));
    let entries = entries?;
    shared.countries.extend(entries.iter().filter_map(|reaction| reaction.by.country()));
    Some(Directive::Reactions { title, entries })
}

fn figure(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    fields::image_fields(fields, shared, sink).map(|image| Directive::Figure { image })
}

fn quote(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let text = fields.required("text", sink).and_then(|field| fields::prose(&field, Flavour::Block, shared, sink));
    let by = fields::plain_text(fields, "by", sink);
    let role = fields::plain_text(fields, "role", sink);
    let source = fields.optional("source").and_then(|field| reaction::source_ref(&field, shared, sink));
    Some(Directive::Quote { text: text?, by, role, source })
}

fn video(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let url = fields.required("url", sink).and_then(|field| fields::web_url(&field, sink));
    let title = fields.required("title", sink).and_then(|field| field.text(sink));
    let poster = fields.optional("poster").and_then(|field| fields::picture(&field, shared, sink));
    Some(Directive::Video { url: url?, title: title?.value, poster })
}

fn note(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let title = fields::plain_text(fields, "title", sink);
    let text = fields.required("text", sink).and_then(|field| fields::prose(&field, Flavour::Block, shared, sink));
    Some(Directive::Note { title, text: text? })
}

fn custom(name: &str, node: &Node, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let mut fields = Fields::new(node, "this directive", sink)?;
    let text = fields.optional("text").and_then(|field| fields::prose(&field, Flavour::Block, shared, sink));
    let mut values = node.to_json();
    if let Json::Object(map) = &mut values {
        map.remove("text");
    }
    Some(Directive::Custom { name: name.to_owned(), text, values })
}

pub(super) fn prose(fields: &mut Fields, name: &'static str, shared: &mut Shared, sink: &mut Sink) -> Option<Prose> {
    fields.optional(name).and_then(|field| fields::prose(&field, Flavour::Inline, shared, sink))
}
