//! Selectors and limits of rights in words.

use crate::model::{Exercise, Limits, NodeId, Right, Selector};

/// Of so many named assets the rest is counted.
const MOST_NAMED: usize = 5;

/// What a right is about.
pub(super) fn selector(exercise: &Exercise, right: &Right) -> String {
    if !right.decision.is_about_an_asset() {
        return "the incident".to_owned();
    }
    words(exercise, &right.assets)
}

fn words(exercise: &Exercise, of: &Selector) -> String {
    let estate = &exercise.estate;
    let joined = |parts: &[Selector], word: &str| {
        let parts: Vec<String> = parts.iter().map(|part| words(exercise, part)).collect();
        parts.join(word)
    };
    match of {
        Selector::All => "every asset".to_owned(),
        Selector::Assets(nodes) => names(exercise, nodes),
        Selector::Kind(kind) => format!("kind {}", estate.node_kinds[*kind].id),
        Selector::Tag(tag) => format!("tag {}", estate.tags[*tag].id),
        Selector::Tenant(tenant) => format!("tenant {}", estate.tenants[*tenant].id),
        Selector::AnyOf(parts) => joined(parts, " or "),
        Selector::AllOf(parts) => joined(parts, " and "),
        Selector::Not(part) => format!("not ({})", words(exercise, part)),
    }
}

fn names(exercise: &Exercise, nodes: &[NodeId]) -> String {
    let shown = nodes.iter().take(MOST_NAMED);
    let shown: Vec<&str> = shown.map(|node| &*exercise.estate.nodes[*node].id).collect();
    let rest = nodes.len().saturating_sub(MOST_NAMED);
    match rest {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// Conditions of a right besides decision, class, asset and severity.
pub(super) fn limits(exercise: &Exercise, of: &Limits) -> Vec<String> {
    let zone = &exercise.scenario.zone;
    let mut found = Vec::new();
    if let Some(dates) = &of.dates {
        found.push(format!(
            "from {} until {}",
            zone.display(dates.start),
            zone.display(dates.end)
        ));
    }
    if let Some((zone, hours)) = &of.hours {
        found.push(format!("{} in {}", hours, zone.name()));
    }
    if let Some(weight) = of.known_blast {
        found.push(format!("while the known blast weighs no more than {weight}"));
    }
    if let Some(weight) = of.disruption {
        found.push(format!("disrupting no asset that weighs more than {weight}"));
    }
    if of.reversible_only {
        found.push("reversible actions only".to_owned());
    }
    if !of.tenants.is_empty() {
        let tenants: Vec<&str> = of
            .tenants
            .iter()
            .map(|one| &*exercise.estate.tenants[*one].id)
            .collect();
        found.push(format!("tenants {}", tenants.join(", ")));
    }
    if !of.jurisdictions.is_empty() {
        let places: Vec<&str> = of.jurisdictions.iter().map(|one| &**one).collect();
        found.push(format!("jurisdictions {}", places.join(", ")));
    }
    found
}
