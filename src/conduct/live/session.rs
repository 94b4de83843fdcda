//! A session: what its entries made of it.

use serde::{Deserialize, Serialize};

use crate::engine::{LivePlay, Plan};
use crate::model::{Exercise, NodeId, PersonId, Table};
use crate::time::{SimTime, WallTime};

use super::act::{Given, Observation};
use super::clock::{Clock, Pace};
use super::message::{Added, Message, Plan as Planned, Scripted, Status};
use super::script::heading;
use super::seat::Seat;
use super::view::Person;
use super::views::described;

/// What a session is made from. With the exercise and the entries it is all that is needed to have it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The exercise file, in the folder of copied inputs.
    pub file: String,
    /// The root of the library that it came from: where its history is.
    pub library: String,
    /// The alternative that is played.
    pub alternative: String,
    /// The seed of all luck.
    pub seed: u64,
    /// The replication whose luck it is, from 1.
    pub replication: u64,
    /// A practice run stays out of the history.
    pub practice: bool,
    /// How time goes at first.
    pub pace: Pace,
    /// Who takes part.
    pub seats: Vec<Seat>,
    /// Messages of a timeline made by hand, besides the injects of the exercise.
    pub messages: Vec<Added>,
    /// The version of Outrun that plays it.
    pub version: String,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before StartEx.
    Preparing,
    /// Between StartEx and EndEx.
    Running,
    /// After EndEx.
    Ended,
}

/// A seat, and what its holder has done about themselves.
#[derive(Clone, Debug)]
pub(super) struct Sitting {
    pub(super) seat: Seat,
    pub(super) people: Vec<PersonId>,
    pub(super) sits: bool,
    pub(super) confirmed_ms: Option<i64>,
    pub(super) consents: Option<bool>,
    pub(super) feedback: Vec<(String, String)>,
}

/// An answer that counted.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question.
    pub question: u32,
    /// Whose seat.
    pub seat: String,
    /// When, in the exercise.
    pub at: SimTime,
    /// What.
    pub answer: Given,
}

/// An observation with who wrote it and when.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The number of its entry.
    pub entry: u64,
    /// Whose seat.
    pub seat: String,
    /// When, in the exercise.
    pub at: SimTime,
    /// When, on the wall.
    pub wall: WallTime,
    /// What was seen.
    pub what: Observation,
}

/// A session. The same exercise, setup and entries give the same session.
#[derive(Debug)]
pub struct Session<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) exercise: &'p Exercise,
    pub(super) setup: Setup,
    pub(super) clock: Clock,
    pub(super) phase: Phase,
    pub(super) live: LivePlay<'p>,
    pub(super) seats: Vec<Sitting>,
    pub(super) script: Vec<Scripted>,
    pub(super) messages: Vec<Message>,
    pub(super) answered: Vec<Answered>,
    pub(super) observed: Vec<Observed>,
    /// Moves of the room outside of the plan: when, by whom, what.
    pub(super) room: Vec<(SimTime, String, String)>,
    /// Everybody of the exercise, described once.
    pub(super) people: Table<PersonId, Person>,
    /// Records that messages were made of.
    pub(super) told: usize,
    pub(super) last: u64,
}

impl<'p> Session<'p> {
    /// A session before StartEx.
    pub fn new(exercise: &'p Exercise, plan: &'p Plan<'p>, setup: Setup) -> Self {
        let injects = exercise.scenario.injects.enumerate();
        let injects = injects.map(|(id, inject)| Scripted {
            id: inject.id.to_string(),
            plan: Planned::Exercise(id),
            status: Status::Planned,
            happened_at: None,
            text: inject.text.as_ref().map(|text| Added {
                title: heading(text),
                to: text.to.iter().map(ToString::to_string).collect(),
                from: text.from.as_deref().unwrap_or_default().to_owned(),
                by: text.by.as_deref().unwrap_or_default().to_owned(),
                says: text.says.to_string(),
                expects: text.expects.as_deref().unwrap_or_default().to_owned(),
                at_ms: None,
            }),
        });
        let mut session = Self {
            plan,
            exercise,
            clock: Clock::new(setup.pace),
            phase: Phase::Preparing,
            live: LivePlay::begin(plan, setup.replication, &[]),
            seats: Vec::new(),
            script: injects.collect(),
            messages: Vec::new(),
            answered: Vec::new(),
            observed: Vec::new(),
            room: Vec::new(),
            people: described(&exercise.organisation),
            told: 0,
            last: 0,
            setup,
        };
        for seat in session.setup.seats.clone() {
            session.add_seat(seat);
        }
        for message in session.setup.messages.clone() {
            session.add_planned(message);
        }
        session
    }

    /// The exercise's instant at an instant of the wall.
    pub fn time_at(&self, wall: WallTime) -> SimTime {
        self.clock.at(wall)
    }

    /// How far it has come.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The clock.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What it was made from.
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The exercise that is played.
    pub const fn exercise(&self) -> &'p Exercise {
        self.exercise
    }

    /// The plan of it.
    pub const fn plan(&self) -> &'p Plan<'p> {
        self.plan
    }

    /// The replication so far.
    pub const fn live(&self) -> &LivePlay<'p> {
        &self.live
    }

    /// Answers that counted, in order.
    pub fn answered(&self) -> &[Answered] {
        &self.answered
    }

    /// Observations, in order.
    pub fn observed(&self) -> &[Observed] {
        &self.observed
    }

    /// Messages delivered, in order.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The injects, in the order of the exercise, then as added.
    pub fn script(&self) -> &[Scripted] {
        &self.script
    }

    /// The seats.
    pub fn seats(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().map(|sitting| &sitting.seat)
    }

    /// A seat by its id.
    pub fn seat(&self, id: &str) -> Option<&Seat> {
        self.sitting(id).map(|sitting| &sitting.seat)
    }

    /// Whether the holder of a seat takes part; the people of others are simulated.
    pub fn sits(&self, seat: &str) -> bool {
        self.sitting(seat).is_some_and(|sitting| sitting.sits)
    }

    /// Whether the holder of a seat lets their timings bear their name; without a word they do not.
    pub fn consents(&self, seat: &str) -> bool {
        self.sitting(seat).and_then(|sitting| sitting.consents) == Some(true)
    }

    /// What participants thought of it: seat, question, answer.
    pub fn feedback(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.seats.iter().flat_map(|sitting| {
            let given = sitting.feedback.iter();
            given.map(|(asked, said)| (sitting.seat.id.as_str(), asked.as_str(), said.as_str()))
        })
    }

    /// The number of the last entry.
    pub const fn last(&self) -> u64 {
        self.last
    }

    pub(super) fn sitting(&self, id: &str) -> Option<&Sitting> {
        self.seats.iter().find(|sitting| sitting.seat.id == id)
    }

    pub(super) fn sitting_mut(&mut self, id: &str) -> Option<&mut Sitting> {
        self.seats.iter_mut().find(|sitting| sitting.seat.id == id)
    }

    pub(super) fn person(&self, id: &str) -> Option<PersonId> {
        let people = &self.exercise.organisation.people;
        people.ids().find(|&person| &*people[person].id == id)
    }

    pub(super) fn node(&self, id: &str) -> Option<NodeId> {
        let nodes = &self.exercise.estate.nodes;
        nodes.ids().find(|&node| &*nodes[node].id == id)
    }

    /// Who plays a person now.
    pub(super) fn seat_of(&self, person: PersonId) -> Option<&Sitting> {
        let mut seats = self.seats.iter();
        seats.find(|sitting| sitting.sits && sitting.people.contains(&person))
    }

    pub(super) fn add_seat(&mut self, seat: Seat) {
        let people = seat.plays.iter().filter_map(|id| self.person(id)).collect();
        self.seats.push(Sitting {
            people,
            sits: false,
            confirmed_ms: None,
            consents: None,
            feedback: Vec::new(),
            seat,
        });
    }
}
