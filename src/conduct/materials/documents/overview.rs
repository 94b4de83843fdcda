//! What several documents share: the exercise overview, the agenda, objectives, who plays.

use crate::conduct::materials::assemble::PHASES;
use crate::conduct::materials::document::{Block, Document, Readers, Table};
use crate::conduct::materials::package::{Arrangements, BRIEFING_MIN, ExercisePackage, HOT_WASH_MIN};

/// What planners have to fill in.
pub(super) const TO_FILL_IN: &str = "[to be filled in]";

/// A document of this package.
pub(super) fn document(of: &ExercisePackage, file: &str, title: &str, readers: Readers) -> Document {
    Document {
        file: file.to_owned(),
        title: title.to_owned(),
        exercise: of.title.clone(),
        readers,
        marking: of.arrangements.marking.clone(),
        date: of.arrangements.date.clone(),
        wide: false,
        blocks: Vec::new(),
    }
}

/// A value, or the request to fill it in.
pub(super) fn or_blank(value: Option<&String>) -> String {
    value.cloned().unwrap_or_else(|| TO_FILL_IN.to_owned())
}

/// How the document may be handled.
pub(super) fn handling(of: &ExercisePackage, readers: Readers) -> Block {
    let marking = of.arrangements.marking.as_deref().map_or_else(
        || "This document carries no marking.".to_owned(),
        |marking| format!("This document is marked {marking}: handle it accordingly."),
    );
    let who = match readers {
        Readers::Everybody => "It may be given to all participants.",
        Readers::Planners => {
            "It is for planners, controllers, facilitators and evaluators only: players must not see it before the exercise is over."
        }
    };
    let people = if of.names_people {
        " It names people, as was asked for."
    } else {
        ""
    };
    Block::Notice(format!(
        "{marking} {who}{people} Everything in it is part of an exercise: nothing of it has happened."
    ))
}

/// The overview of HSEEP.
pub(super) fn overview(of: &ExercisePackage) -> Table {
    let day = &of.arrangements;
    let (mut areas, mut capabilities): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for objective in &of.objectives {
        let capability = &objective.capability;
        if !areas.contains(&capability.mission_area) {
            areas.push(capability.mission_area.clone());
        }
        if !capabilities.contains(&capability.name) {
            capabilities.push(capability.name.clone());
        }
    }
    let objectives: Vec<String> = of
        .objectives
        .iter()
        .map(|objective| format!("{}. {}", objective.number, objective.statement))
        .collect();
    let rows = [
        ("Exercise name", of.title.clone()),
        ("Exercise dates", dates(day)),
        (
            "Scope",
            format!(
                "A tabletop exercise of {}, played in one room or on one call. It is about who may decide, who is reached, and what is done; nothing is switched off.",
                hours(day.lasts_min)
            ),
        ),
        ("Mission areas", areas.join(", ")),
        ("Core capabilities", capabilities.join(", ")),
        ("Objectives", objectives.join("\n")),
        (
            "Threat or hazard",
            format!(
                "A compromised non-human identity (class of incident: {})",
                of.class
            ),
        ),
        (
            "Scenario",
            format!(
                "{} {}",
                "The compromise of a credential that no person logs in with.", of.opening
            ),
        ),
        ("Sponsor", or_blank(day.sponsor.as_ref())),
        ("Participating organisations", or_blank(day.organisation.as_ref())),
        ("Venue", or_blank(day.venue.as_ref())),
        ("Point of contact", or_blank(day.contact.as_ref())),
    ];
    Table::fields(rows.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

fn dates(day: &Arrangements) -> String {
    let date = or_blank(day.date.as_ref());
    match day.begins_min {
        Some(_) => format!("{date}, {} to {}", day.clock(0), day.clock(day.lasts_min)),
        None => format!("{date}, {}", hours(day.lasts_min)),
    }
}

/// `3 hours`, `90 minutes`.
pub(super) fn hours(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (1, 0) => "1 hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        _ => format!("{minutes} minutes"),
    }
}

/// Start, end and activity of each part: a module begins with the first inject of its phase.
pub(super) fn agenda(of: &ExercisePackage) -> Table {
    let day = &of.arrangements;
    let end = BRIEFING_MIN + day.play_min();
    let begins = |phase: &&str| {
        let injects = of
            .timeline
            .injects
            .iter()
            .filter(|inject| inject.phase == **phase);
        injects.filter_map(|inject| inject.planned_min).min()
    };
    let mut parts = vec![(0, "Welcome, ground rules, how messages reach you".to_owned())];
    for phase in PHASES {
        if let Some(from) = begins(&phase) {
            parts.push((BRIEFING_MIN + from.min(day.play_min()), format!("Module {phase}")));
        }
    }
    // A list that somebody made by hand may have phases of its own.
    if parts.len() == 1 {
        parts.push((BRIEFING_MIN, "Play".to_owned()));
    }
    parts.push((end, "Hot wash, participant feedback forms".to_owned()));
    let ends = parts
        .iter()
        .skip(1)
        .map(|(from, _)| *from)
        .chain([end + HOT_WASH_MIN]);
    let rows = parts.iter().zip(ends);
    let rows =
        rows.map(|((from, what), until)| [day.clock(*from), day.clock(until.max(*from)), what.clone()]);
    Table::new([("Start", 15), ("End", 15), ("Activity", 70)], rows.collect())
}

/// Objectives with capability and target.
pub(super) fn objectives(of: &ExercisePackage) -> Table {
    let rows = of.objectives.iter().map(|objective| {
        [
            objective.number.clone(),
            objective.statement.clone(),
            objective.capability.name.clone(),
            objective.target.clone(),
        ]
    });
    Table::new(
        [
            ("No.", 7),
            ("Objective", 33),
            ("Core capability", 20),
            ("Organisational capability target", 40),
        ],
        rows.collect(),
    )
}

/// The parts that people have in an exercise.
pub(super) fn parts() -> Table {
    let rows = [
        (
            "Exercise director",
            "Owns the exercise: begins, pauses and ends it.",
        ),
        (
            "Facilitator",
            "Leads through the modules, asks questions, keeps the time.",
        ),
        (
            "Controller",
            "Delivers injects, answers for everybody who is not in the room, keeps play on course.",
        ),
        (
            "Simulator",
            "Plays those outside: vendors, authorities, the press, the simulation cell.",
        ),
        (
            "Evaluator",
            "Watches critical tasks, writes down what is seen and when, rates afterwards.",
        ),
        (
            "Player",
            "Does in the exercise what they would do in an incident, in their own role.",
        ),
        ("Observer", "Watches, and does not take part."),
        ("Safety officer", "Stops the exercise if something real happens."),
        ("Trusted agent", "Knows the scenario and keeps it to themselves."),
    ];
    Table::new(
        [("Part", 25), ("What they do", 75)],
        rows.map(|(part, does)| [part.to_owned(), does.to_owned()])
            .to_vec(),
    )
}
