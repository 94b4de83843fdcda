//! The scenario: where the attacker enters, when, how fast, and what else happens.

use crate::chance::{Distribution, Key, Probability};
use crate::time::{StartWindow, WallTime, Zone};

use super::{Clock, Decision, Inject, InjectId, Name, NodeId, RequestNameId, Severity, Table, TagId};

/// What happens in the exercise.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The class of the incident.
    pub class: Name,
    /// The severity it is first given (D4).
    pub severity: Severity,
    /// The nodes that are live at t = 0 (E4), sorted.
    pub entries: Vec<NodeId>,
    /// When t = 0 is.
    pub start: Start,
    /// The zone in which the scenario tells the time.
    pub zone: Zone,
    /// The attacker.
    pub attacker: Attacker,
    /// Third parties who may be the ones to tell (D1).
    pub told_by: Vec<ThirdParty>,
    /// Notifications, communications and disclosures (L1), in written order.
    pub requests: Table<RequestNameId, NamedRequest>,
    /// Injects, by id (I1).
    pub injects: Table<InjectId, Inject>,
    /// Legal clocks (L2), in written order.
    pub clocks: Vec<Clock>,
}

/// When the first compromise happens (T1).
#[derive(Clone, Debug)]
pub enum Start {
    /// At this instant.
    At(WallTime),
    /// At an instant drawn uniformly from these hours.
    During(StartWindow),
}

/// How the attacker works (E3). Traversal times and probabilities of edges are already resolved.
#[derive(Clone, Debug)]
pub struct Attacker {
    /// The name of the profile.
    pub profile: Name,
    /// How many traversals run at once; nothing: any number.
    pub concurrency: Option<u32>,
    /// In which order waiting edges are taken.
    pub order: WaitingOrder,
}

/// The order in which waiting edges are taken (E3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitingOrder {
    /// Fewest edges from an entry to the head.
    #[default]
    Nearest,
    /// Heaviest head.
    MostValuable,
    /// By a draw for each offer.
    Random,
}

/// Somebody outside who may tell of the compromise (D1).
#[derive(Clone, Debug)]
pub struct ThirdParty {
    /// Who.
    pub id: Name,
    /// The key of the id (T4).
    pub key: Key,
    /// The node they name.
    pub names: NodeId,
    /// The probability that they tell.
    pub chance: Probability,
    /// How long after t = 0.
    pub delay: Distribution,
}

/// A request without an asset (L1).
#[derive(Clone, Debug)]
pub struct NamedRequest {
    /// The written id.
    pub id: Name,
    /// The key of the id (T4).
    pub key: Key,
    /// Communicate, notify or disclose.
    pub decision: Decision,
    /// What raises it.
    pub on: Trigger,
}

/// What raises a request without an asset (L1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The declaration of the incident.
    Declared,
    /// The severity reaching this level.
    Severity(Severity),
    /// A known node with this tag, once the incident is declared.
    Known(TagId),
    /// Attention of the media (an inject).
    MediaAttention,
    /// The first declared containment.
    AllClear,
    /// Only a gate that asks for it (P3).
    Gate,
}
