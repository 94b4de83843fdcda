//! What intervals, verdicts and stopping rules promise, judged by repetition on exercises whose truth is known in closed form.
//!
//! `cargo bench --bench judged` repeats each a thousand times and prints what `docs/judged.md` records; as tests a few
//! repetitions must lie where nearly all would.

use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, Ordering};

use outrun::chance::math;
use outrun::document::Assumptions;
use outrun::experiment::{
    Compared, Criterion, Looks, Played, Settings, choose_best, compare, compare_at, run_until,
};
use outrun::measure::compare::{Contrast, Margin, Outcome, Pairs, Side, contrasts};
use outrun::model::Exercise;

use crate::small::{TELLS, World, loaded, played};

/// How often each is repeated: a thousand times by the bench, or as often as a test has time for.
fn repetitions(few: u64) -> u64 {
    if WHOLE.load(Ordering::Relaxed) { 1_000 } else { few }
}

/// Set by the bench.
pub(crate) static WHOLE: AtomicBool = AtomicBool::new(false);

/// How many of so many intervals at 95 % may hold the truth: 93 to 97 of 100, or, of few, what nearly all would give.
fn holding(of: u64) -> RangeInclusive<u64> {
    let few = of.saturating_sub(erring(of))..=of;
    if of < 1_000 {
        few
    } else {
        93 * of / 100..=97 * of / 100
    }
}

/// How many of so many may err at 5 %: that and two standard errors of a thousand; of few four, so that no test fails by bad luck.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small counts"
)]
fn erring(of: u64) -> u64 {
    let (all, errors) = (of as f64, if of < 1_000 { 4.0 } else { 2.05 });
    (0.05 * all + errors * (0.0475 * all).sqrt()) as u64
}

fn tell(what: &str, count: u64, of: u64, may: &str) {
    eprintln!("| {what} | {count} of {of} | {may} |");
}

fn alternatives(text: &str, names: &[&str]) -> Vec<Exercise> {
    let loaded = loaded(text);
    let resolved = |name: &&str| loaded.exercise(name, &Assumptions::default()).unwrap();
    names.iter().map(resolved).collect()
}

/// A race against an exponential step of three hours (K10); the effect takes an exponential time of so many minutes.
fn race(minutes: &[u32]) -> Vec<Exercise> {
    let names: Vec<String> = minutes
        .iter()
        .enumerate()
        .map(|(place, _)| format!("plan-{place}"))
        .collect();
    let plans: Vec<String> = names
        .iter()
        .zip(minutes)
        .map(|(name, minutes)| {
            format!(r#""{name}": [Action(id: "cut", propagation: Exponential("{minutes}m"))]"#)
        })
        .collect();
    let world = World {
        nodes: format!(
            r#"Node(id: "n0", kind: "token", residual: "0s", {TELLS}), Node(id: "n1", kind: "token", residual: "0s", sensor: None)"#
        ),
        edges: r#"Edge(from: "n0", to: "n1", kind: "can-assume", chance: 1.0, time: Exponential("3h"))"#
            .into(),
        rest: format!(
            r#"limit: Count(1), objectives: ["outrun_rate >= 75%"], alternatives: {{ {} }}"#,
            plans.join(", ")
        ),
        ..World::default()
    };
    alternatives(
        &world.text(),
        &names.iter().map(String::as_str).collect::<Vec<_>>(),
    )
}

/// K10 with rates of 1/3 and 1 an hour, and so on.
fn outrun(minutes: u32) -> f64 {
    180.0 / (180.0 + f64::from(minutes))
}

/// Contained after an exponential alert and an exponential effect: 20 minutes and an hour, or 20 minutes and half an hour.
fn sums() -> Vec<Exercise> {
    let world = World {
        nodes: r#"Node(id: "n0", kind: "token", residual: "0s", sensor: Sensor(chance: 1.0, delay: Exponential("20m")))"#
            .into(),
        actions: r#"Action(id: "cut", closes_out: true, closes_in: true, automatic: true, work: "0s",
            propagation: Exponential("1h"), fails: 0.0)"#
            .into(),
        rest: r#"alternatives: { "slow": [], "fast": [Action(id: "cut", propagation: Exponential("30m"))] }"#.into(),
        ..World::default()
    };
    alternatives(&world.text(), &["slow", "fast"])
}

/// The quantile of the sum of two exponential times of these means, seconds.
fn quantile_of_sum(q: f64, one: f64, other: f64) -> f64 {
    let later = |t: f64| (one * math::exp(-t / one) - other * math::exp(-t / other)) / (one - other);
    let (mut low, mut high) = (0.0, 1e7);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if later(middle) > 1.0 - q {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The same exercise with luck of its own.
fn with_seed(exercise: &Exercise, seed: u64) -> Exercise {
    Exercise {
        seed,
        ..exercise.clone()
    }
}

fn side<'a>(exercise: &'a Exercise, played: &'a Played) -> Side<'a> {
    Side {
        exercise,
        reach: played.reach_weight,
        incidents: &played.incidents,
        false_alarms: played.false_alarms.as_ref(),
    }
}

fn contrast(of: &Exercise, name: &str) -> Contrast {
    contrasts(of, 1).into_iter().find(|one| one.name == name).unwrap()
}

const PAIRS: u64 = 300;

/// How many of the intervals of each measure hold their truth; a repetition is 300 replications that no other has.
fn held(exercises: &[Exercise], truths: &[(&str, f64)], of: u64) -> Vec<u64> {
    let asked: Vec<Contrast> = truths
        .iter()
        .map(|(name, _)| contrast(&exercises[0], name))
        .collect();
    let mut held = vec![0; truths.len()];
    for part in 0..of {
        let all = played(exercises, part * PAIRS + 1..(part + 1) * PAIRS + 1, 1);
        let pairs = Pairs {
            baseline: side(&exercises[0], &all[0]),
            alternative: side(&exercises[1], &all[1]),
        };
        for ((contrast, (_, truth)), held) in asked.iter().zip(truths).zip(&mut held) {
            let ends = pairs.sample(contrast).difference(0.95);
            *held += u64::from(ends.low <= *truth && *truth <= ends.high);
        }
    }
    held
}

fn judge_coverage(exercises: &[Exercise], truths: &[(&str, f64)], few: u64) {
    for (name, seed) in [("same luck", exercises[0].seed), ("independent luck", 4_711)] {
        let both = [exercises[0].clone(), with_seed(&exercises[1], seed)];
        let of = repetitions(few);
        for ((measure, _), held) in truths.iter().zip(held(&both, truths, of)) {
            let may = holding(of);
            tell(
                &format!("`{measure}`, {name}"),
                held,
                of,
                &format!("{} to {}", may.start(), may.end()),
            );
            assert!(may.contains(&held), "{measure}, {name}: {held} of {of}");
        }
    }
}

pub(crate) fn intervals_of_rates_hold_the_known_difference() {
    judge_coverage(&race(&[60, 30]), &[("outrun_rate", outrun(30) - outrun(60))], 60);
}

pub(crate) fn intervals_of_means_and_quantiles_hold_the_known_difference() {
    let quantile = |q: f64| quantile_of_sum(q, 1_200.0, 1_800.0) - quantile_of_sum(q, 1_200.0, 3_600.0);
    let truths = [
        ("restricted_mean(time_to_containment)", -1_800.0),
        ("p50(time_to_containment)", quantile(0.5)),
        ("p90(time_to_containment)", quantile(0.9)),
    ];
    judge_coverage(&sums(), &truths, 60);
}

fn is_called(compared: &[Compared]) -> bool {
    let outcomes = compared
        .iter()
        .flat_map(|one| &one.measures)
        .map(|one| one.judgement.outcome);
    outcomes
        .into_iter()
        .any(|one| matches!(one, Outcome::Better | Outcome::Worse))
}

pub(crate) fn twins_with_luck_of_their_own_are_seldom_called_different() {
    let of = repetitions(60);
    let twin = &race(&[60])[0];
    let called = (1..=of).filter(|seed| {
        let both = [with_seed(twin, *seed), with_seed(twin, seed + 1_000_000)];
        let all = played(&both, 1..PAIRS + 1, 1);
        is_called(&compare(
            (&both[0], &all[0]),
            &[(&both[1], &all[1])],
            &Margin::default(),
        ))
    });
    let called = called.count() as u64;
    tell(
        "twins called different, fixed number",
        called,
        of,
        &format!("at most {}", erring(of)),
    );
    assert!(called <= erring(of), "{called} of {of}");
}

fn settings(stop: &AtomicBool) -> Settings<'_> {
    Settings {
        replications: 1..2,
        threads: std::num::NonZeroUsize::new(1),
        stop,
        progress: &|_, _| {},
    }
}

/// The budget: looks after 250, 500, 1,000 and 2,000.
const BUDGET: u64 = 2_000;

pub(crate) fn looking_again_and_again_calls_no_more_twins_different() {
    let of = repetitions(20);
    let (twin, stop) = (&race(&[60])[0], AtomicBool::new(false));
    let (looks, margin) = (Looks::new(BUDGET, 0.95), Margin::default());
    assert_eq!(looks.all().len(), 4);
    let mut called = 0;
    for seed in 1..=of {
        let both = [with_seed(twin, seed), with_seed(twin, seed + 1_000_000)];
        let mut any = false;
        // Worse than any use of it: whoever is called different at any look counts.
        let mut open = |played: &[Played], confidence: f64| {
            let pair = [(&both[1], &played[1])];
            any |= is_called(&compare_at((&both[0], &played[0]), &pair, &margin, &|_| {
                confidence
            }));
            1
        };
        run_until(&both, &looks, &settings(&stop), &mut open).unwrap();
        called += u64::from(any);
    }
    tell(
        "twins called different, at any of 4 looks",
        called,
        of,
        &format!("at most {}", erring(of)),
    );
    assert!(called <= erring(of), "{called} of {of}");
}

pub(crate) fn an_objective_on_the_edge_is_held_by_its_interval_wherever_it_ends() {
    let of = repetitions(40);
    let (exercise, stop) = (&race(&[60])[0], AtomicBool::new(false));
    let looks = Looks::new(BUDGET, 0.95);
    let mut missed = 0;
    for seed in 1..=of {
        let one = [with_seed(exercise, seed)];
        let mut outside = false;
        // The truth is the threshold: whoever is sure of a side has an interval that misses it.
        let mut open = |played: &[Played], confidence: f64| {
            let rate = played[0].figures_at(&one[0], confidence).outrun_rate.luck;
            let truth = outrun(60);
            outside = rate.low.is_none_or(|low| low > truth) || rate.high.is_none_or(|high| high < truth);
            u64::from(!outside)
        };
        run_until(&one, &looks, &settings(&stop), &mut open).unwrap();
        missed += u64::from(outside);
    }
    tell(
        "a rate on its threshold found off it, at any of 4 looks",
        missed,
        of,
        &format!("at most {}", erring(of)),
    );
    assert!(missed <= erring(of), "{missed} of {of}");
}

pub(crate) fn the_best_is_kept_and_what_is_chosen_is_within_the_margin() {
    let of = repetitions(12);
    // The second is worse by 1.2 points, just more than the margin.
    let minutes = [60, 30, 33, 45, 120];
    let (all, stop) = (race(&minutes), AtomicBool::new(false));
    let (looks, margin) = (Looks::new(BUDGET, 0.95), Margin::default());
    let criterion = Criterion {
        contrast: contrast(&all[0], "outrun_rate"),
        limit: all[0].limit,
        margin: margin.clone(),
    };
    let (mut wrong, mut spent, mut equally) = (0, 0, 0);
    for seed in 1..=of {
        let seeded: Vec<Exercise> = all.iter().map(|one| with_seed(one, seed)).collect();
        let (choice, _) = choose_best(&seeded, &criterion, &looks, &settings(&stop)).unwrap();
        let lost = choice.candidates[1].dropped_by.is_some();
        let far = outrun(30) - outrun(minutes[choice.chosen]) > margin.of_rates;
        wrong += u64::from(lost || (choice.settled && far));
        spent += choice.replications();
        equally += choice.equal_allocation();
    }
    tell(
        "the best of 5 dropped, or one beyond the margin chosen",
        wrong,
        of,
        &format!("at most {}", erring(of)),
    );
    eprintln!("| replications spent on 5 plans, of equal allocation | {spent} of {equally} | |");
    assert!(wrong <= erring(of), "{wrong} of {of}");
    assert!(spent < equally, "{spent} {equally}");
}

#[cfg(test)]
mod tests {
    #[test]
    fn intervals_of_rates_hold_the_known_difference() {
        super::intervals_of_rates_hold_the_known_difference();
    }

    #[test]
    fn intervals_of_means_and_quantiles_hold_the_known_difference() {
        super::intervals_of_means_and_quantiles_hold_the_known_difference();
    }

    #[test]
    fn twins_with_luck_of_their_own_are_seldom_called_different() {
        super::twins_with_luck_of_their_own_are_seldom_called_different();
    }

    #[test]
    fn looking_again_and_again_calls_no_more_twins_different() {
        super::looking_again_and_again_calls_no_more_twins_different();
    }

    #[test]
    fn an_objective_on_the_edge_is_held_by_its_interval_wherever_it_ends() {
        super::an_objective_on_the_edge_is_held_by_its_interval_wherever_it_ends();
    }

    #[test]
    fn the_best_is_kept_and_what_is_chosen_is_within_the_margin() {
        super::the_best_is_kept_and_what_is_chosen_is_within_the_margin();
    }
}
