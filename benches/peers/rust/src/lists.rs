//! Event lists on packed keys: the time stands in the high bits, what happens in the low ones.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use dary_heap::DaryHeap;

/// A list of pending events, the smallest key first.
pub trait List {
    /// Puts in a key, never one before the last that was taken.
    fn push(&mut self, key: u64);
    /// Takes the smallest key.
    fn pop(&mut self) -> Option<u64>;
    /// Empties the list and sets its clock to zero.
    fn clear(&mut self);
}

/// The heap of the standard library.
#[derive(Default)]
pub struct Standard(BinaryHeap<Reverse<u64>>);

impl List for Standard {
    #[inline]
    fn push(&mut self, key: u64) {
        self.0.push(Reverse(key));
    }
    #[inline]
    fn pop(&mut self) -> Option<u64> {
        self.0.pop().map(|Reverse(key)| key)
    }
    fn clear(&mut self) {
        self.0.clear();
    }
}

/// A heap with four children.
#[derive(Default)]
pub struct FourAry(DaryHeap<Reverse<u64>, 4>);

impl List for FourAry {
    #[inline]
    fn push(&mut self, key: u64) {
        self.0.push(Reverse(key));
    }
    #[inline]
    fn pop(&mut self) -> Option<u64> {
        self.0.pop().map(|Reverse(key)| key)
    }
    fn clear(&mut self) {
        self.0.clear();
    }
}

const NONE: u32 = u32::MAX;

/// A calendar of days of equal length: today is kept sorted, every other day is a linked list in one arena. Days come
/// round again after a year, so a list may hold keys of several years.
pub struct Calendar {
    day_bits: u32,
    heads: Vec<u32>,
    arena: Vec<(u64, u32)>,
    free: u32,
    today: Vec<u64>,
    day: u64,
    waiting: usize,
}

impl Calendar {
    /// Days of 2^`day_bits` units of the key, 2^`year_bits` of them.
    #[must_use]
    pub fn new(day_bits: u32, year_bits: u32) -> Self {
        let heads = vec![NONE; 1 << year_bits];
        Self {
            day_bits,
            heads,
            arena: Vec::new(),
            free: NONE,
            today: Vec::new(),
            day: 0,
            waiting: 0,
        }
    }

    #[inline]
    fn place(&self, day: u64) -> usize {
        day as usize & (self.heads.len() - 1)
    }

    /// Today is sorted with the earliest key last.
    #[inline]
    fn into_today(&mut self, key: u64) {
        let mut place = self.today.len();
        self.today.push(key);
        while place > 0 && self.today[place - 1] < key {
            self.today[place] = self.today[place - 1];
            place -= 1;
        }
        self.today[place] = key;
    }

    /// Takes what is due out of the list of the new day; later years stay.
    fn begin_day(&mut self) {
        let place = self.place(self.day);
        let mut entry = std::mem::replace(&mut self.heads[place], NONE);
        while entry != NONE {
            let (key, next) = self.arena[entry as usize];
            if key >> self.day_bits == self.day {
                self.waiting -= 1;
                self.into_today(key);
                self.arena[entry as usize].1 = self.free;
                self.free = entry;
            } else {
                self.arena[entry as usize].1 = self.heads[place];
                self.heads[place] = entry;
            }
            entry = next;
        }
    }
}

impl List for Calendar {
    #[inline]
    fn push(&mut self, key: u64) {
        let day = key >> self.day_bits;
        if day <= self.day {
            self.into_today(key);
            return;
        }
        let place = self.place(day);
        let entry = (key, self.heads[place]);
        self.waiting += 1;
        self.heads[place] = self.free;
        if self.free == NONE {
            self.heads[place] = self.arena.len() as u32;
            self.arena.push(entry);
        } else {
            let reused = &mut self.arena[self.free as usize];
            self.free = reused.1;
            *reused = entry;
        }
    }

    #[inline]
    fn pop(&mut self) -> Option<u64> {
        loop {
            if let Some(key) = self.today.pop() {
                return Some(key);
            }
            if self.waiting == 0 {
                return None;
            }
            self.day += 1;
            self.begin_day();
        }
    }

    fn clear(&mut self) {
        if self.waiting > 0 {
            self.heads.fill(NONE);
        }
        self.arena.clear();
        self.today.clear();
        (self.free, self.day, self.waiting) = (NONE, 0, 0);
    }
}
