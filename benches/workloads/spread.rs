//! W1: an attack that spreads over a random directed graph, undefended.
//!
//! `8 n` different edges between `n` nodes, no loops; every traversal succeeds after an exponential time of mean 1 hour; the attacker
//! begins at node 0 and is slowed by nothing. To the end, or, with a share, to the hour at which that share of the nodes has fallen on
//! average: the horizon of the exercise.

use std::collections::BTreeSet;

use outrun::chance::{Distribution, Key, Law, Probability};
use outrun::document::{Assumptions, LoadOptions, MemoryLibrary, load};
use outrun::engine::{Plan, Play};
use outrun::model::{Edge, Exercise, Index, LawId, Node, NodeId, Table};
use outrun::time::SimDuration;

use crate::meter::{Figures, Way, on_threads};

const DEGREE: usize = 8;
/// The mean time of a traversal.
const HOUR: SimDuration = SimDuration::from_hours(1);
/// Nothing is left to fall by then.
const TO_THE_END: SimDuration = SimDuration::from_days(30);
/// About so many nodes fall while the horizon is first looked for.
const PILOT: usize = 1_000_000;
/// So many replications end near it when it is looked for again.
const MORE_PILOTS: usize = 1_000;

const FRAME: &str = r#"Exercise(
    organisation: Organisation(zone: "UTC", people: [Person(id: "ann", hours: "always", can: All)]),
    estate: Estate(
        nodes: [Node(id: "a", kind: "token", sensor: None, residual: "0s"), Node(id: "b", kind: "token", sensor: None, residual: "0s")],
        edges: [Edge(from: "a", to: "b", kind: "can-assume", chance: 1.0, time: Exponential("1h"))],
    ),
    playbook: Playbook(rights: [Right(id: "contain", decision: Contain, decider: Person("ann"))], runbook: { "token": ["revoke"] }),
    scenario: Scenario(incident: "spread", entry: ["a"], starts: At("2026-03-03 10:00"), attacker: Attacker(preset: "scripted", concurrency: Unlimited)),
)"#;

/// The edges of the graph, by tail, then head: the k-th draw of a tail and a head is a fixed function of k.
pub(crate) fn edges(nodes: usize) -> BTreeSet<(usize, usize)> {
    let end = |of: &str, k: usize| {
        let word = Key::of(of).nth(k as u64).bits();
        usize::try_from((u128::from(word) * nodes as u128) >> 64).unwrap_or_default()
    };
    let pairs = (0..).map(|k| (end("tail", k), end("head", k)));
    let mut edges = BTreeSet::new();
    for (tail, head) in pairs {
        if tail != head {
            edges.insert((tail, head));
        }
        if edges.len() >= DEGREE * nodes {
            break;
        }
    }
    edges
}

fn exercise(nodes: usize, seed: u64) -> Exercise {
    let library = MemoryLibrary::new().with("w1/exercise.ron", FRAME);
    let loaded = load("w1".as_ref(), &library, &LoadOptions::default()).expect("the frame is right");
    let mut exercise = loaded
        .exercise("as-is", &Assumptions::default())
        .expect("the frame is right");
    let estate = &mut exercise.estate;
    let node = estate.nodes[NodeId::at(0)].clone();
    let edge = estate.edges.iter().next().expect("it has one").clone();
    estate.laws = Table::new(vec![
        Distribution::new(Law::Exponential { mean: HOUR }).expect("it is right"),
    ]);
    let numbered = |of: &str, k: usize| Key::of(of).nth(k as u64);
    estate.nodes = (0..nodes)
        .map(|k| Node {
            id: "".into(),
            key: numbered("node", k),
            ..node.clone()
        })
        .collect();
    estate.edges = edges(nodes)
        .into_iter()
        .enumerate()
        .map(|(k, (from, to))| Edge {
            id: "".into(),
            key: numbered("edge", k),
            from: NodeId::at(from),
            to: NodeId::at(to),
            time: LawId::at(0),
            chance: Probability::ALWAYS,
            ..edge.clone()
        })
        .collect();
    exercise.scenario.entries = vec![NodeId::at(0)];
    exercise.horizon = TO_THE_END;
    exercise.seed = seed;
    exercise
}

/// The hour at which a share of the nodes has fallen on average: about at first, then by many replications that end a little later.
fn horizon(exercise: &mut Exercise, share: f64) {
    let nodes = exercise.estate.nodes.len();
    let about = hour_of(exercise, share, (PILOT / nodes).clamp(4, 2_000));
    exercise.horizon = SimDuration::from_millis(about.as_millis() * 5 / 4);
    exercise.horizon = hour_of(exercise, share, MORE_PILOTS);
}

/// The hour at which a share of the nodes has fallen on average, in so many replications.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a list"
)]
fn hour_of(exercise: &Exercise, share: f64, pilots: usize) -> SimDuration {
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan);
    let mut fallen = Vec::new();
    for pilot in 0..pilots {
        play.incident((1 << 39) + pilot as u64);
        fallen.extend(play.fallen().iter().map(|(at, _)| at.as_millis()));
    }
    fallen.sort_unstable();
    let place = (share * (pilots * exercise.estate.nodes.len()) as f64) as usize;
    fallen
        .get(place)
        .map_or(exercise.horizon, |at| SimDuration::from_millis(*at))
}

/// Plays it.
#[expect(clippy::cast_precision_loss, reason = "counts of nodes and bytes")]
pub(crate) fn play(nodes: usize, stop_share: Option<f64>, way: &Way) -> Figures {
    let mut exercise = exercise(nodes, way.seed);
    if let Some(share) = stop_share {
        horizon(&mut exercise, share);
    }
    let plan = Plan::new(&exercise);
    let at_rest = Play::new(&plan).attack_bytes();
    let sums = on_threads(way, || {
        let mut play = Play::new(&plan);
        move |number| {
            play.incident(number);
            let fallen = play.fallen();
            let check = match stop_share {
                Some(_) => fallen.len() as f64 / nodes as f64,
                None => fallen
                    .get(nodes / 2 - 1)
                    .map_or(0.0, |(at, _)| at.as_millis() as f64 / HOUR.as_millis() as f64),
            };
            (check, play.attack_bytes())
        }
    });
    Figures {
        workload: "w1",
        nodes,
        edges: exercise.estate.edges.len(),
        threads: way.threads,
        stop_share,
        seed: way.seed,
        count: sums.count,
        cpu_seconds: sums.cpu_seconds,
        unit: "edge",
        units_each: exercise.estate.edges.len() as f64,
        check: sums.mean(),
        check_error: sums.error(),
        check_is: if stop_share.is_some() {
            "share of the nodes that fell"
        } else {
            "hours until half of the nodes had fallen"
        },
        plan_bytes_per_node: plan.attack_bytes() as f64 / nodes as f64,
        worker_bytes_per_node: sums.bytes as f64 / nodes as f64,
        worker_bytes_per_node_at_rest: at_rest as f64 / nodes as f64,
    }
}
