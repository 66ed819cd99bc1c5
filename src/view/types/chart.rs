//! What `directives/chart.html` receives. All places are in the units of a drawing of 1000 by 480.

use serde::Serialize;

/// A chart: its table, and how that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartView {
    /// `bar` or `line`.
    pub kind: &'static str,
    /// Plain.
    pub title: Option<String>,
    /// Of the values.
    pub unit: Option<String>,
    /// Names of the series; empty where there is only one, without a name.
    pub series: Vec<String>,
    /// In the author's order.
    pub rows: Vec<ChartRow>,
    /// HTML.
    pub caption: Option<String>,
    /// The address of the CSV file that it shows, if it shows one.
    pub file: Option<String>,
    /// The drawing of lines; `None` for bars, which are drawn within their table.
    pub drawing: Option<LineDrawing>,
}

/// The values of one label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartRow {
    /// What, or when.
    pub label: String,
    /// By series; `None` where nothing is known.
    pub cells: Vec<Option<ChartCell>>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartCell {
    /// As the author wrote it.
    pub value: String,
    /// Where its bar begins.
    pub start: f64,
    /// How long its bar is.
    pub length: f64,
}

/// Lines between axes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineDrawing {
    /// One a series.
    pub lines: Vec<ChartLine>,
    /// From the lowest.
    pub ticks: Vec<ChartTick>,
    /// Below the drawing.
    pub labels: Vec<AxisLabel>,
}

/// The line of a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartLine {
    /// From 1; the theme draws each differently.
    pub number: usize,
    /// SVG path data.
    pub path: String,
    /// Its values, where there are few enough to be marked.
    pub points: Vec<ChartPoint>,
}

/// A place in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ChartPoint {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A line across the drawing at a round value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartTick {
    /// From the top.
    pub y: f64,
    /// The value.
    pub label: String,
    /// Whether the value is zero.
    pub zero: bool,
}

/// A label below the drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AxisLabel {
    /// From the left.
    pub x: f64,
    /// What, or when.
    pub text: String,
    /// `start`, `middle` or `end`: SVG's `text-anchor`.
    pub anchor: &'static str,
    /// Whether it is shown only where there is room.
    pub minor: bool,
}
