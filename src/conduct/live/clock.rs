//! The exercise's clock: real time, compressed, or standing still between steps.

use serde::{Deserialize, Serialize};

use crate::time::{SimDuration, SimTime, WallTime};

/// How exercise time follows the wall's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// So many exercise milliseconds to one of the wall: 1 is real time. 1 to [`Pace::FASTEST`].
    Times(u32),
    /// It stands still; the facilitator steps from event to event.
    Steps,
}

impl Pace {
    /// A day in a quarter of a minute: faster than this nobody can play.
    pub const FASTEST: u32 = 5_760;

    /// Whether it is in range.
    pub const fn is_sound(self) -> bool {
        match self {
            Self::Times(times) => times >= 1 && times <= Self::FASTEST,
            Self::Steps => true,
        }
    }
}

/// Where the exercise's time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    base: SimTime,
    since: Option<WallTime>,
    pace: Pace,
}

impl Clock {
    /// It stands at StartEx.
    pub const fn new(pace: Pace) -> Self {
        Self {
            base: SimTime::ZERO,
            since: None,
            pace,
        }
    }

    /// Exercise time at an instant of the wall. A wall that goes back holds the clock, and never turns it back.
    pub fn at(&self, wall: WallTime) -> SimTime {
        match (self.since, self.pace) {
            (Some(since), Pace::Times(times)) => {
                let passed = (wall - since).max(0);
                self.base + SimDuration::from_millis(passed).saturating_mul(times)
            }
            _ => self.base,
        }
    }

    /// Whether time goes on by itself.
    pub const fn is_running(&self) -> bool {
        self.since.is_some()
    }

    /// How it goes.
    pub const fn pace(&self) -> Pace {
        self.pace
    }

    /// It goes on from where it stands.
    pub fn run(&mut self, wall: WallTime) {
        self.base = self.at(wall);
        self.since = Some(wall);
    }

    /// It stands.
    pub fn stand(&mut self, wall: WallTime) {
        self.base = self.at(wall);
        self.since = None;
    }

    /// It is put forward, never back.
    pub fn put(&mut self, wall: WallTime, to: SimTime) {
        self.base = self.at(wall).max(to);
        self.since = self.since.map(|_| wall);
    }

    /// It goes otherwise from here on.
    pub fn set_pace(&mut self, wall: WallTime, pace: Pace) {
        self.base = self.at(wall);
        self.since = self.since.map(|_| wall);
        self.pace = pace;
    }

    /// After a break of the program: it stands where it was last seen, and goes on from there if it was going.
    pub fn resume_at(&mut self, wall: WallTime, at: SimTime) {
        self.base = at;
        self.since = self.since.map(|_| wall);
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Pace};
    use crate::time::{SimTime, WallTime};

    fn at(clock: &Clock, wall: i64) -> i64 {
        clock.at(WallTime::from_millis(wall)).as_millis()
    }

    #[test]
    fn it_runs_stands_and_is_never_turned_back() {
        let mut clock = Clock::new(Pace::Times(60));
        assert_eq!(at(&clock, 5_000), 0);
        clock.run(WallTime::from_millis(10_000));
        assert_eq!(at(&clock, 11_000), 60_000);
        assert_eq!(at(&clock, 9_000), 0, "the wall went back");
        clock.stand(WallTime::from_millis(11_000));
        assert_eq!(at(&clock, 99_000), 60_000);
        clock.put(WallTime::from_millis(99_000), SimTime::from_millis(30_000));
        assert_eq!(at(&clock, 99_000), 60_000);
        clock.set_pace(WallTime::from_millis(99_000), Pace::Times(1));
        clock.run(WallTime::from_millis(100_000));
        clock.put(WallTime::from_millis(100_500), SimTime::from_millis(90_000));
        assert_eq!(at(&clock, 101_500), 91_000);
        clock.resume_at(WallTime::from_millis(500_000), SimTime::from_millis(91_000));
        assert_eq!(at(&clock, 500_001), 91_001);
        clock.set_pace(WallTime::from_millis(500_001), Pace::Steps);
        assert_eq!(at(&clock, 900_000), 91_001);
    }
}
