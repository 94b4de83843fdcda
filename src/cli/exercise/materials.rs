//! `outrun exercise materials`: the documents for planners.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::arguments::{ExerciseArguments, PlayArguments};
use crate::cli::disk::Disk;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::Pending;
use crate::cli::loading::unknown_name;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::materials::{
    Document, ExercisePackage, LARGEST_TIMELINE, Timeline, after_action, controller_handbook,
    evaluation_guide, facilitator_guide, msel, participant_feedback, situation_manual,
};
use crate::document::Library;
use crate::report::materials::{
    PLATFORMS, docx, html, improvement_csv, improvement_xlsx, markdown, msel_csv, msel_xlsx, platform_csv,
};

use super::arrangements::ArrangementsArguments;
use super::package::{Packing, WhichArguments, pack};

/// What documents, of which replication.
#[derive(Clone, Debug, Args)]
pub(super) struct MaterialsArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// The folder for the documents
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// In which forms
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Form::Html, Form::Md, Form::Xlsx, Form::Docx, Form::Csv])]
    format: Vec<Form>,
    /// The alternative [default: the first]
    #[arg(long, value_name = "NAME")]
    alternative: Option<String>,
    #[command(flatten)]
    which: WhichArguments,
    /// A timeline that `exercise msel import` wrote, in place of the one of the replication
    #[arg(long, value_name = "FILE", conflicts_with_all = ["replication", "median", "worst", "quantile", "alternative", "seed"])]
    timeline: Option<PathBuf>,
    #[command(flatten)]
    day: ArrangementsArguments,
    /// Name people, not what they hold; the documents say so
    #[arg(long)]
    name_people: bool,
    #[command(flatten)]
    play: PlayArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Form {
    /// One file for each document, which loads nothing.
    Html,
    /// Markdown.
    Md,
    /// MSEL and improvement plan as spreadsheets.
    Xlsx,
    /// Documents to be edited.
    Docx,
    /// MSEL and improvement plan, also in the columns of other platforms.
    Csv,
}

/// Writes them, all or none.
pub(super) fn materials(arguments: &MaterialsArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let package = packed(arguments, streams)?;
    let files = files(&package, &arguments.format)?;
    write(&arguments.out, &files)?;
    streams.print(&told(&package, &arguments.out, &files))?;
    Ok(Status::Well)
}

/// The package, of a replication that was chosen, or of the one that a timeline names.
fn packed(arguments: &MaterialsArguments, streams: &mut Streams) -> Result<ExercisePackage, Failure> {
    let timeline = arguments.timeline.as_deref().map(read).transpose()?;
    let (mut which, mut play) = (arguments.which.clone(), arguments.play.clone());
    let mut alternative = arguments.alternative.clone();
    if let Some(timeline) = &timeline {
        which.replication = Some(timeline.replication);
        play.seed = Some(timeline.seed);
        alternative = Some(timeline.alternative.clone());
    }
    let arrangements = arguments.day.arrangements();
    let packing = Packing {
        exercise: &arguments.exercise,
        play: &play,
        alternative: alternative.as_ref(),
        which: &which,
        arrangements: &arrangements,
        name_people: arguments.name_people,
    };
    let packed = pack(&packing, streams)?;
    let Some(timeline) = timeline else {
        return Ok(packed.package);
    };
    if timeline.exercise != packed.package.exercise {
        let known = [packed.package.exercise.clone()];
        return Err(unknown_name(
            "exercise here as the timeline names it:",
            &timeline.exercise,
            &known,
        ));
    }
    Ok(packed.package.with_timeline(timeline))
}

/// Reads a timeline document.
pub(super) fn read(place: &Path) -> Result<Timeline, Failure> {
    let bytes = Disk.read(place, LARGEST_TIMELINE).map_err(|error| {
        Failure::Usage(format!("cannot read the timeline `{}`: {error}", place.display()))
    })?;
    let text = String::from_utf8(bytes).map_err(|_| wrong(place, "it is no UTF-8"))?;
    Timeline::read(&text).map_err(|why| wrong(place, &why))
}

fn wrong(place: &Path, why: &str) -> Failure {
    Failure::Usage(format!(
        "`{}` is no timeline: {why}\n  expected what `outrun exercise msel import` writes",
        place.display()
    ))
}

/// Files by name.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// Every file, in order.
fn files(of: &ExercisePackage, forms: &[Form]) -> Result<Files, Failure> {
    let mut files = Vec::new();
    for document in documents(of) {
        for form in forms {
            let name = |ending: &str| format!("{}.{ending}", document.file);
            match form {
                Form::Html => files.push((name("html"), html(&document).into_bytes())),
                Form::Md => files.push((name("md"), markdown(&document).into_bytes())),
                Form::Docx => files.push((name("docx"), docx(&document).map_err(unmade)?)),
                Form::Xlsx | Form::Csv => {}
            }
        }
    }
    if forms.contains(&Form::Xlsx) {
        files.push(("msel.xlsx".to_owned(), msel_xlsx(of).map_err(unmade)?));
        files.push((
            "improvement-plan.xlsx".to_owned(),
            improvement_xlsx(of, None).map_err(unmade)?,
        ));
    }
    if forms.contains(&Form::Csv) {
        files.push(("msel.csv".to_owned(), msel_csv(of).map_err(unmade)?));
        for platform in PLATFORMS {
            let name = format!("msel-{}.csv", platform.word());
            files.push((name, platform_csv(of, platform).map_err(unmade)?));
        }
        files.push((
            "improvement-plan.csv".to_owned(),
            improvement_csv(of, None).map_err(unmade)?,
        ));
    }
    files.push((
        "timeline.ron".to_owned(),
        of.timeline.write().map_err(unmade)?.into_bytes(),
    ));
    files.sort();
    files.dedup_by(|one, other| one.0 == other.0);
    Ok(files)
}

fn documents(of: &ExercisePackage) -> Vec<Document> {
    let mut documents = vec![
        msel(of),
        situation_manual(of),
        facilitator_guide(of),
        controller_handbook(of),
        participant_feedback(of),
        after_action(of, None),
    ];
    documents.extend(
        of.objectives
            .iter()
            .map(|objective| evaluation_guide(of, objective)),
    );
    documents
}

/// A document that could not be made.
pub(super) fn unmade(because: String) -> Failure {
    Failure::Environment {
        doing: "make a document".to_owned(),
        path: None,
        because,
        passes: true,
        left: NOTHING_WRITTEN.into(),
    }
}

/// All files are written beside their places before the first takes its place.
pub(super) fn write(folder: &Path, files: &Files) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make the folder", folder, &error, NOTHING_WRITTEN))?;
    let mut pending = Vec::new();
    for (name, bytes) in files {
        let mut file = Pending::open(&folder.join(name))?;
        file.write(bytes)?;
        pending.push(file);
    }
    pending.into_iter().try_for_each(Pending::finish)
}

fn told(of: &ExercisePackage, folder: &Path, files: &Files) -> String {
    let timeline = &of.timeline;
    let chosen = timeline
        .chosen
        .as_deref()
        .map_or_else(String::new, |chosen| format!(", {chosen}"));
    let mut text = format!(
        "{} injects, {} objectives, {} critical tasks\nfrom {}, alternative {}, replication {}{chosen}\n\n",
        timeline.injects.len(),
        of.objectives.len(),
        of.tasks.len(),
        of.exercise,
        of.alternative,
        timeline.replication
    );
    for (name, _) in files {
        text.push_str(&format!("  {}\n", folder.join(name).display()));
    }
    text.push_str("\nPlayers may see: situation-manual, participant-feedback. All else is for planners.\n");
    if of.names_people {
        text.push_str("People are named, as --name-people asked for.\n");
    }
    text
}
