//! Entries are taken in: what each act does to a session.

use crate::engine::{Answer, LivePlay, Move, Stale, Verdict};
use crate::model::PersonId;
use crate::time::{SimDuration, SimTime, WallTime};

use super::act::{Act, Entry, Given, Refused};
use super::message::{Plan as Planned, Status};
use super::session::{Answered, Observed, Phase, Session};

/// A step goes no further than this without anything to see.
const LONGEST_STEP: usize = 10_000;

impl Session<'_> {
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
