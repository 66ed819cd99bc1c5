//! What a chart draws.

use serde::{Deserialize, Serialize};

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
    /// Zero, or of a size that can be drawn.
    pub value: f64,
}

/// Beyond these, steps of an axis are no longer told apart from rounding.
const RANGE: std::ops::Range<f64> = 1e-9..1e15;

impl Cell {
    /// Reads a number: digits may be grouped by commas, spaces or underscores.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of(text, text)
    }

    /// The same where a comma may stand before the decimals, as in `1.234,5`.
    pub fn parse_with_decimal_comma(text: &str) -> Option<Self> {
        match text.split_once(',') {
            Some((whole, decimals)) if !decimals.contains(['.', ',']) => {
                Self::of(text, &format!("{}.{decimals}", whole.replace('.', "")))
            }
            _ => Self::parse(text),
        }
    }

    fn of(text: &str, number: &str) -> Option<Self> {
        if !commas_group(number) {
            return None;
        }
        let grouping = [',', '_', ' ', '\u{a0}', '\u{202f}'];
        let value = number.replace(grouping, "").replace('\u{2212}', "-").parse::<f64>().ok()?;
        let is_drawable = value == 0.0 || RANGE.contains(&value.abs());
        is_drawable.then(|| Self { text: text.to_owned(), value })
    }
}

/// Whether each comma parts digits as in `1,234,567` or `12,34,567`, and none stands before decimals.
fn commas_group(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',').skip(1).peekable();
    let mut fits = number.matches(',').count() == whole.matches(',').count();
    while let Some(group) = groups.next() {
        let is_last = groups.peek().is_none();
        fits &= digits(group) && (group.len() == 3 || group.len() == 2 && !is_last);
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let value = |text| Cell::parse(text).map(|cell| cell.value);
        assert_eq!(["1,200", "1 200.5", "\u{2212}3", "1_000"].map(value), [1200.0, 1200.5, -3.0, 1000.0].map(Some));
        assert_eq!(["12,34,567", "0", "-0.5"].map(value), [1_234_567.0, 0.0, -0.5].map(Some));
        assert_eq!(["", "n/a", "NaN", "inf", "1.2.3"].map(value), [None; 5]);
        assert_eq!(["1,5", "1,2345", "1.5,000", ",5", "1e308", "1e-323"].map(value), [None; 6]);
    }

    #[test]
    fn a_comma_may_stand_before_the_decimals() {
        let value = |text| Cell::parse_with_decimal_comma(text).map(|cell| cell.value);
        let read = ["1,5", "1.234,56", "1 234,5", "1.5", "1,234.5", "1,234,567"].map(value);
        assert_eq!(read, [1.5, 1234.56, 1234.5, 1.5, 1234.5, 1_234_567.0].map(Some));
    }
}
