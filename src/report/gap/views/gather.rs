//! All views of a run.

use crate::document::{Assumptions, Diagnostic, Loaded};
use crate::model::Exercise;
use crate::report::gap::drawing::WeekRow;
use crate::report::gap::growth::Growth;
use crate::report::{Alternative, RunDocument};

use super::authority::{Authority, authority};
use super::told::{Incident, median, told};
use super::weeks::weeks;

/// What pictures show beside figures.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// How long decisions take by hour of the week, the worst first.
    pub(in crate::report::gap) weeks: Vec<WeekRow>,
    /// The decision on which most time falls; nothing: none falls on a rule.
    pub(in crate::report::gap) authority: Option<Authority>,
    /// The median incident of the first alternative, and the same incident of the best.
    pub(in crate::report::gap) told: Vec<Incident>,
}

impl Views {
    /// Looks at the plan as it is, and at the best of the others.
    ///
    /// # Errors
    /// If an alternative of the run is not there, or cannot be resolved.
    pub fn new(loaded: &Loaded, of: &RunDocument, growth: &[Growth]) -> Result<Self, Vec<Diagnostic>> {
        let Some((lead, others)) = of.alternatives.split_first() else {
            return Ok(Self::default());
        };
        let rate = |one: &Alternative| one.outrun_rate.estimate.unwrap_or(0.0);
        // Of several alike the first written.
        let best = others
            .iter()
            .rev()
            .max_by(|one, other| rate(one).total_cmp(&rate(other)));
        let names = [Some(lead), best];
        let exercises = names.into_iter().flatten();
        let exercises = exercises.map(|one| loaded.exercise(&one.name, &Assumptions::default()));
        let exercises: Vec<Exercise> = exercises.collect::<Result<_, _>>()?;
        let which = growth
            .iter()
            .find(|one| one.alternative == lead.name)
            .and_then(median);
        let told = which.map(|which| exercises.iter().map(|exercise| told(exercise, which)).collect());
        Ok(Self {
            weeks: weeks(&exercises),
            authority: exercises.first().and_then(|exercise| authority(exercise, lead)),
            told: told.unwrap_or_default(),
        })
    }
}
