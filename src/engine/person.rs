//! People: their state at an instant, and whether they are engaged (O2, O5, O7).

use crate::model::{PersonId, RotaId};
use crate::time::{SimTime, WallTime};

use super::hours::Stretch;
use super::people::State;
use super::play::Play;

impl<'p> Play<'p> {
    /// An instant of the exercise on the wall.
    #[inline]
    pub(super) fn on_wall(&self, at: SimTime) -> WallTime {
        WallTime::from_millis(self.start.as_millis() + at.as_millis())
    }

    #[inline]
    fn in_exercise(&self, at: WallTime) -> SimTime {
        SimTime::from_millis(at.as_millis() - self.start.as_millis())
    }

    /// What the written calendar and the rotas say of a person now. Most looks fall into the same stretch as the last one.
    #[inline]
    pub(super) fn stretch(&self, person: PersonId) -> &'p Stretch {
        let hours = &self.plan.hours[person];
        let here = hours.stretch_here(self.staff[person].stretch.get(), self.wall());
        here.unwrap_or_else(|| self.look_up(person))
    }

    #[inline(never)]
    fn look_up(&self, person: PersonId) -> &'p Stretch {
        let last = &self.staff[person].stretch;
        let (stretch, place) = self.plan.hours[person].stretch_at(self.wall(), last.get());
        last.set(place);
        stretch
    }

    /// The state of a person: the first that applies (O2).
    pub(super) fn state(&self, person: PersonId) -> State {
        self.state_in(person, self.stretch(person))
    }

    /// The same, for who has looked at the calendar already.
    #[inline]
    pub(super) fn state_in(&self, person: PersonId, stretch: &Stretch) -> State {
        let written = stretch.state;
        if written == State::Absent || self.staff[person].is_kept_away(self.now) {
            State::Absent
        } else if written == State::OnCall && !self.is_on_call(person) {
            State::Off
        } else {
            written
        }
    }

    /// Who holds a rota now (O4). Most looks fall into the same turn as the last one.
    pub(super) fn holder_now(&self, rota: RotaId) -> Option<PersonId> {
        let (holders, last) = (&self.plan.rotas[rota], &self.turns[rota]);
        let now = self.wall();
        let ends = |place: usize| holders.get(place + 1).is_none_or(|next| now < next.from);
        let here = |place: usize| holders.get(place).filter(|turn| turn.from <= now && ends(place));
        if let Some(turn) = here(last.get()) {
            return turn.holder;
        }
        let after = holders.partition_point(|turn| turn.from <= now);
        last.set(after.saturating_sub(1));
        here(last.get())?.holder
    }

    /// Whether a rota that is not stale points at a person (I2).
    fn is_on_call(&self, person: PersonId) -> bool {
        let stale = &self.weather.stale_rotas;
        let hours = &self.plan.hours[person];
        stale.is_empty()
            || hours
                .rotas
                .iter()
                .any(|rota| !stale.contains(rota) && self.plan.holder(*rota, self.wall()) == Some(person))
    }

    /// Whether a person is away: by their calendar, an inject, or a rest that is due (O5).
    #[inline]
    pub(super) fn is_absent(&self, person: PersonId) -> bool {
        self.stretch(person).state == State::Absent || self.staff[person].is_kept_away(self.now)
    }

    /// When the absence now ends, if there is one.
    #[inline]
    pub(super) fn absence_end(&self, person: PersonId) -> Option<SimTime> {
        if self.is_absent(person) {
            self.end_of_absence(person)
        } else {
            None
        }
    }

    #[inline(never)]
    fn end_of_absence(&self, person: PersonId) -> Option<SimTime> {
        let staff = &self.staff[person];
        let written = self.plan.hours[person].absence(self.wall());
        let made = staff.away.iter();
        let made = made.filter(|(from, until)| *from <= self.now && self.now < *until);
        written
            .map(|span| self.in_exercise(span.end))
            .max(made.map(|(_, until)| *until).max())
            .max(staff.rest_end(self.now))
    }

    /// O5: when a rest is due after the work that ends now, unless more comes.
    pub(super) fn rest_after_work(&mut self, person: PersonId) {
        let playbook = &self.plan.exercise.playbook;
        let now = self.now;
        let staff = &mut self.staff[person];
        let due = staff.stretch_began.unwrap_or(now) + playbook.longest_stretch;
        staff.rest = (due.max(now), now + playbook.rest);
    }

    /// O7: acknowledged, and since then neither absent nor idle for longer than `stand-down`.
    #[inline]
    pub(super) fn is_engaged(&self, person: PersonId) -> bool {
        let since = self.staff[person].engaged_since;
        since.is_some_and(|since| self.is_engaged_still(person, since))
    }

    #[inline(never)]
    fn is_engaged_still(&self, person: PersonId, since: SimTime) -> bool {
        let staff = &self.staff[person];
        let idle_since = since.max(staff.idle_since);
        let idle_too_long =
            !staff.is_busy() && self.now - idle_since > self.plan.exercise.playbook.stand_down;
        !idle_too_long && !self.was_absent_since(person, since)
    }

    fn was_absent_since(&self, person: PersonId, since: SimTime) -> bool {
        let staff = &self.staff[person];
        let mut away = staff.away.iter();
        self.stretch(person).absent_until > self.on_wall(since)
            || away.any(|(from, until)| *from <= self.now && *until > since)
            || staff.rest_end(self.now).is_some()
    }

    /// The next instant at which the person becomes on shift, after now (C2).
    pub(super) fn next_on_shift(&self, person: PersonId) -> Option<SimTime> {
        let staff = &self.staff[person];
        // Whatever injects take a person away for has begun.
        let away = staff.away.iter().map(|(_, until)| *until);
        let away = away.filter(|until| *until > self.now).max();
        let next = match away.max(staff.rest_end(self.now)) {
            Some(back) => self.on_shift_from(person, back),
            None => self.stretch(person).next_on_shift.map(|at| self.in_exercise(at)),
        }?;
        // O5: if no more work comes, a rest may be due by then.
        match staff.rest_end(next) {
            Some(until) => self.on_shift_from(person, until),
            None => Some(next),
        }
    }

    /// The first instant from this one on at which the person is on shift, by the written calendar.
    fn on_shift_from(&self, person: PersonId, from: SimTime) -> Option<SimTime> {
        let last = self.staff[person].stretch.get();
        let (stretch, _) = self.plan.hours[person].stretch_at(self.on_wall(from), last);
        match stretch.state {
            State::OnShift => Some(from),
            _ => stretch.next_on_shift.map(|at| self.in_exercise(at)),
        }
    }
}
