//! How a replication ended.

use crate::engine::{Plan, Play, Stopped};
use crate::report::Seconds;

use super::document::{Ending, Reached};

/// What became of it (M1 to M3, M5).
pub(super) fn ending(plan: &Plan<'_>, played: &Play<'_>) -> Ending {
    let (times, burden) = (played.times(), played.burden());
    let contained = played.contained_at();
    // M3: in the same millisecond is too late.
    let before = |at| contained.is_some_and(|contained| contained < at);
    let outrun =
        contained.is_some() && times.limit_passed.is_none_or(before) && times.jewel.is_none_or(before);
    let stopped = match played.stopped() {
        Stopped::Finished => "finished",
        Stopped::TooManyRetakes => "too_many_retakes",
        Stopped::TooManyEvents => "too_many_events",
    };
    let nodes = &plan.exercise.estate.nodes;
    let fallen = played.fallen();
    Ending {
        outrun,
        contained_s: contained.map(Seconds::since_start),
        limit_passed_s: times.limit_passed.map(Seconds::since_start),
        crown_jewel_s: times.jewel.map(Seconds::since_start),
        horizon_s: plan.exercise.horizon.into(),
        stopped: stopped.to_owned(),
        fallen: Reached {
            count: fallen.len() as u64,
            weight: fallen
                .iter()
                .map(|(_, node)| u64::from(nodes[*node].weight))
                .sum(),
        },
        reachable_weight: plan.reach_weight(),
        never_known: u64::from(played.never_known()),
        pages: u64::from(burden.pages),
        people_engaged: u64::from(burden.engaged),
        people_woken: u64::from(burden.woken),
        approvals: u64::from(burden.approvals),
        work_s: Seconds::from_millis(burden.work),
        false_all_clears: u64::from(burden.false_all_clears),
    }
}
