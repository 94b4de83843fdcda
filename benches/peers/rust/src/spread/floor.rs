//! The floor: Dijkstra's algorithm whose delays are functions of replication and edge, on flat arrays.

use super::Spread;
use crate::graph::Graph;
use crate::lists::{Calendar, List};
use crate::luck::{addressed, mixed, uniform};

/// Ticks in a unit of time: 32 bits hold 64 units.
const TICKS: f64 = (1u64 << 26) as f64;
/// Nodes in the low bits of a key, ticks above them.
const NODE_BITS: u32 = 32;

/// What replications use again.
pub struct Floor {
    /// The earliest time found for a node; 0 once it is taken, so that nothing is earlier.
    tentative: Vec<u32>,
    list: Calendar,
}

impl Floor {
    /// Buffers for a graph.
    pub fn new(graph: &Graph) -> Self {
        // About half as many days in a unit of time as there are nodes, a year of some eight units.
        let fine = graph.nodes().ilog2().clamp(4, 24);
        Self {
            tentative: vec![0; graph.nodes()],
            list: Calendar::new(NODE_BITS + 26 + 1 - fine, fine + 2),
        }
    }

    /// One replication, stopped at `until`.
    pub fn run(&mut self, graph: &Graph, seed: u64, until: f64) -> Spread {
        let last = (until * TICKS).min(f64::from(u32::MAX)) as u32;
        let (key, halfway) = (mixed(seed), graph.nodes() / 2);
        let Self { tentative, list } = self;
        tentative.fill(u32::MAX);
        list.clear();
        let mut spread = Spread {
            taken: 0,
            half: f64::NAN,
        };
        tentative[0] = 1;
        list.push(1 << NODE_BITS);
        while let Some(next) = list.pop() {
            let (node, now) = (next as u32 as usize, (next >> NODE_BITS) as u32);
            if tentative[node] != now {
                continue;
            }
            tentative[node] = 0;
            spread.taken += 1;
            if spread.taken == halfway {
                spread.half = f64::from(now) / TICKS;
            }
            let out = graph.out(node);
            for (edge, head) in out.clone().zip(&graph.heads[out]) {
                let before = tentative[*head as usize].min(last);
                if before <= now {
                    continue;
                }
                let left = f64::from(before - now);
                let drawn = uniform(addressed(key, edge as u64));
                // -ln u is at least 1 - u, which spares most logarithms.
                if (1.0 - drawn) * TICKS >= left {
                    continue;
                }
                let delay = -drawn.ln() * TICKS;
                if delay < left {
                    let at = (now + delay as u32).max(2);
                    tentative[*head as usize] = at;
                    list.push(u64::from(at) << NODE_BITS | u64::from(*head));
                }
            }
        }
        spread
    }
}
