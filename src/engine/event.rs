//! The future-event list, and the one order of events (T1).

use std::collections::BinaryHeap;

use crate::model::{EdgeId, InjectId, NodeId, PersonId};
use crate::time::SimTime;

use super::arena::{FootholdIx, ItemIx, PageIx, PathIx, TaskIx, TraversalIx, WorkIx};

/// The phases of one millisecond, in order (T1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// Injects.
    Inject = 0,
    /// Traversals and granted windows.
    Attack = 1,
    /// Effects of containment and ends of sessions.
    Effect = 2,
    /// Alerts, acknowledgements, discoveries.
    Answer = 3,
    /// Ends of work; idle people then begin what waits.
    WorkEnd = 4,
    /// Time-outs.
    TimeOut = 5,
    /// Requests raised in this millisecond begin their paths.
    Batch = 6,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happening {
    /// An inject (I1).
    Inject(InjectId),
    /// A traversal ends (E5).
    TraversalEnds(TraversalIx),
    /// A granted window opens (E12).
    WindowOpens(EdgeId),
    /// A granted window closes (E12).
    WindowCloses(EdgeId),
    /// An action is effective (E8).
    Effective(ItemIx, u16),
    /// A session ends (E7).
    SessionEnds(FootholdIx),
    /// A credential runs out (E12).
    LifetimeEnds(FootholdIx),
    /// A foothold raises its alert (D1).
    Alert(FootholdIx),
    /// A third party tells (D1), by place.
    Told(u16),
    /// A foothold is found by scoping (D3).
    Scoped(FootholdIx),
    /// A foothold is found by tracing back (D3).
    TracedBack(FootholdIx),
    /// A page that waited for its channel is delivered (I2).
    Delivered(PageIx),
    /// A page is acknowledged (C2).
    Acknowledged(PageIx),
    /// A vendor that was silent can answer (D3).
    VendorAnswers(NodeId),
    /// A piece of work ends (O5).
    WorkEnds(WorkIx),
    /// A person looks for waiting work (O5).
    Begins(PersonId),
    /// Automation ends one try (P4).
    AutomationEnds(ItemIx),
    /// Triage without a chain ends (D2).
    TriageEnds,
    /// A step of a chain has had its time (C4).
    StepEnds(TaskIx, u16),
    /// A search for who may decide ends (R5).
    SearchEnds(PathIx),
    /// A negotiation ends (R5).
    NegotiationEnds(PathIx),
    /// The dispute limit has passed (R5).
    DisputeLimit(PathIx, u16),
    /// A revision ends (P2).
    RevisionEnds(TaskIx),
    /// A hold-off ends (P1).
    HoldOffEnds(PathIx, u16),
    /// Just-in-time access is there (P4).
    AccessGranted(PathIx),
    /// A tool is back, or a hold has ended (I2).
    ToolBack(ItemIx),
    /// A call leaves for its platform (E8).
    CallLeaves(ItemIx),
    /// The watch ends (E11).
    WatchEnds(u32),
    /// Requests raised in this millisecond begin their paths (T1).
    Batch,
}

const TIME_SHIFT: u32 = 27;
const PHASE_SHIFT: u32 = 24;
/// The largest number of events that one replication may schedule (T2).
const LARGEST_SEQUENCE: u32 = (1 << PHASE_SHIFT) - 1;

/// One event. The total order is (time, phase, sequence), T1: packed into one number, 37 bits of milliseconds,
/// 3 of phase, 24 of sequence.
#[derive(Clone, Copy, Debug)]
struct Event {
    key: u64,
    what: Happening,
}

impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Event {}

impl PartialOrd for Event {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Event {
    /// Reversed, because the standard heap gives the largest first.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.key.cmp(&self.key)
    }
}

/// The future-event list of one replication.
#[derive(Debug)]
pub(super) struct FutureEvents {
    heap: BinaryHeap<Event>,
    sequence: u32,
    horizon: SimTime,
}

impl FutureEvents {
    /// An empty list; events after the horizon are never kept (T2).
    pub(super) fn new(horizon: SimTime) -> Self {
        Self {
            heap: BinaryHeap::new(),
            sequence: 0,
            horizon,
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.heap.clear();
        self.sequence = 0;
    }

    /// Schedules a happening.
    #[inline]
    pub(super) fn schedule(&mut self, at: SimTime, phase: Phase, what: Happening) {
        if at > self.horizon || self.is_full() {
            return;
        }
        self.sequence += 1;
        let key = at.as_millis().unsigned_abs() << TIME_SHIFT
            | (phase as u64) << PHASE_SHIFT
            | u64::from(self.sequence);
        self.heap.push(Event { key, what });
    }

    /// Whether the replication has used up its events (T2).
    pub(super) fn is_full(&self) -> bool {
        self.sequence >= LARGEST_SEQUENCE
    }

    /// The next happening and its time.
    #[inline]
    pub(super) fn next(&mut self) -> Option<(SimTime, Happening)> {
        let event = self.heap.pop()?;
        Some((
            SimTime::from_millis((event.key >> TIME_SHIFT).cast_signed()),
            event.what,
        ))
    }
}
