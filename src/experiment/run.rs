//! Alternatives × replications, in parallel.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use crate::engine::{Plan, Play};
use crate::measure::{CONFIDENCE, Evidence, Figures, Layout, Observations, Observer, summarise};
use crate::model::Exercise;

use super::playing::{Playing, now_playing};

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

/// The threads could not be had.
#[derive(Debug, thiserror::Error)]
#[error("the threads for playing could not be started: {0}")]
pub struct Failure(#[from] rayon::ThreadPoolBuildError);

/// How many replications are played before a thread looks for more.
const CHUNK: u64 = 16;

/// Plays every alternative over the same replications, with the same luck (T4).
///
/// Gives one entry for each alternative, in their order. Stopped, every alternative keeps its replications from the
/// first up to the first that was not played.
///
/// # Errors
/// If the threads cannot be started.
pub fn run(alternatives: &[Exercise], settings: &Settings<'_>) -> Result<Vec<Played>, Failure> {
    let plans: Vec<Plan<'_>> = alternatives.iter().map(Plan::new).collect();
    let work = Work::new(&plans, settings);
    let parts = pool(settings)?.broadcast(|_| work.play());
    Ok(work.gather(parts.into_iter().flatten().collect()))
}

/// The threads that were asked for.
pub(super) fn pool(settings: &Settings<'_>) -> Result<rayon::ThreadPool, Failure> {
    let threads = settings
        .threads
        .map_or(0, |wanted| wanted.get().min(MOST_THREADS));
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?)
}

/// One chunk: some replications of one alternative.
#[derive(Clone, Debug)]
struct Chunk {
    alternative: usize,
    false_alarms: bool,
    replications: Range<u64>,
}

/// What all threads share: chunks in order, taken one after another.
struct Work<'a, 'p> {
    plans: &'p [Plan<'p>],
    settings: &'a Settings<'a>,
    chunks: Chunks,
    next: AtomicUsize,
    total: u64,
    done: AtomicU64,
}

impl<'a, 'p> Work<'a, 'p> {
    fn new(plans: &'p [Plan<'p>], settings: &'a Settings<'a>) -> Self {
        let chunks = Chunks::new(plans, &settings.replications);
        Self {
            plans,
            settings,
            total: chunks.total(),
            chunks,
            next: AtomicUsize::new(0),
            done: AtomicU64::new(0),
        }
    }

    /// Plays chunks until there are no more; gives each with its place.
    fn play(&self) -> Vec<(usize, Observations)> {
        let mut players: Vec<Option<Player<'p>>> = self.plans.iter().map(|_| None).collect();
        let mut parts = Vec::new();
        loop {
            let place = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = self.chunks.get(place) else {
                return parts;
            };
            let (Some(player), Some(plan)) = (
                players.get_mut(chunk.alternative),
                self.plans.get(chunk.alternative),
            ) else {
                return parts;
            };
            let player = player.get_or_insert_with(|| Player::new(plan));
            parts.push((place, self.play_chunk(player, &chunk)));
            if self.settings.stop.load(Ordering::Relaxed) {
                return parts;
            }
        }
    }

    /// A stopped chunk keeps what it has: replications from its first on.
    fn play_chunk(&self, player: &mut Player<'p>, chunk: &Chunk) -> Observations {
        let mut into = Observations::new(player.observer.layout());
        for replication in chunk.replications.clone() {
            if self.settings.stop.load(Ordering::Relaxed) {
                break;
            }
            player.play(replication, chunk.false_alarms, &mut into);
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            (self.settings.progress)(done, self.total);
        }
        player.observer.settle(&mut into);
        into
    }

    /// Puts the chunks together in their order, up to the first replication that is missing.
    fn gather(&self, mut parts: Vec<(usize, Observations)>) -> Vec<Played> {
        parts.sort_unstable_by_key(|(place, _)| *place);
        let mut all: Vec<Gathering> = self.plans.iter().map(Gathering::new).collect();
        let mut parts = parts.into_iter().peekable();
        for place in 0.. {
            let open = all.iter().any(Gathering::is_open);
            let Some(chunk) = self.chunks.get(place).filter(|_| open) else {
                break;
            };
            let part = parts.next_if(|(of, _)| *of == place).map(|(_, part)| part);
            if let Some(gathering) = all.get_mut(chunk.alternative) {
                gathering.add(&chunk, part);
            }
        }
        all.into_iter().map(Gathering::finish).collect()
    }
}

/// All chunks in order, each made from its place: their number costs no memory.
struct Chunks {
    replications: Range<u64>,
    /// What is played of each replication: alternatives, and whether as a false alarm.
    kinds: Vec<(usize, bool)>,
}

impl Chunks {
    fn new(plans: &[Plan<'_>], replications: &Range<u64>) -> Self {
        let mut kinds = Vec::new();
        for (alternative, plan) in plans.iter().enumerate() {
            kinds.push((alternative, false));
            kinds.extend(plan.exercise.false_alarms.as_ref().map(|_| (alternative, true)));
        }
        Self {
            replications: replications.clone(),
            kinds,
        }
    }

    /// How many replications there are in all chunks.
    fn total(&self) -> u64 {
        let each = self.replications.end.saturating_sub(self.replications.start);
        each * self.kinds.len() as u64
    }

    /// Replications first, alternatives within: a stopped run has about as many of each.
    fn get(&self, place: usize) -> Option<Chunk> {
        let round = place.checked_div(self.kinds.len())?;
        let &(alternative, false_alarms) = self.kinds.get(place % self.kinds.len())?;
        let start = self.replications.start + round as u64 * CHUNK;
        (start < self.replications.end).then(|| Chunk {
            alternative,
            false_alarms,
            replications: start..(start + CHUNK).min(self.replications.end),
        })
    }
}

/// One thread's memory for one alternative.
struct Player<'p> {
    play: Play<'p>,
    observer: Observer<'p>,
}

impl<'p> Player<'p> {
    fn new(plan: &'p Plan<'p>) -> Self {
        Self {
            play: Play::new(plan),
            observer: Observer::new(plan),
        }
    }

    fn play(&mut self, replication: u64, false_alarm: bool, into: &mut Observations) {
        let seed = self.play.exercise().seed;
        now_playing(Playing {
            seed,
            replication,
            false_alarm,
        });
        if false_alarm {
            self.play.false_alarm(replication);
        } else {
            self.play.incident(replication);
        }
        self.observer.observe(&self.play, replication, into);
    }
}

/// The parts of one alternative, put together in order.
struct Gathering {
    reach_weight: u64,
    incidents: Observations,
    false_alarms: Option<Observations>,
    incidents_open: bool,
    false_alarms_open: bool,
}

impl Gathering {
    fn new(plan: &Plan<'_>) -> Self {
        let layout = Layout::new(plan.exercise);
        let false_alarms = plan.exercise.false_alarms.is_some();
        Self {
            reach_weight: plan.reach_weight(),
            incidents: Observations::new(&layout),
            false_alarms: false_alarms.then(|| Observations::new(&layout)),
            incidents_open: true,
            false_alarms_open: true,
        }
    }

    /// Whether more of it may come.
    const fn is_open(&self) -> bool {
        self.incidents_open || (self.false_alarms.is_some() && self.false_alarms_open)
    }

    /// Once something is missing, what comes after it is left out.
    fn add(&mut self, chunk: &Chunk, part: Option<Observations>) {
        let (open, into) = if chunk.false_alarms {
            (&mut self.false_alarms_open, self.false_alarms.as_mut())
        } else {
            (&mut self.incidents_open, Some(&mut self.incidents))
        };
        let wanted = chunk.replications.end - chunk.replications.start;
        let whole = part.as_ref().is_some_and(|part| part.len() as u64 == wanted);
        if let (true, Some(part), Some(into)) = (*open, part, into) {
            into.merge(part);
        }
        *open &= whole;
    }

    fn finish(self) -> Played {
        Played {
            partial: !(self.incidents_open && self.false_alarms_open),
            incidents: self.incidents,
            false_alarms: self.false_alarms,
            reach_weight: self.reach_weight,
        }
    }
}
