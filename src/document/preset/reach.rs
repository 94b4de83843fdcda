//! Reach profiles: who answers a page, and how soon (O3).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Name;

use super::Parameter;
use super::read::{self, Values};

/// A reach profile.
#[derive(Debug)]
pub struct ReachPreset {
    /// The name in the input.
    pub name: Name,
    /// Who that is.
    pub what: Name,
    /// In working hours.
    pub on_shift: StateReach,
    /// On call.
    pub on_call: StateReach,
    /// Neither.
    pub off: StateReach,
    /// After how long a person on shift sees a page that they missed.
    pub relook: Parameter,
    /// The probability of being out of reach for a whole off-shift period.
    pub unreachable: Parameter,
}

/// How one page fares in one state.
#[derive(Debug)]
pub struct StateReach {
    /// The probability that it is acknowledged.
    pub answers: Parameter,
    /// After how long.
    pub delay: Parameter,
}

impl ReachPreset {
    fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        let states = [&self.on_shift, &self.on_call, &self.off];
        let states = states
            .into_iter()
            .flat_map(|state| [&state.answers, &state.delay]);
        states.chain([&self.relook, &self.unreachable])
    }
}

#[derive(Deserialize)]
#[serde(rename = "Reach", deny_unknown_fields)]
struct Row {
    name: Name,
    what: Name,
    on_shift: State,
    on_call: State,
    off: State,
    relook: Values,
    unreachable: Values,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    answers: Values,
    delay: Values,
}

static TABLE: LazyLock<Vec<ReachPreset>> = LazyLock::new(|| read::shipped("reach.ron", table()));

fn table() -> Result<Vec<ReachPreset>, String> {
    let rows: Vec<Row> = read::rows(include_str!("reach.ron"))?;
    let mut table = rows.into_iter().map(reach_of).collect::<Result<Vec<_>, _>>()?;
    table.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(table)
}

fn reach_of(row: Row) -> Result<ReachPreset, String> {
    let id = |value: &str| format!("reach.{}.{value}", row.name);
    let state = |name: &str, state: &State| {
        Ok::<_, String>(StateReach {
            answers: state.answers.parameter(id(&format!("{name}.answers")))?,
            delay: state.delay.parameter(id(&format!("{name}.delay")))?,
        })
    };
    Ok(ReachPreset {
        on_shift: state("on-shift", &row.on_shift)?,
        on_call: state("on-call", &row.on_call)?,
        off: state("off", &row.off)?,
        relook: row.relook.parameter(id("re-look"))?,
        unreachable: row.unreachable.parameter(id("unreachable"))?,
        name: row.name,
        what: row.what,
    })
}

/// The reach profile of this name.
pub fn reach(name: &str) -> Option<&'static ReachPreset> {
    TABLE.iter().find(|preset| &*preset.name == name)
}

/// All reach profiles, by name.
pub fn reaches() -> &'static [ReachPreset] {
    &TABLE
}

pub(super) fn parameters() -> impl Iterator<Item = &'static Parameter> {
    TABLE.iter().flat_map(ReachPreset::parameters)
}
