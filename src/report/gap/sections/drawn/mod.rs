//! Pictures that stand in several chapters, with their words and the tables behind them.

mod behind;
mod hours;
mod told;

pub(super) use behind::behind;
pub(super) use hours::hours;
pub(super) use told::lanes;
