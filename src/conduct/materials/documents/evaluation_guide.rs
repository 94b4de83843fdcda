//! The exercise evaluation guide of one objective.

use crate::conduct::materials::document::{Block, Document, Readers, Table, chapter, page, text};
use crate::conduct::materials::objectives::ExerciseObjective;
use crate::conduct::materials::package::ExercisePackage;

use super::overview::{document, handling, or_blank};
use super::ratings::key;

/// The exercise evaluation guide of an objective of the package.
pub fn evaluation_guide(of: &ExercisePackage, objective: &ExerciseObjective) -> Document {
    let number = &objective.number;
    let title = format!("Exercise evaluation guide {number}");
    let file = format!("evaluation-guide-{}", number.to_lowercase());
    let mut made = document(of, &file, &title, Readers::Planners);
    made.blocks = vec![
        handling(of, Readers::Planners),
        Block::Table(Table::fields(first(of, objective))),
        chapter("Capability target and critical tasks"),
        text(format!("Organisational capability target: {}", objective.target)),
        Block::Table(tasks(of, objective)),
        Block::Section("Injects that call for them".to_owned()),
        Block::Table(injects(of, objective)),
        page("Rating chart"),
        Block::Table(chart(of, objective)),
        Block::Table(Table::fields(vec![(
            "Final core capability rating".to_owned(),
            "☐ P    ☐ S    ☐ M    ☐ U".to_owned(),
        )])),
        Block::Section("Ratings key".to_owned()),
        Block::Table(key()),
        Block::Section("Evaluator".to_owned()),
        Block::Table(Table::fields(
            ["Name", "E-mail", "Phone"]
                .map(|name| (name.to_owned(), String::new()))
                .to_vec(),
        )),
        page("Observations"),
        Block::Table(Table::new(
            [
                ("Time", 12),
                ("Inject", 10),
                ("Task", 10),
                ("What was seen", 56),
                ("Rating", 12),
            ],
            vec![std::array::from_fn(|_| String::new()); 12],
        )),
    ];
    made
}

fn first(of: &ExercisePackage, objective: &ExerciseObjective) -> Vec<(String, String)> {
    let day = &of.arrangements;
    let rows = [
        ("Exercise name", of.title.clone()),
        ("Exercise date", or_blank(day.date.as_ref())),
        (
            "Organisation or jurisdiction",
            or_blank(day.organisation.as_ref()),
        ),
        ("Venue", or_blank(day.venue.as_ref())),
        ("Mission area", objective.capability.mission_area.clone()),
        (
            "Exercise objective",
            format!("{}. {}", objective.number, objective.statement),
        ),
        ("Core capability", objective.capability.name.clone()),
        ("Definition", objective.capability.definition.clone()),
    ];
    rows.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

fn tasks(of: &ExercisePackage, objective: &ExerciseObjective) -> Table {
    let tasks = objective.tasks.iter().filter_map(|number| of.task(number));
    let rows = tasks.map(|task| {
        let right = task.right.clone().unwrap_or_else(|| "none".to_owned());
        [
            task.number.clone(),
            task.text.clone(),
            right,
            task.source.clone(),
            task.expected.clone(),
        ]
    });
    Table::new(
        [
            ("No.", 7),
            ("Critical task", 35),
            ("Decision right", 15),
            ("Source", 23),
            ("Simulated", 20),
        ],
        rows.collect(),
    )
}

fn injects(of: &ExercisePackage, objective: &ExerciseObjective) -> Table {
    let serves = of
        .timeline
        .injects
        .iter()
        .filter(|inject| inject.objectives.contains(&objective.number));
    let rows = serves.map(|inject| {
        [
            inject.number.clone(),
            of.planned(inject.planned_min),
            inject.title.clone(),
            inject.tasks.join(", "),
        ]
    });
    Table::new(
        [
            ("No.", 8),
            ("Planned", 12),
            ("Inject", 60),
            ("Critical tasks", 20),
        ],
        rows.collect(),
    )
}

fn chart(of: &ExercisePackage, objective: &ExerciseObjective) -> Table {
    let tasks: Vec<String> = objective
        .tasks
        .iter()
        .filter_map(|number| of.task(number))
        .map(|task| format!("{}. {}", task.number, task.text))
        .collect();
    let row = [
        objective.target.clone(),
        tasks.join("\n"),
        "\n\n\n\n\n\n".to_owned(),
        "☐ P\n☐ S\n☐ M\n☐ U".to_owned(),
    ];
    Table::new(
        [
            ("Organisational capability target", 25),
            ("Associated critical tasks", 32),
            ("Observation notes and explanation of rating", 30),
            ("Target rating", 13),
        ],
        vec![row],
    )
}
