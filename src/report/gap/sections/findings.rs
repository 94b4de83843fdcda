//! What is proved of the plan as it is written, before anything is played.

use std::collections::BTreeMap;

use minijinja::context;

use crate::check::{Checked, Finding, Level, cited, rule_of};
use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::wording::{table, tidy};
use crate::report::terminal::{count, list};

/// What `check` finds in the inputs that the run kept.
pub(in crate::report::gap) fn findings(of: &Matter<'_>) -> Option<Section> {
    let checked = &of.source.played.as_ref()?.checked;
    let mut blocks = vec![Block::text(format!(
        "Proved of the plan as it is written, for {}, without playing it. Whether a platform would let somebody do what the plan allows is another question.",
        checked.days
    ))];
    blocks.push(Block::Table(by_rule(checked)));
    if of.tells_assets() && !checked.findings.is_empty() {
        blocks.push(Block::Table(all(of, checked)));
    }
    if !checked.silenced.is_empty() {
        blocks.push(Block::Table(silenced(checked, of.tells_assets())));
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
fn by_rule(checked: &Checked) -> Table {
    let mut made = table(
        "findings-by-rule",
        "Findings by kind",
        &["kind", "level", "#found", "what it means", "controls"],
    );
    // Reversed, so that the worst come first.
    let mut counted: BTreeMap<(std::cmp::Reverse<Level>, &str), u64> = BTreeMap::new();
    for one in &checked.findings {
        *counted
            .entry((std::cmp::Reverse(one.level), one.code))
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

fn all(of: &Matter<'_>, checked: &Checked) -> Table {
    let mut made = table(
        "findings",
        format!("All {} findings", count(checked.findings.len() as u64)),
        &["kind", "level", "finding", "a case", "what to do", "alternatives"],
    );
    made.folded = true;
    made.rows.extend(checked.findings.iter().map(|one| row(of, one)));
    made
}

fn row(matter: &Matter<'_>, of: &Finding) -> Vec<Cell> {
    vec![
        Cell::words(of.code),
        level(of.level),
        Cell::words(matter.finding(of)),
        Cell::words(&of.counterexample.text),
        Cell::words(help(matter, of)),
        Cell::words(list(&of.alternatives, 6)),
    ]
}

/// What to do: the first change that would mend it, else the advice.
pub(super) fn help(matter: &Matter<'_>, of: &Finding) -> String {
    let fix = of.fixes.first().map(|fix| fix.words.as_str());
    let told = context! { code => of.code, level => of.level.word(), help => tidy(fix.unwrap_or(&of.help)) };
    matter.say("finding-help", &told)
}

/// What the exercise says not to show, with its reasons.
fn silenced(checked: &Checked, tells_assets: bool) -> Table {
    let mut made = table(
        "silenced",
        "Silenced by the exercise",
        &["kind", "finding", "reason"],
    );
    for one in &checked.silenced {
        let reason = one.changed.as_ref().map_or("", |(_, reason)| reason);
        let meaning = rule_of(one.code).map_or("", |rule| rule.meaning);
        let title = if tells_assets { one.title.as_str() } else { meaning };
        let reason = if tells_assets { reason } else { "" };
        made.rows.push(vec![
            Cell::words(one.code),
            Cell::words(title),
            Cell::words(reason),
        ]);
    }
    made
}
