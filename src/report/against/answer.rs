//! What records say to a question: the figure, its ends, and each replication's part in it.

use crate::measure::estimate::{Interval, SortedValues, Value, Values, wilson};
use crate::measure::{Fallen, Scale, passes};
use crate::model::{Limit, Statistic};
use crate::report::records::Plays;

use super::paired::Quantile;
use super::question::{Asked, OUTRUN};
use super::table::{Columns, Table};

/// The records of one alternative of one run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'a> {
    pub(super) table: &'a Table,
    pub(super) alternative: &'a str,
    /// The weight that can fall at all (E6).
    pub(super) reach: u64,
    /// The limit that the outrun rate is held against.
    pub(super) limit: Limit,
}

/// What records say to a question.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The figure in the units of output.
    pub(super) figure: Interval,
    /// Its ends, where what lies beyond the horizon is infinite.
    pub(super) low: f64,
    pub(super) high: f64,
    /// The part of each replication in the figure, by number: luck that two runs share shows as correlation here.
    pub(super) parts: Vec<(i64, f64)>,
    /// The values behind a quantile.
    pub(super) quantile: Option<Quantile>,
}

impl Rows<'_> {
    fn columns(&self, plays: Plays) -> Option<&Columns> {
        self.table.of(self.alternative, plays)
    }

    /// The answer, with intervals at this level of confidence; nothing where the records do not have it.
    pub(super) fn answer(&self, asked: &Asked, confidence: f64) -> Option<Answer> {
        match asked {
            Asked::Outrun => Some(Answer::of_rate(self.outrun()?, confidence)),
            Asked::AboveZero(plays, heading) => {
                let columns = self.columns(*plays)?;
                let above = columns.of(heading).map(|value| match value {
                    Value::Observed(number) => Some(number > 0),
                    Value::Censored | Value::NotApplicable => None,
                });
                Some(Answer::of_rate(numbered(columns, above), confidence))
            }
            Asked::Met(headings) => Some(Answer::of_rate(self.met(headings)?, confidence)),
            Asked::Statistic(statistic, measure, heading) => {
                let columns = self.columns(Plays::Incidents)?;
                let values: Vec<(i64, Value)> = columns
                    .replications
                    .iter()
                    .copied()
                    .zip(columns.of(heading))
                    .collect();
                let scale = Scale::of(*measure, self.reach);
                (!values.is_empty()).then(|| Answer::of_values(&values, *statistic, scale, confidence))
            }
        }
    }

    /// M3, for any limit: B never falls, so B at containment tells whether it was passed before.
    fn outrun(&self) -> Option<Vec<(i64, bool)>> {
        let columns = self.columns(Plays::Incidents)?;
        let [contained, jewel, weight, count] = OUTRUN.map(|heading| columns.of(heading));
        let rows = contained.zip(jewel).zip(weight.zip(count));
        let outrun = rows.map(|((contained, jewel), (weight, count))| {
            let Value::Observed(contained) = contained else {
                return Some(false);
            };
            let fell = Fallen {
                weight: number(weight),
                count: number(count),
            };
            // In the same millisecond is too late.
            let before_jewel = !matches!(jewel, Value::Observed(jewel) if jewel <= contained);
            Some(before_jewel && !passes(fell, self.limit, self.reach))
        });
        Some(numbered(columns, outrun))
    }

    /// L2: where a stage was due, whether every one that was due was met.
    fn met(&self, headings: &[String]) -> Option<Vec<(i64, bool)>> {
        let columns = self.columns(Plays::Incidents)?;
        let stages: Vec<Vec<Value>> = headings
            .iter()
            .map(|heading| columns.of(heading).collect())
            .collect();
        let worst = (0..columns.replications.len()).map(|row| {
            let outcomes = stages.iter().filter_map(|stage| match stage.get(row) {
                Some(Value::Observed(met)) => Some(*met > 0),
                _ => None,
            });
            outcomes.min()
        });
        Some(numbered(columns, worst))
    }
}

fn number(value: Value) -> i64 {
    match value {
        Value::Observed(number) => number,
        Value::Censored | Value::NotApplicable => 0,
    }
}

/// Those that apply, with the numbers of their replications.
fn numbered(columns: &Columns, values: impl Iterator<Item = Option<bool>>) -> Vec<(i64, bool)> {
    let rows = columns.replications.iter().copied().zip(values);
    rows.filter_map(|(number, value)| Some((number, value?)))
        .collect()
}

impl Answer {
    fn of_rate(rows: Vec<(i64, bool)>, confidence: f64) -> Self {
        let successes = rows.iter().filter(|(_, success)| *success).count() as u64;
        let figure = wilson(successes, rows.len() as u64, confidence);
        let part = |(number, success): (i64, bool)| (number, f64::from(success));
        Self {
            low: figure.low.unwrap_or(f64::NEG_INFINITY),
            high: figure.high.unwrap_or(f64::INFINITY),
            figure,
            parts: rows.into_iter().map(part).collect(),
            quantile: None,
        }
    }

    fn of_values(rows: &[(i64, Value)], statistic: Statistic, scale: Scale, confidence: f64) -> Self {
        let values = rows.iter().map(|(_, value)| *value).collect::<Values>().finish();
        match statistic {
            Statistic::Quantile(q) => Self::of_quantile(rows, Quantile { values, q, scale }, confidence),
            Statistic::Mean => Self::of_mean(rows, &values, scale, confidence),
        }
    }

    fn of_mean(rows: &[(i64, Value)], values: &SortedValues, scale: Scale, confidence: f64) -> Self {
        let figure = scale.interval(values.mean(confidence));
        Self {
            low: figure.low.unwrap_or(f64::NEG_INFINITY),
            high: figure.high.unwrap_or(f64::INFINITY),
            figure,
            parts: parts(rows, |value| Some(real(value)), None),
            quantile: None,
        }
    }

    /// To first order a quantile errs as the share below it does (Bahadur 1966).
    fn of_quantile(rows: &[(i64, Value)], quantile: Quantile, confidence: f64) -> Self {
        let Quantile { values, q, scale } = &quantile;
        let figure = values.quantile(*q, confidence);
        let (low, high) = values.quantile_ends(*q, confidence);
        let below = |value: i64| Some(f64::from(figure.estimate.is_none_or(|at| real(value) <= at)));
        Self {
            figure: scale.interval(figure),
            low: scale.figure(low),
            high: scale.figure(high),
            parts: parts(rows, below, Some(0.0)),
            quantile: Some(quantile),
        }
    }
}

/// The parts of the replications in which the measure applied.
fn parts(
    rows: &[(i64, Value)],
    observed: impl Fn(i64) -> Option<f64>,
    censored: Option<f64>,
) -> Vec<(i64, f64)> {
    let part = |(number, value): &(i64, Value)| {
        let part = match *value {
            Value::Observed(value) => observed(value),
            Value::Censored => censored,
            Value::NotApplicable => None,
        };
        Some((*number, part?))
    };
    rows.iter().filter_map(part).collect()
}

#[expect(clippy::cast_precision_loss, reason = "measured values stay below 2^53")]
const fn real(value: i64) -> f64 {
    value as f64
}
