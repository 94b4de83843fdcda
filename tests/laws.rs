//! What is known in closed form comes out of the simulator (section 9 of the model).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a test stops at the first thing that is wrong, and its numbers are small"
)]

use std::collections::BTreeMap;

use outrun::chance::{Luck, Purpose};
use outrun::engine::Play;
use outrun::measure::estimate::Sums;
use outrun::measure::{Column, Layout};
use outrun::model::{Exercise, Index, Measure, NodeId};
use outrun::time::{SimDuration, SimTime, Zone, parse_instant};
use petgraph::graph::{DiGraph, NodeIndex};
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::Config;

use crate::small::{TELLS, World, fell_at, look, look_at_each, played};

/// A world of silent nodes `n0`, `n1`, ... in which nobody does anything.
fn undefended(nodes: usize, edges: &[(usize, usize, &str)]) -> World {
    let node = |i: usize| format!(r#"Node(id: "n{i}", kind: "token", sensor: None)"#);
    let edge = |(i, (from, to, time)): (usize, &(usize, usize, &str))| {
        format!(
            r#"Edge(id: "e{i}", from: "n{from}", to: "n{to}", kind: "can-assume", chance: 1.0, time: {time})"#
        )
    };
    World {
        nodes: (0..nodes).map(node).collect::<Vec<String>>().join(", "),
        edges: edges
            .iter()
            .enumerate()
            .map(edge)
            .collect::<Vec<String>>()
            .join(", "),
        ..World::default()
    }
}

/// The mean lies within four standard errors: a law that holds fails at one seed in sixteen thousand, and the seed
/// is fixed.
fn mean_is(times_ms: &[i64], expected_ms: f64) {
    let sums: Sums = times_ms.iter().copied().collect();
    let error = (sums.variance().unwrap() / times_ms.len() as f64).sqrt();
    let mean = sums.mean().unwrap();
    assert!(
        (mean - expected_ms).abs() < 4.0 * error,
        "{mean} is not {expected_ms} within {error}"
    );
}

fn last_fall(play: &Play<'_>, nodes: usize) -> i64 {
    assert_eq!(play.fallen().len(), nodes, "everything falls");
    play.fallen().last().unwrap().0.as_millis()
}

#[test]
fn k1_a_path_of_exponential_edges_falls_after_an_erlang_time() {
    let edges: Vec<(usize, usize, &str)> = (0..5).map(|i| (i, i + 1, r#"Exponential("20m")"#)).collect();
    let exercise = undefended(6, &edges).exercise();
    let times = look_at_each(&exercise, 4_000, |play, _| last_fall(play, 6));
    let mean = 20.0 * 60_000.0;
    mean_is(&times, 5.0 * mean);
    // The variance of an Erlang(n, m) time is n m²: here within a tenth.
    let variance = times.iter().copied().collect::<Sums>().variance().unwrap();
    assert!((variance / (5.0 * mean * mean) - 1.0).abs() < 0.1, "{variance}");
}

#[test]
fn k2_a_complete_digraph_falls_as_pure_birth_does() {
    let n = 5_usize;
    let pairs = (0..n).flat_map(|from| (0..n).map(move |to| (from, to)));
    let edges: Vec<(usize, usize, &str)> = pairs
        .filter(|(from, to)| from != to)
        .map(|(from, to)| (from, to, r#"Exponential("1h")"#))
        .collect();
    let exercise = undefended(n, &edges).exercise();
    let times = look_at_each(&exercise, 4_000, |play, _| last_fall(play, n));
    let expected: f64 = (1..n).map(|k| 3_600_000.0 / (k * (n - k)) as f64).sum();
    mean_is(&times, expected);
}

/// A right decided by a chain, carried out at once by a machine.
fn decided_by(decider: &str) -> String {
    format!(
        r#"Right(id: "contain", decision: Contain, {decider}, decide_work: "0s", executor: Automatic, execution_work: "0s",
            before_declaration: true)"#
    )
}

#[test]
fn k3_a_chain_reaches_the_first_who_answers() {
    let world = World {
        people: r#"Person(id: "a", hours: "always", reach: "deaf"), Person(id: "b", hours: "always", reach: "deaf"),
            Person(id: "c", hours: "always", reach: "late", knows: All, can: All)"#,
        organisation: r#"Profile(id: "late", on_shift: Answer(answers: 1.0, after: "3m"), relook: None, unreachable: 0.0)"#.into(),
        rights: decided_by(
            r#"decider: [Step(who: Person("a"), within: "10m"), Step(who: Person("b"), within: "25m"), Step(who: Person("c"), within: "1h")]"#,
        ),
        ..World::default()
    };
    let decided = look(&world.exercise(), 1, |play| play.times().first_decision);
    assert_eq!(decided, Some(SimTime::from_millis((10 + 25 + 3) * 60_000)));
}

#[test]
fn k4_a_quorum_waits_for_its_kth_member() {
    let world = World {
        people: r#"Person(id: "a", hours: "always", reach: "slow"), Person(id: "b", hours: "always", reach: "slow"),
            Person(id: "c", hours: "always", reach: "slow"), Person(id: "d", hours: "always", reach: "slow"),
            Person(id: "e", hours: "always", reach: "slow")"#,
        organisation: r#"Profile(id: "slow", on_shift: Answer(answers: 1.0, after: Exponential("30m")), relook: None, unreachable: 0.0)"#.into(),
        rights: decided_by(r#"decider: [Step(who: Body("crisis"), within: "13d")]"#),
        ..World::default()
    };
    let text = world.text().replace(
        "profiles: [",
        r#"bodies: [Body(id: "crisis", members: [Person("a"), Person("b"), Person("c"), Person("d"), Person("e")], quorum: 3)], profiles: ["#,
    );
    let exercise = crate::small::exercise(&text);
    let waits = look_at_each(&exercise, 4_000, |play, _| {
        play.times().first_decision.unwrap().as_millis()
    });
    let expected: f64 = (0..3).map(|i| 30.0 * 60_000.0 / f64::from(5 - i)).sum();
    mean_is(&waits, expected);
}

#[test]
fn k5_a_page_waits_over_a_weekend_in_which_clocks_change() {
    let world = World {
        people: r#"Person(id: "ann", hours: "Mon-Fri 09:00-17:00", can: All, knows: All, reach: "shift")"#,
        nodes: format!(r#"Node(id: "n0", kind: "token", residual: "0s", owner: Person("ann"), {TELLS})"#),
        rights: decided_by("decider: Owner"),
        starts: r#"At("2026-03-27 18:00")"#,
        ..World::default()
    };
    let monday = parse_instant("2026-03-30 09:00", &Zone::parse("Europe/Berlin").unwrap()).unwrap();
    let (start, answered) = look(&world.exercise(), 1, |play| {
        (play.started_at(), play.times().first_decider)
    });
    let answered = answered.expect("answered on Monday").on_wall(start);
    assert!(answered >= monday, "{answered:?}");
    assert!(answered < monday + SimDuration::from_hours(1), "{answered:?}");
    // The weekend is an hour shorter than any other: 62 hours instead of 63.
    assert!(answered - start < 63 * 3_600_000);
}

#[test]
fn k6_one_person_decides_one_thing_after_another() {
    let n = 4;
    let node = |i| format!(r#"Node(id: "n{i}", kind: "token", residual: "0s", {TELLS})"#);
    let right = |i| {
        format!(
            r#"Right(id: "contain{i}", decision: Contain, assets: Asset("n{i}"), decider: Person("ann"), decide_work: "7m",
                executor: Automatic, execution_work: "0s", before_declaration: true)"#
        )
    };
    let world = World {
        nodes: (0..n).map(node).collect::<Vec<String>>().join(", "),
        rights: (0..n).map(right).collect::<Vec<String>>().join(", "),
        entry: r#"["n0", "n1", "n2", "n3"]"#.into(),
        ..World::default()
    };
    let mut decided = look(&world.exercise(), 1, |play| {
        play.cases()
            .map(|case| case.decided_at.unwrap().as_millis())
            .collect::<Vec<i64>>()
    });
    decided.sort_unstable();
    assert_eq!(decided, [7, 14, 21, 28].map(|minutes| minutes * 60_000));
}

#[test]
fn k7_a_session_outlives_its_credential() {
    let world = World {
        nodes: format!(r#"Node(id: "n0", kind: "token", residual: "90m", {TELLS})"#),
        actions: r#"Action(id: "cut", closes_out: true, closes_in: true, automatic: true, work: "0s", propagation: "4m", fails: 0.0)"#.into(),
        ..World::default()
    };
    let (effect, contained) = look(&world.exercise(), 1, |play| {
        (play.times().first_effect, play.contained_at())
    });
    assert_eq!(effect, Some(SimTime::from_millis(4 * 60_000)));
    assert_eq!(contained, Some(SimTime::from_millis(94 * 60_000)));
}

#[test]
fn k8_nobody_answers_and_the_chain_holds() {
    let world = World {
        people: r#"Person(id: "ann", hours: "always", can: All, knows: All, reach: "deaf")"#,
        rights: decided_by(r#"decider: Person("ann")"#),
        rest: "limit: Count(100),".into(),
        ..World::default()
    };
    let exercise = world.exercise();
    let played = played(std::slice::from_ref(&exercise), 1..21, 1).remove(0);
    let figures = played.figures(&exercise);
    assert_eq!(figures.outrun_rate.luck.estimate, Some(0.0));
    let (_, containment) = figures
        .times
        .iter()
        .find(|(time, _)| *time == Measure::TimeToContainment)
        .unwrap();
    assert_eq!((containment.observed, containment.censored), (0, 20));
    assert_eq!((figures.contained.n, figures.censored.n), (0, 20));
    let layout = Layout::new(&exercise);
    let mut outrun = played.incidents.cells(&layout, Column::Outrun);
    assert!(outrun.all(|cell| cell == 0));
}

#[test]
fn k10_a_race_is_lost_in_proportion_to_the_rates() {
    let world = World {
        nodes: format!(
            r#"Node(id: "n0", kind: "token", residual: "0s", {TELLS}), Node(id: "n1", kind: "token", residual: "0s", sensor: None)"#
        ),
        edges: r#"Edge(from: "n0", to: "n1", kind: "can-assume", chance: 1.0, time: Exponential("3h"))"#
            .into(),
        actions: r#"Action(id: "cut", closes_out: true, closes_in: true, automatic: true, work: "0s",
            propagation: Exponential("1h"), fails: 0.0)"#
            .into(),
        ..World::default()
    };
    let n = 8_000;
    let lost = look_at_each(&world.exercise(), n, |play, _| {
        i64::from(play.fallen().len() == 2)
    });
    // Rates 1/3 and 1 per hour: (1/3) / (4/3).
    mean_is(&lost, 0.25);
}

/// Arrival times by Dijkstra's algorithm over the very draws of a replication.
fn shortest_paths(exercise: &Exercise, replication: u64) -> BTreeMap<NodeId, SimTime> {
    let luck = Luck::new(exercise.seed, replication);
    let mut graph: DiGraph<(), i64> = DiGraph::new();
    let places: Vec<NodeIndex> = exercise.estate.nodes.iter().map(|_| graph.add_node(())).collect();
    for edge in exercise.estate.edges.iter() {
        let exists = luck.happens(edge.chance, edge.key, Purpose::Success, 0);
        let law = &exercise.estate.laws[edge.time];
        let time = luck
            .duration(law, edge.key, Purpose::Traversal, 0)
            .as_millis()
            .max(1);
        if exists {
            graph.add_edge(places[edge.from.position()], places[edge.to.position()], time);
        }
    }
    let entry = places[exercise.scenario.entries[0].position()];
    let arrivals = petgraph::algo::dijkstra(&graph, entry, None, |edge| *edge.weight());
    let arrivals: BTreeMap<usize, i64> = arrivals
        .into_iter()
        .map(|(node, at)| (node.index(), at))
        .collect();
    arrivals
        .into_iter()
        .map(|(node, at)| (NodeId::at(node), SimTime::from_millis(at)))
        .collect()
}

#[test]
fn k11_undefended_arrival_times_are_shortest_paths() {
    let laws = [
        r#"Exponential("20m")"#,
        r#"LogNormal(median: "5m", p90: "1h")"#,
        r#"Fixed("1ms")"#,
        r#"Uniform("0s", "3ms")"#,
    ];
    let laws = laws.map(|law| law.replace(r#"Fixed("1ms")"#, r#""1ms""#));
    let mut state = 12_345_u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let edges: Vec<(usize, usize, usize)> = (0..150)
        .map(|_| (next(40) as usize, next(40) as usize, next(4) as usize))
        .filter(|(from, to, _)| from != to)
        .collect();
    let edges: Vec<(usize, usize, &str)> = edges
        .iter()
        .map(|(from, to, law)| (*from, *to, &*laws[*law]))
        .collect();
    let mut world = undefended(40, &edges);
    world.edges = world.edges.replace("chance: 1.0", "chance: 0.8");
    let exercise = world.exercise();
    let horizon = SimTime::ZERO + exercise.horizon;
    let fallen = look_at_each(&exercise, 50, |play, replication| {
        let expected = shortest_paths(&exercise, replication);
        let expected: BTreeMap<NodeId, SimTime> =
            expected.into_iter().filter(|(_, at)| *at <= horizon).collect();
        let found: BTreeMap<NodeId, SimTime> = play.fallen().iter().map(|(at, node)| (*node, *at)).collect();
        assert_eq!(found, expected, "replication {replication}");
        found.len()
    });
    assert!(
        fallen.iter().any(|count| *count > 10),
        "the graph is worth walking"
    );
}

/// A chain whose steps wait so long and whose people answer, or not, after so long; minutes.
fn acting_chain(steps: &[(u32, bool, u32)], repeat: u32) -> World {
    let people = steps.iter().enumerate().map(|(i, (_, answers, _))| {
        let reach = if *answers {
            format!("r{i}")
        } else {
            "deaf".to_owned()
        };
        format!(r#"Person(id: "p{i}", hours: "always", can: All, knows: All, reach: "{reach}")"#)
    });
    let profiles = steps.iter().enumerate().map(|(i, (_, _, delay))| {
        format!(
            r#"Profile(id: "r{i}", on_shift: Answer(answers: 0.7, after: Exponential("{delay}m")), relook: None, unreachable: 0.0)"#
        )
    });
    let written = steps
        .iter()
        .enumerate()
        .map(|(i, (within, _, _))| format!(r#"Step(who: Person("p{i}"), within: "{within}m")"#));
    let written = written.collect::<Vec<String>>().join(", ");
    World {
        people: Box::leak(people.collect::<Vec<String>>().join(", ").into_boxed_str()),
        organisation: profiles.collect::<Vec<String>>().join(", "),
        rights: decided_by(&format!("decider: [{written}], repeat: {repeat}, exhausted: Act")),
        ..World::default()
    }
}

fn a_step() -> impl Strategy<Value = (u32, bool, u32)> {
    (1_u32..90, prop_oneof![Just(true), Just(false)], 1_u32..120)
}

/// A tree-like estate with alternatives, in which every node has a sensor of its own: delays in minutes.
fn tree(edges: &[(usize, usize, u32)], sensors: &[u32], human: &str) -> World {
    let nodes = sensors.iter().enumerate().map(|(i, delay)| {
        format!(
            r#"Node(id: "n{i}", kind: "token", residual: "0s", sensor: Sensor(chance: 0.8, delay: Exponential("{delay}m")))"#
        )
    });
    let count = sensors.len();
    let edges = edges
        .iter()
        .enumerate()
        .filter(|(_, (from, to, _))| from % count != to % count);
    let edges = edges.map(|(i, (from, to, mean))| {
        let (from, to) = (from % count, to % count);
        format!(
            r#"Edge(id: "e{i}", from: "n{from}", to: "n{to}", kind: "can-assume", chance: 0.9, time: Exponential("{mean}m"))"#
        )
    });
    World {
        nodes: nodes.collect::<Vec<String>>().join(", "),
        edges: edges.collect::<Vec<String>>().join(", "),
        organisation: format!(
            r#"Profile(id: "human", on_shift: Answer(answers: 1.0, after: {human}), relook: None, unreachable: 0.0)"#
        ),
        people: r#"Person(id: "ann", hours: "always", can: All, knows: All, reach: "human")"#,
        rights: format!(
            r#"Right(id: "contain", decision: Contain, decider: Person("ann"), decide_work: {human}, executor: Automatic,
                execution_work: {human})"#
        ),
        playbook: r#"watch: "30d", "#.to_owned(),
        ..World::default()
    }
}

proptest! {
    #![proptest_config(Config::with_cases(24))]

    #[test]
    fn k9_a_chain_that_acts_ends_within_its_limits(
        steps in proptest::collection::vec(a_step(), 1..4),
        repeat in 0_u32..3,
    ) {
        let exercise = acting_chain(&steps, repeat).exercise();
        let limit = i64::from(steps.iter().map(|(within, _, _)| within).sum::<u32>() * (repeat + 1)) * 60_000;
        let decided = look_at_each(&exercise, 8, |play, _| play.times().first_decision);
        for at in decided {
            prop_assert!(at.is_some_and(|at| at.as_millis() <= limit), "{at:?} {limit}");
        }
    }

    #[test]
    fn k9_without_human_delays_nothing_falls_earlier(
        edges in proptest::collection::vec((0_usize..8, 0_usize..8, 5_u32..200), 4..20),
        sensors in proptest::collection::vec(1_u32..120, 4..8),
    ) {
        let slow = tree(&edges, &sensors, r#"Exponential("40m")"#).exercise();
        let quick = tree(&edges, &sensors, r#""0s""#).exercise();
        for replication in 1..=6 {
            let falls = |exercise: &Exercise| look(exercise, replication, |play| {
                exercise.estate.nodes.ids().map(|node| fell_at(play, node)).collect::<Vec<Option<SimTime>>>()
            });
            for (slow, quick) in falls(&slow).into_iter().zip(falls(&quick)) {
                let never = SimTime::MAX;
                prop_assert!(quick.unwrap_or(never) >= slow.unwrap_or(never), "{quick:?} before {slow:?}");
            }
        }
    }

    #[test]
    fn k12_any_split_merges_to_the_same_bytes(cuts in proptest::collection::vec(1_u64..60, 0..4), threads in 1_usize..4) {
        let exercise = crate::results::busy();
        let whole = played(std::slice::from_ref(&exercise), 1..61, 1).remove(0);
        let mut ends = cuts;
        ends.extend([1, 61]);
        ends.sort_unstable();
        let mut parts: Vec<_> = ends
            .windows(2)
            .filter(|ends| ends[0] < ends[1])
            .map(|ends| played(std::slice::from_ref(&exercise), ends[0]..ends[1], threads).remove(0))
            .collect();
        // Parts arrive in any order.
        parts.reverse();
        let mut merged = parts.remove(0);
        for part in parts {
            merged.merge(part);
        }
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(merged.figures(&exercise), whole.figures(&exercise));
    }
}
