//! Legal clocks, where the scenario has any.

use super::figure::{Kind, estimate};
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{count, fit};
use crate::report::{Alternative, Clock, RunDocument};

/// Each stage of each clock: how often it was met of those that were due (L2).
pub(super) fn clocks(document: &RunDocument, canvas: &mut Canvas) {
    let Some(first) = document.alternatives.iter().max_by_key(|one| one.clocks.len()) else {
        return;
    };
    if first.clocks.is_empty() {
        return;
    }
    canvas.heading("legal clocks", "met, of those that were due");
    let mut table = Table::default();
    let names = document
        .alternatives
        .iter()
        .map(|one| Cell::new(fit(&one.name, 20)).tone(Tone::Strong));
    table.row(std::iter::once(Cell::new("")).chain(names).collect());
    for clock in &first.clocks {
        let label = Cell::new(fit(&format!("{} {}", clock.regime, clock.stage), 32));
        let fields = document.alternatives.iter().map(|one| field(one, clock));
        table.row(std::iter::once(label).chain(fields).collect());
    }
    table.draw(canvas);
}

fn field(alternative: &Alternative, of: &Clock) -> Cell {
    let same = |one: &&Clock| one.regime == of.regime && one.stage == of.stage;
    let Some(clock) = alternative.clocks.iter().find(same) else {
        return Cell::new("–");
    };
    let open = if clock.not_simulated > 0 {
        format!(", {} open", count(clock.not_simulated))
    } else {
        String::new()
    };
    if clock.due == 0 {
        return Cell::new(format!("never due{open}"));
    }
    let words = format!(
        "{} of {}{open}",
        estimate(&clock.met_rate, Kind::Share),
        count(clock.due)
    );
    Cell::new(words).tone(if clock.met == clock.due {
        Tone::Plain
    } else {
        Tone::Doubtful
    })
}
