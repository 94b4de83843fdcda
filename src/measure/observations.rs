//! What many replications say: one row of whole numbers each, and the sums behind attribution (M6).

use serde::{Deserialize, Serialize};

use crate::model::Measure;

use super::charges::Charges;
use super::columns::{Column, Layout, value};
use super::estimate::Values;

/// Replications of one alternative.
///
/// Rows stand in the order of their replications and are whole numbers, so that any split of the replications
/// merges to the same bytes (M6, K12).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observations {
    width: usize,
    cells: Vec<i64>,
    /// Milliseconds by cause and rule or role (M4).
    pub charges: Charges,
}

impl Observations {
    /// None yet, of this width.
    pub fn new(layout: &Layout) -> Self {
        Self {
            width: layout.width(),
            ..Self::default()
        }
    }

    /// Asks for the memory of so many further replications at once, where it can be had.
    pub fn reserve(&mut self, replications: usize) {
        // Without it the rows grow as they come.
        let _ = self
            .cells
            .try_reserve_exact(replications.saturating_mul(self.width));
    }

    /// How many replications there are.
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Takes in one row; it has the width of the layout.
    pub(super) fn push(&mut self, row: impl Iterator<Item = i64>) {
        self.cells.extend(row);
    }

    /// The rows in order.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, i64> {
        self.cells.chunks_exact(self.width.max(1))
    }

    /// The number of the last replication, if they are 1, 2, 3 and so on.
    pub fn is_contiguous(&self) -> bool {
        let numbers = self.rows().filter_map(|row| row.first().copied());
        numbers.zip(1..).all(|(number, expected)| number == expected)
    }

    /// Whether the rows are of this layout, and of exactly these replications in order.
    pub fn holds(&self, layout: &Layout, replications: std::ops::Range<u64>) -> bool {
        let is_even = self.width == layout.width() && self.cells.len().is_multiple_of(self.width.max(1));
        let numbers = self.rows().map(|row| row.first().copied());
        is_even && numbers.eq(replications.map(|number| i64::try_from(number).ok()))
    }

    /// Takes in the replications of another part; what both have counts once in rows, so parts must not overlap.
    pub fn merge(&mut self, other: Self) {
        let in_order = match (self.rows().next_back(), other.rows().next()) {
            (Some(last), Some(first)) => last.first() < first.first(),
            _ => true,
        };
        self.width = self.width.max(other.width);
        self.cells.extend(other.cells);
        self.charges.merge(&other.charges);
        if !in_order {
            self.sort();
        }
    }

    fn sort(&mut self) {
        let mut rows: Vec<&[i64]> = self.rows().collect();
        rows.sort_by_key(|row| row.first().copied());
        self.cells = rows.concat();
    }

    /// The cells of one column, in the order of replications; none where the exercise does not have it.
    pub fn cells(&self, layout: &Layout, column: Column) -> impl Iterator<Item = i64> + '_ {
        let place = layout.place(column);
        self.rows().filter_map(move |row| row.get(place).copied())
    }

    /// The values of one column.
    pub fn column(&self, layout: &Layout, column: Column) -> Values {
        self.cells(layout, column).map(value).collect()
    }

    /// The values of a measure; shares as weights, because they are those divided by what can be reached.
    pub fn measure(&self, layout: &Layout, measure: Measure) -> Values {
        let contained = || self.cells(layout, Column::Measure(Measure::TimeToContainment));
        match measure {
            Measure::BlastShareAtContainment => {
                self.column(layout, Column::Measure(Measure::BlastAtContainment))
            }
            Measure::BlastCountAtContainment => {
                self.column(layout, Column::Count(super::Landmark::Containment))
            }
            Measure::BlastArea => {
                until_containment(self.cells(layout, Column::Measure(measure)), contained())
            }
            _ => self.column(layout, Column::Measure(measure)),
        }
    }

    /// The area under the number of nodes until containment.
    pub fn area_count(&self, layout: &Layout) -> Values {
        let contained = self.cells(layout, Column::Measure(Measure::TimeToContainment));
        until_containment(self.cells(layout, Column::AreaCount), contained)
    }
}

/// M2: an area that runs to the horizon is censored, though the row keeps it.
fn until_containment(areas: impl Iterator<Item = i64>, contained: impl Iterator<Item = i64>) -> Values {
    let pairs = areas.zip(contained);
    pairs
        .map(|(area, contained)| match value(contained) {
            super::estimate::Value::Observed(_) => value(area),
            open => open,
        })
        .collect()
}
