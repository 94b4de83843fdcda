//! Who takes part, and as what.

use serde::{Deserialize, Serialize};

/// What somebody may do in an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads it: time, injects, seats.
    Facilitator,
    /// Watches and rates.
    Evaluator,
    /// Plays people of the exercise.
    Player,
    /// Watches.
    Observer,
}

impl Role {
    /// The word used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::Evaluator => "evaluator",
            Self::Player => "player",
            Self::Observer => "observer",
        }
    }
}

/// A place in the exercise, with a personal link of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Its id: short, unique in the session.
    pub id: String,
    /// What its holder may do.
    pub role: Role,
    /// Who sits there, as the facilitator wrote it.
    pub name: String,
    /// The people of the exercise whom a player plays, by written id.
    #[serde(default)]
    pub plays: Vec<String>,
}
