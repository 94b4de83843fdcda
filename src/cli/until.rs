//! Playing until what is asked is settled.

use clap::Args;

use crate::experiment::{Looks, Played, Stopped, run_until};
use crate::measure::CONFIDENCE;
use crate::model::Exercise;

use super::arguments::PlayArguments;
use super::failure::Failure;
use super::run::{Progress, settings, threads};
use super::streams::Streams;

/// With what confidence verdicts are to be settled.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct SureArguments {
    /// How sure all looks together are to be [default: 0.95]
    #[arg(long, value_name = "SHARE", value_parser = confidence)]
    pub(super) confidence: Option<f64>,
}

impl SureArguments {
    /// The looks of a budget: as many replications as the exercises have.
    pub(super) fn looks(self, exercises: &[Exercise]) -> Looks {
        Looks::new(last(exercises), self.confidence.unwrap_or(CONFIDENCE))
    }

    /// As it is written.
    pub(super) fn word(self) -> Option<String> {
        self.confidence.map(|share| format!("--confidence {share}"))
    }
}

fn confidence(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.5..=0.9999).contains(&share) => Ok(share),
        _ => Err("a number from 0.5 to 0.9999 is wanted, for example 0.99".to_owned()),
    }
}

/// The number of the last replication.
pub(super) fn last(exercises: &[Exercise]) -> u64 {
    let each = exercises.iter().map(|exercise| u64::from(exercise.replications));
    each.max().unwrap_or(0)
}

/// Plays from look to look, until nothing is open or Ctrl-C.
pub(super) fn play_until(
    exercises: &[Exercise],
    play: &PlayArguments,
    streams: &Streams,
    looks: &Looks,
    open: &mut dyn FnMut(&[Played], f64) -> u64,
) -> Result<Stopped, Failure> {
    let progress = Progress::new(streams, play.quiet, "playing until settled");
    let tell = |done, of| progress.tell(done, of);
    let settings = settings(looks.at_most(), play, &tell);
    run_until(exercises, looks, &settings, open).map_err(|failure| threads(&failure))
}
