//! What intervals, verdicts and stopping rules promise, judged by a thousand repetitions each; `tests/judged.rs` holds what is judged, and
//! repeats it a few times.

#[path = "../tests/judged.rs"]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "these are tests, which stop at the first thing that is wrong"
)]
mod judged;
#[path = "../tests/small.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod small;

fn main() {
    // A broken build is found by the tests; a thousand repetitions are not for a smoke test.
    if std::env::args().any(|word| word == "--test") {
        return;
    }
    judged::WHOLE.store(true, std::sync::atomic::Ordering::Relaxed);
    for judge in judged::ALL {
        judge();
    }
}
