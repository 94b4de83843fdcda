//! From data to pages.

use std::error::Error;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::report::gap::document::GapReport;

use super::pictures::pictures;
use super::readable::{known, readable};
use super::world::Paper;

/// What the pages look like.
const TEMPLATE: &str = include_str!("report.typ");

/// A report that Typst did not typeset: a mistake of ours, never of the report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the report could not be typeset: {0}")]
pub struct NotTypeset(String);

/// The bytes of the report as PDF; the same for the same report.
///
/// # Errors
/// If Typst fails, with what it says.
pub fn pdf(of: &GapReport) -> Result<Vec<u8>, NotTypeset> {
    let paper = paper(of).map_err(|error| NotTypeset(error.to_string()))?;
    let document = typst::compile::<PagedDocument>(&paper)
        .output
        .map_err(|said| words(&said))?;
    typst_pdf::pdf(&document, &options(of)?).map_err(|said| words(&said))
}

/// The template with everything that it asks for.
fn paper(of: &GapReport) -> Result<Paper, Box<dyn Error>> {
    let mut paper = Paper::new(TEMPLATE)?;
    let mut data = serde_json::to_value(of)?;
    readable(&mut data, &|letter| paper.has(letter));
    // `outrun verify` finds it among the properties of the document.
    if let Some(fields) = data.as_object_mut() {
        fields.insert("manifest_line".to_owned(), of.manifest.line().into());
    }
    for (path, picture) in pictures(of) {
        let picture = known(&picture, &|letter| paper.has(letter));
        paper.add(path, picture.into_bytes());
    }
    paper.add("/report.json".to_owned(), serde_json::to_vec(&data)?);
    Ok(paper)
}

/// No time stamp: the report bears the date that it was given, and no other.
fn options(of: &GapReport) -> Result<PdfOptions, NotTypeset> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
    Ok(PdfOptions {
        creator: Smart::Custom(Some(format!("outrun {}", of.version))),
        standards: standards.map_err(|said| NotTypeset(said.message().to_string()))?,
        ..PdfOptions::default()
    })
}

fn words(of: &[SourceDiagnostic]) -> NotTypeset {
    let said: Vec<&str> = of.iter().map(|one| one.message.as_str()).collect();
    NotTypeset(said.join("; "))
}
