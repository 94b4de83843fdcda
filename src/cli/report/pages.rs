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

/// Whether these are the pages of a report; nothing: this program makes none.
#[cfg(feature = "pdf")]
pub(super) fn verified(of: &GapReport, pages: &[u8]) -> Result<Option<bool>, Failure> {
    typeset(of).map(|bytes| Some(bytes == pages))
}

/// This program makes no pages.
#[cfg(not(feature = "pdf"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the form of the function that makes pages"
)]
pub(super) fn verified(_: &GapReport, _: &[u8]) -> Result<Option<bool>, Failure> {
    Ok(None)
}

#[cfg(feature = "pdf")]
fn typeset(of: &GapReport) -> Result<Vec<u8>, Failure> {
    crate::report::gap::pdf(of).map_err(|error| Failure::Environment {
        doing: "typeset the report".to_owned(),
        path: None,
        because: error.to_string(),
        passes: true,
        left: crate::cli::failure::NOTHING_WRITTEN.into(),
    })
}

/// Writes the pages.
#[cfg(feature = "pdf")]
pub(super) fn write(of: &GapReport, output: Option<&Path>) -> Result<Status, Failure> {
    let bytes = typeset(of)?;
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
