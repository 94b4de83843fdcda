//! Results so far: a folder that readers of results open, while the run goes on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::failure::Failure;
use crate::cli::folder::Pending;
use crate::cli::stopwatch::Stopwatch;
use crate::cli::streams::json;
use crate::experiment::Played;
use crate::report::RunDocument;

use super::keeping::Kept;
use super::outputs::{DOCUMENT, RECORDS};
use super::telling::records;

/// Making them takes at most one in so many parts of the time.
const COST: u32 = 20;
/// And they are not made more often than this.
const EVERY: Duration = Duration::from_secs(5);

/// The results of what was played so far, beside the parts: the copy of the inputs is there already.
#[derive(Debug)]
pub(super) struct SoFar {
    folder: PathBuf,
    /// When they were made, and how long they are good.
    last: Option<(Stopwatch, Duration)>,
}

impl SoFar {
    /// In this folder; none are there yet.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            last: None,
        }
    }

    /// Writes them anew if it is time; where there is no room for them the run goes on without.
    pub(super) fn write(&mut self, of: &Kept<'_>, all: &[Played]) {
        if self.last.is_some_and(|(since, long)| since.elapsed() < long) {
            return;
        }
        let began = Stopwatch::start();
        if self.replace(of, all).is_err() {
            self.clear();
        }
        let long = EVERY.max(began.elapsed().saturating_mul(COST));
        self.last = Some((Stopwatch::start(), long));
    }

    fn replace(&self, of: &Kept<'_>, all: &[Played]) -> Result<(), Failure> {
        let both = all.iter().zip(of.exercises);
        let figures: Vec<_> = both.map(|(played, exercise)| played.figures(exercise)).collect();
        let mut document = RunDocument::new(of.heading.clone(), &figures);
        document.lay_grids(of.loaded.sweeps());
        let place = self.folder.join(RECORDS);
        let mut rows = Pending::open(&place)?;
        let written = records(&mut rows, of.exercises, all);
        written.map_err(|error| {
            let because = std::io::Error::other(error);
            Failure::file("write", &place, &because, crate::cli::failure::NOTHING_WRITTEN)
        })?;
        let mut file = Pending::open(&self.folder.join(DOCUMENT))?;
        file.write(json(&document)?.as_bytes())?;
        rows.finish()?;
        file.finish()
    }

    /// Takes them away: others take their place, or they could not be written whole.
    pub(super) fn clear(&self) {
        // What cannot be taken away is marked as partial.
        for name in [DOCUMENT, RECORDS] {
            let _ = std::fs::remove_file(self.folder.join(name));
        }
    }
}
