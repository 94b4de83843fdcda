//! The progress bar: on standard error, if somebody watches.

use std::fmt::Write;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use unicode_width::UnicodeWidthStr;

use crate::cli::streams::Streams;

use super::screen::Screen;

/// How a run comes along.
#[derive(Debug)]
pub(in crate::cli) struct Progress {
    bar: ProgressBar,
}

/// Told more often, a bar would cost more than the play.
const EVERY: u64 = 64;
/// Drawn so often in a second.
const HERTZ: u8 = 20;
/// Where nobody says how wide the terminal is.
const COLUMNS: usize = 80;
/// The bar itself is as long as it can be between these.
const BAR: (usize, usize) = (6, 16);
/// Before what is known already, where there is room.
const SO_FAR: &str = "outrun so far: ";

impl Progress {
    /// A bar, or none if nobody watches or none is wanted.
    pub(in crate::cli) fn new(streams: &Streams, quiet: bool, what: &str) -> Self {
        let shown = streams.is_watched() && !quiet;
        let target = if shown {
            ProgressDrawTarget::term_like_with_hz(Box::new(Screen::new()), HERTZ)
        } else {
            ProgressDrawTarget::hidden()
        };
        let progress = Self {
            bar: ProgressBar::with_draw_target(Some(0), target),
        };
        progress.bar.set_prefix(what.to_owned());
        progress.lay_out(columns());
        progress
    }

    /// As it fits into so many columns: a line that wraps cannot be taken away again.
    fn lay_out(&self, columns: usize) {
        let digits = HumanCount(self.bar.length().unwrap_or(0)).to_string().len();
        let mut template = layout(columns, self.bar.prefix().width(), digits);
        if !self.bar.message().is_empty() {
            template.push_str("\n  {wide_msg}");
        }
        if let Ok(style) = ProgressStyle::with_template(&template) {
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
        if self.bar.length() != Some(of) {
            self.bar.set_length(of);
            self.lay_out(columns());
        }
        self.bar.set_position(done);
    }

    /// So many were played before: rate and time left are of those that follow.
    pub(super) fn begin_behind(&self, done: u64) {
        self.bar.set_position(done);
        self.bar.reset_eta();
    }

    /// What is known by now of each alternative, in a line.
    pub(super) fn estimate(&self, words: &[String]) {
        let columns = columns();
        self.bar.set_message(fitted(words, columns.saturating_sub(3)));
        // The terminal may have another width by now.
        self.lay_out(columns);
    }
}

/// How wide the terminal is that the bar is drawn on.
fn columns() -> usize {
    let size = terminal_size::terminal_size_of(std::io::stderr());
    size.map_or(COLUMNS, |(width, _)| usize::from(width.0))
}

/// The template of a line that fits into so many columns, with a prefix so wide and counts of so many characters.
fn layout(columns: usize, prefix: usize, digits: usize) -> String {
    // ` 100 %`, ` 99m left`, ` 1,000,000/s`, each with a space more; and one column stays free.
    let left = columns.saturating_sub(prefix + 2 + 6 + 11 + 1);
    let counts = 2 * digits + 3;
    let rate = 13;
    let mut template = "  {prefix}".to_owned();
    if left > counts + rate + BAR.0 {
        let bar = (left - counts - rate - 1).min(BAR.1);
        template.push_str(&format!(" {{bar:{bar}.cyan/dim}}"));
    }
    template.push_str(" {percent:>3} %");
    if left >= counts {
        template.push_str("  {human_pos}/{human_len}");
    }
    if left >= counts + rate {
        template.push_str("  {rate}/s");
    }
    if columns < prefix + 2 + 6 + 11 + 1 {
        return "  {percent:>3} %  {eta} left".to_owned();
    }
    template.push_str("  {eta} left");
    template
}

/// As many of the words as fit whole into so many columns.
fn fitted(words: &[String], columns: usize) -> String {
    for head in [SO_FAR, ""] {
        for count in (1..=words.len()).rev() {
            let shown: Vec<&str> = words.iter().take(count).map(String::as_str).collect();
            let more = match words.len() - count {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            let line = format!("{head}{}{more}", shown.join(", "));
            if line.width() <= columns {
                return line;
            }
        }
    }
    words.first().cloned().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::{fitted, layout};

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for columns in 24..200 {
            for prefix in ["playing", "playing until settled", "assumptions of predefined:"] {
                for digits in [1, 5, 7, 11] {
                    let template = layout(columns, prefix.len(), digits);
                    let count = "9".repeat(digits);
                    let mut line = template
                        .replace("{prefix}", prefix)
                        .replace("{percent:>3}", "100")
                        .replace("{human_pos}", &count)
                        .replace("{human_len}", &count)
                        .replace("{rate}", "1,000,000")
                        .replace("{eta}", "59m");
                    for bar in 0..=16 {
                        line = line.replace(&format!("{{bar:{bar}.cyan/dim}}"), &"━".repeat(bar));
                    }
                    assert!(
                        !line.contains('{') && line.chars().count() < columns,
                        "{columns}: {line}"
                    );
                }
            }
        }
        assert!(layout(80, "playing".len(), 7).contains("{bar:16"));
    }

    #[test]
    fn an_interval_is_told_whole_or_not_at_all() {
        let words = ["as-is 98.6 % [98.3, 98.9]", "predefined 13.0 % [12.1, 13.8]"].map(str::to_owned);
        assert_eq!(
            fitted(&words, 77),
            "outrun so far: as-is 98.6 % [98.3, 98.9], predefined 13.0 % [12.1, 13.8]"
        );
        assert_eq!(
            fitted(&words, 55),
            "outrun so far: as-is 98.6 % [98.3, 98.9], and 1 more"
        );
        assert_eq!(fitted(&words, 37), "as-is 98.6 % [98.3, 98.9], and 1 more");
        assert_eq!(fitted(&words[..1], 26), "as-is 98.6 % [98.3, 98.9]");
    }
}
