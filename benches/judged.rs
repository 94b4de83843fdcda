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
    judged::intervals_of_rates_hold_the_known_difference();
    judged::intervals_of_means_and_quantiles_hold_the_known_difference();
    judged::twins_with_luck_of_their_own_are_seldom_called_different();
    judged::looking_again_and_again_calls_no_more_twins_different();
    judged::an_objective_on_the_edge_is_held_by_its_interval_wherever_it_ends();
    judged::the_best_is_kept_and_what_is_chosen_is_within_the_margin();
}
