//! What stood in the folder of results before.

use std::path::Path;

use serde::Deserialize;

use crate::report::{Input, RunDocument};

use super::outputs::DOCUMENT;

/// What earlier results came from.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Before {
    exercise: String,
    seed: u64,
    inputs: Vec<Input>,
}

impl Before {
    /// The results in a folder, if there are any that can be read.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(DOCUMENT)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// How they differ from those that took their place, if they do.
    pub(super) fn replaced_by(&self, now: &RunDocument) -> Option<String> {
        let differ = if self.exercise != now.exercise {
            format!("of the exercise `{}`", self.exercise)
        } else if self.inputs != now.inputs {
            "of other inputs".to_owned()
        } else if self.seed != now.seed {
            format!("of seed {}", self.seed)
        } else {
            return None;
        };
        Some(format!("earlier results {differ}"))
    }
}
