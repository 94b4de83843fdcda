//! The folder of a run that is not finished: its plan, the parts that were played, and what they say so far.
//!
//! The parts are those of shards, of whatever lengths the clock made them: each is there whole or not at all, and says of
//! which plan it is and who played it.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::{OPEN, write_whole};
use crate::cli::streams::json;
use crate::document::{Input, sha256};
use crate::experiment::There;
use crate::experiment::shard::{Identity, Part, decode, encode};
use crate::model::Exercise;
use crate::report::ShardPlan;

use super::outputs::{DOCUMENT, INPUTS, RECORDS, copy_inputs};

/// The name of the folder, in that of the results.
pub(super) const UNFINISHED: &str = "unfinished";
pub(super) const PLAN: &str = "plan.json";
const PARTS: &str = "parts";
pub(super) const LOCK: &str = "lock";
/// What the lock says: a folder with it was made by a run, whatever else is torn.
pub(super) const OURS: &str = "outrun keeps a run here\n";

/// What is kept of a run.
#[derive(Debug)]
pub(super) struct Unfinished {
    pub(super) folder: PathBuf,
    /// Of what the parts are; nothing: the folder is not ours, or not there.
    ours: Option<(Identity, File)>,
    /// Parts that were found there, by their first replication.
    found: BTreeMap<u64, Part>,
    /// How many replications are kept.
    pub(super) kept: u64,
}

impl Unfinished {
    /// In this folder of results; nothing is read or written yet.
    pub(super) fn new(results: &Path) -> Self {
        Self {
            folder: results.join(UNFINISHED),
            ours: None,
            found: BTreeMap::new(),
            kept: 0,
        }
    }

    /// Writes the plan; gives its hash.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn write_plan(&self, plan: &ShardPlan) -> Result<String, Failure> {
        let text = json(plan)?;
        write_whole(&self.folder.join(PLAN), text.as_bytes())?;
        Ok(sha256(text.as_bytes()))
    }

    /// Where files may be open that are swept up by the next run if this one is killed; nothing: this one is not kept.
    pub(super) fn open_in(&self) -> Option<&Path> {
        self.is_ours().then_some(&*self.folder)
    }

    /// Whether anything is kept by this run.
    pub(super) const fn is_ours(&self) -> bool {
        self.ours.is_some()
    }

    /// Takes up what was kept; `told` are the words on what cannot be used.
    ///
    /// # Errors
    /// If another run is at it, or a file cannot be read.
    pub(super) fn take_up(
        &mut self,
        identity: Identity,
        exercises: &[Exercise],
    ) -> Result<Vec<String>, Failure> {
        let lock = self.lock()?;
        self.sweep_up();
        let parts = self.folder.join(PARTS);
        std::fs::create_dir_all(&parts)
            .map_err(|error| Failure::file("make the folder", &parts, &error, NOTHING_WRITTEN))?;
        let mut told = Vec::new();
        for file in self.parts()? {
            let bytes = std::fs::read(&file).map_err(|error| error.to_string());
            match bytes.and_then(|bytes| self.usable(&bytes, &identity, exercises)) {
                Ok(part) => drop(self.found.insert(part.replications.start, part)),
                Err(because) => told.push(format!("left out: `{}`: {because}", file.display())),
            }
        }
        let lengths = self.found.values().map(|part| &part.replications);
        self.kept = lengths.map(|range| range.end - range.start).sum();
        self.ours = Some((identity, lock));
        Ok(told)
    }

    /// Takes away what the run that was cut off had open in its own folder: no run is at it now.
    fn sweep_up(&self) {
        let folders = [self.folder.clone(), self.folder.join(PARTS)];
        for entry in folders.iter().flat_map(std::fs::read_dir).flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(OPEN) {
                // What stays is in nobody's way.
                let _ = match entry.path() {
                    path if path.is_dir() => std::fs::remove_dir_all(path),
                    path => std::fs::remove_file(path),
                };
            }
        }
    }

    fn usable(&self, bytes: &[u8], identity: &Identity, exercises: &[Exercise]) -> Result<Part, String> {
        let part = decode(bytes).map_err(|torn| torn.to_string())?;
        part.belongs_to(identity).map_err(|refusal| refusal.to_string())?;
        let range = &part.replications;
        let before = self.found.range(..range.end).next_back();
        let overlaps = before.is_some_and(|(_, other)| other.replications.end > range.start);
        if overlaps || !part.is_whole(exercises) {
            return Err("it holds other replications than it says, or some that another has".to_owned());
        }
        Ok(part)
    }

    /// The files of all parts, in the order of their names.
    fn parts(&self) -> Result<Vec<PathBuf>, Failure> {
        let folder = self.folder.join(PARTS);
        let failed =
            |error: &std::io::Error| Failure::file("read the folder", &folder, error, NOTHING_WRITTEN);
        let entries = std::fs::read_dir(&folder).map_err(|error| failed(&error))?;
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| failed(&error))?.path();
            if path.extension().is_some_and(|ending| ending == "part") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// What was found of these replications, beginning with the first; a part is given once.
    pub(super) fn there(&mut self, replications: &Range<u64>) -> There {
        let Range { start, end } = *replications;
        if let Some(part) = self.found.remove(&start)
            && part.replications.end <= end
        {
            return There::Kept(part.replications.end, part.played);
        }
        let next = self.found.range(start..end).next();
        There::Nothing(next.map_or(end, |(first, _)| *first))
    }

    /// Begins anew: whatever lies there is taken away.
    ///
    /// # Errors
    /// If another run is at it, or the folder cannot be written.
    pub(super) fn begin(&mut self, plan: &ShardPlan, inputs: &[Input]) -> Result<(), Failure> {
        let failed =
            |error: &std::io::Error| Failure::file("keep the run in", &self.folder, error, NOTHING_WRITTEN);
        // It may have come while the run played.
        self.refuse_work_of_others()?;
        std::fs::create_dir_all(&self.folder).map_err(|error| failed(&error))?;
        let lock = self.lock()?;
        self.sweep_up();
        let parts = self.folder.join(PARTS);
        // The plan first: parts without it are nothing.
        for gone in [
            std::fs::remove_file(self.folder.join(PLAN)),
            std::fs::remove_dir_all(&parts),
        ] {
            let gone = gone.or_else(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            });
            gone.map_err(|error| failed(&error))?;
        }
        std::fs::create_dir(&parts).map_err(|error| failed(&error))?;
        copy_inputs(&self.folder, inputs)?;
        let identity = Identity {
            plan: self.write_plan(plan)?,
            version: plan.version.clone(),
            known_answer: plan.known_answer.clone(),
        };
        self.ours = Some((identity, lock));
        Ok(())
    }

    /// Adds a part.
    ///
    /// # Errors
    /// If it cannot be written; what was kept before stays.
    pub(super) fn add(
        &mut self,
        replications: &Range<u64>,
        played: &[crate::experiment::Played],
    ) -> Result<(), Failure> {
        let Some((identity, _)) = &self.ours else {
            return Ok(());
        };
        let part = Part {
            identity: identity.clone(),
            shard: 1,
            replications: replications.clone(),
            played: played.to_vec(),
        };
        let (first, last) = (replications.start, replications.end - 1);
        // Names sort as their numbers do.
        let file = self
            .folder
            .join(PARTS)
            .join(format!("{first:012}-{last:012}.part"));
        write_whole(&file, &encode(&part))?;
        self.kept += replications.end - replications.start;
        Ok(())
    }

    /// Takes away what a run has put into the folder, and the folder if nothing else is in it; nothing where it is not ours.
    pub(super) fn clear(self) {
        let Some((_, lock)) = &self.ours else { return };
        // What stays would be taken up, and give the same results again.
        for name in [PLAN, DOCUMENT, RECORDS] {
            let _ = std::fs::remove_file(self.folder.join(name));
        }
        for name in [PARTS, INPUTS] {
            let _ = std::fs::remove_dir_all(self.folder.join(name));
        }
        self.sweep_up();
        let _ = lock.unlock();
        let _ = std::fs::remove_file(self.folder.join(LOCK));
        let _ = std::fs::remove_dir(&self.folder);
    }

    /// One run at a time; it ends with the process, however that ends.
    fn lock(&self) -> Result<File, Failure> {
        let place = self.folder.join(LOCK);
        let failed = |error: io::Error| Failure::file("write", &place, &error, NOTHING_WRITTEN);
        let mut options = File::options();
        let opened = options.create(true).truncate(false).write(true).open(&place);
        let mut lock = opened.map_err(failed)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                let because = std::io::Error::other("another run is being kept there now");
                Err(Failure::file(
                    "keep the run in",
                    &self.folder,
                    &because,
                    NOTHING_WRITTEN,
                ))
            }
            // Not every file system has locks.
            Ok(()) | Err(TryLockError::Error(_)) => {
                lock.write_all(OURS.as_bytes()).map_err(failed)?;
                Ok(lock)
            }
        }
    }
}
