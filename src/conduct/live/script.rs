//! Time goes on: injects come, and whoever they are for gets their words.

use crate::engine::Kind;
use crate::model::{PersonId, PlayerText};
use crate::time::SimTime;

use super::message::{Added, Message, Plan as Planned, Scripted, Status};
use super::seat::Role;
use super::session::{Phase, Session, Sitting};

impl Session<'_> {
    /// A message of a timeline: in place of the words of an inject that bears its name, else one of its own; without a time it waits for the facilitator.
    pub(super) fn add_planned(&mut self, message: Added) {
        if let Some(written) = self.script.iter_mut().find(|it| it.id == message.title) {
            if let Some(text) = written.text.as_mut() {
                *text = Added {
                    title: std::mem::take(&mut text.title),
                    ..message
                };
            }
            return;
        }
        let waits = message.at_ms.is_none();
        self.add_message(message);
        if let Some(added) = self.script.last_mut().filter(|_| waits) {
            added.status = Status::Held;
        }
    }

    pub(super) fn add_message(&mut self, message: Added) {
        let at = message
            .at_ms
            .map_or(self.live.now(), SimTime::from_millis)
            .max(self.live.now());
        self.script.push(Scripted {
            id: format!("message {}", self.script.len() + 1),
            plan: Planned::Words(at),
            status: Status::Planned,
            happened_at: None,
            text: Some(message),
        });
    }

    /// Lets the exercise go on to an instant; before StartEx and after EndEx nothing goes on.
    pub fn advance(&mut self, until: SimTime) {
        if self.phase != Phase::Running {
            return;
        }
        while let Some((at, place)) = self.next_words(until) {
            self.live.advance(at);
            self.tell_of_records();
            self.happens(place, at);
        }
        self.live.advance(until);
        self.tell_of_records();
    }

    /// The next message that is only words, and its instant.
    pub(super) fn next_words(&self, until: SimTime) -> Option<(SimTime, usize)> {
        let planned = self.script.iter().enumerate();
        let due = planned.filter_map(|(place, it)| match it.plan {
            Planned::Words(at) if it.status == Status::Planned && at <= until => Some((at, place)),
            _ => None,
        });
        due.min()
    }

    /// Injects that the engine has played become messages.
    pub(super) fn tell_of_records(&mut self) {
        let records = self.live.play().records();
        let fresh = records.iter().skip(self.told);
        let injects: Vec<(SimTime, Option<usize>)> = fresh
            .filter(|record| record.kind == Kind::Inject)
            .map(|record| (record.at, record.place()))
            .collect();
        self.told = records.len();
        for (at, place) in injects {
            if let Some(place) = place {
                self.happens(place, at);
            }
        }
    }

    /// An inject has happened: whoever it is for gets its words.
    pub(super) fn happens(&mut self, place: usize, at: SimTime) {
        let Some(it) = self.script.get_mut(place) else {
            return;
        };
        (it.status, it.happened_at) = (Status::Released, Some(at));
        let Some(text) = it.text.clone() else { return };
        let inject = it.id.clone();
        let to = self.receivers(&text.to);
        self.messages.push(Message {
            number: u32::try_from(self.messages.len()).unwrap_or(u32::MAX),
            at,
            to,
            inject,
            text,
            read: Vec::new(),
        });
    }

    /// Seats by id, or by the person, role or team that they play; who is nowhere to be found is everybody.
    fn receivers(&self, to: &[String]) -> Vec<String> {
        let players = self
            .seats
            .iter()
            .filter(|sitting| sitting.seat.role == Role::Player);
        let named: Vec<PersonId> = to.iter().flat_map(|name| self.people_named(name)).collect();
        let meant = |sitting: &&Sitting| {
            to.contains(&sitting.seat.id) || sitting.people.iter().any(|person| named.contains(person))
        };
        let found: Vec<String> = players
            .clone()
            .filter(meant)
            .map(|sitting| sitting.seat.id.clone())
            .collect();
        if found.is_empty() {
            return players.map(|sitting| sitting.seat.id.clone()).collect();
        }
        found
    }

    fn people_named(&self, name: &str) -> Vec<PersonId> {
        let organisation = &self.exercise.organisation;
        let is = |id: &str| id.eq_ignore_ascii_case(name);
        let people = organisation.people.enumerate();
        let mut found: Vec<PersonId> = people
            .filter(|(_, person)| is(&person.id) || is(&person.name))
            .map(|(id, _)| id)
            .collect();
        for role in organisation.roles.iter().filter(|role| is(&role.id)) {
            found.extend(&role.holders);
        }
        for team in organisation.teams.iter().filter(|team| is(&team.id)) {
            found.extend(&team.members);
        }
        found
    }
}

/// What players read above the words: the id of an inject would tell them too much.
pub(super) fn heading(text: &PlayerText) -> String {
    let words = match (text.by.as_deref(), text.from.as_deref()) {
        (Some(by), Some(from)) => format!("{by} from {from}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => "message".to_owned(),
    };
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
