//! Charts that cannot show the columns of their files.

use super::{Check, Finding, Place};
use crate::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::document::{Asset, ChartFile, Link};
use crate::index::{Fact, pictures};
use crate::table::{Csv, Field, MAX_ROWS, MAX_SERIES, Misfit};

/// So many cells that are no numbers are told of; whoever mends them sees the others.
const MAX_CELLS: usize = 10;

impl Check<'_> {
    /// A file that is not there is told of as any other; one that is there has to hold what the chart shows.
    pub(super) fn chart(&mut self, chart: &ChartFile, link: &Link) {
        let found = self.findings.len();
        match &chart.file {
            Asset::Beside(path) => self.beside(path, link),
            Asset::Site(path) => self.static_file(path, link),
            Asset::Web(_) => {}
        }
        let Some(file) = pictures::file_of(&chart.file).filter(|_| self.findings.len() == found) else { return };
        self.reads.note(&Fact::Table(file.clone()));
        match self.index.around.tables.get(&file) {
            Some(Ok(csv)) => self.columns(&file, csv, chart, link),
            Some(Err(wrong)) => self.in_file(None, (**wrong).clone(), link),
            // What Nutgraf makes itself is no author's data.
            None => {
                let diagnostic = Diagnostic::new(Code::MissingAsset, format!("there is no file `{file}`"));
                self.report(&link.span, diagnostic);
            }
        }
    }

    fn columns(&mut self, file: &str, csv: &Csv, chart: &ChartFile, link: &Link) {
        let Err(misfits) = csv.table(&chart.columns) else { return };
        for misfit in misfits.iter().take(MAX_CELLS) {
            match misfit {
                Misfit::Unknown(name) => self.unknown_column(file, csv, name, chart, link),
                Misfit::NotANumber(field) => {
                    let message = format!("`{}` is not a number", field.text);
                    let diagnostic = Diagnostic::new(Code::InvalidValue, message)
                        .help("write digits alone; leave the cell empty where nothing is known");
                    self.in_file(Some((file, &field.span)), diagnostic, link);
                }
                Misfit::NoNumbers(example) => self.no_numbers(file, csv, *example, link),
                Misfit::TooManySeries(series) => {
                    let message =
                        format!("`{file}` has {series} columns of numbers, and readers tell {MAX_SERIES} apart");
                    let help = format!("name those to show, as in `values: [{}]`", names(csv, 1, 2));
                    self.report(&link.span, Diagnostic::new(Code::InvalidValue, message).help(help));
                }
                Misfit::TooManyRows(rows) => {
                    let message = format!("`{file}` has {rows} rows, and a chart shows at most {MAX_ROWS}");
                    let help = "make a shorter file of it, as with a row for each month or year";
                    self.report(&link.span, Diagnostic::new(Code::InvalidValue, message).help(help));
                }
            }
        }
    }

    fn unknown_column(&mut self, file: &str, csv: &Csv, name: &str, chart: &ChartFile, link: &Link) {
        let named = chart.columns.label.iter().chain(&chart.columns.values);
        let place = named.zip(&chart.places).find(|(other, _)| *other == name).map(|(_, place)| place);
        let columns = || csv.header.iter().map(|column| column.text.as_str()).filter(|name| !name.is_empty());
        let diagnostic = Diagnostic::new(Code::InvalidValue, format!("`{file}` has no column `{name}`"))
            .did_you_mean(nearest(name, columns()))
            .help(format!("it has `{}`", columns().collect::<Vec<_>>().join("`, `")));
        self.report(place.unwrap_or(&link.span), diagnostic);
    }

    fn no_numbers(&mut self, file: &str, csv: &Csv, example: Option<&Field>, link: &Link) {
        match example {
            Some(field) => {
                let message = format!("no column holds only numbers: `{}` is not a number", field.text);
                let help = "write digits alone; leave the cell empty where nothing is known";
                self.in_file(Some((file, &field.span)), Diagnostic::new(Code::InvalidValue, message).help(help), link);
            }
            None => {
                let message = format!("`{file}` has no column of numbers beside `{}`", names(csv, 0, 1));
                let help =
                    "a chart needs a column of labels and one or more of numbers, with `,`, `;` or a tab between";
                self.report(&link.span, Diagnostic::new(Code::InvalidValue, message).help(help));
            }
        }
    }

    /// A mistake in the file; two charts of one page that show it say it once.
    fn in_file(&mut self, place: Option<(&str, &Span)>, diagnostic: Diagnostic, link: &Link) {
        let place = place.map(|(file, span)| Place { source: file.into(), span: span.clone() });
        if self.findings.iter().any(|it| it.place == place && it.diagnostic == diagnostic) {
            return;
        }
        let chart = Place { source: self.id.clone(), span: link.span.clone() };
        let related = vec![(chart, "this chart shows the file".to_owned())];
        self.findings.push(Finding { place, diagnostic, related });
    }
}

fn names(csv: &Csv, from: usize, count: usize) -> String {
    let names = csv.header.iter().skip(from).take(count).map(|column| column.text.as_str());
    names.collect::<Vec<_>>().join(", ")
}
