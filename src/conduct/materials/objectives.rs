//! Objectives with capability, target and the critical tasks that bear on them: from what is wanted to what an evaluator watches.

use serde::Serialize;

use crate::model::{Comparison, Decision, Exercise, Measure, Objective, Statistic, Subject};

use super::capability::{Capability, capability};
use super::target::{statement, target};
use super::tasks::{CriticalTask, TaskKind};

/// An objective of the exercise, with all that an evaluation guide needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExerciseObjective {
    /// `O1`.
    pub number: String,
    /// As the exercise writes it; empty: it writes none, and this one stands in.
    pub written: String,
    /// What is wanted, as a sentence for people.
    pub statement: String,
    /// The core capability.
    pub capability: Capability,
    /// The organisational capability target: how well, by when.
    pub target: String,
    /// The critical tasks, by number.
    pub tasks: Vec<String>,
}
/// The objectives with their tasks; where none is written, to win the race is the only one.
pub(super) fn objectives(exercise: &Exercise, tasks: &[CriticalTask]) -> Vec<ExerciseObjective> {
    let race = [Objective {
        text: "".into(),
        subject: Subject::OutrunRate,
        comparison: Comparison::AtLeast,
        threshold: 0.5,
    }];
    let written = if exercise.objectives.is_empty() {
        &race[..]
    } else {
        &exercise.objectives
    };
    let numbered = (1..).zip(written);
    numbered
        .map(|(number, objective)| ExerciseObjective {
            number: format!("O{number}"),
            written: objective.text.to_string(),
            statement: statement(exercise, objective),
            capability: capability(exercise, &objective.subject),
            target: target(exercise, objective),
            tasks: tasks
                .iter()
                .filter(|task| serves(exercise, &objective.subject, task.kind))
                .map(|task| task.number.clone())
                .collect(),
        })
        .collect()
}

/// Whether a task bears on an objective.
fn serves(exercise: &Exercise, subject: &Subject, kind: TaskKind) -> bool {
    let contains = kind.decision() == Some(Decision::Contain);
    match subject {
        Subject::OutrunRate => {
            contains
                || matches!(
                    kind,
                    TaskKind::Triage | TaskKind::Reach | TaskKind::Discover | TaskKind::Clear
                )
        }
        Subject::FalseAllClearRate => matches!(kind, TaskKind::Discover | TaskKind::Clear),
        Subject::FalseAlarmActedOnRate => {
            kind == TaskKind::Triage || (contains && !matches!(kind, TaskKind::Execute(..)))
        }
        Subject::Met { clock, stage } => match kind {
            TaskKind::Submit(of, which) => of == *clock && stage.is_none_or(|stage| stage == which),
            _ => kind
                .decision()
                .is_some_and(|decision| submits(exercise, *clock, decision)),
        },
        Subject::Statistic(Statistic::Quantile(_) | Statistic::Mean, measure) => {
            measured(exercise, *measure, kind)
        }
    }
}

/// Whether decisions of this kind are submissions of a clock.
fn submits(exercise: &Exercise, clock: usize, decision: Decision) -> bool {
    let scenario = &exercise.scenario;
    let stages = scenario.clocks.get(clock).map_or(&[][..], |law| &law.stages);
    stages.iter().any(|stage| {
        scenario
            .requests
            .item(stage.submission)
            .is_some_and(|request| request.decision == decision)
    })
}

fn measured(exercise: &Exercise, measure: Measure, kind: TaskKind) -> bool {
    let contains = kind.decision() == Some(Decision::Contain);
    match measure {
        Measure::TimeToDetect | Measure::TimeToDeclare | Measure::BlastAtDetect | Measure::BlastAtDeclare => {
            kind == TaskKind::Triage
        }
        Measure::TimeToFirstAuthorised | Measure::TimeToFirstDecision => {
            kind == TaskKind::Reach || matches!(kind, TaskKind::Decide(_, Decision::Contain))
        }
        Measure::TimeToFirstAction | Measure::TimeToFirstEffect | Measure::BlastAtFirstEffect => {
            contains || matches!(kind, TaskKind::Triage | TaskKind::Reach)
        }
        Measure::TimeToRestore | Measure::Disruption => {
            kind.decision() == Some(Decision::Restore) || kind == TaskKind::Clear
        }
        Measure::TimeTo(request) => {
            let of = exercise.scenario.requests.item(request);
            kind.decision().is_some() && kind.decision() == of.map(|request| request.decision)
        }
        Measure::Pages | Measure::PeopleEngaged | Measure::PeopleWoken | Measure::Work => {
            matches!(kind, TaskKind::Triage | TaskKind::Reach)
        }
        Measure::Approvals => matches!(kind, TaskKind::Approve(..)),
        Measure::CleanActedOn | Measure::WrongfulDisruption => {
            kind == TaskKind::Triage || matches!(kind, TaskKind::Decide(_, Decision::Contain))
        }
        Measure::NeverKnown | Measure::Retaken => matches!(kind, TaskKind::Discover | TaskKind::Clear),
        _ => {
            contains
                || matches!(
                    kind,
                    TaskKind::Triage | TaskKind::Reach | TaskKind::Discover | TaskKind::Clear
                )
        }
    }
}
