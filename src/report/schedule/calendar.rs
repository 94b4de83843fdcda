//! A calendar for participants, as iCalendar (RFC 5545).
//!
//! Each occurrence is an event of its own, at its instant in UTC: so every program shows it at the time that the organisation means,
//! whatever it knows of zones and of hours that clocks skip. An event is known again by its day, so that a calendar that is
//! written anew moves events, and makes none double.

use chrono::{DateTime, Duration, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus};

use crate::conduct::schedule::Occurrence;
use crate::document::sha256;
use crate::model::{Exercise, Schedule};
use crate::time::WallTime;

use super::due_document::{how, owners};

/// A schedule, and the occurrences that are to be written.
#[derive(Clone, Debug)]
pub struct CalendarEntry<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// The occurrences.
    pub occurrences: Vec<Occurrence>,
}

/// The calendar, as of an instant.
pub fn calendar(entries: &[CalendarEntry<'_>], written: WallTime) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Exercises");
    calendar.append_property(("PRODID", "-//Outrun//Exercises//EN"));
    for entry in entries {
        for one in &entry.occurrences {
            calendar.push(event(entry, *one, written));
        }
    }
    calendar.done().to_string()
}

fn event(entry: &CalendarEntry<'_>, one: Occurrence, written: WallTime) -> Event {
    let CalendarEntry {
        exercise, schedule, ..
    } = entry;
    let mut event = Event::new();
    event
        .uid(&uid(exercise, schedule, one))
        .summary(&line(&format!("Exercise: {}", exercise.title)))
        .description(&description(exercise, schedule, one))
        .timestamp(instant(written))
        .starts(instant(one.at))
        .ends(instant(one.at + schedule.lasts))
        .status(EventStatus::Confirmed)
        .add_property("CATEGORIES", "EXERCISE");
    let id = uid(exercise, schedule, one);
    for notice in &schedule.notice {
        let before = Duration::milliseconds(notice.as_millis());
        let title = line(&format!("Exercise: {}", exercise.title));
        let mut alarm = Alarm::display(&title, -before);
        // The library would draw an id and read the clock: the same exercise would be another calendar each time.
        alarm
            .uid(&format!("{}-{id}", before.num_minutes()))
            .timestamp(instant(written));
        event.alarm(alarm.done());
    }
    event.done()
}

/// The same for the same day of the same schedule, whatever its time, its title and the machine.
fn uid(exercise: &Exercise, schedule: &Schedule, one: Occurrence) -> String {
    let of = format!("{}\u{0}{}\u{0}{}", exercise.id, schedule.id, one.local.date());
    let mut id = sha256(of.as_bytes());
    id.truncate(32);
    format!("{id}@outrun")
}

fn description(exercise: &Exercise, schedule: &Schedule, one: Occurrence) -> String {
    let mut lines = vec![
        format!("{} ({})", exercise.title, how(schedule.how)),
        format!("When: {} in {}", schedule.zone.display(one.at), schedule.zone),
    ];
    let owners = owners(exercise, schedule);
    if !owners.is_empty() {
        lines.push(format!("Owned by: {}", owners.join(", ")));
    }
    lines.push(format!("Recurs: {}", schedule.rule));
    lines.push("THIS IS AN EXERCISE".to_owned());
    let lines: Vec<String> = lines.iter().map(|text| line(text)).collect();
    lines.join("\n")
}

/// Titles are untrusted: nothing in them begins a line of its own.
fn line(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

fn instant(at: WallTime) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.as_millis()).unwrap_or_default()
}
