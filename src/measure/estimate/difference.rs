//! The difference of two estimates, and the correlation that makes the same luck count.

use super::interval::{Interval, Reason};

/// `now` less `then` with an interval made from those of the two.
///
/// Reference: G. Y. Zou and A. Donner (2008), "Construction of confidence limits about effect measures: a general
/// approach", Statistics in Medicine 27, which recovers the variances from the limits; for two shares it is the hybrid
/// score interval of R. G. Newcombe (1998), methods 10 of both of his papers in Statistics in Medicine 17. Assumption:
/// each interval is right for its own estimate, and `correlation` (-1 to 1) is that of the two estimates: 0 for
/// independent luck.
///
/// Where an estimate is missing, so is the difference, for the same reason; where a bound of either is missing, so are
/// both bounds. Of 0, 1 and 2 values it says what the two intervals allow, no more.
pub fn difference(then: &Interval, now: &Interval, correlation: f64) -> Interval {
    let confidence = now.confidence;
    let (Some(before), Some(after)) = (then.estimate, now.estimate) else {
        let reason = then.reason.filter(|_| then.estimate.is_none()).or(now.reason);
        return Interval::missing(confidence, reason.unwrap_or(Reason::NotApplicable));
    };
    let estimate = after - before;
    let ends = (then.low.zip(then.high)).zip(now.low.zip(now.high));
    let Some(((then_low, then_high), (now_low, now_high))) = ends else {
        return Interval::unbounded(estimate, confidence, Reason::TooFew);
    };
    let correlation = if correlation.is_finite() {
        correlation.clamp(-1.0, 1.0)
    } else {
        0.0
    };
    let half = |of_now: f64, of_then: f64| {
        let square = of_now * of_now + of_then * of_then - 2.0 * correlation * of_now * of_then;
        square.max(0.0).sqrt()
    };
    Interval {
        estimate: Some(estimate),
        low: Some(estimate - half(after - now_low, then_high - before)),
        high: Some(estimate + half(now_high - after, before - then_low)),
        confidence,
        reason: None,
    }
}

/// Pearson's correlation of pairs, from -1 to 1.
///
/// Reference: K. Pearson (1896), "Mathematical contributions to the theory of evolution III", Philosophical Transactions
/// A 187; of zeros and ones it is the phi coefficient. Assumption: none, it describes the pairs; sums run in the order
/// given.
///
/// `None` where a side does not vary or there are fewer than 2 pairs (n = 0 and 1). At n = 2 it is -1 or 1, and says
/// nothing.
pub fn correlation_pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts of replications")]
    let n = pairs.len() as f64;
    let mean = |side: fn(&(f64, f64)) -> f64| pairs.iter().map(side).sum::<f64>() / n;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sum = |product: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(product).sum::<f64>();
    let xy = sum(&|pair| (pair.0 - x) * (pair.1 - y));
    let xx = sum(&|pair| (pair.0 - x) * (pair.0 - x));
    let yy = sum(&|pair| (pair.1 - y) * (pair.1 - y));
    (xx > 0.0 && yy > 0.0).then(|| (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::super::{Sums, wilson};
    use super::*;

    fn near(figure: Option<f64>, expected: f64, by: f64) {
        assert!(
            (figure.unwrap() - expected).abs() < by,
            "{figure:?} is not {expected}"
        );
    }

    #[test]
    fn a_published_difference_of_independent_shares_is_met() {
        // Newcombe (1998), Statistics in Medicine 17:873, table II, example (a), method 10: 56/70 less 48/80 is 0.2000,
        // from 0.0524 to 0.3339.
        let found = difference(&wilson(48, 80, 0.95), &wilson(56, 70, 0.95), 0.0);
        near(found.estimate, 0.2, 1e-12);
        near(found.low, 0.0524, 5e-5);
        near(found.high, 0.3339, 5e-5);
    }

    #[test]
    fn paired_means_differ_as_the_mean_of_their_differences() {
        let then = [3_i64, 8, 5, 9, 4, 7, 6, 2];
        let now = [4_i64, 9, 5, 11, 4, 9, 8, 2];
        let of = |values: &[i64]| values.iter().copied().collect::<Sums>();
        let real = super::super::interval::real_value;
        let pairs: Vec<(f64, f64)> = then.iter().zip(now).map(|(a, b)| (real(*a), real(b))).collect();
        let rho = correlation_pearson(&pairs).unwrap();
        let found = difference(&of(&then).mean_interval(0.95), &of(&now).mean_interval(0.95), rho);
        let paired = of(&then.iter().zip(now).map(|(a, b)| b - a).collect::<Vec<i64>>());
        let expected = paired.mean_interval(0.95);
        near(found.estimate, expected.estimate.unwrap(), 1e-12);
        near(found.low, expected.low.unwrap(), 1e-9);
        near(found.high, expected.high.unwrap(), 1e-9);
    }

    #[test]
    fn the_same_luck_makes_differences_sharper() {
        let (then, now) = (wilson(500, 1000, 0.95), wilson(520, 1000, 0.95));
        let apart = difference(&then, &now, 0.0);
        let paired = difference(&then, &now, 0.96);
        assert!(
            apart.low.unwrap() < 0.0 && paired.low.unwrap() > 0.0,
            "{apart:?} {paired:?}"
        );
        assert_eq!(difference(&then, &then, 1.0).estimate, Some(0.0));
    }

    #[test]
    fn what_is_missing_leaves_no_difference() {
        let never = Interval::missing(0.95, Reason::BeyondHorizon);
        let found = difference(&wilson(1, 2, 0.95), &never, 0.0);
        assert_eq!(
            (found.estimate, found.reason),
            (None, Some(Reason::BeyondHorizon))
        );
        let open = Interval::unbounded(3.0, 0.95, Reason::TooFew);
        let found = difference(&open, &wilson(1, 2, 0.95), 0.0);
        assert_eq!((found.estimate, found.low, found.high), (Some(-2.5), None, None));
    }

    #[test]
    fn what_does_not_vary_is_not_correlated() {
        assert_eq!(correlation_pearson(&[]), None);
        assert_eq!(correlation_pearson(&[(1.0, 2.0)]), None);
        assert_eq!(correlation_pearson(&[(1.0, 2.0), (1.0, 3.0)]), None);
        assert_eq!(correlation_pearson(&[(1.0, 2.0), (2.0, 1.0)]), Some(-1.0));
    }
}
