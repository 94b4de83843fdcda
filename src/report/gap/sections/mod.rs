//! The chapters of the report, one file each.

mod aims;
mod alternatives;
mod appendix;
mod controls;
mod cost;
mod findings;
mod limits;
mod plan;
mod race;
mod survival;
mod time;

pub(super) use aims::aims;
pub(super) use alternatives::alternatives;
pub(super) use appendix::appendix;
pub(super) use controls::controls;
pub(super) use cost::cost;
pub(super) use findings::findings;
pub(super) use limits::limits;
pub(super) use plan::plan;
pub(super) use race::race;
pub(super) use survival::survival;
pub(super) use time::time;
