//! `outrun explain`: what the code of a diagnostic means.

use clap::Args;

use crate::document::{Code, Level};

use super::failure::Failure;
use super::loading::unknown_name;
use super::status::Status;
use super::streams::Streams;

/// Which code.
#[derive(Clone, Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code, for example IN101
    #[arg(value_name = "CODE")]
    code: String,
}

/// Prints what it means.
pub(super) fn explain(arguments: &ExplainArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let wanted = arguments.code.trim().to_uppercase();
    let Some(code) = Code::ALL.iter().find(|code| code.text() == wanted) else {
        let known: Vec<String> = Code::ALL.iter().map(|code| code.text().to_owned()).collect();
        return Err(unknown_name("code", &wanted, &known));
    };
    streams.print(&explanation(*code))?;
    Ok(Status::Well)
}

fn explanation(code: Code) -> String {
    let (level, follows) = match code.level() {
        Level::Error => ("error", "The exercise is not played until it is mended"),
        Level::Warning => (
            "warning",
            "The exercise is played, but hardly means what was meant",
        ),
    };
    let about = match code.text().get(2..3) {
        Some("0") => "files and their syntax",
        Some("1") => "names that refer to other things",
        Some("2") => "values",
        _ => "what values mean together",
    };
    format!(
        "{} ({level}): {}\n\nOne of the codes about {about}. {follows}; each diagnostic shows the place, what was \
         expected and, where there is one, the name that was probably meant. docs/format.md describes every field.\n",
        code.text(),
        code.meaning()
    )
}
