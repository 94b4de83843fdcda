//! A run that is kept while it goes on: played in stretches, each of which somebody may keep, look at and take up again.
//!
//! Where a stretch ends depends on the clock of whoever asks for a pause; what all of them give together does not (K12).

use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::Exercise;

use super::run::{Failure, Played, Ready, Settings, take};

/// Whoever keeps a run.
pub trait Keep {
    /// Set by somebody else when a stretch is to end; cleared when the next one begins.
    fn pause(&self) -> &AtomicBool;

    /// What is kept already of the replications from `replications.start` on, and ends by their end; it is given once.
    fn there(&mut self, replications: &Range<u64>) -> There;

    /// A stretch was played: these replications of all alternatives, whole. Broken off, the run ends as if it had been
    /// stopped.
    fn keep(&mut self, stretch: &Range<u64>, played: &[Played]) -> ControlFlow<()>;

    /// What there is of each alternative by now, since the first replication.
    fn look(&mut self, all: &[Played]);
}

/// What is kept already.
#[derive(Debug)]
pub enum There {
    /// These replications, up to this one, which is not among them.
    Kept(u64, Vec<Played>),
    /// Nothing before this replication.
    Nothing(u64),
}

/// Nobody keeps anything.
#[derive(Debug, Default)]
pub struct Unkept(AtomicBool);

impl Keep for Unkept {
    fn pause(&self) -> &AtomicBool {
        &self.0
    }

    fn there(&mut self, replications: &Range<u64>) -> There {
        There::Nothing(replications.end)
    }

    fn keep(&mut self, _: &Range<u64>, _: &[Played]) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn look(&mut self, _: &[Played]) {}
}

/// Plays as [`run`](super::run) does, and gives the same; in between `keep` is asked and told. Progress counts what was kept as played.
///
/// Of `settings` the replications begin with the first.
///
/// # Errors
/// If the threads cannot be started.
pub fn run_kept(
    alternatives: &[Exercise],
    settings: &Settings<'_>,
    keep: &mut dyn Keep,
) -> Result<Vec<Played>, Failure> {
    let last = settings.replications.end.saturating_sub(1);
    let ready = Ready::new(alternatives, settings)?;
    let mut onward = Onward::new(&ready, settings, last, keep);
    onward.play_to(last);
    Ok(onward.finish())
}

/// A run on its way.
pub(super) struct Onward<'a> {
    ready: &'a Ready<'a>,
    settings: &'a Settings<'a>,
    keep: &'a mut dyn Keep,
    at_most: u64,
    next: u64,
    all: Vec<Played>,
}

impl<'a> Onward<'a> {
    /// At its beginning; progress is told of `at_most` replications.
    pub(super) fn new(
        ready: &'a Ready<'a>,
        settings: &'a Settings<'a>,
        at_most: u64,
        keep: &'a mut dyn Keep,
    ) -> Self {
        Self {
            ready,
            settings,
            keep,
            at_most,
            next: 1,
            all: Vec::new(),
        }
    }

    /// What was played so far of each alternative.
    pub(super) fn played(&self) -> &[Played] {
        &self.all
    }

    /// What was played in the end.
    pub(super) fn finish(self) -> Vec<Played> {
        self.all
    }

    /// Plays up to this replication; no: it ended before.
    pub(super) fn play_to(&mut self, last: u64) -> bool {
        while self.next <= last {
            match self.keep.there(&(self.next..last + 1)) {
                There::Kept(until, played) if until > self.next => {
                    self.take(played);
                    self.next = until;
                }
                There::Kept(..) => {}
                There::Nothing(until) => {
                    let until = until.clamp(self.next + 1, last + 1);
                    if self.play_stretch(until).is_break() {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Plays replications until this one, or until a pause.
    fn play_stretch(&mut self, until: u64) -> ControlFlow<()> {
        let kinds = self.ready.kinds();
        let (before, of) = ((self.next - 1) * kinds, self.at_most * kinds);
        let tell = |done: u64, _: u64| (self.settings.progress)(before + done, of);
        let settings = Settings {
            replications: self.next..until,
            progress: &tell,
            ..*self.settings
        };
        self.keep.pause().store(false, Ordering::SeqCst);
        let stretch = self.ready.play(&settings, self.keep.pause());
        let range = self.next..stretch.until;
        self.next = stretch.until;
        if let Some(rest) = stretch.rest {
            // Stopped anyway, whether it can be kept or not.
            let _ = self.keep.keep(&range, &stretch.whole);
            self.take(stretch.whole);
            self.take(rest);
            return ControlFlow::Break(());
        }
        // The last of them is the result.
        if range.end > self.at_most {
            self.take(stretch.whole);
            return ControlFlow::Continue(());
        }
        let kept = self.keep.keep(&range, &stretch.whole);
        self.take(stretch.whole);
        if kept.is_break() {
            self.all.iter_mut().for_each(|one| one.partial = true);
        } else {
            self.keep.look(&self.all);
        }
        kept
    }

    /// Puts more behind what there is.
    fn take(&mut self, further: Vec<Played>) {
        take(&mut self.all, further, self.at_most);
    }
}
