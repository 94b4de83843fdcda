//! All presets together: for suggestions, reports and the documentation.

use super::{Parameter, action, attacker, kind, reach, word};

/// Every parameter: words, attackers, reach profiles, actions.
pub fn all() -> impl Iterator<Item = &'static Parameter> {
    word::parameters()
        .chain(attacker::parameters())
        .chain(reach::parameters())
        .chain(action::parameters())
}

/// The parameter with this id.
pub fn parameter(id: &str) -> Option<&'static Parameter> {
    all().find(|parameter| &*parameter.id == id)
}

/// The names of all attackers, sorted.
pub fn attacker_names() -> Vec<&'static str> {
    attacker::attackers().iter().map(|preset| &*preset.name).collect()
}

/// The names of all reach profiles, sorted.
pub fn reach_names() -> Vec<&'static str> {
    reach::reaches().iter().map(|preset| &*preset.name).collect()
}

/// The names of all actions, sorted.
pub fn action_names() -> Vec<&'static str> {
    action::actions().iter().map(|preset| &*preset.name).collect()
}

/// The names of all kinds of nodes, sorted.
pub fn node_kind_names() -> Vec<&'static str> {
    kind::node_kinds().iter().map(|preset| &*preset.name).collect()
}

/// The names of all kinds of edges, other names too, sorted.
pub fn edge_kind_names() -> Vec<&'static str> {
    let names = |preset: &'static kind::EdgeKindPreset| std::iter::once(&preset.name).chain(&preset.also);
    let mut names: Vec<&'static str> = kind::edge_kinds()
        .iter()
        .flat_map(names)
        .map(|name| &**name)
        .collect();
    names.sort_unstable();
    names
}
