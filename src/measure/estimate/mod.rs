//! Estimates with their uncertainty: the statistics of M6 as pure functions.
//!
//! Holds: proportions ([`wilson`]), quantiles by order statistics ([`quantile`]), means from exact
//! whole-number sums ([`Sums`]), survival with arbitrary censoring ([`KaplanMeier`]), the container of one
//! measure over the replications ([`Values`]), the rank correlation that orders assumptions by influence
//! ([`correlation_spearman`]), and differences of two estimates with the correlation of their luck
//! ([`difference()`], [`correlation_pearson`]), and differences of pairs ([`paired_shares`], [`PairedQuantile`]).
//!
//! May import: `chance::math`.
//!
//! Promises: what is accumulated is whole numbers, so any split of the replications merges to the same bytes;
//! only portable mathematics is used, so the same numbers give the same bits on every platform; a figure that
//! does not exist is `None` with its [`Reason`], never a made-up number; every estimator names its reference,
//! its assumption, and what it says of 0, 1 and 2 values.

mod difference;
mod greenwood;
mod interval;
mod mean;
mod paired;
mod proportion;
mod quantile;
mod rank;
mod survival;
mod values;
mod wide;

pub use difference::{correlation_pearson, difference};
pub use interval::{Interval, Reason};
pub use mean::{Sums, mean, student_quantile};
pub use paired::{Ends, PairedCounts, PairedQuantile, paired_shares};
pub use proportion::{needed_replications_wilson, wilson};
pub use quantile::{has_low_rank, quantile, rank_of};
pub use rank::correlation_spearman;
pub use survival::{KaplanMeier, Lifetime, RestrictedMean, Step};
pub use values::{SortedValues, Summary, Value, Values};
pub use wide::Wide;
