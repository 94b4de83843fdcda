//! Declared containment (E11).

use crate::model::{Decision, Trigger};
use crate::time::SimTime;

use super::arena::CaseIx;
use super::event::{Happening, Phase};
use super::play::Play;
use super::record::{Kind, Record, RecordIx};

impl Play<'_> {
    /// A containment request has ended, one way or the other.
    pub(super) fn no_longer_pending(&mut self, case: CaseIx) {
        if self.cases[case].decision != Decision::Contain {
            return;
        }
        self.watch.pending -= 1;
        self.watch.settled_at = self.now;
        let node = self.cases[case]
            .asset
            .filter(|&node| self.node(node).pending == Some(case));
        if let Some(node) = node {
            self.node_mut(node).pending = None;
        }
    }

    /// Something that the watch looks at has changed: it begins again, if there is anything to watch.
    pub(super) fn watch_again(&mut self) {
        self.watch.stamp += 1;
        if self.watch.declared || self.watch.pending > 0 {
            return;
        }
        let Some(quiet_since) = self.quiet_since() else {
            return;
        };
        let ends_at = (quiet_since + self.plan.exercise.playbook.watch).max(self.now);
        self.future
            .schedule(ends_at, Phase::TimeOut, Happening::WatchEnds(self.watch.stamp));
    }

    /// Since when every known node is believed cut, nothing is pending, and nothing new was known.
    fn quiet_since(&self) -> Option<SimTime> {
        let declared_at = self.incident.declared_at?;
        if self.watch.known.is_empty() {
            return None;
        }
        let mut since = declared_at
            .max(self.incident.last_known_at)
            .max(self.watch.settled_at);
        for &node in &self.watch.known {
            let state = self.node(node);
            since = since.max(state.last_cut_at?).max(state.believed_dead_at?);
        }
        Some(since)
    }

    /// Containment is declared (E11); restorations follow (L3).
    pub(super) fn watch_ends(&mut self, stamp: u32) {
        if stamp != self.watch.stamp || self.watch.declared {
            return;
        }
        self.watch.declared = true;
        let cause = self.watch.last_known.unwrap_or(RecordIx::START);
        let record = self.note(Record::new(Kind::DeclaredContained, cause));
        self.times.declared_contained.get_or_insert(self.now);
        self.times.declared_contained_last = Some(self.now);
        if self.live > 0 || self.loose > 0 {
            self.burden.false_all_clears += 1;
        }
        self.raise_named(|on| on == Trigger::AllClear, record);
        self.restore_all(record);
    }

    /// A further known foothold withdraws a declared containment.
    pub(super) fn withdraw_all_clear(&mut self, cause: RecordIx) {
        if std::mem::replace(&mut self.watch.declared, false) {
            self.note(Record::new(Kind::AllClearWithdrawn, cause));
        }
    }
}
