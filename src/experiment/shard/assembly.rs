//! Parts put together: which may take part, which are missing, and what they give together.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::experiment::run::Played;
use crate::measure::Layout;
use crate::model::Exercise;

use super::part::{Identity, Part, Torn, decode};
use super::split::Split;

/// Why a part may not take part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something is missing or was changed.
    #[error(transparent)]
    Torn(#[from] Torn),
    /// It is of another plan.
    #[error("it belongs to another plan: other inputs, seed, alternatives, replications or number of shards")]
    Foreign,
    /// It was played by another version.
    #[error("version {0} played it, and the plan was made by another one")]
    Version(String),
    /// The machine that played it computes otherwise.
    #[error("where it was played the known replications gave something else than where the plan was made")]
    Engine,
    /// It has other replications than its shard.
    #[error("it holds other replications than those of shard {0}, and would overlap with others")]
    Overlap(u64),
    /// Two parts of one shard differ.
    #[error("it contradicts `{0}`, which is of the same shard and says something else")]
    Contradiction(String),
}

/// The parts of one plan, as they come in.
#[derive(Debug)]
pub struct Assembly<'a> {
    identity: Identity,
    split: Split,
    exercises: &'a [Exercise],
    parts: BTreeMap<u64, (String, Part)>,
}

/// All parts together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// What was played, by alternative in the order of the plan.
    pub played: Vec<Played>,
}

impl<'a> Assembly<'a> {
    /// No part yet.
    pub const fn new(identity: Identity, split: Split, exercises: &'a [Exercise]) -> Self {
        Self {
            identity,
            split,
            exercises,
            parts: BTreeMap::new(),
        }
    }

    /// Takes in the bytes of a part; `name` is its file. The same part twice counts once.
    ///
    /// # Errors
    /// If it may not take part; it is left out then.
    pub fn take(&mut self, name: &str, bytes: &[u8]) -> Result<u64, Refusal> {
        let part = decode(bytes)?;
        self.check(&part)?;
        let shard = part.shard;
        match self.parts.get(&shard) {
            Some((_, other)) if *other == part => {}
            Some((other, _)) => return Err(Refusal::Contradiction(other.clone())),
            None => drop(self.parts.insert(shard, (name.to_owned(), part))),
        }
        Ok(shard)
    }

    fn check(&self, part: &Part) -> Result<(), Refusal> {
        part.belongs_to(&self.identity)?;
        let is_of_shard = self.split.range(part.shard).as_ref() == Some(&part.replications);
        if is_of_shard && part.is_whole(self.exercises) {
            Ok(())
        } else {
            Err(Refusal::Overlap(part.shard))
        }
    }

    /// The numbers of the shards that are not there, from the lowest.
    pub fn missing(&self) -> Vec<u64> {
        let all = 1..=self.split.shards;
        all.filter(|number| !self.parts.contains_key(number)).collect()
    }

    /// Everything together; nothing while parts are missing.
    pub fn finish(self) -> Option<Whole> {
        if !self.missing().is_empty() {
            return None;
        }
        let mut parts = self.parts.into_values().map(|(_, part)| part.played);
        let mut played = parts.next()?;
        for part in parts {
            for (mine, theirs) in played.iter_mut().zip(part) {
                mine.merge(theirs);
            }
        }
        Some(Whole { played })
    }
}

impl Part {
    /// Fails where it is of something else, or was played by another version or machine.
    ///
    /// # Errors
    /// If it may not take part in what has this identity.
    pub fn belongs_to(&self, identity: &Identity) -> Result<(), Refusal> {
        let of = &self.identity;
        if of.plan != identity.plan {
            return Err(Refusal::Foreign);
        }
        if of.version != identity.version {
            return Err(Refusal::Version(of.version.clone()));
        }
        if of.known_answer != identity.known_answer {
            return Err(Refusal::Engine);
        }
        Ok(())
    }

    /// Whether it has exactly the replications that it names, of all of these alternatives.
    pub fn is_whole(&self, exercises: &[Exercise]) -> bool {
        let mut both = exercises.iter().zip(&self.played);
        self.played.len() == exercises.len()
            && both.all(|(exercise, played)| holds(exercise, played, &self.replications))
    }
}

/// Whether a part has exactly these replications of an alternative.
fn holds(exercise: &Exercise, played: &Played, replications: &Range<u64>) -> bool {
    let layout = Layout::new(exercise);
    let is_of = |rows: &crate::measure::Observations| rows.holds(&layout, replications.clone());
    is_of(&played.incidents)
        && played.false_alarms.is_some() == exercise.false_alarms.is_some()
        && played.false_alarms.iter().all(is_of)
        && !played.partial
}
