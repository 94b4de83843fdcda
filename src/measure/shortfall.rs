//! How far objectives are missed, in one number that also moves where a quantile does not.

use crate::model::{Comparison, Measure, Objective, Statistic, Subject};

use super::columns::{Column, Layout};
use super::estimate::SortedValues;
use super::figure::Scale;
use super::objective::met;
use super::summary::{Evidence, above_zero};

/// How far all objectives are missed: the sum, over those that are missed, of what is missing of each.
///
/// Of a rate and of a quantile the share of incidents that is missing (`p50(time_to_containment) <= 4h` wants half of all
/// incidents contained within four hours); of a mean the share of the threshold by which it is missed, at most 1. 0: the
/// estimate of each satisfies it. Without objectives: the share of incidents that are not outrun.
///
/// With `room_for` so many replications each share must be better than wanted by what an interval of 95 % over so many
/// takes (the normal approximation), so that an objective is met there with good chances; 0 asks for no room.
pub fn shortfall(evidence: &Evidence<'_>, room_for: u64) -> f64 {
    let layout = Layout::new(evidence.exercise);
    let objectives = &evidence.exercise.objectives;
    if objectives.is_empty() {
        let rows = evidence.incidents;
        return 1.0 - share(above_zero(rows, &layout, Column::Outrun), rows.len() as u64);
    }
    objectives
        .iter()
        .map(|objective| missing(evidence, &layout, objective, room_for))
        .sum()
}

fn missing(evidence: &Evidence<'_>, layout: &Layout, objective: &Objective, room_for: u64) -> f64 {
    let rows = evidence.incidents;
    let rate = |column| share(above_zero(rows, layout, column), rows.len() as u64);
    let of_rate = |is: f64| of_share(is, objective.threshold, objective.comparison, room_for);
    match objective.subject {
        Subject::OutrunRate => of_rate(rate(Column::Outrun)),
        Subject::FalseAllClearRate => of_rate(rate(Column::FalseAllClears)),
        Subject::FalseAlarmActedOnRate => {
            let column = Column::Measure(Measure::CleanActedOn);
            let acted_on =
                |rows: &super::Observations| share(above_zero(rows, layout, column), rows.len() as u64);
            of_rate(evidence.false_alarms.map_or(0.0, acted_on))
        }
        Subject::Met { clock, stage } => match met(evidence, layout, clock, stage) {
            // Nothing was due: there is nothing to miss.
            (_, 0) => 0.0,
            (met, due) => of_rate(share(met, due)),
        },
        Subject::Statistic(statistic, measure) => {
            let values = rows.measure(layout, measure).finish();
            let threshold = match Scale::of(measure, evidence.reach_weight) {
                Scale::ShareOf(whole) => objective.threshold * whole,
                _ => objective.threshold,
            };
            match statistic {
                Statistic::Quantile(q) => {
                    let wanted = (objective.comparison, threshold);
                    of_quantile(&values, q, wanted, room_for)
                }
                Statistic::Mean => of_mean(&values, objective.comparison, threshold),
            }
        }
    }
}

/// What a share misses of the one that is wanted.
fn of_share(is: f64, wanted: f64, comparison: Comparison, room_for: u64) -> f64 {
    let room = room(wanted, room_for);
    match comparison {
        Comparison::AtLeast | Comparison::Above => ((wanted + room).min(1.0) - is).max(0.0),
        Comparison::AtMost | Comparison::Below => (is - (wanted - room).max(0.0)).max(0.0),
    }
}

/// Half the interval of a share over so many replications.
fn room(share: f64, replications: u64) -> f64 {
    if replications == 0 {
        return 0.0;
    }
    1.96 * (share * (1.0 - share)).max(0.0).sqrt() / real(replications).sqrt()
}

/// A quantile is no more than a threshold where so large a share is; what is open is more than everything.
fn of_quantile(
    values: &SortedValues,
    q: f64,
    (comparison, threshold): (Comparison, f64),
    room_for: u64,
) -> f64 {
    let observed = values.observed();
    let n = observed.len() as u64 + values.censored();
    if n == 0 {
        return 0.0;
    }
    let up_to = observed.partition_point(|value| whole(*value) <= threshold) as u64;
    let below = observed.partition_point(|value| whole(*value) < threshold) as u64;
    match comparison {
        Comparison::AtMost => of_share(share(up_to, n), q, Comparison::AtLeast, room_for),
        Comparison::Below => of_share(share(below, n), q, Comparison::AtLeast, room_for),
        Comparison::AtLeast => of_share(share(below, n), q, Comparison::AtMost, room_for),
        Comparison::Above => of_share(share(up_to, n), q, Comparison::AtMost, room_for),
    }
}

/// By which share of itself the larger of mean and threshold exceeds the other.
fn of_mean(values: &SortedValues, comparison: Comparison, threshold: f64) -> f64 {
    let observed = values.observed();
    let n = observed.len() as u64;
    if n + values.censored() == 0 {
        return 0.0;
    }
    if values.censored() > 0 || n == 0 {
        // A mean of what is open is not known; it is more than anything.
        return match comparison {
            Comparison::AtMost | Comparison::Below => 1.0,
            Comparison::AtLeast | Comparison::Above => 0.0,
        };
    }
    let mean = observed.iter().map(|value| whole(*value)).sum::<f64>() / real(n);
    let over = |more: f64, less: f64| {
        if more > less {
            (more - less) / more.max(f64::MIN_POSITIVE)
        } else {
            0.0
        }
    };
    match comparison {
        Comparison::AtMost | Comparison::Below => over(mean, threshold).min(1.0),
        Comparison::AtLeast | Comparison::Above => over(threshold, mean).min(1.0),
    }
}

fn share(of: u64, n: u64) -> f64 {
    real(of) / real(n.max(1))
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
const fn real(count: u64) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "measured values stay below 2^53")]
const fn whole(value: i64) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::{Comparison, of_mean, of_quantile, of_share};
    use crate::measure::estimate::{Value, Values};

    fn near(is: f64, wanted: f64) {
        assert!((is - wanted).abs() < 1e-9, "{is} is not {wanted}");
    }

    fn values(observed: &[i64], censored: usize) -> crate::measure::estimate::SortedValues {
        let open = (0..censored).map(|_| Value::Censored);
        let all = observed.iter().map(|value| Value::Observed(*value));
        all.chain(open).collect::<Values>().finish()
    }

    #[test]
    fn a_rate_misses_what_is_missing() {
        near(of_share(0.2, 0.7, Comparison::AtLeast, 0), 0.5);
        near(of_share(0.8, 0.7, Comparison::AtLeast, 0), 0.0);
        near(of_share(0.3, 0.1, Comparison::AtMost, 0), 0.2);
        assert!(of_share(0.7, 0.7, Comparison::AtLeast, 100) > 0.08, "room");
        near(of_share(1.0, 0.99, Comparison::AtLeast, 10), 0.0);
    }

    #[test]
    fn a_quantile_misses_a_share_of_incidents() {
        let half = |wanted| of_quantile(&values(&[1, 2, 3], 7), 0.5, wanted, 0);
        near(half((Comparison::AtMost, 2.0)), 0.3);
        near(half((Comparison::Below, 2.0)), 0.4);
        near(half((Comparison::AtLeast, 2.0)), 0.0);
        near(
            of_quantile(&values(&[], 0), 0.5, (Comparison::AtMost, 2.0), 0),
            0.0,
        );
    }

    #[test]
    fn a_mean_misses_a_share_of_the_larger() {
        near(of_mean(&values(&[4, 4], 0), Comparison::AtMost, 3.0), 0.25);
        near(of_mean(&values(&[4, 4], 0), Comparison::AtMost, 4.0), 0.0);
        near(of_mean(&values(&[4, 4], 1), Comparison::AtMost, 9.0), 1.0);
        near(of_mean(&values(&[0, 0], 0), Comparison::AtLeast, 2.0), 1.0);
    }
}
