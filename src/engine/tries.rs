//! Trying: holds, outages and evidence before it, the try itself, and the call to the platform (P4, E8, I2).

use crate::chance::{Key, Purpose as Luck};
use crate::model::{Decision, Index, InjectKind};
use crate::time::{SimDuration, SimTime};

use super::arena::ItemIx;
use super::cases::{Doer, Progress, Status};
use super::event::{Happening, Phase};
use super::live::Verdict;
use super::people::Purpose;
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};

/// An hour, the period of a platform's limit (E8).
const HOUR: SimDuration = SimDuration::from_hours(1);

impl Play<'_> {
    pub(super) fn prepare_try(&mut self, item: ItemIx) {
        let out_until = self.tool_out_until(item);
        if out_until > self.now {
            self.items[item].progress = Progress::Work;
            return self
                .future
                .schedule(out_until, Phase::TimeOut, Happening::ToolBack(item));
        }
        if self.needs_evidence(item) {
            return self.secure_evidence(item);
        }
        self.try_action(item);
    }

    /// I2: whether an outage or a hold that came while the work waited keeps it from beginning.
    pub(super) fn is_put_off(&self, item: ItemIx) -> bool {
        self.is_held_back(item) || self.tool_out_until(item) > self.now || self.needs_evidence(item)
    }

    /// I2: the work leaves the queue until it can begin, or evidence comes first. So far it waited for the person (M4).
    pub(super) fn put_off(&mut self, item: ItemIx) {
        let last = self.items[item].last;
        let record = Record::new(Kind::PutOff, last).charge(Cause::Queue);
        self.items[item].last = self.note(self.of_item(item, record));
        if self.is_held_back(item) {
            self.hold_back(item);
        } else {
            self.prepare_try(item);
        }
    }

    /// I2: a communications hold.
    pub(super) fn is_held_back(&self, item: ItemIx) -> bool {
        let decision = self.paths[self.items[item].path].decision;
        decision == Decision::Communicate && self.weather.communications_held_until > self.now
    }

    pub(super) fn hold_back(&mut self, item: ItemIx) {
        self.items[item].progress = Progress::Held;
        let until = self.weather.communications_held_until;
        self.future
            .schedule(until, Phase::TimeOut, Happening::ToolBack(item));
    }

    fn tool_out_until(&self, item: ItemIx) -> SimTime {
        let it = &self.items[item];
        let Some(action) = it.actions.get(it.at) else {
            return SimTime::ZERO;
        };
        let outages = self.weather.tool_out_until.iter().filter(|(of, _)| of == action);
        outages.map(|(_, until)| *until).max().unwrap_or(SimTime::ZERO)
    }

    /// I2: the tool is back, or the hold has ended. A hold is charged to `gate`, an outage to `execution` (M4).
    pub(super) fn tool_back(&mut self, item: ItemIx) {
        if self.items[item].stopped {
            return;
        }
        let held = self.items[item].progress == Progress::Held;
        let charge = if held { Cause::Gate } else { Cause::Execution };
        let last = self.items[item].last;
        let record = Record::new(Kind::ToolBack, last).charge(charge);
        self.items[item].last = self.note(self.of_item(item, record));
        if held {
            self.begin_action(item);
        } else {
            self.prepare_try(item);
        }
    }

    /// I2: under a legal hold, evidence comes before an action that destroys it.
    fn needs_evidence(&self, item: ItemIx) -> bool {
        let it = &self.items[item];
        let actions = &self.plan.exercise.playbook.actions;
        let destroys = it
            .actions
            .get(it.at)
            .is_some_and(|&action| actions[action].effects.destroys_evidence);
        destroys && !it.secured && self.weather.evidence_work.is_some()
    }

    fn secure_evidence(&mut self, item: ItemIx) {
        let plan = self.plan;
        let Some(inject) = self.weather.evidence_work else {
            return;
        };
        let InjectKind::LegalHold { work } = &plan.exercise.scenario.injects[inject].does else {
            return;
        };
        let lasts = self.luck.duration(work, self.items[item].key, Luck::Evidence, 0);
        self.items[item].securing = true;
        self.do_work(item, Purpose::Evidence(item), lasts);
    }

    pub(super) fn evidence_secured(&mut self, item: ItemIx) {
        let last = self.items[item].last;
        let record = Record::new(Kind::TryEnded, last).charge(Cause::Execution);
        self.items[item].last = self.note(self.of_item(item, record));
        (self.items[item].secured, self.items[item].securing) = (true, false);
        self.try_action(item);
    }

    /// A record about an execution: its rule and its asset (M4).
    pub(super) fn of_item(&self, item: ItemIx, record: Record) -> Record {
        let it = &self.items[item];
        record.rule(self.paths[it.path].rule).asset(it.node)
    }

    /// T4: work by request, purpose and asking.
    pub(super) fn work_key(&self, item: ItemIx) -> Key {
        let it = &self.items[item];
        let request = match (it.case, it.node) {
            (None, Some(node)) => self.paths[it.path]
                .key
                .join(self.plan.exercise.estate.nodes[node].key),
            (Some(case), _) => self.cases[case].key,
            (None, None) => self.paths[it.path].key,
        };
        match it.actions.get(it.at) {
            Some(&action) => request.join(self.plan.exercise.playbook.actions[action].key),
            None => request,
        }
    }

    fn try_action(&mut self, item: ItemIx) {
        let plan = self.plan;
        let it = &self.items[item];
        let tries = u64::from(it.tries);
        let own = it
            .actions
            .get(it.at)
            .and_then(|&action| plan.exercise.playbook.actions[action].work.as_ref());
        let ruled = self.paths[it.path]
            .rule
            .map(|rule| &plan.exercise.playbook.rights[rule].execution_work);
        let lasts = match own.or(ruled) {
            Some(law) => self
                .luck
                .duration(law, self.items[item].key, Luck::Execution, tries),
            None => SimDuration::ZERO,
        };
        self.do_work(item, Purpose::Try(item), lasts);
    }

    fn do_work(&mut self, item: ItemIx, purpose: Purpose, lasts: SimDuration) {
        match (self.items[item].doer, purpose) {
            (Doer::Person(person), _) => {
                self.items[item].progress = Progress::Queue;
                let last = self.items[item].last;
                self.enqueue(person, purpose, lasts, last);
            }
            (Doer::Automation, _) => {
                self.items[item].progress = Progress::Work;
                self.schedule(lasts, Phase::WorkEnd, Happening::AutomationEnds(item));
            }
        }
    }

    /// One try ends; a tool that fails is tried again by the same person (P4).
    pub(super) fn try_ends(&mut self, item: ItemIx) {
        if self.items[item].stopped {
            return;
        }
        if self.items[item].securing {
            return self.evidence_secured(item);
        }
        let plan = self.plan;
        let it = &self.items[item];
        let (last, tries) = (it.last, u64::from(it.tries));
        let person = if let Doer::Person(person) = it.doer {
            Some(person)
        } else {
            None
        };
        let action = it
            .actions
            .get(it.at)
            .map(|&action| &plan.exercise.playbook.actions[action]);
        let key = self.items[item].key;
        let could_not = matches!(self.verdict(None), Some(Verdict::Declines));
        let fails = could_not
            || action.is_some_and(|action| self.luck.happens(action.fails, key, Luck::ToolFailure, tries));
        let kind = if fails { Kind::TryFailed } else { Kind::TryEnded };
        let record = Record::new(kind, last).charge(Cause::Execution).person(person);
        self.items[item].last = self.note(self.of_item(item, record));
        if fails {
            self.items[item].tries += 1;
            return self.prepare_try(item);
        }
        self.call_platform(item);
    }

    /// E8: the call leaves first come first served, no sooner than an hour after the n-th last.
    fn call_platform(&mut self, item: ItemIx) {
        let node = self.items[item].node;
        let platform = node.and_then(|node| self.plan.exercise.estate.nodes[node].platform);
        let platform = platform.filter(|_| !self.items[item].actions.is_empty());
        let leaves_at = platform.map_or(self.now, |platform| {
            let limit = self.plan.exercise.estate.platforms[platform].per_hour;
            let calls = &mut self.calls[platform];
            let earliest = limit
                .and_then(|limit| calls.len().checked_sub(limit as usize))
                .and_then(|place| calls.get(place))
                .map_or(self.now, |&earlier| earlier + HOUR);
            let leaves_at = earliest.max(self.now);
            calls.push(leaves_at);
            leaves_at
        });
        if leaves_at > self.now {
            self.items[item].progress = Progress::Platform;
            self.future
                .schedule(leaves_at, Phase::TimeOut, Happening::CallLeaves(item));
        } else {
            self.call_leaves(item);
        }
    }

    /// The call leaves: executed (E8). The next action begins when this one was executed.
    pub(super) fn call_leaves(&mut self, item: ItemIx) {
        let plan = self.plan;
        let it = &self.items[item];
        let (path, node, at, last) = (it.path, it.node, it.at, it.last);
        let action = it.actions.get(at).copied();
        // T4: keyed like the work, so that acting sooner or later is the same draw.
        let key = self.items[item].key;
        let record = Record::new(Kind::Executed, last)
            .charge(Cause::Platform)
            .rule(self.paths[path].rule)
            .asset(node);
        let record = self.note(action.map_or(record, |action| record.extra(action.position())));
        self.times.first_executed.get_or_insert(self.now);
        let it = &mut self.items[item];
        it.last = record;
        it.executed.push(record);
        (it.at, it.tries, it.secured) = (at + 1, 0, false);
        let more = it.at < it.actions.len();
        if let Some(action) = action {
            let law = &plan.exercise.playbook.actions[action].propagation;
            let after = self.luck.duration(law, key, Luck::Propagation, 0);
            let place = u16::try_from(at).unwrap_or(u16::MAX);
            self.schedule(after, Phase::Effect, Happening::Effective(item, place));
        }
        if more {
            self.begin_action(item);
        } else {
            self.item_executed(item, record);
        }
    }

    fn item_executed(&mut self, item: ItemIx, record: RecordIx) {
        let it = &mut self.items[item];
        it.progress = Progress::Executed;
        let (case, node, acts) = (it.case, it.node, !it.actions.is_empty());
        let Some(case) = case else { return };
        let first = self.cases[case].executed_at.replace(self.now).is_none();
        let decision = self.cases[case].decision;
        self.count(decision, |tally| tally.executed += u32::from(first));
        self.cases[case].status = if acts { Status::Executed } else { Status::Done };
        if let (Decision::Restore, Some(node)) = (decision, node) {
            self.restored(node, record);
        }
        if self.plan.opens_gates(decision) {
            self.try_gates();
        }
    }
}
