//! Reading a history back.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};

use crate::document::Input;
use crate::time::WallTime;

use super::entry::{FoundFinding, Kind, Rated, Rating, Results, reason_of};
use super::store::{History, HistoryError};

/// An entry, read back.
#[derive(Clone, Debug, PartialEq)]
pub struct PastEntry {
    /// Its number, in the order of recording.
    pub id: i64,
    /// What was done.
    pub kind: Kind,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// When it began.
    pub at: WallTime,
    /// When a check last found the same in the same inputs.
    pub last_at: WallTime,
    /// How often it did.
    pub times: u64,
    /// The schedule that it answered, if any.
    pub schedule: Option<String>,
    /// The version of Outrun.
    pub version: String,
    /// The seed.
    pub seed: Option<u64>,
    /// How many replications were played.
    pub replications: Option<u64>,
    /// It was interrupted.
    pub partial: bool,
    /// Where its results were put.
    pub results: Option<Results>,
    /// What was read: path to SHA-256.
    pub inputs: BTreeMap<String, String>,
    /// Objectives as they fared.
    pub objectives: Vec<Rated>,
}

/// A finding that occurred once at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastFinding {
    /// Its stable id.
    pub id: String,
    /// By what it was found.
    pub kind: Kind,
    /// What it is, with the latest title and level.
    pub finding: FoundFinding,
    /// The entries that tested it, oldest first.
    pub tests: Vec<Test>,
}

/// An entry that tested a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// The number of the entry.
    pub entry: i64,
    /// Whether it was found.
    pub found: bool,
}

impl History {
    /// The ids of all exercises of the history, sorted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn exercises(&self) -> Result<Vec<String>, HistoryError> {
        let mut query = self
            .connection
            .prepare("SELECT DISTINCT exercise FROM entries ORDER BY exercise")?;
        let rows = query.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All entries of an exercise, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read, or holds what no version has written.
    pub fn entries(&self, exercise: &str) -> Result<Vec<PastEntry>, HistoryError> {
        let mut query = self.connection.prepare(
            "SELECT id, kind, file, at, last_at, times, schedule, version, seed, replications, partial, folder, result
             FROM entries WHERE exercise = ?1 ORDER BY id",
        )?;
        let rows = query.query_map([exercise], |row| Ok((row.get::<_, String>(1)?, bare(row)?)))?;
        let mut entries = Vec::new();
        for row in rows {
            let (kind, mut entry) = row?;
            entry.kind = Kind::of_word(&kind).ok_or(HistoryError::Strange(kind))?;
            entry.inputs = self.inputs_of(entry.id)?;
            entry.objectives = self.objectives_of(entry.id)?;
            entries.push(entry);
        }
        Ok(entries)
    }

    /// When an exercise was last played to its end by machine or with people; of one with people, only for this schedule or for none.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn last_played(
        &self,
        exercise: &str,
        kind: Kind,
        schedule: &str,
    ) -> Result<Option<WallTime>, HistoryError> {
        let last: Option<i64> = self.connection.query_row(
            "SELECT max(at) FROM entries WHERE exercise = ?1 AND kind = ?2 AND partial = 0
             AND (?2 <> 'live' OR schedule IS NULL OR schedule = ?3)",
            params![exercise, kind.word(), schedule],
            |row| row.get(0),
        )?;
        Ok(last.map(WallTime::from_millis))
    }

    /// Where the results of the last run that was not interrupted were put.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn last_results(&self, exercise: &str) -> Result<Option<Results>, HistoryError> {
        let found = self.connection.query_row(
            "SELECT folder, result FROM entries WHERE exercise = ?1 AND kind = 'run' AND partial = 0
             AND folder IS NOT NULL AND result IS NOT NULL ORDER BY id DESC LIMIT 1",
            [exercise],
            |row| {
                Ok(Results {
                    folder: row.get(0)?,
                    sha256: row.get(1)?,
                })
            },
        );
        Ok(found.optional()?)
    }

    /// The documents of an entry, with their texts.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn documents(&self, entry: i64) -> Result<Vec<Input>, HistoryError> {
        let mut query = self.connection.prepare(
            "SELECT path, sha256, text FROM inputs JOIN texts USING (sha256) WHERE entry = ?1 ORDER BY path",
        )?;
        let rows = query.query_map([entry], |row| {
            Ok(Input {
                path: row.get(0)?,
                sha256: row.get(1)?,
                text: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Everything that was ever found of an exercise, with its tests, by kind, code and what it is about.
    ///
    /// # Errors
    /// If the database cannot be read, or holds what no version has written.
    pub fn findings(&self, exercise: &str) -> Result<Vec<PastFinding>, HistoryError> {
        let mut query = self.connection.prepare(
            "SELECT id, kind, code, about, alternative, title, level FROM findings WHERE exercise = ?1
             ORDER BY kind, code, about, alternative",
        )?;
        let rows = query.query_map([exercise], |row| {
            let finding = FoundFinding {
                code: row.get(2)?,
                about: row.get(3)?,
                alternative: row.get(4)?,
                title: row.get(5)?,
                level: row.get(6)?,
            };
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, finding))
        })?;
        let mut findings = Vec::new();
        for row in rows {
            let (id, kind, finding) = row?;
            findings.push(PastFinding {
                kind: Kind::of_word(&kind).ok_or(HistoryError::Strange(kind))?,
                tests: self.tests_of(&id)?,
                id,
                finding,
            });
        }
        Ok(findings)
    }

    fn tests_of(&self, finding: &str) -> Result<Vec<Test>, HistoryError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT entry, found FROM tests WHERE finding = ?1 ORDER BY entry")?;
        let rows = query.query_map([finding], |row| {
            Ok(Test {
                entry: row.get(0)?,
                found: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn inputs_of(&self, entry: i64) -> Result<BTreeMap<String, String>, HistoryError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT path, sha256 FROM inputs WHERE entry = ?1")?;
        let rows = query.query_map([entry], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn objectives_of(&self, entry: i64) -> Result<Vec<Rated>, HistoryError> {
        let mut query = self.connection.prepare_cached(
            "SELECT rating, alternative, text, estimate, low, high, confidence, threshold, reason FROM objectives
             WHERE entry = ?1 ORDER BY place",
        )?;
        let rows = query.query_map([entry], |row| {
            let rated = Rated {
                rating: Rating::Undecided,
                alternative: row.get(1)?,
                text: row.get(2)?,
                estimate: row.get(3)?,
                low: row.get(4)?,
                high: row.get(5)?,
                confidence: row.get(6)?,
                threshold: row.get(7)?,
                reason: row.get::<_, Option<String>>(8)?.as_deref().and_then(reason_of),
            };
            Ok((row.get::<_, String>(0)?, rated))
        })?;
        rows.map(|row| {
            let (word, rated) = row?;
            let rating = Rating::of_word(&word).ok_or(HistoryError::Strange(word))?;
            Ok(Rated { rating, ..rated })
        })
        .collect()
    }
}

/// An entry without its kind and what hangs on it.
fn bare(row: &Row<'_>) -> rusqlite::Result<PastEntry> {
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    let folder: Option<String> = row.get(11)?;
    let sha256: Option<String> = row.get(12)?;
    Ok(PastEntry {
        id: row.get(0)?,
        kind: Kind::Check,
        file: row.get(2)?,
        at: WallTime::from_millis(row.get(3)?),
        last_at: WallTime::from_millis(row.get(4)?),
        times: count(row.get(5)?),
        schedule: row.get(6)?,
        version: row.get(7)?,
        seed: row
            .get::<_, Option<String>>(8)?
            .and_then(|seed| seed.parse().ok()),
        replications: row.get::<_, Option<i64>>(9)?.map(count),
        partial: row.get(10)?,
        results: folder
            .zip(sha256)
            .map(|(folder, sha256)| Results { folder, sha256 }),
        inputs: BTreeMap::new(),
        objectives: Vec::new(),
    })
}
