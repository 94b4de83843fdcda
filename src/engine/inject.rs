//! Injects (I1, I2).

use crate::chance::{Key, Purpose as Luck};
use crate::model::{Index, Inject, InjectId, InjectKind, Moment, NodeId, PersonId, Trigger, Who};
use crate::time::{Date, SimDuration, TimeOfDay, Zone};

use super::event::{Happening, Phase};
use super::foothold::Foothold;
use super::people::Purpose;
use super::play::Play;
use super::record::{Kind, Record, RecordIx};

impl Play<'_> {
    /// I1: injects that happen at a time are scheduled before the clock starts.
    pub(super) fn schedule_injects(&mut self) {
        let plan = self.plan;
        for (id, inject) in plan.exercise.scenario.injects.enumerate() {
            match &inject.on {
                Moment::At(after) => self.inject_after(id, inject, *after),
                Moment::Clock(zone, time) => {
                    let after = self.until_clock(zone, *time);
                    self.inject_after(id, inject, after);
                }
                _ => {}
            }
        }
    }

    /// How long until the clock in a zone first shows a time, at StartEx or later.
    fn until_clock(&self, zone: &Zone, time: TimeOfDay) -> SimDuration {
        let today: Date = zone.to_local(self.start).date();
        let candidates = [today, today.next(), today.next().next()];
        let instants = candidates.map(|date| zone.resolve(date.at(time)));
        let first = instants
            .into_iter()
            .find(|at| *at >= self.start)
            .unwrap_or(self.start);
        SimDuration::from_millis((first - self.start).max(0))
    }

    /// An event has come that injects may wait for; each happens at most once.
    pub(super) fn moment_comes(&mut self, is: impl Fn(&Moment) -> bool) {
        let plan = self.plan;
        for &id in &plan.waiting_injects {
            let inject = &plan.exercise.scenario.injects[id];
            if !self.injected[id] && is(&inject.on) {
                self.inject_after(id, inject, SimDuration::ZERO);
            }
        }
    }

    fn inject_after(&mut self, id: InjectId, inject: &Inject, after: SimDuration) {
        self.injected[id] = true;
        if self.luck.happens(inject.chance, inject.key, Luck::Inject, 0) {
            let delay = self
                .luck
                .duration(&inject.after, inject.key, Luck::InjectDelay, 0);
            self.schedule(after + delay, Phase::Inject, Happening::Inject(id));
        }
    }

    pub(super) fn inject_happens(&mut self, id: InjectId) {
        if self.is_held_inject(id) {
            return;
        }
        let plan = self.plan;
        let inject = &plan.exercise.scenario.injects[id];
        let record = self.note(Record::new(Kind::Inject, RecordIx::START).extra(id.position()));
        let until =
            |play: &Self, lasts| play.now + play.luck.duration(lasts, inject.key, Luck::InjectLasts, 0);
        match &inject.does {
            InjectKind::Unavailable { who, lasts } => {
                let until = until(self, lasts);
                for person in self.people_of(*who) {
                    let now = self.now;
                    self.staff[person].away.push((now, until));
                }
            }
            InjectKind::RotaStale { rota } => self.weather.stale_rotas.push(*rota),
            InjectKind::ChannelDown { lasts } => {
                self.weather.channel_down_until = self.weather.channel_down_until.max(until(self, lasts));
            }
            InjectKind::OwnershipDisputed { assets } => {
                self.weather.disputed.push(assets);
                self.disputes_begin();
            }
            InjectKind::ApprovalDemanded { assets, approval } => {
                self.weather.demanded.push((assets, approval));
            }
            InjectKind::CommunicationsHold { lasts } => {
                let until = until(self, lasts);
                self.weather.communications_held_until = self.weather.communications_held_until.max(until);
            }
            InjectKind::LegalHold { .. } => self.weather.evidence_work = Some(id),
            InjectKind::ToolOut { action, lasts } => {
                let until = until(self, lasts);
                self.weather.tool_out_until.push((*action, until));
            }
            InjectKind::VendorSilent { vendor, lasts } => {
                let until = until(self, lasts);
                self.weather.vendor_silent_until.push((*vendor, until));
            }
            InjectKind::FalseAllClear { lasts } => {
                self.weather.paused_until = self.weather.paused_until.max(until(self, lasts));
            }
            other => self.inject_on_estate(other, inject.key, record),
        }
    }

    /// Injects on the estate, and those that bring work.
    fn inject_on_estate(&mut self, does: &InjectKind, key: Key, record: RecordIx) {
        match does {
            InjectKind::Reissued { asset } => self.reissued_by_automation(*asset, record),
            // A false alarm has no attacker who could enter (I2).
            InjectKind::SecondEntry { asset } if !self.fallen.is_empty() => {
                self.enter(*asset, record);
            }
            InjectKind::FalseAlarm { asset } => self.raise_false_alarm(*asset, record),
            InjectKind::Call { role, work, media } => {
                let holders = &self.plan.exercise.organisation.roles[*role].holders;
                if let Some(person) = self.first_present(holders) {
                    let lasts = self.luck.duration(work, key, Luck::InjectedWork, 0);
                    self.enqueue(person, Purpose::Call, lasts, record);
                }
                if *media {
                    self.raise_named(|on| on == Trigger::MediaAttention, record);
                }
            }
            InjectKind::Overloaded { who, work } => {
                let lasts = self.luck.duration(work, key, Luck::InjectedWork, 0);
                for person in self.people_of(*who) {
                    self.enqueue(person, Purpose::Other, lasts, record);
                }
            }
            _ => {}
        }
    }

    fn people_of(&self, who: Who) -> Vec<PersonId> {
        let organisation = &self.plan.exercise.organisation;
        match who {
            Who::Person(person) => vec![person],
            Who::Role(role) => organisation.roles[role].holders.clone(),
            Who::Team(team) => organisation.teams[team].members.clone(),
        }
    }

    /// A closed node opens again, with a credential of a new generation (I2, E9).
    fn reissued_by_automation(&mut self, node: NodeId, record: RecordIx) {
        if !self.is_closed_in(node) && !self.is_closed_out(node) {
            return;
        }
        self.open(node);
        self.renew_credential(node);
        if let Some(foothold) = self.current(node) {
            // E9: the old generation is closed; its session dies `residual` later, if nothing ends it sooner.
            self.footholds[foothold].shut = true;
            let residual = self.residual(foothold);
            self.end_no_later(foothold, self.now + residual, record);
            self.fail_from(node, record);
        }
        self.restart_into(node, record);
    }

    /// An alert names a clean node (I2).
    pub(super) fn raise_false_alarm(&mut self, node: NodeId, record: RecordIx) {
        if self.was_taken(node) {
            return;
        }
        let phantom = self.add_foothold(Foothold::phantom(node, self.now, record));
        let alert = Record::new(Kind::Alert, record)
            .charge(super::record::Cause::Detection)
            .asset(Some(node));
        let alert = self.note(alert);
        self.alerted(phantom, alert);
    }
}
