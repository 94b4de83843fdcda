//! Weeks, hour by hour.

use schemars::JsonSchema;
use serde::Serialize;

/// What is decided by the same people, in each alternative.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WeekRow {
    /// The decision and what it is about.
    pub name: String,
    /// One for each alternative.
    pub maps: Vec<WeekMap>,
}

/// The hours of a week in one alternative.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WeekMap {
    /// The alternative.
    pub name: String,
    /// How much of the week is covered, in words.
    pub note: String,
    /// The 168 hours from Monday 00:00, by the clock of the scenario.
    pub hours: Vec<Hour>,
}

/// An hour of the week, in the worst of the weeks that were looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Hour {
    /// The mean time until somebody has answered, seconds; nothing: no clock shows this hour.
    pub wait: Option<f64>,
    /// Whether there is a week in which nobody who is asked can be reached.
    pub nobody: bool,
}
