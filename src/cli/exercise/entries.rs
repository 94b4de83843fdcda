//! What is recorded of a run and of a check.

use std::path::Path;

use crate::check::{Checked, Finding, finding_about};
use crate::conduct::history::{Entry, FoundFinding, Kind, Rated, Rating, Results};
use crate::document::{Loaded, sha256};
use crate::measure::estimate;
use crate::report::{Alternative, Objective, Reason, RunDocument, Verdict};
use crate::time::WallTime;

/// A run that has been played and written.
pub(in crate::cli) struct PlayedRun<'a> {
    /// When it began.
    pub(in crate::cli) began: WallTime,
    /// What came of it.
    pub(in crate::cli) document: &'a RunDocument,
    /// Where that is.
    pub(in crate::cli) folder: &'a Path,
    /// The text of `run.json`.
    pub(in crate::cli) text: &'a str,
}

/// What is recorded of a run.
pub(super) fn played(loaded: &Loaded, run: &PlayedRun<'_>) -> Entry {
    let document = run.document;
    Entry {
        seed: Some(document.seed),
        replications: document.alternatives.first().map(|one| one.replications),
        partial: document.partial,
        results: Some(Results {
            folder: folder(run.folder, loaded.root()),
            sha256: sha256(run.text.as_bytes()),
        }),
        objectives: document.alternatives.iter().flat_map(objectives).collect(),
        ..bare(loaded, Kind::Run, run.began)
    }
}

/// What is recorded of a check.
pub(super) fn checked(loaded: &Loaded, found: &Checked, at: WallTime) -> Entry {
    Entry {
        findings: found.findings.iter().flat_map(findings).collect(),
        looked_at: found.alternatives.clone(),
        left_out: found.silenced.iter().flat_map(findings).collect(),
        ..bare(loaded, Kind::Check, at)
    }
}

fn bare(loaded: &Loaded, kind: Kind, at: WallTime) -> Entry {
    Entry {
        exercise: loaded.id().to_owned(),
        file: loaded.file().to_owned(),
        kind,
        at,
        ended: None,
        schedule: None,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seed: None,
        replications: None,
        partial: false,
        results: None,
        inputs: loaded.inputs(),
        objectives: Vec::new(),
        findings: Vec::new(),
        looked_at: Vec::new(),
        left_out: Vec::new(),
        held: Vec::new(),
    }
}

/// The folder as seen from the root of the library, if it lies below: a library may be moved.
fn folder(folder: &Path, root: &Path) -> String {
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let inside = whole.strip_prefix(root).unwrap_or(&whole);
    inside.to_string_lossy().into_owned()
}

fn objectives(alternative: &Alternative) -> impl Iterator<Item = Rated> {
    alternative
        .objectives
        .iter()
        .map(|one| rated(&alternative.name, one))
}

fn rated(alternative: &str, one: &Objective) -> Rated {
    let measured = &one.measured;
    Rated {
        alternative: alternative.to_owned(),
        text: one.text.clone(),
        rating: match one.verdict {
            Verdict::Met => Rating::Met,
            Verdict::Missed => Rating::Missed,
            Verdict::Depends => Rating::Depends,
            Verdict::Undecided => Rating::Undecided,
        },
        estimate: measured.estimate,
        low: measured.low,
        high: measured.high,
        confidence: Some(measured.confidence),
        threshold: Some(one.threshold),
        reason: measured.reason.map(|reason| match reason {
            Reason::BeyondHorizon => estimate::Reason::BeyondHorizon,
            Reason::NotApplicable => estimate::Reason::NotApplicable,
            Reason::TooFew => estimate::Reason::TooFew,
        }),
    }
}

/// A finding is one in each alternative.
fn findings(finding: &Finding) -> impl Iterator<Item = FoundFinding> {
    finding.alternatives.iter().map(|alternative| FoundFinding {
        code: finding.code.to_owned(),
        about: finding_about(finding),
        alternative: alternative.clone(),
        title: finding.title.clone(),
        level: finding.level.word().to_owned(),
    })
}
