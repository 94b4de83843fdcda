//! Who was paged, who did not answer, and why (C2, O3).

use super::beats::{Beat, fate, is_next_step, waited};
use crate::report::terminal::duration::duration;
use crate::report::terminal::text::list;
use crate::report::{Entry, Trace};

/// More people than this are counted.
const MOST_NAMES: usize = 8;

/// The name of the person of a record.
pub(super) fn name(entry: &Entry, trace: &Trace) -> String {
    let Some(id) = &entry.person else {
        return "automation".to_owned();
    };
    trace
        .people
        .get(id)
        .map_or_else(|| id.clone(), |person| person.name.clone())
}

/// The name, with their clock where it shows something else.
fn name_there(entry: &Entry, trace: &Trace) -> String {
    let name = name(entry, trace);
    match &entry.person_clock {
        Some(clock) => format!("{name} [{} there]", time_of_day(clock)),
        None => name,
    }
}

/// `Sat 02:30` of `Sat 2026-10-03 02:30`.
fn time_of_day(clock: &str) -> String {
    let day = clock.split(' ').next().unwrap_or("");
    let time = clock.rsplit(' ').next().unwrap_or("");
    format!("{day} {time}")
}

/// A page, to one or several, with what became of it at once.
pub(super) fn paged(beat: &Beat<'_>, trace: &Trace) -> String {
    let mut people: Vec<String> = Vec::new();
    for person in beat.all.iter().map(|entry| addressee(entry, trace)) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    let next = if is_next_step(beat.first, &trace.records) {
        "no answer in time; now paged"
    } else {
        "paged"
    };
    format!("{next} {}, {}", list(&people, MOST_NAMES), errand(beat))
}

fn addressee(page: &Entry, trace: &Trace) -> String {
    let state = state_words(page.state);
    let how = match fate(page, &trace.records) {
        Some(unseen) if unseen.kind == "unseen" => why_unseen(unseen),
        Some(_) if page.engaged == Some(true) => "is at work on it already".to_owned(),
        Some(_) => format!("{state}, answers at once"),
        None => state.to_owned(),
    };
    format!("{} ({how})", name_there(page, trace))
}

const fn state_words(state: Option<&str>) -> &str {
    match state {
        Some(state) => match state.as_bytes() {
            b"absent" => "away",
            b"on_shift" => "on shift",
            b"on_call" => "on call",
            _ => "off shift",
        },
        None => "",
    }
}

fn why_unseen(unseen: &Entry) -> String {
    let why = match (unseen.state, unseen.asleep) {
        (Some("absent"), _) => "away, does not see it",
        (Some("on_shift"), _) => "on shift, misses it",
        (Some("on_call"), Some(true)) => "on call, sleeps through it",
        (Some("on_call"), _) => "on call, does not hear it",
        (_, Some(true)) => "off shift, sleeps through it",
        _ => "off shift, does not see it",
    };
    why.to_owned()
}

/// An acknowledgement that fell into an absence.
pub(super) fn unseen(beat: &Beat<'_>, trace: &Trace) -> String {
    let people: Vec<String> = beat
        .all
        .iter()
        .map(|entry| format!("{} ({})", name_there(entry, trace), why_unseen(entry)))
        .collect();
    format!("no answer from {}", list(&people, MOST_NAMES))
}

/// An answer to a page.
pub(super) fn acknowledged(beat: &Beat<'_>, trace: &Trace) -> String {
    let first = beat.first;
    let woken = if first.asleep == Some(true) {
        ", woken up,"
    } else {
        ""
    };
    let after = duration(waited(first, &trace.records));
    format!(
        "{}{woken} answers after {after}, {}",
        name_there(first, trace),
        errand(beat)
    )
}

/// What somebody is called for: `to decide on the containment of a`.
fn errand(beat: &Beat<'_>) -> String {
    let subjects = super::phrases::named(beat, 3);
    let decision = beat.first.decision.unwrap_or("contain");
    let about = if subjects.is_empty() {
        String::new()
    } else {
        format!(" {subjects}")
    };
    match beat.first.errand {
        Some("triage") => "to look at the alert".to_owned(),
        Some("decide") => format!("to decide: {decision}{about}?"),
        Some("own") => format!("to decide as owner: {decision}{about}?"),
        Some("arbitrate") => format!("to settle: {decision}{about}?"),
        Some("consult") => format!("to be asked about{about}"),
        Some("advise") => format!("to advise on{about}"),
        Some("approve") => format!("to approve: {decision}{about}"),
        Some("execute") => format!("to carry out: {decision}{about}"),
        Some("logs") => format!("to hand over the logs of{about}"),
        _ => format!("about{about}"),
    }
}
