//! `outrun schema`: the JSON Schema of an output or of an input document.

use clap::{Args, ValueEnum};
use schemars::{Schema, schema_for};

#[cfg(feature = "conduct")]
use crate::conduct::live::ContactCheck;
use crate::document::{DocumentKind, resolved_schema};
#[cfg(feature = "conduct")]
use crate::report::AfterwardsDocument;
#[cfg(feature = "conduct")]
use crate::report::fit::FitDocument;
use crate::report::gap::GapReport;
#[cfg(feature = "conduct")]
use crate::report::history::{ActionsDocument, ChangedDocument, HistoryDocument};
#[cfg(feature = "conduct")]
use crate::report::schedule::{DueDocument, RunDueDocument};
use crate::report::{
    CheckDocument, CompareDocument, CoverageDocument, GraphDocument, ImproveDocument, RegisterDocument,
    RunDocument, ShardPlan, Trace, WhoDocument,
};

use super::failure::Failure;
use super::status::Status;
use super::streams::Streams;

/// Which schema.
#[derive(Clone, Debug, Args)]
pub(super) struct SchemaArguments {
    /// The output of a command, or the document
    #[arg(value_enum)]
    name: Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Name {
    /// `outrun run --format json`
    Run,
    /// `outrun compare --format json`
    Compare,
    /// `outrun improve --format json`
    Improve,
    /// `outrun trace --format json`
    Trace,
    /// `outrun check --format json`
    Check,
    /// `outrun show --format json`, which can be fed back as input
    Show,
    /// An exercise
    Exercise,
    /// An organisation, or a part of it
    Organisation,
    /// An estate, or a part of it
    Estate,
    /// A playbook, or a part of it
    Playbook,
    /// A scenario
    Scenario,
    /// Clocks of the law
    Law,
    /// `outrun show --coverage --format json`
    Coverage,
    /// `outrun show --register --format json`
    Register,
    /// `outrun who --format json`
    Who,
    /// `outrun show --graph json`
    Graph,
    /// `outrun report --to json`
    Report,
    /// `plan.json` of `outrun plan`
    Plan,
    /// `outrun exercise history --format json`
    #[cfg(feature = "conduct")]
    History,
    /// `outrun exercise history --between A B --format json`
    #[cfg(feature = "conduct")]
    Changed,
    /// `outrun exercise actions --format json`
    #[cfg(feature = "conduct")]
    Actions,
    /// `outrun exercise due --format json`
    #[cfg(feature = "conduct")]
    Due,
    /// The payload of `outrun exercise run-due`
    #[cfg(feature = "conduct")]
    RunDue,
    /// `outrun exercise afterwards --format json`
    #[cfg(feature = "conduct")]
    Afterwards,
    /// `outrun exercise contact --format json`
    #[cfg(feature = "conduct")]
    Contact,
    /// `outrun exercise fit --format json`
    #[cfg(feature = "conduct")]
    Fit,
}

/// Prints the schema.
pub(super) fn schema(arguments: &SchemaArguments, streams: &mut Streams) -> Result<Status, Failure> {
    streams.print_json(&of(arguments.name))?;
    Ok(Status::Well)
}

fn of(name: Name) -> Schema {
    match name {
        Name::Run => schema_for!(RunDocument),
        Name::Compare => schema_for!(CompareDocument),
        Name::Improve => schema_for!(ImproveDocument),
        Name::Trace => schema_for!(Trace),
        Name::Check => schema_for!(CheckDocument),
        Name::Show => resolved_schema(),
        Name::Exercise => DocumentKind::Exercise.json_schema(),
        Name::Organisation => DocumentKind::Organisation.json_schema(),
        Name::Estate => DocumentKind::Estate.json_schema(),
        Name::Playbook => DocumentKind::Playbook.json_schema(),
        Name::Scenario => DocumentKind::Scenario.json_schema(),
        Name::Law => DocumentKind::Law.json_schema(),
        Name::Coverage => schema_for!(CoverageDocument),
        Name::Register => schema_for!(RegisterDocument),
        Name::Who => schema_for!(WhoDocument),
        Name::Graph => schema_for!(GraphDocument),
        Name::Plan => schema_for!(ShardPlan),
        Name::Report => schema_for!(GapReport),
        #[cfg(feature = "conduct")]
        Name::History => schema_for!(HistoryDocument),
        #[cfg(feature = "conduct")]
        Name::Changed => schema_for!(ChangedDocument),
        #[cfg(feature = "conduct")]
        Name::Actions => schema_for!(ActionsDocument),
        #[cfg(feature = "conduct")]
        Name::Due => schema_for!(DueDocument),
        #[cfg(feature = "conduct")]
        Name::RunDue => schema_for!(RunDueDocument),

        #[cfg(feature = "conduct")]
        Name::Afterwards => schema_for!(AfterwardsDocument),

        #[cfg(feature = "conduct")]
        Name::Contact => schema_for!(ContactCheck),
        #[cfg(feature = "conduct")]
        Name::Fit => schema_for!(FitDocument),
    }
}
