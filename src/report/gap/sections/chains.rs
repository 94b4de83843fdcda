//! The chain of each slow decision: who is asked when, and who of them is there in the worst hour.

use crate::check::{Question, Row, Somebody, Stage, Step, Who, who};
use crate::model::{Exercise, Target};
use crate::report::Naming;
use crate::report::coverage_document::about;
use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::naming::Labels;
use crate::report::plan_names::{NamedTarget, local, rule};
use crate::report::terminal::{count, duration, list};

use super::drawn::behind;

/// So many decisions are followed, the slowest first.
const MOST: usize = 6;
/// A decision that takes no longer than this on average in its worst quarter hour is not slow.
const SLOW: f64 = 15.0 * 60.0;

/// The slowest decisions of the first alternative, each in its worst quarter hour; a board gets none, for it is told no hours.
pub(in crate::report::gap) fn chains(of: &Matter<'_>) -> Option<Section> {
    let played = of.source.played.as_ref().filter(|_| of.tells_assets())?;
    let looked = played.looked.first()?;
    let exercise = &looked.exercise;
    let mut rows: Vec<&Row> = looked.coverage.rows.iter().collect();
    // The sort is stable: equals stay in the order of the coverage.
    rows.sort_by_key(|row| std::cmp::Reverse(row.mean));
    let labels = Labels::new(exercise, of.case.naming);
    let mut blocks = vec![Block::text(format!(
        "The decisions of {} that take longest on average over the week, each at the quarter hour at which it takes longest. Nobody is busy yet then: in an \
         incident, queues come on top.",
        quoted(&exercise.alternative)
    ))];
    blocks.extend(behind(exercise, of).map(Block::Picture));
    let slow = rows
        .into_iter()
        .filter_map(|row| worst(exercise, row, of))
        .take(MOST);
    for one in slow {
        blocks.push(Block::text(one.words(exercise)));
        blocks.push(Block::Table(one.steps(exercise, &labels, of.case.naming)));
    }
    (blocks.len() > 1).then(|| Section {
        id: "chains".to_owned(),
        title: "The chain of each slow decision".to_owned(),
        blocks,
    })
}

/// A slow decision in its worst quarter hour.
struct Slow<'a> {
    row: &'a Row,
    answer: Who,
    /// What incidents lost at its rule, as a sentence.
    lost: String,
    /// What is missing at that instant, as phrases.
    missing: Vec<String>,
}

fn worst<'a>(exercise: &Exercise, row: &'a Row, of: &Matter<'_>) -> Option<Slow<'a>> {
    let there = row.week.iter().filter(|cell| cell.weeks > 0);
    let cell = there.max_by_key(|cell| (cell.worst.mean, std::cmp::Reverse(cell.worst_at)))?;
    if cell.worst.mean.as_secs_f64() <= SLOW {
        return None;
    }
    let answer = who(
        exercise,
        Question {
            decision: row.decision,
            asset: row.nodes.first().copied(),
            at: cell.worst_at,
            severity: exercise.scenario.severity,
        },
    );
    let lost = lost(of, &rule(exercise, &answer.path));
    let missing = answer.missing.iter().map(|one| tidy(&of.case.nameless.of(one)));
    Some(Slow {
        row,
        lost,
        missing: missing.collect(),
        answer,
    })
}

/// The causes whose time falls on a rule.
fn lost(of: &Matter<'_>, rule: &str) -> String {
    let lead = of.document.alternatives.first();
    let causes = lead
        .map(|lead| lead.attribution.contained.causes.as_slice())
        .unwrap_or_default();
    let charged = causes
        .iter()
        .filter(|cause| cause.rules.iter().any(|name| name == rule));
    let words: Vec<String> = charged.map(|cause| cause.cause.replace('_', " ")).collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(
            " In the simulated incidents time fell on this rule as {}.",
            list(&words, 4)
        )
    }
}

impl Slow<'_> {
    fn words(&self, exercise: &Exercise) -> String {
        let (answer, zone) = (&self.answer, &exercise.scenario.zone);
        let time = &answer.time;
        let bound = time.latest.map_or_else(
            || "nothing bounds it".to_owned(),
            |by| {
                format!(
                    "somebody has answered, or the chain acts, after {}",
                    duration(by.as_millis())
                )
            },
        );
        let missing = if self.missing.is_empty() {
            String::new()
        } else {
            format!(" Missing: {}.", self.missing.join("; "))
        };
        format!(
            "{} {}, at {} by rule {}: on average after {}, and {bound}.{missing}{}",
            capital(self.row.decision.word()),
            tidy(&about(exercise, self.row)),
            local(zone, answer.question.at),
            quoted(&rule(exercise, &answer.path)),
            duration(time.mean.as_millis()),
            self.lost
        )
    }

    fn steps(&self, exercise: &Exercise, labels: &Labels, naming: Naming) -> Table {
        let title = format!(
            "Who is asked to {} {}",
            self.row.decision.word(),
            tidy(&about(exercise, self.row))
        );
        let mut made = table(
            "chain",
            title,
            &[
                "for",
                "after",
                "asked",
                "there at that instant",
                "next there",
                "then",
            ],
        );
        made.folded = true;
        for stage in &self.answer.stages {
            let last = stage.steps.len().saturating_sub(1);
            for (place, step) in stage.steps.iter().enumerate() {
                let then = if place == last { ends(stage) } else { String::new() };
                made.rows
                    .push(row(exercise, (stage, step), then, (labels, naming)));
            }
        }
        made
    }
}

fn row(
    exercise: &Exercise,
    (stage, step): (&Stage, &Step),
    then: String,
    (labels, naming): (&Labels, Naming),
) -> Vec<Cell> {
    let target = match step.target {
        Target::Person(person) => format!("person {}", labels.of(person)),
        target => NamedTarget::of(exercise, target).words(),
    };
    let there = step.people.iter().filter(|one| one.state.is_reachable());
    let there = there.count() as u64;
    let all = step.people.len() as u64;
    let (words, tone) = match (there, all) {
        (_, 0) => ("✗ nobody is asked".to_owned(), Tone::Bad),
        (0, 1) => ("✗ not there".to_owned(), Tone::Bad),
        (0, all) => (format!("✗ none of {}", count(all)), Tone::Bad),
        (there, all) => (format!("✓ {} of {}", count(there), count(all)), Tone::Good),
    };
    let words = if naming == Naming::People {
        let names: Vec<String> = step.people.iter().map(|one| named(one, labels)).collect();
        format!("{words}: {}", list(&names, 6))
    } else {
        words
    };
    let next = step.people.iter().filter_map(|one| one.next).min();
    let next = next.filter(|_| there == 0);
    let next = next.map_or_else(String::new, |at| local(&exercise.scenario.zone, at));
    vec![
        Cell::words(stage.duty.word()),
        Cell::number(duration(step.after.as_millis()), step.after.as_secs_f64()),
        Cell::words(target),
        Cell::words(words).toned(tone),
        Cell::words(next),
        Cell::words(then),
    ]
}

fn named(of: &Somebody, labels: &Labels) -> String {
    format!("{} ({})", labels.of(of.person), of.state.words())
}

/// What comes when nobody has answered.
fn ends(of: &Stage) -> String {
    let again = match of.repeats {
        0 => String::new(),
        1 => "asked once more; ".to_owned(),
        times => format!("asked {times} times more; "),
    };
    match of.ends {
        None => "waited for".to_owned(),
        Some((after, true)) => format!(
            "{again}goes on as if answered after {}",
            duration(after.as_millis())
        ),
        Some((after, false)) => format!("{again}given up after {}", duration(after.as_millis())),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
