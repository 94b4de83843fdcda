//! The document of `outrun who`: `outrun/who/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::{Somebody, Stage, Step, Who};
use crate::model::{Exercise, NodeId};

use super::plan_names::{NamedTarget, local, severity};
use super::seconds::Seconds;

/// Who may stop an asset at an instant, who backs them up, who is there, and what is missing. It names people.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "outrun/who/1")]
pub struct WhoDocument {
    /// `outrun/who/1`.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The alternative.
    pub alternative: String,
    /// The asset.
    pub asset: String,
    /// Its kind.
    pub kind: String,
    /// Who owns it, by facet.
    pub owners: Vec<Owner>,
    /// The instant, RFC 3339.
    pub at: String,
    /// The same on the clock on the wall.
    pub local: String,
    /// The severity at which rules were matched.
    pub severity: String,
    /// The rule that governs; nothing: none does.
    pub rule: Option<String>,
    /// Whether it is pre-approved: whoever executes acts without asking.
    pub standing: bool,
    /// Whether nobody is needed to carry it out.
    pub automatic: bool,
    /// Whether somebody who is to decide is on shift or on call.
    pub reachable: bool,
    /// Not before so many seconds; nothing: never.
    pub earliest_s: Option<Seconds>,
    /// Somebody has answered, or the chain acts, after so many seconds; nothing: there is no such bound.
    pub guaranteed_s: Option<Seconds>,
    /// On average.
    pub expected_s: Seconds,
    /// Who is asked to do what.
    pub stages: Vec<WhoStage>,
    /// The actions of the runbook, in order.
    pub actions: Vec<String>,
    /// Decisions that must be carried out before.
    pub waits_for: Vec<String>,
    /// Other rules that hold from a higher severity on.
    pub from_severity: Vec<OtherRule>,
    /// What is missing now.
    pub missing: Vec<String>,
}

/// An owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Owner {
    /// What is owned.
    pub facet: String,
    /// By whom.
    pub owner: NamedTarget,
}

/// Who is asked to do one thing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WhoStage {
    /// `decide`, `advise`, `approve` or `execute`.
    pub duty: String,
    /// Whom, in order.
    pub steps: Vec<WhoStep>,
    /// How often all of them are asked again.
    pub repeats: u32,
    /// When it gives up; nothing: it does not, everybody is asked at once.
    pub gives_up_after_s: Option<Seconds>,
    /// Whether it then goes on as if answered.
    pub acts: bool,
}

/// A target, so long after the first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WhoStep {
    /// How long after the first.
    pub after_s: Seconds,
    /// Whom.
    pub target: NamedTarget,
    /// Who that is at this instant; of executors those who can.
    pub people: Vec<WhoPerson>,
}

/// A person at this instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhoPerson {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// `on shift`, `on call`, `off` or `away`.
    pub state: String,
    /// Whether they are on shift or on call.
    pub reachable: bool,
    /// When they next are, RFC 3339; nothing: not within a month.
    pub next: Option<String>,
    /// The same on the clock on the wall.
    pub next_local: Option<String>,
    /// Whether they can carry out some action of the runbook.
    pub able: bool,
    /// Whether they know the asset.
    pub knows: bool,
}

/// Another rule from a severity on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherRule {
    /// From this severity on.
    pub severity: String,
    /// The rule; nothing: none.
    pub rule: Option<String>,
}

impl WhoDocument {
    /// The answer as data.
    pub fn new(exercise: &Exercise, asset: NodeId, who: &Who) -> Self {
        let node = &exercise.estate.nodes[asset];
        let zone = &exercise.scenario.zone;
        let right = who.path.right.map(|right| &exercise.playbook.rights[right]);
        let id = |right: &crate::model::RightId| exercise.playbook.rights[*right].id.to_string();
        let owner = |facet: &crate::model::Facet| Owner {
            facet: facet.name.to_string(),
            owner: NamedTarget::of(exercise, facet.owner),
        };
        Self {
            schema: "outrun/who/1".to_owned(),
            exercise: exercise.id.to_string(),
            alternative: exercise.alternative.to_string(),
            asset: node.id.to_string(),
            kind: exercise.estate.node_kinds[node.kind].id.to_string(),
            owners: node.owners.iter().map(owner).collect(),
            at: zone.rfc3339(who.question.at),
            local: local(zone, who.question.at),
            severity: severity(who.question.severity),
            rule: who.path.right.as_ref().map(id),
            standing: right.is_some_and(|right| right.decider == crate::model::Decider::Standing),
            automatic: right.is_some_and(|right| right.executor == crate::model::Executor::Automatic),
            reachable: who.time.reachable,
            earliest_s: who.time.earliest.map(Seconds::from),
            guaranteed_s: who.time.latest.map(Seconds::from),
            expected_s: who.time.mean.into(),
            stages: who.stages.iter().map(|one| stage(exercise, one)).collect(),
            actions: who
                .actions
                .iter()
                .map(|action| exercise.playbook.actions[*action].id.to_string())
                .collect(),
            waits_for: who.gates.iter().map(|gate| gate.word().to_owned()).collect(),
            from_severity: who
                .from_severity
                .iter()
                .map(|(level, right)| OtherRule {
                    severity: severity(*level),
                    rule: right.as_ref().map(id),
                })
                .collect(),
            missing: who.missing.clone(),
        }
    }
}

pub(super) fn stage(exercise: &Exercise, of: &Stage) -> WhoStage {
    WhoStage {
        duty: of.duty.word().to_owned(),
        steps: of.steps.iter().map(|one| step(exercise, one)).collect(),
        repeats: of.repeats,
        gives_up_after_s: of.ends.map(|(after, _)| after.into()),
        acts: of.ends.is_some_and(|(_, acts)| acts),
    }
}

fn step(exercise: &Exercise, of: &Step) -> WhoStep {
    WhoStep {
        after_s: of.after.into(),
        target: NamedTarget::of(exercise, of.target),
        people: of.people.iter().map(|one| person(exercise, one)).collect(),
    }
}

fn person(exercise: &Exercise, of: &Somebody) -> WhoPerson {
    let it = &exercise.organisation.people[of.person];
    let zone = &exercise.scenario.zone;
    let next = of.next.filter(|_| !of.state.is_reachable());
    WhoPerson {
        id: it.id.to_string(),
        name: it.name.to_string(),
        state: of.state.words().to_owned(),
        reachable: of.state.is_reachable(),
        next: next.map(|at| zone.rfc3339(at)),
        next_local: next.map(|at| zone.display(at)),
        able: of.able,
        knows: of.knows,
    }
}
