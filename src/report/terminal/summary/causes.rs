//! Where the time went: bars on one scale, so that alternatives compare.

use super::figure::millis;
use crate::report::terminal::bars::bar;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::text::{count, fit, left, right};
use crate::report::{Alternative, CauseShare, RunDocument};

/// The columns of a field besides its bar: mean, share and what is between.
const FIGURES: usize = 8 + 1 + 5 + 2;
const LABEL: usize = 2 + 12;
const SHORTEST_BAR: usize = 10;
const LONGEST_BAR: usize = 48;

/// The mean time of each cause in the incidents that were contained (M4); those that were not, apart.
pub(super) fn causes(document: &RunDocument, canvas: &mut Canvas) {
    canvas.heading(
        "where the time went",
        "mean of the contained incidents, cause by cause",
    );
    let room = canvas.width.saturating_sub(LABEL);
    let beside = (room / (FIGURES + SHORTEST_BAR)).clamp(1, document.alternatives.len().max(1));
    let width = (room / beside)
        .saturating_sub(FIGURES)
        .clamp(SHORTEST_BAR, LONGEST_BAR);
    let scale = document.alternatives.iter().flat_map(means).fold(0.0, f64::max);
    for (place, together) in document.alternatives.chunks(beside).enumerate() {
        if place > 0 {
            canvas.gap();
        }
        draw(together, width, scale, canvas);
    }
    for alternative in &document.alternatives {
        never_contained(alternative, canvas);
    }
}

fn means(alternative: &Alternative) -> impl Iterator<Item = f64> + '_ {
    alternative
        .attribution
        .contained
        .causes
        .iter()
        .filter_map(|cause| cause.mean)
}

fn draw(together: &[Alternative], width: usize, scale: f64, canvas: &mut Canvas) {
    let mut names = " ".repeat(LABEL);
    let mut totals = " ".repeat(LABEL);
    for alternative in together {
        let contained = &alternative.attribution.contained;
        let total: f64 = means(alternative).sum();
        let name = left(&fit(&alternative.name, width + FIGURES - 2), width + FIGURES);
        names.push_str(&canvas.paint(&name, Tone::Strong));
        let words = match contained.n {
            0 => "none was contained".to_owned(),
            n => format!("{} in {} contained", duration(millis(total)), count(n)),
        };
        totals.push_str(&canvas.paint(
            &left(&fit(&words, width + FIGURES - 2), width + FIGURES),
            Tone::Quiet,
        ));
    }
    canvas.line(&names);
    canvas.line(&totals);
    for cause in shown(together) {
        let mut line = format!("  {}", left(cause, LABEL - 2));
        for alternative in together {
            line.push_str(&field(alternative, cause, width, scale, canvas));
        }
        canvas.line(&line);
    }
}

/// The causes that took any time, in the order in which an incident meets them.
fn shown(together: &[Alternative]) -> Vec<&str> {
    let mut shown: Vec<&str> = Vec::new();
    let first = together
        .iter()
        .max_by_key(|one| one.attribution.contained.causes.len());
    for cause in first
        .into_iter()
        .flat_map(|one| &one.attribution.contained.causes)
    {
        let takes = |one: &&Alternative| found(one, &cause.cause).is_some_and(|found| found.mean > Some(0.0));
        if together.iter().any(|one| takes(&one)) {
            shown.push(&cause.cause);
        }
    }
    shown
}

fn found<'a>(alternative: &'a Alternative, cause: &str) -> Option<&'a CauseShare> {
    alternative
        .attribution
        .contained
        .causes
        .iter()
        .find(|one| one.cause == cause)
}

fn field(alternative: &Alternative, cause: &str, width: usize, scale: f64, canvas: &Canvas) -> String {
    let (mean, share) = found(alternative, cause).map_or((0.0, 0.0), |found| {
        (found.mean.unwrap_or(0.0), found.share.unwrap_or(0.0))
    });
    let part = if scale > 0.0 { mean / scale } else { 0.0 };
    let figures = if mean > 0.0 {
        duration(millis(mean))
    } else {
        "–".to_owned()
    };
    let share = if mean > 0.0 {
        whole_percent(share)
    } else {
        String::new()
    };
    let drawn = canvas.paint(&left(&bar(part, width), width), Tone::Accent);
    format!(
        "{drawn}{} {}  ",
        right(&figures, 8),
        canvas.paint(&right(&share, 5), Tone::Quiet)
    )
}

fn whole_percent(share: f64) -> String {
    if share < 0.005 {
        "<1 %".to_owned()
    } else {
        format!("{:.0} %", 100.0 * share)
    }
}

fn never_contained(alternative: &Alternative, canvas: &mut Canvas) {
    let censored = &alternative.attribution.censored;
    if censored.n == 0 {
        return;
    }
    let mut stages: Vec<_> = censored.open_stage.iter().filter(|stage| stage.n > 0).collect();
    stages.sort_by_key(|stage| std::cmp::Reverse(stage.n));
    let stages: Vec<String> = stages
        .iter()
        .map(|stage| format!("{} {}", stage.cause, count(stage.n)))
        .collect();
    let words = format!(
        "{}: {} never contained, at the end still open: {}",
        alternative.name,
        count(censored.n),
        stages.join(", ")
    );
    canvas.hang("  ", 2, &words, Tone::Doubtful);
}
