//! `outrun plan`, `shard`, `missing` and `merge`: one run in pieces, for clusters and array jobs.

mod merge;
mod missing;
mod parts;
mod plan;
mod planned;
mod shard;

pub(super) use merge::{MergeArguments, merge};
pub(super) use missing::{MissingArguments, missing};
pub(super) use plan::{PlanArguments, answer, in_one_piece, plan};
pub(super) use shard::{ShardArguments, shard};
