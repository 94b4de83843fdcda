//! What we do not know, and which of it moves the outrun rate most.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Picture, Section, Table};
use crate::report::gap::drawing::{Drawing, Swing};
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::terminal::{count, percent};
use crate::report::{Alternative, Influence, Played};

/// So many inputs have a bar.
const BARS: usize = 12;
/// So many alternatives have a picture.
const PICTURES: usize = 4;

/// A tornado for each alternative whose assumptions were played.
pub(in crate::report::gap) fn moves(of: &Matter<'_>) -> Option<Section> {
    let alternatives = of.document.alternatives.iter();
    let pictures: Vec<Picture> = alternatives.filter_map(picture).take(PICTURES).collect();
    if pictures.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::text(
        "Each input that nobody measured was moved over its range, alone, with everything else as played and with the same luck. A long bar is an input worth \
         measuring; where no bar crosses what was asked for, the answer does not hang on what we do not know one by one.",
    )];
    blocks.extend(pictures.into_iter().map(Block::Picture));
    Some(Section {
        id: "unknowns".to_owned(),
        title: "What we do not know, and what it moves".to_owned(),
        blocks,
    })
}

fn picture(of: &Alternative) -> Option<Picture> {
    let played = of.assumptions.as_ref()?;
    let centre = of.outrun_rate.estimate?;
    let mut swings: Vec<Swing> = played.inputs.iter().filter_map(swing).collect();
    let size = |swing: &Swing| (swing.high - swing.low).abs();
    swings.retain(|swing| size(swing) > 0.0);
    if swings.is_empty() {
        return None;
    }
    // The sort is stable: equals stay in the order of their correlation.
    swings.sort_by(|one, other| size(other).total_cmp(&size(one)));
    let table = behind(of, &swings);
    swings.truncate(BARS);
    Some(Picture {
        id: "tornado".to_owned(),
        title: format!("{}: what moves the outrun rate", tidy(&of.name)),
        text: text(of, played, &swings),
        drawing: Drawing::Tornado { centre, swings },
        table,
    })
}

fn swing(of: &Influence) -> Option<Swing> {
    of.alone.as_ref().map(|alone| Swing {
        name: tidy(&of.input),
        meaning: tidy(&of.meaning),
        low: alone.low,
        high: alone.high,
    })
}

fn text(of: &Alternative, played: &Played, swings: &[Swing]) -> String {
    let mut text = format!(
        "Outrun rate of {} with one input at an end of its range, from {} incidents at each end; {} inputs have a range, and those that stand out in some figure are shown.",
        quoted(&of.name),
        count(played.replications),
        count(played.inputs.len() as u64)
    );
    if let Some(first) = swings.first() {
        text.push_str(&format!(
            " The strongest is {} ({}): {} at its low end, {} at its high end.",
            quoted(&first.name),
            first.meaning,
            percent(first.low, 0.02),
            percent(first.high, 0.02)
        ));
    }
    text
}

fn behind(of: &Alternative, swings: &[Swing]) -> Table {
    let title = format!("{}: the outrun rate with one input moved", quoted(&of.name));
    let mut made = table(
        "tornado",
        title,
        &["input", "what it is", "#input low", "#input high", "#swing"],
    );
    made.folded = true;
    for one in swings {
        let share = |of: f64| Cell::number(percent(of, 0.02), of);
        made.rows.push(vec![
            Cell::words(&one.name),
            Cell::words(&one.meaning),
            share(one.low),
            share(one.high),
            share((one.high - one.low).abs()),
        ]);
    }
    made
}
