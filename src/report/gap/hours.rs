//! Who is there to decide, hour by hour of the week: nobody, one alone, or somebody with a backup.

use crate::authority::{Presence, WholeChain, people_of};
use crate::check::{Coverage, Path, Row};
use crate::model::{Decider, Exercise, PersonId, Target};
use crate::report::coverage_document::about;
use crate::report::plan_names::rule;
use crate::time::WallTime;

/// How well an hour of the week is staffed, in the worst of the weeks. Ordered from the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Staffed {
    /// No rule and no owner says who decides, or nobody who is asked is on shift or on call.
    Nobody,
    /// One person is: nobody stands in when the page is missed.
    Alone,
    /// Two people or more are.
    Backed,
    /// Nobody has to be asked: it is pre-approved.
    Standing,
}

impl Staffed {
    /// The word in tables.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Alone => "no backup",
            Self::Backed => "backed up",
            Self::Standing => "pre-approved",
        }
    }
}

/// A decision over the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Week {
    /// The decision.
    pub(super) decision: String,
    /// What it is about, in words.
    pub(super) about: String,
    /// The rules that govern it, or what holds in their place.
    pub(super) rules: Vec<String>,
    /// The 168 hours from Monday 00:00, by the clock of the scenario.
    pub(super) hours: Vec<Staffed>,
}

/// Every decision of an alternative, in the order of its coverage.
pub(super) fn weeks(exercise: &Exercise, coverage: &Coverage) -> Vec<Week> {
    let presence = Presence::new(exercise, coverage.window);
    let rows = coverage.rows.iter();
    rows.map(|row| week(exercise, &presence, row)).collect()
}

fn week(exercise: &Exercise, presence: &Presence, row: &Row) -> Week {
    let mut rules: Vec<String> = Vec::new();
    for (_, path) in &row.paths {
        let name = rule(exercise, path);
        if !rules.contains(&name) {
            rules.push(name);
        }
    }
    let quarter = |cell: &crate::check::Cell| {
        if cell.uncovered > 0 {
            return Staffed::Nobody;
        }
        let at = cell.worst_at;
        let path = row.paths.iter().find(|(span, _)| span.contains(at));
        path.map_or(Staffed::Nobody, |(_, path)| staffed(exercise, presence, path, at))
    };
    Week {
        decision: row.decision.word().to_owned(),
        about: about(exercise, row),
        rules,
        hours: row
            .week
            .chunks(4)
            .map(|hour| hour.iter().map(quarter).min().unwrap_or(Staffed::Nobody))
            .collect(),
    }
}

/// Who of those who are asked is there; advice, approval and execution come on top.
fn staffed(exercise: &Exercise, presence: &Presence, path: &Path, at: WallTime) -> Staffed {
    let playbook = &exercise.playbook;
    let right = path.right.map(|right| &playbook.rights[right]);
    let mut targets: Vec<Target> = match right.map(|right| right.decider) {
        Some(Decider::Standing) => return Staffed::Standing,
        Some(Decider::Chain(chain)) => WholeChain::of(playbook, chain).targets(),
        Some(Decider::Owner) | None => path.owners.clone(),
    };
    // R5: without a rule the owners decide, and the arbiter where they do not.
    let arbiter = playbook.contested.arbiter.filter(|_| right.is_none());
    targets.extend(
        arbiter
            .into_iter()
            .flat_map(|chain| WholeChain::of(playbook, chain).targets()),
    );
    let mut there: Vec<PersonId> = targets
        .iter()
        .flat_map(|target| present(exercise, presence, *target, at))
        .collect();
    there.sort_unstable();
    there.dedup();
    match there.len() {
        0 => Staffed::Nobody,
        1 => Staffed::Alone,
        _ => Staffed::Backed,
    }
}

/// Who of a target is on shift or on call; of a rota only who has the turn, of a body nobody below its quorum.
fn present(exercise: &Exercise, presence: &Presence, target: Target, at: WallTime) -> Vec<PersonId> {
    let organisation = &exercise.organisation;
    let people = match target {
        Target::Rota(rota) => presence.holder(rota, at).into_iter().collect(),
        _ => people_of(organisation, target),
    };
    let mut there: Vec<PersonId> = people
        .into_iter()
        .filter(|person| presence.state(*person, at).is_reachable())
        .collect();
    if let Target::Body(body) = target {
        let quorum = usize::try_from(organisation.bodies[body].quorum).unwrap_or(usize::MAX);
        // As many of them are a backup as may be missing.
        let spare = (there.len() + 1).saturating_sub(quorum);
        there.truncate(spare);
    }
    there
}
