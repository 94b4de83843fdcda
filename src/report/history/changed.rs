//! What changed between two entries, in words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::terminal::{Canvas, Tone, fit, list};

use super::document::{InputChange, ValueChanged};

/// So many values are told; the rest is counted.
const MOST: usize = 12;
/// A value longer than this is shortened: JSON has all of it.
const LONGEST: usize = 60;

/// What `outrun exercise history --between A B --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/changed/1")]
pub struct ChangedDocument {
    /// `outrun/changed/1`.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The earlier entry.
    pub then: i64,
    /// The later entry.
    pub now: i64,
    /// Documents that differ.
    pub documents: Vec<InputChange>,
    /// Values that differ; nothing: they could not be compared.
    pub values: Option<Vec<ValueChanged>>,
    /// Why values could not be compared.
    pub unread: Option<String>,
    /// What else differs: the version of Outrun, the seed, the replications.
    pub settings: Vec<ValueChanged>,
}

impl ChangedDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/changed/1";
}

/// The same for people.
pub fn changed_screen(document: &ChangedDocument, canvas: &mut Canvas) {
    let title = format!("from entry {} to entry {}", document.then, document.now);
    canvas.heading(&title, &document.exercise);
    for change in &document.settings {
        value(change, canvas);
    }
    if document.documents.is_empty() {
        canvas.hang("  ", 2, "the documents are the same", Tone::Quiet);
    }
    inputs(&document.documents, 2, canvas);
    if let Some(because) = &document.unread {
        canvas.hang(
            "  ",
            2,
            &format!("values cannot be compared: {because}"),
            Tone::Doubtful,
        );
    }
    values(document.values.as_deref().unwrap_or_default(), canvas);
}

/// Which documents changed, in a line.
pub(super) fn inputs(changes: &[InputChange], indent: usize, canvas: &mut Canvas) {
    let names: Vec<String> = changes
        .iter()
        .map(|change| match (&change.then, &change.now) {
            (None, _) => format!("+{}", change.path),
            (_, None) => format!("-{}", change.path),
            _ => change.path.clone(),
        })
        .collect();
    if !names.is_empty() {
        let before = " ".repeat(indent);
        let words = format!("changed: {}", list(&names, 6));
        canvas.hang(&before, indent, &words, Tone::Doubtful);
    }
}

/// Which values changed, one a line.
pub(super) fn values(changes: &[ValueChanged], canvas: &mut Canvas) {
    for change in changes.iter().take(MOST) {
        value(change, canvas);
    }
    let more = changes.len().saturating_sub(MOST);
    if more > 0 {
        canvas.hang("    ", 4, &format!("and {more} more values"), Tone::Quiet);
    }
}

fn value(change: &ValueChanged, canvas: &mut Canvas) {
    let side = |side: &Option<String>| {
        side.as_ref()
            .map_or_else(|| "nothing".to_owned(), |text| fit(text, LONGEST))
    };
    let of = match change.alternatives.as_slice() {
        [] => String::new(),
        some => format!(" ({})", list(some, 3)),
    };
    let words = format!(
        "{}: {} → {}{of}",
        change.at,
        side(&change.then),
        side(&change.now)
    );
    canvas.hang("    ", 6, &words, Tone::Plain);
}
