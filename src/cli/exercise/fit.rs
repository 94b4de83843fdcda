//! `outrun exercise fit`: what measured answers say of presets.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::arguments::{ExerciseArguments, Format};
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::cli::loading::{one_name, open, wrong};
use crate::cli::run::quoted;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::fitting::{self, Fit, Observation, People, include, observations, overlay};
use crate::document::{Assumptions, Loaded, sha256};
use crate::report::Input;
use crate::report::fit::{FitDocument, RowLeftOut, fit_screen, sentence};
use crate::time::Zone;

/// Of which exercise, and from which observations.
#[derive(Clone, Debug, Args)]
pub(super) struct FitArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// A table of observations (CSV) with `role`, `state`, `what`, and `seconds` or `unanswered_after`, or instants; may be repeated
    #[arg(long, value_name = "FILE", required = true)]
    from: Vec<PathBuf>,
    /// The alternative whose values are weighed against [default: the first]
    #[arg(long, value_name = "NAME")]
    alternative: Option<String>,
    /// Write what was measured as alternatives to paste into the exercise, with both ends of the range
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the profiles as a part of an organisation, to be named in `uses`
    #[arg(long, value_name = "FILE")]
    include: Option<PathBuf>,
    /// What the alternative is called
    #[arg(long, value_name = "NAME", default_value = "measured")]
    name: String,
    /// Also reckon with rows that name a person: they have consented. They are counted with their profile
    #[arg(long)]
    consented: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A table that was read.
struct Read {
    inputs: Vec<Input>,
    observations: Vec<Observation>,
    /// The file and line of each observation.
    places: Vec<(String, u64)>,
    left_out: Vec<RowLeftOut>,
}

/// Weighs them, prints what they say, and writes the overlay that was asked for; nothing else is changed.
pub(super) fn fit(arguments: &FitArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let of = &arguments.exercise;
    let loaded = open(of, None, arguments.format, streams)?;
    let alternative = one_name(&loaded, arguments.alternative.as_ref())?;
    let exercise = loaded
        .exercise(&alternative, &Assumptions::default())
        .map_err(wrong(of, arguments.format))?;
    let read = read(&arguments.from, &exercise.scenario.zone)?;
    let people = if arguments.consented {
        People::Consented
    } else {
        People::LeftOut
    };
    let fit = fitting::fit(&loaded, &alternative, &read.observations, people);
    let fit = fit.map_err(wrong(of, arguments.format))?;
    if fit.fitted.is_empty() {
        return Err(nothing(&fit, &read));
    }
    // What is written must be readable: it is read before anything is written.
    loaded
        .amended(&alternative, &fit.changes())
        .map_err(wrong(of, arguments.format))?;
    let document = document(&loaded, &alternative, &fit, read);
    write(arguments, (&fit, &document), streams)?;
    match arguments.format {
        Format::Json => streams.print_json(&document)?,
        Format::Human => {
            let mut canvas = streams.canvas();
            fit_screen(&document, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(Status::Well)
}

fn nothing(fit: &Fit, read: &Read) -> Failure {
    let of_fit = fit.left_out.iter().map(|one| one.because.clone());
    let first = read
        .left_out
        .iter()
        .map(|row| row.because.clone())
        .chain(of_fit)
        .next();
    let because = first.map_or_else(
        || "there are none".to_owned(),
        |because| format!("the first: {because}"),
    );
    Failure::Usage(format!(
        "none of the observations says anything of this exercise; {because}\n  expected rows such as `security-oncall,on-call,acknowledgement,240`"
    ))
}

fn read(files: &[PathBuf], zone: &Zone) -> Result<Read, Failure> {
    let mut all = Read {
        inputs: Vec::new(),
        observations: Vec::new(),
        places: Vec::new(),
        left_out: Vec::new(),
    };
    for file in files {
        let bytes =
            std::fs::read(file).map_err(|error| Failure::file("read", file, &error, NOTHING_WRITTEN))?;
        let name = file.display().to_string();
        let wrong =
            |because: &str| Failure::Usage(format!("`{name}` is no table of observations: {because}"));
        let text = std::str::from_utf8(&bytes).map_err(|_| wrong("it is not UTF-8"))?;
        for row in observations(text, zone).map_err(|unread| wrong(&unread.to_string()))? {
            match row.says {
                Ok(observation) => {
                    all.observations.push(observation);
                    all.places.push((name.clone(), row.line));
                }
                Err(because) => all.left_out.push(RowLeftOut {
                    file: name.clone(),
                    line: row.line,
                    because,
                }),
            }
        }
        all.inputs.push(Input {
            sha256: sha256(&bytes),
            file: name,
        });
    }
    Ok(all)
}

fn document(loaded: &Loaded, alternative: &str, fit: &Fit, read: Read) -> FitDocument {
    let mut left_out = read.left_out;
    for one in &fit.left_out {
        if let Some((file, line)) = read.places.get(one.place) {
            left_out.push(RowLeftOut {
                file: file.clone(),
                line: *line,
                because: one.because.clone(),
            });
        }
    }
    left_out.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    FitDocument {
        schema: FitDocument::SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        exercise: loaded.id().to_owned(),
        alternative: alternative.to_owned(),
        from: read.inputs,
        observations: (read.observations.len() - fit.left_out.len()) as u64,
        fitted: fit.fitted.clone(),
        left_out,
    }
}

fn write(
    arguments: &FitArguments,
    (fit, document): (&Fit, &FitDocument),
    streams: &mut Streams,
) -> Result<(), Failure> {
    let heading = heading(arguments, document);
    if let Some(file) = &arguments.out {
        let text = overlay(fit, &arguments.name, &document.alternative, &heading);
        write_whole(file, text.as_bytes())?;
        tell(
            file,
            "paste what is between its braces into `alternatives` of the exercise, or throw it away",
            streams,
        );
    }
    if let Some(file) = &arguments.include {
        let text = include(fit, &heading).ok_or_else(|| {
            Failure::Usage(
                "`--include` needs acknowledgements: decisions belong to rights, which `--out` writes"
                    .to_owned(),
            )
        })?;
        write_whole(file, text.as_bytes())?;
        tell(
            file,
            "name it in `uses` of the exercise, or throw it away",
            streams,
        );
    }
    Ok(())
}

fn tell(file: &Path, words: &str, streams: &mut Streams) {
    streams.tell(&format!("`{}` is written: {words}\n", file.display()));
}

/// What the overlay says of itself.
fn heading(arguments: &FitArguments, document: &FitDocument) -> Vec<String> {
    let path = quoted(&arguments.exercise.path.to_string_lossy());
    let from = document
        .from
        .iter()
        .map(|input| format!(" --from {}", quoted(&input.file)));
    let mut lines = vec![format!(
        "Written by `outrun exercise fit {path}{}`, and changed by nobody since unless it says so.",
        from.collect::<String>()
    )];
    let hashes = document
        .from
        .iter()
        .map(|input| format!("SHA-256 of {}: {}", input.file, input.sha256));
    lines.extend(hashes);
    lines.extend(
        document
            .fitted
            .iter()
            .map(|one| format!("{}: {}", told(&one.of), sentence(one))),
    );
    // A comment ends with its line, whatever a name holds.
    lines.iter().map(|line| line.replace(['\n', '\r'], " ")).collect()
}

fn told(of: &fitting::Of) -> String {
    match of {
        fitting::Of::Acknowledgement { profile, presence } => format!("{profile}, {}", presence.word()),
        fitting::Of::Decision { right } => format!("right {right}"),
    }
}
