//! Roles, not names: what is told of a replication names people only where they were asked for.

use std::collections::BTreeSet;
use std::path::Path;

use outrun::document::{Assumptions, LoadOptions, load};
use outrun::engine::{Plan, Play};
use outrun::model::Exercise;
use outrun::report::terminal::{Canvas, story};
use outrun::report::{EventLog, Naming, Told, Trace, trace};

use crate::scenarios::{Disk, shipped};
use crate::small::exercise;

/// One replication as data, as a story, and as an event log.
struct Tellings {
    trace: Trace,
    texts: [String; 3],
}

fn told(exercise: &Exercise, replication: u64, naming: Naming) -> Tellings {
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan).in_detail();
    play.incident(replication);
    let told = Told {
        replication,
        chosen: None,
    };
    let trace = trace(&plan, &play, told, naming);
    let mut canvas = Canvas::new(120, false);
    story(&trace, &mut canvas);
    let mut log = Vec::new();
    let mut writer = EventLog::new(&mut log, naming).unwrap();
    writer.write(&play, replication).unwrap();
    writer.finish().unwrap();
    let texts = [
        serde_json::to_string_pretty(&trace).unwrap(),
        canvas.finish(),
        String::from_utf8(log).unwrap(),
    ];
    Tellings { trace, texts }
}

/// The words of a text, as names are written.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').collect()
}

#[test]
fn shipped_exercises_are_told_by_roles() {
    for path in shipped() {
        let loaded = load(&path, &Disk, &LoadOptions::default()).expect("it loads");
        let name = loaded.alternatives().next().expect("one alternative").to_owned();
        let exercise = loaded.exercise(&name, &Assumptions::default()).expect("sound");
        for replication in 1..=3 {
            let told = told(&exercise, replication, Naming::Roles);
            assert!(!told.trace.names);
            for text in &told.texts {
                assert_unnamed(&exercise, text, &path);
            }
        }
    }
}

fn assert_unnamed(exercise: &Exercise, text: &str, path: &Path) {
    let (words, organisation) = (words(text), &exercise.organisation);
    for person in &organisation.people {
        let place = path.display();
        // Some are called as their team is.
        let shared = organisation.teams.iter().any(|team| team.id == person.id);
        let named = !shared && words.contains(&*person.id);
        assert!(!named, "{place}: {} in {text}", person.id);
        let named = *person.name != *person.id && text.contains(&*person.name);
        assert!(!named, "{place}: {} in {text}", person.name);
    }
}

/// A role of two, a team without any role, somebody of nowhere, a vendor's person, and one whose label is taken.
const COMPANY: &str = r#"Exercise(
    organisation: Organisation(zone: "Europe/Berlin",
        people: [
            Person(id: "ann", name: "Ann Awake", can: All), Person(id: "bob", team: "soc", can: All), Person(id: "cem", team: "soc", can: All),
            Person(id: "dee"), Person(id: "eve", can: All), Person(id: "fay", can: All), Person(id: "gus", external: "acme"),
        ],
        roles: { "lead": ["eve", "ann"], "chief": ["ann"], "deputy lead": ["fay"], "second": ["eve", "fay", "ann"] },
    ),
    estate: Estate(nodes: [Node(id: "n0", kind: "ci-token", sensor: Sensor(chance: 1.0, delay: "1m"))]),
    playbook: Playbook(rights: [Right(id: "r", decision: Contain, executor: Person("eve"),
        decider: [Step(who: [Person("ann"), Person("bob"), Person("cem"), Person("dee"), Person("eve"), Person("fay"), Person("gus")], within: "9d")])]),
    scenario: Scenario(incident: "leak", entry: ["n0"], starts: At("2026-03-03 10:00"),
        injects: [Inject(id: "gone", on: At("1h"), does: Unavailable(who: Person("ann"), lasts: "1h"))]),
)"#;

#[test]
fn people_are_called_by_what_they_hold() {
    let exercise = exercise(COMPANY);
    let told = told(&exercise, 1, Naming::Roles);
    let called: Vec<&str> = told.trace.people.keys().map(|label| &**label).collect();
    // `ann` comes first as chief, `eve` as lead; `fay` is first in a role and `eve` would share no label with her.
    assert_eq!(
        called,
        [
            "acme A",
            "chief",
            "deputy lead",
            "lead",
            "person A",
            "soc A",
            "soc B"
        ]
    );
    for (label, person) in &told.trace.people {
        assert_eq!(label, &person.name);
    }
    for text in &told.texts {
        assert_unnamed(&exercise, text, Path::new("company"));
    }
    assert!(
        told.texts[1].contains("gone: chief unavailable"),
        "{}",
        told.texts[1]
    );
    assert!(told.texts[2].contains(",page sent,") && told.texts[2].contains(",soc B,"));
}

#[test]
fn two_people_are_never_called_the_same() {
    // The deputy of the one role is called what another role is called.
    let text = COMPANY.replace(r#""chief": ["ann"], "#, "");
    let told = told(&exercise(&text), 1, Naming::Roles);
    assert_eq!(told.trace.people.len(), 7, "{:?}", told.trace.people.keys());
    assert!(told.trace.people.contains_key("deputy lead (2)"));
}

#[test]
fn people_asked_for_are_named_and_it_is_said() {
    let exercise = exercise(COMPANY);
    let told = told(&exercise, 1, Naming::People);
    assert!(told.trace.names);
    assert_eq!(told.trace.people["ann"].name, "Ann Awake");
    let [json, story, log] = &told.texts;
    assert!(json.contains(r#""names": true"#));
    assert!(
        story.contains("people are named, as --names asked for") && story.contains("Ann Awake"),
        "{story}"
    );
    assert!(log.contains(",ann,") && !log.contains(",chief,"), "{log}");
}

#[test]
fn names_change_nothing_but_what_people_are_called() {
    let exercise = exercise(COMPANY);
    let (roles, people) = (
        told(&exercise, 1, Naming::Roles),
        told(&exercise, 1, Naming::People),
    );
    let kinds = |told: &Tellings| -> Vec<_> {
        told.trace
            .records
            .iter()
            .map(|record| (record.at_s, record.kind, record.person.is_some()))
            .collect()
    };
    assert_eq!(kinds(&roles), kinds(&people));
    assert_eq!(roles.trace.ending, people.trace.ending);
}
