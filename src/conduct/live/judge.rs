//! Who may do what, and when: asked before anything is stored.

use crate::engine::{Asking, Errand, Move};
use crate::model::NodeId;

use super::act::{Act, Given, MAX_TEXT, Refused};
use super::message::{Added, Status};
use super::seat::{Role, Seat};
use super::session::{Phase, Session};

/// No more seats than these.
const MOST_SEATS: usize = 500;
/// No more messages than these.
const MOST_MESSAGES: usize = 2_000;
/// No more observations than these.
const MOST_OBSERVATIONS: usize = 20_000;
/// No name or title is longer than this, in characters.
const LONGEST_NAME: usize = 200;
/// No feedback form has more questions.
const MOST_QUESTIONS: usize = 40;
/// A jump goes no further than a year.
const FURTHEST_JUMP_MS: i64 = 366 * 24 * 3_600_000;

const NOT_BEFORE_START: Refused = Refused::NotNow("the exercise has not started");
const NOT_AFTER_END: Refused = Refused::NotNow("the exercise has ended");

impl Session<'_> {
    /// Whether a seat may do something now.
    ///
    /// # Errors
    /// Why not.
    pub fn judge(&self, seat: &str, act: &Act) -> Result<(), Refused> {
        if seat.is_empty() {
            let own = matches!(act, Act::Recovered(_));
            return own.then_some(()).ok_or(Refused::NotYours);
        }
        let sitting = self.sitting(seat).ok_or(Refused::NotYours)?;
        let role = sitting.seat.role;
        if !may(role, seat, act) {
            return Err(Refused::NotYours);
        }
        self.is_time_for(act)?;
        self.is_sound(seat, act)
    }

    fn is_time_for(&self, act: &Act) -> Result<(), Refused> {
        let running = self.clock.is_running();
        match (self.phase, act) {
            _ if is_about_people(act) => Ok(()),
            (Phase::Ended, _) => Err(NOT_AFTER_END),
            (Phase::Preparing, _) if !prepares(act) => Err(NOT_BEFORE_START),
            (Phase::Running, Act::Start) => Err(Refused::NotNow("the exercise has started already")),
            (Phase::Running, Act::Pause) if !running => Err(Refused::NotNow("the clock stands already")),
            (Phase::Running, Act::Resume) if running => Err(Refused::NotNow("the clock runs already")),
            (Phase::Preparing | Phase::Running, _) => Ok(()),
        }
    }

    /// What is named exists, and nothing is too long.
    fn is_sound(&self, seat: &str, act: &Act) -> Result<(), Refused> {
        match act {
            Act::Pace(pace) if !pace.is_sound() => Err(Refused::Wrong(
                "time goes 1 to 5760 times as fast, or in steps".to_owned(),
            )),
            Act::Jump(by) if !(1..=FURTHEST_JUMP_MS).contains(by) => {
                Err(Refused::Wrong("a jump goes forward, at most a year".to_owned()))
            }
            Act::Hold(id) | Act::Skip(id) => self.is_open_inject(id, false),
            Act::Release(id) => self.is_open_inject(id, true),
            Act::Add(message) => self.is_sound_message(message),
            Act::Seat(seat) => self.is_sound_seat(seat),
            Act::Sit(id) | Act::Leave(id) => self.is_player(id),
            Act::Answer { question, answer } => self.is_sound_answer(seat, *question, answer),
            Act::Read(number) => {
                let message = self.messages.get(*number as usize);
                let theirs = message.is_some_and(|message| message.to.iter().any(|to| to == seat));
                let read = message.is_some_and(|message| message.read.iter().any(|(by, _)| by == seat));
                match (theirs, read) {
                    (false, _) => Err(Refused::NotYours),
                    (true, true) => Err(Refused::Over),
                    (true, false) => Ok(()),
                }
            }
            Act::Find(asset) => self.can_make(asset, Move::Finds),
            Act::Decide { asset, person } => {
                person.as_ref().map_or(Ok(()), |person| self.is_person(person))?;
                self.can_make(asset, |node| Move::Decides { node, person: None })
            }
            Act::Observe(what) => {
                short("observation", &what.text, MAX_TEXT)?;
                short("task", &what.task, MAX_TEXT)?;
                some("observation", &what.text)?;
                fits("observations", self.observed.len(), MOST_OBSERVATIONS)
            }
            Act::Feedback(said) => {
                fits("answers", said.len(), MOST_QUESTIONS)?;
                said.iter().try_for_each(|(asked, said)| {
                    short("question", asked, MAX_TEXT)?;
                    short("answer", said, MAX_TEXT)
                })
            }
            _ => Ok(()),
        }
    }

    fn is_open_inject(&self, id: &str, releases: bool) -> Result<(), Refused> {
        let mut script = self.script.iter();
        let Some(it) = script.find(|it| it.id == id) else {
            return Err(Refused::Unknown("inject", id.to_owned()));
        };
        match it.status {
            Status::Released => Err(Refused::Over),
            Status::Held | Status::Skipped if !releases && it.status == Status::Skipped => Err(Refused::Over),
            _ => Ok(()),
        }
    }

    fn is_sound_message(&self, message: &Added) -> Result<(), Refused> {
        for (what, text) in [
            ("title", &message.title),
            ("sender", &message.from),
            ("means", &message.by),
        ] {
            short(what, text, LONGEST_NAME)?;
        }
        short("text", &message.says, MAX_TEXT)?;
        short("expectation", &message.expects, MAX_TEXT)?;
        some("text", &message.says)?;
        fits("messages", self.script.len(), MOST_MESSAGES)?;
        fits("receivers", message.to.len(), MOST_SEATS)?;
        for to in &message.to {
            let found = self.sitting(to).is_some();
            found
                .then_some(())
                .ok_or_else(|| Refused::Unknown("seat", shown(to)))?;
        }
        Ok(())
    }

    fn is_sound_seat(&self, seat: &Seat) -> Result<(), Refused> {
        fits("seats", self.seats.len(), MOST_SEATS)?;
        short("name", &seat.name, LONGEST_NAME)?;
        some("name", &seat.name)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if seat.id.is_empty() || seat.id.len() > 40 || !seat.id.chars().all(plain) {
            return Err(Refused::Wrong(
                "the id of a seat is of letters, digits and `-`".to_owned(),
            ));
        }
        if self.sitting(&seat.id).is_some() {
            return Err(Refused::Wrong(format!("there is a seat `{}` already", seat.id)));
        }
        fits("people", seat.plays.len(), MOST_SEATS)?;
        seat.plays.iter().try_for_each(|person| self.is_person(person))
    }

    fn is_player(&self, seat: &str) -> Result<(), Refused> {
        let found = self
            .sitting(seat)
            .filter(|sitting| sitting.seat.role == Role::Player);
        found
            .map(drop)
            .ok_or_else(|| Refused::Unknown("player's seat", shown(seat)))
    }

    fn is_person(&self, person: &str) -> Result<(), Refused> {
        let found = self.person(person);
        found
            .map(drop)
            .ok_or_else(|| Refused::Unknown("person", shown(person)))
    }

    fn can_make(&self, asset: &str, made: impl FnOnce(NodeId) -> Move) -> Result<(), Refused> {
        let node = self.node(asset);
        let node = node.ok_or_else(|| Refused::Unknown("asset", shown(asset)))?;
        let possible = self.live.check(made(node));
        possible.map_err(|_| Refused::NotNow("no request about this asset waits"))
    }

    /// Only who plays the person answers, only what is asked, and only once.
    fn is_sound_answer(&self, seat: &str, question: u32, answer: &Given) -> Result<(), Refused> {
        let asked = self.live.question(question);
        // Whether a question exists is nobody's business but that of who was asked.
        let asked = asked.ok_or(Refused::NotYours)?;
        let theirs = self
            .sitting(seat)
            .is_some_and(|it| it.people.contains(&asked.person));
        if !theirs {
            return Err(Refused::NotYours);
        }
        if !asked.open {
            return Err(Refused::Over);
        }
        if !allowed(asked.asking, asked.errand, answer) {
            return Err(Refused::Wrong("this question has no such answer".to_owned()));
        }
        match answer {
            Given::Delegate(to) => self.is_person(to),
            _ => Ok(()),
        }
    }
}

/// What people say of themselves and of what they saw can be said before the exercise and after it as well.
const fn is_about_people(act: &Act) -> bool {
    matches!(
        act,
        Act::Confirm | Act::Consent(_) | Act::Feedback(_) | Act::Observe(_)
    )
}

/// What can be done before StartEx.
const fn prepares(act: &Act) -> bool {
    let injects = matches!(act, Act::Hold(_) | Act::Skip(_) | Act::Release(_) | Act::Add(_));
    let seats = matches!(act, Act::Seat(_) | Act::Sit(_) | Act::Leave(_));
    injects || seats || matches!(act, Act::Start | Act::Pace(_))
}

/// What each role may do at all.
fn may(role: Role, seat: &str, act: &Act) -> bool {
    match act {
        Act::Sit(of) | Act::Leave(of) => role == Role::Facilitator || (role == Role::Player && of == seat),
        Act::Answer { .. } | Act::Read(_) => role == Role::Player,
        Act::Observe(_) => matches!(role, Role::Facilitator | Role::Evaluator),
        Act::Confirm | Act::Consent(_) | Act::Feedback(_) => true,
        // No role: the program itself.
        Act::Recovered(_) => false,
        // Time, injects, seats, and what the room does outside of the plan.
        _ => role == Role::Facilitator,
    }
}

/// The answers that a question has.
pub(super) fn allowed(asking: Asking, errand: Errand, answer: &Given) -> bool {
    match (asking, answer) {
        (Asking::Page, answer) => {
            matches!(answer, Given::Acknowledge | Given::Decline | Given::Delegate(_))
        }
        (Asking::Agreement, answer) => *answer == Given::Done,
        (Asking::Work, Given::Acknowledge) => false,
        (Asking::Work, Given::Done) => true,
        (Asking::Work, Given::HoldOff) => errand == Errand::Decide,
        (Asking::Work, Given::FalseAlarm) => {
            matches!(errand, Errand::Triage | Errand::Decide | Errand::Approve)
        }
        (Asking::Work, Given::Decline) => {
            matches!(errand, Errand::Decide | Errand::Approve | Errand::Execute)
        }
        (Asking::Work, Given::Delegate(_)) => !matches!(errand, Errand::Call | Errand::Other),
    }
}

fn short(what: &str, text: &str, most: usize) -> Result<(), Refused> {
    let fits = text.chars().take(most + 1).count() <= most;
    fits.then_some(())
        .ok_or_else(|| Refused::Wrong(format!("the {what} is longer than {most} characters")))
}

fn some(what: &str, text: &str) -> Result<(), Refused> {
    let empty = text.trim().is_empty();
    (!empty)
        .then_some(())
        .ok_or_else(|| Refused::Wrong(format!("the {what} is empty")))
}

fn fits(what: &str, count: usize, most: usize) -> Result<(), Refused> {
    (count < most)
        .then_some(())
        .ok_or_else(|| Refused::Wrong(format!("there are {most} {what} already; no more fit")))
}

/// Of what somebody sent no more is shown than this.
fn shown(text: &str) -> String {
    text.chars().take(LONGEST_NAME).collect()
}
