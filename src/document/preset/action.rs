//! Containment actions: their effects, their work, and when they take effect (E7, E8).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Disruption, Effects, Name, Reveal, RevealReach};

use super::read::{self, Values};
use super::{Parameter, Quantity};

/// A containment action.
#[derive(Debug)]
pub struct ActionPreset {
    /// The name in the input.
    pub name: Name,
    /// What it is.
    pub what: Name,
    /// What it does, with the nominal values of `disruption` and `reveal`.
    pub effects: Effects,
    /// How long it disturbs the service, where it does so for a time.
    pub disruption: Option<Parameter>,
    /// The probability that it makes a foothold known, where it looks for any.
    pub reveal: Option<Parameter>,
    /// Can be executed without a person.
    pub automatic: bool,
    /// How long one try takes.
    pub work: Parameter,
    /// From executed to effective.
    pub propagation: Parameter,
    /// The probability that one try fails.
    pub fails: Parameter,
}

impl ActionPreset {
    fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        let always = [&self.work, &self.propagation, &self.fails];
        always.into_iter().chain(&self.disruption).chain(&self.reveal)
    }
}

#[derive(Deserialize)]
#[serde(rename = "Action", deny_unknown_fields)]
struct Row {
    name: Name,
    what: Name,
    effects: EffectsRow,
    automatic: bool,
    work: Values,
    propagation: Values,
    fails: Values,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the columns of the table in E7, each independent of the others"
)]
struct EffectsRow {
    closes_out: bool,
    closes_in: bool,
    ends_sessions: bool,
    reissues: bool,
    sweeps: bool,
    cancels: bool,
    reversible: bool,
    disrupts: Disrupts,
    reveals: Option<Reveals>,
}

#[derive(Default, Deserialize)]
enum Disrupts {
    #[default]
    No,
    For(Values),
    UntilRestored,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reveals {
    among: Among,
    chance: Values,
}

#[derive(Deserialize)]
enum Among {
    Hops(u32),
    Tenant,
}

static TABLE: LazyLock<Vec<ActionPreset>> = LazyLock::new(|| read::shipped("actions.ron", table()));

fn table() -> Result<Vec<ActionPreset>, String> {
    let rows: Vec<Row> = read::rows(include_str!("actions.ron"))?;
    let mut table = rows.into_iter().map(action_of).collect::<Result<Vec<_>, _>>()?;
    table.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(table)
}

fn action_of(row: Row) -> Result<ActionPreset, String> {
    let id = |value: &str| format!("action.{}.{value}", row.name);
    let disruption = match &row.effects.disrupts {
        Disrupts::For(values) => Some(values.parameter(id("disruption"))?),
        Disrupts::No | Disrupts::UntilRestored => None,
    };
    let reveals = row.effects.reveals.as_ref();
    let reveal = reveals
        .map(|reveals| reveals.chance.parameter(id("reveal")))
        .transpose()?;
    Ok(ActionPreset {
        effects: effects_of(&row.effects, disruption.as_ref(), reveal.as_ref())?,
        disruption,
        reveal,
        automatic: row.automatic,
        work: row.work.parameter(id("work"))?,
        propagation: row.propagation.parameter(id("propagation"))?,
        fails: row.fails.parameter(id("fails"))?,
        name: row.name,
        what: row.what,
    })
}

fn effects_of(
    row: &EffectsRow,
    disruption: Option<&Parameter>,
    reveal: Option<&Parameter>,
) -> Result<Effects, String> {
    let disrupts = match (&row.disrupts, disruption.map(|parameter| &parameter.nominal)) {
        (Disrupts::UntilRestored, _) => Disruption::UntilRestored,
        (Disrupts::For(_), Some(Quantity::Duration(lasts))) => Disruption::For(lasts.clone()),
        (Disrupts::For(_), _) => return Err("a disruption is a time".to_owned()),
        (Disrupts::No, _) => Disruption::No,
    };
    let reveals = match (&row.reveals, reveal.map(|parameter| &parameter.nominal)) {
        (Some(reveals), Some(Quantity::Chance(chance))) => {
            let reach = match reveals.among {
                Among::Hops(hops) => RevealReach::Hops(hops),
                Among::Tenant => RevealReach::Tenant,
            };
            Some(Reveal {
                reach,
                chance: *chance,
            })
        }
        (Some(_), _) => return Err("revealing is a chance".to_owned()),
        (None, _) => None,
    };
    Ok(Effects {
        closes_out: row.closes_out,
        closes_in: row.closes_in,
        ends_sessions: row.ends_sessions,
        reissues: row.reissues,
        sweeps: row.sweeps,
        cancels: row.cancels,
        reveals,
        disrupts,
        reversible: row.reversible,
        // Destroying evidence is written in the playbook; by default nothing does (E7).
        destroys_evidence: false,
    })
}

/// The action of this name.
pub fn action(name: &str) -> Option<&'static ActionPreset> {
    TABLE.iter().find(|preset| &*preset.name == name)
}

/// All actions, by name.
pub fn actions() -> &'static [ActionPreset] {
    &TABLE
}

pub(super) fn parameters() -> impl Iterator<Item = &'static Parameter> {
    TABLE.iter().flat_map(ActionPreset::parameters)
}
