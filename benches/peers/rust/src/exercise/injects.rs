//! Injects (I1, I2).

use super::people::{For, Job};
use super::play::{Event, Play};
use super::tables::{Does, Law, Moment, Trigger};

impl Play {
    /// Those that a clock sets off.
    pub fn prepare_injects(&mut self) {
        let x = self.x.clone();
        for (place, inject) in x.injects.iter().enumerate() {
            let at = match &inject.on {
                Moment::At(after) => Some(*after),
                Moment::Clock(instants) => instants
                    .iter()
                    .find(|at| **at >= self.start)
                    .map(|at| at - self.start),
                _ => None,
            };
            if let Some(at) = at {
                self.injected[place] = true;
                self.after(at, Event::InjectDue(place));
            }
        }
    }

    /// Something happens that may set injects off, each at most once.
    pub fn moment(&mut self, fits: impl Fn(&Moment) -> bool) {
        let x = self.x.clone();
        for (place, inject) in x.injects.iter().enumerate() {
            if !self.injected[place] && fits(&inject.on) {
                self.injected[place] = true;
                self.after(0, Event::InjectDue(place));
            }
        }
    }

    pub fn inject_due(&mut self, inject: usize) {
        let x = self.x.clone();
        if !self.luck.happens(x.injects[inject].chance) {
            return;
        }
        match x.injects[inject].after.draw(&mut self.luck) {
            0 => self.inject_does(inject),
            lasts => self.after(lasts, Event::InjectDoes(inject)),
        }
    }

    pub fn inject_does(&mut self, inject: usize) {
        let x = self.x.clone();
        match &x.injects[inject].does {
            Does::Unavailable(people, lasts) => {
                let until = self.now + lasts.draw(&mut self.luck);
                people
                    .iter()
                    .for_each(|person| self.people[*person].away.push((self.now, until)));
            }
            Does::Overloaded(people, work) => {
                let lasts = work.draw(&mut self.luck);
                people
                    .iter()
                    .for_each(|person| self.brings(*person, lasts, false));
            }
            Does::Call(role, work, media) => self.call(*role, work, *media),
            Does::Reissued(node) => self.reissued(*node),
            Does::SecondEntry(node) if self.nodes[*node].current.is_none() => {
                self.becomes_live(*node, None, false)
            }
            Does::SecondEntry(_) => {}
            Does::CommunicationsHold(lasts) => {
                self.hold_until = self.hold_until.max(self.now + lasts.draw(&mut self.luck))
            }
            Does::FalseAllClear(lasts) => {
                self.quiet_until = self.quiet_until.max(self.now + lasts.draw(&mut self.luck))
            }
            Does::VendorSilent(vendor, lasts) => {
                let until = self.now + lasts.draw(&mut self.luck);
                self.silent_until[*vendor] = self.silent_until[*vendor].max(until);
            }
            Does::OwnershipDisputed(nodes) => {
                nodes
                    .iter()
                    .enumerate()
                    .filter(|(_, chosen)| **chosen)
                    .for_each(|(node, _)| self.disputed[node] = true);
                self.dispute_anew(nodes);
            }
            Does::ApprovalDemanded(..) => self.demanded.push(inject),
        }
    }

    /// The injects whose approvals bind a decision about these nodes.
    pub fn demands_for(&self, assets: &[usize]) -> Vec<usize> {
        let binds = |inject: &usize| match &self.x.injects[*inject].does {
            Does::ApprovalDemanded(nodes, _) => assets.iter().any(|node| nodes[*node]),
            _ => false,
        };
        self.demanded.iter().copied().filter(binds).collect()
    }

    fn call(&mut self, role: usize, work: &Law, media: bool) {
        if let Some(person) = self.first_present(role) {
            let lasts = work.draw(&mut self.luck);
            self.brings(person, lasts, true);
        }
        if media {
            self.raise_named(|on| on == Trigger::MediaAttention);
        }
    }

    fn brings(&mut self, person: usize, lasts: i64, counts: bool) {
        self.give(Job {
            person: Some(person),
            lasts,
            item: 0,
            path: None,
            purpose: For::Inject,
            counts,
        });
    }
}
