//! What came of a replication, with people in it or not: milestones, and each decision.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::{CaseView, Play};
use crate::model::{Decision, Exercise, NodeId, RequestNameId};
use crate::time::SimTime;

/// The milestones of an incident, in the order in which it meets them (M1, E11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    /// The first alert.
    Detected,
    /// The incident is declared.
    Declared,
    /// The first who may decide is reached.
    DeciderReached,
    /// The first decision.
    Decided,
    /// The first action is carried out.
    Executed,
    /// The first action takes effect.
    Effective,
    /// The attacker holds nothing any more.
    Contained,
    /// Containment is declared.
    DeclaredContained,
}

impl Milestone {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Detected,
        Self::Declared,
        Self::DeciderReached,
        Self::Decided,
        Self::Executed,
        Self::Effective,
        Self::Contained,
        Self::DeclaredContained,
    ];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Detected => "first alert",
            Self::Declared => "incident declared",
            Self::DeciderReached => "first decider reached",
            Self::Decided => "first decision",
            Self::Executed => "first action carried out",
            Self::Effective => "first action in effect",
            Self::Contained => "contained",
            Self::DeclaredContained => "containment declared",
        }
    }

    /// Whether people have a part in it: the first alert is the estate's.
    pub const fn is_of_people(self) -> bool {
        !matches!(self, Self::Detected)
    }

    fn at(self, play: &Play<'_>) -> Option<SimTime> {
        let times = play.times();
        match self {
            Self::Detected => times.detect,
            Self::Declared => times.declare,
            Self::DeciderReached => times.first_decider,
            Self::Decided => times.first_decision,
            Self::Executed => times.first_executed,
            Self::Effective => times.first_effect,
            Self::Contained => play.contained_at(),
            Self::DeclaredContained => times.declared_contained,
        }
    }
}

/// What a request was about: the same in each replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The decision.
    pub decision: Decision,
    /// The asset.
    pub asset: Option<NodeId>,
    /// The named request.
    pub name: Option<RequestNameId>,
}

/// A decision: how long it took from the request to it, and to its being carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What about.
    pub subject: Subject,
    /// When it was asked for.
    pub raised_at: SimTime,
    /// From there to the decision; nothing where it was not taken.
    pub decided_after: Option<i64>,
    /// From there to its being carried out.
    pub executed_after: Option<i64>,
    /// The rule, by its place.
    pub rule: Option<crate::model::RightId>,
}

/// What came of one replication.
#[derive(Clone, Debug)]
pub struct Actual {
    /// When each milestone came, milliseconds after StartEx, in the order of [`Milestone::ALL`].
    pub milestones: [Option<i64>; Milestone::ALL.len()],
    /// The first request of each subject, in the order of raising.
    pub decided: Vec<Decided>,
    /// The weight that had fallen at containment, or at the end.
    pub fell: u64,
    /// Until when it was watched, milliseconds after StartEx.
    pub until: i64,
}

impl Actual {
    /// Reads a replication that was watched until an instant.
    pub fn of(play: &Play<'_>, until: SimTime) -> Self {
        let in_time = |at: &SimTime| *at <= until;
        let exercise = play.exercise();
        let end = play.contained_at().filter(in_time).unwrap_or(until);
        let mut decided: Vec<Decided> = Vec::new();
        for case in play.cases().filter(|case| case.raised_at <= until) {
            let one = of_case(&case, until);
            if !decided.iter().any(|earlier| earlier.subject == one.subject) {
                decided.push(one);
            }
        }
        Self {
            milestones: Milestone::ALL.map(|it| it.at(play).filter(in_time).map(SimTime::as_millis)),
            decided,
            fell: fell(play, exercise, end),
            until: until.as_millis(),
        }
    }

    /// The decision about a subject.
    pub fn about(&self, subject: Subject) -> Option<&Decided> {
        self.decided.iter().find(|one| one.subject == subject)
    }
}

fn fell(play: &Play<'_>, exercise: &Exercise, until: SimTime) -> u64 {
    let fallen = play.fallen().iter().filter(|(at, _)| *at <= until);
    fallen
        .map(|(_, node)| u64::from(exercise.estate.nodes[*node].weight))
        .sum()
}

fn of_case(case: &CaseView, until: SimTime) -> Decided {
    let after = |at: Option<SimTime>| {
        at.filter(|at| *at <= until)
            .map(|at| (at - case.raised_at).as_millis())
    };
    Decided {
        subject: Subject {
            decision: case.decision,
            asset: case.asset,
            name: case.name,
        },
        raised_at: case.raised_at,
        decided_after: after(case.decided_at),
        executed_after: after(case.executed_at),
        rule: case.rule,
    }
}
