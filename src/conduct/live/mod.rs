//! Live play: an exercise with people in it, as data (I3).
//!
//! A [`Session`] is what its entries made of it: each [`Entry`] is an act of somebody at an instant, stored before it counts, and the
//! same entries give the same session. [`Clock`] turns the wall's time into the exercise's; [`Session`] judges who may do what, lets the engine
//! go on, and hands out what each may see as a [`LeaderView`], [`EvaluatorView`] or [`PlayerView`].

mod act;
mod clock;
mod contact;
mod enter;
mod judge;
mod message;
mod script;
mod seat;
mod session;
mod view;
mod views;
mod words;

pub use act::{Act, Entry, Given, MAX_TEXT, Observation, Refused};
pub use clock::{Clock, Pace};
pub use contact::{ContactCheck, Hanging, Unconfirmed, askable};
pub use message::{Added, Message, Plan as MessagePlan, Scripted, Status};
pub use seat::{Role, Seat};
pub use session::{Answered, Observed, Phase, Session, Setup};
pub use view::{
    Blast, Choice, ClockView, ContactView, EvaluatorView, InjectView, LeaderView, MessageView, NodeView,
    ObservationView, Person, PlayerView, QuestionView, SeatView,
};
