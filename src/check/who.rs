//! Who may stop something at an instant, who backs them up, who is there, and what is missing.

use crate::authority::{Conditions, Presence, State, WholeChain, people_of, selects};
use crate::model::{
    ActionId, ChainId, Decider, Decision, Executor, Exercise, NodeId, PersonId, Right, RightId, Severity,
    Target,
};
use crate::time::{SimDuration, Span, WallTime};

use super::context::Duty;
use super::deciding::{Deciding, DecisionTime, Path};
use super::who_missing::missing;

/// The next shift is looked for in so many days.
const AHEAD: SimDuration = SimDuration::from_days(30);

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Who may decide this.
    pub decision: Decision,
    /// About this asset, where it is about one.
    pub asset: Option<NodeId>,
    /// At this instant.
    pub at: WallTime,
    /// At this severity.
    pub severity: Severity,
}

/// The answer about one decision at one instant.
#[derive(Clone, Debug)]
pub struct Who {
    /// What was asked.
    pub question: Question,
    /// Who is to decide.
    pub path: Path,
    /// How long that takes from this instant on.
    pub time: DecisionTime,
    /// Who is asked to do what, in order.
    pub stages: Vec<Stage>,
    /// What the runbook says is to be done.
    pub actions: Vec<ActionId>,
    /// What must be done before.
    pub gates: Vec<Decision>,
    /// Other rules that hold from a higher severity on.
    pub from_severity: Vec<(Severity, Option<RightId>)>,
    /// What is missing at this instant, in words.
    pub missing: Vec<String>,
}

/// Who is asked to do one thing.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What.
    pub duty: Duty,
    /// Whom, in order.
    pub steps: Vec<Step>,
    /// How often all of them are asked again.
    pub repeats: u32,
    /// When it gives up, and whether it then acts; nothing: everybody is asked at once and waited for.
    pub ends: Option<(SimDuration, bool)>,
}

/// A target, so long after the first.
#[derive(Clone, Debug)]
pub struct Step {
    /// How long after the first.
    pub after: SimDuration,
    /// Whom.
    pub target: Target,
    /// Who that is at this instant.
    pub people: Vec<Somebody>,
}

/// A person at this instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Somebody {
    /// Who.
    pub person: PersonId,
    /// Whether they are there.
    pub state: State,
    /// When they are next on shift or on call; nothing: not within a month.
    pub next: Option<WallTime>,
    /// Whether they can carry out all that the runbook says.
    pub able: bool,
    /// Whether they know the asset.
    pub knows: bool,
}

/// Answers a question.
pub fn who(exercise: &Exercise, question: Question) -> Who {
    let Question {
        decision,
        asset,
        at,
        severity,
    } = question;
    let known = Span::new(
        at - SimDuration::from_days(2),
        at + exercise.horizon.max(AHEAD) + SimDuration::from_days(2),
    );
    let presence = Presence::new(exercise, known);
    let conditions = Conditions::new(exercise, known);
    let deciding = Deciding::new(exercise, &presence, &conditions);
    let rights = exercise.playbook.rights.enumerate();
    let about = rights.filter(|(_, right)| {
        let selected = asset.is_none_or(|asset| selects(&right.assets, &exercise.estate, asset));
        right.decision == decision && selected
    });
    let candidates: Vec<RightId> = about.map(|(id, _)| id).collect();
    let path = deciding.path(&candidates, (decision, asset), severity, at);
    let look = Look {
        exercise,
        presence: &presence,
        question,
        actions: actions(exercise, &conditions, question),
    };
    let stages = look.stages(&path);
    let right = path.right.map(|right| &exercise.playbook.rights[right]);
    let mut answer = Who {
        question,
        time: deciding.time(&path, at),
        stages,
        gates: right.map_or_else(Vec::new, |right| {
            right.gates.iter().map(|gate| gate.decision).collect()
        }),
        from_severity: higher(&deciding, &candidates, &path, question),
        actions: look.actions,
        path,
        missing: Vec::new(),
    };
    answer.missing = missing(exercise, &answer);
    answer
}

/// What the runbook says is to be done with an asset that is to be contained (R6).
fn actions(exercise: &Exercise, conditions: &Conditions, question: Question) -> Vec<ActionId> {
    let asset = question.asset.filter(|_| question.decision == Decision::Contain);
    let kind = asset.map(|asset| exercise.estate.nodes[asset].kind);
    kind.map_or_else(Vec::new, |kind| {
        conditions.runbook().actions(kind, question.severity).to_vec()
    })
}

fn higher(
    deciding: &Deciding<'_>,
    candidates: &[RightId],
    path: &Path,
    question: Question,
) -> Vec<(Severity, Option<RightId>)> {
    let Question {
        decision,
        asset,
        at,
        severity,
    } = question;
    let of = (decision, asset);
    let levels = (severity.0 + 1..=Severity::CRITICAL.0.max(severity.0)).map(Severity);
    let mut found = Vec::new();
    let mut before = path.right;
    for level in levels {
        let right = deciding.path(candidates, of, level, at).right;
        if right != before {
            found.push((level, right));
        }
        before = right;
    }
    found
}

/// One question.
struct Look<'a> {
    exercise: &'a Exercise,
    presence: &'a Presence,
    question: Question,
    actions: Vec<ActionId>,
}

impl Look<'_> {
    fn stages(&self, path: &Path) -> Vec<Stage> {
        let Some(right) = path.right.map(|right| &self.exercise.playbook.rights[right]) else {
            let contested = &self.exercise.playbook.contested;
            let mut stages = vec![self.owners(&path.owners)];
            stages.extend(contested.arbiter.map(|chain| self.chain(Duty::Decide, chain)));
            return stages;
        };
        let mut stages = Vec::new();
        match right.decider {
            Decider::Standing => {}
            Decider::Owner => stages.push(self.owners(&path.owners)),
            Decider::Chain(chain) => stages.push(self.chain(Duty::Decide, chain)),
        }
        // R2: under standing authority nobody advises or approves.
        if right.decider != Decider::Standing {
            let advice = right.advice.iter().map(|one| self.chain(Duty::Advise, one.chain));
            stages.extend(advice);
            let approvals = right.approvals.iter();
            stages.extend(approvals.map(|one| self.chain(Duty::Approve, one.chain)));
        }
        stages.extend(self.executors(right, &path.owners));
        stages
    }

    /// P4: whoever can of those who are asked.
    fn executors(&self, right: &Right, owners: &[Target]) -> Option<Stage> {
        let mut stage = match (right.executor, right.decider) {
            (Executor::Automatic, _) | (Executor::Decider, Decider::Standing) => return None,
            (Executor::Chain(chain), _) | (Executor::Decider, Decider::Chain(chain)) => {
                self.chain(Duty::Execute, chain)
            }
            (Executor::Decider, Decider::Owner) => self.owners(owners),
        };
        stage.duty = Duty::Execute;
        for step in &mut stage.steps {
            step.people.retain(|one| one.able);
        }
        Some(stage)
    }

    fn owners(&self, owners: &[Target]) -> Stage {
        let step = |target: &Target| self.step(SimDuration::ZERO, *target);
        Stage {
            duty: Duty::Decide,
            steps: owners.iter().map(step).collect(),
            repeats: 0,
            ends: None,
        }
    }

    fn chain(&self, duty: Duty, chain: ChainId) -> Stage {
        let whole = WholeChain::of(&self.exercise.playbook, chain);
        let mut steps: Vec<Step> = Vec::new();
        for asked in &whole.asked {
            // Asked twice, shown once.
            if !steps.iter().any(|step| step.target == asked.target) {
                steps.push(self.step(asked.after, asked.target));
            }
        }
        Stage {
            duty,
            steps,
            repeats: self.exercise.playbook.chains[chain].repeats,
            ends: Some((whole.exhausted_after, whole.acts)),
        }
    }

    fn step(&self, after: SimDuration, target: Target) -> Step {
        let organisation = &self.exercise.organisation;
        let found = self.presence.resolve_at(organisation, target, self.question.at);
        Step {
            after,
            target,
            people: found
                .into_iter()
                .map(|(person, _)| self.somebody(person))
                .collect(),
        }
    }

    fn somebody(&self, person: PersonId) -> Somebody {
        let it = &self.exercise.organisation.people[person];
        let can = &it.capabilities;
        let able = |action: &ActionId| can.all || can.actions.binary_search(action).is_ok();
        Somebody {
            person,
            state: self.presence.state(person, self.question.at),
            next: self.presence.next_reachable(person, self.question.at),
            able: match self.question.decision {
                Decision::Contain => self.actions.iter().any(able),
                decision => can.all || can.decisions.contains(&decision),
            },
            knows: self.question.asset.is_none_or(|asset| it.context.covers(asset)),
        }
    }
}

/// Everybody whom a target may ever be, sorted.
pub(super) fn ever(exercise: &Exercise, steps: &[Step]) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = steps
        .iter()
        .flat_map(|step| people_of(&exercise.organisation, step.target))
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}
