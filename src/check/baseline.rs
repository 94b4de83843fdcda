//! A baseline: what is known already, so that only what is new fails.
//!
//! Findings are known by code, by what they are about, and by alternative; not by line, so that moving text makes
//! nothing new.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::run::Checked;

/// What was known when the baseline was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// `outrun/baseline/1`.
    pub schema: String,
    /// What is known, sorted.
    pub findings: Vec<Known>,
}

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The code.
    pub code: String,
    /// What it is about: the kind of thing and its id.
    pub about: String,
    /// The alternative.
    pub alternative: String,
    /// How often.
    pub count: usize,
}

/// What a baseline said of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// So many findings are known.
    pub known: usize,
    /// So many entries of the baseline no longer occur.
    pub gone: usize,
}

/// The name of this form of document.
const SCHEMA: &str = "outrun/baseline/1";

type Counts = BTreeMap<(String, String, String), usize>;

impl Baseline {
    /// Everything that was found.
    pub fn of(checked: &Checked) -> Self {
        let mut counts = Counts::new();
        for finding in &checked.findings {
            for alternative in &finding.alternatives {
                *counts.entry(id(finding, alternative)).or_default() += 1;
            }
        }
        let known = counts
            .into_iter()
            .map(|((code, about, alternative), count)| Known {
                code,
                about,
                alternative,
                count,
            });
        Self {
            schema: SCHEMA.to_owned(),
            findings: known.collect(),
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// In words, if it is something else.
    pub fn read(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if baseline.schema == SCHEMA {
            Ok(baseline)
        } else {
            Err(format!(
                "its schema is `{}`; expected `{SCHEMA}`",
                baseline.schema
            ))
        }
    }

    /// Leaves what is new: of findings that occur more often than before, the last ones.
    pub fn leave_new(&self, checked: &mut Checked) -> Compared {
        let mut left: Counts = self
            .findings
            .iter()
            .map(|one| {
                (
                    (one.code.clone(), one.about.clone(), one.alternative.clone()),
                    one.count,
                )
            })
            .collect();
        let mut compared = Compared::default();
        checked.findings.retain_mut(|finding| {
            let mut new = Vec::new();
            for alternative in &finding.alternatives {
                match left
                    .get_mut(&id(finding, alternative))
                    .filter(|count| **count > 0)
                {
                    Some(count) => *count -= 1,
                    None => new.push(alternative.clone()),
                }
            }
            if new.is_empty() && !finding.alternatives.is_empty() {
                compared.known += 1;
                return false;
            }
            finding.alternatives = new;
            true
        });
        // Of an alternative that was not looked at nothing is known.
        let looked_at = |alternative: &String| checked.alternatives.contains(alternative);
        let gone = left
            .iter()
            .filter(|((_, _, alternative), count)| **count > 0 && looked_at(alternative));
        compared.gone = gone.count();
        compared
    }
}

fn id(finding: &Finding, alternative: &str) -> (String, String, String) {
    (finding.code.to_owned(), about(finding), alternative.to_owned())
}

/// What a finding is about, the same wherever it is written: `right contain/cloud`.
pub fn about(finding: &Finding) -> String {
    let (what, id) = &finding.about;
    let words = what.word();
    if id.is_empty() {
        words.to_owned()
    } else {
        format!("{words} {id}")
    }
}
