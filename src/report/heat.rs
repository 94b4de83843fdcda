//! The steps of a heat map: how long until somebody decides, in a few classes that can be told apart in grey.

use crate::check::Cell;
use crate::time::SimDuration;

/// A class of waiting times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heat {
    /// No clock shows this hour in the weeks that were looked at.
    Unknown,
    /// Up to a quarter of an hour.
    Minutes,
    /// Up to an hour.
    Hour,
    /// Up to four hours.
    Hours,
    /// Up to twelve hours.
    Day,
    /// Longer, or never.
    Longer,
}

/// The class of a waiting time in seconds.
pub(super) fn heat(seconds: f64) -> Heat {
    #[expect(clippy::cast_possible_truncation, reason = "within any horizon")]
    let ms = (seconds * 1000.0) as i64;
    Heat::of_time(SimDuration::from_millis(ms))
}

impl Heat {
    /// All that mean something, the shortest first.
    pub(super) const ALL: [Self; 5] = [Self::Minutes, Self::Hour, Self::Hours, Self::Day, Self::Longer];

    /// The class of the worst of some quarter hours.
    pub(super) fn of(cells: &[Cell]) -> Self {
        let there = cells.iter().filter(|cell| cell.weeks > 0);
        there
            .map(|cell| Self::of_time(cell.worst.mean))
            .max()
            .unwrap_or(Self::Unknown)
    }

    fn of_time(mean: SimDuration) -> Self {
        let minutes = mean.as_millis() / 60_000;
        match minutes {
            ..=15 => Self::Minutes,
            16..=60 => Self::Hour,
            61..=240 => Self::Hours,
            241..=720 => Self::Day,
            721.. => Self::Longer,
        }
    }

    /// What it means.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Unknown => "not looked at",
            Self::Minutes => "to 15m",
            Self::Hour => "to 1h",
            Self::Hours => "to 4h",
            Self::Day => "to 12h",
            Self::Longer => "longer",
        }
    }

    /// Denser is longer, so that it reads without any colour.
    pub(super) const fn glyph(self) -> &'static str {
        match self {
            Self::Unknown => "  ",
            Self::Minutes => "··",
            Self::Hour => "░░",
            Self::Hours => "▒▒",
            Self::Day => "▓▓",
            Self::Longer => "██",
        }
    }

    /// Its colour of 256 in a terminal: from yellow to blue, which all eyes tell apart, as bright in grey as in colour.
    pub(super) const fn colour(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Minutes => 229,
            Self::Hour => 186,
            Self::Hours => 143,
            Self::Day => 66,
            Self::Longer => 25,
        }
    }

    /// Its colour on paper, from the same scale; darker is longer.
    pub(super) const fn paper(self) -> &'static str {
        match self {
            Self::Unknown => "#ffffff",
            Self::Minutes => "#fde9a5",
            Self::Hour => "#d3c164",
            Self::Hours => "#9c9b73",
            Self::Day => "#575d6d",
            Self::Longer => "#00204d",
        }
    }
}
