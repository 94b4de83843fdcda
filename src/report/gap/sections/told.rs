//! One incident of the run, told from the first compromise to its end.

use crate::engine::{Plan, Play};
use crate::measure::estimate::rank_of;
use crate::model::Exercise;
use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::wording::{quoted, table, told_by};
use crate::report::terminal::{Line, count, duration, ended, lines};
use crate::report::{Naming, Told, Trace, trace};

use super::drawn::lanes;

/// At most so many sentences of an incident stand in a report; the command tells all.
const MOST: usize = 90;

/// The median incident of the first alternative, and the same incident under the best other one; a board gets none, for it names assets.
pub(in crate::report::gap) fn told(of: &Matter<'_>) -> Option<Section> {
    let played = of.source.played.as_ref().filter(|_| of.tells_assets())?;
    let contained = of.source.contained(0);
    let median = median(contained)?;
    let mut blocks = Vec::new();
    for looked in &played.looked {
        let exercise = &looked.exercise;
        let name = &*exercise.alternative;
        let place = of.document.alternatives.iter().position(|one| one.name == *name);
        let known = place.and_then(|place| of.source.contained(place).get(at(median)).copied());
        let first = blocks.is_empty();
        let why = first.then(|| {
            format!(
                "the median of {} by time to containment",
                count(contained.len() as u64)
            )
        });
        let Some(trace) =
            tell(exercise, (median, why), of.case.naming).filter(|trace| Some(ending(trace)) == known)
        else {
            // Another version plays otherwise: a story of another incident would be worse than none.
            continue;
        };
        blocks.push(Block::text(introduction(of, &trace)));
        blocks.push(Block::Picture(lanes(exercise, &trace)));
        blocks.push(Block::Table(sentences(&trace)));
    }
    (!blocks.is_empty()).then(|| Section {
        id: "told".to_owned(),
        title: "One incident, told".to_owned(),
        blocks,
    })
}

/// The number of the replication in the middle, ties by number; nothing was contained where there is none.
fn median(contained: &[Option<i64>]) -> Option<u64> {
    let mut ranked: Vec<(i64, u64)> = contained
        .iter()
        .zip(1..)
        .map(|(at, number)| (at.unwrap_or(i64::MAX), number))
        .collect();
    ranked.sort_unstable();
    let rank = usize::try_from(rank_of(ranked.len() as u64, 0.5)).ok()?;
    ranked.get(rank.checked_sub(1)?).map(|(_, number)| *number)
}

/// The place of a replication in its column.
fn at(replication: u64) -> usize {
    usize::try_from(replication)
        .unwrap_or(usize::MAX)
        .saturating_sub(1)
}

/// Plays an incident again, in detail.
fn tell(exercise: &Exercise, (replication, chosen): (u64, Option<String>), naming: Naming) -> Option<Trace> {
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan).in_detail();
    play.incident(replication);
    let told = Told { replication, chosen };
    Some(trace(&plan, &play, told, naming)).filter(|trace| !trace.records.is_empty())
}

fn ending(of: &Trace) -> Option<i64> {
    of.ending.contained_s.map(crate::report::Seconds::as_millis)
}

fn introduction(of: &Matter<'_>, trace: &Trace) -> String {
    let (verdict, cost) = ended(trace);
    let chosen = trace
        .chosen
        .as_ref()
        .map_or_else(|| "the same incident".to_owned(), Clone::clone);
    format!(
        "With {}, {chosen}: {verdict} {cost} The same by hand: {}.",
        quoted(&trace.alternative),
        told_by(
            &of.document.command,
            (&trace.alternative, trace.seed, trace.replication)
        ),
    )
}

/// How much a sentence says of why it took so long; what containment waited for first.
fn rank(of: &Line) -> u32 {
    match of.word {
        _ if of.critical => 0,
        "JEWEL" | "CLEAR" | "incident" | "inject" => 1,
        "attack" => 2,
        "decision" | "action" => 3,
        "finding" => 4,
        _ => 5,
    }
}

/// As many as have room, those that say most, in their order.
fn kept(all: Vec<Line>) -> Vec<Line> {
    let mut ranked: Vec<(usize, Line)> = all.into_iter().enumerate().collect();
    ranked.sort_by_key(|(place, line)| (rank(line), *place));
    ranked.truncate(MOST);
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().map(|(_, line)| line).collect()
}

fn sentences(trace: &Trace) -> Table {
    let told = lines(trace);
    let title = format!(
        "Replication {} with {}: {} of {} sentences, those that say most",
        count(trace.replication),
        quoted(&trace.alternative),
        count(told.len().min(MOST) as u64),
        count(told.len() as u64)
    );
    let mut made = table(
        "told",
        title,
        &[
            "after",
            "clock",
            "chapter",
            "what",
            "who",
            "sentence",
            "on the critical path",
        ],
    );
    made.folded = true;
    made.rows.extend(kept(told).iter().map(|line| {
        let critical = if line.critical { "waited for" } else { "" };
        let tone = match line.word {
            "attack" | "JEWEL" => Tone::Bad,
            "CLEAR" | "action" => Tone::Good,
            _ => Tone::Plain,
        };
        vec![
            Cell::words(format!("+{}", duration(line.at))),
            Cell::words(&line.clock),
            Cell::words(line.chapter),
            Cell::words(line.word.to_lowercase()).toned(tone),
            Cell::words(line.person.clone().unwrap_or_default()),
            Cell::words(&line.text),
            Cell::words(critical),
        ]
    }));
    made
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_an_incident_that_was_played() {
        assert_eq!(median(&[Some(5), None, Some(3)]), Some(1));
        assert_eq!(median(&[]), None);
    }
}
