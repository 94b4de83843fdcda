//! After an exercise with people: what they really did, held against what the simulation expected.
//!
//! [`expected`] plays the same exercise without people; [`afterwards`] says for each milestone and each decision where the room stands among
//! these replications, and what the same incident, with the same luck, would have given with simulated people. From the differences it proposes
//! strengths and areas for improvement; a proposal is a question to the hot wash, not a verdict.

mod actual;
mod conducted;
mod expected;
mod held;
mod proposed;

pub use actual::{Actual, Decided, Milestone, Subject};
pub use conducted::{Known, conducted, gaps, rated};
pub use expected::{Expected, expected};
pub use held::{Afterwards, DecisionHeld, Held, MilestoneHeld, Percentile, afterwards};
pub use proposed::{Leaning, Proposal};
