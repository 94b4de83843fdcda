//! Targets and chains (C1 to C5).

use crate::chance::Key;
use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Contact, ContactForm, StepForm};
use crate::model::{Chain, ChainId, Exhausted, Index, NobodyPolicy, Step, Table, Target};

use super::Lower;

impl Lower<'_> {
    /// A target; an unknown one is reported.
    pub(super) fn target(&mut self, written: &syntax::Target) -> Option<Target> {
        let (names, report) = (&self.names, &mut self.report);
        match written {
            syntax::Target::Person(id) => names.people.find(&id.value, id.place, report).map(Target::Person),
            syntax::Target::Role(id) => names.roles.find(&id.value, id.place, report).map(Target::Role),
            syntax::Target::Rota(id) => names.rotas.find(&id.value, id.place, report).map(Target::Rota),
            syntax::Target::Team(id) => names.teams.find(&id.value, id.place, report).map(Target::Team),
            syntax::Target::Body(id) => names.bodies.find(&id.value, id.place, report).map(Target::Body),
        }
    }

    /// The chain that a contact names; chains written in place are named by now.
    pub(super) fn contact(&mut self, written: &Contact, place: Place, what: &str) -> Option<ChainId> {
        match written {
            Contact::Form(ContactForm::Chain(id)) => {
                self.names.chains.find(&id.value, id.place, &mut self.report)
            }
            Contact::Form(form) => {
                let word = match form {
                    ContactForm::Owner => "Owner",
                    ContactForm::Decider => "Decider",
                    _ => "Automatic",
                };
                let place = self.report.place(place);
                self.report
                    .say(Code::Misplaced, place, format!("`{word}` cannot stand as {what}"));
                None
            }
            Contact::Steps(_) => None,
        }
    }

    /// An optional chain.
    pub(super) fn optional_contact(
        &mut self,
        written: &Spanned<Option<Contact>>,
        what: &str,
    ) -> Option<ChainId> {
        let contact = written.value.clone()?;
        self.contact(&contact, written.place, what)
    }
}

/// Lowers all chains, and reports circles of escalation (C5).
pub(super) fn chains(
    lower: &mut Lower<'_>,
    written: &syntax::Entries<syntax::Chain>,
) -> Table<ChainId, Chain> {
    let mut chains: Vec<(Chain, Place)> = Vec::new();
    for (id, one) in &written.0 {
        lower.report.enter(id.place);
        chains.push((chain(lower, &id.value, one), one.exhausted.place.or(id.place)));
    }
    chains.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    circles(lower, &chains);
    chains.into_iter().map(|(chain, _)| chain).collect()
}

fn chain(lower: &mut Lower<'_>, id: &str, written: &syntax::Chain) -> Chain {
    let steps: Vec<Step> = written.steps.value.iter().map(|one| step(lower, one)).collect();
    if steps.is_empty() {
        lower.report.say(
            Code::EmptyChain,
            written.steps.place,
            format!("the chain `{id}` has no steps"),
        );
    }
    if written.repeat.value > 100 {
        let draft = lower.report.draft(
            Code::OutOfRange,
            written.repeat.place,
            "a chain that repeats so often",
        );
        lower.report.push(draft.expected("0 to 100"));
    }
    let exhausted = match &written.exhausted.value {
        syntax::Exhausted::Hold => Exhausted::Hold,
        syntax::Exhausted::Act => Exhausted::Act,
        syntax::Exhausted::Escalate(to) => {
            let found = lower.names.chains.find(&to.value, to.place, &mut lower.report);
            found.map_or(Exhausted::Hold, Exhausted::Escalate)
        }
    };
    let nobody = match written.nobody.value {
        syntax::Nobody::Skip => NobodyPolicy::Skip,
        syntax::Nobody::Wait => NobodyPolicy::Wait,
        syntax::Nobody::Drop => NobodyPolicy::Drop,
    };
    Chain {
        id: id.into(),
        key: Key::of(id),
        steps,
        repeats: written.repeat.value,
        nobody,
        exhausted,
    }
}

fn step(lower: &mut Lower<'_>, written: &Spanned<StepForm>) -> Step {
    let one = |target: syntax::Target, within: syntax::Text| (vec![target], within);
    let within = syntax::default_within;
    let (targets, within) = match &written.value {
        StepForm::Step(step) => (
            step.who.0.iter().map(|who| who.value.clone()).collect(),
            step.within.clone(),
        ),
        StepForm::Person(id) => one(syntax::Target::Person(id.clone()), within()),
        StepForm::Role(id) => one(syntax::Target::Role(id.clone()), within()),
        StepForm::Rota(id) => one(syntax::Target::Rota(id.clone()), within()),
        StepForm::Team(id) => one(syntax::Target::Team(id.clone()), within()),
        StepForm::Body(id) => one(syntax::Target::Body(id.clone()), within()),
    };
    if targets.is_empty() {
        lower
            .report
            .say(Code::EmptyChain, written.place, "a step without anybody");
    }
    let within = lower.duration(&within);
    Step {
        targets: targets.iter().filter_map(|target| lower.target(target)).collect(),
        within,
    }
}

/// Follows each chain's escalations; one that comes back to itself is reported once, from its first id.
fn circles(lower: &mut Lower<'_>, chains: &[(Chain, Place)]) {
    let next = |at: usize| match chains.get(at).map(|(chain, _)| chain.exhausted) {
        Some(Exhausted::Escalate(to)) => Some(to.position()),
        _ => None,
    };
    for start in 0..chains.len() {
        let mut path = vec![start];
        let mut at = next(start);
        // A path longer than the chains there are has met a circle that does not hold its start.
        while let Some(here) = at.filter(|here| *here != start && path.len() <= chains.len()) {
            path.push(here);
            at = next(here);
        }
        let is_first = path.iter().all(|other| *other >= start);
        if at != Some(start) || !is_first {
            continue;
        }
        let named = |at: &usize| {
            chains
                .get(*at)
                .map_or(String::new(), |(chain, _)| format!("`{}`", chain.id))
        };
        let circle: Vec<String> = path.iter().chain([&start]).map(named).collect();
        let title = format!("escalation in a circle: {}", circle.join(" to "));
        let place = |at: &usize| chains.get(*at).map_or(Place::Default, |(_, place)| *place);
        let mut draft = lower.report.draft(Code::EscalationCycle, place(&start), title);
        for other in path.iter().skip(1) {
            let also = lower.report.locate(place(other));
            draft = draft.also(also, "and on from here");
        }
        lower.report.push(draft);
    }
}
