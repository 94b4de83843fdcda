//! Once the steps are found: is each still needed beside the others, and would another do better in its place?

use std::collections::BTreeMap;

use crate::experiment::run::Failure;
use crate::model::Exercise;

use super::idea::Idea;
use super::player::Player;
use super::score::Score;
use super::screen::{Contender, LEAST_GAIN};
use super::search::{Ground, Step, changes_of};

/// What was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The title of the step that was left out or replaced.
    pub step: String,
    /// The title of what took its place; nothing: it was left out.
    pub by: Option<String>,
    /// The shortfall with it, less that of the plan.
    pub shortfall_change: f64,
    /// The plan was changed by it.
    pub taken: bool,
}

/// The finalists of the round of each step, by the title of the step.
pub(super) type Rivals = BTreeMap<String, Vec<Contender>>;

/// So many rivals are tried in the place of each step.
const RIVALS: usize = 2;
/// Replications of each variant.
const REPLICATIONS: (u64, u64) = (500, 4_000);

/// A plan that differs in one step.
struct Variant {
    place: usize,
    by: Option<Idea>,
    steps: Vec<Step>,
    exercise: Exercise,
}

/// The variants, and by how much each changes the shortfall.
type Played = (Vec<Variant>, Vec<f64>);

/// Tries every step left out and replaced, and takes what loses nothing and asks less, or what gains; again until nothing
/// changes, at most once for each step.
pub(super) fn interactions(
    ground: Ground<'_>,
    player: &mut Player<'_>,
    mut steps: Vec<Step>,
    rivals: &Rivals,
) -> Result<(Vec<Step>, Vec<Tried>), Failure> {
    let mut tried: Vec<Tried> = Vec::new();
    for _ in 0..steps.len() {
        let Some((variants, changes)) = play(ground, player, &steps, rivals)? else {
            break;
        };
        let taken = take(&steps, &variants, &changes);
        let all = variants.iter().zip(&changes).enumerate();
        tried.retain(|one| one.taken);
        tried.extend(all.map(|(place, (variant, change))| Tried {
            step: title(&steps, variant.place),
            by: variant.by.as_ref().map(|idea| idea.title.clone()),
            shortfall_change: *change,
            taken: taken == Some(place),
        }));
        let Some(variant) = taken.and_then(|place| variants.into_iter().nth(place)) else {
            break;
        };
        steps = variant.steps;
    }
    Ok((steps, tried))
}

fn title(steps: &[Step], place: usize) -> String {
    steps
        .get(place)
        .map_or_else(String::new, |step| step.idea.title.clone())
}

/// The variants with the change of the shortfall; nothing where the budget does not reach.
fn play(
    ground: Ground<'_>,
    player: &mut Player<'_>,
    steps: &[Step],
    rivals: &Rivals,
) -> Result<Option<Played>, Failure> {
    let variants = variants(ground, steps, rivals);
    let plan = ground.base.with(&changes_of(steps));
    let (Some(plan), false) = (plan, variants.is_empty()) else {
        return Ok(None);
    };
    let mut exercises = vec![plan];
    exercises.extend(variants.iter().map(|variant| variant.exercise.clone()));
    let each = player.left() / 2 / (2 * exercises.len() as u64);
    if each < REPLICATIONS.0 {
        return Ok(None);
    }
    let played = player.play(&exercises, 0, each.min(REPLICATIONS.1))?;
    if player.is_stopped() {
        return Ok(None);
    }
    let room = player.settings.confirmed_on;
    let scores = exercises
        .iter()
        .zip(&played)
        .map(|(exercise, played)| Score::of(exercise, played, room).shortfall);
    let scores: Vec<f64> = scores.collect();
    let plan = scores.first().copied().unwrap_or_default();
    let changes = scores.iter().skip(1).map(|score| score - plan).collect();
    Ok(Some((variants, changes)))
}

/// Every step left out, then every step replaced by the rivals it had.
fn variants(ground: Ground<'_>, steps: &[Step], rivals: &Rivals) -> Vec<Variant> {
    let mut variants = Vec::new();
    for place in 0..steps.len() {
        // A plan of one step without it is the base.
        if steps.len() > 1 {
            variants.extend(variant(ground, steps, place, None));
        }
        let taken = |idea: &Idea| steps.iter().any(|step| step.idea.title == idea.title);
        let of_step = rivals
            .get(&title(steps, place))
            .into_iter()
            .flatten()
            .filter(|one| one.is_worth() && !taken(&one.idea));
        for rival in of_step.take(RIVALS) {
            variants.extend(variant(ground, steps, place, Some(&rival.idea)));
        }
    }
    variants
}

/// The steps are written anew, because a later step may be written over an earlier one.
fn variant(ground: Ground<'_>, steps: &[Step], place: usize, by: Option<&Idea>) -> Option<Variant> {
    let mut ideas: Vec<&Idea> = steps.iter().map(|step| &step.idea).collect();
    match by {
        Some(idea) => *ideas.get_mut(place)? = idea,
        None => {
            ideas.remove(place);
        }
    }
    let mut written: Vec<Step> = Vec::new();
    for idea in ideas {
        let so_far = changes_of(&written);
        let now = ground.base.with(&so_far)?;
        let changes = idea.changes(ground.base, &so_far, &now)?;
        written.push(Step {
            idea: idea.clone(),
            changes,
        });
    }
    Some(Variant {
        place,
        by: by.cloned(),
        exercise: ground.base.with(&changes_of(&written))?,
        steps: written,
    })
}

/// What gains enough goes first, then what loses nothing that counts and asks less.
fn take(steps: &[Step], variants: &[Variant], changes: &[f64]) -> Option<usize> {
    let all = || variants.iter().zip(changes).enumerate();
    let gains = all().filter(|(_, (_, change))| -**change >= LEAST_GAIN);
    let best = gains.min_by(|(_, (_, one)), (_, (_, other))| one.total_cmp(other));
    if let Some((place, _)) = best {
        return Some(place);
    }
    let asked = |steps: &[Step]| steps.iter().map(|step| u32::from(step.idea.asks)).sum::<u32>();
    let now = asked(steps);
    let easier =
        all().filter(|(_, (variant, change))| **change < LEAST_GAIN / 2.0 && asked(&variant.steps) < now);
    easier
        .min_by_key(|(_, (variant, _))| asked(&variant.steps))
        .map(|(place, _)| place)
}
