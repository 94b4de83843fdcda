//! What changed since the last report: the yardstick first, then the figures.

use crate::report::gap::build::Case;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::state::{FigureState, State, Weights, fingerprint, kind};
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::terminal::{Kind, count, list, with_luck};
use crate::report::{Interval, Reason};

/// What changed, where something earlier was given.
pub(in crate::report::gap) fn since(of: &Case<'_>, now: &State) -> Option<Section> {
    let then = of.since.as_ref()?;
    let yardstick = yardstick(of, then, now);
    let mut blocks = Vec::new();
    if yardstick.rows.is_empty() {
        blocks.push(Block::text(
            "Limit, weights, crown jewels, objectives and silenced findings are the same as then: the figures can be held against each other.",
        ));
    } else {
        blocks.push(Block::text(
            "The yardstick is not the same as then: figures that got better may have got better by it alone.",
        ));
        blocks.push(Block::Table(yardstick));
    }
    blocks.push(Block::text(
        "Whether a figure moved beyond luck is judged by its ranges: they do not meet. `outrun run --against` judges pair by pair, and sees less.",
    ));
    blocks.push(Block::Table(figures(then, now)));
    Some(Section {
        id: "since".to_owned(),
        title: "What changed since the last report".to_owned(),
        blocks,
    })
}

/// What the figures are measured by; a row for each change.
fn yardstick(of: &Case<'_>, then: &State, now: &State) -> Table {
    let mut made = table("since-yardstick", "The yardstick", &["what", "then", "now"]);
    let mut row = |what: &str, then: String, now: String| {
        if then != now {
            made.rows.push(vec![
                Cell::words(what),
                Cell::words(then),
                Cell::words(now).toned(Tone::Doubtful),
            ]);
        }
    };
    row("limit: contained before", then.limit.clone(), now.limit.clone());
    if let (Some(before), Some(after)) = (&then.weights, &now.weights) {
        let same = before.fingerprint == after.fingerprint;
        let other = if same { "" } else { ", weighted otherwise" };
        row("assets and weights", weighed(before), weighed(after) + other);
    }
    row("seed", then.seed.to_string(), now.seed.to_string());
    for objective in &then.objectives {
        let still = now.objectives.iter().any(|one| one.text == objective.text);
        let now = if still {
            quoted(&objective.text)
        } else {
            "not wanted any more".to_owned()
        };
        row("objective", quoted(&objective.text), now);
    }
    for objective in &now.objectives {
        if !then.objectives.iter().any(|one| one.text == objective.text) {
            row("objective", "not wanted then".to_owned(), quoted(&objective.text));
        }
    }
    for (what, before, after) in silenced(of, then, now) {
        row(&what, before, after);
    }
    made
}

fn weighed(of: &Weights) -> String {
    format!(
        "{} assets of weight {}, {} crown jewels",
        count(of.assets),
        count(of.total),
        count(of.crown_jewels)
    )
}

/// Findings that are silenced now and were not then, and the other way round.
fn silenced(of: &Case<'_>, then: &State, now: &State) -> Vec<(String, String, String)> {
    let mut codes: Vec<&String> = then.silenced.keys().chain(now.silenced.keys()).collect();
    codes.sort();
    codes.dedup();
    let mut rows = Vec::new();
    for code in codes {
        let none = Vec::new();
        let (before, after) = (
            then.silenced.get(code).unwrap_or(&none),
            now.silenced.get(code).unwrap_or(&none),
        );
        if before == after {
            continue;
        }
        let fresh = after.iter().filter(|print| !before.contains(print));
        let titles: Vec<String> = fresh.filter_map(|print| title(of, code, print)).collect();
        let words = |n: usize| format!("{} silenced", count(n as u64));
        let fresh = if titles.is_empty() {
            String::new()
        } else {
            format!("; new: {}", list(&titles, 3))
        };
        rows.push((
            format!("findings {}", tidy(code)),
            words(before.len()),
            format!("{}, others{fresh}", words(after.len())),
        ));
    }
    rows
}

/// What a silenced finding is called, where assets may be told.
fn title(of: &Case<'_>, code: &str, print: &str) -> Option<String> {
    let proved = of.checked.as_ref().filter(|_| of.tells_assets())?;
    let mut known = proved.silenced.iter().filter(|one| one.code == code);
    known
        .find(|one| fingerprint(&one.title) == print)
        .map(|one| one.title.clone())
}

fn figures(then: &State, now: &State) -> Table {
    let mut made = table(
        "since",
        "Figures then and now",
        &["alternative", "figure", "#then", "#now", "moved"],
    );
    for figure in &now.figures {
        let before = then
            .figures
            .iter()
            .find(|one| (&one.alternative, &one.name) == (&figure.alternative, &figure.name));
        made.rows.push(row(figure, before));
    }
    for gone in &then.figures {
        if !now.figures.iter().any(|one| one.alternative == gone.alternative) {
            made.rows.push(vec![
                Cell::words(gone.alternative.clone().unwrap_or_default()),
                Cell::words(&gone.name),
                cell(gone),
                Cell::words("–"),
                Cell::words("not played any more"),
            ]);
        }
    }
    for objective in &now.objectives {
        let before = then.objectives.iter().find(|one| one.text == objective.text);
        for (alternative, verdict) in &objective.verdicts {
            let known = before.and_then(|one| one.verdicts.iter().find(|(name, _)| name == alternative));
            let (then, moved) = match known {
                Some((_, before)) if before == verdict => (before.as_str(), ""),
                Some((_, before)) => (before.as_str(), "another verdict"),
                None => ("–", "new"),
            };
            made.rows.push(
                [alternative.as_str(), &objective.text, then, verdict, moved]
                    .map(Cell::words)
                    .to_vec(),
            );
        }
    }
    made
}

fn row(now: &FigureState, then: Option<&FigureState>) -> Vec<Cell> {
    let (moved, tone) = then.map_or(("new", Tone::Plain), |then| moved(then, now));
    vec![
        Cell::words(now.alternative.clone().unwrap_or_else(|| "plan".to_owned())),
        Cell::words(&now.name),
        then.map_or_else(|| Cell::words("–"), cell),
        cell(now),
        Cell::words(moved).toned(tone),
    ]
}

fn cell(of: &FigureState) -> Cell {
    let interval = Interval {
        estimate: of.value,
        low: of.low,
        high: of.high,
        confidence: 0.95,
        reason: of.value.is_none().then_some(Reason::BeyondHorizon),
        assumptions: None,
    };
    Cell {
        text: with_luck(&interval, kind(&of.unit)),
        ..Cell::figure(&interval, kind(&of.unit))
    }
}

/// More is better of rates, less of everything else.
fn moved(then: &FigureState, now: &FigureState) -> (&'static str, Tone) {
    let beyond = |of: Option<f64>| of.unwrap_or(f64::INFINITY);
    let (low, high) = (now.low.unwrap_or(f64::NEG_INFINITY), beyond(now.high));
    let (was_low, was_high) = (then.low.unwrap_or(f64::NEG_INFINITY), beyond(then.high));
    let more_is_better = kind(&now.unit) == Kind::Share;
    let tone = |more: bool| {
        if more == more_is_better {
            Tone::Good
        } else {
            Tone::Bad
        }
    };
    if low > was_high {
        ("↑ more, beyond luck", tone(true))
    } else if high < was_low {
        ("↓ less, beyond luck", tone(false))
    } else if then == now {
        ("the same", Tone::Plain)
    } else {
        ("within luck", Tone::Plain)
    }
}

#[cfg(test)]
mod tests {
    use super::{FigureState, moved};

    fn figure(low: f64, high: Option<f64>) -> FigureState {
        FigureState {
            unit: "time".to_owned(),
            low: Some(low),
            high,
            ..FigureState::default()
        }
    }

    #[test]
    fn only_ranges_that_do_not_meet_have_moved() {
        let slower = moved(&figure(1.0, Some(2.0)), &figure(3.0, None));
        assert_eq!(slower.0, "↑ more, beyond luck");
        assert_eq!(
            moved(&figure(1.0, None), &figure(3.0, Some(4.0))).0,
            "within luck"
        );
        assert_eq!(
            moved(&figure(3.0, Some(4.0)), &figure(1.0, Some(2.0))).0,
            "↓ less, beyond luck"
        );
    }
}
