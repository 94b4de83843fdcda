//! The after-action report: a template before the exercise, and what was recorded after it.

use outrun::conduct::materials::{
    AreaForImprovement, CapabilityElement, Conducted, ConductedDecision, CorrectiveAction, DeliveredInject,
    Observation, Participant, Rating, Strength, TaskRating, after_action, improvement_rows,
};
use outrun::report::materials::{docx, improvement_csv, markdown};

use crate::packages::package;

fn conducted() -> Conducted {
    Conducted {
        date: Some("2026-11-20".to_owned()),
        participants: vec![
            Participant {
                role: "platform-lead".to_owned(),
                part: "Player".to_owned(),
                ..Participant::default()
            },
            Participant {
                role: "ciso".to_owned(),
                part: "Player".to_owned(),
                simulated: true,
                ..Participant::default()
            },
        ],
        observations: vec![Observation {
            task: Some("T1".to_owned()),
            text: "The alert was taken up | after nine minutes".to_owned(),
            rating: Some(Rating::S),
            observed_at: "09:24".to_owned(),
            ..Observation::default()
        }],
        ratings: vec![
            TaskRating {
                task: "T1".to_owned(),
                rating: Some(Rating::S),
                why: "nine minutes".to_owned(),
            },
            TaskRating {
                task: "T2".to_owned(),
                rating: Some(Rating::M),
                why: "the chain was not known".to_owned(),
            },
            TaskRating {
                task: "T3".to_owned(),
                rating: None,
                why: String::new(),
            },
        ],
        strengths: vec![Strength {
            objective: Some("O1".to_owned()),
            text: "Nobody waited for proof".to_owned(),
            proposed: true,
        }],
        areas: vec![AreaForImprovement {
            objective: Some("O1".to_owned()),
            statement: "Nobody knew who decides at night".to_owned(),
            reference: "contain/default".to_owned(),
            analysis: "The chain ends with a lead who sleeps".to_owned(),
            proposed: false,
        }],
        corrective_actions: vec![CorrectiveAction {
            objective: Some("O1".to_owned()),
            issue: "Nobody knew who decides at night".to_owned(),
            action: "Give whoever is on call standing authority".to_owned(),
            element: CapabilityElement::Organization,
            responsible: "Platform".to_owned(),
            contact: "platform-lead".to_owned(),
            starts: "2026-12-01".to_owned(),
            completes: "2027-01-31".to_owned(),
        }],
        decisions: vec![ConductedDecision {
            what: "contain deploy-token".to_owned(),
            right: Some("contain/default".to_owned()),
            by: "platform-lead".to_owned(),
            actual_ms: Some(25 * 60_000),
            expected_ms: Some(3_600_000),
            percentile: Some(20),
            simulated: false,
        }],
        delivered: vec![DeliveredInject {
            number: "3".to_owned(),
            at: None,
            note: "the room had moved on".to_owned(),
        }],
        ..Conducted::default()
    }
}

#[test]
fn what_was_recorded_stands_in_its_place() {
    let package = package(3);
    let report = markdown(&after_action(&package, Some(&conducted())));
    for expected in [
        "Exercised with people",
        "with 1 participants. For 1 who did not come the simulation stood in.",
        "taken up \\| after nine minutes",
        "not evaluated",
        "Nobody waited for proof (proposed by the comparison with the simulation)",
        "| Nobody knew who decides at night | contain/default | The chain ends with a lead who sleeps |",
        "| Cybersecurity | Nobody knew who decides at night | Give whoever is on call standing authority | Organization | Platform | platform-lead | 2026-12-01 | 2027-01-31 |",
        "25 min | median 1 h | 80 % of simulated incidents",
        "| ciso | Player (did not come: simulated) |",
        "| 3 | skipped | the room had moved on |",
    ] {
        assert!(report.contains(expected), "{expected} is not in\n{report}");
    }
    // The worst of its tasks is the rating of the first objective: P, S, M, U.
    let row = report.lines().find(|line| line.starts_with("| O1. ")).unwrap();
    assert!(row.ends_with("|  |  | ● |  |"), "{row}");
    assert!(
        docx(&after_action(&package, Some(&conducted())))
            .unwrap()
            .starts_with(b"PK")
    );
}

#[test]
fn without_a_record_it_is_a_template_with_a_row_for_each_objective() {
    let package = package(3);
    let report = markdown(&after_action(&package, None));
    assert!(report.contains("Not exercised yet: a template"));
    assert!(report.contains("\\[to be filled in\\]"));
    assert_eq!(improvement_rows(&package, None).len(), package.objectives.len());
    let plan = String::from_utf8(improvement_csv(&package, None).unwrap()).unwrap();
    assert!(
        plan.contains("Planning / Organization / Equipment / Training / Exercise"),
        "{plan}"
    );
}

#[test]
fn every_objective_has_tasks_and_every_right_that_ruled_has_one() {
    for replication in 1..=20 {
        let package = package(replication);
        for objective in &package.objectives {
            assert!(
                !objective.tasks.is_empty(),
                "{}: {}",
                replication,
                objective.written
            );
            assert!(objective.tasks.iter().all(|task| package.task(task).is_some()));
        }
        for inject in &package.timeline.injects {
            for right in &inject.rights {
                assert!(
                    package
                        .tasks
                        .iter()
                        .any(|task| task.right.as_ref() == Some(right)),
                    "{right}"
                );
            }
        }
        package.timeline.check().unwrap();
    }
}
