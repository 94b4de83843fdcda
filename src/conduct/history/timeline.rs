//! The history of one exercise: each objective over time, where each finding stands, and what is being done about it.

use std::collections::BTreeMap;

use crate::document::sha256;

use super::actions::Action;
use super::changes::{DocumentChange, documents};
use super::entry::{Kind, Rated, Rating, subject};
use super::read::{PastEntry, PastFinding};
use super::standing::{Standing, standing};
use super::store::{History, HistoryError};

/// The history of one exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Entries, oldest first.
    pub points: Vec<Point>,
    /// Objectives over time, by alternative and subject.
    pub series: Vec<Series>,
    /// Findings with their states.
    pub findings: Vec<Tracked>,
    /// Corrective actions, oldest first.
    pub actions: Vec<Action>,
}

/// An entry, and what changed since the one before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The entry.
    pub entry: PastEntry,
    /// The version of the plan: eight digits that stand for all its documents.
    pub plan: String,
    /// Documents that changed since the entry before.
    pub changed: Vec<DocumentChange>,
}

/// One objective over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The alternative.
    pub alternative: String,
    /// What is measured, without a threshold.
    pub subject: String,
    /// Each entry that rated it, by its number.
    pub rated: Vec<(i64, Rated)>,
}

/// A finding and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Tracked {
    /// The finding.
    pub past: PastFinding,
    /// Where it stands.
    pub standing: Standing,
    /// The entry that first found it.
    pub first: Option<i64>,
    /// The entry that last found it.
    pub last: Option<i64>,
}

impl History {
    /// Everything of one exercise.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn timeline(&self, exercise: &str) -> Result<Timeline, HistoryError> {
        let entries = self.entries(exercise)?;
        let findings = tracked(self.findings(exercise)?, &entries);
        Ok(Timeline {
            series: series(&entries),
            points: points(entries),
            findings,
            actions: self.actions(exercise)?,
        })
    }
}

fn points(entries: Vec<PastEntry>) -> Vec<Point> {
    let mut before: Option<BTreeMap<String, String>> = None;
    let mut points = Vec::new();
    for entry in entries {
        let changed = before
            .as_ref()
            .map_or_else(Vec::new, |before| documents(before, &entry.inputs));
        before = Some(entry.inputs.clone());
        points.push(Point {
            plan: plan(&entry.inputs),
            entry,
            changed,
        });
    }
    points
}

/// Eight digits for all documents together.
fn plan(inputs: &BTreeMap<String, String>) -> String {
    let mut all = sha256(format!("{inputs:?}").as_bytes());
    all.truncate(8);
    all
}

fn series(entries: &[PastEntry]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for entry in entries {
        for rated in &entry.objectives {
            let key = (rated.alternative.as_str(), subject(&rated.text));
            let found = all
                .iter_mut()
                .find(|one| (one.alternative.as_str(), one.subject.as_str()) == key);
            let point = (entry.id, rated.clone());
            match found {
                Some(series) => series.rated.push(point),
                None => all.push(Series {
                    alternative: key.0.to_owned(),
                    subject: key.1.to_owned(),
                    rated: vec![point],
                }),
            }
        }
    }
    all
}

fn tracked(findings: Vec<PastFinding>, entries: &[PastEntry]) -> Vec<Tracked> {
    let last_of = |kind: Kind| {
        let whole = entries
            .iter()
            .rev()
            .find(|entry| entry.kind == kind && !entry.partial);
        whole.map(|entry| entry.id)
    };
    let of = |past: PastFinding| {
        let tests: Vec<bool> = past.tests.iter().map(|test| test.found).collect();
        let last = last_of(past.kind);
        let tested = past.tests.last().map(|test| test.entry);
        let mut found = past.tests.iter().filter(|test| test.found).map(|test| test.entry);
        let first = found.next();
        Tracked {
            standing: standing(&tests, last.is_some() && tested == last),
            first,
            last: found.next_back().or(first),
            past,
        }
    };
    findings.into_iter().map(of).collect()
}

impl Rating {
    /// Whether it is what was wanted: met, or performed with at most some challenges.
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Met | Self::Performed | Self::Some)
    }

    /// Whether it is what was not wanted.
    pub const fn is_bad(self) -> bool {
        matches!(self, Self::Missed | Self::Major | Self::Unable)
    }
}
