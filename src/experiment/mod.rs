//! Experiments: alternatives played over replications, in parallel, against the same luck.
//!
//! [`run`] plays and [`play_assumptions`] moves what is not known (M7); [`compare`] holds
//! alternatives against a baseline pair by pair; [`run_until`] ends when what is asked is settled, [`choose_best`] plays only
//! what may be the best, and [`shard`] plays a run in pieces. What comes back does not depend on threads, chunks or the
//! order of alternatives.
//!
//! May import: `time`, `chance`, `model`, `authority`, `document`, `engine`, `measure`. Promises: no files,
//! no environment; the same inputs give the same bytes for any number of threads and any split (K12).

mod answers;
mod assumptions;
mod best;
mod compare;
mod design;
mod front;
mod group;
pub mod improve;
mod influence;
mod moved;
mod onward;
mod perfect;
mod playing;
mod rules;
mod run;
pub mod shard;
mod starts;
mod stopping;
mod threshold;
mod variance;
mod work;

pub use assumptions::{Assumptions, POINTS, Trouble, play_assumptions};
pub use best::{Candidate, Choice, Criterion, choose_best};
pub use compare::{Compared, MeasureCompared, compare, compare_at};
pub use design::{Point, all_at, corner, latin_hypercube};
pub use front::surely_dominates;
pub use group::Group;
pub use moved::{MovedAlternative, MovedDifferences, MovedInfluence, Moving, Range, move_differences};
pub use onward::{Keep, There, Unkept, run_kept};
pub use perfect::{PERFECT, perfect};
pub use playing::{Playing, now_playing, playing};
pub use rules::{RuleContrast, RulesContrast, rule_by_rule};
pub use run::{Failure, Played, Settings, run};
pub use stopping::{Look, Looks, Stopped, Taken, run_until, run_until_kept};
pub use threshold::{Fall, FoundStarts, FoundThreshold, Search, WIDEST};
pub use variance::{Explained, ROWS};
