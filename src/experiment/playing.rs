//! Which replication each thread is playing: for the report of a mistake of ours.

use std::cell::Cell;

/// A replication being played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playing {
    /// The seed.
    pub seed: u64,
    /// The replication, from 1.
    pub replication: u64,
    /// It is a false alarm (I2).
    pub false_alarm: bool,
}

thread_local! {
    static PLAYING: Cell<Option<Playing>> = const { Cell::new(None) };
}

/// What this thread is playing; nothing: it has played nothing yet.
pub fn playing() -> Option<Playing> {
    PLAYING.get()
}

/// From now on this thread plays this replication.
pub fn now_playing(playing: Playing) {
    PLAYING.set(Some(playing));
}
