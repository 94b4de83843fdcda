//! W3: the hold model of the list of events. So many events wait; the first is taken, and one is put back as long after it as an exponential
//! draw says.

use outrun::chance::{Distribution, Key, Law, Luck, Purpose};
use outrun::engine::EventList;
use outrun::time::{SimDuration, SimTime};

use crate::meter::{Figures, Span, cpu_seconds};

/// The mean time that an event waits.
const MEAN: SimDuration = SimDuration::from_millis(1_000_000);
/// How many holds lie between two looks at the clock.
const BETWEEN: u64 = 100_000;
/// A list of events numbers what is put into it, and the numbers are used up: then a fresh one begins, which counts as well.
const MOST_PUT: u64 = 8_000_000;
/// So does time, where few events wait long: no list knows instants beyond four years.
const LATEST: SimTime = SimTime::from_millis(365 * 24 * 3_600_000);
/// Computed once, as that of anything in an exercise.
const KEY: Key = Key::of("hold");

struct Hold {
    list: EventList,
    luck: Luck,
    law: Distribution,
    drawn: u64,
    put: u64,
    now: SimTime,
}

impl Hold {
    fn draw(&mut self) -> SimDuration {
        self.drawn += 1;
        self.luck.duration(&self.law, KEY, Purpose::Traversal, self.drawn)
    }

    fn fill(&mut self, waiting: usize) {
        self.list.clear();
        self.now = SimTime::ZERO;
        for number in 0..waiting {
            let at = SimTime::ZERO + self.draw();
            self.list.put(at, number);
        }
        self.put = waiting as u64;
    }

    fn hold(&mut self) {
        let (at, number) = self.list.next().expect("as many wait as were filled in");
        let next = at + self.draw();
        self.list.put(next, number);
        self.now = at;
    }

    fn hold_all(&mut self, count: u64, waiting: usize) {
        if self.put + count > MOST_PUT || self.now > LATEST {
            self.fill(waiting);
        }
        for _ in 0..count {
            self.hold();
        }
        self.put += count;
    }
}

/// Plays it.
#[expect(clippy::cast_precision_loss, reason = "counts and milliseconds")]
pub(crate) fn play(waiting: usize, span: Span, seed: u64) -> Figures {
    let mut hold = Hold {
        list: EventList::new(),
        luck: Luck::new(seed, 1),
        law: Distribution::new(Law::Exponential { mean: MEAN }).expect("it is right"),
        drawn: 0,
        put: 0,
        now: SimTime::ZERO,
    };
    hold.fill(waiting);
    // The mixture of times that wait settles.
    hold.hold_all(4 * waiting as u64, waiting);
    let (from, mut count) = (hold.now, 0);
    let mut check = 0.0;
    let began = cpu_seconds();
    let spent = loop {
        let step = match span {
            Span::Count(most) => BETWEEN.min(most - count),
            Span::Seconds(_) => BETWEEN,
        };
        hold.hold_all(step, waiting);
        count += step;
        if check == 0.0 {
            // As many events as wait pass in a mean time.
            let passed = (hold.now.as_millis() - from.as_millis()) as f64 / MEAN.as_millis() as f64;
            check = passed * waiting as f64 / step as f64;
        }
        let spent = cpu_seconds() - began;
        let over = match span {
            Span::Seconds(seconds) => spent >= seconds,
            Span::Count(most) => count >= most,
        };
        if over {
            break spent;
        }
    };
    Figures {
        workload: "w3",
        nodes: waiting,
        threads: 1,
        seed,
        count,
        cpu_seconds: spent,
        unit: "event",
        units_each: 1.0,
        check,
        check_is: "mean time between events, times those that wait: near 1",
        ..Figures::default()
    }
}
