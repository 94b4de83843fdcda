//! The database: how it is opened, and what may go wrong with it.

use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::migrations::{NEWEST, migrate};

/// Another process writes for milliseconds; whoever waits longer than this waits for something broken.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the history cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// `SQLite` says so.
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    /// It was written by a later version.
    #[error(
        "it was written by a later version of Outrun (form {found}, this one knows {NEWEST}); use that version, or another file"
    )]
    TooNew {
        /// The form that was found.
        found: u32,
    },
    /// It is a database of something else.
    #[error("it is a database, but no history of Outrun; choose another file")]
    NotOurs,
    /// What is stored has a form that nobody has written.
    #[error("it holds `{0}`, which no version of Outrun has written")]
    Strange(String),
}

/// A history, open.
#[derive(Debug)]
pub struct History {
    pub(super) connection: Connection,
}

impl History {
    /// Takes a connection, makes it safe against crashes and other processes, and brings its form up to date.
    ///
    /// Every commit is on disk before it returns: write-ahead log, `synchronous = FULL`.
    ///
    /// # Errors
    /// If it cannot be written, is of something else, or of a later version.
    pub fn open(mut connection: Connection) -> Result<Self, HistoryError> {
        connection.busy_timeout(PATIENCE)?;
        // In memory there is no such log, and the pragma says so instead of failing.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
        migrate(&mut connection)?;
        Ok(Self { connection })
    }

    /// Does something to the database whole or not at all; other processes wait for it.
    pub(super) fn whole<T>(
        &mut self,
        act: impl FnOnce(&Connection) -> Result<T, HistoryError>,
    ) -> Result<T, HistoryError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}
