//! The columns of the tables, and the nodes and edges that records become.

use crate::document::code::Code;
use crate::document::spanned::Spanned;
use crate::document::syntax::{Edge, Node, Sensor, Window, default_sensor, default_weight};

use super::read::Row;

/// The columns of a table.
pub(super) struct Layout {
    /// All there are.
    pub(super) known: &'static [&'static str],
    /// Those that a table cannot do without.
    needed: &'static [&'static str],
}

impl Layout {
    /// The first needed column that is missing; `at` are the places of the known ones.
    pub(super) fn missing(&self, at: &[Option<usize>]) -> Option<&'static str> {
        let missing =
            |(name, at): &(&&'static str, &Option<usize>)| at.is_none() && self.needed.contains(*name);
        self.known.iter().zip(at).find(missing).map(|(name, _)| *name)
    }
}

/// The columns of a table of nodes.
pub(super) const NODES: Layout = Layout {
    known: &[
        "id",
        "kind",
        "weight",
        "owner",
        "operator",
        "lead",
        "tenant",
        "jurisdiction",
        "tags",
        "residual",
        "believed_residual",
        "sensor_chance",
        "sensor_delay",
        "logs",
        "platform",
    ],
    needed: &["id", "kind"],
};

/// The columns of a table of edges.
pub(super) const EDGES: Layout = Layout {
    known: &[
        "id",
        "from",
        "to",
        "kind",
        "requires",
        "chance",
        "time",
        "window_every",
        "window_lasts",
    ],
    needed: &["from", "to", "kind"],
};

/// The node of a record.
pub(super) fn node(row: &mut Row<'_, '_, '_>) -> Node {
    let id = row.needed("id");
    row.report.enter(id.place);
    let (owner, owners) = row.owners("owner");
    Node {
        kind: row.needed("kind").map(Some),
        weight: row.number("weight").unwrap_or_else(default_weight),
        owner,
        owners,
        lead: row.optional("lead"),
        operator: row.one_target("operator"),
        tenant: row.optional("tenant"),
        jurisdiction: row.optional("jurisdiction"),
        tags: row.list("tags"),
        residual: row.law("residual").unwrap_or_default(),
        believed_residual: row
            .law("believed_residual")
            .map_or_else(Spanned::default, |law| law.map(Some)),
        sensor: sensor(row),
        logs: row.logs("logs"),
        platform: row.optional("platform"),
        lifetime: Spanned::default(),
        id,
    }
}

fn sensor(row: &mut Row<'_, '_, '_>) -> Spanned<Option<Sensor>> {
    if let Some(none) = row.cell("sensor_chance").filter(|cell| cell.value == "none") {
        return Spanned::new(None, none.place);
    }
    let (chance, delay) = (row.chance("sensor_chance"), row.law("sensor_delay"));
    let place = chance
        .as_ref()
        .map(|chance| chance.place)
        .or(delay.as_ref().map(|delay| delay.place));
    match place {
        None => default_sensor(),
        Some(place) => {
            let sensor = Sensor {
                chance: chance.unwrap_or_default(),
                delay: delay.unwrap_or_default(),
            };
            Spanned::new(Some(sensor), place)
        }
    }
}

/// The edge of a record.
pub(super) fn edge(row: &mut Row<'_, '_, '_>) -> Edge {
    let place = row.place();
    row.report.enter(place);
    let (every, lasts) = (row.cell("window_every"), row.cell("window_lasts"));
    if every.is_some() != lasts.is_some() {
        row.report.say(
            Code::BadTable,
            place,
            "`window_every` and `window_lasts` are written together or not at all",
        );
    }
    let window = every.zip(lasts);
    let window = window.map_or_else(Spanned::default, |(every, lasts)| {
        let place = every.place;
        Spanned::new(Some(Window { every, lasts }), place)
    });
    Edge {
        id: row.optional("id"),
        from: row.needed("from").map(Some),
        to: row.needed("to").map(Some),
        kind: row.needed("kind").map(Some),
        requires: row.list("requires"),
        chance: row
            .chance("chance")
            .map_or_else(Spanned::default, |chance| chance.map(Some)),
        time: row
            .law("time")
            .map_or_else(Spanned::default, |time| time.map(Some)),
        window,
    }
}
