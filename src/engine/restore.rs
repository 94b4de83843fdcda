//! Restoration (L3).

use crate::chance::Key;
use crate::model::{Decision, NodeId};
use crate::time::SimTime;

use super::cases::Status;
use super::people::Purpose;
use super::play::Play;
use super::record::{Kind, Record, RecordIx};

/// The key of restorations.
const RESTORE: Key = Key::of("restore");

impl Play<'_> {
    /// Once containment is declared, every node disrupted until restored is requested, by id.
    pub(super) fn restore_all(&mut self, because: RecordIx) {
        let mut down: Vec<NodeId> = self
            .downed
            .iter()
            .copied()
            .filter(|&node| self.node(node).down_since.is_some())
            .collect();
        down.sort_unstable();
        for node in down {
            self.request_restoration(node, because);
        }
    }

    /// A node whose actions are all effective is requested earlier where the rule allows it, though not after a
    /// retake or where a restoration was dropped; and at once where containment is declared already, as for a node in
    /// scope on a slow platform.
    pub(super) fn restore_in_time(&mut self, node: NodeId, because: RecordIx) {
        let state = self.node(node);
        if state.down_since.is_none() {
            return;
        }
        let early = !state.retaken_after_restoration
            && !state.restoration_dropped
            && self
                .rule_of(Decision::Restore, Some(node))
                .is_some_and(|rule| self.right(rule).before_all_clear);
        if early || self.watch.declared {
            self.request_restoration(node, because);
        }
    }

    /// A node with a containment request pending is not requested.
    fn request_restoration(&mut self, node: NodeId, because: RecordIx) {
        let state = *self.node(node);
        if state.pending.is_some() || state.restoring.is_some() {
            return;
        }
        let key = RESTORE.join(self.plan.exercise.estate.nodes[node].key);
        let case = self.raise(Decision::Restore, key.nth(u64::from(state.restorations)), because);
        self.cases[case].asset = Some(node);
        let state = self.node_mut(node);
        state.restorations += 1;
        state.restoring = Some(case);
        state.restoration_dropped = false;
        self.note_raised(case, because);
    }

    /// A new containment request drops an unexecuted restoration; it is requested again at the next all-clear.
    pub(super) fn drop_restoration(&mut self, node: NodeId) {
        let Some(case) = self.node_mut(node).restoring.take() else {
            return;
        };
        self.cases[case].status = Status::Dropped;
        let approved = self.cases[case].approved_at.is_some();
        self.count(Decision::Restore, |tally| {
            tally.raised -= 1;
            tally.approved -= u32::from(approved);
        });
        self.node_mut(node).restoration_dropped = true;
        for path in self.paths.ids() {
            if self.paths[path].members.contains(&case) {
                self.leave_path(path, case);
            }
        }
        for item in self.items.ids() {
            if self.items[item].case == Some(case) {
                self.items[item].stopped = true;
                if let super::cases::Doer::Person(person) = self.items[item].doer {
                    self.drop_waiting(person, |purpose| purpose == Purpose::Try(item));
                }
            }
        }
    }

    /// A node is restored: its own two sides are open again, and whatever came for it starts afresh (E9).
    pub(super) fn restored(&mut self, node: NodeId, because: RecordIx) {
        let state = *self.node(node);
        let now = self.now;
        if let Some(since) = state.down_since {
            self.count_disruption(node, since, now, state.down_wrongly);
        }
        if state.down_until > now {
            self.count_disruption(node, now, state.down_until, state.down_wrongly);
        }
        self.open(node);
        let state = self.node_mut(node);
        (state.down_since, state.restoring) = (None, None);
        (state.restored_once, state.retaken_after_restoration) = (true, false);
        self.times.restored = Some(now);
        self.note(Record::new(Kind::Restored, because).asset(Some(node)));
        self.offer_into(node);
        self.offer_idle_from(node);
    }

    /// At the end: what is still down counts to the horizon (M5); restoration is over only if nothing is left (L3).
    pub(super) fn close_books(&mut self) {
        let horizon = SimTime::ZERO + self.plan.exercise.horizon;
        let mut left = false;
        for place in 0..self.downed.len() {
            let Some(&node) = self.downed.get(place) else {
                break;
            };
            let state = *self.node(node);
            if let Some(since) = state.down_since {
                left = true;
                self.count_disruption(node, since, horizon, state.down_wrongly);
            }
        }
        self.times.nothing_disrupted = self.downed.is_empty();
        if left {
            self.times.restored = None;
        }
    }
}
