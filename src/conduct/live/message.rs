//! Messages: the injects of the exercise as players see them, those of a timeline, and those added on the fly.

use serde::{Deserialize, Serialize};

use crate::model::InjectId;
use crate::time::SimTime;

/// A message that a facilitator adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    /// What it is called.
    pub title: String,
    /// To which seats; nobody named: to all players.
    #[serde(default)]
    pub to: Vec<String>,
    /// From whom it seems to come.
    #[serde(default)]
    pub from: String,
    /// By which means.
    #[serde(default)]
    pub by: String,
    /// The words.
    pub says: String,
    /// What players are expected to do; only who leads and who rates see it.
    #[serde(default)]
    pub expects: String,
    /// When, in milliseconds after StartEx; nothing: now.
    #[serde(default)]
    pub at_ms: Option<i64>,
}

/// How an inject stands: the words of planners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It comes by itself, at its time or when its event comes.
    Planned,
    /// It waits for the facilitator.
    Held,
    /// It has happened.
    Released,
    /// It does not happen.
    Skipped,
}

/// What makes an inject happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// The engine plays it (I1).
    Exercise(InjectId),
    /// It is words only, at an instant.
    Words(SimTime),
}

/// An inject of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scripted {
    /// Its id.
    pub id: String,
    /// What makes it happen.
    pub plan: Plan,
    /// How it stands.
    pub status: Status,
    /// When it happened.
    pub happened_at: Option<SimTime>,
    /// What players see; nothing where players see nothing.
    pub text: Option<Added>,
}

/// A message that was delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its number in the session, from 0.
    pub number: u32,
    /// When.
    pub at: SimTime,
    /// To which seats.
    pub to: Vec<String>,
    /// The inject.
    pub inject: String,
    /// The words.
    pub text: Added,
    /// Who has read it, and when, in the order of reading.
    pub read: Vec<(String, SimTime)>,
}
