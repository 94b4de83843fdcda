//! The timeline of a replication: written injects and what the replication makes happen, in order, numbered, planned.

use crate::engine::Play;
use crate::time::SimTime;

use super::names::{EVERYBODY, Names, duration};
use super::objectives::ExerciseObjective;
use super::package::Given;
use super::played::Reader;
use super::row::{Row, Track};
use super::tasks::CriticalTask;
use super::timeline::{InjectSource, TIMELINE_SCHEMA, Timeline, TimelineInject};
use super::written;

/// More messages of a replication than these nobody can play in an afternoon.
const MOST_SIMULATED: usize = 100;

/// The phases of an exercise: the modules of the situation manual.
pub(super) const PHASES: [&str; 4] = ["1 Detection", "2 Response", "3 Containment", "4 Recovery"];

/// All that players are told.
pub(super) fn timeline(
    given: &Given<'_>,
    names: &Names<'_>,
    (tasks, objectives): (&[CriticalTask], &[ExerciseObjective]),
) -> Timeline {
    let mut rows = written::rows(names, given.play);
    let (simulated, left_out) = bounded(Reader::new(names, given.play).rows());
    rows.extend(simulated);
    rows.push(end(given.play, &rows));
    rows.sort_by(|one, other| {
        (one.at.is_none(), one.at, one.rank, &one.key).cmp(&(
            other.at.is_none(),
            other.at,
            other.rank,
            &other.key,
        ))
    });
    let injects = rows.into_iter().map(|row| {
        let phase = phase(given.play, row.at);
        let rights = row
            .rights
            .iter()
            .map(|right| names.right(*right).id.to_string())
            .collect();
        TimelineInject {
            phase: phase.to_owned(),
            ..row.inject(tasks, objectives, rights)
        }
    });
    let mut timeline = Timeline {
        schema: TIMELINE_SCHEMA.to_owned(),
        exercise: given.exercise.id.to_string(),
        alternative: given.exercise.alternative.to_string(),
        seed: given.exercise.seed,
        replication: given.replication,
        chosen: given.chosen.map(str::to_owned),
        zone: given.exercise.scenario.zone.name().to_owned(),
        start_unix_ms: given.play.started_at().as_millis(),
        left_out,
        injects: injects.collect(),
    };
    unique(&mut timeline.injects);
    timeline.number();
    timeline.plan(given.arrangements.play_min());
    timeline
}

/// The first of them; how many were left out.
fn bounded(mut rows: Vec<Row>) -> (Vec<Row>, u32) {
    rows.sort_by(|one, other| (one.at, one.rank, &one.key).cmp(&(other.at, other.rank, &other.key)));
    let beyond = rows.len().saturating_sub(MOST_SIMULATED);
    rows.truncate(MOST_SIMULATED);
    (rows, u32::try_from(beyond).unwrap_or(u32::MAX))
}

/// The end: when nothing is left, else after the last message.
fn end(play: &Play<'_>, rows: &[Row]) -> Row {
    let last = rows
        .iter()
        .filter_map(|row| row.at)
        .max()
        .unwrap_or(SimTime::ZERO);
    let at = play.contained_at().map_or(last, |contained| contained.max(last));
    let outcome = play.contained_at().map_or_else(
        || "In the replication the compromise is never contained.".to_owned(),
        |at| {
            format!(
                "In the replication it is contained {} after StartEx.",
                duration(at.as_millis())
            )
        },
    );
    Row {
        from: "exercise director".to_owned(),
        to: EVERYBODY.to_owned(),
        means: "announcement".to_owned(),
        title: "EndEx".to_owned(),
        text: "Exercise, exercise, exercise. The exercise ends. Please stay for the hot wash.".to_owned(),
        expected: "Players stop, and keep their notes for the hot wash.".to_owned(),
        notes: outcome,
        track: Track::Control,
        source: InjectSource::Control,
        rank: 9,
        ..Row::simulated("control/end".to_owned(), at, "")
    }
}

/// The phase that an instant lies in; what has no time is held for the response.
fn phase(play: &Play<'_>, at: Option<SimTime>) -> &'static str {
    let times = play.times();
    let before = |end: Option<SimTime>| at.is_none_or(|at| end.is_none_or(|end| at < end));
    let [detection, response, containment, recovery] = PHASES;
    if at.is_none() {
        response
    } else if before(times.declare.or(times.first_decision)) {
        detection
    } else if before(times.first_effect) {
        response
    } else if before(play.contained_at()) {
        containment
    } else {
        recovery
    }
}

/// No two are known by the same id.
fn unique(injects: &mut [TimelineInject]) {
    let mut seen: Vec<String> = Vec::new();
    for inject in injects {
        let mut id = inject.id.clone();
        let mut further = 2;
        while seen.contains(&id) {
            id = format!("{} ({further})", inject.id);
            further += 1;
        }
        seen.push(id.clone());
        inject.id = id;
    }
}
