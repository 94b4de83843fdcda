//! `outrun exercise actions`: the improvement plan.

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::arguments::{ExerciseArguments, Format};
use crate::cli::failure::Failure;
use crate::cli::loading::{open, resolve, unknown_name, wrong};
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::history::{Element, History, HistoryError, NewAction};
use crate::document::Loaded;
use crate::report::history::{ActionsDocument, HistoryAction, actions_screen};
use crate::time::parse_date;

use super::history::{day, zone_of};
use super::place::{PlaceArguments, unreadable};

/// Which exercise, and what is to become of its actions.
#[derive(Clone, Debug, Args)]
pub(super) struct ActionsArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    #[command(flatten)]
    place: PlaceArguments,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The instant by which actions are overdue, and which day it is [default: now]
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    #[command(subcommand)]
    change: Option<Change>,
}

#[derive(Clone, Debug, Subcommand)]
enum Change {
    /// Add a corrective action
    Add(NewArguments),
    /// Say that one is done
    Close(CloseArguments),
}

#[derive(Clone, Debug, Args)]
struct NewArguments {
    /// What is to be done
    #[arg(value_name = "TEXT")]
    text: String,
    /// The role that answers for it, as the organisation writes it
    #[arg(long, value_name = "ROLE")]
    owner: String,
    /// The capability element (HSEEP)
    #[arg(long, value_enum, default_value = "planning")]
    element: ElementName,
    /// The day by which it is to be done
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// The finding that it is to close: its id, or the beginning of it
    #[arg(long, value_name = "ID")]
    finding: Option<String>,
}

#[derive(Clone, Debug, Args)]
struct CloseArguments {
    /// Its number
    #[arg(value_name = "N")]
    action: i64,
    /// What was done
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ElementName {
    /// Plans, policies, procedures.
    Planning,
    /// People, teams, who may do what.
    Organization,
    /// Tools and systems.
    Equipment,
    /// What people have learnt.
    Training,
    /// What is exercised, and how.
    Exercise,
}

impl From<ElementName> for Element {
    fn from(name: ElementName) -> Self {
        match name {
            ElementName::Planning => Self::Planning,
            ElementName::Organization => Self::Organization,
            ElementName::Equipment => Self::Equipment,
            ElementName::Training => Self::Training,
            ElementName::Exercise => Self::Exercise,
        }
    }
}

/// No text of an action is longer.
const LONGEST: usize = 1_000;

/// Changes what is to be changed, and lists them.
pub(super) fn actions(arguments: &ActionsArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let loaded = open(&arguments.exercise, None, Format::Human, streams)?;
    let zone = zone_of(&arguments.exercise, &loaded)?;
    let today = day(&zone, arguments.at.as_deref())?;
    let mut history = arguments.place.open(loaded.root())?;
    let file = arguments.place.file(loaded.root());
    let failed = |error: HistoryError| unreadable(&file, &error);
    match &arguments.change {
        None => {}
        Some(Change::Add(new)) => {
            let action = planned(new, arguments, (&loaded, &history), &today)?;
            let id = history.add_action(loaded.id(), &action).map_err(failed)?;
            streams.tell(&format!("action {id} was added\n"));
        }
        Some(Change::Close(close)) => {
            let of = (loaded.id(), close.action);
            let closed = history.close_action(of, &today, close.note.as_deref());
            if !closed.map_err(failed)? {
                return Err(Failure::Usage(format!(
                    "`{}` has no open action {}; `outrun exercise actions PATH` lists them",
                    loaded.id(),
                    close.action
                )));
            }
            streams.tell(&format!("action {} is closed\n", close.action));
        }
    }
    let all = history.actions(loaded.id()).map_err(failed)?;
    let document = ActionsDocument {
        schema: ActionsDocument::SCHEMA.to_owned(),
        exercise: loaded.id().to_owned(),
        actions: all
            .iter()
            .map(|action| HistoryAction::new(action, &today))
            .collect(),
        today,
    };
    match arguments.format {
        Format::Json => streams.print_json(&document)?,
        Format::Human => {
            let mut canvas = streams.canvas();
            actions_screen(&document, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(Status::Well)
}

/// An action whose owner, day and finding exist.
fn planned(
    new: &NewArguments,
    arguments: &ActionsArguments,
    (loaded, history): (&Loaded, &History),
    today: &str,
) -> Result<NewAction, Failure> {
    let text = new.text.trim();
    if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err(Failure::Usage(format!(
            "an action is one line of 1 to {LONGEST} characters"
        )));
    }
    known_role(arguments, loaded, &new.owner)?;
    let due = new.due.as_deref().map(parse_date).transpose();
    let due = due.map_err(|error| Failure::Usage(format!("--due: {error}")))?;
    let unknown = |id: &str| {
        Failure::Usage(format!(
            "--finding: `{id}` is no finding of `{}`, or the beginning of several; `outrun exercise history PATH` lists them",
            loaded.id()
        ))
    };
    let finding = match &new.finding {
        None => None,
        Some(id) => {
            let file = arguments.place.file(loaded.root());
            let found = history.finding_named(loaded.id(), id);
            Some(
                found
                    .map_err(|error| unreadable(&file, &error))?
                    .ok_or_else(|| unknown(id))?,
            )
        }
    };
    Ok(NewAction {
        text: text.to_owned(),
        owner: new.owner.clone(),
        element: new.element.into(),
        starts: today.to_owned(),
        due: due.map(|day| day.to_string()),
        finding,
    })
}

fn known_role(arguments: &ActionsArguments, loaded: &Loaded, role: &str) -> Result<(), Failure> {
    let all: Vec<String> = loaded.alternatives().take(1).map(str::to_owned).collect();
    let exercises = resolve(loaded, &all, wrong(&arguments.exercise, Format::Human))?;
    let roles = exercises.iter().flat_map(|one| one.organisation.roles.iter());
    let known: Vec<String> = roles.map(|role| role.id.to_string()).collect();
    if known.iter().any(|known| known == role) {
        Ok(())
    } else {
        Err(unknown_name("role", role, &known))
    }
}
