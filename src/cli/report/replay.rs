//! Making a result again from the copy of its inputs: a result that was changed by hand is noticed.

use std::num::NonZeroUsize;
use std::path::Path;

use clap::Parser;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::check::check;
use crate::cli::arguments::{Arguments, Command};
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::streams::{Streams, json};
use crate::cli::{compare, run};
use crate::document::{Diagnostic, Loaded};
use crate::report::gap::difference;
use crate::report::{Alternative, CheckDocument, CompareDocument, RunDocument, plan_document};

use super::words::{given_again, unquoted};

/// What came of making a result again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The same, and what was done.
    Same(String),
    /// Something else, and where.
    Other(String),
    /// It was not made again, and why.
    Not(String),
}

/// How it is played.
pub(super) struct Replay {
    pub(super) threads: Option<NonZeroUsize>,
    pub(super) streams: Streams,
}

impl Replay {
    /// Plays a run again: its document and its records.
    pub(super) fn run(&self, inputs: &Path, of: &RunDocument, written: &[u8]) -> Result<Again, Failure> {
        let only = if of.partial {
            replications(&of.alternatives)
        } else {
            None
        };
        let folder = scratch()?;
        if let Err(because) = self.obey((inputs, &of.file), (&of.command, only), folder.path())? {
            return Ok(Again::Not(because));
        }
        let mut made: RunDocument = read(&folder.path().join("run.json"))?;
        made.command.clone_from(&of.command);
        made.version.clone_from(&of.version);
        // The copy has another name where the id is that of the folder.
        made.exercise.clone_from(&of.exercise);
        made.partial = of.partial;
        // The earlier run that it was held against is not here.
        made.against.clone_from(&of.against);
        if let Some(place) = parted(of, &made)? {
            return Ok(Again::Other(place));
        }
        let rows = bytes(&folder.path().join("records.csv"))?;
        let (then, now) = (String::from_utf8_lossy(written), String::from_utf8_lossy(&rows));
        let most = replications(&of.alternatives).unwrap_or(0);
        Ok(match difference(&then, &now) {
            Some((line, then, now)) => Again::Other(format!(
                "records, line {line}\n      there:        {then}\n      played again: {now}"
            )),
            None => Again::Same(format!(
                "played again, {most} incidents of each of {} alternatives",
                of.alternatives.len()
            )),
        })
    }

    /// Holds the alternatives against each other again.
    pub(super) fn compare(&self, inputs: &Path, of: &CompareDocument) -> Result<Again, Failure> {
        if of.partial {
            return Ok(Again::Not("it was interrupted".to_owned()));
        }
        let folder = scratch()?;
        if let Err(because) = self.obey((inputs, &of.file), (&of.command, None), folder.path())? {
            return Ok(Again::Not(because));
        }
        let mut made: CompareDocument = read(&folder.path().join("compare.json"))?;
        made.command.clone_from(&of.command);
        made.version.clone_from(&of.version);
        made.exercise.clone_from(&of.exercise);
        Ok(parted(of, &made)?.map_or_else(
            || Again::Same(format!("played again, {} alternatives", of.alternatives.len())),
            Again::Other,
        ))
    }

    /// Obeys the command of a result, from a copy of its inputs, into another folder; else says why not.
    fn obey(
        &self,
        (inputs, file): (&Path, &str),
        (command, only): (&str, Option<u64>),
        out: &Path,
    ) -> Result<Result<(), String>, Failure> {
        let words = match given_again(&unquoted(command), only) {
            Ok(words) => words,
            Err(because) => return Ok(Err(because)),
        };
        let mut given = vec!["outrun".into()];
        let (name, options) = words
            .split_first()
            .map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
        given.push(name.into());
        given.push(inputs.join(file).into_os_string());
        given.push("--root".into());
        given.push(inputs.as_os_str().to_owned());
        given.push("--out".into());
        given.push(out.as_os_str().to_owned());
        given.extend(options.iter().map(Into::into));
        if let Some(threads) = self.threads {
            given.push(format!("--threads={threads}").into());
        }
        #[cfg(feature = "conduct")]
        if name == "run" {
            given.push("--no-history".into());
        }
        let mut unheard = self.streams.unheard();
        match Arguments::try_parse_from(given).map(|arguments| arguments.command) {
            Ok(Command::Run(arguments)) => run::run(&arguments, &mut unheard).map(drop)?,
            Ok(Command::Compare(arguments)) => compare::compare(&arguments, &mut unheard).map(drop)?,
            _ => return Ok(Err(format!("its command cannot be read: {command}"))),
        }
        Ok(Ok(()))
    }
}

/// As many of each as were played; nothing: not of all as many.
fn replications(of: &[Alternative]) -> Option<u64> {
    let first = of.first()?.replications;
    of.iter().all(|one| one.replications == first).then_some(first)
}

fn scratch() -> Result<tempfile::TempDir, Failure> {
    tempfile::tempdir()
        .map_err(|error| Failure::file("make a folder in", &std::env::temp_dir(), &error, NOTHING_WRITTEN))
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure::file("read", file, &error, NOTHING_WRITTEN))
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T, Failure> {
    serde_json::from_slice(&bytes(file)?).map_err(|error| Failure::Environment {
        doing: "read what was played again".to_owned(),
        path: Some(file.to_path_buf()),
        because: error.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    })
}

/// Checks the plan again.
pub(super) fn check_again(loaded: &Loaded, of: &CheckDocument) -> Result<Again, Failure> {
    let names: Vec<String> = loaded.alternatives().map(str::to_owned).collect();
    let found = check(loaded, &names).map_err(|found| unreadable(&found))?;
    let mut made = plan_document(&of.exercise, loaded, &found);
    made.id.clone_from(&of.id);
    Ok(parted(of, &made)?.map_or_else(
        || Again::Same("checked again".to_owned()),
        |place| {
            Again::Other(format!(
                "{place}\n      (checked again with all alternatives and without a baseline)"
            ))
        },
    ))
}

fn unreadable(found: &[Diagnostic]) -> Failure {
    let titles: Vec<&str> = found.iter().map(|one| one.title.as_str()).collect();
    Failure::Usage(format!(
        "the copy of the inputs cannot be resolved: {}",
        titles.join("; ")
    ))
}

/// Where two documents part, as a path with both values; nothing: they are the same.
fn parted<T: Serialize>(then: &T, now: &T) -> Result<Option<String>, Failure> {
    // Both go the same way through text, so that a digit cannot be lost in one of them only.
    let value = |of: &T| json(of).map(|text| serde_json::from_str::<Value>(&text).unwrap_or_default());
    Ok(first(&value(then)?, &value(now)?, ""))
}

fn first(then: &Value, now: &Value, at: &str) -> Option<String> {
    // The last field of the path.
    let is_place = at.rsplit('.').next() == Some("file");
    if then == now || (is_place && same_file(then, now)) {
        return None;
    }
    match (then, now) {
        (Value::Object(these), Value::Object(those)) => {
            let mut parts = these.iter().map(|(name, value)| {
                let other = those.get(name).unwrap_or(&Value::Null);
                first(value, other, &format!("{at}.{name}"))
            });
            parts.find_map(|part| part)
        }
        (Value::Array(these), Value::Array(those)) if these.len() == those.len() => {
            let parts = these.iter().zip(those).enumerate();
            let mut parts = parts.map(|(place, (one, other))| first(one, other, &format!("{at}[{place}]")));
            parts.find_map(|part| part)
        }
        _ => Some(format!(
            "`{}`\n      there:      {}\n      made again: {}",
            at.trim_start_matches('.'),
            short(then),
            short(now)
        )),
    }
}

/// Places are told from where the command was given, and the copy lies elsewhere.
fn same_file(then: &Value, now: &Value) -> bool {
    let name = |of: &Value| {
        of.as_str()
            .map(|path| path.rsplit(['/', '\\']).next().unwrap_or("").to_owned())
    };
    name(then).is_some() && name(then) == name(now)
}

fn short(of: &Value) -> String {
    let text = of.to_string();
    if text.chars().count() <= 100 {
        text
    } else {
        text.chars().take(100).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::first;

    #[test]
    fn the_first_place_that_differs_is_told_as_a_path() {
        let then = json!({ "a": [1, { "b": 2.5 }], "c": 1 });
        let now = json!({ "a": [1, { "b": 2.6 }], "c": 2 });
        let place = first(&then, &now, "").expect("they differ");
        assert!(place.starts_with("`a[1].b`") && place.contains("2.5") && place.contains("2.6"));
        assert_eq!(first(&then, &then, ""), None);
        let file = |path: &str| json!({ "x": { "file": path } });
        assert_eq!(first(&file("a/b.ron"), &file("c/b.ron"), ""), None);
        assert!(first(&file("a/b.ron"), &file("a/c.ron"), "").is_some());
    }
}
