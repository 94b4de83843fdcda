//! Replications of a shipped incident, and when the events of its timeline came in each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use outrun::document::{Assumptions, Library, LoadOptions, load};
use outrun::engine::{Kind, Plan, Play};
use outrun::model::{Decision, Exercise, NodeId};
use outrun::time::SimTime;

/// The disk, for tests.
struct Disk;

impl Library for Disk {
    fn canonical(&self, path: &Path) -> std::io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn read(&self, path: &Path, _most: u64) -> std::io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// Which alternative of which exercise of an incident.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) folder: &'static str,
    pub(super) file: &'static str,
    pub(super) alternative: &'static str,
}

/// What a timeline tells of, as the model knows it; of several, the first.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    StartEx,
    /// The first alert.
    Alert,
    /// Whoever carries out was reached.
    ExecutorAnswers,
    Declared,
    /// The attacker takes the node.
    Taken(&'static str),
    /// The attacker loses the node.
    Lost(&'static str),
    /// It is decided to contain the node.
    Decided(&'static str),
    /// It is decided to notify.
    NotificationDecided,
    /// An action on the node is executed.
    Executed(&'static str),
    /// The last of the nodes whose ids begin so is acted on; never, if one is not.
    AllExecuted(&'static str),
    /// The notification has been carried out.
    Notified,
    Restored(&'static str),
    Contained,
}

/// One replication.
#[derive(Clone, Copy)]
pub(super) struct Story<'a> {
    exercise: &'a Exercise,
    play: &'a Play<'a>,
}

impl Story<'_> {
    /// When it came, in milliseconds since StartEx; never is `None`.
    pub(super) fn at(&self, event: Event) -> Option<i64> {
        let times = self.play.times();
        let at = match event {
            Event::StartEx => Some(SimTime::ZERO),
            Event::Alert => times.detect,
            Event::ExecutorAnswers => times.first_executor,
            Event::Declared => times.declare,
            Event::Taken(id) => self.first(Kind::Taken, id),
            Event::Lost(id) => self.first(Kind::FootholdEnded, id),
            Event::Decided(id) => {
                let node = self.node(id);
                let mut cases = self.play.cases();
                cases
                    .find(|case| case.asset == Some(node) && case.decision == Decision::Contain)
                    .and_then(|case| case.decided_at)
            }
            Event::NotificationDecided => self.notification().and_then(|(decided, _)| decided),
            Event::Executed(id) => self.first(Kind::Executed, id),
            Event::AllExecuted(prefix) => self.last_of_all(prefix),
            Event::Notified => self.notification().and_then(|(_, executed)| executed),
            Event::Restored(id) => self.first(Kind::Restored, id),
            Event::Contained => self.play.contained_at(),
        };
        at.map(SimTime::as_millis)
    }

    /// How long from one to the other; never, if one of them never came.
    pub(super) fn between(&self, from: Event, to: Event) -> Option<i64> {
        Some(self.at(to)? - self.at(from)?)
    }

    /// Whether both came, in this order and not at once.
    pub(super) fn in_order(&self, first: Event, then: Event) -> bool {
        self.between(first, then).is_some_and(|between| between > 0)
    }

    /// Whether all came, one after another.
    pub(super) fn all_in_order(&self, order: &[Event]) -> bool {
        order
            .windows(2)
            .all(|pair| matches!(pair, [first, then] if self.in_order(*first, *then)))
    }

    /// Whether the first came, and the other later or never.
    pub(super) fn outlives(&self, first: Event, other: Event) -> bool {
        self.at(first)
            .is_some_and(|first| self.at(other).is_none_or(|other| other > first))
    }

    /// Whether the attacker takes the node again after having lost it.
    pub(super) fn is_retaken(&self, id: &str) -> bool {
        self.first(Kind::Retaken, id).is_some()
    }

    fn node(&self, id: &str) -> NodeId {
        let nodes = &self.exercise.estate.nodes;
        nodes
            .ids()
            .find(|&place| nodes[place].id.as_ref() == id)
            .expect("the node exists")
    }

    fn first(&self, kind: Kind, id: &str) -> Option<SimTime> {
        let node = self.node(id);
        let mut records = self.play.records().iter();
        records
            .find(|record| record.kind == kind && record.about() == Some(node))
            .map(|record| record.at)
    }

    fn last_of_all(&self, prefix: &str) -> Option<SimTime> {
        let nodes = &self.exercise.estate.nodes;
        let mut open: BTreeSet<NodeId> = nodes
            .ids()
            .filter(|&place| nodes[place].id.starts_with(prefix))
            .collect();
        assert!(!open.is_empty(), "no node begins with {prefix}");
        let records = self.play.records().iter();
        for record in records.filter(|record| record.kind == Kind::Executed) {
            if record.about().is_some_and(|node| open.remove(&node)) && open.is_empty() {
                return Some(record.at);
            }
        }
        None
    }

    fn notification(&self) -> Option<(Option<SimTime>, Option<SimTime>)> {
        let mut cases = self.play.cases();
        cases
            .find(|case| case.decision == Decision::Notify)
            .map(|case| (case.decided_at, case.executed_at))
    }
}

impl Run {
    pub(super) fn path(self) -> PathBuf {
        folder(self.folder).join(self.file)
    }

    /// What is asked of each replication: as many as the exercise says, and no more than `most`.
    pub(super) fn each<T>(self, most: u32, ask: impl Fn(Story<'_>) -> T) -> Vec<T> {
        let loaded = load(&self.path(), &Disk, &LoadOptions::default()).expect("the exercise loads");
        let exercise = loaded
            .exercise(self.alternative, &Assumptions::default())
            .expect("the alternative is sound");
        let plan = Plan::new(&exercise);
        let mut play = Play::new(&plan);
        (1..=exercise.replications.min(most))
            .map(|replication| {
                play.incident(u64::from(replication));
                ask(Story {
                    exercise: &exercise,
                    play: &play,
                })
            })
            .collect()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{} {}", self.folder, self.file, self.alternative)
    }
}

/// The folder of an incident.
pub(super) fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(of)
}
