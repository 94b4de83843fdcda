//! From replications to figures: observations, estimates with intervals, attribution, survival.
//!
//! May import: `time`, `chance`, `model`, `engine`. Promises: pure functions; what is accumulated is whole
//! numbers, so that any split of the replications merges to the same bytes (M6).

mod attribution;
mod blast;
mod burden;
mod charges;
mod clock;
mod clock_figures;
mod columns;
pub mod compare;
mod curve;
pub mod estimate;
mod figure;
mod objective;
mod observation;
mod observations;
mod path_figures;
mod shortfall;
mod summary;

pub use attribution::{Piece, critical_path};
pub use blast::{Fallen, area_until, blast_at};
pub use burden::{BURDEN, BurdenFigures, FalseAlarmFigures};
pub use charges::{Charges, roles_of};
pub use clock::StageOutcome;
pub use clock_figures::ClockFigures;
pub use columns::{Column, Landmark, Layout, cell, value};
pub use curve::{CurvePoint, passes};
pub use figure::{AssumptionRange, CONFIDENCE, Figure, Scale, Spread};
pub use objective::{Judged, Verdict};
pub use observation::Observer;
pub use observations::Observations;
pub use path_figures::{CauseFigures, PathFigures};
pub use shortfall::shortfall;
pub use summary::{Assumed, BlastFigures, Evidence, Figures, Influence, TIMES, outrun_rate, summarise};
