//! The package of an exercise: everything that documents for planners are made of.

use serde::Serialize;

use crate::engine::Play;
use crate::model::{Decider, Executor, Exercise};
use crate::time::SimTime;

use super::assemble::timeline;
use super::names::{Names, duration};
use super::objectives::{ExerciseObjective, objectives};
use super::tasks::{CriticalTask, tasks};
use super::timeline::Timeline;

/// Of the time of an exercise the briefing takes so many minutes.
pub const BRIEFING_MIN: u32 = 15;
/// The hot wash takes so many.
pub const HOT_WASH_MIN: u32 = 30;

/// What planners say of the day itself; whatever is missing is left to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Arrangements {
    /// The handling marking of each page.
    pub marking: Option<String>,
    /// The day: `2026-11-20`.
    pub date: Option<String>,
    /// When it begins, in minutes since midnight.
    pub begins_min: Option<u32>,
    /// How long it takes, in minutes, with briefing and hot wash.
    pub lasts_min: u32,
    /// The organisation or jurisdiction.
    pub organisation: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// Who sponsors it.
    pub sponsor: Option<String>,
    /// The point of contact.
    pub contact: Option<String>,
}

impl Arrangements {
    /// Minutes of play between briefing and hot wash.
    pub fn play_min(&self) -> u32 {
        self.lasts_min.saturating_sub(BRIEFING_MIN + HOT_WASH_MIN).max(1)
    }

    /// So many minutes after the exercise begins: `10:35`, or `+0:35` where nobody said when it begins.
    pub fn clock(&self, minutes: u32) -> String {
        match self.begins_min {
            Some(begins) => {
                let at = begins.saturating_add(minutes) % (24 * 60);
                format!("{:02}:{:02}", at / 60, at % 60)
            }
            None => format!("+{}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

/// Somebody who plays: a role, a rota, a team, a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// What they are called.
    pub who: String,
    /// What the plan asks of them.
    pub parts: Vec<String>,
}

/// Everything that documents for planners are made of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExercisePackage {
    /// The version of Outrun that made it.
    pub version: String,
    /// The id of the exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// The alternative: the plan as it is played.
    pub alternative: String,
    /// The class of the incident.
    pub class: String,
    /// People are called by name, as was asked for.
    pub names_people: bool,
    /// What planners say of the day.
    pub arrangements: Arrangements,
    /// What players are told, when, by whom.
    pub timeline: Timeline,
    /// The objectives.
    pub objectives: Vec<ExerciseObjective>,
    /// The critical tasks.
    pub tasks: Vec<CriticalTask>,
    /// Who plays.
    pub seats: Vec<Seat>,
    /// When the scenario starts, in words that give nothing away.
    pub opening: String,
    /// What really happens: for controllers and evaluators only.
    pub truth: Vec<(String, String)>,
    /// What the plan is held to, and what the replication came to.
    pub expected: Vec<(String, String)>,
}

/// What a package is made of.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The alternative.
    pub exercise: &'a Exercise,
    /// The chosen replication, played in detail.
    pub play: &'a Play<'a>,
    /// Its number, from 1.
    pub replication: u64,
    /// Why this one, in words.
    pub chosen: Option<&'a str>,
    /// What each person is called, by place.
    pub labels: &'a [String],
    /// Whether these are names of people.
    pub names_people: bool,
    /// What planners say of the day.
    pub arrangements: &'a Arrangements,
}

/// The package of one replication.
pub fn package(given: &Given<'_>) -> ExercisePackage {
    let names = Names {
        exercise: given.exercise,
        labels: given.labels,
    };
    let tasks = tasks(&names, given.play);
    let objectives = objectives(given.exercise, &tasks);
    let timeline = timeline(given, &names, (&tasks, &objectives));
    ExercisePackage {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        exercise: given.exercise.id.to_string(),
        title: given.exercise.title.to_string(),
        alternative: given.exercise.alternative.to_string(),
        class: given.exercise.scenario.class.to_string(),
        names_people: given.names_people,
        arrangements: given.arrangements.clone(),
        timeline,
        objectives,
        tasks,
        seats: seats(&names),
        opening: opening(given),
        truth: truth(&names, given.play),
        expected: expected(given.play),
    }
}

impl ExercisePackage {
    /// The same with a timeline that somebody edited.
    #[must_use]
    pub fn with_timeline(mut self, timeline: Timeline) -> Self {
        self.timeline = timeline;
        self
    }

    /// The task of this number.
    pub fn task(&self, number: &str) -> Option<&CriticalTask> {
        self.tasks.iter().find(|task| task.number == number)
    }

    /// When an inject is planned to be delivered: `10:35`.
    pub fn planned(&self, minutes: Option<u32>) -> String {
        minutes.map_or_else(String::new, |minutes| {
            self.arrangements.clock(minutes.saturating_add(BRIEFING_MIN))
        })
    }
}

/// Everybody whom the rights for this class of incident name, with what is asked of them.
fn seats(names: &Names<'_>) -> Vec<Seat> {
    let exercise = names.exercise;
    let mut seats: Vec<Seat> = Vec::new();
    let mut add = |who: String, part: String| match seats.iter_mut().find(|seat| seat.who == who) {
        Some(seat) if seat.parts.contains(&part) => {}
        Some(seat) => seat.parts.push(part),
        None => seats.push(Seat {
            who,
            parts: vec![part],
        }),
    };
    let asked = |chain| {
        let whole = crate::authority::WholeChain::of(&exercise.playbook, chain);
        whole.targets()
    };
    if let Some(chain) = exercise.playbook.triage.as_ref().and_then(|triage| triage.chain) {
        for target in asked(chain) {
            add(names.target(target), "takes up alerts and declares".to_owned());
        }
    }
    let of_class = |right: &&crate::model::Right| {
        right
            .class
            .as_ref()
            .is_none_or(|class| *class == exercise.scenario.class)
    };
    for right in exercise.playbook.rights.iter().filter(of_class) {
        let word = right.decision.word();
        if let Decider::Chain(chain) = right.decider {
            for target in asked(chain) {
                add(names.target(target), format!("decides to {word}"));
            }
        }
        for approval in &right.approvals {
            for target in asked(approval.chain) {
                add(names.target(target), format!("approves to {word}"));
            }
        }
        for chain in right
            .consult
            .into_iter()
            .chain(right.advice.iter().map(|advice| advice.chain))
        {
            for target in asked(chain) {
                add(
                    names.target(target),
                    format!("is heard before somebody may {word}"),
                );
            }
        }
        if let Executor::Chain(chain) = right.executor {
            for target in asked(chain) {
                add(names.target(target), format!("carries out to {word}"));
            }
        }
    }
    seats
}

/// When the scenario starts; nothing of what happens.
fn opening(given: &Given<'_>) -> String {
    let zone = &given.exercise.scenario.zone;
    let clock = zone.display(given.play.started_at());
    format!(
        "On the scenario's clock it is {clock} in {}. Nothing has been reported yet.",
        zone.name()
    )
}

/// What really happens.
fn truth(names: &Names<'_>, play: &Play<'_>) -> Vec<(String, String)> {
    let exercise = names.exercise;
    let entries: Vec<String> = exercise
        .scenario
        .entries
        .iter()
        .map(|node| names.node_and_kind(*node))
        .collect();
    let jewels: Vec<String> = exercise
        .crown_jewels
        .iter()
        .map(|node| names.node(*node))
        .collect();
    let fallen = play.fallen();
    let fell: Vec<String> = fallen
        .iter()
        .take(12)
        .map(|(at, node)| format!("{} (after {})", names.node(*node), duration(at.as_millis())))
        .collect();
    let rest = fallen.len().saturating_sub(12);
    let more = if rest > 0 {
        format!(" and {rest} more")
    } else {
        String::new()
    };
    vec![
        ("The attacker enters at".to_owned(), entries.join(", ")),
        (
            "The attacker is".to_owned(),
            exercise.scenario.attacker.profile.to_string(),
        ),
        ("Crown jewels".to_owned(), jewels.join(", ")),
        ("What falls, in order".to_owned(), fell.join(", ") + &more),
    ]
}

/// What the replication came to.
fn expected(play: &Play<'_>) -> Vec<(String, String)> {
    let times = play.times();
    let after = |at: Option<SimTime>| {
        at.map_or_else(
            || "never".to_owned(),
            |at| format!("{} after StartEx", duration(at.as_millis())),
        )
    };
    let burden = play.burden();
    let rows = [
        ("First alert", after(times.detect)),
        ("Declared", after(times.declare)),
        ("First decision", after(times.first_decision)),
        ("First cut effective", after(times.first_effect)),
        ("First crown jewel fell", after(times.jewel)),
        ("Limit of loss passed", after(times.limit_passed)),
        ("Contained", after(play.contained_at())),
        ("Assets that fell", play.fallen().len().to_string()),
        ("Pages sent", burden.pages.to_string()),
        ("People woken", burden.woken.to_string()),
    ];
    rows.map(|(name, value)| (name.to_owned(), value)).to_vec()
}
