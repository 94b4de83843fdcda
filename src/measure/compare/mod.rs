//! Two alternatives over the same replications: what differs, how surely, and how much of it is worth talking about.
//!
//! [`contrasts`] lists what is compared, [`Pairs`] puts the rows side by side, [`judge_all`] gives verdicts on the whole
//! family, and [`causes`] says where the difference comes from.
//!
//! May import: what `measure` may. Promises: pure functions; a pair is one replication of both, never a row of one and
//! another row of the other.

pub use crate::model::Margin;

mod cause;
mod contrast;
mod judge;
mod lost;
mod pairs;
mod sample;

pub use cause::{CauseContrast, causes};
pub use contrast::{Contrast, HEADLINE, Kind, contrasts};
pub use judge::{Judgement, Luck, Member, Outcome, as_good_as, judge_all, margin_of, told_apart};
pub use lost::{Lost, lost};
pub use pairs::{Numbered, Pairs, Side, paired};
pub use sample::Sample;
