//! Where the history of a library is kept.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rusqlite::{Connection, OpenFlags};

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::conduct::history::{History, HistoryError};

/// The folder in the root of the library; it is no document, and hidden.
const FOLDER: &str = ".outrun";
const FILE: &str = "history.sqlite";

/// Which history.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct PlaceArguments {
    /// The file of the history [default: .outrun/history.sqlite in the root of the library]
    #[arg(long, value_name = "FILE")]
    pub(super) history: Option<PathBuf>,
}

/// Why a history cannot be had.
#[derive(Debug)]
pub(super) enum Unkept {
    /// The file or its folder.
    File(io::Error),
    /// The database in it.
    Database(HistoryError),
}

impl std::fmt::Display for Unkept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Database(error) => error.fmt(f),
        }
    }
}

impl From<HistoryError> for Unkept {
    fn from(error: HistoryError) -> Self {
        Self::Database(error)
    }
}

impl From<rusqlite::Error> for Unkept {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

impl PlaceArguments {
    /// The file, given the root of the library.
    pub(super) fn file(&self, root: &Path) -> PathBuf {
        let usual = || root.join(FOLDER).join(FILE);
        self.history.clone().unwrap_or_else(usual)
    }

    /// Opens it, and makes it if it is not there; whether it was made.
    pub(super) fn open_or_make(&self, root: &Path) -> Result<(History, bool), Unkept> {
        let file = self.file(root);
        let is_new = !file.exists();
        if is_new && self.history.is_none() {
            let folder = root.join(FOLDER);
            make(&folder).map_err(Unkept::File)?;
        }
        let history = History::open(Connection::open(file)?)?;
        Ok((history, is_new))
    }

    /// Opens one that is there.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub(super) fn open(&self, root: &Path) -> Result<History, Failure> {
        let file = self.file(root);
        if !file.is_file() {
            return Err(Failure::Usage(format!(
                "there is no history `{}` yet: `outrun run` and `outrun check` begin it; `--history FILE` names another",
                file.display()
            )));
        }
        let flags = OpenFlags::default() & !OpenFlags::SQLITE_OPEN_CREATE;
        let connection = Connection::open_with_flags(&file, flags).map_err(HistoryError::from);
        connection
            .and_then(History::open)
            .map_err(|error| unreadable(&file, &error))
    }

    /// Opens one for a command that works without.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub(super) fn open_if_there(&self, root: &Path) -> Result<Option<History>, Failure> {
        self.file(root).is_file().then(|| self.open(root)).transpose()
    }
}

/// A history that cannot be read or written.
pub(super) fn unreadable(file: &Path, error: &HistoryError) -> Failure {
    Failure::Environment {
        doing: "use the history".to_owned(),
        path: Some(file.to_path_buf()),
        because: error.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    }
}

/// Makes the folder, which git is told to leave alone: a database cannot be merged.
fn make(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let ignore = folder.join(".gitignore");
    if ignore.exists() {
        return Ok(());
    }
    std::fs::write(
        ignore,
        "# The history of exercises belongs to this machine: back it up, do not merge it.\n*\n",
    )
}
