//! Requests and the ways they take: the state that the people's half of the engine works on.

use crate::chance::Key;
use crate::model::{
    ActionId, Approval, BodyId, ChainId, Decision, NodeId, PersonId, RequestNameId, RightId, Severity, Target,
};
use crate::time::SimTime;

use super::arena::{CaseIx, FootholdIx, ItemIx, PageIx, PathIx, Recycle, TaskIx, emptied};
use super::event::Turn;
use super::record::RecordIx;

/// The key of what has none yet.
pub(super) const NO_KEY: Key = Key::of("");

/// How far a request has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// Raised, and not decided.
    #[default]
    Undecided,
    /// Decided, and not approved.
    Decided,
    /// Approved, and not executed.
    Approved,
    /// Executed, and not all of it effective.
    Executed,
    /// Everything is effective.
    Done,
    /// Refused for good, or recognised as a false alarm.
    Dead,
    /// A restoration that a new containment overtook (L3).
    Dropped,
}

/// A request for one asset (D5, L3), or a named one (L1).
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) decision: Decision,
    pub(super) asset: Option<NodeId>,
    pub(super) name: Option<RequestNameId>,
    pub(super) foothold: Option<FootholdIx>,
    /// The key of the request (T4): decision, asset or name, and its ordinal there.
    pub(super) key: Key,
    pub(super) raised_at: SimTime,
    pub(super) raised: RecordIx,
    pub(super) status: Status,
    /// The path that decided, or the first one begun.
    pub(super) path: Option<PathIx>,
    /// How many paths were begun for it (D4).
    pub(super) paths: u32,
    pub(super) decided_at: Option<SimTime>,
    pub(super) approved_at: Option<SimTime>,
    pub(super) executed_at: Option<SimTime>,
    /// The alert was false (I2).
    pub(super) false_alarm: bool,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            decision: Decision::Contain,
            asset: None,
            name: None,
            foothold: None,
            key: NO_KEY,
            raised_at: SimTime::ZERO,
            raised: RecordIx::NONE,
            status: Status::Undecided,
            path: None,
            paths: 0,
            decided_at: None,
            approved_at: None,
            executed_at: None,
            false_alarm: false,
        }
    }
}

impl Recycle for Case {
    fn recycle(&mut self) {
        *self = Self::default();
    }
}

/// Where a path stands: what a censored replication charges its last piece to (M4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// Finding out who may decide (R5).
    #[default]
    Search,
    /// Reaching the decider.
    Contact,
    /// Owners in dispute.
    Dispute,
    /// Consult and advice.
    Consult,
    /// Waiting for the decider, or deciding.
    Decide,
    /// The decider holds off.
    HoldOff,
    /// Approvals.
    Approval,
    /// Gates.
    Gate,
    /// Reaching the executor.
    Executor,
    /// Just-in-time access.
    Access,
    /// The items are being executed.
    Items,
    /// Nothing more comes of it: withdrawn or dead.
    Over,
}

/// Who carries something out (P4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doer {
    /// No person.
    Automation,
    /// This person.
    Person(PersonId),
}

/// The asking for one approval (P2).
#[derive(Clone, Debug)]
pub(super) struct Asking<'p> {
    pub(super) approval: &'p Approval,
    pub(super) task: Option<TaskIx>,
    pub(super) asked: u32,
    pub(super) given: bool,
}

impl<'p> Asking<'p> {
    /// An approval not asked for yet.
    pub(super) fn of(approval: &'p Approval) -> Self {
        Self {
            approval,
            task: None,
            asked: 0,
            given: false,
        }
    }
}

/// The way of one or several requests under one rule.
#[derive(Clone, Debug)]
pub(super) struct Path<'p> {
    pub(super) rule: Option<RightId>,
    pub(super) decision: Decision,
    /// The key of the request, and of the path's place among its paths (D4: draws of its own).
    pub(super) key: Key,
    /// Requests, by asset; those decided elsewhere leave.
    pub(super) members: Vec<CaseIx>,
    /// The severity with which the rule last matched.
    pub(super) severity: Severity,
    pub(super) stage: Stage,
    /// Where it stood when it was withdrawn or died.
    pub(super) stood_at: Stage,

    /// The latest milestone.
    pub(super) last: RecordIx,
    /// The end of the search: where a dispute is charged from (M4).
    pub(super) dispute_from: RecordIx,
    /// When the chain was answered: the place of the request's work (O5).
    pub(super) answered_at: Option<SimTime>,
    pub(super) deciders: Vec<PersonId>,
    /// The chain whose people decided or would have.
    pub(super) decider_chain: Option<ChainId>,
    pub(super) owners: Vec<Target>,
    pub(super) owners_left: usize,
    /// Decided by owners or arbiter, or without a rule: no consult (P1).
    pub(super) contested: bool,
    /// Advice was asked for, and somebody who knows the assets (P1).
    pub(super) advised: bool,
    pub(super) consulted: bool,
    pub(super) hearings_left: usize,
    /// How often the decider has been asked (P1).
    pub(super) asking: u32,
    pub(super) decided_at: Option<SimTime>,
    pub(super) approvals: Vec<Asking<'p>>,
    /// So many of them, from the first on, are given.
    pub(super) given: usize,
    pub(super) approvers: Vec<PersonId>,
    pub(super) executor: Option<Doer>,
    pub(super) items: Vec<ItemIx>,
    pub(super) tasks: Vec<TaskIx>,
    /// How often each person was paged in this request (T4).
    pub(super) paged: Vec<(PersonId, u32)>,
    pub(super) stamp: u16,
}

impl Default for Path<'_> {
    fn default() -> Self {
        Self {
            rule: None,
            decision: Decision::Contain,
            key: NO_KEY,
            members: Vec::new(),
            severity: Severity::NONE,
            stage: Stage::Search,
            stood_at: Stage::Search,

            last: RecordIx::NONE,
            dispute_from: RecordIx::NONE,
            answered_at: None,
            deciders: Vec::new(),
            decider_chain: None,
            owners: Vec::new(),
            owners_left: 0,
            contested: false,
            advised: false,
            consulted: false,
            hearings_left: 0,
            asking: 0,
            decided_at: None,
            approvals: Vec::new(),
            given: 0,
            approvers: Vec::new(),
            executor: None,
            items: Vec::new(),
            tasks: Vec::new(),
            paged: Vec::new(),
            stamp: 0,
        }
    }
}

impl Recycle for Path<'_> {
    fn recycle(&mut self) {
        *self = Self {
            members: emptied(&mut self.members),
            deciders: emptied(&mut self.deciders),
            owners: emptied(&mut self.owners),
            approvals: emptied(&mut self.approvals),
            approvers: emptied(&mut self.approvers),
            items: emptied(&mut self.items),
            tasks: emptied(&mut self.tasks),
            paged: emptied(&mut self.paged),
            ..Self::default()
        };
    }
}

/// What somebody is contacted for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Duty {
    /// To triage the first alert (D2).
    #[default]
    Triage,
    /// To decide.
    Decide,
    /// To agree as one of several owners (R5).
    Owner,
    /// To decide as arbiter (R5).
    Arbiter,
    /// To be consulted (P1).
    Consult,
    /// To advise (P1), by place.
    Advice(u16),
    /// To approve (P2), by place.
    Approval(u16),
    /// To decide on missing approvals as arbiter (P2).
    ApprovalArbiter,
    /// To execute (P4).
    Executor,
    /// To execute one action that the executor cannot (P4).
    ActionExecutor(ItemIx),
    /// To hand over logs (D3).
    Vendor(NodeId),
}

/// How far a task has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TaskStatus {
    /// Pages are out; acknowledgements count.
    #[default]
    Asking,
    /// Answered; the work waits or is done.
    Answered,
    /// Not needed any more.
    Withdrawn,
}

/// Contact with somebody (C1 to C5), and the work they then do.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) duty: Duty,
    pub(super) path: Option<PathIx>,
    /// The key of the request (T4).
    pub(super) key: Key,
    /// The chain it began with: what it is contacted anew by.
    pub(super) first_chain: ChainId,
    pub(super) chain: ChainId,
    pub(super) step: u16,
    pub(super) round: u32,
    pub(super) status: TaskStatus,
    pub(super) paged_in_round: bool,
    /// The chain is exhausted and holds (C5).
    pub(super) silent: bool,
    /// Nobody answered and the chain acts (C5).
    pub(super) by_default: bool,
    /// Who answered.
    pub(super) people: Vec<PersonId>,
    pub(super) bodies: Vec<(BodyId, PersonId)>,
    pub(super) pages: Vec<PageIx>,
    /// The pages that will be answered or at least seen, by turn, the next one last.
    pub(super) answers: Vec<(Turn, PageIx)>,
    /// When the step has had its time (C4).
    pub(super) step_ends: Turn,
    /// The turn of the event that it waits for.
    pub(super) armed: Turn,
    /// How often each person was paged, where there is no path.
    pub(super) paged: Vec<(PersonId, u32)>,
    pub(super) works_left: usize,
    /// Work of an earlier contact does not count towards this one.
    pub(super) contacts: u16,

    /// The record that made contact necessary.
    pub(super) origin: RecordIx,
    /// The latest milestone.
    pub(super) last: RecordIx,
    /// The ordinal of its work (T4).
    pub(super) asking: u32,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            duty: Duty::Triage,
            path: None,
            key: NO_KEY,
            first_chain: crate::model::Index::at(0),
            chain: crate::model::Index::at(0),
            step: 0,
            round: 0,
            status: TaskStatus::Asking,
            paged_in_round: false,
            silent: false,
            by_default: false,
            people: Vec::new(),
            bodies: Vec::new(),
            pages: Vec::new(),
            answers: Vec::new(),
            step_ends: Turn::NEVER,
            armed: Turn::NEVER,
            paged: Vec::new(),
            works_left: 0,
            contacts: 0,

            origin: RecordIx::NONE,
            last: RecordIx::NONE,
            asking: 0,
        }
    }
}

impl Recycle for Task {
    fn recycle(&mut self) {
        let Self {
            duty: _,
            path: _,
            key: _,
            first_chain: _,
            chain: _,
            step,
            round,
            status,
            paged_in_round,
            silent,
            by_default,
            people,
            bodies,
            pages,
            answers,
            step_ends,
            armed,
            paged,
            works_left,
            contacts,
            origin: _,
            last: _,
            asking,
        } = self;
        // The others are said by whoever contacts.
        (*step, *round, *status) = (0, 0, TaskStatus::Asking);
        (*paged_in_round, *silent, *by_default) = (false, false, false);
        (*step_ends, *armed) = (Turn::NEVER, Turn::NEVER);
        (*works_left, *contacts, *asking) = (0, 0, 0);
        people.clear();
        bodies.clear();
        pages.clear();
        answers.clear();
        paged.clear();
    }
}

/// How far an item has come: what a censored replication charges its last piece to (M4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Progress {
    /// Waiting for the executor, who is at other work.
    #[default]
    Queue,
    /// Reaching somebody who can.
    Contact,
    /// A try runs, or the tool is out.
    Work,
    /// A hold keeps it back (I2).
    Held,
    /// The call waits for its platform.
    Platform,
    /// All executed.
    Executed,
}

/// The execution of a request on one asset, or without one (P4).
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) path: PathIx,
    /// The request; none for a node in scope only (R4).
    pub(super) case: Option<CaseIx>,
    pub(super) node: Option<NodeId>,
    /// Containment: the runbook's actions. Otherwise empty: the decision itself is executed.
    pub(super) actions: Vec<ActionId>,
    /// The action at hand.
    pub(super) at: usize,
    /// How many actions are effective.
    pub(super) effective: usize,
    /// How many of these cut (E7).
    pub(super) cuts: usize,
    pub(super) doer: Doer,
    /// The key of the action at hand (T4).
    pub(super) key: Key,
    pub(super) tries: u32,
    pub(super) progress: Progress,
    /// Evidence is being secured before the action at hand (I2).
    pub(super) securing: bool,
    pub(super) secured: bool,

    /// The latest milestone.
    pub(super) last: RecordIx,
    /// The executed record of each action.
    pub(super) executed: Vec<RecordIx>,
    pub(super) stopped: bool,
}

impl Default for Item {
    fn default() -> Self {
        Self {
            path: crate::model::Index::at(0),
            case: None,
            node: None,
            actions: Vec::new(),
            at: 0,
            effective: 0,
            cuts: 0,
            doer: Doer::Automation,
            key: NO_KEY,
            tries: 0,
            progress: Progress::Queue,
            securing: false,
            secured: false,

            last: RecordIx::NONE,
            executed: Vec::new(),
            stopped: false,
        }
    }
}

impl Recycle for Item {
    fn recycle(&mut self) {
        *self = Self {
            actions: emptied(&mut self.actions),
            executed: emptied(&mut self.executed),
            ..Self::default()
        };
    }
}
