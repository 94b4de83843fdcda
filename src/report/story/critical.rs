//! The critical path of a replication: which records are on it, and what its time went to (M4).

use crate::engine::{Cause, Play};
use crate::measure::{Piece, critical_path};
use crate::report::Seconds;
use crate::time::SimTime;

use super::document::{PathPiece, TimeOfCause, TraceAttribution};
use super::names::Names;

/// For each record whether the walk back from containment comes through it.
pub(super) fn on_the_path(play: &Play<'_>) -> Vec<bool> {
    let mut marks = vec![false; play.records().len()];
    let mut point = play.critical();
    while let Some(critical) = point {
        let mut at = Some(critical.record);
        // Every cause is an earlier record, so the walk ends.
        while let Some(place) = at {
            let Some(mark) = marks.get_mut(place.position()) else {
                break;
            };
            *mark = true;
            let past = play
                .records()
                .get(place.position())
                .is_none_or(|record| record.at <= critical.taken_at);
            at = if past {
                None
            } else {
                play.walk_on(place, &critical)
            };
        }
        point = play.before_retake(&critical);
    }
    marks
}

/// What the time went to; nothing if nothing was ever live.
pub(super) fn attribution(names: &Names<'_>, play: &Play<'_>) -> Option<TraceAttribution> {
    play.critical()?;
    let mut pieces = Vec::new();
    critical_path(play, &mut pieces);
    let until = if play.contained_at().is_some() {
        "containment"
    } else {
        "horizon"
    };
    let total = pieces.iter().map(length).sum();
    let causes = Cause::ALL
        .iter()
        .filter_map(|&cause| of_cause(cause, &pieces, names))
        .collect();
    Some(TraceAttribution {
        until,
        total_s: Seconds::from_millis(total),
        causes,
        pieces: pieces.iter().map(|piece| told(piece, names)).collect(),
    })
}

fn length(piece: &Piece) -> i64 {
    (piece.to - SimTime::ZERO).as_millis() - (piece.from - SimTime::ZERO).as_millis()
}

fn of_cause(cause: Cause, pieces: &[Piece], names: &Names<'_>) -> Option<TimeOfCause> {
    let of: Vec<&Piece> = pieces.iter().filter(|piece| piece.cause == cause).collect();
    let time: i64 = of.iter().map(|piece| length(piece)).sum();
    (!of.is_empty()).then(|| TimeOfCause {
        cause: cause.word(),
        time_s: Seconds::from_millis(time),
        rules: distinct(of.iter().filter_map(|piece| piece.rule).map(|id| names.rule(id))),
        assets: distinct(of.iter().filter_map(|piece| piece.asset).map(|id| names.node(id))),
        people: distinct(
            of.iter()
                .filter_map(|piece| piece.person)
                .map(|id| names.person(id)),
        ),
    })
}

/// Each once, in order of coming.
fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

fn told(piece: &Piece, names: &Names<'_>) -> PathPiece {
    PathPiece {
        from_s: Seconds::since_start(piece.from),
        to_s: Seconds::since_start(piece.to),
        cause: piece.cause.word(),
        rule: piece.rule.map(|id| names.rule(id)),
        asset: piece.asset.map(|id| names.node(id)),
        person: piece.person.map(|id| names.person(id)),
        ended_by: piece.ended_by.map(crate::engine::RecordIx::position),
    }
}
