//! An objective in words: what is wanted, and how well.
//!
//! An objective of many incidents becomes one for a single exercise: a quantile or a rate is met or not by what happens this time.

use crate::model::{Comparison, Exercise, Limit, Measure, Objective, Statistic, Subject, Unit};

use super::names::duration;

/// What is wanted, as a sentence for people.
pub(super) fn statement(exercise: &Exercise, objective: &Objective) -> String {
    match &objective.subject {
        Subject::OutrunRate => format!(
            "Contain the compromise before {} and before a crown jewel falls.",
            limit(exercise)
        ),
        Subject::FalseAllClearRate => "Declare containment only when nothing is left.".to_owned(),
        Subject::FalseAlarmActedOnRate => {
            "Recognise a false alarm before anything is switched off because of it.".to_owned()
        }
        Subject::Met { clock, stage } => {
            let law = exercise.scenario.clocks.get(*clock);
            let stage = law.zip(*stage).and_then(|(law, stage)| law.stages.get(stage));
            let of = stage.map_or_else(String::new, |stage| format!(" ({})", stage.id));
            format!(
                "Tell whom {}{of} asks to be told, in time.",
                law.map_or("the law", |law| &law.regime)
            )
        }
        Subject::Statistic(_, measure) => wanted(exercise, *measure),
    }
}

fn limit(exercise: &Exercise) -> String {
    match exercise.limit {
        Limit::NoCrownJewel => "anything that must not fall is lost".to_owned(),
        Limit::Share(share) => format!("more than {} of what could be reached is lost", percent(share)),
        Limit::Weight(weight) => format!("more than a weight of {weight} is lost"),
        Limit::Count(count) => format!("more than {count} assets are lost"),
    }
}

fn wanted(exercise: &Exercise, measure: Measure) -> String {
    let words = match measure {
        Measure::TimeToDetect => "Notice the compromise early.",
        Measure::TimeToDeclare => "Declare the incident early.",
        Measure::TimeToFirstAuthorised => "Reach somebody who may decide.",
        Measure::TimeToFirstDecision => "Take the first decision early.",
        Measure::TimeToFirstAction => "Carry out the first action early.",
        Measure::TimeToFirstEffect => "Cut the attacker off somewhere early.",
        Measure::TimeToContainment | Measure::TimeToDeclaredFirst | Measure::TimeToDeclaredLast => {
            "Contain the compromise in time."
        }
        Measure::TimeToRestore => "Bring services back in time.",
        Measure::TimeToCrownJewel => "Keep the attacker from the crown jewels.",
        Measure::Retaken | Measure::NeverKnown => "Find everything that was taken, and keep it closed.",
        Measure::Pages | Measure::PeopleEngaged | Measure::PeopleWoken | Measure::Work => {
            "Handle the incident with few people, and wake few."
        }
        Measure::Approvals => "Handle the incident with few approvals.",
        Measure::Disruption | Measure::CleanActedOn | Measure::WrongfulDisruption => {
            "Switch off no more than is needed."
        }
        Measure::TimeTo(request) => {
            let of = exercise.scenario.requests.item(request);
            return format!("In time: {}.", of.map_or("the request", |request| &request.id));
        }
        _ => "Keep the loss small.",
    };
    words.to_owned()
}

/// How well: the organisational capability target.
pub(super) fn target(exercise: &Exercise, objective: &Objective) -> String {
    let bound = match objective.comparison {
        Comparison::AtMost => "at most",
        Comparison::AtLeast => "at least",
        Comparison::Below => "less than",
        Comparison::Above => "more than",
    };
    let in_many = if objective.text.is_empty() {
        String::new()
    } else {
        format!(" Over many simulated incidents: {}.", objective.text)
    };
    let once = match &objective.subject {
        Subject::OutrunRate => format!("This time: contained before {}.", limit(exercise)),
        Subject::Met { .. } => {
            "This time: every submission that falls due is made before its deadline.".to_owned()
        }
        Subject::FalseAllClearRate => "This time: no all-clear that has to be withdrawn.".to_owned(),
        Subject::FalseAlarmActedOnRate => "This time: no action on what is not compromised.".to_owned(),
        Subject::Statistic(Statistic::Quantile(_) | Statistic::Mean, measure) => {
            format!(
                "This time: {} {bound} {}.",
                spoken(*measure),
                threshold(*measure, objective.threshold)
            )
        }
    };
    format!("{once}{in_many}")
}

fn spoken(measure: Measure) -> String {
    measure.name().replace('_', " ")
}

fn threshold(measure: Measure, threshold: f64) -> String {
    match measure.unit() {
        Unit::Time => duration(whole(threshold)),
        Unit::Share => percent(threshold),
        Unit::Number => format!("{threshold}"),
        Unit::WeightTime => format!("{} weight-hours", (threshold / 360_000.0).round() / 10.0),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "thresholds of times are whole milliseconds far below 2^53"
)]
fn whole(milliseconds: f64) -> i64 {
    milliseconds as i64
}

fn percent(share: f64) -> String {
    format!("{} %", (share * 1_000.0).round() / 10.0)
}
