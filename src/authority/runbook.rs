//! The choice of actions for an asset (R6).

use crate::model::{ActionId, Exercise, Index, NodeKindId, RunbookEntry, Severity};

/// For each kind of asset, the entries that fit the incident's class, the most specific first.
#[derive(Clone, Debug)]
pub struct Runbook {
    by_kind: Vec<Vec<RunbookEntry>>,
}

impl Runbook {
    /// Prepares the runbook of an exercise.
    pub fn new(exercise: &Exercise) -> Self {
        let by_kind = exercise
            .estate
            .node_kinds
            .ids()
            .map(|kind| fitting(exercise, kind))
            .collect();
        Self { by_kind }
    }

    /// The actions for an asset of this kind at this severity, in order. Empty only where the playbook has no
    /// entry for the kind, which the loader refuses.
    #[inline]
    pub fn actions(&self, kind: NodeKindId, severity: Severity) -> &[ActionId] {
        let entries = self.by_kind.get(kind.position()).map_or(&[][..], Vec::as_slice);
        entries
            .iter()
            .find(|entry| entry.from_severity <= severity)
            .map_or(&[], |entry| &entry.actions)
    }
}

fn fitting(exercise: &Exercise, kind: NodeKindId) -> Vec<RunbookEntry> {
    let class = &exercise.scenario.class;
    let mut entries: Vec<RunbookEntry> = exercise
        .playbook
        .runbook
        .iter()
        .filter(|entry| entry.kind.is_none_or(|wanted| wanted == kind))
        .filter(|entry| entry.class.as_ref().is_none_or(|wanted| wanted == class))
        .cloned()
        .collect();
    // R6: a kind before none, then a class before none, then the highest severity that is reached.
    entries.sort_by_key(|entry| {
        std::cmp::Reverse((entry.kind.is_some(), entry.class.is_some(), entry.from_severity))
    });
    entries
}
