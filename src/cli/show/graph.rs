//! `outrun show --graph`: who may do what, as a graph.

use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::folder::write_whole;
use crate::cli::streams::{Streams, json};
use crate::model::{Decision, Exercise};
use crate::report::{dot, graph_document, svg};

use super::command::ShowArguments;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphForm {
    /// For Graphviz.
    Dot,
    /// One JSON document.
    Json,
    /// A drawing.
    Svg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Shown {
    Contain,
    Restore,
    Notify,
    Disclose,
    Communicate,
}

impl Shown {
    const fn decision(self) -> Decision {
        match self {
            Self::Contain => Decision::Contain,
            Self::Restore => Decision::Restore,
            Self::Notify => Decision::Notify,
            Self::Disclose => Decision::Disclose,
            Self::Communicate => Decision::Communicate,
        }
    }
}

/// Says or writes the graph.
pub(super) fn show(
    arguments: &ShowArguments,
    (exercise, form): (&Exercise, GraphForm),
    streams: &mut Streams,
) -> Result<(), Failure> {
    let graph = graph_document(exercise, arguments.decision.map(Shown::decision));
    let text = match form {
        GraphForm::Dot => dot(&graph),
        GraphForm::Svg => svg(&graph),
        GraphForm::Json => json(&graph)?,
    };
    match &arguments.output {
        Some(file) => write_whole(file, text.as_bytes()),
        None => streams.print(&text),
    }
}
