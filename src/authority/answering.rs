//! When a contact is answered: no sooner than, no later than, and on average.
//!
//! The first two are proofs about the first contact of an incident; the third is an estimate that takes pages for
//! independent and nobody for busy.

use std::collections::BTreeMap;

use crate::chance::{Distribution, Law};
use crate::model::{BodyId, Exercise, PersonId, ProfileId, ReachProfile, Table};
use crate::time::{SimDuration, Span, WallTime};

use super::contact::{Contact, Page};
use super::instant::State;
use super::presence::Presence;

/// A page that falls into one absence after another is followed so far.
const MOST_ABSENCES: usize = 64;

/// How long a contact takes until it is answered, or acts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnswerTime {
    /// Never sooner; nothing: never at all.
    pub earliest: Option<SimDuration>,
    /// Never later; nothing: there is no such bound.
    pub latest: Option<SimDuration>,
    /// The mean, where what takes longer than the horizon counts as the horizon.
    pub mean: SimDuration,
    /// The probability that nobody has answered by the horizon.
    pub silent: f64,
}

/// Answers of an organisation, prepared.
#[derive(Clone, Debug)]
pub struct Answering<'e> {
    pub(super) exercise: &'e Exercise,
    pub(super) presence: &'e Presence,
    pub(super) delays: Table<ProfileId, super::mean::Delays>,
}

impl<'e> Answering<'e> {
    /// Prepares the answers of everybody.
    pub fn new(exercise: &'e Exercise, presence: &'e Presence) -> Self {
        let profiles = exercise.organisation.profiles.iter();
        Self {
            exercise,
            presence,
            delays: profiles.map(super::mean::Delays::of).collect(),
        }
    }

    /// When a contact is answered. `engaged`: who may be in the incident already, and then answers at once (O7).
    pub fn time(&self, contact: &Contact, engaged: &dyn Fn(PersonId) -> bool) -> AnswerTime {
        let after = |at: WallTime| SimDuration::from_millis(at - contact.begins);
        let firsts = self.first_answers(contact, engaged);
        let earliest = |page: &Page| {
            let own = self.no_sooner(page, engaged);
            // O7: whoever has answered for a body is engaged, and answers their other pages at once.
            let first = firsts.get(&page.to.person).map(|first| page.at.max(*first));
            own.map_or(first, |own| Some(first.map_or(own, |first| first.min(own))))
        };
        let latest = |page: &Page| self.no_later(page);
        let (mean, silent) = self.mean(contact);
        AnswerTime {
            earliest: self.first(contact, &earliest).map(after),
            latest: self.first(contact, &latest).map(after),
            mean,
            silent,
        }
    }

    /// The first instant at which each member of a body can have answered any page of a contact.
    fn first_answers(
        &self,
        contact: &Contact,
        engaged: &dyn Fn(PersonId) -> bool,
    ) -> BTreeMap<PersonId, WallTime> {
        let mut firsts: BTreeMap<PersonId, WallTime> = BTreeMap::new();
        if contact.pages.iter().all(|page| page.to.bodies.is_empty()) {
            return firsts;
        }
        for page in &contact.pages {
            let Some(at) = self.no_sooner(page, engaged) else {
                continue;
            };
            let first = firsts.entry(page.to.person).or_insert(at);
            *first = (*first).min(at);
        }
        firsts
    }

    /// The first instant at which the contact is answered, if every page is at the given one (C3).
    fn first(&self, contact: &Contact, of: &dyn Fn(&Page) -> Option<WallTime>) -> Option<WallTime> {
        let mut found = contact.acts_at;
        let mut members: Vec<(BodyId, PersonId, WallTime)> = Vec::new();
        for page in &contact.pages {
            let Some(at) = of(page) else { continue };
            if page.to.direct {
                found = Some(found.map_or(at, |found| found.min(at)));
            }
            for &body in &page.to.bodies {
                let who = members
                    .iter_mut()
                    .find(|one| (one.0, one.1) == (body, page.to.person));
                match who {
                    Some(one) => one.2 = one.2.min(at),
                    None => members.push((body, page.to.person, at)),
                }
            }
        }
        members.sort_unstable_by_key(|(body, _, at)| (*body, *at));
        for group in members.chunk_by(|one, other| one.0 == other.0) {
            let Some((body, _, _)) = group.first() else {
                continue;
            };
            let quorum = self.exercise.organisation.bodies[*body].quorum;
            let last = usize::try_from(quorum).unwrap_or(usize::MAX).saturating_sub(1);
            if let Some((_, _, at)) = group.get(last) {
                found = Some(found.map_or(*at, |found| found.min(*at)));
            }
        }
        found
    }

    fn profile(&self, person: PersonId) -> &'e ReachProfile {
        let organisation = &self.exercise.organisation;
        &organisation.profiles[organisation.people[person].profile]
    }

    /// C2: the first instant at which a page can be acknowledged at all.
    fn no_sooner(&self, page: &Page, engaged: &dyn Fn(PersonId) -> bool) -> Option<WallTime> {
        let person = page.to.person;
        let profile = self.profile(person);
        let some = |reach: &crate::model::Reach| reach.answers.value() > 0.0;
        let wakes = profile.unreachable.value() < 1.0;
        let at_once = match page.state {
            State::Absent => false,
            State::OnShift => some(&profile.on_shift) || profile.relook.is_some(),
            State::OnCall => wakes && some(&profile.on_call),
            State::Off => wakes && some(&profile.off),
        };
        if at_once || (page.state != State::Absent && engaged(person)) {
            return Some(page.at);
        }
        let back = self.presence.next_on_shift(person, page.at);
        // O7: who is in the incident answers open pages too, as soon as they are back.
        let back_in = self.presence.back_at(person, page.at).filter(|_| engaged(person));
        match (back, back_in) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        }
    }

    /// C2: the last instant at which a page can still be unanswered, while it is open.
    fn no_later(&self, page: &Page) -> Option<WallTime> {
        let person = page.to.person;
        let profile = self.profile(person);
        let unreachable = profile.unreachable.value();
        let (reach, sleeps) = match page.state {
            State::Absent => return self.seen_on_shift(person, page.at, None),
            State::OnShift => (&profile.on_shift, 0.0),
            State::OnCall => (&profile.on_call, unreachable),
            State::Off => (&profile.off, unreachable),
        };
        let mut last = page.at;
        if reach.answers.value() > 0.0 && sleeps < 1.0 {
            last = page.at + greatest(&reach.delay)?;
        }
        let certain = reach.answers.value() >= 1.0 && sleeps <= 0.0;
        if !certain {
            let relook = profile.relook.as_ref().filter(|_| page.state == State::OnShift);
            let seen = match relook {
                Some(relook) => page.at + greatest(relook)? + greatest(&profile.on_shift.delay)?,
                None => self.seen_on_shift(person, page.at, None)?,
            };
            last = last.max(seen);
        }
        // An acknowledgement that would fall into an absence is unseen.
        match self.presence.absence_within(person, Span::new(page.at, last)) {
            Some(absence) => self.seen_on_shift(person, absence.start, Some(last)),
            None => Some(last),
        }
    }

    /// Seen at the begin of a shift, and acknowledged a delay after, in whichever shift no absence comes between.
    fn seen_on_shift(&self, person: PersonId, from: WallTime, least: Option<WallTime>) -> Option<WallTime> {
        let delay = greatest(&self.profile(person).on_shift.delay)?;
        let mut after = from;
        for _ in 0..MOST_ABSENCES {
            let seen = self.presence.next_on_shift(person, after)?;
            let last = seen + delay;
            match self.presence.absence_within(person, Span::new(seen, last)) {
                Some(absence) => after = absence.start.max(seen),
                None => return Some(least.map_or(last, |least| least.max(last))),
            }
        }
        None
    }
}

/// The longest that a duration can be; nothing: there is no such bound.
pub fn greatest(of: &Distribution) -> Option<SimDuration> {
    let law = match of.law() {
        Law::Fixed(length) => Some(*length),
        Law::Uniform { high, .. } | Law::Triangular { high, .. } => Some(*high),
        Law::Empirical(values) => values.iter().max().copied(),
        Law::Mixture(branches) => {
            let longest: Option<Vec<SimDuration>> = branches.iter().map(|(_, one)| greatest(one)).collect();
            longest.and_then(|all| all.into_iter().max())
        }
        Law::Exponential { .. } | Law::LogNormal { .. } | Law::Weibull { .. } | Law::Gamma { .. } => None,
    };
    match (law, of.cap()) {
        (Some(law), Some(cap)) => Some(law.min(cap)),
        (law, cap) => law.or(cap),
    }
}
