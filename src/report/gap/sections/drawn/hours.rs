//! Which hours of the week nobody covers.

use crate::report::gap::document::{Cell, Picture, Table, Tone};
use crate::report::gap::drawing::{Drawing, Hour, Uncovered, WeekMap, WeekRow};
use crate::report::gap::played::Looked;
use crate::report::gap::views::weeks;
use crate::report::gap::wording::{quoted, table};
use crate::report::heat::heat;
use crate::report::terminal::{duration, list, millis};
use crate::time::Weekday;

/// The weeks of the decisions that are covered worst.
pub(in crate::report::gap) fn hours(looked: &[Looked]) -> Option<Picture> {
    let rows = weeks(looked);
    (!rows.is_empty()).then(|| Picture {
        id: "hours".to_owned(),
        title: "How long a decision takes, by hour of the week".to_owned(),
        text: text(&rows),
        table: behind(&rows),
        drawing: Drawing::Week { rows },
    })
}

fn text(rows: &[WeekRow]) -> String {
    let mut text = "The mean time until somebody who may decide has answered and decided, in the worst of the weeks, of the decisions that are covered worst. Days from top to bottom, hours from left to right, by the clock of the scenario. The colour says how long; dots mark hours in which \
                    nobody who is asked is on shift or on call."
        .to_owned();
    for row in rows {
        let maps = row.maps.iter().map(|map| {
            let hours = map
                .hours
                .iter()
                .filter(|hour| hour.uncovered() == Uncovered::Mostly);
            format!("{} with {}", hours.count(), quoted(&map.name))
        });
        let maps: Vec<String> = maps.collect();
        text.push_str(&format!(
            " {}: nobody in most weeks in {} of 168 hours.",
            row.name,
            list(&maps, 4)
        ));
    }
    text
}

/// Hours that are alike and follow one another are one row.
fn behind(rows: &[WeekRow]) -> Table {
    let columns = [
        "decision",
        "alternative",
        "day",
        "from",
        "until",
        "#takes at most",
        "nobody can be reached",
    ];
    let mut made = table(
        "hours",
        "Hours of the week, neighbours that are alike together",
        &columns,
    );
    made.folded = true;
    for row in rows {
        for map in &row.maps {
            for (day, hours) in Weekday::ALL.iter().zip(map.hours.chunks(24)) {
                spans(&row.name, map, (&day.to_string(), hours), &mut made);
            }
        }
    }
    made
}

fn spans(name: &str, map: &WeekMap, (day, hours): (&str, &[Hour]), into: &mut Table) {
    let mut from = 0;
    let class = |one: &Hour| (one.wait.map(heat), one.uncovered());
    for span in hours.chunk_by(|one, other| class(one) == class(other)) {
        let Some(first) = span.first() else { continue };
        let until = from + span.len();
        let longest = span.iter().filter_map(|hour| hour.wait).fold(0.0, f64::max);
        let takes = match first.wait {
            Some(_) => Cell::number(duration(millis(longest)), longest),
            None => Cell::words("–"),
        };
        let nobody = Cell::words(first.uncovered().words()).toned(match first.uncovered() {
            Uncovered::Never => Tone::Plain,
            Uncovered::Sometimes => Tone::Doubtful,
            Uncovered::Mostly => Tone::Bad,
        });
        into.rows.push(vec![
            Cell::words(name),
            Cell::words(&map.name),
            Cell::words(day),
            Cell::words(format!("{from:02}:00")),
            Cell::words(format!("{until:02}:00")),
            takes,
            nobody,
        ]);
        from = until;
    }
}
