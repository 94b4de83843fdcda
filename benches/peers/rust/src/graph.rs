//! The graph of W1: directed, random, eight edges a node on average, no loops, no parallel edges.

use crate::luck::{Stream, mixed};

/// Edges by tail: those of `node` are `heads[starts[node]..starts[node + 1]]`.
pub struct Graph {
    /// Where the edges of each node begin; one more entry than nodes.
    pub starts: Vec<u32>,
    /// The head of each edge.
    pub heads: Vec<u32>,
}

impl Graph {
    /// The graph of so many nodes, always the same.
    #[must_use]
    pub fn of(nodes: usize) -> Self {
        let mut stream = Stream::new(mixed(nodes as u64));
        let mut edges: Vec<u64> = Vec::with_capacity(8 * nodes);
        while edges.len() < 8 * nodes {
            for _ in edges.len()..8 * nodes {
                let (tail, head) = (stream.below(nodes as u64), stream.below(nodes as u64));
                if tail != head {
                    edges.push(tail << 32 | head);
                }
            }
            edges.sort_unstable();
            edges.dedup();
        }
        let mut starts = vec![0; nodes + 1];
        for edge in &edges {
            starts[(edge >> 32) as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self {
            starts,
            heads: edges.iter().map(|edge| *edge as u32).collect(),
        }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// The numbers of the edges that leave a node.
    #[must_use]
    pub fn out(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }
}
