//! One incident in which the baseline does better, told from both sides.

use crate::engine::{Plan, Play};
use crate::experiment::{PERFECT, Playing, now_playing};
use crate::model::Exercise;
use crate::report::terminal::{Line, ended, lines};
use crate::report::{Naming, Told, Trace, trace};

use super::document::CompareDocument;
use super::further::{StoryLine, StoryOfBoth, StorySide};

impl CompareDocument {
    /// Tells of each alternative the worst incident; the exercises are those that were compared, the baseline first.
    pub fn tell(&mut self, exercises: &[Exercise]) {
        let Some((baseline, others)) = exercises.split_first() else {
            return;
        };
        for (one, exercise) in self.alternatives.iter_mut().zip(others) {
            // What nobody can choose is not worth a story.
            let worst = one.lost.worst.first().filter(|_| one.name != PERFECT);
            one.story = worst.map(|worst| StoryOfBoth {
                replication: worst.replication,
                chosen: "the worst in which the baseline does better".to_owned(),
                baseline: side(baseline, worst.replication),
                alternative: side(exercise, worst.replication),
            });
        }
    }
}

fn side(exercise: &Exercise, replication: u64) -> StorySide {
    let plan = Plan::new(exercise);
    let mut player = Play::new(&plan).in_detail();
    now_playing(Playing {
        seed: exercise.seed,
        replication,
        false_alarm: false,
    });
    player.incident(replication);
    let told = Told {
        replication,
        chosen: None,
    };
    of_trace(&trace(&plan, &player, told, Naming::Roles))
}

fn of_trace(trace: &Trace) -> StorySide {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53")]
    let line = |line: Line| StoryLine {
        at_s: line.at as f64 / 1_000.0,
        clock: line.clock,
        words: line.text,
        critical: line.critical,
    };
    let ((ending, _), told) = (ended(trace), lines(trace));
    StorySide {
        name: trace.alternative.clone(),
        ending,
        outrun: trace.ending.outrun,
        lines: told.into_iter().map(line).collect(),
    }
}
