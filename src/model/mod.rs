//! The checked nouns of an exercise: organisation, estate, playbook, scenario, exercise.
//!
//! Everything here is resolved: names have become typed indices into [`Table`]s, presets and defaults are
//! filled in, alternatives are applied. A value of [`Exercise`] is one alternative, ready to be played.
//! Tables of entities are sorted by written id, so that "by id" is "by index" and the order in which a user
//! lists things changes nothing (K12). Only what means something by its order keeps it: decision rights (R1),
//! holders of a role, turns and layers of a rota, steps and targets of a chain, actions of a runbook, approvals, gates.
//!
//! May import: `time`, `chance`. Promises: no input format, no I/O, no luck.

mod estate;
mod exercise;
mod inject;
mod law;
mod margin;
mod measure;
mod organisation;
mod playbook;
mod reach;
mod right;
mod scenario;
mod schedule;
mod table;

pub use estate::{
    Edge, EdgeKind, Estate, Facet, Lifetime, LogVisibility, Node, NodeKind, Platform, Sensor, Tag, Tenant,
    Window,
};
pub use exercise::{Exercise, FalseAlarms, Limit};
pub use inject::{Inject, InjectKind, Moment, PlayerText, Who};
pub use law::{Clock, ClockStart, ClockTerm, Stage};
pub use margin::{Margin, MarginOf};
pub use measure::{Comparison, Measure, Objective, Statistic, Subject, Unit};
pub use organisation::{
    Body, Capabilities, Context, Member, Organisation, Person, Reach, ReachProfile, Role, RotaEntry, Target,
    Team,
};
pub use playbook::{
    Action, Chain, Contested, Discovery, Disruption, Effects, Exhausted, Investigation, NobodyPolicy,
    Playbook, Recognition, Reveal, RevealReach, RunbookEntry, SeverityScale, Step, Triage, Vendor,
};
pub use reach::reachable;
pub use right::{
    Advice, Approval, Approved, Decider, Decision, Executor, Gate, GateOpens, Grant, HoldOff, Limits, Right,
    Scope, Selector, Severity,
};
pub use scenario::{Attacker, NamedRequest, Scenario, Start, ThirdParty, Trigger, WaitingOrder};
pub use schedule::{How, Schedule};
pub use table::{
    ActionId, BodyId, ChainId, EdgeId, EdgeKindId, Index, InjectId, LawId, Name, NodeId, NodeKindId,
    PersonId, PlatformId, ProfileId, RequestNameId, RightId, RoleId, RotaId, Table, TagId, TeamId, TenantId,
    VendorId,
};
