//! The printers: for people, for programs, for code scanning, for GitHub's log.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet, normalize_untrusted_str};
use serde_json::{Value, json};

use super::{Code, Diagnostic, Location, Report, Severity};

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For a terminal.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// One SARIF 2.1.0 document.
    Sarif,
    /// GitHub workflow commands.
    Github,
}

/// Prints a whole report.
///
/// `colour` is for [`Format::Human`] only.
pub fn write(report: &Report, format: Format, colour: bool, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Human => human(report, colour, out),
        Format::Json => json_lines(report, out),
        Format::Sarif => writeln!(out, "{}", sarif(report)),
        Format::Github => github(report, out),
    }
}

fn human(report: &Report, colour: bool, out: &mut impl Write) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    for diagnostic in report.diagnostics() {
        writeln!(out, "{}\n", renderer.render(&[group(diagnostic)]))?;
    }
    Ok(())
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Title::ERROR,
        Severity::Warning => Title::WARNING,
    };
    let title = level.primary_title(normalize_untrusted_str(&diagnostic.message)).id(diagnostic.code.name());
    let mut group = match &diagnostic.location {
        Some(location) if location.is_cut => {
            let origin = Origin::path(&location.path).line(location.line).char_column(location.column);
            title.element(origin).element(snippet(location, diagnostic.label.as_deref(), AnnotationKind::Primary))
        }
        Some(location) => title.element(snippet(location, diagnostic.label.as_deref(), AnnotationKind::Primary)),
        None => Group::with_title(title),
    };
    for related in &diagnostic.related {
        group = group.element(snippet(&related.location, Some(&related.message), AnnotationKind::Context));
    }
    match &diagnostic.help {
        Some(help) => group.element(Title::HELP.message(normalize_untrusted_str(help))),
        None => group,
    }
}

fn snippet<'a>(
    location: &'a Location,
    label: Option<&'a str>,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    Snippet::source(&location.excerpt)
        .path((!location.is_cut).then_some(location.path.as_str()))
        .line_start(location.line)
        .annotation(kind.span(location.marked.clone()).label(label))
}

fn json_lines(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        writeln!(out, "{}", json_object(diagnostic))?;
    }
    Ok(())
}

fn json_object(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.location.as_ref();
    json!({
        "severity": severity(diagnostic.severity),
        "code": diagnostic.code.name(),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "path": place.map(|at| &at.path),
        "line": place.map(|at| at.line),
        "column": place.map(|at| at.column),
        "end_line": place.map(|at| at.end_line),
        "end_column": place.map(|at| at.end_column),
        "help": diagnostic.help,
        "related": diagnostic.related.iter().map(|related| json!({
            "path": related.location.path,
            "line": related.location.line,
            "column": related.location.column,
            "message": related.message,
        })).collect::<Vec<_>>(),
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// SARIF 2.1.0, as code-scanning services read it.
fn sarif(report: &Report) -> Value {
    let rules =
        Code::ALL.iter().map(|code| json!({ "id": code.name(), "shortDescription": { "text": code.meaning() } }));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nutgraf",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": report.diagnostics().iter().map(sarif_result).collect::<Vec<_>>(),
        }],
    })
}

fn sarif_result(diagnostic: &Diagnostic) -> Value {
    let text = [Some(diagnostic.message.as_str()), diagnostic.label.as_deref(), diagnostic.help.as_deref()];
    json!({
        "ruleId": diagnostic.code.name(),
        "level": severity(diagnostic.severity),
        "message": { "text": text.into_iter().flatten().collect::<Vec<_>>().join("\n") },
        "locations": diagnostic.location.iter().map(sarif_location).collect::<Vec<_>>(),
        "relatedLocations": diagnostic.related.iter().map(|related| {
            let mut location = sarif_location(&related.location);
            location["message"] = json!({ "text": related.message });
            location
        }).collect::<Vec<_>>(),
    })
}

fn sarif_location(at: &Location) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": at.path },
        "region": {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
        },
    } })
}

/// Workflow commands: one line each, shown beside the changed lines of a pull request.
fn github(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        write!(out, "::{} ", severity(diagnostic.severity))?;
        if let Some(at) = &diagnostic.location {
            write!(out, "file={},line={},endLine={},", property(&at.path), at.line, at.end_line)?;
            if at.line == at.end_line {
                write!(out, "col={},endColumn={},", at.column, at.end_column)?;
            }
        }
        let text = [Some(&diagnostic.message), diagnostic.label.as_ref(), diagnostic.help.as_ref()];
        let text = text.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n");
        writeln!(out, "title={}::{}", diagnostic.code.name(), data(&text))?;
    }
    Ok(())
}

/// Escapes the text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Report {
        let text = "reactions:\n  - country: Kazahkstan\n";
        let start = text.find("Kazah").unwrap();
        let at = Location::new("content/articles/a.md", text, &(start..start + 10));
        let diagnostic = Diagnostic::new(Code::UnknownCountry, "no country is called `Kazahkstan`")
            .at(at)
            .label("did you mean `Kazakhstan` (KZ)?")
            .help("`nutgraf explain --countries` lists every known name");
        Report::new(vec![diagnostic], &super::super::Levels::new(), false)
    }

    fn printed(format: Format) -> String {
        let mut out = Vec::new();
        write(&sample(), format, false, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn people_read_it_as_a_compiler_would_say_it() {
        assert_eq!(
            printed(Format::Human),
            "\
error[unknown-country]: no country is called `Kazahkstan`
 --> content/articles/a.md:2:14
  |
2 |   - country: Kazahkstan
  |              ^^^^^^^^^^ did you mean `Kazakhstan` (KZ)?
  |
  = help: `nutgraf explain --countries` lists every known name

"
        );
    }

    #[test]
    fn programs_get_one_object_a_line() {
        let line = printed(Format::Json);
        let object: Value = serde_json::from_str(line.trim()).unwrap();
        assert_eq!(object["code"], "unknown-country");
        assert_eq!((&object["line"], &object["column"]), (&json!(2), &json!(14)));
        assert_eq!((&object["end_line"], &object["end_column"]), (&json!(2), &json!(24)));
    }

    #[test]
    fn code_scanning_and_github_name_the_place() {
        let sarif: Value = serde_json::from_str(&printed(Format::Sarif)).unwrap();
        let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startColumn"], 14);
        let line = printed(Format::Github);
        assert!(line.starts_with("::error file=content/articles/a.md,line=2,endLine=2,col=14,endColumn=24,"));
        assert_eq!(line.lines().count(), 1);
    }
}
