//! Why no more was played, in a line.

use crate::report::Stopping;

use super::canvas::{Canvas, Tone};
use super::text::{count, fit};

/// Writes why it ended, and what stayed open.
pub(super) fn stopping(of: &Stopping, canvas: &mut Canvas) {
    let looks: Vec<String> = of.looks.iter().map(|look| count(look.replications)).collect();
    let holds = format!(
        "looked at after {}; intervals and verdicts hold with {} % whenever it ends",
        looks.join(", "),
        100.0 * of.confidence
    );
    let (words, tone) = match (of.settled, of.looks.last()) {
        (_, None) => ("interrupted before the first look".to_owned(), Tone::Doubtful),
        (true, Some(last)) => (
            format!(
                "all is settled after {} of at most {} replications; {holds}",
                count(last.replications),
                count(of.at_most)
            ),
            Tone::Quiet,
        ),
        (false, Some(_)) => (format!("{}; {holds}", open(of)), Tone::Doubtful),
    };
    canvas.hang("  ", 4, &words, tone);
}

/// How much is open after all, and what would settle it.
fn open(of: &Stopping) -> String {
    let needed = of
        .open
        .iter()
        .map(|one| one.settled_by)
        .collect::<Option<Vec<u64>>>();
    let most = needed.and_then(|all| all.into_iter().max());
    let wanted = most.map_or_else(
        || "how many replications would settle all, these do not tell".to_owned(),
        |most| format!("about {} replications would settle it", count(most)),
    );
    let first = of.open.first().map_or_else(String::new, |one| {
        format!(" ({}: {})", fit(&one.alternative, 24), fit(&one.what, 40))
    });
    match of.open.len() {
        1 => format!("one verdict is open{first}; {wanted}"),
        several => format!(
            "{several} verdicts are open{}; {wanted}",
            first.replace(')', ", ..)")
        ),
    }
}
