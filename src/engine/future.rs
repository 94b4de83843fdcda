//! The future-event list.

use std::num::NonZeroU32;

use crate::model::{Index, PersonId};
use crate::time::{SimDuration, SimTime};

use super::event::{Happening, LARGEST_SEQUENCE, LONGEST, Phase, Turn};

/// The number of events that one replication may schedule (T2): hundreds of times what people write, and room for an attack
/// that comes back to every node and edge of the estate several times.
const EVENTS_OF_PEOPLE: usize = 250_000;
const EVENTS_OF_A_PART: usize = 16;
/// So many events are few enough to be kept sorted.
const FEW: usize = 64;
/// The most days of a year.
const MOST_DAYS: usize = 1 << 16;
/// About so many events fall on a day, or half as many.
const EVENTS_OF_A_DAY: u64 = 8;
/// The end of a chain.
const END: u32 = u32::MAX;

/// One event.
#[derive(Clone, Copy, Debug)]
struct Event {
    turn: Turn,
    what: Happening,
}

/// An event of some day, and the next of the same day.
#[derive(Clone, Copy, Debug)]
struct Entry {
    event: Event,
    next: u32,
}

/// The future-event list of one replication.
///
/// The next few events wait in a short sorted list, and two in five happen in the millisecond that schedules them. While there are few, the
/// others wait as they come. When they are many, a year is laid out for the nearer half of them: days of equal length with a few events
/// each, in no order, of which each is sorted when it comes (a calendar queue, Brown 1988, whose days are as long as the events that wait
/// ask for).
#[derive(Debug)]
pub(super) struct FutureEvents {
    /// The next events, the first of them last.
    near: Vec<Event>,
    /// Whatever comes up to here is among the next.
    near_until: Turn,
    /// How many may be among the next.
    most_near: usize,
    /// The first entry of each day of the year.
    days: Vec<u32>,
    /// The day that comes after the next events.
    day: usize,
    /// How much of a turn's number a day does not look at, and the number of the first day.
    day_shift: u32,
    first_day: u64,
    entries: Vec<Entry>,
    /// Entries to be used again.
    free: u32,
    /// What comes after the year, in no order.
    far: Vec<Event>,
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
            near: Vec::new(),
            near_until: Turn::NEVER,
            most_near: FEW,
            days: Vec::new(),
            day: 0,
            day_shift: 0,
            first_day: 0,
            entries: Vec::new(),
            free: END,
            far: Vec::new(),
            present: Turn::FIRST,
            sequence: 0,
            most: u32::try_from(most).map_or(LARGEST_SEQUENCE, |most| most.min(LARGEST_SEQUENCE)),
            horizon,
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.near.clear();
        self.near_until = Turn::NEVER;
        self.most_near = FEW;
        self.far.clear();
        self.end_year();
        self.present = Turn::FIRST;
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
        Some(Turn::of(at, phase, self.sequence))
    }

    /// The sequence number that is taken next.
    #[inline]
    pub(super) fn next_number(&self) -> NonZeroU32 {
        NonZeroU32::MIN.saturating_add(self.sequence)
    }

    /// Takes the sequence numbers below one.
    #[inline]
    pub(super) fn skip_to(&mut self, next: u32) {
        self.sequence = self.sequence.max(next - 1);
    }

    /// The first instant that does not come any more (T2).
    #[inline]
    pub(super) fn end(&self) -> SimTime {
        self.horizon + SimDuration::from_millis(1)
    }

    /// Whether so many more may be scheduled.
    #[inline]
    pub(super) fn has_room(&self, count: usize) -> bool {
        count < (self.most - self.sequence.min(self.most)) as usize
    }

    /// The turn of an instant with a number that was taken; none after the horizon (T2).
    #[inline]
    pub(super) fn turn_numbered(&self, at: SimTime, phase: Phase, sequence: u32) -> Option<Turn> {
        (at <= self.horizon).then(|| Turn::of(at, phase, sequence))
    }

    /// The same turn at a later instant; none after the horizon (T2).
    pub(super) fn later(&self, turn: Turn, at: SimTime) -> Option<Turn> {
        (at <= self.horizon).then(|| turn.moved_to(at))
    }

    /// Keeps a happening for a turn that has not come yet.
    #[inline]
    pub(super) fn put(&mut self, turn: Turn, what: Happening) {
        let event = Event { turn, what };
        if turn > self.near_until {
            return self.put_off(event);
        }
        let place = self.near.iter().rposition(|other| other.turn > turn);
        self.near.insert(place.map_or(0, |place| place + 1), event);
        if self.near.len() > self.most_near {
            self.spill();
        }
    }

    /// The day of the year on which a turn falls; the first one for what comes before.
    #[inline]
    fn day_of(&self, turn: Turn) -> usize {
        let day = (turn.key() >> self.day_shift).saturating_sub(self.first_day);
        usize::try_from(day).unwrap_or(usize::MAX)
    }

    /// Keeps an event for a later day, or for after the year.
    #[inline]
    fn put_off(&mut self, event: Event) {
        let day = self.day_of(event.turn);
        let Some(first) = self.days.get_mut(day) else {
            return self.far.push(event);
        };
        let entry = Entry { event, next: *first };
        if let Some(free) = self.entries.get_mut(self.free as usize) {
            *first = std::mem::replace(&mut self.free, free.next);
            *free = entry;
        } else {
            *first = u32::try_from(self.entries.len()).unwrap_or(END);
            self.entries.push(entry);
        }
    }

    /// Puts off the later half of the next events.
    #[cold]
    fn spill(&mut self) {
        let half = self.near.len() / 2;
        let mut near = std::mem::take(&mut self.near);
        for event in near.drain(..half) {
            self.put_off_again(event);
        }
        self.near_until = near.first().map_or(Turn::FIRST, |event| event.turn);
        self.near = near;
    }

    /// An event that was among the next may fall on a day that was over already.
    fn put_off_again(&mut self, event: Event) {
        self.day = self.day.min(self.day_of(event.turn));
        self.put_off(event);
    }

    /// Takes what comes next: a day of the year, or what comes after it.
    #[cold]
    fn refill(&mut self) -> Option<Event> {
        loop {
            if let Some(entry) = self.next_day() {
                self.take_day(entry);
                break;
            }
            self.end_year();
            if self.far.len() <= FEW {
                std::mem::swap(&mut self.near, &mut self.far);
                self.near_until = Turn::NEVER;
                break;
            }
            self.lay_out_year();
        }
        self.most_near = FEW.max(2 * self.near.len());
        self.near
            .sort_unstable_by_key(|event| std::cmp::Reverse(event.turn));
        self.near.pop()
    }

    /// The first entry of the next day on which something happens; the day after it comes then.
    fn next_day(&mut self) -> Option<u32> {
        let rest = self.days.get_mut(self.day..)?;
        let place = rest.iter().position(|first| *first != END)?;
        self.day += place + 1;
        rest.get_mut(place).map(|first| std::mem::replace(first, END))
    }

    /// Makes the events of the day before the next one the next.
    fn take_day(&mut self, first: u32) {
        let mut next = first;
        while let Some(entry) = self.entries.get_mut(next as usize) {
            self.near.push(entry.event);
            let here = std::mem::replace(&mut next, entry.next);
            entry.next = std::mem::replace(&mut self.free, here);
        }
        self.near_until = Turn::before((self.first_day + self.day as u64) << self.day_shift);
    }

    fn end_year(&mut self) {
        self.days.clear();
        self.entries.clear();
        (self.day, self.free) = (0, END);
        (self.day_shift, self.first_day) = (0, 0);
    }

    /// Lays out a year from the first of the many events, with days as long as its nearer half asks for.
    fn lay_out_year(&mut self) {
        let count = self.far.len();
        let (nearer, median, _) = self.far.select_nth_unstable_by_key(count / 2, |event| event.turn);
        let first = nearer.iter().map(|event| event.turn.key()).min();
        let first = first.unwrap_or(median.turn.key());
        let length = (median.turn.key() - first) / (count as u64 / 2) * EVENTS_OF_A_DAY;
        self.day_shift = length.max(1).ilog2();
        self.first_day = first >> self.day_shift;
        self.days
            .resize((count / 4).next_power_of_two().min(MOST_DAYS), END);
        let mut far = std::mem::take(&mut self.far);
        let year = self.days.len() as u64;
        let (shift, first_day) = (self.day_shift, self.first_day);
        for event in far.extract_if(.., |event| (event.turn.key() >> shift) - first_day < year) {
            self.put_off(event);
        }
        self.far = far;
    }

    /// When the next happening comes.
    pub(super) fn next_at(&mut self) -> Option<SimTime> {
        let next = self.near.pop().or_else(|| self.refill())?;
        self.near.push(next);
        Some(next.turn.at())
    }

    /// The turn that has come.
    #[inline]
    pub(super) fn present(&self) -> Turn {
        self.present
    }

    /// How much memory it holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let year = self.days.capacity() * size_of::<u32>() + self.entries.capacity() * size_of::<Entry>();
        year + (self.near.capacity() + self.far.capacity()) * size_of::<Event>()
    }

    /// Whether the replication has used up its events (T2).
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.sequence >= self.most
    }

    /// Everything up to an instant, itself included, has come.
    pub(super) fn pass(&mut self, until: SimTime) {
        self.present = self.present.max(Turn::of(until, Phase::Batch, LARGEST_SEQUENCE));
    }

    /// The next happening and its time.
    #[inline]
    pub(super) fn next(&mut self) -> Option<(SimTime, Happening)> {
        let event = self.near.pop().or_else(|| self.refill())?;
        self.present = event.turn;
        Some((event.turn.at(), event.what))
    }
}

/// The list of events by itself, for benches: the same that plays a replication, which orders events by their instants and then
/// by the order in which they were put. What happens is a number.
#[derive(Debug)]
pub struct EventList(FutureEvents);

impl EventList {
    /// An empty list.
    pub fn new() -> Self {
        Self(FutureEvents::new(LONGEST, usize::MAX))
    }

    /// Forgets everything; as many events as at first can be put again.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Puts an event: some 16 million in all, no instant beyond four years; others are not kept.
    pub fn put(&mut self, at: SimTime, number: usize) {
        self.0
            .schedule(at, Phase::Answer, Happening::Begins(PersonId::at(number)));
    }

    /// Takes the next event.
    #[expect(clippy::should_implement_trait, reason = "what was put meanwhile comes too")]
    pub fn next(&mut self) -> Option<(SimTime, usize)> {
        match self.0.next() {
            Some((at, Happening::Begins(number))) => Some((at, number.position())),
            _ => None,
        }
    }
}

impl Default for EventList {
    fn default() -> Self {
        Self::new()
    }
}
