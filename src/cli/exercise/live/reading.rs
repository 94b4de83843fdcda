//! Reading a session from its folder, whether it is being served or not.

use std::path::Path;

use crate::cli::arguments::{ExerciseArguments, Format, PlayArguments};
use crate::cli::failure::Failure;
use crate::cli::loading::{one_name, open, resolve, wrong};
use crate::cli::streams::Streams;
use crate::conduct::live::{Entry, Session};
use crate::console::{Store, Stored};
use crate::document::Loaded;
use crate::engine::Plan;
use crate::model::Exercise;

use super::folder::{INPUTS, SESSION, of_store};

/// What is needed to load the copied exercise of a session.
pub(super) fn loaded(
    path: &Path,
    root: Option<std::path::PathBuf>,
    (alternative, play): (Option<&String>, &PlayArguments),
    streams: &mut Streams,
) -> Result<(Loaded, Exercise), Failure> {
    let of = ExerciseArguments {
        path: path.to_path_buf(),
        root,
    };
    let loaded = open(&of, Some(play), Format::Human, streams)?;
    let name = one_name(&loaded, alternative)?;
    let mut exercises = resolve(&loaded, &[name], wrong(&of, Format::Human))?;
    let exercise = exercises
        .pop()
        .ok_or_else(|| Failure::Usage("the exercise has no alternative".to_owned()))?;
    Ok((loaded, exercise))
}

/// The options of a session that is read back: its seed, and no words about it.
pub(super) fn as_it_was(seed: u64) -> PlayArguments {
    PlayArguments {
        replications: None,
        seed: Some(seed),
        threads: None,
        quiet: true,
    }
}

/// What was stored was judged before, so it is taken in again as it was.
pub(super) fn play_again(session: &mut Session<'_>, entries: &[Entry]) -> Result<(), Failure> {
    for entry in entries {
        session.enter(entry).map_err(|refused| {
            Failure::Usage(format!(
                "entry {} of the session cannot be played again: {refused}; the copied inputs have changed",
                entry.number
            ))
        })?;
    }
    Ok(())
}

/// Reads a session, and asks something of it.
pub(in crate::cli::exercise) fn with_session<T>(
    folder: &Path,
    streams: &mut Streams,
    ask: impl FnOnce(&Session<'_>, &Loaded, &[Entry], &mut Streams) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let file = folder.join(SESSION);
    let (_, stored) = Store::open(&file).map_err(of_store(file))?;
    let Stored { setup, entries, .. } = stored;
    let inputs = folder.join(INPUTS);
    let (alternative, play) = (Some(&setup.alternative), as_it_was(setup.seed));
    let path = inputs.join(&setup.file);
    let (loaded, exercise) = loaded(&path, Some(inputs), (alternative, &play), streams)?;
    let plan = Plan::new(&exercise);
    let mut session = Session::new(&exercise, &plan, setup);
    play_again(&mut session, &entries)?;
    ask(&session, &loaded, &entries, streams)
}

/// Whether a folder is that of a session.
pub(in crate::cli) fn is_session(folder: &Path) -> bool {
    folder.join(SESSION).is_file()
}
