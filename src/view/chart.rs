//! Charts: where values stand in a drawing.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::pieces::Cx;
use super::{AxisLabel, ChartCell, ChartLine, ChartPoint, ChartRow, ChartTick, ChartView, LineDrawing};
use crate::document::prose::{Chart, ChartData, ChartKind};
use crate::locale::Locale;
use crate::table::{Cell, Row, Table};
use crate::value::PartialDate;

/// Where lines may be drawn, in units of the drawing; on the left they begin beside the values of the axis.
const MARGIN: f64 = 12.0;
const VALUE_CHARACTER: f64 = 22.0;
const RIGHT: f64 = 988.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 420.0;
/// How long a bar of the largest value is.
const BAR: f64 = 1000.0;
/// More points than these are not marked one by one.
const MARKED_POINTS: usize = 30;
/// What a character of a label takes up at most, and the room between two labels.
const CHARACTER: f64 = 13.0;
const GAP: f64 = 40.0;

/// A chart as it is shown; its caption is HTML.
pub(super) fn chart(chart: &Chart, caption: Option<String>, cx: Cx) -> ChartView {
    let Chart { kind, title, unit, data, .. } = chart;
    let locale = cx.locale;
    let (table, file) = match data {
        ChartData::Written(table) => (Cow::Borrowed(table), None),
        ChartData::File { file, columns } => {
            (Cow::Owned(cx.reader.table(file, columns).unwrap_or_default()), Some(cx.asset(file)))
        }
    };
    let table = &*table;
    // The name of the only column is what the chart is of.
    let only = table.series.first().filter(|name| table.series.len() == 1 && !name.is_empty());
    let bars = Scale::of(table, true, (0.0, BAR));
    ChartView {
        kind: match kind {
            ChartKind::Bar => "bar",
            ChartKind::Line => "line",
        },
        title: title.clone().or_else(|| only.cloned()),
        unit: unit.clone(),
        series: if only.is_some() || table.series.iter().all(String::is_empty) {
            Vec::new()
        } else {
            table.series.clone()
        },
        rows: table.rows.iter().map(|row| bars_of(row, &bars, locale)).collect(),
        caption,
        file,
        drawing: (*kind == ChartKind::Line).then(|| drawing(table, locale)),
    }
}

fn bars_of(row: &Row, scale: &Scale, locale: &Locale) -> ChartRow {
    let zero = scale.place(0.0);
    let cells = row.cells.iter().map(|cell| {
        let cell = cell.as_ref()?;
        let end = scale.place(cell.value);
        Some(ChartCell { value: written(cell, locale), start: zero.min(end), length: round((end - zero).abs()) })
    });
    ChartRow { label: label(row, locale), cells: cells.collect() }
}

fn drawing(table: &Table, locale: &Locale) -> LineDrawing {
    let scale = Scale::of(table, false, (BOTTOM, TOP)).rounded();
    let ticks = scale.ticks(locale);
    let longest = ticks.iter().map(|tick| tick.label.chars().count()).max().unwrap_or_default();
    let across = places(table, MARGIN + index(longest) * VALUE_CHARACTER);
    let lines = (0..table.series.len()).map(|series| line(table, series, &across, &scale));
    LineDrawing { lines: lines.collect(), labels: axis_labels(table, &across, locale), ticks }
}

/// Straight from value to value; where one is missing, the line has a gap.
fn line(table: &Table, series: usize, across: &[f64], scale: &Scale) -> ChartLine {
    let values = table.rows.iter().zip(across).map(|(row, x)| {
        let cell = row.cells[series].as_ref()?;
        Some(ChartPoint { x: *x, y: scale.place(cell.value) })
    });
    let values: Vec<Option<ChartPoint>> = values.collect();
    let mut path = String::new();
    let mut pen_is_down = false;
    for point in &values {
        if let Some(ChartPoint { x, y }) = point {
            let _ = write!(path, "{}{x} {y}", if pen_is_down { 'L' } else { 'M' });
        }
        pen_is_down = point.is_some();
    }
    let is_alone = |at: usize| {
        let neighbour = |at: Option<usize>| at.and_then(|at| values.get(at)).is_some_and(Option::is_some);
        !neighbour(at.checked_sub(1)) && !neighbour(Some(at + 1))
    };
    let marked = |at: usize| table.rows.len() <= MARKED_POINTS || is_alone(at);
    let points = values.iter().enumerate().filter(|(at, _)| marked(*at)).filter_map(|(_, point)| *point);
    ChartLine { number: series + 1, points: points.collect(), path }
}

/// As the author wrote it; a number in plain digits as readers of the language write it.
fn written(cell: &Cell, locale: &Locale) -> String {
    let digits = cell.text.strip_prefix(['-', '\u{2212}']).unwrap_or(&cell.text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = !whole.is_empty() && [whole, fraction].iter().all(|part| part.bytes().all(|it| it.is_ascii_digit()));
    if is_plain { locale.decimal(cell.value, fraction.len()) } else { cell.text.clone() }
}

// Along the bottom

/// Where each row stands: as far apart as their dates are, or evenly.
fn places(table: &Table, left: f64) -> Vec<f64> {
    let evenly = || (0..table.rows.len()).map(index).collect();
    let at: Vec<f64> = dates(table).unwrap_or_else(evenly);
    let (first, last) = (at.first().copied().unwrap_or_default(), at.last().copied().unwrap_or_default());
    let place = |at: f64| match last > first {
        true => left + (at - first) / (last - first) * (RIGHT - left),
        false => f64::midpoint(left, RIGHT),
    };
    at.into_iter().map(|at| round(place(at))).collect()
}

/// The labels as years and their parts, where all are dates (EDTF level 0) that go forward.
fn dates(table: &Table) -> Option<Vec<f64>> {
    let dates = table.rows.iter().map(|row| {
        let date = PartialDate::parse(row.label.trim())?;
        let month = f64::from(date.month().unwrap_or(1) - 1);
        let day = f64::from(date.day().unwrap_or(1) - 1);
        Some(f64::from(date.year()) + month / 12.0 + day / 372.0)
    });
    let dates: Vec<f64> = dates.collect::<Option<_>>()?;
    dates.is_sorted_by(|a, b| a < b).then_some(dates)
}

#[allow(clippy::cast_precision_loss, reason = "a chart has few rows")]
fn index(at: usize) -> f64 {
    at as f64
}

/// A month or a day is told as in texts; what is no date, and a year, stays as it is written.
fn label(row: &Row, locale: &Locale) -> String {
    match PartialDate::parse(row.label.trim()) {
        Some(date) if date.month().is_some() => locale.date(date),
        _ => row.label.clone(),
    }
}

/// The first and the last label, and those between for which there is room.
fn axis_labels(table: &Table, across: &[f64], locale: &Locale) -> Vec<AxisLabel> {
    let width = |text: &str| index(text.chars().count()) * CHARACTER;
    let texts: Vec<String> = table.rows.iter().map(|row| label(row, locale)).collect();
    let last = table.rows.len().saturating_sub(1);
    let end = texts.last().map_or(RIGHT, |text| RIGHT - width(text));
    let mut taken = f64::NEG_INFINITY;
    let mut labels = Vec::new();
    for (at, (text, x)) in texts.iter().zip(across).enumerate() {
        let half = width(text) / 2.0;
        let anchor = match at {
            _ if last == 0 => "middle",
            0 => "start",
            _ if at == last => "end",
            _ => "middle",
        };
        let is_outer = at == 0 || at == last;
        if is_outer || (x - half > taken + GAP && x + half < end - GAP) {
            labels.push(AxisLabel { x: *x, text: text.clone(), anchor, minor: !is_outer });
            taken = if at == 0 { x + half * 2.0 } else { x + half };
        }
    }
    labels
}

// From values to places

/// From values to places in the drawing.
struct Scale {
    low: f64,
    high: f64,
    /// Between two ticks.
    step: f64,
    /// Where the lowest and the highest value stand.
    ends: (f64, f64),
}

impl Scale {
    /// Bars begin at zero, always; lines where the values are far above zero and close together begin at these.
    fn of(table: &Table, from_zero: bool, ends: (f64, f64)) -> Self {
        let values = table.rows.iter().flat_map(|row| &row.cells).flatten().map(|cell| cell.value);
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        let is_far = low > 0.0 && high - low < high / 4.0 && high > low;
        let low = if from_zero || !is_far { low.min(0.0) } else { low };
        Self { low, high: high.max(0.0), step: 0.0, ends }
    }

    /// From a round value to a round value, in about four steps.
    fn rounded(self) -> Self {
        let span = if self.high > self.low { self.high - self.low } else { 1.0 };
        let rough = span / 4.0;
        let mut power = 1.0;
        while power > rough {
            power /= 10.0;
        }
        while power * 10.0 <= rough {
            power *= 10.0;
        }
        let step = [1.0, 2.0, 2.5, 5.0].map(|times| times * power).into_iter().find(|step| *step >= rough);
        let step = step.unwrap_or(10.0 * power);
        let low = (self.low / step).floor() * step;
        let high = ((self.high / step).ceil() * step).max(low + step);
        Self { low, high, step, ..self }
    }

    fn place(&self, value: f64) -> f64 {
        let (start, end) = self.ends;
        let share = if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.0 };
        round(start + share * (end - start))
    }

    fn ticks(&self, locale: &Locale) -> Vec<ChartTick> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "about five")]
        let count = ((self.high - self.low) / self.step).round() as usize;
        let tick = |at: usize| {
            let value = self.low + index(at) * self.step;
            let zero = value.abs() < self.step / 1000.0;
            ChartTick { y: self.place(value), label: self.label(value, locale), zero }
        };
        (0..=count).map(tick).collect()
    }

    /// With as many decimals as the steps have.
    fn label(&self, value: f64, locale: &Locale) -> String {
        let decimals = (0..6).find(|decimals| {
            let scaled = self.step * 10_f64.powi(*decimals);
            (scaled - scaled.round()).abs() < 1e-6 * scaled
        });
        locale.decimal(value, decimals.unwrap_or(6).unsigned_abs() as usize)
    }
}

/// To a tenth of a unit, so that equal charts are equal bytes on every machine.
fn round(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;
    use crate::value::LanguageTag;

    fn table(rows: &[(&str, &[Option<f64>])]) -> Table {
        let cell = |value: &Option<f64>| value.map(|value| Cell { text: value.to_string(), value });
        let rows = rows
            .iter()
            .map(|(label, values)| Row { label: (*label).to_owned(), cells: values.iter().map(cell).collect() });
        let rows: Vec<Row> = rows.collect();
        Table { series: vec![String::new(); rows[0].cells.len()], rows }
    }

    fn draw(rows: &[(&str, &[Option<f64>])]) -> LineDrawing {
        drawing(&table(rows), Locale::nearest(&LanguageTag::english()))
    }

    fn ticks(values: &[f64]) -> Vec<String> {
        let rows: Vec<(&str, [Option<f64>; 1])> = values.iter().map(|value| ("x", [Some(*value)])).collect();
        let rows: Vec<(&str, &[Option<f64>])> = rows.iter().map(|(label, cells)| (*label, &cells[..])).collect();
        draw(&rows).ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn axes_have_round_values() {
        assert_eq!(ticks(&[3.0, 97.0]), ["0", "25", "50", "75", "100"]);
        assert_eq!(ticks(&[1200.0, 4800.0]), ["0", "2,000", "4,000", "6,000"]);
        assert_eq!(ticks(&[-3.0, 5.0]), ["−4", "−2", "0", "2", "4", "6"]);
        assert_eq!(ticks(&[0.02, 0.09]), ["0.000", "0.025", "0.050", "0.075", "0.100"]);
        assert_eq!(ticks(&[0.0]), ["0.00", "0.25"]);
    }

    #[test]
    fn what_is_far_from_zero_is_not_drawn_flat() {
        assert_eq!(ticks(&[980.0, 1010.0]), ["980", "990", "1,000", "1,010"]);
    }

    #[test]
    fn plain_digits_are_grouped_and_what_is_written_with_care_stays() {
        let english = Locale::nearest(&LanguageTag::english());
        let shown = |text: &str| written(&Cell { text: text.to_owned(), value: text.parse().unwrap_or(1.0) }, english);
        assert_eq!(
            ["1200000.50", "-300000", "about 3", "1 200"].map(shown),
            ["1,200,000.50", "−300,000", "about 3", "1 200"]
        );
    }

    #[test]
    fn years_stand_as_far_apart_as_they_are() {
        let value: &[Option<f64>] = &[Some(1.0)];
        let points = &draw(&[("2000", value), ("2001", value), ("2010", value)]).lines[0].points;
        assert_eq!(points.iter().map(|point| point.x).collect::<Vec<_>>(), [100.0, 188.8, 988.0]);
        let points = &draw(&[("a", value), ("b", value), ("c", value)]).lines[0].points;
        assert_eq!(points.iter().map(|point| point.x).collect::<Vec<_>>(), [100.0, 544.0, 988.0]);
    }

    #[test]
    fn a_missing_value_is_a_gap() {
        let drawing = draw(&[("1", &[Some(0.0)]), ("2", &[None]), ("3", &[Some(4.0)]), ("4", &[Some(4.0)])]);
        assert_eq!(drawing.lines[0].path, "M34 420M670 40L988 40");
    }

    #[test]
    fn labels_do_not_run_into_one_another() {
        let years: Vec<String> = (1990..2025).map(|year| year.to_string()).collect();
        let rows: Vec<(&str, &[Option<f64>])> = years.iter().map(|year| (year.as_str(), &[Some(1.0)][..])).collect();
        let labels = draw(&rows).labels;
        assert_eq!((labels[0].text.as_str(), labels[labels.len() - 1].text.as_str()), ("1990", "2024"));
        assert!(labels.windows(2).all(|pair| pair[1].x - pair[0].x >= 4.0 * CHARACTER), "{labels:?}");
        assert!(labels.len() > 4);
    }
}
