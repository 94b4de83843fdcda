//! Coverage: for each decision and class of assets, every quarter hour of the weeks that the exercise names.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::authority::{Classes, Conditions, Presence};
use crate::model::{Decision, Disruption, Exercise, NodeId, RequestNameId, RightId, Severity};
use crate::time::{SimDuration, Span, TimeOfDay, WallTime, Weekday, merge_spans};

use super::deciding::{Deciding, DecisionTime, Path};
use super::governing::Subject;
use super::window::check_window;

/// A cell lasts a quarter of an hour.
const QUARTER: SimDuration = SimDuration::from_mins(15);
/// Quarter hours of a day.
pub const QUARTERS_OF_A_DAY: usize = 96;
/// Quarter hours of a week.
pub const QUARTERS_OF_A_WEEK: usize = 7 * QUARTERS_OF_A_DAY;
/// Shifts are known for so long after the last instant that is looked at.
const AFTERWARDS: SimDuration = SimDuration::from_days(60);

/// The coverage of one alternative.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The instants that were looked at: whole quarter hours.
    pub window: Span,
    /// The severity at which rules were matched.
    pub severity: Severity,
    /// One for each decision and what it is about, containment first.
    pub rows: Vec<Row>,
}

/// What is decided by the same people at every instant.
#[derive(Clone, Debug)]
pub struct Row {
    /// The decision.
    pub decision: Decision,
    /// The assets, by id; none where it is about a request.
    pub nodes: Vec<NodeId>,
    /// The requests.
    pub requests: Vec<RequestNameId>,
    /// Who is to decide when: sorted, together the whole window.
    pub paths: Vec<(Span, Path)>,
    /// The quarter hours of the week, from Monday 00:00, by the clock of the scenario.
    pub week: Vec<Cell>,
    /// When nobody who is asked is on shift or on call.
    pub gaps: Vec<Span>,
    /// The mean of the means over all quarter hours.
    pub mean: SimDuration,
    /// The share of quarter hours in which somebody who is asked can be reached.
    pub reached: f64,
}

/// A quarter hour of the week, in the worst of the weeks.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// In how many weeks the clock shows it.
    pub weeks: u32,
    /// In how many of them nobody who is asked is on shift or on call.
    pub uncovered: u32,
    /// The worst of them.
    pub worst_at: WallTime,
    /// How long it takes then.
    pub worst: DecisionTime,
    /// The bound that holds in all of them; nothing: in some there is none.
    pub bound: Option<SimDuration>,
}

impl Coverage {
    /// Looks at every quarter hour.
    pub fn of(exercise: &Exercise) -> Self {
        let window = whole_quarters(check_window(exercise));
        let known = Span::new(
            window.start - SimDuration::from_days(1),
            window.end + exercise.horizon + AFTERWARDS,
        );
        let presence = Presence::new(exercise, known);
        let conditions = Conditions::new(exercise, known);
        let deciding = Deciding::new(exercise, &presence, &conditions);
        let severity = exercise.scenario.severity;
        let groups: Vec<_> = grouped(&deciding, &conditions, severity, window)
            .into_iter()
            .collect();
        let mut rows: Vec<Row> = groups
            .into_par_iter()
            .map(|(key, of)| row(&deciding, key, of, window))
            .collect();
        rows.sort_by(|one, other| order(one).cmp(&order(other)));
        Self {
            window,
            severity,
            rows,
        }
    }

    /// The place of a day and time in a row's week.
    pub fn cell(day: Weekday, time: TimeOfDay) -> usize {
        let quarter = usize::from(time.minutes() / 15).min(QUARTERS_OF_A_DAY - 1);
        day.index() * QUARTERS_OF_A_DAY + quarter
    }
}

fn order(row: &Row) -> impl Ord + use<'_> {
    (row.decision, row.nodes.first(), row.requests.first())
}

/// What rows differ in.
type Key = (Decision, Vec<(Span, Path)>);

/// Subjects with the same people at every instant belong together.
fn grouped(
    deciding: &Deciding<'_>,
    conditions: &Conditions,
    severity: Severity,
    window: Span,
) -> BTreeMap<Key, (Vec<NodeId>, Vec<RequestNameId>)> {
    let exercise = deciding.exercise;
    let classes = Classes::of(exercise);
    let mut groups: BTreeMap<Key, (Vec<NodeId>, Vec<RequestNameId>)> = BTreeMap::new();
    let mut add = |decision, asset, candidates: &[RightId], subject: Subject| {
        let cuts = conditions.changes(exercise, candidates, window);
        let mut paths: Vec<(Span, Path)> = Vec::new();
        for span in cuts {
            let path = deciding.path(candidates, (decision, asset), severity, span.start);
            match paths.last_mut() {
                Some((before, same)) if *same == path => before.end = span.end,
                _ => paths.push((span, path)),
            }
        }
        let group = groups.entry((decision, paths)).or_default();
        match subject {
            Subject::Assets(class) => group.0.extend(&classes.table[class].nodes),
            Subject::Request(request) => group.1.push(request),
        }
    };
    for (id, class) in classes.table.enumerate() {
        for decision in [Decision::Contain, Decision::Restore] {
            if decision == Decision::Restore && !is_disrupted(exercise, conditions, class.first, severity) {
                continue;
            }
            let candidates: Vec<RightId> = class.rights_for(exercise, decision).collect();
            add(decision, Some(class.first), &candidates, Subject::Assets(id));
        }
    }
    for (id, request) in exercise.scenario.requests.enumerate() {
        let rights = exercise.playbook.rights.enumerate();
        let of = rights.filter(|(_, right)| right.decision == request.decision);
        let candidates: Vec<RightId> = of.map(|(id, _)| id).collect();
        add(request.decision, None, &candidates, Subject::Request(id));
    }
    groups
}

/// Whether the runbook leaves the asset down until it is restored (L3).
fn is_disrupted(exercise: &Exercise, conditions: &Conditions, asset: NodeId, severity: Severity) -> bool {
    let kind = exercise.estate.nodes[asset].kind;
    let mut actions = conditions.runbook().actions(kind, severity).iter();
    actions.any(|&action| {
        let effects = &exercise.playbook.actions[action].effects;
        matches!(effects.disrupts, Disruption::UntilRestored)
    })
}

fn row(
    deciding: &Deciding<'_>,
    (decision, paths): Key,
    (mut nodes, requests): (Vec<NodeId>, Vec<RequestNameId>),
    window: Span,
) -> Row {
    nodes.sort_unstable();
    let mut week: Vec<Option<Cell>> = vec![None; QUARTERS_OF_A_WEEK];
    let (mut gaps, mut total, mut count, mut reached) = (Vec::new(), 0_i64, 0_i64, 0_i64);
    let zone = &deciding.exercise.scenario.zone;
    for (span, path) in &paths {
        let mut at = first_quarter(*span);
        while at < span.end {
            let time = deciding.time(path, at);
            total = total.saturating_add(time.mean.as_millis());
            count += 1;
            reached += i64::from(time.reachable);
            if !time.reachable {
                gaps.push(Span::new(at, at + QUARTER));
            }
            let local = zone.to_local(at);
            let place = Coverage::cell(local.weekday(), local.time_of_day());
            if let Some(cell) = week.get_mut(place) {
                add(cell, time, at);
            }
            at = at + QUARTER;
        }
    }
    let never = Cell {
        weeks: 0,
        uncovered: 0,
        worst_at: window.start,
        worst: NOT_THERE,
        bound: None,
    };
    Row {
        decision,
        nodes,
        requests,
        paths,
        week: week.into_iter().map(|cell| cell.unwrap_or(never)).collect(),
        gaps: merge_spans(gaps),
        mean: SimDuration::from_millis(total / count.max(1)),
        reached: share(reached, count),
    }
}

/// A quarter hour that no clock shows in these weeks.
const NOT_THERE: DecisionTime = DecisionTime {
    reachable: true,
    earliest: Some(SimDuration::ZERO),
    latest: None,
    mean: SimDuration::ZERO,
    silent: 0.0,
};

fn add(cell: &mut Option<Cell>, time: DecisionTime, at: WallTime) {
    let uncovered = u32::from(!time.reachable);
    let Some(cell) = cell else {
        *cell = Some(Cell {
            weeks: 1,
            uncovered,
            worst_at: at,
            worst: time,
            bound: time.latest,
        });
        return;
    };
    cell.weeks += 1;
    cell.uncovered += uncovered;
    cell.bound = cell.bound.zip(time.latest).map(|(one, other)| one.max(other));
    if badness(&time) > badness(&cell.worst) {
        cell.worst_at = at;
        cell.worst = time;
    }
}

/// By the mean; of equals the one that is not bounded, then the longest.
fn badness(time: &DecisionTime) -> impl Ord + use<> {
    let bound = (time.latest.is_none(), time.latest);
    (!time.reachable, time.mean, bound)
}

fn whole_quarters(window: Span) -> Span {
    let quarter = QUARTER.as_millis();
    let start = window.start.as_millis().div_euclid(quarter) * quarter;
    Span::new(WallTime::from_millis(start), window.end)
}

/// The first quarter hour that begins in a span.
fn first_quarter(span: Span) -> WallTime {
    let quarter = QUARTER.as_millis();
    let late = span.start.as_millis().rem_euclid(quarter);
    let later = if late == 0 { 0 } else { quarter - late };
    span.start + SimDuration::from_millis(later)
}

#[expect(clippy::cast_precision_loss, reason = "counts of quarter hours")]
fn share(part: i64, whole: i64) -> f64 {
    part as f64 / whole.max(1) as f64
}
