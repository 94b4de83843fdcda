//! The master scenario events list, for reading; the spreadsheet has more columns.

use crate::conduct::materials::document::{Block, Document, Readers, Table, chapter, text};
use crate::conduct::materials::names::CONTROLLERS;
use crate::conduct::materials::package::ExercisePackage;
use crate::conduct::materials::timeline::{InjectSource, Timeline, TimelineInject};
use crate::time::SimTime;

use super::overview::{document, handling, or_blank};

/// The master scenario events list.
pub fn msel(of: &ExercisePackage) -> Document {
    let mut made = document(of, "msel", "Master scenario events list", Readers::Planners);
    made.wide = true;
    made.blocks = vec![
        handling(of, Readers::Planners),
        Block::Table(heading(of)),
        chapter("Injects"),
        text(introduction(&of.timeline)),
        Block::Table(table(of)),
    ];
    made
}

/// What stands at the head of an MSEL.
fn heading(of: &ExercisePackage) -> Table {
    let timeline = &of.timeline;
    let first = timeline.local(SimTime::ZERO);
    let chosen = timeline
        .chosen
        .as_deref()
        .map_or_else(String::new, |chosen| format!(" ({chosen})"));
    let rows = [
        ("Exercise", of.title.clone()),
        ("Point of contact", or_blank(of.arrangements.contact.as_ref())),
        ("Date", or_blank(of.arrangements.date.as_ref())),
        (
            "Made from",
            format!(
                "{}, alternative {}, replication {}{chosen}, seed {}",
                timeline.exercise, timeline.alternative, timeline.replication, timeline.seed
            ),
        ),
        (
            "Day 1 of the scenario",
            format!(
                "{} {}, {}; StartEx at {}",
                first.weekday(),
                first.date(),
                timeline.zone,
                first.time_of_day()
            ),
        ),
    ];
    Table::fields(rows.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

fn introduction(timeline: &Timeline) -> String {
    let count =
        |wanted: fn(&InjectSource) -> bool| timeline.injects.iter().filter(|one| wanted(&one.source)).count();
    let written = count(|source| matches!(source, InjectSource::Scenario(_)));
    let simulated = count(|source| matches!(source, InjectSource::Simulated(_)));
    let hand = count(|source| matches!(source, InjectSource::Hand));
    let left_out = match timeline.left_out {
        0 => String::new(),
        more => {
            format!(" {more} further messages of the replication were left out, so that people can follow.")
        }
    };
    format!(
        "{} injects: {written} from the scenario, {simulated} from the simulated replication, {hand} by hand, and the begin and end of the exercise. Planned times leave each moment equally long; shift them as you need.{left_out}",
        timeline.injects.len()
    )
}

fn table(of: &ExercisePackage) -> Table {
    let rows = of.timeline.injects.iter().map(|inject| row(of, inject));
    Table::new(
        [
            ("No.", 5),
            ("Scenario", 8),
            ("Planned", 7),
            ("From, to, means", 14),
            ("Inject", 26),
            ("Expected action", 24),
            ("Controller, links", 16),
        ],
        rows.collect(),
    )
}

fn row(of: &ExercisePackage, inject: &TimelineInject) -> [String; 7] {
    let to = if inject.to == CONTROLLERS {
        format!("{CONTROLLERS}: not told to players")
    } else {
        format!("{} → {}\n{}", inject.from, inject.to, inject.means)
    };
    let mut words = format!("{}\n{}", inject.title, inject.text);
    if !inject.notes.is_empty() {
        words.push_str(&format!("\nNotes: {}", inject.notes));
    }
    let mut links = vec![
        inject.controller.clone(),
        inject.track.clone(),
        format!("{}, {}", inject.kind.word(), inject.status.word()),
    ];
    links.push(inject.objectives.join(", "));
    links.push(inject.tasks.join(", "));
    links.push(inject.rights.join(", "));
    links.push(inject.source.words());
    links.retain(|link| !link.is_empty());
    [
        inject.number.clone(),
        scenario_clock(&of.timeline, inject),
        of.planned(inject.planned_min),
        to,
        words,
        inject.expected.clone(),
        links.join("\n"),
    ]
}

/// `day 1, 02:30`, or that it waits for the facilitator.
pub(super) fn scenario_clock(timeline: &Timeline, inject: &TimelineInject) -> String {
    inject.at().map_or_else(
        || "when the facilitator says".to_owned(),
        |at| format!("day {}\n{}", timeline.day(at), timeline.local(at).time_of_day()),
    )
}
