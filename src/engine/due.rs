//! What a contact waits for: the next answer, or the end of its step (C2, C4).
//!
//! Most answers never come: somebody else is quicker, or the chain has gone on. Each keeps its turn in the order of events (T1),
//! and only the first turn of a contact stands in the list of all events.

use crate::time::SimTime;

use super::arena::{PageIx, TaskIx};
use super::event::{Happening, Phase, Turn};
use super::future;
use super::play::Play;

impl Play<'_> {
    /// A page will be acknowledged at an instant.
    pub(super) fn acknowledges_at(&mut self, page: PageIx, at: SimTime) {
        self.waits(page, at, false);
    }

    /// A page will be seen at an instant; how long after that it is acknowledged is drawn when nothing else comes before (T4: the draw
    /// is the same, whenever it is made).
    pub(super) fn seen_at(&mut self, page: PageIx, at: SimTime) {
        self.waits(page, at, true);
    }

    fn waits(&mut self, page: PageIx, at: SimTime, delays: bool) {
        let turn = self.future.turn(at, Phase::Answer).unwrap_or(Turn::NEVER);
        let it = &mut self.pages[page];
        let before = std::mem::replace(&mut it.turn, turn);
        it.delays = delays;
        let answers = &mut self.tasks[it.task].answers;
        if before != Turn::NEVER {
            leave_line(answers, page);
        }
        line_up(answers, page, turn);
    }

    /// Draws the delay of a page that was only seen.
    fn draw_delay(&mut self, page: PageIx) {
        let seen = self.pages[page].turn;
        let at = seen.at() + self.shift_delay(page);
        let turn = self.future.later(seen, at).unwrap_or(Turn::NEVER);
        let it = &mut self.pages[page];
        (it.turn, it.delays) = (turn, false);
        let answers = &mut self.tasks[it.task].answers;
        leave_line(answers, page);
        line_up(answers, page, turn);
    }

    /// Whether a page will be acknowledged in this millisecond.
    pub(super) fn is_answered_now(&mut self, page: PageIx) -> bool {
        if self.pages[page].delays && self.pages[page].turn.at() <= self.now {
            self.draw_delay(page);
        }
        self.pages[page].turn.at() == self.now
    }

    /// Puts the first turn of a contact among the events, unless it is there.
    pub(super) fn arm(&mut self, task: TaskIx) {
        let next = self.first_turn(task);
        let it = &mut self.tasks[task];
        if next < it.armed {
            it.armed = next;
            self.future.put(next, Happening::Due(task));
        }
    }

    fn first_turn(&mut self, task: TaskIx) -> Turn {
        loop {
            let it = &self.tasks[task];
            match it.answers.last() {
                Some(&(turn, page)) if turn < it.step_ends => {
                    if !self.pages[page].delays {
                        return turn;
                    }
                    self.draw_delay(page);
                }
                _ => return it.step_ends,
            }
        }
    }

    /// The turn of a contact has come; what it was meant for may have been overtaken.
    pub(super) fn due(&mut self, task: TaskIx) {
        let turn = self.future.present();
        let it = &mut self.tasks[task];
        if it.armed != turn {
            return;
        }
        it.armed = Turn::NEVER;
        if it.step_ends == turn {
            it.step_ends = Turn::NEVER;
            self.step_ends(task);
        } else if let Some((_, page)) = it.answers.pop_if(|(first, _)| *first == turn) {
            self.pages[page].turn = Turn::NEVER;
            self.acknowledged(page);
        }
        self.arm(task);
    }
}

/// Puts a page into the line of a contact's answers, of which the next one is the last.
#[inline]
fn line_up(answers: &mut Vec<(Turn, PageIx)>, page: PageIx, turn: Turn) {
    if turn != Turn::NEVER {
        future::line_up(answers, (turn, page), |(turn, _)| *turn);
    }
}

/// Takes a page out of the line, where it stands once at most.
#[inline]
fn leave_line(answers: &mut Vec<(Turn, PageIx)>, page: PageIx) {
    if let Some(place) = answers.iter().rposition(|(_, other)| *other == page) {
        answers.remove(place);
    }
}
