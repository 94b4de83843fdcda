//! The document of `outrun show --coverage`: `outrun/coverage/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::{Cell, Coverage, DecisionTime, Question, Row, who};
use crate::model::{Exercise, Severity};
use crate::time::{Span, TimeOfDay, Weekday};

use super::plan_names::{assets, local, rule, severity};
use super::seconds::Seconds;
use super::who_document::{WhoStage, stage};

/// Which hours are covered, decision by decision. It names no people.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "outrun/coverage/1")]
pub struct CoverageDocument {
    /// `outrun/coverage/1`.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The alternative.
    pub alternative: String,
    /// The severity at which rules were matched.
    pub severity: String,
    /// The zone by whose clock the week is told.
    pub zone: String,
    /// The first instant that was looked at, RFC 3339.
    pub from: String,
    /// The first instant after.
    pub until: String,
    /// One for each decision and what it is about, containment first.
    pub rows: Vec<CoverageRow>,
    /// Who, in the quarter hour that was asked about; it names people.
    pub cell: Option<CoverageCell>,
}

/// Who decides in a quarter hour of the week.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoverageCell {
    /// The day and the time: `Sun 03:00`.
    pub quarter: String,
    /// One for each row of the coverage.
    pub rows: Vec<CellRow>,
}

/// Who decides something in the worst such quarter hour.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CellRow {
    /// The decision.
    pub decision: String,
    /// What it is about, in words.
    pub about: String,
    /// The rule, or what holds in its place.
    pub rule: String,
    /// The worst of the weeks.
    pub at: String,
    /// The same on the clock on the wall.
    pub local: String,
    /// In how many weeks the clock shows this quarter hour.
    pub weeks: u32,
    /// In how many of them nobody who is asked can be reached.
    pub uncovered: u32,
    /// Somebody has answered, or the chain acts, by then; nothing: there is no such bound.
    pub guaranteed_s: Option<Seconds>,
    /// On average.
    pub expected_s: Seconds,
    /// Who is asked to do what.
    pub stages: Vec<WhoStage>,
}

/// What is decided by the same people at every instant.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoverageRow {
    /// The decision.
    pub decision: String,
    /// What it is about, in words.
    pub about: String,
    /// The assets.
    pub assets: Vec<String>,
    /// The requests.
    pub requests: Vec<String>,
    /// Who is to decide when.
    pub rules: Vec<RuleSpan>,
    /// The share of quarter hours in which somebody who is asked can be reached.
    pub reached: f64,
    /// The mean time to an answer and the work, over all quarter hours.
    pub expected_s: Seconds,
    /// The worst bound over all quarter hours; nothing: in some there is none.
    pub guaranteed_s: Option<Seconds>,
    /// When nobody who is asked is on shift or on call.
    pub gaps: Vec<Gap>,
    /// The 672 quarter hours of the week from Monday 00:00, each in the worst of the weeks.
    pub week: Vec<Quarter>,
}

/// A rule for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleSpan {
    /// From, RFC 3339.
    pub from: String,
    /// Until just before.
    pub until: String,
    /// The rule, or what holds in its place.
    pub rule: String,
}

/// A time in which nobody is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Gap {
    /// From, RFC 3339.
    pub from: String,
    /// Until just before.
    pub until: String,
    /// How long.
    pub lasts_s: Seconds,
}

/// A quarter hour of the week.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quarter {
    /// In how many weeks the clock shows it.
    pub weeks: u32,
    /// In how many of them nobody who is asked can be reached.
    pub uncovered: u32,
    /// The worst of them, RFC 3339.
    pub worst_at: String,
    /// Not before so many seconds then; nothing: never.
    pub earliest_s: Option<Seconds>,
    /// Somebody has answered, or the chain acts, by then; nothing: there is no such bound.
    pub guaranteed_s: Option<Seconds>,
    /// On average.
    pub expected_s: Seconds,
    /// The probability that nobody has answered by the horizon.
    pub silent: f64,
}

impl CoverageDocument {
    /// The coverage as data.
    pub fn new(exercise: &Exercise, coverage: &Coverage) -> Self {
        let zone = &exercise.scenario.zone;
        Self {
            schema: "outrun/coverage/1".to_owned(),
            exercise: exercise.id.to_string(),
            alternative: exercise.alternative.to_string(),
            severity: severity(coverage.severity),
            zone: zone.name().to_owned(),
            from: zone.rfc3339(coverage.window.start),
            until: zone.rfc3339(coverage.window.end),
            rows: coverage.rows.iter().map(|one| row(exercise, one)).collect(),
            cell: None,
        }
    }
}

impl CoverageCell {
    /// Who decides in a quarter hour, in the worst of the weeks.
    pub fn new(exercise: &Exercise, coverage: &Coverage, (day, time): (Weekday, TimeOfDay)) -> Self {
        let place = Coverage::cell(day, time);
        let of = |row: &Row| Some(cell_row(exercise, coverage.severity, row, row.week.get(place)?));
        Self {
            quarter: format!("{day} {time}"),
            rows: coverage.rows.iter().filter_map(of).collect(),
        }
    }
}

fn cell_row(exercise: &Exercise, severity: Severity, row: &Row, cell: &Cell) -> CellRow {
    let zone = &exercise.scenario.zone;
    let question = Question {
        decision: row.decision,
        asset: row.nodes.first().copied(),
        at: cell.worst_at,
        severity,
    };
    let answer = who(exercise, question);
    CellRow {
        decision: row.decision.word().to_owned(),
        about: about(exercise, row),
        rule: rule(exercise, &answer.path),
        at: zone.rfc3339(cell.worst_at),
        local: local(zone, cell.worst_at),
        weeks: cell.weeks,
        uncovered: cell.uncovered,
        guaranteed_s: cell.worst.latest.map(Seconds::from),
        expected_s: cell.worst.mean.into(),
        stages: answer.stages.iter().map(|one| stage(exercise, one)).collect(),
    }
}

/// What a row is about, in words.
pub(super) fn about(exercise: &Exercise, row: &Row) -> String {
    let requests = row.requests.iter();
    let mut words: Vec<String> = requests
        .map(|request| exercise.scenario.requests[*request].id.to_string())
        .collect();
    if !row.nodes.is_empty() {
        words.push(assets(exercise, &row.nodes));
    }
    words.join(", ")
}

/// The worst bound of a row; nothing where some quarter hour has none.
pub(super) fn bound(row: &Row) -> Option<crate::time::SimDuration> {
    let there = row.week.iter().filter(|cell| cell.weeks > 0);
    let bounds: Option<Vec<_>> = there.map(|cell| cell.bound).collect();
    bounds.and_then(|all| all.into_iter().max())
}

fn row(exercise: &Exercise, of: &Row) -> CoverageRow {
    let zone = &exercise.scenario.zone;
    let ends = |span: &Span| (zone.rfc3339(span.start), zone.rfc3339(span.end));
    let estate = &exercise.estate;
    CoverageRow {
        decision: of.decision.word().to_owned(),
        about: about(exercise, of),
        assets: of
            .nodes
            .iter()
            .map(|node| estate.nodes[*node].id.to_string())
            .collect(),
        requests: of
            .requests
            .iter()
            .map(|request| exercise.scenario.requests[*request].id.to_string())
            .collect(),
        rules: of
            .paths
            .iter()
            .map(|(span, path)| {
                let (from, until) = ends(span);
                RuleSpan {
                    from,
                    until,
                    rule: rule(exercise, path),
                }
            })
            .collect(),
        reached: of.reached,
        expected_s: of.mean.into(),
        guaranteed_s: bound(of).map(Seconds::from),
        gaps: of
            .gaps
            .iter()
            .map(|span| {
                let (from, until) = ends(span);
                Gap {
                    from,
                    until,
                    lasts_s: span.duration().into(),
                }
            })
            .collect(),
        week: of.week.iter().map(|cell| quarter(exercise, cell)).collect(),
    }
}

fn quarter(exercise: &Exercise, cell: &Cell) -> Quarter {
    let DecisionTime {
        earliest,
        mean,
        silent,
        ..
    } = cell.worst;
    Quarter {
        weeks: cell.weeks,
        uncovered: cell.uncovered,
        worst_at: exercise.scenario.zone.rfc3339(cell.worst_at),
        earliest_s: earliest.map(Seconds::from),
        guaranteed_s: cell.bound.map(Seconds::from),
        expected_s: mean.into(),
        silent: (silent * 1e6).round() / 1e6,
    }
}
