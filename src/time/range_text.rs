//! Instants and ranges as people write them in a zone.

use jiff::Timestamp;

use super::civil::{Date, parse_date, parse_local_datetime};
use super::error::TimeError;
use super::wall::{Span, WallTime};
use super::zone::Zone;

const A_RANGE: &str = "two dates such as `2026-11-02/2026-11-13` (both included), or two local times such as \
                       `2026-11-02 09:00/2026-11-02 17:00`";

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// The first day.
    pub first: Date,
    /// The last day, itself included; not before the first.
    pub last: Date,
}

impl DateRange {
    /// Whether `date` is one of these days.
    pub fn contains(&self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }

    /// These days as they pass in `zone`, from the first instant of the first to the last of the last.
    pub fn span(&self, zone: &Zone) -> Span {
        Span::new(zone.day_start(self.first), zone.day_start(self.last.next()))
    }

    /// The days one by one.
    pub fn days(self) -> impl Iterator<Item = Date> {
        (0..=self.last.days_since(self.first)).map(move |days| self.first.plus_days(days))
    }
}

/// Reads `2026-11-02/2026-11-13`, or a single date for that day.
///
/// # Errors
/// If it is written otherwise, or ends before it begins.
pub fn parse_date_range(text: &str) -> Result<DateRange, TimeError> {
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    let range = DateRange {
        first: parse_date(first)?,
        last: parse_date(last)?,
    };
    if range.last < range.first {
        return Err(TimeError::new(format!(
            "`{}` ends before it begins; expected {A_RANGE}",
            text.trim()
        )));
    }
    Ok(range)
}

/// Reads one instant: a local time in `zone`, or one that names its own offset (`2026-11-02T08:00Z`,
/// `2026-11-02T09:00+01:00`).
///
/// # Errors
/// If it is written otherwise, or clocks in `zone` skip it (O6).
pub fn parse_instant(text: &str, zone: &Zone) -> Result<WallTime, TimeError> {
    let written = text.trim();
    let time = written.split_once(['T', ' ']).map_or("", |(_, time)| time);
    if time.contains(['Z', 'z', '+', '-']) {
        let expected =
            "an instant such as `2026-11-02T08:00:00Z`, or a local time such as `2026-11-02 09:00`";
        let instant: Timestamp = written
            .parse()
            .map_err(|_| TimeError::expected(written, expected))?;
        return Ok(WallTime::from_millis(instant.as_millisecond()));
    }
    zone.resolve_written(parse_local_datetime(written)?)
}

/// Reads a range: of dates, both included, in local time; or of instants, half-open.
///
/// # Errors
/// If it is written otherwise, ends before it begins, is empty, mixes dates and times, or an end is skipped by the clocks of `zone` (O6).
pub fn parse_span(text: &str, zone: &Zone) -> Result<Span, TimeError> {
    let written = text.trim();
    let (from, to) = written.split_once('/').unwrap_or((written, written));
    let is_date = |end: &str| !end.contains(':');
    match (is_date(from), is_date(to)) {
        (true, true) => span_of_days(parse_date_range(written)?, zone),
        (false, false) => span_of_instants(from, to, written, zone),
        _ => Err(TimeError::new(format!(
            "`{written}` mixes a date and a time; expected {A_RANGE}"
        ))),
    }
}

fn span_of_days(range: DateRange, zone: &Zone) -> Result<Span, TimeError> {
    for date in [range.first, range.last] {
        // Clocks may go forward at midnight, but only a zone that crosses the date line loses a whole day.
        if zone.to_local(zone.day_start(date)).date() != date {
            zone.resolve_written(date.midnight())?;
        }
    }
    let span = range.span(zone);
    if span.is_empty() {
        // The last day of all has no next one at which it could end.
        let message = format!("the calendar ends on {}; expected an earlier day", Date::MAX);
        return Err(TimeError::new(message));
    }
    Ok(span)
}

fn span_of_instants(from: &str, to: &str, written: &str, zone: &Zone) -> Result<Span, TimeError> {
    let span = Span::new(parse_instant(from, zone)?, parse_instant(to, zone)?);
    if span.is_empty() {
        let message = format!("`{written}` does not end after it begins; expected {A_RANGE}");
        return Err(TimeError::new(message));
    }
    Ok(span)
}

#[cfg(test)]
mod tests {
    use super::{Zone, parse_date_range, parse_instant, parse_span};

    fn berlin() -> Zone {
        Zone::parse("Europe/Berlin").expect("known")
    }

    fn hours(text: &str, zone: &Zone) -> i64 {
        parse_span(text, zone)
            .unwrap_or_else(|error| panic!("{error}"))
            .duration()
            .as_millis()
            / 3_600_000
    }

    #[test]
    fn date_ranges_include_both_days_in_local_time() {
        assert_eq!(hours("2026-11-02/2026-11-13", &berlin()), 12 * 24);
        assert_eq!(hours("2026-03-29", &berlin()), 23);
        assert_eq!(hours("2026-10-25/2026-10-25", &berlin()), 25);
        assert_eq!(
            parse_date_range("2026-02-27/2026-03-01")
                .expect("ordered")
                .days()
                .count(),
            3
        );
    }

    #[test]
    fn instant_ranges_are_half_open() {
        let day = parse_span("2026-11-02 09:00/2026-11-02 17:00", &berlin()).expect("well formed");
        assert!(!day.contains(day.end));
        assert_eq!(
            day,
            parse_span("2026-11-02T08:00Z/2026-11-02T17:00+01:00", &berlin()).expect("well formed")
        );
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = [
            "2026-11-13/2026-11-02",
            "2026-11-02/2026-11-02 12:00",
            "2026-11-02 12:00/2026-11-02 12:00",
            "2026-03-29 02:30/2026-03-29 05:00",
            "2026-11-02 12:00",
            "next week",
            "",
            "9999-12-31",
            "9999-12-31/9999-12-31",
        ];
        for text in refused {
            assert!(parse_span(text, &berlin()).is_err(), "{text}");
        }
        assert!(parse_instant("2026-11-02T25:00Z", &berlin()).is_err());
    }

    #[test]
    fn a_day_that_crossed_the_date_line_away_does_not_exist() {
        let apia = Zone::parse("Pacific/Apia").expect("known");
        let error = parse_span("2011-12-30", &apia).expect_err("skipped").to_string();
        assert!(
            error.contains("clocks go forward there from 2011-12-30 00:00 to 2011-12-31 00:00"),
            "{error}"
        );
        assert_eq!(hours("2011-12-29/2011-12-31", &apia), 48);
        // Clocks in Santiago go forward at midnight: the day is shorter, not missing.
        let santiago = Zone::parse("America/Santiago").expect("known");
        assert_eq!(hours("2026-09-06", &santiago), 23);
    }
}
