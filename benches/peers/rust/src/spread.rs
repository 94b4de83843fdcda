//! W1, spread: from node 0 over a random directed graph, every edge with an exponential delay of mean 1, run to the end.
//! The check value is the time at which half of the nodes are taken; where the spread is stopped, the share taken by then.

mod floor;
mod nexosim;
mod petgraph;
mod simu_des;

use std::sync::Arc;

use crate::Asked;
use crate::graph::Graph;
use crate::measure::measure;

/// What a replication leaves: how many nodes were taken, and when half of them were.
#[derive(Clone, Copy)]
pub struct Spread {
    /// Nodes taken.
    pub taken: usize,
    /// When half of all were taken.
    pub half: f64,
}

/// Plays the program asked for; `false` if there is none of that name.
#[must_use]
pub fn play(asked: &Asked) -> bool {
    let graph = Arc::new(Graph::read(&asked.graph, asked.size).unwrap_or_else(|wrong| {
        eprintln!("{wrong}");
        std::process::exit(2)
    }));
    let mut program: Box<dyn FnMut(u64, f64) -> Spread> = match asked.system.as_str() {
        "floor" => {
            let mut floor = floor::Floor::new(&graph);
            let graph = graph.clone();
            Box::new(move |seed, until| floor.run(&graph, seed, until))
        }
        "petgraph" => {
            let mut petgraph = petgraph::Petgraph::new(&graph);
            Box::new(move |seed, _| petgraph.run(seed))
        }
        "nexosim" => {
            let graph = graph.clone();
            Box::new(move |seed, until| nexosim::run(&graph, seed, until))
        }
        "simu-des" => {
            let graph = graph.clone();
            Box::new(move |seed, until| simu_des::run(&graph, seed, until))
        }
        _ => return false,
    };
    let (edges, nodes) = (graph.heads.len() as f64, graph.nodes() as f64);
    match asked.stop_share {
        None => measure(asked, edges, |seed| program(seed, f64::INFINITY).half),
        Some(share) => {
            let until = time_of_share(&graph, share);
            measure(asked, edges, |seed| program(seed, until).taken as f64 / nodes);
        }
    }
    true
}

/// The time at which so large a share of the nodes is taken on average, by bisection over pilot runs.
fn time_of_share(graph: &Graph, share: f64) -> f64 {
    let mut floor = floor::Floor::new(graph);
    let mut mean = |until: f64| {
        (0..200)
            .map(|seed| floor.run(graph, seed, until).taken as f64)
            .sum::<f64>()
            / 200.0
    };
    let (mut low, mut high) = (0.0, 30.0);
    for _ in 0..30 {
        let middle = f64::midpoint(low, high);
        if mean(middle) < share * graph.nodes() as f64 {
            low = middle
        } else {
            high = middle
        }
    }
    low
}
