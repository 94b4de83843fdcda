//! A rule of recurrence, laid out on the clock on the wall.

use rrule2::RRuleSet;

use crate::model::Schedule;
use crate::time::{LocalDateTime, SimDuration, WallTime, Zone};

/// So many occurrences are looked at from the first on: more than half a century of nights.
pub const MOST_OCCURRENCES: usize = 20_000;

/// A rule that cannot be laid out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the schedule `{schedule}` cannot be laid out: {because}")]
pub struct ScheduleError {
    /// The schedule.
    pub schedule: String,
    /// Why.
    pub because: String,
}

/// When an exercise is due once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The instant.
    pub at: WallTime,
    /// What the clock on the wall was meant to show; where clocks skip it, it is `at` that holds.
    pub local: LocalDateTime,
}

/// The occurrences of a schedule from its first on, at most [`MOST_OCCURRENCES`] of them.
///
/// Days are counted without a zone, and each local time becomes an instant only then (O6): the time of the day stays over changes of the
/// clock; a time that clocks skip is as much later as they skip, and of a time that comes twice it is the first.
///
/// # Errors
/// If the library for rules refuses it.
pub fn occurrences(schedule: &Schedule) -> Result<impl Iterator<Item = Occurrence> + '_, ScheduleError> {
    let text = format!(
        "DTSTART:{}Z\nRRULE:{}",
        compact(schedule.from),
        schedule.rule.without_end()
    );
    let set: RRuleSet = text.parse().map_err(|error: rrule2::RRuleError| ScheduleError {
        schedule: schedule.id.to_string(),
        because: error.to_string(),
    })?;
    let days: Vec<LocalDateTime> = set
        .limit()
        .into_iter()
        .take(MOST_OCCURRENCES)
        .map(|at| Zone::utc().to_local(WallTime::from_millis(at.timestamp_millis())))
        .take_while(|local| !schedule.rule.is_over(*local))
        .collect();
    let takes_place = |local: &LocalDateTime| !schedule.except.contains(&local.date());
    Ok(days.into_iter().filter(takes_place).map(|local| Occurrence {
        at: schedule.zone.resolve(local),
        local,
    }))
}

/// `20261102T090000`.
fn compact(local: LocalDateTime) -> String {
    let date = local.date().to_string().replace('-', "");
    let into_day = local.millis_since(local.date().midnight());
    let seconds = SimDuration::from_millis(into_day).as_millis() / 1000;
    format!(
        "{date}T{:02}{:02}{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}
