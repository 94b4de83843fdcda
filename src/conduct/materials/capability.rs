//! Core capabilities: which of those of the National Preparedness Goal (second edition, 2015) an objective is about.
//!
//! The choice is ours, and a planner may change it in the documents; the definitions are in our own words.

use serde::Serialize;

use crate::model::{Exercise, Measure, Subject};

/// A core capability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Capability {
    /// Its name.
    pub name: String,
    /// The mission area it is exercised in.
    pub mission_area: String,
    /// What it means, in short.
    pub definition: String,
}

fn made(name: &str, mission_area: &str, definition: &str) -> Capability {
    Capability {
        name: name.to_owned(),
        mission_area: mission_area.to_owned(),
        definition: definition.to_owned(),
    }
}

fn cybersecurity() -> Capability {
    made(
        "Cybersecurity",
        "Protection",
        "To protect information and services from damage, unauthorised use and exploitation, and to restore them where need be.",
    )
}

fn situation() -> Capability {
    made(
        "Situational Assessment",
        "Response",
        "To give those who decide what they need to know: what has happened, what follows from it, and how the response stands.",
    )
}

fn coordination() -> Capability {
    made(
        "Operational Coordination",
        "Response",
        "To establish and keep up a structure in which those who decide, advise and act work together.",
    )
}

fn warning() -> Capability {
    made(
        "Public Information and Warning",
        "Response",
        "To tell those concerned, in time and in words they understand, what has happened and what is being done.",
    )
}

/// What an objective is about.
pub(super) fn capability(exercise: &Exercise, of: &Subject) -> Capability {
    let Subject::Statistic(_, measure) = of else {
        return match of {
            Subject::Met { .. } => warning(),
            Subject::FalseAlarmActedOnRate => situation(),
            _ => cybersecurity(),
        };
    };
    match measure {
        Measure::TimeToDetect | Measure::TimeToDeclare | Measure::BlastAtDetect | Measure::BlastAtDeclare => {
            situation()
        }
        Measure::TimeToFirstAuthorised
        | Measure::TimeToFirstDecision
        | Measure::Pages
        | Measure::PeopleEngaged
        | Measure::PeopleWoken
        | Measure::Approvals
        | Measure::Work => coordination(),
        Measure::TimeTo(request) if exercise.scenario.requests.item(*request).is_some() => warning(),
        _ => cybersecurity(),
    }
}
