//! Who is off the Pareto front for sure: speed against people woken and wrongful disruption, pair by pair.

use crate::measure::CONFIDENCE;
use crate::measure::compare::{Contrast, Pairs, Sample, as_good_as, contrasts, margin_of};
use crate::model::{Exercise, Margin};

use super::compare::side;
use super::run::Played;

/// What is traded.
const TRADED: [&str; 3] = ["outrun_rate", "mean(people_woken)", "mean(wrongful_disruption)"];
/// A difference of nothing is not better.
const NOTHING: f64 = 1e-12;

/// Whether one alternative is better than another in something that is traded, and in nothing worse by more than the
/// margin, beyond what luck explains.
///
/// Both are asked of intervals that hold together (Bonferroni) for everything traded in so many `comparisons`.
pub fn surely_dominates(
    one: (&Exercise, &Played),
    other: (&Exercise, &Played),
    margin: &Margin,
    comparisons: usize,
) -> bool {
    let pairs = Pairs {
        baseline: side(one),
        alternative: side(other),
    };
    let asked: Vec<Contrast> = contrasts(one.0, one.1.reach_weight)
        .into_iter()
        .filter(|contrast| TRADED.contains(&contrast.name.as_str()))
        .collect();
    let samples: Vec<(&Contrast, Sample)> = asked
        .iter()
        .map(|contrast| (contrast, pairs.sample(contrast)))
        .filter(|(_, sample)| sample.pairs > 0)
        .collect();
    let confidence = level(comparisons * TRADED.len());
    let as_good =
        |contrast: &Contrast, sample: &Sample, by: f64| as_good_as(contrast, sample, by, confidence);
    let is_within = |(contrast, sample): &(&Contrast, Sample)| {
        let figure = sample.sides(CONFIDENCE).1.estimate;
        as_good(contrast, sample, margin_of(margin, contrast, figure))
    };
    samples.iter().all(is_within)
        && samples
            .iter()
            .any(|(contrast, sample)| as_good(contrast, sample, -NOTHING))
}

#[expect(clippy::cast_precision_loss, reason = "a count of comparisons")]
fn level(tests: usize) -> f64 {
    1.0 - (1.0 - CONFIDENCE) / tests.max(1) as f64
}
