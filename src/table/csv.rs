//! A CSV file's text → its cells, each with its place.

use std::collections::BTreeMap;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use serde::{Deserialize, Serialize};

use super::Cell;
use crate::diagnostic::{Code, Diagnostic, Location, Span};

/// What is known of the CSV files that charts name, by their paths.
pub type Tables = BTreeMap<String, Result<Csv, Box<Diagnostic>>>;

/// A file of comma-separated values whose rows all have a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Csv {
    /// The names of its columns.
    pub header: Vec<Field>,
    /// Below them; at least one.
    pub rows: Vec<Vec<Field>>,
    /// Whether a comma stands before decimals.
    pub decimal_comma: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Without quotes, and white space around it.
    pub text: String,
    /// In bytes of the file.
    pub span: Span,
}

impl Csv {
    /// Reads a cell's number as this file writes numbers.
    pub fn number(&self, field: &Field) -> Option<Cell> {
        if self.decimal_comma { Cell::parse_with_decimal_comma(&field.text) } else { Cell::parse(&field.text) }
    }
}

/// Reads the text of the file at `path`.
pub fn read(path: &str, text: &str) -> Result<Csv, Box<Diagnostic>> {
    let delimiter = delimiter(text);
    let mut rows = rows(text, delimiter);
    let wrong = |span: &Span, message: String, help: &str| {
        let place = Location::new(path, text, span);
        Err(Box::new(Diagnostic::new(Code::InvalidValue, message).at(place).help(help)))
    };
    if rows.len() < 2 {
        let first = rows.first().map_or(0..0, |row| whole(row));
        let help = "write the columns' names in the first line, and a row in each line below";
        return wrong(&first, "this file has no rows of data".to_owned(), help);
    }
    let header = rows.remove(0);
    if let Some(row) = rows.iter().find(|row| row.len() != header.len()) {
        let message = format!("this row has {}, and the first line names {}", cells(row), columns(&header));
        let help = match row.len() > header.len() {
            true => "put a text that holds the delimiter in double quotes, as in `\"1,200\"`",
            false => "leave a cell empty where nothing is known, and keep its delimiter",
        };
        return wrong(&whole(row), message, help);
    }
    Ok(Csv { header, rows, decimal_comma: delimiter == b';' })
}

fn cells(row: &[Field]) -> String {
    if row.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", row.len()) }
}

fn columns(row: &[Field]) -> String {
    if row.len() == 1 { "1 column".to_owned() } else { format!("{} columns", row.len()) }
}

fn whole(row: &[Field]) -> Span {
    let (start, end) = (row.first().map(|field| field.span.start), row.last().map(|field| field.span.end));
    start.unwrap_or_default()..end.unwrap_or_default()
}

/// The one that parts most of the first line; a comma where none does.
fn delimiter(text: &str) -> u8 {
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let first_line = text.trim_start_matches(['\u{feff}', '\r', '\n']).bytes();
    for byte in first_line.take_while(|byte| !matches!(byte, b'\n' | b'\r')) {
        is_quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte && !is_quoted) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    counts.iter().find(|(_, count)| *count == most).map_or(b',', |(delimiter, _)| *delimiter)
}

/// All rows in which anything stands.
fn rows(text: &str, delimiter: u8) -> Vec<Vec<Field>> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut cells = Cells {
        bytes: text.as_bytes(),
        at: mark,
        reader: ReaderBuilder::new().delimiter(delimiter).build(),
        // No cell is longer than what it is read from.
        buffer: vec![0; text.len() + 1],
    };
    let mut rows = vec![Vec::new()];
    while let Some((field, is_last)) = cells.next(rows.last().is_some_and(Vec::is_empty)) {
        if let Some(row) = rows.last_mut() {
            row.push(field);
        }
        if is_last {
            rows.push(Vec::new());
        }
    }
    rows.retain(|row| row.iter().any(|field| !field.text.is_empty()));
    rows
}

struct Cells<'t> {
    bytes: &'t [u8],
    at: usize,
    reader: Reader,
    buffer: Vec<u8>,
}

impl Cells<'_> {
    /// The next cell, and whether it is the last of its row.
    fn next(&mut self, begins_row: bool) -> Option<(Field, bool)> {
        // Empty lines, and the second half of a line's end.
        while begins_row && self.bytes.get(self.at).is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
            self.at += 1;
        }
        let start = self.at;
        let mut written = 0;
        loop {
            let (result, read, wrote) = self.reader.read_field(&self.bytes[self.at..], &mut self.buffer[written..]);
            self.at += read;
            written += wrote;
            match result {
                // What is asked for once more with nothing is the end.
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end } => {
                    // The cell's own end is read with it, if it does not end with the file.
                    let end = if read > 0 { self.at - 1 } else { self.at };
                    let text = String::from_utf8_lossy(&self.buffer[..written]);
                    return Some((Field { text: plain(&text), span: start..end }, record_end));
                }
                ReadFieldResult::OutputFull | ReadFieldResult::End => return None,
            }
        }
    }
}

/// Without what no page shows.
fn plain(text: &str) -> String {
    let shown = text.trim().chars().map(|character| match character {
        '\n' | '\r' | '\t' => ' ',
        '\u{fdd0}'..='\u{fdef}' => char::REPLACEMENT_CHARACTER,
        other if other.is_control() => char::REPLACEMENT_CHARACTER,
        other => other,
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let csv = read("x.csv", text).unwrap();
        let rows = std::iter::once(csv.header).chain(csv.rows);
        rows.map(|row| row.into_iter().map(|field| field.text).collect()).collect()
    }

    #[test]
    fn the_delimiter_is_seen_in_the_first_line() {
        for text in
            ["Year,A\n1,2\n", "Year;A\n1;2\n", "Year\tA\n1\t2\n", "\u{feff}Year,A\r\n1,2", "\"Year\",A\n\n1,2\n,\n"]
        {
            assert_eq!(texts(text), [["Year", "A"], ["1", "2"]], "{text:?}");
        }
        assert_eq!(texts("\"a;b;c\",d\n1,2\n")[0], ["a;b;c", "d"]);
    }

    #[test]
    fn quotes_hold_delimiters_quotes_and_lines() {
        assert_eq!(texts("a,b\n\"x, \"\"y\"\"\nz\",2\n")[1], ["x, \"y\" z", "2"]);
    }

    #[test]
    fn every_cell_knows_its_place() {
        let text = "\u{feff}Année,\"B, b\",C\r\n2001,\"1,5\",x\r\n\r\n2002,,y";
        let csv = read("x.csv", text).unwrap();
        let places = |row: &[Field]| row.iter().map(|field| text[field.span.clone()].to_owned()).collect::<Vec<_>>();
        assert_eq!(places(&csv.header), ["Année", "\"B, b\"", "C"]);
        assert_eq!(places(&csv.rows[0]), ["2001", "\"1,5\"", "x"]);
        assert_eq!(places(&csv.rows[1]), ["2002", "", "y"]);
    }

    #[test]
    fn what_no_page_shows_is_replaced() {
        assert_eq!(texts("a,b\nx\u{0}\u{fdd0},1\n")[1], ["x\u{fffd}\u{fffd}", "1"]);
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_place() {
        for text in ["", "\n\n", ",,,\n", "a", "a,b", "a\n\"", "\"", "a,b\n1\n", "a,b\n1,2,3\n"] {
            let wrong = read("x.csv", text).map(|csv| csv.rows.len());
            assert!(wrong.is_err_and(|it| it.location.is_some()), "{text:?}");
        }
    }
}
