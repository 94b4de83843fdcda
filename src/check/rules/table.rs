//! All rules, by code.

use crate::check::rule::Rule;

use super::{gated_containment, no_decider, rota_gap};

/// All rules, by code. Codes are never used again; a new rule takes the next free one.
pub static RULES: &[&Rule] = &[
    &no_decider::RULE,
    &rota_gap::RULE,
    &gated_containment::RULE,
    &crate::check::settings::RULE,
];
