//! Times of day.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::error::TimeError;

const EXPECTED: &str = "a time of day such as `09:00`, from `00:00` to `24:00`";

/// A time of day to the minute, from 00:00 to 24:00, which is the midnight that ends the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The midnight that begins the day.
    pub const MIDNIGHT: Self = Self(0);
    /// 12:00.
    pub const NOON: Self = Self(720);
    /// The midnight that ends the day.
    pub const END_OF_DAY: Self = Self(1_440);

    /// This many minutes after midnight.
    ///
    /// # Errors
    /// If there are more than 1,440.
    pub fn from_minutes(minutes: u16) -> Result<Self, TimeError> {
        let too_late = || TimeError::expected(&format!("{minutes} minutes after midnight"), EXPECTED);
        (minutes <= 1_440).then_some(Self(minutes)).ok_or_else(too_late)
    }

    /// The time on a clock that shows `hour`:`minute`.
    ///
    /// # Errors
    /// If no clock shows it; `24:00` is allowed.
    pub fn new(hour: u8, minute: u8) -> Result<Self, TimeError> {
        let shown = u16::from(hour) * 60 + u16::from(minute);
        let is_shown = minute < 60 && shown <= 1_440;
        is_shown
            .then_some(Self(shown))
            .ok_or_else(|| TimeError::expected(&format!("{hour:02}:{minute:02}"), EXPECTED))
    }

    /// Minutes after midnight, from 0 to 1,440.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:02}:{:02}", self.0 / 60, self.0 % 60))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads `9:00`, `09:00` and `09:00:00`; seconds other than 00 are refused, because hours are kept to the minute.
impl FromStr for TimeOfDay {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let unreadable = || TimeError::expected(text, EXPECTED);
        let to_minute = if text.len() > 5 {
            text.strip_suffix(":00").ok_or_else(unreadable)?
        } else {
            text
        };
        let (hour, minute) = to_minute.split_once(':').ok_or_else(unreadable)?;
        let hour = digits(hour, 1..=2).ok_or_else(unreadable)?;
        let minute = digits(minute, 2..=2).ok_or_else(unreadable)?;
        Self::new(hour, minute).map_err(|_| unreadable())
    }
}

/// A number of that many digits, and of nothing else.
fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u8> {
    let is_number = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::TimeOfDay;

    #[test]
    fn a_time_of_day_is_read_and_written() {
        for (text, minutes) in [
            ("00:00", 0),
            ("9:05", 545),
            ("09:05:00", 545),
            ("24:00", 1_440),
            ("23:59", 1_439),
        ] {
            assert_eq!(text.parse::<TimeOfDay>().expect(text).minutes(), minutes);
        }
        assert_eq!(TimeOfDay::END_OF_DAY.to_string(), "24:00");
    }

    #[test]
    fn no_clock_shows_these() {
        for text in [
            "24:01", "25:00", "09:60", "9", "09:0", "+9:00", "09:00:30", "9am", "", ":", "009:00",
        ] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        }
    }
}
