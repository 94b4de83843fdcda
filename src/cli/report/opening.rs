//! Opening results: recognised by what they say of themselves.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::cli::disk::Disk;
use crate::cli::failure::Failure;
use crate::document::{LoadOptions, Loaded, load};
use crate::report::gap::{GapReport, Given, Kept, MANIFEST, Manifest, Played, Source};
use crate::report::{CheckDocument, CompareDocument, ImproveDocument, Input, RunDocument};

/// Reads a result: a file, or the document in a folder.
pub(super) fn open(place: &Path) -> Result<Given, Failure> {
    let file = if place.is_dir() {
        document_in(place)?
    } else {
        place.to_path_buf()
    };
    let written =
        std::fs::read(&file).map_err(|error| wrong(place, &format!("`{}`: {error}", file.display())))?;
    given(place, &file, &written)
}

/// The documents that a folder of results may hold.
const DOCUMENTS: [&str; 3] = ["run.json", "compare.json", "improve.json"];

fn document_in(folder: &Path) -> Result<PathBuf, Failure> {
    let mut there = DOCUMENTS
        .iter()
        .map(|name| folder.join(name))
        .filter(|file| file.exists());
    match (there.next(), there.next()) {
        (Some(file), None) => Ok(file),
        (Some(one), Some(other)) => Err(wrong(
            folder,
            &format!(
                "it holds two; name the one that is meant, or both: `{}` `{}`",
                one.display(),
                other.display()
            ),
        )),
        (None, _) => Err(wrong(
            folder,
            "it holds no `run.json`, no `compare.json` and no `improve.json`",
        )),
    }
}

/// What every document says of itself.
#[derive(Deserialize)]
pub(super) struct Labelled {
    /// Its form.
    #[serde(default)]
    pub(super) schema: String,
    #[serde(default)]
    exercise: String,
    #[serde(default)]
    id: Option<String>,
    /// Its hash.
    #[serde(skip)]
    pub(super) sha256: String,
}

impl Labelled {
    /// The exercise that it is of.
    pub(super) fn exercise(&self) -> &str {
        self.id.as_ref().unwrap_or(&self.exercise)
    }
}

/// Every result in a place: the file, or the results of a folder and of the folders in it, in the order of their names.
pub(super) fn labelled(place: &Path) -> Result<Vec<(PathBuf, Labelled)>, Failure> {
    let mut found = Vec::new();
    if !place.is_dir() {
        let written = std::fs::read(place).map_err(|error| wrong(place, &error.to_string()))?;
        found.push((place.to_path_buf(), label(place, place, &written)?));
        return Ok(found);
    }
    for folder in
        std::iter::once(place.to_path_buf()).chain(inside(place)?.into_iter().filter(|one| one.is_dir()))
    {
        for file in inside(&folder)?
            .into_iter()
            .filter(|file| file.extension().is_some_and(|end| end == "json"))
        {
            let Ok(written) = std::fs::read(&file) else {
                continue;
            };
            // Whatever else lies there is no result, and no mistake.
            found.extend(label(place, &file, &written).ok().map(|label| (file, label)));
        }
    }
    Ok(found)
}

fn inside(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| wrong(folder, &error.to_string()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    paths.sort();
    Ok(paths)
}

fn label(place: &Path, file: &Path, written: &[u8]) -> Result<Labelled, Failure> {
    let mut labelled: Labelled = read(place, file, written)?;
    labelled.sha256 = hash(written);
    Ok(labelled)
}

/// Recognises a result by its `schema`.
fn given(place: &Path, file: &Path, written: &[u8]) -> Result<Given, Failure> {
    let labelled = label(place, file, written)?;
    match labelled.schema.as_str() {
        RunDocument::SCHEMA => run(place, file, written).map(|run| Given::Run(Box::new(run))),
        CompareDocument::SCHEMA => kept(place, file, written).map(|kept| Given::Compare(Box::new(kept))),
        CheckDocument::SCHEMA => kept(place, file, written).map(|kept| Given::Check(Box::new(kept))),
        ImproveDocument::SCHEMA => kept(place, file, written).map(|kept| Given::Improve(Box::new(kept))),
        "" => Err(wrong(place, &format!("`{}` has no `schema`", file.display()))),
        other => Err(wrong(place, &format!("`{}` is `{other}`", file.display()))),
    }
}

fn read<T: DeserializeOwned>(place: &Path, file: &Path, written: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(written).map_err(|error| wrong(place, &format!("`{}`: {error}", file.display())))
}

fn kept<T: DeserializeOwned>(place: &Path, file: &Path, written: &[u8]) -> Result<Kept<T>, Failure> {
    Ok(Kept {
        document: read(place, file, written)?,
        sha256: hash(written),
    })
}

/// A run: the records and the copy of the inputs lie beside its document.
fn run(place: &Path, file: &Path, written: &[u8]) -> Result<Source, Failure> {
    let document: RunDocument = read(place, file, written)?;
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let records = folder.join("records.csv");
    let records = std::fs::read(&records)
        .map_err(|error| wrong(place, &format!("`{}`: {error}", records.display())))?;
    let played = played(folder, &document);
    let hashes = (hash(written), hash(&records));
    let source = Source::new(document, hashes, &records);
    let mut source = source.map_err(|unreadable| wrong(place, &unreadable.to_string()))?;
    source.look_inside(played);
    Ok(source)
}

fn wrong(place: &Path, because: &str) -> Failure {
    Failure::Usage(format!(
        "`{}` is no result to report on: {because}\n  expected the folder of a run, or the JSON of `outrun run`, `compare`, `check` or `improve`",
        place.display()
    ))
}

pub(super) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// What the copy of the inputs says; else why it says nothing. A report without it is poorer, and still true.
fn played(folder: &Path, document: &RunDocument) -> Result<Played, String> {
    const LEFT_OUT: &str = "the race, findings and evidence are left out";
    let loaded = inputs(folder, document).map_err(|because| format!("{because}: {LEFT_OUT}."))?;
    let played = Played::new(&loaded, document);
    played.map_err(|found| format!("{}: {LEFT_OUT}.", mistakes(found.len())))
}

fn mistakes(count: usize) -> String {
    format!(
        "The copy of the inputs has {} for this version",
        crate::cli::failure::mistakes(count)
    )
}

/// The copy of the inputs of a run, with its seed; else why it is not to be believed.
pub(super) fn inputs(folder: &Path, document: &RunDocument) -> Result<Loaded, String> {
    let inputs = folder.join("inputs");
    let most = document.alternatives.iter().map(|one| one.replications).max();
    let options = LoadOptions {
        root: Some(inputs.clone()),
        seed: Some(document.seed),
        replications: most.and_then(|most| u32::try_from(most).ok()),
        ..LoadOptions::default()
    };
    let loaded =
        load(&inputs.join(&document.file), &Disk, &options).map_err(|found| mistakes(found.len()))?;
    if is_what_was_played(&loaded, document) {
        Ok(loaded)
    } else {
        Err("The copy of the inputs was changed after the run".to_owned())
    }
}

fn is_what_was_played(loaded: &Loaded, document: &RunDocument) -> bool {
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    let read: Vec<Input> = loaded.inputs().into_iter().map(input).collect();
    read == document.inputs
}

/// What a report says of how it was made; nothing: this is no report. A folder of tables has it in a file of its own.
pub(super) fn manifest(place: &Path) -> Result<Option<Manifest>, Failure> {
    let file = if place.is_dir() {
        place.join(MANIFEST)
    } else {
        place.to_path_buf()
    };
    if place.is_dir() && !file.exists() {
        return Ok(None);
    }
    let written =
        std::fs::read(&file).map_err(|error| Failure::Usage(format!("`{}`: {error}", file.display())))?;
    if place.is_dir() {
        return Ok(serde_json::from_slice(&written).ok());
    }
    let report: Result<Carrying, _> = serde_json::from_slice(&written);
    Ok(match report {
        Ok(report) => report.manifest.filter(|_| report.schema == GapReport::SCHEMA),
        Err(_) => Manifest::find(&written),
    })
}

/// What of a report in JSON is read.
#[derive(Deserialize)]
struct Carrying {
    #[serde(default)]
    schema: String,
    manifest: Option<Manifest>,
}
