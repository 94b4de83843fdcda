//! A plan as an alternative in RON, ready to be pasted.

use std::fmt::Write;

use crate::experiment::improve::Step;

/// The lines to paste into `alternatives`; without written alternatives the base is written too. Empty without steps.
pub(super) fn overlay(base: &str, name: &str, writes_alternatives: bool, steps: &[Step]) -> String {
    let mut text = String::new();
    if steps.is_empty() {
        return text;
    }
    // Writing to a text cannot fail.
    if !writes_alternatives {
        let _ = writeln!(text, "{base:?}: [],");
    }
    let _ = writeln!(text, "{name:?}: [");
    let _ = writeln!(text, "    Like({base:?}),");
    for (place, step) in steps.iter().enumerate() {
        let title = step.idea.title.replace(['\n', '\r'], " ");
        let _ = writeln!(text, "    // {}. {title}.", place + 1);
        for change in &step.changes {
            let _ = writeln!(text, "    {change},");
        }
    }
    text.push_str("],\n");
    text
}
