//! One replication of an exercise: the attack, the people, and what each does to the other.
//!
//! [`Plan`] is an exercise compiled to flat arrays; [`Play`] plays replications of it, one after another, and
//! reuses its memory, so that nothing is allocated once it is warm. The rules of the model live in one file
//! each: `attack` (E3 to E6, E9), `foothold` (E4, E9, E12), `effect` (E7 to E10), `discovery` (D1, D3), `declare`
//! (D2, D4), `watch` (E11), `request` (D5, R1, L1), `decide` (R2 to R5, P1), `task`, `addressee`, `page` and `due` (C1 to C5),
//! `person` (O2, O5, O7), `approve` (P2), `gate` (P3), `execute` (P4), `restore` (L3), `inject` (I1, I2), `players` and `live` (I3). `record` holds
//! the records, each with the record that caused it, from which attribution (M4) is read.
//!
//! May import: `time`, `chance`, `model`, `authority`. Promises: no I/O, no wall clock, no failure.

mod addressee;
mod approve;
mod arena;
mod attack;
mod calendar;
mod cases;
mod decide;
mod declare;
mod discovery;
mod due;
mod effect;
mod event;
mod execute;
mod foothold;
mod future;
mod gate;
mod hours;
mod inject;
mod live;
mod node;
mod note;
mod outcome;
mod owners;
mod page;
mod people;
mod person;
mod plan;
mod play;
mod players;
mod record;
mod request;
mod restore;
mod running;
mod spread;
mod task;
mod tries;
mod watch;
mod windows;
mod work;

pub use future::EventList;
pub use live::{Answer, Asked, Asking, Contact, LivePlay, Move, Stale, Standing, Verdict};
pub use note::{Errand, Note};
pub use outcome::{Burden, CaseView, Critical, Stopped, Times};
pub use people::State;
pub use plan::Plan;
pub use play::Play;
pub use record::{Cause, Kind, Record, RecordIx};
