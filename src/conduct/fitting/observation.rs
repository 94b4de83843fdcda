//! One measured answer, by role.

use serde::{Deserialize, Serialize};

/// What somebody did, or did not do, and how long it took. It names a role, never a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// A role, team, rota or reach profile of the exercise; of a decision it may be empty where a right is named.
    pub role: String,
    /// Where in their time those who were asked stood.
    pub presence: Presence,
    /// What was asked of them.
    pub what: What,
    /// How long it took.
    pub outcome: Outcome,
    /// The decision right that was decided upon, where it is known.
    pub right: Option<String>,
    /// When it was, as it was written; only told, never reckoned with.
    pub when: Option<String>,
}

/// Where in their time somebody stands (O3).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// In working hours.
    OnShift,
    /// On call, outside of working hours.
    OnCall,
    /// Neither.
    Off,
}

impl Presence {
    /// All, in the order of a profile.
    pub const ALL: [Self; 3] = [Self::OnShift, Self::OnCall, Self::Off];

    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OnShift => "on-shift",
            Self::OnCall => "on-call",
            Self::Off => "off",
        }
    }

    /// The field of a profile.
    pub const fn field(self) -> &'static str {
        match self {
            Self::OnShift => "on_shift",
            Self::OnCall => "on_call",
            Self::Off => "off",
        }
    }
}

/// What was asked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// To acknowledge a page: from the page on (O3).
    Acknowledgement,
    /// To decide: from the acknowledgement on (P1).
    Decision,
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// After so many seconds, above zero.
    After(f64),
    /// Not within so many seconds, above zero; nobody waited longer.
    Unanswered(f64),
}
