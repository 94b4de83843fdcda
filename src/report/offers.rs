//! Fixes that change who may do what, as alternatives to be played before anybody decides on them.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::check::Finding;

/// The fixes in RON, alternative by alternative; empty if there are none.
pub fn offers(findings: &[Finding]) -> String {
    let mut by_alternative: BTreeMap<&str, Vec<(String, &str)>> = BTreeMap::new();
    // What a change of text has mended needs no other.
    let open = findings
        .iter()
        .filter(|one| one.fixes.iter().all(|fix| fix.edit.is_none()));
    for finding in open {
        for fix in finding.fixes.iter().filter(|fix| !fix.change.is_empty()) {
            for alternative in &finding.alternatives {
                let offers = by_alternative.entry(alternative).or_default();
                let words = format!("{}: {}; {}", finding.code, finding.title, fix.words);
                if !offers.iter().any(|(_, change)| *change == fix.change) {
                    offers.push((words, &fix.change));
                }
            }
        }
    }
    let mut text = String::new();
    for (alternative, offers) in by_alternative {
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "// Not applied, because it changes who may do what. Add it to a copy of alternative {alternative:?} and play both."
        );
        let _ = writeln!(text, "{:?}: [", format!("{alternative}, mended"));
        for (words, change) in offers {
            let _ = writeln!(text, "    // {}", words.replace(['\n', '\r'], " "));
            let _ = writeln!(text, "    {change},");
        }
        text.push_str("],\n");
    }
    text
}
