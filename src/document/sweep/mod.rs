//! Sweeps: one alternative for each combination of values.
//!
//! A sweep names one value of the plan by kind, id and field, and lists what it should be. Each combination becomes an
//! alternative of its own before anything is checked, so that whatever is wrong with a value is said of it like of any
//! other.

mod expand;
mod option;
mod path;

pub(super) use expand::sweep;
pub use expand::{Swept, SweptAxis, SweptPoint};
pub use option::Sweeping;
