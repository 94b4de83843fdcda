//! Coverage in a terminal: a table of decisions, and the week as a heat map.

use crate::check::{Cell, Coverage, QUARTERS_OF_A_DAY, Row};
use crate::model::Exercise;
use crate::report::CoverageCell;
use crate::report::coverage_document::{about, bound};
use crate::report::heat::Heat;
use crate::report::plan_names::{rule, severity};
use crate::time::Weekday;

use super::canvas::{Canvas, Tone};
use super::duration::duration;
use super::table::{Cell as Field, Table};
use super::text::{clean, fit};
use super::who::steps;

/// Without `all`, so many maps are drawn.
const MAPS: usize = 2;
const QUARTERS_OF_AN_HOUR: usize = 4;

/// Writes the table and the maps; `all`: one for every row.
pub fn coverage(exercise: &Exercise, of: &Coverage, all: bool, canvas: &mut Canvas) {
    let title = format!("{}, alternative {}", exercise.id, exercise.alternative);
    let title = canvas.paint(&clean(&title), Tone::Strong);
    canvas.line(&title);
    let zone = &exercise.scenario.zone;
    let day = |at| zone.to_local(at).date();
    let words = format!(
        "Every quarter hour from {} to {}, {}, severity {}. Reached: somebody who is asked is on shift or on call.",
        day(of.window.start),
        day(of.window.end),
        zone.name(),
        severity(of.severity)
    );
    canvas.hang("", 0, &words, Tone::Quiet);
    canvas.heading("coverage", "");
    table(exercise, of, canvas);
    canvas.hang(
        "",
        0,
        "Guaranteed: somebody has answered by then, or the chain acts, whatever happens; work comes on top.",
        Tone::Quiet,
    );
    let mut rows: Vec<&Row> = of.rows.iter().collect();
    // The worst first: that is where to look.
    rows.sort_by(|one, other| {
        one.reached
            .total_cmp(&other.reached)
            .then(other.mean.cmp(&one.mean))
    });
    let maps = if all { rows.len() } else { MAPS };
    for row in rows.iter().take(maps) {
        map(exercise, row, canvas);
    }
    legend(canvas);
    if rows.len() > maps {
        let more = format!(
            "{} more maps with `--all`; `--cell \"Sun 03:00\"` says who.",
            rows.len() - maps
        );
        canvas.hang("", 0, &more, Tone::Quiet);
    }
}

/// Writes who decides in a quarter hour, row by row.
pub fn coverage_cell(of: &CoverageCell, canvas: &mut Canvas) {
    let title = canvas.paint(&of.quarter, Tone::Strong);
    let remark = canvas.paint("in the worst of the weeks, for each decision", Tone::Quiet);
    canvas.line(&format!("{title}  {remark}"));
    for row in &of.rows {
        let about = fit(&row.about, canvas.measure().saturating_sub(16));
        canvas.heading(&row.decision, &about);
        if row.weeks == 0 {
            canvas.line("  not in the weeks that were looked at");
            continue;
        }
        let bound = row.guaranteed_s.map_or("nothing bounds it".to_owned(), |bound| {
            format!("no later than {}", duration(bound.as_millis()))
        });
        let words = format!(
            "{}, rule {}; on average after {}, {bound}; nobody there in {} of {} weeks",
            row.local,
            row.rule,
            duration(row.expected_s.as_millis()),
            row.uncovered,
            row.weeks
        );
        canvas.hang("  ", 2, &words, Tone::Plain);
        let first = row.stages.iter().find(|stage| stage.duty == "decide");
        if let Some(stage) = first.or(row.stages.first()) {
            steps(stage, canvas);
        }
    }
}

fn table(exercise: &Exercise, of: &Coverage, canvas: &mut Canvas) {
    let mut table = Table::default();
    let head = ["decision", "rule", "reached", "expected", "guaranteed", "about"];
    table.row(
        head.iter()
            .map(|word| Field::new(*word).tone(Tone::Quiet))
            .collect(),
    );
    for row in &of.rows {
        let tone = match row.reached {
            share if share >= 1.0 => Tone::Good,
            share if share >= 0.9 => Tone::Doubtful,
            _ => Tone::Bad,
        };
        table.row(vec![
            Field::new(row.decision.word()),
            Field::new(fit(&rules(exercise, row), 26)),
            Field::new(percent(row.reached)).tone(tone),
            Field::new(duration(row.mean.as_millis())),
            Field::new(bound(row).map_or("never".to_owned(), |bound| duration(bound.as_millis()))),
            Field::new(about(exercise, row)),
        ]);
    }
    table.draw(canvas);
}

fn rules(exercise: &Exercise, row: &Row) -> String {
    let mut names: Vec<String> = Vec::new();
    for (_, path) in &row.paths {
        let name = rule(exercise, path);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// Whole per cent; only what is whole is 0 % or 100 %.
fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if share < 1.0 && whole >= 100.0 {
        return ">99 %".to_owned();
    }
    if share > 0.0 && whole <= 0.0 {
        return "<1 %".to_owned();
    }
    format!("{whole:.0} %")
}

fn map(exercise: &Exercise, row: &Row, canvas: &mut Canvas) {
    let remark = fit(&about(exercise, row), canvas.measure().saturating_sub(12));
    canvas.heading(row.decision.word(), &remark);
    canvas.line("       00    03    06    09    12    15    18    21");
    for day in Weekday::ALL {
        let quarters = row
            .week
            .iter()
            .skip(day.index() * QUARTERS_OF_A_DAY)
            .take(QUARTERS_OF_A_DAY);
        let quarters: Vec<Cell> = quarters.copied().collect();
        let hours = quarters.chunks(QUARTERS_OF_AN_HOUR);
        let cells: String = hours.map(|hour| shade(Heat::of(hour), canvas)).collect();
        canvas.line(&format!("  {day}  {cells}"));
    }
}

fn shade(heat: Heat, canvas: &Canvas) -> String {
    canvas.colour(heat.glyph(), heat.colour())
}

fn legend(canvas: &mut Canvas) {
    canvas.gap();
    let steps: Vec<String> = Heat::ALL
        .iter()
        .map(|heat| format!("{} {}", shade(*heat, canvas), heat.words()))
        .collect();
    canvas.line(&format!("  {}", steps.join("   ")));
    canvas.hang(
        "",
        0,
        "Expected time to a decision, the worst of the weeks in each hour.",
        Tone::Quiet,
    );
}
