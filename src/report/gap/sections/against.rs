//! What slipped since an earlier run, as `run --against` judged it: pair by pair where the seeds agree.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::wording::{quoted, table};
use crate::report::terminal::{Kind, label, list, with_luck};
use crate::report::{Against, Change, MeasureAgainst, Movement};

/// What changed and what moved, where the run was held against another.
pub(in crate::report::gap) fn against(of: &Matter<'_>) -> Option<Section> {
    let earlier = of.document.against.as_ref()?;
    let how = if earlier.paired {
        "pair by pair, with the same luck"
    } else {
        "each by itself, for the seeds differ"
    };
    let mut blocks = vec![Block::text(format!(
        "Held against the run of {} (SHA-256 {}), {how}.",
        quoted(&earlier.command),
        quoted(&earlier.sha256)
    ))];
    let changed = earlier
        .changes
        .iter()
        .filter(|one| of.tells_assets() || tells_no_asset(one));
    let changed: Vec<&Change> = changed.collect();
    if changed.is_empty() {
        blocks.push(Block::text(
            "Limit, weights, objectives and rules are the same as then.",
        ));
    } else {
        blocks.push(Block::Table(changes(&changed)));
    }
    blocks.push(Block::Table(measures(earlier)));
    Some(Section {
        id: "against".to_owned(),
        title: "Against an earlier run".to_owned(),
        blocks,
    })
}

/// Weights and crown jewels name assets.
fn tells_no_asset(of: &Change) -> bool {
    !["weight", "crown jewel", "input"].contains(&of.what.as_str())
}

fn changes(of: &[&Change]) -> Table {
    let mut made = table(
        "against-changes",
        "What was changed since",
        &["what", "which", "then", "now", "alternatives"],
    );
    let said = |of: &Option<String>| of.clone().unwrap_or_else(|| "–".to_owned());
    for one in of {
        made.rows.push(vec![
            Cell::words(&one.what),
            Cell::words(one.subject.clone().unwrap_or_default()),
            Cell::words(said(&one.then)),
            Cell::words(said(&one.now)),
            Cell::words(list(&one.alternatives, 6)),
        ]);
    }
    made
}

fn measures(of: &Against) -> Table {
    let mut made = table(
        "against",
        "Then and now",
        &[
            "alternative",
            "measure",
            "#then",
            "#now",
            "#difference",
            "moved",
            "remark",
        ],
    );
    for one in &of.alternatives {
        made.rows
            .extend(one.measures.iter().map(|measure| row(&one.name, measure)));
    }
    made
}

fn row(alternative: &str, of: &MeasureAgainst) -> Vec<Cell> {
    let kind = Kind::of_objective(&of.measure);
    let (word, tone) = match of.movement {
        Movement::Slipped => ("✗ slipped", Tone::Bad),
        Movement::Improved => ("✓ improved", Tone::Good),
        Movement::WithinLuck => ("= within luck", Tone::Plain),
        Movement::NotComparable => ("– not comparable", Tone::Plain),
    };
    vec![
        Cell::words(alternative),
        Cell::words(label(&of.measure)),
        Cell::figure(&of.then, kind),
        Cell::figure(&of.now, kind),
        Cell {
            text: with_luck(&of.difference, kind),
            ..Cell::figure(&of.difference, kind)
        },
        Cell::words(word).toned(tone),
        Cell::words(of.remark.clone().unwrap_or_default()),
    ]
}
