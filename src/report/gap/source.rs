//! What a run has left: its document, its records, and the copy of its inputs.

use crate::report::{RunDocument, Unreadable};

use super::growth::incident;
use super::played::Played;

/// The result of one run.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it says.
    pub document: RunDocument,
    /// The hash of the bytes of that document.
    pub sha256: String,
    /// The hash of the bytes of the records.
    pub records_sha256: String,
    /// For each cause the incident of the first alternative in which it took most; causes that took none are left out.
    pub costliest: Vec<(String, u64)>,
    /// For each alternative when its incidents were contained, in milliseconds; nothing: never.
    contained: Vec<Vec<Option<i64>>>,
    /// What the copy of its inputs says; nothing: it cannot be read.
    pub played: Option<Played>,
    /// Why something is missing, as sentences.
    pub remarks: Vec<String>,
}

impl Source {
    /// Puts together what a run has left: its document, the hashes of document and records, the records.
    ///
    /// # Errors
    /// If the records are no records of this run.
    pub fn new(
        document: RunDocument,
        (sha256, records_sha256): (String, String),
        records: &[u8],
    ) -> Result<Self, Unreadable> {
        let contained = contained(&document, records)?;
        let costliest = costliest(&document, records)?;
        Ok(Self {
            document,
            sha256,
            records_sha256,
            costliest,
            contained,
            played: None,
            remarks: Vec::new(),
        })
    }

    /// Adds what the copy of its inputs says, or why it says nothing.
    pub fn look_inside(&mut self, played: Result<Played, String>) {
        match played {
            Ok(played) => self.played = Some(played),
            Err(remark) => self.remarks.push(remark),
        }
        self.leave_out_what_plays_otherwise();
    }

    /// When the incidents of an alternative were contained, in milliseconds; nothing: never.
    pub fn contained(&self, alternative: usize) -> &[Option<i64>] {
        self.contained.get(alternative).map_or(&[], Vec::as_slice)
    }

    /// Where a replication ends, seconds; without inputs the last containment.
    pub fn horizon(&self) -> f64 {
        let last = self.contained.iter().flatten().flatten().max().copied();
        #[expect(clippy::cast_precision_loss, reason = "within any horizon")]
        let last = last.map_or(86_400.0, |ms| ms as f64 / 1000.0);
        self.played.as_ref().map_or(last, |played| played.horizon)
    }

    /// A picture of other incidents than those of the run would be worse than none.
    fn leave_out_what_plays_otherwise(&mut self) {
        let Some(played) = &mut self.played else { return };
        let recorded = &self.contained;
        let before = played.growth.len();
        let names: Vec<&str> = self
            .document
            .alternatives
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        played.growth.retain(|growth| {
            let place = names.iter().position(|name| *name == growth.alternative);
            let known = place.and_then(|place| recorded.get(place));
            known.is_some_and(|known| growth.agrees(known))
        });
        if played.growth.len() < before {
            self.remarks.push(
                "This version plays the inputs of the run otherwise than the version that played it: how the blast radius grew is left out."
                    .to_owned(),
            );
        }
    }
}

/// The time to containment of every incident, by alternative and in order of replications.
fn contained(document: &RunDocument, records: &[u8]) -> Result<Vec<Vec<Option<i64>>>, Unreadable> {
    let mut csv = csv::Reader::from_reader(records);
    let wrong = |error: csv::Error| Unreadable(format!("the records cannot be read: {error}"));
    let headings = csv.headers().map_err(wrong)?.clone();
    let place = |name: &str| {
        let found = headings.iter().position(|heading| heading == name);
        found.ok_or_else(|| Unreadable(format!("the records have no column `{name}`")))
    };
    let (name, plays, time) = (
        place("alternative")?,
        place("plays")?,
        place("time_to_containment_s")?,
    );
    let mut all: Vec<Vec<Option<i64>>> = document.alternatives.iter().map(|_| Vec::new()).collect();
    for row in csv.records() {
        let row = row.map_err(wrong)?;
        let at = |place: usize| row.get(place).unwrap_or("");
        let of = document.alternatives.iter().position(|one| one.name == at(name));
        let Some(column) = of
            .and_then(|of| all.get_mut(of))
            .filter(|_| at(plays) == incident())
        else {
            continue;
        };
        column.push(millis(at(time))?);
    }
    let counted = document.alternatives.iter().zip(&all);
    match counted
        .clone()
        .find(|(one, column)| one.replications != column.len() as u64)
    {
        None => Ok(all),
        Some((one, column)) => Err(Unreadable(format!(
            "`{}` has {} incidents in the records and {} in `run.json`",
            one.name,
            column.len(),
            one.replications
        ))),
    }
}

/// The incident in which each cause took most of the first alternative; of equals the first.
fn costliest(document: &RunDocument, records: &[u8]) -> Result<Vec<(String, u64)>, Unreadable> {
    let mut csv = csv::Reader::from_reader(records);
    let wrong = |error: csv::Error| Unreadable(format!("the records cannot be read: {error}"));
    let headings = csv.headers().map_err(wrong)?.clone();
    let cause = |heading: &str| {
        let of = heading.strip_prefix("attribution_")?.strip_suffix("_s")?;
        Some(of.to_owned())
    };
    let lead = document.alternatives.first().map_or("", |one| one.name.as_str());
    let mut most: Vec<(i64, u64)> = headings.iter().map(|_| (0, 0)).collect();
    let mut replication = 0;
    for row in csv.records() {
        let row = row.map_err(wrong)?;
        if !row.iter().any(|field| field == lead) || !row.iter().any(|field| field == incident()) {
            continue;
        }
        replication += 1;
        for (most, (field, heading)) in most.iter_mut().zip(row.iter().zip(&headings)) {
            let took = if cause(heading).is_some() {
                millis(field)?.unwrap_or(0)
            } else {
                0
            };
            if took > most.0 {
                *most = (took, replication);
            }
        }
    }
    let named = headings.iter().zip(most).filter(|(_, (took, _))| *took > 0);
    Ok(named
        .filter_map(|(heading, (_, at))| Some((cause(heading)?, at)))
        .collect())
}

/// Seconds to the millisecond, always with three decimals; nothing where it never came.
fn millis(text: &str) -> Result<Option<i64>, Unreadable> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    let read = digits.parse().map(Some);
    read.map_err(|_| Unreadable(format!("`{text}` in the records is no time")))
}
