//! What a person reads in a terminal: pure functions from results to text of a given width.
//!
//! Nothing here knows of streams or of the environment; whoever prints decides width and colour.

mod bars;
mod canvas;
mod check;
mod compare;
mod duration;
mod resolved;
mod story;
mod summary;
mod table;
mod text;
mod unknowns;

pub use canvas::{Canvas, Tone};
pub use check::{PlanHeading, checked};
pub use compare::compared;
pub use resolved::resolved;
pub use story::story;
pub use summary::{Summary, summary};
