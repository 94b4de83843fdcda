//! What holds for all calendars, rotas, windows and terms.

use outrun::time::{
    HandOff, Jurisdiction, Restriction, Rota, RotaLayer, Segment, SimDuration, Span, StartWindow, Term,
    TimeOfDay, WallTime, WeekHours, Weekday, WorkingCalendar, Zone, merge_spans, parse_span,
};
use proptest::collection::vec;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::select;

use super::{YEARS, berlin, date, zone};

fn holds(spans: &[Span], at: WallTime) -> bool {
    spans.iter().any(|span| span.contains(at))
}

fn a_zone() -> impl Strategy<Value = Zone> {
    (0..YEARS.len()).prop_map(|place| zone(YEARS.get(place).map_or("UTC", |year| year.0)))
}

fn a_time_of_day() -> impl Strategy<Value = TimeOfDay> {
    (0_u16..1_440).prop_map(|minutes| TimeOfDay::from_minutes(minutes).expect("in a day"))
}

fn a_weekday() -> impl Strategy<Value = Weekday> {
    select(&Weekday::ALL[..])
}

fn some_hours() -> impl Strategy<Value = WeekHours> {
    vec((a_weekday(), a_time_of_day(), a_time_of_day()), 0..8).prop_map(|ranges| {
        ranges
            .into_iter()
            .fold(WeekHours::never(), |hours, (day, from, to)| {
                hours.with(day, from, to)
            })
    })
}

/// Up to 60 days around the turn of 2011, when Apia skipped a day, or within 2026.
fn a_window() -> impl Strategy<Value = Span> {
    let (apia, later) = (1_322_700_000_000_i64, 1_767_225_600_000_i64);
    let start = prop_oneof![apia..apia + 3_000_000_000, later..later + 31_536_000_000];
    (start, 1_i64..60 * 86_400_000)
        .prop_map(|(start, ms)| Span::new(WallTime::from_millis(start), WallTime::from_millis(start + ms)))
}

fn a_hand_off() -> impl Strategy<Value = HandOff> {
    prop_oneof![
        (0_u32..50).prop_map(HandOff::Hours),
        (1_u32..10).prop_map(HandOff::Days),
        Just(HandOff::Weeks(1))
    ]
}

fn a_layer() -> impl Strategy<Value = RotaLayer<u8>> {
    let restriction =
        (a_time_of_day(), a_time_of_day()).prop_map(|(from, to)| Restriction::Daily { from, to });
    let parts = (
        vec(any::<Option<u8>>(), 0..4),
        0_i64..60,
        a_time_of_day(),
        a_hand_off(),
        vec(restriction, 0..3),
    );
    parts.prop_map(|(participants, day, time, hand_off, restrictions)| {
        let start = date("2011-12-01").plus_days(day).at(time);
        RotaLayer {
            participants,
            start,
            hand_off,
            restrictions,
            until: None,
        }
    })
}

fn at_in(segments: &[Segment<u8>], at: WallTime) -> Option<u8> {
    segments
        .iter()
        .rev()
        .find(|segment| segment.from <= at)
        .and_then(|segment| segment.holder)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_duration_reads_back(ms in 0_i64..=i64::MAX) {
        let duration = SimDuration::from_millis(ms);
        prop_assert_eq!(duration.to_string().parse::<SimDuration>(), Ok(duration));
        prop_assert_eq!(duration.to_string().replace(' ', "").parse::<SimDuration>(), Ok(duration));
    }

    #[test]
    fn reading_never_panics(text in ".{0,40}", times in "[-0-9:/TZ +.hmsdwP]{0,40}") {
        for text in [text, times] {
            let _ = text.parse::<SimDuration>();
            let _ = text.parse::<WeekHours>();
            let _ = text.parse::<TimeOfDay>();
            let _ = parse_span(&text, &berlin());
            let _ = Zone::parse(&text);
        }
    }

    #[test]
    fn hours_read_back(hours in some_hours()) {
        prop_assert_eq!(hours.to_string().parse::<WeekHours>(), Ok(hours));
    }

    #[test]
    fn local_times_come_back(zone in a_zone(), ms in 1_262_304_000_000_i64..1_893_456_000_000) {
        // An instant and what the wall shows then agree, but for the second reading of a time that comes twice.
        let at = WallTime::from_millis(ms);
        let resolved = zone.resolve(zone.to_local(at));
        prop_assert!(resolved <= at);
        prop_assert_eq!(zone.to_local(resolved), zone.to_local(at));
        prop_assert_eq!(zone.resolve_written(zone.to_local(at)), Ok(resolved));
    }

    #[test]
    fn shifts_are_sorted_disjoint_and_inside(zone in a_zone(), hours in some_hours(), window in a_window()) {
        let shifts = WorkingCalendar::ordinary(zone, hours).shifts(window);
        prop_assert!(shifts.iter().all(|shift| !shift.is_empty() && window.start <= shift.start && shift.end <= window.end));
        prop_assert!(shifts.windows(2).all(|pair| pair[0].end < pair[1].start));
    }

    #[test]
    fn a_window_cut_in_two_has_the_same_shifts(zone in a_zone(), hours in some_hours(), window in a_window(), at in 0.0..1.0_f64) {
        let calendar = WorkingCalendar::ordinary(zone, hours);
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any cut will do")]
        let cut = window.start + SimDuration::from_millis((window.duration().as_millis() as f64 * at) as i64);
        let mut pieces = calendar.shifts(Span::new(window.start, cut));
        pieces.extend(calendar.shifts(Span::new(cut, window.end)));
        prop_assert_eq!(merge_spans(pieces), calendar.shifts(window));
    }

    #[test]
    fn segments_partition_the_window(zone in a_zone(), layers in vec(a_layer(), 0..4), window in a_window()) {
        let rota = Rota { zone, layers, overrides: Vec::new() };
        let segments = rota.segments(window);
        prop_assert_eq!(segments[0].from, window.start);
        prop_assert!(segments.windows(2).all(|pair| pair[0].from < pair[1].from && pair[0].holder != pair[1].holder));
        prop_assert!(segments.iter().all(|segment| segment.from < window.end));
    }

    #[test]
    fn the_highest_layer_with_a_holder_wins(zone in a_zone(), layers in vec(a_layer(), 1..4), window in a_window()) {
        let alone = |layer: &RotaLayer<u8>| {
            Rota { zone: zone.clone(), layers: vec![layer.clone()], overrides: Vec::new() }.segments(window)
        };
        let each: Vec<_> = layers.iter().map(alone).collect();
        let together = Rota { zone: zone.clone(), layers, overrides: Vec::new() }.segments(window);
        for at in each.iter().flatten().chain(&together).map(|segment| segment.from) {
            let expected = each.iter().rev().find_map(|segments| at_in(segments, at));
            prop_assert_eq!(at_in(&together, at), expected);
        }
    }

    #[test]
    fn a_part_of_a_window_has_the_same_holders(zone in a_zone(), layers in vec(a_layer(), 1..3), window in a_window()) {
        let rota = Rota { zone, layers, overrides: Vec::new() };
        let whole = rota.segments(window);
        let middle = window.start + SimDuration::from_millis(window.duration().as_millis() / 2);
        for segment in rota.segments(Span::new(middle, window.end)) {
            prop_assert_eq!(at_in(&whole, segment.from), segment.holder);
        }
    }

    #[test]
    fn deadlines_grow_with_their_terms(zone in a_zone(), window in a_window(), n in 0_u32..400) {
        let law = Jurisdiction::ordinary(zone);
        for term in [Term::Hours, Term::CalendarDays, Term::BusinessDays, Term::Months] {
            let (shorter, longer) = (law.deadline(window.start, term(n)), law.deadline(window.start, term(n + 1)));
            prop_assert!(window.start <= shorter && shorter <= longer);
            prop_assert!(law.roll_to_noon(shorter) >= shorter);
        }
    }

    #[test]
    fn every_start_lies_in_the_window(zone in a_zone(), hours in some_hours(), first in 0_i64..300, days in 0_i64..30, word: u64) {
        let from = date("2026-01-01").plus_days(first);
        let window = StartWindow { zone, from, until: from.plus_days(days), hours };
        let starts = window.starts();
        prop_assert!(starts.is_empty() || holds(starts.spans(), starts.at_word(word)));
        prop_assert_eq!(window.at_word(word), starts.at_word(word));
    }
}
