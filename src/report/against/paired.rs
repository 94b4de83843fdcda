//! The difference of two quantiles under the same luck.

use crate::measure::Scale;
use crate::measure::estimate::{Interval, SortedValues, difference, rank_of};

/// The values behind a quantile.
#[derive(Clone, Debug)]
pub(super) struct Quantile {
    pub(super) values: SortedValues,
    pub(super) q: f64,
    pub(super) scale: Scale,
}

/// One of the two quantiles, with the share of its replications that lie no higher.
#[derive(Clone, Copy, Debug)]
pub(super) struct Below<'a> {
    pub(super) quantile: &'a Quantile,
    pub(super) share: Interval,
}

/// The ends of `now` less `then`, in the units of output; infinite where they lie beyond the horizon or are not known.
///
/// A quantile errs as the share below it does (Bahadur 1966). So the interval of the difference of the two shares, which
/// the `correlation` of the same luck makes narrow, is turned back into time (R. S. Woodruff 1952, "Confidence intervals
/// for medians and other position measures", JASA 47), by the values of now and by those of then; the wider end counts,
/// as the two may be dense in different ways. Where there are too few values for a share to have an end, so has time.
pub(super) fn ends(then: Below<'_>, now: Below<'_>, correlation: f64) -> (f64, f64) {
    let shares = difference(&then.share, &now.share, correlation);
    let (Some(by), Some(low), Some(high)) = (shares.estimate, shares.low, shares.high) else {
        return (f64::NEG_INFINITY, f64::INFINITY);
    };
    // More of now below the same instant means an earlier quantile: margins around no difference.
    let (less, more) = (by - low, high - by);
    let (before, after) = (then.quantile, now.quantile);
    let (was, is) = (before.at(before.q), after.at(after.q));
    let low = apart(after.at(after.q - less), was, f64::NEG_INFINITY).min(apart(
        is,
        before.at(before.q + less),
        f64::NEG_INFINITY,
    ));
    let high = apart(after.at(after.q + more), was, f64::INFINITY).max(apart(
        is,
        before.at(before.q - more),
        f64::INFINITY,
    ));
    (low, high)
}

/// The difference; `unknown` where both lie beyond the horizon.
fn apart(now: f64, then: f64, unknown: f64) -> f64 {
    let by = now - then;
    if by.is_nan() { unknown } else { by }
}

impl Quantile {
    /// The value at a level: infinite beyond the horizon, and below the first.
    fn at(&self, level: f64) -> f64 {
        if level <= 0.0 {
            return f64::NEG_INFINITY;
        }
        let observed = self.values.observed();
        let n = observed.len() as u64 + self.values.censored();
        let rank = rank_of(n, level.min(1.0)).saturating_sub(1);
        let value = usize::try_from(rank).ok().and_then(|rank| observed.get(rank));
        #[expect(clippy::cast_precision_loss, reason = "measured values stay below 2^53")]
        value.map_or(f64::INFINITY, |value| self.scale.figure(*value as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::{Below, Quantile, ends};
    use crate::measure::Scale;
    use crate::measure::estimate::{Value, Values, wilson};

    fn quantile(values: impl Iterator<Item = i64>, censored: usize) -> Quantile {
        let observed = values.map(Value::Observed);
        let all = observed.chain(std::iter::repeat_n(Value::Censored, censored));
        Quantile {
            values: all.collect::<Values>().finish(),
            q: 0.5,
            scale: Scale::Number,
        }
    }

    fn half(quantile: &Quantile) -> Below<'_> {
        Below {
            quantile,
            share: wilson(500, 1000, 0.95),
        }
    }

    #[test]
    fn the_same_values_differ_by_nothing_and_a_shift_is_found() {
        let (then, now) = (quantile(1..=1000, 0), quantile(11..=1010, 0));
        assert_eq!(ends(half(&then), half(&then), 1.0), (0.0, 0.0));
        assert_eq!(ends(half(&then), half(&now), 1.0), (10.0, 10.0));
        let (low, high) = ends(half(&then), half(&now), 0.0);
        // Without the same luck: 1.96 √(2 · 0.25 / 1000) of 1000 ranks on either side.
        assert!(
            (low + 34.0).abs() <= 2.0 && (high - 54.0).abs() <= 2.0,
            "{low} {high}"
        );
    }

    #[test]
    fn what_comes_to_lie_beyond_the_horizon_is_later() {
        let (then, now) = (quantile(1..=1000, 0), quantile(1..=300, 700));
        assert_eq!(ends(half(&then), half(&now), 0.5), (f64::INFINITY, f64::INFINITY));
        assert_eq!(
            ends(half(&now), half(&then), 0.5),
            (f64::NEG_INFINITY, f64::NEG_INFINITY)
        );
        assert_eq!(
            ends(half(&now), half(&now), 0.5),
            (f64::NEG_INFINITY, f64::INFINITY)
        );
    }
}
