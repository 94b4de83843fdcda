//! The small languages inside quotation marks. Shared with `tests/fuzzed.rs`.
//!
//! The bytes are a text, every parser reads it, and what is read must be the same after being written and read again.
//! Objectives need an exercise around them and stand in one; so do selectors of hours and spans in a zone: a first
//! line of `@Europe/Berlin` names the zone, which is otherwise one that crossed the date line.

use std::path::Path;

use outrun::chance::Probability;
use outrun::document::{LoadOptions, MemoryLibrary, load};
use outrun::time::{
    Date, SimDuration, Span, StartWindow, TimeOfDay, WeekHours, Weekday, Zone, parse_date, parse_date_range,
    parse_instant, parse_local_datetime, parse_span,
};

/// Longer texts are cut: nobody writes them, and the fuzzer would only repeat itself.
const LONGEST: usize = 2_000;

/// Reads the bytes with every parser of small texts.
pub(crate) fn read_all(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes.get(..LONGEST).unwrap_or(bytes));
    let (zone, text) = zone_and_text(&text);
    durations(text);
    hours(text, &zone);
    instants(text, &zone);
    probability(text);
    let _ = text.parse::<Weekday>();
    let _ = text.parse::<TimeOfDay>();
    let _ = Zone::parse(text);
    // Loading takes far longer than all the rest.
    if text.contains(['<', '>']) {
        objective(text);
    }
}

fn zone_and_text(text: &str) -> (Zone, &str) {
    let named = text
        .strip_prefix('@')
        .and_then(|text| text.split_once('\n'))
        .and_then(|(name, rest)| Some((Zone::parse(name).ok()?, rest)));
    named.unwrap_or_else(|| (Zone::parse("Pacific/Apia").expect("bundled"), text))
}

fn durations(text: &str) {
    let Ok(read) = text.parse::<SimDuration>() else {
        return;
    };
    assert_eq!(read.to_string().parse(), Ok(read), "{text:?}");
}

fn probability(text: &str) {
    let Ok(read) = text.parse::<Probability>() else {
        return;
    };
    assert_eq!(read.to_string().parse(), Ok(read), "{text:?}");
}

fn hours(text: &str, zone: &Zone) {
    let Ok(read) = text.parse::<WeekHours>() else {
        return;
    };
    assert_eq!(read.to_string().parse(), Ok(read.clone()), "{text:?}");
    let window = StartWindow {
        zone: zone.clone(),
        from: Date::new(2011, 12, 20).expect("a day"),
        until: Date::new(2012, 1, 10).expect("a day"),
        hours: read,
    };
    assert_sorted(&window.spans());
    let starts = window.starts();
    for word in [0, u64::MAX / 3, u64::MAX] {
        let at = starts.at_word(word);
        assert!(starts.is_empty() || starts.spans().iter().any(|span| span.contains(at)));
    }
}

fn assert_sorted(spans: &[Span]) {
    assert!(spans.iter().all(|span| !span.is_empty()));
    assert!(spans.windows(2).all(|two| two[0].end < two[1].start), "{spans:?}");
}

fn instants(text: &str, zone: &Zone) {
    let _ = parse_date(text);
    let _ = parse_local_datetime(text);
    if let Ok(range) = parse_date_range(text) {
        assert!(range.first <= range.last && range.contains(range.first));
        let _ = range.span(zone);
    }
    if let Ok(at) = parse_instant(text, zone) {
        let _ = (zone.display(at), zone.rfc3339(at));
    }
    if let Ok(span) = parse_span(text, zone) {
        assert!(!span.is_empty(), "{text:?}");
    }
}

/// An objective in the smallest exercise that can hold one.
fn objective(text: &str) {
    let exercise = format!(
        "Exercise(organisation: Organisation(zone: \"UTC\"), estate: Estate(nodes: [Node(id: \"t\", kind: \"ci-token\")]),
        scenario: Scenario(incident: \"leak\", entry: \"t\", starts: At(\"2026-10-03 02:30\"),
        requests: [Request(id: \"GDPR\", decision: Notify)],
        clocks: [Clock(id: \"gdpr-33\", stages: [Stage(id: \"authority\", within: \"72h\", submission: \"GDPR\")])]),
        objectives: [{text:?}])"
    );
    let library = MemoryLibrary::new().with("x/exercise.ron", exercise);
    match load(Path::new("x"), &library, &LoadOptions::default()) {
        Ok(_) => {}
        Err(found) => assert!(!found.is_empty(), "refused without a reason"),
    }
}
