//! What is missing at an instant: what whoever needs to act now should not have to find out.

use crate::model::{Decider, Executor, Exercise, PersonId, Right, Target};
use crate::time::WallTime;

use super::context::Duty;
use super::who::{Stage, Who, ever};
use super::words;

/// Sentences, the worst first; none if all is well.
pub(super) fn missing(exercise: &Exercise, answer: &Who) -> Vec<String> {
    let look = Look { exercise, answer };
    let mut found = Vec::new();
    let right = answer.path.right.map(|right| &exercise.playbook.rights[right]);
    match right {
        None => found.push(look.without_rule()),
        Some(right) => found.extend(look.of_rule(right)),
    }
    for stage in &answer.stages {
        found.extend(look.nobody_there(stage));
    }
    found.extend(look.backup());
    found.extend(look.context());
    found.extend(look.bound());
    for gate in &answer.gates {
        found.push(format!("nothing is carried out before a `{}` is", gate.word()));
    }
    found
}

struct Look<'a> {
    exercise: &'a Exercise,
    answer: &'a Who,
}

impl Look<'_> {
    fn without_rule(&self) -> String {
        match self.answer.path.owners.len() {
            0 => "no rule says who may stop it, and nobody owns it".to_owned(),
            1 => "no rule says who may stop it: its owner must be found first".to_owned(),
            _ => "no rule says who may stop it: all its owners must be found, and agree".to_owned(),
        }
    }

    fn of_rule(&self, right: &Right) -> Vec<String> {
        let mut found = Vec::new();
        if right.decider == Decider::Owner && self.answer.path.owners.is_empty() {
            found.push("its owner is to decide, and nobody owns it".to_owned());
        }
        if right.decider == Decider::Owner && self.answer.path.owners.len() > 1 {
            found.push("several own it, nobody leads: all of them must agree".to_owned());
        }
        let today = self
            .exercise
            .scenario
            .zone
            .to_local(self.answer.question.at)
            .date();
        match &right.approved {
            None => found.push(format!("nobody has approved the rule `{}`", right.id)),
            Some(approved) => {
                let due = approved.review.filter(|review| *review < today);
                found
                    .extend(due.map(|due| format!("the review of the rule `{}` was due on {due}", right.id)));
            }
        }
        found
    }

    fn nobody_there(&self, stage: &Stage) -> Option<String> {
        let people = || stage.steps.iter().flat_map(|step| &step.people);
        if people().any(|one| one.state.is_reachable()) {
            return self.quorum(stage);
        }
        let verb = match stage.duty {
            Duty::Decide => "may decide",
            Duty::Advise => "must be heard",
            Duty::Approve => "must approve",
            Duty::Execute => "can carry it out",
        };
        if people().next().is_none() {
            return Some(match stage.duty {
                Duty::Execute => "nobody who is asked to carry it out is able to".to_owned(),
                _ => format!("nobody who {verb} stands behind any step now"),
            });
        }
        let next: Option<(WallTime, PersonId)> =
            people().filter_map(|one| Some((one.next?, one.person))).min();
        let when = next.map_or_else(
            || "and nobody comes within a month".to_owned(),
            |(at, person)| format!("the next is {} on {}", self.name(person), self.on_clock(at)),
        );
        Some(format!("nobody who {verb} is on shift or on call: {when}"))
    }

    /// A body of which too few are there.
    fn quorum(&self, stage: &Stage) -> Option<String> {
        let short = |target: Target, there: usize| match target {
            Target::Body(body) => {
                let body = &self.exercise.organisation.bodies[body];
                let needed = usize::try_from(body.quorum).unwrap_or(usize::MAX);
                (there < needed)
                    .then(|| format!("of {} only {there} of the {needed} needed are there", &body.id))
            }
            _ => None,
        };
        let only_bodies = stage
            .steps
            .iter()
            .all(|step| matches!(step.target, Target::Body(_)));
        stage.steps.iter().filter(|_| only_bodies).find_map(|step| {
            let there = step.people.iter().filter(|one| one.state.is_reachable()).count();
            short(step.target, there)
        })
    }

    fn backup(&self) -> Option<String> {
        let decides = self
            .answer
            .stages
            .iter()
            .find(|stage| stage.duty == Duty::Decide)?;
        match ever(self.exercise, &decides.steps).as_slice() {
            [only] => Some(format!("nobody backs up {}", self.name(*only))),
            _ => None,
        }
    }

    fn context(&self) -> Option<String> {
        let decides = self
            .answer
            .stages
            .iter()
            .find(|stage| stage.duty == Duty::Decide)?;
        let mut people = decides.steps.iter().flat_map(|step| &step.people).peekable();
        people.peek()?;
        let right = self
            .answer
            .path
            .right
            .map(|right| &self.exercise.playbook.rights[right]);
        let consults = right.is_some_and(|right| right.consult.is_some());
        let knows = people.any(|one| one.knows);
        (!knows).then(|| {
            let then = if consults {
                "somebody who does is asked first"
            } else {
                "nobody is asked who does"
            };
            format!("nobody who may decide now knows the asset; {then}")
        })
    }

    fn bound(&self) -> Option<String> {
        if self.answer.time.latest.is_some() || self.answer.stages.is_empty() {
            return None;
        }
        let right = self
            .answer
            .path
            .right
            .map(|right| &self.exercise.playbook.rights[right]);
        let automatic = right.is_some_and(|right| right.executor == Executor::Automatic);
        let standing = right.is_some_and(|right| right.decider == Decider::Standing);
        (!(automatic && standing))
            .then(|| "nothing bounds how long that takes: if nobody answers, it waits".to_owned())
    }

    fn name(&self, person: PersonId) -> &str {
        &self.exercise.organisation.people[person].name
    }

    fn on_clock(&self, at: WallTime) -> String {
        words::instant(&self.exercise.scenario.zone, at)
    }
}
