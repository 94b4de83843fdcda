//! Attribution: the critical path from t = 0 to containment, each piece charged to one cause (M4).

use crate::engine::{Cause, Critical, Play, RecordIx};
use crate::model::{NodeId, PersonId, RightId};
use crate::time::SimTime;

/// A stretch of the critical path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is charged to.
    pub cause: Cause,
    /// Its beginning.
    pub from: SimTime,
    /// Its end, later than its beginning.
    pub to: SimTime,
    /// The rule it belongs to.
    pub rule: Option<RightId>,
    /// The asset on the path.
    pub asset: Option<NodeId>,
    /// The person it waited for, or who worked.
    pub person: Option<PersonId>,
    /// The record that ended it; none for a piece that is still open at the horizon.
    pub ended_by: Option<RecordIx>,
}

/// The critical path of a replication, from t = 0 on; empty where nothing was ever live.
///
/// The walk follows from each record the record that caused it. Nothing is computed as a remainder: a stretch is
/// charged by the record that ended it, except that whatever lies before the critical foothold was taken is the
/// attacker's.
pub fn critical_path(play: &Play<'_>, into: &mut Vec<Piece>) {
    into.clear();
    let Some(mut critical) = play.critical() else {
        return;
    };
    loop {
        walk(play, &critical, into);
        let Some(before) = play.before_retake(&critical) else {
            break;
        };
        // M4: from the effect that closed the foothold before, to the retake.
        let asset = play.critical_node(&critical);
        push(
            into,
            Piece {
                asset,
                ..piece(Cause::Retaken, before.until, critical.taken_at)
            },
        );
        critical = before;
    }
    push(
        into,
        Piece {
            asset: play.critical_node(&critical),
            ..piece(Cause::Attacker, SimTime::ZERO, critical.taken_at)
        },
    );
    into.reverse();
}

/// Walks back from one critical point to the taking of its foothold.
fn walk(play: &Play<'_>, critical: &Critical, into: &mut Vec<Piece>) {
    let asset = play.critical_node(critical);
    let mut at = critical.record;
    let mut until = critical.until;
    if let (Some(open), Some(record)) = (critical.open, play.records().get(at.position())) {
        push(
            into,
            Piece {
                rule: record.by_rule(),
                asset,
                ..piece(open, record.at.max(critical.taken_at), until)
            },
        );
        until = record.at;
    }
    while until > critical.taken_at {
        let (Some(record), Some(cause)) = (play.records().get(at.position()), play.walk_on(at, critical))
        else {
            break;
        };
        let Some(earlier) = play.records().get(cause.position()) else {
            break;
        };
        let from = earlier.at.max(critical.taken_at);
        if let Some(charge) = record.charge {
            let ended_by = Some(at);
            let (rule, person) = (record.by_rule(), record.who());
            push(
                into,
                Piece {
                    rule,
                    asset: record.about().or(asset),
                    person,
                    ended_by,
                    ..piece(charge, from, until)
                },
            );
        }
        until = from.min(until);
        at = cause;
    }
}

fn piece(cause: Cause, from: SimTime, to: SimTime) -> Piece {
    Piece {
        cause,
        from,
        to,
        rule: None,
        asset: None,
        person: None,
        ended_by: None,
    }
}

fn push(into: &mut Vec<Piece>, piece: Piece) {
    if piece.to > piece.from {
        into.push(piece);
    }
}
