//! Events, and the one order of them (T1).

use std::cmp::Ordering;

use crate::model::{InjectId, NodeId, PersonId};
use crate::time::SimTime;

use super::arena::{FootholdIx, ItemIx, Lane, PageIx, PathIx, TaskIx, TraversalIx, WorkIx};

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
    /// A traversal that nothing hinders arrives at a node (E5).
    Arrives(NodeId),
    /// A traversal ends (E5).
    TraversalEnds(TraversalIx),
    /// A granted window opens (E12).
    WindowOpens(Lane),
    /// A granted window closes (E12).
    WindowCloses(Lane),
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
    /// The next thing that a contact waits for: a page is acknowledged (C2), or the step has had its time (C4).
    Due(TaskIx),
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
    /// A player, or who leads the exercise, does something (I3); its place.
    Moved(u32),
}

/// One event. No two have the same turn, which orders them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) turn: Turn,
    pub(super) what: Happening,
}

impl Ord for Event {
    fn cmp(&self, other: &Self) -> Ordering {
        self.turn.cmp(&other.turn)
    }
}

impl PartialOrd for Event {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

const TIME_SHIFT: u32 = 27;
const PHASE_SHIFT: u32 = 24;
/// The longest time that fits into a key.
pub(super) const LONGEST: SimTime = SimTime::from_millis((1 << (u64::BITS - TIME_SHIFT)) - 1);
/// No more events than these fit into a key.
pub(super) const LARGEST_SEQUENCE: u32 = (1 << PHASE_SHIFT) - 1;

/// A place in the one order of events (time, phase, sequence), T1: packed into one number, 37 bits of milliseconds, 3 of
/// phase, 24 of sequence. It can be taken long before it is known whether anything will happen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn(u64);

impl Turn {
    /// After everything that happens.
    pub(super) const NEVER: Self = Self(u64::MAX);
    /// After the horizon (T2).
    pub(super) const BEYOND: Self = Self(u64::MAX - 1);

    /// Before everything that happens.
    pub(super) const FIRST: Self = Self(0);

    /// The place of an event with this number in its millisecond and phase.
    #[inline]
    pub(super) fn of(at: SimTime, phase: Phase, sequence: u32) -> Self {
        let at = at.as_millis().unsigned_abs();
        Self(at << TIME_SHIFT | (phase as u64) << PHASE_SHIFT | u64::from(sequence))
    }

    /// The same place in another millisecond.
    pub(super) fn moved_to(self, at: SimTime) -> Self {
        let rest = self.0 & ((1 << TIME_SHIFT) - 1);
        Self(at.as_millis().unsigned_abs() << TIME_SHIFT | rest)
    }

    /// The number that orders.
    #[inline]
    pub(super) fn key(self) -> u64 {
        self.0
    }

    /// The last place below a number.
    #[inline]
    pub(super) fn before(key: u64) -> Self {
        Self(key.saturating_sub(1))
    }

    /// When it comes.
    #[inline]
    pub(super) fn at(self) -> SimTime {
        SimTime::from_millis((self.0 >> TIME_SHIFT).cast_signed())
    }
}
