//! `outrun exercise afterwards`: what people did against what was expected, and the after-action report.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};
use crate::conduct::afterwards::{Actual, Afterwards, Known, afterwards, conducted, expected, measured};
use crate::conduct::fitting::{Outcome, What};
use crate::conduct::live::{Act, Entry, Phase, Session};
use crate::conduct::materials::{
    Arrangements, Block, Column, Conducted, Document, ExercisePackage, Given, Table, after_action, package,
};
use crate::engine::{Plan, Play};
use crate::report::materials::{docx, html, improvement_csv, improvement_xlsx, markdown};
use crate::report::{AfterwardsDocument, Naming, Told, held_lines, person_labels, told_lines, trace};
use crate::time::WallTime;

use super::arrangements::ArrangementsArguments;
use super::live::with_session;
use super::materials::{Files, unmade, write};

/// No more rows of both stories are told than these.
const MOST_ROWS: usize = 600;
/// Against so many simulated incidents a report holds the room.
const REPLICATIONS: u64 = 1_000;

/// Of which session, against how many simulated incidents.
#[derive(Clone, Debug, Args)]
pub(super) struct AfterwardsArguments {
    /// The folder of the session
    #[arg(value_name = "SESSION")]
    session: PathBuf,
    /// Against how many simulated incidents it is held
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    replications: u64,
    /// Write the after-action report, the improvement plan and what was recorded to a folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How it is told
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    day: ArrangementsArguments,
}

/// Holds the room against the simulation.
pub(super) fn after(arguments: &AfterwardsArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let arrangements = arguments.day.arrangements();
    with_session(&arguments.session, streams, |session, _, entries, streams| {
        let held = held(session, arguments.replications);
        match arguments.format {
            Format::Json => streams.print_json(&document(session, &held))?,
            Format::Human => streams.print(&held_lines(&held, session.exercise()))?,
        }
        if let Some(out) = &arguments.out {
            let files = files(session, &held, (entries, &arrangements))?;
            write(out, &files)?;
            for (name, _) in &files {
                streams.tell(&format!("  {}\n", out.join(name).display()));
            }
        }
        Ok(Status::Well)
    })
}

/// What the room did against so many simulated incidents.
pub(super) fn held(session: &Session<'_>, replications: u64) -> Afterwards {
    let live = session.live();
    let actual = Actual::of(live.play(), live.now());
    let expected = expected(session.plan(), session.setup().replication, replications);
    afterwards(session.exercise(), &actual, &expected)
}

fn document(session: &Session<'_>, held: &Afterwards) -> AfterwardsDocument {
    let (exercise, setup) = (session.exercise(), session.setup());
    AfterwardsDocument {
        schema: AfterwardsDocument::SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        exercise: exercise.id.to_string(),
        title: exercise.title.to_string(),
        alternative: setup.alternative.clone(),
        seed: setup.seed,
        replication: setup.replication,
        practice: setup.practice,
        ended: session.phase() == Phase::Ended,
        held: held.clone(),
    }
}

/// The report in the forms in which people edit and send it.
fn files(
    session: &Session<'_>,
    held: &Afterwards,
    (entries, arrangements): (&[Entry], &Arrangements),
) -> Result<Files, Failure> {
    let (package, recorded) = recorded(session, held, (entries, arrangements));
    let report = report_of(session, &package, &recorded);
    Ok(vec![
        ("after-action-report.html".to_owned(), html(&report).into_bytes()),
        (
            "after-action-report.md".to_owned(),
            markdown(&report).into_bytes(),
        ),
        (
            "after-action-report.docx".to_owned(),
            docx(&report).map_err(unmade)?,
        ),
        (
            "improvement-plan.csv".to_owned(),
            improvement_csv(&package, Some(&recorded)).map_err(unmade)?,
        ),
        (
            "improvement-plan.xlsx".to_owned(),
            improvement_xlsx(&package, Some(&recorded)).map_err(unmade)?,
        ),
        ("observations.csv".to_owned(), observations(session)?),
        ("conducted.json".to_owned(), json(&recorded)?.into_bytes()),
        (
            "afterwards.json".to_owned(),
            json(&document(session, held))?.into_bytes(),
        ),
    ])
}

/// What was measured, as `outrun exercise fit` reads it.
fn observations(session: &Session<'_>) -> Result<Vec<u8>, Failure> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let wrong = |error: csv::Error| unmade(error.to_string());
    let headings = ["role", "state", "what", "seconds", "unanswered_after", "right"];
    table.write_record(headings).map_err(wrong)?;
    for one in measured(session) {
        let (seconds, waited) = match one.outcome {
            Outcome::After(seconds) => (seconds.to_string(), String::new()),
            Outcome::Unanswered(seconds) => (String::new(), seconds.to_string()),
        };
        let what = match one.what {
            What::Acknowledgement => "acknowledgement",
            What::Decision => "decision",
        };
        let right = one.right.unwrap_or_default();
        let row = [&one.role, one.presence.word(), what, &seconds, &waited, &right];
        table.write_record(row).map_err(wrong)?;
    }
    table.into_inner().map_err(|error| unmade(error.to_string()))
}

/// The after-action report, with what happened told from both sides.
fn report_of(session: &Session<'_>, package: &ExercisePackage, recorded: &Conducted) -> Document {
    let mut report = after_action(package, Some(recorded));
    report.blocks.push(Block::Chapter {
        title: "What happened, and what simulated people would have done".to_owned(),
        new_page: true,
    });
    report.blocks.push(Block::Text(
        "Both sides met the same attacker with the same luck; what differs is what people did, and what came of it.".to_owned(),
    ));
    report.blocks.push(Block::Table(told_from_both_sides(session)));
    report
}

/// One row for each line of either story, in the order of the clock.
fn told_from_both_sides(session: &Session<'_>) -> Table {
    let (plan, replication) = (session.plan(), session.setup().replication);
    let lines = |play: &Play<'_>| {
        let told = Told {
            replication,
            chosen: None,
        };
        told_lines(&trace(plan, play, told, Naming::Roles))
    };
    let mut twin = Play::new(plan).in_detail();
    twin.incident(replication);
    let until = session.live().now().as_millis();
    let room = lines(session.live().play()).into_iter().map(|line| (line, true));
    let simulated = lines(&twin).into_iter().map(|line| (line, false));
    let mut all: Vec<_> = room
        .chain(simulated)
        .filter(|(line, _)| line.at_ms <= until)
        .collect();
    all.sort_by_key(|(line, in_room)| (line.at_ms, !in_room));
    let columns = [
        ("Clock", 16),
        ("In the room", 42),
        ("Simulated people, same luck", 42),
    ];
    Table {
        columns: columns
            .map(|(title, share)| Column {
                title: title.to_owned(),
                share,
            })
            .to_vec(),
        rows: all
            .into_iter()
            .take(MOST_ROWS)
            .map(|(line, in_room)| {
                let (room, simulated) = if in_room {
                    (line.text, String::new())
                } else {
                    (String::new(), line.text)
                };
                vec![line.clock, room, simulated]
            })
            .collect(),
    }
}

/// `outrun report SESSION`: the after-action report in a form of one file.
pub(in crate::cli) fn after_action_report(
    folder: &Path,
    (marking, date): (Option<&String>, Option<&String>),
    render: impl FnOnce(&Document) -> Result<String, Failure>,
    streams: &mut Streams,
) -> Result<String, Failure> {
    let arrangements = Arrangements {
        marking: marking.cloned(),
        date: date.cloned(),
        ..Arrangements::default()
    };
    with_session(folder, streams, |session, _, entries, _| {
        let held = held(session, REPLICATIONS);
        let (package, recorded) = recorded(session, &held, (entries, &arrangements));
        render(&report_of(session, &package, &recorded))
    })
}

/// What the session recorded, beside the package that its documents are made of. People are named only where they agreed.
pub(super) fn recorded(
    session: &Session<'_>,
    held: &Afterwards,
    (entries, arrangements): (&[Entry], &Arrangements),
) -> (ExercisePackage, Conducted) {
    let exercise = session.exercise();
    let labels = person_labels(exercise, Naming::Roles);
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan).in_detail();
    play.incident(session.setup().replication);
    let began = entries.first().map(|entry| WallTime::from_millis(entry.wall_ms));
    let date = began.map(|began| exercise.scenario.zone.to_local(began).date().to_string());
    let arrangements = Arrangements {
        date: arrangements.date.clone().or_else(|| date.clone()),
        lasts_min: lasted(entries).unwrap_or(arrangements.lasts_min),
        ..arrangements.clone()
    };
    let package = package(&Given {
        exercise,
        play: &play,
        replication: session.setup().replication,
        chosen: None,
        labels: &labels,
        names_people: false,
        arrangements: &arrangements,
    });
    let known = Known {
        package: &package,
        labels: &labels,
        date: date.as_deref(),
    };
    let recorded = conducted(session, held, known);
    (package, recorded)
}

/// From StartEx to EndEx on the wall, in whole minutes begun.
fn lasted(entries: &[Entry]) -> Option<u32> {
    let at = |is: fn(&Act) -> bool| {
        entries
            .iter()
            .find(|entry| is(&entry.act))
            .map(|entry| entry.wall_ms)
    };
    let (began, ended) = (
        at(|act| matches!(act, Act::Start))?,
        at(|act| matches!(act, Act::End))?,
    );
    u32::try_from((ended - began) / 60_000 + 1).ok()
}
