//! The story of a replication as plain lines, for those who show it while it goes on.

use serde::Serialize;

use super::story::Trace;
use super::terminal::lines;

/// One line of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldLine {
    /// Milliseconds after StartEx.
    pub at_ms: i64,
    /// The scenario's clock.
    pub clock: String,
    /// Who acts: the attacker, a finding, a contact, a decision, an action.
    pub word: &'static str,
    /// What happened.
    pub text: String,
}

/// The lines in order.
pub fn told_lines(trace: &Trace) -> Vec<ToldLine> {
    let told = lines(trace).into_iter().map(|line| ToldLine {
        at_ms: line.at,
        clock: line.clock,
        word: line.word,
        text: line.text,
    });
    told.collect()
}
