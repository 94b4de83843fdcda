//! The written form of every document, as plain serde structs in which values know their place.
//!
//! Private to `document`. Field by field the same as `docs/format.md`. Every field that may be left out has a
//! default whose place is `Default`, so that an alternative can tell what was written from what was not.

mod change;
mod contact;
mod defaults;
mod estate;
mod exercise;
mod inject;
mod items;
mod law;
mod organisation;
mod playbook;
mod right;
mod scenario;
mod schema;
mod selector;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use change::{Change, Removal, Set, StepTimes, Sweep};
pub(crate) use contact::{Chain, Contact, ContactForm, Exhausted, Nobody, Step, StepForm, Target};
pub(crate) use defaults::{
    default_always, default_attacker, default_certain, default_grace, default_horizon, default_hours,
    default_lasts, default_longest_stretch, default_nothing, default_reach, default_reasks,
    default_replications, default_rest, default_seed, default_sensor, default_severity, default_stand_down,
    default_starts, default_watch, default_weekend, default_weight, default_within,
};
pub(crate) use estate::{Edge, EdgeKind, Estate, Logs, Node, Platform, Sensor, Window};
pub(crate) use exercise::{Exercise, File, How, Limit, Margin, Schedule, Setting, SettingLevel};
pub(crate) use inject::{Does, Inject, Moment, PlayerText};
use items::items;
pub(crate) use law::{Clock, ClockStart, LawFile, Stage, Term, TermForm};
pub(crate) use organisation::{
    Answer, Body, HandOff, Knows, KnowsForm, Layer, MemberForm, Organisation, Override, Person, Profile, Rota,
};
pub(crate) use playbook::{
    Action, Contested, Disrupts, Investigation, Playbook, Reaches, Recognition, RevealReach, Reveals,
    Runbook, Triage, Vendor,
};
pub(crate) use right::{
    Advice, Approval, Approved, Decision, Gate, Grant, HoldOff, Limits, Placement, Right, Scope, Severity,
};
pub(crate) use scenario::{
    Attacker, Concurrency, Order, Request, Scenario, Start, ThirdParty, Traversal, Trigger, When,
};
pub(crate) use selector::Selector;
pub(crate) use value::{AllOr, Branch, Chance, Entries, Form, Law, NameOr, OneOrMany, Text, Word};
