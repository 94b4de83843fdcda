//! Reports: findings and estimates as data, and the renderers that turn them into documents.
//!
//! [`RunDocument`] is what `outrun run --format json` prints; [`Records`] is one row for each replication;
//! [`EventLog`] is replications for process mining; [`Trace`] is one replication as a story; [`CheckDocument`] is what is
//! wrong with documents; [`terminal`] draws them for people.
//!
//! May import: all rooms but `cli`. Promises: pure functions of the results; nothing here reads a file, a clock or
//! the environment.

mod against;
mod check_document;
mod check_findings;
mod convert;
mod event_log;
pub mod gap;
mod graph;
mod naming;
mod records;
mod run_document;
mod run_measures;
mod seconds;
mod story;
pub mod terminal;

pub use against::{
    Against, AlternativeAgainst, Better, Change, Earlier, MeasureAgainst, Movement, Named, Side, Unreadable,
    against,
};
pub use check_document::{CheckDocument, check_document, github, plan_document, sarif};
pub use event_log::{EventLog, activity};
pub use graph::{GraphDocument, GraphEdge, GraphVertex, dot, graph_document, svg};
pub use naming::Naming;
pub use records::{Plays, Records};
pub use run_document::{
    Alone, Alternative, AssumptionRange, CurvePoint, Heading, Influence, Input, Interval, LimitKind,
    Objective, Played, Reason, RunDocument, Verdict,
};
pub use run_measures::{
    Attribution, Blast, BlastAt, Burden, CauseShare, Censored, Clock, Contained, FalseAlarms, OpenStage,
    RunTimes, Times, Together, Values,
};
pub use seconds::Seconds;
pub use story::{
    Ending, Entry, PathPiece, PersonEntry, Reached, TimeOfCause, Told, Trace, TraceAttribution, trace,
};
