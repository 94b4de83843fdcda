//! An exercise starts within its hours and dates (T1).

use outrun::time::{SimDuration, StartWindow};

use super::{berlin, date, hours, shown};

#[test]
fn an_exercise_starts_within_its_hours_and_dates() {
    let weekends = StartWindow {
        zone: berlin(),
        from: date("2026-10-23"),
        until: date("2026-10-25"),
        hours: hours("weekends 20:00-04:00"),
    };
    let expected = [
        "Sat 2026-10-24 20:00 to Sun 2026-10-25 04:00",
        "Sun 2026-10-25 20:00 to Mon 2026-10-26 00:00",
    ];
    assert_eq!(shown(&weekends.spans(), &berlin()), expected);
    let (first, last) = (weekends.spans()[0].start, weekends.spans()[1].end);
    assert_eq!(weekends.at_word(0), first);
    assert_eq!(weekends.at_word(u64::MAX), last - SimDuration::from_millis(1));
    // The night of the change has nine hours, so nine thirteenths of the starts fall into it.
    let second = weekends.spans()[1].start;
    assert_eq!(weekends.at(9.0 / 13.0 + 1e-9), second);
    assert_eq!(weekends.at(0.5), first + SimDuration::from_mins(13 * 30));
    assert_eq!(weekends.at(0.5), weekends.at_word(1 << 63));
    assert_eq!(weekends.at(f64::NAN), first);
}

#[test]
fn an_empty_window_is_known_as_such() {
    let never = StartWindow {
        zone: berlin(),
        from: date("2026-10-26"),
        until: date("2026-10-30"),
        hours: hours("Sat 09:00-10:00"),
    };
    assert!(never.starts().is_empty());
    assert_eq!(never.at_word(7), berlin().day_start(date("2026-10-26")));
}
