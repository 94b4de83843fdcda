//! The facilitator guide: what is asked when, what the plan says to it, and what really happens.

use crate::conduct::materials::assemble::PHASES;
use crate::conduct::materials::document::{Block, Document, Readers, Table, chapter, list, page, text};
use crate::conduct::materials::package::ExercisePackage;

use super::msel::scenario_clock;
use super::overview::{agenda, document, handling, hours, objectives};
use super::situation_manual::questions;

/// The facilitator guide.
pub fn facilitator_guide(of: &ExercisePackage) -> Document {
    let mut made = document(of, "facilitator-guide", "Facilitator guide", Readers::Planners);
    let mut blocks = vec![
        handling(of, Readers::Planners),
        chapter("Introduction"),
        text(format!(
            "This guide leads through “{}”, a tabletop exercise of {} about the compromise of a non-human identity. It holds what happens, when to say what, what to ask, and what the plan says to it.",
            of.title,
            hours(of.arrangements.lasts_min)
        )),
        chapter("Concept of operations"),
        list([
            "Open each module with where things stand; deliver its injects in order; end it with its questions.",
            "Play runs on the scenario's clock. Planned times say when to be where; move on when the room has decided.",
            "Let the room find out who decides. Help only if it stands still for more than five minutes.",
            "A decision counts when somebody who may take it says it aloud. Ask for the right that it rests on.",
            "Injects of type Contingency are yours: use them if the room needs them.",
        ]),
        chapter("Objectives"),
        Block::Table(objectives(of)),
        chapter("Agenda"),
        Block::Table(agenda(of)),
        page("Scenario: what really happens"),
        text(of.opening.clone()),
        Block::Table(Table::fields(of.truth.clone())),
        Block::Section("What the simulated replication came to".to_owned()),
        Block::Table(Table::fields(of.expected.clone())),
    ];
    for (place, phase) in PHASES.iter().enumerate() {
        blocks.extend(module(of, place, phase));
    }
    blocks.extend(debrief());
    made.blocks = blocks;
    made
}

fn module(of: &ExercisePackage, place: usize, phase: &str) -> Vec<Block> {
    let injects = of.timeline.injects.iter().filter(|inject| inject.phase == phase);
    let rows: Vec<[String; 4]> = injects
        .map(|inject| {
            [
                format!("{}\n{}", inject.number, of.planned(inject.planned_min)),
                scenario_clock(&of.timeline, inject),
                format!("{}\nto {}", inject.title, inject.to),
                inject.expected.clone(),
            ]
        })
        .collect();
    let mut blocks = vec![
        page(&format!("Module {phase}")),
        Block::Section("Injects and what is expected".to_owned()),
    ];
    if rows.is_empty() {
        blocks.push(text("No inject falls into this module."));
    } else {
        blocks.push(Block::Table(Table::new(
            [
                ("No., planned", 13),
                ("Scenario", 14),
                ("Inject", 33),
                ("Expected", 40),
            ],
            rows,
        )));
    }
    blocks.push(Block::Section("Questions".to_owned()));
    blocks.push(Block::List(
        questions(place)
            .iter()
            .map(|question| (*question).to_owned())
            .collect(),
    ));
    let answers = answers(of, place);
    if !answers.is_empty() {
        blocks.push(Block::Section("What the plan says".to_owned()));
        blocks.push(Block::List(answers));
    }
    blocks
}

/// What the plan says to the questions of a module.
fn answers(of: &ExercisePackage, module: usize) -> Vec<String> {
    let tasks = of.tasks.iter().filter(|task| {
        let approves = task.text.starts_with("Approve");
        match module {
            0 => task.text.starts_with("Recognise") || task.text.starts_with("Find out"),
            1 => task.text.starts_with("Decide") || task.text.starts_with("Settle") || approves,
            2 => {
                task.text.starts_with("Carry out")
                    || task.text.starts_with("Find what")
                    || task.text.starts_with("Submit")
            }
            _ => task.text.starts_with("Make sure"),
        }
    });
    tasks
        .map(|task| {
            format!(
                "{}: {}. {}. Simulated: {}.",
                task.number, task.text, task.source, task.expected
            )
        })
        .collect()
}

fn debrief() -> Vec<Block> {
    vec![
        page("Debrief and hot wash"),
        list([
            "Which decision took longest, and what did it wait for?",
            "When did you not know who may decide? What would have told you?",
            "Who was asked who need not have been? Who was missed?",
            "Where did the plan help? Where was it in the way?",
            "What should be decided beforehand, so that nobody needs to be asked next time?",
            "What one thing do you change this week? Who does it?",
        ]),
        chapter("Evaluation form"),
        Block::Table(Table::new(
            [("Question", 60), ("Yes / partly / no", 15), ("Notes", 25)],
            [
                "The objectives were clear, and were worked on.",
                "The scenario was plausible.",
                "Those who decide in an incident were in the room.",
                "The time was enough.",
                "Lapses that cannot wait were reported at once.",
            ]
            .map(|question| [question.to_owned(), String::new(), String::new()])
            .to_vec(),
        )),
        Block::Section("Notes of the hot wash".to_owned()),
        Block::Room(10),
    ]
}
