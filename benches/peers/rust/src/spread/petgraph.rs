//! petgraph's `dijkstra` on weights drawn afresh for every replication.

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::Spread;
use crate::graph::Graph;
use crate::luck::Stream;

/// The graph as petgraph keeps it, and the weights by edge.
pub struct Petgraph {
    graph: DiGraph<(), ()>,
    weights: Vec<f64>,
}

impl Petgraph {
    /// The same graph.
    pub fn new(of: &Graph) -> Self {
        let mut graph = DiGraph::with_capacity(of.nodes(), of.heads.len());
        for _ in 0..of.nodes() {
            graph.add_node(());
        }
        for tail in 0..of.nodes() {
            for head in &of.heads[of.out(tail)] {
                graph.add_edge(NodeIndex::new(tail), NodeIndex::new(*head as usize), ());
            }
        }
        Self {
            graph,
            weights: vec![0.0; of.heads.len()],
        }
    }

    /// One replication; it cannot be stopped early.
    pub fn run(&mut self, seed: u64) -> Spread {
        let mut stream = Stream::new(seed);
        self.weights
            .iter_mut()
            .for_each(|weight| *weight = stream.exponential());
        let times = petgraph::algo::dijkstra(&self.graph, NodeIndex::new(0), None, |edge| {
            self.weights[edge.id().index()]
        });
        let mut times: Vec<f64> = times.into_values().collect();
        let (taken, halfway) = (times.len(), self.graph.node_count() / 2);
        let (_, half, _) = times.select_nth_unstable_by(halfway - 1, f64::total_cmp);
        Spread { taken, half: *half }
    }
}
