//! Checks: what must go wrong with a plan, proved of it as it is written, without playing it.
//!
//! Holds [`RULES`], one file for each under `rules/`, sorted by code; the [`Context`] that rules look at; and
//! [`check`], which runs them over the alternatives of an exercise, applies what the exercise says about
//! findings, and sorts them, the worst first.
//!
//! May import: `time`, `chance`, `model`, `authority`, `document`. Promises: no luck, no I/O; what is found is
//! proved of the written plan, not of entitlements in the cloud; the same inputs give the same findings.

mod absence;
mod build;
mod context;
mod cover;
mod finding;
mod governing;
mod rule;
mod rules;
mod run;
mod settings;
mod window;
mod words;

pub use context::Context;
pub use finding::{Counterexample, Edit, Finding, Fix, Level};
pub use governing::{Governing, Subject};
pub use rule::{Rule, rule_of};
pub use rules::RULES;
pub use run::{Checked, check};
pub use window::check_window;
