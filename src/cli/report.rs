//! Diagnostics on the right stream, and the closing line.

use std::io::{self, IsTerminal, Write};

use super::Exit;
use super::site::FormatName;
use crate::build::Failed;
use crate::diagnostic::{self, Format, Report};

/// Prints a report: for people on standard error, for programs on standard output.
pub(super) fn print(report: &Report, format: FormatName) {
    let format = Format::from(format);
    let result = match format {
        Format::Human => {
            let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            diagnostic::write(report, format, colour, &mut anstream::stderr().lock())
        }
        _ => diagnostic::write(report, format, false, &mut io::stdout().lock()),
    };
    // A reader that has gone away wants no more.
    drop(result);
    drop(io::stdout().flush());
}

/// `2 errors and 1 warning`; `None` when there is nothing.
pub(super) fn tally(report: &Report) -> Option<String> {
    let count = |number: usize, what: &str| match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    };
    let parts: Vec<_> =
        [count(report.errors(), "error"), count(report.warnings(), "warning")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// Says why nothing could be made: the command points to no site, or the machine failed.
pub(super) fn failed(error: &Failed) -> Exit {
    match error {
        Failed::NoSite(_) => {
            anstream::eprintln!("nutgraf: {error}; --root names the folder of a site");
            Exit::Usage
        }
        Failed::Read(_) | Failed::Changed(_) | Failed::Search(_) => machine(error),
    }
}

/// Says that the machine failed.
pub(super) fn machine(error: &dyn std::error::Error) -> Exit {
    anstream::eprintln!("nutgraf: {error}");
    Exit::Machine
}
