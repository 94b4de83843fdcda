//! How long a contact takes on average, from the quantiles of delays.

use crate::chance::Distribution;
use crate::model::{BodyId, PersonId, ReachProfile};
use crate::time::SimDuration;

use super::answering::Answering;
use super::contact::{Contact, Page};
use super::instant::State;

/// A delay stands for its quantiles at the middles of so many equal shares.
const POINTS: u32 = 6;
/// Of so many pages, at most: somebody has answered by then.
const MOST_PAGES: usize = 24;

type Quantiles = [i64; POINTS as usize];

/// The delays of a reach profile, in milliseconds.
#[derive(Clone, Debug)]
pub(super) struct Delays {
    on_shift: Quantiles,
    on_call: Quantiles,
    off: Quantiles,
    relook: Option<i64>,
}

impl Delays {
    pub(super) fn of(profile: &ReachProfile) -> Self {
        Self {
            on_shift: quantiles(&profile.on_shift.delay),
            on_call: quantiles(&profile.on_call.delay),
            off: quantiles(&profile.off.delay),
            relook: profile.relook.as_ref().map(|relook| relook.median().as_millis()),
        }
    }
}

fn quantiles(of: &Distribution) -> Quantiles {
    let mut points = [0; POINTS as usize];
    for (place, point) in (0..POINTS).zip(&mut points) {
        *point = of
            .percentile((f64::from(place) + 0.5) / f64::from(POINTS))
            .as_millis();
    }
    points
}

/// A share of a page's answers, so long after the contact began.
struct Part {
    after: i64,
    page: usize,
    share: f64,
}

impl Answering<'_> {
    /// The mean, no longer than the horizon, and the probability of silence until then.
    pub(super) fn mean(&self, contact: &Contact) -> (SimDuration, f64) {
        let horizon = self.exercise.horizon.as_millis();
        let end = contact
            .acts_at
            .map_or(horizon, |at| (at - contact.begins).min(horizon));
        let pages: Vec<&Page> = contact.pages.iter().take(MOST_PAGES).collect();
        let mut parts = Vec::with_capacity(pages.len() * 2 * POINTS as usize);
        for (place, page) in pages.iter().enumerate() {
            self.parts(contact, page, place, &mut parts);
        }
        parts.retain(|part| part.after < end);
        parts.sort_unstable_by_key(|part| (part.after, part.page));
        let mut waiting = Waiting::new(self, &pages);
        let (mut mean, mut since) = (0.0, 0);
        for part in parts {
            mean += waiting.silent() * float(part.after - since);
            since = part.after;
            waiting.take(&pages, &part);
        }
        mean += waiting.silent() * float(end - since);
        let silent = if contact.acts_at.is_some_and(|at| at - contact.begins <= horizon) {
            0.0
        } else {
            waiting.silent()
        };
        (SimDuration::from_millis(whole(mean)), silent)
    }

    fn parts(&self, contact: &Contact, page: &Page, place: usize, into: &mut Vec<Part>) {
        let organisation = &self.exercise.organisation;
        let profile = organisation.people[page.to.person].profile;
        let (delays, profile) = (&self.delays[profile], &organisation.profiles[profile]);
        let sent = page.at - contact.begins;
        let awake = 1.0 - profile.unreachable.value();
        let (answers, own) = match page.state {
            State::OnShift => (profile.on_shift.answers.value(), &delays.on_shift),
            State::OnCall => (profile.on_call.answers.value() * awake, &delays.on_call),
            State::Off => (profile.off.answers.value() * awake, &delays.off),
            State::Absent => (0.0, &delays.off),
        };
        let mut add = |begin: i64, delays: &Quantiles, share: f64| {
            let share = share / f64::from(POINTS);
            let parts = delays.iter().map(|delay| Part {
                after: begin.saturating_add(*delay),
                page: place,
                share,
            });
            into.extend(parts.filter(|part| part.share > 0.0));
        };
        add(sent, own, answers);
        let relook = delays.relook.filter(|_| page.state == State::OnShift);
        let seen = match relook {
            Some(relook) => Some(sent.saturating_add(relook)),
            None => self
                .presence
                .next_on_shift(page.to.person, page.at)
                .map(|at| at - contact.begins),
        };
        if let Some(seen) = seen {
            add(seen, &delays.on_shift, 1.0 - answers);
        }
    }
}

/// A body, its quorum, and its members, each with the probability that they have not answered.
type Quorum = (BodyId, usize, Vec<(PersonId, f64)>);

/// The probability that each page is still open, and what follows from it for the contact.
struct Waiting {
    open: Vec<f64>,
    /// That no page to somebody who alone is an answer has been acknowledged.
    direct: f64,
    /// Each body that was asked.
    bodies: Vec<Quorum>,
    /// That no body has its quorum.
    incomplete: f64,
}

impl Waiting {
    fn new(answering: &Answering<'_>, pages: &[&Page]) -> Self {
        let mut bodies: Vec<Quorum> = Vec::new();
        for page in pages {
            for &body in &page.to.bodies {
                let quorum = answering.exercise.organisation.bodies[body].quorum;
                let quorum = usize::try_from(quorum).unwrap_or(usize::MAX);
                if !bodies.iter().any(|(of, ..)| *of == body) {
                    bodies.push((body, quorum, Vec::new()));
                }
                let members = bodies.iter_mut().filter(|(of, ..)| *of == body);
                for (_, _, members) in members {
                    if !members.iter().any(|(who, _)| *who == page.to.person) {
                        members.push((page.to.person, 1.0));
                    }
                }
            }
        }
        Self {
            open: vec![1.0; pages.len()],
            direct: 1.0,
            bodies,
            incomplete: 1.0,
        }
    }

    fn silent(&self) -> f64 {
        self.direct * self.incomplete
    }

    fn take(&mut self, pages: &[&Page], part: &Part) {
        let (Some(open), Some(page)) = (self.open.get_mut(part.page), pages.get(part.page)) else {
            return;
        };
        let left = (*open - part.share).max(0.0);
        // What is left of a page but for rounding is nothing.
        let left = if left < 1e-9 { 0.0 } else { left };
        let factor = if *open > 0.0 { left / *open } else { 0.0 };
        *open = left;
        if page.to.direct {
            self.direct *= factor;
        }
        if page.to.bodies.is_empty() {
            return;
        }
        self.incomplete = 1.0;
        for (body, quorum, members) in &mut self.bodies {
            if page.to.bodies.contains(body) {
                let who = members.iter_mut().filter(|(who, _)| *who == page.to.person);
                who.for_each(|(_, silent)| *silent *= factor);
            }
            self.incomplete *= fewer_than(*quorum, members);
        }
    }
}

/// The probability that fewer than so many have answered.
fn fewer_than(quorum: usize, members: &[(PersonId, f64)]) -> f64 {
    let mut answered = vec![0.0; quorum];
    if let Some(none) = answered.first_mut() {
        *none = 1.0;
    }
    for (_, silent) in members {
        let mut fewer = 0.0;
        for count in &mut answered {
            let here = *count;
            *count = here * silent + fewer * (1.0 - silent);
            fewer = here;
        }
    }
    answered.iter().sum()
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52 milliseconds")]
fn float(ms: i64) -> f64 {
    ms.max(0) as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a mean of durations, rounded to the millisecond"
)]
fn whole(ms: f64) -> i64 {
    ms.round() as i64
}
