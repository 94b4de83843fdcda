//! What a verdict hangs on is found where it is known: thresholds in closed form, rules that add up, inputs that move.

use std::sync::atomic::AtomicBool;

use outrun::document::{Assumptions, Loaded};
use outrun::experiment::{
    Compared, Fall, FoundThreshold, Group, Moving, Played, Search, Settings, compare, move_differences,
    rule_by_rule, surely_dominates,
};
use outrun::measure::compare::{Margin, Outcome};
use outrun::model::Exercise;

use crate::small::{TELLS, World, loaded, played};

fn settings(stop: &AtomicBool, last: u64) -> Settings<'_> {
    Settings {
        replications: 1..last + 1,
        threads: None,
        stop,
        progress: &|_, _| {},
    }
}

fn exercises(loaded: &Loaded) -> Vec<Exercise> {
    let names: Vec<String> = loaded.alternatives().map(str::to_owned).collect();
    let resolved = |name: &String| loaded.exercise(name, &Assumptions::default()).unwrap();
    names.iter().map(resolved).collect()
}

fn compared(exercises: &[Exercise], last: u64) -> (Vec<Played>, Vec<Compared>) {
    let all = played(exercises, 1..last + 1, 1);
    let both: Vec<_> = exercises.iter().zip(&all).collect();
    let (baseline, others) = both.split_first().unwrap();
    let compared = compare(*baseline, others, &Margin::default());
    (all, compared)
}

/// The attacker needs 35 minutes. Ann answers after 60 minutes in "slow", after 10 in "fast"; nothing else takes time.
fn asked() -> Vec<Exercise> {
    let answers = |after: &str| format!(r#"Answer(answers: 1.0, after: "{after}")"#);
    let profile = |id: &str, after: &str| {
        let one = answers(after);
        format!(
            r#"Profile(id: "{id}", on_shift: {one}, on_call: {one}, off: {one}, relook: None, unreachable: 0.0),"#
        )
    };
    let world = World {
        people: r#"Person(id: "ann", hours: "always", can: All, knows: All, reach: "sixty")"#,
        organisation: profile("sixty", "60m") + &profile("ten", "10m"),
        nodes: format!(
            r#"Node(id: "n0", kind: "token", residual: "0s", {TELLS}), Node(id: "n1", kind: "token", residual: "0s", sensor: None)"#
        ),
        edges: r#"Edge(from: "n0", to: "n1", kind: "can-assume", chance: 1.0, time: "35m")"#.into(),
        rights: r#"Right(id: "contain", decision: Contain, before_declaration: true, decider: [Step(who: Person("ann"), within: "9h")],
            decide_work: "0s", executor: Automatic, execution_work: "0s")"#
            .into(),
        rest: r#"limit: Count(1), alternatives: { "slow": [], "fast": [Person(id: "ann", reach: "ten")] }"#.into(),
        ..World::default()
    };
    exercises(&loaded(&world.text()))
}

#[test]
fn thresholds_are_where_they_must_be() {
    let exercises = asked();
    let (_, compared) = compared(&exercises, 300);
    assert_eq!(compared[0].measures[0].judgement.outcome, Outcome::Better);
    let stop = AtomicBool::new(false);
    let search = Search {
        exercises: &exercises,
        compared: &compared,
        settings: &settings(&stop, 40),
    };
    let found = search.thresholds().unwrap().unwrap();
    let of = |group| found.iter().find(|one| one.group == group).unwrap();
    let falls = |found: &FoundThreshold| found.falls.map(|fall| fall.map(|fall| fall.factor));
    // Ten minutes times 3.5 is too late for "fast"; sixty times 35/60 is in time for "slow".
    near(falls(of(Group::Acknowledgement)), [Some(35.0 / 60.0), Some(3.5)]);
    near(
        falls(of(Group::AttackerTime)),
        [Some(10.0 / 35.0), Some(60.0 / 35.0)],
    );
    near(falls(of(Group::Work)), [None, None]);
    let Some(Fall {
        low,
        high,
        becomes,
        factor,
    }) = of(Group::Acknowledgement).falls[1]
    else {
        unreachable!("it falls");
    };
    assert_eq!(becomes, Outcome::NoPracticalDifference);
    // Where there is no luck, the interval is the threshold.
    assert!(low.is_none_or(|low| low <= factor) && high.is_none_or(|high| high >= factor));
}

fn near(found: [Option<f64>; 2], expected: [Option<f64>; 2]) {
    for (found, expected) in found.into_iter().zip(expected) {
        let close = match (found, expected) {
            // Known within a halved step: 2 to the power of 1/32.
            (Some(found), Some(expected)) => (found / expected - 1.0).abs() < 0.025,
            (found, expected) => found == expected,
        };
        assert!(close, "{found:?} {expected:?}");
    }
}

#[test]
fn a_verdict_without_hours_holds_at_every_hour() {
    let exercises = asked();
    let (_, compared) = compared(&exercises, 300);
    let stop = AtomicBool::new(false);
    let search = Search {
        exercises: &exercises,
        compared: &compared,
        settings: &settings(&stop, 10),
    };
    let starts = search.starts().unwrap().unwrap();
    assert_eq!(starts[0].points.len(), 28);
    assert!(
        starts[0]
            .points
            .iter()
            .all(|(_, by, holds)| *holds && by.estimate == Some(1.0))
    );
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(search.starts().unwrap(), None, "stopped");
}

/// A race whose step nobody knows, and an effect that takes an hour or half of it.
fn race() -> Loaded {
    let world = World {
        nodes: format!(
            r#"Node(id: "n0", kind: "token", residual: "0s", {TELLS}), Node(id: "n1", kind: "token", residual: "0s", sensor: None)"#
        ),
        edges: r#"Edge(from: "n0", to: "n1", kind: "can-assume", chance: 1.0, time: Unknown)"#.into(),
        actions: r#"Action(id: "cut", closes_out: true, closes_in: true, automatic: true, work: "0s",
            propagation: Exponential("1h"), fails: 0.0)"#
            .into(),
        rest: r#"limit: Count(1), alternatives: { "slow": [], "fast": [Action(id: "cut", propagation: Exponential("30m"))] }"#
            .into(),
        ..World::default()
    };
    loaded(&world.text())
}

#[test]
fn what_moves_a_difference_is_named_with_its_share() {
    let loaded = race();
    let exercises = exercises(&loaded);
    let (played, compared) = compared(&exercises, 400);
    let unknowns = loaded.unknowns("slow").unwrap();
    let ranged = unknowns.iter().filter(|one| one.parameter.has_range());
    let inputs: Vec<String> = ranged.map(|one| one.parameter.id.to_string()).collect();
    let stop = AtomicBool::new(false);
    let at = |point: &outrun::experiment::Point| {
        let assumptions = Assumptions(point.clone());
        ["slow", "fast"]
            .iter()
            .map(|name| loaded.exercise(name, &assumptions))
            .collect()
    };
    let moving = Moving {
        inputs: &inputs,
        points: 24,
        at: &at,
    };
    let moved = move_differences((&exercises, &played), &compared, &moving, &settings(&stop, 60));
    let moved = moved.ok().flatten().unwrap();
    assert_eq!(moved.replications, 60);
    let one = &moved.alternatives[0];
    let range = one.ranges[0].as_ref().unwrap();
    let step = one.influences.first().unwrap();
    assert!(range.low < range.high, "{range:?}");
    assert_eq!(range.by, std::slice::from_ref(&step.input), "{inputs:?}");
    let (low, high) = step.alone.unwrap();
    assert!((high - low).abs() > 0.0);
    // Nothing else moves it.
    let total = step.explained.as_ref().and_then(|of| of.total.estimate).unwrap();
    assert!(total > 0.5, "{total}");
    // "Fast" is never worse under the same luck.
    assert!(range.low >= 0.0, "{range:?}");
}

#[test]
fn rules_add_up_to_the_difference_of_the_causes() {
    let exercises = exercises(&race());
    let (_, compared) = compared(&exercises, 200);
    let stop = AtomicBool::new(false);
    let walk = |threads: usize| {
        let settings = Settings {
            threads: std::num::NonZeroUsize::new(threads),
            ..settings(&stop, 200)
        };
        rule_by_rule(&exercises[0], &exercises[1..], &settings).unwrap()
    };
    let rules = walk(1);
    assert_eq!(rules, walk(3), "threads change nothing");
    let rules = &rules[0];
    assert_eq!(rules.both, compared[0].contained[0]);
    let by_rule: f64 = rules.rows.iter().filter_map(|row| row.difference.estimate).sum();
    let by_cause: f64 = compared[0]
        .causes
        .iter()
        .filter_map(|one| one.difference.estimate)
        .sum();
    assert!(
        by_rule < 0.0 && (by_rule / 1_000.0 - by_cause).abs() < 1e-6,
        "{by_rule} {by_cause}"
    );
}

#[test]
fn who_is_better_in_one_and_equal_in_the_rest_is_surely_better() {
    let exercises = asked();
    // That nobody is woken in either needs 517 pairs to be sure of: 0.99^516 is the first below 0.05 / 9.
    let (played, _) = compared(&exercises, 520);
    let both: Vec<_> = exercises.iter().zip(&played).collect();
    let margin = Margin::default();
    assert!(surely_dominates(both[1], both[0], &margin, 3));
    assert!(!surely_dominates(both[0], both[1], &margin, 3));
    assert!(
        !surely_dominates(both[0], both[0], &margin, 3),
        "nobody is better than itself"
    );
}
