//! The situation manual. Players may see it: no answer, no inject, no asset and no time of what happens stands in it.

use crate::conduct::materials::assemble::PHASES;
use crate::conduct::materials::document::{Block, Document, Readers, Table, chapter, list, page, text};
use crate::conduct::materials::package::ExercisePackage;

use super::overview::{agenda, document, handling, overview, parts};

/// The situation manual.
pub fn situation_manual(of: &ExercisePackage) -> Document {
    let mut made = document(of, "situation-manual", "Situation manual", Readers::Everybody);
    let mut blocks = vec![
        handling(of, Readers::Everybody),
        chapter("Exercise agenda"),
        Block::Table(agenda(of)),
        page("Exercise overview"),
        Block::Table(overview(of)),
        chapter("Roles and responsibilities"),
        Block::Table(parts()),
        chapter("Who plays"),
        text(
            "Players act in their own role, or in the one that they are given. These are the roles that the plan calls for:",
        ),
        Block::List(of.seats.iter().map(|seat| seat.who.clone()).collect()),
        chapter("Structure of the exercise"),
        text(format!(
            "The exercise has {} modules. Each begins with an update by the facilitator; then messages arrive as they would in an incident, and players do what they would do. At the end of a module the questions below are discussed.",
            PHASES.len()
        )),
    ];
    blocks.extend(rules());
    for (place, phase) in PHASES.iter().enumerate() {
        blocks.push(if place == 0 {
            page(&format!("Module {phase}"))
        } else {
            chapter(&format!("Module {phase}"))
        });
        let scenario = match place {
            0 => of.opening.clone(),
            _ => "The facilitator tells how things stand at the beginning of this module.".to_owned(),
        };
        blocks.push(Block::Table(Table::fields(vec![(
            "Scenario".to_owned(),
            scenario,
        )])));
        blocks.push(Block::Section("Questions for discussion".to_owned()));
        blocks.push(Block::List(
            questions(place)
                .iter()
                .map(|question| (*question).to_owned())
                .collect(),
        ));
        blocks.push(Block::Section("Notes".to_owned()));
        blocks.push(Block::Room(5));
    }
    made.blocks = blocks;
    made
}

/// Guidelines, assumptions and artificialities.
fn rules() -> Vec<Block> {
    vec![
        Block::Section("Guidelines".to_owned()),
        list([
            "This is a place to try things out. Different views, even disagreements, are welcome.",
            "Act on what you know, by the plans you have. There is no hidden trick.",
            "Decisions are not precedents; they may differ from what your organisation would settle on.",
            "Say what you would do, whom you would call, and what you would wait for.",
        ]),
        Block::Section("Assumptions and artificialities".to_owned()),
        list([
            "The scenario is plausible, and happens as it is told.",
            "Time is compressed: the scenario's clock runs ahead of the one on the wall.",
            "Whoever is not in the room is played by the simulation or by controllers.",
            "Nothing is done to real systems. What you would do, you say.",
            "If something real happens, say “real world” and the exercise stops.",
        ]),
    ]
}

/// What is discussed in a module: who, by which authority, by when; never what the answer is.
pub(super) const fn questions(module: usize) -> [&'static str; 5] {
    match module {
        0 => [
            "Who takes up a message of this kind at this hour? Who, if they do not answer?",
            "What do you need to know before you call it an incident? Who may declare it?",
            "Which identities does the message concern, and who owns them?",
            "What would make you think that it is a false alarm?",
            "What must be written down from now on, and by whom?",
        ],
        1 => [
            "Who may decide to stop the attacker here? Where is that written?",
            "Who is to be asked or heard before? How long do you wait for them?",
            "What happens if nobody who may decide can be reached?",
            "Which decision can be taken back, and which cannot?",
            "What does the decision cost the business, and who weighs that?",
        ],
        2 => [
            "Who carries it out? Do they have the access now, at this hour?",
            "How do you find what else was taken? Who can see the logs that tell?",
            "Whom must you tell by law or contract, and when does that clock begin?",
            "What may be said outside, by whom, and does anything wait for it?",
            "What would undo what you have just done?",
        ],
        _ => [
            "How do you know that nothing is left? Who says so?",
            "In which order do services come back, and who decides that?",
            "Which submissions are still due?",
            "What will you change in the plan tomorrow?",
            "Which decision would you have wished to have settled beforehand?",
        ],
    }
}
