//! Swept alternatives as a table: what each combination gains and costs.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::summary::{Kind, estimate};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{clean, fit};
use crate::report::{Grid, GridPoint, PairedVerdict};

/// Writes every grid; those on the front are marked by a sign and not by colour alone.
pub(in crate::report::terminal) fn grids(grids: &[Grid], canvas: &mut Canvas) {
    for grid in grids {
        canvas.heading(
            &format!("sweep of {}", grid.name),
            "● on the front, by the estimates",
        );
        for axis in &grid.axes {
            let words = format!("{}: {}", axis.of, axis.values.join(", "));
            canvas.hang("  ", 4, &clean(&words), Tone::Quiet);
        }
        table(grid, canvas);
    }
}

fn table(grid: &Grid, canvas: &mut Canvas) {
    let judged = grid.points.iter().any(|point| point.verdict.is_some());
    let mut table = Table::default();
    let names = grid.axes.iter().map(|axis| {
        let field = axis.of.rsplit('.').next().unwrap_or(&axis.of);
        fit(&clean(field), 14)
    });
    let mut head = vec![String::new()];
    head.extend(names);
    head.extend(["outrun", "woken", "wrongful"].map(str::to_owned));
    if judged {
        head.push("than the baseline".to_owned());
    }
    let head = head.into_iter().map(|word| Cell::new(word).tone(Tone::Quiet));
    table.row(head.collect());
    for point in &grid.points {
        table.row(row(point, judged));
    }
    table.draw(canvas);
}

fn row(point: &GridPoint, judged: bool) -> Vec<Cell> {
    let (mark, tone) = if point.on_front {
        ("●", Tone::Good)
    } else {
        ("·", Tone::Quiet)
    };
    let mut cells = vec![Cell::new(mark).tone(tone)];
    cells.extend(point.values.iter().map(|value| Cell::new(fit(&clean(value), 14))));
    let wrongful = point.wrongful_disruption.as_ref();
    cells.push(Cell::new(estimate(&point.outrun_rate, Kind::Share)));
    cells.push(Cell::new(estimate(&point.people_woken, Kind::Number)));
    cells.push(Cell::new(
        wrongful.map_or_else(|| "–".to_owned(), |of| estimate(of, Kind::WeightTime)),
    ));
    if judged {
        let (word, tone) = match point.verdict {
            Some(PairedVerdict::Better) => ("✓ better", Tone::Good),
            Some(PairedVerdict::Worse) => ("✗ worse", Tone::Bad),
            Some(PairedVerdict::NoPracticalDifference) => ("= as often", Tone::Plain),
            Some(PairedVerdict::NotEnoughReplications) => ("? not told apart", Tone::Doubtful),
            Some(PairedVerdict::NotComparable) => ("–", Tone::Quiet),
            None => ("the baseline", Tone::Quiet),
        };
        cells.push(Cell::new(word).tone(tone));
    }
    cells
}
