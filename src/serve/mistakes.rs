//! Mistakes as the script in the page reads them.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Location, Report, Severity};

/// More are counted only: nobody mends them all before looking again.
const MANY: usize = 50;

/// The errors of a report as JSON; `None` where there are none.
pub(super) fn of(report: &Report) -> Option<String> {
    let number = report.errors();
    let errors = report.diagnostics().iter().filter(|own| own.severity == Severity::Error);
    let errors: Vec<Value> = errors.take(MANY).map(mistake).collect();
    let warnings = report.warnings();
    (number > 0).then(|| json!({ "errors": errors, "more": number - errors.len(), "warnings": warnings }).to_string())
}

fn mistake(diagnostic: &Diagnostic) -> Value {
    let related = diagnostic.related.iter();
    json!({
        "code": diagnostic.code.name(),
        "message": diagnostic.message,
        "place": diagnostic.location.as_ref().map(place),
        "label": diagnostic.label,
        "help": diagnostic.help,
        "related": related.map(|own| json!({ "place": place(&own.location), "message": own.message })).collect::<Vec<_>>(),
    })
}

fn place(at: &Location) -> Value {
    json!({ "path": at.path, "line": at.line, "column": at.column, "excerpt": at.excerpt() })
}
