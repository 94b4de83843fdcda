//! One contact that nobody answers, page by page (C1, C4, C5): what a chain does at worst.

use crate::model::{Chain, ChainId, Exercise, Exhausted, NobodyPolicy, PersonId, Step, Target};
use crate::time::WallTime;

use super::chain::WholeChain;
use super::instant::{Addressee, State};
use super::presence::Presence;

/// No more pages of one contact are looked at: by then somebody has answered, or nobody ever will.
const MOST_PAGES: usize = 256;

/// A page of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// When it is sent.
    pub at: WallTime,
    /// To whom, and as whom they answer.
    pub to: Addressee,
    /// Their state then, which fixes how the page fares (C2).
    pub state: State,
}

/// A contact by a chain, if nobody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// When it begins.
    pub begins: WallTime,
    /// All pages, in order; the first 256 or a few more.
    pub pages: Vec<Page>,
    /// When it acts as if answered, at the latest; nothing: it waits for ever (C5).
    pub acts_at: Option<WallTime>,
}

impl Contact {
    /// A contact by a chain and all that it escalates to. `fits`: who is paged at all (P4).
    pub fn by_chain(
        exercise: &Exercise,
        presence: &Presence,
        chain: ChainId,
        begins: WallTime,
        fits: &dyn Fn(PersonId) -> bool,
    ) -> Self {
        let whole = WholeChain::of(&exercise.playbook, chain);
        let mut walk = Walk {
            exercise,
            presence,
            fits,
            at: begins,
            pages: Vec::new(),
        };
        let mut ended = true;
        for &id in &whole.chains {
            ended &= walk.chain(&exercise.playbook.chains[id]);
        }
        let acts_at = if ended {
            walk.at
        } else {
            begins + whole.exhausted_after
        };
        Self {
            begins,
            pages: walk.pages,
            acts_at: whole.acts.then_some(acts_at),
        }
    }

    /// A contact of an owner, who is paged once and waited for (R5).
    pub fn of_owner(exercise: &Exercise, presence: &Presence, owner: Target, begins: WallTime) -> Self {
        let chain = Chain {
            id: "".into(),
            key: crate::chance::Key::of(""),
            steps: vec![Step {
                targets: vec![owner],
                within: crate::time::SimDuration::ZERO,
            }],
            repeats: 0,
            nobody: NobodyPolicy::Skip,
            exhausted: Exhausted::Hold,
        };
        let mut walk = Walk {
            exercise,
            presence,
            fits: &|_| true,
            at: begins,
            pages: Vec::new(),
        };
        walk.chain(&chain);
        Self {
            begins,
            pages: walk.pages,
            acts_at: None,
        }
    }
}

struct Walk<'a> {
    exercise: &'a Exercise,
    presence: &'a Presence,
    fits: &'a dyn Fn(PersonId) -> bool,
    at: WallTime,
    pages: Vec<Page>,
}

impl Walk<'_> {
    /// Walks to the end of a chain; false if there were too many pages to get there.
    fn chain(&mut self, chain: &Chain) -> bool {
        for _ in 0..=chain.repeats {
            if self.pages.len() >= MOST_PAGES || self.at >= self.presence.window.end {
                return false;
            }
            let mut paged = false;
            for step in &chain.steps {
                let found = self.step(step);
                paged |= found;
                match chain.nobody {
                    _ if found => self.at = self.at + step.within,
                    NobodyPolicy::Wait => self.at = self.at + step.within,
                    NobodyPolicy::Skip => {}
                    NobodyPolicy::Drop => return true,
                }
            }
            if !paged {
                break;
            }
        }
        true
    }

    fn step(&mut self, step: &Step) -> bool {
        let organisation = &self.exercise.organisation;
        let mut addressees = self.presence.addressees(organisation, &step.targets, self.at);
        addressees.retain(|one| (self.fits)(one.person));
        let found = !addressees.is_empty();
        for to in addressees {
            let state = self.presence.state(to.person, self.at);
            self.pages.push(Page {
                at: self.at,
                to,
                state,
            });
        }
        found
    }
}
