//! The history: what every run, check and exercise with people found, kept in `SQLite`.
//!
//! [`History`] wraps a connection that somebody else has opened; [`Entry`] is what is recorded of one exercise, [`record_live`] the same
//! for one with people; [`History::timeline`] reads it back with the state of each finding, [`documents`] and [`values`] say what changed in the
//! inputs between two points, and [`NewAction`] is a corrective action with its owner and due date.
//!
//! Promises: what was recorded is on disk when [`History::record`] returns; the same history gives the same answers; no file and
//! no clock.

mod actions;
mod changes;
mod entry;
mod live;
mod migrations;
mod read;
mod record;
mod standing;
mod store;
mod timeline;

pub use actions::{Action, ActionState, Element, NewAction};
pub use changes::{DocumentChange, ValueChange, documents, values};
pub use entry::{Entry, FoundFinding, Kind, Rated, Rating, Results, finding_id, subject};
pub use live::{Live, LiveGap, record_live};
pub use migrations::NEWEST;
pub use read::{PastEntry, PastFinding, Test};
pub use record::Recorded;
pub use standing::{Standing, standing};
pub use store::{History, HistoryError};
pub use timeline::{Point, Series, Timeline, Tracked};
