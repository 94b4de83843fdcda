//! Greedy forward selection, and what was tried once the steps were found.

use crate::experiment::run::Failure;
use crate::model::Exercise;

use super::base::Base;
use super::bounds::Bounds;
use super::catalogue::catalogue;
use super::idea::{Clue, Idea};
use super::interactions::{Rivals, Tried, interactions};
use super::player::{Player, SearchSettings};
use super::score::Score;
use super::screen::{Candidate, Contender, choose, screen};

/// What a search found.
#[derive(Debug)]
pub struct Found {
    /// The steps in order, each with its change as it is written over the steps before it.
    pub steps: Vec<Step>,
    /// What was tried once they were found.
    pub tried: Vec<Tried>,
    /// The finalists of the first round, the most promising first.
    pub considered: Vec<Contender>,
    /// The changes of the first round.
    pub candidates: u64,
    /// Changes that did not fit what is there, in all rounds.
    pub unusable: u64,
    /// The rounds of selection.
    pub rounds: u64,
    /// The plays of selection.
    pub plays: u64,
    /// It was stopped, or its budget was spent: more might be found.
    pub partial: bool,
}

/// One step of a plan.
#[derive(Clone, Debug)]
pub struct Step {
    /// The change.
    pub idea: Idea,
    /// How it is written over the steps before it.
    pub changes: Vec<String>,
}

/// All changes of steps, in order.
pub fn changes_of(steps: &[Step]) -> Vec<String> {
    steps
        .iter()
        .flat_map(|step| step.changes.iter().cloned())
        .collect()
}

/// What is searched.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) base: &'a Base<'a>,
    pub(super) clues: &'a [Clue],
    pub(super) bounds: &'a Bounds,
}

/// Finds the changes that buy most, one after another, until objectives are met or nothing buys enough.
///
/// # Errors
/// If the threads cannot be started.
pub fn search(
    base: &Base<'_>,
    clues: &[Clue],
    bounds: &Bounds,
    settings: &SearchSettings<'_>,
) -> Result<Found, Failure> {
    let ground = Ground { base, clues, bounds };
    let mut player = Player { settings, plays: 0 };
    let mut found = Found {
        steps: Vec::new(),
        tried: Vec::new(),
        considered: Vec::new(),
        candidates: 0,
        unusable: 0,
        rounds: 0,
        plays: 0,
        partial: false,
    };
    let mut rivals = Rivals::new();
    while found.steps.len() < bounds.steps {
        let finalists = round(ground, &mut player, &mut found)?;
        if found.rounds == 1 {
            found.considered.clone_from(&finalists);
        }
        let Some(chosen) = choose(&finalists) else { break };
        found.steps.push(Step {
            idea: chosen.idea.clone(),
            changes: chosen.changes.clone(),
        });
        let met = chosen.score.shortfall <= 0.0;
        rivals.insert(chosen.idea.title.clone(), finalists.clone());
        if met || found.partial {
            break;
        }
    }
    if !found.partial && !found.steps.is_empty() {
        let (steps, tried) = interactions(ground, &mut player, std::mem::take(&mut found.steps), &rivals)?;
        (found.steps, found.tried) = (steps, tried);
    }
    found.plays = player.plays;
    found.partial |= player.is_stopped();
    Ok(found)
}

/// One round over what the steps so far have made; the finalists, none where all is met already.
fn round(ground: Ground<'_>, player: &mut Player<'_>, found: &mut Found) -> Result<Vec<Contender>, Failure> {
    let so_far = changes_of(&found.steps);
    let Some(now) = ground.base.with(&so_far) else {
        return Ok(Vec::new());
    };
    if found.rounds == 0 && is_met(player, &now)? {
        return Ok(Vec::new());
    }
    let ideas = ideas(ground, &now, &found.steps);
    let candidates = made(ground.base, &so_far, &now, &ideas, &mut found.unusable);
    found.rounds += 1;
    if found.rounds == 1 {
        found.candidates = candidates.len() as u64;
    }
    // The first step is chosen with most care; what a round does not need is left to the others.
    let share = player.left() / 3;
    let screened = screen(player, &now, candidates, share)?;
    found.partial |= !screened.whole;
    let mut finalists = screened.finalists;
    if !found.partial && choose(&finalists).is_none() {
        let pairs = pairs(&ideas);
        let candidates = made(ground.base, &so_far, &now, &pairs, &mut found.unusable);
        let of_pairs = screen(player, &now, candidates, share)?;
        finalists.extend(of_pairs.finalists);
    }
    Ok(finalists)
}

/// How many replications say whether anything is missed at all.
const LOOK: u64 = 1_000;

fn is_met(player: &mut Player<'_>, now: &Exercise) -> Result<bool, Failure> {
    let played = player.play(std::slice::from_ref(now), 0, LOOK)?;
    let met = |played| Score::of(now, played, player.settings.confirmed_on).shortfall <= 0.0;
    Ok(played.first().is_some_and(met))
}

/// The ideas within the bounds that are not steps yet.
fn ideas(ground: Ground<'_>, now: &Exercise, steps: &[Step]) -> Vec<Idea> {
    let mut ideas = catalogue(now, ground.clues);
    ideas.retain(|idea| {
        ground.bounds.allow(now, idea) && !steps.iter().any(|step| step.idea.title == idea.title)
    });
    ideas
}

/// What comes of each idea; those that do not fit are counted.
pub(super) fn made(
    base: &Base<'_>,
    so_far: &[String],
    now: &Exercise,
    ideas: &[Idea],
    unusable: &mut u64,
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for idea in ideas {
        let Some(changes) = idea.changes(base, so_far, now) else {
            continue;
        };
        match base.with(&[so_far, &changes].concat()) {
            Some(exercise) => candidates.push((idea.clone(), changes, exercise)),
            None => *unusable += 1,
        }
    }
    candidates
}

/// So many pairs are tried where one change alone buys nothing.
const MOST_PAIRS: usize = 60;

/// Pairs of decisions about the same thing.
fn pairs(ideas: &[Idea]) -> Vec<Idea> {
    let mut pairs = Vec::new();
    for (place, one) in ideas.iter().enumerate() {
        for other in ideas.iter().skip(place + 1) {
            let same = one.about.iter().any(|id| other.about.contains(id));
            if same && one.entry != other.entry && one.asks < 4 && other.asks < 4 {
                pairs.push(one.and(other));
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.asks, pair.title.clone()));
    pairs.truncate(MOST_PAIRS);
    pairs
}

/// The rule of the search, in words.
pub const RULE: &str = "Each round plays every change that is left on the same luck: all for a few replications, the \
     more promising quarter for more, the last eight for the most. Of the changes that buy at least 80 % of what the best \
     buys (60 % where the best needs engineers), the one that asks least of the organisation is taken: least authority \
     moved, one less where a finding asks for it, then least burden. A step must buy at least 1 point of shortfall, and 1 more for every 5 % by which it raises the burden. Where \
     no change alone does, pairs about the same right are tried. Every play is with false alarms.";

/// What the search guarantees, and what not.
pub const GUARANTEE: &str = "The estimates are made on replications that chose nothing, so that no step looks better \
     for having been chosen. That no other plan is better is not guaranteed: steps are chosen one after another, and \
     only leaving one out or replacing one is tried at the end; changes that help only in threes may be missed.";
