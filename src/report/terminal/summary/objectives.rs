//! What was wanted, and whether it was had.

use super::figure::{Kind, range, with_luck};
use super::whole::Summary;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{clean, count, fit};
use crate::report::{Alternative, Objective, Verdict};

/// Each objective with its verdict for each alternative.
pub(super) fn objectives(of: &Summary<'_>, canvas: &mut Canvas) {
    let alternatives = &of.document.alternatives;
    let Some(first) = alternatives.iter().max_by_key(|one| one.objectives.len()) else {
        return;
    };
    if first.objectives.is_empty() {
        canvas.heading("objectives", "none is written");
        return;
    }
    canvas.heading("objectives", "");
    let mut table = Table::default();
    for (place, objective) in first.objectives.iter().enumerate() {
        for (row, alternative) in alternatives.iter().enumerate() {
            let text = if row == 0 {
                clean(&objective.text)
            } else {
                String::new()
            };
            if let Some(objective) = alternative.objectives.get(place) {
                table.row(cells(text, alternative, objective));
            }
        }
    }
    if table.width() <= canvas.width {
        table.draw(canvas);
    } else {
        stacked(first, alternatives, canvas);
    }
    remarks(alternatives, canvas);
}

fn cells(text: String, alternative: &Alternative, objective: &Objective) -> Vec<Cell> {
    let (word, tone) = verdict(objective.verdict);
    vec![
        Cell::new(text),
        Cell::new(fit(&alternative.name, 16)).tone(Tone::Strong),
        Cell::new(word).tone(tone),
        Cell::new(with_luck(
            &objective.measured,
            Kind::of_objective(&objective.text),
        )),
    ]
}

/// On narrow sheets the objective has a line of its own.
fn stacked(first: &Alternative, alternatives: &[Alternative], canvas: &mut Canvas) {
    for (place, objective) in first.objectives.iter().enumerate() {
        canvas.hang("  ", 2, &objective.text, Tone::Plain);
        let mut table = Table::default();
        for alternative in alternatives {
            if let Some(objective) = alternative.objectives.get(place) {
                table.row(cells(String::new(), alternative, objective));
            }
        }
        table.draw(canvas);
    }
}

fn verdict(verdict: Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::Met => ("✓ met", Tone::Good),
        Verdict::Missed => ("✗ missed", Tone::Bad),
        Verdict::Depends => ("~ depends", Tone::Doubtful),
        Verdict::Undecided => ("? undecided", Tone::Doubtful),
    }
}

/// What would settle an undecided objective, and on what one depends (M7).
fn remarks(alternatives: &[Alternative], canvas: &mut Canvas) {
    for alternative in alternatives {
        for objective in &alternative.objectives {
            if let Some(words) = remark(objective) {
                let words = format!("{}, `{}`: {words}", alternative.name, objective.text);
                canvas.hang("  ", 4, &words, Tone::Doubtful);
            }
        }
    }
}

fn remark(objective: &Objective) -> Option<String> {
    match objective.verdict {
        Verdict::Undecided => Some(match objective.settled_by {
            Some(replications) => format!("about {} replications would settle it", count(replications)),
            None => "more replications would not settle it".to_owned(),
        }),
        Verdict::Depends => {
            let assumed = objective.measured.assumptions.as_ref();
            let kind = Kind::of_objective(&objective.text);
            let range = assumed.map_or_else(String::new, |it| format!(" ({})", range(it.low, it.high, kind)));
            let inputs: Vec<String> = objective
                .depends_on
                .iter()
                .take(3)
                .map(|input| format!("`{input}`"))
                .collect();
            Some(format!(
                "depends on what we do not know{range}: {}",
                inputs.join(", ")
            ))
        }
        Verdict::Met | Verdict::Missed => None,
    }
}
