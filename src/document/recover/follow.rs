//! Which mistakes only follow from what could not be read.

use crate::document::code::Code;
use crate::document::diagnostic::{Diagnostic, Label};
use crate::document::place::{FileId, Place};
use crate::document::source::{Marked, Sources};

use super::hole::{Hole, Holes};

/// The changes of the alternative in which something was found, and those of all alternatives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'a> {
    /// Where the changes stand that the alternative is made of.
    pub(crate) own: &'a [Place],
    /// Where those of all alternatives stand.
    pub(crate) all: &'a [Place],
}

/// What a code depends on, besides the text that it is about.
enum Needs {
    /// Nothing: a value is wrong by itself.
    Nothing,
    /// The name in the title, which may have been lost.
    Name,
    /// What stands beside it.
    Beside,
    /// Anything inside of fields and structs of these names.
    Anything(&'static [&'static str]),
}

const fn needs(code: Code) -> Needs {
    match code {
        Code::BadId
        | Code::BadDuration
        | Code::NegativeTime
        | Code::BadChance
        | Code::BadLaw
        | Code::BadZone
        | Code::BadHours
        | Code::BadSpan
        | Code::BadInstant
        | Code::BadObjective
        | Code::OutOfRange
        | Code::NoReplications
        | Code::BadLimit
        | Code::BadHandOff
        | Code::BadTerm
        | Code::WrittenTwice
        | Code::LikeCircle
        | Code::BadSweep
        | Code::SelfEdge => Needs::Nothing,
        Code::UnknownPerson
        | Code::UnknownRole
        | Code::UnknownTeam
        | Code::UnknownRota
        | Code::UnknownBody
        | Code::UnknownProfile
        | Code::UnknownCalendar
        | Code::UnknownJurisdiction
        | Code::UnknownNode
        | Code::UnknownEntry
        | Code::UnknownEdgeKind
        | Code::UnknownNodeKind
        | Code::UnknownPlatform
        | Code::UnknownChain
        | Code::UnknownAction
        | Code::UnknownVendor
        | Code::UnknownRequest
        | Code::UnknownRight
        | Code::UnknownAttacker
        | Code::UnknownStage
        | Code::UnknownClock
        | Code::UnknownInject
        | Code::UnknownMember
        | Code::UnknownFacet
        | Code::UnknownMeasure
        | Code::UnknownAlternative
        | Code::UnusedTag
        | Code::UnusedTenant
        | Code::UnusedJurisdiction => Needs::Name,
        // The id of an edge may be made of its ends and its kind.
        Code::UnknownEdge => Needs::Anything(&["edges", "Edge"]),
        Code::StrayClass => Needs::Anything(&["incident"]),
        Code::NearTag => Needs::Anything(&["nodes", "Node"]),
        Code::NoRunbook => Needs::Anything(&["runbook", "Runbook", "severity", "incident"]),
        Code::GateCycle => Needs::Anything(&["class", "decision", "incident"]),
        Code::AutomaticWithoutAutomation | Code::ActWithoutAutomation => Needs::Anything(&[
            "actions", "Action", "runbook", "Runbook", "assets", "class", "decision", "incident", "nodes",
            "Node",
        ]),
        Code::NothingToName => Needs::Anything(&["nodes", "Node", "edges", "Edge", "entry"]),
        // Members who are not known are left out.
        Code::Quorum | Code::EmptyRota => Needs::Anything(&["Organisation"]),
        _ => Needs::Beside,
    }
}

/// Whether what lost its name is one of those whose name is sought.
fn is_of(hole: &Hole, code: Code) -> bool {
    let names: &[&str] = match code {
        Code::UnknownPerson => &["people", "Person"],
        Code::UnknownMember => &["people", "Person", "roles", "Role"],
        Code::UnknownRole => &["roles", "Role"],
        Code::UnknownTeam => &["teams", "Team", "team"],
        Code::UnknownCalendar => &["holidays"],
        Code::UnknownJurisdiction => &["jurisdictions"],
        Code::UnknownNodeKind => &["kind"],
        Code::UnusedTag => &["tags"],
        Code::UnusedTenant => &["tenant"],
        Code::UnusedJurisdiction => &["jurisdiction"],
        Code::UnknownFacet => &["owners", "owner"],
        Code::UnknownRota => &["rotas", "Rota"],
        Code::UnknownBody => &["bodies", "Body"],
        Code::UnknownNode | Code::UnknownEntry => &["nodes", "Node"],
        Code::UnknownEdgeKind => &["edge_kinds", "EdgeKind"],
        Code::UnknownPlatform => &["platforms", "Platform"],
        Code::UnknownChain => &["chains", "Chain"],
        Code::UnknownAction => &["actions", "Action"],
        Code::UnknownVendor => &["vendors", "Vendor"],
        Code::UnknownRequest => &["requests", "Request"],
        Code::UnknownRight => &["rights", "Right"],
        Code::UnknownClock | Code::UnknownStage => &["clocks", "Clock", "stages", "Stage"],
        Code::UnknownInject => &["injects", "Inject"],
        _ => &["profiles", "Profile"],
    };
    hole.nameless.iter().any(|word| names.contains(&word.as_str()))
}

impl Holes {
    /// Whether nothing was taken out.
    pub(crate) const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether what was found may only follow from what could not be read.
    pub(crate) fn explain(&self, found: &Diagnostic, own: Own<'_>, sources: &Sources) -> bool {
        if self.all.is_empty() {
            return false;
        }
        let labels = std::iter::once(&found.primary).chain(&found.others);
        if labels.into_iter().any(|label| self.is_touched(label, sources)) {
            return true;
        }
        let mut holes = self.all.iter().filter(|hole| bears_on(hole, own));
        match needs(found.code) {
            Needs::Nothing => false,
            Needs::Name => {
                let name = last_name(&found.title);
                let may_name = |hole: &Hole| hole.is_blind || is_of(hole, found.code);
                name.is_empty() || self.lost.may_hold(name) || self.all.iter().any(may_name)
            }
            Needs::Beside => {
                let of_lost = |hole: &Hole| changes_lost(hole, found) || lacks_zone(hole, found);
                let is_lost = self.lost.may_hold(first_name(&found.title));
                is_lost || holes.any(|hole| of_lost(hole) || self.is_beside(hole, found, own, sources))
            }
            Needs::Anything(words) => holes.any(|hole| {
                let mut around = hole.around.iter();
                around.any(|word| words.contains(&word.as_str())) || self.is_beside(hole, found, own, sources)
            }),
        }
    }

    /// Whether a mark stands in a hole, or around one: its value is not what was written.
    fn is_touched(&self, label: &Label, sources: &Sources) -> bool {
        let Some((file, span)) = marked(label, sources) else {
            return false;
        };
        let holes = self
            .all
            .iter()
            .filter(|hole| hole.file == file && !hole.is_replaced);
        holes
            .into_iter()
            .any(|hole| hole.start < hole.end && hole.touches(span.start, span.end))
    }

    /// Whether something was found in the thing from which a part is missing.
    fn is_beside(&self, hole: &Hole, found: &Diagnostic, own: Own<'_>, sources: &Sources) -> bool {
        let is_in_changes = own.own.iter().any(|place| hole.is_in(*place));
        let Some((file, span)) = marked(&found.primary, sources) else {
            return true;
        };
        if hole.is_everywhere || is_in_changes {
            return true;
        }
        if file != hole.file {
            return false;
        }
        let outline = self.outlines.iter().find(|(of, _)| *of == file);
        match outline {
            Some((_, outline)) => {
                let item = outline.unit(outline.item(span.start)).map(|unit| unit.start);
                item == Some(hole.item) || hole.touches(span.start, span.end)
            }
            // In a table all of a record goes together.
            None => hole.touches(span.start, span.end) || same_line(sources, file, hole.start, span),
        }
    }
}

/// Whether an alternative changes something whose name is lost, so that the change seems to be all there is of it.
fn changes_lost(hole: &Hole, found: &Diagnostic) -> bool {
    let is_it = |word: &String| found.title.starts_with(&format!("the {} `", word.to_lowercase()));
    hole.nameless.iter().any(is_it)
}

/// Whether the zone of whoever writes none may be lost.
fn lacks_zone(hole: &Hole, found: &Diagnostic) -> bool {
    let is_home = hole.around.iter().take(3).any(|word| word == "Organisation");
    is_home && found.code == Code::MissingField && last_name(&found.title) == "zone"
}

/// Holes in the changes of other alternatives have nothing to do with this one.
fn bears_on(hole: &Hole, own: Own<'_>) -> bool {
    let is_in = |places: &[Place]| places.iter().any(|place| hole.is_in(*place));
    !is_in(own.all) || is_in(own.own)
}

fn marked<'l>(label: &'l Label, sources: &Sources) -> Option<(FileId, &'l Marked)> {
    let span = label.at.span.as_ref()?;
    Some((sources.id_of(&label.at.file)?, span))
}

fn same_line(sources: &Sources, file: FileId, start: usize, span: &Marked) -> bool {
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    sources
        .line_of(file, start)
        .is_some_and(|(_, line, _)| line == span.line)
}

/// The first name in backticks.
fn first_name(title: &str) -> &str {
    title.split('`').nth(1).unwrap_or("")
}

/// The last name in backticks.
fn last_name(title: &str) -> &str {
    let mut parts = title.rsplit('`');
    parts.next();
    parts.next().unwrap_or("")
}
