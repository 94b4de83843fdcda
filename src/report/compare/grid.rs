//! Swept alternatives as grids, of a run or of a comparison.

use crate::document::Swept;
use crate::report::{Alternative, Interval, RunDocument};

use super::document::{CompareDocument, PairedVerdict, Trade};
use super::further::{Grid, GridAxis, GridPoint};
use super::trade::{no_figure, with_front};

impl CompareDocument {
    /// Says which alternatives are points of which grid.
    pub fn lay_grids(&mut self, sweeps: &[Swept]) {
        let verdict = |name: &str| {
            let found = self.alternatives.iter().find(|one| one.name == name)?;
            found.measures.first().map(|rate| rate.verdict)
        };
        self.grids = grids(sweeps, &self.trade, verdict);
    }
}

impl RunDocument {
    /// Says which alternatives are points of which grid.
    pub fn lay_grids(&mut self, sweeps: &[Swept]) {
        self.grids = grids(sweeps, &self.trade(), |_| None);
    }

    /// What each alternative gains and costs, by the estimates of this run.
    pub fn trade(&self) -> Vec<Trade> {
        let all: Vec<Trade> = self.alternatives.iter().map(row).collect();
        with_front(&all)
    }
}

fn row(of: &Alternative) -> Trade {
    let wrongful = |one: &crate::report::FalseAlarms| one.wrongful_disruption.mean.clone();
    Trade {
        name: of.name.clone(),
        outrun_rate: of.outrun_rate.clone(),
        people_woken: of.burden.people_woken.mean.clone(),
        wrongful_disruption: of.false_alarms.as_ref().map(wrongful),
        dominated_by: Vec::new(),
        surely_dominated_by: Vec::new(),
    }
}

/// Points that were not played are left out; a grid of which none was played too.
fn grids(sweeps: &[Swept], trade: &[Trade], verdict: impl Fn(&str) -> Option<PairedVerdict>) -> Vec<Grid> {
    let grid = |swept: &Swept| {
        let axis = |axis: &crate::document::SweptAxis| GridAxis {
            of: axis.of.clone(),
            values: axis.values.clone(),
        };
        let points: Vec<GridPoint> = swept
            .points
            .iter()
            .filter_map(|point| {
                let played = trade.iter().find(|one| one.name == point.alternative)?;
                Some(GridPoint {
                    alternative: point.alternative.clone(),
                    values: point.values.clone(),
                    outrun_rate: plain(&played.outrun_rate),
                    people_woken: plain(&played.people_woken),
                    wrongful_disruption: played.wrongful_disruption.as_ref().map(plain),
                    verdict: verdict(&point.alternative),
                    on_front: played.dominated_by.is_empty(),
                })
            })
            .collect();
        (!points.is_empty()).then(|| Grid {
            name: swept.name.clone(),
            axes: swept.axes.iter().map(axis).collect(),
            points,
        })
    };
    sweeps.iter().filter_map(grid).collect()
}

/// Without the range over assumptions, which stands where the figure stands.
fn plain(of: &Interval) -> Interval {
    Interval {
        estimate: of.estimate,
        low: of.low,
        high: of.high,
        reason: of.reason,
        ..no_figure()
    }
}
