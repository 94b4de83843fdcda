//! Safe changes of text: what can be taken away without anybody's rights becoming others.

use crate::document::{Loaded, Location};

use super::finding::{Edit, Finding, Fix};
use super::rule::rule_of;

/// A file with all safe changes made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedFile {
    /// The path, as the user would write it.
    pub file: String,
    /// The text as it is.
    pub before: String,
    /// The text as it would be.
    pub after: String,
    /// What is changed, in words, by place.
    pub words: Vec<String>,
}

/// Adds the changes of text to the findings that have one.
pub(super) fn mend(loaded: &Loaded, findings: &mut [Finding]) {
    let alternatives: Vec<&str> = loaded.alternatives().collect();
    for finding in findings {
        let everywhere = alternatives
            .iter()
            .all(|name| finding.alternatives.iter().any(|one| one == name));
        let words = match rule_of(finding.code).map(|rule| rule.name) {
            // A code that there is none of is mistyped: whoever wrote it knows what was meant.
            Some("stale-setting") if rule_of(&finding.about.1).is_some() => "take the setting away",
            // A file that others share may hold a rule that matches in theirs.
            Some("shadowed-rule") if everywhere && loaded.is_own(&finding.place) => "take the rule away",
            _ => continue,
        };
        let edit = loaded.item(&finding.place).map(|at| Edit {
            at,
            replacement: String::new(),
        });
        finding.fixes.extend(edit.map(|edit| Fix {
            words: words.to_owned(),
            edit: Some(edit),
            change: String::new(),
        }));
    }
}

/// The files in which something can be changed safely, by path; edits that overlap are made once.
pub fn edited(loaded: &Loaded, findings: &[Finding]) -> Vec<EditedFile> {
    let mut edits: Vec<(&Edit, String)> = Vec::new();
    for finding in findings {
        let words = |fix: &Fix| format!("{}: {}: {}", finding.code, finding.title, fix.words);
        let of = finding.fixes.iter();
        edits.extend(of.filter_map(|fix| Some((fix.edit.as_ref()?, words(fix)))));
    }
    edits.sort_by(|one, other| place(&one.0.at).cmp(&place(&other.0.at)));
    let files = edits.chunk_by(|one, other| one.0.at.file == other.0.at.file);
    files.filter_map(|of_file| edit_file(loaded, of_file)).collect()
}

fn place(at: &Location) -> (&str, usize) {
    (&at.file, at.span.as_ref().map_or(0, |span| span.start))
}

fn edit_file(loaded: &Loaded, edits: &[(&Edit, String)]) -> Option<EditedFile> {
    let file = edits.first()?.0.at.file.clone();
    let before = loaded.text(&file)?.to_owned();
    let (mut after, mut words, mut done) = (String::with_capacity(before.len()), Vec::new(), 0);
    for (edit, why) in edits {
        let Some(span) = edit.at.span.as_ref().filter(|span| span.start >= done) else {
            continue;
        };
        after.push_str(before.get(done..span.start)?);
        after.push_str(&edit.replacement);
        done = span.end;
        words.push(why.clone());
    }
    after.push_str(before.get(done..)?);
    Some(EditedFile {
        file,
        before,
        after,
        words,
    })
}
