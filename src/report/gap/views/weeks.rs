//! The weeks of the decisions that are covered worst.

use std::cmp::Reverse;

use crate::check::{Cell, Coverage, Row};
use crate::model::{Decision, Exercise};
use crate::report::coverage_document::about;
use crate::report::gap::drawing::{Hour, WeekMap, WeekRow};
use crate::report::gap::played::Looked;
use crate::report::gap::wording::tidy;
use crate::report::terminal::percent;

/// So many decisions to contain are shown, and so many others.
const CONTAIN: usize = 3;
const OTHERS: usize = 1;
const QUARTERS_OF_AN_HOUR: usize = 4;

/// The decisions of the first alternative that are covered worst, held against the same of the others.
pub(in crate::report::gap) fn weeks(looked: &[Looked]) -> Vec<WeekRow> {
    let Some(Looked {
        exercise, coverage, ..
    }) = looked.first()
    else {
        return Vec::new();
    };
    let mut rows: Vec<&Row> = coverage.rows.iter().collect();
    rows.sort_by_key(|row| (Reverse(uncovered(row)), Reverse(row.mean)));
    let contain = |row: &&&Row| row.decision == Decision::Contain;
    let shown = rows.iter().filter(contain).take(CONTAIN);
    let shown = shown.chain(rows.iter().filter(|row| !contain(row)).take(OTHERS));
    shown
        .map(|row| WeekRow {
            name: tidy(&format!("{}: {}", row.decision.word(), about(exercise, row))),
            maps: looked
                .iter()
                .filter_map(|one| map(&one.exercise, same(&one.coverage, row)?))
                .collect(),
        })
        .collect()
}

/// In how many quarter hours of the week there is a time in which nobody can be reached.
fn uncovered(row: &Row) -> usize {
    row.week.iter().filter(|cell| cell.uncovered > 0).count()
}

/// The row of the same decision about the same thing; of several assets, about the first.
fn same<'c>(coverage: &'c Coverage, row: &Row) -> Option<&'c Row> {
    coverage.rows.iter().find(|other| {
        other.decision == row.decision
            && row.nodes.first().is_none_or(|node| other.nodes.contains(node))
            && row
                .requests
                .first()
                .is_none_or(|request| other.requests.contains(request))
    })
}

fn map(exercise: &Exercise, row: &Row) -> Option<WeekMap> {
    let hours: Vec<Hour> = row.week.chunks(QUARTERS_OF_AN_HOUR).map(hour).collect();
    let reached = (row.reached * 1000.0).floor() / 1000.0;
    (!hours.is_empty()).then(|| WeekMap {
        name: tidy(&exercise.alternative),
        note: format!("somebody reached in {} of all hours", percent(reached, 0.02)),
        hours,
    })
}

/// The worst of its quarters.
fn hour(of: &[Cell]) -> Hour {
    let there = of.iter().filter(|cell| cell.weeks > 0);
    let worst = there.clone().map(|cell| cell.worst.mean).max();
    Hour {
        wait: worst.map(crate::time::SimDuration::as_secs_f64),
        nobody: there
            .map(|cell| f64::from(cell.uncovered) / f64::from(cell.weeks))
            .fold(0.0, f64::max),
    }
}
