//! Experiments: alternatives played over replications, in parallel, against the same luck.
//!
//! [`run`] plays; what comes back does not depend on threads, chunks or the order of alternatives.
//!
//! May import: `time`, `chance`, `model`, `authority`, `document`, `check`, `engine`, `measure`. Promises: no files,
//! no environment; the same inputs give the same bytes for any number of threads and any split (K12).

mod run;

pub use run::{Failure, Played, Settings, run};
