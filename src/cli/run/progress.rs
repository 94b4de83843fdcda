//! The progress bar: on standard error, if somebody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::streams::Streams;

/// How a run comes along.
#[derive(Debug)]
pub(in crate::cli) struct Progress {
    bar: ProgressBar,
}

/// Told more often, a bar would cost more than the play.
const EVERY: u64 = 64;
const TEMPLATE: &str =
    "  {msg} {bar:24.cyan/dim} {percent:>3} %  {human_pos}/{human_len}  {per_sec}  {eta} left";

impl Progress {
    /// A bar, or none if nobody watches or none is wanted.
    pub(in crate::cli) fn new(streams: &Streams, quiet: bool, what: &str) -> Self {
        let shown = streams.is_watched() && !quiet;
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("━╸─"));
        }
        bar.set_message(what.to_owned());
        Self { bar }
    }

    /// So many of so many are played.
    pub(in crate::cli) fn tell(&self, done: u64, of: u64) {
        if done == 1 || done == of || done.is_multiple_of(EVERY) {
            self.bar.set_length(of);
            self.bar.set_position(done);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
