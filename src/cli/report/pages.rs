//! The report as PDF, where the program was built with it.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::report::gap::GapReport;

/// Says at once, before anything is read, what is missing.
pub(super) fn there_are(output: Option<&Path>) -> Result<(), Failure> {
    if !cfg!(feature = "pdf") {
        return Err(Failure::Usage(
            "this program was built without PDF: `cargo install --path . --features pdf` builds one with it; until then, print the HTML report"
                .to_owned(),
        ));
    }
    if output.is_none() {
        return Err(Failure::Usage(
            "a PDF is no text for a terminal: `--output` says into which file".to_owned(),
        ));
    }
    Ok(())
}

/// Writes the pages.
#[cfg(feature = "pdf")]
pub(super) fn write(of: &GapReport, output: Option<&Path>) -> Result<Status, Failure> {
    let bytes = crate::report::gap::pdf(of).map_err(|error| Failure::Environment {
        doing: "typeset the report".to_owned(),
        path: None,
        because: error.to_string(),
        left: crate::cli::failure::NOTHING_WRITTEN,
    })?;
    if let Some(file) = output {
        crate::cli::folder::write_whole(file, &bytes)?;
    }
    Ok(Status::Well)
}

/// Was refused before.
#[cfg(not(feature = "pdf"))]
pub(super) fn write(_: &GapReport, output: Option<&Path>) -> Result<Status, Failure> {
    there_are(output).map(|()| Status::Well)
}
