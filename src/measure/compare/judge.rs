//! Verdicts on a whole family of measures, so that luck alone makes few of them.

use crate::chance::math;
use crate::measure::CONFIDENCE;
use crate::measure::estimate::Ends;
use crate::model::Margin;

use super::contrast::{Contrast, Kind};
use super::sample::Sample;

/// What is to be thought of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Better, and more than luck explains.
    Better,
    /// Worse, and more than luck explains.
    Worse,
    /// Whatever the difference is, it is within the margin.
    NoPracticalDifference,
    /// Replications do not tell yet.
    NotEnough,
    /// One of the two has nothing to measure, or both lie beyond the horizon.
    NotComparable,
}

/// A verdict with what it needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub outcome: Outcome,
    /// The margin, in the units of output.
    pub margin: f64,
    /// About how many replications in all would settle it with a chance of 80 %, if the estimates stay.
    pub needed: Option<u64>,
}

/// Judges a family together.
///
/// "Better" and "worse" by S. Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal
/// of Statistics 6: of all measures that do not differ, luck alone makes any seem to in at most 5 % of comparisons; the
/// direction follows the estimate. "No practical difference" where the interval at Bonferroni's level, simultaneous over
/// the family, lies within the margin (D. J. Schuirmann 1987, by inclusion of the interval), so that in at most 5 % of
/// comparisons any larger difference passes for none. Neither is said of fewer pairs than could say it whatever they
/// showed: as few as an exact sign test needs, and, where no pair differs from the others, as many as leave at most one
/// incident in a hundred that might.
///
/// Each member is judged at the confidence it brings along. Where verdicts are looked at repeatedly that is the one of the
/// look at which its pairs ended; the error of all looks adds up to that of the whole, so that a member's p-value, taken at
/// whichever look, times what the whole may err over what the look may, is a p-value still, and Holm's procedure holds of these.
pub fn judge_all(family: &[Member], margin: &Margin) -> Vec<Judgement> {
    let size = family.len().max(1);
    let mut outcomes: Vec<Option<Outcome>> = family.iter().map(at_once).collect();
    // Holm: each that is told apart makes the rest easier.
    loop {
        let apart = outcomes.iter().filter(|one| is_apart(**one)).count();
        let left = size.saturating_sub(apart);
        let before = apart;
        for (member, outcome) in family.iter().zip(&mut outcomes) {
            if outcome.is_none() {
                *outcome = told_apart(&member.contrast, &member.sample, member.level(left));
            }
        }
        if outcomes.iter().filter(|one| is_apart(**one)).count() == before {
            break;
        }
    }
    let judged = family.iter().zip(outcomes);
    judged
        .map(|(member, outcome)| {
            let (sample, strict) = (&member.sample, member.level(size));
            let baseline = sample.sides(CONFIDENCE).0.estimate;
            let margin = margin_of(margin, &member.contrast, baseline);
            let same = outcome != Some(Outcome::NotComparable) && is_within(sample, margin, strict);
            let outcome = if same {
                Some(Outcome::NoPracticalDifference)
            } else {
                outcome
            };
            Judgement {
                outcome: outcome.unwrap_or(Outcome::NotEnough),
                margin,
                needed: needed(sample, margin, strict).filter(|_| outcome.is_none()),
            }
        })
        .collect()
}

/// One measure of one alternative, in the family that is judged together.
#[derive(Debug)]
pub struct Member {
    /// What is compared.
    pub contrast: Contrast,
    /// Its pairs.
    pub sample: Sample,
    /// Whether the two sides could differ at all.
    pub luck: Luck,
    /// The two-sided confidence that the whole family has here: [`CONFIDENCE`] for a number of replications fixed
    /// beforehand, that of the look where verdicts are looked at repeatedly.
    pub confidence: f64,
}

impl Member {
    /// The confidence of each of so many tests together (Bonferroni).
    fn level(&self, tests: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a count of figures")]
        let tests = tests.max(1) as f64;
        1.0 - (1.0 - self.confidence) / tests
    }
}

/// Whether the two sides could differ at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Luck {
    /// Two exercises that differ.
    Varies,
    /// One exercise twice: with the same luck nothing can differ.
    Same,
}

const fn is_apart(outcome: Option<Outcome>) -> bool {
    matches!(outcome, Some(Outcome::Better | Outcome::Worse))
}

/// What needs no test.
fn at_once(member: &Member) -> Option<Outcome> {
    let sample = &member.sample;
    let (then, now) = sample.sides(CONFIDENCE);
    let unknown = sample.pairs == 0 || (then.estimate.is_none() && now.estimate.is_none());
    match member.luck {
        _ if unknown => Some(Outcome::NotComparable),
        Luck::Same => Some(Outcome::NoPracticalDifference),
        Luck::Varies => None,
    }
}

/// Whether the alternative is surely better or worse at this level of confidence, by itself.
pub fn told_apart(contrast: &Contrast, sample: &Sample, confidence: f64) -> Option<Outcome> {
    // An exact sign test of fewer pairs cannot reach this level: 2 (1/2)^n.
    if sample.pairs < least_pairs(confidence, 0.5, 2.0) {
        return None;
    }
    let Ends { low, high, .. } = sample.difference(confidence);
    match (low > 0.0, high < 0.0) {
        (true, _) if contrast.more_is_better => Some(Outcome::Better),
        (_, true) if !contrast.more_is_better => Some(Outcome::Better),
        (true, _) | (_, true) => Some(Outcome::Worse),
        _ => None,
    }
}

/// The least n with `sides` × `share`^n at or below what the confidence leaves.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small count, not negative"
)]
fn least_pairs(confidence: f64, share: f64, sides: f64) -> u64 {
    (math::ln((1.0 - confidence) / sides) / math::ln(share))
        .ceil()
        .max(0.0) as u64
}

/// No more than this share of incidents may differ where none was seen to.
const UNSEEN: f64 = 0.01;

fn is_within(sample: &Sample, margin: f64, confidence: f64) -> bool {
    let Ends { low, high, .. } = sample.difference(confidence);
    let seen = !sample.constant || sample.pairs >= least_pairs(confidence, 1.0 - UNSEEN, 1.0);
    seen && low >= -margin && high <= margin
}

/// Whether the baseline is surely as good as the alternative, or worse by no more than the margin.
pub fn as_good_as(contrast: &Contrast, sample: &Sample, margin: f64, confidence: f64) -> bool {
    let Ends { low, high, .. } = sample.difference(confidence);
    let seen = !sample.constant || sample.pairs >= least_pairs(confidence, 1.0 - UNSEEN, 1.0);
    seen && if contrast.more_is_better {
        high <= margin
    } else {
        low >= -margin
    }
}

/// The margin in the units of output: the one written for this measure, else that of its kind; `baseline` is the figure of
/// the baseline.
pub fn margin_of(margin: &Margin, contrast: &Contrast, baseline: Option<f64>) -> f64 {
    let written = contrast.subjects().find_map(|name| margin.written_for(&name));
    match (written, contrast.kind) {
        (Some(written), _) => written.in_output(),
        (None, Kind::Outrun | Kind::Share) => margin.of_rates,
        (None, _) => baseline.unwrap_or(0.0).abs() * margin.of_the_baseline,
    }
}

/// The quantile of the normal that 80 % lie below.
const POWER: f64 = 0.841_621;

/// From fewer pairs nothing is foretold.
const PILOT: u64 = 30;

/// The half-width shrinks as the root of the replications: how many make it small enough, to tell the two apart or to
/// hold the difference within the margin, whichever comes first.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of replications, rounded to two figures"
)]
fn needed(sample: &Sample, margin: f64, confidence: f64) -> Option<u64> {
    if sample.pairs < PILOT {
        return None;
    }
    if sample.constant {
        return Some(least_pairs(confidence, 1.0 - UNSEEN, 1.0).max(sample.pairs + 1));
    }
    let Ends { estimate, low, high } = sample.difference(confidence);
    let (by, half) = (estimate?.abs(), (high - low) / 2.0);
    let z = math::normal_quantile(f64::midpoint(1.0, confidence));
    let enough = by.max(margin - by) * z / (z + POWER);
    let times = half / enough;
    if !times.is_finite() || times <= 0.0 {
        return None;
    }
    let count = (sample.pairs as f64 * times * times).max(sample.pairs as f64 + 1.0);
    let step = math::pow(10.0, (math::log10(count).floor() - 1.0).max(0.0));
    Some(((count / step).ceil() * step) as u64)
}
