//! `outrun show`: the resolved exercise, every value and where it came from.

use clap::Args;

use crate::document::Assumptions;
use crate::report::terminal::resolved;

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
}

/// Shows the exercise.
pub(super) fn show(arguments: &ShowArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let (of, format) = (&arguments.exercise, arguments.format);
    let loaded = open(of, None, format, streams)?;
    let name = one_name(&loaded, arguments.alternative.as_ref())?;
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
