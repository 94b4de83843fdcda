//! W3, the hold model of an event list: so many events wait; the earliest is taken, and comes again after an exponential
//! delay of mean 1. The check value is the time that passes for an event, times the number that wait: 1.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::EventSource;
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};

use crate::Asked;
use crate::lists::{Calendar, FourAry, List, Standard};
use crate::luck::{Stream, mixed};
use crate::measure::measure;

/// Which of the events it is stands in the low bits of a key, the ticks above.
const EVENT_BITS: u32 = 17;
/// Ticks in a unit of time: a million units fit.
const TICKS: f64 = (1u64 << 27) as f64;

/// Plays the program asked for; `false` if there is none of that name.
#[must_use]
pub fn play(asked: &Asked) -> bool {
    match asked.system.as_str() {
        "standard-heap" => on_list(asked, Standard::default()),
        "4-ary-heap" => on_list(asked, FourAry::default()),
        // A day for each event that waits, a year of some four units of time.
        "calendar" => on_list(
            asked,
            Calendar::new(EVENT_BITS + 27 - asked.size.ilog2(), asked.size.ilog2() + 2),
        ),
        "nexosim" => nexosim(asked),
        "simu-des" => simu_des(asked),
        _ => return false,
    }
    true
}

fn key(at: f64, event: u64) -> u64 {
    ((at * TICKS) as u64) << EVENT_BITS | event
}

fn on_list(asked: &Asked, mut list: impl List) {
    const EVENTS: u64 = 100_000;
    assert!(
        asked.size <= 1 << EVENT_BITS,
        "at most {} events",
        1 << EVENT_BITS
    );
    let mut stream = Stream::new(mixed(asked.seed));
    for event in 0..asked.size as u64 {
        list.push(key(stream.exponential(), event));
    }
    let mut since = 0;
    measure(asked, EVENTS as f64, |_| {
        let began = since;
        for _ in 0..EVENTS {
            let taken = list.pop().expect("as many wait as before");
            since = taken >> EVENT_BITS;
            let ticks = since + (stream.exponential() * TICKS) as u64;
            list.push(ticks << EVENT_BITS | taken & ((1 << EVENT_BITS) - 1));
        }
        (since - began) as f64 / TICKS / EVENTS as f64 * asked.size as f64
    });
}

#[derive(Serialize, Deserialize)]
struct Waiting {
    #[serde(skip, default = "stream")]
    stream: Stream,
}

fn stream() -> Stream {
    Stream::new(0)
}

#[Model]
impl Waiting {
    #[nexosim(schedulable)]
    fn comes(&mut self, event: u32, context: &Context<Self>) {
        let delay = Duration::from_nanos((self.stream.exponential() * 1e9) as u64 + 1);
        context
            .schedule_event(delay, schedulable!(Self::comes), event)
            .expect("it is to come");
    }

    fn begin(&mut self, events: u32, context: &Context<Self>) {
        (0..events).for_each(|event| self.comes(event, context));
    }
}

fn nexosim(asked: &Asked) {
    const EVENTS: u64 = 20_000;
    let mailbox = Mailbox::new();
    let mut bench = SimInit::with_num_threads(1);
    let begin = EventSource::new()
        .connect(Waiting::begin, &mailbox)
        .register(&mut bench);
    let model = Waiting {
        stream: Stream::new(mixed(asked.seed)),
    };
    let mut simulation = bench
        .add_model(model, mailbox, "waiting")
        .init(MonotonicTime::EPOCH)
        .expect("it is complete");
    simulation
        .process_event(&begin, asked.size as u32)
        .expect("it is connected");
    let mut since = 0.0;
    measure(asked, EVENTS as f64, |_| {
        let began = since;
        (0..EVENTS).for_each(|_| simulation.step().expect("nothing panics"));
        since = simulation
            .time()
            .duration_since(MonotonicTime::EPOCH)
            .as_secs_f64();
        (since - began) / EVENTS as f64 * asked.size as f64
    });
}

fn simu_des(asked: &Asked) {
    let mut world = simu::SimEnv::with_seed(asked.seed);
    let count = Rc::new(Cell::new(0u64));
    for event in 0..asked.size as u64 {
        let (inner, count) = (world.handle(), count.clone());
        let mut stream = Stream::new(mixed(asked.seed ^ event << 32));
        world.spawn(async move {
            loop {
                inner.timeout(stream.exponential()).await;
                count.set(count.get() + 1);
            }
        });
    }
    // A span of this length holds that many events on average; what it held is the check value.
    const EVENTS: f64 = 20_000.0;
    let span = EVENTS / asked.size as f64;
    let mut until = 0.0;
    measure(asked, EVENTS, |_| {
        let before = count.get();
        until += span;
        world.run_until(until);
        EVENTS / (count.get() - before) as f64
    });
}
