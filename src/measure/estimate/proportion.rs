//! Proportions: the outrun rate and every other share of the replications.

use super::interval::{Interval, Reason, critical_normal, real};

/// The share of `successes` among `n` replications with its score interval.
///
/// Reference: E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference",
/// JASA 22. Assumption: independent replications with one probability of success. The coverage is close to
/// `confidence` on average and may lie a little below it for some probabilities; near 0 and 1 it stays honest
/// where the textbook interval p ± z·se has no width.
///
/// At n = 0: not applicable. At n = 1 and 2: the estimate with a wide interval (0 of 1 is 0 to 0.79 at 95 %).
/// `successes` above `n` count as `n`.
pub fn wilson(successes: u64, n: u64, confidence: f64) -> Interval {
    if n == 0 {
        return Interval::missing(confidence, Reason::NotApplicable);
    }
    let successes = successes.min(n);
    let (count, share) = (real(n), real(successes) / real(n));
    let z = critical_normal(confidence);
    let z2 = z * z;
    let scale = 1.0 + z2 / count;
    let centre = (share + z2 / (2.0 * count)) / scale;
    let half = z * (share * (1.0 - share) / count + z2 / (4.0 * count * count)).sqrt() / scale;
    // At the ends the bound is 0 or 1 exactly; rounding must not push it past.
    let low = if successes == 0 {
        0.0
    } else {
        (centre - half).max(0.0)
    };
    let high = if successes == n {
        1.0
    } else {
        (centre + half).min(1.0)
    };
    Interval {
        estimate: Some(share),
        low: Some(low),
        high: Some(high),
        confidence,
        reason: None,
    }
}

/// How many replications in all would settle on which side of `threshold` a proportion lies, if the estimate
/// `p` stays.
///
/// It is the smallest n at which the interval of [`wilson`] around `p` leaves `threshold` out. That interval
/// inverts the score test (Wilson 1927), so it leaves `threshold` out exactly when |p - threshold| > z
/// √(threshold (1 - threshold) / n). The replications already played are part of the answer; at least 1 is
/// always needed.
///
/// `None` when the estimate equals the threshold, is so near that no `u64` would do, or an argument is no
/// proportion.
pub fn needed_replications_wilson(p: f64, threshold: f64, confidence: f64) -> Option<u64> {
    let proportions = (0.0..=1.0).contains(&p) && (0.0..=1.0).contains(&threshold);
    let distance = p - threshold;
    if !proportions || distance == 0.0 {
        return None;
    }
    let z = critical_normal(confidence) / distance;
    whole_above(z * z * threshold * (1.0 - threshold))
}

/// The smallest whole number above `bound`, if it is a `u64`.
fn whole_above(bound: f64) -> Option<u64> {
    /// 2^63: far above any number of replications, and safely inside `u64`.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if !(0.0..LIMIT).contains(&bound) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to lie in 0..2^63"
    )]
    let below = bound.floor() as u64;
    Some(below + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_replications_give_no_figure() {
        assert_eq!(wilson(0, 0, 0.95), Interval::missing(0.95, Reason::NotApplicable));
    }

    #[test]
    fn the_ends_are_exact_and_never_without_width() {
        let none = wilson(0, 1, 0.95);
        assert_eq!((none.estimate, none.low), (Some(0.0), Some(0.0)));
        assert!((none.high.unwrap() - 0.793_450_7).abs() < 1e-6);
        let all = wilson(2, 2, 0.95);
        assert_eq!(all.high, Some(1.0));
        assert!(all.low.unwrap() < 0.5);
    }

    #[test]
    fn a_published_interval_is_met() {
        // Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81 of 263 gives 0.2553 to 0.3662.
        let interval = wilson(81, 263, 0.95);
        assert!((interval.low.unwrap() - 0.2553).abs() < 5e-5);
        assert!((interval.high.unwrap() - 0.3662).abs() < 5e-5);
    }

    #[test]
    fn nothing_settles_a_tie() {
        assert_eq!(needed_replications_wilson(0.9, 0.9, 0.95), None);
        assert_eq!(needed_replications_wilson(f64::NAN, 0.9, 0.95), None);
        assert_eq!(needed_replications_wilson(1.5, 0.9, 0.95), None);
    }

    #[test]
    fn the_needed_replications_are_the_first_that_settle() {
        let needed = needed_replications_wilson(0.5, 0.6, 0.95).unwrap();
        let settles = |n: u64| wilson(n / 2, n, 0.95).high.unwrap() < 0.6;
        assert!((93..=94).contains(&needed), "{needed}");
        assert!(settles(94) && !settles(92));
    }
}
