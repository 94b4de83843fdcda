//! Means from exact whole-number sums, with Student's interval.

use serde::{Deserialize, Serialize};

use super::interval::{Interval, Reason, critical_normal, real};
use super::wide::Wide;
use crate::chance::math;

/// The number of values, their sum and the sum of their squares, all exact.
///
/// Whole numbers add in any order, so that any split of the replications merges to the same bytes (M6). A
/// running mean of floating-point numbers would not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sums {
    n: u64,
    sum: Wide,
    squares: Wide,
}

impl Sums {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one value, in whole units (milliseconds, nodes, thousandths of a weight).
    pub fn push(&mut self, value: i64) {
        let size = u128::from(value.unsigned_abs());
        self.merge(&Self {
            n: 1,
            sum: Wide::from(i128::from(value)),
            squares: Wide::from(size * size),
        });
    }

    /// Takes in one value that may not fit `i64`, such as an area of weight × time.
    pub fn push_wide(&mut self, value: i128) {
        if let Ok(value) = i64::try_from(value) {
            return self.push(value);
        }
        self.merge(&Self {
            n: 1,
            sum: Wide::from(value),
            squares: Wide::square_of(value),
        });
    }

    /// Takes in the difference of each pair, the second less the first.
    pub fn extend_by_differences(&mut self, pairs: impl Iterator<Item = (i64, i64)>) {
        let mut batch = Batch::default();
        for (then, now) in pairs {
            match now.checked_sub(then) {
                Some(by) => batch.push(by, self),
                None => self.push_wide(i128::from(now) - i128::from(then)),
            }
        }
        batch.settle(self);
    }

    /// Takes in all values of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum = self.sum + other.sum;
        self.squares = self.squares + other.squares;
    }

    /// How many values there are.
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// The mean; `None` without values.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum.to_f64() / real(self.n))
    }

    /// The sample variance, over n - 1; `None` below two values.
    ///
    /// The numerator n Σx² - (Σx)² is a whole number, so nothing cancels and equal values have exactly the
    /// variance 0.
    pub fn variance(&self) -> Option<f64> {
        let numerator = (Wide::from(self.n) * self.squares - self.sum * self.sum).max(Wide::ZERO);
        (self.n > 1).then(|| numerator.to_f64() / real(self.n) / real(self.n - 1))
    }

    /// The mean with its t interval.
    ///
    /// Reference: "Student" (W. S. Gosset, 1908), "The probable error of a mean", Biometrika 6. Assumption:
    /// independent values whose mean is about normal; with long tails and few replications the coverage is
    /// lower than stated.
    ///
    /// At n = 0: not applicable. At n = 1: the value without bounds, too few. At n = 2: bounds with one
    /// degree of freedom (12.7 standard errors at 95 %). Equal values have an interval of no width: the
    /// measure did not vary.
    pub fn mean_interval(&self, confidence: f64) -> Interval {
        match (self.mean(), self.variance()) {
            (None, _) => Interval::missing(confidence, Reason::NotApplicable),
            (Some(mean), None) => Interval::unbounded(mean, confidence, Reason::TooFew),
            (Some(mean), Some(variance)) => {
                let t = student_quantile(f64::midpoint(1.0, confidence), self.n - 1);
                Interval::around(mean, t * (variance / real(self.n)).sqrt(), confidence)
            }
        }
    }
}

impl Extend<i64> for Sums {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, values: I) {
        let mut batch = Batch::default();
        for value in values {
            batch.push(value, self);
        }
        batch.settle(self);
    }
}

/// Sums of values so few, or so small, that they fit: adding to wide numbers one by one takes many times as long.
#[derive(Default)]
struct Batch {
    n: u64,
    sum: i128,
    squares: u128,
}

impl Batch {
    fn push(&mut self, value: i64, into: &mut Sums) {
        let size = u128::from(value.unsigned_abs());
        let square = size * size;
        let squares = self.squares.checked_add(square).unwrap_or_else(|| {
            std::mem::take(self).settle(into);
            square
        });
        self.n += 1;
        // 2^64 values of 63 bits fit.
        self.sum += i128::from(value);
        self.squares = squares;
    }

    fn settle(self, into: &mut Sums) {
        into.merge(&Sums {
            n: self.n,
            sum: Wide::from(self.sum),
            squares: Wide::from(self.squares),
        });
    }
}

impl FromIterator<i64> for Sums {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Self {
        let mut sums = Self::new();
        sums.extend(values);
        sums
    }
}

/// The mean of `n` values with its t interval, from their `sum` and `sum_of_squares`: [`Sums::mean_interval`]
/// for those who kept the sums themselves. Sums that no values have (a negative variance) count as a variance
/// of 0.
pub fn mean(sum: i128, sum_of_squares: impl Into<Wide>, n: u64, confidence: f64) -> Interval {
    Sums {
        n,
        sum: Wide::from(sum),
        squares: sum_of_squares.into(),
    }
    .mean_interval(confidence)
}

/// The `p`-quantile (0 < p < 1) of Student's t distribution with `freedom` (at least 1) degrees of freedom.
///
/// Up to 1,000 degrees through the beta distribution: t² / (ν + t²) is Beta(1/2, ν/2) (Johnson, Kotz and
/// Balakrishnan 1995, chapter 28). Above, the expansion about the normal quantile of Fisher and Cornish
/// (1960; Abramowitz and Stegun 26.7.5), whose error there is below 10⁻¹⁰.
pub fn student_quantile(p: f64, freedom: u64) -> f64 {
    let two_sided = (2.0 * p - 1.0).abs();
    let size = if freedom <= 1_000 {
        by_beta(two_sided, freedom)
    } else {
        by_expansion(two_sided, freedom)
    };
    if p < 0.5 { -size } else { size }
}

fn by_beta(two_sided: f64, freedom: u64) -> f64 {
    let freedom = real(freedom);
    let share = math::beta_quantile(0.5, freedom / 2.0, two_sided);
    (freedom * share / (1.0 - share)).sqrt()
}

fn by_expansion(two_sided: f64, freedom: u64) -> f64 {
    let (z, v) = (critical_normal(two_sided), real(freedom));
    let z2 = z * z;
    let first = (z2 + 1.0) / 4.0;
    let second = ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let third = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    z * (1.0 + (first + (second + third / v) / v) / v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_no_values_have_no_interval() {
        assert_eq!(
            Sums::new().mean_interval(0.95),
            Interval::missing(0.95, Reason::NotApplicable)
        );
        assert_eq!(
            mean(7, 49u64, 1, 0.95),
            Interval::unbounded(7.0, 0.95, Reason::TooFew)
        );
    }

    #[test]
    fn two_values_have_one_degree_of_freedom() {
        // Mean 2, standard error 1, and tan(0.475 π) = 12.7062.
        let interval = [1, 3].into_iter().collect::<Sums>().mean_interval(0.95);
        assert_eq!(interval.estimate, Some(2.0));
        assert!((interval.high.unwrap() - 14.706_204_736).abs() < 1e-8);
        assert!((interval.low.unwrap() + 10.706_204_736).abs() < 1e-8);
    }

    #[test]
    fn large_values_lose_no_digit_of_the_variance() {
        let offset = i64::MAX - 10;
        let sums: Sums = [offset + 4, offset + 7, offset + 10, offset + 3]
            .into_iter()
            .collect();
        assert_eq!(sums.variance(), Some(10.0));
        let mut wide = Sums::new();
        for value in [i128::MAX, i128::MAX - 2] {
            wide.push_wide(value);
        }
        assert_eq!(wide.variance(), Some(2.0));
    }

    #[test]
    fn many_at_once_are_what_each_by_itself_is() {
        let values = [
            i64::MAX,
            i64::MIN,
            3,
            -7,
            i64::MAX,
            i64::MAX,
            i64::MIN,
            i64::MIN,
            0,
            i64::MAX,
        ];
        let mut one_by_one = Sums::new();
        let mut differences = Sums::new();
        for (value, other) in values.iter().zip(values.iter().rev()) {
            one_by_one.push(*value);
            differences.push_wide(i128::from(*other) - i128::from(*value));
        }
        assert_eq!(values.into_iter().collect::<Sums>(), one_by_one);
        let mut at_once = Sums::new();
        at_once.extend_by_differences(values.iter().copied().zip(values.iter().rev().copied()));
        assert_eq!(at_once, differences);
    }

    #[test]
    fn the_expansion_meets_the_beta_form() {
        for confidence in [0.5, 0.9, 0.95, 0.99, 0.999] {
            let (beta, expansion) = (by_beta(confidence, 1_000), by_expansion(confidence, 1_000));
            assert!(
                (beta / expansion - 1.0).abs() < 1e-9,
                "{confidence}: {beta} {expansion}"
            );
        }
    }

    #[test]
    fn the_quantile_is_odd() {
        assert_eq!(
            student_quantile(0.1, 5).to_bits(),
            (-student_quantile(0.9, 5)).to_bits()
        );
    }
}
