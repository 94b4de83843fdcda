//! From the records of two runs to what slipped.

use crate::measure::estimate::{self, Reason, correlation_pearson, difference, wilson};
use crate::measure::{CONFIDENCE, Figure};
use crate::model::{Exercise, Limit};
use crate::report::Input;

use super::answer::{Answer, Rows};
use super::changes::{changes, jewels, limit, of_the_inputs, of_the_run};
use super::document::{Against, AlternativeAgainst, Change, Earlier, MeasureAgainst, Movement, Unreadable};
use super::movement::{Difference, movement};
use super::paired::{Below, Quantile, ends};
use super::question::{Asked, Question, headings, questions};
use super::table::Table;

/// One of the two runs.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The seed of all draws.
    pub seed: u64,
    /// The files that were read.
    pub inputs: &'a [Input],
    /// Its records as CSV.
    pub records: &'a [u8],
    /// Its alternatives, each with the weight that can fall at all (E6).
    pub alternatives: &'a [(Exercise, u64)],
}

/// Compares a run with an earlier one, alternative by alternative and measure by measure.
///
/// Each difference is judged so strictly that luck alone moves any of all figures in at most 5 % of comparisons.
/// Seeds that agree make replications of the same number share their luck (T4): their correlation makes the differences
/// sharper. It is measured, not assumed, so other inputs or another version cost sharpness and not soundness. The outrun
/// rate of both is held against the earlier limit; with other crown jewels it is not the same measure.
///
/// # Errors
/// If records cannot be read.
pub fn against(
    earlier: &Earlier,
    sha256: String,
    then: Side<'_>,
    now: Side<'_>,
) -> Result<Against, Unreadable> {
    let paired = then.seed == now.seed;
    let both = || {
        let of = |name: &str| {
            then.alternatives
                .iter()
                .find(move |(one, _)| &*one.alternative == name)
        };
        now.alternatives
            .iter()
            .filter_map(move |now| Some((of(&now.0.alternative)?, now)))
    };
    // Bonferroni (1936): of all figures together, luck alone moves one in at most 5 % of comparisons.
    let figures = both()
        .map(|(before, after)| questions(&before.0, &after.0).len())
        .sum::<usize>();
    let strict = 1.0 - (1.0 - CONFIDENCE) / real(figures.max(1));
    let mut alternatives = Vec::new();
    for (before, after) in both() {
        let questions = questions(&before.0, &after.0);
        let wanted = headings(&questions);
        let tables = (
            Table::read(then.records, &wanted)?,
            Table::read(now.records, &wanted)?,
        );
        // The earlier limit for both: nobody passes by moving it.
        let limit = before.0.limit;
        let pair = Pair {
            then: rows(&tables.0, before, limit),
            now: rows(&tables.1, after, limit),
            exercises: (&before.0, &after.0),
            paired,
            strict,
        };
        alternatives.push(AlternativeAgainst {
            name: after.0.alternative.to_string(),
            measures: questions.iter().map(|question| pair.compare(question)).collect(),
        });
    }
    let exercises = both().map(|(before, after)| (&before.0, &after.0));
    let mut all = run_changes(&then, &now);
    all.extend(changes(exercises));
    all.extend(of_the_inputs(then.inputs, now.inputs));
    Ok(Against {
        version: earlier.version.clone(),
        command: earlier.command.clone(),
        seed: then.seed,
        sha256,
        partial: earlier.partial,
        paired,
        changes: all,
        alternatives,
    })
}

fn rows<'a>(table: &'a Table, (exercise, reach): &'a (Exercise, u64), limit: Limit) -> Rows<'a> {
    Rows {
        table,
        alternative: &exercise.alternative,
        reach: *reach,
        limit,
    }
}

fn run_changes(then: &Side<'_>, now: &Side<'_>) -> Vec<Change> {
    let names = |side: &Side<'_>| -> Vec<String> {
        let names = side
            .alternatives
            .iter()
            .map(|(one, _)| one.alternative.to_string());
        names.collect()
    };
    let (before, after) = (names(then), names(now));
    let gone = before.iter().filter(|name| !after.contains(name));
    let came = after.iter().filter(|name| !before.contains(name));
    let gone = gone.filter_map(|name| of_the_run("alternative", Some(name.clone()), None));
    let came = came.filter_map(|name| of_the_run("alternative", None, Some(name.clone())));
    let seed = of_the_run("seed", Some(then.seed.to_string()), Some(now.seed.to_string()));
    seed.into_iter().chain(gone).chain(came).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a count of figures")]
const fn real(count: usize) -> f64 {
    count as f64
}

/// One alternative of two runs.
struct Pair<'a> {
    then: Rows<'a>,
    now: Rows<'a>,
    exercises: (&'a Exercise, &'a Exercise),
    paired: bool,
    /// The level of confidence of each difference.
    strict: f64,
}

impl Pair<'_> {
    fn compare(&self, question: &Question) -> MeasureAgainst {
        let at = |rows: &Rows<'_>, confidence| rows.answer(&question.asked, confidence);
        let (then, now) = (at(&self.then, self.strict), at(&self.now, self.strict));
        let difference = self.difference(then.as_ref(), now.as_ref());
        let movement = match (&then, &now) {
            (Some(then), Some(now)) if self.is_same_measure(question) => {
                movement(then, now, &difference, question.better)
            }
            _ => Movement::NotComparable,
        };
        let figure = |rows: &Rows<'_>| {
            let missing = estimate::Interval::missing(CONFIDENCE, Reason::NotApplicable);
            let figure = at(rows, CONFIDENCE).map_or(missing, |answer| answer.figure);
            (&Figure::from(figure)).into()
        };
        MeasureAgainst {
            measure: question.name.clone(),
            better: question.better,
            then: figure(&self.then),
            now: figure(&self.now),
            difference: (&Figure::from(difference.interval)).into(),
            movement,
            remark: self.remark(question),
        }
    }

    fn is_same_measure(&self, question: &Question) -> bool {
        question.asked != Asked::Outrun || jewels(self.exercises.0) == jewels(self.exercises.1)
    }

    fn remark(&self, question: &Question) -> Option<String> {
        if !self.is_same_measure(question) {
            return Some("the crown jewels are others".to_owned());
        }
        let held = self.then.limit;
        let moved = question.asked == Asked::Outrun && held != self.exercises.1.limit;
        moved.then(|| format!("both with the earlier limit, {}", limit(held)))
    }

    fn difference(&self, then: Option<&Answer>, now: Option<&Answer>) -> Difference {
        let (Some(then), Some(now)) = (then, now) else {
            return Difference::of(estimate::Interval::missing(CONFIDENCE, Reason::NotApplicable));
        };
        if !self.paired {
            return Difference::of(difference(&then.figure, &now.figure, 0.0));
        }
        let correlation = correlation(then, now);
        match (&then.quantile, &now.quantile) {
            (Some(before), Some(after)) => {
                let (low, high) = ends(
                    below_of(then, before, self.strict),
                    below_of(now, after, self.strict),
                    correlation,
                );
                let plain = difference(&then.figure, &now.figure, correlation);
                Difference::between(plain, low, high)
            }
            _ => Difference::of(difference(&then.figure, &now.figure, correlation)),
        }
    }
}

/// A quantile with the share of the replications that lie no higher.
fn below_of<'a>(answer: &Answer, quantile: &'a Quantile, confidence: f64) -> Below<'a> {
    let below = answer.parts.iter().filter(|(_, below)| *below > 0.0).count();
    Below {
        quantile,
        share: wilson(below as u64, answer.parts.len() as u64, confidence),
    }
}

/// The correlation of two estimates: that of their parts, as far as they share replications.
#[expect(clippy::cast_precision_loss, reason = "counts of replications")]
fn correlation(then: &Answer, now: &Answer) -> f64 {
    let mut pairs = Vec::new();
    let mut later = now.parts.iter().peekable();
    for &(number, before) in &then.parts {
        while later.next_if(|(other, _)| *other < number).is_some() {}
        if let Some((_, after)) = later.next_if(|(other, _)| *other == number) {
            pairs.push((before, *after));
        }
    }
    let of_all = then.parts.len() as f64 * now.parts.len() as f64;
    let shared = pairs.len() as f64 / of_all.sqrt().max(1.0);
    correlation_pearson(&pairs).unwrap_or(0.0) * shared
}
