//! Who stands behind a decision.

use schemars::JsonSchema;
use serde::Serialize;

/// One who decides, a rule, or what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Post {
    /// From left to right: 0 people by what they hold, 1 roles, rotas, teams and bodies, 2 rules, 3 assets.
    pub column: u8,
    /// `person`, `role`, `rota`, `body`, `team`, `right` or `assets`.
    pub kind: String,
    /// The name.
    pub name: String,
}

/// How two of them hang together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tie {
    /// The place of the one.
    pub from: usize,
    /// The place of the other.
    pub to: usize,
    /// How, in words.
    pub words: String,
    /// Whether time is lost here.
    pub failing: bool,
}
