//! Who may decide: the rules of the playbook held against a matter.
//!
//! Rule matching (R1) and the choice of actions (R6) stand here once, for the engine that plays them and for
//! the checks that prove things about them.
//!
//! May import: `time`, `chance`, `model`. Promises: no luck, no state.

mod matching;
mod runbook;
mod selection;

pub use matching::{Matter, RuleBook};
pub use runbook::Runbook;
pub use selection::{Selection, selects};
