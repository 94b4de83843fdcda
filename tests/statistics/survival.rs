//! The survival curve is the published one, and agrees with the sample where nothing is censored.

use super::{coverage, exponential, holds};
use outrun::chance::math;
use outrun::measure::estimate::{KaplanMeier, Lifetime, Sums, Value, Values};
use rand::RngExt;

/// Remission in weeks under 6-mercaptopurine: Freireich and others (1963), Blood 21, as in Cox and Oakes
/// (1984), p. 8.
fn mercaptopurine() -> Vec<Lifetime> {
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(Lifetime::Observed);
    let open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(Lifetime::CensoredAt);
    ended.into_iter().chain(open).collect()
}

/// Remission in weeks under placebo, in the same trial.
fn placebo() -> Vec<Lifetime> {
    let ended = [
        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
    ];
    ended.map(Lifetime::Observed).to_vec()
}

#[test]
fn the_leukaemia_curve_is_the_published_one() {
    // Survival and log(-log) bands as printed by Stata and R for these data.
    let published = [
        (6, 21, 3, 0.8571, 0.6197, 0.9516),
        (7, 17, 1, 0.8067, 0.5631, 0.9228),
        (10, 15, 1, 0.7529, 0.5032, 0.8894),
        (13, 12, 1, 0.6902, 0.4316, 0.8491),
        (16, 11, 1, 0.6275, 0.3675, 0.8049),
        (22, 7, 1, 0.5378, 0.2678, 0.7468),
        (23, 6, 1, 0.4482, 0.1881, 0.6801),
    ];
    let curve = KaplanMeier::new(&mercaptopurine(), 0.95);
    let falls: Vec<_> = curve.steps().iter().filter(|step| step.events > 0).collect();
    assert_eq!(falls.len(), published.len());
    for (step, (time, at_risk, events, share, low, high)) in falls.into_iter().zip(published) {
        assert_eq!((step.time, step.at_risk, step.events), (time, at_risk, events));
        assert!((step.survival - share).abs() < 6e-5, "{step:?}");
        assert!((step.low.unwrap() - low).abs() < 6e-5, "{step:?}");
        assert!((step.high.unwrap() - high).abs() < 6e-5, "{step:?}");
    }
    assert_eq!(curve.steps().iter().map(|step| step.censored).sum::<u64>(), 12);
}

#[test]
fn the_leukaemia_medians_and_means_are_the_published_ones() {
    let (drug, placebo) = (
        KaplanMeier::new(&mercaptopurine(), 0.95),
        KaplanMeier::new(&placebo(), 0.95),
    );
    let figures = |curve: &KaplanMeier| {
        let median = curve.quantile(0.5);
        (median.estimate, median.low, median.high, median.reason)
    };
    assert_eq!(figures(&drug), (Some(23.0), Some(13.0), None, None));
    assert_eq!(figures(&placebo), (Some(8.0), Some(4.0), Some(11.0), None));
    // R, survival: print(survfit(..), rmean = 35): 23.29, standard error 2.83.
    let mean = drug.restricted_mean(35);
    assert!(
        (mean.interval.estimate.unwrap() - 23.287).abs() < 5e-3,
        "{mean:?}"
    );
    assert!((mean.variance.unwrap().sqrt() - 2.827).abs() < 5e-3, "{mean:?}");
}

#[test]
fn without_censoring_it_is_the_sample() {
    let mut chance = rand::SeedableRng::seed_from_u64(3);
    let times: Vec<i64> = (0..500).map(|_| exponential(&mut chance, 200.0)).collect();
    let curve = KaplanMeier::new(
        &times.iter().copied().map(Lifetime::Observed).collect::<Vec<_>>(),
        0.95,
    );
    let values: Values = times.iter().copied().map(Value::Observed).collect();
    let sorted = values.finish();
    for percent in 1..100 {
        let q = f64::from(percent) / 100.0;
        assert_eq!(
            curve.quantile(q).estimate,
            sorted.quantile(q, 0.95).estimate,
            "{q}"
        );
    }
    let sums: Sums = times.iter().copied().collect();
    let mean = curve.restricted_mean(1_000_000);
    assert!((mean.interval.estimate.unwrap() / sums.mean().unwrap() - 1.0).abs() < 1e-12);
    // Greenwood divides by n twice, the sample variance of a mean by n - 1 and n.
    let expected = sums.variance().unwrap() * 499.0 / 500.0 / 500.0;
    assert!((mean.variance.unwrap() / expected - 1.0).abs() < 1e-9);
}

#[test]
fn with_one_horizon_it_agrees_with_the_order_statistics() {
    let mut chance = rand::SeedableRng::seed_from_u64(4);
    let times: Vec<i64> = (0..400).map(|_| exponential(&mut chance, 900.0)).collect();
    let cut = |time: i64| {
        if time < 1_000 {
            Lifetime::Observed(time)
        } else {
            Lifetime::CensoredAt(1_000)
        }
    };
    let curve = KaplanMeier::new(&times.iter().copied().map(cut).collect::<Vec<_>>(), 0.95);
    let cut = |time: i64| {
        if time < 1_000 {
            Value::Observed(time)
        } else {
            Value::Censored
        }
    };
    let sorted = times.iter().copied().map(cut).collect::<Values>().finish();
    for percent in 1..100 {
        let q = f64::from(percent) / 100.0;
        let (by_curve, by_rank) = (curve.quantile(q), sorted.quantile(q, 0.95));
        assert_eq!(
            (by_curve.estimate, by_curve.estimate.is_none()),
            (by_rank.estimate, by_rank.estimate.is_none())
        );
    }
}

#[test]
fn coverage_is_about_as_stated_under_random_censoring() {
    let sample = |chance: &mut rand_chacha::ChaCha8Rng| {
        let lifetimes = (0..120).map(|_| {
            let (time, seen) = (exponential(chance, 1e6), chance.random_range(0..4_000_000));
            if time <= seen {
                Lifetime::Observed(time)
            } else {
                Lifetime::CensoredAt(seen)
            }
        });
        KaplanMeier::new(&lifetimes.collect::<Vec<_>>(), 0.95)
    };
    let median = coverage(2_000, |chance| {
        holds(&sample(chance).quantile(0.5), 1e6 * math::ln(2.0))
    });
    let share = coverage(2_000, |chance| {
        holds(&sample(chance).survival_at(1_000_000), math::exp(-1.0))
    });
    let truth = 1e6 * (1.0 - math::exp(-1.5));
    let mean = coverage(2_000, |chance| {
        holds(&sample(chance).restricted_mean(1_500_000).interval, truth)
    });
    for (name, covered) in [("median", median), ("share", share), ("mean", mean)] {
        assert!((0.93..0.97).contains(&covered), "{name}: {covered}");
    }
}
