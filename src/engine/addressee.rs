//! Who a step of a chain means at this instant, and who of them may be paged (O4, C1, C3, I2, P1, P4, P5).

use crate::model::{BodyId, Member, PersonId, Target};

use super::arena::{PathIx, TaskIx};
use super::cases::{Doer, Duty};
use super::play::Play;

/// Who is addressed where that is one (O4).
#[derive(Clone, Copy, Debug)]
enum Addressee {
    /// Nobody is there.
    Nobody,
    /// A rota that points at somebody who has left (I2).
    Stale,
    /// This person.
    Person(PersonId),
}

impl Play<'_> {
    /// Pages everybody whom the targets resolve to, each once. False if that is nobody.
    pub(super) fn page_step(&mut self, task: TaskIx, targets: &[Target]) -> bool {
        // Most steps ask one, who can be there only once.
        if let &[target] = targets
            && let Some(addressee) = self.addressee(target)
        {
            return match addressee {
                Addressee::Nobody => false,
                Addressee::Stale => {
                    self.page_nobody();
                    true
                }
                Addressee::Person(person) => {
                    let may = self.may_be_paged(task, person);
                    if may {
                        self.page(task, person, (0, 0), true);
                    }
                    may
                }
            };
        }
        let mut addressees = std::mem::take(&mut self.addressees);
        addressees.clear();
        for &target in targets {
            self.resolve(target, &mut addressees);
        }
        self.asking += 1;
        let bodies = addressees.iter().any(|(_, body)| body.is_some());
        let mut found = false;
        for &(person, _) in &addressees {
            let Some(person) = person else {
                self.page_nobody();
                found = true;
                continue;
            };
            let asked = std::mem::replace(&mut self.staff[person].asked, self.asking);
            if asked == self.asking || !self.may_be_paged(task, person) {
                continue;
            }
            let (seats, direct) = if bodies {
                self.seats_of(person, &addressees)
            } else {
                ((0, 0), true)
            };
            self.page(task, person, seats, direct);
            found = true;
        }
        self.addressees = addressees;
        found
    }

    /// I2: a stale rota counts as a page that nobody answers.
    fn page_nobody(&mut self) {
        self.burden.pages += 1;
        self.first_page();
    }

    /// C3: the bodies in which a person is addressed, and whether also as themselves.
    fn seats_of(
        &mut self,
        person: PersonId,
        addressees: &[(Option<PersonId>, Option<BodyId>)],
    ) -> ((u32, u32), bool) {
        let count = |seats: &Vec<BodyId>| u32::try_from(seats.len()).unwrap_or(u32::MAX);
        let from = count(&self.seats);
        let same = addressees.iter().filter(|(other, _)| *other == Some(person));
        let direct = same.clone().any(|(_, body)| body.is_none());
        self.seats.extend(same.filter_map(|(_, body)| *body));
        ((from, count(&self.seats)), direct)
    }

    /// O4: who a target of one is at this instant; nothing for a team or a body.
    #[inline]
    fn addressee(&self, target: Target) -> Option<Addressee> {
        let person = match target {
            Target::Person(person) => Some(person),
            Target::Role(role) => self.first_present(&self.plan.exercise.organisation.roles[role].holders),
            Target::Rota(rota) => {
                let holder = self.holder_now(rota);
                if holder.is_some() && self.weather.stale_rotas.contains(&rota) {
                    return Some(Addressee::Stale);
                }
                holder
            }
            Target::Team(_) | Target::Body(_) => return None,
        };
        Some(person.map_or(Addressee::Nobody, Addressee::Person))
    }

    /// O4: who a target is at this instant.
    fn resolve(&self, target: Target, into: &mut Vec<(Option<PersonId>, Option<BodyId>)>) {
        let organisation = &self.plan.exercise.organisation;
        match target {
            Target::Person(_) | Target::Role(_) | Target::Rota(_) => match self.addressee(target) {
                Some(Addressee::Person(person)) => into.push((Some(person), None)),
                Some(Addressee::Stale) => into.push((None, None)),
                Some(Addressee::Nobody) | None => {}
            },
            Target::Team(team) => {
                let members = organisation.teams[team].members.iter();
                into.extend(members.map(|&person| (Some(person), None)));
            }
            Target::Body(body) => {
                for &member in &organisation.bodies[body].members {
                    let person = match member {
                        Member::Person(person) => Some(person),
                        Member::Role(role) => self.first_present(&organisation.roles[role].holders),
                    };
                    if let Some(person) = person {
                        into.push((Some(person), Some(body)));
                    }
                }
            }
        }
    }

    /// The first who is not absent (O4).
    pub(super) fn first_present(&self, people: &[PersonId]) -> Option<PersonId> {
        people.iter().copied().find(|&person| !self.is_absent(person))
    }

    /// P1, P4, P5: consults page those who know what the decider does not, executors the capable, and separation
    /// of duties keeps people apart.
    fn may_be_paged(&self, task: TaskIx, person: PersonId) -> bool {
        let it = &self.tasks[task];
        let Some(path) = it.path else { return true };
        match it.duty {
            Duty::Consult => self.knows_what_is_missing(path, person),
            Duty::Executor => self.can_begin(path, person) && !self.is_kept_apart(path, person, false),
            Duty::ActionExecutor(item) => {
                self.can_do_item(item, person) && !self.is_kept_apart(path, person, false)
            }
            Duty::Approval(_) => !self.is_kept_apart(path, person, true),
            _ => true,
        }
    }

    fn knows_what_is_missing(&self, path: PathIx, person: PersonId) -> bool {
        // C3: the context of one suffices, so the one who knows most is helped.
        let known = |decider: &PersonId| {
            self.assets_of(path)
                .filter(|&asset| self.knows(*decider, asset))
                .count()
        };
        let decider = self.paths[path].deciders.iter().copied().rev().max_by_key(known);
        let missing = |asset| !decider.is_some_and(|decider| self.knows(decider, asset));
        self.assets_of(path)
            .any(|asset| missing(asset) && self.knows(person, asset))
    }

    /// P5: approvers exclude deciders and an executor already found, executors exclude approvers.
    pub(super) fn is_kept_apart(&self, path: PathIx, person: PersonId, approves: bool) -> bool {
        let it = &self.paths[path];
        if !it.rule.is_some_and(|rule| self.right(rule).separation_of_duties) {
            return false;
        }
        if approves {
            it.deciders.contains(&person) || it.executor == Some(Doer::Person(person))
        } else {
            it.approvers.contains(&person)
        }
    }
}
