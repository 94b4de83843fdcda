//! OUT003: a backup that falls with the one it backs up.

use std::collections::BTreeSet;

use crate::authority::intersect_spans;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{ChainId, Decider, Name, PersonId, RightId, Target};
use crate::time::{SimDuration, Span};

pub(crate) static RULE: Rule = Rule {
    code: "OUT003",
    name: "weak-backup",
    level: Level::Warning,
    meaning: "a backup is the same person, or shares the absence, the site, the vendor or the rota",
    why: "A backup helps only where it is there when the first one is not. What the two share takes both away at once.",
    example: "roles: { \"lead\": [\"ana\"], \"deputy\": [\"ana\"] } // and a chain of the two",
    fix: "Put somebody into the chain who works elsewhere, at other hours, for somebody else.",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

/// Shorter than this two turns only meet at their seam.
const SEAM: SimDuration = SimDuration::from_hours(1);

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (right, governing) in context.rights_in_force() {
        let Decider::Chain(chain) = context.right(right).decider else {
            continue;
        };
        let targets = context.whole(chain).targets();
        if targets.len() < 2 || context.whole(chain).acts {
            continue;
        }
        let shared = same_person(context, &targets)
            .or_else(|| same_absence(context, chain))
            .or_else(|| same_field(context, chain, &targets));
        if let Some((share, case, span)) = shared {
            let title = format!("the backups under `{}` share {share}", context.right(right).id);
            found.push(finish(context, right, governing, (title, case, span)).who(context, &targets));
        }
    }
    found
}

fn finish(
    context: &Context<'_>,
    right: RightId,
    governing: &Governing,
    (title, case, span): (String, String, Option<Span>),
) -> Finding {
    let finding = context
        .about_right(&RULE, right, "decider", title)
        .of(governing.decision, governing.severity)
        .at_level(context.gravity(governing.decision))
        .case(case)
        .help("let somebody back them up who does not share it");
    match span {
        Some(span) => finding.at(context, span),
        None => finding,
    }
}

/// What is shared, the case, and when.
type Shared = (String, String, Option<Span>);

/// All targets resolve to one and the same person, always or in some turn of a rota.
fn same_person(context: &Context<'_>, targets: &[Target]) -> Option<Shared> {
    if targets
        .iter()
        .any(|target| matches!(target, Target::Team(_) | Target::Body(_)))
    {
        return None;
    }
    let resolved = context.presence.resolved(&context.exercise.organisation, targets);
    // A target that resolves to nobody is skipped, and is no backup that shares anything.
    let is_one = |people: &[Vec<PersonId>]| match people.split_first() {
        Some((first, others)) => first.len() == 1 && others.iter().all(|other| other == first),
        None => false,
    };
    let alone = resolved
        .into_iter()
        .filter(|(span, people)| is_one(people) && span.duration() >= SEAM);
    let (span, _) = alone.max_by_key(|(span, _)| (span.duration(), std::cmp::Reverse(span.start)))?;
    let case = format!(
        "{}: {} are one and the same person for {}",
        context.say(span.start),
        words::targets(context.exercise, targets),
        words::lasting(span.duration())
    );
    Some(("a person".to_owned(), case, Some(span)))
}

/// Everybody of the chain is away at the same time.
fn same_absence(context: &Context<'_>, chain: ChainId) -> Option<Shared> {
    let people = context.people_of_chain(chain);
    let mut away: Option<Vec<Span>> = None;
    for person in people {
        let absent = &context.presence.person(person).absent;
        away = Some(away.map_or_else(|| absent.clone(), |spans| intersect_spans(&spans, absent)));
    }
    let span = away?
        .into_iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    let case = format!(
        "{}: everybody in this chain is away for {}",
        context.say(span.start),
        words::lasting(span.duration())
    );
    Some(("an absence".to_owned(), case, Some(span)))
}

/// Everybody of the chain works at one site, or for one other organisation.
fn same_field(context: &Context<'_>, chain: ChainId, targets: &[Target]) -> Option<Shared> {
    let people = context.people_of_chain(chain);
    let who = words::targets(context.exercise, targets);
    let organisation = &context.exercise.organisation;
    if let Some(vendor) = only(&people, |person| organisation.people[person].external.clone()) {
        let case = format!("`{vendor}` cannot be reached: {who} all belong to it");
        return Some((format!("the vendor `{vendor}`"), case, None));
    }
    let site = only(&people, |person| organisation.people[person].site.clone())?;
    let case = format!("`{site}` is cut off or evacuated: {who} all work there");
    Some((format!("the site `{site}`"), case, None))
}

/// The value that all of at least two people have.
fn only(people: &[PersonId], of: impl Fn(PersonId) -> Option<Name>) -> Option<Name> {
    let values: Option<BTreeSet<Name>> = people.iter().map(|person| of(*person)).collect();
    let values = values.filter(|values| values.len() == 1 && people.len() > 1)?;
    values.into_iter().next()
}
