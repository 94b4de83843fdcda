//! How long containment takes, and how often it never comes.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Picture, Section, Table};
use crate::report::gap::drawing::{Curve, Drawing, Share};
use crate::report::gap::growth::times;
use crate::report::gap::wording::{by_alternative, float, quoted, share_of, table, tidy};
use crate::report::terminal::{Kind, count, duration, millis, percent, with_luck};

/// Times at which those still open are counted, seconds.
const LOOKS: [f64; 9] = [
    60.0,
    600.0,
    3600.0,
    4.0 * 3600.0,
    12.0 * 3600.0,
    86400.0,
    2.0 * 86400.0,
    4.0 * 86400.0,
    7.0 * 86400.0,
];

/// Survival curves with the number at risk, and quantiles.
pub(in crate::report::gap) fn survival(of: &Matter<'_>) -> Section {
    let horizon = of.source.horizon();
    let curves: Vec<Curve> = of
        .document
        .alternatives
        .iter()
        .enumerate()
        .map(|(place, one)| curve(&one.name, of.source.contained(place), horizon))
        .collect();
    let picture = Picture {
        id: "survival".to_owned(),
        title: "How many incidents were still open".to_owned(),
        text: text(of, horizon),
        table: at_risk(&curves),
        drawing: Drawing::Survival { curves, horizon },
    };
    Section {
        id: "containment".to_owned(),
        title: "Time to containment".to_owned(),
        blocks: vec![
            Block::text(
                "Incidents that were still open when the simulation ended are not dropped and do not count as a long time: the curve ends at their share.",
            ),
            Block::Picture(picture),
            Block::Table(quantiles(of)),
        ],
    }
}

/// All censoring is at one horizon, so that the share still open is the Kaplan–Meier estimate (M6).
fn curve(name: &str, contained: &[Option<i64>], horizon: f64) -> Curve {
    let mut ends: Vec<f64> = contained.iter().flatten().map(|&ms| seconds(ms)).collect();
    ends.sort_unstable_by(f64::total_cmp);
    let all = contained.len();
    let open_after = |at: f64| all - ends.partition_point(|end| *end <= at);
    let share = |n: usize| float(n as u64) / float(all.max(1) as u64);
    Curve {
        name: tidy(name),
        open: times(horizon)
            .into_iter()
            .map(|at| Share {
                at,
                share: share(open_after(at)),
            })
            .collect(),
        at_risk: LOOKS
            .into_iter()
            .filter(|at| *at <= horizon)
            .map(|at| (at, (all - ends.partition_point(|end| *end < at)) as u64))
            .collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "within any horizon")]
fn seconds(ms: i64) -> f64 {
    ms as f64 / 1000.0
}

fn text(of: &Matter<'_>, horizon: f64) -> String {
    let mut text = format!(
        "Share of incidents not yet contained, by time since the first compromise, up to {}. Time runs in equal factors.",
        duration(millis(horizon))
    );
    for one in &of.document.alternatives {
        let times = &one.times.time_to_containment;
        text.push_str(&format!(
            " {}: half were contained within {}; {} of {} never ({}).",
            quoted(&one.name),
            with_luck(&times.p50, Kind::Time),
            count(times.censored),
            count(one.replications),
            share_of(times.censored, one.replications)
        ));
    }
    text
}

fn at_risk(curves: &[Curve]) -> Table {
    let mut made = table("at-risk", "Incidents still open", &["at"]);
    made.folded = true;
    let columns = curves.iter().map(|curve| crate::report::gap::document::Column {
        title: curve.name.clone(),
        figures: true,
        blank: false,
    });
    made.columns.extend(columns);
    let Some(first) = curves.first() else { return made };
    for (place, (at, _)) in first.at_risk.iter().enumerate() {
        let mut row = vec![Cell::words(duration(millis(*at)))];
        let open = curves.iter().filter_map(|curve| curve.at_risk.get(place));
        row.extend(open.map(|(_, n)| Cell::count(*n)));
        made.rows.push(row);
    }
    made
}

fn quantiles(of: &Matter<'_>) -> Table {
    let alternatives = &of.document.alternatives;
    let mut made = by_alternative("containment", "Time to containment", "", alternatives);
    let rows = [
        "1 in 10 within",
        "half within",
        "9 in 10 within",
        "95 in 100 within",
    ];
    for (place, name) in rows.into_iter().enumerate() {
        let mut row = vec![Cell::words(name)];
        row.extend(alternatives.iter().filter_map(|one| {
            let times = &one.times.time_to_containment;
            let all = [&times.p10, &times.p50, &times.p90, &times.p95];
            all.get(place).map(|interval| Cell::figure(interval, Kind::Time))
        }));
        made.rows.push(row);
    }
    let mut never = vec![Cell::words("never contained")];
    never.extend(alternatives.iter().map(|one| {
        let n = one.times.time_to_containment.censored;
        let share = float(n) / float(one.replications.max(1));
        Cell::number(format!("{} ({})", count(n), percent(share, 0.02)), float(n))
    }));
    made.rows.push(never);
    made
}
