//! CPU time, memory, and the line of JSON.

use std::fs;
use std::thread;

use cpu_time::ThreadTime;
use serde_json::json;

/// For how long something is played.
#[derive(Clone, Copy)]
pub(crate) enum Span {
    /// So many CPU seconds of a thread.
    Seconds(f64),
    /// So many times.
    Count(u64),
}

/// How something is played.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) span: Span,
    /// How many replications each thread plays before those that count.
    pub(crate) warm_up: u64,
    pub(crate) threads: usize,
    pub(crate) seed: u64,
}

/// What one call measured.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) workload: &'static str,
    /// Nodes of the estate, or events that wait.
    pub(crate) nodes: usize,
    pub(crate) edges: usize,
    pub(crate) threads: usize,
    pub(crate) stop_share: Option<f64>,
    pub(crate) seed: u64,
    /// Replications, or holds.
    pub(crate) count: u64,
    /// CPU seconds of all threads.
    pub(crate) cpu_seconds: f64,
    /// What a replication is counted in: edges of the graph, incidents, events.
    pub(crate) unit: &'static str,
    pub(crate) units_each: f64,
    /// The mean that peers must agree with, and its standard error.
    pub(crate) check: f64,
    pub(crate) check_error: f64,
    pub(crate) check_is: &'static str,
    /// Memory of the plan that threads share, for each node.
    pub(crate) plan_bytes_per_node: f64,
    /// Memory of one thread when all is played, for each node.
    pub(crate) worker_bytes_per_node: f64,
    /// Memory of one thread before anything is played, for each node.
    pub(crate) worker_bytes_per_node_at_rest: f64,
}

impl Figures {
    /// One line of JSON.
    #[expect(clippy::cast_precision_loss, reason = "a count of replications")]
    pub(crate) fn line(&self) -> String {
        let count = self.count.max(1) as f64;
        json!({
            "workload": self.workload, "nodes": self.nodes, "edges": self.edges, "threads": self.threads,
            "stop_share": self.stop_share, "seed": self.seed, "replications": self.count,
            "cpu_seconds": self.cpu_seconds, "rate": count / self.cpu_seconds, "unit": self.unit,
            "ns_per_unit": self.cpu_seconds * 1e9 / (count * self.units_each),
            "us_per_replication": self.cpu_seconds * 1e6 / count,
            "check": self.check, "check_error": self.check_error, "check_is": self.check_is, "peak_mb": peak_mb(),
            "plan_bytes_per_node": self.plan_bytes_per_node, "worker_bytes_per_node": self.worker_bytes_per_node,
            "worker_bytes_per_node_at_rest": self.worker_bytes_per_node_at_rest,
        })
        .to_string()
    }
}

/// CPU seconds of this thread, to the microsecond: what the scheduler has booked is some milliseconds behind, too much for a thousand
/// replications.
pub(crate) fn cpu_seconds() -> f64 {
    ThreadTime::now().as_duration().as_secs_f64()
}

/// The most memory that the process has had, in megabytes; 0 where the system does not say.
fn peak_mb() -> f64 {
    let told = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

/// What was added up over replications.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sums {
    pub(crate) count: u64,
    pub(crate) cpu_seconds: f64,
    sum: f64,
    squares: f64,
    pub(crate) bytes: usize,
}

impl Sums {
    #[expect(clippy::cast_precision_loss, reason = "a count of replications")]
    pub(crate) fn mean(&self) -> f64 {
        self.sum / self.count as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "a count of replications")]
    pub(crate) fn error(&self) -> f64 {
        let count = self.count as f64;
        ((self.squares / count - self.mean() * self.mean()).max(0.0) / count).sqrt()
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            count: self.count + other.count,
            cpu_seconds: self.cpu_seconds + other.cpu_seconds,
            sum: self.sum + other.sum,
            squares: self.squares + other.squares,
            bytes: self.bytes.max(other.bytes),
        }
    }
}

/// How many replications lie between two looks at the clock, at most.
const MOST_BETWEEN: u64 = 256;

/// Plays on so many threads: `begin` makes what a thread plays with; it gives the value of a replication by its number, and the
/// memory that it holds in the end.
pub(crate) fn on_threads<'p, P>(way: &Way, begin: impl Fn() -> P + Sync) -> Sums
where
    P: FnMut(u64) -> (f64, usize) + 'p,
{
    let begin = &begin;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..way.threads as u64)
            .map(|thread| scope.spawn(move || on_one(way, thread << 40, begin())))
            .collect();
        let sums = threads.into_iter().filter_map(|thread| thread.join().ok());
        sums.fold(Sums::default(), |all, sums| all.plus(&sums))
    })
}

fn on_one(way: &Way, first: u64, mut play: impl FnMut(u64) -> (f64, usize)) -> Sums {
    let mut sums = Sums::default();
    let mut number = first;
    let mut next = |sums: &mut Sums| {
        number += 1;
        let (value, bytes) = play(number);
        sums.sum += value;
        sums.squares += value * value;
        sums.bytes = bytes;
    };
    for _ in 0..way.warm_up {
        next(&mut sums);
    }
    sums = Sums::default();
    let began = cpu_seconds();
    let span = way.span;
    let mut between = match span {
        Span::Seconds(_) => 1,
        Span::Count(count) => count,
    };
    loop {
        for _ in 0..between {
            next(&mut sums);
        }
        sums.count += between;
        let spent = cpu_seconds() - began;
        let over = match span {
            Span::Seconds(seconds) => spent >= seconds,
            Span::Count(count) => sums.count >= count,
        };
        if over {
            sums.cpu_seconds = spent;
            return sums;
        }
        if let Span::Seconds(seconds) = span
            && spent < seconds / 16.0
        {
            between = (2 * between).min(MOST_BETWEEN);
        }
    }
}
