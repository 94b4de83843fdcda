//! The days of the week.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::error::TimeError;

/// A day of the week; weeks begin on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[expect(missing_docs, reason = "their names say what they are")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    /// Its place in the week, Monday being 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its full name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mon => "Monday",
            Self::Tue => "Tuesday",
            Self::Wed => "Wednesday",
            Self::Thu => "Thursday",
            Self::Fri => "Friday",
            Self::Sat => "Saturday",
            Self::Sun => "Sunday",
        }
    }

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Mon => Self::Tue,
            Self::Tue => Self::Wed,
            Self::Wed => Self::Thu,
            Self::Thu => Self::Fri,
            Self::Fri => Self::Sat,
            Self::Sat => Self::Sun,
            Self::Sun => Self::Mon,
        }
    }

    /// How many days until the next `other`, from 0 (the same day) to 6.
    pub const fn days_until(self, other: Self) -> usize {
        (other.index() + 7 - self.index()) % 7
    }

    /// The days from this one to `last`, both included, past Sunday if need be.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        let count = self.days_until(last) + 1;
        Self::ALL.into_iter().cycle().skip(self.index()).take(count)
    }
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(day: jiff::civil::Weekday) -> Self {
        match day {
            jiff::civil::Weekday::Monday => Self::Mon,
            jiff::civil::Weekday::Tuesday => Self::Tue,
            jiff::civil::Weekday::Wednesday => Self::Wed,
            jiff::civil::Weekday::Thursday => Self::Thu,
            jiff::civil::Weekday::Friday => Self::Fri,
            jiff::civil::Weekday::Saturday => Self::Sat,
            jiff::civil::Weekday::Sunday => Self::Sun,
        }
    }
}

/// The three letters people know: `Mon`.
impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name().get(..3).unwrap_or_default())
    }
}

/// Reads three letters or the full name, in any case.
impl FromStr for Weekday {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let is_named = |day: &Self| {
            text.eq_ignore_ascii_case(day.name())
                || text.eq_ignore_ascii_case(day.name().get(..3).unwrap_or_default())
        };
        let unknown = || TimeError::expected(text, "a day of the week such as `Mon` or `Monday`");
        Self::ALL.into_iter().find(is_named).ok_or_else(unknown)
    }
}
