//! What an alternative is worth to the search: how far objectives are missed, and what it costs.

use crate::measure::estimate::Value;
use crate::measure::{CONFIDENCE, Column, Evidence, Layout, Observations, shortfall, value};
use crate::model::{Exercise, Measure};

use crate::experiment::run::Played;

/// Where an alternative stands in the search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// How far objectives are missed, with the room that the estimates need.
    pub shortfall: f64,
    /// The share of incidents that were outrun.
    pub outrun_rate: f64,
    /// What an incident and its false alarms cost, mean for each of [`COSTS`].
    pub costs: [f64; COSTS.len()],
}

/// What is counted as a cost, of an incident with the false alarms that come to it.
pub const COSTS: [Measure; 5] = [
    Measure::PeopleWoken,
    Measure::Pages,
    Measure::Approvals,
    Measure::CleanActedOn,
    Measure::WrongfulDisruption,
];

impl Score {
    /// Of what was played; objectives get room for so many replications.
    pub fn of(exercise: &Exercise, played: &Played, room_for: u64) -> Self {
        let layout = Layout::new(exercise);
        let evidence = Evidence {
            exercise,
            reach_weight: played.reach_weight,
            incidents: &played.incidents,
            false_alarms: played.false_alarms.as_ref(),
            confidence: CONFIDENCE,
        };
        let per_incident = exercise
            .false_alarms
            .as_ref()
            .map_or(0.0, |alarms| alarms.per_incident);
        let cost = |measure: Measure| {
            let column = Column::Measure(measure);
            let alarms = played.false_alarms.as_ref();
            mean(&played.incidents, &layout, column)
                + per_incident * alarms.map_or(0.0, |rows| mean(rows, &layout, column))
        };
        Self {
            shortfall: shortfall(&evidence, room_for),
            outrun_rate: mean(&played.incidents, &layout, Column::Outrun),
            costs: COSTS.map(cost),
        }
    }

    /// By how much this costs more than the other, -1 to 1: over the costs that either has, the mean of the difference as a
    /// share of the sum.
    pub fn burden_over(&self, other: &Self) -> f64 {
        let pairs = self.costs.iter().zip(&other.costs);
        let known: Vec<f64> = pairs
            .filter(|(mine, theirs)| **mine + **theirs > 0.0)
            .map(|(mine, theirs)| (mine - theirs) / (mine + theirs))
            .collect();
        if known.is_empty() {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of costs")]
        let n = known.len() as f64;
        known.iter().sum::<f64>() / n
    }
}

#[expect(clippy::cast_precision_loss, reason = "measured values stay below 2^53")]
fn mean(rows: &Observations, layout: &Layout, column: Column) -> f64 {
    let (mut sum, mut n) = (0.0, 0_u32);
    for cell in rows.cells(layout, column) {
        if let Value::Observed(value) = value(cell) {
            sum += value as f64;
            n += 1;
        }
    }
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}

#[cfg(test)]
mod tests {
    use super::Score;

    fn score(costs: [f64; 5]) -> Score {
        Score {
            shortfall: 0.0,
            outrun_rate: 0.0,
            costs,
        }
    }

    #[test]
    fn burden_is_the_mean_of_what_differs() {
        let (less, more) = (score([1.0, 0.0, 0.0, 2.0, 0.0]), score([3.0, 0.0, 0.0, 2.0, 0.0]));
        assert!((more.burden_over(&less) - 0.25).abs() < 1e-12);
        assert!((less.burden_over(&more) + 0.25).abs() < 1e-12);
        assert!(score([0.0; 5]).burden_over(&score([0.0; 5])).abs() < 1e-12);
    }
}
