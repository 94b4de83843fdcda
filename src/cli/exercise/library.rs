//! The exercises of a library that have a schedule.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::disk::Disk;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::conduct::history::{HistoryError, Kind};
use crate::conduct::schedule::{Due, dueness};
use crate::document::{Assumptions, LoadOptions, Loaded, load};
use crate::model::{Exercise, How, Schedule};
use crate::report::schedule::DueSchedule;
use crate::time::{WallTime, Zone, parse_instant};

use super::place::{PlaceArguments, unreadable};

/// Which exercises, and at which instant.
#[derive(Clone, Debug, Args)]
pub(super) struct LibraryArguments {
    /// The library: a folder whose exercises are looked for, or one exercise
    #[arg(value_name = "LIBRARY", default_value = ".")]
    library: PathBuf,
    /// The folder that no path of an exercise may leave [default: the nearest with `outrun.ron`]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[command(flatten)]
    pub(super) place: PlaceArguments,
    /// The instant that is asked about; without an offset, in UTC [default: now]
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
}

/// An exercise with a schedule.
#[derive(Debug)]
pub(super) struct Scheduled {
    /// Its file.
    pub(super) file: PathBuf,
    /// The same as seen from the library.
    pub(super) shown: String,
    /// All of it.
    pub(super) loaded: Loaded,
    /// Its first alternative: all have the same schedules.
    pub(super) exercise: Exercise,
    /// Its schedules at the instant, in written order.
    pub(super) due: Vec<Due>,
}

/// What was found in a library.
#[derive(Debug)]
pub(super) struct Found {
    /// The instant.
    pub(super) at: WallTime,
    /// Exercises with a schedule, by path.
    pub(super) scheduled: Vec<Scheduled>,
    /// What looks like one and cannot be read, each with why.
    pub(super) unread: Vec<String>,
}

/// Folders are looked into so deep, and so many files at most.
const DEEPEST: usize = 12;
const MOST_FILES: usize = 20_000;
/// A document that is larger is no exercise that somebody has written a schedule into.
const LARGEST: u64 = 4 << 20;
/// A folder with this file of its own is another library.
const MARK: &str = "outrun.ron";

impl LibraryArguments {
    /// The instant that is asked about.
    pub(super) fn instant(&self) -> Result<WallTime, Failure> {
        self.at.as_deref().map_or_else(
            || Ok(crate::cli::clock::now()),
            |text| {
                parse_instant(text, &Zone::utc()).map_err(|error| Failure::Usage(format!("--at: {error}")))
            },
        )
    }

    /// Looks for them.
    ///
    /// # Errors
    /// If the library is not there, or its history cannot be read.
    pub(super) fn look(&self) -> Result<Found, Failure> {
        let at = self.instant()?;
        let mut found = Found {
            at,
            scheduled: Vec::new(),
            unread: Vec::new(),
        };
        for file in self.candidates()? {
            let shown = file.strip_prefix(&self.library).unwrap_or(&file).to_path_buf();
            let shown = if shown.as_os_str().is_empty() {
                file.clone()
            } else {
                shown
            };
            let shown = shown.display().to_string();
            match self.open(&file, shown.clone(), at)? {
                Ok(one) if one.exercise.schedule.is_empty() => {}
                Ok(one) => found.scheduled.push(one),
                Err(why) => found.unread.push(format!("{shown}: {why}")),
            }
        }
        Ok(found)
    }

    fn open(&self, file: &Path, shown: String, at: WallTime) -> Result<Result<Scheduled, String>, Failure> {
        let options = LoadOptions {
            root: self.root.clone(),
            ..LoadOptions::default()
        };
        let mistakes = |count: usize| {
            let what = crate::cli::failure::mistakes(count);
            format!("{what}; `outrun check {}` shows them", file.display())
        };
        let loaded = match load(file, &Disk, &options) {
            Ok(loaded) => loaded,
            Err(found) => return Ok(Err(mistakes(found.len()))),
        };
        let first = loaded.alternatives().next().unwrap_or_default().to_owned();
        let exercise = match loaded.exercise(&first, &Assumptions::default()) {
            Ok(exercise) => exercise,
            Err(found) => return Ok(Err(mistakes(found.len()))),
        };
        let mut due = Vec::new();
        for schedule in &exercise.schedule {
            match dueness(schedule, self.last(&loaded, schedule)?, at) {
                Ok(one) => due.push(one),
                Err(error) => return Ok(Err(error.to_string())),
            }
        }
        Ok(Ok(Scheduled {
            file: file.to_path_buf(),
            shown,
            loaded,
            exercise,
            due,
        }))
    }

    /// When it was last played in the way of the schedule.
    fn last(&self, loaded: &Loaded, schedule: &Schedule) -> Result<Option<WallTime>, Failure> {
        let Some(history) = self.place.open_if_there(loaded.root())? else {
            return Ok(None);
        };
        let kind = match schedule.how {
            How::Simulated => Kind::Run,
            How::WithPeople => Kind::Live,
        };
        let failed = |error: HistoryError| unreadable(&self.place.file(loaded.root()), &error);
        history
            .last_played(loaded.id(), kind, &schedule.id)
            .map_err(failed)
    }

    /// Files that may be exercises with a schedule, sorted.
    fn candidates(&self) -> Result<Vec<PathBuf>, Failure> {
        if self.library.is_file() {
            return Ok(vec![self.library.clone()]);
        }
        let mut files = Vec::new();
        let mut folders = vec![(self.library.clone(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            let failed = |error: std::io::Error| {
                Failure::file("look for exercises in", &folder, &error, NOTHING_WRITTEN)
            };
            for entry in std::fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let path = entry.path();
                let name = entry.file_name().to_string_lossy().into_owned();
                // A link to a folder may lead round in a circle; what is hidden or was made by a run is no library.
                let kind = entry.file_type().map_err(failed)?;
                let passed =
                    name.starts_with('.') || ["results", "target", "inputs"].contains(&name.as_str());
                if kind.is_dir() && !passed && depth < DEEPEST && !path.join(MARK).exists() {
                    folders.push((path, depth + 1));
                } else if !kind.is_dir() && is_candidate(&path) {
                    files.push(path);
                }
            }
            if files.len() > MOST_FILES {
                return Err(Failure::Usage(format!(
                    "`{}` holds more than {MOST_FILES} exercises: name a folder inside it",
                    self.library.display()
                )));
            }
        }
        files.sort();
        Ok(files)
    }
}

/// Whether a file looks like an exercise with a schedule: cheap, so that large libraries are looked through in a moment.
fn is_candidate(path: &Path) -> bool {
    let ending = path.extension().and_then(std::ffi::OsStr::to_str);
    let is_document = matches!(ending, Some("ron" | "json"));
    let is_small = std::fs::metadata(path).is_ok_and(|of| of.is_file() && of.len() <= LARGEST);
    is_document
        && is_small
        && std::fs::read_to_string(path)
            .is_ok_and(|text| text.contains("Exercise") && text.contains("schedule"))
}

impl Scheduled {
    /// Each of its schedules as it stands.
    pub(super) fn schedules(&self) -> impl Iterator<Item = (&Schedule, &Due)> {
        self.exercise.schedule.iter().zip(&self.due)
    }

    /// The same as data.
    pub(super) fn documents(&self) -> impl Iterator<Item = DueSchedule> {
        self.schedules()
            .map(|(schedule, due)| DueSchedule::new(&self.exercise, &self.shown, schedule, due))
    }
}
