//! What can be wrong with a written probability or law.

use thiserror::Error;

/// Why a probability or a law was refused.
///
/// The text says what was expected, in lower case and without a full stop, so that a diagnostic
/// can show it beside the place it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ChanceError {
    /// A probability below 0, above 1, or not a number.
    #[error("a probability must be between 0 and 1 (or between 0% and 100%)")]
    NotAProbability,
    /// Text that is neither a share nor a percentage.
    #[error("a probability must be written as a share such as `0.4` or a percentage such as `40%`")]
    NotAShare,
    /// A duration above [`LONGEST`](super::LONGEST).
    #[error("a duration must be at most 1000 years")]
    TooLong,
    /// A range written from high to low.
    #[error("the low value must be at most the high value")]
    LowAboveHigh,
    /// A mode outside its range.
    #[error("the mode must lie between the low and the high value")]
    ModeOutside,
    /// An exponential law without a mean.
    #[error("the mean must be greater than zero")]
    MeanNotPositive,
    /// A lognormal law without a median.
    #[error("the median must be greater than zero")]
    MedianNotPositive,
    /// A lognormal law without spread.
    #[error("the 90th percentile must be greater than the median")]
    P90NotAboveMedian,
    /// A shape that no numerical method here is tested for.
    #[error("the shape must be between 0.01 and 10000")]
    ShapeOutOfRange,
    /// A Weibull or gamma law without a scale.
    #[error("the scale must be greater than zero")]
    ScaleNotPositive,
    /// An empirical law of nothing.
    #[error("an empirical law must have at least one measured value")]
    NoValues,
    /// A mixture of nothing.
    #[error("a mixture must have at least one branch")]
    NoBranches,
    /// A weight that is zero, negative, or too large to add up.
    #[error("every weight of a mixture must be a finite number greater than zero")]
    WeightNotPositive,
}
