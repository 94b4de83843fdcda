//! The trend of each objective as a picture: one panel for each, entries from left to right.

use std::fmt::Write;

use crate::report::svg::{begin, escaped, shortened};
use crate::report::terminal::{Kind, estimate};
use crate::report::{Interval, Reason};

use super::chart::Axis;
use super::document::{HistoryDocument, MeasuredPoint, ObjectiveSeries};

const WIDTH: usize = 860;
const LEFT: f64 = 110.0;
const PLOT: f64 = 720.0;
const HEAD: usize = 76;
const PANEL: usize = 190;
const TOP: f64 = 34.0;
const HEIGHT: f64 = 112.0;
/// Days are written below so many entries at most.
const DAYS: usize = 8;

/// The picture.
pub fn history_svg(document: &HistoryDocument) -> String {
    let title = format!("{}: objectives over time", document.exercise);
    let panels = document.objectives.len();
    let mut svg = begin(WIDTH, HEAD + PANEL * panels.max(1));
    let _ = writeln!(
        svg,
        "<title>{}</title>\n<desc>{}</desc>",
        escaped(&title),
        escaped(&described(document))
    );
    let _ = writeln!(
        svg,
        r#"<text x="20" y="30" class="title">{}</text><text x="20" y="52" class="quiet">dots: estimates, with their intervals; dashes: the threshold; upright lines: documents had changed. Filled: met. Ring: not.</text>"#,
        escaped(&shortened(&title, 80))
    );
    if panels == 0 {
        let _ = writeln!(
            svg,
            r#"<text x="20" y="{}" class="quiet">no objective was rated yet</text>"#,
            HEAD + 20
        );
    }
    for (place, series) in document.objectives.iter().enumerate() {
        panel(&mut svg, document, series, real(HEAD + PANEL * place));
    }
    svg.push_str("</svg>\n");
    svg
}

fn described(document: &HistoryDocument) -> String {
    let of = |series: &ObjectiveSeries| {
        let last = series.points.last()?;
        Some(format!(
            "{} of {}: {} at last, {}",
            last.text,
            series.alternative,
            estimate(&last.measured, Kind::of_objective(&last.text)),
            last.rating
        ))
    };
    let all: Vec<String> = document.objectives.iter().filter_map(of).collect();
    all.join(". ")
}

#[expect(clippy::cast_precision_loss, reason = "pixels and small counts")]
const fn real(count: usize) -> f64 {
    count as f64
}

fn panel(svg: &mut String, document: &HistoryDocument, series: &ObjectiveSeries, top: f64) {
    let wanted = series.points.last().map_or("", |point| point.text.as_str());
    let _ = writeln!(
        svg,
        r#"<text x="20" y="{:.1}" class="head">{}</text><text x="{:.1}" y="{:.1}" class="quiet" text-anchor="end">{}</text>"#,
        top + 18.0,
        escaped(&shortened(wanted, 70)),
        LEFT + PLOT,
        top + 18.0,
        escaped(&shortened(&series.alternative, 40))
    );
    let Some(axis) = Axis::of(series) else {
        let _ = writeln!(
            svg,
            r#"<text x="20" y="{:.1}" class="quiet">nothing was measured</text>"#,
            top + 40.0
        );
        return;
    };
    let up = |figure: f64| top + TOP + HEIGHT * (1.0 - axis.share(figure));
    let kind = Kind::of_objective(wanted);
    let _ = writeln!(
        svg,
        r##"<rect x="{LEFT}" y="{:.1}" width="{PLOT}" height="{HEIGHT}" fill="none" stroke="#ccc"/>"##,
        top + TOP
    );
    for figure in [axis.low, axis.high] {
        let _ = writeln!(
            svg,
            r#"<text x="{:.1}" y="{:.1}" class="quiet" text-anchor="end">{}</text>"#,
            LEFT - 8.0,
            up(figure) + 4.0,
            escaped(&estimate(&bare(figure), kind))
        );
    }
    changes(svg, document, top);
    let mut line = String::new();
    for point in &series.points {
        if let Some(x) = across(document, point.entry) {
            if let Some(figure) = point.measured.estimate {
                let _ = write!(line, "{x:.1},{:.1} ", up(figure));
            }
            mark(svg, point, (x, top), axis);
        }
    }
    let _ = writeln!(
        svg,
        r##"<polyline points="{}" fill="none" stroke="#0b4f8a" stroke-opacity="0.4"/>"##,
        line.trim_end()
    );
}

/// A figure without an interval.
fn bare(figure: f64) -> Interval {
    Interval {
        estimate: Some(figure),
        low: None,
        high: None,
        confidence: 0.0,
        reason: None::<Reason>,
        assumptions: None,
    }
}

/// Where an entry stands: entries are as far apart as each other, so that a busy day can be read too.
fn across(document: &HistoryDocument, entry: i64) -> Option<f64> {
    let rated = |id: i64| {
        document
            .objectives
            .iter()
            .any(|series| series.points.iter().any(|point| point.entry == id))
    };
    let shown: Vec<i64> = document
        .points
        .iter()
        .map(|point| point.entry)
        .filter(|id| rated(*id))
        .collect();
    let place = shown.iter().position(|id| *id == entry)?;
    Some(LEFT + PLOT * (real(place) + 0.5) / real(shown.len().max(1)))
}

/// Days below, and where documents had changed.
fn changes(svg: &mut String, document: &HistoryDocument, top: f64) {
    let shown: Vec<_> = document
        .points
        .iter()
        .filter_map(|point| Some((point, across(document, point.entry)?)))
        .collect();
    let every = shown.len().div_ceil(DAYS).max(1);
    let mut plan: Option<&str> = None;
    for (place, (point, x)) in shown.iter().enumerate() {
        if plan.is_some_and(|plan| plan != point.plan) {
            let _ = writeln!(
                svg,
                r##"<line x1="{0:.1}" x2="{0:.1}" y1="{1:.1}" y2="{2:.1}" stroke="#f2a65a" stroke-width="2"/>"##,
                x - PLOT * 0.5 / real(shown.len()),
                top + TOP,
                top + TOP + HEIGHT
            );
        }
        plan = Some(&point.plan);
        if place % every == 0 {
            let _ = writeln!(
                svg,
                r#"<text x="{x:.1}" y="{:.1}" class="quiet" text-anchor="middle">{}</text>"#,
                top + TOP + HEIGHT + 16.0,
                escaped(point.at.get(..10).unwrap_or(""))
            );
        }
    }
}

/// The interval, the estimate and the threshold of one entry.
fn mark(svg: &mut String, point: &MeasuredPoint, (x, top): (f64, f64), axis: Axis) {
    let up = |figure: f64| top + TOP + HEIGHT * (1.0 - axis.share(figure));
    if let Some(threshold) = point.threshold {
        let _ = writeln!(
            svg,
            r##"<line x1="{:.1}" x2="{:.1}" y1="{2:.1}" y2="{2:.1}" stroke="#555" stroke-dasharray="4 3"/>"##,
            x - 14.0,
            x + 14.0,
            up(threshold)
        );
    }
    let measured = &point.measured;
    if let Some(low) = measured.low {
        let high = measured.high.unwrap_or(axis.to);
        let _ = writeln!(
            svg,
            r##"<line x1="{x:.1}" x2="{x:.1}" y1="{:.1}" y2="{:.1}" stroke="#0b4f8a" stroke-width="2"/>"##,
            up(low),
            up(high)
        );
    }
    if let Some(figure) = measured.estimate {
        let fill = if point.good == Some(true) {
            "#0b4f8a"
        } else {
            "#fff"
        };
        let _ = writeln!(
            svg,
            r##"<circle cx="{x:.1}" cy="{:.1}" r="4" fill="{fill}" stroke="#0b4f8a" stroke-width="2"><title>{}</title></circle>"##,
            up(figure),
            escaped(&format!("entry {}: {}", point.entry, point.rating))
        );
    }
}
