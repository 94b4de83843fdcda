//! An earlier run, read back from its folder of results.

use std::path::{Path, PathBuf};

use crate::cli::disk::Disk;
use crate::cli::failure::{Failure, mistakes};
use crate::document::{Assumptions, LoadOptions, load, sha256};
use crate::engine::Plan;
use crate::experiment::Played;
use crate::model::Exercise;
use crate::report::{Against, Earlier, RunDocument, Side, against};

use super::telling::records;

/// An earlier run.
pub(super) struct EarlierRun {
    folder: PathBuf,
    document: Earlier,
    sha256: String,
    records: Vec<u8>,
    alternatives: Vec<(Exercise, u64)>,
}

impl EarlierRun {
    /// Reads the folder of results: the document, the records, and the copy of the inputs.
    ///
    /// # Errors
    /// If one of them is not there, or not of this form.
    pub(super) fn open(folder: &Path) -> Result<Self, Failure> {
        let read = |name: &str| {
            let file = folder.join(name);
            std::fs::read(&file).map_err(|error| wrong(folder, &format!("`{}`: {error}", file.display())))
        };
        let written = read("run.json")?;
        let document: Earlier = serde_json::from_slice(&written)
            .map_err(|error| wrong(folder, &format!("`run.json`: {error}")))?;
        if document.schema != RunDocument::SCHEMA {
            return Err(wrong(folder, &format!("`run.json` is `{}`", document.schema)));
        }
        let records = read("records.csv")?;
        Earlier::check_records(&records).map_err(|error| wrong(folder, &error.to_string()))?;
        Ok(Self {
            folder: folder.to_path_buf(),
            sha256: sha256(&written),
            records,
            alternatives: alternatives(folder, &document)?,
            document,
        })
    }

    /// What slipped since.
    ///
    /// # Errors
    /// If its records cannot be read.
    pub(super) fn against(
        self,
        now: &RunDocument,
        exercises: &[Exercise],
        played: &[Played],
    ) -> Result<Against, Failure> {
        let mut rows = Vec::new();
        let written = records(&mut rows, exercises, played);
        written.map_err(|error| wrong(&self.folder, &error.to_string()))?;
        let then = Side {
            seed: self.document.seed,
            inputs: &self.document.inputs,
            records: &self.records,
            alternatives: &self.alternatives,
        };
        let reach = played.iter().map(|played| played.reach_weight);
        let alternatives: Vec<(Exercise, u64)> = exercises.iter().cloned().zip(reach).collect();
        let now = Side {
            seed: now.seed,
            inputs: &now.inputs,
            records: &rows,
            alternatives: &alternatives,
        };
        let compared = against(&self.document, self.sha256, then, now);
        compared.map_err(|unreadable| wrong(&self.folder, &unreadable.to_string()))
    }
}

fn wrong(folder: &Path, because: &str) -> Failure {
    Failure::Usage(format!(
        "`{}` is no folder of results to compare with: {because}",
        folder.display()
    ))
}

/// The alternatives that were played, from the copy of the inputs.
fn alternatives(folder: &Path, document: &Earlier) -> Result<Vec<(Exercise, u64)>, Failure> {
    let inputs = folder.join("inputs");
    let file = inputs.join(&document.file);
    let options = LoadOptions {
        root: Some(inputs),
        ..LoadOptions::default()
    };
    let unread = |found: usize| {
        let file = file.display();
        wrong(
            folder,
            &format!(
                "this version finds {} in its inputs; `outrun check {file}` shows them",
                mistakes(found)
            ),
        )
    };
    let loaded = load(&file, &Disk, &options).map_err(|found| unread(found.len()))?;
    let mut alternatives = Vec::new();
    for named in &document.alternatives {
        let exercise = loaded.exercise(&named.name, &Assumptions::default());
        let exercise = exercise.map_err(|found| unread(found.len()))?;
        let reach = Plan::new(&exercise).reach_weight();
        alternatives.push((exercise, reach));
    }
    Ok(alternatives)
}
