//! Alternatives side by side.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table};
use crate::report::gap::wording::by_alternative;
use crate::report::terminal::Kind;
use crate::report::{Alternative, Interval};

/// A measure of an alternative.
type Of = fn(&Alternative) -> &Interval;

/// The measures that are put side by side.
const ROWS: [(&str, Kind, Of); 12] = [
    ("outrun rate", Kind::Share, |one| &one.outrun_rate),
    ("first alert, median", Kind::Time, |one| {
        &one.times.time_to_detect.p50
    }),
    ("first decision, median", Kind::Time, |one| {
        &one.times.time_to_first_decision.p50
    }),
    ("first effect, median", Kind::Time, |one| {
        &one.times.time_to_first_effect.p50
    }),
    ("containment, median", Kind::Time, |one| {
        &one.times.time_to_containment.p50
    }),
    ("containment, 9 in 10 within", Kind::Time, |one| {
        &one.times.time_to_containment.p90
    }),
    (
        "share of the reachable weight fallen at containment, median",
        Kind::Share,
        |one| &one.blast.at_containment.share.p50,
    ),
    ("nodes compromised and never known, mean", Kind::Number, |one| {
        &one.never_known.mean
    }),
    ("nodes taken again, mean", Kind::Number, |one| &one.retaken.mean),
    (
        "declared contained while something was live",
        Kind::Share,
        |one| &one.false_all_clear_rate,
    ),
    ("people woken, mean", Kind::Number, |one| {
        &one.burden.people_woken.mean
    }),
    ("disruption, mean", Kind::WeightTime, |one| {
        &one.burden.disruption.mean
    }),
];

/// One row for each measure; nothing where there is one alternative only.
pub(in crate::report::gap) fn alternatives(of: &Matter<'_>) -> Option<Section> {
    let alternatives = &of.document.alternatives;
    if alternatives.len() < 2 {
        return None;
    }
    Some(Section {
        id: "alternatives".to_owned(),
        title: "Alternatives side by side".to_owned(),
        blocks: vec![
            Block::text(
                "All alternatives meet the same luck: the same attacker, the same hour, the same people asleep. Their difference is therefore surer than \
                 the ranges in brackets suggest, which are of each by itself.",
            ),
            Block::Table(side_by_side(alternatives)),
        ],
    })
}

fn side_by_side(alternatives: &[Alternative]) -> Table {
    let mut made = by_alternative(
        "alternatives",
        "The measures that matter",
        "measure",
        alternatives,
    );
    for (name, kind, measure) in ROWS {
        let mut row = vec![Cell::words(name)];
        row.extend(alternatives.iter().map(|one| Cell::figure(measure(one), kind)));
        made.rows.push(row);
    }
    made
}
