//! Stopping rules change how much is played and how surely it is judged, and nothing else.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use outrun::document::Assumptions;
use outrun::experiment::shard::known_answer;
use outrun::experiment::{Criterion, Looks, Played, Settings, choose_best, run_until};
use outrun::measure::compare::{Margin, contrasts};
use outrun::model::Exercise;

use crate::small::{TELLS, World, loaded, played};

/// Plans whose containment takes longer and longer; the last is the first again.
fn plans() -> Vec<Exercise> {
    let world = World {
        nodes: format!(
            r#"Node(id: "n0", kind: "token", residual: "0s", {TELLS}), Node(id: "n1", kind: "token", residual: "0s", sensor: None)"#
        ),
        edges: r#"Edge(from: "n0", to: "n1", kind: "can-assume", chance: 1.0, time: Exponential("3h"))"#
            .into(),
        actions: r#"Action(id: "cut", closes_out: true, closes_in: true, automatic: true, work: "0s",
            propagation: Exponential("10m"), fails: 0.0)"#
            .into(),
        rest: r#"limit: Count(1), false_alarms: FalseAlarms(per_incident: 1.0),
            objectives: ["outrun_rate >= 90%"],
            alternatives: { "quick": [], "slow": [Action(id: "cut", propagation: Exponential("1h"))],
                "slower": [Action(id: "cut", propagation: Exponential("3h"))], "twin": [] }"#
            .into(),
        ..World::default()
    };
    let loaded = loaded(&world.text());
    let resolved = |name: &&str| loaded.exercise(name, &Assumptions::default()).unwrap();
    ["quick", "slow", "slower", "twin"].iter().map(resolved).collect()
}

fn settings<'a>(
    threads: usize,
    stop: &'a AtomicBool,
    progress: &'a (dyn Fn(u64, u64) + Sync),
) -> Settings<'a> {
    Settings {
        replications: 1..2,
        threads: NonZeroUsize::new(threads),
        stop,
        progress,
    }
}

#[test]
fn what_was_played_until_a_look_is_what_a_fixed_run_plays() {
    let (plans, stop) = (plans(), AtomicBool::new(false));
    let looks = Looks::new(1_500, 0.95);
    let fixed = played(&plans, 1..751, 1);
    for threads in [1, 3] {
        // Open at the first look, settled at the second.
        let mut left = 2;
        let mut open = |_: &[Played], _: f64| {
            left -= 1;
            left
        };
        let stopped = run_until(&plans, &looks, &settings(threads, &stop, &|_, _| {}), &mut open).unwrap();
        assert_eq!(stopped.played, fixed);
        let made: Vec<(u64, u64)> = stopped
            .looks
            .iter()
            .map(|one| (one.look.replications, one.open))
            .collect();
        assert_eq!(made, [(375, 1), (750, 0)]);
    }
}

#[test]
fn an_interruption_keeps_what_was_played_and_makes_no_look() {
    let (plans, stop, seen) = (plans(), AtomicBool::new(false), AtomicU64::new(0));
    let interrupt = |done: u64, of: u64| {
        assert!(done <= of);
        seen.fetch_max(done, Ordering::Relaxed);
        if done > 4_000 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let looks = Looks::new(4_000, 0.95);
    let stopped = run_until(&plans, &looks, &settings(2, &stop, &interrupt), &mut |_, _| 1).unwrap();
    assert!(seen.load(Ordering::Relaxed) > 4_000);
    assert!(stopped.played.iter().any(|one| one.partial));
    for one in &stopped.played {
        assert!(one.incidents.is_contiguous() && one.incidents.len() < 4_000);
    }
    // Eight kinds of replications until 4,000 are played: the look at 250 was made, that at 500 was not reached or just so.
    assert!(stopped.looks.len() <= 2, "{:?}", stopped.looks);
}

fn by_outrun(plans: &[Exercise]) -> Criterion {
    Criterion {
        contrast: contrasts(&plans[0], 1).remove(0),
        margin: Margin::default(),
        limit: plans[0].limit,
    }
}

#[test]
fn the_worse_are_dropped_early_and_twins_are_as_good() {
    let (plans, stop) = (plans(), AtomicBool::new(false));
    let looks = Looks::new(4_000, 0.95);
    let criterion = by_outrun(&plans);
    let choose =
        |threads| choose_best(&plans, &criterion, &looks, &settings(threads, &stop, &|_, _| {})).unwrap();
    let (choice, played_of) = choose(1);
    assert!(choice.settled, "{choice:?}");
    assert_eq!(
        (&*choice.candidates[choice.chosen].name, choice.candidates.len()),
        ("quick", 4)
    );
    let dropped: Vec<Option<usize>> = choice.candidates.iter().map(|one| one.dropped_by).collect();
    assert_eq!(dropped, [None, Some(0), Some(0), None]);
    assert!(choice.replications() < choice.equal_allocation());
    // What was played of each is what a fixed run plays of it.
    for (place, one) in choice.candidates.iter().enumerate() {
        let fixed = played(&plans[place..=place], 1..one.replications + 1, 1);
        assert_eq!(played_of[place], fixed[0]);
    }
    assert_eq!(choose(3), (choice, played_of));
}

#[test]
fn one_candidate_is_the_best_and_a_small_budget_tells_nobody_apart() {
    let (plans, stop) = (plans(), AtomicBool::new(false));
    let criterion = by_outrun(&plans);
    let none = |_: u64, _: u64| {};
    let (alone, _) = choose_best(
        &plans[..1],
        &criterion,
        &Looks::new(10, 0.95),
        &settings(1, &stop, &none),
    )
    .unwrap();
    assert!(alone.settled && alone.chosen == 0 && alone.replications() == 10);
    for n in [1, 2] {
        let (few, _) = choose_best(
            &plans,
            &criterion,
            &Looks::new(n, 0.95),
            &settings(1, &stop, &none),
        )
        .unwrap();
        assert!(
            !few.settled && few.candidates.iter().all(|one| one.dropped_by.is_none()),
            "{few:?}"
        );
    }
}

#[test]
fn the_known_answer_depends_neither_on_a_stop_nor_on_how_many_are_wanted() {
    let (plans, stop) = (plans(), AtomicBool::new(false));
    let none = |_: u64, _: u64| {};
    let of = |replications| Settings {
        replications,
        ..settings(1, &stop, &none)
    };
    let known = known_answer(&plans, &of(1..101)).unwrap();
    assert_eq!(known_answer(&plans, &of(1..2)).unwrap(), known);
    stop.store(true, Ordering::Relaxed);
    assert_eq!(known_answer(&plans, &of(1..101)).unwrap(), known);
}
