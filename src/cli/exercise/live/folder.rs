//! The folder of a session: a copy of its inputs, and the file in which everything is stored.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::conduct::live::Seat;
use crate::console::{StoreError, Token};

/// The name of the session file.
pub(super) const SESSION: &str = "session.sqlite";
/// The name of the folder of inputs.
pub(super) const INPUTS: &str = "inputs";

/// Makes the folder of a new session.
pub(super) fn make(folder: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::file("make the folder", folder, &error, NOTHING_WRITTEN);
    if folder.join(SESSION).exists() {
        let because = std::io::Error::other("a session is there already; `--resume` goes on with it");
        return Err(failed(because));
    }
    std::fs::create_dir_all(folder).map_err(failed)
}

/// What a store says, as a failure.
pub(super) fn of_store(path: PathBuf) -> impl Fn(StoreError) -> Failure {
    move |error| match error {
        StoreError::Foreign | StoreError::Newer(_) | StoreError::Busy => {
            Failure::Usage(format!("`{}`: {error}", path.display()))
        }
        StoreError::Database(_) | StoreError::Unreadable(_) | StoreError::Lock(_) => Failure::file(
            "use the session",
            &path,
            &std::io::Error::other(error.to_string()),
            "what was stored before is there still",
        ),
    }
}

/// A personal link, as it is handed out.
#[derive(Clone, Debug, Serialize)]
pub(super) struct HandedOut {
    pub(super) seat: String,
    pub(super) role: &'static str,
    pub(super) name: String,
    pub(super) link: String,
}

impl HandedOut {
    /// The link of a seat under the address that participants reach.
    pub(super) fn new(seat: &Seat, token: &Token, address: &str) -> Self {
        Self {
            seat: seat.id.clone(),
            role: seat.role.word(),
            name: seat.name.clone(),
            link: format!("{}/{}", address.trim_end_matches('/'), token.secret()),
        }
    }
}

/// Writes the links where only their owner can read them.
pub(super) fn write_links(file: &Path, links: &[HandedOut]) -> Result<(), Failure> {
    let text = crate::cli::streams::json(&links)?;
    write_whole(file, text.as_bytes())?;
    keep_private(file)
}

#[cfg(unix)]
fn keep_private(file: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let only_owner = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(file, only_owner).map_err(|error| {
        Failure::file(
            "protect",
            file,
            &error,
            "the links are written, and others may read them",
        )
    })
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> Result<(), Failure> {
    Ok(())
}
