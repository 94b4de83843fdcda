//! Presets: what people need not type, with its evidence and the range that the evidence leaves open (M7).
//!
//! The content is data: the `.ron` tables beside the code, compiled in. Each value is a [`Parameter`] with a
//! stable id, and says what it rests on; what is our judgement says so. `docs/presets.md` lists them all.
//!
//! May import: `time`, `chance`, `model`. Promises: every table reads, every value lies within its range and has
//! evidence, names are sorted.

mod action;
mod attacker;
mod catalogue;
mod evidence;
mod kind;
mod meaning;
mod parameter;
mod reach;
mod read;
mod word;

pub use action::{ActionPreset, action, actions};
pub use attacker::{AttackerPreset, EdgeGroup, attacker, attackers};
pub use catalogue::{
    action_names, all, attacker_names, edge_kind_names, node_kind_names, parameter, reach_names,
};
pub use evidence::{Evidence, Quality, all_evidence};
pub use kind::{EdgeKindPreset, NodeKindPreset, edge_kind, edge_kinds, node_kinds, runbook};
pub use parameter::{Parameter, Quantity};
pub use reach::{ReachPreset, StateReach, reach, reaches};
pub use word::{Family, Word, word};
