//! Gates: a decided request waits for another decision (P3).

use crate::model::{Gate, GateOpens};

use super::arena::PathIx;
use super::cases::{Case, Stage, Status};
use super::play::Play;
use super::record::{Cause, Kind, Record};

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
        let requested = self
            .cases
            .ids()
            .any(|case| self.cases[case].decision == gate.decision);
        if !requested && !gate.decision.is_about_an_asset() {
            self.raise_for_gate(gate.decision, self.paths[path].last);
        }
    }

    fn gate_opens(&self, gate: Gate) -> bool {
        let through = |case: &Case| match gate.opens {
            GateOpens::Executed => case.executed_at.is_some(),
            GateOpens::Approved => case.approved_at.is_some(),
        };
        let mut raised = self
            .cases
            .ids()
            .map(|case| &self.cases[case])
            .filter(|case| case.decision == gate.decision);
        if !gate.decision.is_about_an_asset() {
            return raised.any(through);
        }
        // For an asset decision: there is one, and all raised so far are through; a dead one holds for good.
        let mut counted = raised.filter(|case| case.status != Status::Dropped).peekable();
        counted.peek().is_some() && counted.all(through)
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
