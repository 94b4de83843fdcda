//! Critical tasks: what is to be done by the plan, where the plan says so, and what the replication came to.

use serde::Serialize;

use crate::engine::Play;
use crate::model::{Decision, Exercise, NamedRequest, RightId};

use super::names::{Names, duration, severity};

/// A critical task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriticalTask {
    /// `T3`.
    pub number: String,
    /// What is to be done.
    pub text: String,
    /// The decision right it belongs to, by id.
    pub right: Option<String>,
    /// The plan, policy or law that asks for it.
    pub source: String,
    /// What the chosen replication expects, in words; empty: it says nothing of it.
    pub expected: String,
    /// What it is, for links from injects.
    #[serde(skip)]
    pub(super) kind: TaskKind,
}

/// What a critical task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TaskKind {
    Triage,
    Reach,
    Discover,
    Decide(Option<RightId>, Decision),
    Approve(RightId, Decision),
    Execute(Option<RightId>, Decision),
    Submit(usize, usize),
    Clear,
}

impl TaskKind {
    pub(super) fn decision(self) -> Option<Decision> {
        match self {
            Self::Decide(_, decision) | Self::Approve(_, decision) | Self::Execute(_, decision) => {
                Some(decision)
            }
            _ => None,
        }
    }
}

/// The critical tasks that this replication calls for, in the order in which an incident meets them.
pub(super) fn tasks(names: &Names<'_>, play: &Play<'_>) -> Vec<CriticalTask> {
    let mut kinds = vec![TaskKind::Triage, TaskKind::Reach, TaskKind::Discover];
    for (decision, right) in called_for(names.exercise, play) {
        kinds.push(TaskKind::Decide(right, decision));
        if let Some(id) = right.filter(|id| !names.right(*id).approvals.is_empty()) {
            kinds.push(TaskKind::Approve(id, decision));
        }
        kinds.push(TaskKind::Execute(right, decision));
    }
    for (clock, law) in names.exercise.scenario.clocks.iter().enumerate() {
        kinds.extend((0..law.stages.len()).map(|stage| TaskKind::Submit(clock, stage)));
    }
    kinds.push(TaskKind::Clear);
    let numbered = (1..).zip(kinds);
    numbered
        .map(|(number, kind)| task(names, play, (number, kind)))
        .collect()
}

/// Decisions that were asked for, with the rights that ruled them; in a quiet replication all rights to contain.
fn called_for(exercise: &Exercise, play: &Play<'_>) -> Vec<(Decision, Option<RightId>)> {
    let mut found: Vec<(Decision, Option<RightId>)> =
        play.cases().map(|case| (case.decision, case.rule)).collect();
    if found.is_empty() {
        let rights = exercise.playbook.rights.enumerate();
        let contain = rights.filter(|(_, right)| right.decision == Decision::Contain);
        found.extend(contain.map(|(id, right)| (right.decision, Some(id))));
    }
    // Where the path of a request has not begun no rule has been matched yet: another of its kind says it.
    found.sort_unstable_by_key(|(decision, right)| (*decision, right.is_none(), *right));
    found.dedup();
    found
}

fn task(names: &Names<'_>, play: &Play<'_>, (number, kind): (usize, TaskKind)) -> CriticalTask {
    let (text, source) = words(names, kind);
    let right = match kind {
        TaskKind::Decide(Some(id), _) | TaskKind::Approve(id, _) | TaskKind::Execute(Some(id), _) => Some(id),
        _ => None,
    };
    CriticalTask {
        number: format!("T{number}"),
        text,
        right: right.map(|id| names.right(id).id.to_string()),
        source,
        expected: expected(play, kind),
        kind,
    }
}

/// What is to be done, and where the plan says so.
fn words(names: &Names<'_>, kind: TaskKind) -> (String, String) {
    let playbook = &names.exercise.playbook;
    match kind {
        TaskKind::Triage => (
            "Recognise the first alert for what it is, and declare the incident".to_owned(),
            match playbook.triage.as_ref().and_then(|triage| triage.chain) {
                Some(chain) => format!("Playbook, triage: {}", names.chain(chain)),
                None => "Playbook: the first alert declares".to_owned(),
            },
        ),
        TaskKind::Reach => (
            "Find out who may decide, and reach them; go to the next one in time".to_owned(),
            "Playbook, escalation chains".to_owned(),
        ),
        TaskKind::Discover => (
            "Find what else was taken: onwards from what is known, and back to where it came from".to_owned(),
            "Playbook, investigation".to_owned(),
        ),
        TaskKind::Decide(right, decision) => decide(names, right, decision),
        TaskKind::Approve(right, decision) => {
            let of = names.right(right);
            let who: Vec<String> = of.approvals.iter().map(|one| names.chain(one.chain)).collect();
            (
                format!(
                    "Approve, or decline in time: {} ({})",
                    doing(decision, &names.about(of)),
                    who.join("; and ")
                ),
                source(names, right),
            )
        }
        TaskKind::Execute(right, decision) => execute(names, right, decision),
        TaskKind::Submit(clock, stage) => submit(names, clock, stage),
        TaskKind::Clear => (
            "Make sure that nothing is left, and only then declare containment".to_owned(),
            format!(
                "Playbook: everything looks contained for {}",
                duration(playbook.watch.as_millis())
            ),
        ),
    }
}

fn decide(names: &Names<'_>, right: Option<RightId>, decision: Decision) -> (String, String) {
    let Some(id) = right else {
        return (
            format!(
                "Settle who decides where no right says so, and decide: {}",
                doing(decision, "what no right names")
            ),
            "No decision right: the owners, else whoever is found".to_owned(),
        );
    };
    let of = names.right(id);
    let about = doing(decision, &names.about(of));
    (
        format!("Decide: {about} (decides: {})", names.decider(of)),
        source(names, id),
    )
}

fn execute(names: &Names<'_>, right: Option<RightId>, decision: Decision) -> (String, String) {
    match right {
        Some(id) => {
            let of = names.right(id);
            let about = doing(decision, &names.about(of));
            let who = names.executor(of);
            (
                format!("Carry out: {about} (carries out: {who})"),
                source(names, id),
            )
        }
        None => (
            format!("Carry out: {}", doing(decision, "what no right names")),
            "No decision right".to_owned(),
        ),
    }
}

fn submit(names: &Names<'_>, clock: usize, stage: usize) -> (String, String) {
    let scenario = &names.exercise.scenario;
    let law = scenario.clocks.get(clock);
    let of = law.and_then(|law| law.stages.get(stage));
    let request: Option<&NamedRequest> = of.and_then(|of| scenario.requests.item(of.submission));
    let regime = law.map_or("", |law| &law.regime);
    let what = request.map_or("", |request| &request.id);
    let stage = of.map_or("", |of| &of.id);
    (
        format!("Submit in time: {what} ({regime}, {stage})"),
        law.and_then(|law| law.source.as_deref())
            .unwrap_or(regime)
            .to_owned(),
    )
}

/// `contain assets tagged delivery`.
fn doing(decision: Decision, about: &str) -> String {
    match decision {
        Decision::Contain | Decision::Restore => format!("{} {about}", decision.word()),
        Decision::Notify => "notify an authority".to_owned(),
        Decision::Disclose => "disclose".to_owned(),
        Decision::Communicate => "communicate".to_owned(),
    }
}

/// `Decision right contain/delivery, approved by ciso on 2026-02-11`.
fn source(names: &Names<'_>, right: RightId) -> String {
    let of = names.right(right);
    let approved = of.approved.as_ref().map_or_else(
        || ", approved by nobody".to_owned(),
        |approved| format!(", approved by {} on {}", approved.by, approved.on),
    );
    let from = match of.from_severity {
        crate::model::Severity::NONE => String::new(),
        level => format!(", from severity {}", severity(level)),
    };
    format!("Decision right {}{from}{approved}", of.id)
}

/// What the replication expects.
fn expected(play: &Play<'_>, kind: TaskKind) -> String {
    let times = play.times();
    let at = |what: &str, at: Option<crate::time::SimTime>| match at {
        Some(at) => format!("{what} {} after StartEx", duration(at.as_millis())),
        None => format!("never {what}"),
    };
    let of = |right: Option<RightId>, decision: Decision| {
        play.cases()
            .filter(move |case| case.rule == right && case.decision == decision)
    };
    match kind {
        TaskKind::Triage => at("declared", times.declare),
        TaskKind::Reach => at(
            "first decider reached",
            times.first_decider.or(times.first_executor),
        ),
        TaskKind::Discover => match play.never_known() {
            0 => "everything that fell became known".to_owned(),
            1 => "1 asset that fell was never known".to_owned(),
            more => format!("{more} assets that fell were never known"),
        },
        TaskKind::Decide(right, decision) => {
            let asked = of(right, decision).count();
            let decided: Vec<_> = of(right, decision).filter_map(|case| case.decided_at).collect();
            format!(
                "{}; {} of {asked} decided",
                at("first decided", decided.iter().min().copied()),
                decided.len()
            )
        }
        TaskKind::Approve(right, decision) => at(
            "first approved",
            of(Some(right), decision)
                .filter_map(|case| case.approved_at)
                .min(),
        ),
        TaskKind::Execute(right, decision) => at(
            "first carried out",
            of(right, decision).filter_map(|case| case.executed_at).min(),
        ),
        TaskKind::Submit(clock, stage) => {
            let law = play.exercise().scenario.clocks.get(clock);
            let request = law
                .and_then(|law| law.stages.get(stage))
                .map(|stage| stage.submission);
            let mut cases = play
                .cases()
                .filter(|case| case.name.is_some() && case.name == request);
            match cases.next() {
                Some(case) => at("submitted", case.executed_at),
                None => "not called for".to_owned(),
            }
        }
        TaskKind::Clear => at("contained", play.contained_at()),
    }
}
