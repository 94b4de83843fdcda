//! The changes that buy most, and what each piece of authority is worth.
//!
//! [`catalogue`] makes the changes that may be tried of an alternative, each an [`Idea`] that writes itself as a change in
//! RON over what is there; [`Base::with`] makes the alternative that comes of it; [`search`] plays them and takes one after
//! another.

mod base;
mod bounds;
mod catalogue;
mod estimates;
mod idea;
mod interactions;
mod pieces;
mod player;
mod score;
mod screen;
mod search;
mod slot;
mod text;
mod worth;

pub use base::{ADDED_FALSE_ALARMS, Base};
pub use bounds::Bounds;
pub use catalogue::catalogue;
pub use estimates::{EstimateSettings, Estimates, estimate};
pub use idea::{Clue, Idea, Kind};
pub use interactions::Tried;
pub use pieces::Piece;
pub use player::{SELECTED_FROM, SearchSettings};
pub use score::{COSTS, Score};
pub use screen::{Contender, LEAST_GAIN};
pub use search::{Found, GUARANTEE, RULE, Step, changes_of, search};
pub use worth::{Valued, Worth, worth};
