//! Records, read back: the columns that are asked for, in whole units.

use std::collections::{BTreeMap, BTreeSet};

use crate::measure::estimate::Value;
use crate::measure::{cell, value};
use crate::report::records::{Plays, status_of};

use super::document::Unreadable;

/// The columns of one alternative and kind of replication, by heading; all are as long as `replications`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) replications: Vec<i64>,
    cells: BTreeMap<String, Vec<i64>>,
}

/// Records by alternative and kind of replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    parts: BTreeMap<(String, String), Columns>,
}

impl Columns {
    /// The values of a column; none where the records do not have it.
    pub(super) fn of(&self, heading: &str) -> impl Iterator<Item = Value> + '_ {
        let cells = self.cells.get(heading).map_or(&[][..], Vec::as_slice);
        cells.iter().map(|&cell| value(cell))
    }
}

impl Table {
    /// The replications of an alternative.
    pub(super) fn of(&self, alternative: &str, plays: Plays) -> Option<&Columns> {
        self.parts.get(&(alternative.to_owned(), plays.word().to_owned()))
    }

    /// Reads these columns; those that are not there are left out.
    pub(super) fn read(records: &[u8], wanted: &BTreeSet<String>) -> Result<Self, Unreadable> {
        let mut csv = csv::Reader::from_reader(records);
        let wrong = |error: csv::Error| Unreadable(format!("the records cannot be read: {error}"));
        let headings = csv.headers().map_err(wrong)?.clone();
        let place = |heading: &str| headings.iter().position(|known| known == heading);
        let needed = |heading: &str| {
            place(heading).ok_or_else(|| Unreadable(format!("the records have no column `{heading}`")))
        };
        let (alternative, plays) = (needed("alternative")?, needed("plays")?);
        let replication = needed("replication")?;
        let columns: Vec<(&String, usize, Option<usize>)> = wanted
            .iter()
            .filter_map(|heading| Some((heading, place(heading)?, place(&status_beside(heading)))))
            .collect();
        let mut table = Self::default();
        for row in csv.records() {
            let row = row.map_err(wrong)?;
            let at = |place: usize| row.get(place).unwrap_or("");
            let key = (at(alternative).to_owned(), at(plays).to_owned());
            let part = table.parts.entry(key).or_default();
            part.replications.push(whole(at(replication))?);
            for (heading, place, status) in &columns {
                let read = read(at(*place), status.map(at))?;
                let cells = part.cells.entry((*heading).clone()).or_default();
                cells.push(cell(read));
            }
        }
        Ok(table)
    }
}

/// The status that says why a cell is empty: that of the instant at which something is looked at.
fn status_beside(heading: &str) -> String {
    let at = heading
        .strip_prefix("blast_at_")
        .or_else(|| heading.strip_prefix("blast_count_at_"));
    match at {
        Some(instant) => format!("{instant}_status"),
        // M2: an area that runs to the horizon is censored, though the row keeps it.
        None if heading == "blast_area" => "containment_status".to_owned(),
        None => status_of(heading),
    }
}

fn read(text: &str, status: Option<&str>) -> Result<Value, Unreadable> {
    match (status, text) {
        (Some("censored"), _) | (_, "not_simulated") => Ok(Value::Censored),
        (Some("not_applicable"), _) | (_, "") => Ok(Value::NotApplicable),
        (_, "true" | "met") => Ok(Value::Observed(1)),
        (_, "false" | "missed") => Ok(Value::Observed(0)),
        _ => whole(text).map(Value::Observed),
    }
}

/// Whole units: seconds are written to the millisecond, always with three decimals.
fn whole(text: &str) -> Result<i64, Unreadable> {
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    let wrong = |_| Unreadable(format!("`{text}` in the records is no number"));
    digits.parse().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::{Plays, Table, Value};

    const RECORDS: &[u8] = b"alternative,plays,seed,replication,outrun,time_to_containment_s,containment_status,blast_at_containment\n\
        a,incident,7,1,true,1.500,observed,4\na,incident,7,2,false,,censored,\na,false_alarm,7,1,,,not_applicable,\n";

    fn read(records: &[u8]) -> Table {
        let wanted = [
            "outrun",
            "time_to_containment_s",
            "blast_at_containment",
            "unknown",
        ];
        Table::read(records, &wanted.map(str::to_owned).into()).expect("sound")
    }

    #[test]
    fn records_are_read_back_in_whole_units() {
        let table = read(RECORDS);
        let incidents = table.of("a", Plays::Incidents).expect("some");
        assert_eq!(incidents.replications, [1, 2]);
        let of = |heading| incidents.of(heading).collect::<Vec<_>>();
        assert_eq!(of("outrun"), [Value::Observed(1), Value::Observed(0)]);
        assert_eq!(
            of("time_to_containment_s"),
            [Value::Observed(1500), Value::Censored]
        );
        assert_eq!(of("blast_at_containment"), [Value::Observed(4), Value::Censored]);
        assert_eq!(of("unknown"), []);
        let alarms = table.of("a", Plays::FalseAlarms).expect("one");
        let blast: Vec<_> = alarms.of("blast_at_containment").collect();
        assert_eq!(blast, [Value::NotApplicable]);
        assert!(table.of("b", Plays::Incidents).is_none());
    }

    #[test]
    fn damaged_records_are_said_to_be_so() {
        for records in [
            &b"alternative,plays\na,incident\n"[..],
            b"alternative,plays,replication\na,incident,one\n",
            b"alternative,plays,replication\na,incident\n",
        ] {
            assert!(Table::read(records, &["outrun".to_owned()].into()).is_err());
        }
    }
}
