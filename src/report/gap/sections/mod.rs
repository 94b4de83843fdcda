//! The chapters of the report, one file each.

mod aims;
mod alternatives;
mod appendix;
mod chains;
mod compared;
mod cost;
mod coverage;
mod drawn;
mod findings;
mod limits;
mod moves;
mod plan;
mod race;
mod steps;
mod survival;
mod time;
mod told;
mod trade;

pub(super) use aims::aims;
pub(super) use alternatives::alternatives;
pub(super) use appendix::appendix;
pub(super) use chains::chains;
pub(super) use compared::compared;
pub(super) use cost::cost;
pub(super) use coverage::coverage;
pub(super) use findings::findings;
pub(super) use limits::limits;
pub(super) use moves::moves;
pub(super) use plan::plan;
pub(super) use race::race;
pub(super) use steps::told as step_told;
pub(super) use survival::survival;
pub(super) use time::time;
pub(super) use told::told;
pub(super) use trade::trade;
