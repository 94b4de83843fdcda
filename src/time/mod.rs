//! Time: simulated instants, wall clocks and everything that turns one into the other.
//!
//! Holds simulated time ([`SimTime`], [`SimDuration`]), instants of the world ([`WallTime`], [`Span`]), time zones
//! on the bundled tz database ([`Zone`]), civil dates and times of day, working calendars, rotas, windows in
//! which an exercise may start, and the terms of the law.
//!
//! May import: nothing.
//!
//! Promises: whole milliseconds and integer arithmetic throughout; no wall clock and no zone data of the host, so
//! that the same input gives the same instants everywhere; recurring local times follow the clock on the wall
//! (O6); every loop is bounded by [`LONGEST_WINDOW`]; reading what people write never panics and always says
//! what was expected.

mod calendar;
mod civil;
mod clock;
mod duration_text;
mod error;
mod hours;
mod hours_text;
mod legal;
mod range_text;
mod recurrence;
mod rota;
mod rota_segments;
mod rule;
mod sim;
mod spans;
mod start;
mod wall;
mod weekday;
mod zone;

pub use calendar::WorkingCalendar;
pub use civil::{Date, LocalDateTime, parse_date, parse_local_datetime};
pub use clock::TimeOfDay;
pub use error::TimeError;
pub use hours::WeekHours;
pub use legal::{Jurisdiction, Term};
pub use range_text::{DateRange, parse_date_range, parse_instant, parse_span};
pub use recurrence::LONGEST_WINDOW;
pub use rota::{HandOff, Restriction, Rota, RotaLayer, RotaOverride};
pub use rota_segments::Segment;
pub use rule::RecurrenceRule;
pub use sim::{SimDuration, SimTime};
pub use spans::{merge_spans, subtract_spans};
pub use start::{StartWindow, Starts};
pub use wall::{Span, WallTime};
pub use weekday::Weekday;
pub use zone::Zone;
