//! What is known of the controls of each framework, as data.

use schemars::JsonSchema;
use serde::Serialize;

/// The controls of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkCoverage {
    /// A word for links: `csf-2.0`.
    pub framework: String,
    /// Its whole name.
    pub name: String,
    /// Where identifiers and titles were read, and how much that is worth.
    pub source: String,
    /// Its controls that are known here, in its order.
    pub controls: Vec<ControlCoverage>,
}

/// A control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ControlCoverage {
    /// As it is called within its framework: `GV.RR-02`.
    pub id: String,
    /// As it is cited anywhere: `CSF 2.0 GV.RR-02`.
    pub cited: String,
    /// Its title, or its words where it has none.
    pub title: String,
    /// What is known of it.
    pub coverage: Coverage,
    /// By what: codes of findings, and objectives.
    pub by: Vec<String>,
}

/// What is known of a control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Coverage {
    /// People were exercised in it.
    Exercised {
        /// When, as the exercise says it.
        date: String,
    },
    /// Checks or the simulation looked at it and found nothing worse than a note; nobody was exercised.
    SimulatedOnly,
    /// A finding touches it, or an objective that does was missed.
    Gap,
    /// Nothing here looks at it.
    NotCovered,
}

impl Coverage {
    /// Its states in the order of tables, in words.
    pub(super) const WORDS: [&'static str; 4] =
        ["exercised with people", "simulated only", "gap", "not covered"];

    /// Which of them this is.
    pub(super) const fn place(&self) -> usize {
        match self {
            Self::Exercised { .. } => 0,
            Self::SimulatedOnly => 1,
            Self::Gap => 2,
            Self::NotCovered => 3,
        }
    }

    /// The state in words.
    pub(super) fn words(&self) -> String {
        let words = Self::WORDS.get(self.place()).copied().unwrap_or_default();
        match self {
            Self::Exercised { date } => format!("{words} ({date})"),
            _ => words.to_owned(),
        }
    }
}
