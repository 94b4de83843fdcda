//! The future-event list.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::num::NonZeroU32;

use crate::model::{Index, PersonId};
use crate::time::{SimDuration, SimTime};

use super::calendar::Calendar;
use super::event::{Event, Happening, LARGEST_SEQUENCE, LONGEST, Phase, Turn};

/// The number of events that one replication may schedule (T2): hundreds of times what people write, and room for an attack
/// that comes back to every node and edge of the estate several times.
const EVENTS_OF_PEOPLE: usize = 250_000;
const EVENTS_OF_A_PART: usize = 16;
/// So many events are few enough to be kept sorted.
const FEW: usize = 64;

/// The future-event list of one replication.
///
/// The next few events wait in a short sorted list, and two in five happen in the millisecond that schedules them. While there are few, the
/// others wait as they come; when they are many, they stand in a calendar, of which a day is sorted when it comes. A day on which many
/// fall is a crowd, which is kept in a heap: whoever joins it would be sorted in slowly.
#[derive(Debug)]
pub(super) struct FutureEvents {
    /// The next events, the first of them last.
    near: Vec<Event>,
    /// Whatever comes up to here is among the next.
    near_until: Turn,
    /// What is left of a day of many events.
    crowd: BinaryHeap<Reverse<Event>>,
    /// Whatever comes up to here, and is not among the next, joins the crowd.
    crowd_until: Turn,
    /// What comes later, while it is much.
    calendar: Calendar,
    /// What comes later, in no order, while it is little.
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
            crowd: BinaryHeap::new(),
            crowd_until: Turn::FIRST,
            calendar: Calendar::new(),
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
        self.crowd.clear();
        self.crowd_until = Turn::FIRST;
        self.far.clear();
        self.calendar.clear();
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
        line_up(&mut self.near, event, |event| event.turn);
        if self.near.len() > FEW {
            self.spill();
        }
    }

    /// Keeps an event for later.
    #[inline]
    fn put_off(&mut self, event: Event) {
        if event.turn <= self.crowd_until {
            self.crowd.push(Reverse(event));
        } else if self.calendar.is_laid_out() {
            self.calendar.put(event);
        } else {
            self.far.push(event);
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
        self.calendar.go_back_to(self.near_until);
        self.near = near;
    }

    /// Makes what comes next the next: some of a crowd, a day of the calendar, or everything while that is little.
    #[inline(never)]
    fn refill(&mut self) {
        if !self.crowd.is_empty() {
            return self.take_of_crowd();
        }
        self.near_until = loop {
            if let Some(until) = self.calendar.take_day(&mut self.near) {
                break until;
            }
            if self.calendar.is_laid_out() {
                self.calendar.end_year(&mut self.far);
            } else if self.far.len() > FEW {
                self.calendar.lay_out(&mut self.far);
            } else {
                std::mem::swap(&mut self.near, &mut self.far);
                break Turn::NEVER;
            }
        };
        // Most days have one event or two.
        match self.near.as_mut_slice() {
            [] | [_] => {}
            [one, other] if one.turn > other.turn => {}
            [one, other] => std::mem::swap(one, other),
            many if many.len() <= FEW => many.sort_unstable_by_key(|event| Reverse(event.turn)),
            _ => {
                self.crowd.extend(self.near.drain(..).map(Reverse));
                self.crowd_until = self.near_until;
                self.take_of_crowd();
            }
        }
    }

    /// Takes the first of a crowd; who joins it later waits there, unless it comes before the last of these.
    fn take_of_crowd(&mut self) {
        self.near_until = self.crowd_until;
        while let Some(Reverse(event)) = self.crowd.pop() {
            self.near.push(event);
            if self.near.len() == FEW / 2 {
                self.near_until = event.turn;
                break;
            }
        }
        self.near.reverse();
    }

    /// When the next happening comes.
    pub(super) fn next_at(&mut self) -> Option<SimTime> {
        if self.near.is_empty() {
            self.refill();
        }
        self.near.last().map(|event| event.turn.at())
    }

    /// What comes next, where that is known already.
    #[inline]
    pub(super) fn coming(&self) -> Option<Happening> {
        Some(self.near.last()?.what)
    }

    /// The turn that has come.
    #[inline]
    pub(super) fn present(&self) -> Turn {
        self.present
    }

    /// How much memory it holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.calendar.bytes()
            + (self.near.capacity() + self.crowd.capacity() + self.far.capacity()) * size_of::<Event>()
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

/// Puts something into a line whose first turn stands last. Most go near the end, so that what comes sooner moves up as it is passed.
#[inline]
pub(super) fn line_up<T: Copy>(line: &mut Vec<T>, what: T, turn: impl Fn(&T) -> Turn) {
    let own = turn(&what);
    line.push(what);
    let places = Cell::from_mut(line.as_mut_slice()).as_slice_of_cells();
    for pair in places.windows(2).rev() {
        if let [before, behind] = pair {
            let other = before.get();
            if turn(&other) > own {
                break;
            }
            behind.set(other);
            before.set(what);
        }
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

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    use super::EventList;
    use crate::chance::{Key, Luck, Purpose};
    use crate::time::{SimDuration, SimTime};

    /// Delays of all kinds: none, a few milliseconds, minutes, always the same, hours.
    fn delay(word: u64, kinds: &[u32]) -> SimDuration {
        let most = kinds
            .iter()
            .cycle()
            .nth((word % 97) as usize)
            .copied()
            .unwrap_or_default();
        let share = if word.is_multiple_of(3) {
            most
        } else {
            (word >> 32) as u32 % (most + 1)
        };
        SimDuration::from_millis(i64::from(share))
    }

    /// Whatever waits, the earliest comes first, and of one instant what was put first.
    fn holds(waiting: usize, kinds: &[u32]) {
        let (luck, mut list, mut heap) = (Luck::new(3, 5), EventList::new(), BinaryHeap::new());
        let (mut now, mut number) = (SimTime::ZERO, 0);
        for step in 0..8000 + waiting {
            let word = luck.word(Key::of("hold"), Purpose::Traversal, step as u64);
            // Some follow none or two, so that fewer or more wait, and some two hundred: more than are kept sorted.
            let puts = match word % 600 {
                _ if step < waiting => 1,
                0 => 200,
                rest => [0, 0, 1, 1, 1, 2][(rest % 6) as usize],
            };
            for put in 0..puts {
                let at = now + delay(word.rotate_left(put), kinds);
                list.put(at, number);
                heap.push(Reverse((at, number)));
                number += 1;
            }
            if step >= waiting {
                let next = heap.pop().map(|Reverse(next)| next);
                assert_eq!(list.next(), next, "step {step} of {kinds:?}");
                now = next.map_or(now, |(at, _)| at);
            }
        }
        while let Some(Reverse(next)) = heap.pop() {
            assert_eq!(list.next(), Some(next), "{kinds:?}");
        }
        assert_eq!(list.next(), None);
    }

    #[test]
    fn events_come_in_the_one_order() {
        let kinds: [&[u32]; 7] = [
            &[1_000_000],
            &[0],
            &[0, 3, 60_000],
            &[60_000, 60_000, 20_000_000],
            &[0, 50, 20_000_000],
            &[1, 1, 1, 1, 1, 1, 1, 20_000_000],
            &[600_000, 600_000, 600_000, 0, 0],
        ];
        for waiting in [0, 40, 70, 300, 5_000] {
            for kinds in kinds {
                holds(waiting, kinds);
            }
        }
    }
}
