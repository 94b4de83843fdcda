//! Estimates keep what they promise: coverage, published values, and merges that cannot be told apart.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the figures of these tests are small"
)]

mod laws;
mod survival;

use outrun::chance::math;
use outrun::measure::estimate::Interval;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The share of `trials` seeded samples whose interval holds the truth.
fn coverage(trials: u32, mut holds: impl FnMut(&mut ChaCha8Rng) -> bool) -> f64 {
    let mut chance = ChaCha8Rng::seed_from_u64(1927);
    let held = (0..trials).filter(|_| holds(&mut chance)).count();
    held as f64 / f64::from(trials)
}

/// Whether the interval holds `truth`; a bound that is missing excludes nothing.
fn holds(interval: &Interval, truth: f64) -> bool {
    interval.low.is_none_or(|low| low <= truth) && interval.high.is_none_or(|high| truth <= high)
}

/// An exponential time of mean `mean`, in whole units.
fn exponential(chance: &mut ChaCha8Rng, mean: f64) -> i64 {
    (-mean * math::ln(1.0 - chance.random::<f64>())).floor() as i64
}

mod proportions {
    use outrun::measure::estimate::{needed_replications_wilson, wilson};
    use rand::RngExt;
    use statrs::distribution::{Binomial, Discrete};

    use super::{coverage, holds};

    #[test]
    fn coverage_is_about_as_stated() {
        for share in [0.05, 0.3, 0.5, 0.9] {
            let covered = coverage(4_000, |chance| {
                let successes = (0..200).filter(|_| chance.random::<f64>() < share).count();
                holds(&wilson(successes as u64, 200, 0.95), share)
            });
            assert!((0.935..0.975).contains(&covered), "{share}: {covered}");
        }
    }

    #[test]
    fn exact_coverage_is_as_stated_on_average() {
        for (n, confidence) in [(20, 0.9), (50, 0.95), (200, 0.99)] {
            let covered: f64 = (1..200)
                .map(|share| f64::from(share) / 200.0)
                .map(|share| {
                    let law = Binomial::new(share, n).unwrap();
                    let kept = (0..=n).filter(|k| holds(&wilson(*k, n, confidence), share));
                    kept.map(|k| law.pmf(k)).sum::<f64>()
                })
                .sum::<f64>()
                / 199.0;
            assert!((covered - confidence).abs() < 0.01, "{n}: {covered}");
        }
    }

    #[test]
    fn the_needed_replications_settle_and_fewer_do_not() {
        for (tenths, threshold, confidence) in [
            (9u32, 0.85, 0.95),
            (1, 0.4, 0.9),
            (5, 0.503, 0.99),
            (10, 0.9, 0.95),
            (0, 0.02, 0.95),
        ] {
            let share = f64::from(tenths) / 10.0;
            let needed = needed_replications_wilson(share, threshold, confidence).unwrap();
            let settles = |n: u64| !holds(&wilson(n / 10 * u64::from(tenths), n, confidence), threshold);
            let enough = needed.next_multiple_of(10);
            assert!(settles(enough), "{share} {threshold} {needed}");
            let fewer = (needed - 1) / 10 * 10;
            assert!(fewer == 0 || !settles(fewer), "{share} {threshold} {needed}");
        }
    }
}

mod quantiles {
    use outrun::chance::math;
    use outrun::measure::estimate::{Value, Values, quantile};
    use statrs::distribution::{Binomial, DiscreteCDF};

    use super::{coverage, exponential, holds};

    #[test]
    fn ranks_are_the_tightest_that_keep_each_tail() {
        for n in [1u64, 2, 5, 6, 7, 30, 99, 100, 1_000, 4_321] {
            let sorted: Vec<i64> = (1..=n.cast_signed()).collect();
            for q in [0.01, 0.1, 0.5, 0.9, 0.95, 0.99] {
                for confidence in [0.8, 0.95, 0.999] {
                    let law = Binomial::new(q, n).unwrap();
                    let interval = quantile(&sorted, 0, q, confidence);
                    let tail = (1.0 - confidence) / 2.0;
                    let low = interval.low.unwrap_or(0.0) as u64;
                    let below = |rank: u64| if rank == 0 { 0.0 } else { law.cdf(rank - 1) };
                    assert!(below(low) <= tail + 1e-9, "{n} {q} {confidence}: {low}");
                    assert!(below(low + 1) > tail - 1e-9, "{n} {q} {confidence}: {low}");
                    let high = interval.high.unwrap_or(n as f64 + 1.0) as u64;
                    assert!(law.sf(high - 1) <= tail + 1e-9, "{n} {q} {confidence}: {high}");
                    assert!(
                        high == 1 || law.sf(high - 2) > tail - 1e-9,
                        "{n} {q} {confidence}: {high}"
                    );
                    let estimate = interval.estimate.unwrap();
                    assert!(holds(&interval, estimate), "{n} {q} {confidence}");
                }
            }
        }
    }

    #[test]
    fn coverage_is_at_least_as_stated_with_and_without_censoring() {
        for (q, horizon) in [
            (0.5, i64::MAX),
            (0.9, i64::MAX),
            (0.5, 1_000_000),
            (0.6, 1_000_000),
        ] {
            let truth = -1_000_000.0 * math::ln(1.0 - q);
            let covered = coverage(3_000, |chance| {
                let times = (0..80).map(|_| exponential(chance, 1_000_000.0));
                let values = times.map(|time| {
                    if time < horizon {
                        Value::Observed(time)
                    } else {
                        Value::Censored
                    }
                });
                holds(&values.collect::<Values>().finish().quantile(q, 0.95), truth)
            });
            assert!((0.945..0.985).contains(&covered), "{q} {horizon}: {covered}");
        }
    }

    #[test]
    fn ten_million_values_have_bounds() {
        let sorted: Vec<i64> = (1..=10_000_000).collect();
        for q in [0.1, 0.5, 0.99] {
            let interval = quantile(&sorted, 0, q, 0.95);
            let spread = 1.959_963_984_540_054 * (1e7 * q * (1.0 - q)).sqrt();
            assert!((interval.low.unwrap() - (1e7 * q - spread)).abs() <= 2.0);
            assert!((interval.high.unwrap() - (1e7 * q + spread)).abs() <= 2.0);
        }
    }
}

mod means {
    use outrun::measure::estimate::{Sums, student_quantile};
    use rand::RngExt;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    use super::{coverage, holds};

    #[test]
    fn the_t_quantile_meets_an_oracle() {
        for freedom in [1, 2, 3, 7, 30, 200, 1_000] {
            let law = StudentsT::new(0.0, 1.0, freedom as f64).unwrap();
            for p in [0.05, 0.6, 0.9, 0.975, 0.995, 0.9995] {
                let ours = student_quantile(p, freedom);
                assert!((law.cdf(ours) - p).abs() < 1e-10, "{freedom} {p}: {ours}");
            }
        }
    }

    #[test]
    fn the_t_quantile_meets_the_tables() {
        // Fisher and Yates, table III.
        let table = [
            (1, 0.975, 12.706),
            (2, 0.975, 4.303),
            (10, 0.95, 1.812),
            (120, 0.995, 2.617),
            (u64::MAX, 0.975, 1.960),
        ];
        for (freedom, p, value) in table {
            assert!(
                (student_quantile(p, freedom) - value).abs() < 6e-4,
                "{freedom} {p}"
            );
        }
    }

    #[test]
    fn coverage_is_as_stated_where_means_are_about_normal() {
        for n in [5, 40] {
            let covered = coverage(4_000, |chance| {
                let sums: Sums = (0..n)
                    .map(|_| (0..6).map(|_| chance.random_range(0..=1_000_000i64)).sum())
                    .collect();
                holds(&sums.mean_interval(0.95), 3_000_000.0)
            });
            assert!((0.935..0.965).contains(&covered), "{n}: {covered}");
        }
    }
}
