//! Strengths, areas for improvement, and the improvement plan to be filled in (the fields of HSEEP).

use std::collections::BTreeSet;

use minijinja::context;

use crate::check::{Level, rule_of};
use crate::report::gap::build::Case;
use crate::report::gap::causes;
use crate::report::gap::document::{Block, Cell, Section, Table};
use crate::report::gap::found::Found;
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::terminal::{Kind, list, with_luck};
use crate::report::{Alternative, ChangeKind, Verdict};

use super::steps::{gains, steps, told};

/// At most so many rows come from lost time, and so many from findings.
const FROM_TIME: usize = 5;
const FROM_FINDINGS: usize = 10;

/// The improvement plan: what is known is written, the rest is for the reader.
pub(in crate::report::gap) fn plan(of: &Case<'_>) -> Option<Section> {
    let lead = of.part.run().and_then(|run| run.document.alternatives.first());
    let (proved, improved) = (of.checked.as_ref(), of.part.improved());
    if lead.is_none() && improved.is_none() && proved.is_none_or(|proved| proved.findings.is_empty()) {
        return None;
    }
    let whose = lead.map_or_else(String::new, |lead| {
        format!("Of {}, the plan as it stands. ", quoted(&lead.name))
    });
    let mut blocks = vec![Block::text(format!(
        "{whose}Analysis and corrective action are suggestions to begin a discussion with; owners and dates are for you to fill in."
    ))];
    let strengths = lead.map(strengths).unwrap_or_default();
    if !strengths.is_empty() {
        blocks.push(Block::text("Strengths:"));
        blocks.push(Block::List { items: strengths });
    } else if lead.is_some() {
        blocks.push(Block::text("Strengths: no objective was met."));
    }
    blocks.extend(improved.into_iter().flat_map(|plan| steps(of, plan)));
    blocks.push(Block::Table(improvements(of, lead)));
    blocks.push(Block::text(
        "No ratings (P, S, M, U) are given: they are for evaluators who watched people, and nobody was watched.",
    ));
    Some(Section {
        id: "improvement-plan".to_owned(),
        title: "Improvement plan".to_owned(),
        blocks,
    })
}

fn strengths(of: &Alternative) -> Vec<String> {
    let met = of.objectives.iter().filter(|one| one.verdict == Verdict::Met);
    met.map(|one| {
        let measured = with_luck(&one.measured, Kind::of_objective(&one.text));
        format!(
            "`{}`: met, {measured}, simulated only",
            tidy(&one.text).replace('`', "'")
        )
    })
    .collect()
}

fn improvements(of: &Case<'_>, lead: Option<&Alternative>) -> Table {
    let mut made = table(
        "improvement-plan",
        "Improvement plan",
        &[
            "#no.",
            "capability",
            "area for improvement",
            "analysis",
            "reference",
            "corrective action",
            "capability element",
            "_primary responsible organisation",
            "_point of contact",
            "_start date",
            "_completion date",
        ],
    );
    let from_time = lead.map(|lead| from_time(of, lead)).unwrap_or_default();
    let rows = from_steps(of)
        .into_iter()
        .chain(from_time)
        .chain(from_findings(of, lead));
    for (number, row) in (1_u64..).zip(rows) {
        let mut cells = vec![Cell::count(number)];
        cells.extend(row.map(Cell::words));
        cells.extend([""; 4].map(Cell::words));
        made.rows.push(cells);
    }
    made
}

/// One row for each step that was played; what is played comes before what is only suggested.
fn from_steps(of: &Case<'_>) -> Vec<[String; 6]> {
    let steps = of
        .part
        .improved()
        .map(|plan| plan.plan.as_slice())
        .unwrap_or_default();
    let rows = steps.iter().map(|step| {
        let finding = step.findings.first().filter(|_| of.tells_assets());
        let area = finding.map_or_else(
            || "Outrunning the blast radius".to_owned(),
            |finding| tidy(&of.nameless.of(&finding.title)),
        );
        let codes: Vec<String> = step.findings.iter().map(|finding| finding.code.clone()).collect();
        let reference = if codes.is_empty() {
            format!("step {}", step.number)
        } else {
            format!("step {}; findings {}", step.number, list(&codes, 4))
        };
        let (capability, element) = match step.kind {
            ChangeKind::DecisionRight => ("Authority to act", "Organization"),
            ChangeKind::Limits => ("Authority to act", "Planning"),
            ChangeKind::Technical => ("Outrunning the blast radius", "Equipment"),
        };
        [
            capability.to_owned(),
            area,
            format!("Played: buys {}.", gains(step)),
            reference,
            told(of, &step.title, step.kind),
            element.to_owned(),
        ]
    });
    rows.collect()
}

fn from_time(of: &Case<'_>, lead: &Alternative) -> Vec<[String; 6]> {
    let ranked = causes::ranked(lead);
    let rows = ranked.iter().take(FROM_TIME).map(|one| {
        let causes = &lead.attribution.contained.causes;
        let found = causes.iter().find(|known| known.cause == one.words.cause);
        let roles = found.map(|known| known.roles.clone()).unwrap_or_default();
        let roles: Vec<String> = roles.iter().map(|role| quoted(role)).collect();
        let cause = one.words.cause;
        let share = format!("{:.0} %", 100.0 * one.part);
        [
            "Outrunning the blast radius".to_owned(),
            of.phrases.cause(one.words),
            of.phrases
                .say("plan-time", &context! { cause, share, roles => list(&roles, 3) }),
            "chapter “Where the time goes”".to_owned(),
            of.phrases
                .say("action", &context! { cause, action => one.words.action }),
            one.words.element.to_owned(),
        ]
    });
    rows.collect()
}

/// One row for each kind of finding that is an error or a warning, the worst first.
fn from_findings(of: &Case<'_>, lead: Option<&Alternative>) -> Vec<[String; 6]> {
    let Some(proved) = &of.checked else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let concerns = proved
        .findings
        .iter()
        .filter(|one| one.level != Level::Note && lead.is_none_or(|lead| one.concerns(&lead.name)));
    let first_of_kind = concerns.filter(|one| seen.insert(one.code.as_str()));
    first_of_kind
        .take(FROM_FINDINGS)
        .map(|one| from_finding(of, one))
        .collect()
}

fn from_finding(case: &Case<'_>, of: &Found) -> [String; 6] {
    let rule = rule_of(&of.code);
    let why = rule.map_or("", |rule| rule.why);
    let (title, action) = if case.tells_assets() {
        (of.title.clone(), of.help.clone())
    } else {
        (String::new(), String::new())
    };
    [
        "Authority to act".to_owned(),
        rule.map_or_else(|| of.title.clone(), |rule| rule.meaning.to_owned()),
        case.phrases
            .say("plan-finding", &context! { code => of.code.as_str(), title, why }),
        format!("finding {}", of.code),
        if action.is_empty() {
            "See the findings.".to_owned()
        } else {
            action
        },
        "Planning".to_owned(),
    ]
}
