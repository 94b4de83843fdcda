//! The document of `outrun plan`: `outrun/plan/1`, a run divided into shards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::run_document::Input;

/// What `plan.json` says. Everything that a shard needs stands in it and in the folder `inputs` beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/plan/1")]
pub struct ShardPlan {
    /// `outrun/plan/1`.
    pub schema: String,
    /// The version of Outrun that plays: all shards and the merge need the same.
    pub version: String,
    /// The command that gives the same results in one piece.
    pub command: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// The seed of all draws.
    pub seed: u64,
    /// The alternatives, in their order.
    pub alternatives: Vec<String>,
    /// What is swept besides what the exercise sweeps, as `--sweep` takes it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sweeps: Vec<String>,
    /// The alternative that is swept, if one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sweep_of: Option<String>,
    /// How many replications of each alternative there are in all.
    pub replications: u64,
    /// Into how many shards they are divided, numbered from 1.
    pub shards: u64,
    /// The files that were read, sorted.
    pub inputs: Vec<Input>,
    /// The SHA-256 of what the first replications give: a machine that computes otherwise must not play a part.
    pub known_answer: String,
}

impl ShardPlan {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/plan/1";
}
