//! Dates and local times: what a calendar and a clock on the wall show, before any zone makes an instant of them.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use serde::{Serialize, Serializer};

use super::clock::TimeOfDay;
use super::error::TimeError;
use super::sim::SimDuration;
use super::weekday::Weekday;

const A_DATE: &str = "a date such as `2026-11-02` (year-month-day)";
const A_LOCAL_TIME: &str = "a local time such as `2026-11-02 09:00`, or a date such as `2026-11-02`";

/// A day of the calendar. Arithmetic stays between the years −9999 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The last day that can be told, 9999-12-31.
    pub const MAX: Self = Self(jiff::civil::Date::MAX);

    /// The `day`-th of the `month`-th month of `year`.
    ///
    /// # Errors
    /// If the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, TimeError> {
        let found = || TimeError::expected(&format!("{year:04}-{month:02}-{day:02}"), A_DATE);
        jiff::civil::Date::new(year, month, day)
            .map(Self)
            .map_err(|_| found())
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday().into()
    }

    /// The day after; the last day stays.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(jiff::civil::Date::MAX))
    }

    /// The day `days` later, or earlier if negative; at most the last or first day.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(
            self.0
                .saturating_add(SignedDuration::from_secs(days.saturating_mul(86_400))),
        )
    }

    /// The same day `months` later, or the last of that month (L2); `None` past the last day that can be told.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let span = jiff::Span::new().try_months(months).ok()?;
        self.0.checked_add(span).ok().map(Self)
    }

    /// Days from `earlier` to this one; negative if it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.duration_since(earlier.0).as_secs() / 86_400
    }

    /// This day at `time`; `24:00` is the midnight that ends it.
    pub fn at(self, time: TimeOfDay) -> LocalDateTime {
        let seconds = i64::from(time.minutes()) * 60;
        LocalDateTime(
            self.0
                .at(0, 0, 0, 0)
                .saturating_add(SignedDuration::from_secs(seconds)),
        )
    }

    /// The midnight that begins this day.
    pub fn midnight(self) -> LocalDateTime {
        self.at(TimeOfDay::MIDNIGHT)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Date {
    type Err = TimeError;
    fn from_str(text: &str) -> Result<Self, TimeError> {
        parse_date(text)
    }
}

/// What calendar and clock show in some zone: a date and a time of day, to the millisecond.
///
/// Arithmetic is civil, as if every day had 24 hours: it moves the hands, not the instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime(pub(super) jiff::civil::DateTime);

impl LocalDateTime {
    /// The date shown.
    pub fn date(self) -> Date {
        Date(self.0.date())
    }

    /// The time shown, without its seconds.
    pub fn time_of_day(self) -> TimeOfDay {
        let minutes =
            u16::from(self.0.hour().unsigned_abs()) * 60 + u16::from(self.0.minute().unsigned_abs());
        TimeOfDay::from_minutes(minutes).unwrap_or(TimeOfDay::MIDNIGHT)
    }

    /// The day of the week shown.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The hands moved forward by `by`.
    #[must_use]
    pub fn plus(self, by: SimDuration) -> Self {
        Self(self.0.saturating_add(SignedDuration::from_millis(by.as_millis())))
    }

    /// How far the hands moved since `earlier`, in milliseconds; negative if it is later.
    pub fn millis_since(self, earlier: Self) -> i64 {
        i64::try_from(self.0.duration_since(earlier.0).as_millis()).unwrap_or(i64::MAX)
    }
}

/// `2026-11-02 09:00`, with seconds only where they are not 00.
impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, hour, minute) = (self.0.date(), self.0.hour(), self.0.minute());
        write!(f, "{date} {hour:02}:{minute:02}")?;
        match (self.0.second(), self.0.millisecond()) {
            (0, 0) => Ok(()),
            (second, 0) => write!(f, ":{second:02}"),
            (second, ms) => write!(f, ":{second:02}.{ms:03}"),
        }
    }
}

impl Serialize for LocalDateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for LocalDateTime {
    type Err = TimeError;
    fn from_str(text: &str) -> Result<Self, TimeError> {
        parse_local_datetime(text)
    }
}

/// Reads a date written `2026-11-02`.
///
/// # Errors
/// If it is written otherwise, or the calendar has no such day.
pub fn parse_date(text: &str) -> Result<Date, TimeError> {
    let written = text.trim();
    let unreadable = || TimeError::expected(written, A_DATE);
    let is_separator = |place: usize| place == 4 || place == 7;
    let well_formed = written.len() == 10
        && written.bytes().enumerate().all(|(place, byte)| {
            if is_separator(place) {
                byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if !well_formed {
        return Err(unreadable());
    }
    let mut parts = written.split('-');
    let year = parts
        .next()
        .and_then(|part| part.parse().ok())
        .ok_or_else(unreadable)?;
    let month = parts
        .next()
        .and_then(|part| part.parse().ok())
        .ok_or_else(unreadable)?;
    let day = parts
        .next()
        .and_then(|part| part.parse().ok())
        .ok_or_else(unreadable)?;
    let no_such_day = |_| TimeError::new(format!("`{written}` is not in the calendar; expected {A_DATE}"));
    Date::new(year, month, day).map_err(no_such_day)
}

/// Reads `2026-11-02T09:00` or `2026-11-02 09:00`, with seconds and milliseconds if written; a date alone is its first
/// midnight.
///
/// # Errors
/// If it is written otherwise, or no calendar and clock show it.
pub fn parse_local_datetime(text: &str) -> Result<LocalDateTime, TimeError> {
    let written = text.trim();
    let unreadable = || TimeError::expected(written, A_LOCAL_TIME);
    let Some((date, time)) = written.split_once(['T', ' ']) else {
        return parse_date(written).map(Date::midnight).map_err(|_| unreadable());
    };
    let date = parse_date(date)?;
    let time = time.trim();
    let mut fields = time.splitn(3, ':');
    let (Some(hour), Some(minute)) = (fields.next(), fields.next()) else {
        return Err(unreadable());
    };
    let clock: TimeOfDay = format!("{hour}:{minute}").parse()?;
    let beyond_minute = match fields.next() {
        Some(seconds) => seconds_in_ms(seconds).ok_or_else(unreadable)?,
        None => 0,
    };
    if clock == TimeOfDay::END_OF_DAY && beyond_minute > 0 {
        return Err(unreadable());
    }
    Ok(date.at(clock).plus(SimDuration::from_millis(beyond_minute)))
}

/// The milliseconds of `SS` or `SS.f`, up to three decimals.
fn seconds_in_ms(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 2 || !(1..=3).contains(&fraction.len()) || !digits_only(whole) || !digits_only(fraction)
    {
        return None;
    }
    let seconds: i64 = whole.parse().ok().filter(|seconds| *seconds < 60)?;
    let ms: i64 = format!("{fraction:0<3}").parse().ok()?;
    Some(seconds * 1_000 + ms)
}

#[cfg(test)]
mod tests {
    use super::{Date, parse_date, parse_local_datetime};

    #[test]
    fn dates_and_local_times_are_read() {
        for (text, written) in [
            ("2026-11-02", "2026-11-02 00:00"),
            ("2026-11-02T09:00", "2026-11-02 09:00"),
            ("2026-11-02 09:00:30", "2026-11-02 09:00:30"),
            ("2026-11-02T09:00:00.250", "2026-11-02 09:00:00.250"),
            ("2026-11-02 24:00", "2026-11-03 00:00"),
        ] {
            assert_eq!(parse_local_datetime(text).expect(text).to_string(), written);
        }
    }

    #[test]
    fn what_no_calendar_shows_is_refused() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "20261102",
            "02.11.2026",
            "2026-11-02x",
            "+026-11-02",
            "",
        ] {
            let error = parse_date(text).expect_err(text).to_string();
            assert!(error.contains("2026-11-02` (year-month-day)"), "{error}");
        }
        for text in [
            "2026-11-02T",
            "2026-11-02T25:00",
            "2026-11-02T09",
            "2026-11-02 09:00:60",
            "2026-11-02 24:00:01",
        ] {
            assert!(parse_local_datetime(text).is_err(), "{text}");
        }
    }

    #[test]
    fn months_end_on_the_same_day_or_the_last() {
        let after = |text: &str, months| {
            parse_date(text)
                .expect(text)
                .plus_months(months)
                .map(|date| date.to_string())
        };
        assert_eq!(after("2026-01-31", 1).as_deref(), Some("2026-02-28"));
        assert_eq!(after("2028-01-31", 1).as_deref(), Some("2028-02-29"));
        assert_eq!(after("2026-02-28", 1).as_deref(), Some("2026-03-28"));
        assert_eq!(after("2026-01-01", u32::MAX), None);
    }

    #[test]
    fn the_last_day_stays() {
        assert_eq!(Date::MAX.next(), Date::MAX);
        assert_eq!(Date::MAX.plus_days(i64::MAX), Date::MAX);
    }
}
