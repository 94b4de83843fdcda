//! What became of the rows of an MSEL, for the terminal.

use crate::conduct::materials::{ImportReport, RowOutcome, RowReport};
use crate::report::terminal::{Canvas, Tone};

/// Of unchanged rows nothing is told but how many they are.
pub fn imported(of: &ImportReport, canvas: &mut Canvas) {
    for row in of.rows.iter().filter(|row| row.outcome != RowOutcome::Unchanged) {
        let tone = if row.outcome == RowOutcome::Refused {
            Tone::Bad
        } else {
            Tone::Plain
        };
        canvas.hang("", 2, &line(row), tone);
    }
    let counts = [
        RowOutcome::Unchanged,
        RowOutcome::Changed,
        RowOutcome::Added,
        RowOutcome::Removed,
        RowOutcome::Blank,
        RowOutcome::Refused,
    ];
    let words: Vec<String> = counts
        .into_iter()
        .map(|outcome| format!("{} {}", of.count(outcome), outcome.word()))
        .collect();
    canvas.hang("", 0, &words.join(", "), Tone::Plain);
    if !of.ignored.is_empty() {
        canvas.hang(
            "",
            0,
            &format!("columns that nobody knows: {}", of.ignored.join(", ")),
            Tone::Plain,
        );
    }
    for note in &of.notes {
        canvas.hang("", 0, note, Tone::Plain);
    }
}

fn line(of: &RowReport) -> String {
    let place = of
        .row
        .map_or_else(|| "gone".to_owned(), |row| format!("row {row}"));
    let number = if of.number.is_empty() {
        String::new()
    } else {
        format!(" {}", of.number)
    };
    let title = if of.title.is_empty() {
        String::new()
    } else {
        format!(" “{}”", of.title)
    };
    let details = if of.details.is_empty() {
        String::new()
    } else {
        format!(": {}", of.details.join("; "))
    };
    format!("{place}: {}{number}{title}{details}", of.outcome.word())
}
