//! Records: one row for each replication, with every measure (section 8 of the model).

use std::io::Write;

use crate::engine::Cause;
use crate::measure::estimate::Value;
use crate::measure::{Column, Layout, Observations, Scale, value};
use crate::model::{Exercise, Measure, Unit};
use crate::time::{WallTime, Zone};

/// Writes records as CSV; every alternative has the columns of all of them.
#[derive(Debug)]
pub struct Records<W: Write> {
    csv: csv::Writer<W>,
    headings: Vec<String>,
}

/// Whether rows are of real incidents or of false alarms (I2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plays {
    /// Real incidents.
    Incidents,
    /// False alarms.
    FalseAlarms,
}

impl Plays {
    /// The word in the records.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Incidents => "incident",
            Self::FalseAlarms => "false_alarm",
        }
    }
}

impl<W: Write> Records<W> {
    /// Writes the headings: those of any of the alternatives, each once, in their order.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn new<'e>(out: W, exercises: impl IntoIterator<Item = &'e Exercise>) -> csv::Result<Self> {
        let mut headings: Vec<String> = Vec::new();
        for exercise in exercises {
            for (heading, _) in headed(exercise) {
                if !headings.contains(&heading) {
                    headings.push(heading);
                }
            }
        }
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(
            ["alternative", "plays", "seed"]
                .into_iter()
                .chain(headings.iter().map(|h| &**h)),
        )?;
        Ok(Self { csv, headings })
    }

    /// Writes the rows of one alternative. What does not apply is empty, what is censored is empty too and its status
    /// says so.
    ///
    /// # Errors
    /// If the rows cannot be written.
    pub fn write(&mut self, exercise: &Exercise, plays: Plays, rows: &Observations) -> csv::Result<()> {
        let layout = Layout::new(exercise);
        let known = headed(exercise);
        let place = |heading: &String| {
            let (_, shown) = known.iter().find(|(of, _)| of == heading)?;
            Some((*shown, layout.place(shown.column())))
        };
        let places: Vec<Option<(Shown, usize)>> = self.headings.iter().map(place).collect();
        let seed = exercise.seed.to_string();
        for row in rows.rows() {
            self.csv.write_field(&*exercise.alternative)?;
            self.csv.write_field(plays.word())?;
            self.csv.write_field(&seed)?;
            for place in &places {
                let cell = place.and_then(|(shown, place)| Some((shown, *row.get(place)?)));
                self.csv
                    .write_field(cell.map_or_else(String::new, |(shown, cell)| shown.text(cell)))?;
            }
            self.csv.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.csv.flush()
    }
}

/// A column as it is shown: its cell, or whether the cell is a time, censored or not applicable.
#[derive(Clone, Copy, Debug)]
enum Shown {
    Cell(Column),
    Status(Column),
}

/// The headings of an exercise; each time that can be censored has its status beside it.
fn headed(exercise: &Exercise) -> Vec<(String, Shown)> {
    let layout = Layout::new(exercise);
    let mut all = Vec::new();
    for &column in layout.columns() {
        let heading = Layout::heading(exercise, column);
        if is_time(column) {
            let status = status_of(&heading);
            all.extend([(heading, Shown::Cell(column)), (status, Shown::Status(column))]);
        } else {
            all.push((heading, Shown::Cell(column)));
        }
    }
    all
}

/// The heading of the status beside a time.
pub(super) fn status_of(time: &str) -> String {
    let what = time.trim_end_matches("_s").trim_start_matches("time_to_");
    format!("{what}_status")
}

fn is_time(column: Column) -> bool {
    matches!(column, Column::Measure(measure) if measure.unit() == Unit::Time && measure != Measure::Work)
}

impl Shown {
    const fn column(self) -> Column {
        match self {
            Self::Cell(column) | Self::Status(column) => column,
        }
    }

    fn text(self, cell: i64) -> String {
        match (self, value(cell)) {
            (Self::Status(_), Value::Observed(_)) => "observed".into(),
            (Self::Status(_), Value::Censored) => "censored".into(),
            (Self::Status(_), Value::NotApplicable) => "not_applicable".into(),
            (Self::Cell(column), Value::Observed(observed)) => observed_text(column, observed),
            (Self::Cell(Column::Stage(_)), Value::Censored) => "not_simulated".into(),
            (Self::Cell(_), _) => String::new(),
        }
    }
}

fn observed_text(column: Column, observed: i64) -> String {
    match column {
        Column::StartedAt => Zone::utc().rfc3339(WallTime::from_millis(observed)),
        Column::Stopped => stopped(observed).into(),
        Column::Outrun => (observed > 0).to_string(),
        Column::Stage(_) => (if observed > 0 { "met" } else { "missed" }).into(),
        Column::Charged(_) | Column::AreaCount => seconds(observed),
        Column::OpenStage => open_stage(observed).into(),
        Column::Measure(measure) => match Scale::of(measure, 1) {
            Scale::Seconds | Scale::WeightSeconds => seconds(observed),
            _ => observed.to_string(),
        },
        _ => observed.to_string(),
    }
}

/// Seconds to the millisecond, always with three decimals.
fn seconds(ms: i64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

fn stopped(code: i64) -> &'static str {
    match code {
        1 => "too_many_retakes",
        2 => "too_many_events",
        _ => "",
    }
}

fn open_stage(place: i64) -> &'static str {
    let cause = usize::try_from(place)
        .ok()
        .and_then(|place| Cause::ALL.get(place));
    cause.map_or("", |cause| cause.word())
}
