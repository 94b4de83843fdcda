//! The verdict once more, as the last words.

use super::figure::{Kind, estimate};
use super::race::tone;
use super::whole::Summary;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::text::{columns, fit, left};
use crate::report::{Alternative, Movement, Verdict};

/// A line for each alternative: the race, and the objectives.
pub(super) fn short(of: &Summary<'_>, canvas: &mut Canvas) {
    canvas.gap();
    let heading = if of.document.partial {
        "IN SHORT, OF WHAT WAS PLAYED"
    } else {
        "IN SHORT"
    };
    let indent = columns(heading) + 2;
    let names = of.document.alternatives.iter().map(|one| columns(&one.name));
    let width = names.max().unwrap_or(0).clamp(4, 24);
    let mut before = format!("{}  ", canvas.paint(heading, Tone::Strong));
    for alternative in &of.document.alternatives {
        let name = left(&fit(&alternative.name, width), width);
        let name = canvas.paint(&name, Tone::Strong);
        let slipped = slipped(of, alternative);
        let words = format!(
            "outrun in {}; {}{}",
            estimate(&alternative.outrun_rate, Kind::Share),
            objectives(alternative),
            slipped
        );
        canvas.hang(
            &format!("{before}{name}  "),
            indent + width + 2,
            &words,
            if slipped.is_empty() {
                tone(alternative)
            } else {
                Tone::Bad
            },
        );
        before = " ".repeat(indent);
    }
}

/// `all 5 objectives met`, or how many of them are what.
fn objectives(alternative: &Alternative) -> String {
    let all = alternative.objectives.len();
    let verdicts = [
        (Verdict::Missed, "missed"),
        (Verdict::Depends, "dependent"),
        (Verdict::Undecided, "undecided"),
        (Verdict::Met, "met"),
    ];
    let counted: Vec<(usize, &str)> = verdicts
        .map(|(verdict, word)| (count(alternative, verdict), word))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .collect();
    match (all, counted.as_slice()) {
        (0, _) => "no objective is written".to_owned(),
        (1, [(_, word)]) => format!("its objective {word}"),
        (_, [(_, word)]) => format!("all {all} objectives {word}"),
        _ => {
            let counted: Vec<String> = counted
                .iter()
                .map(|(count, word)| format!("{count} {word}"))
                .collect();
            format!("of {all} objectives {}", counted.join(", "))
        }
    }
}

/// What slipped since an earlier run, where one was given.
fn slipped(of: &Summary<'_>, alternative: &Alternative) -> String {
    let against = of
        .document
        .against
        .iter()
        .flat_map(|against| &against.alternatives);
    let measures = against
        .filter(|one| one.name == alternative.name)
        .flat_map(|one| &one.measures);
    match measures.filter(|one| one.movement == Movement::Slipped).count() {
        0 => String::new(),
        1 => "; 1 figure slipped".to_owned(),
        several => format!("; {several} figures slipped"),
    }
}

fn count(alternative: &Alternative, verdict: Verdict) -> usize {
    let objectives = alternative.objectives.iter();
    objectives.filter(|one| one.verdict == verdict).count()
}
