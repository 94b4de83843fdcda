//! What measured answers say: `outrun/fit/1`, and one screen of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::conduct::fitting::{Fitted, Of, Range};

use super::Input;
use super::terminal::{Canvas, Tone, duration_of_seconds};

/// What `exercise fit --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/fit/1")]
pub struct FitDocument {
    /// `outrun/fit/1`.
    pub schema: String,
    /// The version of Outrun.
    pub version: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The alternative whose values observations were weighed against.
    pub alternative: String,
    /// The tables of observations, with their hashes.
    pub from: Vec<Input>,
    /// How many observations were reckoned with.
    pub observations: u64,
    /// The fits: acknowledgements by profile, then decisions by right.
    pub fitted: Vec<Fitted>,
    /// The rows that say nothing here.
    pub left_out: Vec<RowLeftOut>,
}

/// A row that was not reckoned with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowLeftOut {
    /// The table.
    pub file: String,
    /// The line in it; the headings are the first.
    pub line: u64,
    /// Why.
    pub because: String,
}

impl FitDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/fit/1";
}

/// So many rows that were left out are told one by one.
const MOST_LEFT_OUT: usize = 8;

/// Writes it for people.
pub fn fit_screen(of: &FitDocument, canvas: &mut Canvas) {
    let words = format!("{} · alternative {}", of.exercise, of.alternative);
    let observations = if of.observations == 1 {
        "what 1 answer says".to_owned()
    } else {
        format!("what {} answers say", of.observations)
    };
    canvas.heading(&observations, &words);
    canvas.hang(
        "",
        0,
        "weighed against what is played; nine in ten of what is possible lie in the brackets",
        Tone::Quiet,
    );
    for fitted in &of.fitted {
        one(fitted, canvas);
    }
    left_out(of, canvas);
}

fn one(fitted: &Fitted, canvas: &mut Canvas) {
    let roles = fitted.roles.join(", ");
    let remark = if roles.is_empty() {
        String::new()
    } else {
        format!("observed: {roles}")
    };
    canvas.heading(&title(&fitted.of), &remark);
    let median = (&fitted.before.median, &fitted.after.median);
    row("median", median, canvas, |seconds| duration_of_seconds(seconds));
    let nine = format!(
        "  {:<9} {} → {}",
        "9 in 10",
        duration_of_seconds(fitted.before.nine_in_ten),
        duration_of_seconds(fitted.after.nine_in_ten)
    );
    canvas.line(&nine);
    if let Some(share) = &fitted.share {
        row("answered", (&share.before, &share.after), canvas, percent);
    }
    canvas.hang("  ", 2, &sentence(fitted), Tone::Strong);
    canvas.hang("  ", 2, &weights(fitted), Tone::Quiet);
}

fn title(of: &Of) -> String {
    match of {
        Of::Acknowledgement { profile, presence } => format!("pages to {profile}, {}", presence.word()),
        Of::Decision { right } => format!("deciding under {right}"),
    }
}

fn row(name: &str, (before, after): (&Range, &Range), canvas: &mut Canvas, words: fn(f64) -> String) {
    let range = |range: &Range| {
        format!(
            "{} ({} to {})",
            words(range.value),
            words(range.low),
            words(range.high)
        )
    };
    canvas.line(&format!("  {name:<9} {} → {}", range(before), range(after)));
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// How little a few observations tell, in a sentence.
pub fn sentence(fitted: &Fitted) -> String {
    let (before, after) = (&fitted.before.median, &fitted.after.median);
    let open = if fitted.open > 0 {
        format!(" ({} without an answer)", fitted.open)
    } else {
        String::new()
    };
    let (observations, verb) = match fitted.observations() {
        1 => ("1 observation".to_owned(), "moves"),
        count => (format!("{count} observations"), "move"),
    };
    format!(
        "{observations}{open} {verb} the median from {} to {}; the range is still {} to {}.",
        duration_of_seconds(before.value),
        duration_of_seconds(after.value),
        duration_of_seconds(after.low),
        duration_of_seconds(after.high)
    )
}

fn weights(fitted: &Fitted) -> String {
    let source = fitted.preset.as_ref().map_or_else(
        || "what is written".to_owned(),
        |preset| format!("the preset {preset}"),
    );
    let share = fitted.share.as_ref().map_or_else(String::new, |share| {
        format!(", of the share as {:.1}", share.weight)
    });
    format!(
        "Of the median {source} counts as {:.1} observations{share}.",
        fitted.weight
    )
}

fn left_out(of: &FitDocument, canvas: &mut Canvas) {
    if of.left_out.is_empty() {
        return;
    }
    canvas.heading("left out", &format!("{} rows", of.left_out.len()));
    for row in of.left_out.iter().take(MOST_LEFT_OUT) {
        let words = format!("{} line {}: {}", row.file, row.line, row.because);
        canvas.hang("  · ", 4, &words, Tone::Doubtful);
    }
    let more = of.left_out.len().saturating_sub(MOST_LEFT_OUT);
    if more > 0 {
        canvas.line(&format!("  and {more} more; `--format json` has all of them"));
    }
}
