//! Ctrl-C: the first asks the run to end, the second ends the program.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use super::status::Status;

static ASKED: AtomicBool = AtomicBool::new(false);
/// What the program ends with when it is asked a second time.
static AT_ONCE: AtomicU8 = AtomicU8::new(Status::Interrupted.number());

/// From now on Ctrl-C and a request to terminate set the flag that is given back.
pub(super) fn listen() -> &'static AtomicBool {
    // Without a handler Ctrl-C ends the program as it always does: nothing is lost but the partial result.
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            end_now();
        }
    });
    &ASKED
}

/// The same for a command that schedulers ask again: ended at once, it says so too.
pub(super) fn listen_for_schedulers() {
    AT_ONCE.store(Status::Retry.number(), Ordering::Relaxed);
    let _ = listen();
}

/// Whether the user has asked the run to end.
pub(super) fn is_asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

#[expect(clippy::exit, reason = "asked a second time, the user will not wait")]
fn end_now() {
    std::process::exit(i32::from(AT_ONCE.load(Ordering::Relaxed)));
}
