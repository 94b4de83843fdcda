//! What pictures show of the plan itself and of single incidents: weeks, the authority behind a decision, told incidents.

mod authority;
mod nights;
mod told;
mod weeks;

pub(super) use authority::{Authority, authority};
pub(super) use told::{Incident, incident};
pub(super) use weeks::weeks;
