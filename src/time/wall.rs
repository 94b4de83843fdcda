//! Instants of the world, and what lies between two of them.

use std::ops::{Add, Sub};

use serde::Serialize;

use super::sim::{SimDuration, SimTime};

/// An instant of the world: milliseconds since the Unix epoch, UTC. Arithmetic saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct WallTime(i64);

impl WallTime {
    /// Before everything.
    pub const MIN: Self = Self(i64::MIN);
    /// After everything: a deadline that never comes.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant this many milliseconds after the Unix epoch.
    #[inline]
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the Unix epoch.
    #[inline]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// This instant in an exercise that starts at `start_ex`; negative if it lies before.
    #[inline]
    pub fn in_exercise(self, start_ex: Self) -> SimTime {
        SimTime::from_millis(self.0.saturating_sub(start_ex.0))
    }
}

impl Add<SimDuration> for WallTime {
    type Output = Self;
    #[inline]
    fn add(self, by: SimDuration) -> Self {
        Self(self.0.saturating_add(by.as_millis()))
    }
}

impl Sub<SimDuration> for WallTime {
    type Output = Self;
    #[inline]
    fn sub(self, by: SimDuration) -> Self {
        Self(self.0.saturating_sub(by.as_millis()))
    }
}

/// Milliseconds from the right instant to the left one; negative if the left is earlier.
impl Sub for WallTime {
    type Output = i64;
    #[inline]
    fn sub(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }
}

/// The instants from `start` until just before `end`; none if `end` is not later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first instant.
    pub start: WallTime,
    /// The first instant after.
    pub end: WallTime,
}

impl Span {
    /// From `start` until just before `end`.
    #[inline]
    pub const fn new(start: WallTime, end: WallTime) -> Self {
        Self { start, end }
    }

    /// Whether it holds no instant.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// Whether `at` lies in it.
    #[inline]
    pub fn contains(&self, at: WallTime) -> bool {
        self.start <= at && at < self.end
    }

    /// What lies in both; empty, and beginning no earlier than either, if nothing does.
    #[must_use]
    #[inline]
    pub fn intersect(&self, other: &Self) -> Self {
        let start = self.start.max(other.start);
        Self {
            start,
            end: self.end.min(other.end).max(start),
        }
    }

    /// How long it lasts.
    #[inline]
    pub fn duration(&self) -> SimDuration {
        SimDuration::from_millis(self.end - self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, WallTime};

    fn span(start: i64, end: i64) -> Span {
        Span::new(WallTime::from_millis(start), WallTime::from_millis(end))
    }

    #[test]
    fn a_span_is_half_open() {
        let span = span(10, 20);
        assert!(span.contains(WallTime::from_millis(10)));
        assert!(!span.contains(WallTime::from_millis(20)));
        assert_eq!(span.duration().as_millis(), 10);
    }

    #[test]
    fn what_does_not_meet_intersects_in_nothing() {
        assert!(span(0, 10).intersect(&span(10, 20)).is_empty());
        assert!(span(30, 40).intersect(&span(10, 20)).is_empty());
        assert_eq!(span(0, 15).intersect(&span(10, 20)), span(10, 15));
    }
}
