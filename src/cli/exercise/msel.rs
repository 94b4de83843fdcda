//! `outrun exercise msel import`: an MSEL that was edited in a spreadsheet comes back.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::arguments::{ExerciseArguments, PlayArguments};
use crate::cli::disk::Disk;
use crate::cli::failure::Failure;
use crate::cli::folder::write_whole;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::materials::{
    Directory, ImportOptions, Imported, LARGEST_SHEET, Sheet, import as take, read_csv, read_xlsx,
};
use crate::document::Library;
use crate::report::materials::imported;

use super::arrangements::{ArrangementsArguments, clock};
use super::package::{Packed, Packing, WhichArguments, pack};

/// What is to be done with an MSEL.
#[derive(Clone, Debug, Args)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub(super) struct MselArguments {
    #[command(subcommand)]
    command: MselCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum MselCommand {
    /// Read an edited MSEL, say of each row what became of it, and write the timeline
    Import(Box<ImportArguments>),
}

/// Which file, against which replication.
#[derive(Clone, Debug, Args)]
struct ImportArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// The MSEL: .xlsx or .csv, ours or another platform's
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The timeline to write
    #[arg(long, value_name = "FILE", default_value = "timeline.ron")]
    out: PathBuf,
    /// The alternative [default: as the file says, else the first]
    #[arg(long, value_name = "NAME")]
    alternative: Option<String>,
    #[command(flatten)]
    which: WhichArguments,
    /// Take recipients whom the exercise does not know
    #[arg(long)]
    new_recipients: bool,
    /// Leave out rows that are refused, and write the timeline in spite of them
    #[arg(long)]
    leave_out_refused: bool,
    #[command(flatten)]
    day: ArrangementsArguments,
    /// The file names people, as one made with --name-people does
    #[arg(long)]
    name_people: bool,
    #[command(flatten)]
    play: PlayArguments,
}

/// Does it.
pub(super) fn msel(arguments: &MselArguments, streams: &mut Streams) -> Result<Status, Failure> {
    match &arguments.command {
        MselCommand::Import(arguments) => import(arguments, streams),
    }
}

fn import(arguments: &ImportArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let sheet = read(&arguments.from)?;
    let packed = base(arguments, &sheet, streams)?;
    let directory = Directory::of(&packed.exercise, &packed.package, &packed.labels);
    let options = ImportOptions {
        new_recipients: arguments.new_recipients,
        leave_out_refused: arguments.leave_out_refused,
    };
    let came = take(&sheet, &packed.package, (&directory, options));
    let timeline = &packed.package.timeline;
    let mut canvas = streams.canvas();
    canvas.line(&format!(
        "held against {}, alternative {}, replication {}",
        timeline.exercise, timeline.alternative, timeline.replication
    ));
    canvas.gap();
    imported(&came.report, &mut canvas);
    streams.print(&canvas.finish())?;
    finish(arguments, &came, streams)
}

fn finish(arguments: &ImportArguments, came: &Imported, streams: &mut Streams) -> Result<Status, Failure> {
    let Some(timeline) = &came.timeline else {
        return Err(Failure::Usage(format!(
            "the timeline was not written, because rows were refused\n  mend them in `{}`, or leave them out with --leave-out-refused",
            arguments.from.display()
        )));
    };
    let text = timeline
        .write()
        .map_err(|why| Failure::Usage(format!("the timeline cannot be written: {why}")))?;
    write_whole(&arguments.out, text.as_bytes())?;
    streams.print(&format!("written: {}\n", arguments.out.display()))?;
    Ok(Status::Well)
}

/// By its first bytes: an XLSX file is a ZIP archive.
fn read(place: &Path) -> Result<Sheet, Failure> {
    let wrong = |why: String| Failure::Usage(format!("cannot read the MSEL `{}`: {why}", place.display()));
    let bytes = Disk
        .read(place, LARGEST_SHEET)
        .map_err(|error| wrong(error.to_string()))?;
    let sheet = if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        read_xlsx(&bytes)
    } else {
        read_csv(&bytes)
    };
    sheet.map_err(wrong)
}

/// The package that the file was made from: as its sheet `About` says, unless the arguments say otherwise.
fn base(arguments: &ImportArguments, sheet: &Sheet, streams: &mut Streams) -> Result<Packed, Failure> {
    let about = |name: &str| sheet.about.get(name).filter(|value| !value.is_empty());
    let mut which = arguments.which.clone();
    if !which.is_said() {
        which.replication = about("Replication")
            .and_then(|number| number.parse().ok())
            .filter(|number| (1..=100_000_000).contains(number));
    }
    let mut play = arguments.play.clone();
    play.seed = play
        .seed
        .or_else(|| about("Seed").and_then(|seed| seed.parse().ok()));
    let mut arrangements = arguments.day.arrangements();
    arrangements.begins_min = arrangements
        .begins_min
        .or_else(|| about("Begins").and_then(|text| clock(text).ok()));
    if let Some(lasts) = about("Lasts, minutes")
        .and_then(|text| text.parse().ok())
        .filter(|lasts| (60..=720).contains(lasts))
    {
        arrangements.lasts_min = lasts;
    }
    let alternative = arguments.alternative.as_ref().or_else(|| about("Alternative"));
    let packing = Packing {
        exercise: &arguments.exercise,
        play: &play,
        alternative,
        which: &which,
        arrangements: &arrangements,
        name_people: arguments.name_people,
    };
    let mut packed = pack(&packing, streams)?;
    if let Some(chosen) = about("Chosen") {
        packed.package.timeline.chosen = Some(chosen.clone());
    }
    if let Some(exercise) = about("Exercise").filter(|id| **id != packed.package.exercise) {
        return Err(Failure::Usage(format!(
            "`{}` was made from the exercise `{exercise}`, and this is `{}`",
            arguments.from.display(),
            packed.package.exercise
        )));
    }
    Ok(packed)
}
