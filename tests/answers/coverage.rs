//! Coverage looks at every quarter hour, through every change of clocks, and says who.

use outrun::check::{Coverage, QUARTERS_OF_A_WEEK};
use outrun::model::Decision;
use outrun::report::coverage_svg;
use outrun::report::terminal::{Canvas, coverage};
use outrun::time::{SimDuration, Span, TimeOfDay, WallTime, Weekday, parse_instant};

use super::{document, outrun, printed};
use crate::cli::{status, text};
use crate::small::exercise;

/// One who works on weekdays, asked alone; clocks go forward on the second Sunday, and one Wednesday is a holiday.
const DESK: &str = r#"Exercise(
    organisation: Organisation(zone: "Europe/Berlin",
        people: [Person(id: "ann", hours: "Mon-Fri 09:00-17:00", holidays: "local", can: All, knows: All, reach: "punctual")],
        profiles: [Profile(id: "punctual", on_shift: Answer(answers: 1.0, after: "5m"), on_call: Answer(answers: 0.0, after: "0s"), off: Answer(answers: 0.0, after: "0s"), relook: None, unreachable: 0.0)],
        holidays: { "local": ["2026-03-25"] }),
    estate: Estate(nodes: [Node(id: "key", kind: "api-key", owner: Person("ann"))], edges: []),
    playbook: Playbook(rights: [Right(id: "stop", decision: Contain, decider: [Step(who: Person("ann"), within: "30m")], decide_work: "0s", exhausted: Hold)]),
    scenario: Scenario(incident: "leak", entry: ["key"], starts: During(from: "2026-03-16", until: "2026-03-29", zone: "Europe/Berlin")),
    horizon: "7d",
)"#;

fn time(hour: u8, minute: u8) -> TimeOfDay {
    TimeOfDay::new(hour, minute).expect("a time")
}

#[test]
fn every_quarter_hour_is_told_to_the_millisecond() {
    let exercise = exercise(DESK);
    let of = Coverage::of(&exercise);
    let row = of
        .rows
        .iter()
        .find(|row| row.decision == Decision::Contain)
        .expect("a row");
    assert_eq!(row.week.len(), QUARTERS_OF_A_WEEK);
    let cell = |day, at| row.week[Coverage::cell(day, at)];
    // At work: five minutes, and no longer.
    let noon = cell(Weekday::Thu, time(12, 0));
    assert_eq!((noon.uncovered, noon.worst.mean), (0, SimDuration::from_mins(5)));
    assert_eq!(noon.bound, Some(SimDuration::from_mins(5)));
    // On the holiday nobody comes before Thursday.
    let wednesday = cell(Weekday::Wed, time(12, 0));
    assert_eq!((wednesday.weeks, wednesday.uncovered), (3, 1));
    assert_eq!(wednesday.bound, Some(SimDuration::from_mins(21 * 60 + 5)));
    assert_eq!(
        exercise.scenario.zone.display(wednesday.worst_at),
        "Wed 2026-03-25 12:00"
    );
    // On Sunday the 29th there is no half past two, and the night is an hour shorter.
    assert_eq!(cell(Weekday::Sun, time(2, 30)).weeks, 2);
    assert_eq!(cell(Weekday::Sun, time(3, 0)).weeks, 3);
    let saturday = cell(Weekday::Sat, time(12, 0));
    assert_eq!(saturday.worst.earliest, Some(SimDuration::from_mins(45 * 60)));
    assert_eq!(saturday.worst.latest, Some(SimDuration::from_mins(45 * 60 + 5)));
}

#[test]
fn gaps_are_the_hours_outside_shifts() {
    let exercise = exercise(DESK);
    let of = Coverage::of(&exercise);
    let row = &of.rows[0];
    let at = |text: &str| -> WallTime { parse_instant(text, &exercise.scenario.zone).expect("an instant") };
    let holiday = Span::new(at("2026-03-24 17:00"), at("2026-03-26 09:00"));
    assert!(row.gaps.contains(&holiday), "{:?}", row.gaps);
    let changed = Span::new(at("2026-03-27 17:00"), at("2026-03-30 09:00"));
    assert!(row.gaps.contains(&changed), "{:?}", row.gaps);
    assert_eq!(
        changed.duration(),
        SimDuration::from_hours(63),
        "an hour less than on other weekends"
    );
}

#[test]
fn the_map_reads_without_colour() {
    let exercise = exercise(DESK);
    let mut canvas = Canvas::new(80, false);
    coverage(&exercise, &Coverage::of(&exercise), true, &mut canvas);
    let screen = canvas.finish();
    assert!(!screen.contains('\u{1b}'));
    insta::assert_snapshot!(screen);
}

#[test]
fn the_picture_is_well_formed_and_has_every_row() {
    let exercise = exercise(&DESK.replace("\"key\"", "\"<key> & co\""));
    let svg = coverage_svg(&exercise, &Coverage::of(&exercise));
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("&lt;key&gt; &amp; co"), "{svg}");
    assert_eq!(
        svg.matches("class=\"head\"").count(),
        Coverage::of(&exercise).rows.len()
    );
}

const PLAIN: &str = "tests/findings/plain.ron";

#[test]
fn the_document_is_as_its_schema_says_and_names_people_only_when_asked() {
    let of = document("coverage", &["show", "--coverage", PLAIN, "--format", "json"]);
    assert_eq!(of["rows"][0]["decision"], "contain");
    assert_eq!(
        of["rows"][0]["week"].as_array().map(Vec::len),
        Some(QUARTERS_OF_A_WEEK)
    );
    assert!(
        !of.to_string().contains("\"ana\""),
        "people are named only in cells"
    );
    let of = document(
        "coverage",
        &[
            "show",
            "--coverage",
            PLAIN,
            "--format",
            "json",
            "--cell",
            "Sun 03:00",
        ],
    );
    assert_eq!(of["cell"]["quarter"], "Sun 03:00");
    assert!(of["cell"].to_string().contains("\"ana\""));
    let screen = printed(&["show", "--coverage", PLAIN, "--cell", "Sun 03:00"]);
    assert!(screen.contains("rota first"), "{screen}");
}

#[test]
fn what_cannot_be_meant_is_refused() {
    for arguments in [
        &["show", "--coverage", PLAIN, "--cell", "someday"][..],
        &["show", "--coverage", PLAIN, "--output", "map.bmp"],
        &["show", PLAIN, "--cell", "Sun 03:00"],
        &["show", PLAIN, "--output", "all.json"],
    ] {
        let output = outrun(arguments);
        assert_eq!(status(&output), 2, "{}", text(&output.stderr));
    }
}
