//! Traversals that follow from falls and traversals that are written down are the same ones (E5). A replication told in detail writes all of
//! them down; any other only those with which somebody has to do.

use outrun::engine::{Kind, Plan, Play, Record};
use outrun::model::{Index, NodeId};
use outrun::time::SimTime;
use proptest::prelude::*;

use crate::small::World;

/// A random estate with sensors, and an action that leaves ways to come back.
fn hunted(edges: &[(usize, usize, u32)], sensors: &[u32], action: [bool; 4], residual: u32) -> World {
    let count = sensors.len();
    let nodes = sensors.iter().enumerate().map(|(i, delay)| {
        format!(
            r#"Node(id: "n{i}", kind: "token", residual: Exponential("{residual}m"), sensor: Sensor(chance: 0.7, delay: Exponential("{delay}m")))"#
        )
    });
    let edges = edges.iter().enumerate().filter_map(|(i, (from, to, mean))| {
        let (from, to) = (from % count, to % count);
        // Of several edges between two nodes each has luck of its own.
        // Several arrive in one millisecond: then it matters which was offered first (T1).
        let (chance, time) = match mean % 6 {
            0 => ("1.0", r#""2ms""#.to_owned()),
            1 => ("1.0", r#"Uniform("0s", "3ms")"#.to_owned()),
            2 => ("0.5", r#""1ms""#.to_owned()),
            3 => ("0.0", r#""1ms""#.to_owned()),
            _ => ("0.9", format!(r#"Exponential("{mean}m")"#)),
        };
        (from != to).then(|| {
            format!(
                r#"Edge(id: "e{i}", from: "n{from}", to: "n{to}", kind: "can-assume", chance: {chance}, time: {time})"#
            )
        })
    });
    let [closes_in, reissues, ends_sessions, cancels] = action;
    World {
        nodes: nodes.collect::<Vec<String>>().join(", "),
        edges: edges.collect::<Vec<String>>().join(", "),
        actions: format!(
            r#"Action(id: "cut", closes_out: true, closes_in: {closes_in}, reissues: {reissues}, ends_sessions: {ends_sessions},
                cancels: {cancels}, automatic: true, work: Exponential("10m"), propagation: Exponential("3m"), fails: 0.0)"#
        ),
        entry: r#"["n0", "n1"]"#.to_owned(),
        ..World::default()
    }
}

/// What the attack and the cuts did, without what only a story has.
fn done(play: &Play<'_>) -> Vec<(SimTime, Kind, Option<NodeId>, Option<usize>)> {
    let only_told = |kind| matches!(kind, Kind::TraversalStarted | Kind::TraversalFailed);
    let records = play.records().iter().filter(|record| !only_told(record.kind));
    records
        .map(|record: &Record| (record.at, record.kind, record.about(), record.place()))
        .collect()
}

proptest! {
    #[test]
    fn what_is_written_down_is_what_follows_from_falls(
        edges in proptest::collection::vec((0_usize..9, 0_usize..9, 2_u32..90), 8..50),
        sensors in proptest::collection::vec(1_u32..90, 4..9),
        action in any::<[bool; 4]>(),
        residual in 1_u32..40,
    ) {
        let exercise = hunted(&edges, &sensors, action, residual).exercise();
        let plan = Plan::new(&exercise);
        let (mut told, mut played) = (Play::new(&plan).in_detail(), Play::new(&plan));
        for replication in 1..=8 {
            told.incident(replication);
            played.incident(replication);
            prop_assert_eq!(done(&told), done(&played), "replication {}", replication);
            // Otherwise it would hold one way of playing against itself.
            let starts = [&told, &played].map(|play| play.records().iter().any(|it| it.kind == Kind::TraversalStarted));
            let spread = told.fallen().iter().any(|(at, _)| *at > SimTime::ZERO);
            prop_assert!(starts[0] || !spread);
            prop_assert!(!starts[1]);
            prop_assert_eq!(told.fallen(), played.fallen());
            prop_assert_eq!(told.contained_at(), played.contained_at());
            prop_assert_eq!(told.burden().retaken, played.burden().retaken);
        }
    }
}

/// Estates like those of the property bring what it is about: retakes, and nodes that fall late into a hunt.
#[test]
fn hunted_estates_are_retaken() {
    let edges: Vec<(usize, usize, u32)> = (0..40)
        .map(|i| (i % 8, (3 * i + i / 8) % 8, 5 + 6 * (i as u32 % 3)))
        .collect();
    let exercise = hunted(&edges, &[9; 8], [false; 4], 8).exercise();
    let plan = Plan::new(&exercise);
    let mut play = Play::new(&plan);
    let (mut retaken, mut fallen) = (0, 0);
    for replication in 1..=50 {
        play.incident(replication);
        retaken += play.burden().retaken;
        fallen += play
            .fallen()
            .iter()
            .filter(|(_, node)| node.position() > 0)
            .count();
    }
    assert!(retaken > 50 && fallen > 100, "{retaken} {fallen}");
}
