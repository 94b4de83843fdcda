//! The story as lines, for those who set it otherwise than a terminal does.

use super::beats::beats;
use super::ending::{cost, verdict};
use super::phrases::{margin, phrase};
use super::whole::chapter_of;
use crate::report::Trace;

/// One sentence of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Line {
    /// What the responders knew by then.
    pub(in crate::report) chapter: &'static str,
    /// Since StartEx, milliseconds.
    pub(in crate::report) at: i64,
    /// The scenario's clock.
    pub(in crate::report) clock: String,
    /// Who acts: the attacker, a finding, a contact, a decision, an action.
    pub(in crate::report) word: &'static str,
    /// On the critical path: containment waited for it.
    pub(in crate::report) critical: bool,
    /// The person or group, where there is one.
    pub(in crate::report) person: Option<String>,
    /// What happened.
    pub(in crate::report) text: String,
}

/// The sentences in order.
pub(in crate::report) fn lines(trace: &Trace) -> Vec<Line> {
    let told = beats(&trace.records);
    told.iter()
        .map(|beat| Line {
            chapter: chapter_of(beat, trace),
            at: beat.first.at_s.as_millis(),
            clock: beat.first.clock.clone(),
            word: margin(beat).0,
            critical: beat.critical(),
            person: beat.first.person.clone(),
            text: phrase(beat, trace),
        })
        .collect()
}

/// How it ended, and what it cost, as sentences.
pub(in crate::report) fn ended(trace: &Trace) -> (String, String) {
    (verdict(&trace.ending).0, cost(&trace.ending))
}
