//! Gates: a decided request waits for another decision (P3).

use crate::model::{Decision, Gate, GateOpens};

use super::arena::PathIx;
use super::cases::Stage;
use super::play::Play;
use super::record::{Cause, Kind, Record};

/// How many requests of a decision there are, without those dropped (L3), and how far they have come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) raised: u32,
    pub(super) approved: u32,
    pub(super) executed: u32,
}

impl Play<'_> {
    /// Lets every path through whose gates are open now.
    pub(super) fn try_gates(&mut self) {
        let mut place = 0;
        // A path that goes through may open the gate of one before it: from the start again.
        while let Some(&path) = self.gated.get(place) {
            if self.paths[path].stage != Stage::Gate {
                self.gated.remove(place);
            } else if self.gates_open(path) {
                self.gated.remove(place);
                self.through_gates(path);
                place = 0;
            } else {
                place += 1;
            }
        }
    }

    fn gates_open(&mut self, path: PathIx) -> bool {
        let plan = self.plan;
        let Some(rule) = self.paths[path].rule else {
            return true;
        };
        let gates = &plan.exercise.playbook.rights[rule].gates;
        let mut open = true;
        for &gate in gates {
            self.request_gate(path, gate);
            open &= self.gate_opens(gate);
        }
        open
    }

    /// A gate on a decision not yet requested requests it; one on contain or restore waits until there is one.
    fn request_gate(&mut self, path: PathIx, gate: Gate) {
        if self.tally(gate.decision).raised == 0 && !gate.decision.is_about_an_asset() {
            self.raise_for_gate(gate.decision, self.paths[path].last);
        }
    }

    fn gate_opens(&self, gate: Gate) -> bool {
        let tally = self.tally(gate.decision);
        let through = match gate.opens {
            GateOpens::Executed => tally.executed,
            GateOpens::Approved => tally.approved,
        };
        if gate.decision.is_about_an_asset() {
            // There is one, and all raised so far are through; a dead one holds for good.
            through > 0 && through == tally.raised
        } else {
            through > 0
        }
    }

    fn tally(&self, decision: Decision) -> Tally {
        self.tallies.get(decision as usize).copied().unwrap_or_default()
    }

    /// Counts what gates look at: requests of a decision that were raised, approved, executed.
    pub(super) fn count(&mut self, decision: Decision, change: impl Fn(&mut Tally)) {
        if let Some(tally) = self.tallies.get_mut(decision as usize) {
            change(tally);
        }
    }

    fn through_gates(&mut self, path: PathIx) {
        let (last, rule) = (self.paths[path].last, self.paths[path].rule);
        let waited = self.record(last).is_some_and(|record| record.at < self.now);
        if waited {
            let record = Record::new(Kind::GateOpened, last).charge(Cause::Gate).rule(rule);
            self.paths[path].last = self.note(record);
        }
        self.find_executor(path);
    }
}
