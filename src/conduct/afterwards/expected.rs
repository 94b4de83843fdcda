//! What the simulation expected: the same exercise without people, many times, and once with the room's own luck.

use crate::engine::{Plan, Play};
use crate::time::SimTime;

use super::actual::Actual;

/// What simulated people would have done.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Replications with luck of their own.
    pub replications: Vec<Actual>,
    /// The room's own incident with simulated people: the same luck, other answers.
    pub twin: Actual,
}

/// Plays the exercise without people: replications 1 to `count`, and the room's own `replication`, each to its horizon. The room's own is left
/// out of the others, so that it is not compared with itself.
pub fn expected(plan: &Plan<'_>, replication: u64, count: u64) -> Expected {
    let mut play = Play::new(plan);
    let horizon = SimTime::ZERO + plan.exercise.horizon;
    let mut played = |number: u64| {
        play.incident(number);
        Actual::of(&play, horizon)
    };
    let twin = played(replication);
    let others = (1..=count).filter(|&number| number != replication);
    Expected {
        replications: others.map(&mut played).collect(),
        twin,
    }
}
