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

const TIME_SHIFT: u32 = 27;
const PHASE_SHIFT: u32 = 24;
/// No more events than these fit into a key.
const LARGEST_SEQUENCE: u32 = (1 << PHASE_SHIFT) - 1;
/// The number of events that one replication may schedule (T2): hundreds of times what people write, and room for an attack
/// that comes back to every node and edge of the estate several times.
const EVENTS_OF_PEOPLE: usize = 250_000;
const EVENTS_OF_A_PART: usize = 16;
/// The length of the short list of next events.
const MOST_NEAR: usize = 64;

/// A place in the one order of events (time, phase, sequence), T1: packed into one number, 37 bits of milliseconds, 3 of
/// phase, 24 of sequence. It can be taken long before it is known whether anything will happen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn(u64);

impl Turn {
    /// After everything that happens.
    pub(super) const NEVER: Self = Self(u64::MAX);

    /// When it comes.
    #[inline]
    pub(super) fn at(self) -> SimTime {
        SimTime::from_millis((self.0 >> TIME_SHIFT).cast_signed())
    }
}

/// One event.
#[derive(Clone, Copy, Debug)]
struct Event {
    turn: Turn,
    what: Happening,
}

impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
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
        other.turn.cmp(&self.turn)
    }
}

/// The future-event list of one replication.
///
/// The next few wait in a short sorted list, which is cheaper than a heap at both ends, and two events in five happen in the
/// millisecond that schedules them; a heap holds the others, all of them later.
#[derive(Debug)]
pub(super) struct FutureEvents {
    /// The next events, the first of them last.
    near: Vec<Event>,
    /// The others.
    far: BinaryHeap<Event>,
    /// The turn of the first of the others.
    far_from: Turn,
    /// The turn that has come.
    present: Turn,
    sequence: u32,
    /// The most that may be scheduled.
    most: u32,
    horizon: SimTime,
}

impl FutureEvents {
    /// An empty list for an estate of so many nodes and edges; events after the horizon are never kept (T2).
    pub(super) fn new(horizon: SimTime, parts: usize) -> Self {
        let most = EVENTS_OF_PEOPLE.saturating_add(parts.saturating_mul(EVENTS_OF_A_PART));
        Self {
            most: u32::try_from(most).map_or(LARGEST_SEQUENCE, |most| most.min(LARGEST_SEQUENCE)),
            near: Vec::new(),
            far: BinaryHeap::new(),
            far_from: Turn::NEVER,
            present: Turn(0),
            sequence: 0,
            horizon,
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.near.clear();
        self.far.clear();
        self.far_from = Turn::NEVER;
        self.present = Turn(0);
        self.sequence = 0;
    }

    /// Schedules a happening.
    #[inline]
    pub(super) fn schedule(&mut self, at: SimTime, phase: Phase, what: Happening) {
        if let Some(turn) = self.turn(at, phase) {
            self.put(turn, what);
        }
    }

    /// Takes the next turn of an instant; none after the horizon (T2).
    #[inline]
    pub(super) fn turn(&mut self, at: SimTime, phase: Phase) -> Option<Turn> {
        if at > self.horizon || self.is_full() {
            return None;
        }
        self.sequence += 1;
        let at = at.as_millis().unsigned_abs();
        Some(Turn(
            at << TIME_SHIFT | (phase as u64) << PHASE_SHIFT | u64::from(self.sequence),
        ))
    }

    /// The same turn at a later instant; none after the horizon (T2).
    pub(super) fn later(&self, turn: Turn, at: SimTime) -> Option<Turn> {
        let rest = turn.0 & ((1 << TIME_SHIFT) - 1);
        (at <= self.horizon).then(|| Turn(at.as_millis().unsigned_abs() << TIME_SHIFT | rest))
    }

    /// Keeps a happening for a turn that has not come yet.
    #[inline]
    pub(super) fn put(&mut self, turn: Turn, what: Happening) {
        let event = Event { turn, what };
        if turn > self.far_from {
            return self.far.push(event);
        }
        let place = self.near.iter().rposition(|other| other.turn > turn);
        self.near.insert(place.map_or(0, |place| place + 1), event);
        if self.near.len() > MOST_NEAR {
            self.spill();
        }
    }

    /// Moves the later half of the next events to the others.
    #[cold]
    fn spill(&mut self) {
        for event in self.near.drain(..MOST_NEAR / 2) {
            self.far_from = event.turn;
            self.far.push(event);
        }
    }

    /// Takes the first of the others, which are next now.
    #[cold]
    fn refill(&mut self) -> Option<Event> {
        let first = std::iter::from_fn(|| self.far.pop()).take(MOST_NEAR / 2);
        self.near.extend(first);
        self.near.reverse();
        self.far_from = self.far.peek().map_or(Turn::NEVER, |event| event.turn);
        self.near.pop()
    }

    /// The turn that has come.
    pub(super) fn present(&self) -> Turn {
        self.present
    }

    /// Whether the replication has used up its events (T2).
    pub(super) fn is_full(&self) -> bool {
        self.sequence >= self.most
    }

    /// When the next happening comes.
    pub(super) fn next_at(&self) -> Option<SimTime> {
        let next = self.near.last().or_else(|| self.far.peek())?;
        Some(next.turn.at())
    }

    /// The next happening and its time.
    #[inline]
    pub(super) fn next(&mut self) -> Option<(SimTime, Happening)> {
        let event = self.near.pop().or_else(|| self.refill())?;
        self.present = event.turn;
        Some((event.turn.at(), event.what))
    }
}
