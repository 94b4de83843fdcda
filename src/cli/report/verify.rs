//! `outrun verify`: whether a report is what its results give, and they what their inputs give.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::report::gap::{Given, MANIFEST, Manifest, Templates, difference, gap_report, tables};

use super::command::{Form, rendered};
use super::held::{Held, copy, results};
use super::look::Look;
use super::opening::manifest;
use super::replay::{Again, Replay, check_again};
use super::{pages, templates};

/// Which report, and where its results are.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct VerifyArguments {
    /// The report: HTML, Markdown, JSON, or the folder of its CSV
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// Its results: folders of runs, JSON of `compare`, `check` or `improve`, or folders that hold such
    #[arg(long, value_name = "RESULT", required = true, num_args = 1..)]
    results: Vec<PathBuf>,
    /// Only hold the report against its results; do not make these again from their inputs
    #[arg(long)]
    quick: bool,
    /// The folder with the wording that the report was made with
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// How many threads play [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Makes the report again and says what differs.
pub(in crate::cli) fn verify(arguments: &VerifyArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let place = &arguments.report;
    let made_of = manifest(place)?.ok_or_else(|| {
        Failure::Usage(format!(
            "`{}` does not say of what it was made: it is no report of `outrun report`, or that part was taken out of it",
            place.display()
        ))
    })?;
    let (held, mut looks) = results(&made_of, &arguments.results)?;
    if !arguments.quick {
        let replay = Replay {
            threads: arguments.threads,
            streams: *streams,
        };
        for one in &held {
            looks.push(again(one, &held, &replay)?);
        }
    }
    let given: Vec<Given> = held.into_iter().map(|one| one.given).collect();
    looks.push(report(
        place,
        &made_of,
        &given,
        own_wording(arguments, &made_of)?,
    )?);
    let mut text = format!("{}, written by outrun {}\n", place.display(), made_of.version);
    for look in &looks {
        text.push_str(&look.line());
    }
    let differs = looks.iter().any(|look| look.same == Some(false));
    text.push_str(if differs {
        "not the same: this report is not to be relied on\n"
    } else {
        "the same\n"
    });
    streams.print(&text)?;
    Ok(if differs { Status::FellShort } else { Status::Well })
}

/// The wording that the report was made with.
fn own_wording(arguments: &VerifyArguments, of: &Manifest) -> Result<Templates, Failure> {
    match &arguments.templates {
        Some(folder) => templates::read(folder),
        None if of.wording.is_empty() => Ok(Templates::default()),
        None => {
            let names: Vec<String> = of.wording.iter().map(|one| format!("`{}`", one.phrase)).collect();
            Err(Failure::Usage(format!(
                "the report was made with wording of its own ({}): `--templates` says where that is",
                names.join(", ")
            )))
        }
    }
}

/// Makes a result again from a copy of its inputs.
fn again(one: &Held, all: &[Held], replay: &Replay) -> Result<Look, Failure> {
    let what = format!("{} of {}", one.given.word(), one.given.exercise());
    let (folder, loaded) = match copy(one, all) {
        Ok(found) => found,
        Err(because) => return Ok(Look::not_made(&what, &because)),
    };
    let made = match &one.given {
        Given::Run(run) => {
            let records = one.file.with_file_name("records.csv");
            let written = std::fs::read(&records)
                .map_err(|error| Failure::Usage(format!("`{}`: {error}", records.display())))?;
            replay.run(&folder, &run.document, &written)?
        }
        Given::Compare(kept) => replay.compare(&folder, &kept.document)?,
        Given::Check(kept) => check_again(&loaded, &kept.document)?,
        Given::Improve(kept) => Again::Not(format!(
            "searching takes as long as the first time; `{}` does it",
            kept.document.command
        )),
    };
    Ok(match made {
        Again::Same(how) => Look::well(format!("{what}: {how}, the same")),
        Again::Other(place) => Look::wrong(format!("{what} is not what its inputs give: {place}")),
        Again::Not(because) => Look::not_made(&what, &because),
    })
}

/// Makes the report again.
fn report(place: &Path, of: &Manifest, given: &[Given], own: Templates) -> Result<Look, Failure> {
    let made = gap_report(given, &of.wishes(own)).map_err(templates::mistaken)?;
    if place.is_dir() {
        return folder(place, tables(&made));
    }
    let written =
        std::fs::read(place).map_err(|error| Failure::Usage(format!("`{}`: {error}", place.display())))?;
    if written.starts_with(b"%PDF") {
        return pages::verified(&made, &written).map(|same| match same {
            Some(true) => Look::well("report: made again from these results, the same to the byte"),
            Some(false) => Look::wrong(
                "the report is not what its results give; make one as JSON or Markdown to see where"
                    .to_owned()
                    + &other_version(of),
            ),
            None => Look::not_made("report", "this program was built without PDF"),
        });
    }
    let written = String::from_utf8_lossy(&written);
    let form = match written.trim_start().chars().next() {
        Some('{') => Form::Json,
        Some('<') => Form::Html,
        _ => Form::Markdown,
    };
    let now = rendered(&made, form)?;
    let differs = difference(&written, &now).map(|found| told("the report", found));
    Ok(differs.map_or_else(
        || Look::well("report: made again from these results, the same to the byte"),
        |words| Look::wrong(words + &other_version(of)),
    ))
}

fn told(what: &str, (line, there, now): (usize, String, String)) -> String {
    format!(
        "{what} is not what its results give: line {line}\n      there:      {there}\n      made again: {now}"
    )
}

/// Another version may word things otherwise.
fn other_version(of: &Manifest) -> String {
    let own = env!("CARGO_PKG_VERSION");
    if of.version == own {
        String::new()
    } else {
        format!(
            "\n      this is outrun {own}, the report is of {}: that alone may be the difference",
            of.version
        )
    }
}

/// Holds every table against its file, and looks for files that no table has.
fn folder(place: &Path, made: Vec<(String, String)>) -> Result<Look, Failure> {
    let unreadable = |error: std::io::Error| Failure::Usage(format!("`{}`: {error}", place.display()));
    let mut more: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(place).map_err(unreadable)? {
        more.push(
            entry
                .map_err(unreadable)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    more.sort();
    let is_table = |name: &str| Path::new(name).extension().is_some_and(|end| end == "csv");
    more.retain(|name| is_table(name) && !made.iter().any(|(known, _)| known == name));
    if let Some(stranger) = more.first() {
        return Ok(Look::wrong(format!("the report has no table `{stranger}`")));
    }
    let count = made.len().saturating_sub(1);
    for (name, text) in made.into_iter().filter(|(name, _)| name != MANIFEST) {
        let Ok(written) = std::fs::read_to_string(place.join(&name)) else {
            return Ok(Look::wrong(format!("the table `{name}` is not there")));
        };
        if let Some(found) = difference(&written, &text) {
            return Ok(Look::wrong(told(&format!("`{name}`"), found)));
        }
    }
    Ok(Look::well(format!(
        "report: {count} tables made again from these results, the same to the byte"
    )))
}
