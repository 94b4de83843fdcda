//! The columns of a replication's row: the one order in which its measures are kept (section 8 of the model).

use crate::engine::Cause;
use crate::model::{Exercise, Measure, RequestNameId, Unit};

use super::estimate::Value;

/// One cell of a row, a whole number; [`cell`] and [`value`] say how what is missing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The number of the replication, from 1.
    Replication,
    /// The instant of `StartEx` on the wall, milliseconds since the Unix epoch.
    StartedAt,
    /// How it ended: 0 in due course, 1 too many retakes, 2 too many events (T2).
    Stopped,
    /// Whether it was outrun (M3): 1 or 0.
    Outrun,
    /// A measure of the one list.
    Measure(Measure),
    /// How many nodes had fallen at an instant that `Measure` has as a weight.
    Count(Landmark),
    /// The area under the number of fallen nodes, times milliseconds.
    AreaCount,
    /// The blast weight at the end: at containment, else at the horizon.
    BlastAtEnd,
    /// How often containment was declared while something was live.
    FalseAllClears,
    /// Milliseconds of the critical path charged to a cause (M4).
    Charged(Cause),
    /// The stage open at the horizon, by its place in [`Cause::ALL`].
    OpenStage,
    /// What became of a stage of a legal clock, counted over all clocks (L2).
    Stage(usize),
}

/// An instant at which the blast radius is looked at (M2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Landmark {
    /// The first alert.
    Detect,
    /// The declaration.
    Declare,
    /// The first effect.
    FirstEffect,
    /// Containment.
    Containment,
}

impl Landmark {
    /// All, in the order of the document.
    pub const ALL: [Self; 4] = [Self::Detect, Self::Declare, Self::FirstEffect, Self::Containment];

    /// The time at which it comes.
    pub const fn time(self) -> Measure {
        match self {
            Self::Detect => Measure::TimeToDetect,
            Self::Declare => Measure::TimeToDeclare,
            Self::FirstEffect => Measure::TimeToFirstEffect,
            Self::Containment => Measure::TimeToContainment,
        }
    }

    /// The blast weight at it.
    pub const fn weight(self) -> Measure {
        match self {
            Self::Detect => Measure::BlastAtDetect,
            Self::Declare => Measure::BlastAtDeclare,
            Self::FirstEffect => Measure::BlastAtFirstEffect,
            Self::Containment => Measure::BlastAtContainment,
        }
    }
}

/// The columns of one alternative, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    columns: Vec<Column>,
}

impl Layout {
    /// The columns of an exercise: the fixed ones, its named requests, the stages of its clocks.
    pub fn new(exercise: &Exercise) -> Self {
        let mut columns = vec![
            Column::Replication,
            Column::StartedAt,
            Column::Stopped,
            Column::Outrun,
        ];
        columns.extend(Measure::NAMED.iter().filter_map(|&(measure, _)| kept(measure)));
        columns.extend(Landmark::ALL.map(Column::Count));
        columns.extend([Column::AreaCount, Column::BlastAtEnd, Column::FalseAllClears]);
        columns.extend(Cause::ALL.map(Column::Charged));
        columns.push(Column::OpenStage);
        let requests = exercise.scenario.requests.ids();
        columns.extend(requests.map(|request: RequestNameId| Column::Measure(Measure::TimeTo(request))));
        let stages: usize = exercise
            .scenario
            .clocks
            .iter()
            .map(|clock| clock.stages.len())
            .sum();
        columns.extend((0..stages).map(Column::Stage));
        Self { columns }
    }

    /// The columns in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many cells a row has.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The place of a column; past the end where the exercise does not have it.
    pub fn place(&self, column: Column) -> usize {
        let place = self.columns.iter().position(|known| *known == column);
        place.unwrap_or(self.columns.len())
    }

    /// The heading of a column in records: measures by their names, durations ending in `_s`.
    pub fn heading(exercise: &Exercise, column: Column) -> String {
        match column {
            Column::Replication => "replication".into(),
            Column::StartedAt => "started_at".into(),
            Column::Stopped => "stopped".into(),
            Column::Outrun => "outrun".into(),
            Column::Measure(Measure::TimeTo(request)) => {
                let id = exercise
                    .scenario
                    .requests
                    .item(request)
                    .map_or("", |request| &request.id);
                format!("time_to_{id}_s")
            }
            Column::Measure(measure) if measure.unit() == Unit::Time => format!("{}_s", measure.name()),
            Column::Measure(measure) => measure.name().into(),
            Column::Count(landmark) => landmark.weight().name().replace("blast_", "blast_count_"),
            Column::AreaCount => "blast_count_area".into(),
            Column::BlastAtEnd => "blast_at_end".into(),
            Column::FalseAllClears => "false_all_clears".into(),
            Column::Charged(cause) => format!("attribution_{}_s", cause.word()),
            Column::OpenStage => "open_stage".into(),
            Column::Stage(place) => stage_heading(exercise, place),
        }
    }
}

/// What is kept of a measure: the share follows from the weight, the number at containment has its own column.
fn kept(measure: Measure) -> Option<Column> {
    let derived = matches!(
        measure,
        Measure::BlastShareAtContainment | Measure::BlastCountAtContainment
    );
    (!derived).then_some(Column::Measure(measure))
}

fn stage_heading(exercise: &Exercise, place: usize) -> String {
    let clocks = exercise.scenario.clocks.iter();
    let stages = clocks.flat_map(|clock| clock.stages.iter().map(move |stage| (clock, stage)));
    let named = stages
        .skip(place)
        .map(|(clock, stage)| format!("clock_{}_{}", clock.regime, stage.id));
    named.into_iter().next().unwrap_or_default()
}

const NOT_APPLICABLE: i64 = i64::MIN;
const CENSORED: i64 = i64::MAX;

/// How a value is written into a row.
pub fn cell(value: Value) -> i64 {
    match value {
        Value::Observed(value) => value.clamp(NOT_APPLICABLE + 1, CENSORED - 1),
        Value::Censored => CENSORED,
        Value::NotApplicable => NOT_APPLICABLE,
    }
}

/// What a cell says.
pub const fn value(cell: i64) -> Value {
    match cell {
        NOT_APPLICABLE => Value::NotApplicable,
        CENSORED => Value::Censored,
        observed => Value::Observed(observed),
    }
}
