//! The last words: what each alternative buys, what it costs, and what no decision could prevent.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::summary::figure::{Kind, estimate, figure};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{count, fit};
use crate::report::{AlternativeCompared, Better, CompareDocument, Grid, PairedVerdict, Trade};

use super::words::{label, range, signed, whole_percent};

/// Who is on the Pareto front, where there are three or more to choose from.
pub(super) fn trade(document: &CompareDocument, canvas: &mut Canvas) {
    let in_a_grid = |one: &&Trade| {
        let mut points = document.grids.iter().flat_map(|grid| &grid.points);
        points.any(|point| point.alternative == one.name)
    };
    // What stands in a grid is marked there.
    let rest: Vec<&Trade> = document.trade.iter().filter(|one| !in_a_grid(one)).collect();
    if rest.is_empty() || document.trade.len() < 3 {
        return;
    }
    canvas.heading("speed against what it costs", "by the estimates");
    let figure = |value: Option<f64>, kind: Kind| {
        value.map_or_else(|| "–".to_owned(), |value| figure(value, kind, 0.1))
    };
    let mut table = Table::default();
    let head = ["", "outrun", "woken", "wrongful", ""];
    table.row(head.map(|word| Cell::new(word).tone(Tone::Quiet)).into());
    for one in rest {
        let (word, tone) = match one.dominated_by.first() {
            None => ("on the front".to_owned(), Tone::Good),
            Some(_) if !one.surely_dominated_by.is_empty() => {
                let by = one.surely_dominated_by.first().map_or("", String::as_str);
                (format!("{by} is surely better"), Tone::Quiet)
            }
            Some(other) => (format!("{other} may be better in all"), Tone::Quiet),
        };
        let wrongful = one.wrongful_disruption.as_ref();
        table.row(vec![
            Cell::new(fit(&one.name, 24)),
            Cell::new(figure(one.outrun_rate.estimate, Kind::Share)),
            Cell::new(figure(one.people_woken.estimate, Kind::Number)),
            Cell::new(figure(wrongful.and_then(|of| of.estimate), Kind::WeightTime)),
            Cell::new(word).tone(tone),
        ]);
    }
    table.draw(canvas);
}

/// What decisions could prevent, and what they could not.
pub(super) fn preventable(document: &CompareDocument, canvas: &mut Canvas) {
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

/// One sentence: which, by how much, how sure, at what cost.
pub(in crate::report) fn short(document: &CompareDocument, of: &AlternativeCompared) -> String {
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

/// The combination that outruns most often, and what it costs.
pub(super) fn of_grid(grid: &Grid) -> String {
    let rate = |one: &&crate::report::GridPoint| one.outrun_rate.estimate.unwrap_or(0.0);
    let front = grid.points.iter().filter(|point| point.on_front).count();
    let all = grid.points.len();
    let most = grid.points.iter().max_by(|a, b| rate(a).total_cmp(&rate(b)));
    let most = most.map_or_else(String::new, |most| {
        let wrongful = most.wrongful_disruption.as_ref().map_or_else(String::new, |of| {
            format!(
                ", wrongful disruption {} for each false alarm",
                estimate(of, Kind::WeightTime)
            )
        });
        format!(
            " {} outruns most often, in {} of incidents, with {} people woken{wrongful}.",
            most.alternative,
            estimate(&most.outrun_rate, Kind::Share),
            estimate(&most.people_woken, Kind::Number)
        )
    });
    format!(
        "Of {} combinations of {} {} on the front: nobody else is better in something and no worse in the rest.{most}",
        count(all as u64),
        grid.name,
        if front == 1 {
            "1 is".to_owned()
        } else {
            format!("{front} are")
        }
    )
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
