//! Playing a run until its objectives are settled.

use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::experiment::{Looks, Played, run_until_kept};
use crate::measure::{Figures, Verdict};
use crate::report::{StillOpen, Stopping};

use super::keeping::{Keeping, Kept};
use super::pace::Pace;
use super::playing::{Outcome, settings, threads};

/// Until when a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RunUntil {
    /// Every objective of every alternative is met or missed.
    Settled,
}

/// Plays until every objective is met or missed, or the budget is spent.
pub(super) fn play_settled(
    of: &Kept<'_>,
    looks: &Looks,
    (pace, keep): (&Pace, &mut Keeping<'_>),
) -> Result<(Outcome, Stopping), Failure> {
    let exercises = of.exercises;
    if exercises.iter().all(|exercise| exercise.objectives.is_empty()) {
        return Err(Failure::Usage(
            "`--until settled` needs something to settle: the exercise has no objectives".to_owned(),
        ));
    }
    let figures = |played: &[Played], confidence: &dyn Fn(u64) -> f64| -> Vec<Figures> {
        let both = played.iter().zip(exercises);
        both.map(|(played, exercise)| played.figures_at(exercise, confidence(played.incidents.len() as u64)))
            .collect()
    };
    let mut open =
        |played: &[Played], confidence: f64| still_open(&figures(played, &|_| confidence)).len() as u64;
    let tell = |done, all| pace.tell(done, all);
    let settings = settings(looks.at_most(), of.play, &tell);
    let stopped = run_until_kept(exercises, looks, &settings, &mut open, keep);
    let stopped = stopped.map_err(|failure| threads(&failure))?;
    let figures = figures(&stopped.played, &|replications| looks.confidence_at(replications));
    let stopping = Stopping::new("settled", looks, &stopped.looks, still_open(&figures));
    let partial = stopped.played.iter().any(|one| one.partial);
    let outcome = Outcome {
        played: stopped.played,
        figures,
        partial,
    };
    Ok((outcome, stopping))
}

fn still_open(figures: &[Figures]) -> Vec<StillOpen> {
    let of = |one: &Figures| -> Vec<StillOpen> {
        let undecided = one
            .objectives
            .iter()
            .filter(|one| one.verdict == Verdict::Undecided);
        undecided
            .map(|objective| StillOpen {
                alternative: one.alternative.to_string(),
                what: objective.text.to_string(),
                settled_by: objective.settled_by,
            })
            .collect()
    };
    figures.iter().flat_map(of).collect()
}
