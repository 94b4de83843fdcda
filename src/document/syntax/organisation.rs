//! What an organisation file holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::spanned::Spanned;

use super::contact::Target;
use super::selector::Selector;
use super::value::{AllOr, Chance, Entries, Law, OneOrMany, Text};

/// People and the ways to find them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Organisation {
    /// The zone of whoever and whatever writes none.
    pub(crate) zone: Spanned<Option<String>>,
    /// Calendars of holidays.
    pub(crate) holidays: Entries<Vec<Text>>,
    /// Where legal clocks run.
    pub(crate) jurisdictions: Entries<Jurisdiction>,
    /// People.
    #[serde(deserialize_with = "super::items")]
    pub(crate) people: Vec<Person>,
    /// Members of teams, besides those who name the team themselves.
    pub(crate) teams: Entries<Spanned<Vec<Text>>>,
    /// Holders of roles, in order.
    pub(crate) roles: Entries<Spanned<Vec<Text>>>,
    /// Rotas.
    #[serde(deserialize_with = "super::items")]
    pub(crate) rotas: Vec<Rota>,
    /// Committees and crisis teams.
    #[serde(deserialize_with = "super::items")]
    pub(crate) bodies: Vec<Body>,
    /// Reach profiles of one's own, or changed ones.
    pub(crate) profiles: Vec<Profile>,
}

/// Where legal clocks run.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Jurisdiction {
    /// Whose midnights end days.
    pub(crate) zone: Text,
    /// Days of the week that are no business days.
    #[serde(default = "super::default_weekend")]
    pub(crate) weekend: Spanned<Vec<Text>>,
    /// The calendar of holidays.
    #[serde(default)]
    pub(crate) holidays: Spanned<Option<String>>,
}

/// A person.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// The id.
    pub(crate) id: Text,
    /// The name to show.
    #[serde(default)]
    pub(crate) name: Spanned<Option<String>>,
    /// The team.
    #[serde(default)]
    pub(crate) team: Spanned<Option<String>>,
    /// The time zone.
    #[serde(default)]
    pub(crate) zone: Spanned<Option<String>>,
    /// Working hours.
    #[serde(default = "super::default_hours")]
    pub(crate) hours: Text,
    /// The calendars of holidays.
    #[serde(default)]
    pub(crate) holidays: Spanned<OneOrMany<Text>>,
    /// Absences.
    #[serde(default)]
    pub(crate) away: Spanned<Vec<Text>>,
    /// Actions and decisions that they can execute.
    #[serde(default)]
    pub(crate) can: Spanned<AllOr<Text>>,
    /// What they know well enough to decide about.
    #[serde(default)]
    pub(crate) knows: Spanned<Knows>,
    /// The reach profile.
    #[serde(default = "super::default_reach")]
    pub(crate) reach: Text,
    /// The other organisation they belong to.
    #[serde(default)]
    pub(crate) external: Spanned<Option<String>>,
    /// Where they work.
    #[serde(default)]
    pub(crate) site: Spanned<Option<String>>,
    /// Actions that their accounts are known to be allowed; nothing: not known.
    #[serde(default)]
    pub(crate) entitled: Spanned<Option<AllOr<Text>>>,
}

/// What a person knows: everything, what is theirs, or what is listed.
#[derive(Clone, Debug, Default)]
pub(crate) enum Knows {
    /// What they, their team, a role they hold or a rota they stand in own or operate.
    #[default]
    Own,
    /// A word or one selector.
    Form(Box<KnowsForm>),
    /// Each of these.
    These(Vec<Spanned<KnowsForm>>),
}

/// What a person knows.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum KnowsForm {
    /// Everything.
    All,
    /// What is theirs.
    Own,
    /// What a selector selects.
    Assets(Selector),
    /// What this team owns or operates.
    Team(Text),
    /// One asset.
    Asset(Text),
    /// Assets of this kind.
    Kind(Text),
    /// Assets with this tag.
    Tag(Text),
    /// Assets of this tenant.
    Tenant(Text),
}

/// A rota.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rota {
    /// The id.
    pub(crate) id: Text,
    /// The zone whose clock hand-offs follow.
    #[serde(default)]
    pub(crate) zone: Spanned<Option<String>>,
    /// Who takes turns, where there is one layer.
    #[serde(default)]
    pub(crate) people: Spanned<Vec<Spanned<Option<String>>>>,
    /// When turns change, where there is one layer.
    #[serde(default)]
    pub(crate) hand_off: Spanned<HandOff>,
    /// The first day of the first turn, where there is one layer.
    #[serde(default = "super::default_starts")]
    pub(crate) starts: Text,
    /// When the one layer holds.
    #[serde(default = "super::default_always")]
    pub(crate) hours: Text,
    /// Layers, from the lowest.
    #[serde(default)]
    pub(crate) layers: Spanned<Vec<Layer>>,
    /// What was agreed for once.
    #[serde(default)]
    pub(crate) overrides: Spanned<Vec<Override>>,
}

/// A layer of a rota.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Layer {
    /// Who takes turns; `None` is an intentional hole.
    pub(crate) people: Spanned<Vec<Spanned<Option<String>>>>,
    /// When turns change.
    #[serde(default)]
    pub(crate) hand_off: Spanned<HandOff>,
    /// The first day of the first turn.
    #[serde(default = "super::default_starts")]
    pub(crate) starts: Text,
    /// When the layer ends.
    #[serde(default)]
    pub(crate) until: Spanned<Option<String>>,
    /// When the layer holds.
    #[serde(default = "super::default_always")]
    pub(crate) hours: Text,
}

/// When turns change.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum HandOff {
    /// Every week at this time: `"Mon 09:00"`.
    Weekly(Text),
    /// Every day at this time: `"09:00"`.
    Daily(Text),
    /// After so many weeks, on this day and time.
    EveryWeeks(u32, Text),
    /// After so many days, at this time.
    EveryDays(u32, Text),
    /// After so many hours, from this time of the first day on.
    EveryHours(u32, Text),
}

impl Default for HandOff {
    fn default() -> Self {
        Self::Weekly(Spanned::default_of("Mon 09:00".into()))
    }
}

/// What was agreed for once.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Override {
    /// The first day, or the first instant.
    pub(crate) from: Text,
    /// The last day, itself included, or the instant it ends.
    pub(crate) until: Text,
    /// Who stands in; `None` is nobody.
    #[serde(default)]
    pub(crate) who: Spanned<Option<String>>,
}

/// A committee or crisis team.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    /// The id.
    pub(crate) id: Text,
    /// Roles and people.
    #[serde(default)]
    pub(crate) members: Spanned<Vec<Spanned<MemberForm>>>,
    /// How many must be there; nothing: the majority.
    #[serde(default)]
    pub(crate) quorum: Spanned<Option<u32>>,
}

/// A member of a body: the id of a role or person, or one of them by kind.
pub(crate) type MemberForm = super::value::NameOr<Target>;

/// A reach profile.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    /// The id; that of a preset changes the preset.
    pub(crate) id: Text,
    /// On shift.
    #[serde(default)]
    pub(crate) on_shift: Spanned<Option<Answer>>,
    /// On call.
    #[serde(default)]
    pub(crate) on_call: Spanned<Option<Answer>>,
    /// Neither.
    #[serde(default)]
    pub(crate) off: Spanned<Option<Answer>>,
    /// After how long a missed page is seen on shift.
    #[serde(default)]
    pub(crate) relook: Spanned<Option<Law>>,
    /// Out of reach for a whole off-shift period.
    #[serde(default)]
    pub(crate) unreachable: Spanned<Option<Chance>>,
}

/// How one page fares.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    /// How probably it is acknowledged.
    #[serde(default)]
    pub(crate) answers: Spanned<Chance>,
    /// After how long.
    #[serde(default)]
    pub(crate) after: Spanned<Law>,
}

impl<'de> Deserialize<'de> for Knows {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = crate::document::session::Raw::take(deserializer)?;
        if raw.first() == '[' {
            return raw.read().map(Self::These);
        }
        Ok(match raw.read()? {
            KnowsForm::Own => Self::Own,
            form => Self::Form(Box::new(form)),
        })
    }
}

impl Serialize for Knows {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Own => KnowsForm::Own.serialize(serializer),
            Self::Form(form) => form.serialize(serializer),
            Self::These(forms) => forms.serialize(serializer),
        }
    }
}
