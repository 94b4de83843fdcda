//! The store of a session: an SQLite file in which every act stands before anybody sees it.

use std::fs::{File, TryLockError};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use crate::conduct::live::{Act, Entry, Setup};
use crate::time::{SimTime, WallTime};

use super::link::Link;

/// `Out1` in ASCII: says that the file is a session of Outrun.
const APPLICATION: i32 = 0x4f75_7431;
/// The newest form of the tables.
const VERSION: i32 = 1;
/// Of attempts that were refused no more are kept than these, the first ones.
const MOST_REFUSALS: i64 = 100_000;

const TABLES: &str = "
    create table setup (one integer primary key check (one = 1), text text not null);
    create table entries (
        number integer primary key, wall_ms integer not null, at_ms integer not null,
        seat text not null, act text not null, nonce text unique
    );
    create table beat (one integer primary key check (one = 1), wall_ms integer not null, at_ms integer not null);
    create table links (
        digest text primary key, seat text not null, expires_ms integer not null, revoked_ms integer
    );
    create table marks (name text primary key, wall_ms integer not null);
    create table refusals (wall_ms integer not null, seat text not null, what text not null, why text not null);
";

/// Why a session cannot be stored or had back.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database says so.
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    /// What it holds cannot be read.
    #[error("what it holds cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// It is another file.
    #[error("this is not a session of Outrun")]
    Foreign,
    /// Another server has it.
    #[error("another `outrun exercise live` serves this session; close it first")]
    Busy,
    /// The lock beside it cannot be had.
    #[error("the lock beside it cannot be had: {0}")]
    Lock(std::io::Error),
    /// A newer program wrote it.
    #[error("a newer version of Outrun wrote this session (form {0}); use that version")]
    Newer(i32),
}

/// An open session file.
#[derive(Debug)]
pub struct Store {
    database: Connection,
    /// Held while somebody serves the session: two servers would give the same number to two acts.
    lock: Option<File>,
}

/// What a session file holds.
#[derive(Debug)]
pub struct Stored {
    /// What the session was made from.
    pub setup: Setup,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// The links.
    pub links: Vec<Link>,
    /// Where the clock was last seen: wall, exercise.
    pub beat: Option<(WallTime, SimTime)>,
}

impl Store {
    /// A new session file.
    ///
    /// # Errors
    /// If it cannot be made, or is there already.
    pub fn create(path: &Path, setup: &Setup, links: &[Link]) -> Result<Self, StoreError> {
        let mut store = Self::connect(path)?;
        let text = serde_json::to_string(setup)?;
        let change = store.database.transaction()?;
        change.execute_batch(TABLES)?;
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", VERSION)?;
        change.execute("insert into setup values (1, ?1)", [text])?;
        for link in links {
            insert(&change, link)?;
        }
        change.commit()?;
        Ok(store)
    }

    /// Opens a session file that is there.
    ///
    /// # Errors
    /// If it is something else, newer, or cannot be read.
    pub fn open(path: &Path) -> Result<(Self, Stored), StoreError> {
        if !path.is_file() {
            return Err(StoreError::Foreign);
        }
        let store = Self::connect(path)?;
        let of = |pragma: &str| {
            store
                .database
                .pragma_query_value(None, pragma, |row| row.get::<_, i32>(0))
        };
        if of("application_id")? != APPLICATION {
            return Err(StoreError::Foreign);
        }
        match of("user_version")? {
            VERSION => {}
            other => return Err(StoreError::Newer(other)),
        }
        let stored = store.read()?;
        Ok((store, stored))
    }

    /// From here on nobody else serves this session; whoever only reads it may.
    ///
    /// # Errors
    /// If somebody does already.
    pub fn hold(&mut self, path: &Path) -> Result<(), StoreError> {
        let lock = File::create(path.with_extension("lock")).map_err(StoreError::Lock)?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => StoreError::Busy,
            TryLockError::Error(error) => StoreError::Lock(error),
        })?;
        self.lock = Some(lock);
        Ok(())
    }

    /// Everything is on the disk when a change returns.
    fn connect(path: &Path) -> Result<Self, StoreError> {
        let database = Connection::open(path)?;
        database.busy_timeout(std::time::Duration::from_secs(5))?;
        database.pragma_update(None, "journal_mode", "wal")?;
        database.pragma_update(None, "synchronous", "full")?;
        Ok(Self { database, lock: None })
    }

    fn read(&self) -> Result<Stored, StoreError> {
        let text: String = self
            .database
            .query_row("select text from setup", [], |row| row.get(0))?;
        let beat = self
            .database
            .query_row("select wall_ms, at_ms from beat", [], |row| {
                Ok((
                    WallTime::from_millis(row.get(0)?),
                    SimTime::from_millis(row.get(1)?),
                ))
            });
        Ok(Stored {
            setup: serde_json::from_str(&text)?,
            entries: self.entries()?,
            links: self.links()?,
            beat: beat.optional()?,
        })
    }

    fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let mut all = self
            .database
            .prepare("select number, wall_ms, at_ms, seat, act from entries order by number")?;
        let rows = all.query_map([], |row| {
            let act: String = row.get(4)?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, act))
        })?;
        rows.map(|row| {
            let (number, wall_ms, at_ms, seat, act): (i64, i64, i64, String, String) = row?;
            Ok(Entry {
                number: number.unsigned_abs(),
                wall_ms,
                at_ms,
                seat,
                act: serde_json::from_str(&act)?,
            })
        })
        .collect()
    }

    fn links(&self) -> Result<Vec<Link>, StoreError> {
        let mut all = self
            .database
            .prepare("select digest, seat, expires_ms, revoked_ms is not null from links")?;
        let rows = all.query_map([], |row| {
            Ok(Link {
                digest: row.get(0)?,
                seat: row.get(1)?,
                expires: WallTime::from_millis(row.get(2)?),
                revoked: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Stores an entry; when this returns, it is kept.
    ///
    /// # Errors
    /// If the disk is full, for example: nothing was stored then.
    pub fn append(&mut self, entry: &Entry, nonce: Option<&str>) -> Result<(), StoreError> {
        let act = serde_json::to_string(&entry.act)?;
        let number = entry.number.cast_signed();
        let change = self.database.transaction()?;
        change.execute(
            "insert into entries values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![number, entry.wall_ms, entry.at_ms, entry.seat, act, nonce],
        )?;
        beat(&change, entry.wall_ms, entry.at_ms)?;
        Ok(change.commit()?)
    }

    /// The entry that was stored under a nonce: its number, seat and act.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stored_under(&self, nonce: &str) -> Result<Option<(u64, String, Act)>, StoreError> {
        let found = self.database.query_row(
            "select number, seat, act from entries where nonce = ?1",
            [nonce],
            |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                ))
            },
        );
        let Some((number, seat, act)) = found.optional()? else {
            return Ok(None);
        };
        Ok(Some((number.unsigned_abs(), seat, serde_json::from_str(&act)?)))
    }

    /// Says where the clock is.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub fn beat(&self, wall: WallTime, at: SimTime) -> Result<(), StoreError> {
        beat(&self.database, wall.as_millis(), at.as_millis())
    }

    /// Takes the links of a seat back, and gives it a new one if there is one.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub fn relink(&mut self, seat: &str, new: Option<&Link>, now: WallTime) -> Result<(), StoreError> {
        let change = self.database.transaction()?;
        change.execute(
            "update links set revoked_ms = ?2 where seat = ?1 and revoked_ms is null",
            params![seat, now.as_millis()],
        )?;
        if let Some(link) = new {
            insert(&change, link)?;
        }
        Ok(change.commit()?)
    }

    /// Notes that something was done with the session as a whole.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub fn mark(&self, name: &str, wall: WallTime) -> Result<(), StoreError> {
        self.database.execute(
            "insert or ignore into marks values (?1, ?2)",
            params![name, wall.as_millis()],
        )?;
        Ok(())
    }

    /// Whether it was.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn is_marked(&self, name: &str) -> Result<bool, StoreError> {
        let found = self
            .database
            .query_row("select 1 from marks where name = ?1", [name], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }

    /// Keeps what was attempted and refused: who led the exercise can see it afterwards.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub fn refused(&self, wall: WallTime, seat: &str, what: &str, why: &str) -> Result<(), StoreError> {
        self.database.execute(
            "insert into refusals select ?1, ?2, ?3, ?4 where (select count(*) from refusals) < ?5",
            params![wall.as_millis(), seat, what, why, MOST_REFUSALS],
        )?;
        Ok(())
    }
}

fn insert(database: &Connection, link: &Link) -> Result<(), StoreError> {
    database.execute(
        "insert into links values (?1, ?2, ?3, null)",
        params![link.digest, link.seat, link.expires.as_millis()],
    )?;
    Ok(())
}

fn beat(database: &Connection, wall_ms: i64, at_ms: i64) -> Result<(), StoreError> {
    database.execute(
        "insert into beat values (1, ?1, ?2) on conflict (one) do update set wall_ms = ?1, at_ms = ?2",
        params![wall_ms, at_ms],
    )?;
    Ok(())
}
