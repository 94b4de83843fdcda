//! The progress bar: on standard error, if somebody watches.

use std::fmt::Write;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::cli::streams::Streams;

/// How a run comes along.
#[derive(Debug)]
pub(in crate::cli) struct Progress {
    bar: ProgressBar,
}

/// Told more often, a bar would cost more than the play.
const EVERY: u64 = 64;
const TEMPLATE: &str =
    "  {prefix} {bar:16.cyan/dim} {percent:>3} %  {human_pos}/{human_len}  {rate}/s  {eta} left";
/// With a second line for what is known already.
const WITH_ESTIMATE: &str = "  {prefix} {bar:16.cyan/dim} {percent:>3} %  {human_pos}/{human_len}  {rate}/s  {eta} left\n  {wide_msg}";

impl Progress {
    /// A bar, or none if nobody watches or none is wanted.
    pub(in crate::cli) fn new(streams: &Streams, quiet: bool, what: &str) -> Self {
        let shown = streams.is_watched() && !quiet;
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let progress = Self {
            bar: ProgressBar::with_draw_target(Some(0), target),
        };
        progress.lay_out(TEMPLATE);
        progress.bar.set_prefix(what.to_owned());
        progress
    }

    fn lay_out(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            let style = style.with_key("rate", rate).progress_chars("━╸─");
            self.bar.set_style(style);
        }
    }

    /// So many of so many are played.
    pub(in crate::cli) fn tell(&self, done: u64, of: u64) {
        if done == 1 || done == of || done.is_multiple_of(EVERY) {
            self.set(done, of);
        }
    }

    /// The same, told no more often than it is worth while.
    pub(super) fn set(&self, done: u64, of: u64) {
        self.bar.set_length(of);
        self.bar.set_position(done);
    }

    /// So many were played before: rate and time left are of those that follow.
    pub(super) fn begin_behind(&self, done: u64) {
        self.bar.set_position(done);
        self.bar.reset_eta();
    }

    /// What is known by now, in a line.
    pub(super) fn estimate(&self, words: String) {
        if self.bar.message().is_empty() {
            self.lay_out(WITH_ESTIMATE);
        }
        self.bar.set_message(words);
    }
}

/// So many in a second: whole numbers where they are large.
fn rate(state: &ProgressState, into: &mut dyn Write) {
    let rate = state.per_sec();
    // A bar that cannot be drawn is none.
    let _ = if rate < 10.0 {
        write!(into, "{rate:.1}")
    } else {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate of a bar"
        )]
        let whole = rate.round() as u64;
        write!(into, "{}", HumanCount(whole))
    };
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
