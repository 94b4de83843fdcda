//! Acts: what somebody does in a session, as it is stored.

use serde::{Deserialize, Serialize};

use crate::conduct::materials::Rating;

use super::clock::Pace;
use super::message::Added;
use super::seat::Seat;

/// No text of an act is longer than this, in characters.
pub const MAX_TEXT: usize = 4_000;

/// What a player answers, on the wire and in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// A page was seen.
    Acknowledge,
    /// A page declined, an approval refused, a decision against it, an action that could not be done.
    Decline,
    /// Done: declared, decided, approved, advised, carried out.
    Done,
    /// Not now.
    HoldOff,
    /// The alert was false.
    FalseAlarm,
    /// Somebody else shall do it, by written id.
    Delegate(String),
}

/// What an evaluator saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// The objective or task that it is about, as the exercise names it; empty for none.
    #[serde(default)]
    pub task: String,
    /// What was seen.
    pub text: String,
    /// The rating, if one is given.
    #[serde(default)]
    pub rating: Option<Rating>,
    /// A strength, not an area for improvement; nothing where neither is meant.
    #[serde(default)]
    pub strength: Option<bool>,
}

/// What somebody does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// StartEx: the clock begins.
    Start,
    /// The clock stands.
    Pause,
    /// The clock goes on.
    Resume,
    /// The clock is put forward, by milliseconds of the exercise.
    Jump(i64),
    /// The clock is put to the next event.
    Step,
    /// Time goes otherwise.
    Pace(Pace),
    /// EndEx.
    End,
    /// An inject waits until it is released, by id.
    Hold(String),
    /// An inject happens now.
    Release(String),
    /// An inject never happens.
    Skip(String),
    /// A message that nobody had planned.
    Add(Added),
    /// A seat is added.
    Seat(Seat),
    /// A player takes their people over.
    Sit(String),
    /// The people of a seat are simulated from here on.
    Leave(String),
    /// A player answers a question.
    Answer {
        /// The number of the question.
        question: u32,
        /// The answer.
        answer: Given,
    },
    /// A player has read a message, by number.
    Read(u32),
    /// The room finds that an asset is held by the attacker.
    Find(String),
    /// The room decides to contain an asset, whoever the plan would have asked.
    Decide {
        /// The asset.
        asset: String,
        /// Who decided, by written id of the person.
        person: Option<String>,
    },
    /// An evaluator writes down what they saw.
    Observe(Observation),
    /// A participant confirms before the exercise that they can be reached.
    Confirm,
    /// A participant says whether their timings may bear their name.
    Consent(bool),
    /// What a participant thinks of the exercise, by question of the feedback form.
    Feedback(Vec<(String, String)>),
    /// The program was started again: the clock stood at this instant of the exercise, in milliseconds.
    Recovered(i64),
}

/// An act with who did it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// When, on the wall: milliseconds since the Unix epoch, UTC.
    pub wall_ms: i64,
    /// When, in the exercise: milliseconds since StartEx.
    pub at_ms: i64,
    /// The seat; empty for the program itself.
    pub seat: String,
    /// What.
    pub act: Act,
}

/// Why an act is refused. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The role may not do this.
    #[error("your role may not do this")]
    NotYours,
    /// The session is not at the point at which this can be done.
    #[error("{0}")]
    NotNow(&'static str),
    /// Something that is named does not exist.
    #[error("there is no {0} `{1}`")]
    Unknown(&'static str, String),
    /// Somebody else was quicker, or nobody waits any more.
    #[error("nobody waits for this any more")]
    Over,
    /// What was sent is wrong.
    #[error("{0}")]
    Wrong(String),
}
