//! Legal clocks, each rule of L2 by a case worked out by hand.
//!
//! The incident starts on Tuesday 3 March 2026 at 10:00 in Berlin and is declared at once; from then on everybody works on
//! what is theirs: `tell` (notify), `classify` (communicate) and `report` (disclose) are executed when their work ends.

use outrun::measure::estimate::Value;
use outrun::measure::{Column, Layout, value};

use crate::small::{World, exercise, played};

/// What is executed when: the hours of work of each request, where it is made at all.
#[derive(Clone, Copy)]
struct Works {
    tell: &'static str,
    classify: &'static str,
    report: &'static str,
}

const WORKS: Works = Works {
    tell: "5h",
    classify: "2h",
    report: "30h",
};

/// The value of the first stage, or of the last of several.
fn outcome(works: Works, clocks: &str) -> Value {
    outcome_of(&world(works), clocks, "14d")
}

fn world(works: Works) -> World {
    let right = |id: &str, decision: &str, who: &str, work: &str| {
        format!(
            r#"Right(id: "{id}", decision: {decision}, standing: true, executor: Person("{who}"), execution_work: "{work}")"#
        )
    };
    let rights = [
        right("tell", "Notify", "ann", works.tell),
        right("classify", "Communicate", "bob", works.classify),
        right("report", "Disclose", "cem", works.report),
    ];
    World {
        people: r#"Person(id: "ann", hours: "always", can: All, knows: All, reach: "instant"),
            Person(id: "bob", hours: "always", can: All, knows: All, reach: "instant"),
            Person(id: "cem", hours: "always", can: All, knows: All, reach: "instant")"#,
        rights: rights.join(", "),
        playbook: r#"longest_stretch: "100d","#.to_owned(),
        ..World::default()
    }
}

fn outcome_of(world: &World, clocks: &str, horizon: &str) -> Value {
    let parts = format!(
        r#"requests: [Request(id: "tell", decision: Notify, on: Declared), Request(id: "classify", decision: Communicate, on: Declared),
            Request(id: "report", decision: Disclose, on: Declared), Request(id: "never", decision: Notify, on: MediaAttention)],
        clocks: [Clock(id: "law", {clocks})], attacker:"#
    );
    let text = world.text().replace("attacker:", &parts);
    let text = text.replacen("Exercise(", &format!("Exercise(horizon: \"{horizon}\","), 1);
    let exercise = exercise(&text);
    let layout = Layout::new(&exercise);
    let rows = &played(std::slice::from_ref(&exercise), 1..2, 1)[0].incidents;
    let mut stages = layout.columns().iter().rev();
    let last = stages.find(|column| matches!(column, Column::Stage(_)));
    let last = last.expect("a stage");
    value(rows.cells(&layout, *last).next().expect("a replication"))
}

/// One stage with a term from awareness.
fn within(term: &str) -> String {
    format!(r#"stages: [Stage(id: "one", within: {term}, submission: "tell")]"#)
}

const MET: Value = Value::Observed(1);
const MISSED: Value = Value::Observed(0);

#[test]
fn hours_elapse_and_the_last_millisecond_counts() {
    assert_eq!(outcome(WORKS, &within("\"5h\"")), MET, "executed at the deadline");
    assert_eq!(outcome(WORKS, &within("\"4h\"")), MISSED);
    let late = Works {
        tell: "5h 1s",
        ..WORKS
    };
    assert_eq!(outcome(late, &within("Hours(5)")), MISSED);
}

#[test]
fn days_end_at_the_midnight_after_the_nth_following_day() {
    // From Tuesday 10:00 to the midnight after Wednesday: 38 hours.
    for (tell, met) in [("38h", MET), ("38h 1s", MISSED)] {
        assert_eq!(
            outcome(Works { tell, ..WORKS }, &within("Days(1)")),
            met,
            "{tell}"
        );
    }
    // Three business days later is Friday, four are Monday: its midnight is 158 hours away.
    for (tell, met) in [("158h", MET), ("158h 1s", MISSED)] {
        let works = Works { tell, ..WORKS };
        assert_eq!(outcome(works, &within("BusinessDays(4)")), met, "{tell}");
    }
}

#[test]
fn months_end_with_their_last_day() {
    // To the midnight after 3 April: 31 days and 14 hours, of which the change of clocks on 29 March takes one.
    for (tell, met) in [("757h", MET), ("757h 1s", MISSED)] {
        let found = outcome_of(&world(Works { tell, ..WORKS }), &within("Months(1)"), "60d");
        assert_eq!(found, met, "{tell}");
    }
}

#[test]
fn awareness_waits_for_a_known_node_of_the_regime() {
    let tagged = |sensor: &str| World {
        nodes: format!(
            r#"Node(id: "n0", kind: "token", residual: "0s", sensor: Sensor(chance: 1.0, delay: "0s")),
            Node(id: "n1", kind: "token", residual: "0s", tags: ["pii"], sensor: {sensor})"#
        ),
        entry: r#"["n0", "n1"]"#.to_owned(),
        ..world(WORKS)
    };
    let clock = format!(r#"tag: "pii", {}"#, within("\"2h\""));
    let found = tagged(r#"Sensor(chance: 1.0, delay: "3h")"#);
    assert_eq!(
        outcome_of(&found, &clock, "14d"),
        MET,
        "known after 3 h, told at 5 h"
    );
    let found = tagged(r#"Sensor(chance: 1.0, delay: "2h")"#);
    assert_eq!(
        outcome_of(&found, &clock, "14d"),
        MISSED,
        "known after 2 h, told at 5 h"
    );
    assert_eq!(
        outcome_of(&tagged("None"), &clock, "14d"),
        Value::NotApplicable,
        "never known"
    );
    let untagged = within("\"2h\"");
    assert_eq!(
        outcome_of(&tagged("None"), &untagged, "14d"),
        MISSED,
        "without a tag the declaration counts"
    );
}

#[test]
fn a_stage_may_start_from_the_one_before() {
    let two = |first: &str| {
        format!(
            r#"stages: [Stage(id: "one", within: "72h", submission: "{first}"),
            Stage(id: "two", starts: Submission("one"), within: "25h", submission: "report")]"#
        )
    };
    assert_eq!(outcome(WORKS, &two("tell")), MET, "5 h + 25 h, reported at 30 h");
    assert_eq!(outcome(WORKS, &two("classify")), MISSED, "2 h + 25 h");
    assert_eq!(
        outcome(WORKS, &two("never")),
        Value::NotApplicable,
        "from a submission that never came"
    );
}

/// DORA's initial notification: 4 hours from classification, at the latest 24 from awareness.
const EARLIEST: &str = r#"stages: [Stage(id: "initial", starts: Executed("classify"), submission: "tell",
    terms: [ClockTerm(from: Executed("classify"), within: "4h"), ClockTerm(within: "24h")])]"#;

#[test]
fn the_earliest_of_several_terms_is_the_deadline() {
    let of = |classify, tell| {
        outcome(
            Works {
                tell,
                classify,
                ..WORKS
            },
            EARLIEST,
        )
    };
    assert_eq!(of("2h", "6h"), MET, "classification and 4 h");
    assert_eq!(of("2h", "6h 1s"), MISSED);
    assert_eq!(of("22h", "24h"), MET, "awareness and 24 h");
    assert_eq!(of("22h", "24h 1s"), MISSED);
}

#[test]
fn a_term_past_when_the_stage_starts_is_disregarded_unless_all_are() {
    let of = |classify, tell| {
        outcome(
            Works {
                tell,
                classify,
                ..WORKS
            },
            EARLIEST,
        )
    };
    assert_eq!(of("30h", "34h"), MET, "classified after 24 h: 4 h more");
    assert_eq!(of("30h", "34h 1s"), MISSED);
    assert_eq!(of("24h", "24h"), MET, "not past in the same millisecond");
    assert_eq!(of("24h", "24h 1s"), MISSED);
    let all_past = r#"stages: [Stage(id: "late", starts: Executed("classify"), submission: "tell",
        terms: [ClockTerm(within: "3h"), ClockTerm(within: "4h")])]"#;
    let of = |tell| {
        let works = Works {
            tell,
            classify: "10h",
            ..WORKS
        };
        outcome(works, all_past)
    };
    assert_eq!((of("3h"), of("3h 1s")), (MET, MISSED), "the earliest of them");
}

#[test]
fn a_term_that_never_began_is_no_term() {
    let half = r#"stages: [Stage(id: "half", submission: "tell", terms: [ClockTerm(from: Executed("never"), within: "1h"), ClockTerm(within: "5h")])]"#;
    assert_eq!(outcome(WORKS, half), MET);
    let none = r#"stages: [Stage(id: "none", submission: "tell", terms: [ClockTerm(from: Executed("never"), within: "1h")])]"#;
    assert_eq!(outcome(WORKS, none), Value::NotApplicable);
}

#[test]
fn a_deadline_on_a_day_off_rolls_to_noon_of_the_next_working_day() {
    // 96 hours from Tuesday 10:00 is Saturday 10:00; Monday noon is 146 hours away.
    let rolls = |rolls: bool| {
        format!(r#"stages: [Stage(id: "one", within: "96h", rolls_to_noon: {rolls}, submission: "tell")]"#)
    };
    for (tell, rolled, plain) in [
        ("96h", MET, MET),
        ("97h", MET, MISSED),
        ("146h", MET, MISSED),
        ("146h 1s", MISSED, MISSED),
    ] {
        let works = Works { tell, ..WORKS };
        assert_eq!(outcome(works, &rolls(true)), rolled, "{tell}");
        assert_eq!(outcome(works, &rolls(false)), plain, "{tell}");
    }
}

#[test]
fn what_is_open_at_the_horizon_is_missed_only_if_its_deadline_came() {
    let slow = Works { tell: "90h", ..WORKS };
    let of = |term: &str, horizon| outcome_of(&world(slow), &within(term), horizon);
    assert_eq!(of("\"48h\"", "48h"), MISSED, "the deadline is the horizon");
    assert_eq!(of("\"49h\"", "48h"), Value::Censored, "neither met nor missed");
    assert_eq!(of("\"49h\"", "50h"), MISSED);
}
