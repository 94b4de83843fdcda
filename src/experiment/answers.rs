//! What the points of a design over the assumptions say (M7).

use crate::measure::Figure;
use crate::measure::estimate::Reason;

use super::assumptions::{Assumptions, Trouble};
use super::design::Point;
use super::run::{Settings, run};
use super::threshold::without_false_alarms;

/// How many points are held in memory at once.
const AT_ONCE: usize = 8;

/// What is asked at a point.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Everything,
    FirstFigure,
}

/// The estimate of every figure at every point played, in the order in which they were played.
pub(super) struct Answers {
    points: Vec<Point>,
    estimates: Vec<Vec<Option<f64>>>,
}

impl Answers {
    pub(super) const fn new() -> Self {
        Self {
            points: Vec::new(),
            estimates: Vec::new(),
        }
    }

    /// Keeps what was found at a point.
    pub(super) fn push(&mut self, point: Point, estimates: Vec<Option<f64>>) {
        self.points.push(point);
        self.estimates.push(estimates);
    }

    /// How many points were played.
    pub(super) fn len(&self) -> usize {
        self.points.len()
    }

    /// The points played.
    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }

    /// Plays further points; whether it came to the end.
    pub(super) fn play<E>(
        &mut self,
        points: &[Point],
        assumptions: &Assumptions<'_, E>,
        settings: &Settings<'_>,
    ) -> Result<bool, Trouble<E>> {
        self.play_as(points, assumptions, settings, Asked::Everything)
    }

    /// Plays further points for the first figure alone, which is of incidents: false alarms are left out.
    pub(super) fn play_first<E>(
        &mut self,
        points: &[Point],
        assumptions: &Assumptions<'_, E>,
        settings: &Settings<'_>,
    ) -> Result<bool, Trouble<E>> {
        self.play_as(points, assumptions, settings, Asked::FirstFigure)
    }

    fn play_as<E>(
        &mut self,
        points: &[Point],
        assumptions: &Assumptions<'_, E>,
        settings: &Settings<'_>,
        asked: Asked,
    ) -> Result<bool, Trouble<E>> {
        for points in points.chunks(AT_ONCE) {
            let at = |point| {
                let exercise = (assumptions.at)(point)?;
                Ok(match asked {
                    Asked::Everything => exercise,
                    Asked::FirstFigure => without_false_alarms(&exercise),
                })
            };
            let exercises: Result<Vec<_>, E> = points.iter().map(at).collect();
            let exercises = exercises.map_err(Trouble::Point)?;
            let played = run(&exercises, settings).map_err(Trouble::Threads)?;
            for ((exercise, played), point) in exercises.iter().zip(&played).zip(points) {
                if played.partial {
                    return Ok(false);
                }
                let mut figures = played.figures(exercise);
                let mut figures = figures.figures_mut();
                if asked == Asked::FirstFigure {
                    figures.truncate(1);
                }
                let estimates = figures.into_iter().map(|figure| estimate(figure));
                self.push(point.clone(), estimates.collect());
            }
        }
        Ok(true)
    }

    /// The estimates of one figure, by point.
    pub(super) fn of(&self, figure: usize) -> impl Iterator<Item = Option<f64>> + '_ {
        self.estimates
            .iter()
            .map(move |estimates| estimates.get(figure).copied().flatten())
    }
}

/// The estimate, infinite where it lies beyond the horizon; nothing where there is none.
pub(super) fn estimate(figure: &Figure) -> Option<f64> {
    match figure.luck.reason {
        Some(Reason::BeyondHorizon) if figure.luck.estimate.is_none() => Some(f64::INFINITY),
        _ => figure.luck.estimate,
    }
}
