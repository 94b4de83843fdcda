//! An exercise that was ended goes into the history, once.

use std::path::Path;

use crate::cli::exercise::place::PlaceArguments;
use crate::cli::failure::Failure;
use crate::cli::streams::Streams;
use crate::conduct::afterwards::{gaps, rated};
use crate::conduct::history::{Live, record_live};
use crate::conduct::live::{Act, Entry, Phase, Session};
use crate::console::Store;
use crate::document::Loaded;
use crate::time::WallTime;

use super::super::afterwards::held;
use super::folder::{SESSION, of_store};
use super::reading::with_session;

/// What a session that is in the history is marked with.
const MARK: &str = "in the history";
/// Against so many simulated incidents the room is held before it is recorded.
const REPLICATIONS: u64 = 1_000;

/// Records a session that has ended, unless it was practice or is recorded already. That it cannot be recorded is said, and is no failure.
pub(super) fn record(folder: &Path, place: &PlaceArguments, streams: &mut Streams) -> Result<(), Failure> {
    let file = folder.join(SESSION);
    let (store, _) = Store::open(&file).map_err(of_store(file.clone()))?;
    if store.is_marked(MARK).map_err(of_store(file.clone()))? {
        return Ok(());
    }
    let recorded = with_session(folder, streams, |session, loaded, entries, streams| {
        if session.phase() != Phase::Ended || session.setup().practice {
            return Ok(false);
        }
        let root = Path::new(&session.setup().library);
        let live = of_session(session, loaded, entries);
        let kept = place
            .open_or_make(root)
            .and_then(|(mut history, _)| record_live(&mut history, &live).map_err(Into::into));
        if let Err(because) = &kept {
            streams.tell(&format!("this exercise is not in the history: {because}\n"));
        }
        Ok(kept.is_ok())
    })?;
    if recorded {
        store
            .mark(MARK, crate::cli::clock::now())
            .map_err(of_store(file))?;
        streams.tell("the exercise is in the history\n");
    }
    Ok(())
}

fn of_session(session: &Session<'_>, loaded: &Loaded, entries: &[Entry]) -> Live {
    let held = held(session, REPLICATIONS);
    let (gaps, fine) = gaps(session, &held);
    let at = |is: fn(&Act) -> bool| {
        let found = entries.iter().find(|entry| is(&entry.act));
        found.map_or(WallTime::from_millis(0), |entry| {
            WallTime::from_millis(entry.wall_ms)
        })
    };
    Live {
        exercise: session.exercise().id.to_string(),
        file: loaded.file().to_owned(),
        alternative: session.setup().alternative.clone(),
        began: at(|act| matches!(act, Act::Start)),
        ended: at(|act| matches!(act, Act::End)),
        schedule: None,
        version: session.setup().version.clone(),
        seed: session.setup().seed,
        practice: session.setup().practice,
        inputs: loaded.inputs(),
        objectives: rated(session),
        gaps,
        held: fine,
    }
}
