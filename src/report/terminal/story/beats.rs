//! Beats of a story: records that are told in one sentence.

use crate::report::Entry;

/// Records of one kind that belong together, in order; never empty.
#[derive(Clone, Debug)]
pub(super) struct Beat<'t> {
    pub(super) first: &'t Entry,
    pub(super) all: Vec<&'t Entry>,
}

impl<'t> Beat<'t> {
    /// Whether any of it is on the critical path.
    pub(super) fn critical(&self) -> bool {
        self.all.iter().any(|entry| entry.critical)
    }

    /// What it is about, each once.
    pub(super) fn subjects(&self) -> Vec<String> {
        let mut subjects: Vec<String> = Vec::new();
        // What was executed or fell is one thing each; what was asked for may be several.
        let together = |entry: &&'t Entry| {
            let one =
                entry.assets.is_empty() || matches!(entry.errand, Some("execute")) || entry.phase != "people";
            if one {
                entry.subject.as_slice()
            } else {
                entry.assets.as_slice()
            }
        };
        for subject in self.all.iter().flat_map(together) {
            if !subjects.contains(subject) {
                subjects.push(subject.clone());
            }
        }
        subjects
    }
}

/// The beats of a trace; what other beats tell already is left out.
pub(super) fn beats(records: &[Entry]) -> Vec<Beat<'_>> {
    let mut beats: Vec<Beat<'_>> = Vec::new();
    for entry in records.iter().filter(|entry| is_told(entry, records)) {
        match beats
            .iter_mut()
            .rev()
            .take_while(|beat| is_near(beat, entry))
            .find(|beat| belongs(beat, entry))
        {
            Some(beat) => beat.all.push(entry),
            None => beats.push(Beat {
                first: entry,
                all: vec![entry],
            }),
        }
    }
    beats
}

/// Falls are gathered as long as nothing else happens; all else within its millisecond.
fn is_near(beat: &Beat<'_>, entry: &Entry) -> bool {
    beat.first.at_s == entry.at_s || (is_fall(beat.first) && is_fall(entry))
}

fn is_fall(entry: &Entry) -> bool {
    entry.kind == "taken" && entry.from.is_some()
}

fn belongs(beat: &Beat<'_>, entry: &Entry) -> bool {
    let first = beat.first;
    if first.kind != entry.kind || first.errand != entry.errand || first.rule != entry.rule {
        return false;
    }
    match entry.kind {
        "inject" | "severity_rose" => false,
        "taken" => is_fall(first) == is_fall(entry),
        "known" => first.charge == entry.charge && first.cause == entry.cause,
        "paged" | "unseen" => true,
        _ => first.person == entry.person && first.action == entry.action && first.decision == entry.decision,
    }
}

/// Single traversals, and steps that others imply, are in the data and not in the story.
fn is_told(entry: &Entry, records: &[Entry]) -> bool {
    match entry.kind {
        "start_ex" | "traversal_started" | "traversal_failed" | "raised" | "try_ended" | "executor_found"
        | "approved" => false,
        "step_ended" => next_page(entry, records).is_none() && follows(entry, records, "exhausted").is_none(),
        // Told with what it followed from at once.
        "effective" => waited(entry, records) > 0 || !is_caused_by(entry, records, "executed"),
        "foothold_ended" => waited(entry, records) > 0 || !is_caused_by(entry, records, "effective"),
        // A chain that acts without an answer is worth a line; an answer is told by its acknowledgement.
        "answered" => entry.person.is_none(),
        "work_began" => waited(entry, records) >= WORTH_TELLING,
        // Told with the page that it was the fate of.
        "unseen" | "acknowledged" => !is_fate_of_its_page(entry, records),
        "gate_opened" => waited(entry, records) > 0,
        _ => true,
    }
}

/// A shorter wait for a person is no news, in milliseconds.
const WORTH_TELLING: i64 = 60_000;

/// The milliseconds since the record that caused this one.
pub(super) fn waited(entry: &Entry, records: &[Entry]) -> i64 {
    let cause = entry.cause.and_then(|cause| records.get(cause));
    cause.map_or(0, |cause| entry.at_s.as_millis() - cause.at_s.as_millis())
}

fn is_caused_by(entry: &Entry, records: &[Entry], kind: &str) -> bool {
    entry
        .cause
        .and_then(|cause| records.get(cause))
        .is_some_and(|cause| cause.kind == kind)
}

/// What a record brought about in its own millisecond.
pub(super) fn brought<'t>(entry: &Entry, records: &'t [Entry], kind: &str) -> Option<&'t Entry> {
    later(entry, records).find(|later| later.cause == Some(entry.id) && later.kind == kind)
}

/// The records after this one in its millisecond.
fn later<'t>(entry: &Entry, records: &'t [Entry]) -> impl Iterator<Item = &'t Entry> {
    let at = entry.at_s;
    records
        .get(entry.id + 1..)
        .unwrap_or(&[])
        .iter()
        .take_while(move |later| later.at_s == at)
}

/// The same matter, one step further in its millisecond.
fn follows<'t>(step: &Entry, records: &'t [Entry], kind: &str) -> Option<&'t Entry> {
    let same =
        |later: &&Entry| later.kind == kind && later.rule == step.rule && later.subject == step.subject;
    later(step, records).find(same)
}

fn next_page<'t>(step: &Entry, records: &'t [Entry]) -> Option<&'t Entry> {
    follows(step, records, "paged")
}

/// Whether a page was sent because the step before it had had its time (C4).
pub(super) fn is_next_step(page: &Entry, records: &[Entry]) -> bool {
    let before = records.get(..page.id).unwrap_or(&[]).iter().rev();
    let mut now = before.take_while(|earlier| earlier.at_s == page.at_s);
    now.any(|earlier| {
        earlier.kind == "step_ended" && earlier.rule == page.rule && earlier.subject == page.subject
    })
}

fn is_fate_of_its_page(entry: &Entry, records: &[Entry]) -> bool {
    let cause = entry.cause.and_then(|cause| records.get(cause));
    cause.is_some_and(|page| page.kind == "paged" && page.at_s == entry.at_s)
}

/// What became of a page in its own millisecond.
pub(super) fn fate<'t>(page: &Entry, records: &'t [Entry]) -> Option<&'t Entry> {
    brought(page, records, "unseen").or_else(|| brought(page, records, "acknowledged"))
}
