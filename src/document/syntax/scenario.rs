//! What a scenario holds: entries, start, attacker, requests.

use schemars::JsonSchema;
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use crate::document::session::Raw;
use crate::document::spanned::Spanned;

use super::inject::Inject;
use super::law::Clock;
use super::right::{Decision, Severity};
use super::value::{Chance, Law, NameOr, OneOrMany, Text};

/// What happens.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Scenario {
    /// The class of the incident.
    pub(crate) incident: Spanned<Option<String>>,
    /// Where the attacker starts.
    pub(crate) entry: Spanned<OneOrMany<Text>>,
    /// When.
    pub(crate) starts: Spanned<Option<Start>>,
    /// The zone in which the scenario tells the time.
    pub(crate) zone: Spanned<Option<String>>,
    /// The attacker.
    #[serde(default = "super::default_attacker")]
    pub(crate) attacker: Spanned<NameOr<Attacker>>,
    /// The severity it is first given.
    #[serde(default = "super::default_severity")]
    pub(crate) severity: Spanned<Severity>,
    /// Who else may tell.
    pub(crate) told_by: Spanned<OneOrMany<ThirdParty>>,
    /// Notifications, communications, disclosures.
    #[serde(deserialize_with = "super::items")]
    pub(crate) requests: Vec<Request>,
    /// Injects.
    #[serde(deserialize_with = "super::items")]
    pub(crate) injects: Vec<Inject>,
    /// Legal clocks.
    #[serde(deserialize_with = "super::items")]
    pub(crate) clocks: Vec<Clock>,
}

/// When the first compromise happens.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) enum Start {
    /// At this instant.
    At(Text),
    /// At an instant drawn from these hours.
    During {
        /// The hours.
        #[serde(default)]
        when: Spanned<When>,
        /// The first day.
        from: Text,
        /// The last day, itself included.
        until: Text,
        /// The zone; nothing: the scenario's.
        #[serde(default)]
        zone: Spanned<Option<String>>,
    },
}

/// Hours of the week, by a word or as text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum When {
    /// As text: `"Fri 18:00-24:00"`.
    Hours(String),
    /// By a word.
    Word(WhenWord),
}

impl Default for When {
    fn default() -> Self {
        Self::Word(WhenWord::AnyTime)
    }
}

/// Hours of the week.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum WhenWord {
    /// All hours.
    AnyTime,
    /// Monday to Friday, 09:00 to 17:00.
    WorkingHours,
    /// All hours but those.
    OffHours,
    /// 22:00 to 06:00.
    Nights,
    /// Saturday and Sunday.
    Weekends,
}

impl WhenWord {
    /// The hours.
    pub(crate) const fn hours(self) -> &'static str {
        match self {
            Self::AnyTime => "always",
            Self::WorkingHours => "Mon-Fri 09:00-17:00",
            Self::OffHours => "Mon-Fri 00:00-09:00, 17:00-24:00; Sat-Sun 00:00-24:00",
            Self::Nights => "daily 00:00-06:00, 22:00-24:00",
            Self::Weekends => "Sat-Sun 00:00-24:00",
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if !raw.is_string() {
            return raw.read().map(Self::Word);
        }
        let text: String = raw.read()?;
        Ok(match text.as_str() {
            "AnyTime" => Self::Word(WhenWord::AnyTime),
            "WorkingHours" => Self::Word(WhenWord::WorkingHours),
            "OffHours" => Self::Word(WhenWord::OffHours),
            "Nights" => Self::Word(WhenWord::Nights),
            "Weekends" => Self::Word(WhenWord::Weekends),
            _ => Self::Hours(text),
        })
    }
}

/// The attacker: a preset with changes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attacker {
    /// The preset that gives what is not written.
    pub(crate) preset: Text,
    /// How many traversals run at once.
    #[serde(default)]
    pub(crate) concurrency: Spanned<Option<Concurrency>>,
    /// In which order waiting edges are taken.
    #[serde(default)]
    pub(crate) order: Spanned<Option<Order>>,
    /// Times and chances by kind of edge.
    #[serde(default)]
    pub(crate) edges: Spanned<Vec<Traversal>>,
}

/// How many traversals run at once.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Concurrency {
    /// So many.
    AtMost(u32),
    /// Any number.
    Unlimited(Unlimited),
}

/// Any number.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Unlimited {
    /// Any number.
    Unlimited,
}

impl<'de> Deserialize<'de> for Concurrency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if raw.is_number() {
            raw.read().map(Self::AtMost)
        } else {
            raw.read().map(Self::Unlimited)
        }
    }
}

/// In which order waiting edges are taken.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Order {
    /// Fewest edges from an entry.
    Nearest,
    /// Heaviest head.
    MostValuable,
    /// By a draw.
    Random,
}

/// How an attacker takes edges of a kind.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Traversal {
    /// The kind.
    pub(crate) kind: Text,
    /// The probability that a way exists.
    #[serde(default)]
    pub(crate) chance: Spanned<Option<Chance>>,
    /// How long it takes.
    #[serde(default)]
    pub(crate) time: Spanned<Option<Law>>,
}

/// Somebody outside who may tell.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThirdParty {
    /// Who.
    pub(crate) who: Text,
    /// The node they name.
    pub(crate) names: Text,
    /// How long after the first compromise.
    pub(crate) after: Spanned<Law>,
    /// How probably they tell.
    #[serde(default = "super::default_certain")]
    pub(crate) chance: Spanned<Chance>,
}

/// A request without an asset.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The id.
    pub(crate) id: Text,
    /// Communicate, notify or disclose.
    #[serde(default)]
    pub(crate) decision: Spanned<Option<Decision>>,
    /// What raises it.
    #[serde(default)]
    pub(crate) on: Spanned<Trigger>,
}

/// What raises a request without an asset.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Trigger {
    /// The declaration.
    #[default]
    Declared,
    /// The severity reaching a level.
    Severity(Severity),
    /// A known node with a tag.
    Known(Text),
    /// Attention of the media.
    MediaAttention,
    /// The first declared containment.
    AllClear,
    /// Only a gate.
    Gate,
}
