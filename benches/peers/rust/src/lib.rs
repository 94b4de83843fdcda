//! Peers of Outrun in Rust: the floor programs, petgraph, NexoSim and simu-des on the workloads W1 to W4.
//! They share no code with the product. `README.md` beside this package says how they are run.

pub mod exercise;
pub mod graph;
pub mod hold;
pub mod lists;
pub mod luck;
pub mod measure;
pub mod spread;
pub mod workflow;

/// What the command line asks for.
pub struct Asked {
    /// `w1` to `w4`.
    pub workload: String,
    /// The program.
    pub system: String,
    /// Nodes, steps or pending events.
    pub size: usize,
    /// CPU seconds to play for.
    pub seconds: f64,
    /// Where the seeds of replications come from.
    pub seed: u64,
    /// W1: the share of nodes at which the spread is stopped.
    pub stop_share: Option<f64>,
    /// W1: the file of the graph.
    pub graph: String,
    /// W4: the tables of the exercise.
    pub tables: String,
    /// W4: where the records go.
    pub out: String,
}
