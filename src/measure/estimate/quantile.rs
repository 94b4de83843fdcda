//! Quantiles with intervals that assume no distribution.

use super::interval::{Interval, Reason, real, real_value};

/// The `q`-quantile (0 < q < 1) of `sorted` observed values and `censored` further ones, all larger than
/// every observed one, with its order-statistic interval.
///
/// The estimate is the ⌈q·n⌉-th smallest of the n values, the inverse of the empirical distribution (type 1
/// of Hyndman and Fan 1996), so it is always a value that occurred. The bounds are the l-th and u-th
/// smallest, with l the largest and u the smallest rank for which each tail of the binomial(n, q) holds at
/// most (1 - `confidence`) / 2.
///
/// Reference: W. R. Thompson (1936); H. A. David and H. N. Nagaraja (2003), "Order Statistics", section 7.1.
/// Assumption: independent replications; nothing is assumed of the distribution, and the coverage is at least
/// `confidence` (ties only raise it). Censored values need one common horizon; for others there is
/// [`KaplanMeier`](super::KaplanMeier).
///
/// An estimate among the censored is `None`, `BeyondHorizon`; a bound among them is `None`. A bound for which
/// there is no rank is `None`, `TooFew`, and the estimate stays. At n = 0: not applicable. At n = 1 and 2: at
/// 95 % the median has no bounds (both exist from n = 6), while a single value does bound a quantile above
/// 0.975 from below.
pub fn quantile(sorted: &[i64], censored: u64, q: f64, confidence: f64) -> Interval {
    let n = sorted.len() as u64 + censored;
    if n == 0 {
        return Interval::missing(confidence, Reason::NotApplicable);
    }
    let value = |rank: u64| value_at(sorted, rank);
    let ranks = Ranks::new(n, q, confidence);
    let estimate = value(ranks.estimate);
    let reason = if estimate.is_none() {
        Some(Reason::BeyondHorizon)
    } else if ranks.low.is_none() || ranks.high.is_none() {
        Some(Reason::TooFew)
    } else {
        None
    };
    let (low, high) = (ranks.low.and_then(value), ranks.high.and_then(value));
    Interval {
        estimate,
        low,
        high,
        confidence,
        reason,
    }
}

/// The value of a rank counted from 1; ranks above the observed belong to the censored.
fn value_at(sorted: &[i64], rank: u64) -> Option<f64> {
    let index = usize::try_from(rank.checked_sub(1)?).ok()?;
    sorted.get(index).copied().map(real_value)
}

/// The ranks, counted from 1, of the estimate and its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ranks {
    low: Option<u64>,
    estimate: u64,
    high: Option<u64>,
}

impl Ranks {
    fn new(n: u64, q: f64, confidence: f64) -> Self {
        let tail = (1.0 - confidence) / 2.0;
        let binomial = Binomial::new(n, q);
        let below = binomial.first + passed(binomial.weights.iter(), tail * binomial.total);
        let above = binomial
            .last()
            .saturating_sub(passed(binomial.weights.iter().rev(), tail * binomial.total));
        Self {
            low: (below > 0).then_some(below),
            estimate: rank_of(n, q),
            high: (above < n).then_some(above + 1),
        }
    }
}

/// The rank, counted from 1, of the `q`-quantile (0 to 1) among `n` values: ⌈q·n⌉, at least 1 and at most n; of no
/// values it is 0.
pub fn rank_of(n: u64, q: f64) -> u64 {
    // q is rounded to binary, so that 0.07 × 100 comes out above 7: two units of rounding are taken off
    // first.
    let exact = q * real(n) * (1.0 - 2.0 * f64::EPSILON);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 <= q·n <= n, and the cast saturates"
    )]
    let rank = exact.ceil() as u64;
    rank.max(1).min(n)
}

/// Whether `n` values have a rank that bounds their `q`-quantile from below.
pub fn has_low_rank(n: u64, q: f64, confidence: f64) -> bool {
    n > 0 && Ranks::new(n, q, confidence).low.is_some()
}

/// How many `weights` can be summed before the sum passes `limit`.
fn passed<'a>(weights: impl Iterator<Item = &'a f64>, limit: f64) -> u64 {
    let mut sum = 0.0;
    let within = weights.take_while(|weight| {
        sum += **weight;
        sum <= limit
    });
    within.count() as u64
}

/// The binomial(n, q) distribution up to a constant factor, where it is not negligible.
///
/// The weights grow from the mode outwards by the ratio of neighbours. This takes O(√n) divisions (some
/// 30,000 for ten million replications), needs no logarithm, and has a relative error of some √n roundings,
/// where differences of log-gammas of that size would lose half of the digits.
struct Binomial {
    /// The number of successes of the first weight.
    first: u64,
    weights: Vec<f64>,
    total: f64,
}

impl Binomial {
    /// Weights below this share of the mode's are left out: together they are far below one rounding of the
    /// total.
    const NEGLIGIBLE: f64 = 1e-40;

    fn new(n: u64, q: f64) -> Self {
        let odds = q / (1.0 - q);
        let mode = rank_of(n, q).min(n);
        let down = (1..=mode).rev().map(|k| real(k) / (real(n - k + 1) * odds));
        let up = (mode..n).map(|k| real(n - k) * odds / real(k + 1));
        let mut weights = Self::walk(down);
        let first = mode - weights.len() as u64;
        weights.reverse();
        weights.push(1.0);
        weights.extend(Self::walk(up));
        let total = weights.iter().sum();
        Self {
            first,
            weights,
            total,
        }
    }

    /// Weights from 1 outwards by the ratios given, until they are negligible.
    fn walk(ratios: impl Iterator<Item = f64>) -> Vec<f64> {
        let products = ratios.scan(1.0, |weight, ratio| {
            *weight *= ratio;
            Some(*weight)
        });
        products.take_while(|weight| *weight > Self::NEGLIGIBLE).collect()
    }

    /// The number of successes of the last weight.
    fn last(&self) -> u64 {
        self.first + self.weights.len() as u64 - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(n: u64, q: f64) -> (Option<u64>, u64, Option<u64>) {
        let Ranks { low, estimate, high } = Ranks::new(n, q, 0.95);
        (low, estimate, high)
    }

    #[test]
    fn the_estimate_is_the_rounded_up_rank() {
        assert_eq!(rank_of(100, 0.07), 7);
        assert_eq!(rank_of(10, 0.7), 7);
        assert_eq!(rank_of(10, 0.71), 8);
        assert_eq!(rank_of(1, 0.01), 1);
        assert_eq!(rank_of(2, 0.5), 1);
        assert_eq!(rank_of(10_000_000, 0.99), 9_900_000);
    }

    #[test]
    fn the_median_ranks_are_those_of_the_tables() {
        // Sign-test tables, e.g. Conover (1999), table A3: at 95 % none below n = 6, then these.
        assert_eq!(ranks(5, 0.5), (None, 3, None));
        assert_eq!(ranks(6, 0.5), (Some(1), 3, Some(6)));
        assert_eq!(ranks(10, 0.5), (Some(2), 5, Some(9)));
        assert_eq!(ranks(20, 0.5), (Some(6), 10, Some(15)));
        assert_eq!(ranks(100, 0.5), (Some(40), 50, Some(61)));
    }

    #[test]
    fn a_low_rank_is_known_without_the_values() {
        for n in 0..60 {
            let values: Vec<i64> = (1..=n).collect();
            for q in [0.05, 0.5, 0.9, 0.99] {
                let bounded = quantile(&values, 0, q, 0.95).low.is_some();
                assert_eq!(has_low_rank(n.unsigned_abs(), q, 0.95), bounded, "{n} {q}");
            }
        }
    }

    #[test]
    fn few_values_have_no_bounds() {
        assert_eq!(
            quantile(&[], 0, 0.5, 0.95),
            Interval::missing(0.95, Reason::NotApplicable)
        );
        assert_eq!(
            quantile(&[7], 0, 0.5, 0.95),
            Interval::unbounded(7.0, 0.95, Reason::TooFew)
        );
        assert_eq!(
            quantile(&[7, 9], 0, 0.5, 0.95),
            Interval::unbounded(7.0, 0.95, Reason::TooFew)
        );
        // Both of two lie above the 90th percentile once in a hundred times only.
        let far = quantile(&[7, 9], 0, 0.9, 0.95);
        assert_eq!((far.low, far.estimate, far.high), (Some(7.0), Some(9.0), None));
        assert_eq!(far.reason, Some(Reason::TooFew));
    }

    #[test]
    fn one_bound_may_exist_without_the_other() {
        let values: Vec<i64> = (1..=30).collect();
        let interval = quantile(&values, 0, 0.95, 0.95);
        assert_eq!(
            (interval.estimate, interval.high, interval.reason),
            (Some(29.0), None, Some(Reason::TooFew))
        );
        assert!(interval.low.is_some());
    }

    #[test]
    fn what_falls_among_the_censored_is_missing() {
        let values: Vec<i64> = (1..=60).collect();
        let median = quantile(&values, 40, 0.5, 0.95);
        assert_eq!(
            (median.low, median.estimate, median.high, median.reason),
            (Some(40.0), Some(50.0), None, None)
        );
        let late = quantile(&values, 40, 0.65, 0.95);
        assert_eq!(
            (late.low, late.estimate, late.reason),
            (Some(56.0), None, Some(Reason::BeyondHorizon))
        );
        let all = quantile(&[], 3, 0.5, 0.95);
        assert_eq!(all, Interval::missing(0.95, Reason::BeyondHorizon));
    }

    #[test]
    fn ten_million_values_have_the_ranks_of_the_normal_law() {
        let (low, estimate, high) = ranks(10_000_000, 0.9);
        // n q ∓ 1.959964 √(n q (1 - q)) = 9,000,000 ∓ 1,859.4.
        assert_eq!(estimate, 9_000_000);
        assert!(low.unwrap().abs_diff(8_998_141) <= 2, "{low:?}");
        assert!(high.unwrap().abs_diff(9_001_860) <= 2, "{high:?}");
    }
}
