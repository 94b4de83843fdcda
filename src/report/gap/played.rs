//! What the copy of the inputs of a run says.

use crate::check::{Checked, Coverage, check};
use crate::document::{Assumptions, Diagnostic, Loaded, PresetUse};
use crate::model::Exercise;
use crate::report::{Alternative, CheckDocument, RunDocument, plan_document};

use super::growth::Growth;
use super::hours::{Week, weeks};

/// At most so many incidents of each alternative are played again for the race, and about so many of all.
const AGAIN: u64 = 1000;
const AGAIN_IN_ALL: u64 = 8000;

/// What the copy of the inputs of a run says.
#[derive(Clone, Debug)]
pub struct Played {
    /// The title of the exercise.
    pub title: String,
    /// Where a replication ends, seconds.
    pub horizon: f64,
    /// How many crown jewels there are.
    pub jewels: usize,
    /// What must go wrong with the plan.
    pub checked: CheckDocument,
    /// The presets in use by any alternative, by id.
    pub presets: Vec<PresetUse>,
    /// How the blast radius grew, for each alternative; those that play alike only.
    pub growth: Vec<Growth>,
    /// The first alternative, and beside it the best of the others.
    pub looked: Vec<Looked>,
}

/// An alternative that is looked at more closely.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The alternative with all its rules.
    pub exercise: Exercise,
    /// Who decides in which hour of the week.
    pub coverage: Coverage,
    /// Who of them is there, for each row of the coverage.
    pub(super) weeks: Vec<Week>,
}

impl Played {
    /// Reads the inputs: checks them, and plays some incidents again.
    ///
    /// # Errors
    /// If an alternative of the run is not there, or cannot be resolved.
    pub fn new(loaded: &Loaded, of: &RunDocument) -> Result<Self, Vec<Diagnostic>> {
        // What a sweep on the command line made is not in the files.
        let written = |one: &&Alternative| loaded.alternatives().any(|name| name == one.name);
        let there: Vec<&Alternative> = of.alternatives.iter().filter(written).collect();
        let names: Vec<String> = there.iter().map(|one| one.name.clone()).collect();
        let mut played = Self::of_plan(loaded, &check(loaded, &names)?);
        let again = AGAIN.min(AGAIN_IN_ALL / (there.len() as u64).max(1));
        for one in &there {
            let exercise = loaded.exercise(&one.name, &Assumptions::default())?;
            played.title = exercise.title.to_string();
            played.horizon = exercise.horizon.as_secs_f64();
            played.jewels = exercise.crown_jewels.len();
            played
                .growth
                .push(Growth::play(&exercise, one.replications.min(again)));
            played.presets.extend(loaded.unknowns(&one.name)?);
        }
        played.look_at(loaded, of, &names)?;
        let presets = &mut played.presets;
        presets.sort_by(|one, other| one.parameter.id.cmp(&other.parameter.id));
        presets.dedup_by(|one, other| one.parameter.id == other.parameter.id);
        Ok(played)
    }

    /// Looks more closely at the first alternative and the best of the others, where they are in the files.
    fn look_at(
        &mut self,
        loaded: &Loaded,
        of: &RunDocument,
        there: &[String],
    ) -> Result<(), Vec<Diagnostic>> {
        let lead = of.alternatives.first().filter(|one| there.contains(&one.name));
        let best = best(&of.alternatives).filter(|one| lead.is_some() && there.contains(&one.name));
        for one in lead.into_iter().chain(best) {
            let exercise = loaded.exercise(&one.name, &Assumptions::default())?;
            self.looked.push(Looked::new(exercise));
        }
        Ok(())
    }

    fn of_plan(loaded: &Loaded, checked: &Checked) -> Self {
        Self {
            title: String::new(),
            horizon: 0.0,
            jewels: 0,
            checked: plan_document(loaded.id(), loaded, checked),
            presets: Vec::new(),
            growth: Vec::new(),
            looked: Vec::new(),
        }
    }
}

impl Looked {
    fn new(exercise: Exercise) -> Self {
        let coverage = Coverage::of(&exercise);
        let weeks = weeks(&exercise, &coverage);
        Self {
            exercise,
            coverage,
            weeks,
        }
    }
}

/// The alternative beside the first that outruns most often; of equals the one written first.
pub(super) fn best(alternatives: &[Alternative]) -> Option<&Alternative> {
    let rate = |one: &Alternative| one.outrun_rate.estimate.unwrap_or(0.0);
    let mut found: Option<&Alternative> = None;
    for one in alternatives.iter().skip(1) {
        if found.is_none_or(|best| rate(one) > rate(best)) {
            found = Some(one);
        }
    }
    found
}
