//! Tables whose columns are as wide as they must be.

use super::canvas::{Canvas, Tone};
use super::text::{columns, fit, left};

/// One field of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    tone: Tone,
}

impl Cell {
    /// Text, set to the left.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    /// In this tone.
    pub(super) fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// Rows of fields.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
}

/// Between two columns.
const GAP: usize = 2;
/// Before the first.
const INDENT: usize = 2;

impl Table {
    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    fn widths(&self) -> Vec<usize> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| columns(&cell.text)).max().unwrap_or(0)
        };
        (0..count).map(width).collect()
    }

    /// How wide the table is.
    pub(super) fn width(&self) -> usize {
        let widths = self.widths();
        INDENT + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
    }

    /// Writes it; what goes beyond the width is cut from the last column.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let widths = self.widths();
        for row in &self.rows {
            let mut line = " ".repeat(INDENT);
            let mut at = INDENT;
            for (cell, &width) in row.iter().zip(&widths) {
                let text = fit(&cell.text, canvas.width.saturating_sub(at).max(1));
                let aligned = left(&text, width);
                line.push_str(&canvas.paint(&aligned, cell.tone));
                line.push_str(&" ".repeat(GAP));
                at += width + GAP;
            }
            canvas.line(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table};
    use crate::report::terminal::Canvas;

    #[test]
    fn columns_are_as_wide_as_their_widest_field() {
        let mut table = Table::default();
        table.row(vec![Cell::new("a"), Cell::new("12")]);
        table.row(vec![Cell::new("long"), Cell::new("3")]);
        let mut canvas = Canvas::new(80, false);
        table.draw(&mut canvas);
        assert_eq!(canvas.finish(), "  a     12\n  long  3\n");
        assert_eq!(table.width(), 10);
    }
}
