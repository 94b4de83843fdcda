//! What the points of a design over the assumptions say (M7).

use crate::measure::Figure;
use crate::measure::estimate::Reason;

use super::assumptions::{Assumptions, Trouble};
use super::design::Point;
use super::run::{Settings, run};

/// How many points are held in memory at once.
const AT_ONCE: usize = 8;

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
        for points in points.chunks(AT_ONCE) {
            let exercises: Result<Vec<_>, E> = points.iter().map(|point| (assumptions.at)(point)).collect();
            let exercises = exercises.map_err(Trouble::Point)?;
            let played = run(&exercises, settings).map_err(Trouble::Threads)?;
            for ((exercise, played), point) in exercises.iter().zip(&played).zip(points) {
                if played.partial {
                    return Ok(false);
                }
                let mut figures = played.figures(exercise);
                let figures = figures.figures_mut().into_iter();
                self.estimates
                    .push(figures.map(|figure| estimate(figure)).collect());
                self.points.push(point.clone());
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
