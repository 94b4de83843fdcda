//! The clock of a long run: when it pauses to be kept, and what the bar shows meanwhile.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::cli::arguments::PlayArguments;
use crate::cli::stopwatch::Stopwatch;
use crate::cli::streams::Streams;

use super::progress::Progress;

/// A long run is kept for the first time after this, and then so often.
const EVERY: Duration = Duration::from_secs(2);
/// The longer a run lasts, the longer the stretches: one in a hundred parts of what it took is never played twice in vain.
const OF_ALL: u32 = 100;
/// Keeping takes at most one in so many parts of the time.
const COST: u32 = 20;
/// The clock is read about so often: reading it at each replication would cost more than some of them.
const READ: f64 = 0.05;

/// The pace of a run.
#[derive(Debug)]
pub(in crate::cli) struct Pace {
    pub(super) progress: Progress,
    pub(super) pause: AtomicBool,
    /// So many are played when the clock is read next.
    next: AtomicU64,
    stretch: Mutex<Stretch>,
    began: Stopwatch,
    every: Option<Duration>,
}

#[derive(Debug)]
struct Stretch {
    began: Stopwatch,
    /// How many were played before it.
    from: u64,
    lasts: Duration,
}

impl Pace {
    /// Begins now; `every` is how long a stretch lasts, where somebody says so.
    pub(super) fn new(streams: &Streams, play: &PlayArguments, every: Option<Duration>, what: &str) -> Self {
        let began = Stopwatch::start();
        Self {
            progress: Progress::new(streams, play.quiet, what),
            pause: AtomicBool::new(false),
            next: AtomicU64::new(1),
            stretch: Mutex::new(Stretch {
                began,
                from: 0,
                lasts: every.unwrap_or(EVERY),
            }),
            began,
            every,
        }
    }

    /// So many of so many are played.
    pub(super) fn tell(&self, done: u64, of: u64) {
        if done < self.next.load(Ordering::Relaxed) && done != of {
            return;
        }
        let stretch = self.stretch();
        let since = stretch.began.elapsed();
        #[expect(clippy::cast_precision_loss, reason = "counts of replications")]
        let rate = done.saturating_sub(stretch.from) as f64 / since.as_secs_f64().max(1e-6);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of replications in a moment"
        )]
        let step = (rate * READ) as u64;
        self.next.store(done + step.max(1), Ordering::Relaxed);
        if since >= stretch.lasts {
            self.pause.store(true, Ordering::SeqCst);
        }
        drop(stretch);
        self.progress.set(done, of);
    }

    /// Another stretch begins behind so many; to keep the last took so long.
    pub(super) fn go_on(&self, done: u64, took: Duration) {
        let lasts = self.every.unwrap_or_else(|| {
            let grown = EVERY.max(self.began.elapsed() / OF_ALL);
            grown.max(took.saturating_mul(COST))
        });
        *self.stretch() = Stretch {
            began: Stopwatch::start(),
            from: done,
            lasts,
        };
        self.next.store(done + 1, Ordering::Relaxed);
    }

    fn stretch(&self) -> MutexGuard<'_, Stretch> {
        // Whoever panicked while it was held has ended the run; its values are whole.
        self.stretch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
