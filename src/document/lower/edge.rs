//! Edges, with the times and chances of the attacker (E3, E12).

use std::collections::BTreeMap;

use crate::chance::{Distribution, Key, Probability};
use crate::document::code::Code;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, NameOr};
use crate::model::{Edge, Index, LawId, NodeId, Window};
use crate::time::SimDuration;

use super::Lower;

/// The laws and chances of traversals: those of the attacker by kind, and each distinct law once.
pub(super) struct Ways {
    pub(super) laws: Vec<Distribution>,
    by_text: BTreeMap<String, LawId>,
    times: BTreeMap<String, LawId>,
    chances: BTreeMap<String, Probability>,
}

impl Ways {
    /// Those of the attacker.
    pub(super) fn of(lower: &mut Lower<'_>, scenario: &mut syntax::Scenario) -> Self {
        let mut ways = Self {
            laws: Vec::new(),
            by_text: BTreeMap::new(),
            times: BTreeMap::new(),
            chances: BTreeMap::new(),
        };
        let NameOr::Whole(attacker) = &mut scenario.attacker.value else {
            return ways;
        };
        attacker
            .edges
            .value
            .sort_by(|one, other| one.kind.value.cmp(&other.kind.value));
        for traversal in &mut attacker.edges.value {
            lower.report.enter(traversal.kind.place);
            let kind = traversal.kind.value.clone();
            if lower.names.edge_kinds.get(&kind).is_none()
                && crate::document::preset::edge_kind(&kind).is_none()
            {
                lower
                    .names
                    .edge_kinds
                    .find(&kind, traversal.kind.place, &mut lower.report);
            }
            if let Some(chance) = lower.optional_chance(&mut traversal.chance, Family::EdgeSuccess) {
                ways.chances.insert(kind.clone(), chance);
            }
            if let Some(time) = lower.optional_law(&mut traversal.time, Family::Traversal) {
                let law = ways.law(time);
                ways.times.insert(kind, law);
            }
        }
        ways
    }

    fn law(&mut self, law: Distribution) -> LawId {
        let text = format!("{law:?}");
        if let Some(known) = self.by_text.get(&text) {
            return *known;
        }
        let id = LawId::at(self.laws.len());
        self.by_text.insert(text, id);
        self.laws.push(law);
        id
    }
}

/// Lowers an edge; one of which an end or the kind is unknown is left out.
pub(super) fn edge(lower: &mut Lower<'_>, written: &mut syntax::Edge, ways: &mut Ways) -> Option<Edge> {
    let id = written.written_id();
    let place = written.place();
    lower.report.enter(place);
    let what = format!("the edge `{id}`");
    let from = end(lower, &written.from, "from", &what);
    let to = end(lower, &written.to, "to", &what);
    let kind = lower.needed(&written.kind, "kind", &what);
    let (from, to, kind) = (from?, to?, kind?);
    if from == to {
        lower.report.say(
            Code::SelfEdge,
            written.to.place,
            format!("{what} leads from a node to itself"),
        );
    }
    let requires = lower.nodes(&written.requires.value);
    if requires.binary_search(&to).is_ok() {
        let title = format!("{what} requires the node it leads to");
        lower
            .report
            .say(Code::RequiresItself, written.requires.place, title);
    }
    let chance = lower.optional_chance(&mut written.chance, Family::EdgeSuccess);
    let time = lower
        .optional_law(&mut written.time, Family::Traversal)
        .map(|law| ways.law(law));
    let window = window(lower, &written.window);
    written.id.value = Some(id.clone());
    Some(Edge {
        key: Key::of(&id),
        id: id.into(),
        from,
        to,
        kind: lower.names.edge_kinds.get(&kind)?,
        requires,
        chance: chance
            .or_else(|| ways.chances.get(&kind).copied())
            .unwrap_or(Probability::ALWAYS),
        time: time
            .or_else(|| ways.times.get(&kind).copied())
            .unwrap_or_else(|| ways.law(Distribution::fixed(SimDuration::ZERO))),
        window,
    })
}

fn end(lower: &mut Lower<'_>, written: &Spanned<Option<String>>, field: &str, what: &str) -> Option<NodeId> {
    let id = lower.needed(written, field, what)?;
    lower.names.nodes.find(&id, written.place, &mut lower.report)
}

fn window(lower: &mut Lower<'_>, written: &Spanned<Option<syntax::Window>>) -> Option<Window> {
    let window = written.value.as_ref()?;
    let every = lower.duration(&window.every);
    let lasts = lower.duration(&window.lasts);
    // The phase is drawn over the period, so a window as long as its period would be no window (E12).
    if lasts >= every && !lower.report.has_errors_at(window.every.place) {
        let title = format!("a window of {lasts} every {every}");
        let draft = lower.report.draft(Code::WindowTooLong, window.lasts.place, title);
        let also = lower.report.locate(window.every.place);
        lower.report.push(
            draft
                .also(also, "from one opening to the next")
                .expected(format!("less than {every}")),
        );
    }
    Some(Window { every, lasts })
}
