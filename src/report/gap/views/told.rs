//! One incident, told with people as lanes.

use std::collections::BTreeMap;

use crate::model::{Exercise, Limit};
use crate::report::gap::drawing::{Lane, Mark, MarkKind, Moment, Stretch};
use crate::report::gap::wording::tidy;
use crate::report::terminal::{duration, millis};
use crate::report::{Entry, Trace};
use crate::time::{SimDuration, parse_instant};

use super::nights::nights;

/// So many people have a lane.
const LANES: usize = 10;

/// An incident as it is drawn.
#[derive(Clone, Debug)]
pub(in crate::report::gap) struct Incident {
    /// The alternative.
    pub(in crate::report::gap) alternative: String,
    /// Its number.
    pub(in crate::report::gap) replication: u64,
    /// Whether it was outrun.
    pub(in crate::report::gap) outrun: bool,
    /// When it was contained, seconds; nothing: never.
    pub(in crate::report::gap) contained: Option<f64>,
    /// When it began, by the clock of the scenario.
    pub(in crate::report::gap) began: String,
    /// Where the picture ends, seconds.
    pub(in crate::report::gap) until: f64,
    pub(in crate::report::gap) nights: Vec<(f64, f64)>,
    pub(in crate::report::gap) days: Vec<Moment>,
    /// The share of the reachable weight that had fallen, by time.
    pub(in crate::report::gap) fallen: Vec<(f64, f64)>,
    /// The limit as a share; nothing: it is no weight.
    pub(in crate::report::gap) limit: Option<f64>,
    pub(in crate::report::gap) path: Vec<Stretch>,
    pub(in crate::report::gap) moments: Vec<Moment>,
    pub(in crate::report::gap) lanes: Vec<Lane>,
    /// How many people had a part and have no lane.
    pub(in crate::report::gap) without_lane: usize,
}

/// What is drawn of an incident that was told.
pub(in crate::report::gap) fn incident(exercise: &Exercise, trace: &Trace) -> Incident {
    let contained = trace.ending.contained_s.map(|at| seconds(at.as_millis()));
    let ends = trace.ending.contained_s.unwrap_or(trace.ending.horizon_s);
    let until = seconds(ends.as_millis());
    let zone = &exercise.scenario.zone;
    let (nights, days) = parse_instant(&trace.started, zone).map_or_else(
        |_| (Vec::new(), Vec::new()),
        |start| nights(zone, start, SimDuration::from_millis(ends.as_millis())),
    );
    let (lanes, without_lane) = lanes(trace, until);
    let reach = count(trace.ending.reachable_weight).max(1.0);
    Incident {
        alternative: tidy(&exercise.alternative),
        replication: trace.replication,
        outrun: trace.ending.outrun,
        contained,
        began: began(trace),
        until,
        nights,
        days,
        fallen: fallen(trace, reach, until),
        limit: match exercise.limit {
            Limit::Share(share) => Some(share),
            Limit::Weight(weight) => Some(count(weight) / reach),
            Limit::Count(_) | Limit::NoCrownJewel => None,
        },
        path: path(trace),
        moments: moments(trace),
        lanes,
        without_lane,
    }
}

fn began(of: &Trace) -> String {
    of.records
        .first()
        .map_or_else(String::new, |first| format!("{} in {}", first.clock, of.zone))
}

/// How much had fallen after each fall.
fn fallen(of: &Trace, reach: f64, until: f64) -> Vec<(f64, f64)> {
    let falls = of.records.iter().filter(|one| one.kind == "taken");
    let falls = falls.filter_map(|one| Some((at(one), count(one.blast?) / reach)));
    falls.filter(|(at, _)| *at <= until).collect()
}

fn path(of: &Trace) -> Vec<Stretch> {
    let pieces = of.attribution.iter().flat_map(|all| &all.pieces);
    pieces
        .map(|piece| {
            let (from, to) = (piece.from_s.as_millis(), piece.to_s.as_millis());
            let whom = piece
                .person
                .as_ref()
                .map_or_else(String::new, |who| format!(", {}", tidy(who)));
            Stretch {
                from: seconds(from),
                to: seconds(to),
                name: piece.cause.to_owned(),
                words: format!("{} {}{whom}", piece.cause, duration(to - from)),
            }
        })
        .collect()
}

fn moments(of: &Trace) -> Vec<Moment> {
    let first = |kind: &str| of.records.iter().find(|one| one.kind == kind).map(at);
    let passed = |at: Option<crate::report::Seconds>| at.map(|at| seconds(at.as_millis()));
    let known = [
        ("declared", first("declared")),
        ("limit passed", passed(of.ending.limit_passed_s)),
        ("crown jewel fell", passed(of.ending.crown_jewel_s)),
    ];
    let end = passed(of.ending.contained_s).unwrap_or(f64::INFINITY);
    known
        .into_iter()
        .filter_map(|(name, at)| {
            Some(Moment {
                at: at?,
                name: name.to_owned(),
            })
        })
        .filter(|moment| moment.at <= end)
        .collect()
}

/// The people with the largest part, in the order in which they came in; and how many others there are.
fn lanes(of: &Trace, until: f64) -> (Vec<Lane>, usize) {
    let mut all: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for one in of.records.iter().filter(|one| at(one) <= until) {
        if let Some(person) = &one.person {
            all.entry(person).or_default().push(one);
        }
    }
    let mut made: Vec<(usize, Lane)> = all
        .into_iter()
        .map(|(name, entries)| (part(of, name, &entries), lane(of, name, &entries)))
        .collect();
    made.retain(|(_, lane)| !lane.marks.is_empty() || !lane.work.is_empty());
    made.sort_by_key(|(part, _)| std::cmp::Reverse(*part));
    let without = made.len().saturating_sub(LANES);
    made.truncate(LANES);
    let mut lanes: Vec<Lane> = made.into_iter().map(|(_, lane)| lane).collect();
    let first = |lane: &Lane| {
        let work = lane.work.iter().map(|one| one.from);
        lane.marks
            .iter()
            .map(|mark| mark.at)
            .chain(work)
            .fold(f64::INFINITY, f64::min)
    };
    lanes.sort_by(|one, other| first(one).total_cmp(&first(other)));
    (lanes, without)
}

/// Whoever is on the critical path comes first, then whoever did most.
fn part(of: &Trace, name: &str, entries: &[&Entry]) -> usize {
    let pieces = of.attribution.iter().flat_map(|all| &all.pieces);
    let critical = pieces
        .filter(|piece| piece.person.as_deref() == Some(name))
        .count();
    10_000 * critical + entries.len()
}

fn lane(of: &Trace, name: &str, entries: &[&Entry]) -> Lane {
    let marks = entries.iter().filter_map(|one| {
        let kind = match one.kind {
            "unseen" => MarkKind::Unseen,
            "acknowledged" => MarkKind::Answered,
            "decided" | "approval_given" => MarkKind::Decided,
            _ => return None,
        };
        Some(Mark {
            at: at(one),
            kind,
            words: words(one),
        })
    });
    let work = entries
        .iter()
        .filter(|one| one.kind == "work_began")
        .filter_map(|one| {
            // Other work that they were at has no end in the records.
            let end = of.records.iter().find(|other| other.cause == Some(one.id))?;
            let (from, to) = (at(one), at(end));
            (to > from).then(|| Stretch {
                from,
                to,
                name: one.errand.unwrap_or("work").to_owned(),
                words: format!(
                    "{}: {} for {}",
                    one.clock,
                    errand(one),
                    duration(millis(to - from))
                ),
            })
        });
    Lane {
        name: tidy(name),
        marks: marks.collect(),
        work: work.collect(),
    }
}

fn words(of: &Entry) -> String {
    let errand = errand(of);
    match of.kind {
        "unseen" if of.asleep == Some(true) => {
            format!("{}: paged to {errand}, and sleeps through it", of.clock)
        }
        "unseen" => format!("{}: paged to {errand}, and does not see it", of.clock),
        "acknowledged" => format!("{}: answers, to {errand}", of.clock),
        "approval_given" => format!("{}: approves", of.clock),
        _ => format!("{}: decides", of.clock),
    }
}

fn errand(of: &Entry) -> &'static str {
    of.errand.unwrap_or("help")
}

fn at(of: &Entry) -> f64 {
    seconds(of.at_s.as_millis())
}

#[expect(clippy::cast_precision_loss, reason = "within any horizon")]
fn seconds(ms: i64) -> f64 {
    ms as f64 / 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "weights are far below 2^53")]
const fn count(of: u64) -> f64 {
    of as f64
}
