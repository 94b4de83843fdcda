//! What is due, for people.

use crate::report::terminal::{Canvas, Tone, columns, left, list};

use super::due_document::{DueDocument, DueSchedule};

/// Draws it.
pub fn due_screen(document: &DueDocument, canvas: &mut Canvas) {
    if document.schedules.is_empty() {
        canvas.hang(
            "",
            0,
            "no exercise here has a schedule; `schedule` in an exercise gives it one",
            Tone::Plain,
        );
        return;
    }
    let due = document
        .schedules
        .iter()
        .filter(|one| matches!(one.state.as_str(), "due" | "overdue"))
        .count();
    let remark = format!("{due} of {} are due", document.schedules.len());
    canvas.heading("schedule", &remark);
    for one in &document.schedules {
        schedule(one, canvas);
    }
}

fn schedule(one: &DueSchedule, canvas: &mut Canvas) {
    let tone = match one.state.as_str() {
        "overdue" => Tone::Bad,
        "due" => Tone::Doubtful,
        "announced" => Tone::Accent,
        _ => Tone::Quiet,
    };
    let state = canvas.paint(&left(&one.state, 9), tone);
    let begin = format!("{state}  ");
    let words = format!("{} · {} ({})", one.exercise, one.schedule, one.how);
    canvas.hang(&begin, 11, &words, Tone::Strong);
    let mut facts = Vec::new();
    facts.extend(
        one.due_since
            .as_deref()
            .map(|at| format!("due since {}", moment(at))),
    );
    if one.missed > 1 {
        facts.push(format!("{} times not played", one.missed));
    }
    facts.push(one.last.as_deref().map_or_else(
        || "never played".to_owned(),
        |at| format!("last played {}", moment(at)),
    ));
    facts.extend(one.next.as_deref().map(|at| format!("next {}", moment(at))));
    if !one.owners.is_empty() {
        facts.push(format!("owned by {}", list(&one.owners, 3)));
    }
    let indent = columns("           ");
    canvas.hang(&" ".repeat(indent), indent, &facts.join("; "), Tone::Quiet);
}

/// `2026-10-01T02:00:00+02:00` as people say it.
fn moment(at: &str) -> String {
    format!("{} {}", at.get(..10).unwrap_or(at), at.get(11..16).unwrap_or(""))
}
