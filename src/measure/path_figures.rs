//! Attribution over the replications: contained and censored are never pooled (M4).

use crate::engine::Cause;
use crate::model::{Measure, Name};

use super::columns::{Column, Layout, value};
use super::estimate::Value;
use super::observations::Observations;

/// Where the time of the contained, or of the censored, incidents went.
#[derive(Clone, Debug, PartialEq)]
pub struct PathFigures {
    /// How many incidents.
    pub n: u64,
    /// All causes, in order.
    pub causes: Vec<CauseFigures>,
    /// How many incidents ended in each open stage; only those with one. Empty for the contained.
    pub open_stages: Vec<(Cause, u64)>,
}

/// The part of one cause.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseFigures {
    /// The cause.
    pub cause: Cause,
    /// Mean seconds: the sum of milliseconds over n, not a remainder of anything.
    pub mean: Option<f64>,
    /// Its milliseconds over those of all causes.
    pub share: Option<f64>,
    /// The rules, the one with the most time first.
    pub rules: Vec<Name>,
    /// The roles, the one with the most time first.
    pub roles: Vec<Name>,
}

impl PathFigures {
    pub(super) fn new(rows: &Observations, layout: &Layout, contained: bool) -> Self {
        let contained_at: Vec<Value> = cells(rows, layout, Column::Measure(Measure::TimeToContainment));
        let belongs = |end: &Value| match end {
            Value::Observed(_) => contained,
            Value::Censored => !contained,
            Value::NotApplicable => false,
        };
        let n = contained_at.iter().filter(|end| belongs(end)).count() as u64;
        let of_path = |column: Column| {
            let cells = rows.cells(layout, column).zip(&contained_at);
            cells.filter(|(_, end)| belongs(end)).map(|(cell, _)| cell)
        };
        let sums = Cause::ALL.map(|cause| of_path(Column::Charged(cause)).map(i128::from).sum::<i128>());
        let all: i128 = sums.iter().sum();
        let causes = Cause::ALL.into_iter().zip(sums).map(|(cause, ms)| CauseFigures {
            cause,
            mean: mean_seconds(ms, n),
            share: (all > 0).then(|| real(ms) / real(all)),
            rules: rows.charges.rules(contained, cause),
            roles: rows.charges.roles(contained, cause),
        });
        let open = |place: usize| {
            of_path(Column::OpenStage)
                .filter(|cell| usize::try_from(*cell) == Ok(place))
                .count() as u64
        };
        let open_stages = Cause::ALL
            .into_iter()
            .enumerate()
            .map(|(place, cause)| (cause, open(place)));
        Self {
            n,
            causes: causes.collect(),
            open_stages: open_stages.filter(|(_, n)| *n > 0).collect(),
        }
    }
}

fn cells(rows: &Observations, layout: &Layout, column: Column) -> Vec<Value> {
    rows.cells(layout, column).map(value).collect()
}

fn mean_seconds(ms: i128, n: u64) -> Option<f64> {
    // To the millisecond, as every time of the document.
    (n > 0).then(|| (real(ms) / real(i128::from(n))).round() / 1_000.0)
}

#[expect(clippy::cast_precision_loss, reason = "the nearest float is meant")]
fn real(sum: i128) -> f64 {
    sum as f64
}
