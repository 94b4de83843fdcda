//! The week in quarters of days: each a window of starts of its own (T1).

use crate::model::{Exercise, Start};
use crate::time::{Date, StartWindow, Weekday};

/// How many hours each window is long.
const HOURS: usize = 6;

/// The windows of a week with their names, `Mon 00:00-06:00` first.
///
/// The dates are those of the scenario's own window; where it starts at one instant, the week of that instant.
pub(super) fn windows(exercise: &Exercise) -> Vec<(String, Start)> {
    let scenario = &exercise.scenario;
    let (from, until) = match &scenario.start {
        Start::During(window) => (window.from, window.until),
        Start::At(at) => week_of(scenario.zone.to_local(*at).date()),
    };
    let all = Weekday::ALL.into_iter();
    let names = all.flat_map(|day| {
        (0..24 / HOURS).map(move |part| format!("{day} {:02}:00-{:02}:00", part * HOURS, (part + 1) * HOURS))
    });
    names
        .filter_map(|name| {
            let window = StartWindow {
                zone: scenario.zone.clone(),
                from,
                until,
                hours: name.parse().ok()?,
            };
            // A day that does not occur between the dates has no start.
            let known = !window.starts().is_empty();
            known.then_some((name, Start::During(window)))
        })
        .collect()
}

fn week_of(day: Date) -> (Date, Date) {
    let back = i64::try_from(day.weekday().index()).unwrap_or(0);
    let monday = day.plus_days(-back);
    (monday, monday.plus_days(6))
}
