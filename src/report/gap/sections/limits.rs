//! The outrun rate with other limits, so that nobody passes by moving the limit.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Picture, Section, Table};
use crate::report::gap::drawing::{Dot, DotRow, Drawing};
use crate::report::gap::wording::{by_alternative, limit, quoted, tidy};
use crate::report::terminal::{Kind, estimate};
use crate::report::{Alternative, CurvePoint};

/// The curve of limits.
pub(in crate::report::gap) fn limits(of: &Matter<'_>) -> Option<Section> {
    let alternatives = &of.document.alternatives;
    let first = alternatives.first()?;
    let rows = first
        .outrun_curve
        .iter()
        .enumerate()
        .map(|(place, point)| DotRow {
            name: name(point),
            own: point.own,
            dots: alternatives
                .iter()
                .map(|one| dot(one.outrun_curve.get(place)))
                .collect(),
        });
    let picture = Picture {
        id: "limits".to_owned(),
        title: "The outrun rate with other limits".to_owned(),
        text: text(alternatives),
        table: behind(alternatives),
        drawing: Drawing::Dots {
            series: alternatives.iter().map(|one| tidy(&one.name)).collect(),
            rows: rows.collect(),
        },
    };
    Some(Section {
        id: "limits".to_owned(),
        title: "With other limits".to_owned(),
        blocks: vec![
            Block::text(
                "A rate without its limit means nothing: this is what it would be with others, and the same crown jewels.",
            ),
            Block::Picture(picture),
        ],
    })
}

fn name(point: &CurvePoint) -> String {
    let own = if point.own { " (this exercise)" } else { "" };
    format!("{}{own}", limit(point))
}

fn dot(point: Option<&CurvePoint>) -> Dot {
    point.map_or_else(Dot::default, |point| Dot {
        estimate: point.outrun_rate.estimate,
        low: point.outrun_rate.low,
        high: point.outrun_rate.high,
    })
}

fn text(alternatives: &[Alternative]) -> String {
    let sentences = alternatives.iter().filter_map(|one| {
        let (strictest, mildest) = (one.outrun_curve.first()?, one.outrun_curve.last()?);
        Some(format!(
            "{}: from {} with {} to {} with {}.",
            quoted(&one.name),
            estimate(&strictest.outrun_rate, Kind::Share),
            limit(strictest),
            estimate(&mildest.outrun_rate, Kind::Share),
            limit(mildest)
        ))
    });
    let sentences: Vec<String> = sentences.collect();
    format!(
        "Outrun rate for each limit, with the range of luck. {}",
        sentences.join(" ")
    )
}

fn behind(alternatives: &[Alternative]) -> Table {
    let mut made = by_alternative(
        "limits",
        "The outrun rate with other limits",
        "limit",
        alternatives,
    );
    made.folded = true;
    let Some(first) = alternatives.first() else {
        return made;
    };
    for (place, point) in first.outrun_curve.iter().enumerate() {
        let mut row = vec![Cell::words(name(point))];
        let points = alternatives.iter().filter_map(|one| one.outrun_curve.get(place));
        row.extend(points.map(|point| Cell::figure(&point.outrun_rate, Kind::Share)));
        made.rows.push(row);
    }
    made
}
