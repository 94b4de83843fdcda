//! Legal clocks over the replications (L2).

use crate::model::Name;

use super::columns::{Column, Layout, value};
use super::estimate::{Value, wilson};
use super::figure::Figure;
use super::summary::Evidence;

/// One stage of one clock.
#[derive(Clone, Debug, PartialEq)]
pub struct ClockFigures {
    /// The regime.
    pub regime: Name,
    /// The stage.
    pub stage: Name,
    /// In how many replications it was met, or its deadline came.
    pub due: u64,
    /// In how many it was met.
    pub met: u64,
    /// In how many it was open at the horizon before its deadline.
    pub not_simulated: u64,
    /// In how many it never started.
    pub not_applicable: u64,
    /// The share met of those due.
    pub met_rate: Figure,
}

/// All stages, clocks by regime, stages in their order.
pub(super) fn clock_figures(evidence: &Evidence<'_>, layout: &Layout) -> Vec<ClockFigures> {
    let clocks = evidence.exercise.scenario.clocks.iter();
    let stages = clocks.flat_map(|clock| clock.stages.iter().map(move |stage| (&clock.regime, &stage.id)));
    let mut figures: Vec<ClockFigures> = stages
        .enumerate()
        .map(|(place, (regime, stage))| stage_figures((regime, stage), evidence, layout, place))
        .collect();
    // K12: the order in which clocks are listed changes nothing.
    figures.sort_by(|a, b| a.regime.cmp(&b.regime));
    figures
}

fn stage_figures(
    (regime, stage): (&Name, &Name),
    evidence: &Evidence<'_>,
    layout: &Layout,
    place: usize,
) -> ClockFigures {
    let (mut due, mut met, mut not_simulated, mut not_applicable) = (0, 0, 0, 0);
    for cell in evidence.incidents.cells(layout, Column::Stage(place)) {
        match value(cell) {
            Value::Observed(is_met) => {
                due += 1;
                met += u64::from(is_met > 0);
            }
            Value::Censored => not_simulated += 1,
            Value::NotApplicable => not_applicable += 1,
        }
    }
    ClockFigures {
        regime: regime.clone(),
        stage: stage.clone(),
        due,
        met,
        not_simulated,
        not_applicable,
        met_rate: Figure::share(wilson(met, due, evidence.confidence)),
    }
}
