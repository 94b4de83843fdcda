//! Times as people write them in spreadsheets.

use crate::conduct::materials::timeline::{LONGEST_SCENARIO_MS, Timeline};
use crate::time::{Date, LocalDateTime, SimDuration, SimTime, TimeOfDay, parse_local_datetime};

use super::cells::Cell;

const DAY_MS: f64 = 86_400_000.0;

/// What a cell with a time says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Written {
    /// A time of day, in milliseconds since midnight.
    OfDay(i64),
    /// A date and a time.
    Local(LocalDateTime),
    /// So many milliseconds after the beginning.
    After(i64),
}

/// Reads a cell with a time.
pub(super) fn written(cell: &Cell) -> Result<Written, String> {
    match cell {
        Cell::Number(number) | Cell::Serial(number) => of_number(*number),
        Cell::Text(_) => of_text(&cell.text()),
        _ => Err("there is no time".to_owned()),
    }
}

/// Spreadsheets count days since 1899-12-30; a time of day is a part of one.
fn of_number(number: f64) -> Result<Written, String> {
    if !(0.0..100_000.0).contains(&number) {
        return Err(format!("{number} is no time"));
    }
    let (days, part) = (number.floor(), number - number.floor());
    let ms = whole((part * DAY_MS / 1_000.0).round() * 1_000.0);
    if days < 1.0 {
        return Ok(Written::OfDay(ms));
    }
    let epoch = Date::new(1899, 12, 30).map_err(|error| error.to_string())?;
    let date = epoch.plus_days(whole(days));
    Ok(Written::Local(date.midnight().plus(SimDuration::from_millis(ms))))
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be small, and rounded")]
const fn whole(number: f64) -> i64 {
    number as i64
}

fn of_text(text: &str) -> Result<Written, String> {
    let unreadable =
        || format!("`{text}` is no time; expected one such as `14:30`, `2026-10-03 14:30` or `+1h 30m`");
    if let Some(after) = text.strip_prefix('+') {
        return after_words(after.trim())
            .map(Written::After)
            .ok_or_else(unreadable);
    }
    if let Some(ms) = of_day(text) {
        return Ok(Written::OfDay(ms));
    }
    // `Sat 2026-10-03 02:30`: the day of the week says nothing new.
    let date = text
        .split_once(' ')
        .filter(|(day, _)| day.chars().all(char::is_alphabetic));
    let date = date.map_or(text, |(_, date)| date);
    if date.contains('-')
        && let Ok(local) = parse_local_datetime(date)
    {
        return Ok(Written::Local(local));
    }
    after_words(text).map(Written::After).ok_or_else(unreadable)
}

/// `1:30` hours, or `1h 30m`.
fn after_words(text: &str) -> Option<i64> {
    let clock = text.split_once(':').and_then(|(hours, minutes)| {
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
        ((0..=8_760).contains(&hours) && (0..60).contains(&minutes))
            .then_some((hours * 60 + minutes) * 60_000)
    });
    clock.or_else(|| text.parse::<SimDuration>().ok().map(SimDuration::as_millis))
}

/// `14:30` or `14:30:05`, with `pm` or without.
fn of_day(text: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let (clock, later) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(clock), _) => (clock.trim_end(), Some(true)),
        (_, Some(clock)) => (clock.trim_end(), Some(false)),
        _ => (lower.as_str(), None),
    };
    let mut fields = clock.splitn(3, ':');
    let digits =
        |field: &str| (1..=2).contains(&field.len()) && field.bytes().all(|byte| byte.is_ascii_digit());
    let mut number = || fields.next().filter(|field| digits(field))?.parse::<i64>().ok();
    let (hours, minutes) = (number()?, number()?);
    let seconds = if clock.matches(':').count() == 2 {
        number()?
    } else {
        0
    };
    let hours = match later {
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(later) => hours % 12 + if later { 12 } else { 0 },
        None => hours,
    };
    (hours < 24 && minutes < 60 && seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1_000)
}

/// When a scenario's clock shows what is written, in milliseconds since StartEx.
///
/// `day` is the scenario's day from 1; where nobody wrote one, a time of day is the first at or after `previous`.
pub(super) fn scenario_ms(
    timeline: &Timeline,
    written: Written,
    (day, previous): (Option<i64>, SimTime),
) -> Result<u64, String> {
    let first = timeline.local(SimTime::ZERO);
    let local = match (written, day) {
        (Written::After(ms), _) => return within(ms),
        (Written::Local(local), _) => local,
        (Written::OfDay(ms), Some(day)) => at(first.date().plus_days(day - 1), ms),
        (Written::OfDay(ms), None) => {
            let before = timeline.local(previous);
            let same = at(before.date(), ms);
            // The clock shows minutes where the timeline has milliseconds.
            let later = same.millis_since(before) < -60_000;
            if later { at(before.date().next(), ms) } else { same }
        }
    };
    let wall = timeline
        .zone()
        .resolve_written(local)
        .map_err(|error| error.to_string())?;
    let ms = wall - timeline.started_at();
    // Who writes the minute in which the exercise starts means its start.
    within(if (-60_000..0).contains(&ms) { 0 } else { ms })
}

fn at(date: Date, ms: i64) -> LocalDateTime {
    date.at(TimeOfDay::MIDNIGHT).plus(SimDuration::from_millis(ms))
}

fn within(ms: i64) -> Result<u64, String> {
    let after = u64::try_from(ms).map_err(|_| "the time is before StartEx".to_owned())?;
    if after > LONGEST_SCENARIO_MS {
        return Err("the time is more than 365 days after StartEx".to_owned());
    }
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::{Cell, Written, written};

    fn of(text: &str) -> Option<Written> {
        written(&Cell::Text(text.to_owned())).ok()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let minutes = |minutes: i64| minutes * 60_000;
        assert_eq!(of("14:30"), Some(Written::OfDay(minutes(870))));
        assert_eq!(of("2:30 PM"), Some(Written::OfDay(minutes(870))));
        assert_eq!(of("12:05 am"), Some(Written::OfDay(minutes(5))));
        assert_eq!(of("+1:30"), Some(Written::After(minutes(90))));
        assert_eq!(of("1h 30m"), Some(Written::After(minutes(90))));
        assert_eq!(written(&Cell::Number(0.5)), Ok(Written::OfDay(minutes(720))));
        let local = Written::Local("2026-10-03 02:30".parse().unwrap());
        assert_eq!(of("2026-10-03 02:30"), Some(local));
        assert_eq!(of("Sat 2026-10-03 02:30"), Some(local));
        assert_eq!(written(&Cell::Serial(46_298.0 + 2.5 / 24.0)), Ok(local));
        for wrong in ["25:00", "14:61", "soon", "13:00 pm", "2026-13-01 10:00", "-1"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
        assert!(written(&Cell::Number(-0.5)).is_err());
    }
}
