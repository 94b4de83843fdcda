//! Playing: the replications, and what is not known if that is asked for.

use crate::cli::arguments::PlayArguments;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::interrupt;
use crate::cli::streams::Streams;
use crate::cli::until::last;
use crate::document::{self, Diagnostic, Loaded};
use crate::experiment::{Assumptions, POINTS, Played, Settings, Trouble, play_assumptions, run, run_kept};
use crate::measure::Figures;
use crate::model::Exercise;

use super::keeping::{Keeping, Kept};
use super::pace::Pace;
use super::progress::Progress;

/// At each point of the assumptions no more replications than these are played: points are compared with the nominal
/// one at the same luck, which needs far fewer than an estimate.
const AT_EACH_POINT: u64 = 1_000;

/// What came of the alternatives, in their order.
pub(in crate::cli) struct Outcome {
    pub(in crate::cli) played: Vec<Played>,
    pub(in crate::cli) figures: Vec<Figures>,
    /// Fewer were played than asked for.
    pub(in crate::cli) partial: bool,
}

/// Replications 1 to `last`, until Ctrl-C.
pub(in crate::cli) fn settings<'a>(
    last: u64,
    play: &PlayArguments,
    progress: &'a (dyn Fn(u64, u64) + Sync),
) -> Settings<'a> {
    Settings {
        replications: 1..last + 1,
        threads: play.threads,
        stop: interrupt::listen(),
        progress,
    }
}

/// Plays all alternatives against the same luck.
pub(in crate::cli) fn play(
    exercises: &[Exercise],
    play: &PlayArguments,
    streams: &Streams,
) -> Result<Outcome, Failure> {
    let progress = Progress::new(streams, play.quiet, "playing");
    let tell = |done, of| progress.tell(done, of);
    let played = run(exercises, &settings(last(exercises), play, &tell));
    Ok(outcome(played.map_err(|failure| threads(&failure))?, exercises))
}

/// The same, kept while it goes on.
pub(super) fn play_kept(of: &Kept<'_>, (pace, keep): (&Pace, &mut Keeping<'_>)) -> Result<Outcome, Failure> {
    let tell = |done, all| pace.tell(done, all);
    let settings = settings(last(of.exercises), of.play, &tell);
    let played = run_kept(of.exercises, &settings, keep).map_err(|failure| threads(&failure))?;
    Ok(outcome(played, of.exercises))
}

fn outcome(played: Vec<Played>, exercises: &[Exercise]) -> Outcome {
    let figures = played
        .iter()
        .zip(exercises)
        .map(|(played, exercise)| played.figures(exercise))
        .collect();
    let partial = played.iter().any(|one| one.partial);
    Outcome {
        played,
        figures,
        partial,
    }
}

/// Moves what is not known over its range, and writes the second range beside each figure (M7).
pub(in crate::cli) fn assume(
    loaded: &Loaded,
    exercises: &[Exercise],
    outcome: &mut Outcome,
    play: &PlayArguments,
    streams: &Streams,
) -> Result<(), Failure> {
    for (exercise, figures) in exercises.iter().zip(&mut outcome.figures) {
        if interrupt::is_asked() {
            outcome.partial = true;
            return Ok(());
        }
        let name = &*exercise.alternative;
        let progress = Progress::new(streams, play.quiet, &format!("assumptions of {name}:"));
        let tell = |done, of| progress.tell(done, of);
        let unknowns = loaded.unknowns(name).unwrap_or_default();
        let inputs: Vec<String> = unknowns
            .iter()
            .filter(|used| used.parameter.has_range())
            .map(|used| used.parameter.id.to_string())
            .collect();
        let at = |point: &_| loaded.exercise(name, &document::Assumptions(Clone::clone(point)));
        let assumptions = Assumptions {
            inputs: &inputs,
            points: POINTS,
            at: &at,
        };
        let last = u64::from(exercise.replications).min(AT_EACH_POINT);
        let ended = play_assumptions(exercise, figures, &assumptions, &settings(last, play, &tell));
        ended.map_err(trouble)?;
        outcome.partial |= figures.assumptions.is_none();
    }
    Ok(())
}

pub(in crate::cli) fn trouble(trouble: Trouble<Vec<Diagnostic>>) -> Failure {
    match trouble {
        Trouble::Threads(failure) => threads(&failure),
        Trouble::Point(found) => {
            let titles: Vec<String> = found.into_iter().map(|one| one.title).collect();
            Failure::Usage(format!(
                "the exercise contradicts itself within its assumptions: {}",
                titles.join("; ")
            ))
        }
    }
}

pub(in crate::cli) fn threads(failure: &crate::experiment::Failure) -> Failure {
    Failure::Environment {
        doing: "play".to_owned(),
        path: None,
        because: failure.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    }
}
