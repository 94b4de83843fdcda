//! Detection and discovery (D1 to D4).

use super::chains::Goal;
use super::play::{Event, Play};
use super::tables::{Moment, Trigger};

impl Play {
    pub fn told(&mut self, node: usize) {
        if let Some(foothold) = self.nodes[node].footholds.last() {
            self.alerted(*foothold);
        }
    }

    pub fn alerted(&mut self, foothold: usize) {
        self.footholds[foothold].alerted = true;
        if self.detected_at.is_none() {
            self.detected_at = Some(self.now);
            self.moment(|on| matches!(on, Moment::Alert));
        }
        let no_rule = self.x.rights.len() - 1;
        let early = self
            .rule_for(0, Some(self.footholds[foothold].node))
            .is_some_and(|rule| rule != no_rule);
        if self.declared_at.is_some() || early {
            self.becomes_known(foothold);
        }
        match self.triage {
            None => {
                let x = self.x.clone();
                let lasts = x.triage.1.draw(&mut self.luck);
                self.triage = Some(self.begin_task(x.triage.0, None, Goal::Triage, Some(lasts)));
                self.calls_on(self.tasks.len() - 1);
            }
            Some(task) if self.tasks[task].is_silent() => self.call_again(task),
            Some(_) => {}
        }
    }

    pub fn declare(&mut self) {
        if self.declared_at.is_some() {
            return;
        }
        self.declared_at = Some(self.now);
        self.moment(|on| matches!(on, Moment::Declared));
        self.raise_named(|on| on == Trigger::Declared);
        self.severity_reached(0, self.severity);
        self.judge_severity();
        self.match_again();
        let alerted: Vec<usize> = (0..self.nodes.len())
            .flat_map(|node| self.nodes[node].footholds.clone())
            .collect();
        alerted
            .into_iter()
            .filter(|it| self.footholds[*it].alerted)
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|it| self.becomes_known(it));
        for node in self.known.clone() {
            self.ask_vendor(node);
            self.known_lead_on(node);
            self.raise_for_tags(node);
        }
        self.watch_again();
    }

    fn known_lead_on(&mut self, node: usize) {
        for foothold in self.nodes[node].footholds.clone() {
            if self.footholds[foothold].known_at.is_some() {
                self.leads_on(foothold);
            }
        }
    }

    fn raise_for_tags(&mut self, node: usize) {
        let x = self.x.clone();
        self.raise_named(|on| matches!(on, Trigger::Known(tag) if x.nodes[node].tags.contains(&tag)));
    }

    pub fn becomes_known(&mut self, foothold: usize) {
        if self.footholds[foothold].known_at.is_some() {
            return;
        }
        let x = self.x.clone();
        let node = self.footholds[foothold].node;
        self.footholds[foothold].known_at = Some(self.now);
        self.last_known_at = self.now;
        self.all_clear = false;
        if !std::mem::replace(&mut self.nodes[node].known, true) {
            self.known.push(node);
            self.known_weight += x.nodes[node].weight;
            self.known_tags.extend(&x.nodes[node].tags);
        }
        self.ask_vendor(node);
        self.leads_on(foothold);
        self.raise_containment(foothold);
        self.judge_severity();
        if self.declared_at.is_some() {
            self.raise_for_tags(node);
        }
        self.watch_again();
    }

    fn leads_on(&mut self, foothold: usize) {
        self.footholds[foothold]
            .successors
            .clone()
            .into_iter()
            .for_each(|successor| self.consider_scoping(successor));
        self.consider_trace_back(foothold);
    }

    /// D3: the predecessor's logs show it.
    pub fn consider_scoping(&mut self, foothold: usize) {
        let of = &self.footholds[foothold];
        let Some(source) = of.source.map(|source| &self.footholds[source]) else {
            return;
        };
        let blind = self.declared_at.is_none() || source.known_at.is_none() || !self.nodes[source.node].logs;
        if blind || of.scoping || of.known_at.is_some() {
            return;
        }
        self.footholds[foothold].scoping = true;
        let x = self.x.clone();
        if self.luck.happens(x.scoping.0) {
            let lasts = x.scoping.1.draw(&mut self.luck);
            self.after(lasts, Event::Found(foothold));
        }
    }

    /// D3: the successor's logs show where it came from.
    fn consider_trace_back(&mut self, successor: usize) {
        let (of, blind) = (&self.footholds[successor], self.declared_at.is_none());
        let Some(foothold) = of.source else { return };
        let source = &self.footholds[foothold];
        if blind
            || of.known_at.is_none()
            || !self.nodes[of.node].logs
            || source.tracing
            || source.known_at.is_some()
        {
            return;
        }
        self.footholds[foothold].tracing = true;
        let x = self.x.clone();
        if self.luck.happens(x.trace_back.0) {
            let lasts = x.trace_back.1.draw(&mut self.luck);
            self.after(lasts, Event::Found(foothold));
        }
    }

    fn ask_vendor(&mut self, node: usize) {
        let (Some(vendor), true) = (self.x.nodes[node].vendor, self.declared_at.is_some()) else {
            return;
        };
        if !std::mem::replace(&mut self.nodes[node].vendor_asked, true) {
            let task = self.begin_task(self.x.vendors[vendor], None, Goal::Vendor(node), None);
            self.calls_on(task);
        }
    }

    /// The vendor has answered; an inject may keep it silent for longer.
    pub fn vendor_speaks(&mut self, node: usize) {
        let silent_until = self.x.nodes[node]
            .vendor
            .map_or(0, |vendor| self.silent_until[vendor]);
        if self.now < silent_until {
            self.after(silent_until - self.now, Event::VendorSpeaks(node));
            return;
        }
        self.nodes[node].logs = true;
        self.known_lead_on(node);
    }

    pub fn judge_severity(&mut self) {
        if self.declared_at.is_none() {
            return;
        }
        let met = |(weight, tag, _): &&(Option<i64>, Option<usize>, u32)| {
            tag.map_or_else(
                || weight.is_some_and(|weight| self.known_weight >= weight),
                |tag| self.known_tags.contains(&tag),
            )
        };
        let level = self
            .x
            .scale
            .iter()
            .filter(met)
            .map(|(.., level)| *level)
            .max()
            .unwrap_or(0);
        let before = self.severity;
        if level > before {
            self.severity = level;
            self.severity_reached(before + 1, level);
            self.match_again();
            self.wake_held_off();
        }
    }

    fn severity_reached(&mut self, from: u32, level: u32) {
        self.raise_named(|on| matches!(on, Trigger::Severity(of) if (from..=level).contains(&of)));
        self.moment(|on| matches!(on, Moment::SeverityReaches(of) if (from..=level).contains(of)));
    }
}
