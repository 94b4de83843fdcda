//! What an exercise file holds.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::document::session::Raw;
use crate::document::spanned::Spanned;

use super::change::Change;
use super::estate::Estate;
use super::law::LawFile;
use super::organisation::Organisation;
use super::playbook::Playbook;
use super::scenario::Scenario;
use super::value::{Chance, Entries, OneOrMany, Text};

/// The one value that a file holds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) enum File {
    /// An exercise.
    Exercise(Box<Exercise>),
    /// An organisation, or a part of it.
    Organisation(Box<Organisation>),
    /// An estate, or a part of it.
    Estate(Box<Estate>),
    /// A playbook, or a part of it.
    Playbook(Box<Playbook>),
    /// A scenario.
    Scenario(Box<Scenario>),
    /// Clocks of the law.
    Law(Box<LawFile>),
}

/// An exercise.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Exercise {
    /// The title.
    pub(crate) title: Spanned<Option<String>>,
    /// The id; nothing: the name of the folder, or of the file.
    pub(crate) id: Spanned<Option<String>>,
    /// Other files.
    #[serde(skip_serializing)]
    pub(crate) uses: Vec<Text>,
    /// What happens.
    pub(crate) scenario: Option<Scenario>,
    /// How much may fall.
    pub(crate) limit: Spanned<Limit>,
    /// What must not fall; nothing: nodes with the tag `crown-jewel`.
    pub(crate) crown_jewels: Spanned<Option<Vec<Text>>>,
    /// What is wanted.
    pub(crate) objectives: Spanned<Vec<Text>>,
    /// The differences between alternatives that nobody would act on.
    pub(crate) margin: Spanned<Margin>,
    /// How many replications are played.
    #[serde(default = "super::default_replications")]
    pub(crate) replications: Spanned<u32>,
    /// The seed.
    #[serde(default = "super::default_seed")]
    pub(crate) seed: Spanned<u64>,
    /// Where a replication ends.
    #[serde(default = "super::default_horizon")]
    pub(crate) horizon: Text,
    /// False alarms.
    pub(crate) false_alarms: Spanned<Option<FalseAlarms>>,
    /// When it is due, again and again.
    pub(crate) schedule: Spanned<Vec<Schedule>>,
    /// What is compared.
    pub(crate) alternatives: Spanned<Entries<Spanned<Vec<Spanned<Change>>>>>,
    /// What is done about findings of `outrun check`.
    pub(crate) findings: Spanned<Vec<Setting>>,
    /// An organisation written here.
    pub(crate) organisation: Option<Organisation>,
    /// An estate written here.
    pub(crate) estate: Option<Estate>,
    /// A playbook written here.
    pub(crate) playbook: Option<Playbook>,
}

/// How much may fall.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
pub(crate) enum Limit {
    /// No crown jewel.
    #[default]
    NoCrownJewel,
    /// This share of the reachable weight.
    Share(Chance),
    /// This weight.
    Weight(u64),
    /// This many nodes.
    Count(u64),
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Written(#[serde(with = "Limit")] Limit);
        let raw = Raw::take(deserializer)?;
        if raw.is_number() {
            return raw.refuse(NUMBER);
        }
        // JSON has no bare words.
        if raw.is_string() {
            let text: String = raw.read()?;
            return match text.as_str() {
                "NoCrownJewel" => Ok(Self::NoCrownJewel),
                _ => raw.refuse(TEXT),
            };
        }
        raw.read().map(|Written(limit)| limit)
    }
}

const NUMBER: &str = "a limit says of what: write `Share(\"40%\")`, `Weight(40)` or `Count(40)`";
const TEXT: &str = "a limit says of what: write `Share(\"40%\")`";

/// The differences between alternatives that nobody would act on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Margin {
    /// Of rates.
    pub(crate) rates: Spanned<Chance>,
    /// Of everything else: this share of the baseline's figure.
    pub(crate) others: Spanned<Chance>,
    /// Of these measures: so much, whatever the baseline has.
    pub(crate) of: Spanned<Entries<Text>>,
}

impl Default for Margin {
    /// One incident in a hundred, and a twentieth of what the baseline has.
    fn default() -> Self {
        let share = |share: f64| Spanned::default_of(Chance::Share(share));
        Self {
            rates: share(0.01),
            others: share(0.05),
            of: Spanned::default_of(Entries::default()),
        }
    }
}

/// What is done about a finding.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "Finding")]
pub(crate) struct Setting {
    /// The code.
    pub(crate) code: Text,
    /// Only where it is about this; nothing: wherever it occurs.
    #[serde(default)]
    pub(crate) about: Spanned<Option<String>>,
    /// What becomes of it.
    pub(crate) level: Spanned<SettingLevel>,
    /// Why.
    pub(crate) reason: Text,
}

/// What becomes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) enum SettingLevel {
    /// It is not shown.
    Silenced,
    /// Only to be known.
    Note,
    /// To be looked at.
    Warning,
    /// Not to be accepted.
    Error,
}

/// False alarms.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FalseAlarms {
    /// How many come to one real incident.
    pub(crate) per_incident: Spanned<f64>,
    /// What they may name; nothing: every node that has a sensor.
    #[serde(default)]
    pub(crate) names: Spanned<Option<OneOrMany<Text>>>,
}

/// When an exercise is due, again and again.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Schedule {
    /// The id.
    pub(crate) id: Text,
    /// Who plays.
    pub(crate) how: How,
    /// How it recurs: an RRULE of iCalendar.
    pub(crate) rule: Text,
    /// From when on, and at which time of the day.
    pub(crate) from: Text,
    /// Where that is the time of the day; nothing: as in the organisation.
    #[serde(default)]
    pub(crate) zone: Spanned<Option<String>>,
    /// How long it lasts.
    #[serde(default = "super::default_lasts")]
    pub(crate) lasts: Text,
    /// The roles that answer for it.
    #[serde(default)]
    pub(crate) owners: Spanned<Vec<Text>>,
    /// How long before it participants are told, each time.
    #[serde(default)]
    pub(crate) notice: Spanned<Vec<Text>>,
    /// How long after its time it is overdue.
    #[serde(default = "super::default_grace")]
    pub(crate) grace: Text,
    /// Days on which it does not take place.
    #[serde(default)]
    pub(crate) except: Spanned<Vec<Text>>,
}

/// Who plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) enum How {
    /// The machine alone.
    Simulated,
    /// People, with what the machine plays around them.
    WithPeople,
}
