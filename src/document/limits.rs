//! How much of everything an exercise may hold.

use super::code::Code;
use super::place::Place;
use super::report::Report;
use super::whole::Whole;

/// Nodes, and edges, are at most so many.
pub(crate) const MOST_ASSETS: usize = 2_000_000;
/// Of everything else there are at most so many.
const MOST: usize = 100_000;
/// Alternatives are at most so many.
const MOST_ALTERNATIVES: usize = 1_000;

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
        (
            "alternatives",
            exercise.alternatives.value.0.len(),
            MOST_ALTERNATIVES,
        ),
        ("objectives", exercise.objectives.value.len(), MOST),
        ("people", organisation.people.len(), MOST),
        ("roles", organisation.roles.0.len(), MOST),
        ("rotas", organisation.rotas.len(), MOST),
        ("bodies", organisation.bodies.len(), MOST),
        ("nodes", estate.nodes.len(), MOST_ASSETS),
        ("edges", estate.edges.len(), MOST_ASSETS),
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
}
