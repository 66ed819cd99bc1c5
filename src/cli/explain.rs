//! `nutgraf explain`

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::{Exit, report, site};
use crate::build::{Failed, Lexicon};
use crate::diagnostic::{Levels, Location, Report};
use crate::document::Found;
use crate::gazetteer::Named;

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Arguments {
    /// Articles to look for names in; `-` is standard input, an article or a bare Markdown text
    #[arg(value_name = "FILE", required_unless_present = "countries")]
    files: Vec<PathBuf>,
    /// List every country's code and the names by which articles may call it
    #[arg(long, conflicts_with_all = ["files", "format"])]
    countries: bool,
    /// The folder of the site, whose own names are known too
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// How the names are told
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: FormatName,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// For people
    #[default]
    Human,
    /// One JSON object a file
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let lexicon = match Lexicon::of_site(&arguments.root) {
        Ok(lexicon) => lexicon,
        Err(error) => return report::failed(&error),
    };
    if arguments.countries {
        return countries(&lexicon);
    }
    let mut exit = Exit::Done;
    let mut separator = "";
    for file in &arguments.files {
        let (path, text) = match text(&lexicon, file) {
            Ok(found) => found,
            Err(message) => {
                anstream::eprintln!("nutgraf: {message}");
                exit = Exit::Usage;
                continue;
            }
        };
        let (found, unreadable) = lexicon.mentions(&path, &text);
        if !unreadable.is_empty() {
            report::print(&Report::new(unreadable, &Levels::new(), false), site::FormatName::Human);
            exit = if exit == Exit::Done { Exit::Mistakes } else { exit };
        }
        let explained = Explained { lexicon: &lexicon, path: &path, text: &text, found: &found };
        let told = match arguments.format {
            FormatName::Json => format!("{}\n", explained.json()),
            FormatName::Human => format!("{}{}", std::mem::replace(&mut separator, "\n"), explained.human()),
        };
        if io::stdout().lock().write_all(told.as_bytes()).is_err() {
            // A reader that has gone away wants no more.
            break;
        }
    }
    exit
}

fn countries(lexicon: &Lexicon) -> Exit {
    let mut out = io::stdout().lock();
    for (code, names) in lexicon.gazetteer.iter() {
        let others = if names.others.is_empty() { String::new() } else { format!(" ({})", names.others.join(", ")) };
        if writeln!(out, "{code}  {}{others}", names.name).is_err() {
            // A reader that has gone away wants no more.
            break;
        }
    }
    Exit::Done
}

/// The path and text of a file, or of standard input.
fn text(lexicon: &Lexicon, file: &Path) -> Result<(String, String), String> {
    let (path, bytes) = if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("cannot read standard input: {error}"))?;
        ("-".to_owned(), bytes)
    } else {
        lexicon.read(file).map_err(|error: Failed| error.to_string())?
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok((path, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(format!("{path} is not UTF-8: the byte at {at} cannot be read; save it as UTF-8"))
        }
    }
}

/// What was found in one text.
struct Explained<'e> {
    lexicon: &'e Lexicon,
    path: &'e str,
    text: &'e str,
    found: &'e [Found],
}

impl Explained<'_> {
    fn mentions(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| !found.kept_out)
    }

    fn kept_out(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| found.kept_out)
    }

    fn written(&self, found: &Found) -> &str {
        self.text.get(found.span.clone()).unwrap_or_default()
    }

    // For programs

    fn json(&self) -> Json {
        let codes: BTreeSet<_> = self.mentions().filter_map(country).collect();
        json!({
            "path": self.path,
            "countries": codes,
            "mentions": self.mentions().map(|found| self.json_of(found)).collect::<Vec<_>>(),
            "kept_out": self.kept_out().map(|found| self.json_of(found)).collect::<Vec<_>>(),
        })
    }

    fn json_of(&self, found: &Found) -> Json {
        let mut object = json!({
            "text": self.written(found),
            "entity": found.named.as_ref().map(ToString::to_string),
            "start": found.span.start,
            "end": found.span.end,
            "rule": found.rule,
        });
        if !found.kept_out {
            object["linked"] = found.linked.into();
        }
        object
    }

    // For people

    fn human(&self) -> String {
        let counts = [
            counted(self.mentions().count(), "mention", "mentions"),
            counted(self.mentions().filter(|found| found.linked).count(), "link", "links"),
            format!("{} kept out", self.kept_out().count()),
        ];
        let mut lines = vec![format!("{}: {}", self.path, counts.join(", "))];
        let all: BTreeSet<&Named> = self.mentions().filter_map(|found| found.named.as_ref()).collect();
        if !all.is_empty() {
            lines.push(format!("  names {}", all.into_iter().map(|one| self.name(one)).collect::<Vec<_>>().join(", ")));
        }
        let rows: Vec<_> = self.mentions().map(|found| self.row(found)).collect();
        lines.extend(aligned(&rows));
        let rows: Vec<_> = self.kept_out().map(|found| self.row(found)).collect();
        if !rows.is_empty() {
            lines.push("  kept out".to_owned());
            lines.extend(aligned(&rows));
        }
        lines.join("\n") + "\n"
    }

    /// `Kazakhstan (KZ)`, `topic:abraham-accords`
    fn name(&self, named: &Named) -> String {
        match named {
            Named::Country(code) => format!("{} ({code})", self.lexicon.gazetteer.name(*code)),
            Named::Entity(id) => id.to_string(),
        }
    }

    /// Place, words, sense, rule, link.
    fn row(&self, found: &Found) -> [String; 5] {
        let place = Location::new(self.path, self.text, &found.span);
        let words = self.written(found).split_whitespace().collect::<Vec<_>>().join(" ");
        let sense = match (&found.named, found.kept_out) {
            (Some(named), false) => self.name(named),
            (Some(named), true) => format!("not {}", self.name(named)),
            (None, _) => String::new(),
        };
        let as_link = if found.linked { "linked" } else { "" };
        let rule = match found.why().filter(|_| found.kept_out) {
            Some(why) => format!("{}: {why}", found.rule),
            None => found.rule.to_owned(),
        };
        [format!("{}:{}", place.line, place.column), words, sense, rule, as_link.to_owned()]
    }
}

fn country(found: &Found) -> Option<&str> {
    match &found.named {
        Some(Named::Country(code)) => Some(code.as_str()),
        _ => None,
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The rows as a table whose columns are as wide as they must be.
fn aligned(rows: &[[String; 5]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths = [0, 1, 2, 3, 4].map(width);
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("    {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
