//! Tables and task lists.

use pulldown_cmark::Alignment;

use super::Walker;
use crate::document::Gap;

/// The table that is being read.
#[derive(Default)]
pub(super) struct OpenTable {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    /// `th` or `td`.
    pub(super) cell: &'static str,
}

impl Walker<'_, '_, '_, '_, '_> {
    /// Alignment is a class: a style attribute would break a strict content security policy.
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table.alignments = alignments;
        let label = self.gap(Gap::Word("table".into()));
        self.push_html(format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n"
        ));
    }

    pub(super) fn start_row(&mut self, opening: &'static str, cell: &'static str) {
        self.table.column = 0;
        self.table.cell = cell;
        self.push_html(opening.to_owned());
    }

    pub(super) fn start_cell(&mut self) {
        let scope = if self.table.cell == "th" { " scope=\"col\"" } else { "" };
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            _ => "",
        };
        self.table.column += 1;
        self.push_inline(format!("<{}{scope}{class}>", self.table.cell));
    }

    pub(super) fn task(&mut self, done: bool) {
        let (word, checked) = if done { ("task-done", " checked=\"\"") } else { ("task-open", "") };
        let label = self.gap(Gap::Word(word.into()));
        self.push_inline(format!("<input type=\"checkbox\" disabled=\"\"{checked} aria-label=\"{label}\">"));
    }
}
