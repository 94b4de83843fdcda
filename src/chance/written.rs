//! Laws and distributions as people write them.

use std::fmt;

use super::{Distribution, Law};

/// The law, and the cap where there is one: `LogNormal(median: 3h, p90: 20h), at most 1d`.
impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.law().fmt(f)?;
        match self.cap() {
            Some(cap) => write!(f, ", at most {cap}"),
            None => Ok(()),
        }
    }
}

/// The law as the input spells it, without quotation marks: `10m`, `Exponential(mean: 1h 30m)`.
impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(duration) => write!(f, "{duration}"),
            Self::Uniform { low, high } => write!(f, "Uniform(low: {low}, high: {high})"),
            Self::Triangular { low, mode, high } => {
                write!(f, "Triangular(low: {low}, mode: {mode}, high: {high})")
            }
            Self::Exponential { mean } => write!(f, "Exponential(mean: {mean})"),
            Self::LogNormal { median, p90 } => write!(f, "LogNormal(median: {median}, p90: {p90})"),
            Self::Weibull { shape, scale } => write!(f, "Weibull(shape: {shape}, scale: {scale})"),
            Self::Gamma { shape, scale } => write!(f, "Gamma(shape: {shape}, scale: {scale})"),
            Self::Empirical(values) => list(f, "Empirical", values),
            Self::Mixture(branches) => list(
                f,
                "Mixture",
                branches.iter().map(|(weight, law)| format!("({weight}, {law})")),
            ),
        }
    }
}

/// A name and its things in brackets.
fn list<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    things: impl IntoIterator<Item = T>,
) -> fmt::Result {
    let things: Vec<String> = things.into_iter().map(|thing| thing.to_string()).collect();
    write!(f, "{name}([{}])", things.join(", "))
}

#[cfg(test)]
mod tests {
    use super::Distribution;
    use crate::time::SimDuration;

    #[test]
    fn laws_read_as_they_were_written() -> Result<(), crate::chance::ChanceError> {
        let minutes = |n: i64| SimDuration::from_millis(n * 60_000);
        let ten = Distribution::fixed(minutes(10));
        let triangle = Distribution::triangular(minutes(1), minutes(2), minutes(90))?;
        let spread = Distribution::log_normal(minutes(180), minutes(1200))?;
        assert_eq!(ten.to_string(), "10m");
        assert_eq!(
            triangle.to_string(),
            "Triangular(low: 1m, mode: 2m, high: 1h 30m)"
        );
        assert_eq!(
            spread.clone().capped(minutes(2880)).to_string(),
            "LogNormal(median: 3h, p90: 20h), at most 2d"
        );
        assert_eq!(
            Distribution::mixture(vec![(0.7, ten), (0.3, spread)])?.to_string(),
            "Mixture([(0.7, 10m), (0.3, LogNormal(median: 3h, p90: 20h))])"
        );
        assert_eq!(
            Distribution::empirical(vec![minutes(3), minutes(5)])?.to_string(),
            "Empirical([3m, 5m])"
        );
        assert_eq!(
            Distribution::weibull(1.5, minutes(5))?.to_string(),
            "Weibull(shape: 1.5, scale: 5m)"
        );
        Ok(())
    }
}
