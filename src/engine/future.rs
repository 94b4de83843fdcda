//! The future-event list.

use std::num::NonZeroU32;

use crate::model::{Index, PersonId};
use crate::time::{SimDuration, SimTime};

use super::event::{Event, Happening, LARGEST_SEQUENCE, LONGEST, Phase, Turn};

/// The number of events that one replication may schedule (T2): hundreds of times what people write, and room for an attack
/// that comes back to every node and edge of the estate several times.
const EVENTS_OF_PEOPLE: usize = 250_000;
const EVENTS_OF_A_PART: usize = 16;
/// So many events are few enough to be kept sorted.
const FEW: usize = 64;
/// The most days of a year.
const MOST_DAYS: usize = 1 << 17;
/// About so many events fall on a day, or half as many.
const EVENTS_OF_A_DAY: u64 = 2;
/// A calendar is given up when it takes so many times as much work as there are events, or when so many fall on a day.
const TOO_MUCH: usize = 8;
/// The end of a chain.
const END: u32 = u32::MAX;

/// An event of some day, and the next of the same day.
#[derive(Clone, Copy, Debug)]
struct Entry {
    event: Event,
    next: u32,
}

/// The future-event list of one replication.
///
/// The next few events wait in a short sorted list, and two in five happen in the millisecond that schedules them. While there are few, the
/// others wait as they come. When they are many, a calendar is laid out for them (a calendar queue, Brown 1988): days of equal length, as long as
/// the nearer half of them asks for, each with the events of that day of all years, in no order. A day is sorted when it comes. At the end of a year
/// the calendar is kept if it served well.
#[derive(Debug)]
pub(super) struct FutureEvents {
    /// The next events, the first of them last.
    near: Vec<Event>,
    /// Whatever comes up to here is among the next.
    near_until: Turn,
    /// How many may be among the next.
    most_near: usize,
    /// The first entry of each day, the days of all years that bear its number; none while few wait.
    days: Vec<u32>,
    /// How much of a turn's number a day does not look at.
    day_shift: u32,
    /// The day that comes after the next events, from the first of all.
    day: u64,
    /// The first day of the next year.
    year_ends: u64,
    /// How many events this year had so far.
    had: usize,
    /// How many events of later years it looked at.
    kept: usize,
    entries: Vec<Entry>,
    /// Entries to be used again.
    free: u32,
    /// What comes later, in no order, while no calendar is laid out.
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
            day_shift: 0,
            day: 0,
            year_ends: 0,
            had: 0,
            kept: 0,
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
        self.forget_calendar();
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

    /// Keeps an event for a later day.
    #[inline]
    fn put_off(&mut self, event: Event) {
        let day = event.turn.key() >> self.day_shift;
        let Some(first) = of_any_year(&mut self.days, day) else {
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
            self.put_off(event);
        }
        self.near_until = near.first().map_or(Turn::FIRST, |event| event.turn);
        // The day on which they fall may have been over already.
        self.day = self.day.min(self.near_until.key() >> self.day_shift);
        self.near = near;
    }

    /// Makes what comes next the next: a day of the calendar, or everything while that is little.
    #[inline(never)]
    fn refill(&mut self) {
        while !self.take_day() {
            if !self.days.is_empty() {
                self.end_year();
            } else if self.far.len() > FEW {
                self.lay_out_calendar();
            } else {
                std::mem::swap(&mut self.near, &mut self.far);
                self.near_until = Turn::NEVER;
                break;
            }
        }
        if self.near.len() > 1 {
            self.near
                .sort_unstable_by_key(|event| std::cmp::Reverse(event.turn));
        }
        self.most_near = FEW.max(2 * self.near.len());
    }

    /// Makes the events of the next day that has some the next ones; not if there is none in what is left of the year.
    #[inline]
    fn take_day(&mut self) -> bool {
        while let Some(day) = self.next_day() {
            let mut next =
                of_any_year(&mut self.days, day).map_or(END, |first| std::mem::replace(first, END));
            while let Some(entry) = self.entries.get_mut(next as usize) {
                let here = std::mem::replace(&mut next, entry.next);
                if entry.event.turn.key() >> self.day_shift == day {
                    self.near.push(entry.event);
                    entry.next = std::mem::replace(&mut self.free, here);
                } else if let Some(first) = of_any_year(&mut self.days, day) {
                    entry.next = std::mem::replace(first, here);
                    self.kept += 1;
                }
            }
            if !self.near.is_empty() {
                self.had += self.near.len();
                self.near_until = Turn::before(self.day << self.day_shift);
                return true;
            }
        }
        false
    }

    /// The next day of the year for which there may be events; the day after it comes then.
    #[inline]
    fn next_day(&mut self) -> Option<u64> {
        while self.day < self.year_ends {
            let rest = self.days.get(place_of(self.day, self.days.len())..)?;
            if let Some(empty) = rest.iter().position(|first| *first != END) {
                let day = self.day + empty as u64;
                self.day = day + 1;
                return Some(day);
            }
            self.day += rest.len() as u64;
        }
        None
    }

    /// Another year follows if this one looked at few days and few events of later years for each event it had; otherwise the calendar is given up.
    #[cold]
    fn end_year(&mut self) {
        let days = self.days.len();
        let suits = days + self.kept <= TOO_MUCH * self.had && self.had <= TOO_MUCH * days;
        (self.had, self.kept) = (0, 0);
        if suits {
            self.year_ends = self.day + days as u64;
            return;
        }
        for first in self.days.drain(..) {
            let mut next = first;
            while let Some(entry) = self.entries.get(next as usize) {
                self.far.push(entry.event);
                next = entry.next;
            }
        }
        self.forget_calendar();
    }

    fn forget_calendar(&mut self) {
        self.days.clear();
        self.entries.clear();
        self.free = END;
        (self.day, self.year_ends, self.had, self.kept) = (0, 0, 0, 0);
    }

    /// Lays out a calendar from the first of the many events, with days as long as their nearer half asks for.
    #[cold]
    fn lay_out_calendar(&mut self) {
        let count = self.far.len();
        let (nearer, median, _) = self.far.select_nth_unstable_by_key(count / 2, |event| event.turn);
        let first = nearer.iter().map(|event| event.turn.key()).min();
        let first = first.unwrap_or(median.turn.key());
        let length = (median.turn.key() - first) / (count as u64 / 2) * EVENTS_OF_A_DAY;
        self.day_shift = length.max(1).ilog2();
        self.days.resize(count.next_power_of_two().min(MOST_DAYS), END);
        self.day = first >> self.day_shift;
        self.year_ends = self.day + self.days.len() as u64;
        let mut far = std::mem::take(&mut self.far);
        for event in far.drain(..) {
            self.put_off(event);
        }
        self.far = far;
    }

    /// When the next happening comes.
    pub(super) fn next_at(&mut self) -> Option<SimTime> {
        if self.near.is_empty() {
            self.refill();
        }
        self.near.last().map(|event| event.turn.at())
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
        if self.near.is_empty() {
            self.refill();
        }
        let event = self.near.pop()?;
        self.present = event.turn;
        Some((event.turn.at(), event.what))
    }
}

/// The place of a day among those of a year, whose number is a power of two.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a year has fewer days than fit")]
fn place_of(day: u64, days: usize) -> usize {
    day as usize & days.wrapping_sub(1)
}

/// The first entry of the days of all years that bear this number; none while there is no calendar.
#[inline]
fn of_any_year(days: &mut [u32], day: u64) -> Option<&mut u32> {
    days.get_mut(place_of(day, days.len()))
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
    #[inline]
    pub fn put(&mut self, at: SimTime, number: usize) {
        self.0
            .schedule(at, Phase::Answer, Happening::Begins(PersonId::at(number)));
    }

    /// Takes the next event.
    #[expect(clippy::should_implement_trait, reason = "what was put meanwhile comes too")]
    #[inline]
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
