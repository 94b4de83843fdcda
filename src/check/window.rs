//! The weeks that an exercise names: what a check looks at.

use crate::model::{Exercise, Start};
use crate::time::{SimDuration, Span};

/// No more than so many days after the last start are looked at.
const AFTERWARDS: SimDuration = SimDuration::from_days(14);
/// No more than a year is looked at, whatever the exercise names.
const LONGEST: SimDuration = SimDuration::from_days(366);

/// From the first instant at which the exercise may start until an incident that starts last is over, a whole
/// week at least.
pub fn check_window(exercise: &Exercise) -> Span {
    let (first, last) = match &exercise.scenario.start {
        Start::At(at) => (*at, *at),
        Start::During(window) => {
            let spans = window.spans();
            let first = spans
                .first()
                .map_or_else(|| window.zone.day_start(window.from), |span| span.start);
            let last = spans.last().map_or(first, |span| span.end);
            (first, last)
        }
    };
    let afterwards = exercise.horizon.min(AFTERWARDS).max(SimDuration::from_days(7));
    Span::new(first, (last + afterwards).min(first + LONGEST))
}
