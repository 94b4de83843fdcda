//! A probability that was checked once.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::ChanceError;

/// A number from 0 to 1, both included.
///
/// It is read from `0.4` or `40%`, and shown as `40%`; what is shown reads back to the same bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probability(f64);

impl Probability {
    /// What does not happen.
    pub const NEVER: Self = Self(0.0);
    /// What happens.
    pub const ALWAYS: Self = Self(1.0);

    /// A checked probability.
    ///
    /// # Errors
    /// [`ChanceError::NotAProbability`] below 0, above 1, and for what is not a number.
    pub fn new(value: f64) -> Result<Self, ChanceError> {
        if (0.0..=1.0).contains(&value) {
            // Adding zero turns -0 into 0, so that equal probabilities have equal bits.
            Ok(Self(value + 0.0))
        } else {
            Err(ChanceError::NotAProbability)
        }
    }

    /// The number, from 0 to 1.
    #[inline]
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl Eq for Probability {}

impl Ord for Probability {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Probability {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Probability {
    type Err = ChanceError;

    /// Reads `0.4`, `40%` or `2.5 %`: plain digits, no sign, no exponent.
    fn from_str(text: &str) -> Result<Self, ChanceError> {
        let text = text.trim();
        // The exponent moves the point before rounding, so that `29%` and `0.29` are the same bits.
        let (number, exponent) = match text.strip_suffix('%') {
            Some(percent) => (percent.trim_end(), "e-2"),
            None => (text, ""),
        };
        if !number.starts_with(|c: char| c.is_ascii_digit())
            || !number.chars().all(|c| c.is_ascii_digit() || c == '.')
        {
            return Err(ChanceError::NotAShare);
        }
        let value: f64 = format!("{number}{exponent}")
            .parse()
            .map_err(|_| ChanceError::NotAShare)?;
        Self::new(value)
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Moving the point in the text is exact; multiplying by 100 is not.
        let share = self.0.to_string();
        let (whole, fraction) = share.split_once('.').unwrap_or((&share, ""));
        let fraction = format!("{fraction:0<2}");
        let (moved, rest) = fraction.split_at(2);
        let percent = format!("{whole}{moved}");
        let percent = percent.trim_start_matches('0');
        let percent = if percent.is_empty() { "0" } else { percent };
        let point = if rest.is_empty() { "" } else { "." };
        f.pad(&format!("{percent}{point}{rest}%"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_what_they_wrote() {
        for (written, shown) in [
            ("40%", "40%"),
            ("0.4", "40%"),
            ("29 %", "29%"),
            ("28.7%", "28.7%"),
            ("0", "0%"),
            ("0.0%", "0%"),
            ("1", "100%"),
            ("100%", "100%"),
            ("0.0005", "0.05%"),
            ("7%", "7%"),
        ] {
            let read: Probability = written.parse().expect("a probability");
            assert_eq!(read.to_string(), shown, "{written}");
        }
        assert_eq!("29%".parse::<Probability>(), Probability::new(0.29));
    }

    #[test]
    fn what_is_no_probability_is_refused() {
        for text in [
            "", "%", "-1%", "nan", "inf", "1e-2", "+0.4", "0,4", "1.2.3", "half", ".5",
        ] {
            assert_eq!(text.parse::<Probability>(), Err(ChanceError::NotAShare), "{text}");
        }
        for text in ["101%", "1.0001", "40"] {
            assert_eq!(
                text.parse::<Probability>(),
                Err(ChanceError::NotAProbability),
                "{text}"
            );
        }
        for value in [f64::NAN, -0.1, 1.1, f64::INFINITY] {
            assert_eq!(Probability::new(value), Err(ChanceError::NotAProbability));
        }
    }

    #[test]
    fn zero_has_no_sign() {
        let zero = Probability::new(-0.0).expect("zero is a probability");
        assert_eq!(zero.cmp(&Probability::NEVER), Ordering::Equal);
        assert_eq!(zero.to_string(), "0%");
    }
}
