//! How much of everything an exercise may hold.

use super::code::Code;
use super::overlay::lengths;
use super::place::Place;
use super::report::Report;
use super::whole::Whole;

/// Nodes, and edges, are at most so many.
pub(crate) const MOST_ASSETS: usize = 2_000_000;
/// Of everything else there are at most so many.
const MOST: usize = 100_000;
/// Alternatives are at most so many.
const MOST_ALTERNATIVES: usize = 1_000;
/// Changes of one alternative are at most so many: people write them one by one.
const MOST_CHANGES: usize = 1_000;
/// All alternatives together hold at most so many nodes, edges and people, because each is laid out and checked whole.
const MOST_TOGETHER: usize = 20_000_000;
/// All alternatives together compare their changes with at most so many nodes, edges and people.
const MOST_COMPARED: usize = 1_000_000_000;

/// Reports what there is too much of.
pub(crate) fn check_counts(whole: &Whole, report: &mut Report<'_>) {
    let Whole {
        exercise,
        organisation,
        estate,
        playbook,
        scenario,
        ..
    } = whole;
    let counts = [
        ("objectives", exercise.objectives.value.len(), MOST),
        ("people", organisation.people.len(), MOST),
        ("roles", organisation.roles.0.len(), MOST),
        ("teams", organisation.teams.0.len(), MOST),
        ("reach profiles", organisation.profiles.len(), MOST),
        ("rotas", organisation.rotas.len(), MOST),
        ("bodies", organisation.bodies.len(), MOST),
        ("nodes", estate.nodes.len(), MOST_ASSETS),
        ("edges", estate.edges.len(), MOST_ASSETS),
        ("kinds of edges", estate.edge_kinds.len(), MOST),
        ("platforms", estate.platforms.len(), MOST),
        ("actions", playbook.actions.len(), MOST),
        ("runbook rules", playbook.runbook.0.len(), MOST),
        ("vendors", playbook.vendors.len(), MOST),
        ("rights", playbook.rights.len(), MOST),
        ("chains", playbook.chains.0.len(), MOST),
        ("injects", scenario.injects.len(), MOST),
        ("requests", scenario.requests.len(), MOST),
        ("clocks", scenario.clocks.len(), MOST),
    ];
    for (what, count, most) in counts {
        if count > most {
            let draft = report.draft(Code::TooMany, Place::Default, format!("{count} {what}"));
            report.push(draft.expected(format!("at most {most}")));
        }
    }
    check_alternatives(whole, report);
}

/// A document can be small, and what its alternatives make of it large.
pub(crate) fn check_alternatives(whole: &Whole, report: &mut Report<'_>) {
    let alternatives = &whole.exercise.alternatives.value.0;
    if alternatives.len() > MOST_ALTERNATIVES {
        let title = format!("{} alternatives", alternatives.len());
        let draft = report.draft(Code::TooMany, whole.exercise.alternatives.place, title);
        report.push(draft.expected(format!("at most {MOST_ALTERNATIVES}")));
    }
    let things = whole.estate.nodes.len() + whole.estate.edges.len() + whole.organisation.people.len();
    let together = things.saturating_mul(alternatives.len());
    if together > MOST_TOGETHER {
        let title = format!(
            "{} alternatives of {things} nodes, edges and people",
            alternatives.len()
        );
        let draft = report.draft(Code::TooMany, whole.exercise.alternatives.place, title);
        report.push(draft.expected(format!(
            "at most {MOST_TOGETHER} of them in all alternatives together"
        )));
    }
    let mut compared: usize = 0;
    let counts = lengths(&whole.exercise.alternatives.value);
    for ((name, _), count) in alternatives.iter().zip(counts) {
        compared = compared.saturating_add(count.saturating_mul(things));
        if count > MOST_CHANGES {
            let title = format!("{count} changes in the alternative `{}`", name.value);
            let draft = report.draft(Code::TooMany, name.place, title);
            report.push(draft.expected(format!("at most {MOST_CHANGES}")));
        }
    }
    if compared > MOST_COMPARED {
        let title = format!("too many changes for {things} nodes, edges and people");
        let draft = report.draft(Code::TooMany, whole.exercise.alternatives.place, title);
        report.push(draft.expected(format!("at most {MOST_COMPARED} when both are multiplied")));
    }
}
