//! From what pieces of authority are worth to the document.

use crate::experiment::improve;
use crate::measure::Figure;
use crate::measure::compare::Outcome;
use crate::measure::estimate;
use crate::report::{Interval, PairedVerdict};

use super::worth::{Piece, PieceWay, Worth};

impl From<&improve::Worth> for Worth {
    fn from(worth: &improve::Worth) -> Self {
        let of = |there: bool, presence: bool| {
            let wanted = worth.pieces.iter();
            let wanted =
                wanted.filter(move |one| one.piece.is_presence == presence && one.piece.is_there == there);
            wanted.map(Piece::from)
        };
        Self {
            replications: worth.replications,
            family: worth.family,
            confidence: worth.confidence,
            pieces: of(true, false).chain(of(false, false)).collect(),
            absences: of(true, true).collect(),
            partial: worth.partial,
        }
    }
}

impl From<&improve::Valued> for Piece {
    fn from(of: &improve::Valued) -> Self {
        Self {
            title: of.piece.idea.title.clone(),
            kind: of.piece.kind.to_owned(),
            way: if of.piece.is_there {
                PieceWay::Removed
            } else {
                PieceWay::Added
            },
            about: of.piece.idea.about.clone(),
            overlay: of.changes.clone(),
            time_saved: interval(negative(of.time)),
            blast_saved: interval(negative(of.blast)),
            outrun_gained: interval(of.outrun),
            verdict: match of.outcome {
                Outcome::Better => PairedVerdict::Better,
                Outcome::Worse => PairedVerdict::Worse,
                Outcome::NoPracticalDifference => PairedVerdict::NoPracticalDifference,
                Outcome::NotEnough => PairedVerdict::NotEnoughReplications,
                Outcome::NotComparable => PairedVerdict::NotComparable,
            },
        }
    }
}

/// Less time with it than without is time saved.
fn negative(of: estimate::Interval) -> estimate::Interval {
    let less = |value: f64| 0.0 - value;
    estimate::Interval {
        estimate: of.estimate.map(less),
        low: of.high.map(less),
        high: of.low.map(less),
        ..of
    }
}

fn interval(luck: estimate::Interval) -> Interval {
    (&Figure::from(luck)).into()
}
