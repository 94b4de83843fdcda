//! The race: how the blast radius grew, against the times of decisions.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Cell, Picture, Table};
use crate::report::gap::drawing::{Band, Drawing, Milestone, Race};
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::terminal::{Kind, count, duration, estimate, millis, percent};
use crate::report::{Alternative, Times};

/// Times at which the table behind the race looks, seconds.
const LOOKS: [f64; 9] = [
    300.0,
    900.0,
    3600.0,
    4.0 * 3600.0,
    12.0 * 3600.0,
    86400.0,
    2.0 * 86400.0,
    4.0 * 86400.0,
    7.0 * 86400.0,
];

/// So many alternatives have a panel; the text and the table tell of all.
const PANELS: usize = 4;

/// The race of all alternatives that could be played again.
pub(in crate::report::gap) fn race(of: &Matter<'_>) -> Option<Picture> {
    let played = of.source.played.as_ref()?;
    let panels: Vec<Race> = of
        .document
        .alternatives
        .iter()
        .filter_map(|one| {
            let growth = played
                .growth
                .iter()
                .find(|growth| growth.alternative == one.name)?;
            Some(panel(one, growth.band.clone()))
        })
        .collect();
    let first = played.growth.first()?;
    let (text, table) = (text(&panels, first.played), behind(&panels));
    Some(Picture {
        id: "race".to_owned(),
        title: "The race: how much had fallen, and when decisions came".to_owned(),
        text,
        table,
        drawing: Drawing::Race {
            panels: drawn(of, panels),
            limit: first.limit,
            horizon: played.horizon,
        },
    })
}

/// The first alternative, and of the others those that outrun most often, in written order.
fn drawn(of: &Matter<'_>, panels: Vec<Race>) -> Vec<Race> {
    let mut rates: Vec<(&str, f64)> = of
        .document
        .alternatives
        .iter()
        .skip(1)
        .map(|one| (one.name.as_str(), one.outrun_rate.estimate.unwrap_or(0.0)))
        .collect();
    rates.sort_by(|one, other| other.1.total_cmp(&one.1));
    rates.truncate(PANELS - 1);
    let best = |panel: &Race| rates.iter().any(|(name, _)| tidy(name) == panel.name);
    let mut place = 0;
    let mut panels = panels;
    panels.retain(|panel| {
        place += 1;
        place == 1 || best(panel)
    });
    panels
}

fn panel(of: &Alternative, growth: Vec<Band>) -> Race {
    let times = &of.times;
    let milestones = [
        ("first alert", &times.time_to_detect),
        ("declared", &times.time_to_declare),
        ("first decision", &times.time_to_first_decision),
        ("first effect", &times.time_to_first_effect),
        ("contained", &times.time_to_containment),
    ];
    Race {
        name: tidy(&of.name),
        rate: estimate(&of.outrun_rate, Kind::Share),
        growth,
        milestones: milestones.map(|(name, times)| milestone(name, times)).to_vec(),
    }
}

fn milestone(name: &str, times: &Times) -> Milestone {
    Milestone {
        name: name.to_owned(),
        p10: times.p10.estimate,
        p50: times.p50.estimate,
        p90: times.p90.estimate,
    }
}

fn text(panels: &[Race], played: u64) -> String {
    let mut text = "Share of the reachable weight that had fallen, by time since the first compromise: median and the band of eight in ten incidents. \
                    Below it the times of decisions: median and eight in ten. Time runs in equal factors."
        .to_owned();
    for panel in panels {
        let last = panel.growth.last().map_or(0.0, |band| band.p50);
        let at = |name: &str| {
            let found = panel.milestones.iter().find(|one| one.name == name);
            found
                .and_then(|one| one.p50)
                .map_or_else(|| "never".to_owned(), |at| duration(millis(at)))
        };
        text.push_str(&format!(
            " {}: in half of the incidents {} or more fall in the end; first decision at the median {}, containment {}.",
            quoted(&panel.name),
            percent(last, 0.02),
            at("first decision"),
            at("contained")
        ));
    }
    text.push_str(&format!(
        " Growth is of the first {} incidents of each, played again.",
        count(played)
    ));
    text
}

fn behind(panels: &[Race]) -> Table {
    let mut made = table(
        "race",
        "How much had fallen by when",
        &[
            "alternative",
            "by",
            "#1 in 10 no more",
            "#median",
            "#9 in 10 no more",
        ],
    );
    made.folded = true;
    for panel in panels {
        let end = panel.growth.last().map_or(0.0, |band| band.at);
        for at in LOOKS.into_iter().filter(|at| *at <= end) {
            let band = panel.growth.iter().rev().find(|band| band.at <= at);
            let Some(band) = band else { continue };
            let share = |of: f64| Cell::number(percent(of, 0.02), of);
            made.rows.push(vec![
                Cell::words(&panel.name),
                Cell::words(duration(millis(band.at))),
                share(band.p10),
                share(band.p50),
                share(band.p90),
            ]);
        }
    }
    made
}
