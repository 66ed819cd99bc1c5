//! The data of a chart: values by label, in one series or in several, or the columns of a file that holds them.

use serde::{Deserialize, Serialize};

use super::super::{Asset, Link, LinkTarget, fields};
use super::directive::Directive;
use super::{Prose, Shared};
use crate::diagnostic::{Code, Diagnostic, Sink, Span};
use crate::table::{Cell, Columns, MAX_SERIES, Row, Table};
use crate::yaml::{Field, Fields, Spanned, Value};

/// Values, drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Bars or lines.
    pub kind: ChartKind,
    /// Above it.
    pub title: Option<String>,
    /// Of the values.
    pub unit: Option<String>,
    /// What is drawn.
    pub data: ChartData,
    /// Below it.
    pub caption: Option<Prose>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// A bar a value.
    Bar,
    /// A line through the values of a series.
    Line,
}

/// Where the values of a chart stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ChartData {
    /// In the directive.
    Written(Table),
    /// In a CSV file of the site.
    File {
        /// Which.
        file: Asset,
        /// Which of its columns.
        columns: Columns,
    },
}

/// A chart's claim to columns of a CSV file, for who knows the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ChartFile {
    /// Which.
    pub file: Asset,
    /// Which of its columns.
    pub columns: Columns,
    /// Where these are named: the label, if it is, and the values.
    pub places: Vec<Span>,
}

pub(super) fn parse(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let kinds = [("bar", ChartKind::Bar), ("line", ChartKind::Line)];
    let kind = fields.optional("kind").and_then(|field| field.choice(&kinds, sink));
    let title = fields::plain_text(fields, "title", sink);
    let unit = fields::plain_text(fields, "unit", sink);
    let data = fields.required("data", sink).and_then(|data| match data.node.value {
        Value::Scalar(_) => file(&data, fields, shared, sink),
        _ => table(&data, sink).map(ChartData::Written),
    });
    let caption = super::directive::prose(fields, "caption", shared, sink);
    Some(Directive::Chart(Chart { kind: kind.unwrap_or(ChartKind::Bar), title, unit, data: data?, caption }))
}

/// A CSV file, and which of its columns; whether it has them is known when the whole site is.
fn file(data: &Field, fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<ChartData> {
    let file = fields::file_of_site(data, shared, sink);
    let label = fields.optional("label").and_then(|field| field.text(sink));
    let values = fields.optional("values").map(|field| columns(&field, sink)).unwrap_or_default();
    let (file, span) = file?;
    let places = label.iter().chain(&values).map(|name| sink.file_span(&name.span)).collect();
    let columns =
        Columns { label: label.map(|name| name.value), values: values.into_iter().map(|name| name.value).collect() };
    let claim = ChartFile { file: file.clone(), columns: columns.clone(), places };
    shared.links.push(Link { target: LinkTarget::Chart(Box::new(claim)), span });
    Some(ChartData::File { file, columns })
}

/// One name, or a list.
fn columns(field: &Field, sink: &mut Sink) -> Vec<Spanned<String>> {
    let names: Vec<_> = match field.node.value {
        Value::Scalar(_) => field.text(sink).into_iter().collect(),
        _ => field.texts(sink),
    };
    if names.len() > MAX_SERIES {
        sink.report(field.key_span, too_many(names.len()));
    }
    names
}

fn too_many(series: usize) -> Diagnostic {
    let message = format!("this chart has {series} series, and readers tell {MAX_SERIES} apart");
    Diagnostic::new(Code::InvalidValue, message).help("leave some out, or make two charts of it")
}

/// A line `label: value` for each value, or `label: {series: value}` for several.
fn table(data: &Field, sink: &mut Sink) -> Option<Table> {
    let mistakes = sink.len();
    let mut table = Table::default();
    for row in data.entries(sink) {
        table.rows.push(Row { label: row.name.to_owned(), cells: Vec::new() });
        match &row.node.value {
            Value::Mapping(_) => row.entries(sink).iter().for_each(|cell| set(&mut table, cell.name, cell, sink)),
            _ => set(&mut table, "", &row, sink),
        }
    }
    if sink.len() > mistakes {
        return None;
    }
    if table.series.is_empty() {
        let help =
            "write `data:` and below it a line `label: value` for each value, or name a CSV file: `data: trade.csv`";
        sink.report(data.key_span, Diagnostic::new(Code::InvalidValue, "a chart without data").help(help));
        return None;
    }
    if table.series.len() > MAX_SERIES {
        sink.report(data.key_span, too_many(table.series.len()));
        return None;
    }
    // A cell for each series in each row.
    let series = table.series.len();
    table.rows.iter_mut().for_each(|row| row.cells.resize(series, None));
    Some(table)
}

/// Takes a value of the last row.
fn set(table: &mut Table, series: &str, field: &Field, sink: &mut Sink) {
    let Some(cell) = cell(field, sink) else { return };
    let at = table.series.iter().position(|name| name == series).unwrap_or_else(|| {
        table.series.push(series.to_owned());
        table.series.len() - 1
    });
    let Some(row) = table.rows.last_mut() else { return };
    row.cells.resize(row.cells.len().max(at + 1), None);
    row.cells[at] = Some(cell);
}

fn cell(field: &Field, sink: &mut Sink) -> Option<Cell> {
    let Value::Scalar(_) = field.node.value else {
        sink.report(&field.node.span, field.wrong_type("a number"));
        return None;
    };
    let text = field.text(sink)?;
    let cell = Cell::parse(&text.value);
    if cell.is_none() {
        sink.add(Code::InvalidValue, &text.span, format!("`{}` is not a number", text.value));
    }
    cell
}
