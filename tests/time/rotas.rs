//! A rota resolves to one holder at every instant (O4, O6).

use outrun::time::{
    HandOff, LONGEST_WINDOW, Restriction, Rota, RotaLayer, RotaOverride, Segment, Span, WallTime, Weekday,
    Zone,
};

use super::{YEARS, berlin, clock, date, local, quarters, span, year, zone};

type Name = &'static str;

fn layer(participants: &[Name], start: &str, hand_off: HandOff) -> RotaLayer<Name> {
    let participants = participants
        .iter()
        .map(|name| (*name != "-").then_some(*name))
        .collect();
    RotaLayer {
        participants,
        start: local(start),
        hand_off,
        restrictions: Vec::new(),
        until: None,
    }
}

fn rota(layers: Vec<RotaLayer<Name>>) -> Rota<Name> {
    Rota {
        zone: berlin(),
        layers,
        overrides: Vec::new(),
    }
}

fn told<P: std::fmt::Display>(segments: &[Segment<P>], zone: &Zone) -> Vec<String> {
    let holder = |segment: &Segment<P>| {
        segment
            .holder
            .as_ref()
            .map_or("nobody".into(), ToString::to_string)
    };
    segments
        .iter()
        .map(|segment| format!("{} {}", zone.display(segment.from), holder(segment)))
        .collect()
}

#[test]
fn hand_offs_follow_the_wall_through_the_year() {
    for (name, number) in YEARS {
        let zone = zone(name);
        let start = local(&format!("{number}-01-03 09:00"));
        for (hand_off, hours) in [
            (HandOff::Weeks(1), 168),
            (HandOff::Days(1), 24),
            (HandOff::Hours(12), 12),
        ] {
            let layer = RotaLayer {
                participants: vec![Some(0_i64), Some(1), Some(2)],
                start,
                hand_off,
                restrictions: Vec::new(),
                until: None,
            };
            let rota = Rota {
                zone: zone.clone(),
                layers: vec![layer],
                overrides: Vec::new(),
            };
            let within = year(&zone, number);
            let segments = rota.segments(within);
            // The hand-off on the morning that Apia skipped comes a day later, as Compatible has it (O6).
            let late = Span::new(
                zone.resolve(local("2011-12-31 00:00")),
                zone.resolve(local("2011-12-31 09:00")),
            );
            let is_late = |at| name == "Pacific/Apia" && late.contains(at);
            for at in quarters(within).filter(|at| !is_late(*at)) {
                let reads = zone.to_local(at).millis_since(start);
                let expected = (reads >= 0).then(|| reads / (hours * 3_600_000) % 3);
                let last = segments.partition_point(|segment| segment.from <= at) - 1;
                assert_eq!(
                    segments[last].holder,
                    expected,
                    "{hand_off:?} in {name} at {}",
                    zone.display(at)
                );
            }
        }
    }
}

#[test]
fn later_layers_win_where_they_hold() {
    let mut nights = layer(&["nora", "-"], "2026-11-03 20:00", HandOff::Days(1));
    nights.restrictions.push(Restriction::Daily {
        from: clock("20:00"),
        to: clock("08:00"),
    });
    nights.until = Some(local("2026-11-06 02:00"));
    let empty = layer(&[], "2026-01-01", HandOff::Days(1));
    let rota = rota(vec![
        layer(&["ada", "ben"], "2026-11-02 09:00", HandOff::Days(2)),
        nights,
        empty,
    ]);
    let expected = [
        "Mon 2026-11-02 00:00 nobody",
        "Mon 2026-11-02 09:00 ada",
        "Tue 2026-11-03 20:00 nora",
        "Wed 2026-11-04 08:00 ada",
        "Wed 2026-11-04 09:00 ben",
        "Thu 2026-11-05 20:00 nora",
        "Fri 2026-11-06 02:00 ben",
        "Fri 2026-11-06 09:00 ada",
    ];
    assert_eq!(
        told(
            &rota.segments(span("2026-11-02/2026-11-07", &berlin())),
            &berlin()
        ),
        expected
    );
}

#[test]
fn a_hole_lets_lower_layers_through_and_nobody_else_fills_it() {
    let rota = rota(vec![layer(&["ada", "-"], "2026-11-02", HandOff::Days(1))]);
    let expected = [
        "Mon 2026-11-02 00:00 ada",
        "Tue 2026-11-03 00:00 nobody",
        "Wed 2026-11-04 00:00 ada",
    ];
    assert_eq!(
        told(
            &rota.segments(span("2026-11-02/2026-11-04", &berlin())),
            &berlin()
        ),
        expected
    );
}

#[test]
fn overrides_win_over_layers_and_later_ones_over_earlier() {
    let mut rota = rota(vec![layer(&["ada"], "2026-11-02", HandOff::Weeks(1))]);
    let agreed = |text: &str, who| RotaOverride {
        span: span(text, &berlin()),
        who,
    };
    rota.overrides.push(agreed("2026-11-03/2026-11-05", Some("ben")));
    rota.overrides
        .push(agreed("2026-11-04 12:00/2026-11-04 18:00", None));
    rota.overrides
        .push(agreed("2026-11-04 14:00/2026-11-04 15:00", Some("ada")));
    rota.overrides.push(agreed("2025-11-04", Some("eve")));
    let expected = [
        "Mon 2026-11-02 00:00 ada",
        "Tue 2026-11-03 00:00 ben",
        "Wed 2026-11-04 12:00 nobody",
        "Wed 2026-11-04 14:00 ada",
        "Wed 2026-11-04 15:00 nobody",
        "Wed 2026-11-04 18:00 ben",
        "Fri 2026-11-06 00:00 ada",
    ];
    assert_eq!(
        told(
            &rota.segments(span("2026-11-02/2026-11-08", &berlin())),
            &berlin()
        ),
        expected
    );
}

#[test]
fn restrictions_may_span_the_week() {
    let mut weekends = layer(&["wes"], "2026-01-01", HandOff::Weeks(1));
    weekends.restrictions = vec![
        Restriction::Weekly {
            from_day: Weekday::Fri,
            from: clock("18:00"),
            to_day: Weekday::Mon,
            to: clock("09:00"),
        },
        Restriction::OnDays {
            days: vec![Weekday::Wed],
            from: clock("22:00"),
            to: clock("02:00"),
        },
    ];
    let rota = rota(vec![layer(&["ada"], "2026-01-01", HandOff::Weeks(1)), weekends]);
    let expected = [
        "Sun 2026-03-29 00:00 wes",
        "Mon 2026-03-30 09:00 ada",
        "Wed 2026-04-01 22:00 wes",
        "Thu 2026-04-02 02:00 ada",
        "Fri 2026-04-03 18:00 wes",
    ];
    assert_eq!(
        told(
            &rota.segments(span("2026-03-29/2026-04-05", &berlin())),
            &berlin()
        ),
        expected
    );
    let same = Restriction::Weekly {
        from_day: Weekday::Mon,
        from: clock("09:00"),
        to_day: Weekday::Mon,
        to: clock("09:00"),
    };
    let mut all_week = layer(&["ada"], "2026-01-01", HandOff::Weeks(1));
    all_week.restrictions.push(same);
    let whole = Rota {
        zone: berlin(),
        layers: vec![all_week],
        overrides: Vec::new(),
    };
    assert_eq!(whole.segments(span("2026-03-01/2026-04-05", &berlin())).len(), 1);
}

#[test]
fn a_skipped_day_is_nobodys_turn() {
    let apia = zone("Pacific/Apia");
    let layer = layer(
        &["thu", "fri", "sat", "sun"],
        "2011-12-29 08:00",
        HandOff::Days(1),
    );
    let rota = Rota {
        zone: apia.clone(),
        layers: vec![layer],
        overrides: Vec::new(),
    };
    let expected = [
        "Thu 2011-12-29 00:00 nobody",
        "Thu 2011-12-29 08:00 thu",
        "Sat 2011-12-31 08:00 sat",
        "Sun 2012-01-01 08:00 sun",
    ];
    let within = Span::new(
        apia.day_start(date("2011-12-29")),
        apia.day_start(date("2012-01-02")),
    );
    assert_eq!(told(&rota.segments(within), &apia), expected);
}

#[test]
fn turns_are_not_counted_beyond_twenty_years() {
    let rota = rota(vec![layer(
        &["ada", "ben"],
        "2026-01-05 09:00",
        HandOff::Hours(1),
    )]);
    let start = berlin().day_start(date("2026-01-01"));
    let segments = rota.segments(Span::new(start, WallTime::MAX));
    let last = segments.last().expect("a window has segments");
    assert_eq!(last.holder, None);
    assert_eq!(last.from, start + LONGEST_WINDOW);
}
