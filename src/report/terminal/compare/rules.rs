//! Where the difference comes from, rule by rule.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::summary::Kind;
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{clean, count, fit};
use crate::report::{AlternativeCompared, RuleCompared};

use super::words::{millis, signed};

/// So many rows are told.
const MOST: usize = 20;

/// Writes the rules that changed most, with intervals that hold for all of them together.
pub(super) fn rules(of: &AlternativeCompared, canvas: &mut Canvas) {
    if of.rules.rows.is_empty() || of.same_as_baseline {
        return;
    }
    let remark = format!(
        "mean of {} of the first {} incidents, those that both contain; intervals at 95 % for all {} rows together",
        count(of.rules.both),
        count(of.rules.replications),
        count(of.rules.rows.len() as u64)
    );
    canvas.heading("rule by rule", "");
    canvas.hang("  ", 2, &remark, Tone::Quiet);
    let mut table = Table::default();
    for row in of.rules.rows.iter().take(MOST) {
        table.row(cells(row));
    }
    table.draw(canvas);
}

fn cells(of: &RuleCompared) -> Vec<Cell> {
    let rule = of.rule.as_deref().map_or_else(|| "no rule".to_owned(), clean);
    let time = |seconds: f64| duration(millis(seconds));
    let difference = &of.difference;
    let ends = difference
        .low
        .zip(difference.high)
        .map_or_else(String::new, |(low, high)| {
            format!(
                "({} to {})",
                signed(low, Kind::Time, 0.0),
                signed(high, Kind::Time, 0.0)
            )
        });
    vec![
        Cell::new(fit(&rule, 24)),
        Cell::new(of.cause.replace('_', " ")),
        Cell::new(format!("{} → {}", time(of.baseline), time(of.alternative))),
        Cell::new(signed(difference.estimate.unwrap_or(0.0), Kind::Time, 0.0)),
        Cell::new(ends).tone(Tone::Quiet),
    ]
}
