//! The data of a chart: values by label, in one series or in several.

use serde::{Deserialize, Serialize};

use super::super::fields;
use super::directive::Directive;
use super::{Prose, Shared};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::yaml::{Field, Fields, Value};

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
    pub table: Table,
    /// Below it.
    pub caption: Option<Prose>,
}

/// So many can be told apart without colour.
const MAX_SERIES: usize = 6;

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// A bar a value.
    Bar,
    /// A line through the values of a series.
    Line,
}

/// Values by label and series. Each row has a cell for each series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Their names; one without a name where there is only one.
    pub series: Vec<String>,
    /// In the author's order.
    pub rows: Vec<Row>,
}

/// The values of one label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What, or when.
    pub label: String,
    /// By series; `None` where nothing is known.
    pub cells: Vec<Option<Cell>>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// As the author wrote it.
    pub text: String,
    /// Finite.
    pub value: f64,
}

impl Cell {
    /// Reads a number: digits may be grouped by commas, spaces or underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let grouping = [',', '_', ' ', '\u{a0}', '\u{202f}'];
        let value = text.replace(grouping, "").replace('\u{2212}', "-").parse::<f64>().ok()?;
        value.is_finite().then(|| Self { text: text.to_owned(), value })
    }
}

pub(super) fn parse(fields: &mut Fields, shared: &mut Shared, sink: &mut Sink) -> Option<Directive> {
    let kinds = [("bar", ChartKind::Bar), ("line", ChartKind::Line)];
    let kind = fields.optional("kind").and_then(|field| field.choice(&kinds, sink));
    let title = fields::plain_text(fields, "title", sink);
    let unit = fields::plain_text(fields, "unit", sink);
    let table = fields.required("data", sink).map(|field| table(&field, sink));
    let caption = super::directive::prose(fields, "caption", shared, sink);
    Some(Directive::Chart(Chart { kind: kind.unwrap_or(ChartKind::Bar), title, unit, table: table??, caption }))
}

/// A line `label: value` for each value, or `label: {series: value}` for several.
fn table(data: &Field, sink: &mut Sink) -> Option<Table> {
    let mistakes = sink.len();
    let mut table = Table::default();
    for row in data.entries(sink) {
        table.rows.push(Row { label: row.name.to_owned(), cells: Vec::new() });
        match &row.node.value {
            Value::Mapping(_) => row.entries(sink).iter().for_each(|cell| table.set(cell.name, cell, sink)),
            _ => table.set("", &row, sink),
        }
    }
    if sink.len() > mistakes {
        return None;
    }
    if table.series.is_empty() {
        let help = "write `data:` and below it a line `label: value` for each value";
        sink.report(data.key_span, Diagnostic::new(Code::InvalidValue, "a chart without data").help(help));
        return None;
    }
    if table.series.len() > MAX_SERIES {
        let message = format!("this chart has {} series, and readers tell {MAX_SERIES} apart", table.series.len());
        let help = "leave some out, or make two charts of it";
        sink.report(data.key_span, Diagnostic::new(Code::InvalidValue, message).help(help));
        return None;
    }
    Some(table.filled())
}

impl Table {
    /// Takes a value of the last row.
    fn set(&mut self, series: &str, field: &Field, sink: &mut Sink) {
        let Some(cell) = cell(field, sink) else { return };
        let at = self.series.iter().position(|name| name == series).unwrap_or_else(|| {
            self.series.push(series.to_owned());
            self.series.len() - 1
        });
        let Some(row) = self.rows.last_mut() else { return };
        row.cells.resize(row.cells.len().max(at + 1), None);
        row.cells[at] = Some(cell);
    }

    /// With a cell for each series in each row.
    fn filled(mut self) -> Self {
        for row in &mut self.rows {
            row.cells.resize(self.series.len(), None);
        }
        self
    }
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
