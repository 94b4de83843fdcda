//! The schedule: rules on the clock on the wall, what is due, and calendars.

use icalendar::{Calendar, CalendarComponent, Component};
use outrun::conduct::schedule::{DueState, Occurrence, dueness, occurrences};
use outrun::document::{Assumptions, LoadOptions, MemoryLibrary, load, render};
use outrun::model::{Exercise, Schedule};
use outrun::report::schedule::{CalendarEntry, calendar};
use outrun::time::{SimDuration, WallTime, Zone, parse_instant};
use proptest::prelude::*;

const PLAN: &str = include_str!("histories/plan.ron");

/// The small exercise with a schedule.
fn exercise(schedule: &str) -> Exercise {
    let text = PLAN
        .replace("LIMIT", "20%")
        .replace("OBJECTIVE", "50%")
        .replace("Exercise(", &format!("Exercise(schedule: [{schedule}],"));
    let library = MemoryLibrary::new().with("demo/exercise.ron", text);
    let loaded = load("demo".as_ref(), &library, &LoadOptions::default())
        .unwrap_or_else(|found| panic!("{}", render(&found, false)));
    loaded.exercise("as-is", &Assumptions::default()).unwrap()
}

fn schedule(rule: &str, from: &str, zone: &str) -> Schedule {
    let written =
        format!(r#"Schedule(id: "s", how: Simulated, rule: "{rule}", from: "{from}", zone: "{zone}")"#);
    exercise(&written).schedule.remove(0)
}

/// The first few, as the clock on the wall shows them where they are.
fn first(rule: &str, from: &str, zone: &str, count: usize) -> Vec<String> {
    let schedule = schedule(rule, from, zone);
    let all = occurrences(&schedule).unwrap();
    all.take(count).map(|one| schedule.zone.rfc3339(one.at)).collect()
}

fn at(text: &str) -> WallTime {
    parse_instant(text, &Zone::utc()).unwrap()
}

#[test]
fn the_time_of_the_day_stays_over_changes_of_the_clock() {
    assert_eq!(
        first("FREQ=DAILY", "2026-03-27 09:00", "Europe/Berlin", 4),
        [
            "2026-03-27T09:00:00+01:00",
            "2026-03-28T09:00:00+01:00",
            "2026-03-29T09:00:00+02:00",
            "2026-03-30T09:00:00+02:00",
        ]
    );
    assert_eq!(
        first("FREQ=WEEKLY;BYDAY=SU", "2026-10-18 09:00", "America/New_York", 3),
        [
            "2026-10-18T09:00:00-04:00",
            "2026-10-25T09:00:00-04:00",
            "2026-11-01T09:00:00-05:00",
        ]
    );
}

#[test]
fn a_time_that_clocks_skip_is_later_and_one_that_comes_twice_is_the_first() {
    assert_eq!(
        first("FREQ=DAILY", "2026-03-28 02:30", "Europe/Berlin", 3),
        [
            "2026-03-28T02:30:00+01:00",
            "2026-03-29T03:30:00+02:00",
            "2026-03-30T02:30:00+02:00",
        ]
    );
    assert_eq!(
        first("FREQ=DAILY", "2026-10-24 02:30", "Europe/Berlin", 3),
        [
            "2026-10-24T02:30:00+02:00",
            "2026-10-25T02:30:00+02:00",
            "2026-10-26T02:30:00+01:00",
        ]
    );
}

#[test]
fn rules_mean_what_calendars_mean() {
    let days = |rule: &str, from: &str, count: usize| -> Vec<String> {
        let all = first(rule, from, "UTC", count);
        all.into_iter().map(|one| one[..10].to_owned()).collect()
    };
    // The second Tuesday of each quarter.
    assert_eq!(
        days("FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU", "2026-10-13 09:00", 3),
        ["2026-10-13", "2027-01-12", "2027-04-13"]
    );
    // A month without a 31st is left out, as RFC 5545 wants it.
    assert_eq!(
        days("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31 09:00", 3),
        ["2026-01-31", "2026-03-31", "2026-05-31"]
    );
    // The last working day.
    assert_eq!(
        days(
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2026-01-01 09:00",
            2
        ),
        ["2026-01-30", "2026-02-27"]
    );
    // The last day of the rule belongs to it, in the zone of the schedule.
    assert_eq!(
        first("FREQ=DAILY;UNTIL=20261003", "2026-10-01 23:30", "Asia/Kolkata", 9).len(),
        3
    );
    assert_eq!(days("FREQ=DAILY;COUNT=2", "2026-10-01 09:00", 9).len(), 2);
    // What never comes ends.
    assert!(days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-10-01 09:00", 9).is_empty());
}

#[test]
fn days_that_are_excepted_do_not_take_place() {
    let mut schedule = schedule("FREQ=DAILY", "2026-10-01 02:00", "Europe/Berlin");
    schedule.except = vec!["2026-10-02".parse().unwrap()];
    let all: Vec<String> = occurrences(&schedule)
        .unwrap()
        .take(2)
        .map(|one| one.local.to_string())
        .collect();
    assert_eq!(all, ["2026-10-01 02:00", "2026-10-03 02:00"]);
}

#[test]
fn what_was_played_is_not_due_until_the_next_time() {
    let mut nightly = schedule("FREQ=DAILY", "2026-10-01 02:00", "UTC");
    nightly.notice = vec![SimDuration::from_secs(3_600)];
    let state = |last: Option<&str>, now: &str| {
        let due = dueness(&nightly, last.map(at), at(now)).unwrap();
        (due.state, due.missed)
    };
    assert_eq!(state(None, "2026-09-30 12:00"), (DueState::Waiting, 0));
    assert_eq!(state(None, "2026-10-01 02:00"), (DueState::Due, 1));
    assert_eq!(state(None, "2026-10-02 01:59"), (DueState::Due, 1));
    assert_eq!(state(None, "2026-10-02 02:00"), (DueState::Overdue, 2));
    assert_eq!(
        state(Some("2026-10-01 02:10"), "2026-10-01 12:00"),
        (DueState::Waiting, 0)
    );
    assert_eq!(
        state(Some("2026-10-01 02:10"), "2026-10-02 01:30"),
        (DueState::Announced, 0)
    );
    assert_eq!(
        state(Some("2026-10-01 02:10"), "2026-10-02 02:30"),
        (DueState::Due, 1)
    );
    // Two hours are what it lasts: who played at one in the morning has played for two.
    assert_eq!(
        state(Some("2026-10-02 00:00"), "2026-10-02 02:30"),
        (DueState::Waiting, 0)
    );
    assert_eq!(
        state(Some("2026-10-01 23:59"), "2026-10-02 02:30"),
        (DueState::Due, 1)
    );
    let once = schedule("FREQ=DAILY;COUNT=1", "2026-10-01 02:00", "UTC");
    let over = dueness(&once, Some(at("2026-10-01 03:00")), at("2026-10-05 00:00")).unwrap();
    assert_eq!((over.state, over.next), (DueState::Over, None));
    let late = dueness(&once, None, at("2026-10-02 02:01")).unwrap();
    assert_eq!((late.state, late.missed), (DueState::Overdue, 1));
}

const QUARTERLY: &str = r#"Schedule(id: "quarterly", how: WithPeople, rule: "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU", from: "2026-10-13 09:30", zone: "Europe/Berlin", lasts: "3h", notice: ["3w", "1d"])"#;

/// A calendar of so many occurrences, with a title that would like to be more.
fn written(count: usize) -> String {
    let mut exercise = exercise(QUARTERLY);
    exercise.title = "Token; lost, \\ found\nBEGIN:VEVENT ü".into();
    let schedule = &exercise.schedule[0];
    let all: Vec<Occurrence> = occurrences(schedule).unwrap().take(count).collect();
    let entry = CalendarEntry {
        exercise: &exercise,
        schedule,
        occurrences: all,
    };
    calendar(&[entry], at("2026-10-01 00:00"))
}

#[test]
fn a_calendar_is_read_back_as_it_was_meant() {
    let text = written(2);
    let read: Calendar = text.parse().unwrap();
    let events: Vec<_> = read
        .components
        .iter()
        .filter_map(|one| match one {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .collect();
    assert_eq!(events.len(), 2, "{text}");
    let first = events[0];
    assert_eq!(first.property_value("DTSTART"), Some("20261013T073000Z"));
    assert_eq!(first.property_value("DTEND"), Some("20261013T103000Z"));
    assert_eq!(first.property_value("DTSTAMP"), Some("20261001T000000Z"));
    // In winter the same hour of Berlin is another of UTC.
    assert_eq!(events[1].property_value("DTSTART"), Some("20270112T083000Z"));
    assert_eq!(
        first.get_summary(),
        Some("Exercise: Token; lost, \\ found BEGIN:VEVENT ü")
    );
    assert_eq!(text.matches("BEGIN:VALARM").count(), 4, "{text}");
    assert!(text.contains("TRIGGER") && !text.contains("ATTENDEE"), "{text}");
    assert!(
        first
            .get_description()
            .unwrap()
            .contains("Tue 2026-10-13 09:30 in Europe/Berlin")
    );
    assert_ne!(first.get_uid(), events[1].get_uid());
    // Lines are as long as RFC 5545 lets them be.
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let _: Option<_> = first.get_start();
}

#[test]
fn a_calendar_that_is_written_again_has_the_same_events() {
    let uids = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("UID:"));
        lines.map(str::to_owned).collect()
    };
    // An event and its two alarms each.
    assert_eq!(uids(&written(3))[..6], uids(&written(2))[..]);
    insta::assert_snapshot!("calendar", written(1).replace("\r\n", "\n"));
}

proptest! {
    /// Whatever is accepted in a document can be laid out: the check of the text and the library agree.
    #[test]
    fn what_is_accepted_can_be_laid_out(
        frequency in prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        interval in 1..=1000,
        parts in prop::collection::btree_map(
            prop::sample::select(vec!["BYDAY", "BYMONTHDAY", "BYMONTH", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "WKST"]),
            prop::sample::select(vec!["1", "-1", "5", "31", "-31", "53", "MO", "2TU", "-1FR", "MO,TU,WE", "1,2,3", "12", "6MO", "-5TU", "-53FR", "366"]),
            0..4,
        ),
    ) {
        let mut rule = format!("FREQ={frequency};INTERVAL={interval}");
        for (name, value) in parts {
            rule.push_str(&format!(";{name}={value}"));
        }
        if rule.parse::<outrun::time::RecurrenceRule>().is_ok() {
            let mut schedule = schedule("FREQ=DAILY", "2026-10-01 02:00", "Europe/Berlin");
            schedule.rule = rule.parse().unwrap();
            let laid = occurrences(&schedule);
            prop_assert!(laid.is_ok(), "{rule}: {:?}", laid.err());
            let all: Vec<Occurrence> = laid.unwrap().take(20).collect();
            prop_assert!(all.is_sorted());
        }
    }
}
