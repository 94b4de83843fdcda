//! The command itself: search, estimate, tell.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::cli::arguments::Format;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::Pending;
use crate::cli::interrupt;
use crate::cli::loading::{one_name, open, wrong};
use crate::cli::run::{Progress, quoted};
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};
use crate::document::{Assumptions, Loaded};
use crate::experiment::improve::{
    Base, EstimateSettings, Estimates, Found, SearchSettings, estimate, search, worth,
};
use crate::model::Exercise;
use crate::report::terminal::improved;
use crate::report::{ImproveDocument, ImproveHeading, Improved, Input, Worth};

use super::arguments::ImproveArguments;
use super::words::{clues, refuse_unknown};

const DOCUMENT: &str = "improve.json";
const PLAN: &str = "improve.ron";
/// After an interruption the plan found so far is still estimated, on so many replications.
const AFTER_INTERRUPTION: u64 = 1_000;
/// Each piece of authority is played for at most so many.
const OF_EACH_PIECE: u64 = 2_000;

/// Finds the changes that buy most.
pub(in crate::cli) fn improve(
    arguments: &ImproveArguments,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let of = &arguments.exercise;
    let loaded = open(of, Some(&arguments.play), arguments.format, streams)?;
    let name = one_name(&loaded, arguments.alternative.as_ref())?;
    let failure = wrong(of, arguments.format);
    let exercise = loaded
        .exercise(&name, &Assumptions::default())
        .map_err(&failure)?;
    let clues = clues(&loaded, &name).map_err(&failure)?;
    refuse_unknown(arguments, &exercise, &clues)?;
    let files = arguments.out.as_deref().map(pending).transpose()?;
    let base = Base {
        loaded: &loaded,
        alternative: &name,
    };
    let session = Session {
        arguments,
        base,
        exercise: &exercise,
        streams,
    };
    let found = session.search(&clues)?;
    let estimates = session.estimate(&found)?;
    let worth = session.worth()?;
    let document = document(&session, (&found, &estimates), worth);
    let document = document.ok_or_else(|| Failure::Usage("nothing was played".to_owned()))?;
    finish(arguments, &document, files, streams)
}

/// What every part of the command needs.
struct Session<'a> {
    arguments: &'a ImproveArguments,
    base: Base<'a>,
    exercise: &'a Exercise,
    streams: &'a Streams,
}

impl Session<'_> {
    /// Valuing pieces needs no plan.
    fn search(&self, clues: &[crate::experiment::improve::Clue]) -> Result<Found, Failure> {
        let progress = Progress::new(self.streams, self.arguments.play.quiet, "searching");
        let tell = |done, of| progress.tell(done, of);
        let settings = SearchSettings {
            threads: self.arguments.play.threads,
            stop: interrupt::listen(),
            progress: &tell,
            budget: self.arguments.budget,
            confirmed_on: u64::from(self.exercise.replications),
        };
        let mut bounds = self.arguments.bounds();
        if self.arguments.worth {
            bounds.steps = 0;
        }
        search(&self.base, clues, &bounds, &settings).map_err(|failure| threads(&failure))
    }

    fn estimate(&self, found: &Found) -> Result<Estimates, Failure> {
        // The flag is set already, and what was found is to be kept: a second Ctrl-C ends the program.
        static NOBODY: AtomicBool = AtomicBool::new(false);
        let progress = Progress::new(self.streams, self.arguments.play.quiet, "estimating");
        let tell = |done, of| progress.tell(done, of);
        let asked = u64::from(self.exercise.replications);
        let interrupted = interrupt::is_asked();
        let last = if interrupted {
            asked.min(AFTER_INTERRUPTION)
        } else {
            asked
        };
        let settings = EstimateSettings {
            replications: 1..last + 1,
            threads: self.arguments.play.threads,
            stop: if interrupted { &NOBODY } else { interrupt::listen() },
            progress: &tell,
        };
        let estimates = estimate(&self.base, &found.steps, &settings).map_err(|failure| threads(&failure))?;
        estimates.ok_or_else(|| Failure::Usage("nothing was played".to_owned()))
    }

    fn worth(&self) -> Result<Option<Worth>, Failure> {
        if !self.arguments.worth {
            return Ok(None);
        }
        let progress = Progress::new(self.streams, self.arguments.play.quiet, "valuing");
        let tell = |done, of| progress.tell(done, of);
        let settings = EstimateSettings {
            replications: 1..u64::from(self.exercise.replications).min(OF_EACH_PIECE) + 1,
            threads: self.arguments.play.threads,
            stop: interrupt::listen(),
            progress: &tell,
        };
        let valued =
            worth(&self.base, self.arguments.people, &settings).map_err(|failure| threads(&failure))?;
        Ok(valued.as_ref().map(Worth::from))
    }
}

fn threads(failure: &crate::experiment::Failure) -> Failure {
    Failure::Environment {
        doing: "play".to_owned(),
        path: None,
        because: failure.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    }
}

fn document(
    session: &Session<'_>,
    (found, estimates): (&Found, &Estimates),
    worth: Option<Worth>,
) -> Option<ImproveDocument> {
    let loaded = session.base.loaded;
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    let heading = ImproveHeading {
        command: session.arguments.canonical(),
        exercise: loaded.id().to_owned(),
        file: loaded.file().to_owned(),
        inputs: loaded.inputs().into_iter().map(input).collect(),
        pasted_as: free_name(loaded, session.base.alternative),
    };
    let improved = Improved {
        found,
        estimates,
        bounds: &session.arguments.bounds(),
        budget: session.arguments.budget,
        writes_false_alarms: session.exercise.false_alarms.is_some(),
        writes_alternatives: loaded.writes_alternatives(),
    };
    ImproveDocument::new(heading, &improved, worth)
}

/// A name that no alternative has yet.
fn free_name(loaded: &Loaded, alternative: &str) -> String {
    let first = format!("{alternative}, improved");
    let names = std::iter::once(first.clone()).chain((2..1_000).map(|n| format!("{first} {n}")));
    let mut free = names.filter(|name| !loaded.alternatives().any(|known| known == name));
    free.next().unwrap_or(first)
}

/// Both files are opened before the long search.
fn pending(folder: &Path) -> Result<(Pending, Pending), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make the folder", folder, &error, NOTHING_WRITTEN))?;
    Ok((
        Pending::open(&folder.join(DOCUMENT))?,
        Pending::open(&folder.join(PLAN))?,
    ))
}

fn finish(
    arguments: &ImproveArguments,
    document: &ImproveDocument,
    files: Option<(Pending, Pending)>,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let text = json(document)?;
    if let Some((mut whole, mut plan)) = files {
        whole.write(text.as_bytes())?;
        plan.write(document.overlay.as_bytes())?;
        whole.finish()?;
        plan.finish()?;
    }
    match arguments.format {
        Format::Json => streams.print(&text)?,
        Format::Human => {
            let mut canvas = streams.canvas();
            let path = quoted(&arguments.exercise.path.to_string_lossy());
            improved(document, &path, arguments.details, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(if interrupt::is_asked() {
        Status::Interrupted
    } else {
        Status::Well
    })
}
