//! Recording: one transaction for each entry.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::document::sha256;

use super::entry::{Entry, FoundFinding, Kind, Rating, finding_id, reason_word};
use super::store::{History, HistoryError};

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is a new entry of this number.
    New(i64),
    /// The check before it found the same in the same inputs: that entry of this number was seen once more.
    Again(i64),
    /// It was a practice run, which stays out of the history.
    Practice,
}

impl History {
    /// Records an entry; it is on disk when this returns.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn record(&mut self, entry: &Entry) -> Result<Recorded, HistoryError> {
        self.whole(|connection| {
            let digest = digest(entry);
            if let Some(id) = seen_before(connection, entry, &digest)? {
                connection.execute(
                    "UPDATE entries SET times = times + 1, last_at = max(last_at, ?1) WHERE id = ?2",
                    params![entry.at.as_millis(), id],
                )?;
                return Ok(Recorded::Again(id));
            }
            let id = insert(connection, entry, &digest)?;
            inputs(connection, id, entry)?;
            objectives(connection, id, entry)?;
            if !entry.partial {
                tests(connection, id, entry)?;
            }
            Ok(Recorded::New(id))
        })
    }
}

/// A check of the same inputs with the same findings says nothing new; a run is kept each time.
fn seen_before(connection: &Connection, entry: &Entry, digest: &str) -> Result<Option<i64>, HistoryError> {
    if entry.kind != Kind::Check {
        return Ok(None);
    }
    let last: Option<(i64, String)> = connection
        .query_row(
            "SELECT id, digest FROM entries WHERE exercise = ?1 AND kind = 'check' ORDER BY id DESC LIMIT 1",
            [&entry.exercise],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(last.filter(|(_, of)| of == digest).map(|(id, _)| id))
}

/// What makes two checks the same.
fn digest(entry: &Entry) -> String {
    let inputs = entry.inputs.iter().map(|input| (&input.path, &input.sha256));
    let what = format!(
        "{:?}",
        (
            &entry.version,
            inputs.collect::<Vec<_>>(),
            &entry.findings,
            &entry.looked_at,
            &entry.left_out
        )
    );
    sha256(what.as_bytes())
}

fn insert(connection: &Connection, entry: &Entry, digest: &str) -> Result<i64, HistoryError> {
    let results = entry.results.as_ref();
    connection.execute(
        "INSERT INTO entries (exercise, file, kind, at, last_at, version, seed, replications, partial, folder, result,
         digest, ended_at, schedule) VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            entry.exercise,
            entry.file,
            entry.kind.word(),
            entry.at.as_millis(),
            entry.version,
            // SQLite has no unsigned numbers of 64 bits.
            entry.seed.map(|seed| seed.to_string()),
            entry
                .replications
                .map(|count| i64::try_from(count).unwrap_or(i64::MAX)),
            entry.partial,
            results.map(|of| &of.folder),
            results.map(|of| &of.sha256),
            digest,
            entry.ended.map(crate::time::WallTime::as_millis),
            entry.schedule,
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

fn inputs(connection: &Connection, id: i64, entry: &Entry) -> Result<(), HistoryError> {
    let mut text = connection.prepare("INSERT OR IGNORE INTO texts (sha256, text) VALUES (?1, ?2)")?;
    let mut input =
        connection.prepare("INSERT OR REPLACE INTO inputs (entry, path, sha256) VALUES (?1, ?2, ?3)")?;
    for one in &entry.inputs {
        text.execute(params![one.sha256, one.text])?;
        input.execute(params![id, one.path, one.sha256])?;
    }
    Ok(())
}

fn objectives(connection: &Connection, id: i64, entry: &Entry) -> Result<(), HistoryError> {
    let mut insert = connection.prepare(
        "INSERT INTO objectives (entry, place, alternative, text, rating, estimate, low, high, confidence, threshold, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for (place, one) in (0_i64..).zip(&entry.objectives) {
        insert.execute(params![
            id,
            place,
            one.alternative,
            one.text,
            one.rating.word(),
            one.estimate,
            one.low,
            one.high,
            one.confidence,
            one.threshold,
            one.reason.map(reason_word)
        ])?;
    }
    Ok(())
}

/// What was found, and which known findings were tested and did not occur.
fn tests(connection: &Connection, id: i64, entry: &Entry) -> Result<(), HistoryError> {
    let found = found(entry);
    let mut of = connection.prepare(
        "INSERT INTO findings (id, exercise, kind, code, about, alternative, title, level)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, level = excluded.level",
    )?;
    let mut test =
        connection.prepare("INSERT OR REPLACE INTO tests (entry, finding, found) VALUES (?1, ?2, ?3)")?;
    for (finding, one) in &found {
        of.execute(params![
            finding,
            entry.exercise,
            entry.kind.word(),
            one.code,
            one.about,
            one.alternative,
            one.title,
            one.level
        ])?;
        test.execute(params![id, finding, true])?;
    }
    for (finding, known) in known(connection, entry)? {
        if !found.contains_key(&finding) && is_tested(entry, &known) {
            test.execute(params![id, finding, false])?;
        }
    }
    Ok(())
}

/// What was found, by id: missed objectives are findings too.
fn found(entry: &Entry) -> BTreeMap<String, FoundFinding> {
    let missed = entry
        .objectives
        .iter()
        .filter(|one| one.rating == Rating::Missed)
        .map(|one| FoundFinding {
            code: "objective".to_owned(),
            about: one.text.clone(),
            alternative: one.alternative.clone(),
            title: format!("missed: {}", one.text),
            level: "error".to_owned(),
        });
    let all = entry.findings.iter().cloned().chain(missed);
    all.map(|one| (finding_id(&entry.exercise, entry.kind, &one), one))
        .collect()
}

/// What earlier entries of this kind found.
fn known(connection: &Connection, entry: &Entry) -> Result<Vec<(String, FoundFinding)>, HistoryError> {
    let mut query = connection.prepare(
        "SELECT id, code, about, alternative, title, level FROM findings WHERE exercise = ?1 AND kind = ?2 ORDER BY id",
    )?;
    let rows = query.query_map(params![entry.exercise, entry.kind.word()], |row| {
        Ok((
            row.get(0)?,
            FoundFinding {
                code: row.get(1)?,
                about: row.get(2)?,
                alternative: row.get(3)?,
                title: row.get(4)?,
                level: row.get(5)?,
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether an entry would have found it if it were still there.
fn is_tested(entry: &Entry, known: &FoundFinding) -> bool {
    let is_it = |one: &FoundFinding| {
        (&one.code, &one.about, &one.alternative) == (&known.code, &known.about, &known.alternative)
    };
    match entry.kind {
        Kind::Check => {
            let looked: BTreeSet<&String> = entry.looked_at.iter().collect();
            looked.contains(&known.alternative) && !entry.left_out.iter().any(is_it)
        }
        // Only what is met closes: what is undecided has not been shown.
        Kind::Run => entry.objectives.iter().any(|one| {
            one.rating == Rating::Met && one.text == known.about && one.alternative == known.alternative
        }),
        Kind::Live => entry.held.iter().any(is_it),
    }
}
