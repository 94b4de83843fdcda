//! Chance: the luck of a replication, the laws that durations follow, and mathematics that gives
//! the same bits everywhere.
//!
//! Every draw is a pure function of the exercise's seed, the replication's number, the stable key
//! of an entity, a purpose and an ordinal (T4). [`Luck`] is the first two, [`Key`] the third and
//! [`Purpose`] the fourth. Nothing here has a state, so no order of calls, thread or shard can
//! change a draw, and a draw that two alternatives share is the same draw: common random numbers.
//!
//! A [`Distribution`] (T3) turns one uniform number into one duration by inversion. A
//! [`Probability`] is a number from 0 to 1 that was checked once. [`Floors`] tell what a draw is not
//! below before it is made.
//!
//! May import: `time`. Promises: the known answers in `tests/luck.rs` never change
//! without notice, and [`math`] uses software implementations and operations that IEEE 754 rounds
//! correctly (`+ - * /` and the square root) only.

pub mod math;

mod distribution;
mod error;
mod floors;
mod key;
mod law;
mod luck;
mod probability;
mod purpose;
mod sampler;
mod written;

pub use distribution::{Distribution, LONGEST};
pub use error::ChanceError;
pub use floors::Floors;
pub use key::Key;
pub use law::Law;
pub use luck::{Luck, uniform_of};
pub use probability::Probability;
pub use purpose::Purpose;
