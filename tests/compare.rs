//! Comparisons keep what they promise: intervals of differences hold the truth, nothing differs from itself, and luck alone
//! makes few differences.

#![expect(clippy::cast_precision_loss, reason = "the figures of these tests are small")]

use outrun::chance::math;
use outrun::document::Assumptions;
use outrun::experiment::{Compared, compare};
use outrun::measure::Scale;
use outrun::measure::compare::{Contrast, Kind, Luck, Margin, Member, Outcome, Sample, judge_all};
use outrun::measure::estimate::{Ends, Value};
use outrun::model::Exercise;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::small::{TELLS, World, loaded, played};

/// Two standard normals with this correlation.
fn normals(chance: &mut ChaCha8Rng, correlation: f64) -> (f64, f64) {
    let mut normal = || math::normal_quantile(chance.random::<f64>().clamp(1e-12, 1.0 - 1e-12));
    let (one, other) = (normal(), normal());
    (
        one,
        correlation * one + (1.0 - correlation * correlation).sqrt() * other,
    )
}

/// An exponential time of this mean, in whole units, made from a standard normal.
#[expect(clippy::cast_possible_truncation, reason = "a time")]
fn time(mean: f64, normal: f64) -> i64 {
    (-mean * math::ln(1.0 - math::normal_cdf(normal))).round() as i64
}

fn contrast(kind: Kind, more_is_better: bool) -> Contrast {
    Contrast {
        name: "a measure".to_owned(),
        more_is_better,
        kind,
        false_alarms: false,
        heading: String::new(),
        scale: Scale::Number,
    }
}

const HORIZON: i64 = 20_000;

fn open_at_the_horizon(time: i64) -> Value {
    if time < HORIZON {
        Value::Observed(time)
    } else {
        Value::Censored
    }
}

/// Times of two alternatives: exponential, correlated, open at the horizon.
fn times(chance: &mut ChaCha8Rng, n: i64, correlation: f64, means: (f64, f64)) -> Vec<(i64, Value, Value)> {
    (0..n)
        .map(|number| {
            let (one, other) = normals(chance, correlation);
            let (then, now) = (time(means.0, one), time(means.1, other));
            (number, open_at_the_horizon(then), open_at_the_horizon(now))
        })
        .collect()
}

fn covered(trials: u32, mut difference: impl FnMut(&mut ChaCha8Rng) -> Ends, truth: f64) -> f64 {
    let mut chance = ChaCha8Rng::seed_from_u64(2_026);
    let held = (0..trials).filter(|_| {
        let ends = difference(&mut chance);
        ends.low <= truth && truth <= ends.high
    });
    f64::from(u32::try_from(held.count()).unwrap()) / f64::from(trials)
}

#[test]
fn intervals_of_quantile_differences_hold_the_truth() {
    let means = (10_000.0, 6_000.0);
    for (n, q, correlation) in [
        (300, 0.5, 0.0),
        (300, 0.5, 0.6),
        (300, 0.5, 0.97),
        (600, 0.8, 0.6),
    ] {
        let truth = (means.1 - means.0) * -math::ln(1.0 - q);
        let asked = contrast(Kind::Quantile(q), false);
        let share = covered(
            1_000,
            |chance| {
                let rows = times(chance, n, correlation, means);
                Sample::new(&asked, &rows, HORIZON).difference(0.95)
            },
            truth,
        );
        assert!(
            (0.93..=0.97).contains(&share),
            "n {n}, q {q}, correlation {correlation}: {share}"
        );
    }
}

#[test]
fn intervals_of_restricted_means_hold_the_truth_though_times_are_open() {
    let means = (10_000.0, 6_000.0);
    // The mean of an exponential time up to the horizon.
    let mean = |of: f64| of * (1.0 - math::exp(-(HORIZON as f64) / of));
    let asked = contrast(Kind::RestrictedMean, false);
    for correlation in [0.0, 0.9] {
        let share = covered(
            1_000,
            |chance| {
                let rows = times(chance, 200, correlation, means);
                Sample::new(&asked, &rows, HORIZON).difference(0.95)
            },
            mean(means.1) - mean(means.0),
        );
        assert!((0.93..=0.97).contains(&share), "{correlation}: {share}");
    }
}

#[test]
fn intervals_of_rate_differences_hold_the_truth() {
    let asked = contrast(Kind::Share, true);
    for (n, shares, correlation) in [
        (200, (0.3, 0.45), 0.5),
        (200, (0.9, 0.97), 0.8),
        (1_000, (0.5, 0.5), 0.0),
    ] {
        let (then, now) = (math::normal_quantile(shares.0), math::normal_quantile(shares.1));
        let share = covered(
            1_000,
            |chance| {
                let row = |number: i64| {
                    let (one, other) = normals(chance, correlation);
                    let yes = |is: bool| Value::Observed(i64::from(is));
                    (number, yes(one < then), yes(other < now))
                };
                let rows: Vec<_> = (0..n).map(row).collect();
                Sample::new(&asked, &rows, HORIZON).difference(0.95)
            },
            shares.1 - shares.0,
        );
        assert!((0.93..=0.975).contains(&share), "{shares:?}: {share}");
    }
}

/// A family of measures between which there is no difference but luck.
fn family(chance: &mut ChaCha8Rng, luck: Luck) -> Vec<Member> {
    let kinds = [
        Kind::Quantile(0.5),
        Kind::Quantile(0.8),
        Kind::RestrictedMean,
        Kind::Share,
        Kind::Mean,
    ];
    let member = |kind: Kind| {
        let contrast = contrast(kind, false);
        let mut rows = times(chance, 200, 0.0, (10_000.0, 10_000.0));
        if matches!(kind, Kind::Share | Kind::Mean) {
            let yes =
                |value: Value| Value::Observed(i64::from(matches!(value, Value::Observed(at) if at < 5_000)));
            rows = rows
                .into_iter()
                .map(|(number, then, now)| (number, yes(then), yes(now)))
                .collect();
        }
        let sample = Sample::new(&contrast, &rows, HORIZON);
        Member {
            contrast,
            sample,
            luck,
            confidence: 0.95,
        }
    };
    kinds.map(member).into()
}

#[test]
fn luck_alone_is_called_a_difference_in_few_comparisons() {
    let called = (1..=1_000_u64).filter(|seed| {
        let mut chance = ChaCha8Rng::seed_from_u64(*seed);
        let judged = judge_all(&family(&mut chance, Luck::Varies), &Margin::default());
        judged
            .iter()
            .any(|one| matches!(one.outcome, Outcome::Better | Outcome::Worse))
    });
    let called = called.count();
    // 5 % of 1,000, and two standard errors.
    assert!(called <= 64, "{called} of 1,000");
    assert!(called > 5, "{called} of 1,000: nothing would ever be called");
}

#[test]
fn what_is_the_same_by_construction_needs_no_luck() {
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    for one in judge_all(&family(&mut chance, Luck::Same), &Margin::default()) {
        assert_eq!(one.outcome, Outcome::NoPracticalDifference);
    }
}

/// Whether pairs that never differ are called the same, of so many of them.
fn never_differs(n: i64) -> Outcome {
    let contrast = contrast(Kind::Mean, false);
    let rows: Vec<_> = (0..n)
        .map(|number| (number, Value::Observed(number), Value::Observed(number)))
        .collect();
    let sample = Sample::new(&contrast, &rows, HORIZON);
    let family = [Member {
        contrast,
        sample,
        luck: Luck::Varies,
        confidence: 0.95,
    }];
    judge_all(&family, &Margin::default()).first().unwrap().outcome
}

#[test]
fn a_few_pairs_without_a_difference_do_not_show_that_there_is_none() {
    assert_eq!(never_differs(0), Outcome::NotComparable);
    assert_eq!(never_differs(1), Outcome::NotEnough);
    assert_eq!(never_differs(2), Outcome::NotEnough);
    assert_eq!(never_differs(298), Outcome::NotEnough);
    // 0.99^299 is the first below 0.05.
    assert_eq!(never_differs(299), Outcome::NoPracticalDifference);
}

#[test]
fn what_is_open_in_both_is_no_win_for_either() {
    let contrast = contrast(Kind::Quantile(0.5), false);
    let rows = [
        (1, Value::Censored, Value::Censored),
        (2, Value::Censored, Value::Observed(9)),
        (3, Value::Observed(9), Value::Censored),
        (4, Value::NotApplicable, Value::Observed(1)),
        (5, Value::Observed(3), Value::Observed(2)),
    ];
    let sample = Sample::new(&contrast, &rows, HORIZON);
    assert_eq!((sample.pairs, sample.alone, sample.wins), (4, (0, 1), (2, 1)));
}

/// A race against an exponential step of three hours, which is lost in proportion to the rates (K10): the effect takes one
/// hour in "slow", half an hour in "fast"; "twin" is "slow" again.
fn race() -> Vec<Exercise> {
    let world = World {
        nodes: format!(
            r#"Node(id: "n0", kind: "token", residual: "0s", {TELLS}), Node(id: "n1", kind: "token", residual: "0s", sensor: None)"#
        ),
        edges: r#"Edge(from: "n0", to: "n1", kind: "can-assume", chance: 1.0, time: Exponential("3h"))"#
            .into(),
        actions: r#"Action(id: "cut", closes_out: true, closes_in: true, automatic: true, work: "0s",
            propagation: Exponential("1h"), fails: 0.0)"#
            .into(),
        rest: r#"limit: Count(1), alternatives: { "slow": [],
            "fast": [Action(id: "cut", propagation: Exponential("30m"))], "twin": [] }"#
            .into(),
        ..World::default()
    };
    let loaded = loaded(&world.text());
    let resolved = |name: &&str| loaded.exercise(name, &Assumptions::default()).unwrap();
    ["slow", "fast", "twin"].iter().map(resolved).collect()
}

fn compared(exercises: &[Exercise], replications: std::ops::Range<u64>) -> Vec<Compared> {
    let all = played(exercises, replications, 1);
    let both: Vec<_> = exercises.iter().zip(&all).collect();
    let (baseline, others) = both.split_first().unwrap();
    compare(*baseline, others, &Margin::default())
}

#[test]
fn a_race_of_known_rates_is_compared_as_it_is() {
    let exercises = race();
    let found = compared(&exercises, 1..2_001);
    let rate = &found[0].measures[0];
    assert_eq!(rate.contrast.name, "outrun_rate");
    assert_eq!(rate.judgement.outcome, Outcome::Better);
    assert!(rate.gain.is_some_and(|gain| gain > 1.5), "{:?}", rate.gain);
    // 3/4 and 6/7 are outrun.
    let truth = 6.0 / 7.0 - 3.0 / 4.0;
    let estimate = rate.difference.estimate.unwrap();
    assert!((estimate - truth).abs() < 0.03, "{estimate}");
    // Under the same luck half the time is never too long where the whole is not.
    assert_eq!(rate.worse.estimate, Some(0.0));
    assert!(found[0].lost.is_empty());
}

#[test]
fn intervals_of_a_played_race_hold_its_truth() {
    let exercises = &race()[..2];
    let truth = 6.0 / 7.0 - 3.0 / 4.0;
    let held = (0..200_u64).filter(|part| {
        let rate = compared(exercises, part * 200 + 1..part * 200 + 201)[0].measures[0].difference;
        rate.low.unwrap() <= truth && truth <= rate.high.unwrap()
    });
    // 95 % of 200, and three standard errors.
    let held = held.count();
    assert!((181..=199).contains(&held), "{held} of 200");
}

#[test]
fn nothing_differs_from_itself() {
    for n in [1, 2, 40] {
        let found = compared(&race(), 1..n + 1);
        let twin = &found[1];
        assert!(twin.same && twin.lost.is_empty());
        for one in &twin.measures {
            let compared = one.judgement.outcome != Outcome::NotComparable;
            assert!(
                !compared || one.judgement.outcome == Outcome::NoPracticalDifference,
                "{one:?}"
            );
            if let Some(by) = one.difference.estimate {
                assert_eq!(
                    (one.difference.low, by, one.difference.high),
                    (Some(0.0), 0.0, Some(0.0))
                );
            }
        }
    }
}

#[test]
fn causes_add_up_to_the_difference_of_the_times() {
    let found = &compared(&race(), 1..501)[0];
    let causes: f64 = found
        .causes
        .iter()
        .filter_map(|one| one.difference.estimate)
        .sum();
    let exercises = race();
    let all = played(&exercises[..2], 1..501, 1);
    let layout = outrun::measure::Layout::new(&exercises[0]);
    let column = outrun::measure::Column::Measure(outrun::model::Measure::TimeToContainment);
    let times = |side: usize| {
        all[side]
            .incidents
            .cells(&layout, column)
            .map(outrun::measure::value)
    };
    let pairs: Vec<f64> = times(0)
        .zip(times(1))
        .filter_map(|pair| match pair {
            (Value::Observed(then), Value::Observed(now)) => Some((now - then) as f64 / 1_000.0),
            _ => None,
        })
        .collect();
    let mean = pairs.iter().sum::<f64>() / pairs.len() as f64;
    assert_eq!(found.contained[0], pairs.len() as u64);
    assert!((causes - mean).abs() < 0.01, "{causes} {mean}");
}
