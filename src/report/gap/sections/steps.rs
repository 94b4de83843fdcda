//! The steps of a plan of improvement: what each buys, what it costs, and what is left.

use crate::report::gap::build::Case;
use crate::report::gap::closing::buys;
use crate::report::gap::document::{Block, Cell, Table, Tone};
use crate::report::gap::wording::{quoted, table, tidy, verdict};
use crate::report::terminal::{Kind, count, difference, label, list, with_luck};
use crate::report::{
    ChangeKind, Comparison, Considered, ImproveDocument, PairedVerdict, Piece, PieceWay, PlanOutcome,
    PlanState, PlanStep,
};

/// What the search found, as blocks of the improvement plan.
pub(in crate::report::gap) fn steps(of: &Case<'_>, plan: &ImproveDocument) -> Vec<Block> {
    let mut blocks = vec![Block::text(outcome(plan))];
    if !plan.plan.is_empty() {
        blocks.push(Block::Table(bought(of, plan)));
        blocks.push(Block::Table(objectives(plan)));
    }
    if !plan.considered.is_empty() {
        blocks.push(Block::Table(considered(of, &plan.considered)));
    }
    if let Some(worth) = &plan.worth {
        let pieces = worth.pieces.iter().chain(&worth.absences);
        blocks.push(Block::Table(pieces_of(of, pieces)));
    }
    blocks
}

fn outcome(of: &ImproveDocument) -> String {
    let came = match of.outcome {
        PlanOutcome::AlreadyMet => "every objective is met without a change",
        PlanOutcome::Meets => "with all steps every objective is met",
        PlanOutcome::Closer => "the steps come closer; objectives are still missed or undecided",
        PlanOutcome::NothingFound => "no change within the bounds buys enough to be told",
    };
    let partial = if of.partial {
        " The search was interrupted or its budget spent: more might have been found."
    } else {
        ""
    };
    format!(
        "`outrun improve` tried {} changes of {}: {came}. Outrun in {} before and {} after, on {} incidents that chose nothing.{partial}",
        count(of.search.candidates),
        quoted(&of.alternative),
        rate(&of.before),
        rate(&of.after),
        count(of.after.replications)
    )
}

fn rate(of: &PlanState) -> String {
    with_luck(&of.outrun_rate, Kind::Share)
}

/// What a change is called for this audience: its title may name an asset.
pub(in crate::report::gap) fn told(of: &Case<'_>, title: &str, kind: ChangeKind) -> String {
    if of.tells_assets() {
        tidy(&of.nameless.of(title))
    } else {
        word(kind).to_owned()
    }
}

const fn word(of: ChangeKind) -> &'static str {
    match of {
        ChangeKind::DecisionRight => "who may decide, approve or carry out",
        ChangeKind::Limits => "how long somebody is waited for",
        ChangeKind::Technical => "the estate: credentials, ways, sensors",
    }
}

fn bought(of: &Case<'_>, plan: &ImproveDocument) -> Table {
    let mut made = table(
        "steps",
        "The steps in the order in which they buy most; each on top of those before it",
        &[
            "#step",
            "what to do",
            "kind of change",
            "buys",
            "costs",
            "#outrun rate with it",
            "delegated by",
            "not met with it",
        ],
    );
    for step in &plan.plan {
        made.rows.push(vec![
            Cell::count(step.number),
            Cell::words(told(of, &step.title, step.kind)),
            Cell::words(word(step.kind)),
            Cell::words(gains(step)),
            Cell::words(costs(step)),
            Cell::figure(&step.state.outrun_rate, Kind::Share),
            Cell::words(of.nameless.of(&step.delegated_by)),
            Cell::words(list(&step.remains, 6)),
        ]);
    }
    made
}

/// The outrun rate, and what else is better beyond luck.
pub(super) fn gains(of: &PlanStep) -> String {
    let others = of
        .buys
        .iter()
        .filter(|one| one.measure != "outrun_rate" && one.verdict == PairedVerdict::Better);
    let mut words = vec![buys(of)];
    words.extend(others.map(told_difference));
    list(&words, 4)
}

fn costs(of: &PlanStep) -> String {
    let worse = of.costs.iter().filter(|one| one.verdict == PairedVerdict::Worse);
    let words: Vec<String> = worse.map(told_difference).collect();
    if words.is_empty() {
        "nothing that could be told apart".to_owned()
    } else {
        list(&words, 4)
    }
}

fn told_difference(of: &Comparison) -> String {
    let kind = Kind::of_objective(&of.measure);
    format!("{} {}", label(&of.measure), difference(of, kind))
}

/// Every objective before and after.
fn objectives(of: &ImproveDocument) -> Table {
    let mut made = table(
        "steps-objectives",
        "Objectives before and with all steps",
        &["objective", "#before", "#with all steps"],
    );
    let judged = |one: &crate::report::Objective| {
        let (word, tone) = verdict(one.verdict);
        let figure = Cell::figure(&one.measured, Kind::of_objective(&one.text));
        Cell {
            text: format!("{word} {}", figure.text),
            ..figure
        }
        .toned(tone)
    };
    for before in &of.before.objectives {
        let after = of.after.objectives.iter().find(|one| one.text == before.text);
        made.rows.push(vec![
            Cell::words(&before.text),
            judged(before),
            after.map_or_else(|| Cell::words("–"), judged),
        ]);
    }
    made
}

fn considered(of: &Case<'_>, all: &[Considered]) -> Table {
    let mut made = table(
        "considered",
        "Changes that came next: by the incidents that chose, so that the best look better than they are",
        &[
            "what to do",
            "kind of change",
            "#outrun rate more",
            "#shortfall less",
            "#burden index more",
        ],
    );
    made.folded = true;
    for one in all {
        let number = |value: f64| Cell::number(format!("{value:+.3}"), value);
        made.rows.push(vec![
            Cell::words(told(of, &one.title, one.kind)),
            Cell::words(word(one.kind)),
            number(one.outrun_rate_more),
            number(one.shortfall_less),
            number(one.burden_more),
        ]);
    }
    made
}

/// What each piece of authority is worth: what having it gains against doing without.
fn pieces_of<'a>(of: &Case<'_>, pieces: impl Iterator<Item = &'a Piece>) -> Table {
    let mut made = table(
        "worth",
        "What each piece of authority is worth: what having it gains",
        &[
            "piece",
            "it",
            "#outrun rate gained",
            "#time saved, mean",
            "#blast radius saved, mean weight",
            "verdict",
        ],
    );
    made.folded = true;
    for one in pieces {
        let (word, tone) = match one.verdict {
            PairedVerdict::Better => ("✓ worth having", Tone::Good),
            PairedVerdict::Worse => ("✗ better without", Tone::Bad),
            PairedVerdict::NoPracticalDifference => ("= no practical difference", Tone::Plain),
            PairedVerdict::NotEnoughReplications => ("? not told apart", Tone::Doubtful),
            PairedVerdict::NotComparable => ("– not comparable", Tone::Plain),
        };
        let way = match one.way {
            PieceWay::Removed => "is there",
            PieceWay::Added => "is missing",
        };
        let title = if of.tells_assets() {
            of.nameless.of(&one.title)
        } else {
            one.kind.replace('_', " ")
        };
        made.rows.push(vec![
            Cell::words(title),
            Cell::words(way),
            Cell::figure(&one.outrun_gained, Kind::Share),
            Cell::figure(&one.time_saved, Kind::Time),
            Cell::figure(&one.blast_saved, Kind::Number),
            Cell::words(word).toned(tone),
        ]);
    }
    made
}
