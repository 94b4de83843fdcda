//! Shifts follow the clock on the wall (O2, O6, K5).

use outrun::time::{SimDuration, Span, TimeOfDay, WallTime, WeekHours, WorkingCalendar, Zone, parse_instant};

use super::{YEARS, berlin, date, hours, quarters, shown, span, year, zone};

/// Whether somebody who looks at the wall at `at` reads a time within `hours`.
fn by_the_wall(hours: &WeekHours, zone: &Zone, at: WallTime) -> bool {
    let now = zone.to_local(at);
    let (today, yesterday) = (now.weekday(), now.date().plus_days(-1).weekday());
    let minute = now.time_of_day();
    let begun_today = hours
        .ranges(today)
        .iter()
        .any(|&(from, to)| from <= minute && (minute < to || to <= from));
    let begun_yesterday = hours
        .ranges(yesterday)
        .iter()
        .any(|&(from, to)| to <= from && minute < to);
    begun_today || begun_yesterday
}

#[test]
fn shifts_follow_the_wall_in_every_quarter_of_an_hour_of_the_year() {
    for (name, number) in YEARS {
        let zone = zone(name);
        let within = year(&zone, number);
        for text in [
            "09:00-18:00",
            "22:00-06:00",
            "always",
            "never",
            "Mon-Fri 09:00-12:30, 13:15-18:00",
            "Fri-Sun 20:00-08:00",
        ] {
            // A Friday that Apia skipped is a test of its own.
            if name == "Pacific/Apia" && text.contains("Fri") {
                continue;
            }
            let hours = hours(text);
            let shifts = WorkingCalendar::ordinary(zone.clone(), hours.clone()).shifts(within);
            let mut upcoming = shifts.iter().peekable();
            for at in quarters(within) {
                while upcoming.next_if(|shift| shift.end <= at).is_some() {}
                let on = upcoming.peek().is_some_and(|shift| shift.contains(at));
                assert_eq!(
                    on,
                    by_the_wall(&hours, &zone, at),
                    "{text} in {name} at {}",
                    zone.display(at)
                );
            }
        }
    }
}

#[test]
fn a_night_shift_lasts_as_long_as_the_night() {
    for (day, lasts) in [("2026-03-27", 8), ("2026-03-28", 7), ("2026-10-24", 9)] {
        let calendar = WorkingCalendar::ordinary(berlin(), hours("22:00-06:00"));
        let noon = berlin().resolve(date(day).at(TimeOfDay::NOON));
        let shifts = calendar.shifts(Span::new(noon, noon + SimDuration::from_hours(24)));
        let lengths: Vec<i64> = shifts.iter().map(|shift| shift.duration().as_millis()).collect();
        assert_eq!(lengths, [lasts * 3_600_000], "{day}");
    }
    // In Lord Howe clocks change by half an hour.
    let howe = zone("Australia/Lord_Howe");
    let calendar = WorkingCalendar::ordinary(howe.clone(), hours("22:00-06:00"));
    let shifts = calendar.shifts(span("2026-10-03 12:00/2026-10-04 12:00", &howe));
    assert_eq!(
        shifts.iter().map(Span::duration).sum::<SimDuration>().to_string(),
        "7h 30m"
    );
}

#[test]
fn shifts_at_the_change_itself_are_resolved_as_compatible() {
    let shifts = |text: &str, day: &str| {
        shown(
            &WorkingCalendar::ordinary(berlin(), hours(text)).shifts(span(day, &berlin())),
            &berlin(),
        )
    };
    assert_eq!(
        shifts("02:15-03:45", "2026-03-29"),
        ["Sun 2026-03-29 03:15 to Sun 2026-03-29 03:45"]
    );
    assert_eq!(shifts("02:15-03:00", "2026-03-29"), Vec::<String>::new());
    assert_eq!(
        shifts("02:15-02:45", "2026-10-25"),
        ["Sun 2026-10-25 02:15 to Sun 2026-10-25 02:45"]
    );
    let twice =
        WorkingCalendar::ordinary(berlin(), hours("02:15-03:00")).shifts(span("2026-10-25", &berlin()));
    assert_eq!(
        twice.iter().map(Span::duration).sum::<SimDuration>().to_string(),
        "1h 45m"
    );
}

#[test]
fn the_friday_that_apia_skipped_is_worked_on_the_saturday_that_came_instead() {
    // O6 to the letter: each of its times is as much later as clocks skipped, a day.
    let apia = zone("Pacific/Apia");
    let shifts = WorkingCalendar::ordinary(apia.clone(), hours("Mon-Fri 09:00-18:00")).shifts(Span::new(
        apia.day_start(date("2011-12-29")),
        apia.day_start(date("2012-01-03")),
    ));
    let expected = [
        "Thu 2011-12-29 09:00 to Thu 2011-12-29 18:00",
        "Sat 2011-12-31 09:00 to Sat 2011-12-31 18:00",
        "Mon 2012-01-02 09:00 to Mon 2012-01-02 18:00",
    ];
    assert_eq!(shown(&shifts, &apia), expected);
}

#[test]
fn a_holiday_strikes_the_shifts_that_start_that_day() {
    let mut calendar = WorkingCalendar::ordinary(berlin(), hours("22:00-06:00"));
    calendar.holidays.push(date("2026-05-01"));
    let within = span("2026-04-30 12:00/2026-05-03 00:00", &berlin());
    let expected = [
        "Thu 2026-04-30 22:00 to Fri 2026-05-01 06:00",
        "Sat 2026-05-02 22:00 to Sun 2026-05-03 00:00",
    ];
    assert_eq!(shown(&calendar.shifts(within), &berlin()), expected);
}

#[test]
fn adjoining_and_overlapping_shifts_are_one_and_absences_cut_them() {
    let mut calendar = WorkingCalendar::ordinary(
        berlin(),
        hours("Mon 18:00-24:00; Tue 00:00-06:00, 05:00-08:00; Wed 09:00-17:00"),
    );
    let within = span("2026-11-02/2026-11-08", &berlin());
    let written = [
        "Mon 2026-11-02 18:00 to Tue 2026-11-03 08:00",
        "Wed 2026-11-04 09:00 to Wed 2026-11-04 17:00",
    ];
    assert_eq!(shown(&calendar.shifts(within), &berlin()), written);
    calendar
        .absences
        .push(span("2026-11-04 12:00/2026-11-04 13:00", &berlin()));
    calendar.absences.push(span("2026-11-02", &berlin()));
    let worked = [
        "Tue 2026-11-03 00:00 to Tue 2026-11-03 08:00",
        "Wed 2026-11-04 09:00 to Wed 2026-11-04 12:00",
        "Wed 2026-11-04 13:00 to Wed 2026-11-04 17:00",
    ];
    assert_eq!(shown(&calendar.shifts(within), &berlin()), written);
    assert_eq!(shown(&calendar.on_shift(within), &berlin()), worked);
}

#[test]
fn from_friday_evening_to_monday_morning_is_by_the_local_clock() {
    // K5, on both weekends on which clocks change, and on one on which they do not.
    let changes = [
        ("Europe/Berlin", "2026-03-27 18:00", 62),
        ("Europe/Berlin", "2026-06-12 18:00", 63),
        ("Europe/Berlin", "2026-10-23 18:00", 64),
        ("America/New_York", "2026-03-06 18:00", 62),
        ("America/New_York", "2026-10-30 18:00", 64),
        ("Asia/Kolkata", "2026-03-27 18:00", 63),
    ];
    for (name, friday, waits) in changes {
        let zone = zone(name);
        let paged = parse_instant(friday, &zone).expect(friday);
        let calendar = WorkingCalendar::ordinary(zone.clone(), hours("Mon-Fri 09:00-18:00"));
        let next = calendar.shifts(Span::new(paged, paged + SimDuration::from_days(7)))[0].start;
        assert!(zone.display(next).starts_with("Mon ") && zone.display(next).ends_with(" 09:00"));
        assert_eq!(next - paged, waits * 3_600_000, "{name} {friday}");
    }
}

#[test]
fn nothing_is_generated_beyond_twenty_years() {
    let calendar = WorkingCalendar::ordinary(berlin(), hours("Mon 09:00-18:00"));
    let endless = Span::new(WallTime::MIN, WallTime::MAX);
    assert!(calendar.shifts(endless).len() < 1_100);
    let start = berlin().day_start(date("2026-01-01"));
    let last = calendar
        .shifts(Span::new(start, WallTime::MAX))
        .pop()
        .expect("shifts");
    assert!(berlin().display(last.end).contains("2046"));
    assert_eq!(calendar.shifts(Span::new(start, start)), Vec::new());
}

#[test]
fn a_night_shift_into_a_skipped_day_ends_on_the_day_that_came_instead() {
    let apia = zone("Pacific/Apia");
    let calendar = WorkingCalendar::ordinary(apia.clone(), hours("Thu 22:00-06:00"));
    let shifts = calendar.shifts(span("2011-12-31 01:00/2012-01-01 12:00", &apia));
    assert_eq!(
        shown(&shifts, &apia),
        ["Sat 2011-12-31 01:00 to Sat 2011-12-31 06:00"]
    );
}
