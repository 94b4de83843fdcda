//! The floor of an event list, and the same incident without one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Luck, PASSED_ON};

/// What is due; a page and its acknowledgement belong to a step.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Page(usize),
    Acknowledged(usize),
    Approved,
    Acted,
}

/// Pending events by time, then by the order in which they were scheduled.
#[derive(Default)]
struct Agenda {
    heap: BinaryHeap<Reverse<(u128, Event)>>,
    scheduled: u64,
}

impl Agenda {
    fn at(&mut self, minute: f64, event: Event) {
        self.scheduled += 1;
        self.heap.push(Reverse((
            u128::from(minute.to_bits()) << 64 | u128::from(self.scheduled),
            event,
        )));
    }
}

/// One incident on an event list: every acknowledgement and every further page is scheduled; what comes too late is passed over.
pub fn on_event_list(steps: usize, seed: u64) -> f64 {
    let mut luck = Luck::new(seed);
    let mut agenda = Agenda {
        heap: BinaryHeap::with_capacity(32),
        scheduled: 0,
    };
    let began = luck.start();
    let (mut step, mut approved, mut acted) = (0, 0, 0);
    agenda.at(began, Event::Page(0));
    while let Some(Reverse((key, event))) = agenda.heap.pop() {
        let now = f64::from_bits((key >> 64) as u64);
        match event {
            Event::Page(of) if of == step => {
                agenda.at(now + luck.acknowledgement(), Event::Acknowledged(of));
                agenda.at(now + PASSED_ON, Event::Page(of));
            }
            Event::Acknowledged(of) if of == step => {
                step += 1;
                if step < steps {
                    agenda.at(now, Event::Page(step));
                } else {
                    (0..5).for_each(|_| agenda.at(luck.approved_at(now), Event::Approved));
                }
            }
            Event::Approved => {
                approved += 1;
                if approved == 3 {
                    agenda.at(now + luck.action(), Event::Acted);
                }
            }
            Event::Acted if acted == 3 => return now - began,
            Event::Acted => {
                acted += 1;
                agenda.at(now + luck.action(), Event::Acted);
            }
            Event::Acknowledged(_) | Event::Page(_) => {}
        }
    }
    f64::NAN
}

/// One incident as a sum: possible because nobody waits for anybody.
pub fn direct(steps: usize, seed: u64) -> f64 {
    let mut luck = Luck::new(seed);
    let began = luck.start();
    let mut now = began;
    for _ in 0..steps {
        let (mut first, mut sent) = (f64::INFINITY, 0.0);
        while sent < first {
            first = first.min(sent + luck.acknowledgement());
            sent += PASSED_ON;
        }
        now += first;
    }
    let mut approvals = [0.0; 5];
    approvals.fill_with(|| luck.approved_at(now));
    approvals.sort_unstable_by(f64::total_cmp);
    approvals[2] + (0..4).map(|_| luck.action()).sum::<f64>() - began
}
