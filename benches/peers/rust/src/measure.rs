//! What every program prints: one line of JSON with CPU time a unit, the check value and the peak of memory.

use cpu_time::ProcessTime;
use serde::Serialize;

use crate::Asked;
use crate::luck::mixed;

/// One line of figures.
#[derive(Serialize)]
pub struct Line<'a> {
    /// `w1` to `w4`.
    pub workload: &'a str,
    /// Which program played it.
    pub system: &'a str,
    /// Nodes, steps or pending events.
    pub size: usize,
    /// CPU nanoseconds for an edge, an incident, an event or a replication.
    pub ns: f64,
    /// How many replications were played.
    pub replications: u64,
    /// The mean of what is held against the other programs.
    pub check: f64,
    /// Its standard error.
    pub error: f64,
    /// Peak of resident memory in MB.
    pub mb: f64,
}

/// Plays replications with fresh seeds until the CPU time is over, and prints the line. A replication does `units` of
/// work and returns its check value. The first one, unmeasured, fills caches and pools.
pub fn measure(asked: &Asked, units: f64, mut replication: impl FnMut(u64) -> f64) {
    let mut key = mixed(asked.seed);
    let mut fresh = || {
        key = key.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(key)
    };
    replication(fresh());
    let began = ProcessTime::now();
    let (mut count, mut mean, mut squares) = (0u64, 0.0, 0.0);
    let seconds = loop {
        let value = replication(fresh());
        count += 1;
        let step = value - mean;
        mean += step / count as f64;
        squares += step * (value - mean);
        let spent = began.elapsed().as_secs_f64();
        if spent >= asked.seconds {
            break spent;
        }
    };
    let error = if count > 1 {
        (squares / (count - 1) as f64 / count as f64).sqrt()
    } else {
        f64::NAN
    };
    print(&Line {
        workload: &asked.workload,
        system: &asked.system,
        size: asked.size,
        ns: seconds * 1e9 / (count as f64 * units),
        replications: count,
        check: mean,
        error: if error.is_finite() { error } else { 0.0 },
        mb: peak_memory(),
    });
}

/// Prints a line of figures.
pub fn print(line: &Line) {
    println!("{}", serde_json::to_string(line).expect("figures are plain"));
}

/// The most memory that this process has held, in MB; 0 where the system does not say.
#[must_use]
pub fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}
