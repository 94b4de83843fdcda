//! What is swept besides what the exercise sweeps, for the commands that play.

use clap::Args;

use crate::document::{Loaded, Sweeping};

use super::run::quoted;

/// Sweeps asked for on the command line.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct SweepArguments {
    /// Play an alternative for each value of something in the plan, such as `right.contain.from_severity=low,high`; may be
    /// repeated: every combination is played
    #[arg(long = "sweep", value_name = "PATH=VALUES", value_parser = sweep)]
    sweeps: Vec<String>,
    /// The alternative that is swept [default: the first]
    #[arg(long = "sweep-of", value_name = "NAME", requires = "sweeps")]
    over: Option<String>,
}

fn sweep(text: &str) -> Result<String, String> {
    match text.split_once('=') {
        Some((path, values)) if !path.trim().is_empty() && !values.trim().is_empty() => Ok(text.to_owned()),
        _ => Err("what is swept and its values are wanted, for example set.watch=1h,2h,4h".to_owned()),
    }
}

impl SweepArguments {
    /// For the loader; nothing: nothing is swept.
    pub(super) fn sweeping(&self) -> Option<Sweeping> {
        (!self.sweeps.is_empty()).then(|| Sweeping {
            over: self.over.clone(),
            sweeps: self.sweeps.clone(),
        })
    }

    /// The alternative that is swept, if one was named.
    pub(super) const fn over(&self) -> Option<&String> {
        self.over.as_ref()
    }

    /// What is swept, as it was written.
    pub(super) fn sweeps(&self) -> &[String] {
        &self.sweeps
    }

    /// The alternatives that are asked for; what was swept is wanted, whoever else is named.
    pub(super) fn asked(&self, alternatives: &[String], loaded: &Loaded) -> Vec<String> {
        let mut asked = alternatives.to_vec();
        if !asked.is_empty() && self.is_asked() {
            let first = || loaded.alternatives().next().map(str::to_owned);
            asked.extend(self.over().cloned().or_else(first));
        }
        asked
    }

    /// Whether anything is swept.
    pub(super) const fn is_asked(&self) -> bool {
        !self.sweeps.is_empty()
    }

    /// The words that give the same sweeps again.
    pub(super) fn words(&self) -> Vec<String> {
        let sweeps = self
            .sweeps
            .iter()
            .map(|sweep| format!("--sweep {}", quoted(sweep)));
        let over = self
            .over
            .as_ref()
            .map(|name| format!("--sweep-of {}", quoted(name)));
        sweeps.chain(over).collect()
    }
}
