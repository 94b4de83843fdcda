//! The results of a report, found again.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::document::Loaded;
use crate::report::gap::{Given, Manifest, ManifestResult};

use super::look::Look;
use super::opening::{Labelled, inputs, labelled, open};

/// A result of the report, and what was found for it.
pub(super) struct Held {
    /// Its document.
    pub(super) file: PathBuf,
    /// What it says.
    pub(super) given: Given,
}

/// The results of the report, in its order, and whether they are the ones that it was made of.
pub(super) fn results(of: &Manifest, places: &[PathBuf]) -> Result<(Vec<Held>, Vec<Look>), Failure> {
    let mut there: Vec<(PathBuf, Labelled)> = Vec::new();
    for place in places {
        there.extend(labelled(place)?);
    }
    let (mut held, mut looks) = (Vec::new(), Vec::new());
    for wanted in &of.results {
        let found = find(wanted, &there).ok_or_else(|| missing(wanted))?;
        let given = open(found)?;
        looks.push(changed(wanted, &given, found));
        held.push(Held {
            file: found.to_path_buf(),
            given,
        });
    }
    Ok((held, looks))
}

/// By its hash, else by what it is of.
fn find<'a>(wanted: &ManifestResult, there: &'a [(PathBuf, Labelled)]) -> Option<&'a Path> {
    let same = there.iter().find(|(_, label)| label.sha256 == wanted.sha256);
    let alike = || {
        let like = |label: &Labelled| label.schema == wanted.schema && label.exercise() == wanted.exercise;
        there.iter().find(|(_, label)| like(label))
    };
    same.or_else(alike).map(|(file, _)| file.as_path())
}

fn missing(wanted: &ManifestResult) -> Failure {
    Failure::Usage(format!(
        "the report was made of an `{}` of `{}` with SHA-256 {}, and nothing of that kind is among --results",
        wanted.schema, wanted.exercise, wanted.sha256
    ))
}

fn changed(wanted: &ManifestResult, given: &Given, file: &Path) -> Look {
    let name = format!("{} of {}: {}", given.word(), given.exercise(), file.display());
    if wanted.is(given) {
        Look::well(format!("{name}, unchanged"))
    } else if wanted.sha256 == given.sha256() {
        Look::wrong(format!("{name}: its records were changed since"))
    } else {
        Look::wrong(format!(
            "{name} is not the one that the report was made of\n      in the report: SHA-256 {}\n      there:         SHA-256 {}",
            wanted.sha256,
            given.sha256()
        ))
    }
}

/// The copy of its inputs: a run has one, and lends it to what was made of the same.
pub(super) fn copy(one: &Held, all: &[Held]) -> Result<(PathBuf, Loaded), String> {
    let lender = std::iter::once(one)
        .chain(all)
        .find_map(|other| match &other.given {
            Given::Run(run) if other.given.inputs() == one.given.inputs() => Some((&other.file, run)),
            _ => None,
        });
    let Some((file, run)) = lender else {
        return Err(
            "only runs keep a copy of their inputs, and none of these inputs is among --results".to_owned(),
        );
    };
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let loaded = inputs(folder, &run.document)?;
    Ok((folder.join("inputs"), loaded))
}
