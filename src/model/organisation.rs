//! The organisation: people and the ways to find them (O1 to O7).

use crate::chance::{Distribution, Key, Probability};
use crate::time::{Rota, WorkingCalendar};

use super::{ActionId, BodyId, Decision, Name, NodeId, PersonId, ProfileId, RoleId, RotaId, Table, TeamId};

/// Everybody who can be reached, inside or outside, and how they are found.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// People, by id (O1).
    pub people: Table<PersonId, Person>,
    /// Teams, by id.
    pub teams: Table<TeamId, Team>,
    /// Roles, by id (O4).
    pub roles: Table<RoleId, Role>,
    /// Rotas, by id (O4).
    pub rotas: Table<RotaId, RotaEntry>,
    /// Bodies, by id (O4).
    pub bodies: Table<BodyId, Body>,
    /// Reach profiles, by id (O3).
    pub profiles: Table<ProfileId, ReachProfile>,
}

/// A person (O1).
#[derive(Clone, Debug)]
pub struct Person {
    /// The written id.
    pub id: Name,
    /// The key of all draws about this person (T4).
    pub key: Key,
    /// The name to show; the id where none is written.
    pub name: Name,
    /// Working hours, holidays and absences in the person's time zone (O1, O2).
    pub calendar: WorkingCalendar,
    /// The team, if any.
    pub team: Option<TeamId>,
    /// How pages reach this person (O3).
    pub profile: ProfileId,
    /// What they can execute with the tools they have.
    pub capabilities: Capabilities,
    /// What they know well enough to decide about.
    pub context: Context,
    /// The other organisation this person belongs to, for a provider's or a vendor's people.
    pub external: Option<Name>,
    /// Where they work, if it is written: what strikes one at a site strikes all there.
    pub site: Option<Name>,
    /// Actions that their accounts are known to be allowed; nothing: not known.
    pub entitled: Option<Capabilities>,
}

/// Actions and decisions that a person can execute (O1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Can execute everything.
    pub all: bool,
    /// Actions, sorted.
    pub actions: Vec<ActionId>,
    /// Decisions without an action of the estate (communicate, notify, disclose, restore), sorted.
    pub decisions: Vec<Decision>,
}

/// Assets that a person knows; teams are resolved to the assets they own or operate (O1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Knows everything.
    pub all: bool,
    /// Known assets, sorted.
    pub assets: Vec<NodeId>,
}

impl Context {
    /// Whether the asset is known.
    pub fn covers(&self, asset: NodeId) -> bool {
        self.all || self.assets.binary_search(&asset).is_ok()
    }
}

/// A team: all its members (O4).
#[derive(Clone, Debug)]
pub struct Team {
    /// The written id.
    pub id: Name,
    /// Members, by id.
    pub members: Vec<PersonId>,
}

/// A role: held by people in order (O4).
#[derive(Clone, Debug)]
pub struct Role {
    /// The written id.
    pub id: Name,
    /// Holders; the first who is not absent acts.
    pub holders: Vec<PersonId>,
}

/// A rota with its id (O4).
#[derive(Clone, Debug)]
pub struct RotaEntry {
    /// The written id.
    pub id: Name,
    /// Who is on call when.
    pub rota: Rota<PersonId>,
}

/// A committee or crisis team that acts with a quorum (O4).
#[derive(Clone, Debug)]
pub struct Body {
    /// The written id.
    pub id: Name,
    /// Members in written order.
    pub members: Vec<Member>,
    /// How many distinct members must acknowledge: 1 to the number of members.
    pub quorum: u32,
}

/// A member of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// This person.
    Person(PersonId),
    /// Whoever holds the role when the body is called.
    Role(RoleId),
}

/// How pages reach a person in each state (O3).
#[derive(Clone, Debug)]
pub struct ReachProfile {
    /// The written id.
    pub id: Name,
    /// On shift.
    pub on_shift: Reach,
    /// On call.
    pub on_call: Reach,
    /// Neither.
    pub off: Reach,
    /// After how long a person on shift sees a page that they missed; nothing: not before the next shift.
    pub relook: Option<Distribution>,
    /// The probability of being out of reach for a whole off-shift period.
    pub unreachable: Probability,
}

/// How one page fares in one state (O3).
#[derive(Clone, Debug)]
pub struct Reach {
    /// The probability that it is acknowledged.
    pub answers: Probability,
    /// After how long.
    pub delay: Distribution,
}

/// Whom a step of a chain addresses (C1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A person.
    Person(PersonId),
    /// A role: the first holder who is not absent.
    Role(RoleId),
    /// A rota: whoever it points at, absent or not.
    Rota(RotaId),
    /// A team: all members.
    Team(TeamId),
    /// A body: all members, until its quorum has acknowledged.
    Body(BodyId),
}
