//! A run that is kept while it goes on: parts to take up again, results so far to look at, and the estimate beside the bar.

use std::ops::{ControlFlow, Range};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::cli::arguments::PlayArguments;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::interrupt;
use crate::cli::shards::{answer, in_one_piece};
use crate::cli::stopwatch::Stopwatch;
use crate::cli::streams::Streams;
use crate::cli::sweeping::SweepArguments;
use crate::document::Loaded;
use crate::experiment::shard::Identity;
use crate::experiment::{Keep, Played, There};
use crate::measure::{CONFIDENCE, outrun_rate};
use crate::model::Exercise;
use crate::report::{Heading, ShardPlan};

use super::found::Found;
use super::pace::Pace;
use super::so_far::SoFar;
use super::unfinished::Unfinished;

/// What is played, as far as keeping it needs to know.
pub(super) struct Kept<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) exercises: &'a [Exercise],
    pub(super) sweep: &'a SweepArguments,
    pub(super) play: &'a PlayArguments,
    /// What results so far say of themselves.
    pub(super) heading: Heading,
}

/// Keeps a run.
pub(super) struct Keeping<'a> {
    of: &'a Kept<'a>,
    pace: &'a Pace,
    unfinished: Unfinished,
    so_far: SoFar,
    /// How long it took to keep the last stretch.
    took: Duration,
    done: u64,
    /// Why it cannot be kept.
    failed: Option<Failure>,
}

impl<'a> Keeping<'a> {
    /// Nothing is kept yet.
    pub(super) fn new(of: &'a Kept<'a>, pace: &'a Pace, unfinished: Unfinished) -> Self {
        Self {
            so_far: SoFar::new(&unfinished.folder),
            unfinished,
            of,
            pace,
            took: Duration::ZERO,
            done: 0,
            failed: None,
        }
    }

    /// What became of it: the folder, for whoever finishes.
    ///
    /// # Errors
    /// If it could not be kept any longer, for example because the disk is full.
    pub(super) fn finish(self) -> Result<Unfinished, Failure> {
        if self.unfinished.is_ours() {
            self.so_far.clear();
        }
        match self.failed {
            Some(failure) => Err(left(failure, &self.unfinished)),
            None => Ok(self.unfinished),
        }
    }

    fn write(&mut self, stretch: &Range<u64>, played: &[Played]) -> Result<(), Failure> {
        if !self.unfinished.is_ours() {
            let plan = plan(self.of)?;
            self.unfinished.begin(&plan, &self.of.loaded.inputs())?;
        }
        self.unfinished.add(stretch, played)
    }

    fn tell_estimate(&self, all: &[Played]) {
        let both = self.of.exercises.iter().zip(all);
        let one = |(exercise, played): (&Exercise, &Played)| {
            let rate = outrun_rate(exercise, &played.incidents, CONFIDENCE);
            let [estimate, low, high] =
                [rate.estimate, rate.low, rate.high].map(|share| 100.0 * share.unwrap_or(0.0));
            format!("{} {estimate:.1} % [{low:.1}, {high:.1}]", exercise.alternative)
        };
        let words: Vec<String> = both.map(one).collect();
        self.pace.progress.estimate(&words);
    }
}

impl Keep for Keeping<'_> {
    fn pause(&self) -> &AtomicBool {
        &self.pace.pause
    }

    fn there(&mut self, replications: &Range<u64>) -> There {
        let there = self.unfinished.there(replications);
        if let There::Kept(until, _) = &there {
            self.done = until - 1;
            let done = self.done * kinds(self.of.exercises);
            self.pace.progress.begin_behind(done);
            self.pace.go_on(done, Duration::ZERO);
        }
        there
    }

    fn keep(&mut self, stretch: &Range<u64>, played: &[Played]) -> ControlFlow<()> {
        let began = Stopwatch::start();
        self.done = stretch.end - 1;
        // Interrupted that soon, it is not worth what an earlier one has kept.
        let is_of_another = || interrupt::is_asked() && self.unfinished.keeps_another();
        if stretch.is_empty() || is_of_another() {
            return ControlFlow::Continue(());
        }
        let written = self.write(stretch, played);
        self.took = began.elapsed();
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                self.failed = Some(failure);
                ControlFlow::Break(())
            }
        }
    }

    fn look(&mut self, all: &[Played]) {
        self.tell_estimate(all);
        self.so_far.write(self.of, all);
        let done = self.done * kinds(self.of.exercises);
        self.pace.go_on(done, self.took);
    }
}

/// How many are played of each replication.
fn kinds(exercises: &[Exercise]) -> u64 {
    let of = |exercise: &Exercise| 1 + u64::from(exercise.false_alarms.is_some());
    exercises.iter().map(of).sum()
}

/// The failure, and what is kept in spite of it.
pub(super) fn left(failure: Failure, unfinished: &Unfinished) -> Failure {
    if unfinished.kept == 0 {
        return failure;
    }
    let words = format!(
        "{} replications of each alternative are kept in `{}`; the same command with `--resume` goes on from there",
        unfinished.kept,
        unfinished.folder.display()
    );
    failure.leaving(words)
}

/// What the parts of this run belong to.
fn plan(of: &Kept<'_>) -> Result<ShardPlan, Failure> {
    let whole = in_one_piece((of.loaded, of.exercises), of.sweep);
    Ok(ShardPlan {
        command: of.heading.command.clone(),
        known_answer: answer(of.exercises, of.play)?,
        ..whole
    })
}

/// Takes up what is kept in the folder; where nothing is, the run begins with its first replication.
///
/// # Errors
/// If what is kept there is of another run, or was played by another version or machine.
pub(super) fn resume(
    unfinished: &mut Unfinished,
    of: &Kept<'_>,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let folder = unfinished.folder.display().to_string();
    let here = plan(of)?;
    let plan = match unfinished.plan() {
        Found::Nothing => {
            let words = format!("nothing is kept in `{folder}`: played from the beginning\n");
            say(of, streams, &words);
            return Ok(());
        }
        Found::Closed(error) => {
            return Err(Failure::file(
                "read the plan in",
                &unfinished.folder,
                &error,
                NOTHING_WRITTEN,
            ));
        }
        Found::Torn(because) => {
            let words = format!(
                "`{folder}/plan.json` cannot be read: {because}\n  it is written again for this command; parts of another are left out, and gone when this one has succeeded\n"
            );
            say(of, streams, &words);
            unfinished.write_plan(&here)?
        }
        Found::Plan(kept, plan) => match differs(&kept, &here) {
            None => plan,
            Some(because) => {
                return Err(Failure::Usage(format!(
                    "`{folder}` cannot be taken up: {because}\n  without `--resume` the run begins anew, and takes its place"
                )));
            }
        },
    };
    // What differs would have been refused.
    let identity = Identity {
        plan,
        version: here.version.clone(),
        known_answer: here.known_answer.clone(),
    };
    for words in unfinished.take_up(identity, of.exercises)? {
        say(of, streams, &format!("{words}\n"));
    }
    let (taken, all) = (unfinished.kept.min(here.replications), here.replications);
    say(
        of,
        streams,
        &format!("taken up: {taken} of {all} replications are kept in `{folder}`\n"),
    );
    Ok(())
}

fn say(of: &Kept<'_>, streams: &mut Streams, words: &str) {
    if !of.play.quiet {
        streams.tell(words);
    }
}

/// What is another; replications may be more or fewer, and where results come from is the same however it was asked.
fn differs(kept: &ShardPlan, here: &ShardPlan) -> Option<String> {
    if kept.version != here.version {
        let (old, new) = (&kept.version, &here.version);
        return Some(format!("version {old} of Outrun played it, and this is {new}"));
    }
    if (&kept.exercise, &kept.file) != (&here.exercise, &here.file) {
        return Some(format!("it is of the exercise `{}`", kept.exercise));
    }
    if kept.inputs != here.inputs {
        let mut changed = here.inputs.iter().filter(|input| !kept.inputs.contains(input));
        let gone = || kept.inputs.iter().find(|input| !here.inputs.contains(input));
        let file = changed.next().or_else(gone).map_or("", |input| &input.file);
        return Some(format!(
            "it is of other inputs: `{file}` was changed since it began"
        ));
    }
    if kept.seed != here.seed {
        return Some(format!(
            "it is of seed {}, and this is seed {}",
            kept.seed, here.seed
        ));
    }
    let plays = |plan: &ShardPlan| (plan.alternatives.clone(), plan.sweeps.clone());
    if plays(kept) != plays(here) {
        return Some(format!("it plays `{}`", kept.alternatives.join("`, `")));
    }
    (kept.known_answer != here.known_answer).then(|| {
        "the first replications give something else here than where it began: another build or machine computes otherwise"
            .to_owned()
    })
}
