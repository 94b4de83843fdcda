//! What it costs: people woken, work, disruption, and acting for nothing.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table};
use crate::report::gap::wording::by_alternative;
use crate::report::terminal::Kind;
use crate::report::{Alternative, Burden, FalseAlarms, Interval, Together, Values};

type OfBurden = fn(&Burden) -> &Values;
type OfAlarm = fn(&FalseAlarms) -> Cell;
type OfTogether = fn(&Together) -> &Interval;

const ROWS: [(&str, Kind, OfBurden); 7] = [
    ("pages sent", Kind::Number, |of| &of.pages),
    ("people engaged", Kind::Number, |of| &of.people_engaged),
    ("people woken", Kind::Number, |of| &of.people_woken),
    ("approvals given", Kind::Number, |of| &of.approvals),
    ("work", Kind::Time, |of| &of.work),
    ("disruption", Kind::WeightTime, |of| &of.disruption),
    ("clean assets acted on", Kind::Number, |of| &of.clean_acted_on),
];

const TOGETHER: [(&str, Kind, OfTogether); 4] = [
    ("people woken", Kind::Number, |of| &of.people_woken),
    ("work", Kind::Time, |of| &of.work),
    ("disruption", Kind::WeightTime, |of| &of.disruption),
    ("wrongful disruption", Kind::WeightTime, |of| {
        &of.wrongful_disruption
    }),
];

/// Means of an incident, of a false alarm, and of both together.
pub(in crate::report::gap) fn cost(of: &Matter<'_>) -> Section {
    let alternatives = &of.document.alternatives;
    let mut blocks = vec![
        Block::text(
            "What is faster may cost more: people woken, and services stopped for nothing. Disruption is in w·h, the weight of what was stopped times hours.",
        ),
        Block::Table(incident(alternatives)),
    ];
    if alternatives.iter().any(|one| one.false_alarms.is_some()) {
        blocks.push(Block::Table(alarm(alternatives)));
        blocks.push(Block::Table(together(alternatives)));
    } else {
        blocks.push(Block::text(
            "The exercise has no false alarms: what acting for nothing would cost is not played.",
        ));
    }
    Section {
        id: "cost".to_owned(),
        title: "What it costs".to_owned(),
        blocks,
    }
}

fn incident(alternatives: &[Alternative]) -> Table {
    let mut made = by_alternative("cost-incident", "An incident, mean", "cost", alternatives);
    for (name, kind, values) in ROWS {
        let mut row = vec![Cell::words(name)];
        row.extend(
            alternatives
                .iter()
                .map(|one| Cell::figure(&values(&one.burden).mean, kind)),
        );
        made.rows.push(row);
        if name == "people woken" {
            let mut tenth = vec![Cell::words("people woken, 1 in 10 incidents more than")];
            tenth.extend(
                alternatives
                    .iter()
                    .map(|one| Cell::figure(&values(&one.burden).p90, kind)),
            );
            made.rows.push(tenth);
        }
    }
    made
}

/// A false alarm of an alternative, where it has one.
fn of_alarm(of: &Alternative, cell: impl Fn(&FalseAlarms) -> Cell) -> Cell {
    of.false_alarms.as_ref().map_or_else(|| Cell::words("–"), cell)
}

fn alarm(alternatives: &[Alternative]) -> Table {
    let mut made = by_alternative("cost-false-alarm", "A false alarm", "cost", alternatives);
    let rows: [(&str, OfAlarm); 3] = [
        ("share in which somebody acted", |of| {
            Cell::figure(&of.acted_on_rate, Kind::Share)
        }),
        ("wrongful disruption, mean", |of| {
            Cell::figure(&of.wrongful_disruption.mean, Kind::WeightTime)
        }),
        ("people woken, mean", |of| {
            Cell::figure(&of.burden.people_woken.mean, Kind::Number)
        }),
    ];
    for (name, cell) in rows {
        let mut row = vec![Cell::words(name)];
        row.extend(alternatives.iter().map(|one| of_alarm(one, cell)));
        made.rows.push(row);
    }
    made
}

fn together(alternatives: &[Alternative]) -> Table {
    let mut made = by_alternative(
        "cost-together",
        "One incident with the false alarms that come to it, mean",
        "cost",
        alternatives,
    );
    let mut per = vec![Cell::words("false alarms to one incident, as written")];
    per.extend(alternatives.iter().map(|one| {
        of_alarm(one, |alarms| {
            Cell::number(format!("{}", alarms.per_incident), alarms.per_incident)
        })
    }));
    made.rows.push(per);
    for (name, kind, interval) in TOGETHER {
        let mut row = vec![Cell::words(name)];
        row.extend(
            alternatives
                .iter()
                .map(|one| of_alarm(one, |alarms| Cell::figure(interval(&alarms.together), kind))),
        );
        made.rows.push(row);
    }
    made
}
