//! Triage, declaration and severity (D2, D4).

use crate::chance::{Key, Purpose};
use crate::model::{Moment, NodeId, PersonId, Severity, Trigger};

use super::arena::FootholdIx;
use super::cases::{Duty, Status, TaskStatus};
use super::event::{Happening, Phase};
use super::foothold::Foothold;
use super::live::Verdict;
use super::play::{Play, Triage};
use super::record::{Cause, Kind, Record, RecordIx};
use super::task::Wanted;

/// The key of triage.
const TRIAGE: Key = Key::of("triage");

impl Play<'_> {
    /// D2: the first alert starts triage; a later one starts its chain again only where it has been silent.
    pub(super) fn triage_alert(&mut self, alert: RecordIx) {
        match self.incident.triage {
            Triage::Idle => self.begin_triage(alert),
            Triage::Under(Some(task))
                if self.tasks[task].silent && self.tasks[task].status == TaskStatus::Asking =>
            {
                self.contact_anew(task, alert);
            }
            Triage::Under(_) | Triage::Over => {}
        }
    }

    fn begin_triage(&mut self, alert: RecordIx) {
        let plan = self.plan;
        let Some(triage) = &plan.exercise.playbook.triage else {
            return self.declare();
        };
        let key = TRIAGE;
        let Some(chain) = triage.chain else {
            self.incident.triage = Triage::Under(None);
            let lasts = self.luck.duration(&triage.work, key, Purpose::Triage, 0);
            // T1: it ends in the declaration, which ranks with acknowledgements.
            return self.schedule(lasts, Phase::Answer, Happening::TriageEnds);
        };
        let task = self.contact(
            Wanted {
                duty: Duty::Triage,
                path: None,
                chain,
                key,
            },
            alert,
        );
        if self.incident.triage == Triage::Idle {
            self.incident.triage = Triage::Under(Some(task));
        }
    }

    /// Triage ends: false alarms may be recognised (I2); otherwise the incident is declared.
    pub(super) fn triage_ends(&mut self, by: Option<PersonId>) {
        if self.incident.declared_at.is_some() {
            return;
        }
        let recognises = self.plan.exercise.playbook.recognition.triage;
        let says = self.verdict(None);
        let (mut real, mut last) = (false, RecordIx::START);
        for foothold in self.footholds.ids() {
            let Foothold { node, phantom, .. } = self.footholds[foothold];
            let Some(alert) = self.fate(foothold).alert else {
                continue;
            };
            let key = self.plan.exercise.estate.nodes[node].key;
            let dismissed = match says {
                // A player may dismiss a real alert, and must see a false one as such.
                Some(verdict) => matches!(verdict, Verdict::FalseAlarm | Verdict::Declines),
                None => phantom && self.luck.happens(recognises, key, Purpose::Recognised, 0),
            };
            if dismissed {
                self.fate_mut(foothold).alert = None;
                let record = self.note(Record::new(Kind::Recognised, alert).asset(Some(node)).person(by));
                self.no_need_to_contain(foothold, record);
                last = record;
            } else {
                real = true;
            }
        }
        if real {
            self.declare();
        } else {
            self.dismiss(last);
        }
    }

    /// A rule may have let somebody ask for containment before triage recognised the false alarm (D2).
    fn no_need_to_contain(&mut self, phantom: FootholdIx, record: RecordIx) {
        for case in self.cases.ids() {
            if self.cases[case].foothold == Some(phantom) && self.cases[case].status == Status::Undecided {
                self.dies(case, record);
            }
        }
    }

    /// Every alert so far was false: the next one is the first. No all-clear will come, so what a rule let somebody stop meanwhile is
    /// asked back now (L3).
    fn dismiss(&mut self, because: RecordIx) {
        self.incident.triage = Triage::Idle;
        self.incident.first_alert = RecordIx::NONE;
        self.restore_all(because);
    }

    /// The incident is declared (D2).
    pub(super) fn declare(&mut self) {
        self.incident.triage = Triage::Over;
        self.incident.declared_at = Some(self.now);
        self.times.declare = Some(self.now);
        let record = Record::new(Kind::Declared, self.incident.first_alert).charge(Cause::Triage);
        let record = self.note(record);
        self.incident.declared = record;
        self.moment_comes(|moment| matches!(moment, Moment::Declared));
        self.raise_named(|on| on == Trigger::Declared, record);
        self.severity_is_set(record);
        self.match_again(record);
        self.alerted_are_known(record);
        self.known_before_lead_on(record);
        self.watch_again();
    }

    /// Footholds that have alerted, by id of the node.
    pub(super) fn alerted_footholds(&self) -> Vec<(NodeId, FootholdIx)> {
        let all = self.footholds.ids();
        let alerted = all.filter(|&foothold| self.fate(foothold).alert.is_some());
        let mut alerted: Vec<_> = alerted.map(|it| (self.footholds[it].node, it)).collect();
        alerted.sort_unstable();
        alerted
    }

    /// Nodes that have alerted are known, by id.
    fn alerted_are_known(&mut self, record: RecordIx) {
        for (_, foothold) in self.alerted_footholds() {
            self.becomes_known(foothold, record, Cause::Discovery);
        }
    }

    /// What was known to a rule before the declaration now leads on, and raises what waits for tags.
    fn known_before_lead_on(&mut self, record: RecordIx) {
        let known = self.footholds.ids();
        let known = known.filter(|&foothold| self.fate(foothold).known_at.is_some());
        let mut known: Vec<(NodeId, FootholdIx)> = known.map(|it| (self.footholds[it].node, it)).collect();
        // T1: by id of the node.
        known.sort_unstable();
        for (node, foothold) in known {
            self.ask_vendor(node);
            self.known_leads_on(foothold);
        }
        let known: Vec<NodeId> = self.watch.known.clone();
        let plan = self.plan;
        for node in known {
            let tags = &plan.exercise.estate.nodes[node].tags;
            self.raise_named(
                |on| matches!(on, Trigger::Known(tag) if tags.contains(&tag)),
                record,
            );
        }
    }

    fn severity_is_set(&mut self, record: RecordIx) {
        let level = self.incident.severity;
        self.severity_reached(Severity::NONE, level, record);
        self.judge_severity(record);
    }

    /// D4: severity follows what is known, and never falls.
    pub(super) fn judge_severity(&mut self, because: RecordIx) {
        if self.incident.declared_at.is_none() {
            return;
        }
        let before = self.incident.severity;
        let level = self.severity_of_what_is_known().max(before);
        if level == before {
            return;
        }
        self.incident.severity = level;
        let record = self.note(Record::new(Kind::SeverityRose, because).extra(usize::from(level.0)));
        self.severity_reached(before, level, record);
        self.match_again(record);
        self.held_off_are_asked_again();
    }

    fn severity_of_what_is_known(&self) -> Severity {
        let scale = &self.plan.exercise.playbook.severity;
        let by_weight = scale
            .weights
            .iter()
            .filter(|(weight, _)| self.incident.known_weight >= *weight);
        let by_tag = scale
            .tags
            .iter()
            .filter(|(tag, _)| self.tag_known[*tag].is_some());
        let weights = by_weight.map(|(_, level)| *level).max();
        weights
            .max(by_tag.map(|(_, level)| *level).max())
            .unwrap_or(Severity::NONE)
    }

    /// Every level on the way counts (I2), for injects and for requests that wait for severity (L1).
    fn severity_reached(&mut self, before: Severity, level: Severity, record: RecordIx) {
        self.moment_comes(
            |moment| matches!(moment, Moment::SeverityReaches(wanted) if *wanted > before && *wanted <= level),
        );
        self.raise_named(
            |on| matches!(on, Trigger::Severity(wanted) if wanted > before && wanted <= level),
            record,
        );
    }
}
