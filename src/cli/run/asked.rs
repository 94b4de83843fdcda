//! Playing as it was asked: anew or taken up, so many replications or until all is settled.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::streams::Streams;
use crate::report::{RunDocument, Stopping};

use super::command::RunArguments;
use super::keeping::{Keeping, Kept, resume};
use super::pace::Pace;
use super::playing::{Outcome, play_kept};
use super::settling::{RunUntil, play_settled};
use super::unfinished::Unfinished;

/// The folder of an unfinished run: taken up if that is asked for, else left alone until this one has to be kept itself.
pub(super) fn take_up(
    arguments: &RunArguments,
    folder: &Path,
    of: &Kept<'_>,
    streams: &mut Streams,
) -> Result<Unfinished, Failure> {
    let mut unfinished = Unfinished::new(folder);
    unfinished.refuse_work_of_others()?;
    if arguments.resume {
        resume(&mut unfinished, of, streams)?;
    } else if !arguments.play.quiet && unfinished.keeps_another() {
        streams.tell(&format!(
            "an earlier run was cut off, and is kept in `{}`: `--resume` takes it up; this one will take its place if it lasts\n",
            unfinished.folder.display()
        ));
    }
    Ok(unfinished)
}

/// What is kept of a run that was cut off.
pub(super) fn rest(document: &RunDocument, unfinished: &Unfinished) -> String {
    if !document.partial || unfinished.kept == 0 {
        return String::new();
    }
    format!(
        "cut off: {} replications of each alternative are kept in `{}`; the same command with `--resume` goes on from there\n\n",
        unfinished.kept,
        unfinished.folder.display()
    )
}

/// A fixed number of replications, or until all is settled.
pub(super) fn play_as_asked(
    arguments: &RunArguments,
    of: &Kept<'_>,
    unfinished: Unfinished,
    streams: &Streams,
) -> Result<(Outcome, Option<Stopping>, Unfinished), Failure> {
    let what = match arguments.until {
        Some(RunUntil::Settled) => "playing until settled",
        None => "playing",
    };
    let pace = Pace::new(streams, of.play, arguments.keep_every, what);
    let mut keeping = Keeping::new(of, &pace, unfinished);
    let (outcome, stopping) = match arguments.until {
        Some(RunUntil::Settled) => {
            let looks = arguments.sure.looks(of.exercises);
            let (outcome, stopping) = play_settled(of, &looks, (&pace, &mut keeping))?;
            (outcome, Some(stopping))
        }
        None if arguments.sure.confidence.is_some() => {
            return Err(Failure::Usage(
                "`--confidence` goes with `--until`; a fixed number of replications is judged at 95 %"
                    .to_owned(),
            ));
        }
        None => (play_kept(of, (&pace, &mut keeping))?, None),
    };
    Ok((outcome, stopping, keeping.finish()?))
}
