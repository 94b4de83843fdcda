//! The story as lines of data, for those who set it beside another.

use super::beats::beats;
use super::ending::verdict;
use super::phrases::phrase;
use crate::report::Trace;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Told {
    /// Milliseconds since StartEx.
    pub(in crate::report) at_ms: i64,
    /// Day and time on the scenario's clock.
    pub(in crate::report) clock: String,
    /// What happened.
    pub(in crate::report) words: String,
    /// It is on the critical path.
    pub(in crate::report) critical: bool,
}

/// How it ended, and what happened in order.
pub(in crate::report) fn lines(trace: &Trace) -> (String, Vec<Told>) {
    let told = beats(&trace.records).into_iter().map(|beat| Told {
        at_ms: beat.first.at_s.as_millis(),
        clock: beat.first.clock.clone(),
        words: phrase(&beat, trace),
        critical: beat.critical(),
    });
    (verdict(&trace.ending).0, told.collect())
}
