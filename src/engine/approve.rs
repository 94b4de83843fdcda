//! Approvals: asked for, given, declined, revised, and decided by the arbiter (P2, R3).

use crate::chance::{Key, Probability, Purpose};
use crate::model::{Decision, Grant};

use super::arena::{PathIx, TaskIx};
use super::cases::{Asking, Duty, Stage, Status};
use super::decide::Recogniser;
use super::event::{Happening, Phase};
use super::live::Verdict;
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};
use super::task::Wanted;

/// Draws of a second approval by the same chain are this far from those of the first.
const PER_COPY: u64 = 1 << 20;
/// The arbiter's work on approvals is drawn beside that on decisions.
const ARBITER: u64 = 1 << 33;

impl Play<'_> {
    /// P2: approvals start when the decision is taken.
    pub(super) fn seek_approval(&mut self, path: PathIx, decided: RecordIx) {
        let plan = self.plan;
        if self.is_pre_approved(path) {
            return self.approved(path, decided, Cause::Approval);
        }
        let mut approvals = std::mem::take(&mut self.paths[path].approvals);
        let before = approvals.len();
        if let Some(rule) = self.paths[path].rule {
            let written = plan.exercise.playbook.rights[rule].approvals.iter();
            approvals.extend(written.map(Asking::of));
        }
        if self.paths[path].decision == Decision::Contain {
            // I2: approvals that an inject demands for containment not yet decided.
            let demanded = self.weather.demanded.iter();
            let concerned = demanded
                .filter(|(selector, _)| self.assets_of(path).any(|node| self.selects(selector, node)));
            approvals.extend(concerned.map(|&(_, approval)| Asking::of(approval)));
        }
        let none = approvals.len() == before;
        self.paths[path].approvals = approvals;
        if none {
            return self.approved(path, decided, Cause::Approval);
        }
        self.paths[path].stage = Stage::Approval;
        self.ask_next_approvals(path);
    }

    /// In parallel all at once, in series the first that is missing.
    fn ask_next_approvals(&mut self, path: PathIx) {
        let in_series = self.paths[path]
            .rule
            .is_some_and(|rule| self.right(rule).in_series);
        let mut place = self.paths[path].given;
        while let Some(asking) = self.paths[path].approvals.get(place) {
            if asking.task.is_none() && !asking.given {
                self.ask_approval(path, place);
            }
            let asked = self.paths[path].approvals.get(place);
            if in_series && asked.is_some_and(|asking| !asking.given) {
                return;
            }
            place += 1;
        }
    }

    fn ask_approval(&mut self, path: PathIx, place: usize) {
        let (key, decided) = (self.paths[path].key, self.paths[path].last);
        let Some(chain) = self.paths[path]
            .approvals
            .get(place)
            .map(|asking| asking.approval.chain)
        else {
            return;
        };
        let duty = Duty::Approval(u16::try_from(place).unwrap_or(u16::MAX));
        // The task is known before its chain begins, because an answer by default comes at once.
        let task = self.contact(
            Wanted {
                duty,
                path: Some(path),
                chain,
                key,
            },
            decided,
        );
        if let Some(asking) = self.paths[path].approvals.get_mut(place) {
            asking.task = Some(task);
        }
    }

    pub(super) fn approver_answers(&mut self, path: PathIx, task: TaskIx, place: u16) {
        if self.tasks[task].by_default {
            return self.approval_given(path, usize::from(place), task);
        }
        let Some(asking) = self.paths[path].approvals.get(usize::from(place)) else {
            return;
        };
        let work = &asking.approval.work;
        let lasts = work.is_fixed().unwrap_or_else(|| {
            let (key, ordinal) = self.approval_draws(path, place);
            self.luck.duration(work, key, Purpose::Approval, ordinal)
        });
        self.task_work(task, lasts);
    }

    /// T4: the draws of an approval belong to the request and the chain that is asked, wherever it stands in the list.
    fn approval_draws(&self, path: PathIx, place: u16) -> (Key, u64) {
        let it = &self.paths[path];
        let Some(asking) = it.approvals.get(usize::from(place)) else {
            return (it.key, 0);
        };
        let chain = asking.approval.chain;
        let earlier = it.approvals.iter().take(usize::from(place));
        let copies = earlier.filter(|other| other.approval.chain == chain).count() as u64;
        (
            it.key.join(self.plan.chains[chain].key),
            copies * PER_COPY + u64::from(asking.asked),
        )
    }

    /// One draw for each asking, for a body too (P2).
    pub(super) fn approver_decides(&mut self, path: PathIx, task: TaskIx, place: u16) {
        let by_chain = self.tasks[task].first_chain;
        if self.recognised(path, Recogniser::Approver(by_chain)) || self.paths[path].stage != Stage::Approval
        {
            return;
        }
        let Some(asking) = self.paths[path].approvals.get(usize::from(place)) else {
            return;
        };
        let (declines, reasks, asked) = (asking.approval.declines, asking.approval.reasks, asking.asked);
        let declined = match self.verdict(Some(task)) {
            Some(verdict) => verdict == Verdict::Declines,
            // What never happens needs neither draw nor key.
            None if declines == Probability::NEVER => false,
            None => {
                let (key, ordinal) = self.approval_draws(path, place);
                self.luck.happens(declines, key, Purpose::Decline, ordinal)
            }
        };
        self.forget_declined(task);
        if !declined {
            self.burden.approvals += 1;
            return self.approval_given(path, usize::from(place), task);
        }
        let by = self.tasks[task].people.first().copied();
        let last = self.paths[path].last;
        self.note(Record::new(Kind::ApprovalDeclined, last).person(by));
        if asked < reasks {
            self.revise(path, task, place);
        } else {
            self.refused(path);
        }
    }

    fn revise(&mut self, path: PathIx, task: TaskIx, place: u16) {
        let (key, ordinal) = self.approval_draws(path, place);
        let Some(asking) = self.paths[path].approvals.get_mut(usize::from(place)) else {
            return;
        };
        asking.asked += 1;
        let lasts = self
            .luck
            .duration(&asking.approval.revision, key, Purpose::Revision, ordinal);
        self.schedule(lasts, Phase::TimeOut, Happening::RevisionEnds(task));
    }

    /// Only the declining approval is asked again.
    pub(super) fn revision_ends(&mut self, task: TaskIx) {
        let Some(path) = self.tasks[task].path else { return };
        if self.paths[path].stage == Stage::Approval {
            self.contact_anew(task, self.paths[path].last);
        }
    }

    /// After the last refusal the arbiter decides, if there is one.
    fn refused(&mut self, path: PathIx) {
        let arbiter = self.plan.exercise.playbook.contested.arbiter;
        let (key, last) = (self.paths[path].key, self.paths[path].last);
        self.withdraw_approvals(path);
        if let Some(arbiter) = arbiter {
            self.contact(
                Wanted {
                    duty: Duty::ApprovalArbiter,
                    path: Some(path),
                    chain: arbiter,
                    key,
                },
                last,
            );
            return;
        }
        for case in self.paths[path].members.clone() {
            self.dies(case, last);
        }
    }

    fn withdraw_approvals(&mut self, path: PathIx) {
        for place in 0..self.paths[path].approvals.len() {
            if let Some(task) = self.paths[path]
                .approvals
                .get(place)
                .and_then(|asking| asking.task)
            {
                self.withdraw_task(task);
            }
        }
    }

    pub(super) fn approval_arbiter_answers(&mut self, path: PathIx, task: TaskIx) {
        if self.tasks[task].by_default {
            return self.approval_arbiter_decides(path);
        }
        let plan = self.plan;
        let law = &plan.exercise.playbook.contested.arbiter_work;
        let lasts = self
            .luck
            .duration(law, self.paths[path].key, Purpose::Decide, ARBITER);
        self.task_work(task, lasts);
    }

    /// The arbiter's decision stands for all approvals still missing.
    pub(super) fn approval_arbiter_decides(&mut self, path: PathIx) {
        if self.paths[path].stage == Stage::Approval {
            let decided = self.paths[path].last;
            self.approved(path, decided, Cause::Approval);
        }
    }

    fn approval_given(&mut self, path: PathIx, place: usize, task: TaskIx) {
        if self.paths[path].stage != Stage::Approval {
            return;
        }
        let last = self.paths[path].last;
        let by = self.tasks[task].people.first().copied();
        self.note(Record::new(Kind::ApprovalGiven, last).person(by));
        let it = &mut self.paths[path];
        it.approvers.extend_from_slice(&self.tasks[task].people);
        if let Some(asking) = it.approvals.get_mut(place) {
            asking.given = true;
        }
        let later = it.approvals.iter().skip(it.given);
        it.given += later.take_while(|asking| asking.given).count();
        if it.given == it.approvals.len() {
            self.approved(path, last, Cause::Approval);
        } else {
            self.ask_next_approvals(path);
        }
    }

    /// Everything is approved: gates, then execution.
    fn approved(&mut self, path: PathIx, because: RecordIx, charge: Cause) {
        let now = self.now;
        let rule = self.paths[path].rule;
        let record = self.note(Record::new(Kind::Approved, because).charge(charge).rule(rule));
        self.paths[path].last = record;
        self.paths[path].stage = Stage::Gate;
        for place in 0..self.paths[path].members.len() {
            if let Some(&case) = self.paths[path].members.get(place) {
                let first = self.cases[case].approved_at.replace(now).is_none();
                self.count(self.cases[case].decision, |tally| {
                    tally.approved += u32::from(first);
                });
                self.cases[case].status = Status::Approved;
            }
        }
        self.grant(path, record);
        self.gated.push(path);
        self.try_gates();
    }

    /// R3: a grant for the incident decides what waits under the same rule.
    fn grant(&mut self, path: PathIx, record: RecordIx) {
        let Some(rule) = self.paths[path].rule else { return };
        if self.right(rule).grant != Grant::PerIncident || std::mem::replace(&mut self.granted[rule], true) {
            return;
        }
        for other in self.paths.ids() {
            let it = &self.paths[other];
            if it.rule == Some(rule) && it.decided_at.is_none() && it.stage != Stage::Over {
                self.decided(other, record);
            }
        }
    }
}
