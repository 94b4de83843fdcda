//! Chains: steps, time-outs, repeats, exhaustion, and what an answer sets going (C1, C3 to C5).

use crate::chance::{Key, Purpose};
use crate::model::{Chain, ChainId, Exhausted, NobodyPolicy, PersonId};
use crate::time::{SimDuration, SimTime};

use super::arena::{PathIx, TaskIx};
use super::cases::{Duty, TaskStatus};
use super::event::{Phase, Turn};
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};

/// Who is wanted: for what, in which request, by which chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) duty: Duty,
    pub(super) path: Option<PathIx>,
    pub(super) chain: ChainId,
    /// The key of the request (T4).
    pub(super) key: Key,
}

impl Play<'_> {
    /// Contacts somebody by a chain, because of a record.
    pub(super) fn contact(&mut self, wanted: Wanted, origin: RecordIx) -> TaskIx {
        let Wanted {
            duty,
            path,
            chain,
            key,
        } = wanted;
        let task = self.tasks.take();
        let it = &mut self.tasks[task];
        (it.duty, it.path, it.chain, it.first_chain) = (duty, path, chain, chain);
        (it.key, it.origin, it.last) = (key, origin, origin);
        if let Some(path) = path {
            self.paths[path].tasks.push(task);
        }
        if duty == Duty::Triage {
            self.incident.triage = super::play::Triage::Under(Some(task));
        }
        self.begin_step(task);
        task
    }

    /// Contacts anew, from the first step, with new draws; pages already out stay open.
    pub(super) fn contact_anew(&mut self, task: TaskIx, origin: RecordIx) {
        let it = &mut self.tasks[task];
        it.status = TaskStatus::Asking;
        (it.chain, it.step, it.round) = (it.first_chain, 0, 0);
        (it.paged_in_round, it.silent, it.by_default) = (false, false, false);
        it.step_ends = Turn::NEVER;
        it.contacts = it.contacts.wrapping_add(1);
        it.people.clear();
        it.bodies.clear();
        (it.origin, it.last) = (origin, origin);
        self.begin_step(task);
    }

    /// C1: pages whoever the step resolves to; a step that resolves to nobody does as the chain says.
    fn begin_step(&mut self, task: TaskIx) {
        self.next_step(task);
        self.arm(task);
    }

    fn next_step(&mut self, task: TaskIx) {
        let plan = self.plan;
        while self.tasks[task].status == TaskStatus::Asking {
            let chain = &plan.chains[self.tasks[task].chain];
            let Some(step) = chain.steps.get(usize::from(self.tasks[task].step)) else {
                if self.next_round(task, chain) {
                    continue;
                }
                return self.exhausted(task, chain);
            };
            let found = self.page_step(task, &step.targets);
            self.tasks[task].paged_in_round |= found;
            if found || chain.nobody == NobodyPolicy::Wait {
                return self.wait_for_step(task, step.within);
            }
            if chain.nobody == NobodyPolicy::Drop {
                return self.exhausted(task, chain);
            }
            self.tasks[task].step += 1;
        }
    }

    pub(super) fn wait_for_step(&mut self, task: TaskIx, within: SimDuration) {
        let turn = self.future.turn(self.now + within, Phase::TimeOut);
        self.tasks[task].step_ends = turn.unwrap_or(Turn::NEVER);
    }

    /// C4: the step has had its time; pages already sent stay open.
    pub(super) fn step_ends(&mut self, task: TaskIx) {
        let it = &mut self.tasks[task];
        if it.status != TaskStatus::Asking {
            return;
        }
        it.step += 1;
        let origin = it.last;
        if self.detail {
            self.note(self.of_task(task, Record::new(Kind::StepEnded, origin)));
        }
        self.begin_step(task);
    }

    /// C5: the chain repeats as often as it says; a round that paged nobody ends the repeats (C1).
    fn next_round(&mut self, task: TaskIx, chain: &Chain) -> bool {
        let it = &mut self.tasks[task];
        let again = it.round < chain.repeats && it.paged_in_round;
        if again {
            it.round += 1;
            it.step = 0;
            it.paged_in_round = false;
        }
        again
    }

    fn exhausted(&mut self, task: TaskIx, chain: &Chain) {
        let last = self.tasks[task].last;
        if self.detail {
            self.note(self.of_task(task, Record::new(Kind::Exhausted, last)));
        }
        match chain.exhausted {
            Exhausted::Hold => self.tasks[task].silent = true,
            Exhausted::Escalate(to) => {
                let it = &mut self.tasks[task];
                (it.chain, it.step, it.round, it.paged_in_round) = (to, 0, 0, false);
                self.begin_step(task);
            }
            // C5: a decider's chain may act where it decides; nobody's hands are not replaced by that.
            Exhausted::Act if !self.goes_without_people(task) => self.tasks[task].silent = true,
            Exhausted::Act => {
                self.tasks[task].by_default = true;
                self.answered(task);
            }
        }
    }

    /// C5: whether what a chain is contacted for can happen with nobody there; carrying out only by actions that are automatic.
    fn goes_without_people(&self, task: TaskIx) -> bool {
        let it = &self.tasks[task];
        let actions = &self.plan.exercise.playbook.actions;
        match (it.duty, it.path) {
            (Duty::ActionExecutor(item), _) => {
                let mut needed = self.items[item].actions.iter();
                needed.all(|action| actions[*action].automatic)
            }
            (Duty::Executor, Some(path)) => self.assets_of(path).all(|node| {
                let mut needed = self.actions_of(path, node).iter();
                needed.all(|action| actions[*action].automatic)
            }),
            _ => true,
        }
    }

    /// C3: an acknowledgement answers the chain, or counts towards the quorum of its bodies.
    pub(super) fn acknowledged_by(
        &mut self,
        task: TaskIx,
        person: PersonId,
        seats: (u32, u32),
        direct: bool,
    ) {
        if self.tasks[task].status != TaskStatus::Asking {
            return;
        }
        self.note_authorised(task);
        if direct {
            self.tasks[task].people.clear();
            self.tasks[task].people.push(person);
            return self.answered(task);
        }
        for seat in seats.0..seats.1 {
            let Some(&body) = self.seats.get(seat as usize) else {
                return;
            };
            if !self.tasks[task].bodies.contains(&(body, person)) {
                self.tasks[task].bodies.push((body, person));
            }
            let quorum = self.plan.exercise.organisation.bodies[body].quorum as usize;
            let came = self.tasks[task]
                .bodies
                .iter()
                .filter(|(of, _)| *of == body)
                .count();
            if came >= quorum {
                let it = &mut self.tasks[task];
                it.people.clear();
                it.people.extend(
                    it.bodies
                        .iter()
                        .filter(|(of, _)| *of == body)
                        .map(|(_, member)| *member),
                );
                return self.answered(task);
            }
        }
    }

    /// M1: the first to acknowledge a deciding chain, else the executor.
    fn note_authorised(&mut self, task: TaskIx) {
        let now = self.now;
        match self.tasks[task].duty {
            Duty::Decide | Duty::Owner | Duty::Arbiter => self.times.first_decider.get_or_insert(now),
            Duty::Executor | Duty::ActionExecutor(_) => self.times.first_executor.get_or_insert(now),
            _ => return,
        };
    }

    /// A chain is answered, or acts without an answer (C3, C5): open pages are withdrawn.
    fn answered(&mut self, task: TaskIx) {
        self.close_pages(task);
        let it = &mut self.tasks[task];
        it.status = TaskStatus::Answered;
        let (duty, path, last) = (it.duty, it.path, it.last);
        let by = it.people.first().copied();
        let rule = path.and_then(|path| self.paths[path].rule);
        let record = Record::new(Kind::Answered, last)
            .charge(Cause::Contact)
            .rule(rule)
            .person(by);
        self.tasks[task].last = self.note(record);
        match (duty, path) {
            (Duty::Triage, _) => self.triage_answers(task),
            (Duty::Vendor(node), _) => self.vendor_reached(node),
            (Duty::Decide, Some(path)) => self.decider_answers(path, task),
            (Duty::Owner, Some(path)) => self.owner_answers(path, task),
            (Duty::Arbiter, Some(path)) => self.arbiter_answers(path, task),
            (Duty::Consult | Duty::Advice(_), Some(path)) => self.heard_answers(path, task),
            (Duty::Approval(place), Some(path)) => self.approver_answers(path, task, place),
            (Duty::ApprovalArbiter, Some(path)) => self.approval_arbiter_answers(path, task),
            (Duty::Executor, Some(path)) => self.executor_answers(path, task),
            (Duty::ActionExecutor(item), Some(_)) => self.action_executor_answers(item, task),
            (_, None) => {}
        }
    }

    fn triage_answers(&mut self, task: TaskIx) {
        let plan = self.plan;
        if self.tasks[task].by_default {
            // C5: triage declares at once, with nobody there to recognise anything.
            return self.declare();
        }
        let Some(triage) = &plan.exercise.playbook.triage else {
            return;
        };
        let lasts = self
            .luck
            .duration(&triage.work, self.tasks[task].key, Purpose::Triage, 0);
        self.task_work(task, lasts);
    }

    /// The k members of a body do the same drawn work, each in their own queue (C3).
    pub(super) fn task_work(&mut self, task: TaskIx, lasts: SimDuration) {
        let it = &mut self.tasks[task];
        it.works_left = it.people.len();
        let (origin, purpose) = (it.last, super::people::Purpose::Task(task, it.contacts));
        for place in 0..it.works_left {
            if let Some(&person) = self.tasks[task].people.get(place) {
                self.enqueue(person, purpose, lasts, origin);
            }
        }
    }

    /// One piece of a task's work has ended; the last one ends the task.
    pub(super) fn task_work_ends(&mut self, task: TaskIx, contact: u16, began: RecordIx) {
        let it = &mut self.tasks[task];
        if it.contacts != contact {
            return;
        }
        it.works_left = it.works_left.saturating_sub(1);
        if it.works_left > 0 || it.status != TaskStatus::Answered {
            return;
        }
        let by = it.people.first().copied();
        match (it.duty, it.path) {
            (Duty::Triage, _) => self.triage_ends(by),
            (Duty::Decide, Some(path)) => self.decider_decides(path, task, began),
            (Duty::Arbiter, Some(path)) => self.arbiter_decides(path, task),
            (Duty::Consult | Duty::Advice(_), Some(path)) => self.heard(path),
            (Duty::Approval(place), Some(path)) => self.approver_decides(path, task, place),
            (Duty::ApprovalArbiter, Some(path)) => self.approval_arbiter_decides(path),
            _ => {}
        }
    }

    /// A task is not needed any more.
    pub(super) fn withdraw_task(&mut self, task: TaskIx) {
        if self.tasks[task].status == TaskStatus::Withdrawn {
            return;
        }
        self.close_pages(task);
        self.tasks[task].status = TaskStatus::Withdrawn;
        for place in 0..self.tasks[task].people.len() {
            if let Some(&person) = self.tasks[task].people.get(place) {
                self.drop_waiting(
                    person,
                    |purpose| matches!(purpose, super::people::Purpose::Task(of, _) if of == task),
                );
            }
        }
    }

    fn close_pages(&mut self, task: TaskIx) {
        let it = &mut self.tasks[task];
        for &page in &it.pages {
            self.pages[page].open = false;
        }
        it.pages.clear();
        it.answers.clear();
        it.step_ends = Turn::NEVER;
    }

    /// The severity, decision, acknowledgement and order of a task's request: its place in queues (O5).
    pub(super) fn place_of(&self, task: TaskIx) -> (u8, u8, SimTime, usize) {
        let it = &self.tasks[task];
        match it.path {
            Some(path) => self.place_of_path(path),
            // Triage comes before all at its severity; vendors' people hand over logs without work.
            None => (self.incident.severity.0, 0, SimTime::ZERO, 0),
        }
    }

    pub(super) fn place_of_path(&self, path: PathIx) -> (u8, u8, SimTime, usize) {
        let it = &self.paths[path];
        let rank = it.decision as u8 + 1;
        let raised = it
            .members
            .first()
            .map_or(usize::MAX, |&case| crate::model::Index::position(case));
        (it.severity.0, rank, it.answered_at.unwrap_or(self.now), raised)
    }
}
