//! The arguments that commands share, and the list of commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Will your decisions outrun the blast radius? Plays security incidents by the thousand.
#[derive(Debug, Parser)]
#[command(
    name = "outrun",
    version,
    propagate_version = true,
    arg_required_else_help = true
)]
#[command(
    after_help = "Exit status: 0 all well; 1 an objective was missed or slipped, or a finding stands; 2 bad usage or input; \
                        3 the environment failed; 130 interrupted. \
                        `shard`, `missing` and `merge`: 65 never retry; 75 retry."
)]
pub(super) struct Arguments {
    /// What is to be done.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a small, complete, commented exercise to start from
    New(super::new::NewArguments),
    /// Check an exercise like a compiler: mistakes in its documents, and what must go wrong with its plan
    Check(super::check::CheckArguments),
    /// Say what a code means, why it matters, and how to mend it
    Explain(super::explain::ExplainArguments),
    /// Show the resolved exercise: every value, and where it came from
    Show(super::show::ShowArguments),
    /// Say who may stop an asset, now or then: deciders, backups, who can be reached, what is missing
    Who(super::who::WhoArguments),
    /// Play the exercise: did we outrun it, and where did the time go?
    Run(super::run::RunArguments),
    /// Which alternative is better, by how much, and how sure is that?
    Compare(super::compare::CompareArguments),
    /// What should we change first? The changes that buy most, and what each piece of authority is worth
    Improve(super::improve::ImproveArguments),
    /// Make a report for those who decide, from results of `run`, `compare`, `check` and `improve`
    Report(super::report::ReportArguments),
    /// Say whether a report is what its results give, and they what their inputs give
    Verify(super::report::VerifyArguments),
    /// Tell one replication as a story
    Trace(super::trace::TraceArguments),
    /// Exercises on a schedule and with people: history, schedule, documents, live play
    #[cfg(feature = "conduct")]
    Exercise(super::exercise::ExerciseCommandArguments),
    /// Exercises on a schedule and with people (not in this build: it needs the feature `conduct`)
    #[cfg(not(feature = "conduct"))]
    Exercise(Elsewhere),
    /// Divide a run into shards, to be played by many machines
    Plan(super::shards::PlanArguments),
    /// Play one shard of a plan
    Shard(super::shards::ShardArguments),
    /// Say which shards of a plan are not there
    Missing(super::shards::MissingArguments),
    /// Put the shards of a plan together: the same bytes as one run gives
    Merge(super::shards::MergeArguments),
    /// Print the JSON Schema of an output
    Schema(super::schema::SchemaArguments),
    /// Print completions for a shell
    Completions(super::completions::CompletionsArguments),
    /// Print or write the manual pages
    Man(super::man::ManArguments),
}

/// A command that another build has, with whatever it was given.
#[cfg(not(feature = "conduct"))]
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(super) struct Elsewhere {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _rest: Vec<std::ffi::OsString>,
}

/// Which exercise.
#[derive(Clone, Debug, Args)]
pub(super) struct ExerciseArguments {
    /// The exercise file, or the folder that holds `exercise.ron`
    #[arg(value_name = "PATH")]
    pub(super) path: PathBuf,
    /// The folder that no path of the exercise may leave [default: the nearest with `outrun.ron`]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Human,
    /// One JSON document.
    Json,
}

/// How luck is drawn, and with how much of the machine.
#[derive(Clone, Debug, Args)]
pub(super) struct PlayArguments {
    /// How many replications [default: as the exercise says]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    pub(super) replications: Option<u32>,
    /// The seed of all luck [default: as the exercise says]
    #[arg(long, value_name = "S")]
    pub(super) seed: Option<u64>,
    /// How many threads play; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<std::num::NonZeroUsize>,
    /// No progress on standard error
    #[arg(long, short)]
    pub(super) quiet: bool,
}
