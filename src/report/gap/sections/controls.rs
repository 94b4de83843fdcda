//! What the run says about the controls of each framework.

use crate::report::gap::coverage::{Coverage, FrameworkCoverage};
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::wording::table;

/// An overview, and a table for each framework.
pub(in crate::report::gap) fn controls(of: &[FrameworkCoverage]) -> Section {
    let mut blocks = vec![
        Block::text(
            "Of the plan as it stands. “Simulated only” means: checks or the simulation looked at it and found nothing worse than a note, and nobody \
             was exercised. “Gap” means: a finding touches it, or an objective that does was missed. Neither says that a control is in place.",
        ),
        Block::Table(overview(of)),
    ];
    for framework in of {
        blocks.push(Block::Table(one(framework)));
        blocks.push(Block::text(rest(framework)));
    }
    Section {
        id: "controls".to_owned(),
        title: "Controls".to_owned(),
        blocks,
    }
}

fn tone(of: &Coverage) -> Tone {
    match of {
        Coverage::Exercised { .. } => Tone::Good,
        Coverage::SimulatedOnly => Tone::Plain,
        Coverage::Gap => Tone::Bad,
        Coverage::NotCovered => Tone::Doubtful,
    }
}

fn overview(of: &[FrameworkCoverage]) -> Table {
    let mut made = table(
        "controls",
        "Controls by framework",
        &[
            "framework",
            "#exercised with people",
            "#simulated only",
            "#gap",
            "#not covered",
        ],
    );
    for framework in of {
        let mut row = vec![Cell::words(&framework.name)];
        row.extend((0..Coverage::WORDS.len()).map(|place| {
            let such = framework.controls.iter();
            let such = such.filter(|one| one.coverage.place() == place);
            Cell::count(such.count() as u64)
        }));
        made.rows.push(row);
    }
    made
}

/// What is not covered needs no row: the line below names it.
fn one(of: &FrameworkCoverage) -> Table {
    let mut made = table(
        &format!("controls-{}", of.framework),
        of.name.clone(),
        &["control", "title", "coverage", "by"],
    );
    made.folded = true;
    let covered = of.controls.iter();
    let covered = covered.filter(|one| one.coverage != Coverage::NotCovered);
    made.rows.extend(covered.map(|one| {
        vec![
            Cell::words(&one.id),
            Cell::words(&one.title),
            Cell::words(one.coverage.words()).toned(tone(&one.coverage)),
            Cell::words(one.by.join(" · ").replace('`', "")),
        ]
    }));
    made
}

fn rest(of: &FrameworkCoverage) -> String {
    let not = of.controls.iter();
    let not = not.filter(|one| one.coverage == Coverage::NotCovered);
    let ids: Vec<&str> = not.map(|one| one.id.as_str()).collect();
    let not = if ids.is_empty() {
        String::new()
    } else {
        format!(" Not covered: {}.", ids.join(", "))
    };
    format!("{}: {}.{not}", of.name, of.source)
}
