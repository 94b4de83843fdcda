//! An alternative with every default and preset written out, to be shown and to be read again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::diagnostic::Diagnostic;
use super::load::Loaded;
use super::place::FileId;
use super::presets_used::Assumptions;
use super::session::options;
use super::source::Sources;
use super::spanned::{PLACED, Spanned, with_places};
use super::syntax::{Entries, Exercise, Organisation, Playbook, Scenario};
use super::whole::Whole;

/// The schema of the JSON form.
const SCHEMA: &str = "outrun/exercise/1";

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Nobody wrote it.
    Default,
    /// The preset of this id.
    Preset(String),
    /// Somebody wrote it.
    File {
        /// The path inside the library.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
}

/// An alternative with everything filled in.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The exercise, in the form of the input, as JSON.
    pub exercise: Value,
    /// The same as RON.
    pub ron: String,
    /// Where each value comes from, by JSON Pointer into `exercise`.
    pub origins: BTreeMap<String, Origin>,
}

impl Resolved {
    /// What `outrun show --format json` prints, and [`super::load`] reads again.
    pub fn document(&self) -> Value {
        let origin = |origin: &Origin| match origin {
            Origin::Default => json!("default"),
            Origin::Preset(id) => json!({ "preset": id }),
            Origin::File { file, line, column } => json!({ "file": file, "line": line, "column": column }),
        };
        let origins: Map<String, Value> = self
            .origins
            .iter()
            .map(|(at, from)| (at.clone(), origin(from)))
            .collect();
        json!({ "schema": SCHEMA, "exercise": self.exercise, "origins": origins })
    }
}

impl Loaded {
    /// An alternative with every default and preset written out. Read again it is the same exercise.
    ///
    /// # Errors
    /// If there is no alternative of this name, or these assumptions contradict what is written.
    pub fn resolved(
        &self,
        alternative: &str,
        assumptions: &Assumptions,
    ) -> Result<Resolved, Vec<Diagnostic>> {
        let (whole, lowered) = self.resolve(alternative, assumptions)?;
        if lowered.failed {
            return Err(lowered.found);
        }
        let written = written(whole, self.id(), alternative);
        let mut origins = BTreeMap::new();
        let exercise = collect(&written, |at, place| {
            origins.insert(at, origin(place, &self.sources));
        });
        Ok(Resolved {
            exercise,
            ron: ron_of(&written),
            origins,
        })
    }

    /// Where each value of an alternative comes from, by JSON Pointer into its resolved form.
    ///
    /// # Errors
    /// If there is no alternative of this name.
    pub fn origins(&self, alternative: &str) -> Result<BTreeMap<String, Origin>, Vec<Diagnostic>> {
        Ok(self.resolved(alternative, &Assumptions::default())?.origins)
    }
}

/// The exercise with its parts in it, and this alternative as the only one, without changes.
fn written(whole: Whole, id: &str, alternative: &str) -> Exercise {
    let Whole {
        mut exercise,
        organisation,
        estate,
        playbook,
        scenario,
        ..
    } = whole;
    exercise.id = Spanned {
        value: Some(id.to_owned()),
        place: exercise.id.place,
    };
    exercise.organisation = Some(organisation);
    exercise.estate = Some(estate);
    exercise.playbook = Some(playbook);
    exercise.scenario = Some(scenario);
    let name = Spanned::default_of(alternative.to_owned());
    exercise.alternatives.value = Entries(vec![(name, Spanned::default_of(Vec::new()))]);
    exercise
}

fn ron_of(exercise: &Exercise) -> String {
    let pretty = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .indentor("    ")
        .new_line("\n");
    // Everything in the syntax has a written form, so that this cannot fail.
    options().to_string_pretty(exercise, pretty).unwrap_or_default()
}

/// The exercise as plain JSON, with each value's place told.
fn collect(exercise: &Exercise, mut tell: impl FnMut(String, Placed)) -> Value {
    let placed = with_places(|| serde_json::to_value(exercise)).unwrap_or_default();
    strip(placed, &mut String::new(), &mut tell)
}

/// What `Place::numbers` wrote.
struct Placed {
    file: i64,
    start: u32,
    preset: String,
}

/// Takes the places out of a value, and tells them.
fn strip(value: Value, at: &mut String, tell: &mut impl FnMut(String, Placed)) -> Value {
    match value {
        Value::Object(mut fields) if fields.contains_key(PLACED) => {
            if let Some(placed) = fields.get(PLACED).and_then(placed_of) {
                tell(at.clone(), placed);
            }
            strip(fields.remove("value").unwrap_or_default(), at, tell)
        }
        Value::Object(fields) => {
            let inner = fields.into_iter().map(|(key, value)| {
                let value = deeper(at, &key, |at| strip(value, at, tell));
                (key, value)
            });
            Value::Object(inner.collect())
        }
        Value::Array(items) => {
            let inner = items.into_iter().enumerate();
            inner
                .map(|(index, value)| deeper(at, &index.to_string(), |at| strip(value, at, tell)))
                .collect()
        }
        plain => plain,
    }
}

/// One step down a JSON Pointer (RFC 6901).
fn deeper<R>(at: &mut String, key: &str, action: impl FnOnce(&mut String) -> R) -> R {
    let length = at.len();
    at.push('/');
    at.push_str(&key.replace('~', "~0").replace('/', "~1"));
    let result = action(at);
    at.truncate(length);
    result
}

fn placed_of(value: &Value) -> Option<Placed> {
    let file = value.get(0)?.as_i64()?;
    let start = u32::try_from(value.get(1)?.as_u64()?).ok()?;
    Some(Placed {
        file,
        start,
        preset: value.get(2)?.as_str()?.to_owned(),
    })
}

fn origin(placed: Placed, sources: &Sources) -> Origin {
    if !placed.preset.is_empty() {
        return Origin::Preset(placed.preset);
    }
    let line = u32::try_from(placed.file)
        .ok()
        .and_then(|file| sources.line_of(FileId(file), placed.start));
    line.map_or(Origin::Default, |(file, line, column)| Origin::File {
        file: file.to_owned(),
        line,
        column,
    })
}

/// The ids of the presets that were written out into a document, and stand there still.
pub(crate) fn presets_in(whole: &Whole) -> BTreeSet<String> {
    let exercise = Exercise {
        organisation: Some(Organisation {
            profiles: whole.organisation.profiles.clone(),
            ..Organisation::default()
        }),
        playbook: Some(Playbook {
            actions: whole.playbook.actions.clone(),
            ..Playbook::default()
        }),
        scenario: Some(Scenario {
            attacker: whole.scenario.attacker.clone(),
            ..Scenario::default()
        }),
        ..Exercise::default()
    };
    let mut presets = BTreeSet::new();
    collect(&exercise, |_, placed| {
        presets.insert(placed.preset);
    });
    presets
}
