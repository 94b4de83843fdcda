//! What is played beside a comparison: what is not known moved (M7), rule by rule, and one incident told from both sides.

use std::collections::BTreeSet;

use clap::Args;

use crate::document::{self, Diagnostic, Loaded};
use crate::experiment::{
    Compared, Failure as Threads, Moving, PERFECT, POINTS, Played, RulesContrast, Search, Settings,
    move_differences, rule_by_rule,
};
use crate::model::{Exercise, Margin};
use crate::report::{AssumedDifferences, CompareDocument};

use super::arguments::PlayArguments;
use super::failure::Failure;
use super::run::{Progress, settings, threads, trouble};
use super::streams::Streams;

/// At each point no more replications than these are played: points are compared with the nominal one at the same luck.
const AT_EACH_POINT: u64 = 500;
/// For each factor of the thresholds, whose intervals are read off.
const FOR_EACH_FACTOR: u64 = 1_000;
/// More alternatives than these take too long, and nobody reads what moves each of them.
const MOST: usize = 8;
/// So many incidents are walked again rule by rule: a small part of a run, and enough to see which rule it was.
const RULE_BY_RULE: u64 = 1_000;

/// More alternatives than can be told.
pub(super) fn refuse_too_many(exercises: &[Exercise]) -> Result<(), Failure> {
    let others = exercises.len().saturating_sub(1);
    if others <= MOST {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "`--assumptions` plays hundreds of points for each of {others} alternatives: name at most {MOST} with `--alternative`"
    )))
}

/// What was compared.
pub(super) struct Beside<'a> {
    pub(super) loaded: &'a Loaded,
    /// The baseline first.
    pub(super) exercises: &'a [Exercise],
    pub(super) played: &'a [Played],
    pub(super) compared: &'a [Compared],
    pub(super) margin: &'a Margin,
    pub(super) play: &'a PlayArguments,
}

/// What is wanted beside the verdicts.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct BesideArguments {
    /// Also move what is not known over its range: which verdicts hang on it, and how far it may move
    #[arg(long)]
    pub(super) assumptions: bool,
    /// Also tell the worst incident in which an alternative does worse, side by side with the baseline
    #[arg(long)]
    story: bool,
}

impl BesideArguments {
    /// The words that ask for the same again.
    pub(super) fn words(self) -> impl Iterator<Item = String> {
        let assumptions = self.assumptions.then(|| "--assumptions".to_owned());
        assumptions
            .into_iter()
            .chain(self.story.then(|| "--story".to_owned()))
    }
}

impl Beside<'_> {
    /// Plays it, and puts it into the document; whether it came to the end.
    pub(super) fn put_into(
        &self,
        document: &mut CompareDocument,
        asked: BesideArguments,
        streams: &Streams,
    ) -> Result<bool, Failure> {
        if document.partial {
            return Ok(true);
        }
        let both: Vec<_> = self.exercises.iter().zip(self.played).collect();
        document.settle_front(&both, self.margin);
        let rules = self.rules()?;
        document.charge(&rules);
        if asked.story {
            document.tell(self.exercises);
        }
        if asked.assumptions {
            match self.assume(streams)? {
                Some(assumed) => document.assume(&assumed),
                None => document.partial = true,
            }
        }
        Ok(!document.partial)
    }

    /// Rule by rule, over the first incidents: enough to see which rule it was.
    fn rules(&self) -> Result<Vec<RulesContrast>, Failure> {
        let (Some(baseline), Some(others)) = (self.exercises.first(), self.exercises.get(1..)) else {
            return Ok(Vec::new());
        };
        let least = self
            .compared
            .iter()
            .map(|one| one.replications)
            .min()
            .unwrap_or(0);
        let quiet = |_, _| {};
        let settings = settings(least.min(RULE_BY_RULE), self.play, &quiet);
        rule_by_rule(baseline, others, &settings).map_err(|failure| threads(&failure))
    }

    /// Plays the design and the searches; nothing: it was interrupted.
    fn assume(&self, streams: &Streams) -> Result<Option<AssumedDifferences>, Failure> {
        let count = self
            .exercises
            .iter()
            .take_while(|one| &*one.alternative != PERFECT)
            .count();
        let exercises = self.exercises.get(..count).unwrap_or(self.exercises);
        let others = count.saturating_sub(1);
        let compared = self.compared.get(..others).unwrap_or(self.compared);
        if compared.is_empty() {
            return Ok(Some(nothing()));
        }
        let last = exercises.iter().map(|one| u64::from(one.replications)).max();
        let last = last.unwrap_or(0);
        let progress = Progress::new(streams, self.play.quiet, "assumptions:");
        let tell = |done, of| progress.tell(done, of);
        let design = settings(last.min(AT_EACH_POINT), self.play, &tell);
        let Some(moved) = self.moved(exercises, compared, &design)? else {
            return Ok(None);
        };
        let replications = last.min(FOR_EACH_FACTOR);
        let search = Search {
            exercises,
            compared,
            settings: &settings(replications, self.play, &tell),
        };
        let failed = |failure: Threads| threads(&failure);
        let Some(thresholds) = search.thresholds().map_err(failed)? else {
            return Ok(None);
        };
        let Some(starts) = search.starts().map_err(failed)? else {
            return Ok(None);
        };
        Ok(Some(AssumedDifferences {
            moved,
            thresholds,
            starts,
            replications,
        }))
    }

    fn moved(
        &self,
        exercises: &[Exercise],
        compared: &[Compared],
        settings: &Settings<'_>,
    ) -> Result<Option<crate::experiment::MovedDifferences>, Failure> {
        let names: Vec<&str> = exercises.iter().map(|one| &*one.alternative).collect();
        let inputs: Vec<String> = self.inputs(&names).into_iter().collect();
        let at = |point: &_| -> Result<Vec<Exercise>, Vec<Diagnostic>> {
            let assumptions = document::Assumptions(Clone::clone(point));
            let names = names.iter();
            names
                .map(|name| self.loaded.exercise(name, &assumptions))
                .collect()
        };
        let moving = Moving {
            inputs: &inputs,
            points: POINTS,
            at: &at,
        };
        move_differences((exercises, self.played), compared, &moving, settings).map_err(trouble)
    }

    /// The inputs with a range that any of them uses.
    fn inputs(&self, names: &[&str]) -> BTreeSet<String> {
        let used = names
            .iter()
            .flat_map(|name| self.loaded.unknowns(name).unwrap_or_default());
        let ranged = used.filter(|used| used.parameter.has_range());
        ranged.map(|used| used.parameter.id.to_string()).collect()
    }
}

/// Where only perfect authority is compared, there is nothing to choose.
const fn nothing() -> AssumedDifferences {
    AssumedDifferences {
        moved: crate::experiment::MovedDifferences {
            design: "nothing was moved",
            points: 0,
            replications: 0,
            alternatives: Vec::new(),
        },
        thresholds: Vec::new(),
        starts: Vec::new(),
        replications: 0,
    }
}
