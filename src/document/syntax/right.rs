//! A decision right as it is written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::spanned::Spanned;

use super::contact::{Contact, Exhausted, Nobody};
use super::selector::Selector;
use super::value::{Chance, Law, Text};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Decision {
    /// Stop the attacker at an asset.
    Contain,
    /// Bring an asset back.
    Restore,
    /// Tell an authority or those concerned.
    Notify,
    /// Tell the public or the market.
    Disclose,
    /// Speak inside and outside.
    Communicate,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Severity {
    /// Every level.
    #[default]
    Any,
    /// Level 1.
    Low,
    /// Level 2.
    Medium,
    /// Level 3.
    High,
    /// Level 4.
    Critical,
    /// A level of a finer scale.
    Level(u8),
}

/// Who may decide what, on which conditions, and how it goes on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Right {
    /// The id.
    pub(crate) id: Text,
    /// Where a right that is added goes; nothing: last.
    #[serde(default, skip_serializing)]
    pub(crate) place: Spanned<Option<Placement>>,
    /// What it lets somebody decide.
    #[serde(default)]
    pub(crate) decision: Spanned<Option<Decision>>,
    /// For which class of incident; nothing: all.
    #[serde(default)]
    pub(crate) class: Spanned<Option<String>>,
    /// For which assets.
    #[serde(default)]
    pub(crate) assets: Spanned<Selector>,
    /// From which severity on.
    #[serde(default)]
    pub(crate) from_severity: Spanned<Severity>,
    /// Further conditions.
    #[serde(default)]
    pub(crate) limits: Spanned<Limits>,
    /// It is pre-approved.
    #[serde(default)]
    pub(crate) standing: Spanned<bool>,
    /// Who decides.
    #[serde(default)]
    pub(crate) decider: Spanned<Option<Contact>>,
    /// How often the decider's steps are repeated.
    #[serde(default)]
    pub(crate) repeat: Spanned<u32>,
    /// What the decider's steps do after the last repeat.
    #[serde(default)]
    pub(crate) exhausted: Spanned<Exhausted>,
    /// What a decider's step that resolves to nobody does.
    #[serde(default)]
    pub(crate) nobody: Spanned<Nobody>,
    /// How long deciding takes.
    #[serde(default)]
    pub(crate) decide_work: Spanned<Law>,
    /// Whom a decider without context asks first.
    #[serde(default)]
    pub(crate) consult: Spanned<Option<Contact>>,
    /// How long they work on it.
    #[serde(default)]
    pub(crate) consult_work: Spanned<Law>,
    /// Whose advice is required.
    #[serde(default)]
    pub(crate) advice: Spanned<Vec<Advice>>,
    /// The decider may hold off.
    #[serde(default)]
    pub(crate) hold_off: Spanned<Option<HoldOff>>,
    /// Who must approve.
    #[serde(default)]
    pub(crate) approvals: Spanned<Vec<Approval>>,
    /// One approval after another.
    #[serde(default)]
    pub(crate) in_series: Spanned<bool>,
    /// What it waits for.
    #[serde(default)]
    pub(crate) gates: Spanned<Vec<Spanned<Gate>>>,
    /// Who carries it out; nothing: whoever decided.
    #[serde(default)]
    pub(crate) executor: Spanned<Option<Contact>>,
    /// How long one execution takes.
    #[serde(default)]
    pub(crate) execution_work: Spanned<Law>,
    /// How long just-in-time access takes; nothing: none is needed.
    #[serde(default)]
    pub(crate) just_in_time: Spanned<Option<Law>>,
    /// Approvers, deciders and executors must be different people.
    #[serde(default)]
    pub(crate) separation_of_duties: Spanned<bool>,
    /// What an approval covers.
    #[serde(default)]
    pub(crate) grant: Spanned<Grant>,
    /// What a decision covers.
    #[serde(default)]
    pub(crate) scope: Spanned<Scope>,
    /// May act before the incident is declared.
    #[serde(default)]
    pub(crate) before_declaration: Spanned<bool>,
    /// May restore before containment is declared.
    #[serde(default)]
    pub(crate) before_all_clear: Spanned<bool>,
    /// Who approved the rule, and when.
    #[serde(default)]
    pub(crate) approved: Spanned<Option<Approved>>,
}

/// Where a right that an alternative adds goes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Placement {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// Before this one.
    Before(Text),
    /// After this one.
    After(Text),
}

/// Further conditions of matching.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Limits {
    /// Within these dates only.
    pub(crate) dates: Spanned<Option<String>>,
    /// In these hours only.
    pub(crate) hours: Spanned<Option<String>>,
    /// The zone of dates and hours.
    pub(crate) zone: Spanned<Option<String>>,
    /// The largest known blast weight.
    pub(crate) known_blast: Spanned<Option<u64>>,
    /// The largest weight that may be disrupted.
    pub(crate) disruption: Spanned<Option<u32>>,
    /// Reversible actions only.
    pub(crate) reversible_only: Spanned<bool>,
    /// Of these tenants only.
    pub(crate) tenants: Spanned<Vec<Text>>,
    /// In these jurisdictions only.
    pub(crate) jurisdictions: Spanned<Vec<Text>>,
}

/// Required advice.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advice {
    /// Whom to ask.
    pub(crate) by: Spanned<Contact>,
    /// How long they work on it.
    #[serde(default)]
    pub(crate) work: Spanned<Law>,
}

/// The decider may hold off.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct HoldOff {
    /// How probable each time.
    pub(crate) chance: Spanned<Chance>,
    /// When they are asked again.
    pub(crate) delay: Spanned<Law>,
}

/// An approval.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approval {
    /// Whom to ask.
    pub(crate) by: Spanned<Contact>,
    /// How long they work on it.
    #[serde(default)]
    pub(crate) work: Spanned<Law>,
    /// How probably one asking is declined.
    #[serde(default)]
    pub(crate) declines: Spanned<Chance>,
    /// How many further times it is asked for.
    #[serde(default = "super::default_reasks")]
    pub(crate) reasks: Spanned<u32>,
    /// How long revising takes.
    #[serde(default)]
    pub(crate) revision: Spanned<Law>,
}

/// What a decided request waits for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Gate {
    /// Containment carried out.
    Contain,
    /// Restoration carried out.
    Restore,
    /// Notification carried out.
    Notify,
    /// Disclosure carried out.
    Disclose,
    /// Communication carried out.
    Communicate,
    /// This carried out.
    Executed(Decision),
    /// This approved.
    Approved(Decision),
}

/// What an approval covers.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Grant {
    /// The assets of the request.
    #[default]
    PerAsset,
    /// The whole incident.
    PerIncident,
}

/// What a decision covers.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Scope {
    /// The known nodes of the request.
    #[default]
    Known,
    /// Also successors up to so many hops.
    Hops(u32),
    /// The whole tenant.
    Tenant,
}

/// Who approved a rule, when, and when it is reviewed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approved {
    /// Who.
    pub(crate) by: Text,
    /// When.
    pub(crate) on: Text,
    /// When it is due for review.
    #[serde(default)]
    pub(crate) review: Spanned<Option<String>>,
}
