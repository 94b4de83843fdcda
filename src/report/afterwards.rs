//! What people did against what was expected, as a document: `outrun/afterwards/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::conduct::afterwards::Afterwards;

/// `outrun exercise afterwards --format json`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AfterwardsDocument {
    /// `outrun/afterwards/1`.
    pub schema: String,
    /// The version of Outrun.
    pub version: String,
    /// The id of the exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// The alternative that was played.
    pub alternative: String,
    /// The seed of all luck.
    pub seed: u64,
    /// The replication whose luck the room had.
    pub replication: u64,
    /// It was a practice run.
    pub practice: bool,
    /// EndEx has come.
    pub ended: bool,
    /// The room against the simulation. Times are in milliseconds.
    pub held: Afterwards,
}

impl AfterwardsDocument {
    /// What the document says of itself.
    pub const SCHEMA: &'static str = "outrun/afterwards/1";
}
