//! What an input explains alone, and with its interactions: variance shares over a designed sample (M7).

use crate::chance::{Key, Luck, Purpose};
use crate::measure::CONFIDENCE;
use crate::measure::estimate::{Interval, Reason};

use super::answers::Answers;
use super::design::{Point, latin_hypercube};

/// How many rows each of the two matrices has: with k inputs (k + 2) times as many points are played.
pub const ROWS: usize = 24;
/// How many inputs share in it: those that stand out.
pub(super) const SHARING: usize = 6;
/// How often rows are drawn anew for the intervals.
const RESAMPLES: u64 = 400;

/// What an input explains of the variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Explained {
    /// Alone: the first-order index.
    pub first_order: Interval,
    /// With all its interactions: the total index.
    pub total: Interval,
}

/// The points at which two matrices were played, and one for each input in which it alone comes from the second.
pub(super) struct Matrices {
    inputs: Vec<String>,
    first: usize,
}

impl Matrices {
    /// The points to be played for these inputs, all others at their nominal value: A, B, then for each input A with that
    /// input from B.
    pub(super) fn points(inputs: &[String], seed: u64) -> Vec<Point> {
        let others: Vec<String> = inputs.iter().map(|input| format!("{input}#2")).collect();
        let both: Vec<String> = inputs.iter().chain(&others).cloned().collect();
        let drawn = latin_hypercube(&both, ROWS, seed);
        let of = |point: &Point, input: &String, second: bool| {
            let name = if second {
                format!("{input}#2")
            } else {
                input.clone()
            };
            point.get(&name).copied().unwrap_or(0.5)
        };
        let matrix = |from_second: &dyn Fn(&String) -> bool| -> Vec<Point> {
            let row = |point: &Point| {
                let places = inputs.iter();
                places
                    .map(|input| (input.clone(), of(point, input, from_second(input))))
                    .collect()
            };
            drawn.iter().map(row).collect()
        };
        let mut points = matrix(&|_| false);
        points.extend(matrix(&|_| true));
        for one in inputs {
            points.extend(matrix(&|input| input == one));
        }
        points
    }

    /// Where those points stand among the answers, if the first of them stands at `first`.
    pub(super) fn new(inputs: &[String], first: usize) -> Self {
        Self {
            inputs: inputs.to_vec(),
            first,
        }
    }

    /// What an input explains of the variance of a figure; nothing: it was not among them, or the figure does not vary.
    ///
    /// Reference: M. J. W. Jansen (1999), "Analysis of variance designs for model output", Computer Physics Communications
    /// 117, with the design of A. Saltelli et al. (2010), "Variance based sensitivity analysis of model output", Computer
    /// Physics Communications 181. The intervals are percentiles over rows drawn anew.
    pub(super) fn explained(
        &self,
        answers: &Answers,
        figure: usize,
        input: &str,
        seed: u64,
    ) -> Option<Explained> {
        let place = self.inputs.iter().position(|known| known == input)?;
        let values: Vec<f64> = answers
            .of(figure)
            .skip(self.first)
            .take(ROWS * (self.inputs.len() + 2))
            .collect::<Option<Vec<f64>>>()?;
        let mut blocks = values.chunks_exact(ROWS);
        let (a, b) = (blocks.next()?, blocks.next()?);
        let mixed = blocks.nth(place)?;
        let rows: Vec<[f64; 3]> = a
            .iter()
            .zip(b)
            .zip(mixed)
            .map(|((a, b), mixed)| [*a, *b, *mixed])
            .collect();
        let (first, total) = indices(&rows)?;
        let luck = Luck::new(seed, 0);
        let key = Key::of(input).nth(2);
        let mut resampled: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        for again in 0..RESAMPLES {
            let drawn: Vec<[f64; 3]> = (0..ROWS as u64)
                .filter_map(|row| {
                    let word = luck.word(key, Purpose::Resample, again * ROWS as u64 + row);
                    rows.get(usize::try_from(word % ROWS as u64).ok()?).copied()
                })
                .collect();
            if let Some((first, total)) = indices(&drawn) {
                resampled[0].push(first);
                resampled[1].push(total);
            }
        }
        let [firsts, totals] = resampled;
        Some(Explained {
            first_order: within(first, firsts),
            total: within(total, totals),
        })
    }
}

/// First-order and total index; nothing where nothing varies.
fn indices(rows: &[[f64; 3]]) -> Option<(f64, f64)> {
    let count = real(rows.len());
    let all = rows.iter().flat_map(|[a, b, _]| [*a, *b]);
    let mean = all.clone().sum::<f64>() / (2.0 * count);
    let variance = all.map(|value| (value - mean) * (value - mean)).sum::<f64>() / (2.0 * count - 1.0);
    // Rates move in steps of one replication; anything smaller is rounding.
    if variance.is_nan() || variance <= 1e-15 {
        return None;
    }
    let half =
        |by: &dyn Fn(&[f64; 3]) -> f64| rows.iter().map(|row| by(row) * by(row)).sum::<f64>() / (2.0 * count);
    let first = 1.0 - half(&|[_, b, mixed]| b - mixed) / variance;
    let total = half(&|[a, _, mixed]| a - mixed) / variance;
    Some((first.clamp(0.0, 1.0), total.clamp(0.0, 1.0)))
}

fn within(estimate: f64, mut resampled: Vec<f64>) -> Interval {
    resampled.sort_by(f64::total_cmp);
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let at = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a short list"
        )]
        let place = (share * real(resampled.len())) as usize;
        resampled
            .get(place.min(resampled.len().saturating_sub(1)))
            .copied()
    };
    match at(tail).zip(at(1.0 - tail)) {
        Some((low, high)) => Interval {
            estimate: Some(estimate),
            low: Some(low.min(estimate)),
            high: Some(high.max(estimate)),
            confidence: CONFIDENCE,
            reason: None,
        },
        None => Interval::unbounded(estimate, CONFIDENCE, Reason::TooFew),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a design has far fewer points than 2^53"
)]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays a function instead of an exercise.
    fn played(function: impl Fn(&Point) -> f64) -> (Matrices, Answers) {
        let inputs = ["a", "b", "c"].map(String::from);
        let points = Matrices::points(&inputs, 7);
        let mut answers = Answers::new();
        for point in points {
            let answer = function(&point);
            answers.push(point, vec![Some(answer)]);
        }
        (Matrices::new(&inputs, 0), answers)
    }

    #[test]
    fn a_sum_has_no_interactions() {
        let (matrices, answers) = played(|point| 3.0 * point["a"] + point["b"]);
        let of = |input| matrices.explained(&answers, 0, input, 7).unwrap();
        // 9 and 1 parts of 10.
        for (input, share) in [("a", 0.9), ("b", 0.1), ("c", 0.0)] {
            let explained = of(input);
            let (first, total) = (
                explained.first_order.estimate.unwrap(),
                explained.total.estimate.unwrap(),
            );
            assert!((total - share).abs() < 0.15, "{input}: {total}");
            assert!((first - share).abs() < 0.3, "{input}: {first}");
        }
        assert_eq!(of("c").total.estimate, Some(0.0));
    }

    #[test]
    fn what_works_only_together_has_totals_above_first_orders() {
        let centred = |point: &Point, input: &str| point[input] - 0.5;
        let (matrices, answers) = played(|point| centred(point, "a") * centred(point, "b"));
        for input in ["a", "b"] {
            let explained = matrices.explained(&answers, 0, input, 7).unwrap();
            let (first, total) = (
                explained.first_order.estimate.unwrap(),
                explained.total.estimate.unwrap(),
            );
            assert!(first < 0.5 && total > 0.6, "{input}: {first} {total}");
        }
    }

    #[test]
    fn what_does_not_vary_has_no_shares() {
        let (matrices, answers) = played(|_| 0.25);
        assert_eq!(matrices.explained(&answers, 0, "a", 7), None);
    }
}
