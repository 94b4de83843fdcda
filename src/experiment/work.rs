//! What threads do: chunks of replications, taken one after another and put together in their order.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use crate::engine::{Plan, Play};
use crate::measure::{Layout, Observations, Observer};

use super::playing::{Playing, now_playing};
use super::run::{Played, Settings};

/// The most replications that are played before a thread looks for more.
const CHUNK: u64 = 16;

/// In large estates a replication may take long, and a chunk should not: so many nodes are played between two looks for a
/// pause. What is played depends on neither.
const NODES_OF_A_CHUNK: u64 = 200_000;

/// One chunk: some replications of one alternative.
#[derive(Clone, Debug)]
struct Chunk {
    alternative: usize,
    false_alarms: bool,
    replications: Range<u64>,
}

/// What was played without a gap.
pub(super) struct Stretch {
    /// All replications from the first that was asked for to here, this one not.
    pub(super) until: u64,
    /// What was played of them, false alarms too: each alternative has all of them.
    pub(super) whole: Vec<Played>,
    /// Only where it was stopped: how much further each alternative came by itself.
    pub(super) rest: Option<Vec<Played>>,
}

impl Stretch {
    /// As far as each alternative came.
    pub(super) fn played(self) -> Vec<Played> {
        let mut played = self.whole;
        merge_all(&mut played, self.rest.unwrap_or_default());
        played
    }
}

/// Puts further replications of the same alternatives behind those that there are; all of them where there is nothing yet.
pub(super) fn merge_all(all: &mut Vec<Played>, further: Vec<Played>) {
    if all.is_empty() {
        *all = further;
        return;
    }
    for (all, further) in all.iter_mut().zip(further) {
        all.merge(further);
    }
}

/// What all threads share: chunks in order, taken one after another.
pub(super) struct Work<'a, 'p> {
    plans: &'p [Plan<'p>],
    settings: &'a Settings<'a>,
    /// Set by somebody else: no further round of chunks is begun.
    pause: &'a AtomicBool,
    chunks: Chunks,
    next: AtomicUsize,
    /// Chunks from here on are left for after the pause.
    limit: AtomicUsize,
    total: u64,
    done: AtomicU64,
}

impl<'a, 'p> Work<'a, 'p> {
    pub(super) fn new(plans: &'p [Plan<'p>], settings: &'a Settings<'a>, pause: &'a AtomicBool) -> Self {
        let chunks = Chunks::new(plans, &settings.replications);
        Self {
            plans,
            settings,
            pause,
            total: chunks.total(),
            chunks,
            next: AtomicUsize::new(0),
            limit: AtomicUsize::new(usize::MAX),
            done: AtomicU64::new(0),
        }
    }

    /// Plays chunks until there are no more; gives each with its place.
    pub(super) fn play(&self) -> Vec<(usize, Observations)> {
        let mut players: Vec<Option<Player<'p>>> = self.plans.iter().map(|_| None).collect();
        let mut parts = Vec::new();
        loop {
            let place = self.next.fetch_add(1, Ordering::SeqCst);
            if self.pause.load(Ordering::SeqCst) && place >= self.limit() {
                return parts;
            }
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

    /// Where the pause begins: behind the round of which a chunk was taken last, so that every alternative has the same
    /// replications. Whoever asks first decides; whoever took a chunk without seeing the pause took it before that, so
    /// that no chunk behind the limit is ever played.
    fn limit(&self) -> usize {
        let decided = self.limit.load(Ordering::SeqCst);
        if decided != usize::MAX {
            return decided;
        }
        let kinds = self.chunks.kinds.len().max(1);
        let round = self.next.load(Ordering::SeqCst).div_ceil(kinds) * kinds;
        let set = self
            .limit
            .compare_exchange(usize::MAX, round, Ordering::SeqCst, Ordering::SeqCst);
        set.map_or_else(|other| other, |_| round)
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
    pub(super) fn gather(&self, mut parts: Vec<(usize, Observations)>) -> Stretch {
        parts.sort_unstable_by_key(|(place, _)| *place);
        let asked = self.chunks.len().min(self.limit.load(Ordering::SeqCst));
        let there = self.rounds(&parts);
        let whole = there.min(asked);
        let beyond = parts.split_off(parts.partition_point(|(place, _)| *place < whole));
        let is_stopped = there < asked;
        Stretch {
            until: self.chunks.begin(whole),
            whole: self.put_together(parts, 0..whole),
            rest: is_stopped.then(|| self.put_together(beyond, whole..self.chunks.len())),
        }
    }

    /// How many chunks from the first on are there, whole, in rounds of all kinds.
    fn rounds(&self, parts: &[(usize, Observations)]) -> usize {
        let is_whole = |(place, part): &(usize, Observations)| {
            let wanted = self.chunks.get(*place).map(|chunk| chunk.replications);
            wanted.is_some_and(|wanted| part.len() as u64 == wanted.end - wanted.start)
        };
        let in_order = parts.iter().zip(0..);
        let there = in_order
            .take_while(|(part, place)| part.0 == *place && is_whole(part))
            .count();
        let kinds = self.chunks.kinds.len().max(1);
        there / kinds * kinds
    }

    /// The chunks of these places by alternative; a part that is not there leaves the rest of its kind out.
    fn put_together(&self, parts: Vec<(usize, Observations)>, places: Range<usize>) -> Vec<Played> {
        let rows = self.chunks.begin(places.end) - self.chunks.begin(places.start);
        let rows = usize::try_from(rows).unwrap_or(0);
        let mut all: Vec<Gathering> = self.plans.iter().map(|plan| Gathering::new(plan, rows)).collect();
        let mut parts = parts.into_iter().peekable();
        for place in places {
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
    /// How many replications a chunk has.
    size: u64,
}

impl Chunks {
    fn new(plans: &[Plan<'_>], replications: &Range<u64>) -> Self {
        let mut kinds = Vec::new();
        for (alternative, plan) in plans.iter().enumerate() {
            kinds.push((alternative, false));
            kinds.extend(plan.exercise.false_alarms.as_ref().map(|_| (alternative, true)));
        }
        let nodes = plans.iter().map(|plan| plan.exercise.estate.nodes.len() as u64);
        let nodes = nodes.max().unwrap_or(0).max(1);
        Self {
            replications: replications.clone(),
            kinds,
            size: (NODES_OF_A_CHUNK / nodes).clamp(1, CHUNK),
        }
    }

    /// How many chunks there are.
    fn len(&self) -> usize {
        let each = self.replications.end.saturating_sub(self.replications.start);
        let rounds = usize::try_from(each.div_ceil(self.size)).unwrap_or(usize::MAX);
        rounds.saturating_mul(self.kinds.len())
    }

    /// The first replication of the round that begins with a chunk.
    fn begin(&self, place: usize) -> u64 {
        let round = place.checked_div(self.kinds.len()).unwrap_or(0) as u64;
        (self.replications.start + round * self.size).min(self.replications.end)
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
        let start = self.replications.start + round as u64 * self.size;
        (start < self.replications.end).then(|| Chunk {
            alternative,
            false_alarms,
            replications: start..(start + self.size).min(self.replications.end),
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
    /// At most so many replications will come.
    fn new(plan: &Plan<'_>, at_most: usize) -> Self {
        let layout = Layout::new(plan.exercise);
        let rows = || {
            let mut rows = Observations::new(&layout);
            rows.reserve(at_most);
            rows
        };
        Self {
            reach_weight: plan.reach_weight(),
            incidents: rows(),
            false_alarms: plan.exercise.false_alarms.as_ref().map(|_| rows()),
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
