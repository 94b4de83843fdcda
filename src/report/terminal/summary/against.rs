//! What slipped since an earlier run.

use super::figure::{Kind, estimate, range};
use super::whole::Summary;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{count, fit};
use crate::report::{Against, AlternativeAgainst, Change, Interval, MeasureAgainst, Movement};

/// Without details so many changes are told.
const MOST_CHANGES: usize = 5;

/// What was changed, and what moved beyond luck.
pub(super) fn against(of: &Summary<'_>, canvas: &mut Canvas) {
    let Some(against) = &of.document.against else {
        return;
    };
    let luck = if against.paired {
        "the same luck"
    } else {
        "other luck"
    };
    let partial = if against.partial { ", interrupted" } else { "" };
    canvas.heading(
        "against an earlier run",
        &format!(
            "of version {}, seed {}: {luck}{partial}",
            against.version, against.seed
        ),
    );
    changes(against, of.details, canvas);
    let shown = |measure: &&MeasureAgainst| of.details || measure.movement != Movement::WithinLuck;
    let mut table = Table::default();
    let mut still = 0;
    for alternative in &against.alternatives {
        for measure in alternative.measures.iter().filter(shown) {
            table.row(row(alternative, measure));
        }
        still += alternative.measures.iter().filter(|one| !shown(one)).count() as u64;
    }
    table.draw(canvas);
    let measures = against.alternatives.iter().flat_map(|one| &one.measures);
    let mut remarks: Vec<String> = measures
        .filter_map(|one| Some(format!("{}: {}", one.measure, one.remark.as_ref()?)))
        .collect();
    remarks.dedup();
    for remark in remarks {
        canvas.hang("  ", 2, &remark, Tone::Doubtful);
    }
    if still > 0 {
        let words = format!("{} figures moved no further than luck explains", count(still));
        canvas.hang("  ", 2, &words, Tone::Quiet);
    }
}

fn changes(against: &Against, details: bool, canvas: &mut Canvas) {
    if against.changes.is_empty() {
        return canvas.hang("  ", 2, "nothing was changed", Tone::Quiet);
    }
    let most = if details { usize::MAX } else { MOST_CHANGES };
    // That a file was changed says least: what it changed stands before.
    for change in against.changes.iter().take(most) {
        canvas.hang("  ", 4, &changed(change), Tone::Doubtful);
    }
    let rest = against.changes.len().saturating_sub(most) as u64;
    if rest > 0 {
        let words = format!("and {} further changes; --details lists them", count(rest));
        canvas.hang("  ", 4, &words, Tone::Doubtful);
    }
}

fn changed(change: &Change) -> String {
    let what = match &change.subject {
        Some(subject) => format!("{} `{subject}`", change.what),
        None => change.what.clone(),
    };
    let short = |text: &String| fit(text, 24);
    let how = match (&change.then, &change.now) {
        (Some(then), Some(now)) if change.what == "input" => {
            format!("{} → {}", fit(then, 9), fit(now, 9))
        }
        (Some(then), Some(now)) => format!("{} → {}", short(then), short(now)),
        (Some(then), None) if change.subject.is_none() => format!("{} is gone", short(then)),
        (None, Some(now)) if change.subject.is_none() => format!("{} is new", short(now)),
        (Some(_), None) => "is gone".to_owned(),
        (None, _) => "is new".to_owned(),
    };
    let place = if change.alternatives.is_empty() {
        String::new()
    } else {
        format!(" ({})", change.alternatives.join(", "))
    };
    format!("changed: {what}: {how}{place}")
}

fn row(alternative: &AlternativeAgainst, measure: &MeasureAgainst) -> Vec<Cell> {
    let kind = Kind::of_objective(&measure.measure);
    let (word, tone) = match measure.movement {
        Movement::Slipped => ("✗ slipped", Tone::Bad),
        Movement::Improved => ("✓ improved", Tone::Good),
        Movement::WithinLuck => ("= luck", Tone::Plain),
        Movement::NotComparable => ("? not comparable", Tone::Doubtful),
    };
    vec![
        Cell::new(fit(&alternative.name, 16)).tone(Tone::Strong),
        Cell::new(fit(&measure.measure, 28)),
        Cell::new(word).tone(tone),
        Cell::new(format!(
            "{} → {}{}",
            estimate(&measure.then, kind),
            estimate(&measure.now, kind),
            by(&measure.difference, kind)
        )),
    ]
}

/// The interval of the difference, where there is one.
fn by(difference: &Interval, kind: Kind) -> String {
    if difference.low.is_none() || difference.high.is_none() {
        return String::new();
    }
    format!(
        " (by {})",
        range(difference.low, difference.high, kind).replace('–', " to ")
    )
}
