//! `outrun show`: the resolved exercise, every value and where it came from; and who may do what, as a graph.

use clap::{Args, ValueEnum};

use crate::document::{Assumptions, Loaded};
use crate::model::Decision;
use crate::report::terminal::resolved;
use crate::report::{dot, graph_document, svg};

use super::arguments::{ExerciseArguments, Format};
use super::failure::Failure;
use super::loading::{one_name, open, wrong};
use super::status::Status;
use super::streams::Streams;

/// What to show, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct ShowArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// The alternative [default: the first]
    #[arg(long, value_name = "NAME")]
    alternative: Option<String>,
    /// How it is written; JSON can be read again in place of the exercise
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The authority graph instead: who may decide, who backs them up, who must agree, who carries it out
    #[arg(long, value_enum, value_name = "FORM", conflicts_with = "format")]
    graph: Option<GraphForm>,
    /// Only what this decision needs
    #[arg(long, value_enum, value_name = "DECISION", requires = "graph")]
    decision: Option<Shown>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GraphForm {
    /// For Graphviz.
    Dot,
    /// One JSON document.
    Json,
    /// A drawing.
    Svg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shown {
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

/// Shows the exercise.
pub(super) fn show(arguments: &ShowArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let (of, format) = (&arguments.exercise, arguments.format);
    let loaded = open(of, None, format, streams)?;
    let name = one_name(&loaded, arguments.alternative.as_ref())?;
    if let Some(form) = arguments.graph {
        return show_graph(arguments, (&loaded, &name), form, streams);
    }
    let shown = loaded
        .resolved(&name, &Assumptions::default())
        .map_err(wrong(of, format))?;
    match format {
        Format::Json => streams.print_json(&shown.document())?,
        Format::Human => {
            let mut canvas = streams.canvas();
            resolved(loaded.id(), &name, &shown, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(Status::Well)
}

fn show_graph(
    arguments: &ShowArguments,
    (loaded, name): (&Loaded, &str),
    form: GraphForm,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let exercise = loaded
        .exercise(name, &Assumptions::default())
        .map_err(wrong(&arguments.exercise, Format::Human))?;
    let graph = graph_document(&exercise, arguments.decision.map(Shown::decision));
    match form {
        GraphForm::Dot => streams.print(&dot(&graph))?,
        GraphForm::Svg => streams.print(&svg(&graph))?,
        GraphForm::Json => streams.print_json(&graph)?,
    }
    Ok(Status::Well)
}
