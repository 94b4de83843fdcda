//! The screen, from the measures to the sentence that sums them up.

use crate::experiment::PERFECT;
use crate::measure::CONFIDENCE;
use crate::measure::compare::HEADLINE;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::stopping::stopping;
use crate::report::terminal::summary::figure::{Kind, estimate, figure};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{count, fit};
use crate::report::{AlternativeCompared, CompareDocument, Comparison, Margins, PairedVerdict};

use super::choice::{adopt, choice};
use super::short::{of_grid, preventable, short, trade};
use super::words::{by, label, millis, quoted, range, signed, whole_percent, without_unit};

/// So many causes are told without `--details`.
const MOST_CAUSES: usize = 5;

/// Writes the comparison; `path` is the exercise as a shell reads it.
pub fn compared(document: &CompareDocument, path: &str, details: bool, canvas: &mut Canvas) {
    if let Some(of) = &document.choice {
        choice(of, canvas);
    }
    for alternative in shown(document, details) {
        measures(document, alternative, details, canvas);
        causes(document, alternative, details, canvas);
        if details {
            super::rules::rules(alternative, canvas);
        }
        lost(document, alternative, path, canvas);
        if let Some(told) = &alternative.story {
            super::story::story(told, canvas);
        }
    }
    super::grid::grids(&document.grids, canvas);
    trade(document, canvas);
    super::hangs::hangs(document, details, canvas);
    legend(document, canvas);
    if let Some(of) = &document.stopping {
        stopping(of, canvas);
    }
    canvas.heading("in short", "");
    if let Some(of) = &document.choice {
        canvas.hang("  ", 4, &adopt(of), Tone::Strong);
    }
    preventable(document, canvas);
    for alternative in shown(document, false) {
        let words = short(document, alternative);
        canvas.hang("  ", 4, &words, Tone::Plain);
    }
    for grid in &document.grids {
        canvas.hang("  ", 4, &of_grid(grid), Tone::Plain);
    }
}

/// What can be chosen, and is not told in a grid; where one was chosen of many, that one; with details all, and
/// perfect authority.
pub(super) fn shown(document: &CompareDocument, details: bool) -> impl Iterator<Item = &AlternativeCompared> {
    let all = document.alternatives.iter();
    let chosen = document.choice.as_ref().map(|choice| &choice.chosen);
    let told = move |one: &&AlternativeCompared| match chosen {
        Some(chosen) => *chosen == one.name,
        None => one.name != PERFECT && !is_in_a_grid(document, &one.name),
    };
    all.filter(move |one| details || told(one))
}

fn is_in_a_grid(document: &CompareDocument, name: &str) -> bool {
    let mut points = document.grids.iter().flat_map(|grid| &grid.points);
    points.any(|point| point.alternative == name)
}

fn measures(document: &CompareDocument, of: &AlternativeCompared, details: bool, canvas: &mut Canvas) {
    let words = format!("{} against {}", of.name, document.baseline);
    let partial = if document.partial { ", interrupted" } else { "" };
    let remark = format!("{} incidents, the same luck{partial}", count(of.replications));
    canvas.heading(&words, &remark);
    if of.same_as_baseline {
        canvas.hang(
            "  ",
            2,
            "the same exercise under another name: nothing can differ",
            Tone::Quiet,
        );
    }
    let mut table = Table::default();
    let sure = format!("{} % sure", 100.0 * confidence(document));
    let difference = if is_wide(canvas) {
        format!("difference, {sure}")
    } else {
        format!("by, {sure}")
    };
    let head = ["", "", "from → to", "won", &difference];
    table.row(head.map(|word| Cell::new(word).tone(Tone::Quiet)).into());
    let shown = |one: &&Comparison| details || HEADLINE.contains(&one.measure.as_str());
    for one in of.measures.iter().filter(shown) {
        table.row(row(one, is_wide(canvas)));
    }
    table.draw(canvas);
    other_race(of, canvas);
    if !details {
        further(of, canvas);
    }
    undecided(of, canvas);
}

/// How sure verdicts and intervals are, whatever ended it.
fn confidence(document: &CompareDocument) -> f64 {
    let stopping = document.stopping.as_ref().map(|one| one.confidence);
    let choice = document.choice.as_ref().map(|one| one.confidence);
    stopping.or(choice).unwrap_or(CONFIDENCE)
}

/// Where not the plans alone differ.
fn other_race(of: &AlternativeCompared, canvas: &mut Canvas) {
    let remarks = [
        (
            of.other_limit,
            "the limits differ: both are held against that of the baseline",
        ),
        (
            of.other_crown_jewels,
            "the crown jewels differ: each is held against its own, so this is another race",
        ),
        (
            of.other_objectives,
            "the objectives differ: what is asked of the baseline is compared",
        ),
    ];
    for (_, words) in remarks.iter().filter(|(differ, _)| *differ) {
        canvas.hang("  ", 2, words, Tone::Doubtful);
    }
}

/// The rest, counted.
fn further(of: &AlternativeCompared, canvas: &mut Canvas) {
    let rest = of
        .measures
        .iter()
        .filter(|one| !HEADLINE.contains(&one.measure.as_str()));
    let rest: Vec<PairedVerdict> = rest.map(|one| one.verdict).collect();
    let many = |verdict: PairedVerdict| rest.iter().filter(|one| **one == verdict).count();
    let words = format!(
        "{} further measures: {} better, {} worse, {} no practical difference, {} not told apart; --details shows them",
        rest.len(),
        many(PairedVerdict::Better),
        many(PairedVerdict::Worse),
        many(PairedVerdict::NoPracticalDifference),
        many(PairedVerdict::NotEnoughReplications)
    );
    canvas.hang("  ", 2, &words, Tone::Quiet);
}

/// How many replications would settle the headline.
fn undecided(of: &AlternativeCompared, canvas: &mut Canvas) {
    let open: Vec<Option<u64>> = of
        .measures
        .iter()
        .filter(|one| HEADLINE.contains(&one.measure.as_str()))
        .filter(|one| one.verdict == PairedVerdict::NotEnoughReplications)
        .map(|one| one.settled_by)
        .collect();
    let most = open.iter().flatten().max();
    let words = match most {
        _ if open.is_empty() => return,
        Some(most) if open.iter().all(Option::is_some) => {
            format!(
                "about {} replications would settle what is open here",
                count(*most)
            )
        }
        _ => "how many replications would settle what is open here, these do not tell".to_owned(),
    };
    canvas.hang("  ", 2, &words, Tone::Doubtful);
}

/// Whether differences stand beside their intervals.
const fn is_wide(canvas: &Canvas) -> bool {
    canvas.width >= 96
}

fn row(of: &Comparison, wide: bool) -> Vec<Cell> {
    let kind = Kind::of_objective(&of.measure);
    let (sign, tone) = match of.verdict {
        PairedVerdict::Better => ("✓", Tone::Good),
        PairedVerdict::Worse => ("✗", Tone::Bad),
        PairedVerdict::NoPracticalDifference => ("=", Tone::Plain),
        PairedVerdict::NotEnoughReplications => ("?", Tone::Doubtful),
        PairedVerdict::NotComparable => ("–", Tone::Quiet),
    };
    let (from, to) = (estimate(&of.baseline, kind), estimate(&of.alternative, kind));
    let from_to = format!("{} → {to}", without_unit(&from, &to));
    let better = of.probability_better.estimate.filter(|_| of.pairs.both > 0);
    vec![
        Cell::new(sign).tone(tone),
        Cell::new(fit(&label(&of.measure), 22)),
        Cell::new(fit(&from_to, 17)),
        Cell::new(better.map_or_else(String::new, whole_percent)),
        Cell::new(if wide { by(of, kind) } else { range(of, kind) }),
    ]
}

fn causes(document: &CompareDocument, of: &AlternativeCompared, details: bool, canvas: &mut Canvas) {
    let contained = &of.contained;
    if of.same_as_baseline || contained.causes.is_empty() {
        return;
    }
    let remark = format!(
        "mean of {} incidents that both contain; {} only {}, {} only {}",
        count(contained.both),
        count(contained.baseline_only),
        fit(&document.baseline, 16),
        count(contained.alternative_only),
        fit(&of.name, 16)
    );
    canvas.heading("where the difference comes from", "");
    canvas.hang("  ", 2, &remark, Tone::Quiet);
    let most = if details { usize::MAX } else { MOST_CAUSES };
    let mut table = Table::default();
    for cause in contained.causes.iter().take(most) {
        let time = |seconds: Option<f64>| seconds.map_or_else(|| "–".to_owned(), |s| duration(millis(s)));
        let rules = match (cause.baseline_rules.first(), cause.alternative_rules.first()) {
            (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
            (Some(one), _) | (None, Some(one)) => one.clone(),
            (None, None) => String::new(),
        };
        table.row(vec![
            Cell::new(cause.cause.replace('_', " ")),
            Cell::new(format!("{} → {}", time(cause.baseline), time(cause.alternative))),
            Cell::new(
                cause
                    .difference
                    .estimate
                    .map_or_else(String::new, |by| signed(by, Kind::Time, 0.0)),
            ),
            Cell::new(rules).tone(Tone::Quiet),
        ]);
    }
    table.draw(canvas);
}

fn lost(document: &CompareDocument, of: &AlternativeCompared, path: &str, canvas: &mut Canvas) {
    let Some(worst) = of.lost.worst.first() else {
        return;
    };
    canvas.heading(
        &format!("where {} is better", document.baseline),
        &format!("in {} of {} incidents", count(of.lost.n), count(of.replications)),
    );
    let time = |seconds: Option<f64>| seconds.map_or_else(|| "never".to_owned(), |s| duration(millis(s)));
    let outrun = if worst.outrun_lost {
        ", and only the first is outrun"
    } else {
        ""
    };
    let words = format!(
        "the worst, replication {}: contained after {} against {}{outrun}",
        worst.replication,
        time(worst.baseline),
        time(worst.alternative)
    );
    canvas.hang("  ", 2, &words, Tone::Plain);
    if of.name == PERFECT {
        return;
    }
    canvas.line(&format!(
        "  outrun trace {path} --alternative {} --replication {}",
        quoted(&of.name),
        worst.replication
    ));
}

fn legend(document: &CompareDocument, canvas: &mut Canvas) {
    canvas.gap();
    let words = format!(
        "✓ better, ✗ worse, = no practical difference (rates within {}, all else within {} of {}{}), ? not enough \
         replications. Verdicts hold for all {} measures together (Holm); an interval holds for its measure alone. \
         Means of times are up to the horizon. \"Won\": the chance that the alternative is better in one incident. \
         Rates differ by points of a hundred.",
        whole_percent(document.margins.of_rates),
        whole_percent(document.margins.of_the_baseline),
        document.baseline,
        named(&document.margins),
        count(document.family)
    );
    canvas.hang("  ", 2, &words, Tone::Quiet);
}

/// The margins of single measures: `; time_to_containment within 10m`.
fn named(margins: &Margins) -> String {
    let words = margins.of.iter().map(|one| {
        let name = &one.measure;
        let is_rate = name.ends_with("_rate") || name.starts_with("met(");
        let subject = if is_rate {
            name.clone()
        } else {
            format!("mean({name})")
        };
        let by = figure(one.by, Kind::of_objective(&subject), one.by);
        format!("; {name} within {by}")
    });
    words.collect()
}
