//! Objectives: whether what was wanted was had (M7).

use crate::model::{Comparison, Measure, Name, Objective, Statistic, Subject, Unit};

use super::columns::{Column, Layout, value};
use super::estimate::{Interval, Reason, SortedValues, Sums, Value, needed_replications_wilson, wilson};
use super::figure::{Figure, Scale};
use super::summary::{Evidence, above_zero};

/// The verdict on an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The whole interval satisfies it.
    Met,
    /// None of the interval does.
    Missed,
    /// It flips within the assumptions (M7).
    Depends,
    /// The interval lies on both sides, or there was nothing to measure.
    Undecided,
}

/// An objective with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// As written.
    pub text: Name,
    /// The verdict.
    pub verdict: Verdict,
    /// The inputs it depends on, the most influential first.
    pub depends_on: Vec<String>,
    /// What was measured, in the units of output.
    pub measured: Figure,
    /// With what it is compared, in the same units.
    pub threshold: f64,
    /// How many replications in all would settle an undecided one, if the estimate stays.
    pub settled_by: Option<u64>,
    /// How it is compared.
    pub comparison: Comparison,
}

impl Judged {
    /// Whether a value in the units of output satisfies it.
    pub fn holds(&self, value: f64) -> bool {
        holds(value, self.comparison, self.threshold)
    }
}

/// What was measured for an objective, in whole units.
#[derive(Clone)]
struct Measured {
    interval: Interval,
    /// The ends for the verdict, where what lies beyond the horizon is infinite.
    low: f64,
    high: f64,
    scale: Scale,
    settled_by: Option<u64>,
}

/// All objectives, by text, so that the order in which they are listed changes nothing (K12).
pub(super) fn judge_all(evidence: &Evidence<'_>, layout: &Layout) -> Vec<Judged> {
    let objectives = evidence.exercise.objectives.iter();
    let mut judged: Vec<Judged> = objectives
        .map(|objective| judge(evidence, layout, objective))
        .collect();
    judged.sort_by(|a, b| a.text.cmp(&b.text));
    judged
}

fn judge(evidence: &Evidence<'_>, layout: &Layout, objective: &Objective) -> Judged {
    let measured = measure(evidence, layout, objective);
    let verdict = measured.verdict(objective.comparison, objective.threshold);
    Judged {
        text: objective.text.clone(),
        verdict,
        depends_on: Vec::new(),
        threshold: measured.scale.figure(objective.threshold),
        settled_by: measured.settled_by.filter(|_| verdict == Verdict::Undecided),
        comparison: objective.comparison,
        measured: figure(&measured, &objective.subject),
    }
}

fn figure(measured: &Measured, subject: &Subject) -> Figure {
    let interval = measured.scale.interval(measured.interval);
    match subject {
        Subject::Statistic(_, measure) if measure.unit() != Unit::Share => interval.into(),
        _ => Figure::share(interval),
    }
}

fn holds(value: f64, comparison: Comparison, threshold: f64) -> bool {
    match comparison {
        Comparison::AtMost => value <= threshold,
        Comparison::AtLeast => value >= threshold,
        Comparison::Below => value < threshold,
        Comparison::Above => value > threshold,
    }
}

impl Measured {
    fn verdict(&self, comparison: Comparison, threshold: f64) -> Verdict {
        if self.interval.reason == Some(Reason::NotApplicable) {
            return Verdict::Undecided;
        }
        // A comparison is monotone: where both ends agree, so does all between them.
        match (
            holds(self.low, comparison, threshold),
            holds(self.high, comparison, threshold),
        ) {
            (true, true) => Verdict::Met,
            (false, false) => Verdict::Missed,
            _ => Verdict::Undecided,
        }
    }

    fn of_rate(successes: u64, n: u64, (threshold, confidence): (f64, f64)) -> Self {
        let interval = wilson(successes, n, confidence);
        let settled_by = interval
            .estimate
            .and_then(|p| needed_replications_wilson(p, threshold, confidence));
        Self {
            low: interval.low.unwrap_or(f64::NEG_INFINITY),
            high: interval.high.unwrap_or(f64::INFINITY),
            interval,
            scale: Scale::Number,
            settled_by,
        }
    }
}

fn measure(evidence: &Evidence<'_>, layout: &Layout, objective: &Objective) -> Measured {
    let rows = evidence.incidents;
    let asked = (objective.threshold, evidence.confidence);
    let of_column = |column| Measured::of_rate(above_zero(rows, layout, column), rows.len() as u64, asked);
    match objective.subject {
        Subject::OutrunRate => of_column(Column::Outrun),
        Subject::FalseAllClearRate => of_column(Column::FalseAllClears),
        Subject::FalseAlarmActedOnRate => {
            let acted_on = Column::Measure(Measure::CleanActedOn);
            let (acted_on, n) = evidence.false_alarms.map_or((0, 0), |rows| {
                (above_zero(rows, layout, acted_on), rows.len() as u64)
            });
            Measured::of_rate(acted_on, n, asked)
        }
        Subject::Met { clock, stage } => {
            let (met, due) = met(evidence, layout, clock, stage);
            Measured::of_rate(met, due, asked)
        }
        Subject::Statistic(statistic, measure) => {
            let values = rows.measure(layout, measure).finish();
            let scale = Scale::of(measure, evidence.reach_weight);
            // A share is kept as a weight: its threshold is turned back into one.
            let asked = (inside(scale, objective.threshold), evidence.confidence);
            let measured = match statistic {
                Statistic::Quantile(q) => of_quantile(&values, q, asked),
                Statistic::Mean => of_mean(&values, horizon(evidence, measure), asked),
            };
            in_units_of_threshold(&measured, scale)
        }
    }
}

/// The threshold in the whole units of rows.
fn inside(scale: Scale, threshold: f64) -> f64 {
    match scale {
        Scale::ShareOf(whole) => threshold * whole,
        _ => threshold,
    }
}

/// Shares are compared as shares; everything else in whole units.
fn in_units_of_threshold(measured: &Measured, scale: Scale) -> Measured {
    match scale {
        Scale::ShareOf(_) => Measured {
            interval: scale.interval(measured.interval),
            low: scale.figure(measured.low),
            high: scale.figure(measured.high),
            scale: Scale::Number,
            settled_by: measured.settled_by,
        },
        _ => Measured {
            scale,
            ..measured.clone()
        },
    }
}

/// The censored of a quantile are larger than everything, a bound without a rank is not known.
fn of_quantile(values: &SortedValues, q: f64, (threshold, confidence): (f64, f64)) -> Measured {
    let interval = values.quantile(q, confidence);
    let observed = values.observed().len() as u64;
    let n = observed + values.censored();
    let (low, high) = values.quantile_ends(q, confidence);
    let within = values
        .observed()
        .partition_point(|value| real(*value) <= threshold);
    #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    let share = within as f64 / (n.max(1)) as f64;
    Measured {
        low,
        high,
        interval,
        scale: Scale::Number,
        settled_by: needed_replications_wilson(share, q, confidence),
    }
}

/// A mean with censored values has no estimate; at the horizon they still bound it from below.
fn of_mean(values: &SortedValues, horizon: Option<i64>, (threshold, confidence): (f64, f64)) -> Measured {
    let interval = values.mean(confidence);
    let low = if values.censored() > 0 {
        let at_horizon = (0..values.censored()).filter_map(|_| horizon);
        let bounding: Sums = values.observed().iter().copied().chain(at_horizon).collect();
        horizon.and(bounding.mean_interval(confidence).low)
    } else {
        interval.low
    };
    Measured {
        low: low.unwrap_or(f64::NEG_INFINITY),
        high: interval.high.unwrap_or(f64::INFINITY),
        settled_by: needed_for_mean(&interval, values.observed().len(), threshold),
        interval,
        scale: Scale::Number,
    }
}

/// The half-width falls with the square root of n (Gosset 1908, for many replications).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count, not negative, and saturating where it is absurd"
)]
fn needed_for_mean(interval: &Interval, n: usize, threshold: f64) -> Option<u64> {
    let (estimate, low, high) = (interval.estimate?, interval.low?, interval.high?);
    let distance = (estimate - threshold).abs();
    let ratio = (high - low) / 2.0 / distance;
    (distance > 0.0).then(|| (n as f64 * ratio * ratio).ceil() as u64)
}

/// What a censored value is at least: the horizon, for times.
fn horizon(evidence: &Evidence<'_>, measure: Measure) -> Option<i64> {
    (measure.unit() == Unit::Time).then(|| evidence.exercise.horizon.as_millis())
}

/// Replications in which a stage was due, and those of them in which it was met; without a stage, every stage of the
/// clock that was due.
pub(super) fn met(
    evidence: &Evidence<'_>,
    layout: &Layout,
    clock: usize,
    stage: Option<usize>,
) -> (u64, u64) {
    let clocks = &evidence.exercise.scenario.clocks;
    let first: usize = clocks.iter().take(clock).map(|clock| clock.stages.len()).sum();
    let count = clocks.get(clock).map_or(0, |clock| clock.stages.len());
    let stages = match stage {
        Some(stage) => first + stage..first + stage + 1,
        None => first..first + count,
    };
    let (mut met, mut due) = (0, 0);
    let places: Vec<usize> = stages.map(|stage| layout.place(Column::Stage(stage))).collect();
    for row in evidence.incidents.rows() {
        let cells = places.iter().filter_map(|&place| row.get(place).copied());
        let outcomes = cells.filter_map(|cell| match value(cell) {
            Value::Observed(is_met) => Some(is_met),
            Value::Censored | Value::NotApplicable => None,
        });
        if let Some(worst) = outcomes.min() {
            due += 1;
            met += u64::from(worst > 0);
        }
    }
    (met, due)
}

#[expect(clippy::cast_precision_loss, reason = "measured values stay below 2^53")]
fn real(value: i64) -> f64 {
    value as f64
}
