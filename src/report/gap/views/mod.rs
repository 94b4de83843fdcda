//! What pictures show of the plan itself and of single incidents: weeks, the authority behind a decision, told incidents.
//!
//! They are made while the inputs of a run are read, for the plan as it is and for the best of its alternatives; nothing here names people.

mod authority;
mod gather;
mod nights;
mod told;
mod weeks;

pub(super) use authority::Authority;
pub use gather::Views;
pub(super) use told::Incident;
