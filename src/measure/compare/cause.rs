//! Where a difference comes from: the attribution of both, cause by cause (M4).

use crate::engine::Cause;
use crate::measure::estimate::{Interval, Sums, Value};
use crate::model::Name;

use super::pairs::Pairs;

/// What one cause is charged with in both, over the incidents that both contained.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseContrast {
    /// The cause.
    pub cause: Cause,
    /// Seconds of an incident of the baseline.
    pub baseline: Option<f64>,
    /// Seconds of an incident of the alternative.
    pub alternative: Option<f64>,
    /// Seconds, the alternative less the baseline.
    pub difference: Interval,
    /// The rules charged with it in all incidents that the baseline contained, most first.
    pub baseline_rules: Vec<Name>,
    /// The same of the alternative.
    pub alternative_rules: Vec<Name>,
}

/// The causes that either is charged with, the one that changed most first; and in how many incidents both contained,
/// the baseline alone, the alternative alone.
///
/// Only incidents that both contained are compared: a path to the horizon is not a time to containment. Over those, the
/// differences add up to that of the mean time to containment, because no piece is a remainder.
pub fn causes(pairs: &Pairs<'_>, confidence: f64) -> (Vec<CauseContrast>, [u64; 3]) {
    let contained: Vec<(bool, bool)> = pairs
        .of("time_to_containment_s", false)
        .iter()
        .map(|(_, then, now)| (is_seen(*then), is_seen(*now)))
        .collect();
    let count = |wanted: (bool, bool)| contained.iter().filter(|one| **one == wanted).count() as u64;
    let counts = [count((true, true)), count((true, false)), count((false, true))];
    let mut all: Vec<CauseContrast> = Cause::ALL
        .iter()
        .filter_map(|&cause| contrast(pairs, cause, &contained, confidence))
        .collect();
    let size = |one: &CauseContrast| one.difference.estimate.unwrap_or(0.0).abs();
    all.sort_by(|a, b| size(b).total_cmp(&size(a)));
    (all, counts)
}

fn is_seen(value: Value) -> bool {
    matches!(value, Value::Observed(_))
}

fn contrast(
    pairs: &Pairs<'_>,
    cause: Cause,
    contained: &[(bool, bool)],
    confidence: f64,
) -> Option<CauseContrast> {
    let charged = pairs.of(&format!("attribution_{}_s", cause.word()), false);
    let both = charged.iter().zip(contained);
    let both = both.filter(|(_, both)| **both == (true, true));
    let spent: Vec<(i64, i64)> = both
        .filter_map(|((_, before, after), _)| match (*before, *after) {
            (Value::Observed(before), Value::Observed(after)) => Some((before, after)),
            _ => None,
        })
        .collect();
    let is_charged = spent.iter().any(|(before, after)| *before > 0 || *after > 0);
    if !is_charged {
        return None;
    }
    let side = |of: fn(&(i64, i64)) -> i64| spent.iter().map(of).collect::<Sums>();
    let (then, now) = (side(|pair| pair.0), side(|pair| pair.1));
    let mut by = Sums::new();
    by.extend_by_differences(spent.iter().copied());
    let seconds = |ms: f64| ms.round() / 1_000.0;
    Some(CauseContrast {
        cause,
        baseline: then.mean().map(seconds),
        alternative: now.mean().map(seconds),
        difference: by.mean_interval(confidence).divided_by(1_000.0),
        baseline_rules: pairs.baseline.incidents.charges.rules(true, cause),
        alternative_rules: pairs.alternative.incidents.charges.rules(true, cause),
    })
}
