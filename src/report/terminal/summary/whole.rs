//! The order in which a run is told.

use crate::report::RunDocument;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::stopping::stopping;
use crate::report::terminal::text::{clean, columns, count};
use crate::report::terminal::unknowns::unknowns;
use crate::time::SimDuration;

/// What is printed of a run besides its document.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// The results.
    pub document: &'a RunDocument,
    /// The title of the exercise.
    pub title: &'a str,
    /// What outrunning means here (M3), as the end of a sentence.
    pub limit: &'a str,
    /// Where a replication ends (T2).
    pub horizon: SimDuration,
    /// How many replications of each alternative were asked for.
    pub asked: u64,
    /// Everything, not only what is read in ten seconds.
    pub details: bool,
}

/// Writes the summary; the verdict stands at its head and again as its last words, where the eye is.
pub fn summary(of: &Summary<'_>, canvas: &mut Canvas) {
    title(of, canvas);
    super::race::race(of, canvas);
    super::times::times(of, canvas);
    super::causes::causes(of, canvas);
    super::objectives::objectives(of, canvas);
    if of.details {
        super::cost::cost(of.document, canvas);
        super::clocks::clocks(of.document, canvas);
    } else {
        super::cost::woken(of.document, canvas);
    }
    crate::report::terminal::compare::grids(&of.document.grids, canvas);
    unknowns(of.document, canvas);
    super::against::against(of, canvas);
    super::short::short(of, canvas);
}

fn title(of: &Summary<'_>, canvas: &mut Canvas) {
    let (title, mark) = (clean(of.title), "simulated only");
    let room = canvas.measure().saturating_sub(columns(&title) + columns(mark));
    let mark = canvas.paint(mark, Tone::Doubtful);
    if room >= 2 {
        let strong = canvas.paint(&title, Tone::Strong);
        canvas.line(&format!("{strong}{}{mark}", " ".repeat(room)));
    } else {
        canvas.hang("", 0, &title, Tone::Strong);
        canvas.line(&mark);
    }
    let document = of.document;
    let played = document.alternatives.iter().map(|one| one.replications);
    let (least, most) = (played.clone().min().unwrap_or(0), played.max().unwrap_or(0));
    let played = if least == most {
        count(most)
    } else {
        format!("{} to {}", count(least), count(most))
    };
    let alternatives = match document.alternatives.len() {
        1 => String::new(),
        several => format!(" of each of {several} alternatives"),
    };
    let words = format!(
        "{} · seed {} · {played} replications{alternatives}",
        document.exercise, document.seed
    );
    canvas.hang("", 0, &words, Tone::Quiet);
    if document.partial {
        let words = format!(
            "PARTIAL: interrupted before all {} replications were played",
            count(of.asked)
        );
        canvas.hang("", 0, &words, Tone::Bad);
    }
    if let Some(of) = &document.stopping {
        stopping(of, canvas);
    }
    let stopped: u64 = document.alternatives.iter().map(|one| one.stopped).sum();
    if stopped > 0 {
        let words = format!(
            "{} replications passed a limit of the simulator and count as never contained",
            count(stopped)
        );
        canvas.hang("", 0, &words, Tone::Doubtful);
    }
}
