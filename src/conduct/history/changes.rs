//! What changed in the inputs between two points of the history: which documents, and which values.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use crate::document::{Assumptions, Input, LoadOptions, MemoryLibrary, load};

use super::read::PastEntry;
use super::store::{History, HistoryError};

/// A document that came, went or became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// Its path in the library.
    pub path: String,
    /// Its SHA-256 then; nothing: it was not used.
    pub then: Option<String>,
    /// Its SHA-256 now; nothing: it is not used any more.
    pub now: Option<String>,
}

/// A value of the resolved exercise that came, went or became another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValueChange {
    /// Where it stands: `playbook/rights/contain/cloud/limits`; members of lists by their id, else by their place from 1.
    pub at: String,
    /// What it was, as JSON; nothing: it was not there.
    pub then: Option<String>,
    /// What it is, as JSON; nothing: it is not there.
    pub now: Option<String>,
    /// In which alternatives.
    pub alternatives: Vec<String>,
}

/// The file that marks the root of a library.
const MARK: &str = "outrun.ron";

/// The documents that differ, by path.
pub fn documents(then: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<DocumentChange> {
    let paths: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let changed = paths.into_iter().filter(|path| then.get(*path) != now.get(*path));
    changed
        .map(|path| DocumentChange {
            path: path.clone(),
            then: then.get(path).cloned(),
            now: now.get(path).cloned(),
        })
        .collect()
}

/// The values that differ, by place; the exercise stands at `file` in each.
///
/// # Errors
/// In words, if this version cannot read the documents of one of them any more.
pub fn values(then: (&str, &[Input]), now: (&str, &[Input])) -> Result<Vec<ValueChange>, String> {
    let (then, now) = (resolved(then)?, resolved(now)?);
    let mut all: BTreeMap<(String, Option<String>, Option<String>), Vec<String>> = BTreeMap::new();
    for (alternative, before) in &then {
        let Some(after) = now.get(alternative) else {
            continue;
        };
        let mut found = Vec::new();
        differences("", Some(before), Some(after), &mut found);
        for change in found {
            all.entry(change).or_default().push(alternative.clone());
        }
    }
    for name in then.keys().chain(now.keys()) {
        if then.contains_key(name) != now.contains_key(name) {
            let word =
                |side: &BTreeMap<String, Value>| side.contains_key(name).then(|| format!("\"{name}\""));
            all.entry(("alternatives".to_owned(), word(&then), word(&now)))
                .or_default()
                .push(name.clone());
        }
    }
    let change = |((at, then, now), alternatives)| ValueChange {
        at,
        then,
        now,
        alternatives,
    };
    Ok(all.into_iter().map(change).collect())
}

/// Every alternative of an exercise in its resolved form.
fn resolved((file, documents): (&str, &[Input])) -> Result<BTreeMap<String, Value>, String> {
    let mut library = MemoryLibrary::new().with(MARK, "");
    for document in documents {
        library = library.with(&document.path, document.text.clone());
    }
    let unread = |mistakes: usize| format!("this version finds {mistakes} mistakes in the documents of then");
    let loaded =
        load(Path::new(file), &library, &LoadOptions::default()).map_err(|found| unread(found.len()))?;
    let mut all = BTreeMap::new();
    for name in loaded.alternatives() {
        let resolved = loaded.resolved(name, &Assumptions::default());
        let mut exercise = resolved.map_err(|found| unread(found.len()))?.exercise;
        if let Some(fields) = exercise.as_object_mut() {
            // The name of the alternative alone stands there, and says nothing of its values.
            fields.shift_remove("alternatives");
        }
        all.insert(name.to_owned(), exercise);
    }
    Ok(all)
}

type Found = (String, Option<String>, Option<String>);

fn differences(at: &str, then: Option<&Value>, now: Option<&Value>, into: &mut Vec<Found>) {
    if then == now {
        return;
    }
    match (then, now) {
        (Some(Value::Object(then)), Some(Value::Object(now))) => fields(at, then, now, into),
        (Some(Value::Array(one)), Some(Value::Array(other))) => lists(at, one, other, into),
        _ => into.push(leaf(at, then, now)),
    }
}

fn leaf(at: &str, then: Option<&Value>, now: Option<&Value>) -> Found {
    let text = |value: &Value| value.to_string();
    (at.to_owned(), then.map(text), now.map(text))
}

/// Members with ids are known by them, others by their places; of lists of texts what left and what came is said.
fn lists(at: &str, then: &[Value], now: &[Value], into: &mut Vec<Found>) {
    if let (Some(then), Some(now)) = (by_id(then), by_id(now)) {
        return fields(at, &then, &now, into);
    }
    let is_flat = |list: &[Value]| list.iter().all(|one| !one.is_object() && !one.is_array());
    if is_flat(then) && is_flat(now) {
        let only = |list: &[Value], other: &[Value]| {
            let only: Vec<String> = list
                .iter()
                .filter(|one| !other.contains(one))
                .map(Value::to_string)
                .collect();
            (!only.is_empty()).then(|| only.join(", "))
        };
        let (gone, came) = (only(then, now), only(now, then));
        if gone.is_some() || came.is_some() {
            return into.push((at.to_owned(), gone, came));
        }
    } else if then.len() == now.len() {
        for (place, (then, now)) in then.iter().zip(now).enumerate() {
            differences(&format!("{at}/{}", place + 1), Some(then), Some(now), into);
        }
        return;
    }
    let text = |list: &[Value]| Some(Value::Array(list.to_vec()).to_string());
    into.push((at.to_owned(), text(then), text(now)));
}

fn fields(at: &str, then: &Map<String, Value>, now: &Map<String, Value>, into: &mut Vec<Found>) {
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    for name in names {
        let place = if at.is_empty() {
            name.clone()
        } else {
            format!("{at}/{name}")
        };
        differences(&place, then.get(name), now.get(name), into);
    }
}

/// The members of a list by their ids, where all have one of their own.
fn by_id(list: &[Value]) -> Option<Map<String, Value>> {
    let mut all = Map::new();
    for value in list {
        let id = value.as_object()?.get("id")?.as_str()?;
        if all.insert(id.to_owned(), value.clone()).is_some() {
            return None;
        }
    }
    Some(all)
}

impl History {
    /// The values that differ between two entries; in words, if the documents of one cannot be read any more.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn values_between(
        &self,
        then: &PastEntry,
        now: &PastEntry,
    ) -> Result<Result<Vec<ValueChange>, String>, HistoryError> {
        let (before, after) = (self.documents(then.id)?, self.documents(now.id)?);
        Ok(values((&then.file, &before), (&now.file, &after)))
    }
}
