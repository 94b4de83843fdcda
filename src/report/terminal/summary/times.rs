//! How long containment takes, and how often it never comes.

use super::figure::{Kind, percent, with_luck};
use super::whole::Summary;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{count, fit};
use crate::report::{Alternative, Interval, Times};

/// Median and 90th percentile with their intervals; what is censored is counted apart (M6).
pub(super) fn times(of: &Summary<'_>, canvas: &mut Canvas) {
    let remark = format!("never: not within {}", duration(of.horizon.as_millis()));
    canvas.heading("time to containment", &remark);
    let mut table = Table::default();
    let head = |text: &str| Cell::new(text).tone(Tone::Quiet);
    table.row(vec![
        head(""),
        head("median"),
        head("9 in 10 within"),
        head("never"),
    ]);
    for alternative in &of.document.alternatives {
        table.row(row(alternative));
    }
    table.draw(canvas);
    if of.details {
        milestones(of, canvas);
    }
}

fn row(alternative: &Alternative) -> Vec<Cell> {
    let times = &alternative.times.time_to_containment;
    vec![
        Cell::new(fit(&alternative.name, 16)).tone(Tone::Strong),
        Cell::new(with_luck(&times.p50, Kind::Time)),
        Cell::new(with_luck(&times.p90, Kind::Time)),
        Cell::new(never(times)),
    ]
}

fn never(times: &Times) -> String {
    if times.censored == 0 {
        return "0".to_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of replications")]
    let share = times.censored as f64 / (times.censored + times.observed).max(1) as f64;
    format!("{} ({})", count(times.censored), percent(share, 0.02))
}

/// The medians on the way there.
fn milestones(of: &Summary<'_>, canvas: &mut Canvas) {
    let mut table = Table::default();
    let head = |text: &str| Cell::new(text).tone(Tone::Quiet);
    table.row(
        [
            "at the median",
            "detected",
            "declared",
            "decided",
            "first effect",
            "jewel falls",
        ]
        .map(head)
        .to_vec(),
    );
    for alternative in &of.document.alternatives {
        let times = &alternative.times;
        let stages = [
            &times.time_to_detect,
            &times.time_to_declare,
            &times.time_to_first_decision,
            &times.time_to_first_effect,
            &times.time_to_crown_jewel,
        ];
        let mut cells = vec![Cell::new(fit(&alternative.name, 16)).tone(Tone::Strong)];
        cells.extend(stages.map(|stage| Cell::new(median(stage))));
        table.row(cells);
    }
    canvas.gap();
    table.draw(canvas);
}

fn median(times: &Times) -> String {
    let Interval { estimate, .. } = times.p50;
    match estimate {
        Some(seconds) => duration(super::figure::millis(seconds)),
        None if times.observed + times.censored == 0 => "–".to_owned(),
        None => "never".to_owned(),
    }
}
