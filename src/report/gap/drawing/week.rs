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
    /// In which share of the weeks nobody who is asked can be reached at some time of it.
    pub nobody: f64,
}

/// How often nobody can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report::gap) enum Uncovered {
    Never,
    Sometimes,
    Mostly,
}

impl Hour {
    /// The share of weeks as a class.
    pub(in crate::report::gap) fn uncovered(&self) -> Uncovered {
        match self.nobody {
            share if share >= 0.5 => Uncovered::Mostly,
            share if share > 0.0 => Uncovered::Sometimes,
            _ => Uncovered::Never,
        }
    }
}

impl Uncovered {
    /// The same in words; empty where there is always somebody.
    pub(in crate::report::gap) const fn words(self) -> &'static str {
        match self {
            Self::Never => "",
            Self::Sometimes => "nobody can be reached in some weeks",
            Self::Mostly => "nobody can be reached in most weeks",
        }
    }
}
