//! One incident, with people as lanes.

use schemars::JsonSchema;
use serde::Serialize;

/// A stretch of time; what it is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Stretch {
    /// From.
    pub from: f64,
    /// Until.
    pub to: f64,
    /// The cause that it is charged to, or what is done.
    pub name: String,
    /// The same, told.
    pub words: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Moment {
    /// When.
    pub at: f64,
    /// What.
    pub name: String,
}

/// One of the people, by role.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Lane {
    /// What they hold.
    pub name: String,
    /// What happened to them.
    pub marks: Vec<Mark>,
    /// When they worked on the incident.
    pub work: Vec<Stretch>,
}

/// What happens to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A page that they do not see.
    Unseen,
    /// A page that they answered.
    Answered,
    /// A decision, or an approval.
    Decided,
}

/// Something that happened to one of the people.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Mark {
    /// When.
    pub at: f64,
    /// What.
    pub kind: MarkKind,
    /// The same, told.
    pub words: String,
}
