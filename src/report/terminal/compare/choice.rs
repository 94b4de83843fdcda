//! Which to adopt of many, and how sure that is.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::summary::figure::{Kind, estimate, figure};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{count, fit};
use crate::report::{Choice, Contender, Interval};

use super::words::{label, signed, without_unit};

/// All candidates: their figure, how far behind, how often played, what became of them.
pub(super) fn choice(of: &Choice, canvas: &mut Canvas) {
    canvas.heading("which is the best", &format!("by {}", label(&of.measure)));
    let mut table = Table::default();
    let head = ["", "", "figure", "behind", "played", ""];
    table.row(head.map(|word| Cell::new(word).tone(Tone::Quiet)).into());
    let kind = Kind::of_objective(&of.measure);
    for one in &of.candidates {
        let chosen = one.name == of.chosen;
        let (sign, tone) = match (&one.dropped_for, chosen) {
            (_, true) => ("✓", Tone::Good),
            (Some(_), _) => ("✗", Tone::Bad),
            (None, _) => ("=", Tone::Plain),
        };
        table.row(vec![
            Cell::new(sign).tone(tone),
            Cell::new(fit(&one.name, 22)),
            Cell::new(estimate(&one.figure, kind)),
            Cell::new(
                one.difference
                    .as_ref()
                    .map_or_else(String::new, |by| range(by, kind)),
            ),
            Cell::new(count(one.replications)),
            Cell::new(fate(of, one)).tone(Tone::Quiet),
        ]);
    }
    table.draw(canvas);
    canvas.hang("  ", 2, &spent(of), Tone::Quiet);
}

/// From one end to the other, with signs.
fn range(by: &Interval, kind: Kind) -> String {
    match (by.low, by.high) {
        (Some(low), Some(high)) => {
            let (low, high) = (signed(low, kind, high - low), signed(high, kind, high - low));
            if low == high {
                return high;
            }
            format!("{} to {high}", without_unit(&low, &high))
        }
        _ => "not known".to_owned(),
    }
}

fn fate(of: &Choice, one: &Contender) -> String {
    match &one.dropped_for {
        _ if one.name == of.chosen => "chosen".to_owned(),
        Some(other) => format!("worse than {}", fit(other, 20)),
        None if of.settled => "as good".to_owned(),
        None => "not told apart".to_owned(),
    }
}

fn spent(of: &Choice) -> String {
    let saved = of.equal_allocation.saturating_sub(of.replications);
    #[expect(clippy::cast_precision_loss, reason = "counts of replications")]
    let share = 100.0 * saved as f64 / of.equal_allocation.max(1) as f64;
    format!(
        "{} incidents played of all {} together; equally often each it would have been {}: {share:.0} % saved",
        count(of.replications),
        of.candidates.len(),
        count(of.equal_allocation)
    )
}

/// The sentence to act on.
pub(super) fn adopt(of: &Choice) -> String {
    let kind = Kind::of_objective(&of.measure);
    let margin = figure(of.margin, kind, of.margin);
    let margin = match margin.strip_suffix(" %") {
        Some("1") => "1 point".to_owned(),
        Some(points) => format!("{points} points"),
        None => margin,
    };
    let (measure, sure) = (label(&of.measure), format!("{} %", 100.0 * of.confidence));
    let left = of.candidates.iter().filter(|one| one.dropped_for.is_none());
    let others: Vec<&str> = left
        .filter(|one| one.name != of.chosen)
        .map(|one| one.name.as_str())
        .collect();
    if !of.settled {
        return format!(
            "{} looks best by {measure}, but {} cannot be told from it yet: {sure} sure that the best is among them.",
            of.chosen,
            others.join(", ")
        );
    }
    let as_good = if others.is_empty() {
        String::new()
    } else {
        format!(
            " As good: {}; of these take the one that costs least.",
            others.join(", ")
        )
    };
    format!(
        "Adopt {}: of {} plans it is the best by {measure}, or within {margin} of the best; {sure} sure.{as_good}",
        of.chosen,
        of.candidates.len()
    )
}
