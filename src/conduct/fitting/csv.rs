//! Observations from a table, as paging systems and people keep them.

use crate::time::{SimDuration, WallTime, Zone, parse_instant};

use super::observation::{Observation, Outcome, Presence, What};

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line in the file, the headings being the first.
    pub line: u64,
    /// What it says; else why it says nothing.
    pub says: Result<Observation, String>,
}

/// A table that cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// It is no CSV.
    #[error("line {0} is no row of a table: {1}")]
    Row(u64, String),
    /// A heading is missing.
    #[error("no column `{0}`; there are: {1}")]
    Column(&'static str, String),
}

/// The columns that are read, by their headings. Others are not, so that no name of a person gets any further.
#[derive(Clone, Debug, Default)]
struct Columns {
    role: Option<usize>,
    presence: Option<usize>,
    what: Option<usize>,
    seconds: Option<usize>,
    open: Option<usize>,
    asked_at: Option<usize>,
    answered_at: Option<usize>,
    gave_up_at: Option<usize>,
    right: Option<usize>,
}

/// Reads a table with headings: `role`, `state`, `what`, and either `seconds` and `unanswered_after`, or `asked_at`, `answered_at`
/// and `gave_up_at`; `right` if decisions are told apart. Times without an offset are those of the zone.
///
/// # Errors
/// If it is no table, or one without the columns that are needed.
pub fn observations(text: &str, zone: &Zone) -> Result<Vec<Row>, Unread> {
    let mut reader = ::csv::ReaderBuilder::new()
        .flexible(true)
        .trim(::csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader
        .headers()
        .map_err(|error| Unread::Row(1, error.to_string()))?;
    let columns = columns(headings)?;
    let mut rows = Vec::new();
    for (place, record) in reader.records().enumerate() {
        let line = place as u64 + 2;
        let record = record.map_err(|error| Unread::Row(line, error.to_string()))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        rows.push(Row {
            line,
            says: columns.read(&record, zone),
        });
    }
    Ok(rows)
}

fn columns(headings: &::csv::StringRecord) -> Result<Columns, Unread> {
    let of = |names: &[&str]| {
        let alike = |heading: &str| {
            let plain = heading.to_ascii_lowercase().replace([' ', '-'], "_");
            names.contains(&&*plain)
        };
        headings.iter().position(alike)
    };
    let columns = Columns {
        role: of(&["role", "team", "escalation_policy"]),
        presence: of(&["state", "presence"]),
        what: of(&["what"]),
        seconds: of(&["seconds", "after"]),
        open: of(&["unanswered_after", "waited"]),
        asked_at: of(&["asked_at", "paged_at", "created_at", "created_on"]),
        answered_at: of(&["answered_at", "acknowledged_at", "decided_at"]),
        gave_up_at: of(&["gave_up_at", "escalated_at", "timed_out_at"]),
        right: of(&["right"]),
    };
    let there = || headings.iter().collect::<Vec<_>>().join(", ");
    let missing = |name| Err(Unread::Column(name, there()));
    match &columns {
        Columns { role: None, .. } => missing("role"),
        Columns { presence: None, .. } => missing("state"),
        Columns {
            seconds: None,
            asked_at: None,
            ..
        } => missing("seconds"),
        _ => Ok(columns),
    }
}

impl Columns {
    fn read(&self, record: &::csv::StringRecord, zone: &Zone) -> Result<Observation, String> {
        let cell = |column: Option<usize>| {
            let text = column.and_then(|column| record.get(column));
            text.filter(|text| !text.is_empty())
        };
        let what = match cell(self.what) {
            None | Some("acknowledgement" | "acknowledged" | "page") => What::Acknowledgement,
            Some("decision" | "decided") => What::Decision,
            Some(other) => return Err(format!("`{other}` is neither `acknowledgement` nor `decision`")),
        };
        let role = cell(self.role).unwrap_or_default();
        let right = cell(self.right).map(str::to_owned);
        if role.is_empty() && right.is_none() {
            return Err("it names no role".to_owned());
        }
        Ok(Observation {
            role: role.to_owned(),
            presence: presence(cell(self.presence), what)?,
            what,
            outcome: self.outcome(&cell, zone)?,
            right,
            when: cell(self.asked_at).map(str::to_owned),
        })
    }

    fn outcome<'a>(
        &self,
        cell: &impl Fn(Option<usize>) -> Option<&'a str>,
        zone: &Zone,
    ) -> Result<Outcome, String> {
        if let Some(text) = cell(self.seconds) {
            return seconds(text).map(Outcome::After);
        }
        if let Some(text) = cell(self.open) {
            return seconds(text).map(Outcome::Unanswered);
        }
        let Some(asked) = cell(self.asked_at) else {
            return Err("it has neither a time nor how long somebody waited".to_owned());
        };
        let asked = instant(asked, zone)?;
        let between = |text: &str| Ok::<_, String>(instant(text, zone)? - asked);
        match (cell(self.answered_at), cell(self.gave_up_at)) {
            (Some(answered), _) => positive(between(answered)?).map(Outcome::After),
            (None, Some(gave_up)) => positive(between(gave_up)?).map(Outcome::Unanswered),
            (None, None) => Err("nobody answered, and it does not say how long somebody waited".to_owned()),
        }
    }
}

/// Decisions do not ask where in their time people stand.
fn presence(cell: Option<&str>, what: What) -> Result<Presence, String> {
    let word = cell.map(|text| text.to_ascii_lowercase().replace([' ', '_'], "-"));
    match word.as_deref() {
        Some("on-shift" | "onshift") => Ok(Presence::OnShift),
        Some("on-call" | "oncall") => Ok(Presence::OnCall),
        Some("off" | "off-shift") => Ok(Presence::Off),
        None if what == What::Decision => Ok(Presence::OnShift),
        None => Err("it does not say `on-shift`, `on-call` or `off`".to_owned()),
        Some(other) => Err(format!("`{other}` is none of `on-shift`, `on-call` and `off`")),
    }
}

/// `272`, or `4m 32s`.
fn seconds(text: &str) -> Result<f64, String> {
    let number = || text.parse::<f64>().ok().filter(|seconds| seconds.is_finite());
    let duration = || text.parse::<SimDuration>().ok().map(seconds_of);
    match number().or_else(duration) {
        Some(seconds) if seconds > 0.0 => Ok(seconds),
        Some(_) => Err(format!("`{text}` is no time above zero")),
        None => Err(format!("`{text}` is neither seconds nor a time such as `4m 30s`")),
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of less than a year")]
fn seconds_of(duration: SimDuration) -> f64 {
    duration.as_millis() as f64 / 1_000.0
}

fn positive(ms: i64) -> Result<f64, String> {
    if ms > 0 {
        Ok(seconds_of(SimDuration::from_millis(ms)))
    } else {
        Err("it was answered before it was asked".to_owned())
    }
}

fn instant(text: &str, zone: &Zone) -> Result<WallTime, String> {
    parse_instant(text, zone).map_err(|error| format!("`{text}`: {error}"))
}
