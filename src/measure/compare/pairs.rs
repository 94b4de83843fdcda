//! Rows of two alternatives, put side by side by the number of their replication.

use crate::measure::estimate::Value;
use crate::measure::{Column, Fallen, Layout, Observations, passes, value};
use crate::model::{Exercise, Limit, Measure};

use super::contrast::{Contrast, Kind};
use super::sample::Sample;

/// What was played of one alternative.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The alternative.
    pub exercise: &'a Exercise,
    /// The weight that can fall at all (E6).
    pub reach: u64,
    /// Real incidents.
    pub incidents: &'a Observations,
    /// False alarms; nothing: none are written.
    pub false_alarms: Option<&'a Observations>,
}

/// A baseline and an alternative that were played over the same replications, with the same luck (T4).
#[derive(Clone, Copy, Debug)]
pub struct Pairs<'a> {
    /// What the alternative is held against.
    pub baseline: Side<'a>,
    /// The alternative.
    pub alternative: Side<'a>,
}

/// One column by the number of its replication.
pub type Numbered = Vec<(i64, Value)>;

impl Pairs<'_> {
    /// How many replications both played.
    pub fn replications(&self) -> u64 {
        self.of("replication", false).len() as u64
    }

    /// The pairs of a measure in which it applies to both.
    pub fn sample(&self, contrast: &Contrast) -> Sample {
        // Both with the limit of the baseline: nobody is better by moving it.
        let limit = self.baseline.exercise.limit;
        let of = |side: &Side<'_>| side.values(contrast, limit);
        let horizon = self
            .baseline
            .exercise
            .horizon
            .min(self.alternative.exercise.horizon);
        paired(
            contrast,
            &of(&self.baseline),
            &of(&self.alternative),
            horizon.as_millis(),
        )
    }

    /// Whether each was outrun, both with the limit of the baseline: nobody is better by moving it.
    pub(super) fn outrun_rows(&self) -> Vec<(i64, Value, Value)> {
        let limit = self.baseline.exercise.limit;
        side_by_side(&self.baseline.outrun(limit), &self.alternative.outrun(limit))
    }

    /// Both sides of a column of incidents or false alarms, pair by pair, with the number of each.
    pub(super) fn of(&self, heading: &str, false_alarms: bool) -> Vec<(i64, Value, Value)> {
        let of = |side: &Side<'_>| side.column(heading, false_alarms);
        side_by_side(&of(&self.baseline), &of(&self.alternative))
    }
}

impl Side<'_> {
    /// What a comparison reads of it, by the number of the replication; the outrun rate with this limit.
    pub fn values(&self, contrast: &Contrast, limit: Limit) -> Numbered {
        match contrast.kind {
            Kind::Outrun => self.outrun(limit),
            _ => self.column(&contrast.heading, contrast.false_alarms),
        }
    }

    /// A column by its heading; empty where this alternative does not have it.
    fn column(&self, heading: &str, false_alarms: bool) -> Numbered {
        let rows = if false_alarms {
            self.false_alarms
        } else {
            Some(self.incidents)
        };
        let layout = Layout::new(self.exercise);
        let known = |column: &&Column| Layout::heading(self.exercise, **column) == heading;
        let (Some(rows), Some(&column)) = (rows, layout.columns().iter().find(known)) else {
            return Vec::new();
        };
        let numbers = rows.cells(&layout, Column::Replication);
        numbers.zip(rows.cells(&layout, column).map(value)).collect()
    }

    /// M3 with any limit: B never falls, so B at containment tells whether it was passed before.
    fn outrun(&self, limit: Limit) -> Numbered {
        let layout = Layout::new(self.exercise);
        let cells = |column: Column| self.incidents.cells(&layout, column).map(value);
        let own = cells(Column::Replication).zip(cells(Column::Outrun));
        let times = cells(Column::Measure(Measure::TimeToContainment))
            .zip(cells(Column::Measure(Measure::TimeToCrownJewel)));
        let fell = cells(Column::Measure(Measure::BlastAtContainment))
            .zip(cells(Column::Count(crate::measure::Landmark::Containment)));
        let rows = own.zip(times.zip(fell));
        rows.map(|((number, own), ((contained, jewel), (weight, count)))| {
            let fell = Fallen {
                weight: whole(weight),
                count: whole(count),
            };
            let outrun = match (own, contained) {
                (Value::NotApplicable, _) => Value::NotApplicable,
                (_, Value::Observed(contained)) => {
                    // In the same millisecond is too late.
                    let jewel = matches!(jewel, Value::Observed(jewel) if jewel <= contained);
                    Value::Observed(i64::from(!jewel && !passes(fell, limit, self.reach)))
                }
                _ => Value::Observed(0),
            };
            (whole(number), outrun)
        })
        .collect()
    }
}

const fn whole(value: Value) -> i64 {
    match value {
        Value::Observed(number) => number,
        Value::Censored | Value::NotApplicable => 0,
    }
}

/// The pairs of two alternatives over the replications that both have, times restricted to `horizon`, milliseconds.
pub fn paired(contrast: &Contrast, then: &[(i64, Value)], now: &[(i64, Value)], horizon: i64) -> Sample {
    Sample::new(contrast, &side_by_side(then, now), horizon)
}

/// Both in the order of their numbers; what only one has is left out.
fn side_by_side(then: &[(i64, Value)], now: &[(i64, Value)]) -> Vec<(i64, Value, Value)> {
    let mut pairs = Vec::with_capacity(then.len().min(now.len()));
    let mut later = now.iter().peekable();
    for &(number, before) in then {
        while later.next_if(|(other, _)| *other < number).is_some() {}
        if let Some(&(_, after)) = later.next_if(|(other, _)| *other == number) {
            pairs.push((number, before, after));
        }
    }
    pairs
}

/// A quantile as an objective writes it: 0.95 is 95.
pub(super) fn percent(q: f64) -> f64 {
    (q * 1_000_000.0).round() / 10_000.0
}
