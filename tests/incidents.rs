//! Real incidents come out: what was reported and not fed lies where the simulation says it may.
//!
//! The timeline of Cloudflare's incident is in `scenarios/cloudflare-2023/README.md`, with what is fed and what is
//! checked. Minutes count from the alert of 16:00.

use std::path::{Path, PathBuf};

use outrun::document::{Assumptions, Library, LoadOptions, load};
use outrun::engine::{Kind, Plan, Play};
use outrun::model::{Exercise, NodeId};
use outrun::time::SimTime;

/// The disk, for tests.
struct Disk;

impl Library for Disk {
    fn canonical(&self, path: &Path) -> std::io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn read(&self, path: &Path, _most: u64) -> std::io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// What a replication says of the reported events, in milliseconds; `None` never came.
#[derive(Clone, Copy, Debug)]
struct Told {
    detected: i64,
    answered: Option<i64>,
    declared: Option<i64>,
    account_disabled: Option<i64>,
    user_disabled: Option<i64>,
    implant_removed: Option<i64>,
    contained: Option<i64>,
    user_taken: i64,
    implant_taken: i64,
}

impl Told {
    fn after_alert(&self, at: Option<i64>) -> Option<f64> {
        at.map(|at| minutes(at - self.detected))
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "days in milliseconds are exact in a double"
)]
fn minutes(ms: i64) -> f64 {
    ms as f64 / 60_000.0
}

fn exercise(file: &str, alternative: &str) -> Exercise {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios/cloudflare-2023")
        .join(file);
    let loaded = load(&path, &Disk, &LoadOptions::default()).expect("the exercise loads");
    loaded
        .exercise(alternative, &Assumptions::default())
        .expect("the alternative is sound")
}

fn told(file: &str, alternative: &str, replications: u64) -> Vec<Told> {
    let exercise = exercise(file, alternative);
    let plan = Plan::new(&exercise);
    let mut play = Play::new(&plan);
    (1..=replications)
        .map(|replication| {
            play.incident(replication);
            read(&exercise, &play)
        })
        .collect()
}

fn read(exercise: &Exercise, play: &Play<'_>) -> Told {
    let times = play.times();
    let ms = |at: Option<SimTime>| at.map(SimTime::as_millis);
    let first = |kind: Kind, id: &str| {
        let node = node(exercise, id);
        let of_node = play
            .records()
            .iter()
            .find(|record| record.kind == kind && record.about() == Some(node));
        of_node.map(|record| record.at.as_millis())
    };
    Told {
        detected: ms(times.detect).expect("there is always an alert"),
        answered: ms(times.first_executor),
        declared: ms(times.declare),
        account_disabled: first(Kind::Executed, "smartsheet-account"),
        user_disabled: first(Kind::Executed, "created-user"),
        implant_removed: first(Kind::Executed, "jira-server"),
        contained: ms(play.contained_at()),
        user_taken: first(Kind::Taken, "created-user").expect("the user is created"),
        implant_taken: first(Kind::Taken, "jira-server").expect("the implant is set"),
    }
}

fn node(exercise: &Exercise, id: &str) -> NodeId {
    let nodes = &exercise.estate.nodes;
    nodes
        .ids()
        .find(|&place| nodes[place].id.as_ref() == id)
        .expect("the node exists")
}

/// The share of replications in which it came no later than this; what never came is later than anything.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn share_within(all: &[Told], minutes: f64, of: impl Fn(&Told) -> Option<i64>) -> f64 {
    let within = all
        .iter()
        .filter(|one| one.after_alert(of(one)).is_some_and(|at| at <= minutes));
    within.count() as f64 / all.len() as f64
}

fn to_the_minute(reported: f64, simulated: Option<f64>) -> bool {
    simulated.is_some_and(|simulated| (simulated - reported).abs() <= 1.0)
}

const MANY: u64 = 4_000;

#[test]
fn cloudflare_what_is_fed_comes_out() {
    for one in told("fed.ron", "decisions-fed", 200) {
        assert!(to_the_minute(12.0, one.after_alert(one.answered)), "{one:?}");
        assert!(
            to_the_minute(35.0, one.after_alert(one.account_disabled)),
            "{one:?}"
        );
        assert!(to_the_minute(103.0, one.after_alert(one.declared)), "{one:?}");
    }
}

/// Nothing here is fed or a sum of what is: it comes from containment running beside triage.
#[test]
fn cloudflare_the_first_containment_precedes_the_declaration() {
    for one in told("fed.ron", "decisions-fed", 200) {
        let (disabled, declared) = (one.account_disabled.unwrap(), one.declared.unwrap());
        assert!(to_the_minute(68.0, Some(minutes(declared - disabled))), "{one:?}");
    }
    for one in told("fed.ron", "declared-first", 200) {
        assert!(one.account_disabled > one.declared, "without the right: {one:?}");
    }
}

#[test]
fn cloudflare_disabling_the_known_account_stops_nothing_else() {
    for one in told("fed.ron", "decisions-fed", 500) {
        let disabled = one.account_disabled.unwrap();
        assert!(
            one.user_taken < disabled && one.implant_taken < disabled,
            "{one:?}"
        );
        assert!(one.user_disabled.is_none_or(|at| at > disabled), "{one:?}");
        assert!(one.implant_removed.is_none_or(|at| at > disabled), "{one:?}");
        let all_found = one.user_disabled.is_some() && one.implant_removed.is_some();
        assert_eq!(one.contained.is_some(), all_found, "{one:?}");
        assert!(
            one.contained >= one.user_disabled.max(one.implant_removed) || !all_found,
            "{one:?}"
        );
    }
}

#[test]
fn cloudflare_what_is_not_fed_lies_within_the_band() {
    let all = told("fed.ron", "decisions-fed", MANY);
    let second = share_within(&all, 83.0, |one| one.user_disabled);
    let evicted = share_within(&all, 1199.0, |one| one.contained);
    assert!(
        (0.05..=0.95).contains(&second),
        "detect to second account: {second}"
    );
    assert!((0.05..=0.95).contains(&evicted), "detect to eviction: {evicted}");
}

#[test]
fn cloudflare_presets_alone_reach_the_reported_times() {
    let all = told("presets.ron", "response-by-presets", MANY);
    let first = share_within(&all, 35.0, |one| one.account_disabled);
    let evicted = share_within(&all, 1199.0, |one| one.contained);
    assert!(
        (0.05..=0.95).contains(&first),
        "detect to first containment: {first}"
    );
    assert!(
        (0.05..=0.95).contains(&evicted),
        "detect to containment: {evicted}"
    );
}

/// With the findings fed too, all events come in the reported order and to the minute: no time is lost or added between.
#[test]
fn cloudflare_the_whole_timeline_can_be_told() {
    for one in told("fed.ron", "findings-fed", 50) {
        let events = [
            (12.0, one.answered),
            (35.0, one.account_disabled),
            (83.0, one.user_disabled),
            (103.0, one.declared),
            (1199.0, one.implant_removed),
            (1199.0, one.contained),
        ];
        for (reported, at) in events {
            assert!(
                to_the_minute(reported, one.after_alert(at)),
                "{reported}: {one:?}"
            );
        }
        assert!(
            one.user_taken < one.implant_taken && one.implant_taken < one.detected,
            "{one:?}"
        );
    }
}
