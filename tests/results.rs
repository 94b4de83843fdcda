//! What the results of a run promise: the same bytes however it was played, and figures that add up.
#![expect(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::similar_names,
    reason = "a test stops at the first thing that is wrong, and its numbers are small"
)]

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use outrun::document::Assumptions;
use outrun::engine::{Cause, Plan, Play};
use outrun::experiment::{Played, Settings, run};
use outrun::measure::estimate::Value;
use outrun::measure::{Column, Layout, Verdict, value};
use outrun::model::{Exercise, Measure};
use outrun::report::{EventLog, Heading, Naming, Plays, Records, RunDocument};

use crate::small::{World, loaded, played};

/// An exercise in which nearly everything happens: chance, people, owners, gates, clocks, false alarms, objectives.
pub(crate) const BUSY: &str = r#"Exercise(
    organisation: Organisation(zone: "Europe/Berlin",
        people: [
            Person(id: "ines", team: "platform", zone: "Europe/Lisbon", can: All, away: ["2026-11-02/2026-11-13"]),
            Person(id: "tomasz", team: "platform", can: All),
            Person(id: "jonas", team: "soc", hours: "always", can: All, reach: "soc-analyst", knows: All),
            Person(id: "marta", reach: "executive", can: ["notify", "communicate"]),
        ],
        roles: { "platform-lead": ["ines", "tomasz"], "ciso": ["marta"] },
        rotas: [Rota(id: "oncall", people: ["ines", "tomasz"])],
    ),
    estate: Estate(
        nodes: [
            Node(id: "token", kind: "ci-token", owner: Team("platform"), weight: 2),
            Node(id: "runner", kind: "workload", owner: Team("platform"), weight: 3),
            Node(id: "db", kind: "data", weight: 10, owners: { "cloud": Team("platform"), "app": Role("ciso") }, tags: ["crown-jewel", "pii"], sensor: None),
            Node(id: "app", kind: "service-account", weight: 4, owner: Rota("oncall")),
            Node(id: "mail", kind: "oauth-app", weight: 5, owner: Team("soc")),
        ],
        edges: [
            Edge(from: "token", to: "runner", kind: "deploys-to", chance: 0.9, time: LogNormal(median: "30m", p90: "4h")),
            Edge(from: "runner", to: "app", kind: "can-read-secret"),
            Edge(from: "app", to: "db", kind: "can-read-secret", time: Exponential("5h")),
            Edge(from: "token", to: "mail", kind: "can-assume"),
            Edge(from: "mail", to: "app", kind: "can-assume"),
        ],
    ),
    playbook: Playbook(
        rights: [
            Right(id: "contain/token", decision: Contain, assets: Kind("ci-token"), decider: [Step(who: Role("platform-lead"), within: "30m"), Step(who: Rota("oncall"), within: "30m")],
                repeat: 1, exhausted: Hold, approvals: [Approval(by: Role("ciso"))], executor: Team("soc")),
            Right(id: "contain/other", decision: Contain, decider: Owner, gates: [Communicate]),
            Right(id: "restore", decision: Restore, decider: Team("soc")),
            Right(id: "tell", decision: Notify, decider: Role("ciso")),
            Right(id: "talk", decision: Communicate, decider: Team("soc")),
        ],
        severity: [Reaches(weight: 6, level: High)],
    ),
    scenario: Scenario(incident: "leak", entry: ["token"], starts: During(when: AnyTime, from: "2026-10-01", until: "2026-12-31"), severity: Medium,
        requests: [Request(id: "dpa", decision: Notify, on: Known("pii")), Request(id: "press", decision: Communicate, on: Declared)],
        clocks: [
            Clock(id: "nis2", stages: [Stage(id: "warning", within: "24h", submission: "press"), Stage(id: "final", starts: Submission("warning"), within: Months(1), submission: "dpa")]),
            Clock(id: "gdpr-33", tag: "pii", stages: [Stage(id: "authority", within: "72h", submission: "dpa")]),
        ],
        injects: [Inject(id: "gone", on: Declared, chance: 0.5, does: Unavailable(who: Role("platform-lead"), lasts: "9h"))],
    ),
    limit: Share("40%"),
    objectives: ["outrun_rate >= 1%", "p50(time_to_containment) <= 1m", "met(gdpr-33) >= 50%", "mean(pages) <= 1000", "p90(time_to(press)) <= 13d",
        "p50(blast_share_at_containment) <= 100%", "false_alarm_acted_on_rate <= 100%"],
    false_alarms: FalseAlarms(per_incident: 2.5),
    seed: 7,
)"#;

pub(crate) fn busy() -> Exercise {
    loaded(BUSY)
        .exercise("as-is", &Assumptions::default())
        .expect("it is sound")
}

fn document(exercise: &Exercise, played: &Played) -> String {
    let heading = Heading {
        exercise: exercise.id.to_string(),
        seed: exercise.seed,
        ..Heading::default()
    };
    serde_json::to_string_pretty(&RunDocument::new(heading, &[played.figures(exercise)])).expect("it is JSON")
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let exercise = busy();
    let alternatives = [exercise.clone(), exercise.clone()];
    let one = played(&alternatives, 1..150, 1);
    let three = played(&alternatives, 1..150, 3);
    assert_eq!(one, three);
    assert_eq!(one[0], one[1], "the same alternative has the same luck");
    assert_eq!(document(&exercise, &one[0]), document(&exercise, &three[1]));
}

/// The entries between brackets that follow a word, split at the top level and put the other way round.
fn reversed(text: &str, list: &str) -> String {
    let begin = text.find(list).expect(list) + list.len();
    let (mut depth, mut cuts, mut end) = (0, vec![begin], begin);
    for (place, letter) in text[begin..].char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => {
                end = begin + place;
                break;
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => cuts.push(begin + place + 1),
            _ => {}
        }
    }
    cuts.push(end + 1);
    let entries = cuts
        .windows(2)
        .map(|cut| text[cut[0]..cut[1] - 1].trim())
        .filter(|entry| !entry.is_empty());
    let entries: Vec<&str> = entries.rev().collect();
    format!("{}{}{}", &text[..begin], entries.join(", "), &text[end..])
}

#[test]
fn the_order_in_which_things_are_listed_changes_nothing() {
    let mut other = BUSY.to_owned();
    for list in [
        "people: [",
        "nodes: [",
        "edges: [",
        "requests: [",
        "clocks: [",
        "objectives: [",
    ] {
        let before = other.clone();
        other = reversed(&other, list);
        assert_ne!(before, other, "{list}");
    }
    let (first, second) = (busy(), crate::small::exercise(&other));
    let play =
        |exercise: &Exercise| document(exercise, &played(std::slice::from_ref(exercise), 1..120, 2)[0]);
    let (first, second) = (play(&first), play(&second));
    let different = first
        .lines()
        .zip(second.lines())
        .enumerate()
        .find(|(_, (a, b))| a != b);
    assert!(different.is_none(), "line {different:?}");
}

#[test]
fn attribution_adds_up_to_the_millisecond() {
    let exercise = busy();
    let layout = Layout::new(&exercise);
    let played = &played(std::slice::from_ref(&exercise), 1..401, 2)[0];
    let (mut contained, mut censored) = (0, 0);
    for row in played.incidents.rows() {
        let at = |column: Column| row[layout.place(column)];
        let charged: i64 = Cause::ALL.iter().map(|cause| at(Column::Charged(*cause))).sum();
        let contained_at = value(at(Column::Measure(Measure::TimeToContainment)));
        let end = if let Value::Observed(end) = contained_at {
            contained += 1;
            assert_eq!(value(at(Column::OpenStage)), Value::NotApplicable);
            end
        } else {
            censored += 1;
            assert!(matches!(value(at(Column::OpenStage)), Value::Observed(_)));
            exercise.horizon.as_millis()
        };
        assert_eq!(charged, end, "replication {}", row[0]);
    }
    assert!(
        contained > 20 && censored > 0,
        "{contained} contained, {censored} censored"
    );
}

#[test]
fn figures_hold_what_the_rows_say() {
    let exercise = busy();
    let played = &played(std::slice::from_ref(&exercise), 1..301, 2)[0];
    let figures = played.figures(&exercise);
    let layout = Layout::new(&exercise);
    assert_eq!(figures.replications, 300);
    assert_eq!(figures.contained.n + figures.censored.n, 300);
    let outrun = played
        .incidents
        .cells(&layout, Column::Outrun)
        .filter(|cell| *cell == 1)
        .count();
    assert_eq!(figures.outrun_rate.luck.estimate, Some(outrun as f64 / 300.0));
    let shares: f64 = figures
        .contained
        .causes
        .iter()
        .filter_map(|cause| cause.share)
        .sum();
    assert!((shares - 1.0).abs() < 1e-9);
    for (_, spread) in &figures.times {
        assert_eq!(spread.observed + spread.censored + spread.not_applicable, 300);
    }
    for clock in &figures.clocks {
        assert_eq!(
            clock.due + clock.not_simulated + clock.not_applicable,
            300,
            "{}",
            clock.stage
        );
        assert!(clock.met <= clock.due);
    }
    let regimes: Vec<&str> = figures.clocks.iter().map(|clock| &*clock.regime).collect();
    assert_eq!(regimes, ["gdpr-33", "nis2", "nis2"]);
    let blast: Vec<Option<f64>> = figures
        .blast
        .iter()
        .map(|(_, at)| at.weight.p50.luck.estimate)
        .collect();
    assert!(blast[0] <= blast[1], "B never falls: {blast:?}");
}

#[test]
fn roles_are_named_and_people_are_not() {
    let exercise = busy();
    let figures = played(std::slice::from_ref(&exercise), 1..201, 2)[0].figures(&exercise);
    let causes = figures.contained.causes.iter().chain(&figures.censored.causes);
    let named: Vec<&str> = causes
        .flat_map(|cause| cause.roles.iter().map(|role| &**role))
        .collect();
    assert!(
        named.contains(&"platform-lead") || named.contains(&"soc"),
        "{named:?}"
    );
    let people = exercise.organisation.people.iter().map(|person| &*person.id);
    assert!(
        people.into_iter().all(|person| !named.contains(&person)),
        "{named:?}"
    );
}

#[test]
fn false_alarms_are_played_apart_and_counted_together() {
    let exercise = busy();
    let figures = played(std::slice::from_ref(&exercise), 1..201, 2)[0].figures(&exercise);
    let alarms = figures.false_alarms.as_ref().expect("they are written");
    assert_eq!(alarms.replications, 200);
    let mean = |figures: &outrun::measure::BurdenFigures| {
        figures.of(Measure::Pages).unwrap().mean.luck.estimate.unwrap()
    };
    let together = alarms
        .together
        .iter()
        .find(|(measure, _)| *measure == Measure::Pages)
        .unwrap();
    let expected = mean(&figures.burden) + 2.5 * mean(&alarms.burden);
    assert!((together.1.luck.estimate.unwrap() - expected).abs() < 1e-9);
    // All disruption of a false alarm is wrongful, and nothing was there to be contained.
    assert_eq!(
        alarms.wrongful_disruption.mean.luck.estimate,
        alarms.burden.of(Measure::Disruption).unwrap().mean.luck.estimate
    );
    let layout = Layout::new(&exercise);
    let rows = played(std::slice::from_ref(&exercise), 1..11, 1)
        .remove(0)
        .false_alarms
        .unwrap();
    let mut contained = rows.cells(&layout, Column::Measure(Measure::TimeToContainment));
    assert!(contained.all(|cell| value(cell) == Value::NotApplicable));
}

#[test]
fn objectives_are_met_missed_or_undecided_by_their_interval() {
    let exercise = busy();
    let figures = played(std::slice::from_ref(&exercise), 1..301, 2)[0].figures(&exercise);
    let verdict = |text: &str| {
        figures
            .objectives
            .iter()
            .find(|one| &*one.text == text)
            .expect(text)
    };
    assert_eq!(verdict("p50(time_to_containment) <= 1m").verdict, Verdict::Missed);
    assert_eq!(verdict("mean(pages) <= 1000").verdict, Verdict::Met);
    assert_eq!(
        verdict("p50(time_to_containment) <= 1m").threshold.to_bits(),
        60.0_f64.to_bits()
    );
    let rate = figures.outrun_rate.luck;
    let text = format!("outrun_rate >= {}", rate.estimate.unwrap() + 0.001);
    let mut straddling = exercise.clone();
    straddling.objectives = crate::small::exercise(&BUSY.replace("outrun_rate >= 1%", &text)).objectives;
    let figures = played(std::slice::from_ref(&straddling), 1..301, 2)[0].figures(&straddling);
    let undecided = figures
        .objectives
        .iter()
        .find(|one| *one.text == *text)
        .expect("it is there");
    assert_eq!(undecided.verdict, Verdict::Undecided);
    assert!(
        undecided.settled_by.is_some_and(|n| n > 300),
        "{:?}",
        undecided.settled_by
    );
}

#[test]
fn never_is_larger_than_any_threshold() {
    let world = World {
        people: r#"Person(id: "ann", hours: "always", reach: "deaf")"#,
        rights: r#"Right(id: "contain", decision: Contain, decider: Person("ann"))"#.into(),
        rest: r#"objectives: ["p90(time_to_containment) <= 13d", "p50(time_to_restore) <= 1d", "mean(time_to_containment) <= 1h", "p99(time_to_detect) <= 1s"],"#.into(),
        ..World::default()
    };
    let exercise = world.exercise();
    let figures = played(std::slice::from_ref(&exercise), 1..101, 1)[0].figures(&exercise);
    let verdicts: Vec<(&str, Verdict)> = figures
        .objectives
        .iter()
        .map(|one| (&*one.text, one.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("mean(time_to_containment) <= 1h", Verdict::Missed),
            ("p50(time_to_restore) <= 1d", Verdict::Undecided),
            ("p90(time_to_containment) <= 13d", Verdict::Missed),
            // The interval of a 99th percentile of 100 has no upper end.
            ("p99(time_to_detect) <= 1s", Verdict::Undecided),
        ]
    );
}

#[test]
fn a_stopped_run_keeps_what_it_played_without_gaps() {
    let exercise = busy();
    let stop = AtomicBool::new(false);
    let seen = AtomicU64::new(0);
    let progress = |done: u64, total: u64| {
        assert_eq!(total, 2 * 2 * 500);
        seen.fetch_max(done, Ordering::Relaxed);
        if done >= 150 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let settings = Settings {
        replications: 1..501,
        threads: std::num::NonZeroUsize::new(2),
        stop: &stop,
        progress: &progress,
    };
    let stopped = run(&[exercise.clone(), exercise.clone()], &settings).expect("threads start");
    let whole = played(std::slice::from_ref(&exercise), 1..501, 2).remove(0);
    for part in stopped {
        assert!(part.partial && !whole.partial);
        assert!(part.incidents.is_contiguous());
        assert!(
            (1..100).contains(&part.incidents.len()),
            "{}",
            part.incidents.len()
        );
        let same = part
            .incidents
            .rows()
            .zip(whole.incidents.rows())
            .all(|(a, b)| a == b);
        assert!(same, "what is kept is what a whole run has");
    }
    assert!(seen.into_inner() >= 150);
}

#[test]
fn the_document_keeps_its_schema() {
    let exercise = busy();
    let mut document: serde_json::Value = serde_json::from_str(&document(
        &exercise,
        &played(std::slice::from_ref(&exercise), 1..40, 2)[0],
    ))
    .unwrap();
    let schema = serde_json::to_value(RunDocument::json_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    assert!(
        validator.is_valid(&document),
        "{:?}",
        validator.iter_errors(&document).next().map(|e| e.to_string())
    );
    assert_eq!(document["schema"], "outrun/run/1");
    let first = &document["alternatives"][0];
    assert!(first["outrun_rate"]["assumptions"].is_null());
    let fields: Vec<&String> = document.as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        [
            "schema",
            "version",
            "command",
            "exercise",
            "file",
            "seed",
            "inputs",
            "partial",
            "alternatives",
            "against",
            "grids"
        ]
    );
    let times: Vec<&String> = first["times"].as_object().unwrap().keys().collect();
    assert_eq!(times.first().map(|time| &***time), Some("time_to_detect"));
    assert_eq!(times.last().map(|time| &***time), Some("decisions"));
    let back: RunDocument = serde_json::from_value(document.clone()).expect("it reads back");
    assert_eq!(serde_json::to_value(back).unwrap(), document);
    document["alternatives"][0]["replications"] = "many".into();
    assert!(!validator.is_valid(&document));
}

#[test]
fn records_have_a_row_for_each_replication() {
    let exercise = busy();
    let played = &played(std::slice::from_ref(&exercise), 1..31, 2)[0];
    let mut out = Vec::new();
    let mut records = Records::new(&mut out, [&exercise]).unwrap();
    records
        .write(&exercise, Plays::Incidents, &played.incidents)
        .unwrap();
    records
        .write(
            &exercise,
            Plays::FalseAlarms,
            played.false_alarms.as_ref().unwrap(),
        )
        .unwrap();
    records.finish().unwrap();
    let mut reader = csv::Reader::from_reader(&*out);
    let headings: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    let known = [
        "alternative",
        "replication",
        "seed",
        "outrun",
        "time_to_containment_s",
        "containment_status",
        "time_to_detect_s",
        "blast_at_containment",
        "attribution_contact_s",
        "pages",
        "people_woken",
        "time_to_press_s",
        "clock_gdpr-33_authority",
    ];
    for heading in known {
        assert!(
            headings.iter().any(|known| known == heading),
            "{heading} in {headings:?}"
        );
    }
    let column = |heading: &str| headings.iter().position(|known| known == heading).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 60);
    for row in &rows {
        let (time, status) = (
            &row[column("time_to_containment_s")],
            &row[column("containment_status")],
        );
        assert_eq!(status == "observed", !time.is_empty(), "{time} {status}");
    }
    assert_eq!(&rows[30][column("containment_status")], "not_applicable");
}

#[test]
fn an_event_log_names_roles() {
    let exercise = busy();
    let plan = Plan::new(&exercise);
    let mut play = Play::new(&plan).in_detail();
    let mut out = Vec::new();
    let mut log = EventLog::new(&mut out, Naming::Roles).unwrap();
    for replication in 1..=5 {
        play.incident(replication);
        log.write(&play, replication).unwrap();
    }
    log.finish().unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with("case,activity,timestamp,resource,"));
    assert!(
        text.contains("as-is/5,start of exercise,2026-"),
        "{}",
        &text[..400]
    );
    assert!(text.contains("page acknowledged") && !text.contains("jonas"));
}
