//! Exercises small enough for their results to be known, and how to play them.
#![expect(
    clippy::panic,
    clippy::similar_names,
    reason = "a test stops at the first thing that is wrong, and its numbers are small"
)]

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use outrun::document::{Assumptions, LoadOptions, Loaded, MemoryLibrary, load, render};
use outrun::engine::{Plan, Play};
use outrun::experiment::{Played, Settings, run};
use outrun::model::{Exercise, NodeId};
use outrun::time::SimTime;

/// Reads an exercise that stands in one file.
pub(crate) fn loaded(text: &str) -> Loaded {
    let library = MemoryLibrary::new().with("small/exercise.ron", text);
    load("small".as_ref(), &library, &LoadOptions::default())
        .unwrap_or_else(|found| panic!("{}", render(&found, false)))
}

/// The only alternative of an exercise that stands in one file.
pub(crate) fn exercise(text: &str) -> Exercise {
    loaded(text)
        .exercise("as-is", &Assumptions::default())
        .unwrap_or_else(|found| panic!("{}", render(&found, false)))
}

/// The parts of an exercise in which nothing takes time and everything succeeds, unless it is written.
pub(crate) struct World {
    pub(crate) people: &'static str,
    pub(crate) organisation: String,
    pub(crate) nodes: String,
    pub(crate) edges: String,
    pub(crate) rights: String,
    pub(crate) actions: String,
    pub(crate) playbook: String,
    pub(crate) entry: String,
    pub(crate) starts: &'static str,
    pub(crate) rest: String,
}

/// A sensor that tells at once.
pub(crate) const TELLS: &str = r#"sensor: Sensor(chance: 1.0, delay: "0s")"#;
/// An action that cuts at once.
pub(crate) const CUT: &str = r#"Action(id: "cut", closes_out: true, closes_in: true, automatic: true, work: "0s", propagation: "0s", fails: 0.0)"#;
/// Containment is pre-approved and automatic.
pub(crate) const STANDING: &str = r#"Right(id: "contain", decision: Contain, standing: true, executor: Automatic,
    execution_work: "0s", before_declaration: true)"#;

impl Default for World {
    fn default() -> Self {
        Self {
            people: r#"Person(id: "ann", hours: "always", can: All, knows: All, reach: "instant")"#,
            organisation: String::new(),
            nodes: format!(r#"Node(id: "n0", kind: "token", residual: "0s", {TELLS})"#),
            edges: String::new(),
            rights: STANDING.to_owned(),
            actions: CUT.to_owned(),
            playbook: String::new(),
            entry: r#"["n0"]"#.to_owned(),
            starts: r#"At("2026-03-03 10:00")"#,
            rest: String::new(),
        }
    }
}

impl World {
    pub(crate) fn exercise(&self) -> Exercise {
        exercise(&self.text())
    }

    pub(crate) fn text(&self) -> String {
        let Self {
            people,
            organisation,
            nodes,
            edges,
            rights,
            actions,
            playbook,
            entry,
            starts,
            rest,
        } = self;
        let answer = |chance: &str| format!(r#"Answer(answers: {chance}, after: "0s")"#);
        let (always, never) = (answer("1.0"), answer("0.0"));
        format!(
            r#"Exercise(
    organisation: Organisation(zone: "Europe/Berlin", people: [{people}],
        profiles: [
            Profile(id: "instant", on_shift: {always}, on_call: {always}, off: {always}, relook: None, unreachable: 0.0),
            Profile(id: "shift", on_shift: {always}, on_call: {always}, off: {never}, relook: None, unreachable: 0.0),
            Profile(id: "deaf", on_shift: {never}, on_call: {never}, off: {never}, relook: None, unreachable: 0.0),
            {organisation}
        ]),
    estate: Estate(nodes: [{nodes}], edges: [{edges}]),
    playbook: Playbook(rights: [{rights}], actions: [{actions}], runbook: {{ "token": ["cut"] }},
        triage: Triage(work: "0s"), recognition: Recognition(triage: 0.0, decider: 0.0, approver: 0.0),
        investigation: Investigation(scoping: Discovery(chance: 0.0, delay: "0s"), trace_back: Discovery(chance: 0.0, delay: "0s")),
        {playbook}),
    scenario: Scenario(incident: "leak", entry: {entry}, starts: {starts}, attacker: Attacker(preset: "scripted", concurrency: Unlimited)),
    {rest}
)"#
        )
    }
}

/// Plays one replication and looks at it.
pub(crate) fn look<T>(exercise: &Exercise, replication: u64, at: impl FnOnce(&Play<'_>) -> T) -> T {
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan);
    play.incident(replication);
    at(&play)
}

/// Plays replications 1 to n and looks at each.
pub(crate) fn look_at_each<T>(
    exercise: &Exercise,
    n: u64,
    mut at: impl FnMut(&Play<'_>, u64) -> T,
) -> Vec<T> {
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan);
    let mut seen = Vec::new();
    for replication in 1..=n {
        play.incident(replication);
        seen.push(at(&play, replication));
    }
    seen
}

/// When a node fell.
pub(crate) fn fell_at(play: &Play<'_>, node: NodeId) -> Option<SimTime> {
    play.fallen()
        .iter()
        .find(|(_, fallen)| *fallen == node)
        .map(|(at, _)| *at)
}

/// Plays alternatives over a range of replications on so many threads.
pub(crate) fn played(alternatives: &[Exercise], replications: Range<u64>, threads: usize) -> Vec<Played> {
    let settings = Settings {
        replications,
        threads: NonZeroUsize::new(threads),
        stop: &AtomicBool::new(false),
        progress: &|_, _| {},
    };
    run(alternatives, &settings).expect("threads start")
}
