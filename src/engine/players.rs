//! Players: people who really take part are asked, not drawn for, and what they do is an event like any other (I3).
//!
//! A page to a player waits until they answer it, and so does each piece of their work; a player works on several things at once, as
//! people in a room do. Everything else, the plan's limits of time too, goes on as it would without them.

use crate::model::{Index, InjectId, NodeId, PersonId};
use crate::time::{SimDuration, SimTime};

use super::arena::{PageIx, PathIx, TaskIx, WorkIx};
use super::cases::{Doer, Duty, Stage, TaskStatus};
use super::event::Turn;
use super::live::{Answer, Move, Verdict};
use super::people::{Purpose, State};
use super::play::Play;
use super::record::Cause;

/// How long somebody who was handed a chain's work has, where the chain has no step.
const STEP: SimDuration = SimDuration::from_millis(15 * 60 * 1000);

/// What a player is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// To acknowledge a page.
    Page(PageIx),
    /// To do a piece of work.
    Work(WorkIx),
    /// To agree with the other owners (R5).
    Agreement(PathIx),
}

/// A question to a player.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question {
    pub(super) person: PersonId,
    pub(super) since: SimTime,
    /// Where in their time they stood when they were asked (O2).
    pub(super) state: State,
    pub(super) subject: Subject,
    pub(super) answered: bool,
}

/// Who takes part, what they were asked, and what they did.
#[derive(Debug, Default)]
pub(super) struct Players {
    /// By person; empty where nobody plays.
    seated: Vec<bool>,
    pub(super) questions: Vec<Question>,
    pub(super) moves: Vec<Move>,
    /// Injects that are held back, and whether their time has come.
    held: Vec<(InjectId, bool)>,
    /// The answer under way.
    verdict: Option<Verdict>,
    /// Contacts of which some member has declined.
    declined: Vec<TaskIx>,
}

impl Players {
    /// Forgets everybody.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether the person plays.
    #[inline]
    pub(super) fn has(&self, person: PersonId) -> bool {
        !self.seated.is_empty() && self.seated.get(person.position()).is_some_and(|seated| *seated)
    }

    fn seat(&mut self, person: PersonId, seated: bool, people: usize) {
        self.seated.resize(people, false);
        if let Some(seat) = self.seated.get_mut(person.position()) {
            *seat = seated;
        }
    }
}

impl Play<'_> {
    /// A player is asked.
    fn asks(&mut self, person: PersonId, subject: Subject) {
        let (since, state) = (self.now, self.state(person));
        self.players.questions.push(Question {
            person,
            since,
            state,
            subject,
            answered: false,
        });
    }

    /// A page to a player waits for them. Who is away does not see it, whoever plays them (C2).
    pub(super) fn asks_to_acknowledge(&mut self, page: PageIx, person: PersonId) -> bool {
        if !self.players.has(person) {
            return false;
        }
        let state = self.state(person);
        if state == State::Absent {
            return false;
        }
        self.pages[page].wakes = state == State::Off;
        self.asks(person, Subject::Page(page));
        true
    }

    /// Work of a player begins at once, beside whatever else they do, and ends when they say so.
    pub(super) fn asks_to_work(&mut self, person: PersonId, work: WorkIx) {
        if let Purpose::Try(item) = self.works[work].purpose
            && self.is_put_off(item)
        {
            return self.put_off(item);
        }
        self.work_begins(person, work);
        self.asks(person, Subject::Work(work));
    }

    /// R5: the owners agree when a player among them says so. False where nobody of them plays.
    pub(super) fn asks_to_agree(&mut self, path: PathIx) -> bool {
        let owners = self.paths[path].deciders.clone();
        let players = owners.into_iter().filter(|&owner| self.players.has(owner));
        let players: Vec<PersonId> = players.collect();
        for &player in &players {
            self.asks(player, Subject::Agreement(path));
        }
        !players.is_empty()
    }

    /// Whether an inject is held back; its time is remembered.
    pub(super) fn is_held_inject(&mut self, inject: InjectId) -> bool {
        let held = self.players.held.iter_mut().find(|(of, _)| *of == inject);
        held.map(|(_, due)| *due = true).is_some()
    }

    /// A move of the room happens.
    pub(super) fn moved(&mut self, place: u32) {
        let Some(made) = self.players.moves.get(place as usize).copied() else {
            return;
        };
        let people = self.plan.exercise.organisation.people.len();
        match made {
            Move::Sits(person) => self.players.seat(person, true, people),
            Move::Leaves(person) => self.leaves(person, people),
            Move::Holds(inject) => self.players.held.push((inject, false)),
            Move::Releases(inject) => {
                self.players.held.retain(|(of, _)| *of != inject);
                self.injected[inject] = true;
                self.inject_happens(inject);
            }
            Move::Finds(node) => self.is_found(node),
            Move::Decides { node, person } => self.decided_by_the_room(node, person),
            Move::Answers { question, answer } => self.answers_question(question as usize, answer),
        }
    }

    /// What was asked of somebody who leaves is drawn from here on.
    fn leaves(&mut self, person: PersonId, people: usize) {
        self.players.seat(person, false, people);
        for place in 0..self.players.questions.len() {
            let Some(question) = self.players.questions.get(place).copied() else {
                continue;
            };
            if question.person != person || !self.is_open_question(&question) {
                continue;
            }
            self.close_question(place);
            match question.subject {
                Subject::Page(page) => self.delivered(page),
                Subject::Work(work) => {
                    let lasts = self.works[work].lasts;
                    self.schedule(
                        lasts,
                        super::event::Phase::WorkEnd,
                        super::event::Happening::WorkEnds(work),
                    );
                }
                Subject::Agreement(path) => self.negotiate(path),
            }
        }
    }

    fn close_question(&mut self, place: usize) {
        if let Some(question) = self.players.questions.get_mut(place) {
            question.answered = true;
        }
    }

    /// Whether somebody still waits for the answer.
    pub(super) fn is_open_question(&self, question: &Question) -> bool {
        !question.answered
            && match question.subject {
                Subject::Page(page) => self.pages[page].open,
                Subject::Work(work) => self.is_wanted(work),
                Subject::Agreement(path) => {
                    self.paths[path].stage == Stage::Dispute && self.paths[path].decided_at.is_none()
                }
            }
    }

    fn is_wanted(&self, work: WorkIx) -> bool {
        match self.works[work].purpose {
            Purpose::Task(task, contact) => {
                let it = &self.tasks[task];
                let decided = it
                    .path
                    .is_some_and(|path| is_about_deciding(it.duty) && self.paths[path].decided_at.is_some());
                it.contacts == contact && it.status == TaskStatus::Answered && !decided
            }
            Purpose::Try(item) | Purpose::Evidence(item) => !self.items[item].stopped,
            Purpose::Call | Purpose::Other => true,
        }
    }

    fn answers_question(&mut self, place: usize, answer: Answer) {
        let Some(question) = self.players.questions.get(place).copied() else {
            return;
        };
        if !self.is_open_question(&question) {
            return;
        }
        self.close_question(place);
        match (question.subject, answer) {
            (Subject::Page(page), Answer::Delegates(to)) => self.hand_over_page(page, to),
            (Subject::Page(page), Answer::Ends(Verdict::Declines)) => self.passes_on(page),
            (Subject::Page(page), _) => {
                self.acknowledged(page);
                self.arm(self.pages[page].task);
            }
            (Subject::Work(work), Answer::Delegates(to)) => self.hand_over_work(work, to),
            (Subject::Work(work), Answer::Acknowledges) => self.player_ends(work, Verdict::Done),
            (Subject::Work(work), Answer::Ends(verdict)) => self.player_ends(work, verdict),
            (Subject::Agreement(path), _) => self.negotiation_ends(path),
        }
    }

    /// A page that its receiver declines: nobody waits for the rest of the step where that was its last (C4).
    fn passes_on(&mut self, page: PageIx) {
        self.pages[page].open = false;
        let task = self.pages[page].task;
        let mut others = self.tasks[task].pages.iter();
        if !others.any(|&other| self.pages[other].open) {
            self.tasks[task].step_ends = Turn::NEVER;
            self.step_ends(task);
        }
        self.arm(task);
    }

    fn hand_over_page(&mut self, page: PageIx, to: PersonId) {
        self.pages[page].open = false;
        let it = &self.pages[page];
        let (task, seats, direct) = (it.task, it.seats, it.direct);
        self.page(task, to, seats, direct);
        self.arm(task);
    }

    /// Somebody else is paged for the same; where they do not answer, the chain goes on after its step.
    fn hand_over_work(&mut self, work: WorkIx, to: PersonId) {
        match self.works[work].purpose {
            Purpose::Task(task, _) => {
                let within = self.step_limit(task);
                let it = &mut self.tasks[task];
                it.status = TaskStatus::Asking;
                it.contacts = it.contacts.wrapping_add(1);
                it.people.clear();
                self.page(task, to, (0, 0), true);
                self.wait_for_step(task, within);
                self.arm(task);
            }
            Purpose::Try(item) | Purpose::Evidence(item) => {
                self.items[item].doer = Doer::Person(to);
                self.items[item].securing = false;
                self.prepare_try(item);
            }
            Purpose::Call | Purpose::Other => {
                let (lasts, origin) = (self.works[work].lasts, self.works[work].began);
                self.enqueue(to, self.works[work].purpose, lasts, origin);
            }
        }
    }

    fn step_limit(&self, task: TaskIx) -> SimDuration {
        let it = &self.tasks[task];
        let steps = &self.plan.chains[it.chain].steps;
        let step = steps.get(usize::from(it.step)).or(steps.last());
        step.map_or(STEP, |step| step.within)
    }

    /// A player's piece of work ends; it took as long as they took.
    fn player_ends(&mut self, work: WorkIx, verdict: Verdict) {
        let (person, purpose, began) = (
            self.works[work].person,
            self.works[work].purpose,
            self.works[work].began,
        );
        let began_at = self.record(began).map_or(self.now, |record| record.at);
        if purpose != Purpose::Other {
            // M5: what it really took.
            self.burden.work += (self.now - began_at).as_millis();
        }
        let now = self.now;
        let staff = &mut self.staff[person];
        (staff.idle_since, staff.last_work_ended) = (now, Some(now));
        self.players.verdict = Some(verdict);
        match purpose {
            Purpose::Task(task, contact) => {
                if verdict == Verdict::Declines {
                    self.players.declined.push(task);
                }
                self.task_work_ends(task, contact, began);
            }
            Purpose::Try(item) => self.try_ends(item),
            Purpose::Evidence(item) => self.evidence_secured(item),
            Purpose::Call | Purpose::Other => {}
        }
        self.players.verdict = None;
    }

    /// What the player who ends a piece of work says; nothing where it is drawn. In a body one who declines declines for all.
    pub(super) fn verdict(&self, task: Option<TaskIx>) -> Option<Verdict> {
        let declined = task.is_some_and(|task| self.players.declined.contains(&task));
        let verdict = self.players.verdict?;
        Some(if declined { Verdict::Declines } else { verdict })
    }

    /// The players' declining counts once.
    pub(super) fn forget_declined(&mut self, task: TaskIx) {
        self.players.declined.retain(|other| *other != task);
    }

    /// Somebody in the room finds that a node is held by the attacker (D3).
    fn is_found(&mut self, node: NodeId) {
        if self.incident.declared_at.is_none() {
            return;
        }
        if let Some(foothold) = self.latest(node) {
            let because = self.incident.declared;
            self.becomes_known(foothold, because, Cause::Discovery);
        }
    }

    /// The room decides on a request that waits, whoever the plan would have asked.
    fn decided_by_the_room(&mut self, node: NodeId, person: Option<PersonId>) {
        let Some(case) = self.node(node).pending else {
            return;
        };
        let paths = self.paths.ids();
        let path = paths.rev().find(|&path| {
            let it = &self.paths[path];
            it.decided_at.is_none() && it.stage != Stage::Over && it.members.contains(&case)
        });
        let Some(path) = path else { return };
        let it = &mut self.paths[path];
        let last = it.last;
        it.deciders.clear();
        it.deciders.extend(person);
        it.answered_at.get_or_insert(self.now);
        self.decided_because(path, last, Cause::Decide, person);
    }
}

/// Whether work of this kind is not needed once its request is decided.
const fn is_about_deciding(duty: Duty) -> bool {
    matches!(
        duty,
        Duty::Decide | Duty::Owner | Duty::Arbiter | Duty::Consult | Duty::Advice(_)
    )
}
