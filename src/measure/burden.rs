//! What incidents and false alarms cost (M5).

use crate::chance::math;
use crate::model::Measure;

use super::columns::{Column, Layout, value};
use super::estimate::{Interval, Reason, Sums, Value};
use super::figure::{Figure, Scale, Spread};
use super::observations::Observations;
use super::summary::{Evidence, rate};

/// What a burden counts, in the order of the document.
pub const BURDEN: [Measure; 7] = [
    Measure::Pages,
    Measure::PeopleEngaged,
    Measure::PeopleWoken,
    Measure::Approvals,
    Measure::Work,
    Measure::Disruption,
    Measure::CleanActedOn,
];

/// What one incident, or one false alarm, costs: the measures of [`BURDEN`], in that order.
#[derive(Clone, Debug, PartialEq)]
pub struct BurdenFigures(pub Vec<(Measure, Spread)>);

impl BurdenFigures {
    pub(super) fn new(rows: &Observations, layout: &Layout, confidence: f64) -> Self {
        let spread = |measure: Measure| {
            let values = rows.measure(layout, measure);
            Spread::new(values, Scale::of(measure, 1), confidence)
        };
        Self(BURDEN.iter().map(|&measure| (measure, spread(measure))).collect())
    }

    /// The figures of one measure.
    pub fn of(&self, measure: Measure) -> Option<&Spread> {
        self.0
            .iter()
            .find(|(of, _)| *of == measure)
            .map(|(_, spread)| spread)
    }

    pub(super) fn spreads_mut(&mut self) -> impl Iterator<Item = &mut Spread> {
        self.0.iter_mut().map(|(_, spread)| spread)
    }
}

/// What false alarms cost (I2).
#[derive(Clone, Debug, PartialEq)]
pub struct FalseAlarmFigures {
    /// How many were played.
    pub replications: u64,
    /// The share in which somebody acted.
    pub acted_on_rate: Figure,
    /// Wrongful disruption of one.
    pub wrongful_disruption: Spread,
    /// Burden of one.
    pub burden: BurdenFigures,
    /// How many come to one real incident.
    pub per_incident: f64,
    /// Mean cost of a real incident with the false alarms that come to it: [`BURDEN`], then wrongful disruption.
    pub together: Vec<(Measure, Figure)>,
}

impl FalseAlarmFigures {
    pub(super) fn new(evidence: &Evidence<'_>, layout: &Layout) -> Option<Self> {
        let (rows, confidence) = (evidence.false_alarms?, evidence.confidence);
        let per_incident = evidence.exercise.false_alarms.as_ref()?.per_incident;
        let wrongful = rows.measure(layout, Measure::WrongfulDisruption);
        let together = |&measure: &Measure| {
            let (real, false_alarm) = (
                sums(evidence.incidents, layout, measure),
                sums(rows, layout, measure),
            );
            let mean = together((&real, &false_alarm), per_incident, confidence);
            (measure, Figure::from(Scale::of(measure, 1).interval(mean)))
        };
        let counted = BURDEN.iter().chain([&Measure::WrongfulDisruption]);
        Some(Self {
            replications: rows.len() as u64,
            acted_on_rate: rate((rows, layout), Column::Measure(Measure::CleanActedOn), confidence),
            wrongful_disruption: Spread::new(wrongful, Scale::WeightSeconds, confidence),
            burden: BurdenFigures::new(rows, layout, confidence),
            per_incident,
            together: counted.map(together).collect(),
        })
    }

    pub(super) fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        let spreads = [&mut self.wrongful_disruption]
            .into_iter()
            .chain(self.burden.spreads_mut());
        let spreads = spreads.flat_map(Spread::figures_mut);
        let together = self.together.iter_mut().map(|(_, figure)| figure);
        [&mut self.acted_on_rate]
            .into_iter()
            .chain(spreads)
            .chain(together)
    }
}

fn sums(rows: &Observations, layout: &Layout, measure: Measure) -> Sums {
    let cells = rows.cells(layout, Column::Measure(measure));
    let observed = cells.filter_map(|cell| match value(cell) {
        Value::Observed(value) => Some(value),
        Value::Censored | Value::NotApplicable => None,
    });
    observed.collect()
}

/// The mean of one incident and `ratio` false alarms, with its normal interval.
///
/// The two are played with luck of their own, so their variances add: Var = s₁²/n₁ + ratio² s₂²/n₂. Not
/// applicable where one was not played; without bounds below two replications of either.
fn together((real, false_alarm): (&Sums, &Sums), ratio: f64, confidence: f64) -> Interval {
    let (Some(first), Some(second)) = (real.mean(), false_alarm.mean()) else {
        return Interval::missing(confidence, Reason::NotApplicable);
    };
    let estimate = first + ratio * second;
    let (Some(real_variance), Some(false_variance)) = (of_mean(real), of_mean(false_alarm)) else {
        return Interval::unbounded(estimate, confidence, Reason::TooFew);
    };
    let variance = real_variance + ratio * ratio * false_variance;
    let half = math::normal_quantile(f64::midpoint(1.0, confidence)) * variance.sqrt();
    Interval {
        estimate: Some(estimate),
        low: Some(estimate - half),
        high: Some(estimate + half),
        confidence,
        reason: None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
fn of_mean(sums: &Sums) -> Option<f64> {
    sums.variance().map(|variance| variance / sums.n() as f64)
}
