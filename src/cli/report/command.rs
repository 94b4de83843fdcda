//! `outrun report`: results as a report for those who decide.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};
use crate::report::Naming;
use crate::report::gap::{
    Audience, GapReport, Given, State, Wishes, gap_report, html, markdown, pictures, tables,
};

use super::opening::{self, open};
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
    /// The file, for CSV and SVG the folder [default: standard output]
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
    /// Say what changed since this earlier report or result: limit, weights, objectives, silenced findings, figures
    #[arg(long, value_name = "RESULT_OR_REPORT")]
    since: Option<PathBuf>,
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
    /// An SVG file for each picture.
    Svg,
    /// Pages; only in a program built with `--features pdf`.
    Pdf,
}

/// Writes the report.
pub(in crate::cli) fn report(arguments: &ReportArguments, streams: &mut Streams) -> Result<Status, Failure> {
    if let Some(folder) = &arguments.write_templates {
        templates::write(folder)?;
        return Ok(Status::Well);
    }
    #[cfg(feature = "conduct")]
    if let [only] = arguments.results.as_slice()
        && crate::cli::exercise::is_session(only)
    {
        return of_session(only, arguments, streams);
    }
    if arguments.to == To::Pdf {
        pages::there_are(arguments.output.as_deref())?;
    }
    let several = match arguments.to {
        To::Csv => Some("CSV is a file for each table"),
        To::Svg => Some("SVG is a file for each picture"),
        _ => None,
    };
    if let Some(several) = several.filter(|_| arguments.output.is_none()) {
        return Err(Failure::Usage(format!(
            "{several}: `--output` says into which folder"
        )));
    }
    let given = arguments.results.iter().map(|place| open(place));
    let given = given.collect::<Result<Vec<Given>, Failure>>()?;
    let mut wishes = wishes(arguments)?;
    if let Some(place) = &arguments.since {
        wishes.since = earlier(place, &given)?;
    }
    let made = gap_report(&given, &wishes).map_err(templates::mistaken)?;
    let form = match arguments.to {
        To::Html => Form::Html,
        To::Md => Form::Markdown,
        To::Json => Form::Json,
        To::Pdf => return pages::write(&made, arguments.output.as_deref()),
        To::Csv => return write_all(tables(&made), arguments.output.as_deref()),
        To::Svg => return write_all(pictures(&made), arguments.output.as_deref()),
    };
    let text = rendered(&made, form)?;
    match &arguments.output {
        Some(file) => write_whole(file, text.as_bytes())?,
        None => streams.print(&text)?,
    }
    Ok(Status::Well)
}

/// The after-action report of an exercise with people.
#[cfg(feature = "conduct")]
fn of_session(session: &Path, arguments: &ReportArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let to = arguments.to;
    let render = |document: &crate::conduct::materials::Document| {
        match to {
        To::Html => Ok(crate::report::materials::html(document)),
        To::Md => Ok(crate::report::materials::markdown(document)),
        To::Json => json(document),
        To::Csv | To::Svg | To::Pdf => Err(Failure::Usage(
            "an after-action report is made as html, md or json; `outrun exercise afterwards --out DIR` also writes DOCX and XLSX"
                .to_owned(),
        )),
    }
    };
    let day = (arguments.marking.as_ref(), arguments.date.as_ref());
    let text = crate::cli::exercise::after_action_report(session, day, render, streams)?;
    match &arguments.output {
        Some(file) => write_whole(file, text.as_bytes())?,
        None => streams.print(&text)?,
    }
    Ok(Status::Well)
}

/// A form of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Html,
    Markdown,
    Json,
}

/// The report in a form of one file.
pub(super) fn rendered(of: &GapReport, form: Form) -> Result<String, Failure> {
    match form {
        Form::Html => Ok(html(of)),
        Form::Markdown => Ok(markdown(of)),
        Form::Json => json(of),
    }
}

/// Where exercises stood: from a report, which carries it, or from results.
fn earlier(place: &Path, given: &[Given]) -> Result<Vec<State>, Failure> {
    let carried = opening::manifest(place)?.map(|manifest| manifest.states);
    let states = if let Some(states) = carried {
        states
    } else {
        let made = gap_report(&[open(place)?], &Wishes::default());
        made.map_err(templates::mistaken)?.manifest.states
    };
    let known = |state: &&State| given.iter().any(|one| one.exercise() == state.exercise);
    if states.iter().any(|state| known(&state)) {
        return Ok(states.into_iter().filter(|state| known(&state)).collect());
    }
    let names: Vec<String> = states
        .iter()
        .map(|state| format!("`{}`", state.exercise))
        .collect();
    Err(Failure::Usage(format!(
        "--since `{}` is of {}, and nothing of that is in this report",
        place.display(),
        names.join(", ")
    )))
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
        since: Vec::new(),
        templates: own.unwrap_or_default(),
    })
}

/// Writes files into a folder.
fn write_all(files: Vec<(String, String)>, folder: Option<&Path>) -> Result<Status, Failure> {
    let folder = folder.unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make", folder, &error, NOTHING_WRITTEN))?;
    for (name, text) in files {
        write_whole(&folder.join(name), text.as_bytes())?;
    }
    Ok(Status::Well)
}
