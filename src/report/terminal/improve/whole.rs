//! The screen, from the plan to how it was searched.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::compare::words::whole_percent;
use crate::report::terminal::summary::figure::{Kind, estimate, percent};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{count, fit};
use crate::report::{ImproveDocument, InteractionKind, Objective, PlanOutcome, Verdict};

use super::plan::plan;
use super::worth::worth;

/// Writes the plan; `path` is the exercise as a shell reads it.
pub fn improved(document: &ImproveDocument, path: &str, details: bool, canvas: &mut Canvas) {
    if let Some(of) = &document.worth {
        worth(document, of, details, canvas);
        preventable(document, canvas);
        return;
    }
    plan(document, canvas);
    objectives(document, canvas);
    overlay(document, canvas);
    tried(document, details, canvas);
    preventable(document, canvas);
    searched(document, path, canvas);
}

/// Every objective before and after.
fn objectives(document: &ImproveDocument, canvas: &mut Canvas) {
    if document.before.objectives.is_empty() {
        return;
    }
    canvas.heading("objectives", "");
    let mut table = Table::default();
    if !document.plan.is_empty() {
        let head = ["", &fit(&document.alternative, 24), "with the plan"];
        table.row(head.map(|word| Cell::new(word).tone(Tone::Quiet)).into());
    }
    for (before, after) in document.before.objectives.iter().zip(&document.after.objectives) {
        let mut row = vec![Cell::new(fit(&before.text, 34)), verdict(before)];
        row.extend((!document.plan.is_empty()).then(|| verdict(after)));
        table.row(row);
    }
    table.draw(canvas);
}

fn verdict(of: &Objective) -> Cell {
    let kind = Kind::of_objective(&of.text);
    let (sign, tone) = match of.verdict {
        Verdict::Met => ("✓", Tone::Good),
        Verdict::Missed => ("✗", Tone::Bad),
        Verdict::Depends | Verdict::Undecided => ("?", Tone::Doubtful),
    };
    Cell::new(format!("{sign} {}", estimate(&of.measured, kind))).tone(tone)
}

/// As it is, so that it can be copied: nothing is wrapped.
fn overlay(document: &ImproveDocument, canvas: &mut Canvas) {
    if document.overlay.is_empty() {
        return;
    }
    let words = format!("paste it into `alternatives` of {}", document.file);
    canvas.heading("ready to commit", &words);
    for line in document.overlay.lines() {
        let line = crate::report::terminal::text::clean(line);
        canvas.line(&line);
    }
}

fn tried(document: &ImproveDocument, details: bool, canvas: &mut Canvas) {
    let taken = document.interactions.iter().filter(|one| one.taken || details);
    let words: Vec<String> = taken
        .map(|one| {
            let points = 100.0 * one.shortfall_change;
            let fate = if one.taken { "taken" } else { "not taken" };
            match (&one.tried, &one.by) {
                (InteractionKind::Swap, Some(by)) => {
                    format!(
                        "{by}, in place of: {}: shortfall {points:+.1} points; {fate}",
                        one.step
                    )
                }
                _ => format!("without: {}: shortfall {points:+.1} points; {fate}", one.step),
            }
        })
        .collect();
    if !words.is_empty() {
        canvas.heading("tried with the others in place", "");
        for words in words {
            canvas.hang("  ", 4, &words, Tone::Plain);
        }
    }
    if document.considered.is_empty() || !(details || document.plan.is_empty()) {
        return;
    }
    canvas.heading("next best at first", "alone, by the replications that chose");
    for one in &document.considered {
        let words = format!(
            "{}: shortfall {:+.1} points, outruns {:+.1} points",
            one.title,
            -100.0 * one.shortfall_less,
            100.0 * one.outrun_rate_more
        );
        canvas.hang("  ", 4, &words, Tone::Plain);
    }
}

fn preventable(document: &ImproveDocument, canvas: &mut Canvas) {
    let Some(of) = &document.preventable else {
        return;
    };
    canvas.gap();
    let words = format!(
        "{} loses {} of incidents: {} would be outrun under perfect authority, with nobody to ask, reach or wait for; \
         {} would be lost even so.",
        document.alternative,
        whole_percent(of.lost),
        estimate(&of.by_decisions, Kind::Share),
        whole_percent(of.not_by_decisions)
    );
    canvas.hang("", 0, &words, Tone::Plain);
}

/// How it was found, and what that is worth.
fn searched(document: &ImproveDocument, path: &str, canvas: &mut Canvas) {
    canvas.gap();
    let of = &document.search;
    let alarms = if document.false_alarms.added {
        ", with false alarms added because the exercise writes none"
    } else {
        ""
    };
    let words = format!(
        "{} changes tried in {} rounds and {} plays{alarms}. {}",
        count(of.candidates),
        of.rounds,
        count(of.plays),
        of.guarantee
    );
    canvas.hang("", 0, &words, Tone::Quiet);
    if document.partial {
        let words = "Stopped before the end: what is told was played, and more might be found. Ask again with a larger `--budget`.";
        canvas.hang("", 0, words, Tone::Doubtful);
    }
    if document.outcome == PlanOutcome::AlreadyMet {
        let words = format!("What is each piece of authority worth? outrun improve {path} --worth");
        canvas.hang("", 0, &words, Tone::Quiet);
    }
}

/// A rate in few columns.
pub(super) fn rate(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| percent(value, 0.01))
}
