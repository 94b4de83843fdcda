//! The forms that a history has had, one after another.
//!
//! A form that was published is never changed; whatever is new is a further step. `user_version` says how far a file has come.

use rusqlite::{Connection, TransactionBehavior};

use super::store::HistoryError;

/// `OUTR`, so that no other program's database is taken for a history.
const APPLICATION: i32 = 0x4f55_5452;

/// The form that this version writes.
pub const NEWEST: u32 = 3;

/// The steps, each from the form before it.
const STEPS: [&str; NEWEST as usize] = [ENTRIES, ACTIONS, LIVE];

/// Runs and checks, and what they found.
const ENTRIES: &str = "
CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exercise TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL,
    at INTEGER NOT NULL, last_at INTEGER NOT NULL, times INTEGER NOT NULL DEFAULT 1,
    version TEXT NOT NULL, seed TEXT, replications INTEGER, partial INTEGER NOT NULL DEFAULT 0,
    folder TEXT, result TEXT, digest TEXT NOT NULL);
CREATE INDEX entries_of ON entries (exercise, kind, id);
CREATE TABLE inputs (
    entry INTEGER NOT NULL REFERENCES entries (id), path TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES texts (sha256),
    PRIMARY KEY (entry, path)) WITHOUT ROWID;
CREATE TABLE objectives (
    entry INTEGER NOT NULL REFERENCES entries (id), place INTEGER NOT NULL, alternative TEXT NOT NULL, text TEXT NOT NULL,
    rating TEXT NOT NULL, estimate REAL, low REAL, high REAL, confidence REAL, threshold REAL, reason TEXT,
    PRIMARY KEY (entry, place)) WITHOUT ROWID;
CREATE TABLE findings (
    id TEXT PRIMARY KEY, exercise TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL, about TEXT NOT NULL,
    alternative TEXT NOT NULL, title TEXT NOT NULL, level TEXT NOT NULL);
CREATE INDEX findings_of ON findings (exercise, kind);
CREATE TABLE tests (
    entry INTEGER NOT NULL REFERENCES entries (id), finding TEXT NOT NULL REFERENCES findings (id), found INTEGER NOT NULL,
    PRIMARY KEY (entry, finding)) WITHOUT ROWID;
";

/// Corrective actions.
const ACTIONS: &str = "
CREATE TABLE actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exercise TEXT NOT NULL, text TEXT NOT NULL, owner TEXT NOT NULL, element TEXT NOT NULL,
    starts TEXT NOT NULL, due TEXT, finding TEXT REFERENCES findings (id),
    state TEXT NOT NULL DEFAULT 'open', closed_on TEXT, note TEXT);
CREATE INDEX actions_of ON actions (exercise);
";

/// Exercises with people: which schedule they answered, when they ended, and what was played in them.
const LIVE: &str = "
ALTER TABLE entries ADD COLUMN ended_at INTEGER;
ALTER TABLE entries ADD COLUMN schedule TEXT;
";

/// Brings a database to the newest form, step by step, whole or not at all.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), HistoryError> {
    if form(connection)? == NEWEST && is_ours(connection)? {
        return Ok(());
    }
    // Another process may be at it: who comes second finds it done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = form(&transaction)?;
    if found > NEWEST {
        return Err(HistoryError::TooNew { found });
    }
    let tables: u32 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if !is_ours(&transaction)? && (found > 0 || tables > 0) {
        return Err(HistoryError::NotOurs);
    }
    for step in STEPS.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", NEWEST)?;
    transaction.commit()?;
    Ok(())
}

fn form(connection: &Connection) -> Result<u32, HistoryError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn is_ours(connection: &Connection) -> Result<bool, HistoryError> {
    let found: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    Ok(found == APPLICATION)
}
