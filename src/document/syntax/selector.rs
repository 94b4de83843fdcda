//! Which assets a rule, an inject or a person's knowledge is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::Text;

/// A selector of assets.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Selector {
    /// Every asset.
    #[default]
    All,
    /// One asset.
    Asset(Text),
    /// These assets.
    Assets(Vec<Text>),
    /// Assets of this kind.
    Kind(Text),
    /// Assets with this tag.
    Tag(Text),
    /// Assets of this tenant.
    Tenant(Text),
    /// Assets that this team owns or operates.
    Team(Text),
    /// Assets that one of these selects.
    AnyOf(Vec<Selector>),
    /// Assets that all of these select.
    AllOf(Vec<Selector>),
    /// Assets that this does not select.
    Not(Box<Selector>),
}
