//! The controller and evaluator handbook: for planners and controllers only.

use crate::conduct::materials::document::{Block, Document, Readers, Table, chapter, list, page, text};
use crate::conduct::materials::package::ExercisePackage;

use super::overview::{TO_FILL_IN, agenda, document, handling, overview, parts};
use super::ratings::key;

/// The controller and evaluator handbook.
pub fn controller_handbook(of: &ExercisePackage) -> Document {
    let mut made = document(
        of,
        "controller-evaluator-handbook",
        "Controller and evaluator handbook",
        Readers::Planners,
    );
    let mut blocks = vec![
        handling(of, Readers::Planners),
        chapter("Exercise overview"),
        Block::Table(overview(of)),
        chapter("Agenda"),
        Block::Table(agenda(of)),
        chapter("Parts"),
        Block::Table(parts()),
    ];
    blocks.extend(assignments(of));
    blocks.extend(control());
    blocks.extend(evaluation(of));
    made.blocks = blocks;
    made
}

fn assignments(of: &ExercisePackage) -> Vec<Block> {
    let mut controllers: Vec<(String, Vec<String>)> = Vec::new();
    for inject in &of.timeline.injects {
        match controllers.iter_mut().find(|(who, _)| *who == inject.controller) {
            Some((_, numbers)) => numbers.push(inject.number.clone()),
            None => controllers.push((inject.controller.clone(), vec![inject.number.clone()])),
        }
    }
    let controllers = controllers.into_iter().map(|(who, numbers)| {
        let who = if who.is_empty() {
            "Nobody yet".to_owned()
        } else {
            who
        };
        [who, TO_FILL_IN.to_owned(), numbers.join(", ")]
    });
    let evaluators = of.objectives.iter().map(|objective| {
        [
            objective.number.clone(),
            objective.capability.name.clone(),
            objective.tasks.join(", "),
            TO_FILL_IN.to_owned(),
        ]
    });
    vec![
        page("Controller assignments"),
        Block::Table(Table::new(
            [("Controller", 35), ("Who", 25), ("Injects", 40)],
            controllers.collect(),
        )),
        chapter("Evaluator assignments"),
        Block::Table(Table::new(
            [
                ("Objective", 15),
                ("Core capability", 30),
                ("Critical tasks", 30),
                ("Evaluator", 25),
            ],
            evaluators.collect(),
        )),
    ]
}

fn control() -> Vec<Block> {
    vec![
        chapter("Controlling"),
        list([
            "Deliver each inject at its time, as it is written, to whom it is addressed. Write down when you did.",
            "Answer for everybody who is not in the room, as they would, and no better.",
            "Do not tell players what they have not been told. Rows for controllers only are never delivered.",
            "If the room has made an inject pointless, skip it and say so to the exercise director.",
            "Stop the exercise when something real happens: “real world, real world, real world”.",
        ]),
        chapter("Communications plan"),
        text(
            "Controllers and evaluators have a channel of their own, which players cannot see. Every message of the exercise begins and ends with the word “exercise”.",
        ),
        Block::Table(Table::fields(vec![
            ("Channel of controllers".to_owned(), TO_FILL_IN.to_owned()),
            ("Channel of players".to_owned(), TO_FILL_IN.to_owned()),
            (
                "Exercise director, to be reached by".to_owned(),
                TO_FILL_IN.to_owned(),
            ),
        ])),
    ]
}

fn evaluation(of: &ExercisePackage) -> Vec<Block> {
    let tasks = of.tasks.iter().map(|task| {
        [
            task.number.clone(),
            task.text.clone(),
            task.source.clone(),
            task.expected.clone(),
        ]
    });
    vec![
        page("Evaluating"),
        list([
            "Write down what you see and hear, with the time, and not what you think of it.",
            "For each decision: when it was asked for, when it was taken, by whom, on what authority.",
            "Do not help and do not take part.",
            "Rate only afterwards, target by target. The worst of its tasks is not yet the rating of a target: say why.",
        ]),
        Block::Section("Critical tasks, and what the simulation expects".to_owned()),
        Block::Table(Table::new(
            [
                ("No.", 7),
                ("Critical task", 43),
                ("Source", 28),
                ("Simulated", 22),
            ],
            tasks.collect(),
        )),
        Block::Section("Ratings".to_owned()),
        Block::Table(key()),
        page("Observations"),
        Block::Table(Table::new(
            [
                ("Time", 10),
                ("Inject", 10),
                ("Critical task", 12),
                ("What was seen", 58),
                ("Rating", 10),
            ],
            vec![std::array::from_fn(|_| String::new()); 14],
        )),
        page("Debrief of controllers and evaluators"),
        list([
            "What did the exercise show that the plan does not say?",
            "Which injects worked, which did not?",
            "Which lapse is so grave that its owner must hear of it today?",
        ]),
        Block::Room(8),
    ]
}
