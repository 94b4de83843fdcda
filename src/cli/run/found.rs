//! What a run finds in the folder where it will be kept: nothing, what a run has kept, or somebody's work.

use std::io;

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::document::sha256;
use crate::report::ShardPlan;

use super::unfinished::{LOCK, OURS, PLAN, Unfinished};

/// The plan found in the folder.
#[derive(Debug)]
pub(super) enum Found {
    /// No plan, so nothing is kept.
    Nothing,
    /// One that cannot be read, and why.
    Torn(String),
    /// Something that cannot even be looked at.
    Closed(io::Error),
    /// The plan with its hash.
    Plan(Box<ShardPlan>, String),
}

impl Unfinished {
    /// Fails where something lies there that no run has made: it is somebody's work.
    ///
    /// # Errors
    /// If it is not a folder, or one with other files and without the marks of a run.
    pub(super) fn refuse_work_of_others(&self) -> Result<(), Failure> {
        let folder = &self.folder;
        let failed = |error: &io::Error| Failure::file("keep the run in", folder, error, NOTHING_WRITTEN);
        let theirs = "it is there already, and not of a run; move it away, or choose another --out";
        let theirs = || Err(failed(&io::Error::new(io::ErrorKind::AlreadyExists, theirs)));
        match std::fs::symlink_metadata(folder) {
            Err(_) => return Ok(()),
            Ok(found) if !found.is_dir() => return theirs(),
            Ok(_) => {}
        }
        let lock = std::fs::read(folder.join(LOCK));
        let is_marked = lock.as_ref().is_ok_and(|lock| lock == OURS.as_bytes())
            || matches!(self.plan(), Found::Plan(plan, _) if plan.schema == ShardPlan::SCHEMA);
        if is_marked {
            return Ok(());
        }
        // A run that was killed before it had written anything leaves an empty lock.
        let is_empty = lock.is_ok_and(|lock| lock.is_empty());
        for entry in std::fs::read_dir(folder).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            if !is_empty || entry.file_name() != LOCK {
                return theirs();
            }
        }
        Ok(())
    }

    /// The plan found there.
    pub(super) fn plan(&self) -> Found {
        let written = match std::fs::read(self.folder.join(PLAN)) {
            Ok(written) => written,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Nothing,
            Err(error) => return Found::Closed(error),
        };
        match serde_json::from_slice(&written) {
            Ok(plan) => Found::Plan(Box::new(plan), sha256(&written)),
            Err(error) => Found::Torn(error.to_string()),
        }
    }

    /// Whether something lies there that another run has kept.
    pub(super) fn keeps_another(&self) -> bool {
        !self.is_ours() && !matches!(self.plan(), Found::Nothing)
    }
}
