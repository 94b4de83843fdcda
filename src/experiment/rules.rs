//! Where a difference comes from, rule by rule (M4): paths of both, walked side by side.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::engine::{Cause, Plan, Play};
use crate::measure::estimate::{Interval, Sums};
use crate::measure::{CONFIDENCE, Piece, critical_path};
use crate::model::{Exercise, Name};

use super::playing::{Playing, now_playing};
use super::run::{Failure, Settings, pool};

/// Where the difference of one alternative comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RulesContrast {
    /// How many incidents were walked.
    pub replications: u64,
    /// How many of them both contained: these are compared.
    pub both: u64,
    /// By rule and cause, the one that changed most first.
    pub rows: Vec<RuleContrast>,
}

/// What one rule is charged with under one cause, in milliseconds of an incident that both contained.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleContrast {
    /// The decision right; nothing: time that no rule is charged with.
    pub rule: Option<Name>,
    /// The cause.
    pub cause: Cause,
    /// Of the baseline.
    pub baseline: f64,
    /// Of the alternative.
    pub alternative: f64,
    /// The alternative less the baseline; the intervals hold for all rows together (Bonferroni).
    pub difference: Interval,
}

/// How many incidents a thread walks before it looks for more.
const CHUNK: u64 = 32;

/// Plays the incidents of the baseline and of each alternative again, and holds their critical paths against each other.
///
/// Only incidents that both contained are compared; over those the rows add up to the difference of the mean time to
/// containment. Stopped, it gives what was walked so far: the count says how much.
///
/// # Errors
/// If the threads cannot be started.
pub fn rule_by_rule(
    baseline: &Exercise,
    alternatives: &[Exercise],
    settings: &Settings<'_>,
) -> Result<Vec<RulesContrast>, Failure> {
    let baseline = Plan::new(baseline);
    let plans: Vec<Plan<'_>> = alternatives.iter().map(Plan::new).collect();
    let next = AtomicUsize::new(0);
    let parts = pool(settings)?.broadcast(|_| walk((&baseline, &plans), settings, &next));
    let mut all: Vec<Walked> = plans.iter().map(|_| Walked::default()).collect();
    for part in parts {
        for (whole, part) in all.iter_mut().zip(part) {
            whole.merge(part);
        }
    }
    Ok(all.into_iter().map(Walked::finish).collect())
}

/// Takes chunks until there are no more.
fn walk(
    (baseline, plans): (&Plan<'_>, &[Plan<'_>]),
    settings: &Settings<'_>,
    next: &AtomicUsize,
) -> Vec<Walked> {
    let mut walked: Vec<Walked> = plans.iter().map(|_| Walked::default()).collect();
    let mut first = Walker::new(baseline);
    let mut others: Vec<Walker<'_>> = plans.iter().map(Walker::new).collect();
    loop {
        let chunk = next.fetch_add(1, Ordering::Relaxed) as u64;
        let start = settings
            .replications
            .start
            .saturating_add(chunk.saturating_mul(CHUNK));
        if start >= settings.replications.end || settings.stop.load(Ordering::Relaxed) {
            return walked;
        }
        for replication in start..(start + CHUNK).min(settings.replications.end) {
            let before = first.path(replication);
            for (other, walked) in others.iter_mut().zip(&mut walked) {
                walked.push(before.as_ref(), other.path(replication).as_ref());
            }
        }
    }
}

/// Milliseconds by rule and cause; the cause by its place in the list of all.
type Charged = BTreeMap<(Option<Name>, usize), i64>;

/// One thread's memory for one alternative.
struct Walker<'p> {
    play: Play<'p>,
    pieces: Vec<Piece>,
}

impl<'p> Walker<'p> {
    fn new(plan: &'p Plan<'p>) -> Self {
        Self {
            play: Play::new(plan),
            pieces: Vec::new(),
        }
    }

    /// What the path of a replication is charged with; nothing: it was not contained.
    fn path(&mut self, replication: u64) -> Option<Charged> {
        now_playing(Playing {
            seed: self.play.exercise().seed,
            replication,
            false_alarm: false,
        });
        self.play.incident(replication);
        self.play.contained_at()?;
        critical_path(&self.play, &mut self.pieces);
        let rights = &self.play.exercise().playbook.rights;
        let mut charged = Charged::new();
        for piece in &self.pieces {
            let rule = piece.rule.and_then(|rule| rights.item(rule));
            let rule = rule.map(|right| right.id.clone());
            let cause = Cause::ALL.iter().position(|known| *known == piece.cause);
            let sum = charged.entry((rule, cause.unwrap_or(0))).or_default();
            *sum += (piece.to - piece.from).as_millis();
        }
        Some(charged)
    }
}

/// Sums over the incidents that both contained. A row that an incident does not have is nothing there, and adds nothing.
#[derive(Default)]
struct Walked {
    replications: u64,
    both: u64,
    rows: BTreeMap<(Option<Name>, usize), Row>,
}

#[derive(Default)]
struct Row {
    baseline: i128,
    alternative: i128,
    by: Sums,
    seen: u64,
}

impl Walked {
    fn push(&mut self, before: Option<&Charged>, after: Option<&Charged>) {
        self.replications += 1;
        let (Some(before), Some(after)) = (before, after) else {
            return;
        };
        self.both += 1;
        for key in before
            .keys()
            .chain(after.keys().filter(|key| !before.contains_key(*key)))
        {
            let of = |charged: &Charged| charged.get(key).copied().unwrap_or(0);
            let (then, now) = (of(before), of(after));
            let row = self.rows.entry(key.clone()).or_default();
            row.baseline += i128::from(then);
            row.alternative += i128::from(now);
            row.by.push(now - then);
            row.seen += 1;
        }
    }

    fn merge(&mut self, other: Self) {
        self.replications += other.replications;
        self.both += other.both;
        for (key, part) in other.rows {
            let row = self.rows.entry(key).or_default();
            row.baseline += part.baseline;
            row.alternative += part.alternative;
            row.by.merge(&part.by);
            row.seen += part.seen;
        }
    }

    fn finish(self) -> RulesContrast {
        let both = self.both;
        let confidence = simultaneous(self.rows.len());
        let row = |((rule, cause), row): ((Option<Name>, usize), Row)| {
            Some(RuleContrast {
                rule,
                cause: *Cause::ALL.get(cause)?,
                baseline: mean(row.baseline, both),
                alternative: mean(row.alternative, both),
                difference: row.difference(both, confidence),
            })
        };
        let mut rows: Vec<RuleContrast> = self.rows.into_iter().filter_map(row).collect();
        let size = |row: &RuleContrast| row.difference.estimate.unwrap_or(0.0).abs();
        rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
        RulesContrast {
            replications: self.replications,
            both,
            rows,
        }
    }
}

impl Row {
    /// Incidents that do not have the row count as no difference.
    fn difference(mut self, both: u64, confidence: f64) -> Interval {
        for _ in self.seen..both {
            self.by.push(0);
        }
        self.by.mean_interval(confidence)
    }
}

/// The level for each row at which all of them together hold at the usual one.
#[expect(clippy::cast_precision_loss, reason = "a count of rules and causes")]
fn simultaneous(rows: usize) -> f64 {
    1.0 - (1.0 - CONFIDENCE) / rows.max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53")]
fn mean(sum: i128, count: u64) -> f64 {
    sum as f64 / count.max(1) as f64
}
