//! Where an exercise stands: what a later report is held against.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::check::Level;
use crate::model::Exercise;
use crate::report::terminal::Kind;
use crate::report::{Alternative, Interval};

use super::build::Case;
use super::wording::{float, race_is, verdict};

/// Where an exercise stands. Assets and findings are known by fingerprints, so that a report for a board carries no more than it shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct State {
    /// The id of the exercise.
    pub exercise: String,
    /// The seed.
    pub seed: u64,
    /// What outrunning means (M3): before what an incident has to be contained.
    pub limit: String,
    /// What can be lost; nothing: the inputs could not be read.
    pub weights: Option<Weights>,
    /// The objectives as written, with the verdict of each alternative.
    pub objectives: Vec<ObjectiveState>,
    /// Fingerprints of the findings that the exercise silences, by code.
    pub silenced: BTreeMap<String, Vec<String>>,
    /// The figures that count.
    pub figures: Vec<FigureState>,
}

/// What can be lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Weights {
    /// How many assets there are.
    pub assets: u64,
    /// Their weights together.
    pub total: u64,
    /// How many crown jewels there are.
    pub crown_jewels: u64,
    /// Of the weights and crown jewels, asset by asset.
    pub fingerprint: String,
}

/// An objective.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveState {
    /// As written.
    pub text: String,
    /// The verdict, by alternative.
    pub verdicts: Vec<(String, String)>,
}

/// A figure of an alternative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureState {
    /// What it is of; nothing: of the plan in all alternatives.
    pub alternative: Option<String>,
    /// What it is.
    pub name: String,
    /// `share`, `time` in seconds, `number`, `weight_time`.
    pub unit: String,
    /// The estimate.
    pub value: Option<f64>,
    /// The lower end of its luck.
    pub low: Option<f64>,
    /// The upper end of its luck.
    pub high: Option<f64>,
}

impl State {
    /// Where the exercise of this part stands.
    pub(super) fn of(case: &Case<'_>) -> Self {
        let run = case.part.run();
        let document = run.map(|run| &run.document);
        let alternatives = document
            .map(|document| document.alternatives.as_slice())
            .unwrap_or_default();
        let played = run.and_then(|run| run.played.as_ref());
        let lead = played.and_then(|played| played.looked.first());
        let mut figures: Vec<FigureState> = alternatives.iter().flat_map(figures).collect();
        figures.extend(findings(case));
        Self {
            exercise: case.part.exercise().to_owned(),
            seed: document.map_or(0, |document| document.seed),
            limit: document.map_or_else(String::new, |document| {
                race_is(document, played.map(|played| played.jewels))
            }),
            weights: lead.map(|lead| weights(&lead.exercise)),
            objectives: objectives(alternatives),
            silenced: silenced(case),
            figures,
        }
    }
}

fn objectives(alternatives: &[Alternative]) -> Vec<ObjectiveState> {
    let mut states: Vec<ObjectiveState> = Vec::new();
    for one in alternatives {
        for objective in &one.objectives {
            let judged = (one.name.clone(), verdict(objective.verdict).0.to_owned());
            match states.iter_mut().find(|state| state.text == objective.text) {
                Some(state) => state.verdicts.push(judged),
                None => states.push(ObjectiveState {
                    text: objective.text.clone(),
                    verdicts: vec![judged],
                }),
            }
        }
    }
    states
}

/// The figures that a board looks at first.
fn figures(of: &Alternative) -> Vec<FigureState> {
    let alarms = of.false_alarms.as_ref();
    let all: [(&str, Kind, Option<&Interval>); 5] = [
        ("outrun rate", Kind::Share, Some(&of.outrun_rate)),
        (
            "containment, median",
            Kind::Time,
            Some(&of.times.time_to_containment.p50),
        ),
        (
            "containment, 9 in 10 within",
            Kind::Time,
            Some(&of.times.time_to_containment.p90),
        ),
        (
            "people woken, mean",
            Kind::Number,
            Some(&of.burden.people_woken.mean),
        ),
        (
            "wrongful disruption of a false alarm, mean",
            Kind::WeightTime,
            alarms.map(|alarms| &alarms.wrongful_disruption.mean),
        ),
    ];
    let told = all.into_iter().filter_map(|(name, kind, interval)| {
        interval.map(|interval| FigureState {
            alternative: Some(of.name.clone()),
            name: name.to_owned(),
            unit: unit(kind).to_owned(),
            value: interval.estimate,
            low: interval.low,
            high: interval.high,
        })
    });
    told.collect()
}

/// How many findings of each level there are.
fn findings(case: &Case<'_>) -> Vec<FigureState> {
    let Some(proved) = &case.checked else {
        return Vec::new();
    };
    let levels = [
        (Level::Error, "findings that are errors"),
        (Level::Warning, "findings that are warnings"),
    ];
    let told = levels.into_iter().map(|(level, name)| {
        let n = proved.findings.iter().filter(|one| one.level == level).count() as u64;
        FigureState {
            name: name.to_owned(),
            unit: unit(Kind::Number).to_owned(),
            value: Some(float(n)),
            low: Some(float(n)),
            high: Some(float(n)),
            ..FigureState::default()
        }
    });
    told.collect()
}

fn silenced(case: &Case<'_>) -> BTreeMap<String, Vec<String>> {
    let mut by_code: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in case.checked.iter().flat_map(|proved| &proved.silenced) {
        by_code
            .entry(one.code.clone())
            .or_default()
            .push(fingerprint(&one.title));
    }
    for prints in by_code.values_mut() {
        prints.sort();
    }
    by_code
}

fn weights(of: &Exercise) -> Weights {
    let nodes = &of.estate.nodes;
    let mut text = String::new();
    for (id, node) in nodes.enumerate() {
        let jewel = of.crown_jewels.contains(&id);
        text.push_str(&format!("{}\t{}\t{jewel}\n", node.id, node.weight));
    }
    Weights {
        assets: nodes.len() as u64,
        total: nodes.iter().map(|node| u64::from(node.weight)).sum(),
        crown_jewels: of.crown_jewels.len() as u64,
        fingerprint: fingerprint(&text),
    }
}

/// The word for what a figure counts.
pub(super) const fn unit(of: Kind) -> &'static str {
    match of {
        Kind::Share => "share",
        Kind::Time => "time",
        Kind::Number => "number",
        Kind::WeightTime => "weight_time",
    }
}

/// What a figure counts, by its word.
pub(super) fn kind(unit: &str) -> Kind {
    match unit {
        "share" => Kind::Share,
        "time" => Kind::Time,
        "weight_time" => Kind::WeightTime,
        _ => Kind::Number,
    }
}

/// Sixteen digits that tell texts apart and do not tell the text.
pub(super) fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(8)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
