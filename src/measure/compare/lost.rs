//! The replications in which the alternative does worse than the baseline.

use crate::measure::estimate::Value;

use super::pairs::Pairs;

/// One incident in which the baseline would have been better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The number of the replication.
    pub replication: u64,
    /// The baseline outran it and the alternative did not.
    pub outrun: bool,
    /// Milliseconds to containment of the baseline; nothing: never.
    pub baseline: Option<i64>,
    /// Milliseconds to containment of the alternative; nothing: never.
    pub alternative: Option<i64>,
}

/// All of them, the worst first: those that only the baseline outran, then by how much later containment came.
pub fn lost(pairs: &Pairs<'_>) -> Vec<Lost> {
    let times = pairs.of("time_to_containment_s", false);
    let outrun = pairs.outrun();
    let horizon = pairs.baseline.exercise.horizon.as_millis();
    let mut found: Vec<Lost> = times
        .into_iter()
        .zip(outrun)
        .filter_map(|((number, then, now), (was, is))| {
            let (baseline, alternative) = (time(then), time(now));
            let later = alternative.unwrap_or(i64::MAX) > baseline.unwrap_or(i64::MAX);
            let outrun = was && !is;
            (outrun || (later && was == is)).then_some(Lost {
                replication: u64::try_from(number).ok()?,
                outrun,
                baseline,
                alternative,
            })
        })
        .collect();
    let by = |one: &Lost| one.alternative.unwrap_or(horizon) - one.baseline.unwrap_or(horizon);
    found.sort_by_key(|one| (!one.outrun, -by(one), one.replication));
    found
}

const fn time(value: Value) -> Option<i64> {
    match value {
        Value::Observed(at) => Some(at),
        Value::Censored | Value::NotApplicable => None,
    }
}

impl Pairs<'_> {
    /// Whether each was outrun, pair by pair, with the limit of the baseline.
    fn outrun(&self) -> Vec<(bool, bool)> {
        let yes = |value: Value| matches!(value, Value::Observed(1));
        let rows = self.outrun_rows();
        rows.into_iter()
            .map(|(_, then, now)| (yes(then), yes(now)))
            .collect()
    }
}
