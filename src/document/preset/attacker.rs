//! Attackers: how fast, how many ways at once, in which order (E3).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Name, WaitingOrder};

use super::Parameter;
use super::read::{self, Values};

/// An attacker profile.
#[derive(Debug)]
pub struct AttackerPreset {
    /// The name in the input.
    pub name: Name,
    /// Who that is.
    pub what: Name,
    /// How many traversals run at once.
    pub concurrency: u32,
    /// In which order waiting edges are taken.
    pub order: WaitingOrder,
    /// Kinds of edges with values of their own.
    pub groups: Vec<EdgeGroup>,
    /// All other kinds.
    pub other: EdgeGroup,
}

/// Kinds of edges that an attacker takes alike; their values move together.
#[derive(Debug)]
pub struct EdgeGroup {
    /// The kinds.
    pub kinds: Vec<Name>,
    /// How long a traversal takes.
    pub time: Parameter,
    /// The probability that the way exists.
    pub chance: Parameter,
}

impl AttackerPreset {
    /// The values for a kind of edge, by its first name.
    pub fn group(&self, edge_kind: &str) -> &EdgeGroup {
        let named = |group: &&EdgeGroup| group.kinds.iter().any(|kind| &**kind == edge_kind);
        self.groups.iter().find(named).unwrap_or(&self.other)
    }

    fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.groups
            .iter()
            .chain([&self.other])
            .flat_map(|group| [&group.time, &group.chance])
    }
}

#[derive(Deserialize)]
#[serde(rename = "Attacker", deny_unknown_fields)]
struct Row {
    name: Name,
    what: Name,
    concurrency: u32,
    order: Order,
    groups: Vec<Group>,
    other: Other,
}

#[derive(Deserialize)]
enum Order {
    Nearest,
    MostValuable,
    Random,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: Name,
    kinds: Vec<Name>,
    time: Values,
    chance: Values,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    time: Values,
    chance: Values,
}

static TABLE: LazyLock<Vec<AttackerPreset>> = LazyLock::new(|| read::shipped("attackers.ron", table()));

fn table() -> Result<Vec<AttackerPreset>, String> {
    let rows: Vec<Row> = read::rows(include_str!("attackers.ron"))?;
    let mut table = rows.into_iter().map(attacker_of).collect::<Result<Vec<_>, _>>()?;
    table.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(table)
}

fn attacker_of(row: Row) -> Result<AttackerPreset, String> {
    let id = |group: &str, value: &str| format!("attacker.{}.{group}.{value}", row.name);
    let group_of = |group: Group| {
        Ok(EdgeGroup {
            time: group.time.parameter(id(&group.name, "time"))?,
            chance: group.chance.parameter(id(&group.name, "chance"))?,
            kinds: group.kinds,
        })
    };
    let other = EdgeGroup {
        kinds: Vec::new(),
        time: row.other.time.parameter(id("other", "time"))?,
        chance: row.other.chance.parameter(id("other", "chance"))?,
    };
    let groups = row
        .groups
        .into_iter()
        .map(group_of)
        .collect::<Result<Vec<_>, String>>()?;
    let order = match row.order {
        Order::Nearest => WaitingOrder::Nearest,
        Order::MostValuable => WaitingOrder::MostValuable,
        Order::Random => WaitingOrder::Random,
    };
    Ok(AttackerPreset {
        name: row.name,
        what: row.what,
        concurrency: row.concurrency,
        order,
        groups,
        other,
    })
}

/// The attacker of this name.
pub fn attacker(name: &str) -> Option<&'static AttackerPreset> {
    TABLE.iter().find(|preset| &*preset.name == name)
}

/// All attackers, by name.
pub fn attackers() -> &'static [AttackerPreset] {
    &TABLE
}

pub(super) fn parameters() -> impl Iterator<Item = &'static Parameter> {
    TABLE.iter().flat_map(AttackerPreset::parameters)
}
