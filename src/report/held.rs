//! What people did against what was expected, as lines of 80 columns.

use crate::conduct::afterwards::{Afterwards, Held, Leaning, Percentile};
use crate::model::Exercise;

/// The milestones, the decisions and the proposals.
pub fn held_lines(held: &Afterwards, exercise: &Exercise) -> String {
    let mut text = format!(
        "{}: the room against {} simulated incidents\n\n",
        exercise.title, held.replications
    );
    text.push_str(&row(
        "after StartEx",
        ["room", "same luck", "middle", "10 to 90 %", "no later"],
    ));
    for one in &held.milestones {
        text.push_str(&row(one.words, columns(&one.held).each_ref().map(String::as_str)));
    }
    if !held.decisions.is_empty() {
        text.push('\n');
        text.push_str(&row(
            "after it was asked for",
            ["room", "same luck", "middle", "10 to 90 %", "no later"],
        ));
    }
    for one in &held.decisions {
        let words = format!("{} {}", one.decision, one.about);
        text.push_str(&row(&words, columns(&one.decided).each_ref().map(String::as_str)));
    }
    let [room, twin, middle] = held
        .fell
        .map(|fell| fell.map_or_else(|| "-".to_owned(), |fell| fell.to_string()));
    text.push_str(&format!(
        "\nBlast radius: {room} in the room, {twin} with the same luck and simulated people, {middle} in the middle one;\nno more in {} of the simulated incidents.\n",
        share(held.fell_percentile)
    ));
    text.push_str("\"no later\" is the share of simulated incidents in which it had come by the same time: low is early.\n");
    for (leaning, heading) in [
        (Leaning::Strength, "Proposed strengths"),
        (Leaning::Area, "Proposed areas for improvement"),
    ] {
        let proposals: Vec<_> = held
            .proposals
            .iter()
            .filter(|one| one.leaning == leaning)
            .collect();
        if proposals.is_empty() {
            continue;
        }
        text.push_str(&format!(
            "\n{heading} (whoever was there knows whether they are):\n"
        ));
        for one in proposals {
            let reference = match one.reference.as_str() {
                "" => String::new(),
                reference => format!(" ({reference})"),
            };
            text.push_str(&wrapped(&format!("{}{reference}", one.observation)));
        }
    }
    text
}

/// A name of up to 26 columns, and five figures.
fn row(name: &str, [room, twin, middle, range, share]: [&str; 5]) -> String {
    let name: String = if name.chars().count() > 26 {
        let kept: String = name.chars().take(25).collect();
        format!("{kept}…")
    } else {
        name.to_owned()
    };
    format!("{name:<26} {room:>9} {twin:>9} {middle:>9} {range:>15} {share:>8}\n")
}

fn columns(held: &Held) -> [String; 5] {
    let [low, middle, high] = held.simulated_ms;
    let (middle, range) = if held.percentile.of == 0 {
        // Nothing was simulated, which is not the same as never.
        ("-".to_owned(), "-".to_owned())
    } else {
        let range = format!("{} to {}", duration(low), duration(high));
        (duration(middle), range)
    };
    [
        held.actual_ms
            .map_or_else(|| "not yet".to_owned(), |ms| duration(Some(ms))),
        duration(held.twin_ms),
        middle,
        range,
        share(held.percentile),
    ]
}

fn share(percentile: Percentile) -> String {
    percentile
        .share
        .map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

/// `2h 05m`, `40s`; `never` beyond the horizon.
fn duration(ms: Option<i64>) -> String {
    let Some(ms) = ms else {
        return "never".to_owned();
    };
    let seconds = (ms + 500) / 1_000;
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds}s"),
        (0, minutes, seconds) => format!("{minutes}m{seconds:02}"),
        (hours, minutes, _) => format!("{hours}h{minutes:02}"),
    }
}

/// A sentence in lines of at most 80 columns behind a dash.
fn wrapped(sentence: &str) -> String {
    let mut lines = vec!["  -".to_owned()];
    for word in sentence.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= 80 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("    {word}")),
        }
    }
    lines.join("\n") + "\n"
}
