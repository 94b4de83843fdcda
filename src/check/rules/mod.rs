//! The rules, one file for each. [`RULES`] is the list of all, by code.

mod gated_containment;
mod no_decider;
mod rota_gap;
mod table;

pub use table::RULES;
