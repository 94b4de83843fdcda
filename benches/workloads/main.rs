//! Outrun on three workloads that other simulators can play too, each as an exercise built in memory and played by the same public
//! calls as any other: an attack that spreads (`w1`), an incident that is escalated (`w2`), the list of events by itself (`w3`).
//!
//! ```text
//! cargo bench --bench workloads -- figures w1 --nodes 10000 --seconds 5 [--stop-share 0.01] [--threads 2] [--seed 7]
//! cargo bench --bench workloads -- figures w2 --seconds 5 [--threads 2]
//! cargo bench --bench workloads -- figures w3 --nodes 1000 --seconds 5
//! cargo bench --bench workloads -- graph --nodes 10000
//! cargo bench --bench workloads -- --test
//! ```
//!
//! `figures` prints one line of JSON: see `meter::Figures`. Every replication has luck of its own and every call another seed, because
//! a repeated replication is learnt by the branch predictor and flatters. `--replications` plays exactly so many instead of for so many
//! seconds, which is what counts of instructions need. `graph` prints the edges of `w1`, `tail head` on a line, for those who
//! compare. `--test` plays a little of each and says nothing.

mod hold;
mod meter;
mod spread;
mod workflow;

use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};

use clap::{Args, Parser, Subcommand, ValueEnum};

use meter::{Figures, Span};

#[derive(Parser)]
struct Command {
    #[command(subcommand)]
    what: Option<What>,
    /// Plays a little of each.
    #[arg(long)]
    test: bool,
    /// Cargo says so.
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum What {
    /// Plays one workload and prints one line of JSON.
    Figures(Wanted),
    /// Prints the edges of the graph that `w1` plays.
    Graph {
        /// How many nodes.
        #[arg(long, default_value_t = 10_000)]
        nodes: usize,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Workload {
    /// An attack that spreads.
    W1,
    /// An incident that is escalated.
    W2,
    /// The list of events by itself.
    W3,
}

#[derive(Args)]
struct Wanted {
    workload: Workload,
    /// Nodes of the estate (`w1`), or events that wait (`w3`).
    #[arg(long, default_value_t = 10_000)]
    nodes: usize,
    /// CPU seconds of each thread.
    #[arg(long, default_value_t = 1.0)]
    seconds: f64,
    /// Exactly so many replications (`w3`: events) of each thread instead.
    #[arg(long)]
    replications: Option<u64>,
    /// So many replications of each thread are played before those that count (`w1`, `w2`): memory is made by the first of them. One, or none where
    /// exactly so many replications are wanted.
    #[arg(long)]
    warm_up: Option<u64>,
    /// Stop when about this share of the nodes has fallen (`w1`).
    #[arg(long)]
    stop_share: Option<f64>,
    /// How many threads play.
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// The seed; another for each call unless it is given.
    #[arg(long)]
    seed: Option<u64>,
}

fn figures(wanted: &Wanted) -> Figures {
    let span = match wanted.replications {
        Some(count) => Span::Count(count),
        None => Span::Seconds(wanted.seconds),
    };
    let warm_up = wanted.warm_up.unwrap_or(match span {
        Span::Count(_) => 0,
        Span::Seconds(_) => 1,
    });
    let seed = wanted.seed.unwrap_or_else(|| RandomState::new().hash_one(0));
    let way = meter::Way {
        span,
        warm_up,
        threads: wanted.threads,
        seed,
    };
    match wanted.workload {
        Workload::W1 => spread::play(wanted.nodes, wanted.stop_share, &way),
        Workload::W2 => workflow::play(&way),
        Workload::W3 => hold::play(wanted.nodes, span, seed),
    }
}

fn smoke() {
    for (workload, nodes, stop_share) in [
        (Workload::W1, 300, None),
        (Workload::W1, 300, Some(0.1)),
        (Workload::W2, 0, None),
        (Workload::W3, 100, None),
    ] {
        let figures = figures(&Wanted {
            workload,
            nodes,
            seconds: 0.0,
            replications: Some(100),
            warm_up: None,
            stop_share,
            threads: 2,
            seed: None,
        });
        assert!(figures.check > 0.0, "{}", figures.line());
    }
}

fn main() -> io::Result<()> {
    let command = Command::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match command.what {
        Some(What::Figures(wanted)) => writeln!(out, "{}", figures(&wanted).line())?,
        Some(What::Graph { nodes }) => {
            for (tail, head) in spread::edges(nodes) {
                writeln!(out, "{tail} {head}")?;
            }
        }
        None => smoke(),
    }
    out.flush()
}
