//! Where each thing of an exercise is written, for rooms that know only the model.

use std::collections::BTreeMap;

use super::diagnostic::Diagnostic;
use super::edit::item_around;
use super::load::Loaded;
use super::place::Place;
use super::presets_used::Assumptions;
use super::source::{Location, Sources};
use super::syntax::{Chain, Person, Right, Rota, Setting, SettingLevel};
use super::whole::Whole;
use crate::model;

/// A kind of thing that is written somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The exercise itself.
    Exercise,
    /// The scenario.
    Scenario,
    /// What happens where ownership is split.
    Contested,
    /// A person.
    Person,
    /// A role.
    Role,
    /// A rota.
    Rota,
    /// A body.
    Body,
    /// A team.
    Team,
    /// A node.
    Node,
    /// A decision right.
    Right,
    /// A chain, named or written in place.
    Chain,
    /// An action.
    Action,
    /// A vendor.
    Vendor,
    /// A named request.
    Request,
    /// A legal clock.
    Clock,
}

impl What {
    /// The word used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exercise => "exercise",
            Self::Scenario => "scenario",
            Self::Contested => "contested",
            Self::Person => "person",
            Self::Role => "role",
            Self::Rota => "rota",
            Self::Body => "body",
            Self::Team => "team",
            Self::Node => "node",
            Self::Right => "right",
            Self::Chain => "chain",
            Self::Action => "action",
            Self::Vendor => "vendor",
            Self::Request => "request",
            Self::Clock => "clock",
        }
    }
}

/// Where the things of one alternative, and some of their fields, are written.
#[derive(Clone, Debug)]
pub struct Places<'l> {
    sources: &'l Sources,
    places: BTreeMap<(What, String, &'static str), Place>,
}

/// What is done about findings, as the exercise says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingSetting {
    /// The code.
    pub code: String,
    /// Only where it is about this; nothing: wherever it occurs.
    pub about: Option<String>,
    /// What becomes of it.
    pub level: FindingLevel,
    /// Why.
    pub reason: String,
    /// Where it is written.
    pub at: Location,
}

/// What becomes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingLevel {
    /// It is not shown.
    Silenced,
    /// Only to be known.
    Note,
    /// To be looked at.
    Warning,
    /// Not to be accepted.
    Error,
}

impl Loaded {
    /// An alternative with everything resolved, and where its things are written.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn placed(&self, alternative: &str) -> Result<(model::Exercise, Places<'_>), Vec<Diagnostic>> {
        let assumptions = Assumptions::default();
        let (whole, lowered) = self.resolve(alternative, &assumptions)?;
        if lowered.failed {
            return Err(lowered.found);
        }
        let places = Places::of(&whole, &self.sources);
        Ok((lowered.exercise, places))
    }

    /// The whole item that a place stands in, with what must go with it; nothing where that cannot be told.
    pub fn item(&self, at: &Location) -> Option<Location> {
        let source = self.sources.iter().find(|source| source.shown == at.file)?;
        let range = item_around(&source.text, at.span.as_ref()?.start)?;
        Some(source.location(range))
    }

    /// The text of a file, by the path that locations have.
    pub fn text(&self, file: &str) -> Option<&str> {
        let mut sources = self.sources.iter();
        sources
            .find(|source| source.shown == file)
            .map(|source| source.text.as_str())
    }

    /// Whether a place is in the file of the exercise itself, which no other exercise shares.
    pub fn is_own(&self, at: &Location) -> bool {
        self.sources
            .iter()
            .next()
            .is_some_and(|first| first.shown == at.file)
    }

    /// What the exercise says about findings, in written order.
    pub fn finding_settings(&self) -> Vec<FindingSetting> {
        let written = self.whole.exercise.findings.value.iter();
        let setting = |one: &Setting| FindingSetting {
            code: one.code.value.to_uppercase(),
            about: one.about.value.clone(),
            level: match one.level.value {
                SettingLevel::Silenced => FindingLevel::Silenced,
                SettingLevel::Note => FindingLevel::Note,
                SettingLevel::Warning => FindingLevel::Warning,
                SettingLevel::Error => FindingLevel::Error,
            },
            reason: one.reason.value.clone(),
            at: self.sources.locate(one.code.place),
        };
        written.map(setting).collect()
    }
}

impl<'l> Places<'l> {
    /// The place of a field of a thing; of the thing where the field is not written; of the exercise where
    /// the thing is not. An empty field means the thing itself.
    pub fn find(&self, what: What, id: &str, field: &'static str) -> Location {
        let at = |field| self.places.get(&(what, id.to_owned(), field)).copied();
        let place = at(field).filter(|place| place.is_written()).or_else(|| at(""));
        self.sources.locate(place.unwrap_or_default())
    }

    fn of(whole: &Whole, sources: &'l Sources) -> Self {
        let mut all = Self {
            sources,
            places: BTreeMap::new(),
        };
        let organisation = &whole.organisation;
        for person in &organisation.people {
            all.person(person);
        }
        for (id, holders) in &organisation.roles.0 {
            all.put(
                What::Role,
                &id.value,
                &[("", id.place), ("holders", holders.place)],
            );
        }
        for (id, members) in &organisation.teams.0 {
            all.put(
                What::Team,
                &id.value,
                &[("", id.place), ("members", members.place)],
            );
        }
        // A team that only its members name stands where the first of them does.
        for person in &organisation.people {
            let named = person.team.value.clone().map(|team| (What::Team, team, ""));
            if let Some(team) = named {
                all.places.entry(team).or_insert(person.team.place);
            }
        }
        for rota in &organisation.rotas {
            all.rota(rota);
        }
        for body in &organisation.bodies {
            let fields = [
                ("", body.id.place),
                ("quorum", body.quorum.place),
                ("members", body.members.place),
            ];
            all.put(What::Body, &body.id.value, &fields);
        }
        for node in &whole.estate.nodes {
            let fields = [
                ("", node.id.place),
                ("owners", node.owners.place),
                ("logs", node.logs.place),
                ("lifetime", node.lifetime.place),
                ("believed_residual", node.believed_residual.place),
            ];
            all.put(What::Node, &node.id.value, &fields);
        }
        all.playbook(whole);
        all
    }

    fn playbook(&mut self, whole: &Whole) {
        let playbook = &whole.playbook;
        for (id, chain) in &playbook.chains.0 {
            self.chain(&id.value, id.place, chain);
        }
        for right in &playbook.rights {
            self.right(right);
        }
        for action in &playbook.actions {
            self.put(What::Action, &action.id.value, &[("", action.id.place)]);
        }
        for vendor in &playbook.vendors {
            self.put(What::Vendor, &vendor.id.value, &[("", vendor.id.place)]);
        }
        for request in &whole.scenario.requests {
            self.put(What::Request, &request.id.value, &[("", request.id.place)]);
        }
        for clock in &whole.scenario.clocks {
            self.put(What::Clock, &clock.id.value, &[("", clock.id.place)]);
        }
        let contested = &playbook.contested;
        let fields = [
            ("", contested.place),
            ("limit", contested.limit.place),
            ("arbiter", contested.arbiter.place),
        ];
        self.put(What::Contested, "", &fields);
        self.put(What::Scenario, "", &[("", whole.scenario.incident.place)]);
        self.put(What::Exercise, "", &[("", whole.exercise.title.place)]);
    }

    fn person(&mut self, person: &Person) {
        let fields = [
            ("", person.id.place),
            ("can", person.can.place),
            ("knows", person.knows.place),
            ("away", person.away.place),
            ("entitled", person.entitled.place),
        ];
        self.put(What::Person, &person.id.value, &fields);
    }

    fn rota(&mut self, rota: &Rota) {
        let fields = [
            ("", rota.id.place),
            ("people", rota.people.place),
            ("hours", rota.hours.place),
            ("overrides", rota.overrides.place),
        ];
        self.put(What::Rota, &rota.id.value, &fields);
    }

    /// Whoever looks for the end of a named chain is led to its `exhausted`.
    fn chain(&mut self, id: &str, place: Place, chain: &Chain) {
        let fields = [
            ("", place),
            ("steps", chain.steps.place),
            ("repeat", chain.repeat.place),
            ("exhausted", chain.exhausted.place),
        ];
        self.put(What::Chain, id, &fields);
    }

    fn right(&mut self, right: &Right) {
        let fields = [
            ("", right.id.place),
            ("assets", right.assets.place),
            ("class", right.class.place),
            ("limits", right.limits.place),
            ("dates", right.limits.value.dates.place),
            ("hours", right.limits.value.hours.place),
            ("standing", right.standing.place),
            ("decider", right.decider.place),
            ("consult", right.consult.place),
            ("approvals", right.approvals.place),
            ("gates", right.gates.place),
            ("executor", right.executor.place),
            ("approved", right.approved.place),
        ];
        self.put(What::Right, &right.id.value, &fields);
    }

    fn put(&mut self, what: What, id: &str, fields: &[(&'static str, Place)]) {
        for (field, place) in fields {
            self.places.insert((what, id.to_owned(), field), *place);
        }
    }
}
