//! How long something took: the one place of the program that reads a clock of the machine.
#![expect(
    clippy::disallowed_types,
    reason = "how long the program takes, never what it plays"
)]

use std::time::Duration;

/// Runs from when it was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// From now on.
    pub(super) fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// Since then.
    pub(super) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
