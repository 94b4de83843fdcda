//! A calendar of the events that wait while they are many.

use std::hint::black_box;

use super::event::{Event, Turn};

/// The most days of a year.
const MOST_DAYS: usize = 1 << 17;
/// About so many events fall on a day, or half as many.
const EVENTS_OF_A_DAY: u64 = 2;
/// A calendar is given up when it takes so many times as much work as there are events, or when so many fall on a day.
const TOO_MUCH: usize = 8;
/// So many days ahead the first event of a day is asked for.
const DAYS_AHEAD: usize = 3;
/// The end of a chain.
const END: u32 = u32::MAX;

/// An event of some day, and the next of the days that bear its number.
#[derive(Clone, Copy, Debug)]
struct Entry {
    event: Event,
    next: u32,
}

/// A calendar queue (Brown 1988): days of equal length, as long as the events that wait ask for, each with the events of that day of
/// all years, in no order. At the end of a year it is kept if it served well.
#[derive(Debug)]
pub(super) struct Calendar {
    /// The first entry of each day; none while nothing is laid out.
    days: Vec<u32>,
    /// How much of a turn's number a day does not look at.
    day_shift: u32,
    /// The next day, counted from the first of all.
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
}

impl Calendar {
    /// Nothing laid out.
    pub(super) fn new() -> Self {
        Self {
            days: Vec::new(),
            day_shift: 0,
            day: 0,
            year_ends: 0,
            had: 0,
            kept: 0,
            entries: Vec::new(),
            free: END,
        }
    }

    /// Gives it up with all that it holds.
    pub(super) fn clear(&mut self) {
        self.days.clear();
        self.entries.clear();
        self.free = END;
        (self.day, self.year_ends, self.had, self.kept) = (0, 0, 0, 0);
    }

    /// Whether it is laid out.
    #[inline]
    pub(super) fn is_laid_out(&self) -> bool {
        !self.days.is_empty()
    }

    /// Lays out days from the first of the events, as long as their nearer half asks for, and moves the events there.
    #[cold]
    pub(super) fn lay_out(&mut self, events: &mut Vec<Event>) {
        let count = events.len();
        let (nearer, median, _) = events.select_nth_unstable_by_key(count / 2, |event| event.turn);
        let first = nearer.iter().map(|event| event.turn.key()).min();
        let first = first.unwrap_or(median.turn.key());
        let length = (median.turn.key() - first) / (count as u64 / 2).max(1) * EVENTS_OF_A_DAY;
        self.day_shift = length.max(1).ilog2();
        self.days.resize(count.next_power_of_two().min(MOST_DAYS), END);
        self.day = first >> self.day_shift;
        self.year_ends = self.day + self.days.len() as u64;
        for event in events.drain(..) {
            self.put(event);
        }
    }

    /// Keeps an event for its day.
    #[inline]
    pub(super) fn put(&mut self, event: Event) {
        let Some(first) = of_any_year(&mut self.days, self.day_shift, event) else {
            return;
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

    /// The day of this turn may have been over already: it comes again.
    pub(super) fn go_back_to(&mut self, turn: Turn) {
        self.day = self.day.min(turn.key() >> self.day_shift);
    }

    /// Moves the events of the next day that has some to a list, and says up to when that is all; nothing if there are none in what is left of the year.
    #[inline]
    pub(super) fn take_day(&mut self, taken: &mut Vec<Event>) -> Option<Turn> {
        loop {
            let mut next = self.next_day()?;
            while let Some(entry) = self.entries.get_mut(next as usize) {
                let here = std::mem::replace(&mut next, entry.next);
                if entry.event.turn.key() >> self.day_shift < self.day {
                    taken.push(entry.event);
                    entry.next = std::mem::replace(&mut self.free, here);
                } else if let Some(first) = of_any_year(&mut self.days, self.day_shift, entry.event) {
                    entry.next = std::mem::replace(first, here);
                    self.kept += 1;
                }
            }
            if !taken.is_empty() {
                self.had += taken.len();
                return Some(Turn::before(self.day.saturating_mul(1 << self.day_shift)));
            }
        }
    }

    /// Takes the entries of the next day of the year that has some; the day after it is the next then.
    #[inline]
    fn next_day(&mut self) -> Option<u32> {
        while self.day < self.year_ends {
            let here = place_of(self.day, self.days.len());
            let rest = self.days.get_mut(here..)?;
            if let Some(place) = rest.iter().position(|first| *first != END) {
                self.day += place as u64 + 1;
                // Far memory takes as long as some events: what comes a few days later is asked for now.
                let soon = rest
                    .get(place + DAYS_AHEAD)
                    .and_then(|first| self.entries.get(*first as usize));
                black_box(soon.map(|entry| entry.next));
                return rest.get_mut(place).map(|first| std::mem::replace(first, END));
            }
            self.day += rest.len() as u64;
        }
        None
    }

    /// Begins another year if this one looked at few days and few events of later years for each event it had. Otherwise the calendar is given up, and
    /// what it holds is moved to a list.
    #[cold]
    pub(super) fn end_year(&mut self, events: &mut Vec<Event>) {
        let days = self.days.len();
        if days + self.kept <= TOO_MUCH * self.had && self.had <= TOO_MUCH * days {
            (self.had, self.kept) = (0, 0);
            self.year_ends = self.day + days as u64;
            return;
        }
        for mut next in self.days.drain(..) {
            while let Some(entry) = self.entries.get(next as usize) {
                events.push(entry.event);
                next = entry.next;
            }
        }
        self.clear();
    }

    /// How much memory it holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.days.capacity() * size_of::<u32>() + self.entries.capacity() * size_of::<Entry>()
    }
}

/// The place of a day in its year, whose length is a power of two.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a year has fewer days than fit")]
fn place_of(day: u64, days: usize) -> usize {
    day as usize & days.wrapping_sub(1)
}

/// The first entry of the days of all years on one of which an event falls.
#[inline]
fn of_any_year(days: &mut [u32], day_shift: u32, event: Event) -> Option<&mut u32> {
    days.get_mut(place_of(event.turn.key() >> day_shift, days.len()))
}
