//! What a run says of itself against an earlier one: a part of `outrun/run/1`, field by field as published.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{Input, Interval};

use super::table::Table;

/// What is needed of the document of an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Earlier {
    /// `outrun/run/1`.
    pub schema: String,
    /// The version that played.
    pub version: String,
    /// The command that played.
    pub command: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// The seed of all draws.
    pub seed: u64,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// It was interrupted.
    pub partial: bool,
    /// The alternatives that were played.
    pub alternatives: Vec<Named>,
}

/// An alternative that was played.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Named {
    /// Its name.
    pub name: String,
}

impl Earlier {
    /// Whether these are records of a run, before anything is played to be compared with them.
    ///
    /// # Errors
    /// If they have no replications.
    pub fn check_records(records: &[u8]) -> Result<(), Unreadable> {
        Table::read(records, &BTreeSet::new()).map(drop)
    }
}

/// Why records cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub(in crate::report) String);

/// A run against an earlier one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Against {
    /// The version that played then.
    pub version: String,
    /// The command that played then.
    pub command: String,
    /// The seed then.
    pub seed: u64,
    /// The SHA-256 of the earlier `run.json`, in hexadecimal digits.
    pub sha256: String,
    /// The earlier run was interrupted.
    pub partial: bool,
    /// The seeds agree, so that replications of the same number share their luck and are compared pair by pair.
    pub paired: bool,
    /// What was changed since then.
    pub changes: Vec<Change>,
    /// The alternatives that both runs have.
    pub alternatives: Vec<AlternativeAgainst>,
}

/// Something that was changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What: `limit`, `crown jewel`, `weight`, `objective`, `horizon`, `replications`, `seed`, `alternative`, `input` ...
    pub what: String,
    /// Which one, where there are several.
    pub subject: Option<String>,
    /// What it was; nothing: there was none.
    pub then: Option<String>,
    /// What it is; nothing: there is none.
    pub now: Option<String>,
    /// In which alternatives; none: in the run as a whole.
    pub alternatives: Vec<String>,
}

/// One alternative against itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AlternativeAgainst {
    /// The name.
    pub name: String,
    /// The headline measures, then what the objectives measure.
    pub measures: Vec<MeasureAgainst>,
}

/// One measure then and now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureAgainst {
    /// As an objective writes it: `p90(time_to_containment)`.
    pub measure: String,
    /// Which way is better.
    pub better: Better,
    /// What it was.
    pub then: Interval,
    /// What it is.
    pub now: Interval,
    /// Now less then.
    pub difference: Interval,
    /// Where it went.
    pub movement: Movement,
    /// What limits the comparison: the limit that both are held against, or why they cannot be compared.
    pub remark: Option<String>,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More.
    Higher,
    /// Less.
    Lower,
}

/// Where a measure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Worse, and more than luck explains.
    Slipped,
    /// Better, and more than luck explains.
    Improved,
    /// The interval of the difference holds zero.
    WithinLuck,
    /// It is not the same measure, or one of the two has nothing to measure.
    NotComparable,
}

impl Against {
    /// How many measures slipped, over all alternatives.
    pub fn slipped(&self) -> usize {
        let measures = self.alternatives.iter().flat_map(|one| &one.measures);
        measures.filter(|one| one.movement == Movement::Slipped).count()
    }
}
