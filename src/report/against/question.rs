//! What is compared: the headline measures, and what the objectives of then and now measure.

use std::collections::BTreeSet;

use crate::measure::{Column, Layout};
use crate::model::{Comparison, Exercise, Measure, Objective, Statistic, Subject};
use crate::report::records::Plays;

use super::document::Better;

/// A measure over the replications, in words that hold for any exercise.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    /// As an objective writes it.
    pub(super) name: String,
    /// Which way is better.
    pub(super) better: Better,
    /// What is computed from the records.
    pub(super) asked: Asked,
}

/// What is computed from the records, by their headings.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// The outrun rate with a given limit.
    Outrun,
    /// The share in which a number is above zero.
    AboveZero(Plays, String),
    /// The share in which all that was due was met.
    Met(Vec<String>),
    /// A statistic of a measure.
    Statistic(Statistic, Measure, String),
}

/// The columns from which the outrun rate follows for any limit.
pub(super) const OUTRUN: [&str; 4] = [
    "time_to_containment_s",
    "time_to_crown_jewel_s",
    "blast_at_containment",
    "blast_count_at_containment",
];

/// The questions of both exercises, each once: the headline first, then by name.
pub(super) fn questions(then: &Exercise, now: &Exercise) -> Vec<Question> {
    let mut all = headline();
    let mut further: Vec<Question> = Vec::new();
    // Of the same measure the direction of now counts.
    for exercise in [now, then] {
        for objective in &exercise.objectives {
            let question = of_objective(exercise, objective);
            let known = all
                .iter_mut()
                .chain(&mut further)
                .find(|one| one.name == question.name);
            match known {
                None => further.push(question),
                Some(known) if std::ptr::eq(exercise, now) => known.better = question.better,
                Some(_) => {}
            }
        }
    }
    further.sort_by(|a, b| a.name.cmp(&b.name));
    all.extend(further);
    all
}

fn headline() -> Vec<Question> {
    let of = |statistic, word: &str, measure: Measure| Question {
        name: format!("{word}({})", measure.name()),
        better: Better::Lower,
        asked: Asked::Statistic(statistic, measure, heading(measure)),
    };
    vec![
        Question {
            name: "outrun_rate".to_owned(),
            better: Better::Higher,
            asked: Asked::Outrun,
        },
        of(Statistic::Quantile(0.5), "p50", Measure::TimeToContainment),
        of(Statistic::Quantile(0.9), "p90", Measure::TimeToContainment),
        of(Statistic::Mean, "mean", Measure::PeopleWoken),
    ]
}

fn of_objective(exercise: &Exercise, objective: &Objective) -> Question {
    Question {
        name: subject_of(&objective.text),
        better: match objective.comparison {
            Comparison::AtMost | Comparison::Below => Better::Lower,
            Comparison::AtLeast | Comparison::Above => Better::Higher,
        },
        asked: asked(exercise, &objective.subject),
    }
}

/// What stands before the comparison, however it is spaced.
fn subject_of(objective: &str) -> String {
    let subject = objective.split(['<', '>']).next().unwrap_or(objective);
    let open: Vec<&str> = subject.split('(').map(str::trim).collect();
    let open = open.join("(");
    let closed: Vec<&str> = open.split(')').map(str::trim).collect();
    closed.join(")")
}

fn asked(exercise: &Exercise, subject: &Subject) -> Asked {
    match *subject {
        Subject::OutrunRate => Asked::Outrun,
        Subject::FalseAllClearRate => Asked::AboveZero(Plays::Incidents, "false_all_clears".to_owned()),
        Subject::FalseAlarmActedOnRate => Asked::AboveZero(Plays::FalseAlarms, "clean_acted_on".to_owned()),
        Subject::Met { clock, stage } => Asked::Met(stages(exercise, clock, stage)),
        Subject::Statistic(statistic, measure @ Measure::TimeTo(_)) => {
            let heading = Layout::heading(exercise, Column::Measure(measure));
            Asked::Statistic(statistic, measure, heading)
        }
        Subject::Statistic(statistic, measure) => Asked::Statistic(statistic, measure, heading(measure)),
    }
}

/// The heading of a measure that every exercise has; a share is kept as a weight.
fn heading(measure: Measure) -> String {
    match measure {
        Measure::BlastShareAtContainment => Measure::BlastAtContainment.name().to_owned(),
        Measure::TimeTo(_) => String::new(),
        _ if measure.name().starts_with("time_to_") || measure == Measure::Work => {
            format!("{}_s", measure.name())
        }
        _ => measure.name().to_owned(),
    }
}

fn stages(exercise: &Exercise, clock: usize, stage: Option<usize>) -> Vec<String> {
    let Some(clock) = exercise.scenario.clocks.get(clock) else {
        return Vec::new();
    };
    let wanted = |place: usize| stage.is_none_or(|stage| stage == place);
    let stages = clock.stages.iter().enumerate();
    stages
        .filter(|(place, _)| wanted(*place))
        .map(|(_, stage)| format!("clock_{}_{}", clock.regime, stage.id))
        .collect()
}

/// The columns that must be read for these questions.
pub(super) fn headings(questions: &[Question]) -> BTreeSet<String> {
    let of = |question: &Question| match &question.asked {
        Asked::Outrun => OUTRUN.map(str::to_owned).into(),
        Asked::AboveZero(_, heading) | Asked::Statistic(_, _, heading) => vec![heading.clone()],
        Asked::Met(headings) => headings.clone(),
    };
    questions.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::subject_of;

    #[test]
    fn spaces_make_no_other_measure() {
        for text in [
            "p90(time_to(tell the shops)) <= 1h",
            " p90 ( time_to( tell the shops ) )<=2h",
        ] {
            assert_eq!(subject_of(text), "p90(time_to(tell the shops))");
        }
    }
}
