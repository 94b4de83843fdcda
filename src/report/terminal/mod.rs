//! What a person reads in a terminal: pure functions from results to text of a given width.
//!
//! Nothing here knows of streams or of the environment; whoever prints decides width and colour.

mod bars;
mod canvas;
mod check;
mod compare;
mod coverage;
mod duration;
mod improve;
mod register;
mod resolved;
mod stopping;
mod story;
mod summary;
mod table;
mod text;
mod unknowns;
mod who;

pub use canvas::{Canvas, Tone};
pub use check::{PlanHeading, checked};
pub use compare::compared;
pub(super) use compare::{difference, label, short, signed};
pub use coverage::{coverage, coverage_cell};
pub(super) use duration::duration;
#[cfg(feature = "conduct")]
pub(super) use duration::duration_of_seconds;
pub use improve::improved;
pub use register::register;
pub use resolved::resolved;
pub use story::story;
pub(super) use story::{Line, ended, lines};
pub(super) use summary::{Kind, estimate, millis, percent, range, with_luck};
pub use summary::{Summary, summary};
#[cfg(feature = "conduct")]
pub(super) use text::{columns, fit, left, right};
pub(super) use text::{count, list};
pub use who::who;
