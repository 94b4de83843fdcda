//! What each piece of authority is worth, as published.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{Interval, PairedVerdict};

/// What each piece of authority is worth: it is taken away, or where it is missing added, on the same luck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Worth {
    /// How many incidents each was played in.
    pub replications: u64,
    /// How many intervals hold together, at 95 % in all (Bonferroni).
    pub family: u64,
    /// The level of each of them.
    pub confidence: f64,
    /// The pieces that are there, the most valuable first; then those that are missing.
    pub pieces: Vec<Piece>,
    /// Roles, rotas and teams, and people where they were asked for: what their absence costs, the most first.
    pub absences: Vec<Piece>,
    /// It was interrupted: pieces are missing.
    pub partial: bool,
}

/// One piece of authority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// What was taken away or added, as a sentence without a full stop.
    pub title: String,
    /// `backup`, `standing`, `approval`, `gate`, `time_limit`, `role`, `rota`, `team`, `person`, or the entry of the catalogue.
    pub kind: String,
    /// It was taken away, or added.
    pub way: PieceWay,
    /// The ids that it is about.
    pub about: Vec<String>,
    /// The change in RON that was played.
    pub overlay: Vec<String>,
    /// Seconds of the mean time to containment, up to the horizon, that having it saves.
    pub time_saved: Interval,
    /// Weight of the blast radius at the end that having it saves.
    pub blast_saved: Interval,
    /// Share of incidents that are outrun because of it.
    pub outrun_gained: Interval,
    /// Whether having it is better, worse, or makes no practical difference to time, else to blast and outrun rate; for
    /// the family as a whole.
    pub verdict: PairedVerdict,
}

/// How a piece was valued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PieceWay {
    /// It is there, and was taken away.
    Removed,
    /// It is missing, and was added.
    Added,
}
