//! A session: what its entries made of it.

use serde::{Deserialize, Serialize};

use crate::engine::{Answer, Kind, LivePlay, Move, Plan, Stale, Verdict};
use crate::model::{Exercise, NodeId, PersonId, PlayerText};
use crate::time::{SimDuration, SimTime, WallTime};

use super::act::{Act, Entry, Given, Observation, Refused};
use super::clock::{Clock, Pace};
use super::message::{Added, Message, Plan as Planned, Scripted, Status};
use super::seat::{Role, Seat};

/// A step goes no further than this without anything to see.
const LONGEST_STEP: usize = 10_000;

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
    /// Records that messages were made of.
    told: usize,
    last: u64,
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

    fn sitting_mut(&mut self, id: &str) -> Option<&mut Sitting> {
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

    fn add_seat(&mut self, seat: Seat) {
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

    /// A message of a timeline: in place of the words of an inject that bears its name, else one of its own; without a time it waits for the facilitator.
    fn add_planned(&mut self, message: Added) {
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

    fn add_message(&mut self, message: Added) {
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
    fn next_words(&self, until: SimTime) -> Option<(SimTime, usize)> {
        let planned = self.script.iter().enumerate();
        let due = planned.filter_map(|(place, it)| match it.plan {
            Planned::Words(at) if it.status == Status::Planned && at <= until => Some((at, place)),
            _ => None,
        });
        due.min()
    }

    /// Injects that the engine has played become messages.
    fn tell_of_records(&mut self) {
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
    fn happens(&mut self, place: usize, at: SimTime) {
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

    /// Takes an entry in.
    ///
    /// # Errors
    /// If it cannot be; time has gone on nevertheless, and nothing else has changed.
    pub fn enter(&mut self, entry: &Entry) -> Result<(), Refused> {
        let wall = WallTime::from_millis(entry.wall_ms);
        let at = SimTime::from_millis(entry.at_ms);
        self.advance(at);
        self.judge(&entry.seat, &entry.act)?;
        self.last = entry.number;
        match &entry.act {
            Act::Start => {
                self.phase = Phase::Running;
                self.clock.run(wall);
                self.players_sit();
                self.advance(SimTime::ZERO);
            }
            Act::Pause => self.clock.stand(wall),
            Act::Resume => self.clock.run(wall),
            Act::Jump(by) => {
                self.clock.put(wall, at + SimDuration::from_millis(*by));
                self.advance(self.clock.at(wall));
            }
            Act::Step => self.step(wall),
            Act::Pace(pace) => self.clock.set_pace(wall, *pace),
            Act::End => {
                self.clock.stand(wall);
                self.phase = Phase::Ended;
            }
            // A jump may have gone further than the clock was last seen.
            Act::Recovered(at) => self
                .clock
                .resume_at(wall, SimTime::from_millis(*at).max(self.live.now())),
            other => self.enter_room(entry, at, other)?,
        }
        Ok(())
    }

    fn enter_room(&mut self, entry: &Entry, at: SimTime, act: &Act) -> Result<(), Refused> {
        match act {
            Act::Hold(id) => self.set_status(id, Status::Held)?,
            Act::Skip(id) => self.set_status(id, Status::Skipped)?,
            Act::Release(id) => self.release(id, at)?,
            Act::Add(message) => {
                self.add_message(message.clone());
                self.advance(at);
            }
            Act::Seat(seat) => self.add_seat(seat.clone()),
            Act::Sit(seat) => self.take_seat(seat, true)?,
            Act::Leave(seat) => self.take_seat(seat, false)?,
            Act::Answer { question, answer } => self.answer(&entry.seat, at, *question, answer)?,
            Act::Read(number) => {
                if let Some(message) = self.messages.get_mut(*number as usize) {
                    message.read.push((entry.seat.clone(), at));
                }
            }
            Act::Find(asset) => {
                let node = self.node(asset).ok_or(Refused::Over)?;
                self.make(at, Move::Finds(node))?;
                self.room.push((
                    at,
                    entry.seat.clone(),
                    format!("finds that {asset} is held by the attacker"),
                ));
            }
            Act::Decide { asset, person } => {
                let node = self.node(asset).ok_or(Refused::Over)?;
                let person = person.as_ref().and_then(|id| self.person(id));
                self.make(at, Move::Decides { node, person })?;
                self.room.push((
                    at,
                    entry.seat.clone(),
                    format!("the room decides to contain {asset}"),
                ));
            }
            Act::Observe(what) => self.observed.push(Observed {
                entry: entry.number,
                seat: entry.seat.clone(),
                at,
                wall: WallTime::from_millis(entry.wall_ms),
                what: what.clone(),
            }),
            other => self.enter_about_seat(entry, other),
        }
        Ok(())
    }

    fn enter_about_seat(&mut self, entry: &Entry, act: &Act) {
        let Some(sitting) = self.sitting_mut(&entry.seat) else {
            return;
        };
        match act {
            Act::Confirm => sitting.confirmed_ms = Some(entry.wall_ms),
            Act::Consent(consents) => sitting.consents = Some(*consents),
            Act::Feedback(said) => sitting.feedback.clone_from(said),
            _ => {}
        }
    }

    fn make(&mut self, at: SimTime, made: Move) -> Result<(), Refused> {
        let result = self.live.make(at, made).map_err(|stale| match stale {
            Stale::Unknown => Refused::Wrong("there is no such question".to_owned()),
            Stale::Over => Refused::Over,
            Stale::Nothing => Refused::NotNow("nothing waits for this now"),
        });
        self.tell_of_records();
        result
    }

    /// Whoever took their seat before StartEx plays from its first instant on.
    fn players_sit(&mut self) {
        let players: Vec<PersonId> = self
            .seats
            .iter()
            .filter(|sitting| sitting.sits)
            .flat_map(|sitting| sitting.people.iter().copied())
            .collect();
        self.live = LivePlay::begin(self.plan, self.setup.replication, &players);
        self.told = 0;
        let held: Vec<Planned> = self
            .script
            .iter()
            .filter(|it| matches!(it.status, Status::Held | Status::Skipped))
            .map(|it| it.plan)
            .collect();
        for plan in held {
            if let Planned::Exercise(inject) = plan {
                // Nothing can be stale before the first instant.
                let _ = self.live.make(SimTime::ZERO, Move::Holds(inject));
            }
        }
    }

    fn take_seat(&mut self, seat: &str, sits: bool) -> Result<(), Refused> {
        let running = self.phase == Phase::Running;
        let unknown = || Refused::Unknown("seat", seat.to_owned());
        let sitting = self.sitting_mut(seat).ok_or_else(unknown)?;
        sitting.sits = sits;
        let people = sitting.people.clone();
        if !running {
            return Ok(());
        }
        let now = self.live.now();
        for person in people {
            let played_elsewhere = self.seat_of(person).is_some();
            match (sits, self.live.is_played(person), played_elsewhere) {
                (true, false, _) => self.make(now, Move::Sits(person))?,
                (false, true, false) => self.make(now, Move::Leaves(person))?,
                _ => {}
            }
        }
        Ok(())
    }

    fn set_status(&mut self, id: &str, status: Status) -> Result<(), Refused> {
        let running = self.phase == Phase::Running;
        let unknown = || Refused::Unknown("inject", id.to_owned());
        let it = self
            .script
            .iter_mut()
            .find(|it| it.id == id)
            .ok_or_else(unknown)?;
        let was = std::mem::replace(&mut it.status, status);
        if let (Planned::Exercise(inject), Status::Planned, true) = (it.plan, was, running) {
            let now = self.live.now();
            self.make(now, Move::Holds(inject))?;
        }
        Ok(())
    }

    fn release(&mut self, id: &str, at: SimTime) -> Result<(), Refused> {
        let place = self.script.iter().position(|it| it.id == id);
        let Some(place) = place else {
            return Err(Refused::Unknown("inject", id.to_owned()));
        };
        match self.script.get(place).map(|it| it.plan) {
            Some(Planned::Exercise(inject)) if self.phase == Phase::Running => {
                self.make(at, Move::Releases(inject))?;
            }
            // Before StartEx it is planned again.
            Some(Planned::Exercise(_)) => self.set_status(id, Status::Planned)?,
            _ => self.happens(place, at),
        }
        Ok(())
    }

    fn answer(&mut self, seat: &str, at: SimTime, question: u32, given: &Given) -> Result<(), Refused> {
        let answer = match given {
            Given::Acknowledge => Answer::Acknowledges,
            Given::Decline => Answer::Ends(Verdict::Declines),
            Given::Done => Answer::Ends(Verdict::Done),
            Given::HoldOff => Answer::Ends(Verdict::HoldsOff),
            Given::FalseAlarm => Answer::Ends(Verdict::FalseAlarm),
            Given::Delegate(to) => {
                let to = self.person(to);
                Answer::Delegates(to.ok_or_else(|| Refused::Wrong("nobody has this id".to_owned()))?)
            }
        };
        self.make(at, Move::Answers { question, answer })?;
        self.answered.push(Answered {
            question,
            seat: seat.to_owned(),
            at,
            answer: given.clone(),
        });
        Ok(())
    }

    /// To the next instant at which there is something to see.
    fn step(&mut self, wall: WallTime) {
        let records = self.live.play().records().len();
        let messages = self.messages.len();
        for _ in 0..LONGEST_STEP {
            let words = self.next_words(SimTime::MAX).map(|(at, _)| at);
            let Some(next) = self.live.next_at().into_iter().chain(words).min() else {
                return;
            };
            self.clock.put(wall, next);
            self.advance(next);
            if self.live.play().records().len() > records || self.messages.len() > messages {
                return;
            }
        }
    }
}

/// What players read above the words: the id of an inject would tell them too much.
fn heading(text: &PlayerText) -> String {
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
