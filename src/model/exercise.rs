//! The exercise: what is played, how often, and what is expected of it.

use crate::time::SimDuration;

use super::{Estate, Margin, Name, NodeId, Objective, Organisation, Playbook, Scenario, Schedule};

/// One alternative of an exercise, with everything resolved.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// The id of the exercise: the name of its folder or file.
    pub id: Name,
    /// The title.
    pub title: Name,
    /// The name of this alternative.
    pub alternative: Name,
    /// The organisation.
    pub organisation: Organisation,
    /// The estate.
    pub estate: Estate,
    /// The playbook.
    pub playbook: Playbook,
    /// The scenario.
    pub scenario: Scenario,
    /// How much may fall before containment (M3).
    pub limit: Limit,
    /// The nodes that must not fall (M3), sorted.
    pub crown_jewels: Vec<NodeId>,
    /// What is wanted, in written order.
    pub objectives: Vec<Objective>,
    /// The differences between alternatives that nobody would act on.
    pub margin: Margin,
    /// Where a replication ends (T2).
    pub horizon: SimDuration,
    /// The seed of all draws (T4).
    pub seed: u64,
    /// How many replications are played.
    pub replications: u32,
    /// False alarms, played as replications of their own (I2).
    pub false_alarms: Option<FalseAlarms>,
    /// When it is due, in written order; nothing of it is played.
    pub schedule: Vec<Schedule>,
}

/// The limit that the blast radius must not pass before containment (M3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// Only that no crown jewel falls.
    NoCrownJewel,
    /// This share of the reachable weight, 0 to 1 (E6).
    Share(f64),
    /// This weight.
    Weight(u64),
    /// This many nodes.
    Count(u64),
}

/// False alarms that come with each real incident (I2).
#[derive(Clone, Debug)]
pub struct FalseAlarms {
    /// How many come to one real incident.
    pub per_incident: f64,
    /// The nodes that they may name, sorted; each as likely.
    pub names: Vec<NodeId>,
}
