//! Simulated time: whole milliseconds since `StartEx` (T1).

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use serde::Serialize;

use super::wall::WallTime;

const MS_PER_SECOND: i64 = 1_000;
const MS_PER_MINUTE: i64 = 60 * MS_PER_SECOND;
const MS_PER_HOUR: i64 = 60 * MS_PER_MINUTE;
const MS_PER_DAY: i64 = 24 * MS_PER_HOUR;

/// An instant of the simulation: milliseconds since `StartEx`, the first compromise (T1).
///
/// Arithmetic saturates at [`SimTime::MAX`], which so means "never".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SimTime(i64);

impl SimTime {
    /// `StartEx`.
    pub const ZERO: Self = Self(0);
    /// Later than anything that happens.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant this many milliseconds after `StartEx`.
    #[inline]
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since `StartEx`.
    #[inline]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Seconds since `StartEx`, for output.
    #[inline]
    pub fn as_secs_f64(self) -> f64 {
        seconds(self.0)
    }

    /// The instant `by` later, or `None` past the end of time.
    #[inline]
    pub fn checked_add(self, by: SimDuration) -> Option<Self> {
        self.0.checked_add(by.0).map(Self)
    }

    /// How long ago `earlier` was, or `None` if it lies in the future.
    #[inline]
    pub fn checked_sub(self, earlier: Self) -> Option<SimDuration> {
        self.0
            .checked_sub(earlier.0)
            .filter(|ms| *ms >= 0)
            .map(SimDuration)
    }

    /// Where this lies on the wall clock of an exercise that starts at `start_ex`.
    #[inline]
    pub fn on_wall(self, start_ex: WallTime) -> WallTime {
        WallTime::from_millis(start_ex.as_millis().saturating_add(self.0))
    }
}

impl Add<SimDuration> for SimTime {
    type Output = Self;
    #[inline]
    fn add(self, by: SimDuration) -> Self {
        Self(self.0.saturating_add(by.0))
    }
}

impl AddAssign<SimDuration> for SimTime {
    #[inline]
    fn add_assign(&mut self, by: SimDuration) {
        *self = *self + by;
    }
}

impl Sub<SimDuration> for SimTime {
    type Output = Self;
    #[inline]
    fn sub(self, by: SimDuration) -> Self {
        Self(self.0.saturating_sub(by.0))
    }
}

/// How long after the right instant the left one is; nothing if it is earlier.
impl Sub for SimTime {
    type Output = SimDuration;
    #[inline]
    fn sub(self, earlier: Self) -> SimDuration {
        SimDuration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

/// A length of time: milliseconds, never negative (T3). A day is exactly 24 hours.
///
/// Arithmetic saturates. Read and written as people do: `2h 30m`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SimDuration(i64);

impl SimDuration {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// Longer than anything lasts.
    pub const MAX: Self = Self(i64::MAX);

    /// This many milliseconds; a negative number is nothing (T3).
    #[inline]
    pub const fn from_millis(ms: i64) -> Self {
        Self(if ms < 0 { 0 } else { ms })
    }

    /// This many seconds.
    #[inline]
    pub const fn from_secs(seconds: i64) -> Self {
        Self::from_millis(seconds.saturating_mul(MS_PER_SECOND))
    }

    /// This many minutes.
    #[inline]
    pub const fn from_mins(minutes: i64) -> Self {
        Self::from_millis(minutes.saturating_mul(MS_PER_MINUTE))
    }

    /// This many hours.
    #[inline]
    pub const fn from_hours(hours: i64) -> Self {
        Self::from_millis(hours.saturating_mul(MS_PER_HOUR))
    }

    /// This many times 24 hours.
    #[inline]
    pub const fn from_days(days: i64) -> Self {
        Self::from_millis(days.saturating_mul(MS_PER_DAY))
    }

    /// The length in milliseconds.
    #[inline]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// The length in seconds, for output.
    #[inline]
    pub fn as_secs_f64(self) -> f64 {
        seconds(self.0)
    }

    /// Whether this is no time at all.
    #[inline]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, or `None` if it cannot be told.
    #[inline]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The sum, at most [`SimDuration::MAX`]; the same as `+`.
    #[must_use]
    #[inline]
    pub fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left after taking `other` away, at least nothing; the same as `-`.
    #[must_use]
    #[inline]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self::from_millis(self.0.saturating_sub(other.0))
    }

    /// This length `times` over, at most [`SimDuration::MAX`].
    #[must_use]
    #[inline]
    pub fn saturating_mul(self, times: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(times)))
    }
}

impl Add for SimDuration {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        self.saturating_add(other)
    }
}

impl AddAssign for SimDuration {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for SimDuration {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}

impl Sum for SimDuration {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Self::saturating_add)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "exact to the millisecond for 285,000 years"
)]
fn seconds(ms: i64) -> f64 {
    ms as f64 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::{SimDuration, SimTime};

    #[test]
    fn a_duration_is_never_negative() {
        assert_eq!(SimDuration::from_millis(-5), SimDuration::ZERO);
        assert_eq!(
            SimDuration::from_secs(1) - SimDuration::from_secs(2),
            SimDuration::ZERO
        );
        assert_eq!(SimTime::ZERO - SimTime::from_millis(7), SimDuration::ZERO);
        assert_eq!(SimTime::ZERO.checked_sub(SimTime::from_millis(7)), None);
    }

    #[test]
    fn the_end_of_time_stays_the_end() {
        assert_eq!(SimTime::MAX + SimDuration::from_millis(1), SimTime::MAX);
        assert_eq!(SimTime::MAX.checked_add(SimDuration::from_millis(1)), None);
        assert_eq!(SimDuration::MAX + SimDuration::MAX, SimDuration::MAX);
        assert_eq!(SimDuration::from_days(i64::MAX), SimDuration::MAX);
    }
}
