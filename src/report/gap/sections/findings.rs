//! What is proved of the plan as it is written, before anything is played.

use std::collections::BTreeMap;

use crate::check::{Level, cited, rule_of};
use crate::report::gap::build::{Case, Proved};
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::found::Found;
use crate::report::gap::wording::table;
use crate::report::terminal::{count, list};

/// What `check` finds: as it was given, else in the inputs that the run kept.
pub(in crate::report::gap) fn findings(of: &Case<'_>) -> Option<Section> {
    let proved = of.checked.as_ref()?;
    let days = proved.days.as_ref();
    let days = days.map_or_else(String::new, |days| format!(", for {days}"));
    let mut blocks = vec![Block::text(format!(
        "Proved of the plan as it is written{days}, without playing it. Whether a platform would let somebody do what the plan allows is another question."
    ))];
    if proved.findings.is_empty() {
        blocks.push(Block::text("Nothing was found."));
    } else {
        blocks.push(Block::Table(by_rule(proved)));
    }
    if of.tells_assets() && !proved.findings.is_empty() {
        blocks.push(Block::Table(all(proved)));
    }
    if !proved.silenced.is_empty() {
        blocks.push(Block::Table(silenced(proved, of.tells_assets())));
    }
    Some(Section {
        id: "findings".to_owned(),
        title: "What must go wrong with the plan".to_owned(),
        blocks,
    })
}

fn level(of: Level) -> Cell {
    let tone = match of {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Doubtful,
        Level::Note => Tone::Plain,
    };
    Cell::words(of.word()).toned(tone)
}

/// How many of each kind: this names no asset and no hour.
fn by_rule(proved: &Proved) -> Table {
    let mut made = table(
        "findings-by-rule",
        "Findings by kind",
        &["kind", "level", "#found", "what it means", "controls"],
    );
    // Reversed, so that the worst come first.
    let mut counted: BTreeMap<(std::cmp::Reverse<Level>, &str), u64> = BTreeMap::new();
    for one in &proved.findings {
        *counted
            .entry((std::cmp::Reverse(one.level), one.code.as_str()))
            .or_default() += 1;
    }
    for ((worst, code), found) in counted {
        let rule = rule_of(code);
        let controls = rule
            .map(|rule| cited(rule.controls).join(" · "))
            .unwrap_or_default();
        made.rows.push(vec![
            Cell::words(code),
            level(worst.0),
            Cell::count(found),
            Cell::words(rule.map_or("", |rule| rule.meaning)),
            Cell::words(controls),
        ]);
    }
    made
}

fn all(proved: &Proved) -> Table {
    let mut made = table(
        "findings",
        format!("All {} findings", count(proved.findings.len() as u64)),
        &["kind", "level", "finding", "a case", "what to do", "alternatives"],
    );
    made.folded = true;
    made.rows.extend(proved.findings.iter().map(row));
    made
}

fn row(of: &Found) -> Vec<Cell> {
    vec![
        Cell::words(&of.code),
        level(of.level),
        Cell::words(&of.title),
        Cell::words(&of.case),
        Cell::words(&of.help),
        Cell::words(list(&of.alternatives, 6)),
    ]
}

/// What the exercise says not to show, with its reasons.
fn silenced(proved: &Proved, tells_assets: bool) -> Table {
    let mut made = table(
        "silenced",
        "Silenced by the exercise",
        &["kind", "finding", "reason"],
    );
    for one in &proved.silenced {
        let meaning = rule_of(&one.code).map_or("", |rule| rule.meaning);
        let title = if tells_assets { one.title.as_str() } else { meaning };
        let reason = if tells_assets { one.reason.as_str() } else { "" };
        made.rows.push(vec![
            Cell::words(&one.code),
            Cell::words(title),
            Cell::words(reason),
        ]);
    }
    made
}
