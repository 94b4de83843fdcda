//! `outrun show`: the resolved exercise, every value and where it came from; or a view of it.

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::{ExerciseArguments, Format};
use crate::cli::failure::Failure;
use crate::cli::loading::{one_name, open, wrong};
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::document::{Assumptions, Loaded};
use crate::model::Exercise;
use crate::report::presets_page;
use crate::report::terminal::resolved;

use super::graph::{GraphForm, Shown};

/// What to show, and how.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ShowArguments {
    /// The exercise file, or the folder that holds `exercise.ron`
    #[arg(value_name = "PATH", required_unless_present = "presets")]
    path: Option<PathBuf>,
    /// The folder that no path of the exercise may leave [default: the nearest with `outrun.ron`]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// All presets with their evidence, of no exercise in particular, as Markdown
    #[arg(long, conflicts_with_all = ["path", "alternative", "format", "output", "View"])]
    presets: bool,
    /// The alternative [default: the first]
    #[arg(long, value_name = "NAME")]
    alternative: Option<String>,
    /// How it is written; JSON of the exercise can be read again in its place
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    view: View,
    /// Say who decides in this quarter hour, in the worst of the weeks: "Sun 03:00"
    #[arg(long, value_name = "DAY TIME", requires = "coverage")]
    pub(super) cell: Option<String>,
    /// Draw every map
    #[arg(long, requires = "coverage")]
    pub(super) all: bool,
    /// Only what this decision needs
    #[arg(long, value_enum, value_name = "DECISION", requires = "graph")]
    pub(super) decision: Option<Shown>,
    /// Write it here; the ending says how
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// A view of the exercise.
#[derive(Clone, Copy, Debug, Args)]
#[group(multiple = false)]
struct View {
    /// Which hours are covered: who may act, who can be reached, how long it takes (`--output FILE.svg` draws it)
    #[arg(long)]
    coverage: bool,
    /// The decision rights, a page for each class of incident (`--output FILE.md`, or a folder for a file a page)
    #[arg(long)]
    register: bool,
    /// Who may decide, who backs them up, who must agree, who carries it out, as a graph
    #[arg(long, value_enum, value_name = "FORM", conflicts_with = "format")]
    graph: Option<GraphForm>,
}

impl ShowArguments {
    fn exercise(&self) -> ExerciseArguments {
        ExerciseArguments {
            path: self.path.clone().unwrap_or_default(),
            root: self.root.clone(),
        }
    }
}

/// Shows the exercise, or a view of it.
pub(in crate::cli) fn show(arguments: &ShowArguments, streams: &mut Streams) -> Result<Status, Failure> {
    if arguments.presets {
        streams.print(&presets_page())?;
        return Ok(Status::Well);
    }
    let (of, format) = (&arguments.exercise(), arguments.format);
    let loaded = open(of, None, format, streams)?;
    let name = one_name(&loaded, arguments.alternative.as_ref())?;
    if arguments.view.coverage {
        super::coverage::show(arguments, &exercise(arguments, &loaded, &name)?, streams)?;
    } else if arguments.view.register {
        super::register::show(arguments, &exercise(arguments, &loaded, &name)?, streams)?;
    } else if let Some(form) = arguments.view.graph {
        super::graph::show(arguments, (&exercise(arguments, &loaded, &name)?, form), streams)?;
    } else {
        whole(arguments, &loaded, &name, streams)?;
    }
    Ok(Status::Well)
}

fn exercise(arguments: &ShowArguments, loaded: &Loaded, name: &str) -> Result<Exercise, Failure> {
    loaded
        .exercise(name, &Assumptions::default())
        .map_err(wrong(&arguments.exercise(), arguments.format))
}

fn whole(
    arguments: &ShowArguments,
    loaded: &Loaded,
    name: &str,
    streams: &mut Streams,
) -> Result<(), Failure> {
    if arguments.output.is_some() {
        return Err(Failure::Usage(
            "--output is for --coverage, --register and --graph; the exercise is shown on standard output"
                .to_owned(),
        ));
    }
    let shown = loaded
        .resolved(name, &Assumptions::default())
        .map_err(wrong(&arguments.exercise(), arguments.format))?;
    match arguments.format {
        Format::Json => streams.print_json(&shown.document()),
        Format::Human => {
            let mut canvas = streams.canvas();
            resolved(loaded.id(), name, &shown, &mut canvas);
            streams.print(&canvas.finish())
        }
    }
}
