//! One sentence for each beat.

use super::beats::{Beat, brought, waited};
use super::paging::{acknowledged, name, paged, unseen};
use crate::report::terminal::canvas::Tone;
use crate::report::terminal::duration::duration;
use crate::report::terminal::text::list;
use crate::report::{Entry, Trace};

/// More subjects than this are counted.
const MOST: usize = 6;

/// Who acts: the word in the margin, and its colour.
pub(super) fn margin(beat: &Beat<'_>) -> (&'static str, Tone) {
    match beat.first.kind {
        "taken" | "retaken" => ("attack", Tone::Bad),
        "jewel_fell" => ("JEWEL", Tone::Bad),
        "inject" => ("inject", Tone::Doubtful),
        "alert" | "told" | "known" | "vendor_answered" | "recognised" => ("finding", Tone::Accent),
        "declared" | "severity_rose" => ("incident", Tone::Strong),
        "paged" | "acknowledged" | "unseen" | "step_ended" | "exhausted" | "answered" => {
            ("contact", Tone::Plain)
        }
        "executed" | "effective" | "foothold_ended" | "try_failed" | "tool_back" | "access_granted"
        | "restored" => ("action", Tone::Good),
        "contained" | "declared_contained" => ("CLEAR", Tone::Good),
        "all_clear_withdrawn" => ("incident", Tone::Bad),
        "work_began" => ("work", Tone::Plain),
        _ => ("decision", Tone::Accent),
    }
}

/// The sentence.
pub(super) fn phrase(beat: &Beat<'_>, trace: &Trace) -> String {
    match beat.first.kind {
        "taken" => taken(beat),
        "retaken" | "jewel_fell" | "alert" | "told" | "known" | "vendor_answered" | "recognised"
        | "inject" => found(beat, trace),
        "paged" => paged(beat, trace),
        "unseen" => unseen(beat, trace),
        "acknowledged" => acknowledged(beat, trace),
        "executed" | "effective" | "foothold_ended" | "try_failed" | "tool_back" | "access_granted"
        | "restored" => acted(beat, trace),
        "path_began" | "decided" | "died" | "approval_given" | "approval_declined" | "gate_opened"
        | "held_off" => decided(beat, trace),
        _ => otherwise(beat, trace),
    }
}

fn subjects(beat: &Beat<'_>) -> String {
    named(beat, MOST)
}

/// What a beat is about; requests without an asset are titles, and quoted as such.
pub(super) fn named(beat: &Beat<'_>, most: usize) -> String {
    let about_assets = matches!(beat.first.decision, None | Some("contain" | "restore"));
    let quoted = |subject: String| {
        if about_assets {
            subject
        } else {
            format!("\"{subject}\"")
        }
    };
    let subjects: Vec<String> = beat.subjects().into_iter().map(quoted).collect();
    list(&subjects, most)
}

fn under(entry: &Entry) -> String {
    entry
        .rule
        .as_ref()
        .map_or_else(String::new, |rule| format!(" (rule `{rule}`)"))
}

fn cause<'t>(entry: &Entry, trace: &'t Trace) -> Option<&'t Entry> {
    trace.records.get(entry.cause?)
}

fn taken(beat: &Beat<'_>) -> String {
    let subjects = beat.subjects();
    let blast = beat.all.last().and_then(|entry| entry.blast).unwrap_or(0);
    let first = beat.first;
    match (&first.from, subjects.len()) {
        (None, _) => format!(
            "the attacker enters at {} (blast radius {blast})",
            list(&subjects, MOST)
        ),
        (Some(from), 1) => {
            let way = first.edge_kind.as_deref().unwrap_or("an edge");
            format!(
                "{} falls, from {from} by `{way}` (blast radius {blast})",
                list(&subjects, MOST)
            )
        }
        (Some(_), count) => {
            let last = beat.all.last().unwrap_or(&first);
            let span = duration(last.at_s.as_millis() - first.at_s.as_millis());
            format!(
                "{count} fall within {span}: {} (blast radius {blast})",
                list(&subjects, MOST)
            )
        }
    }
}

fn found(beat: &Beat<'_>, trace: &Trace) -> String {
    let (first, about) = (beat.first, subjects(beat));
    match first.kind {
        "retaken" => match &first.from {
            Some(from) => format!("the attacker takes {about} again, from {from}"),
            None => format!("the attacker enters {about} again"),
        },
        "jewel_fell" => format!("the crown jewel {about} falls"),
        "alert" => format!("an alert names {about}"),
        "told" => format!(
            "{} tells of {about}",
            first.told_by.as_deref().unwrap_or("a third party")
        ),
        "recognised" => format!("{} recognises the alert on {about} as false", name(first, trace)),
        "vendor_answered" => format!("the vendor hands over the logs of {about}"),
        "inject" => format!("{about}: {}", first.does.as_deref().unwrap_or("")),
        _ => known(beat, &about, trace),
    }
}

/// How a foothold became known (D3).
fn known(beat: &Beat<'_>, about: &str, trace: &Trace) -> String {
    let (first, are) = (beat.first, are(beat));
    let because = cause(first, trace);
    match because.map(|cause| cause.kind) {
        Some("known") => {
            let from = because
                .and_then(|cause| cause.subject.as_deref())
                .unwrap_or("others");
            format!("{about} {are} found, from the logs around {from}")
        }
        Some("declared") => format!("{about} {are} known to be in the attacker's hands"),
        Some("effective") => format!("{about} {are} found while acting elsewhere"),
        Some("alert" | "told") => format!("{about} {are} known: it was named"),
        _ => format!("{about} {are} found"),
    }
}

fn decided(beat: &Beat<'_>, trace: &Trace) -> String {
    let (first, about) = (beat.first, subjects(beat));
    let decision = first.decision.unwrap_or("contain");
    match first.kind {
        "path_began" => match &first.rule {
            Some(rule) => format!("somebody must decide: {decision} {about}? Rule `{rule}` says who"),
            None => format!("somebody must decide: {decision} {about}? No rule says who"),
        },
        "decided" => format!("decided: {decision} {about}, {}", authority(first, trace)),
        "died" => format!("the request to {decision} {about} is dead"),
        "approval_given" => format!("{} approves: {decision} {about}", name(first, trace)),
        "approval_declined" => format!("{} does not approve: {decision} {about}", name(first, trace)),
        "gate_opened" => {
            format!(
                "the gate opens for {about} after {}{}",
                duration(waited(first, &trace.records)),
                under(first)
            )
        }
        _ => format!("the decision on {about} is held off{}", under(first)),
    }
}

/// On what authority something was decided: a person's, beforehand, or by default (R2 to R5, C5).
fn authority(first: &Entry, trace: &Trace) -> String {
    let under = under(first);
    if first.person.is_some() {
        return format!("by {}{under}", name(first, trace));
    }
    // R3: a grant holds for what comes after under the same rule.
    let mut before = trace.records.iter().take(first.id);
    let granted = before.any(|earlier| earlier.kind == "decided" && earlier.rule == first.rule);
    match cause(first, trace).map(|cause| cause.kind) {
        Some("answered") => format!("by default, as nobody answered{under}"),
        _ if first.charge == Some("dispute") => "by its owners together".to_owned(),
        _ if granted && first.rule.is_some() => {
            format!("covered beforehand or by an earlier decision{under}")
        }
        _ => format!("beforehand: nobody needs to be asked{under}"),
    }
}

fn acted(beat: &Beat<'_>, trace: &Trace) -> String {
    let (first, about) = (beat.first, subjects(beat));
    let action = first.action.as_deref();
    match first.kind {
        "executed" => {
            let done = action.map_or_else(
                || format!("carries out {about}"),
                |action| format!("executes {action} on {about}"),
            );
            format!("{} {done}{}", executor(first, trace), at_once(beat, trace))
        }
        "effective" => format!(
            "{} takes effect on {about}{}",
            action.unwrap_or("the action"),
            loses(first, trace)
        ),
        "foothold_ended" => match waited(first, &trace.records) {
            0 => format!("the attacker loses {about}"),
            after => format!(
                "the attacker loses {about}: its session lived on for {}",
                duration(after)
            ),
        },
        "try_failed" => format!("a try by {} on {about} fails", name(first, trace)),
        "tool_back" => "the tool is back".to_owned(),
        "access_granted" => "just-in-time access is granted".to_owned(),
        _ => format!("{about} is back in service"),
    }
}

/// What an executed action does in its own millisecond.
fn at_once(beat: &Beat<'_>, trace: &Trace) -> String {
    let effects: Vec<&Entry> = beat
        .all
        .iter()
        .filter_map(|entry| brought(entry, &trace.records, "effective"))
        .collect();
    match effects.first() {
        Some(first) => format!(", effective at once{}", loses(first, trace)),
        None => String::new(),
    }
}

fn loses(effective: &Entry, trace: &Trace) -> &'static str {
    if brought(effective, &trace.records, "foothold_ended").is_some() {
        ": the attacker loses it"
    } else {
        ""
    }
}

/// Who executed: the person of the last try, else automation.
fn executor(executed: &Entry, trace: &Trace) -> String {
    match cause(executed, trace) {
        Some(tried) if tried.kind == "try_ended" => name(tried, trace),
        _ => name(executed, trace),
    }
}

fn about(beat: &Beat<'_>) -> String {
    let subjects = subjects(beat);
    if subjects.is_empty() {
        String::new()
    } else {
        format!(" about {subjects}")
    }
}

fn work(beat: &Beat<'_>) -> String {
    let subjects = subjects(beat);
    match beat.first.errand {
        Some("triage") => " the alert".to_owned(),
        Some("execute") => format!(" carrying it out on {subjects}"),
        Some("call") => " the call".to_owned(),
        _ => format!(" {subjects}"),
    }
}

/// `is` or `are`.
fn are(beat: &Beat<'_>) -> &'static str {
    if beat.subjects().len() > 1 { "are" } else { "is" }
}

fn otherwise(beat: &Beat<'_>, trace: &Trace) -> String {
    let first = beat.first;
    let after = duration(waited(first, &trace.records));
    let severity = first.severity.as_deref().unwrap_or("");
    match first.kind {
        "declared" => "the incident is declared: response begins".to_owned(),
        "severity_rose" => format!("severity rises to {severity}"),
        "step_ended" => "no answer in time: on to the next step".to_owned(),
        "exhausted" => format!("nobody is left to page{}", about(beat)),
        "answered" => "nobody answered: the chain goes on without".to_owned(),
        "search_ended" => format!(
            "after {after} it is found out who may decide on {}",
            subjects(beat)
        ),
        "negotiating" => format!("the owners of {} negotiate", subjects(beat)),
        "consulted" => "everybody who had to be heard has been".to_owned(),
        "work_began" => format!(
            "{} gets to{} after {after} of other work or waiting",
            name(first, trace),
            work(beat)
        ),
        "contained" => "contained: the attacker holds nothing any more".to_owned(),
        "declared_contained" => "containment is declared".to_owned(),
        "all_clear_withdrawn" => "the all-clear is withdrawn".to_owned(),
        other => other.replace('_', " "),
    }
}
