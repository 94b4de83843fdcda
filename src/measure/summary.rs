//! From the rows of one alternative to its figures: what is reported, in the units of output.

use std::collections::BTreeMap;

use crate::model::{Exercise, Measure, Name};

use super::burden::{BurdenFigures, FalseAlarmFigures};
use super::clock_figures::{ClockFigures, clock_figures};
use super::columns::{Column, Landmark, Layout};
use super::curve::{CurvePoint, curve};
use super::estimate::{Interval, Values, wilson};
use super::figure::{Figure, Scale, Spread};
use super::objective::{Judged, judge_all};
use super::observations::Observations;
use super::path_figures::PathFigures;

/// What was played of one alternative, ready to be summed up.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The alternative.
    pub exercise: &'a Exercise,
    /// The weight that can fall at all (E6).
    pub reach_weight: u64,
    /// Real incidents.
    pub incidents: &'a Observations,
    /// False alarms; nothing: none are written.
    pub false_alarms: Option<&'a Observations>,
    /// The two-sided level of confidence of every interval.
    pub confidence: f64,
}

/// The figures of one alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The name of the alternative.
    pub alternative: Name,
    /// How many incidents.
    pub replications: u64,
    /// How many passed a limit of the simulator (T2).
    pub stopped: u64,
    /// The outrun rate (M3).
    pub outrun_rate: Figure,
    /// The outrun rate over a curve of limits, that of the exercise marked.
    pub outrun_curve: Vec<CurvePoint>,
    /// The times of [`TIMES`], in that order.
    pub times: Vec<(Measure, Spread)>,
    /// Times to the execution of named requests, by id.
    pub decisions: BTreeMap<Name, Spread>,
    /// The blast radius at each landmark, in order.
    pub blast: Vec<(Landmark, BlastFigures)>,
    /// The area under it.
    pub area: BlastFigures,
    /// Nodes retaken.
    pub retaken: Spread,
    /// Nodes never known.
    pub never_known: Spread,
    /// The rate of false all-clears.
    pub false_all_clear_rate: Figure,
    /// Attribution of contained incidents (M4).
    pub contained: PathFigures,
    /// Attribution of censored incidents (M4).
    pub censored: PathFigures,
    /// Burden of an incident (M5).
    pub burden: BurdenFigures,
    /// False alarms.
    pub false_alarms: Option<FalseAlarmFigures>,
    /// Stages of legal clocks, by regime (L2).
    pub clocks: Vec<ClockFigures>,
    /// Objectives, by text.
    pub objectives: Vec<Judged>,
    /// How assumptions were played; nothing: they were not.
    pub assumptions: Option<Assumed>,
}

/// How assumptions were played (M7).
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// The design, in words.
    pub design: &'static str,
    /// How many points.
    pub points: u64,
    /// How many replications at each.
    pub replications: u64,
    /// The inputs with a range, the one with the strongest rank correlation with the outrun rate first.
    pub inputs: Vec<Influence>,
}

/// How strongly an input moves the outrun rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// The id of the input.
    pub input: String,
    /// Spearman's rank correlation with the outrun rate over the hypercube; nothing where either did not vary.
    pub on_outrun_rate: Option<f64>,
    /// The outrun rate with this input alone low, then high; nothing: it stands out in no figure, and was not moved alone.
    pub alone: Option<(f64, f64)>,
    /// What it explains of the variance of the outrun rate: alone, and with all its interactions; nothing: it does not stand
    /// out in it.
    pub explained: Option<(Interval, Interval)>,
}

/// The blast radius in three measures.
#[derive(Clone, Debug, PartialEq)]
pub struct BlastFigures {
    /// The weight.
    pub weight: Spread,
    /// The number of nodes.
    pub count: Spread,
    /// The share of what can be reached.
    pub share: Spread,
}

/// The times of every alternative, in the order of the document.
pub const TIMES: [Measure; 11] = [
    Measure::TimeToDetect,
    Measure::TimeToDeclare,
    Measure::TimeToFirstAuthorised,
    Measure::TimeToFirstDecision,
    Measure::TimeToFirstAction,
    Measure::TimeToFirstEffect,
    Measure::TimeToContainment,
    Measure::TimeToDeclaredFirst,
    Measure::TimeToDeclaredLast,
    Measure::TimeToRestore,
    Measure::TimeToCrownJewel,
];

/// Sums up one alternative.
pub fn summarise(evidence: &Evidence<'_>) -> Figures {
    let layout = &Layout::new(evidence.exercise);
    let (rows, confidence) = (evidence.incidents, evidence.confidence);
    let spread = |measure: Measure| evidence.spread(layout, measure);
    Figures {
        alternative: evidence.exercise.alternative.clone(),
        replications: rows.len() as u64,
        stopped: above_zero(rows, layout, Column::Stopped),
        outrun_rate: rate((rows, layout), Column::Outrun, confidence),
        outrun_curve: curve(evidence),
        times: TIMES.iter().map(|&time| (time, spread(time))).collect(),
        decisions: decisions(evidence, layout),
        blast: Landmark::ALL.map(|at| (at, evidence.blast_at(layout, at))).into(),
        area: evidence.area(layout),
        retaken: spread(Measure::Retaken),
        never_known: spread(Measure::NeverKnown),
        false_all_clear_rate: rate((rows, layout), Column::FalseAllClears, confidence),
        contained: PathFigures::new(rows, layout, true),
        censored: PathFigures::new(rows, layout, false),
        burden: BurdenFigures::new(rows, layout, confidence),
        false_alarms: FalseAlarmFigures::new(evidence, layout),
        clocks: clock_figures(evidence, layout),
        objectives: judge_all(evidence, layout),
        assumptions: None,
    }
}

impl Evidence<'_> {
    fn spread(&self, layout: &Layout, measure: Measure) -> Spread {
        let scale = Scale::of(measure, self.reach_weight);
        self.spread_of(self.incidents.measure(layout, measure), scale)
    }

    fn spread_of(&self, values: Values, scale: Scale) -> Spread {
        Spread::new(values, scale, self.confidence)
    }

    fn blast_at(&self, layout: &Layout, at: Landmark) -> BlastFigures {
        let weight = || self.incidents.measure(layout, at.weight());
        BlastFigures {
            weight: self.spread_of(weight(), Scale::Number),
            count: self.spread_of(self.incidents.column(layout, Column::Count(at)), Scale::Number),
            share: self.spread_of(weight(), Scale::ShareOf(self.reach())),
        }
    }

    fn area(&self, layout: &Layout) -> BlastFigures {
        let weight = || self.incidents.measure(layout, Measure::BlastArea);
        BlastFigures {
            weight: self.spread_of(weight(), Scale::WeightSeconds),
            count: self.spread_of(self.incidents.area_count(layout), Scale::WeightSeconds),
            share: self.spread_of(weight(), Scale::ShareSecondsOf(self.reach())),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "weights are far below 2^53")]
    fn reach(&self) -> f64 {
        self.reach_weight.max(1) as f64
    }
}

fn decisions(evidence: &Evidence<'_>, layout: &Layout) -> BTreeMap<Name, Spread> {
    let requests = evidence.exercise.scenario.requests.enumerate();
    requests
        .map(|(id, request)| (request.id.clone(), evidence.spread(layout, Measure::TimeTo(id))))
        .collect()
}

/// The share of replications in which a column is above zero.
pub(super) fn rate((rows, layout): (&Observations, &Layout), column: Column, confidence: f64) -> Figure {
    Figure::share(wilson(
        above_zero(rows, layout, column),
        rows.len() as u64,
        confidence,
    ))
}

/// The outrun rate alone (M3): what can be said after every few seconds of a long run.
pub fn outrun_rate(exercise: &Exercise, incidents: &Observations, confidence: f64) -> Interval {
    let layout = Layout::new(exercise);
    let outrun = above_zero(incidents, &layout, Column::Outrun);
    wilson(outrun, incidents.len() as u64, confidence)
}

/// In how many replications a column is above zero.
pub(super) fn above_zero(rows: &Observations, layout: &Layout, column: Column) -> u64 {
    rows.cells(layout, column).filter(|cell| *cell > 0).count() as u64
}

impl Figures {
    /// Every figure, always in the same order for the same exercise.
    pub fn figures_mut(&mut self) -> Vec<&mut Figure> {
        let mut all = vec![&mut self.outrun_rate, &mut self.false_all_clear_rate];
        all.extend(self.outrun_curve.iter_mut().map(|point| &mut point.outrun_rate));
        let times = self.times.iter_mut().map(|(_, spread)| spread);
        let blast = self
            .blast
            .iter_mut()
            .map(|(_, blast)| blast)
            .chain([&mut self.area]);
        let blast = blast.flat_map(|blast| [&mut blast.weight, &mut blast.count, &mut blast.share]);
        let spreads = times.chain(self.decisions.values_mut()).chain(blast);
        let spreads = spreads.chain([&mut self.retaken, &mut self.never_known]);
        let spreads = spreads.chain(self.burden.spreads_mut());
        all.extend(spreads.flat_map(Spread::figures_mut));
        if let Some(alarms) = &mut self.false_alarms {
            all.extend(alarms.figures_mut());
        }
        all.extend(self.clocks.iter_mut().map(|clock| &mut clock.met_rate));
        all.extend(
            self.objectives
                .iter_mut()
                .map(|objective| &mut objective.measured),
        );
        all
    }
}
