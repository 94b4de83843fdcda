//! What was exercised: the overview of an after-action report, with what the reader fills in (HSEEP).

use std::collections::BTreeSet;

use crate::model::{Decider, Exercise, Start, Target};
use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table};
use crate::report::gap::wording::{quoted, race_is, table, tidy, verdict};
use crate::report::plan_names::{local, severity};
use crate::report::terminal::{count, duration, list};

/// Name, scope, scenario, who takes part, and what was wanted.
pub(in crate::report::gap) fn overview(of: &Matter<'_>) -> Option<Section> {
    let played = of.source.played.as_ref()?;
    let exercise = &played.looked.first()?.exercise;
    let mut blocks = vec![Block::Table(facts(of, exercise))];
    if of
        .document
        .alternatives
        .iter()
        .any(|one| !one.objectives.is_empty())
    {
        blocks.push(Block::Table(performance(of)));
    }
    Some(Section {
        id: "overview".to_owned(),
        title: "The exercise".to_owned(),
        blocks,
    })
}

fn facts(of: &Matter<'_>, exercise: &Exercise) -> Table {
    let mut made = table(
        "overview",
        "Overview",
        &["what", "as played", "_for you to fill in"],
    );
    let estate = &exercise.estate;
    let crown = count(exercise.crown_jewels.len() as u64);
    let rows = [
        (
            "exercise",
            format!("{} ({})", exercise.title, of.document.exercise),
        ),
        ("kind", "simulation of decisions; nobody took part".to_owned()),
        ("mission area", "response".to_owned()),
        ("threat", threat(of, exercise)),
        ("begins", begins(exercise)),
        (
            "ends",
            format!("after {} at the latest", duration(exercise.horizon.as_millis())),
        ),
        (
            "scope",
            format!(
                "{} assets, {} ways between them, {crown} crown jewels; {} decision rights; {} legal clocks",
                count(estate.nodes.len() as u64),
                count(estate.edges.len() as u64),
                count(exercise.playbook.rights.len() as u64),
                count(exercise.scenario.clocks.len() as u64)
            ),
        ),
        (
            "outrun means",
            format!(
                "contained before {}",
                race_is(of.document, Some(exercise.crown_jewels.len()))
            ),
        ),
        ("alternatives", alternatives(of)),
        ("roles that decide", deciders(exercise)),
        ("people in the plan", people(exercise)),
    ];
    for (what, value) in rows {
        made.rows.push([what, &value, ""].map(Cell::words).to_vec());
    }
    for what in [
        "sponsor",
        "point of contact",
        "participating organisations",
        "dates of exercises with people",
        "facilitator and evaluators",
    ] {
        made.rows.push([what, "", ""].map(Cell::words).to_vec());
    }
    made
}

fn threat(of: &Matter<'_>, exercise: &Exercise) -> String {
    let scenario = &exercise.scenario;
    let entries: Vec<String> = scenario
        .entries
        .iter()
        .map(|node| {
            let node = &exercise.estate.nodes[*node];
            if of.tells_assets() {
                quoted(&node.id)
            } else {
                format!("a {}", exercise.estate.node_kinds[node.kind].id)
            }
        })
        .collect();
    format!(
        "{}: an attacker of the profile {} holds {} at the start; first taken for {}",
        tidy(&scenario.class),
        quoted(&scenario.attacker.profile),
        list(&entries, 4),
        severity(scenario.severity)
    )
}

fn begins(exercise: &Exercise) -> String {
    let scenario = &exercise.scenario;
    match &scenario.start {
        Start::At(at) => local(&scenario.zone, *at),
        Start::During(_) => format!(
            "at an hour that is drawn for each incident, in {}",
            scenario.zone.name()
        ),
    }
}

fn alternatives(of: &Matter<'_>) -> String {
    let names: Vec<String> = of
        .document
        .alternatives
        .iter()
        .map(|one| quoted(&one.name))
        .collect();
    list(&names, 8)
}

/// Whom the chains of decision rights ask.
fn deciders(exercise: &Exercise) -> String {
    let playbook = &exercise.playbook;
    let mut roles: BTreeSet<String> = BTreeSet::new();
    for right in &playbook.rights {
        let Decider::Chain(chain) = right.decider else {
            continue;
        };
        for target in crate::authority::WholeChain::of(playbook, chain).targets() {
            let organisation = &exercise.organisation;
            roles.extend(match target {
                Target::Role(role) => Some(organisation.roles[role].id.to_string()),
                Target::Rota(rota) => Some(organisation.rotas[rota].id.to_string()),
                Target::Team(team) => Some(organisation.teams[team].id.to_string()),
                Target::Body(body) => Some(organisation.bodies[body].id.to_string()),
                Target::Person(_) => None,
            });
        }
    }
    let roles: Vec<String> = roles.iter().map(|role| quoted(role)).collect();
    list(&roles, 20)
}

fn people(exercise: &Exercise) -> String {
    let organisation = &exercise.organisation;
    format!(
        "{} people in {} teams; {} roles, {} rotas, {} bodies",
        count(organisation.people.len() as u64),
        count(organisation.teams.len() as u64),
        count(organisation.roles.len() as u64),
        count(organisation.rotas.len() as u64),
        count(organisation.bodies.len() as u64)
    )
}

/// The summary of performance: a verdict for each objective, and the rating that only evaluators can give.
fn performance(of: &Matter<'_>) -> Table {
    let mut made = table(
        "performance",
        "Performance by objective, simulated; a rating is given by evaluators of an exercise with people",
        &[
            "objective",
            "capability",
            "alternative",
            "verdict",
            "_rating with people (P, S, M, U)",
        ],
    );
    for one in &of.document.alternatives {
        for objective in &one.objectives {
            let (word, tone) = verdict(objective.verdict);
            made.rows.push(vec![
                Cell::words(&objective.text),
                Cell::words(capability(&objective.text)),
                Cell::words(&one.name),
                Cell::words(word).toned(tone),
                Cell::words(""),
            ]);
        }
    }
    made
}

/// What an objective is about.
fn capability(objective: &str) -> &'static str {
    if objective.trim_start().starts_with("met(") {
        "Telling authorities in time"
    } else if ["woken", "disruption", "work", "pages", "acted_on"]
        .iter()
        .any(|word| objective.contains(word))
    {
        "Bearing what it costs"
    } else {
        "Outrunning the blast radius"
    }
}
