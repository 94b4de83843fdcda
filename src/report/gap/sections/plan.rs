//! Strengths, areas for improvement, and the improvement plan to be filled in (the fields of HSEEP).

use std::collections::BTreeSet;

use minijinja::context;

use crate::check::{Level, rule_of};
use crate::report::gap::build::Matter;
use crate::report::gap::causes;
use crate::report::gap::document::{Block, Cell, Section, Table};
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::terminal::{Kind, list, with_luck};
use crate::report::{Alternative, Verdict};

/// At most so many rows come from lost time, and so many from findings.
const FROM_TIME: usize = 5;
const FROM_FINDINGS: usize = 10;

/// The improvement plan: what is known is written, the rest is for the reader.
pub(in crate::report::gap) fn plan(of: &Matter<'_>) -> Option<Section> {
    let lead = of.document.alternatives.first()?;
    let mut blocks = vec![Block::text(format!(
        "Of {}, the plan as it stands. Analysis and corrective action are suggestions to begin a discussion with; owners and dates are for you to fill in.",
        quoted(&lead.name)
    ))];
    let strengths = strengths(lead);
    if strengths.is_empty() {
        blocks.push(Block::text("Strengths: no objective was met."));
    } else {
        blocks.push(Block::text("Strengths:"));
        blocks.push(Block::List { items: strengths });
    }
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

fn improvements(of: &Matter<'_>, lead: &Alternative) -> Table {
    let mut made = table(
        "improvement-plan",
        "Improvement plan",
        &[
            "#no.",
            "capability",
            "area for improvement",
            "analysis",
            "corrective action",
            "capability element",
            "_primary responsible organisation",
            "_point of contact",
            "_start date",
            "_completion date",
        ],
    );
    let rows = from_time(of, lead).into_iter().chain(from_findings(of, lead));
    for (number, row) in (1_u64..).zip(rows) {
        let mut cells = vec![Cell::count(number)];
        cells.extend(row.map(Cell::words));
        cells.extend([""; 4].map(Cell::words));
        made.rows.push(cells);
    }
    made
}

fn from_time(of: &Matter<'_>, lead: &Alternative) -> Vec<[String; 5]> {
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
            of.cause(one.words),
            of.say("plan-time", &context! { cause, share, roles => list(&roles, 3) }),
            of.say("action", &context! { cause, action => one.words.action }),
            one.words.element.to_owned(),
        ]
    });
    rows.collect()
}

/// One row for each kind of finding that is an error or a warning, the worst first.
fn from_findings(of: &Matter<'_>, lead: &Alternative) -> Vec<[String; 5]> {
    let Some(played) = &of.source.played else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let concerns = played
        .checked
        .findings
        .iter()
        .filter(|one| one.level != Level::Note && one.alternatives.contains(&lead.name));
    let first_of_kind = concerns.filter(|one| seen.insert(one.code));
    first_of_kind
        .take(FROM_FINDINGS)
        .map(|one| {
            let rule = rule_of(one.code);
            let meaning = rule.map_or("", |rule| rule.meaning);
            let (title, action) = if of.tells_assets() {
                (of.finding(one), super::findings::help(of, one))
            } else {
                (String::new(), String::new())
            };
            let why = rule.map_or("", |rule| rule.why);
            let action = if action.is_empty() {
                "See the findings.".to_owned()
            } else {
                action
            };
            [
                "Authority to act".to_owned(),
                meaning.to_owned(),
                of.say("plan-finding", &context! { code => one.code, title, why }),
                action,
                "Planning".to_owned(),
            ]
        })
        .collect()
}
