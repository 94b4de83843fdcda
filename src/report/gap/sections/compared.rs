//! Alternatives held against a baseline, pair by pair: what each buys, what it costs, how sure that is.

use crate::experiment::PERFECT;
use crate::report::gap::build::Case;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::wording::{float, quoted, table, tidy, told_by};
use crate::report::terminal::{
    Kind, count, difference, duration, estimate, label, list, millis, percent, short, signed,
};
use crate::report::{AlternativeCompared, CompareDocument, Comparison, Interval, PairedVerdict};

use super::trade::{HOW, Offer, pictures};

/// What `compare` found.
pub(in crate::report::gap) fn compared(of: &Case<'_>) -> Option<Section> {
    let document = of.part.compared()?;
    let chosen = || document.alternatives.iter().filter(|one| one.name != PERFECT);
    let mut blocks = vec![Block::text(format!(
        "Held against {}, incident by incident, with the same luck. Differences have intervals at 95 % for each measure alone; verdicts hold for all {} \
         measures together. A difference of rates within {} and any other within {} of the baseline's figure is one that nobody would act on.",
        quoted(&document.baseline),
        count(document.family),
        percent(document.margins.of_rates, 0.0),
        percent(document.margins.of_the_baseline, 0.0)
    ))];
    let words: Vec<String> = chosen().map(|one| tidy(&short(document, one))).collect();
    if !words.is_empty() {
        blocks.push(Block::List { items: words });
    }
    blocks.extend(split(of).map(Block::text));
    blocks.extend(fronts(document));
    blocks.push(Block::Table(trade(document)));
    for one in chosen() {
        blocks.push(Block::Table(measures(document, one)));
    }
    blocks.push(Block::Table(causes(of, document)));
    blocks.push(Block::Table(lost(document)));
    Some(Section {
        id: "compared".to_owned(),
        title: "Alternatives held against each other".to_owned(),
        blocks,
    })
}

/// Which losses better decisions could prevent, by the comparison or the improvement plan; nothing: neither played perfect authority.
pub(in crate::report::gap) fn split(of: &Case<'_>) -> Option<String> {
    let compared = of.part.compared();
    let compared = compared.and_then(|document| Some((&document.baseline, document.preventable.as_ref()?)));
    let improved = of.part.improved();
    let improved =
        improved.and_then(|document| Some((&document.alternative, document.preventable.as_ref()?)));
    let (name, split) = compared.or(improved)?;
    Some(format!(
        "{} loses {} of incidents. {} would be outrun under perfect authority, with nobody to ask, reach or wait for: better decisions could prevent \
         these. {} would be lost even so: they need other technology, or another limit.",
        quoted(name),
        percent(split.lost, 0.02),
        estimate(&split.by_decisions, Kind::Share),
        percent(split.not_by_decisions, 0.02)
    ))
}

/// The same as pictures.
fn fronts(of: &CompareDocument) -> Vec<Block> {
    let offers: Vec<Offer<'_>> = of
        .trade
        .iter()
        .map(|one| Offer {
            name: &one.name,
            rate: &one.outrun_rate,
            woken: &one.people_woken,
            wrongful: one.wrongful_disruption.as_ref(),
        })
        .collect();
    let pictures = pictures(&offers);
    let how = (!pictures.is_empty()).then(|| Block::text(HOW));
    how.into_iter()
        .chain(pictures.into_iter().map(Block::Picture))
        .collect()
}

/// Speed against what it costs, and who is on the front.
fn trade(of: &CompareDocument) -> Table {
    let mut made = table(
        "trade",
        "Speed against what it costs, by the estimates",
        &[
            "alternative",
            "#outrun rate",
            "#people woken, mean",
            "#wrongful disruption of a false alarm, mean",
            "on the Pareto front",
        ],
    );
    let cell = |value: &Interval, of: &str| Cell::figure(value, Kind::of_objective(of));
    for one in &of.trade {
        let (word, tone) = match one.dominated_by.as_slice() {
            [] => ("yes".to_owned(), Tone::Good),
            others => {
                let names: Vec<String> = others.iter().map(|name| quoted(name)).collect();
                (
                    format!("no: {} better or equal in all", list(&names, 3)),
                    Tone::Plain,
                )
            }
        };
        made.rows.push(vec![
            Cell::words(&one.name),
            cell(&one.outrun_rate, "outrun_rate"),
            cell(&one.people_woken, "mean(people_woken)"),
            one.wrongful_disruption
                .as_ref()
                .map_or_else(|| Cell::words("–"), |of| cell(of, "mean(wrongful_disruption)")),
            Cell::words(word).toned(tone),
        ]);
    }
    made
}

fn measures(document: &CompareDocument, of: &AlternativeCompared) -> Table {
    let mut made = table(
        "differences",
        format!(
            "{} against {}, {} pairs",
            quoted(&of.name),
            quoted(&document.baseline),
            count(of.replications)
        ),
        &[
            "measure",
            "#baseline",
            "#alternative",
            "#difference",
            "#better in one incident",
            "verdict",
        ],
    );
    made.rows.extend(of.measures.iter().map(row));
    made
}

fn row(of: &Comparison) -> Vec<Cell> {
    let kind = Kind::of_objective(&of.measure);
    let (word, tone) = verdict(of.verdict);
    let settled = of
        .settled_by
        .map(|n| format!("; about {} incidents would tell", count(n)));
    vec![
        Cell::words(label(&of.measure)),
        Cell::figure(&of.baseline, kind),
        Cell::figure(&of.alternative, kind),
        Cell {
            text: difference(of, kind),
            ..Cell::figure(&of.difference, kind)
        },
        Cell {
            text: estimate(&of.probability_better, Kind::Share),
            ..Cell::figure(&of.probability_better, Kind::Share)
        },
        Cell::words(format!("{word}{}", settled.unwrap_or_default())).toned(tone),
    ]
}

/// A verdict with a mark that can be told apart without colour.
const fn verdict(of: PairedVerdict) -> (&'static str, Tone) {
    match of {
        PairedVerdict::Better => ("✓ better", Tone::Good),
        PairedVerdict::Worse => ("✗ worse", Tone::Bad),
        PairedVerdict::NoPracticalDifference => ("= no practical difference", Tone::Plain),
        PairedVerdict::NotEnoughReplications => ("? not told apart", Tone::Doubtful),
        PairedVerdict::NotComparable => ("– not comparable", Tone::Plain),
    }
}

/// Where the difference comes from, over the incidents that both contain.
fn causes(case: &Case<'_>, of: &CompareDocument) -> Table {
    let mut made = table(
        "compared-causes",
        "Where the difference comes from: means of the incidents that both contain",
        &[
            "alternative",
            "cause",
            "#baseline",
            "#alternative",
            "#difference",
            "rules, before and after",
        ],
    );
    made.folded = true;
    let time = |seconds: Option<f64>| {
        seconds.map_or_else(|| Cell::words("–"), |s| Cell::number(duration(millis(s)), s))
    };
    for one in of.alternatives.iter().filter(|one| one.name != PERFECT) {
        for cause in &one.contained.causes {
            let by = cause.difference.estimate;
            let names = |rules: &[String]| rules.iter().map(|rule| quoted(rule)).collect::<Vec<_>>();
            // The id of a rule often names its asset.
            let rules = if case.tells_assets() {
                let (before, after) = (names(&cause.baseline_rules), names(&cause.alternative_rules));
                format!("{} → {}", list(&before, 2), list(&after, 2))
            } else {
                String::new()
            };
            made.rows.push(vec![
                Cell::words(&one.name),
                Cell::words(cause.cause.replace('_', " ")),
                time(cause.baseline),
                time(cause.alternative),
                Cell {
                    text: by.map_or_else(|| "–".to_owned(), |by| signed(by, Kind::Time, 0.0)),
                    ..Cell::figure(&cause.difference, Kind::Time)
                },
                Cell::words(rules.trim_matches([' ', '→'])),
            ]);
        }
    }
    made
}

/// The incidents in which the baseline does better: what an alternative loses is to be looked at, not averaged away.
fn lost(of: &CompareDocument) -> Table {
    let mut made = table(
        "lost",
        "Incidents in which the baseline does better, the worst of them",
        &[
            "alternative",
            "#incidents",
            "#replication",
            "#baseline contained after",
            "#alternative contained after",
            "told by",
        ],
    );
    made.folded = true;
    let time = |seconds: Option<f64>| {
        seconds.map_or_else(|| Cell::words("never"), |s| Cell::number(duration(millis(s)), s))
    };
    for one in of.alternatives.iter().filter(|one| one.name != PERFECT) {
        for worst in &one.lost.worst {
            made.rows.push(vec![
                Cell::words(&one.name),
                Cell::number(count(one.lost.n), float(one.lost.n)),
                Cell::count(worst.replication),
                time(worst.baseline),
                time(worst.alternative),
                Cell::words(told_by(&of.command, (&one.name, of.seed, worst.replication))),
            ]);
        }
    }
    made
}
