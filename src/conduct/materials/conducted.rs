//! What an exercise with people recorded: what the after-action report is made of.

use serde::{Deserialize, Serialize};

/// What was recorded; whatever is missing is left to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conducted {
    /// The day: `2026-11-20`.
    pub date: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// It was a practice run, which says nothing of the plan.
    pub practice: bool,
    /// A summary in a few sentences; nothing: one is made of the figures.
    pub summary: Option<String>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// What evaluators saw.
    pub observations: Vec<Observation>,
    /// Ratings of critical tasks.
    pub ratings: Vec<TaskRating>,
    /// Final ratings of objectives, where evaluators gave one; else the worst of their tasks stands.
    pub objective_ratings: Vec<ObjectiveRating>,
    /// What went well.
    pub strengths: Vec<Strength>,
    /// What is to be better.
    pub areas: Vec<AreaForImprovement>,
    /// What is to be done.
    pub corrective_actions: Vec<CorrectiveAction>,
    /// What was decided, against what the simulation expected.
    pub decisions: Vec<ConductedDecision>,
    /// Injects as they were really delivered.
    pub delivered: Vec<DeliveredInject>,
    /// What participants wrote on their feedback forms.
    pub feedback: Vec<String>,
}

/// Somebody who took part: by role, not by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Participant {
    /// What they stood for.
    pub role: String,
    /// Player, Facilitator, Controller, Evaluator, Observer, Simulator and so on.
    pub part: String,
    /// Their organisation.
    pub organisation: String,
    /// Nobody came: the simulation stood in.
    pub simulated: bool,
}

/// A rating of HSEEP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rating {
    /// Performed without challenges.
    P,
    /// Performed with some challenges.
    S,
    /// Performed with major challenges.
    M,
    /// Unable to be performed.
    U,
}

impl Rating {
    /// All, the best first.
    pub const ALL: [Self; 4] = [Self::P, Self::S, Self::M, Self::U];

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::P => "P",
            Self::S => "S",
            Self::M => "M",
            Self::U => "U",
        }
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::P => "Performed without challenges",
            Self::S => "Performed with some challenges",
            Self::M => "Performed with major challenges",
            Self::U => "Unable to be performed",
        }
    }

    /// What it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::P => {
                "Targets and critical tasks were completed in a way that achieved the objective, and did not hinder other activities."
            }
            Self::S => {
                "Targets and critical tasks were completed in a way that achieved the objective, and did not hinder other activities; it could have been done more effectively or with less."
            }
            Self::M => {
                "Targets and critical tasks were completed in a way that achieved the objective, but it hindered other activities, put people at risk, or did not follow plans and procedures."
            }
            Self::U => "Targets and critical tasks were not completed in a way that achieved the objective.",
        }
    }
}

/// What an evaluator saw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Observation {
    /// The critical task, by number: `T3`.
    pub task: Option<String>,
    /// The objective, by number: `O1`.
    pub objective: Option<String>,
    /// The inject that led to it, by number.
    pub inject: Option<String>,
    /// What was seen, 1 to 4000 characters.
    pub text: String,
    /// The rating, if one was given.
    pub rating: Option<Rating>,
    /// When it was seen, as the clock in the room showed it.
    pub observed_at: String,
    /// When it was written down.
    pub recorded_at: String,
    /// Who saw it: `evaluator 1`.
    pub evaluator: String,
}

/// The rating of a critical task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRating {
    /// The critical task, by number.
    pub task: String,
    /// The rating; nothing: it could not be evaluated.
    pub rating: Option<Rating>,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// The final rating of an objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveRating {
    /// The objective, by number.
    pub objective: String,
    /// The rating.
    pub rating: Rating,
}

/// What went well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Strength {
    /// The objective, by number.
    pub objective: Option<String>,
    /// What went well.
    pub text: String,
    /// Proposed by the comparison with the simulation; nobody has confirmed it yet.
    pub proposed: bool,
}

/// What is to be better.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AreaForImprovement {
    /// The objective, by number.
    pub objective: Option<String>,
    /// What was observed, as a statement.
    pub statement: String,
    /// The plan, policy or law it is held against.
    pub reference: String,
    /// Why it came so: the root cause.
    pub analysis: String,
    /// Proposed by the comparison with the simulation; nobody has confirmed it yet.
    pub proposed: bool,
}

/// The elements of a capability (POETE).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CapabilityElement {
    /// Plans, policies, procedures.
    #[default]
    Planning,
    /// People, teams, who may do what.
    Organization,
    /// Tools and systems.
    Equipment,
    /// What people have learnt.
    Training,
    /// What people have practised.
    Exercise,
}

impl CapabilityElement {
    /// All of them, in the order of their letters.
    pub const ALL: [Self; 5] = [
        Self::Planning,
        Self::Organization,
        Self::Equipment,
        Self::Training,
        Self::Exercise,
    ];

    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planning => "Planning",
            Self::Organization => "Organization",
            Self::Equipment => "Equipment",
            Self::Training => "Training",
            Self::Exercise => "Exercise",
        }
    }
}

/// What is to be done: a row of the improvement plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectiveAction {
    /// The objective, by number; its core capability stands in the plan.
    pub objective: Option<String>,
    /// The issue or area for improvement.
    pub issue: String,
    /// What is to be done.
    pub action: String,
    /// The element of the capability.
    pub element: CapabilityElement,
    /// The primary responsible organisation.
    pub responsible: String,
    /// Its point of contact.
    pub contact: String,
    /// When it begins: `2026-12-01`.
    pub starts: String,
    /// When it is to be complete.
    pub completes: String,
}

/// A decision in the room against the same one in the simulation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConductedDecision {
    /// What was decided.
    pub what: String,
    /// The decision right, by id.
    pub right: Option<String>,
    /// Who decided: a role.
    pub by: String,
    /// Milliseconds from the question to the answer; nothing: it was never decided.
    pub actual_ms: Option<i64>,
    /// The median of the simulation.
    pub expected_ms: Option<i64>,
    /// The share of simulated incidents that were no slower, in hundredths.
    pub percentile: Option<u8>,
    /// The simulation answered for somebody who was not there.
    pub simulated: bool,
}

/// An inject as it was really delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeliveredInject {
    /// Its number.
    pub number: String,
    /// When, as the clock in the room showed it; nothing: it was skipped.
    pub at: Option<String>,
    /// Why it was skipped, held or changed.
    pub note: String,
}
