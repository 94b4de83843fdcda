//! What a session recorded, in the words of the after-action report and of the history.

use crate::conduct::history::{LiveGap, Rated, Rating as Verdict};
use crate::conduct::live::{Observed, Role, Session, Status};
use crate::conduct::materials::{
    AreaForImprovement, Conducted, ConductedDecision, DeliveredInject, ExercisePackage, ObjectiveRating,
    Observation, Participant, Rating, Strength, TaskRating,
};
use crate::engine::Kind;
use crate::model::PersonId;
use crate::time::SimTime;

use super::held::{Afterwards, DecisionHeld};
use super::proposed::{Leaning, about_decision, about_milestone};

/// What is known besides the session: the documents' numbers of objectives and tasks, what people are called, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The package that the planners' documents were made of.
    pub package: &'a ExercisePackage,
    /// What each person is called, by place: roles, unless people agreed to be named.
    pub labels: &'a [String],
    /// The day: `2026-11-20`.
    pub date: Option<&'a str>,
}

/// The session as the after-action report takes it.
pub fn conducted(session: &Session<'_>, held: &Afterwards, known: Known<'_>) -> Conducted {
    let observed = session.observed();
    Conducted {
        date: known.date.map(str::to_owned),
        venue: None,
        practice: session.setup().practice,
        summary: None,
        participants: participants(session, known),
        observations: observed
            .iter()
            .map(|one| observation(session, one, known))
            .collect(),
        ratings: ratings(observed, known),
        objective_ratings: objective_ratings(observed, known),
        strengths: strengths(observed, held, known),
        areas: areas(observed, held, known),
        corrective_actions: Vec::new(),
        decisions: held
            .decisions
            .iter()
            .map(|one| decision(session, one, known))
            .collect(),
        delivered: delivered(session, known),
        feedback: session
            .feedback()
            .map(|(_, asked, said)| format!("{asked}: {said}"))
            .collect(),
    }
}

fn label(known: Known<'_>, person: PersonId) -> String {
    use crate::model::Index;
    known.labels.get(person.position()).cloned().unwrap_or_default()
}

fn participants(session: &Session<'_>, known: Known<'_>) -> Vec<Participant> {
    let people = &session.exercise().organisation.people;
    let of_id = |id: &String| people.ids().find(|&person| *people[person].id == **id);
    session
        .seats()
        .map(|seat| {
            let plays: Vec<String> = seat
                .plays
                .iter()
                .filter_map(of_id)
                .map(|it| label(known, it))
                .collect();
            let role = if plays.is_empty() {
                seat.role.word().to_owned()
            } else {
                plays.join(", ")
            };
            Participant {
                role: if session.consents(&seat.id) {
                    format!("{role} ({})", seat.name)
                } else {
                    role
                },
                part: capital(seat.role.word()),
                organisation: String::new(),
                simulated: seat.role == Role::Player && !session.sits(&seat.id),
            }
        })
        .collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The number of the objective that is written so.
fn objective(known: Known<'_>, written: &str) -> Option<String> {
    let mut objectives = known.package.objectives.iter();
    let found = objectives.find(|it| it.written == written && !written.is_empty());
    found.map(|it| it.number.clone())
}

/// The number of the first critical task of a decision right.
fn task(known: Known<'_>, right: &str) -> Option<String> {
    let mut tasks = known.package.tasks.iter();
    let found = tasks.find(|it| it.right.as_deref() == Some(right));
    found.map(|it| it.number.clone())
}

fn clock(session: &Session<'_>, at: SimTime) -> String {
    let start = session.live().play().started_at();
    session.exercise().scenario.zone.display(at.on_wall(start))
}

fn observation(session: &Session<'_>, one: &Observed, known: Known<'_>) -> Observation {
    Observation {
        task: task(known, &one.what.task),
        objective: objective(known, &one.what.task),
        inject: None,
        text: one.what.text.clone(),
        rating: one.what.rating,
        observed_at: clock(session, one.at),
        recorded_at: crate::time::Zone::utc().rfc3339(one.wall),
        evaluator: one.seat.clone(),
    }
}

/// The worst rating of those about the same thing: one evaluator who saw it fail has seen it fail.
fn worst<'a>(observed: &'a [Observed], about: impl Fn(&str) -> bool + 'a) -> Option<(Rating, &'a str)> {
    let rated = observed.iter().filter(move |one| about(&one.what.task));
    let rated = rated.filter_map(|one| Some((one.what.rating?, one.what.text.as_str())));
    rated.max_by_key(|(rating, _)| *rating)
}

fn ratings(observed: &[Observed], known: Known<'_>) -> Vec<TaskRating> {
    let tasks = known.package.tasks.iter();
    let rated = tasks.filter_map(|it| {
        let first = task(known, it.right.as_deref()?)? == it.number;
        let (rating, why) = worst(observed, |about| first && it.right.as_deref() == Some(about))?;
        Some(TaskRating {
            task: it.number.clone(),
            rating: Some(rating),
            why: why.to_owned(),
        })
    });
    rated.collect()
}

fn objective_ratings(observed: &[Observed], known: Known<'_>) -> Vec<ObjectiveRating> {
    let objectives = known.package.objectives.iter();
    let rated = objectives.filter_map(|it| {
        let (rating, _) = worst(observed, |about| !about.is_empty() && about == it.written)?;
        Some(ObjectiveRating {
            objective: it.number.clone(),
            rating,
        })
    });
    rated.collect()
}

fn strengths(observed: &[Observed], held: &Afterwards, known: Known<'_>) -> Vec<Strength> {
    let seen = observed.iter().filter(|one| one.what.strength == Some(true));
    let seen = seen.map(|one| Strength {
        objective: objective(known, &one.what.task),
        text: one.what.text.clone(),
        proposed: false,
    });
    let proposed = held
        .proposals
        .iter()
        .filter(|one| one.leaning == Leaning::Strength);
    let proposed = proposed.map(|one| Strength {
        objective: None,
        text: one.observation.clone(),
        proposed: true,
    });
    seen.chain(proposed).collect()
}

fn areas(observed: &[Observed], held: &Afterwards, known: Known<'_>) -> Vec<AreaForImprovement> {
    let seen = observed.iter().filter(|one| one.what.strength == Some(false));
    let seen = seen.map(|one| AreaForImprovement {
        objective: objective(known, &one.what.task),
        statement: one.what.text.clone(),
        reference: one.what.task.clone(),
        analysis: String::new(),
        proposed: false,
    });
    let proposed = held.proposals.iter().filter(|one| one.leaning == Leaning::Area);
    let proposed = proposed.map(|one| AreaForImprovement {
        objective: None,
        statement: one.observation.clone(),
        reference: one.reference.clone(),
        analysis: String::new(),
        proposed: true,
    });
    seen.chain(proposed).collect()
}

fn decision(session: &Session<'_>, one: &DecisionHeld, known: Known<'_>) -> ConductedDecision {
    let by = decider(session, one);
    let share = one.decided.percentile.share;
    ConductedDecision {
        what: format!("{} {}", one.decision, one.about),
        right: one.rule.clone(),
        by: by.map_or_else(String::new, |person| label(known, person)),
        actual_ms: one.decided.actual_ms,
        expected_ms: one.decided.simulated_ms.get(1).copied().flatten(),
        percentile: share.map(hundredths),
        simulated: by.is_some_and(|person| !session.live().is_played(person)),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 1 in hundredths"
)]
fn hundredths(share: f64) -> u8 {
    (share * 100.0).round() as u8
}

/// Who decided about an asset, as the records tell it.
fn decider(session: &Session<'_>, one: &DecisionHeld) -> Option<PersonId> {
    let nodes = &session.exercise().estate.nodes;
    let records = session.live().play().records().iter();
    let mut decided = records.filter(|record| record.kind == Kind::Decided);
    let decided = decided.find(|record| record.about().is_some_and(|node| *nodes[node].id == *one.about));
    decided?.who()
}

fn delivered(session: &Session<'_>, known: Known<'_>) -> Vec<DeliveredInject> {
    let number = |id: &str| {
        let mut rows = known.package.timeline.injects.iter();
        let row = rows.find(|row| row.id == id || row.id.ends_with(&format!("/{id}")));
        row.map_or_else(|| id.to_owned(), |row| row.number.clone())
    };
    let mut script: Vec<_> = session.script().iter().collect();
    // As they came; what never came stands last.
    script.sort_by_key(|it| it.happened_at.unwrap_or(SimTime::MAX));
    script
        .into_iter()
        .map(|it| DeliveredInject {
            number: number(&it.id),
            at: it.happened_at.map(|at| clock(session, at)),
            note: match it.status {
                Status::Released => String::new(),
                Status::Planned => "its moment never came".to_owned(),
                Status::Held => "held back to the end".to_owned(),
                Status::Skipped => "skipped".to_owned(),
            },
        })
        .collect()
}

/// Objectives as evaluators rated them, for the history.
pub fn rated(session: &Session<'_>) -> Vec<Rated> {
    let objectives = session.exercise().objectives.iter();
    let rated = objectives.filter_map(|objective| {
        let (rating, _) = worst(session.observed(), |about| about == &*objective.text)?;
        Some(Rated {
            alternative: session.setup().alternative.clone(),
            text: objective.text.to_string(),
            rating: match rating {
                Rating::P => Verdict::Performed,
                Rating::S => Verdict::Some,
                Rating::M => Verdict::Major,
                Rating::U => Verdict::Unable,
            },
            estimate: None,
            low: None,
            high: None,
            confidence: None,
            threshold: None,
            reason: None,
        })
    });
    rated.collect()
}

/// What showed as a gap, for the history, and what was exercised and held: the same words in every exercise, so that it is known again.
pub fn gaps(session: &Session<'_>, held: &Afterwards) -> (Vec<LiveGap>, Vec<String>) {
    let areas = held.proposals.iter().filter(|one| one.leaning == Leaning::Area);
    let proposed = areas.map(|one| LiveGap {
        about: one.about.clone(),
        title: one.observation.clone(),
        level: "warning".to_owned(),
    });
    let seen = session
        .observed()
        .iter()
        .filter(|one| one.what.strength == Some(false));
    let seen = seen.filter(|one| !one.what.task.is_empty()).map(|one| LiveGap {
        about: format!("task {}", one.what.task),
        title: one.what.text.clone(),
        level: "warning".to_owned(),
    });
    let mut gaps: Vec<LiveGap> = proposed.chain(seen).collect();
    gaps.sort_by(|one, other| one.about.cmp(&other.about));
    gaps.dedup_by(|one, other| one.about == other.about);
    let decided = held
        .decisions
        .iter()
        .filter(|one| one.decided.actual_ms.is_some());
    let came = held.milestones.iter().filter(|one| one.held.actual_ms.is_some());
    let came = came.filter(|one| one.milestone.is_of_people());
    let mut fine: Vec<String> = decided
        .map(about_decision)
        .chain(came.map(about_milestone))
        .chain(
            session
                .observed()
                .iter()
                .filter(|one| matches!(one.what.rating, Some(Rating::P)) && !one.what.task.is_empty())
                .map(|one| format!("task {}", one.what.task)),
        )
        .filter(|about| !gaps.iter().any(|gap| gap.about == *about))
        .collect();
    fine.sort();
    fine.dedup();
    (gaps, fine)
}
