//! Keeping a history of what is run and checked.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::check::Checked;
use crate::cli::clock::now;
use crate::cli::streams::Streams;
use crate::conduct::history::Entry;
use crate::document::Loaded;
use crate::time::WallTime;

use super::entries::{PlayedRun, checked, played};
use super::place::{PlaceArguments, Unkept};

/// Whether and where something is recorded.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct RecordArguments {
    #[command(flatten)]
    pub(super) place: PlaceArguments,
    /// Leave this out of the history
    #[arg(long, conflicts_with = "history")]
    pub(super) no_history: bool,
    /// What it is played for, if it was not asked for by hand.
    #[arg(skip)]
    pub(super) due: Option<Due>,
}

/// What a schedule makes of a run.
#[derive(Clone, Debug)]
pub(super) struct Due {
    /// The schedule.
    pub(super) schedule: String,
    /// When it counts as played.
    pub(super) at: WallTime,
}

impl RecordArguments {
    /// Records a run; that it cannot be recorded is said, and is no failure.
    pub(in crate::cli) fn run(
        &self,
        loaded: &Loaded,
        run: &PlayedRun<'_>,
        (quiet, streams): (bool, &mut Streams),
    ) {
        let mut entry = played(loaded, run);
        if let Some(due) = &self.due {
            entry.schedule = Some(due.schedule.clone());
            entry.at = due.at;
        }
        self.keep(loaded, &entry, (quiet, streams));
    }

    /// Records a check, likewise.
    pub(in crate::cli) fn check(&self, loaded: &Loaded, found: &Checked, streams: &mut Streams) {
        self.keep(loaded, &checked(loaded, found, now()), (false, streams));
    }

    fn keep(&self, loaded: &Loaded, entry: &Entry, (quiet, streams): (bool, &mut Streams)) {
        if self.no_history {
            return;
        }
        let file = self.place.file(loaded.root());
        let kept = || -> Result<bool, Unkept> {
            let (mut history, is_new) = self.place.open_or_make(loaded.root())?;
            history.record(entry)?;
            Ok(is_new)
        };
        match kept() {
            Ok(true) if !quiet => streams.tell(&format!(
                "a history was begun in {}; `--no-history` leaves a run or check out of it\n",
                shown(&file)
            )),
            Ok(_) => {}
            Err(because) => streams.tell(&format!(
                "this is not in the history `{}`: {because}\n",
                shown(&file)
            )),
        }
    }
}

/// Where parts that were put together are recorded: only where somebody says, because a plan does not know its library.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct MergedArguments {
    /// Record the results in this history
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
}

impl MergedArguments {
    /// Records a run whose parts were put together.
    pub(in crate::cli) fn run(&self, loaded: &Loaded, run: &PlayedRun<'_>, streams: &mut Streams) {
        if self.history.is_none() {
            return;
        }
        let record = RecordArguments {
            place: PlaceArguments {
                history: self.history.clone(),
            },
            ..RecordArguments::default()
        };
        record.run(loaded, run, (true, streams));
    }
}

/// A path as somebody in this folder would write it.
fn shown(file: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let here = std::fs::canonicalize(&here).unwrap_or(here);
    file.strip_prefix(here).unwrap_or(file).display().to_string()
}
