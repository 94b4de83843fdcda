//! Checks: what must go wrong with a plan, proved of it as it is written, without playing it.
//!
//! Holds [`RULES`], one file for each under `rules/`, sorted by code; the [`Context`] that rules look at; and
//! [`check`], which runs them over the alternatives of an exercise, applies what the exercise says about
//! findings, and sorts them, the worst first. [`who`] answers for one asset at one instant, [`Coverage`] for every
//! quarter hour of the weeks that the exercise names.
//!
//! May import: `time`, `chance`, `model`, `authority`, `document`. Promises: no luck, no I/O; what is found is
//! proved of the written plan, not of entitlements in the cloud; the same inputs give the same findings.

mod absence;
mod baseline;
mod build;
mod context;
mod controls;
mod cover;
mod coverage;
mod deciding;
mod finding;
mod governing;
mod mend;
mod rule;
mod rules;
mod run;
mod settings;
mod who;
mod who_missing;
mod window;
mod words;

pub use baseline::{Baseline, Compared, Known, about as finding_about};
pub use context::{Context, Duty};
pub use controls::{Control, Framework, cite, cited, controls_of};
pub use coverage::{Cell, Coverage, QUARTERS_OF_A_DAY, QUARTERS_OF_A_WEEK, Row};
pub use deciding::{Deciding, DecisionTime, Path, deciding_owners};
pub use finding::{Counterexample, Edit, Finding, Fix, Level};
pub use governing::{Governing, Subject};
pub use mend::{EditedFile, edited};
pub use rule::{Rule, rule_of};
pub use rules::RULES;
pub use run::{Checked, check};
pub use who::{Question, Somebody, Stage, Step, Who, who};
pub use window::check_window;
