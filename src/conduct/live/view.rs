//! What each role may see, as data: `outrun/live/1`.

use serde::Serialize;

use super::act::{Given, Observation};
use super::clock::Pace;
use super::message::Status;
use super::session::Phase;

/// The exercise's clock as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockView {
    /// Milliseconds since StartEx.
    pub at_ms: i64,
    /// It goes on by itself.
    pub running: bool,
    /// How fast.
    pub pace: Pace,
    /// The scenario's clock on the wall: `Sat 3 Oct 2026, 14:05`.
    pub local: String,
    /// The zone in which it tells the time.
    pub zone: String,
    /// How far the exercise has come.
    pub phase: Phase,
}

/// Somebody of the exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The written id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What they hold: roles and team.
    pub holds: Vec<String>,
}

/// An answer that a question has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent.
    pub answer: Given,
    /// What is on the button.
    pub label: String,
    /// The usual one.
    pub usual: bool,
}

/// A question to a player.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionView {
    /// Its number.
    pub number: u32,
    /// Who is asked.
    pub person: Person,
    /// Since when, milliseconds after StartEx.
    pub since_ms: i64,
    /// When the plan goes on without an answer.
    pub until_ms: Option<i64>,
    /// What for, in one word.
    pub errand: &'static str,
    /// What is asked.
    pub title: String,
    /// Under which rule, and what waits.
    pub detail: String,
    /// The answers, the usual one first.
    pub choices: Vec<Choice>,
    /// Somebody else may be asked instead.
    pub delegable: bool,
    /// Somebody still waits for the answer.
    pub open: bool,
    /// What was answered, and when.
    pub answered: Option<(Given, i64)>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessageView {
    /// Its number.
    pub number: u32,
    /// When, milliseconds after StartEx.
    pub at_ms: i64,
    /// What it is called.
    pub title: String,
    /// From whom it seems to come.
    pub from: String,
    /// By which means.
    pub by: String,
    /// The words.
    pub says: String,
    /// Whether this reader has read it.
    pub read: bool,
}

/// What a player sees: what is sent to them, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlayerView {
    /// The clock.
    pub clock: ClockView,
    /// The title of the exercise.
    pub title: String,
    /// A practice run.
    pub practice: bool,
    /// The seat.
    pub seat: String,
    /// Who sits there.
    pub name: String,
    /// Whom they play.
    pub plays: Vec<Person>,
    /// They take part; else their people are simulated.
    pub sits: bool,
    /// They have confirmed that they can be reached.
    pub confirmed: bool,
    /// Whether their timings may bear their name.
    pub consents: Option<bool>,
    /// Open questions first, then those answered, the latest first.
    pub questions: Vec<QuestionView>,
    /// Messages, the latest first.
    pub messages: Vec<MessageView>,
    /// To whom something can be handed over.
    pub people: Vec<Person>,
}

/// How the blast radius stands and grew (E6).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Blast {
    /// Weight that has ever been live.
    pub weight: u64,
    /// How many nodes.
    pub count: usize,
    /// The share of what can be reached, 0 to 1.
    pub share: f64,
    /// The weight that can fall at all.
    pub reach: u64,
    /// The limit as a weight, where it is one of weight or share.
    pub limit: Option<u64>,
    /// When the limit was passed.
    pub passed_ms: Option<i64>,
    /// Weight after each fall: milliseconds after StartEx, weight.
    pub points: Vec<(i64, u64)>,
    /// Crown jewels that have fallen.
    pub jewels: Vec<String>,
    /// Nodes that the attacker holds now.
    pub live: usize,
    /// Since when nothing is held any more.
    pub contained_ms: Option<i64>,
}

/// A node that the attacker has touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NodeView {
    /// The written id.
    pub id: String,
    /// `live` or `cut`.
    pub standing: &'static str,
    /// The team knows of it.
    pub known: bool,
    /// Since when it was first taken.
    pub taken_ms: i64,
    /// A request about it waits, and the room may decide it.
    pub decidable: bool,
}

/// What the plan does now: who is contacted for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// What for.
    pub errand: &'static str,
    /// In words.
    pub title: String,
    /// The step of the chain, from 1, and how many it has.
    pub step: (usize, usize),
    /// When the next step begins.
    pub next_ms: Option<i64>,
    /// Nobody is left to ask.
    pub silent: bool,
    /// Whose answer is waited for; players and simulated people.
    pub waits_for: Vec<(Person, bool)>,
}

/// An inject with how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InjectView {
    /// Its id.
    pub id: String,
    /// When it comes: a time, or the event it waits for.
    pub when: String,
    /// How it stands.
    pub status: Status,
    /// When it happened.
    pub at_ms: Option<i64>,
    /// What it does to the world, besides its words.
    pub does: String,
    /// From whom, to whom, by which means.
    pub from: String,
    /// To whom it is written.
    pub to: Vec<String>,
    /// By which means.
    pub by: String,
    /// The words.
    pub says: String,
    /// What players are expected to do.
    pub expects: String,
    /// Which seats have it, and whether they have read it.
    pub receivers: Vec<(String, bool)>,
}

/// A seat as the facilitator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatView {
    /// Its id.
    pub id: String,
    /// The role.
    pub role: &'static str,
    /// Who sits there.
    pub name: String,
    /// Whom they play.
    pub plays: Vec<Person>,
    /// They take part; a player's people are simulated otherwise.
    pub sits: bool,
    /// They have confirmed that they can be reached.
    pub confirmed: bool,
    /// How many questions wait for them.
    pub open: usize,
    /// Since when the oldest of them waits, milliseconds after StartEx.
    pub oldest_ms: Option<i64>,
}

/// An observation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObservationView {
    /// Its number.
    pub number: u64,
    /// When, milliseconds after StartEx.
    pub at_ms: i64,
    /// Who wrote it.
    pub by: String,
    /// What.
    pub what: Observation,
}

/// What the facilitator sees: everything.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeaderView {
    /// The clock.
    pub clock: ClockView,
    /// The title of the exercise.
    pub title: String,
    /// The alternative.
    pub alternative: String,
    /// A practice run.
    pub practice: bool,
    /// How the blast radius grows.
    pub blast: Blast,
    /// What the attacker has touched.
    pub nodes: Vec<NodeView>,
    /// What players are asked and have not answered.
    pub questions: Vec<QuestionView>,
    /// What the plan does now.
    pub contacts: Vec<ContactView>,
    /// The injects.
    pub injects: Vec<InjectView>,
    /// The seats.
    pub seats: Vec<SeatView>,
    /// Observations, the latest first.
    pub observations: Vec<ObservationView>,
    /// What the room did outside of the plan: when, which seat, what.
    pub room: Vec<(i64, String, String)>,
    /// Everybody of the exercise.
    pub people: Vec<Person>,
}

/// What an evaluator or an observer sees.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvaluatorView {
    /// The clock.
    pub clock: ClockView,
    /// The title of the exercise.
    pub title: String,
    /// A practice run.
    pub practice: bool,
    /// Who watches.
    pub name: String,
    /// They may rate.
    pub rates: bool,
    /// They have confirmed that they can be reached.
    pub confirmed: bool,
    /// How the blast radius grows.
    pub blast: Blast,
    /// What players are asked and have not answered.
    pub questions: Vec<QuestionView>,
    /// The injects.
    pub injects: Vec<InjectView>,
    /// What is rated: objectives, then the decisions of the plan.
    pub tasks: Vec<String>,
    /// Their own observations, the latest first.
    pub observations: Vec<ObservationView>,
}
