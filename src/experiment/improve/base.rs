//! What is improved: an alternative, and the alternatives that changes make of it.

use crate::document::{Loaded, WrittenApproval};
use crate::model::{Exercise, FalseAlarms, NodeId, reachable};

/// So many false alarms come to one incident where the exercise writes none.
pub const ADDED_FALSE_ALARMS: f64 = 1.0;

/// An alternative as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// The exercise.
    pub loaded: &'a Loaded,
    /// The name of the alternative.
    pub alternative: &'a str,
}

impl Base<'_> {
    /// The alternative with these changes, always with false alarms; nothing where they do not fit.
    pub fn with(&self, changes: &[String]) -> Option<Exercise> {
        let mut exercise = self.loaded.amended(self.alternative, changes).ok()?;
        if exercise.false_alarms.is_none() {
            exercise.false_alarms = Some(added(&exercise));
        }
        Some(exercise)
    }

    /// The approvals of a right after these changes.
    pub(super) fn approvals(&self, changes: &[String], right: &str) -> Vec<WrittenApproval> {
        let written = self.loaded.written_approvals(self.alternative, changes, right);
        written.unwrap_or_default()
    }
}

/// As an exercise that writes no names: whatever is watched and the incident can reach, else where it begins.
fn added(exercise: &Exercise) -> FalseAlarms {
    let reached = reachable(&exercise.estate, &exercise.scenario);
    let nodes = exercise.estate.nodes.enumerate();
    let watched = nodes.filter(|(id, node)| node.sensor.is_some() && reached.item(*id) == Some(&true));
    let mut names: Vec<NodeId> = watched.map(|(id, _)| id).collect();
    if names.is_empty() {
        names.clone_from(&exercise.scenario.entries);
    }
    FalseAlarms {
        per_incident: ADDED_FALSE_ALARMS,
        names,
    }
}
