//! Tables: values by label and series, and what a CSV file says of them.
//!
//! **Architecture invariant.** Texts in, values out: knows no files and no pages.

mod columns;
mod csv;
mod value;

pub use columns::{Columns, Misfit};
pub use csv::{Csv, Field, Tables, read};
pub use value::{Cell, Row, Table};

/// So many series can be told apart without colour.
pub const MAX_SERIES: usize = 6;
/// More rows are no chart that anybody reads.
pub const MAX_ROWS: usize = 2000;
