//! The shipped tables: from their text to checked parameters.

use std::fmt::Display;

use ron::Options;
use ron::extensions::Extensions;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::chance::{Distribution, Probability};
use crate::time::SimDuration;

use super::{Evidence, Parameter, Quantity, evidence};

/// A row of values with the id of their evidence.
#[derive(Deserialize)]
pub(super) enum Values {
    /// Lognormal durations: median and 90th percentile.
    Times(Vec<(Box<str>, Box<str>)>, Box<str>),
    /// Durations that are certain.
    Fixed(Vec<Box<str>>, Box<str>),
    /// Probabilities.
    Chances(Vec<Box<str>>, Box<str>),
}

impl Values {
    /// The parameter whose low, nominal and high value these are.
    pub(super) fn parameter(&self, id: String) -> Result<Parameter, String> {
        let about = |message: String| format!("`{id}`: {message}");
        let [low, nominal, high] = self.points().map_err(about)?;
        let evidence = self.evidence().map_err(about)?;
        if !(rises(&low, &nominal) && rises(&nominal, &high)) {
            return Err(about("low, nominal and high are not in order".to_owned()));
        }
        Ok(Parameter {
            id: id.into(),
            low,
            nominal,
            high,
            evidence,
        })
    }

    /// The values, if there are as many as asked for.
    pub(super) fn points<const N: usize>(&self) -> Result<[Quantity; N], String> {
        let points: Result<Vec<Quantity>, String> = match self {
            Self::Times(pairs, _) => pairs
                .iter()
                .map(|(median, p90)| log_normal(median, p90))
                .collect(),
            Self::Fixed(values, _) => values.iter().map(|value| fixed(value)).collect(),
            Self::Chances(values, _) => values.iter().map(|value| chance(value)).collect(),
        };
        <[Quantity; N]>::try_from(points?).map_err(|points| format!("{} values instead of {N}", points.len()))
    }

    /// What the values rest on.
    pub(super) fn evidence(&self) -> Result<&'static Evidence, String> {
        let (Self::Times(_, id) | Self::Fixed(_, id) | Self::Chances(_, id)) = self;
        evidence::find(id).ok_or_else(|| format!("no evidence `{id}`"))
    }
}

/// Whether the second is nowhere below the first.
pub(super) fn rises(first: &Quantity, second: &Quantity) -> bool {
    match (first, second) {
        (Quantity::Duration(first), Quantity::Duration(second)) => {
            first.median() <= second.median() && first.percentile(0.9) <= second.percentile(0.9)
        }
        (Quantity::Chance(first), Quantity::Chance(second)) => first <= second,
        _ => false,
    }
}

/// The rows of a table.
pub(super) fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, String> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| error.to_string())
}

/// What was read from a file that is compiled in. A mistake in it is ours alone, and tests read every file, so
/// it is asserted instead of reported.
pub(super) fn shipped<T>(file: &str, read: Result<T, String>) -> T {
    read.unwrap_or_else(|error| unreachable!("the shipped presets are wrong: {file}: {error}"))
}

fn log_normal(median: &str, p90: &str) -> Result<Quantity, String> {
    Distribution::log_normal(duration(median)?, duration(p90)?)
        .map(Quantity::Duration)
        .map_err(text)
}

fn fixed(value: &str) -> Result<Quantity, String> {
    Ok(Quantity::Duration(Distribution::fixed(duration(value)?)))
}

fn chance(value: &str) -> Result<Quantity, String> {
    value.parse::<Probability>().map(Quantity::Chance).map_err(text)
}

fn duration(value: &str) -> Result<SimDuration, String> {
    value.parse().map_err(text)
}

fn text(error: impl Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::{Values, rows};

    fn refusal(row: &str) -> String {
        let rows: Vec<Values> = rows(&format!("[{row}]")).expect("it can be read");
        let values = rows.first().expect("there is one");
        values.parameter("x".to_owned()).expect_err(row)
    }

    #[test]
    fn what_is_wrong_in_a_row_is_said_with_its_id() {
        for (row, expected) in [
            (
                r#"Chances(["2%", "1%", "3%"], "ack")"#,
                "`x`: low, nominal and high are not in order",
            ),
            (r#"Fixed(["1s", "2s"], "ack")"#, "`x`: 2 values instead of 3"),
            (
                r#"Fixed(["1s", "2s", "3s"], "hearsay")"#,
                "`x`: no evidence `hearsay`",
            ),
        ] {
            assert_eq!(refusal(row), expected);
        }
        let spread = r#"Times([("1m", "2m"), ("2m", "9m"), ("3m", "4m")], "ack")"#;
        assert!(
            refusal(spread).contains("not in order"),
            "the 90th percentile falls"
        );
        for row in [
            r#"Times([("2m", "1m"), ("2m", "3m"), ("3m", "4m")], "ack")"#,
            r#"Chances(["1%", "2%", "300%"], "ack")"#,
        ] {
            assert!(refusal(row).starts_with("`x`: "), "{row}");
        }
        assert!(rows::<Values>(r#"[Luck(["1%"], "ack")]"#).is_err());
    }
}
