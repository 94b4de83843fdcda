//! From the records of a replication to the document of its trace.

use std::collections::BTreeMap;

use crate::engine::{CaseView, Kind, Note, Plan, Play, Record};
use crate::model::{EdgeId, Index, NodeId, PersonId, RightId, Severity};
use crate::report::Seconds;
use crate::report::naming::Naming;
use crate::time::WallTime;

use super::critical::{attribution, on_the_path};
use super::document::{Entry, PersonEntry, Trace};
use super::ending::ending;
use super::names::{Names, severity};
use super::words::{phase, word};

/// Which replication is told, and why.
#[derive(Clone, Debug)]
pub struct Told {
    /// The replication, from 1.
    pub replication: u64,
    /// Why this one; nothing: it was asked for by its number.
    pub chosen: Option<String>,
}

/// The trace of the replication that has just been played in detail.
pub fn trace(plan: &Plan<'_>, played: &Play<'_>, told: Told, naming: Naming) -> Trace {
    let exercise = plan.exercise;
    let writer = Writer {
        names: Names::new(exercise, naming),
        cases: played.cases().collect(),
        start: played.started_at(),
    };
    let records = writer.entries(played);
    Trace {
        schema: "outrun/trace/1".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        exercise: exercise.id.to_string(),
        title: exercise.title.to_string(),
        alternative: exercise.alternative.to_string(),
        seed: exercise.seed,
        replication: told.replication,
        chosen: told.chosen,
        zone: exercise.scenario.zone.name().to_owned(),
        started: exercise.scenario.zone.rfc3339(writer.start),
        ending: ending(plan, played),
        names: naming == Naming::People,
        people: writer.people(played),
        records,
        attribution: attribution(&writer.names, played),
    }
}

struct Writer<'e> {
    names: Names<'e>,
    cases: Vec<CaseView>,
    start: WallTime,
}

/// `Sat 2026-10-03 02:30`: the seconds of a clock are no part of a story.
const TO_THE_MINUTE: usize = 20;

impl Writer<'_> {
    fn entries(&self, play: &Play<'_>) -> Vec<Entry> {
        let critical = on_the_path(play);
        let mut blast = 0;
        let mut entries = Vec::new();
        for (id, (record, critical)) in play.records().iter().zip(critical).enumerate() {
            if record.kind == Kind::Taken {
                blast += record
                    .about()
                    .map_or(0, |node| u64::from(self.names.exercise.estate.nodes[node].weight));
            }
            let mut entry = self.entry(id, record, blast);
            entry.critical = critical;
            self.topic(play.records(), record, &mut entry);
            entries.push(entry);
        }
        entries
    }

    fn entry(&self, id: usize, record: &Record, blast: u64) -> Entry {
        let zone = &self.names.exercise.scenario.zone;
        let wall = record.at.on_wall(self.start);
        let mut entry = Entry {
            id,
            at_s: Seconds::since_start(record.at),
            local: zone.rfc3339(wall),
            clock: zone.display(wall).chars().take(TO_THE_MINUTE).collect(),
            phase: phase(record.kind),
            kind: word(record.kind),
            subject: record.about().map(|node| self.names.node(node)),
            cause: record.cause().map(crate::engine::RecordIx::position),
            charge: record.charge.map(crate::engine::Cause::word),
            rule: record.by_rule().map(|rule| self.names.rule(rule)),
            ..Entry::default()
        };
        if let Some(person) = record.who() {
            self.person(person, wall, &mut entry);
        }
        if let Some(note) = Note::read(record) {
            (entry.errand, entry.state) = (Some(note.errand.word()), Some(note.state.word()));
            (entry.engaged, entry.asleep) = (Some(note.engaged), Some(note.asleep));
        }
        if matches!(record.kind, Kind::Taken | Kind::Retaken | Kind::JewelFell) {
            entry.blast = Some(blast);
        }
        if let Some(place) = record.place() {
            self.further(record.kind, place, &mut entry);
        }
        entry
    }

    fn person(&self, id: PersonId, wall: WallTime, entry: &mut Entry) {
        let zone = &self.names.exercise.organisation.people[id].calendar.zone;
        entry.person = Some(self.names.person(id));
        if *zone != self.names.exercise.scenario.zone {
            entry.person_local = Some(zone.rfc3339(wall));
            entry.person_clock = Some(zone.display(wall).chars().take(TO_THE_MINUTE).collect());
        }
    }

    /// What the further place of a record means, as its kind says.
    fn further(&self, kind: Kind, place: usize, entry: &mut Entry) {
        let exercise = self.names.exercise;
        match kind {
            Kind::Inject => {
                if let Some(inject) = exercise.scenario.injects.item(Index::at(place)) {
                    entry.subject = Some(inject.id.to_string());
                    entry.does = Some(self.names.does(&inject.does));
                }
            }
            Kind::Told => {
                let party = exercise.scenario.told_by.get(place);
                entry.told_by = party.map(|party| party.id.to_string());
            }
            Kind::TraversalStarted | Kind::TraversalFailed | Kind::Taken | Kind::Retaken => {
                self.edge(Index::at(place), entry);
            }
            Kind::SeverityRose => {
                entry.severity = u8::try_from(place).ok().map(|level| severity(Severity(level)));
            }
            Kind::Raised | Kind::Died => self.case(place, entry),
            Kind::Executed | Kind::Effective => {
                let action = exercise.playbook.actions.item(Index::at(place));
                entry.action = action.map(|action| action.id.to_string());
            }
            _ => {}
        }
    }

    fn edge(&self, id: EdgeId, entry: &mut Entry) {
        let estate = &self.names.exercise.estate;
        if let Some(edge) = estate.edges.item(id) {
            entry.edge = Some(edge.id.to_string());
            entry.edge_kind = Some(estate.edge_kinds[edge.kind].id.to_string());
            entry.from = Some(self.names.node(edge.from));
        }
    }

    fn case(&self, place: usize, entry: &mut Entry) {
        let Some(case) = self.cases.get(place) else { return };
        entry.decision = Some(case.decision.word());
        if entry.subject.is_none() {
            entry.subject = case.name.map(|name| self.names.request(name));
        }
    }

    /// What a record of the way to a decision is about, from the records that led to it.
    fn topic(&self, records: &[Record], record: &Record, entry: &mut Entry) {
        let on_the_way = matches!(record.kind, Kind::PathBegan)
            || (entry.phase == "people" && record.charge.is_some())
            || matches!(
                record.kind,
                Kind::Paged
                    | Kind::Unseen
                    | Kind::Acknowledged
                    | Kind::StepEnded
                    | Kind::Exhausted
                    | Kind::ApprovalGiven
                    | Kind::ApprovalDeclined
                    | Kind::Approved
                    | Kind::TryFailed
                    | Kind::Negotiating
            );
        let mut at = Some(record).filter(|_| on_the_way);
        while let Some(record) = at {
            if entry.rule.is_none() {
                entry.rule = record.by_rule().map(|rule: RightId| self.names.rule(rule));
            }
            if entry.subject.is_none() {
                entry.subject = record.about().map(|node: NodeId| self.names.node(node));
            }
            if let (Kind::PathBegan, Some(path)) = (record.kind, record.place()) {
                entry.assets = self.members(path);
            }
            if record.kind == Kind::Raised {
                if let Some(place) = record.place() {
                    self.case(place, entry);
                }
                return;
            }
            at = record.cause().and_then(|cause| records.get(cause.position()));
        }
    }

    /// The assets of the requests that went the same way, where they are several (D5).
    fn members(&self, path: usize) -> Vec<String> {
        let cases = self.cases.iter().filter(|case| case.path == Some(path));
        let assets: Vec<String> = cases
            .filter_map(|case| case.asset)
            .map(|node| self.names.node(node))
            .collect();
        if assets.len() > 1 { assets } else { Vec::new() }
    }

    fn people(&self, play: &Play<'_>) -> BTreeMap<String, PersonEntry> {
        let people = play.records().iter().filter_map(Record::who);
        people
            .map(|id| (self.names.person(id), self.person_entry(id)))
            .collect()
    }

    fn person_entry(&self, id: PersonId) -> PersonEntry {
        let organisation = &self.names.exercise.organisation;
        let person = &organisation.people[id];
        let roles = organisation
            .roles
            .iter()
            .filter(|role| role.holders.contains(&id));
        PersonEntry {
            name: self.names.shown(id),
            zone: person.calendar.zone.name().to_owned(),
            team: person.team.map(|team| organisation.teams[team].id.to_string()),
            roles: roles.map(|role| role.id.to_string()).collect(),
        }
    }
}
