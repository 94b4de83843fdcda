//! The participant feedback form.

use crate::conduct::materials::document::{Block, Document, Readers, Table, chapter, text};
use crate::conduct::materials::package::ExercisePackage;

use super::overview::{document, handling, or_blank};

/// The participant feedback form.
pub fn participant_feedback(of: &ExercisePackage) -> Document {
    let mut made = document(
        of,
        "participant-feedback",
        "Participant feedback form",
        Readers::Everybody,
    );
    let about = [
        ("Exercise", of.title.clone()),
        ("Date", or_blank(of.arrangements.date.as_ref())),
        (
            "Your part",
            "☐ Player   ☐ Facilitator   ☐ Controller   ☐ Evaluator   ☐ Observer".to_owned(),
        ),
        ("Your role", String::new()),
    ];
    let statements = [
        "The exercise was well structured and organised.",
        "The scenario was plausible and realistic.",
        "The documents helped me to take part.",
        "I could do what I would do in an incident.",
        "Those who decide in an incident took part.",
        "I knew at each moment who may decide.",
        "I knew which decisions are mine.",
        "The exercise showed what our plan is worth.",
        "After it I am better prepared for such an incident.",
    ];
    let rows = statements.map(|statement| [statement, "☐", "☐", "☐", "☐", "☐"].map(str::to_owned));
    made.blocks = vec![
        handling(of, Readers::Everybody),
        Block::Table(Table::fields(
            about.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        )),
        chapter("How was it?"),
        text("From 1, strongly disagree, to 5, strongly agree."),
        Block::Table(Table::new(
            [("", 60), ("1", 8), ("2", 8), ("3", 8), ("4", 8), ("5", 8)],
            rows.to_vec(),
        )),
        chapter("What did you see?"),
        Block::Section("Strengths: what went well?".to_owned()),
        Block::Room(4),
        Block::Section("Areas for improvement: what did not?".to_owned()),
        Block::Room(4),
        Block::Section("Which decision right, plan or tool is missing, or should be changed?".to_owned()),
        Block::Room(4),
        Block::Section("What should the next exercise be about?".to_owned()),
        Block::Room(3),
    ];
    made
}
