//! The history in a terminal.

use crate::report::terminal::{Canvas, Tone, columns, estimate, fit, left, list, range, right};

use super::actions::actions;
use super::changed::{inputs, values};
use super::chart::{Axis, row};
use super::document::{HistoryDocument, HistoryFinding, HistoryPoint, MeasuredPoint, ObjectiveSeries};
use crate::report::terminal::Kind;

/// What stands beside the chart: number, day, figure, range, rating.
const BESIDE: usize = 6 + 12 + 9 + 18 + 9;

/// Draws it.
pub fn history_screen(document: &HistoryDocument, canvas: &mut Canvas) {
    let shown = document.points.len() as u64;
    let all = document.entries;
    let count = if shown < all {
        format!("the last {shown} of {all} entries")
    } else if all == 1 {
        "1 entry".to_owned()
    } else {
        format!("{all} entries")
    };
    let remark = format!("{count}, local times in {}", document.zone);
    canvas.heading(&format!("history of {}", document.exercise), &remark);
    for point in &document.points {
        entry(point, canvas);
    }
    for series in &document.objectives {
        objective(series, document, canvas);
    }
    findings(document, canvas);
    if !document.actions.is_empty() {
        actions(&document.actions, canvas);
    }
}

/// `2026-11-23T02:00:00+01:00` as a day and a time.
fn moment(at: &str) -> (&str, &str) {
    (at.get(..10).unwrap_or(at), at.get(11..16).unwrap_or(""))
}

fn entry(point: &HistoryPoint, canvas: &mut Canvas) {
    let (day, time) = moment(&point.at);
    let mut words = vec![
        format!("plan {}", point.plan),
        format!("outrun {}", point.version),
    ];
    words.extend(
        point
            .replications
            .map(|count| format!("{count} replications of seed {}", point.seed.unwrap_or(0))),
    );
    words.extend(point.schedule.as_ref().map(|id| format!("for `{id}`")));
    words.extend(point.partial.then(|| "interrupted".to_owned()));
    words.extend(
        (point.times > 1).then(|| format!("{} times, last {}", point.times, moment(&point.last_at).0)),
    );
    let beginning = format!(
        "{}  {day} {time}  {}  ",
        right(&point.entry.to_string(), 4),
        left(&point.kind, 5)
    );
    canvas.hang(&beginning, columns(&beginning), &words.join(", "), Tone::Plain);
    inputs(&point.changed, 6, canvas);
    values(point.values.as_deref().unwrap_or_default(), canvas);
    if let Some(because) = &point.unread {
        canvas.hang(
            "      ",
            6,
            &format!("values cannot be compared: {because}"),
            Tone::Quiet,
        );
    }
}

fn objective(series: &ObjectiveSeries, document: &HistoryDocument, canvas: &mut Canvas) {
    let wanted = series.points.last().map_or("", |point| point.text.as_str());
    canvas.gap();
    let painted = canvas.paint(&fit(wanted, canvas.width / 2), Tone::Strong);
    let of = canvas.paint(&fit(&series.alternative, canvas.width / 3), Tone::Quiet);
    canvas.line(&format!("{painted}  {of}"));
    let axis = Axis::of(series);
    let width = canvas.width.saturating_sub(BESIDE).clamp(10, 60);
    for point in &series.points {
        let of = document.points.iter().find(|one| one.entry == point.entry);
        measured(point, of, (axis, width), canvas);
    }
}

fn measured(
    point: &MeasuredPoint,
    of: Option<&HistoryPoint>,
    (axis, width): (Option<Axis>, usize),
    canvas: &mut Canvas,
) {
    let kind = Kind::of_objective(&point.text);
    let chart = axis.map_or_else(|| " ".repeat(width), |axis| row(point, axis, width));
    let interval = &point.measured;
    let shown = interval.estimate.is_some() || interval.low.is_some();
    let figure = if shown || interval.reason.is_some() {
        estimate(interval, kind)
    } else {
        String::new()
    };
    let ends = if shown {
        range(interval.low, interval.high, kind)
    } else {
        String::new()
    };
    let tone = match point.good {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Doubtful,
    };
    let rating = canvas.paint(&point.rating, tone);
    let day = of.map_or("", |of| moment(&of.at).0);
    canvas.line(&format!(
        "{}  {} {chart} {} {} {rating}",
        right(&point.entry.to_string(), 4),
        left(day, 10),
        right(&fit(&figure, 8), 8),
        left(&fit(&ends, 17), 17),
    ));
}

/// What is to be looked at first.
const ORDER: [(&str, Tone); 5] = [
    ("regressed", Tone::Bad),
    ("new", Tone::Bad),
    ("open", Tone::Doubtful),
    ("not exercised", Tone::Quiet),
    ("closed", Tone::Good),
];
/// So many findings of one state are listed; the rest is counted.
const MOST: usize = 8;

fn findings(document: &HistoryDocument, canvas: &mut Canvas) {
    if document.findings.is_empty() {
        return;
    }
    let of = |state: &str| -> Vec<&HistoryFinding> {
        document
            .findings
            .iter()
            .filter(|one| one.state == state)
            .collect()
    };
    let counts: Vec<String> = ORDER
        .iter()
        .map(|(state, _)| (state, of(state).len()))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{count} {state}"))
        .collect();
    canvas.heading("findings", &list(&counts, 5));
    for (state, tone) in ORDER {
        let all = of(state);
        for finding in all.iter().take(MOST) {
            let beginning = format!("{}  {}  ", canvas.paint(&left(state, 13), tone), finding.id);
            canvas.hang(&beginning, 27, &told(finding), Tone::Plain);
        }
        let more = all.len().saturating_sub(MOST);
        if more > 0 {
            let words = format!("and {more} more that are {state}; `--format json` has all");
            canvas.hang("               ", 15, &words, Tone::Quiet);
        }
    }
}

/// What was found, where; a missed objective says itself what it is about.
fn told(finding: &HistoryFinding) -> String {
    if finding.title.contains(&finding.about) {
        return format!("{} ({}, {})", finding.title, finding.kind, finding.alternative);
    }
    format!(
        "{} {} ({}, {})",
        finding.code, finding.title, finding.about, finding.alternative
    )
}
