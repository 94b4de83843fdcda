//! The appendix: assumptions with their evidence, method, provenance, and what is not claimed.

use std::collections::BTreeMap;

use crate::document::preset::Evidence;
use crate::report::gap::build::Case;
use crate::report::gap::document::{Block, Cell, Section, Table};
use crate::report::gap::given::Given;
use crate::report::gap::played::Played as Inside;
use crate::report::gap::wording::{quoted, table};
use crate::report::terminal::{count, percent};
use crate::report::{Input, Naming, Played};

/// What the model leaves out.
const CLAIMS: [&str; 7] = [
    "Simulated is not exercised: a plan that wins here has been tried by nobody.",
    "Written authority is not entitlement: the plan is believed as it is written, and nobody asked the platforms.",
    "Not a forecast: rates are of incidents like this scenario, with this attacker and this estate, not of the next one.",
    "The estate is a map: a way that is not on it is never taken.",
    "The attacker does not change plans because of what defenders do, and nobody negotiates.",
    "Legal clocks count hours as they are written; whether a duty exists is for counsel.",
    "This report is a target map: it says where the plan is weakest. Handle it like the plan itself.",
];

/// Everything an auditor asks for.
pub(in crate::report::gap) fn appendix(of: &Case<'_>) -> Section {
    let mut blocks = vec![
        Block::text(
            "Method: each incident is played from the first compromise on. Leaks, logs, people, rotas, approvals and platforms take time drawn from \
             distributions; alternatives meet the same draws. Containment is the instant after which the attacker holds nothing. Ranges are two-sided at 95 %: \
             Wilson for shares, order statistics for quantiles, Student's t for means.",
        ),
        Block::Table(provenance(of)),
        Block::Table(inputs(of)),
    ];
    if let Some(run) = of.part.run() {
        for one in &run.document.alternatives {
            if let Some(played) = &one.assumptions {
                blocks.push(Block::Table(moved(&one.name, played)));
            }
        }
        blocks.extend(presets(of, run.played.as_ref()));
    }
    blocks.push(Block::text("What this report does not claim:"));
    blocks.push(Block::List {
        items: CLAIMS.map(str::to_owned).to_vec(),
    });
    Section {
        id: "appendix".to_owned(),
        title: "Appendix: assumptions, method, provenance".to_owned(),
        blocks,
    }
}

fn provenance(of: &Case<'_>) -> Table {
    let mut made = table(
        "provenance",
        "Where the figures come from",
        &["result", "what", "value"],
    );
    for given in of.part.given() {
        for (what, value) in facts(given) {
            made.rows
                .push([given.word(), what, &value].map(Cell::words).to_vec());
        }
    }
    let people = match of.naming {
        Naming::Roles => "what they hold",
        Naming::People => "their names, as was asked for",
    };
    for (what, value) in [
        ("version that wrote this", env!("CARGO_PKG_VERSION")),
        ("people are called by", people),
    ] {
        made.rows.push(["report", what, value].map(Cell::words).to_vec());
    }
    made
}

/// What a result says of itself.
fn facts(of: &Given) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("form", of.schema().to_owned()),
        ("SHA-256", of.sha256().to_owned()),
    ];
    match of {
        Given::Run(run) => {
            let document = &run.document;
            let played = document.alternatives.iter();
            let played: Vec<String> = played
                .map(|one| format!("{} {}", one.name, count(one.replications)))
                .collect();
            facts.extend(again(&document.command, &document.file, &document.version));
            facts.push(("seed", document.seed.to_string()));
            facts.push(("incidents played", played.join(", ")));
            let stopping = document.stopping.as_ref();
            facts.extend(stopping.map(|how| {
                (
                    "how many were played",
                    format!("until {}: {}", how.until, how.method),
                )
            }));
        }
        Given::Compare(kept) => {
            let document = &kept.document;
            let played = document.alternatives.iter().map(|one| one.replications).max();
            facts.extend(again(&document.command, &document.file, &document.version));
            facts.push(("seed", document.seed.to_string()));
            facts.push(("incidents of each", count(played.unwrap_or(0))));
            facts.push(("baseline", document.baseline.clone()));
        }
        Given::Check(kept) => facts.push(("exercise", kept.document.exercise.clone())),
        Given::Improve(kept) => {
            let document = &kept.document;
            facts.extend(again(&document.command, &document.file, &document.version));
            facts.push(("seed", document.seed.to_string()));
            facts.push(("incidents of each step", count(document.before.replications)));
            facts.push(("how it was searched", document.search.rule.clone()));
            facts.push(("what that guarantees", document.search.guarantee.clone()));
        }
    }
    facts
}

/// How it is made again.
fn again(command: &str, file: &str, version: &str) -> [(&'static str, String); 3] {
    [
        ("command that makes it again", format!("`{command}`")),
        ("exercise", file.to_owned()),
        ("version that played", version.to_owned()),
    ]
}

/// The files that were read, each once.
fn inputs(of: &Case<'_>) -> Table {
    let mut made = table("inputs", "Inputs", &["file", "SHA-256", "of"]);
    made.folded = true;
    let mut files: BTreeMap<&Input, Vec<&str>> = BTreeMap::new();
    for given in of.part.given() {
        for input in given.inputs() {
            files.entry(input).or_default().push(given.word());
        }
    }
    for (input, words) in files {
        made.rows.push(
            [input.file.as_str(), &input.sha256, &words.join(", ")]
                .map(Cell::words)
                .to_vec(),
        );
    }
    for own in of.phrases.used() {
        let file = format!("own wording: {}.txt", own.phrase);
        made.rows
            .push([file.as_str(), &own.sha256, "wording"].map(Cell::words).to_vec());
    }
    made
}

/// How assumptions were played, and which of them move the outrun rate (M7).
fn moved(alternative: &str, played: &Played) -> Table {
    let title = format!(
        "{}: what we do not know, moved over its range ({}, {} points of {} incidents)",
        quoted(alternative),
        played.design,
        count(played.points),
        count(played.replications)
    );
    let mut made = table(
        "assumptions",
        title,
        &[
            "input",
            "what it is",
            "#rank correlation with the outrun rate",
            "#outrun rate, input low",
            "#outrun rate, input high",
        ],
    );
    made.folded = true;
    for one in &played.inputs {
        let share =
            |of: Option<f64>| of.map_or_else(|| Cell::words("–"), |of| Cell::number(percent(of, 0.02), of));
        let correlation = one.on_outrun_rate;
        made.rows.push(vec![
            Cell::words(&one.input),
            Cell::words(&one.meaning),
            correlation.map_or_else(|| Cell::words("–"), |of| Cell::number(format!("{of:.2}"), of)),
            share(one.alone.as_ref().map(|alone| alone.low)),
            share(one.alone.as_ref().map(|alone| alone.high)),
        ]);
    }
    made
}

/// The presets in use, and what they rest on.
fn presets(of: &Case<'_>, played: Option<&Inside>) -> Vec<Block> {
    let Some(played) = played else {
        return vec![Block::text(
            "The copy of the inputs could not be read: assumptions and findings are left out.",
        )];
    };
    let mut made = table(
        "presets",
        "Assumptions: figures that nobody measured here",
        &[
            "id",
            "what it is",
            "lowest",
            "played",
            "highest",
            "quality",
            "evidence",
        ],
    );
    made.folded = true;
    let mut evidence: BTreeMap<&str, &Evidence> = BTreeMap::new();
    for used in &played.presets {
        let parameter = used.parameter;
        evidence.insert(&parameter.evidence.id, parameter.evidence);
        made.rows.push(vec![
            Cell::words(&*parameter.id),
            Cell::words(parameter.meaning()),
            Cell::words(parameter.low.to_string()),
            Cell::words(parameter.nominal.to_string()),
            Cell::words(parameter.high.to_string()),
            Cell::words(parameter.evidence.quality.word()),
            Cell::words(&*parameter.evidence.id),
        ]);
    }
    let mut rests = table(
        "evidence",
        "What they rest on",
        &["evidence", "quality", "source", "date", "what it says"],
    );
    rests.folded = true;
    for one in evidence.values() {
        rests.rows.push(vec![
            Cell::words(&*one.id),
            Cell::words(one.quality.word()),
            Cell::words(&*one.source),
            Cell::words(&*one.date),
            Cell::words(&*one.note),
        ]);
    }
    let judged = played
        .presets
        .iter()
        .filter(|used| used.parameter.evidence.quality.word() == "judgement");
    vec![
        Block::text(format!(
            "{} figures of this exercise are presets, {} of them judgement for want of data. Replace those that matter by your own measurements.",
            count(played.presets.len() as u64),
            count(judged.count() as u64)
        )),
        Block::Table(made),
        Block::Table(rests),
    ]
    .into_iter()
    // A board gets what they rest on, and not each of hundreds.
    .filter(|block| of.tells_assets() || !matches!(block, Block::Table(table) if table.id == "presets"))
    .collect()
}
