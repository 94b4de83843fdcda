//! What is gained, and what it costs.

use crate::report::Interval;
use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Picture, Section, Table};
use crate::report::gap::drawing::{Deal, Dot, Drawing};
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::terminal::{Kind, list, with_luck};

/// Seconds of an hour: disruption is told in weight × hours.
const HOUR: f64 = 3600.0;

/// What an alternative gains and costs, from whatever document.
pub(super) struct Offer<'a> {
    pub(super) name: &'a str,
    pub(super) rate: &'a Interval,
    pub(super) woken: &'a Interval,
    /// Nothing: no false alarms are written.
    pub(super) wrongful: Option<&'a Interval>,
}

/// A cost: its id, its title, its unit, what one of its units is in those of the document, how it is told.
struct Cost {
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    per: f64,
    kind: Kind,
    of: for<'a> fn(&Offer<'a>) -> Option<&'a Interval>,
}

const COSTS: [Cost; 2] = [
    Cost {
        id: "woken",
        title: "The outrun rate against the people who are woken for it",
        unit: "people woken, mean",
        per: 1.0,
        kind: Kind::Number,
        of: |one| Some(one.woken),
    },
    Cost {
        id: "wrongful",
        title: "The outrun rate against what a false alarm disrupts",
        unit: "wrongful disruption, weight × hours",
        per: HOUR,
        kind: Kind::WeightTime,
        of: |one| one.wrongful,
    },
];

/// The Pareto fronts; nothing where there is one alternative only, or where a comparison tells them.
pub(in crate::report::gap) fn trade(of: &Matter<'_>) -> Option<Section> {
    if of.case.part.compared().is_some() {
        return None;
    }
    let alternatives = of.document.alternatives.iter();
    let offers: Vec<Offer<'_>> = alternatives
        .map(|one| Offer {
            name: &one.name,
            rate: &one.outrun_rate,
            woken: &one.burden.people_woken.mean,
            wrongful: one
                .false_alarms
                .as_ref()
                .map(|alarms| &alarms.wrongful_disruption.mean),
        })
        .collect();
    let pictures = pictures(&offers);
    if pictures.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::text(HOW)];
    blocks.extend(pictures.into_iter().map(Block::Picture));
    Some(Section {
        id: "trade".to_owned(),
        title: "What is gained, and what it costs".to_owned(),
        blocks,
    })
}

/// How to read them.
pub(super) const HOW: &str = "Filled alternatives are on the front: no other outruns as often for as little. A hollow one is beaten by another. Lines \
                              are the ranges of luck.";

/// A picture for each cost of which two alternatives at least are known.
pub(super) fn pictures(offers: &[Offer<'_>]) -> Vec<Picture> {
    COSTS.iter().filter_map(|cost| picture(offers, cost)).collect()
}

fn picture(offers: &[Offer<'_>], cost: &Cost) -> Option<Picture> {
    let known = |one: &&Offer<'_>| (cost.of)(one).is_some_and(|interval| interval.estimate.is_some());
    let known: Vec<&Offer<'_>> = offers.iter().filter(known).collect();
    let all: Vec<Deal> = known.iter().filter_map(|one| deal(one, cost)).collect();
    if all.len() < 2 {
        return None;
    }
    let deals = all.iter().map(|deal| Deal {
        front: !all.iter().any(|other| beats(other, deal)),
        ..deal.clone()
    });
    let deals: Vec<Deal> = deals.collect();
    Some(Picture {
        id: cost.id.to_owned(),
        title: cost.title.to_owned(),
        text: text(&deals, cost),
        table: behind(&known, &deals, cost),
        drawing: Drawing::Trade {
            cost: cost.unit.to_owned(),
            deals,
        },
    })
}

fn deal(of: &Offer<'_>, cost: &Cost) -> Option<Deal> {
    let dot = |of: &Interval, per: f64| Dot {
        estimate: of.estimate.map(|at| at / per),
        low: of.low.map(|at| at / per),
        high: of.high.map(|at| at / per),
    };
    let price = (cost.of)(of)?;
    Some(Deal {
        name: tidy(of.name),
        gain: dot(of.rate, 1.0),
        cost: dot(price, cost.per),
        words: format!("{} {}", with_luck(price, cost.kind), cost.unit),
        front: true,
    })
}

/// Gains no less for no more, and one of the two is better.
fn beats(one: &Deal, other: &Deal) -> bool {
    let differences = [
        one.gain
            .estimate
            .zip(other.gain.estimate)
            .map(|(one, other)| one - other),
        one.cost
            .estimate
            .zip(other.cost.estimate)
            .map(|(one, other)| other - one),
    ];
    let [Some(gain), Some(saving)] = differences else {
        return false;
    };
    gain >= 0.0 && saving >= 0.0 && gain + saving > 0.0
}

fn text(deals: &[Deal], cost: &Cost) -> String {
    let front: Vec<String> = deals
        .iter()
        .filter(|deal| deal.front)
        .map(|deal| quoted(&deal.name))
        .collect();
    format!(
        "Outrun rate upwards, {} to the right; what lies further up and further left is better. On the front: {}.",
        cost.unit,
        list(&front, 6)
    )
}

fn behind(known: &[&Offer<'_>], deals: &[Deal], cost: &Cost) -> Table {
    let cost_column = format!("#{}", cost.unit);
    let mut made = table(
        &format!("trade-{}", cost.id),
        "Gain and cost",
        &["alternative", "#outrun rate", &cost_column, "on the front"],
    );
    made.folded = true;
    for (one, deal) in known.iter().zip(deals) {
        let Some(price) = (cost.of)(one) else { continue };
        made.rows.push(vec![
            Cell::words(one.name),
            Cell::figure(one.rate, Kind::Share),
            Cell::figure(price, cost.kind),
            Cell::words(if deal.front { "yes" } else { "no" }),
        ]);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::{Deal, beats};
    use crate::report::gap::drawing::Dot;

    fn deal(gain: f64, cost: f64) -> Deal {
        let dot = |of| Dot {
            estimate: Some(of),
            ..Dot::default()
        };
        Deal {
            name: String::new(),
            gain: dot(gain),
            cost: dot(cost),
            words: String::new(),
            front: true,
        }
    }

    #[test]
    fn more_for_more_beats_nobody() {
        assert!(beats(&deal(0.7, 2.0), &deal(0.2, 6.0)));
        assert!(beats(&deal(0.7, 2.0), &deal(0.7, 2.1)));
        assert!(!beats(&deal(0.7, 6.0), &deal(0.2, 2.0)));
        assert!(!beats(&deal(0.7, 2.0), &deal(0.7, 2.0)));
    }
}
