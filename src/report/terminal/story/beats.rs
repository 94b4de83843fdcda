//! Beats of a story: records that are told in one sentence.

use crate::report::Entry;

/// Records of one kind that belong together, in order; never empty.
#[derive(Clone, Debug)]
pub(super) struct Beat<'t> {
    pub(super) first: &'t Entry,
    pub(super) all: Vec<&'t Entry>,
}

impl Beat<'_> {
    /// Whether any of it is on the critical path.
    pub(super) fn critical(&self) -> bool {
        self.all.iter().any(|entry| entry.critical)
    }

    /// What it is about, each once.
    pub(super) fn subjects(&self) -> Vec<String> {
        let mut subjects: Vec<String> = Vec::new();
        for subject in self.all.iter().filter_map(|entry| entry.subject.as_ref()) {
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
        "start_ex" | "traversal_started" | "traversal_failed" | "raised" | "try_ended" | "executor_found" => {
            false
        }
        // A chain that acts without an answer is worth a line; an answer is told by its acknowledgement.
        "answered" => entry.person.is_none(),
        "approved" => false,
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

fn is_fate_of_its_page(entry: &Entry, records: &[Entry]) -> bool {
    let cause = entry.cause.and_then(|cause| records.get(cause));
    cause.is_some_and(|page| page.kind == "paged" && page.at_s == entry.at_s)
}

/// What became of a page in its own millisecond.
pub(super) fn fate<'t>(page: &Entry, records: &'t [Entry]) -> Option<&'t Entry> {
    let later = records.get(page.id + 1..).unwrap_or(&[]);
    let now = later.iter().take_while(|entry| entry.at_s == page.at_s);
    now.filter(|entry| entry.cause == Some(page.id))
        .find(|entry| matches!(entry.kind, "unseen" | "acknowledged"))
}
