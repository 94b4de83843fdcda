//! `outrun who` answers a person at three in the morning.

use outrun::authority::State;
use outrun::check::{Duty, Question, Who};
use outrun::model::{Decision, Exercise, NodeId, Severity};
use outrun::time::{WallTime, parse_instant};

use super::{SHIPPED, document, outrun, printed, shipped};
use crate::cli::{status, text};
use crate::small::exercise;

fn node(exercise: &Exercise, id: &str) -> NodeId {
    let mut nodes = exercise.estate.nodes.enumerate();
    nodes.find(|(_, node)| &*node.id == id).expect("it is there").0
}

fn who(exercise: &Exercise, asset: NodeId, at: WallTime, severity: Severity) -> Who {
    let question = Question {
        decision: Decision::Contain,
        asset: Some(asset),
        at,
        severity,
    };
    outrun::check::who(exercise, question)
}

fn at(exercise: &Exercise, text: &str) -> WallTime {
    parse_instant(text, &exercise.scenario.zone).expect("an instant")
}

#[test]
fn one_screen_says_who_may_stop_it() {
    for (alternative, time) in [("as-is", "2026-11-15 03:00"), ("predefined", "2026-10-25 02:30")] {
        let screen = printed(&[
            "who",
            "ci-release-token",
            SHIPPED,
            "--at",
            time,
            "--alternative",
            alternative,
        ]);
        assert!(screen.lines().count() <= 50, "{}", screen.lines().count());
        insta::assert_snapshot!(format!("who-{alternative}"), screen);
    }
}

#[test]
fn the_document_is_as_its_schema_says_and_names_people() {
    let arguments = [
        "who",
        "customer-db",
        SHIPPED,
        "--at",
        "2026-12-25T03:00Z",
        "--format",
        "json",
    ];
    let of = document("who", &arguments);
    assert_eq!(of["rule"], "contain/rest");
    assert_eq!(of["stages"][0]["duty"], "decide");
    assert_eq!(of["stages"][0]["steps"][0]["people"][0]["name"], "Luís Moreira");
    assert_eq!(of["stages"][0]["steps"][0]["people"][0]["state"], "away");
    assert_eq!(of["reachable"], false);
    assert_eq!(of["guaranteed_s"], serde_json::Value::Null);
}

#[test]
fn without_a_time_it_is_now() {
    let of = document("who", &["who", "sso", SHIPPED, "--format", "json"]);
    assert!(of["at"].as_str().is_some_and(|at| at.starts_with("20")), "{of}");
}

#[test]
fn an_unknown_asset_gets_the_one_that_was_meant() {
    let output = outrun(&["who", "ci-releas-token", SHIPPED]);
    assert_eq!(status(&output), 2);
    let said = text(&output.stderr);
    assert!(said.contains("did you mean `ci-release-token`?"), "{said}");
    let output = outrun(&["who", "sso", SHIPPED, "--at", "2026-03-29 02:30"]);
    assert_eq!(status(&output), 2);
    assert!(
        text(&output.stderr).contains("does not exist"),
        "a time that clocks skip"
    );
}

#[test]
fn a_higher_severity_may_have_another_rule() {
    let exercise = shipped("predefined");
    let (token, at) = (
        node(&exercise, "ci-release-token"),
        at(&exercise, "2026-11-15 03:00"),
    );
    let low = who(&exercise, token, at, Severity::LOW);
    let rule = |of: outrun::model::RightId| &*exercise.playbook.rights[of].id;
    assert_eq!(low.path.right.map(rule), Some("contain/delivery"));
    let from: Vec<(Severity, Option<&str>)> = low
        .from_severity
        .iter()
        .map(|(level, of)| (*level, of.map(rule)))
        .collect();
    assert_eq!(from, [(Severity::HIGH, Some("contain/token-at-once"))]);
}

const TWO: &str = r#"Exercise(
    organisation: Organisation(zone: "Europe/Berlin", people: [
        Person(id: "ann", name: "Ann", hours: "Mon-Fri 09:00-17:00", can: ["revoke"], knows: All),
        Person(id: "bob", name: "Bob", hours: "Mon-Fri 09:00-17:00", can: ["revoke"], away: ["2026-03-03"]),
    ], roles: { "first": ["bob", "ann"] }, rotas: [Rota(id: "night", people: ["bob"], starts: "2026-03-02", hours: "Mon-Sun 20:00-08:00")]),
    estate: Estate(nodes: [Node(id: "key", kind: "api-key", owner: Person("ann"))], edges: []),
    playbook: Playbook(rights: [Right(id: "stop", decision: Contain, decider: [Step(who: Role("first"), within: "10m"), Step(who: Rota("night"), within: "20m")], exhausted: Act)]),
    scenario: Scenario(incident: "leak", entry: ["key"], starts: At("2026-03-03 10:00")),
)"#;

#[test]
fn a_role_is_whoever_is_not_away_and_a_rota_whoever_it_points_at() {
    let exercise = exercise(TWO);
    let key = node(&exercise, "key");
    let people = |time: &str| -> Vec<Vec<(String, State)>> {
        let answer = who(&exercise, key, at(&exercise, time), Severity::LOW);
        let decides = answer
            .stages
            .into_iter()
            .find(|stage| stage.duty == Duty::Decide)
            .expect("somebody");
        let name = |one: &outrun::check::Somebody| {
            (
                exercise.organisation.people[one.person].name.to_string(),
                one.state,
            )
        };
        decides
            .steps
            .iter()
            .map(|step| step.people.iter().map(name).collect())
            .collect()
    };
    let one = |name: &str, state| vec![(name.to_owned(), state)];
    assert_eq!(people("2026-03-02 10:00"), [one("Bob", State::OnShift), vec![]]);
    assert_eq!(
        people("2026-03-02 21:00"),
        [one("Bob", State::OnCall), one("Bob", State::OnCall)]
    );
    assert_eq!(
        people("2026-03-03 07:59"),
        [one("Ann", State::Off), one("Bob", State::Absent)]
    );
}

#[test]
fn a_chain_that_acts_is_bounded_by_the_sum_of_its_limits() {
    let exercise = exercise(TWO);
    let answer = who(
        &exercise,
        node(&exercise, "key"),
        at(&exercise, "2026-03-02 21:00"),
        Severity::LOW,
    );
    assert_eq!(
        answer.time.latest.map(outrun::time::SimDuration::as_millis),
        Some(30 * 60_000)
    );
    assert!(
        answer
            .missing
            .iter()
            .any(|one| one.contains("nobody has approved")),
        "{:?}",
        answer.missing
    );
}
