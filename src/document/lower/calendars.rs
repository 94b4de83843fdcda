//! How much of calendars is laid out before an exercise is played: every shift and turn that a start can touch.

use crate::document::code::Code;
use crate::document::whole::Whole;
use crate::model::{Exercise, Start};
use crate::time::{SimDuration, WeekHours, Weekday};

use super::Lower;

/// Shifts and turns are at most so many, of all people and rotas together.
const MOST_SHIFTS: u64 = 20_000_000;
/// Ranges of hours in one day are at most so many.
const MOST_RANGES: usize = 48;

/// Reports calendars that would fill the memory before anything is played.
pub(super) fn check(lower: &mut Lower<'_>, exercise: &Exercise, written: &Whole) {
    let organisation = &exercise.organisation;
    let people = organisation.people.iter();
    let a_week: u64 = people.map(|person| ranges(&person.calendar.hours)).sum();
    let layers = organisation.rotas.iter().flat_map(|entry| &entry.rota.layers);
    let turns = layers.map(|layer| {
        let turns = SimDuration::from_days(7).as_millis() / layer.hand_off.period().as_millis().max(1);
        turns.unsigned_abs() + 1 + 7 * layer.restrictions.len() as u64
    });
    let a_week = a_week.saturating_add(turns.sum());
    let shifts = a_week.saturating_mul(weeks(exercise));
    if shifts > MOST_SHIFTS {
        let title =
            format!("{shifts} shifts and turns of people and rotas from the first start to the last horizon");
        let draft = lower
            .report
            .draft(Code::TooMany, written.scenario.starts.place, title);
        let draft = draft.expected(format!("at most {MOST_SHIFTS}"));
        lower
            .report
            .push(draft.help("shorten the dates between which the exercise may start"));
    }
}

/// Weeks for which calendars are laid out, the margins of the engine included.
fn weeks(exercise: &Exercise) -> u64 {
    let window = match &exercise.scenario.start {
        Start::At(_) => 0,
        Start::During(window) => window.until.days_since(window.from).unsigned_abs(),
    };
    let horizon = exercise.horizon.as_millis().unsigned_abs() / 86_400_000;
    (window + horizon + 70) / 7 + 1
}

/// Ranges of hours in a week.
fn ranges(hours: &WeekHours) -> u64 {
    Weekday::ALL
        .iter()
        .map(|day| hours.ranges(*day).len() as u64)
        .sum()
}

/// Whether hours are cut into more pieces than people work in.
pub(super) fn is_shredded(hours: &WeekHours) -> bool {
    Weekday::ALL
        .iter()
        .any(|day| hours.ranges(*day).len() > MOST_RANGES)
}
