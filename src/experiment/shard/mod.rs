//! One run in pieces: a split of its replications, the parts that are played of it, and how they come together.
//!
//! A part says which plan it belongs to and what a known replication gave where it was played, so that what was torn,
//! changed, played of other inputs or by another engine is refused, and never mixed in (K12).

mod assembly;
mod known_answer;
mod part;
mod split;

pub use assembly::{Assembly, Refusal, Whole};
pub use known_answer::known_answer;
pub use part::{Identity, Part, Torn, decode, encode};
pub use split::Split;
