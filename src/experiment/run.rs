//! Alternatives × replications, in parallel.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use crate::engine::Plan;
use crate::measure::{CONFIDENCE, Evidence, Figures, Observations, summarise};
use crate::model::Exercise;

use super::work::{Stretch, Work, merge_all};

/// How a run is played.
pub struct Settings<'a> {
    /// The numbers of the replications, from 1: `1..1001` for a thousand, a part of them for a shard.
    pub replications: Range<u64>,
    /// How many threads play; nothing: as many as the machine has.
    pub threads: Option<NonZeroUsize>,
    /// Set by somebody else to end the run; what was played is kept.
    pub stop: &'a AtomicBool,
    /// Called with the replications played so far and those to be played, false alarms and all alternatives
    /// together; from any thread.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// What was played of one alternative.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Played {
    /// Real incidents.
    pub incidents: Observations,
    /// False alarms as replications of their own (I2), as many as incidents; nothing: none are written.
    pub false_alarms: Option<Observations>,
    /// The run was stopped: there are fewer than asked for, without gaps.
    pub partial: bool,
    /// The weight that can fall at all (E6).
    pub reach_weight: u64,
}

impl Played {
    /// The figures of what was played of this exercise, for a number of replications that was fixed beforehand.
    pub fn figures(&self, exercise: &Exercise) -> Figures {
        self.figures_at(exercise, CONFIDENCE)
    }

    /// The figures with their intervals at this two-sided level of confidence.
    pub fn figures_at(&self, exercise: &Exercise, confidence: f64) -> Figures {
        summarise(&Evidence {
            exercise,
            reach_weight: self.reach_weight,
            incidents: &self.incidents,
            false_alarms: self.false_alarms.as_ref(),
            confidence,
        })
    }

    /// Takes in another part of the same alternative; parts must not overlap (K12).
    pub fn merge(&mut self, other: Self) {
        self.incidents.merge(other.incidents);
        match (&mut self.false_alarms, other.false_alarms) {
            (Some(mine), Some(theirs)) => mine.merge(theirs),
            (mine @ None, theirs) => *mine = theirs,
            (Some(_), None) => {}
        }
        self.partial |= other.partial;
        self.reach_weight = self.reach_weight.max(other.reach_weight);
    }
}

/// More threads than this help on no machine, and starting them takes longer than playing.
const MOST_THREADS: usize = 512;

/// So many replications are played before what the threads have is put together: until then there are two copies of it.
const GATHERED: u64 = 16_384;

/// The threads could not be had.
#[derive(Debug, thiserror::Error)]
#[error("the threads for playing could not be started: {0}")]
pub struct Failure(#[from] rayon::ThreadPoolBuildError);

/// Plays every alternative over the same replications, with the same luck (T4).
///
/// Gives one entry for each alternative, in their order. Stopped, every alternative keeps its replications from the
/// first up to the first that was not played.
///
/// # Errors
/// If the threads cannot be started.
pub fn run(alternatives: &[Exercise], settings: &Settings<'_>) -> Result<Vec<Played>, Failure> {
    let never = AtomicBool::new(false);
    let ready = Ready::new(alternatives, settings)?;
    Ok(ready.play(settings, &never).played())
}

/// Alternatives made ready to be played, and the threads that will: made once, however often somebody looks in between.
pub(super) struct Ready<'e> {
    plans: Vec<Plan<'e>>,
    pool: rayon::ThreadPool,
}

impl<'e> Ready<'e> {
    /// # Errors
    /// If the threads cannot be started.
    pub(super) fn new(alternatives: &'e [Exercise], settings: &Settings<'_>) -> Result<Self, Failure> {
        Ok(Self {
            plans: alternatives.iter().map(Plan::new).collect(),
            pool: pool(settings)?,
        })
    }

    /// Plays until the end, until it is stopped, or until somebody asks for a pause.
    pub(super) fn play(&self, settings: &Settings<'_>, pause: &AtomicBool) -> Stretch {
        let Range { start, end } = settings.replications;
        let (kinds, mut whole) = (self.kinds(), Vec::new());
        let mut next = start;
        loop {
            let until = end.min(next.saturating_add(GATHERED));
            let tell =
                |done: u64, _: u64| (settings.progress)((next - start) * kinds + done, (end - start) * kinds);
            let settings = Settings {
                replications: next..until,
                progress: &tell,
                ..*settings
            };
            let played = self.play_gathered(&settings, pause);
            take(&mut whole, played.whole, end - start);
            if played.until < until || until == end || played.rest.is_some() {
                return Stretch { whole, ..played };
            }
            next = until;
        }
    }

    fn play_gathered(&self, settings: &Settings<'_>, pause: &AtomicBool) -> Stretch {
        let work = Work::new(&self.plans, settings, pause);
        let parts = self.pool.broadcast(|_| work.play());
        work.gather(parts.into_iter().flatten().collect())
    }

    /// How many are played of each replication: alternatives, and those that have false alarms once more.
    pub(super) fn kinds(&self) -> u64 {
        let of = |plan: &Plan<'_>| 1 + u64::from(plan.exercise.false_alarms.is_some());
        self.plans.iter().map(of).sum()
    }
}

/// Puts more behind what there is, of at most so many replications in the end.
pub(super) fn take(all: &mut Vec<Played>, further: Vec<Played>, at_most: u64) {
    let first = all.is_empty();
    merge_all(all, further);
    if first {
        // Once, so that rows are never copied to make room for more.
        let at_most = usize::try_from(at_most).unwrap_or(0);
        for one in all {
            let rows = std::iter::once(&mut one.incidents).chain(&mut one.false_alarms);
            rows.for_each(|rows| rows.reserve(at_most.saturating_sub(rows.len())));
        }
    }
}

/// The threads that were asked for.
pub(super) fn pool(settings: &Settings<'_>) -> Result<rayon::ThreadPool, Failure> {
    let threads = settings
        .threads
        .map_or(0, |wanted| wanted.get().min(MOST_THREADS));
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?)
}
