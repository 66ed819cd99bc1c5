//! Which columns of a CSV file a chart shows.

use serde::{Deserialize, Serialize};

use super::{Cell, Csv, Field, MAX_ROWS, MAX_SERIES, Row, Table};

/// Columns by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Columns {
    /// Of what each row is about; the first where none is named.
    pub label: Option<String>,
    /// Of the values; all others that hold numbers where none is named.
    pub values: Vec<String>,
}

/// Why a chart cannot show columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit<'c> {
    /// No column has this name.
    Unknown(&'c str),
    /// A cell that should hold a number and does not.
    NotANumber(&'c Field),
    /// No column holds only numbers; a cell that shows it.
    NoNumbers(Option<&'c Field>),
    /// More columns of numbers than can be told apart.
    TooManySeries(usize),
    /// More rows than a chart has.
    TooManyRows(usize),
}

impl Csv {
    /// The values of columns, or all that is wrong with that.
    pub fn table<'c>(&'c self, columns: &'c Columns) -> Result<Table, Vec<Misfit<'c>>> {
        if self.rows.len() > MAX_ROWS {
            return Err(vec![Misfit::TooManyRows(self.rows.len())]);
        }
        let named = columns.label.iter().chain(&columns.values).map(String::as_str);
        let unknown: Vec<_> = named.filter(|name| self.column(name).is_none()).map(Misfit::Unknown).collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let label = columns.label.as_ref().and_then(|name| self.column(name)).unwrap_or_default();
        let values = match columns.values.is_empty() {
            true => self.columns_of_numbers(label)?,
            false => columns.values.iter().filter_map(|name| self.column(name)).collect(),
        };
        let wrong = self.rows.iter().flat_map(|row| values.iter().map(|at| &row[*at]));
        let wrong: Vec<_> = wrong.filter(|field| !self.is_number_or_gap(field)).map(Misfit::NotANumber).collect();
        if wrong.is_empty() { Ok(self.of(label, &values)) } else { Err(wrong) }
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column.text == name.trim())
    }

    fn is_number_or_gap(&self, field: &Field) -> bool {
        field.text.is_empty() || self.number(field).is_some()
    }

    fn columns_of_numbers(&self, label: usize) -> Result<Vec<usize>, Vec<Misfit<'_>>> {
        let others = || (0..self.header.len()).filter(|at| *at != label);
        let cells = |at: usize| self.rows.iter().map(move |row| &row[at]);
        let is_filled = |at: usize| cells(at).any(|field| !field.text.is_empty());
        let is_of_numbers = |at: &usize| is_filled(*at) && cells(*at).all(|field| self.is_number_or_gap(field));
        let found: Vec<usize> = others().filter(is_of_numbers).collect();
        match found.len() {
            0 => {
                let numbers = |at: &usize| cells(*at).filter(|field| self.number(field).is_some()).count();
                // The first of those with most numbers was probably meant.
                let meant = others().rev().max_by_key(numbers);
                let shows_it = meant.and_then(|at| cells(at).find(|field| !self.is_number_or_gap(field)));
                Err(vec![Misfit::NoNumbers(shows_it)])
            }
            many if many > MAX_SERIES => Err(vec![Misfit::TooManySeries(many)]),
            _ => Ok(found),
        }
    }

    fn of(&self, label: usize, values: &[usize]) -> Table {
        let cell = |field: &Field| -> Option<Cell> { self.number(field) };
        let row = |row: &Vec<Field>| Row {
            label: row[label].text.clone(),
            cells: values.iter().map(|at| cell(&row[*at])).collect(),
        };
        Table {
            series: values.iter().map(|at| self.header[*at].text.clone()).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    const TRADE: &str = "Year,Note,Exports,Imports\n2001,x,\"1,200\",3\n2002,,,4\n";

    fn columns(label: Option<&str>, values: &[&str]) -> Columns {
        Columns { label: label.map(str::to_owned), values: values.iter().map(|&name| name.to_owned()).collect() }
    }

    #[test]
    fn without_names_the_first_column_and_those_of_numbers_are_shown() {
        let csv = read("x.csv", TRADE).unwrap();
        let table = csv.table(&Columns::default()).unwrap();
        assert_eq!(table.series, ["Exports", "Imports"]);
        let row =
            |at: usize| table.rows[at].cells.iter().map(|cell| cell.as_ref().map(|it| it.value)).collect::<Vec<_>>();
        assert_eq!((table.rows[0].label.as_str(), row(0)), ("2001", vec![Some(1200.0), Some(3.0)]));
        assert_eq!(row(1), [None, Some(4.0)]);
    }

    #[test]
    fn columns_are_taken_in_the_order_in_which_they_are_named() {
        let csv = read("x.csv", TRADE).unwrap();
        let wanted = columns(Some("Note"), &["Imports", "Year"]);
        let table = csv.table(&wanted).unwrap();
        assert_eq!((table.series, table.rows[0].label.as_str()), (vec!["Imports".to_owned(), "Year".to_owned()], "x"));
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let csv = read("x.csv", TRADE).unwrap();
        assert_eq!(
            csv.table(&columns(Some("Month"), &["Export"])),
            Err(vec![Misfit::Unknown("Month"), Misfit::Unknown("Export")])
        );
        let wanted = columns(None, &["Note"]);
        let told = csv.table(&wanted);
        assert!(
            matches!(&told, Err(all) if matches!(all[..], [Misfit::NotANumber(field)] if field.text == "x")),
            "{told:?}"
        );
        let csv = read("x.csv", "a,b\nx,1\ny,about 2\n").unwrap();
        let wanted = Columns::default();
        let told = csv.table(&wanted);
        assert!(
            matches!(&told, Err(all) if matches!(all[..], [Misfit::NoNumbers(Some(field))] if field.text == "about 2")),
            "{told:?}"
        );
        let csv = read("x.csv", "a,b,c,d,e,f,g,h\nx,1,2,3,4,5,6,7\n").unwrap();
        assert_eq!(csv.table(&wanted), Err(vec![Misfit::TooManySeries(7)]));
    }
}
