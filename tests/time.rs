//! Hours are local: shifts, rotas and terms follow the clock on the wall through every change of it (O2, O4, O6, L2, K5).

mod laws;
mod rotas;
mod shifts;
mod starts;
mod terms;

use outrun::time::{
    Date, LocalDateTime, SimDuration, Span, TimeOfDay, WallTime, WeekHours, Zone, parse_date,
    parse_local_datetime, parse_span,
};

/// A zone and a year in which its clocks do something worth a test: change, change by half an hour, never, or skip a day.
const YEARS: [(&str, i16); 6] = [
    ("Europe/Berlin", 2026),
    ("America/New_York", 2026),
    ("Asia/Kolkata", 2026),
    ("Australia/Lord_Howe", 2026),
    ("Pacific/Apia", 2011),
    ("America/Santiago", 2026),
];

fn zone(name: &str) -> Zone {
    Zone::parse(name).expect(name)
}

fn berlin() -> Zone {
    zone("Europe/Berlin")
}

fn date(text: &str) -> Date {
    parse_date(text).expect(text)
}

fn local(text: &str) -> LocalDateTime {
    parse_local_datetime(text).expect(text)
}

fn clock(text: &str) -> TimeOfDay {
    text.parse().expect(text)
}

fn hours(text: &str) -> WeekHours {
    text.parse().expect(text)
}

fn span(text: &str, zone: &Zone) -> Span {
    parse_span(text, zone).expect(text)
}

fn year(zone: &Zone, year: i16) -> Span {
    let first = |year| zone.day_start(Date::new(year, 1, 1).expect("a first of January"));
    Span::new(first(year), first(year + 1))
}

/// The instants of `within` a quarter of an hour apart.
fn quarters(within: Span) -> impl Iterator<Item = WallTime> {
    let count = within.duration().as_millis() / 900_000;
    (0..count).map(move |n| within.start + SimDuration::from_mins(15 * n))
}

fn shown(spans: &[Span], zone: &Zone) -> Vec<String> {
    spans
        .iter()
        .map(|span| format!("{} to {}", zone.display(span.start), zone.display(span.end)))
        .collect()
}
