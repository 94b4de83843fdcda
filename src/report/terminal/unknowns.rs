//! What we do not know, and what moves the outrun rate most (M7).

use super::canvas::{Canvas, Tone};
use crate::report::{Alternative, Played, RunDocument};

/// The inputs that stand out, for each alternative whose assumptions were played.
pub(super) fn unknowns(document: &RunDocument, canvas: &mut Canvas) {
    let with_assumptions = |one: &Alternative| one.assumptions.is_some();
    if !document.alternatives.iter().any(with_assumptions) {
        return;
    }
    canvas.heading(
        "what we do not know",
        "the inputs that move the outrun rate, each alone from its lowest to its highest",
    );
    for alternative in &document.alternatives {
        let Some(played) = &alternative.assumptions else {
            continue;
        };
        let by = alternative.outrun_rate.assumptions.as_ref();
        let by = by.map(|range| range.by.as_slice()).unwrap_or_default();
        let name = canvas.paint(&alternative.name, Tone::Strong);
        if by.is_empty() {
            canvas.hang(&format!("  {name}  "), 4, &none_stands_out(played), Tone::Quiet);
            continue;
        }
        canvas.line(&format!("  {name}"));
        for input in by {
            canvas.hang("    ", 6, &sentence(played, input), Tone::Plain);
        }
    }
}

fn none_stands_out(played: &Played) -> String {
    match played.inputs.len() {
        0 => "no input has a range".to_owned(),
        1 => "its one input with a range does not stand out".to_owned(),
        several => format!("none of {several} inputs stands out"),
    }
}

fn sentence(played: &Played, input: &str) -> String {
    let Some(influence) = played.inputs.iter().find(|one| one.input == input) else {
        return input.to_owned();
    };
    let alone = influence.alone.as_ref().map_or_else(String::new, |alone| {
        format!(": {:.1} % to {:.1} %", 100.0 * alone.low, 100.0 * alone.high)
    });
    format!("{} ({input}){alone}", influence.meaning)
}
