//! Coverage as a picture: a heat map of the week for each decision, each quarter hour a cell.

use std::fmt::Write;

use crate::check::{Cell, Coverage, QUARTERS_OF_A_DAY, Row};
use crate::model::Exercise;
use crate::time::Weekday;

use super::coverage_document::{about, bound};
use super::heat::Heat;
use super::plan_names::severity;
use super::svg::{escaped, shortened};

const WIDTH: usize = 860;
const LEFT: usize = 60;
const CELL: usize = 8;
const ROW: usize = 18;
const MAP: usize = 50 + 7 * ROW + 26;
const HEAD: usize = 96;

/// The picture.
pub fn coverage_svg(exercise: &Exercise, of: &Coverage) -> String {
    let height = HEAD + of.rows.len() * MAP;
    let mut svg = super::svg::begin(WIDTH, height);
    let title = format!(
        "Coverage of {}, alternative {}",
        exercise.id, exercise.alternative
    );
    let zone = &exercise.scenario.zone;
    let day = |at| zone.to_local(at).date();
    let words = format!(
        "Expected time to a decision, the worst of the weeks from {} to {}; {}; severity {}",
        day(of.window.start),
        day(of.window.end),
        zone.name(),
        severity(of.severity)
    );
    let _ = writeln!(
        svg,
        r#"<text x="20" y="30" class="title">{}</text>"#,
        escaped(&title)
    );
    let _ = writeln!(
        svg,
        r#"<text x="20" y="50" class="quiet">{}</text>"#,
        escaped(&words)
    );
    legend(&mut svg);
    for (place, row) in of.rows.iter().enumerate() {
        map(&mut svg, exercise, row, HEAD + place * MAP);
    }
    svg.push_str("</svg>\n");
    svg
}

fn legend(svg: &mut String) {
    for (place, heat) in Heat::ALL.iter().enumerate() {
        let x = 20 + place * 90;
        let _ = writeln!(
            svg,
            r##"<rect x="{x}" y="62" width="16" height="14" fill="{}" stroke="#888"/><text x="{}" y="74">{}</text>"##,
            heat.paper(),
            x + 22,
            heat.words()
        );
    }
}

fn map(svg: &mut String, exercise: &Exercise, row: &Row, top: usize) {
    let bound = bound(row).map_or_else(
        || "nothing bounds it".to_owned(),
        |bound| format!("bounded by {} min", bound.as_millis() / 60_000),
    );
    let title = format!(
        "{}: {}",
        row.decision.word(),
        shortened(&about(exercise, row), 90)
    );
    let reached = (row.reached * 1000.0).floor() / 10.0;
    let _ = writeln!(
        svg,
        r#"<text x="20" y="{}" class="head">{}</text>"#,
        top + 18,
        escaped(&title)
    );
    let _ = writeln!(
        svg,
        r#"<text x="20" y="{}" class="quiet">somebody reached in {reached:.1} % of all quarter hours; {bound}</text>"#,
        top + 34
    );
    for hour in (0..24).step_by(3) {
        let x = LEFT + hour * 4 * CELL;
        let _ = writeln!(
            svg,
            r#"<text x="{x}" y="{}" class="quiet">{hour:02}:00</text>"#,
            top + 48
        );
    }
    for day in Weekday::ALL {
        let y = top + 52 + day.index() * ROW;
        let _ = writeln!(svg, r#"<text x="24" y="{}">{day}</text>"#, y + 13);
        let cells = row
            .week
            .iter()
            .skip(day.index() * QUARTERS_OF_A_DAY)
            .take(QUARTERS_OF_A_DAY);
        let cells: Vec<&Cell> = cells.collect();
        runs(svg, &cells, y);
    }
}

/// Neighbours of one colour are one rectangle.
fn runs(svg: &mut String, cells: &[&Cell], y: usize) {
    let mut x = LEFT;
    let heat = |cell: &&Cell| Heat::of(std::slice::from_ref(*cell));
    for run in cells.chunk_by(|one, other| heat(one) == heat(other)) {
        let width = run.len() * CELL;
        let Some(first) = run.first() else { continue };
        let heat = heat(first);
        let _ = writeln!(
            svg,
            r##"<rect x="{x}" y="{y}" width="{width}" height="{}" fill="{}" stroke="#fff" stroke-width="0.5"><title>{}</title></rect>"##,
            ROW - 2,
            heat.paper(),
            heat.words()
        );
        x += width;
    }
}
