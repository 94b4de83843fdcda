//! Reports: findings and estimates as data, and the renderers that turn them into documents.
//!
//! [`RunDocument`] is what `outrun run --format json` prints; [`Records`] is one row for each replication;
//! [`CompareDocument`] is alternatives against a baseline; [`ImproveDocument`] is the changes that buy most; [`EventLog`] is replications for process mining; [`Trace`] is one replication as a story; [`CheckDocument`] is what is
//! wrong with documents; [`terminal`] draws them for people.
//!
//! May import: all rooms but `console` and `cli`. Promises: pure functions of the results; nothing here reads a file, a clock or
//! the environment.

#[cfg(feature = "conduct")]
mod afterwards;
mod against;
mod check_document;
mod check_findings;
mod compare;
mod convert;
mod coverage_document;
mod coverage_svg;
mod diff;
mod event_log;
#[cfg(feature = "conduct")]
pub mod fit;
mod forges;
pub mod gap;
mod graph;
mod heat;
#[cfg(feature = "conduct")]
mod held;
#[cfg(feature = "conduct")]
pub mod history;
mod improve;
#[cfg(feature = "conduct")]
pub mod materials;
mod naming;
mod offers;
mod plan_names;
mod presets_page;
mod records;
mod register;
mod register_markdown;
mod register_words;
mod run_document;
mod run_measures;
#[cfg(feature = "conduct")]
pub mod schedule;
mod seconds;
mod shard_plan;
mod stopping;
mod story;
mod svg;
pub mod terminal;
#[cfg(feature = "conduct")]
mod told;
mod tornado_svg;
mod who_document;

#[cfg(feature = "conduct")]
pub use afterwards::AfterwardsDocument;
pub use against::{
    Against, AlternativeAgainst, Better, Change, Earlier, MeasureAgainst, Movement, Named, Side, Unreadable,
    against,
};
pub use check_document::{CheckDocument, CheckFinding, check_document, plan_document};
pub use compare::{
    AlternativeCompared, AssumedDifferences, AssumptionGroup, BothContained, CauseCompared, Choice,
    CompareDocument, CompareHeading, ComparedAssumptions, Comparison, Contender, Crossing,
    DifferenceInfluence, FactorPoint, Grid, GridAxis, GridPoint, LostIncident, LostIncidents, Margins,
    MovedDifference, NamedMargin, Paired, PairedVerdict, Preventable, RuleCompared, RulesCompared,
    StartOfWeek, StartPoint, StoryLine, StoryOfBoth, StorySide, Threshold, Trade, VarianceShares, pareto_svg,
};
pub use coverage_document::{CellRow, CoverageCell, CoverageDocument, CoverageRow, Gap, Quarter, RuleSpan};
pub use coverage_svg::coverage_svg;
pub use diff::unified;
pub use event_log::{EventLog, activity};
pub use forges::{github, sarif};
pub use graph::{GraphDocument, GraphEdge, GraphVertex, dot, graph_document, svg};
#[cfg(feature = "conduct")]
pub use held::held_lines;
pub use improve::{
    ChangeKind, Considered, FalseAlarmsPlayed, FindingOf, ImproveDocument, ImproveHeading, Improved,
    Interaction, InteractionKind, Piece, PieceWay, PlanOutcome, PlanState, PlanStep, Search, SearchBounds,
    Worth,
};
pub use naming::Naming;
#[cfg(feature = "conduct")]
pub use naming::person_labels;
pub use offers::offers;
pub use plan_names::NamedTarget;
pub use presets_page::presets_page;
pub use records::{Plays, Records};
pub use register::{Backup, RegisterDocument, RegisterPage, RegisteredRight, RunbookLine};
pub use register_markdown::{register_markdown, register_page};
pub use run_document::{
    Alone, Alternative, AssumptionRange, CurvePoint, Heading, Influence, Input, Interval, LimitKind,
    Objective, Played, Reason, RunDocument, Verdict,
};
pub use run_measures::{
    Attribution, Blast, BlastAt, Burden, CauseShare, Censored, Clock, Contained, FalseAlarms, OpenStage,
    RunTimes, Times, Together, Values,
};
pub use seconds::Seconds;
pub use shard_plan::ShardPlan;
pub use stopping::{LookTaken, StillOpen, Stopping};
pub use story::{
    Ending, Entry, PathPiece, PersonEntry, Reached, TimeOfCause, Told, Trace, TraceAttribution, trace,
};
#[cfg(feature = "conduct")]
pub use told::{ToldLine, told_lines};
pub use tornado_svg::{Tornado, TornadoBar, tornado_svg, tornadoes_of_comparison, tornadoes_of_run};
pub use who_document::{OtherRule, Owner, WhoDocument, WhoPerson, WhoStage, WhoStep};
