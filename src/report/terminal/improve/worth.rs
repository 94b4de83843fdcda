//! What each piece of authority is worth, ranked.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::compare::words::signed;
use crate::report::terminal::summary::figure::Kind;
use crate::report::terminal::text::count;
use crate::report::{ImproveDocument, Interval, PairedVerdict, Piece, PieceWay, Worth};

/// So many of each list are shown without `--details`.
const MOST: usize = 8;

pub(super) fn worth(document: &ImproveDocument, of: &Worth, details: bool, canvas: &mut Canvas) {
    let most = if details { usize::MAX } else { MOST };
    let there = of.pieces.iter().filter(|one| one.way == PieceWay::Removed);
    let missing = of.pieces.iter().filter(|one| one.way == PieceWay::Added);
    let partial = if of.partial { ", interrupted" } else { "" };
    let remark = format!(
        "{}; {} incidents each, the same luck{partial}",
        document.alternative,
        count(of.replications)
    );
    list(
        "what each piece is worth",
        &remark,
        &there.collect::<Vec<_>>(),
        most,
        canvas,
    );
    list(
        "what missing pieces would be worth",
        "",
        &missing.collect::<Vec<_>>(),
        most,
        canvas,
    );
    list(
        "who is missed most when away",
        "",
        &of.absences.iter().collect::<Vec<_>>(),
        most,
        canvas,
    );
    canvas.gap();
    let words = format!(
        "What having it changes: the mean time to containment up to the horizon, the blast radius at the end, the outrun rate \
         in points. A piece that is there was taken away, one that is missing was added. ✓ better with it, ✗ worse with it, \
         = no practical difference, ? not told apart. Intervals hold together at 95 % (Bonferroni over {}); those of blast \
         and outrun rate stand in the JSON.",
        count(of.family)
    );
    canvas.hang("", 0, &words, Tone::Quiet);
}

fn list(words: &str, remark: &str, pieces: &[&Piece], most: usize, canvas: &mut Canvas) {
    if pieces.is_empty() {
        return;
    }
    canvas.heading(words, remark);
    let apart = |one: &&&Piece| matches!(one.verdict, PairedVerdict::Better | PairedVerdict::Worse);
    // With few lines those that are told apart come first; each list keeps its order.
    let mut shown: Vec<&Piece> = pieces.iter().filter(apart).take(most).copied().collect();
    let rest = pieces.iter().filter(|one| !apart(one)).copied();
    shown.extend(rest.take(most.saturating_sub(shown.len())));
    for piece in &shown {
        one(piece, canvas);
    }
    let more = pieces.len() - shown.len();
    if more > 0 {
        canvas.hang(
            "  ",
            2,
            &format!("{more} more; --details shows them"),
            Tone::Quiet,
        );
    }
}

fn one(piece: &Piece, canvas: &mut Canvas) {
    let (sign, tone) = match piece.verdict {
        PairedVerdict::Better => ("✓", Tone::Good),
        PairedVerdict::Worse => ("✗", Tone::Bad),
        PairedVerdict::NoPracticalDifference => ("=", Tone::Plain),
        PairedVerdict::NotEnoughReplications => ("?", Tone::Doubtful),
        PairedVerdict::NotComparable => ("–", Tone::Quiet),
    };
    let sign = canvas.paint(sign, tone);
    canvas.hang(&format!("  {sign} "), 4, &piece.title, Tone::Plain);
    // Less time is better: what is saved stands with a minus.
    let time = said(&piece.time_saved, Kind::Time, -1.0);
    let blast = said(&piece.blast_saved, Kind::Number, -1.0);
    let outrun = said(&piece.outrun_gained, Kind::Share, 1.0);
    let words = format!(
        "containment {time} ({}) · blast {blast} · outruns {outrun}",
        ends(&piece.time_saved)
    );
    canvas.hang("    ", 4, &words, Tone::Quiet);
}

fn said(of: &Interval, kind: Kind, sign: f64) -> String {
    let width = of.high.zip(of.low).map_or(0.0, |(high, low)| high - low);
    of.estimate
        .map_or_else(|| "–".to_owned(), |value| signed(sign * value, kind, width))
}

fn ends(of: &Interval) -> String {
    let end = |value: Option<f64>| {
        value.map_or_else(|| "?".to_owned(), |value| signed(0.0 - value, Kind::Time, 0.0))
    };
    format!("{} to {}", end(of.high), end(of.low))
}
