//! Alerts and the discovery of footholds (D1, D3).

use crate::chance::{Key, Purpose};
use crate::model::{LogVisibility, NodeId, Trigger, VendorId};
use crate::time::SimTime;

use super::arena::FootholdIx;
use super::cases::Duty;
use super::event::{Happening, Phase};
use super::node::Logs;
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};
use super::task::Wanted;

/// The three conditions of D3, in the order in which ties are settled (M4).
struct Condition {
    at: SimTime,
    record: RecordIx,
}

impl Play<'_> {
    /// D1: a node that becomes live raises an alert after its sensor's delay, even if it is cut by then.
    pub(super) fn schedule_alert(&mut self, foothold: FootholdIx) {
        let plan = self.plan;
        let it = &self.footholds[foothold];
        let node = &plan.exercise.estate.nodes[it.node];
        let Some(sensor) = &node.sensor else { return };
        let nth = u64::from(it.nth);
        if self.luck.happens(sensor.chance, node.key, Purpose::Sensor, nth) {
            let delay = self
                .luck
                .duration(&sensor.delay, node.key, Purpose::SensorDelay, nth);
            self.schedule(delay, Phase::Answer, Happening::Alert(foothold));
        }
    }

    /// D1: third parties who may tell.
    pub(super) fn schedule_third_parties(&mut self) {
        for (place, party) in self.plan.exercise.scenario.told_by.iter().enumerate() {
            if self.luck.happens(party.chance, party.key, Purpose::ThirdParty, 0) {
                let delay = self
                    .luck
                    .duration(&party.delay, party.key, Purpose::ThirdPartyDelay, 0);
                let place = u16::try_from(place).unwrap_or(u16::MAX);
                self.schedule(delay, Phase::Answer, Happening::Told(place));
            }
        }
    }

    /// A third party names a node; of one not yet taken it says nothing.
    pub(super) fn told(&mut self, party: u16) {
        let place = usize::from(party);
        let Some(party) = self.plan.exercise.scenario.told_by.get(place) else {
            return;
        };
        let latest = self.latest(party.names);
        let Some(foothold) = latest.filter(|&foothold| !self.footholds[foothold].phantom) else {
            return;
        };
        let record = Record::new(Kind::Told, RecordIx::START).charge(Cause::Detection);
        let record = self.note(record.asset(Some(party.names)).extra(place));
        self.alerted(foothold, record);
    }

    /// A foothold raises its own alert.
    pub(super) fn alert(&mut self, foothold: FootholdIx) {
        let node = self.footholds[foothold].node;
        let record = Record::new(Kind::Alert, RecordIx::START).charge(Cause::Detection);
        let record = self.note(record.asset(Some(node)));
        self.alerted(foothold, record);
    }

    /// What an alert does (D1, D2).
    pub(super) fn alerted(&mut self, foothold: FootholdIx, record: RecordIx) {
        self.fate_mut(foothold).alert.get_or_insert(record);
        if self.incident.first_alert == RecordIx::NONE {
            self.times.detect = Some(self.now);
            self.incident.first_alert = record;
            self.moment_comes(|moment| matches!(moment, crate::model::Moment::Alert));
        }
        if self.incident.declared_at.is_some() {
            self.becomes_known(foothold, record, Cause::Detection);
        } else if self.may_act_before_declaration(foothold) {
            // D2: the alerted node is then known to the rule at once.
            self.becomes_known(foothold, record, Cause::Detection);
        }
        self.triage_alert(record);
    }

    /// A foothold becomes known (D3): everything that follows from it.
    pub(super) fn becomes_known(&mut self, foothold: FootholdIx, because: RecordIx, charge: Cause) {
        if self.fate(foothold).known_at.is_some() {
            return;
        }
        let node = self.footholds[foothold].node;
        let cause = Record::new(Kind::Known, because).asset(Some(node));
        let record = self.note(match charge {
            // An alert has already been charged to detection.
            Cause::Detection => cause,
            _ => cause.charge(charge),
        });
        let now = self.now;
        let fate = self.fate_mut(foothold);
        (fate.known_at, fate.known) = (Some(now), record);
        self.incident.last_known_at = self.now;
        self.watch.last_known = Some(record);
        self.withdraw_all_clear(record);
        self.node_becomes_known(node);
        self.ask_vendor(node);
        self.known_leads_on(foothold);
        self.raise_containment(foothold);
        self.judge_severity(record);
        self.raise_for_tags(node, record);
        self.watch_again();
    }

    fn node_becomes_known(&mut self, node: NodeId) {
        if std::mem::replace(&mut self.node_mut(node).known, true) {
            return;
        }
        self.watch.known.push(node);
        self.incident.known_weight += u64::from(self.plan.exercise.estate.nodes[node].weight);
        let now = self.now;
        for &tag in &self.plan.exercise.estate.nodes[node].tags {
            self.tag_known[tag].get_or_insert(now);
        }
    }

    /// L1: requests that wait for a known node with a tag, once the incident is declared.
    fn raise_for_tags(&mut self, node: NodeId, record: RecordIx) {
        if self.incident.declared_at.is_none() {
            return;
        }
        let plan = self.plan;
        let tags = &plan.exercise.estate.nodes[node].tags;
        self.raise_named(
            |on| matches!(on, Trigger::Known(tag) if tags.contains(&tag)),
            record,
        );
    }

    /// D3: a known foothold leads to those taken from it and to the one it was taken from.
    pub(super) fn known_leads_on(&mut self, foothold: FootholdIx) {
        let mut successors = std::mem::take(&mut self.successors);
        let mut next = self.footholds[foothold].first_taken_from;
        while let Some(successor) = next {
            successors.push((self.footholds[successor].node, successor));
            next = self.footholds[successor].next_taken_beside;
        }
        // T1: by id of the node.
        successors.sort_unstable();
        for &(_, successor) in &successors {
            self.consider_scoping(successor);
        }
        successors.clear();
        self.successors = successors;
        self.consider_trace_back(foothold);
    }

    /// Scoping begins when its last condition has come true.
    pub(super) fn consider_scoping(&mut self, foothold: FootholdIx) {
        let Some(from) = self.footholds[foothold].from else {
            return;
        };
        let fate = self.fate(foothold);
        if fate.scoping.is_some() || fate.known_at.is_some() {
            return;
        }
        let Some(condition) = self.last_condition(foothold, from) else {
            return;
        };
        if !self.logs_here(self.footholds[from].node) {
            return;
        }
        self.fate_mut(foothold).scoping = Some(condition.record);
        let plan = self.plan;
        let scoping = &plan.exercise.playbook.investigation.scoping;
        let (key, nth) = self.draws_of(foothold);
        if self
            .luck
            .happens(scoping.chance, key, Purpose::ScopingChance, nth)
        {
            let delay = self.luck.duration(&scoping.delay, key, Purpose::Scoping, nth);
            self.schedule(delay, Phase::Answer, Happening::Scoped(foothold));
        }
    }

    /// Tracing back from a known foothold to its predecessor.
    fn consider_trace_back(&mut self, successor: FootholdIx) {
        let Some(foothold) = self.footholds[successor].from else {
            return;
        };
        let fate = self.fate(foothold);
        if fate.tracing.is_some() || fate.known_at.is_some() {
            return;
        }
        let Some(condition) = self.last_condition(foothold, successor) else {
            return;
        };
        if !self.logs_here(self.footholds[successor].node) {
            return;
        }
        self.fate_mut(foothold).tracing = Some(condition.record);
        let plan = self.plan;
        let trace_back = &plan.exercise.playbook.investigation.trace_back;
        let (key, nth) = self.draws_of(foothold);
        if self
            .luck
            .happens(trace_back.chance, key, Purpose::TraceBackChance, nth)
        {
            let delay = self
                .luck
                .duration(&trace_back.delay, key, Purpose::TraceBack, nth);
            self.schedule(delay, Phase::Answer, Happening::TracedBack(foothold));
        }
    }

    fn draws_of(&self, foothold: FootholdIx) -> (Key, u64) {
        let it = &self.footholds[foothold];
        (self.plan.exercise.estate.nodes[it.node].key, u64::from(it.nth))
    }

    /// The latest of declaration, own compromise and the neighbour becoming known, if all have come. Ties: own
    /// compromise, then the neighbour, then the declaration (M4).
    fn last_condition(&self, foothold: FootholdIx, neighbour: FootholdIx) -> Option<Condition> {
        let declared = Condition {
            at: self.incident.declared_at?,
            record: self.incident.declared,
        };
        let near = self.fate(neighbour);
        let known = Condition {
            at: near.known_at?,
            record: near.known,
        };
        let it = &self.footholds[foothold];
        let taken = Condition {
            at: it.taken_at,
            record: it.taken,
        };
        let later = |first: Condition, second: Condition| if second.at > first.at { second } else { first };
        Some(later(later(taken, known), declared))
    }

    pub(super) fn scoped(&mut self, foothold: FootholdIx) {
        if let Some(because) = self.fate(foothold).scoping {
            self.becomes_known(foothold, because, Cause::Discovery);
        }
    }

    pub(super) fn traced_back(&mut self, foothold: FootholdIx) {
        if let Some(because) = self.fate(foothold).tracing {
            self.becomes_known(foothold, because, Cause::Discovery);
        }
    }

    fn logs_here(&self, node: NodeId) -> bool {
        match self.plan.exercise.estate.nodes[node].logs {
            LogVisibility::Full => true,
            LogVisibility::Vendor(_) => self.node(node).logs == Logs::Here,
            LogVisibility::None => false,
        }
    }

    /// D3: the vendor's chain starts when a foothold is first known, or at the declaration if that is later.
    pub(super) fn ask_vendor(&mut self, node: NodeId) {
        let LogVisibility::Vendor(vendor) = self.plan.exercise.estate.nodes[node].logs else {
            return;
        };
        if self.incident.declared_at.is_none() || self.node(node).logs != Logs::Unasked {
            return;
        }
        self.node_mut(node).logs = Logs::Asked;
        let chain = self.plan.exercise.playbook.vendors[vendor].chain;
        let key = Key::of("vendor").join(self.plan.exercise.estate.nodes[node].key);
        let origin = self
            .latest(node)
            .map_or(RecordIx::START, |foothold| self.fate(foothold).known);
        self.contact(
            Wanted {
                duty: Duty::Vendor(node),
                path: None,
                chain,
                key,
            },
            origin,
        );
    }

    /// A vendor has been reached: its logs come, no sooner than the end of its silence (I2).
    pub(super) fn vendor_reached(&mut self, node: NodeId) {
        let silent = match self.plan.exercise.estate.nodes[node].logs {
            LogVisibility::Vendor(vendor) => self.vendor_silent_until(vendor),
            LogVisibility::Full | LogVisibility::None => SimTime::ZERO,
        };
        if silent > self.now {
            self.future
                .schedule(silent, Phase::Answer, Happening::VendorAnswers(node));
        } else {
            self.logs_arrive(node);
        }
    }

    fn vendor_silent_until(&self, vendor: VendorId) -> SimTime {
        let silences = self
            .weather
            .vendor_silent_until
            .iter()
            .filter(|(of, _)| *of == vendor);
        silences.map(|(_, until)| *until).max().unwrap_or(SimTime::ZERO)
    }

    /// The logs of a node are there: they serve all its known footholds.
    pub(super) fn logs_arrive(&mut self, node: NodeId) {
        if std::mem::replace(&mut self.node_mut(node).logs, Logs::Here) == Logs::Here {
            return;
        }
        self.note(Record::new(Kind::VendorAnswered, RecordIx::START).asset(Some(node)));
        for foothold in self.footholds.ids() {
            if self.footholds[foothold].node == node && self.fate(foothold).known_at.is_some() {
                self.known_leads_on(foothold);
            }
        }
    }
}
