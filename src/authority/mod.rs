//! Who may decide: the rules of the playbook held against a matter, and the graph of who may do what.
//!
//! Rule matching (R1) and the choice of actions (R6) stand here once, for the engine that plays them and for
//! the checks that prove things about them. The [`AuthorityGraph`] holds people, the ways to find them, rights,
//! actions and assets, with typed edges; [`Presence`] says who is there when; [`AssetClass`]es put together
//! what no rule can tell apart. A [`Contact`] is what a chain does from an instant on while nobody answers, and
//! [`Answering`] how long that lasts: no sooner than, no later than, on average.
//!
//! May import: `time`, `chance`, `model`. Promises: no luck, no state.

mod answering;
mod build;
mod chain;
mod class;
mod contact;
mod graph;
mod instant;
mod matching;
mod mean;
mod people;
mod presence;
mod runbook;
mod selection;

pub use answering::{AnswerTime, Answering, greatest};
pub use chain::{Asked, WholeChain};
pub use class::{AssetClass, ClassId, Classes};
pub use contact::{Contact, Page};
pub use graph::{AuthorityGraph, Link, Vertex};
pub use instant::{Addressee, State};
pub use matching::{Conditions, Matter, RuleBook};
pub use people::{holders, people_of};
pub use presence::{Hours, Presence, intersect_spans};
pub use runbook::Runbook;
pub use selection::{Selection, selects};
