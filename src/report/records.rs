//! Records: one row for each replication, with every measure (section 8 of the model).

use std::io::{BufWriter, Write};

use crate::engine::Cause;
use crate::measure::estimate::Value;
use crate::measure::{Column, Layout, Observations, Scale, value};
use crate::model::{Exercise, Measure, Unit};
use crate::time::{WallTime, Zone};

/// Writes records as CSV; every alternative has the columns of all of them.
#[derive(Debug)]
pub struct Records<W: Write> {
    out: BufWriter<W>,
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
        let mut out = BufWriter::new(out);
        let fixed = ["alternative", "plays", "seed"].into_iter();
        out.write_all(line_of(fixed.chain(headings.iter().map(|h| &**h)))?.as_bytes())?;
        Ok(Self { out, headings })
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
        let of_all = line_of([&*exercise.alternative, plays.word(), &seed].into_iter())?;
        let of_all = of_all.trim_end_matches('\n').as_bytes();
        let mut line = Vec::new();
        for row in rows.rows() {
            line.clear();
            line.extend_from_slice(of_all);
            for place in &places {
                // Numbers, instants and words of ours: no cell needs quotes.
                line.push(b',');
                if let Some((shown, cell)) = place.and_then(|(shown, place)| Some((shown, *row.get(place)?)))
                {
                    shown.push(cell, &mut line);
                }
            }
            line.push(b'\n');
            self.out.write_all(&line)?;
        }
        Ok(())
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.out.flush()
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

    fn push(self, cell: i64, line: &mut Vec<u8>) {
        match (self, value(cell)) {
            (Self::Status(_), Value::Observed(_)) => line.extend_from_slice(b"observed"),
            (Self::Status(_), Value::Censored) => line.extend_from_slice(b"censored"),
            (Self::Status(_), Value::NotApplicable) => line.extend_from_slice(b"not_applicable"),
            (Self::Cell(column), Value::Observed(observed)) => push_observed(column, observed, line),
            (Self::Cell(Column::Stage(_)), Value::Censored) => line.extend_from_slice(b"not_simulated"),
            (Self::Cell(_), _) => {}
        }
    }
}

fn push_observed(column: Column, observed: i64, line: &mut Vec<u8>) {
    match column {
        Column::StartedAt => {
            line.extend_from_slice(Zone::utc().rfc3339(WallTime::from_millis(observed)).as_bytes());
        }
        Column::Stopped => line.extend_from_slice(stopped(observed).as_bytes()),
        Column::Outrun => line.extend_from_slice(if observed > 0 { &b"true"[..] } else { b"false" }),
        Column::Stage(_) => line.extend_from_slice(if observed > 0 { &b"met"[..] } else { b"missed" }),
        Column::Charged(_) | Column::AreaCount => push_seconds(observed, line),
        Column::OpenStage => line.extend_from_slice(open_stage(observed).as_bytes()),
        Column::Measure(measure) => match Scale::of(measure, 1) {
            Scale::Seconds | Scale::WeightSeconds => push_seconds(observed, line),
            _ => push_number(observed, line),
        },
        _ => push_number(observed, line),
    }
}

/// Seconds to the millisecond, always with three decimals; no time is negative.
fn push_seconds(ms: i64, line: &mut Vec<u8>) {
    push_number(ms / 1_000, line);
    let part = ms.unsigned_abs() % 1_000;
    line.extend([b'.', digit(part / 100), digit(part / 10), digit(part)]);
}

/// A whole number in decimal. Formatting each cell into a text of its own made a row six times as dear.
fn push_number(number: i64, line: &mut Vec<u8>) {
    if number < 0 {
        line.push(b'-');
    }
    let mut digits = [b'0'; 20];
    let mut rest = number.unsigned_abs();
    let mut used = 0;
    for place in digits.iter_mut().rev() {
        *place = digit(rest);
        rest /= 10;
        used += 1;
        if rest == 0 {
            break;
        }
    }
    line.extend_from_slice(digits.get(digits.len() - used..).unwrap_or_default());
}

/// The last digit of a number.
fn digit(number: u64) -> u8 {
    b'0' + (number % 10) as u8
}

/// One line of CSV, with quotes where they are needed.
fn line_of<'a>(fields: impl Iterator<Item = &'a str>) -> csv::Result<String> {
    let mut line = csv::Writer::from_writer(Vec::new());
    line.write_record(fields)?;
    let line = line.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&line).into_owned())
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
