//! `outrun report`: results as a report for those who decide.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::document::{LoadOptions, Loaded, load};
use crate::report::gap::{
    Audience, GapReport, Given, Kept, Played, Source, Wishes, gap_report, html, markdown, tables,
};
use crate::report::{CheckDocument, CompareDocument, ImproveDocument, Input, Naming, RunDocument};

use crate::cli::disk::Disk;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};

use super::{pages, templates};

/// What to report on, and how.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ReportArguments {
    /// Results: the folder of a run or of a comparison, or the JSON of `compare`, `check` or `improve`; several of one exercise are one part
    #[arg(value_name = "RESULT", required_unless_present = "write_templates")]
    results: Vec<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t)]
    to: To,
    /// The file, for CSV the folder [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How it is to be handled, on every page, for example TLP:AMBER
    #[arg(long, value_name = "TEXT")]
    marking: Option<String>,
    /// The date that it bears; without it there is none, and the same results give the same bytes on every day
    #[arg(long, value_name = "TEXT")]
    date: Option<String>,
    /// For a board: without assets, rules, and the hours that nobody covers
    #[arg(long)]
    board: bool,
    /// Name people, not what they hold; the report says so
    #[arg(long)]
    name_people: bool,
    /// A folder with your own wording: a template for each sentence to be said otherwise
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Writes the templates that are built in into a folder, and makes no report
    #[arg(long, value_name = "DIR", conflicts_with_all = ["results", "templates"])]
    write_templates: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum To {
    /// One file that loads nothing: for mail, screen and paper.
    #[default]
    Html,
    /// Markdown, pictures as words and tables.
    Md,
    /// One JSON document.
    Json,
    /// A CSV file for each table.
    Csv,
    /// Pages; only in a program built with `--features pdf`.
    Pdf,
}

/// Writes the report.
pub(in crate::cli) fn report(arguments: &ReportArguments, streams: &mut Streams) -> Result<Status, Failure> {
    if let Some(folder) = &arguments.write_templates {
        templates::write(folder)?;
        return Ok(Status::Well);
    }
    if arguments.to == To::Pdf {
        pages::there_are(arguments.output.as_deref())?;
    }
    if arguments.to == To::Csv && arguments.output.is_none() {
        return Err(Failure::Usage(
            "CSV is a file for each table: `--output` says into which folder".to_owned(),
        ));
    }
    let given = arguments.results.iter().map(|place| open(place));
    let given = given.collect::<Result<Vec<Given>, Failure>>()?;
    let made = gap_report(&given, &wishes(arguments)?).map_err(templates::mistaken)?;
    let text = match arguments.to {
        To::Html => html(&made),
        To::Md => markdown(&made),
        To::Json => json(&made)?,
        To::Pdf => return pages::write(&made, arguments.output.as_deref()),
        To::Csv => return write_tables(&made, arguments.output.as_deref()),
    };
    match &arguments.output {
        Some(file) => write_whole(file, text.as_bytes())?,
        None => streams.print(&text)?,
    }
    Ok(Status::Well)
}

fn wishes(arguments: &ReportArguments) -> Result<Wishes, Failure> {
    let own = arguments.templates.as_deref().map(templates::read).transpose()?;
    Ok(Wishes {
        marking: arguments.marking.clone(),
        date: arguments.date.clone(),
        audience: if arguments.board {
            Audience::Board
        } else {
            Audience::Everybody
        },
        naming: if arguments.name_people {
            Naming::People
        } else {
            Naming::Roles
        },
        templates: own.unwrap_or_default(),
    })
}

fn write_tables(of: &GapReport, folder: Option<&Path>) -> Result<Status, Failure> {
    let folder = folder.unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make", folder, &error, NOTHING_WRITTEN))?;
    for (name, text) in tables(of) {
        write_whole(&folder.join(name), text.as_bytes())?;
    }
    Ok(Status::Well)
}

/// Reads a result: a file, or the document in a folder.
fn open(place: &Path) -> Result<Given, Failure> {
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
struct Labelled {
    #[serde(default)]
    schema: String,
}

/// Recognises a result by its `schema`.
fn given(place: &Path, file: &Path, written: &[u8]) -> Result<Given, Failure> {
    let labelled: Labelled = read(place, file, written)?;
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
    let source = Source::new(document, hash(written), &records);
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

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// What the copy of the inputs says; else why it says nothing. A report without it is poorer, and still true.
fn played(folder: &Path, document: &RunDocument) -> Result<Played, String> {
    let inputs = folder.join("inputs");
    let options = LoadOptions {
        root: Some(inputs.clone()),
        seed: Some(document.seed),
        ..LoadOptions::default()
    };
    let mistakes = |count: usize| {
        format!(
            "The copy of the inputs has {count} mistakes for this version: the race, findings and evidence are left out."
        )
    };
    let loaded =
        load(&inputs.join(&document.file), &Disk, &options).map_err(|found| mistakes(found.len()))?;
    if !is_what_was_played(&loaded, document) {
        return Err(
            "The copy of the inputs was changed after the run: the race, findings and evidence are left out."
                .to_owned(),
        );
    }
    Played::new(&loaded, document).map_err(|found| mistakes(found.len()))
}

fn is_what_was_played(loaded: &Loaded, document: &RunDocument) -> bool {
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    let read: Vec<Input> = loaded.inputs().into_iter().map(input).collect();
    read == document.inputs
}
