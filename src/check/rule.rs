//! What a rule is.

use super::context::Context;
use super::controls::Control;
use super::finding::{Finding, Level};
use super::rules::RULES;

/// A rule: what it looks for, why it matters, and what to do.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The code: `OUT001`. Codes are never used again.
    pub code: &'static str,
    /// The name of its file: `no-decider`.
    pub name: &'static str,
    /// How bad it is, unless the case is milder.
    pub level: Level,
    /// What it finds, in a line.
    pub meaning: &'static str,
    /// Why it matters: one or two sentences.
    pub why: &'static str,
    /// A piece of a plan that it finds, in RON.
    pub example: &'static str,
    /// The same piece mended, or what to do.
    pub fix: &'static str,
    /// Controls that it touches.
    pub controls: &'static [&'static Control],
    /// Looks for it.
    pub find: fn(&Context<'_>) -> Vec<Finding>,
}

/// The rule of a code, in any case.
pub fn rule_of(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
        .copied()
}
