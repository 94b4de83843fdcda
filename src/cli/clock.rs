//! The clock of this machine, which only this room may read.

use crate::time::WallTime;

/// The instant at which it is asked.
#[expect(
    clippy::disallowed_types,
    reason = "whoever asks now means the clock on the wall"
)]
pub(super) fn now() -> WallTime {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    WallTime::from_millis(i64::try_from(since.unwrap_or_default().as_millis()).unwrap_or(i64::MAX))
}
