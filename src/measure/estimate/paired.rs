//! Differences of pairs: shares and quantiles of replications that share their luck.

use super::interval::{Interval, Reason, critical_normal, real, real_value};
use super::quantile::{has_low_rank, rank_of};
use super::values::{SortedValues, Value, Values};

/// How often two sides of a pair say yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairedCounts {
    /// Both do.
    pub both: u64,
    /// Only the first does.
    pub only_then: u64,
    /// Only the second does.
    pub only_now: u64,
    /// Neither does.
    pub neither: u64,
}

impl PairedCounts {
    /// Counts one pair.
    pub const fn push(&mut self, then: bool, now: bool) {
        match (then, now) {
            (true, true) => self.both += 1,
            (true, false) => self.only_then += 1,
            (false, true) => self.only_now += 1,
            (false, false) => self.neither += 1,
        }
    }

    /// How many pairs there are.
    pub const fn n(&self) -> u64 {
        self.both + self.only_then + self.only_now + self.neither
    }

    /// Phi, the correlation of the two sides, -1 to 1; with one more pair on each side that disagrees, because a few
    /// pairs without disagreement do not show that there is none (D. G. Bonett and R. M. Price 2012, "Adjusted Wald
    /// confidence interval for a difference of binomial proportions based on paired data", JEBS 37). 0 where a side
    /// does not vary.
    fn phi(&self) -> f64 {
        let [both, then, now, neither] = [self.both, self.only_then + 1, self.only_now + 1, self.neither];
        let [both, then, now, neither] = [real(both), real(then), real(now), real(neither)];
        let spread = (both + then) * (now + neither) * (both + now) * (then + neither);
        if self.both + self.only_then == 0 || self.neither + self.only_then == 0 || spread <= 0.0 {
            return 0.0;
        }
        (both * neither - then * now) / spread.sqrt()
    }
}

/// The share of the second less that of the first, of pairs, with its score interval.
///
/// Reference: T. Tango (1998), "Equivalence test and confidence interval for the difference in proportions for the
/// paired-sample design", Statistics in Medicine 17. Assumption: independent pairs. That no pair disagrees does not
/// give it width 0: at 95 % it is then 0 ± 3.84 / (n + 3.84).
///
/// At n = 0: not applicable. At n = 1 and 2 the interval exists and is nearly as wide as it can be.
pub fn paired_shares(counts: &PairedCounts, confidence: f64) -> Interval {
    let n = real(counts.n());
    if counts.n() == 0 {
        return Interval::missing(confidence, Reason::NotApplicable);
    }
    let by = (real(counts.only_now) - real(counts.only_then)) / n;
    let z = critical_normal(confidence);
    let outside = |delta: f64| score(counts, delta).abs() > z;
    let end = |far: f64| {
        let (mut inside, mut beyond) = (by, far);
        // Halving the span 60 times leaves less than a rounding.
        for _ in 0..60 {
            let middle = f64::midpoint(inside, beyond);
            if outside(middle) {
                beyond = middle;
            } else {
                inside = middle;
            }
        }
        inside
    };
    Interval {
        estimate: Some(by),
        low: Some(end(-1.0)),
        high: Some(end(1.0)),
        confidence,
        reason: None,
    }
}

/// Tango's score of a difference: about normal where it is the true one.
fn score(counts: &PairedCounts, delta: f64) -> f64 {
    let [n, now, then] = [real(counts.n()), real(counts.only_now), real(counts.only_then)];
    // The most likely share of pairs in which only the first says yes, given the difference.
    let b = -now - then + (2.0 * n - now + then) * delta;
    let c = -then * delta * (1.0 - delta);
    let root = (b * b - 8.0 * n * c).max(0.0).sqrt();
    let share = ((root - b) / (4.0 * n)).max(0.0);
    let variance = n * (2.0 * share + delta * (1.0 - delta));
    let by = now - then - n * delta;
    if variance > 0.0 {
        by / variance.sqrt()
    } else if by.abs() > 0.0 {
        f64::INFINITY.copysign(by)
    } else {
        0.0
    }
}

/// The difference of a quantile between the two sides of pairs.
#[derive(Debug, Clone)]
pub struct PairedQuantile {
    then: SortedValues,
    now: SortedValues,
    q: f64,
    correlation: f64,
    /// The difference of every pair, if it is the same one.
    constant: Option<i64>,
}

/// A difference whose ends may be infinite: beyond the horizon, or not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends {
    /// The estimate; none where one of the two lies beyond the horizon.
    pub estimate: Option<f64>,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl PairedQuantile {
    /// Of these pairs; those in which a side does not apply must be left out.
    pub fn new(pairs: &[(Value, Value)], q: f64) -> Self {
        let then = pairs.iter().map(|pair| pair.0).collect::<Values>().finish();
        let now = pairs.iter().map(|pair| pair.1).collect::<Values>().finish();
        let (was, is) = (at_quantile(&then, q), at_quantile(&now, q));
        let mut counts = PairedCounts::default();
        for pair in pairs {
            counts.push(below(pair.0, was), below(pair.1, is));
        }
        Self {
            then,
            now,
            q,
            correlation: counts.phi(),
            constant: constant(pairs),
        }
    }

    /// The quantile of the first side, of the second, each with its order-statistic interval.
    pub fn sides(&self, confidence: f64) -> (Interval, Interval) {
        let side = |values: &SortedValues| values.quantile(self.q, confidence);
        (side(&self.then), side(&self.now))
    }

    /// The second less the first, with an interval.
    ///
    /// A quantile errs as the share below it does (R. R. Bahadur 1966, "A note on quantiles in large samples", Annals of
    /// Mathematical Statistics 37), so that the two errors are about normal with the correlation of the two indicators.
    /// Each end is the difference at the point where that pair of errors is least unlikely for it (A. M. Hasofer and
    /// N. C. Lind 1974), read back from the order statistics as R. S. Woodruff (1952, JASA 47) does: no density is
    /// estimated. Assumption: independent pairs; censored values share one horizon.
    ///
    /// Where one quantile lies beyond the horizon, each end is that of the two intervals apart, at half the error each.
    /// At n = 0: no estimate, no ends. At n = 1 and 2: the estimate without ends.
    pub fn difference(&self, confidence: f64) -> Ends {
        let (was, is) = (at_quantile(&self.then, self.q), at_quantile(&self.now, self.q));
        let estimate = was.zip(is).map(|(was, is)| real_value(is) - real_value(was));
        let Some(by) = estimate else {
            return self.apart(f64::midpoint(1.0, confidence));
        };
        let n = self.now.observed().len() as u64 + self.now.censored();
        if !has_low_rank(n, self.q, confidence) {
            let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
            return Ends { estimate, low, high };
        }
        if let Some(constant) = self.constant {
            let by = real_value(constant);
            return Ends {
                estimate,
                low: by,
                high: by,
            };
        }
        let z = critical_normal(confidence);
        let (then, now) = (self.width(&self.then, z), self.width(&self.now, z));
        if (then + now).is_infinite() {
            let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
            return Ends { estimate, low, high };
        }
        let variance = then * then + now * now - 2.0 * self.correlation * then * now;
        if variance <= 0.0 {
            return Ends {
                estimate,
                low: by,
                high: by,
            };
        }
        let deviation = variance.sqrt();
        let of_now = z * (now - self.correlation * then) / deviation;
        let of_then = z * (self.correlation * now - then) / deviation;
        let at = |sign: f64, unknown: f64| {
            let end = self.at(&self.now, sign * of_now) - self.at(&self.then, sign * of_then);
            if end.is_nan() { unknown } else { end }
        };
        Ends {
            estimate,
            low: at(-1.0, f64::NEG_INFINITY).min(by),
            high: at(1.0, f64::INFINITY).max(by),
        }
    }

    /// By how much the same luck divides the variance of the difference; none where nothing is left of it.
    pub fn gain(&self) -> Option<f64> {
        let z = critical_normal(0.95);
        let (then, now) = (self.width(&self.then, z), self.width(&self.now, z));
        let apart = then * then + now * now;
        let paired = apart - 2.0 * self.correlation * then * now;
        let known = self.constant.is_none() && paired > 0.0 && apart.is_finite();
        known.then(|| apart / paired)
    }

    /// Intervals of both sides, and nothing of their correlation.
    fn apart(&self, confidence: f64) -> Ends {
        let ends = |values: &SortedValues| values.quantile_ends(self.q, confidence);
        let ((then_low, then_high), (now_low, now_high)) = (ends(&self.then), ends(&self.now));
        let known = |end: f64, unknown: f64| if end.is_nan() { unknown } else { end };
        Ends {
            estimate: None,
            low: known(now_low - then_high, f64::NEG_INFINITY),
            high: known(now_high - then_low, f64::INFINITY),
        }
    }

    /// Half of what the quantile may err; where one end is not known, the other.
    fn width(&self, values: &SortedValues, z: f64) -> f64 {
        let centre = self.at(values, 0.0);
        let (low, high) = (centre - self.at(values, -z), self.at(values, z) - centre);
        match (low.is_finite(), high.is_finite()) {
            (true, false) => low,
            (false, true) => high,
            _ => f64::midpoint(low, high),
        }
    }

    /// The value so many standard errors of the share beside the quantile, between order statistics; infinite beyond
    /// the first and the last.
    fn at(&self, values: &SortedValues, errors: f64) -> f64 {
        let observed = values.observed();
        let n = observed.len() as u64 + values.censored();
        let by = errors * (self.q * (1.0 - self.q) * real(n)).sqrt();
        let rank = real(rank_of(n, self.q)) + by;
        if rank < 1.0 {
            return f64::NEG_INFINITY;
        }
        if rank > real(n) {
            return f64::INFINITY;
        }
        let value = |rank: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a rank from 1 to n"
            )]
            let place = rank as usize - 1;
            observed
                .get(place)
                .map_or(f64::INFINITY, |value| real_value(*value))
        };
        let (whole, part) = (rank.floor(), rank.fract());
        let (lower, upper) = (value(whole), value(rank.ceil()));
        if part > 0.0 {
            lower + part * (upper - lower)
        } else {
            lower
        }
    }
}

fn at_quantile(values: &SortedValues, q: f64) -> Option<i64> {
    let n = values.observed().len() as u64 + values.censored();
    let place = usize::try_from(rank_of(n, q).checked_sub(1)?).ok()?;
    values.observed().get(place).copied()
}

fn below(value: Value, at: Option<i64>) -> bool {
    matches!((value, at), (Value::Observed(value), at) if at.is_none_or(|at| value <= at))
}

/// The difference of all pairs, where all are observed and it is the same.
fn constant(pairs: &[(Value, Value)]) -> Option<i64> {
    let by = |pair: &(Value, Value)| match *pair {
        (Value::Observed(then), Value::Observed(now)) => now.checked_sub(then),
        _ => None,
    };
    let first = by(pairs.first()?)?;
    let same = pairs.iter().all(|pair| match *pair {
        (Value::Censored, Value::Censored) => first == 0,
        _ => by(pair) == Some(first),
    });
    same.then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(figure: Option<f64>, expected: f64, by: f64) {
        assert!(
            figure.is_some_and(|figure| (figure - expected).abs() < by),
            "{figure:?} is not {expected}"
        );
    }

    #[test]
    fn the_ends_are_where_the_score_is_as_unlikely_as_allowed() {
        let counts = PairedCounts {
            both: 212,
            only_then: 144,
            only_now: 256,
            neither: 707,
        };
        let found = paired_shares(&counts, 0.95);
        near(found.estimate, 112.0 / 1_319.0, 1e-12);
        for end in [found.low, found.high] {
            near(end.map(|end| score(&counts, end).abs()), 1.959_964, 1e-4);
        }
        let turned = PairedCounts {
            only_then: counts.only_now,
            only_now: counts.only_then,
            ..counts
        };
        near(
            paired_shares(&turned, 0.95).high.map(|high| -high),
            found.low.unwrap_or(f64::NAN),
            1e-9,
        );
    }

    #[test]
    fn pairs_that_all_agree_leave_something_open() {
        let counts = PairedCounts {
            both: 500,
            neither: 500,
            ..PairedCounts::default()
        };
        let found = paired_shares(&counts, 0.95);
        let end = 3.841_459 / 1_003.841_459;
        near(found.low, -end, 1e-6);
        near(found.high, end, 1e-6);
        assert_eq!(found.estimate, Some(0.0));
    }

    #[test]
    fn no_one_and_two_pairs_say_what_they_can() {
        let none = paired_shares(&PairedCounts::default(), 0.95);
        assert_eq!((none.estimate, none.reason), (None, Some(Reason::NotApplicable)));
        let mut counts = PairedCounts::default();
        counts.push(false, true);
        let one = paired_shares(&counts, 0.95);
        assert!(one.low.is_some_and(|low| low < 0.0), "{one:?}");
        for count in 0..3_i64 {
            let pairs: Vec<(Value, Value)> = (0..count)
                .map(|at| (Value::Observed(at), Value::Observed(3 * at + 1)))
                .collect();
            let found = PairedQuantile::new(&pairs, 0.5).difference(0.95);
            assert_eq!(found.estimate.is_some(), count > 0);
            assert!(
                found.low.is_infinite() && found.high.is_infinite(),
                "{count}: {found:?}"
            );
        }
    }

    fn pairs(count: i64, now: impl Fn(i64) -> Value) -> Vec<(Value, Value)> {
        (0..count).map(|at| (Value::Observed(at), now(at))).collect()
    }

    #[test]
    fn what_never_differs_does_not_and_what_grows_is_found() {
        let same = PairedQuantile::new(&pairs(1_000, Value::Observed), 0.9).difference(0.95);
        assert_eq!((same.low, same.estimate, same.high), (0.0, Some(0.0), 0.0));
        let double = PairedQuantile::new(&pairs(1_000, |at| Value::Observed(2 * at)), 0.5);
        let found = double.difference(0.95);
        // Both move together: the difference errs as the median itself does, 31 of 1,000 ranks.
        assert!(
            (found.low - 468.0).abs() < 4.0 && (found.high - 530.0).abs() < 4.0,
            "{found:?}"
        );
        assert!(double.gain().is_some_and(|gain| gain > 4.0));
    }

    #[test]
    fn what_lies_beyond_the_horizon_is_later_and_has_no_size() {
        let late = pairs(1_000, |at| {
            if at < 300 {
                Value::Observed(at)
            } else {
                Value::Censored
            }
        });
        let found = PairedQuantile::new(&late, 0.5).difference(0.95);
        assert_eq!(found.estimate, None);
        assert!(found.low > 0.0 && found.high.is_infinite(), "{found:?}");
    }
}
