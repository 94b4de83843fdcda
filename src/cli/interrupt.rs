//! Ctrl-C: the first asks the run to end, the second ends the program.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use super::status::Status;

static ASKED: AtomicBool = AtomicBool::new(false);
/// What the program ends with when it is asked a second time.
static AT_ONCE: AtomicU8 = AtomicU8::new(Status::Interrupted.number());
static LISTENING: Once = Once::new();

/// From now on Ctrl-C and a request to terminate set the flag that is given back.
pub(super) fn listen() -> &'static AtomicBool {
    LISTENING.call_once(handle);
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

/// Without a handler Ctrl-C ends the program as it always does: nothing is lost but the partial result.
#[cfg(unix)]
fn handle() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    // Whoever says `nohup` wants the run to go on when the terminal is gone.
    let hang_up = (!ignores(SIGHUP)).then_some(SIGHUP);
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM].into_iter().chain(hang_up)) else {
        return;
    };
    let _ = std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || signals.forever().for_each(|_| ask()));
}

#[cfg(not(unix))]
fn handle() {
    let _ = ctrlc::set_handler(ask);
}

/// Whether this signal is ignored since the program began, where Linux says so.
#[cfg(unix)]
fn ignores(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & (1 << (signal - 1)) != 0)
}

fn ask() {
    if ASKED.swap(true, Ordering::Relaxed) {
        end_now();
    }
}

#[expect(clippy::exit, reason = "asked a second time, the user will not wait")]
fn end_now() {
    std::process::exit(i32::from(AT_ONCE.load(Ordering::Relaxed)));
}
