//! Where the time went.

use crate::report::gap::build::Matter;
use crate::report::gap::causes;
use crate::report::gap::document::{Block, Cell, Picture, Section, Table};
use crate::report::gap::drawing::{Bar, Drawing, Piece};
use crate::report::gap::wording::{by_alternative, float, quoted, share_of, table, tidy};
use crate::report::terminal::{Kind, count, duration, list, millis};
use crate::report::{Alternative, CauseShare};

/// So many causes have a piece of their own.
const PIECES: usize = 7;

/// Attribution of contained incidents, what the others were stuck in, and the milestones.
pub(in crate::report::gap) fn time(of: &Matter<'_>) -> Section {
    let mut blocks = vec![
        Block::text(
            "Every minute from the first compromise to containment is charged to one cause; the pieces add up. A short piece may hide a long one beside \
             it: what a change buys is found by playing it as an alternative, not by subtracting its piece.",
        ),
        Block::Picture(bars(of)),
    ];
    if let Some(stuck) = stuck(of) {
        blocks.push(Block::text(
            "Incidents that were never contained are counted apart: what was open when the simulation ended.",
        ));
        blocks.push(Block::Table(stuck));
    }
    blocks.push(Block::Table(falls_on(of)));
    blocks.push(Block::Table(milestones(&of.document.alternatives)));
    Section {
        id: "time".to_owned(),
        title: "Where the time goes".to_owned(),
        blocks,
    }
}

fn mean(of: &Alternative, cause: &str) -> f64 {
    let causes = &of.attribution.contained.causes;
    let found = causes.iter().find(|one| one.cause == cause);
    found.and_then(|one| one.mean).unwrap_or(0.0)
}

fn bars(of: &Matter<'_>) -> Picture {
    let alternatives = &of.document.alternatives;
    let pieces = largest(alternatives);
    let bars = alternatives.iter().map(|one| {
        let causes = &one.attribution.contained.causes;
        let total: f64 = causes.iter().filter_map(|cause| cause.mean).sum();
        let mut made: Vec<Piece> = pieces.iter().map(|name| piece(name, mean(one, name))).collect();
        let rest = total - made.iter().map(|piece| piece.seconds).sum::<f64>();
        made.push(piece("others", rest.max(0.0)));
        Bar {
            name: tidy(&one.name),
            total: match one.attribution.contained.n {
                0 => "none was contained".to_owned(),
                n => format!("{} on average of {} contained", duration(millis(total)), count(n)),
            },
            pieces: made,
        }
    });
    let bars: Vec<Bar> = bars.collect();
    Picture {
        id: "attribution".to_owned(),
        title: "What the mean time to containment went to".to_owned(),
        text: text(&bars),
        table: behind(of),
        drawing: Drawing::Bars { bars },
    }
}

fn piece(name: &str, seconds: f64) -> Piece {
    Piece {
        name: name.to_owned(),
        seconds,
        words: duration(millis(seconds)),
    }
}

/// The causes that are largest anywhere, in the order in which an incident meets them.
fn largest(alternatives: &[Alternative]) -> Vec<String> {
    let Some(first) = alternatives.first() else {
        return Vec::new();
    };
    let names = first
        .attribution
        .contained
        .causes
        .iter()
        .map(|one| one.cause.as_str());
    let most = |name: &str| alternatives.iter().map(|one| mean(one, name)).fold(0.0, f64::max);
    let mut sized: Vec<(usize, &str, f64)> = names
        .enumerate()
        .map(|(at, name)| (at, name, most(name)))
        .collect();
    sized.sort_by(|one, other| other.2.total_cmp(&one.2));
    sized.retain(|(_, _, size)| *size > 0.0);
    sized.truncate(PIECES);
    sized.sort_by_key(|(at, _, _)| *at);
    sized.into_iter().map(|(_, name, _)| name.to_owned()).collect()
}

fn text(bars: &[Bar]) -> String {
    let sentences = bars.iter().map(|bar| {
        let mut pieces: Vec<&Piece> = bar.pieces.iter().filter(|piece| piece.seconds > 0.0).collect();
        pieces.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
        let words: Vec<String> = pieces
            .iter()
            .take(4)
            .map(|one| format!("{} {}", one.name, one.words))
            .collect();
        format!(
            "{}: {}; most of it {}.",
            quoted(&bar.name),
            bar.total,
            list(&words, 4)
        )
    });
    sentences.collect::<Vec<_>>().join(" ")
}

fn behind(matter: &Matter<'_>) -> Table {
    let alternatives = &matter.document.alternatives;
    let mut made = by_alternative(
        "attribution",
        "Mean of the contained incidents, by cause",
        "cause",
        alternatives,
    );
    made.folded = true;
    let Some(first) = alternatives.first() else {
        return made;
    };
    for one in &first.attribution.contained.causes {
        let title = causes::of(&one.cause).map_or_else(String::new, |words| matter.cause(words));
        let mut row = vec![Cell::words(format!("{}: {title}", one.cause))];
        row.extend(alternatives.iter().map(|of| {
            let seconds = mean(of, &one.cause);
            Cell::number(duration(millis(seconds)), seconds)
        }));
        made.rows.push(row);
    }
    made
}

fn stuck(matter: &Matter<'_>) -> Option<Table> {
    let alternatives = &matter.document.alternatives;
    let never: u64 = alternatives.iter().map(|one| one.attribution.censored.n).sum();
    if never == 0 {
        return None;
    }
    let mut made = by_alternative(
        "stuck",
        "What incidents were stuck in that were never contained",
        "open stage",
        alternatives,
    );
    let open = |of: &Alternative, cause: &str| {
        let stages = &of.attribution.censored.open_stage;
        stages
            .iter()
            .find(|one| one.cause == cause)
            .map_or(0, |one| one.n)
    };
    let first = alternatives.first()?;
    for one in &first.attribution.contained.causes {
        let counts: Vec<u64> = alternatives.iter().map(|of| open(of, &one.cause)).collect();
        if counts.iter().all(|n| *n == 0) {
            continue;
        }
        let title = causes::of(&one.cause).map_or_else(String::new, |words| matter.cause(words));
        let mut row = vec![Cell::words(format!("{}: {title}", one.cause))];
        row.extend(counts.into_iter().map(Cell::count));
        made.rows.push(row);
    }
    let mut all = vec![Cell::words("all never contained")];
    all.extend(alternatives.iter().map(|of| {
        let (n, whole) = (of.attribution.censored.n, of.replications);
        Cell::number(format!("{} ({})", count(n), share_of(n, whole)), float(n))
    }));
    made.rows.push(all);
    Some(made)
}

/// Whose the time is, by role and rule.
fn falls_on(of: &Matter<'_>) -> Table {
    let mut made = table(
        "falls-on",
        "Whose the time is: the roles and rules it falls on, most time first",
        &["alternative", "cause", "#mean", "roles", "rules"],
    );
    made.folded = true;
    for one in &of.document.alternatives {
        let causes = &one.attribution.contained.causes;
        let told = |cause: &&CauseShare| !cause.roles.is_empty() || !cause.rules.is_empty();
        for cause in causes.iter().filter(told) {
            let names = |names: &[String]| list(&names.iter().map(|name| tidy(name)).collect::<Vec<_>>(), 6);
            let mean = cause.mean.unwrap_or(0.0);
            let rules = if of.tells_assets() {
                names(&cause.rules)
            } else {
                String::new()
            };
            made.rows.push(vec![
                Cell::words(&one.name),
                Cell::words(&cause.cause),
                Cell::number(duration(millis(mean)), mean),
                Cell::words(names(&cause.roles)),
                Cell::words(rules),
            ]);
        }
    }
    made
}

fn milestones(alternatives: &[Alternative]) -> Table {
    let mut made = by_alternative(
        "milestones",
        "How long until, at the median",
        "milestone",
        alternatives,
    );
    let Some(first) = alternatives.first() else {
        return made;
    };
    let fixed = |of: &Alternative| {
        let times = &of.times;
        vec![
            ("first alert", times.time_to_detect.clone()),
            ("declaration", times.time_to_declare.clone()),
            (
                "first authorised person reached",
                times.time_to_first_authorised.clone(),
            ),
            ("first decision", times.time_to_first_decision.clone()),
            ("first action carried out", times.time_to_first_action.clone()),
            ("first effect", times.time_to_first_effect.clone()),
            ("containment", times.time_to_containment.clone()),
            ("last restoration", times.time_to_restore.clone()),
            (
                "fall of the first crown jewel (never is good)",
                times.time_to_crown_jewel.clone(),
            ),
        ]
    };
    for (place, (name, _)) in fixed(first).iter().enumerate() {
        let mut row = vec![Cell::words(*name)];
        row.extend(alternatives.iter().filter_map(|of| {
            let all = fixed(of);
            all.get(place)
                .map(|(_, times)| Cell::figure(&times.p50, Kind::Time))
        }));
        made.rows.push(row);
    }
    made
}
