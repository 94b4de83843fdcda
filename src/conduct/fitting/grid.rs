//! Sums over a grid that closes in on where the mass is.

use crate::chance::math::exp;

/// So many points in each direction.
pub(super) const POINTS: usize = 41;
/// The grid closes in at most so often; each time the box shrinks, or it ends.
const PASSES: usize = 12;
/// What weighs less than this share of the heaviest line is outside.
const NOTHING: f64 = 1e-3;
/// A box that shrinks no further than this is the last.
const ENOUGH: f64 = 0.8;

/// A direction of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Axis {
    pub(super) fn at(self, place: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "places of a small grid")]
        let share = place as f64 / (POINTS - 1) as f64;
        self.from + share * (self.to - self.from)
    }

    pub(super) fn points(self) -> impl Iterator<Item = f64> {
        (0..self.count()).map(move |place| self.at(place))
    }

    /// How many points it has: one where it has no length.
    fn count(self) -> usize {
        if self.from < self.to { POINTS } else { 1 }
    }

    /// The part of it that weighs anything, with a step to either side.
    fn closer(self, weights: &[f64]) -> Self {
        let most = weights.iter().copied().fold(0.0, f64::max);
        let heavy = |weight: &f64| *weight > NOTHING * most;
        let first = weights.iter().position(heavy).unwrap_or(0);
        let end = weights.len().saturating_sub(1);
        let last = weights.iter().rposition(heavy).unwrap_or(end);
        Self {
            from: self.at(first.saturating_sub(1)),
            to: self.at((last + 1).min(end)),
        }
    }

    fn shrinks_to(self, other: Self) -> bool {
        other.to - other.from < ENOUGH * (self.to - self.from)
    }
}

/// Weights of a grid of three directions, adding up to one.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) axes: [Axis; 3],
    /// The third direction runs fastest.
    pub(super) weights: Vec<f64>,
}

/// Writes the logarithms of the densities of a box, the third direction fastest.
pub(super) type Fill<'a> = &'a dyn Fn(&[Axis; 3], &mut Vec<f64>);

impl Grid {
    /// The grid of a density whose mass lies within the box.
    pub(super) fn new(mut axes: [Axis; 3], fill: Fill<'_>) -> Self {
        let mut weights = weighed(&axes, fill);
        for _ in 0..PASSES {
            let mut closer = axes;
            for (direction, axis) in closer.iter_mut().enumerate() {
                *axis = axis.closer(&margin(&axes, &weights, direction));
            }
            let mut both = axes.iter().zip(&closer);
            if !both.any(|(axis, closer)| axis.shrinks_to(*closer)) {
                break;
            }
            axes = closer;
            weights = weighed(&axes, fill);
        }
        Self { axes, weights }
    }

    /// The weights along a direction.
    pub(super) fn margin(&self, direction: usize) -> Vec<f64> {
        margin(&self.axes, &self.weights, direction)
    }
}

fn weighed(axes: &[Axis; 3], fill: Fill<'_>) -> Vec<f64> {
    let mut weights = Vec::with_capacity(POINTS * POINTS * POINTS);
    fill(axes, &mut weights);
    let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for weight in &mut weights {
        *weight = exp(*weight - most);
    }
    let sum: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= sum;
    }
    weights
}

fn margin(axes: &[Axis; 3], weights: &[f64], direction: usize) -> Vec<f64> {
    let counts = axes.map(Axis::count);
    let step: usize = counts.iter().skip(direction + 1).product();
    let count = counts.get(direction).copied().unwrap_or(1);
    let mut sums = vec![0.0; count];
    for (place, weight) in weights.iter().enumerate() {
        if let Some(sum) = sums.get_mut(place / step % count) {
            *sum += weight;
        }
    }
    sums
}
