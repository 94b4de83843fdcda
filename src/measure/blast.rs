//! The blast radius of a replication at an instant, and the area under it (E6, M2).

use crate::engine::Play;
use crate::model::NodeId;
use crate::time::SimTime;

use super::estimate::Value;

/// What had fallen by an instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fallen {
    /// The summed weight.
    pub weight: i64,
    /// The number of nodes.
    pub count: i64,
}

/// B at an instant, what falls in that millisecond included (E6).
pub fn blast_at(play: &Play<'_>, at: SimTime) -> Fallen {
    let mut fallen = Fallen::default();
    for &(fell_at, node) in play.fallen() {
        if fell_at > at {
            break;
        }
        fallen.weight += weight(play, node);
        fallen.count += 1;
    }
    fallen
}

/// The area under B from `StartEx` to an instant: weight × milliseconds and nodes × milliseconds.
pub fn area_until(play: &Play<'_>, until: SimTime) -> Fallen {
    let mut area = Fallen::default();
    for &(fell_at, node) in play.fallen() {
        let lasted = (until - fell_at).as_millis();
        area.weight = area
            .weight
            .saturating_add(weight(play, node).saturating_mul(lasted));
        area.count = area.count.saturating_add(lasted);
    }
    area
}

/// B at an instant that may never come.
pub(super) fn at_landmark(play: &Play<'_>, at: Value) -> (Value, Value) {
    match at {
        Value::Observed(ms) => {
            let fallen = blast_at(play, SimTime::from_millis(ms));
            (Value::Observed(fallen.weight), Value::Observed(fallen.count))
        }
        missing => (missing, missing),
    }
}

fn weight(play: &Play<'_>, node: NodeId) -> i64 {
    play.exercise()
        .estate
        .nodes
        .item(node)
        .map_or(0, |node| i64::from(node.weight))
}
