//! What a plan buys, on replications that chose nothing.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use crate::experiment::perfect::perfect;
use crate::experiment::run::{Failure, Played, Settings, run};
use crate::model::Exercise;

use super::base::Base;
use super::search::{Step, changes_of};

/// A plan, step by step, over the same replications.
pub struct Estimates {
    /// The base, then what each step makes of it, each with what was played.
    pub states: Vec<(Exercise, Played)>,
    /// Perfect authority over the base.
    pub perfect: (Exercise, Played),
    /// Fewer were played than asked for.
    pub partial: bool,
}

/// How estimates are played.
pub struct EstimateSettings<'a> {
    /// The replications, from 1, so that `outrun run` gives the same figures of a pasted plan.
    pub replications: Range<u64>,
    /// How many threads play; nothing: as many as the machine has.
    pub threads: Option<NonZeroUsize>,
    /// Set by somebody else to end it; what was played is kept.
    pub stop: &'a AtomicBool,
    /// Called with the plays so far and those to be played.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// Plays the base and every step; nothing where the base cannot be made.
///
/// # Errors
/// If the threads cannot be started.
pub fn estimate(
    base: &Base<'_>,
    steps: &[Step],
    settings: &EstimateSettings<'_>,
) -> Result<Option<Estimates>, Failure> {
    let prefixes = (0..=steps.len()).filter_map(|count| steps.get(..count));
    let states: Option<Vec<Exercise>> = prefixes.map(|steps| base.with(&changes_of(steps))).collect();
    let Some(mut exercises) = states else {
        return Ok(None);
    };
    let Some(best) = exercises.first().map(perfect) else {
        return Ok(None);
    };
    exercises.push(best);
    let mut played = run(&exercises, &settings.as_run())?;
    let partial = played.iter().any(|one| one.partial);
    let perfect = exercises.pop().zip(played.pop());
    Ok(perfect.map(|perfect| Estimates {
        states: exercises.into_iter().zip(played).collect(),
        perfect,
        partial,
    }))
}

impl EstimateSettings<'_> {
    /// As a run is played.
    pub(super) fn as_run(&self) -> Settings<'_> {
        Settings {
            replications: self.replications.clone(),
            threads: self.threads,
            stop: self.stop,
            progress: self.progress,
        }
    }
}
