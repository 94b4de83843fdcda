//! The one list of measure names, for objectives, JSON and records, and the objectives made of them.

use super::{Name, RequestNameId};

/// A measure of each replication (section 8 of the model).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// To the first alert.
    TimeToDetect,
    /// To the declaration.
    TimeToDeclare,
    /// To the first authorised person reached.
    TimeToFirstAuthorised,
    /// To the first decision.
    TimeToFirstDecision,
    /// To the first action executed.
    TimeToFirstAction,
    /// To the first effect.
    TimeToFirstEffect,
    /// To containment (E11).
    TimeToContainment,
    /// To the first declared containment.
    TimeToDeclaredFirst,
    /// To the last declared containment.
    TimeToDeclaredLast,
    /// To the last restoration.
    TimeToRestore,
    /// To the fall of the first crown jewel.
    TimeToCrownJewel,
    /// To the execution of a named request.
    TimeTo(RequestNameId),
    /// Blast weight at the first alert.
    BlastAtDetect,
    /// Blast weight at the declaration.
    BlastAtDeclare,
    /// Blast weight at the first effect.
    BlastAtFirstEffect,
    /// Blast weight at containment.
    BlastAtContainment,
    /// Share of the reachable weight at containment.
    BlastShareAtContainment,
    /// Number of nodes at containment.
    BlastCountAtContainment,
    /// Area under the blast weight until containment.
    BlastArea,
    /// Nodes retaken.
    Retaken,
    /// Nodes compromised and never known.
    NeverKnown,
    /// Pages sent.
    Pages,
    /// Distinct people who acknowledged.
    PeopleEngaged,
    /// Distinct people woken.
    PeopleWoken,
    /// Approvals given.
    Approvals,
    /// Work of people.
    Work,
    /// Disrupted weight times time.
    Disruption,
    /// Nodes acted on that were never live before.
    CleanActedOn,
    /// Disruption that a false alarm caused.
    WrongfulDisruption,
}

/// The unit that a measure is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds inside, seconds in JSON, durations in objectives.
    Time,
    /// A whole number.
    Number,
    /// Weight times milliseconds inside, weight times seconds in JSON.
    WeightTime,
    /// 0 to 1.
    Share,
}

impl Measure {
    /// All measures that have a fixed name, with it.
    pub const NAMED: [(Self, &'static str); 28] = [
        (Self::TimeToDetect, "time_to_detect"),
        (Self::TimeToDeclare, "time_to_declare"),
        (Self::TimeToFirstAuthorised, "time_to_first_authorised"),
        (Self::TimeToFirstDecision, "time_to_first_decision"),
        (Self::TimeToFirstAction, "time_to_first_action"),
        (Self::TimeToFirstEffect, "time_to_first_effect"),
        (Self::TimeToContainment, "time_to_containment"),
        (Self::TimeToDeclaredFirst, "time_to_declared_first"),
        (Self::TimeToDeclaredLast, "time_to_declared_last"),
        (Self::TimeToRestore, "time_to_restore"),
        (Self::TimeToCrownJewel, "time_to_crown_jewel"),
        (Self::BlastAtDetect, "blast_at_detect"),
        (Self::BlastAtDeclare, "blast_at_declare"),
        (Self::BlastAtFirstEffect, "blast_at_first_effect"),
        (Self::BlastAtContainment, "blast_at_containment"),
        (Self::BlastShareAtContainment, "blast_share_at_containment"),
        (Self::BlastCountAtContainment, "blast_count_at_containment"),
        (Self::BlastArea, "blast_area"),
        (Self::Retaken, "retaken"),
        (Self::NeverKnown, "never_known"),
        (Self::Pages, "pages"),
        (Self::PeopleEngaged, "people_engaged"),
        (Self::PeopleWoken, "people_woken"),
        (Self::Approvals, "approvals"),
        (Self::Work, "work"),
        (Self::Disruption, "disruption"),
        (Self::CleanActedOn, "clean_acted_on"),
        (Self::WrongfulDisruption, "wrongful_disruption"),
    ];

    /// The measure with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(measure, _)| *measure)
    }

    /// The name; a named request has that of its id, which the caller knows.
    pub fn name(self) -> &'static str {
        Self::NAMED
            .iter()
            .find(|(measure, _)| *measure == self)
            .map_or("time_to", |(_, name)| name)
    }

    /// The unit.
    pub const fn unit(self) -> Unit {
        match self {
            Self::TimeToDetect
            | Self::TimeToDeclare
            | Self::TimeToFirstAuthorised
            | Self::TimeToFirstDecision
            | Self::TimeToFirstAction
            | Self::TimeToFirstEffect
            | Self::TimeToContainment
            | Self::TimeToDeclaredFirst
            | Self::TimeToDeclaredLast
            | Self::TimeToRestore
            | Self::TimeToCrownJewel
            | Self::TimeTo(_)
            | Self::Work => Unit::Time,
            Self::BlastArea | Self::Disruption | Self::WrongfulDisruption => Unit::WeightTime,
            Self::BlastShareAtContainment => Unit::Share,
            Self::BlastAtDetect
            | Self::BlastAtDeclare
            | Self::BlastAtFirstEffect
            | Self::BlastAtContainment
            | Self::BlastCountAtContainment
            | Self::Retaken
            | Self::NeverKnown
            | Self::Pages
            | Self::PeopleEngaged
            | Self::PeopleWoken
            | Self::Approvals
            | Self::CleanActedOn => Unit::Number,
        }
    }
}

/// An objective: `p90(time_to_containment) <= 1h`.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// As written.
    pub text: Name,
    /// What is measured.
    pub subject: Subject,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what: milliseconds, weight × ms, a number, or a share from 0 to 1.
    pub threshold: f64,
}

/// What an objective is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// The outrun rate (M3).
    OutrunRate,
    /// The rate of replications with a false all-clear.
    FalseAllClearRate,
    /// The rate of false alarms that were acted on.
    FalseAlarmActedOnRate,
    /// The rate at which a clock is met: its place, and the stage's, or all stages.
    Met {
        /// The clock, by its place in the scenario.
        clock: usize,
        /// The stage, by its place; nothing: every stage that was due.
        stage: Option<usize>,
    },
    /// A statistic of a measure.
    Statistic(Statistic, Measure),
}

/// A statistic over replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// A quantile, 0 to 1.
    Quantile(f64),
    /// The mean.
    Mean,
}

/// How the measured value is compared with the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `>`
    Above,
}
