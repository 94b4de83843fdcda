//! Owners: the search for who may decide, agreeing, disputes and the arbiter (R5).

use crate::chance::Purpose as Luck;
use crate::model::Decider;
use crate::time::SimDuration;

use super::arena::{PathIx, TaskIx};
use super::cases::{Duty, Stage};
use super::decide::Recogniser;
use super::event::{Happening, Phase};
use super::play::Play;
use super::record::{Cause, Kind, Record};

impl Play<'_> {
    /// R5: no rule matched; finding out who may decide comes first.
    pub(super) fn search(&mut self, path: PathIx) {
        let plan = self.plan;
        self.paths[path].stage = Stage::Search;
        self.paths[path].contested = true;
        let law = &plan.exercise.playbook.contested.search;
        let lasts = self.luck.duration(law, self.paths[path].key, Luck::Search, 0);
        if lasts.is_zero() {
            self.search_ends(path);
        } else {
            self.schedule(lasts, Phase::TimeOut, Happening::SearchEnds(path));
        }
    }

    pub(super) fn search_ends(&mut self, path: PathIx) {
        if self.paths[path].stage != Stage::Search {
            return;
        }
        let began = self.paths[path].last;
        self.paths[path].last = self.note(Record::new(Kind::SearchEnded, began).charge(Cause::Search));
        self.ask_owners(path);
    }

    /// R5: the owners of the asset decide; alone, by a lead, together, or not at all.
    pub(super) fn ask_owners(&mut self, path: PathIx) {
        let owners = self.owners_of(path);
        let from = self.paths[path].last;
        let limit = self.plan.exercise.playbook.contested.dispute_limit;
        let ruled = self.paths[path].rule.is_some();
        let it = &mut self.paths[path];
        it.dispute_from = from;
        it.owners.clone_from(&owners);
        let [owner] = owners.as_slice() else {
            return self.ask_all(path);
        };
        let Some(chain) = self.plan.owner_chain(*owner) else {
            return;
        };
        self.paths[path].stage = if ruled { Stage::Contact } else { Stage::Dispute };
        self.ask(path, Duty::Decide, chain, from);
        // R5: the arbiter comes after the dispute limit also for a sole owner without a rule.
        if !ruled {
            self.limit_dispute(path, limit);
        }
    }

    fn ask_all(&mut self, path: PathIx) {
        let from = self.paths[path].last;
        let owners = self.paths[path].owners.clone();
        self.paths[path].contested = true;
        if owners.is_empty() {
            return self.ask_arbiter(path);
        }
        self.paths[path].stage = Stage::Dispute;
        self.paths[path].owners_left = owners.len();
        for owner in owners {
            if let Some(chain) = self.plan.owner_chain(owner) {
                self.ask(path, Duty::Owner, chain, from);
            }
        }
        self.limit_dispute(path, self.plan.exercise.playbook.contested.dispute_limit);
    }

    /// R5: the limit counts from this contact; an earlier one no longer does.
    fn limit_dispute(&mut self, path: PathIx, limit: Option<SimDuration>) {
        let it = &mut self.paths[path];
        it.stamp = it.stamp.wrapping_add(1);
        let stamp = it.stamp;
        if let Some(limit) = limit {
            self.schedule(limit, Phase::TimeOut, Happening::DisputeLimit(path, stamp));
        }
    }

    pub(super) fn owners_of(&self, path: PathIx) -> Vec<crate::model::Target> {
        let first = self.paths[path]
            .members
            .first()
            .and_then(|&case| self.cases[case].asset);
        first.map_or_else(Vec::new, |node| self.deciding_owners(node))
    }

    /// I2: ownership is disputed: those who were asked alone must now agree.
    pub(super) fn disputes_begin(&mut self) {
        for path in self.paths.ids() {
            let it = &self.paths[path];
            let ownerly = it
                .rule
                .is_none_or(|rule| self.right(rule).decider == Decider::Owner);
            let asked = matches!(
                it.stage,
                Stage::Contact | Stage::Dispute | Stage::Consult | Stage::Decide | Stage::HoldOff
            );
            if !ownerly || !asked || it.decided_at.is_some() || it.owners == self.owners_of(path) {
                continue;
            }
            for place in 0..self.paths[path].tasks.len() {
                if let Some(&task) = self.paths[path].tasks.get(place) {
                    self.withdraw_task(task);
                }
            }
            self.paths[path].deciders.clear();
            self.ask_owners(path);
        }
    }

    /// All owners have acknowledged: a negotiation, which occupies nobody (R5).
    pub(super) fn owner_answers(&mut self, path: PathIx, task: TaskIx) {
        let people = self.tasks[task].people.clone();
        let it = &mut self.paths[path];
        it.deciders.extend(people);
        it.owners_left -= 1;
        if it.owners_left > 0 {
            return;
        }
        it.answered_at = Some(self.now);
        if self.asks_to_agree(path) {
            let last = self.paths[path].last;
            return self.note_detail(Record::new(Kind::Negotiating, last));
        }
        self.negotiate(path);
    }

    pub(super) fn negotiate(&mut self, path: PathIx) {
        let law = &self.plan.exercise.playbook.contested.negotiation;
        let lasts = self
            .luck
            .duration(law, self.paths[path].key, Luck::Negotiation, 0);
        let last = self.paths[path].last;
        self.note_detail(Record::new(Kind::Negotiating, last));
        self.schedule(lasts, Phase::TimeOut, Happening::NegotiationEnds(path));
    }

    pub(super) fn negotiation_ends(&mut self, path: PathIx) {
        let it = &self.paths[path];
        if it.stage == Stage::Dispute && it.decided_at.is_none() && it.owners_left == 0 {
            self.decided_in_dispute(path);
        }
    }

    pub(super) fn dispute_limit(&mut self, path: PathIx, stamp: u16) {
        let it = &self.paths[path];
        if it.decided_at.is_none() && it.stage != Stage::Over && it.stamp == stamp {
            self.ask_arbiter(path);
        }
    }

    fn ask_arbiter(&mut self, path: PathIx) {
        let from = self.paths[path].last;
        if self.paths[path].rule.is_some() || self.plan.exercise.playbook.contested.arbiter.is_some() {
            self.paths[path].stage = Stage::Dispute;
        }
        if let Some(arbiter) = self.plan.exercise.playbook.contested.arbiter {
            self.ask(path, Duty::Arbiter, arbiter, from);
        }
    }

    /// The arbiter answers, and works on it.
    pub(super) fn arbiter_answers(&mut self, path: PathIx, task: TaskIx) {
        if self.tasks[task].by_default {
            // C5: taken with nobody as decider, who would recognise nothing.
            self.paths[path].deciders.clear();
            let from = self.paths[path].dispute_from;
            return self.decided_because(path, from, Cause::Dispute, None);
        }
        let plan = self.plan;
        let law = &plan.exercise.playbook.contested.arbiter_work;
        let lasts = self
            .luck
            .duration(law, self.paths[path].key, Luck::Decide, ARBITER);
        self.paths[path].answered_at.get_or_insert(self.now);
        self.task_work(task, lasts);
    }

    pub(super) fn arbiter_decides(&mut self, path: PathIx, task: TaskIx) {
        if self.paths[path].decided_at.is_some() {
            return;
        }
        let people = &self.tasks[task].people;
        self.paths[path].deciders.clear();
        self.paths[path].deciders.extend_from_slice(people);
        self.paths[path].decider_chain = Some(self.tasks[task].first_chain);
        self.decided_in_dispute(path);
    }

    /// M4: a dispute is one piece, from its beginning to the decision.
    fn decided_in_dispute(&mut self, path: PathIx) {
        if self.recognised(path, Recogniser::Decider) {
            return;
        }
        self.paths[path].contested = true;
        let from = self.paths[path].dispute_from;
        self.decided_because(path, from, Cause::Dispute, None);
    }
}

/// The arbiter's work is drawn beside the decider's.
const ARBITER: u64 = 1 << 32;
