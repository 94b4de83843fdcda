//! What was wanted, and whether it was had.

use super::figure::{Kind, estimate, range, with_luck};
use super::whole::Summary;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{clean, count, fit};
use crate::report::{Alternative, Interval, Objective, Verdict};

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
    let tables = [
        (side_by_side(first, alternatives, with_luck), true),
        (side_by_side(first, alternatives, estimate), !of.details),
        (below_one_another(first, alternatives), true),
    ];
    let fits = |(table, wanted): &&(Table, bool)| *wanted && table.width() <= canvas.width;
    match tables.iter().find(fits) {
        Some((table, _)) => table.draw(canvas),
        None => stacked(first, alternatives, canvas),
    }
    remarks(alternatives, of.details, canvas);
}

/// What is written of a figure.
type Words = fn(&Interval, Kind) -> String;

/// A row for each objective, a column for each alternative.
fn side_by_side(first: &Alternative, alternatives: &[Alternative], words: Words) -> Table {
    let mut table = Table::default();
    let names = alternatives
        .iter()
        .map(|one| Cell::new(fit(&one.name, 16)).tone(Tone::Strong));
    table.row(std::iter::once(Cell::new("")).chain(names).collect());
    for (place, objective) in first.objectives.iter().enumerate() {
        let fields = alternatives.iter().map(|one| {
            one.objectives.get(place).map_or_else(
                || Cell::new("–"),
                |objective| {
                    let (word, tone) = verdict(objective.verdict);
                    let measured = words(&objective.measured, Kind::of_objective(&objective.text));
                    Cell::new(format!("{word} {measured}")).tone(tone)
                },
            )
        });
        let text = Cell::new(clean(&objective.text));
        table.row(std::iter::once(text).chain(fields).collect());
    }
    table
}

/// A row for each objective and alternative.
fn below_one_another(first: &Alternative, alternatives: &[Alternative]) -> Table {
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
    table
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
fn remarks(alternatives: &[Alternative], details: bool, canvas: &mut Canvas) {
    for alternative in alternatives {
        for objective in &alternative.objectives {
            let shown = details || objective.verdict != Verdict::Undecided;
            if let Some(words) = remark(objective).filter(|_| shown) {
                let words = format!("{}, `{}`: {words}", alternative.name, objective.text);
                canvas.hang("  ", 4, &words, Tone::Doubtful);
            }
        }
    }
    if !details {
        undecided(alternatives, canvas);
    }
}

/// What would settle all that is undecided, in a line.
fn undecided(alternatives: &[Alternative], canvas: &mut Canvas) {
    let objectives = alternatives.iter().flat_map(|one| &one.objectives);
    let undecided = objectives.filter(|one| one.verdict == Verdict::Undecided);
    let (settled, open): (Vec<_>, Vec<_>) = undecided.partition(|one| one.settled_by.is_some());
    let words = match (settled.iter().filter_map(|one| one.settled_by).max(), open.len()) {
        (None, 0) => return,
        (None, _) => "more replications would not settle what is undecided".to_owned(),
        (Some(most), 0) => format!(
            "about {} replications would settle what is undecided",
            count(most)
        ),
        (Some(most), open) => format!(
            "about {} replications would settle what is undecided, but for {open} that more would not",
            count(most)
        ),
    };
    canvas.hang("  ", 4, &words, Tone::Doubtful);
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
