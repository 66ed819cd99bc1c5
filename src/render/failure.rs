//! Mistakes in templates, at their place.

use std::collections::{BTreeMap, BTreeSet};

use tera::ErrorKind;

use super::engine::DEFAULT;
use super::theme;
use crate::diagnostic::{Code, Diagnostic, Location};

/// A template that failed on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(Option<Box<Diagnostic>>);

/// The failures of a build, each place once.
#[derive(Debug, Default)]
pub struct Failures {
    /// With the addresses of the pages.
    found: Vec<(Diagnostic, BTreeSet<String>)>,
}

impl Failures {
    /// Adds what failed on the page of that address.
    pub fn add(&mut self, failure: Failure, page: String) {
        let Some(diagnostic) = failure.0 else { return };
        match self.found.iter_mut().find(|(known, _)| *known == *diagnostic) {
            Some((_, pages)) => {
                pages.insert(page);
            }
            None => self.found.push((*diagnostic, BTreeSet::from([page]))),
        }
    }

    /// One diagnostic a place, with the number of pages.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let said = self.found.into_iter().map(|(mut diagnostic, pages)| {
            let (count, first) = (pages.len(), pages.first().map(String::as_str).unwrap_or_default());
            let pages = match count {
                1 => format!("it fails on {first}"),
                _ => format!("it fails on {count} pages, the first is {first}"),
            };
            match diagnostic.location {
                Some(_) => diagnostic.label = Some(pages),
                None => diagnostic.help = Some(pages),
            }
            diagnostic
        });
        said.collect()
    }
}

/// The default theme does not load: a bug of ours, which a test finds.
pub(super) fn of_theme(error: &tera::Error) -> Diagnostic {
    Diagnostic::new(Code::TemplateSyntax, format!("the default theme: {error}"))
}

/// A value that cannot be handed to a template.
pub(super) fn of_value(error: &tera::Error) -> Failure {
    Failure(Some(Box::new(Diagnostic::new(Code::TemplateError, error.to_string()))))
}

/// What failed while a page was rendered.
pub(super) fn of_rendering(error: &tera::Error, sources: &BTreeMap<String, String>) -> Failure {
    let diagnostic = match error.kind() {
        ErrorKind::RenderingError(report) => {
            let span = report.span();
            let marked = Marked {
                line: span.start_line,
                column: span.start_col,
                end_line: span.end_line,
                end_column: span.end_col,
            };
            located(Code::TemplateError, report.message(), report.filename(), &marked, sources)
        }
        // It is there, and could not be loaded: that was said already.
        ErrorKind::TemplateNotFound(name) if sources.contains_key(name) => return Failure(None),
        ErrorKind::TemplateNotFound(name) => {
            Diagnostic::new(Code::TemplateError, format!("there is no template `{name}`"))
        }
        other => Diagnostic::new(Code::TemplateError, other.to_string()),
    };
    Failure(Some(Box::new(diagnostic)))
}

/// What is wrong with the templates as they are loaded: the name of the template, and the mistake.
pub(super) fn of_loading(error: &tera::Error, sources: &BTreeMap<String, String>) -> Vec<(String, Diagnostic)> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let span = report.span();
            let marked = Marked {
                line: span.start_line,
                column: span.start_col,
                end_line: span.end_line,
                end_column: span.end_col,
            };
            let name = report.filename().to_owned();
            vec![(name.clone(), located(Code::TemplateSyntax, report.message(), &name, &marked, sources))]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("there is no template `{parent}` to extend");
            vec![(current.clone(), at_text(&message, current, parent, sources))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } if inheritance_chain.len() == 1 => {
            let diagnostic = at_text("this template extends itself", tpl, tpl, sources)
                .help(format!("the theme's own is called `{DEFAULT}{tpl}`"));
            vec![(tpl.clone(), diagnostic)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let message = format!("these templates extend one another: `{}`", inheritance_chain.join("` → `"));
            vec![(tpl.clone(), at_text(&message, tpl, "extends", sources))]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let message = format!("these templates include one another: `{}`", include_chain.join("` → `"));
            vec![(tpl.clone(), at_text(&message, tpl, "include", sources))]
        }
        other => reports(&other.to_string(), sources),
    }
}

/// Unknown filters, functions and includes arrive as one text of reports:
/// `error: MESSAGE`, ` --> FILE:LINE:COLUMN`, and the line.
fn reports(text: &str, sources: &BTreeMap<String, String>) -> Vec<(String, Diagnostic)> {
    let mut found = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("error: ") {
            message = said;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ")
            && let Some((name, line, column)) = parse_place(place)
        {
            let named = message.split('`').nth(1).unwrap_or_default();
            let width = named.chars().count().max(1);
            let column = column_of(named, name, line, column - 1, sources);
            let marked = Marked { line, column, end_line: line, end_column: column + width };
            let message = format!("{}{}", message[..1].to_lowercase(), &message[1..]);
            found.push((name.to_owned(), located(Code::TemplateSyntax, &message, name, &marked, sources)));
        }
    }
    if found.is_empty() {
        // Nothing names the template, so all are left out: the message still says what is wrong.
        let all = sources.keys().map(|name| (name.clone(), Diagnostic::new(Code::TemplateSyntax, text)));
        return all.collect();
    }
    found
}

/// Where the name itself stands: the report may point to what is before it.
fn column_of(named: &str, template: &str, line: usize, column: usize, sources: &BTreeMap<String, String>) -> usize {
    let text = sources.get(template).and_then(|text| text.lines().nth(line - 1)).unwrap_or_default();
    let rest: String = text.chars().skip(column).collect();
    rest.find(named).map_or(column, |at| column + rest[..at].chars().count())
}

fn parse_place(place: &str) -> Option<(&str, usize, usize)> {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, line, column))
}

/// A place in a template, as Tera counts: lines from 1, columns in characters from 0.
struct Marked {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn located(code: Code, message: &str, name: &str, at: &Marked, sources: &BTreeMap<String, String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, message);
    let (path, text) = match (sources.get(name), name.strip_prefix(DEFAULT)) {
        (Some(text), _) => (format!("templates/{name}"), text.clone()),
        (None, Some(own)) => {
            let text = theme::templates().find(|(known, _)| known == own).map(|(_, text)| text.to_owned());
            (name.to_owned(), text.unwrap_or_default())
        }
        (None, None) => return diagnostic,
    };
    let start = offset(&text, at.line, at.column);
    let end = offset(&text, at.end_line, at.end_column).max(start + 1);
    diagnostic.at(Location::new(&path, &text, &(start..end)))
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

/// At the first place where `needle` stands in the template.
fn at_text(message: &str, name: &str, needle: &str, sources: &BTreeMap<String, String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::TemplateSyntax, message);
    let Some(text) = sources.get(name) else { return diagnostic };
    let start = text.find(needle).unwrap_or_default();
    diagnostic.at(Location::new(&format!("templates/{name}"), text, &(start..start + needle.len())))
}
