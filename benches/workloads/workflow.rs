//! W2: one incident that is escalated, approved and contained.
//!
//! It starts at any minute of a year, in UTC, and is known and declared at once. Then, one after another, ten people must acknowledge: each
//! is paged, after 15 minutes their backup, after another 15 minutes they again, and so on; a page is acknowledged after a log-normal time with
//! a median of 10 minutes and a sigma of 1; a page once sent stays open, and the first acknowledgement of either counts (C4). Then five are asked
//! together and three must agree: who is asked between 9 and 17 o'clock from Monday to Friday agrees after a log-normal time with a
//! median of 30 minutes and a sigma of 1, who is asked at another hour as long after the next such morning begins (C2). Then four actions
//! are carried out, one after another, each log-normal with a median of 5 minutes and a sigma of 0.5. The check is the mean number of minutes from
//! the start to the end of the last action.

use std::fmt::Write;

use outrun::document::{Assumptions, LoadOptions, MemoryLibrary, load, render};
use outrun::engine::{Plan, Play};
use outrun::model::Exercise;

use crate::meter::{Figures, Way, on_threads};

const STEPS: usize = 10;
const APPROVERS: usize = 5;
const ACTIONS: usize = 4;
/// The 90th percentile of a log-normal law is its median times e to the power of 1.28155 sigma.
const ACKNOWLEDGEMENT: &str = r#"LogNormal(median: "600s", p90: "2161.335s")"#;
const APPROVAL: &str = r#"LogNormal(median: "1800s", p90: "6484.004s")"#;
const ACTION: &str = r#"LogNormal(median: "300s", p90: "569.386s")"#;

fn person(id: &str, hours: &str, reach: &str) -> String {
    format!(r#"Person(id: "{id}", hours: "{hours}", can: All, knows: All, reach: "{reach}"),"#)
}

/// One person and their backup, in turn, again and again.
fn step(n: usize) -> String {
    format!(
        r#"(steps: [Step(who: Person("first-{n}"), within: "15m"), Step(who: Person("backup-{n}"), within: "15m")], repeat: 50)"#
    )
}

fn text() -> String {
    let (mut people, mut approvals, mut actions) = (String::new(), String::new(), String::new());
    for n in 0..STEPS {
        people += &person(&format!("first-{n}"), "always", "pager");
        people += &person(&format!("backup-{n}"), "always", "pager");
    }
    for n in 1..STEPS {
        _ = write!(
            approvals,
            r#"Approval(by: Inline{}, work: "0s", declines: 0.0),"#,
            step(n)
        );
    }
    for n in 0..APPROVERS {
        people += &person(&format!("approver-{n}"), "Mon-Fri 09:00-17:00", "desk");
    }
    for n in 0..ACTIONS {
        let cuts = n + 1 == ACTIONS;
        _ = write!(
            actions,
            r#"Action(id: "action-{n}", closes_out: {cuts}, ends_sessions: {cuts}, automatic: true, work: {ACTION}, propagation: "0s", fails: 0.0),"#
        );
    }
    let (members, runbook) = (quoted("approver", APPROVERS), quoted("action", ACTIONS));
    let pager = format!("Answer(answers: 1.0, after: {ACKNOWLEDGEMENT})");
    let desk = format!("Answer(answers: 1.0, after: {APPROVAL})");
    let never = r#"Answer(answers: 0.0, after: "0s")"#;
    let decider = step(0);
    format!(
        r#"Exercise(
    organisation: Organisation(zone: "UTC", people: [{people}], bodies: [Body(id: "board", members: [{members}], quorum: 3)],
        profiles: [
            Profile(id: "pager", on_shift: {pager}, on_call: {pager}, off: {pager}, relook: None, unreachable: 0.0),
            Profile(id: "desk", on_shift: {desk}, on_call: {desk}, off: {never}, relook: None, unreachable: 0.0),
        ]),
    estate: Estate(nodes: [Node(id: "token", kind: "token", residual: "0s", sensor: Sensor(chance: 1.0, delay: "0s"))]),
    playbook: Playbook(
        rights: [Right(id: "contain", decision: Contain, decider: Inline{decider}, decide_work: "0s", in_series: true,
            approvals: [{approvals} Approval(by: Inline(steps: [Step(who: Body("board"), within: "30d")], repeat: 0), work: "0s", declines: 0.0)],
            executor: Automatic)],
        actions: [{actions}], runbook: {{ "token": [{runbook}] }}, triage: Triage(work: "0s"),
        investigation: Investigation(scoping: Discovery(chance: 0.0, delay: "0s"), trace_back: Discovery(chance: 0.0, delay: "0s"))),
    scenario: Scenario(incident: "leak", entry: ["token"], starts: During(when: AnyTime, from: "2026-01-01", until: "2026-12-31"),
        attacker: Attacker(preset: "scripted", concurrency: Unlimited)),
    horizon: "30d",
)"#
    )
}

fn quoted(of: &str, count: usize) -> String {
    let quoted: Vec<String> = (0..count).map(|n| format!(r#""{of}-{n}""#)).collect();
    quoted.join(", ")
}

fn exercise(seed: u64) -> Exercise {
    let library = MemoryLibrary::new().with("w2/exercise.ron", text());
    let loaded = load("w2".as_ref(), &library, &LoadOptions::default());
    let loaded = loaded
        .map_err(|found| render(&found, false))
        .expect("what is written above is right");
    let exercise = loaded.exercise("as-is", &Assumptions::default());
    let exercise = exercise
        .map_err(|found| render(&found, false))
        .expect("what is written above is right");
    Exercise { seed, ..exercise }
}

/// Plays it.
pub(crate) fn play(way: &Way) -> Figures {
    let exercise = exercise(way.seed);
    let plan = Plan::new(&exercise);
    let sums = on_threads(way, || {
        let mut play = Play::new(&plan);
        move |number| {
            play.incident(number);
            let minutes = play.contained_at().map_or(0.0, |at| at.as_secs_f64() / 60.0);
            (minutes, 0)
        }
    });
    Figures {
        workload: "w2",
        nodes: 1,
        threads: way.threads,
        seed: way.seed,
        count: sums.count,
        cpu_seconds: sums.cpu_seconds,
        unit: "incident",
        units_each: 1.0,
        check: sums.mean(),
        check_error: sums.error(),
        check_is: "minutes from the start to the end of the last action",
        ..Figures::default()
    }
}
