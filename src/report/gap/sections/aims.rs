//! What was wanted: objectives, and the clocks of the law.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::wording::{by_alternative, quoted, table, tidy, verdict};
use crate::report::terminal::{Kind, count, list, with_luck};
use crate::report::{Alternative, Objective, Verdict};

/// Objectives with their verdicts, and legal clocks.
pub(in crate::report::gap) fn aims(of: &Matter<'_>) -> Section {
    let alternatives = &of.document.alternatives;
    let mut blocks = Vec::new();
    if alternatives.iter().any(|one| !one.objectives.is_empty()) {
        blocks.push(Block::text(
            "Met means that the whole range of luck satisfies the objective, missed that none of it does; undecided that more \
             incidents have to be played, depends that what we do not know turns it.",
        ));
        blocks.push(Block::Table(objectives(alternatives)));
        let remarks: Vec<String> = alternatives.iter().flat_map(remarks).collect();
        if !remarks.is_empty() {
            blocks.push(Block::List { items: remarks });
        }
    } else {
        blocks.push(Block::text(
            "The exercise has no objectives: nobody has said what would be good enough.",
        ));
    }
    if alternatives.iter().any(|one| !one.clocks.is_empty()) {
        blocks.push(Block::text(
            "Clocks of the law count simulated submissions against their deadlines. Not simulated was open at the end, before its deadline: neither met \
             nor missed. This is not legal advice.",
        ));
        blocks.push(Block::Table(clocks(alternatives)));
    }
    Section {
        id: "aims".to_owned(),
        title: "Objectives and legal clocks".to_owned(),
        blocks,
    }
}

fn objectives(alternatives: &[Alternative]) -> Table {
    let mut made = by_alternative("objectives", "Objectives", "objective", alternatives);
    let most = alternatives.iter().max_by_key(|one| one.objectives.len());
    for objective in most.map(|one| one.objectives.as_slice()).unwrap_or_default() {
        let mut row = vec![Cell::words(&objective.text)];
        row.extend(alternatives.iter().map(|one| {
            let same = one.objectives.iter().find(|other| other.text == objective.text);
            same.map_or_else(|| Cell::words("–"), judged)
        }));
        made.rows.push(row);
    }
    made
}

fn judged(objective: &Objective) -> Cell {
    let (word, tone) = verdict(objective.verdict);
    let figure = Cell::figure(&objective.measured, Kind::of_objective(&objective.text));
    Cell {
        text: format!("{word} {}", figure.text),
        ..figure
    }
    .toned(tone)
}

/// What would settle an undecided objective, and on what one depends (M7).
fn remarks(of: &Alternative) -> Vec<String> {
    let remark = |one: &Objective| {
        let head = format!("{}, `{}`", quoted(&of.name), tidy(&one.text));
        match one.verdict {
            Verdict::Undecided => one.settled_by.map(|n| {
                format!(
                    "{head}: about {} incidents would settle it, if the estimate stays.",
                    count(n)
                )
            }),
            Verdict::Depends => {
                let by: Vec<String> = one.depends_on.iter().map(|input| quoted(input)).collect();
                let by = if by.is_empty() {
                    "many inputs together".to_owned()
                } else {
                    list(&by, 3)
                };
                Some(format!("{head}: depends on {by}."))
            }
            Verdict::Met | Verdict::Missed => None,
        }
    };
    of.objectives.iter().filter_map(remark).collect()
}

fn clocks(alternatives: &[Alternative]) -> Table {
    let mut made = table(
        "clocks",
        "Clocks of the law",
        &[
            "clock",
            "stage",
            "alternative",
            "#due",
            "#met",
            "#missed",
            "#not simulated",
            "#never started",
            "#share met",
        ],
    );
    let Some(first) = alternatives.first() else {
        return made;
    };
    for known in &first.clocks {
        for one in alternatives {
            let same = one
                .clocks
                .iter()
                .find(|clock| (&clock.regime, &clock.stage) == (&known.regime, &known.stage));
            let Some(clock) = same else { continue };
            let missed = clock.due.saturating_sub(clock.met);
            let tone = if missed > 0 { Tone::Bad } else { Tone::Plain };
            made.rows.push(vec![
                Cell::words(&clock.regime),
                Cell::words(&clock.stage),
                Cell::words(&one.name),
                Cell::count(clock.due),
                Cell::count(clock.met),
                Cell::count(missed).toned(tone),
                Cell::count(clock.not_simulated),
                Cell::count(clock.not_applicable),
                Cell {
                    text: with_luck(&clock.met_rate, Kind::Share),
                    ..Cell::figure(&clock.met_rate, Kind::Share)
                },
            ]);
        }
    }
    made
}
