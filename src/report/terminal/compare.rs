//! Alternatives against a baseline, for people: what is better, by how much, how sure, why, and at what cost.

use crate::experiment::PERFECT;
use crate::report::{AlternativeCompared, Better, CompareDocument, Comparison, PairedVerdict};

use super::canvas::{Canvas, Tone};
use super::duration::duration;
use super::summary::figure::{Kind, estimate, figure};
use super::table::{Cell, Table};
use super::text::{clean, count, fit};

/// What is shown without `--details`, whatever its verdict.
const HEADLINE: [&str; 8] = [
    "outrun_rate",
    "p50(time_to_containment)",
    "p90(time_to_containment)",
    "restricted_mean(time_to_containment)",
    "mean(blast_at_end)",
    "mean(people_woken)",
    "mean(disruption)",
    "mean(wrongful_disruption)",
];
/// So many causes are told without `--details`.
const MOST_CAUSES: usize = 5;

/// Writes the comparison; `path` is the exercise as a shell reads it.
pub fn compared(document: &CompareDocument, path: &str, details: bool, canvas: &mut Canvas) {
    for alternative in shown(document, details) {
        measures(document, alternative, details, canvas);
        causes(document, alternative, details, canvas);
        lost(document, alternative, path, canvas);
    }
    trade(document, canvas);
    legend(document, canvas);
    canvas.heading("in short", "");
    preventable(document, canvas);
    for alternative in shown(document, false) {
        let words = short(document, alternative);
        canvas.hang("  ", 4, &words, Tone::Plain);
    }
}

/// What can be chosen; with details also perfect authority.
fn shown(document: &CompareDocument, details: bool) -> impl Iterator<Item = &AlternativeCompared> {
    let all = document.alternatives.iter();
    all.filter(move |one| details || one.name != PERFECT)
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
    let difference = if is_wide(canvas) {
        "difference, 95 % sure"
    } else {
        "by, 95 % sure"
    };
    let head = ["", "", "from → to", "won", difference];
    table.row(head.map(|word| Cell::new(word).tone(Tone::Quiet)).into());
    let shown = |one: &&Comparison| details || HEADLINE.contains(&one.measure.as_str());
    for one in of.measures.iter().filter(shown) {
        table.row(row(one, is_wide(canvas)));
    }
    table.draw(canvas);
    if of.other_limit {
        canvas.hang(
            "  ",
            2,
            "the limits differ: both are held against that of the baseline",
            Tone::Doubtful,
        );
    }
    if !details {
        further(of, canvas);
    }
    undecided(of, canvas);
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

/// A unit that both have is said once.
fn without_unit<'a>(from: &'a str, to: &str) -> &'a str {
    let unit = [" w·h", " %"].into_iter().find(|unit| to.ends_with(unit));
    unit.and_then(|unit| from.strip_suffix(unit)).unwrap_or(from)
}

/// A measure in fewer columns: `containment p90`.
fn label(measure: &str) -> String {
    let Some((statistic, of)) = measure.split_once('(') else {
        return measure.replace('_', " ");
    };
    if statistic == "met" {
        return measure.to_owned();
    }
    let (of, rest) = of.rsplit_once(')').unwrap_or((of, ""));
    let named = of.strip_prefix("time_to(").and_then(|id| id.strip_suffix(')'));
    let of = named.map_or_else(
        || of.strip_prefix("time_to_").unwrap_or(of).replace('_', " "),
        str::to_owned,
    );
    match statistic {
        "mean" => format!("{of}{rest}"),
        "restricted_mean" => format!("{of} mean"),
        _ => format!("{of} {statistic}{rest}"),
    }
}

/// The difference with its interval: `-4h 10m (-4h 20m to -3h 55m)`.
fn by(of: &Comparison, kind: Kind) -> String {
    let difference = &of.difference;
    let Some(estimate) = difference.estimate else {
        return "not known".to_owned();
    };
    match difference.low.zip(difference.high) {
        None => format!("{} (no bounds)", signed(estimate, kind, 0.0)),
        Some((low, high)) => format!("{} ({})", signed(estimate, kind, high - low), range(of, kind)),
    }
}

/// The interval of the difference: `-4h 20m to -3h 55m`.
fn range(of: &Comparison, kind: Kind) -> String {
    let difference = &of.difference;
    match (difference.estimate, difference.low, difference.high) {
        (None, ..) => "not known".to_owned(),
        (Some(_), Some(low), Some(high)) => {
            let (low, high) = (signed(low, kind, high - low), signed(high, kind, high - low));
            if low == high {
                return high;
            }
            format!("{} to {high}", without_unit(&low, &high))
        }
        (Some(_), Some(low), None) => format!("{} or more", signed(low, kind, 0.0)),
        (Some(_), None, Some(high)) => format!("{} or less", signed(high, kind, 0.0)),
        (Some(_), None, None) => "no bounds".to_owned(),
    }
}

/// A figure with its sign; a share in points of a hundred.
fn signed(value: f64, kind: Kind, width: f64) -> String {
    let size = figure(value.abs(), kind, width);
    let size = size.strip_suffix(" %").unwrap_or(&size).to_owned();
    let nothing = size.chars().all(|c| !matches!(c, '1'..='9'));
    match value {
        _ if nothing => size,
        value if value < 0.0 => format!("-{size}"),
        _ => format!("+{size}"),
    }
}

fn whole_percent(share: f64) -> String {
    let percent = 100.0 * share;
    match percent {
        percent if percent > 0.0 && percent < 0.5 => "<1 %".to_owned(),
        percent if percent > 99.5 && percent < 100.0 => ">99 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
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

#[expect(clippy::cast_possible_truncation, reason = "seconds within any horizon")]
fn millis(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
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

/// Who is on the Pareto front, where there are three or more to choose from.
fn trade(document: &CompareDocument, canvas: &mut Canvas) {
    if document.trade.len() < 3 {
        return;
    }
    canvas.heading("speed against what it costs", "by the estimates");
    let figure = |value: Option<f64>, kind: Kind| {
        value.map_or_else(|| "–".to_owned(), |value| figure(value, kind, 0.1))
    };
    let mut table = Table::default();
    let head = ["", "outrun", "woken", "wrongful", ""];
    table.row(head.map(|word| Cell::new(word).tone(Tone::Quiet)).into());
    for one in &document.trade {
        let (word, tone) = match one.dominated_by.first() {
            None => ("on the front".to_owned(), Tone::Good),
            Some(other) => (format!("{other} is better or equal in all"), Tone::Quiet),
        };
        table.row(vec![
            Cell::new(fit(&one.name, 24)),
            Cell::new(figure(one.outrun_rate, Kind::Share)),
            Cell::new(figure(one.people_woken, Kind::Number)),
            Cell::new(figure(one.wrongful_disruption, Kind::WeightTime)),
            Cell::new(word).tone(tone),
        ]);
    }
    table.draw(canvas);
}

/// What decisions could prevent, and what they could not.
fn preventable(document: &CompareDocument, canvas: &mut Canvas) {
    let Some(of) = &document.preventable else {
        return;
    };
    let words = format!(
        "{} loses {} of incidents: {} would be outrun under perfect authority, with nobody to ask, reach or wait for; \
         {} would be lost even so.",
        document.baseline,
        whole_percent(of.lost),
        estimate(&of.by_decisions, Kind::Share),
        whole_percent(of.not_by_decisions)
    );
    canvas.hang("  ", 4, &words, Tone::Plain);
}

/// A name as a shell reads it.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", clean(name).replace('\'', r"'\''"))
    }
}

fn legend(document: &CompareDocument, canvas: &mut Canvas) {
    canvas.gap();
    let words = format!(
        "✓ better, ✗ worse, = no practical difference (rates within {}, all else within {} of {}), ? not enough \
         replications. Verdicts hold for all {} measures together (Holm); an interval holds for its measure alone. \
         Means of times are up to the horizon. \"Won\": the chance that the alternative is better in one incident. \
         Rates differ by points of a hundred.",
        whole_percent(document.margins.of_rates),
        whole_percent(document.margins.of_the_baseline),
        document.baseline,
        count(document.family)
    );
    canvas.hang("  ", 2, &words, Tone::Quiet);
}

/// One sentence: which, by how much, how sure, at what cost.
fn short(document: &CompareDocument, of: &AlternativeCompared) -> String {
    let found = |name: &str| of.measures.iter().find(|one| one.measure == name);
    let Some(rate) = found("outrun_rate") else {
        return String::new();
    };
    let baseline = &document.baseline;
    let verdict = match rate.verdict {
        PairedVerdict::Better => format!("outruns more often than {baseline}"),
        PairedVerdict::Worse => format!("outruns less often than {baseline}"),
        PairedVerdict::NoPracticalDifference => format!("outruns as often as {baseline}"),
        PairedVerdict::NotEnoughReplications => {
            let needed = rate
                .settled_by
                .map(|n| format!(" (about {} replications would tell)", count(n)));
            format!("cannot be told from {baseline} yet{}", needed.unwrap_or_default())
        }
        PairedVerdict::NotComparable => format!("cannot be held against {baseline}"),
    };
    let outrun = format!(
        "in {} of incidents, not {}: by {} points",
        estimate(&rate.alternative, Kind::Share),
        estimate(&rate.baseline, Kind::Share),
        range(rate, Kind::Share)
    );
    let gain = rate.same_luck_gain.filter(|gain| *gain >= 1.05);
    let gain = gain.map_or_else(String::new, |gain| {
        format!(" The same luck was worth {gain:.1} times as many replications.")
    });
    format!("{} {verdict}, {outrun}. {}{gain}", of.name, costs(of))
}

/// What is worse for it.
fn costs(of: &AlternativeCompared) -> String {
    const COSTS: [&str; 4] = [
        "mean(people_woken)",
        "mean(disruption)",
        "mean(clean_acted_on)",
        "mean(wrongful_disruption)",
    ];
    let worse = of.measures.iter().filter(|one| {
        COSTS.contains(&one.measure.as_str())
            && one.verdict == PairedVerdict::Worse
            && one.better == Better::Lower
    });
    let costs: Vec<String> = worse
        .map(|one| {
            let kind = Kind::of_objective(&one.measure);
            let by = one.difference.estimate.unwrap_or(0.0);
            let width = one
                .difference
                .high
                .zip(one.difference.low)
                .map_or(0.0, |(high, low)| high - low);
            format!("{} {}", label(&one.measure), signed(by, kind, width))
        })
        .collect();
    if costs.is_empty() {
        "Nothing that it costs could be told apart.".to_owned()
    } else {
        format!("It costs: {}.", costs.join(", "))
    }
}
