//! Where the time went: bars on one scale, so that alternatives compare.

use super::figure::millis;
use super::whole::Summary;
use crate::report::terminal::bars::bar;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::text::{columns, count, fit, left, right};
use crate::report::{Alternative, CauseShare};

/// The columns of a field besides its bar: mean, share and what is between.
const FIGURES: usize = 8 + 1 + 5 + 2;
const LABEL: usize = 2 + 12;
const SHORTEST_BAR: usize = 10;
const LONGEST_BAR: usize = 48;
/// Without details so many causes are shown, the rest together.
const MOST: usize = 7;
/// Without details so many stages are named that were open at the end.
const MOST_STAGES: usize = 2;

/// A row: its label, and the causes that are added up in it.
struct Row<'a> {
    label: String,
    causes: Vec<&'a str>,
}

/// The mean time of each cause in the incidents that were contained (M4); those that were not, apart.
pub(super) fn causes(of: &Summary<'_>, canvas: &mut Canvas) {
    let alternatives = &of.document.alternatives;
    canvas.heading("where the time went", "mean of the contained incidents, by cause");
    let room = canvas.width.saturating_sub(LABEL);
    let beside = (room / (FIGURES + SHORTEST_BAR)).clamp(1, alternatives.len().max(1));
    let width = (room / beside)
        .saturating_sub(FIGURES)
        .clamp(SHORTEST_BAR, LONGEST_BAR);
    let rows = rows(alternatives, if of.details { usize::MAX } else { MOST });
    let means = |row: &Row<'_>| {
        alternatives
            .iter()
            .map(|one| added(one, row).0)
            .fold(0.0, f64::max)
    };
    let scale = rows.iter().map(means).fold(0.0, f64::max);
    for (place, together) in alternatives.chunks(beside).enumerate() {
        if place > 0 {
            canvas.gap();
        }
        head(together, width, canvas);
        for row in &rows {
            let mut line = format!("  {}", left(&row.label, LABEL - 2));
            for alternative in together {
                line.push_str(&field(added(alternative, row), width, scale, canvas));
            }
            canvas.line(&line);
        }
    }
    for alternative in alternatives {
        never_contained(alternative, of.details, canvas);
    }
}

fn means(alternative: &Alternative) -> impl Iterator<Item = f64> + '_ {
    let causes = &alternative.attribution.contained.causes;
    causes.iter().filter_map(|cause| cause.mean)
}

/// The names with the whole mean beside each.
fn head(together: &[Alternative], width: usize, canvas: &mut Canvas) {
    let mut names = " ".repeat(LABEL);
    for alternative in together {
        let total: f64 = means(alternative).sum();
        let total = match alternative.attribution.contained.n {
            0 => "none was contained".to_owned(),
            _ => duration(millis(total)),
        };
        let name = fit(&alternative.name, width + FIGURES - 20);
        let rest = left(&total, (width + FIGURES).saturating_sub(columns(&name) + 2));
        names.push_str(&canvas.paint(&name, Tone::Strong));
        names.push_str("  ");
        names.push_str(&canvas.paint(&rest, Tone::Quiet));
    }
    canvas.line(&names);
}

/// The causes that took any time, in the order in which an incident meets them; where there are more than `most`, those
/// with the largest shares in any alternative, and the others together.
fn rows(alternatives: &[Alternative], most: usize) -> Vec<Row<'_>> {
    let first = alternatives
        .iter()
        .max_by_key(|one| one.attribution.contained.causes.len());
    let causes = first.map_or(&[][..], |one| &one.attribution.contained.causes);
    let largest = |cause: &str| {
        let shares = alternatives.iter().filter_map(|one| found(one, cause)?.share);
        shares.fold(0.0, f64::max)
    };
    let mut taking: Vec<(usize, &str, f64)> = causes
        .iter()
        .enumerate()
        .map(|(place, cause)| (place, &*cause.cause, largest(&cause.cause)))
        .filter(|(_, _, share)| *share > 0.0)
        .collect();
    taking.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    // One cause alone is not hidden behind `others`.
    let alone = taking.len().checked_sub(most) == Some(1);
    let shown = if alone { taking.len() } else { most };
    let others = taking.split_off(shown.min(taking.len()));
    taking.sort_by_key(|(place, ..)| *place);
    let mut rows: Vec<Row<'_>> = taking
        .into_iter()
        .map(|(_, cause, _)| Row {
            label: cause.to_owned(),
            causes: vec![cause],
        })
        .collect();
    if !others.is_empty() {
        rows.push(Row {
            label: format!("{} others", others.len()),
            causes: others.into_iter().map(|(_, cause, _)| cause).collect(),
        });
    }
    rows
}

fn found<'a>(alternative: &'a Alternative, cause: &str) -> Option<&'a CauseShare> {
    let causes = &alternative.attribution.contained.causes;
    causes.iter().find(|one| one.cause == cause)
}

/// The mean and the share of a row.
fn added(alternative: &Alternative, row: &Row<'_>) -> (f64, f64) {
    let causes = row.causes.iter().filter_map(|cause| found(alternative, cause));
    causes.fold((0.0, 0.0), |(mean, share), cause| {
        (
            mean + cause.mean.unwrap_or(0.0),
            share + cause.share.unwrap_or(0.0),
        )
    })
}

fn field((mean, share): (f64, f64), width: usize, scale: f64, canvas: &Canvas) -> String {
    let part = if scale > 0.0 { mean / scale } else { 0.0 };
    let (figures, share) = if mean > 0.0 {
        (duration(millis(mean)), whole_percent(share))
    } else {
        ("–".to_owned(), String::new())
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

/// What incidents were stuck in that were never contained.
fn never_contained(alternative: &Alternative, details: bool, canvas: &mut Canvas) {
    let censored = &alternative.attribution.censored;
    if censored.n == 0 {
        return;
    }
    let mut stages: Vec<_> = censored.open_stage.iter().filter(|stage| stage.n > 0).collect();
    stages.sort_by_key(|stage| std::cmp::Reverse(stage.n));
    let most = if details { stages.len() } else { MOST_STAGES };
    let mut words: Vec<String> = stages
        .iter()
        .take(most)
        .map(|stage| format!("{} {}", stage.cause, count(stage.n)))
        .collect();
    let rest: u64 = stages.iter().skip(most).map(|stage| stage.n).sum();
    if rest > 0 {
        words.push(format!("others {}", count(rest)));
    }
    let words = format!(
        "{}: {} never contained; open: {}",
        alternative.name,
        count(censored.n),
        words.join(", ")
    );
    canvas.hang("  ", 2, &words, Tone::Doubtful);
}
