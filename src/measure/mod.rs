//! What the replications say: observations become estimates with intervals.

pub mod estimate;
