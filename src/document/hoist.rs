//! Chains written in place become named chains, with ids made from the place.
//!
//! The id is made of written ids, never of positions (T4): `contain/default/approval/release-manager`.

use std::collections::BTreeSet;

use super::code::Code;
use super::place::Place;
use super::report::Report;
use super::spanned::Spanned;
use super::syntax::{
    Chain, Contact, ContactForm, Does, Exhausted, Nobody, Right, Step, StepForm, Target, Text,
};
use super::whole::Whole;

/// Names every chain that is written in place.
pub(crate) fn hoist(whole: &mut Whole, report: &mut Report<'_>) {
    let mut chains = Hoisted {
        named: Vec::new(),
        taken: BTreeSet::new(),
    };
    let Whole {
        playbook, scenario, ..
    } = whole;
    for right in &mut playbook.rights {
        report.enter(right.id.place);
        hoist_right(right, &mut chains, report);
    }
    chains.optional("triage", &mut playbook.triage.value.by);
    chains.optional("contested/arbiter", &mut playbook.contested.value.arbiter);
    chains.optional("contested/executor", &mut playbook.contested.value.executor);
    for vendor in &mut playbook.vendors {
        chains.optional(&format!("vendor/{}", vendor.id.value), &mut vendor.by);
    }
    for inject in &mut scenario.injects {
        if let Some(Does::ApprovalDemanded { approval, .. }) = &mut inject.does.value {
            chains.take(&format!("{}/approval", inject.id.value), &mut approval.by);
        }
    }
    playbook.chains.0.extend(chains.named);
}

fn hoist_right(right: &mut Right, chains: &mut Hoisted, report: &mut Report<'_>) {
    let id = right.id.value.clone();
    chains.optional(&format!("{id}/decider"), &mut right.decider);
    if let Some(chain) = chains.last_named(&format!("{id}/decider")) {
        // An inline chain carries its own; what the right says of its decider's steps goes over it.
        chain.repeat.patch(std::mem::take(&mut right.repeat));
        chain.exhausted.patch(std::mem::take(&mut right.exhausted));
        chain.nobody.patch(std::mem::take(&mut right.nobody));
    }
    let changes = [
        (right.repeat.value != 0).then_some(right.repeat.place),
        (!matches!(right.exhausted.value, Exhausted::Hold)).then_some(right.exhausted.place),
        (!matches!(right.nobody.value, Nobody::Skip)).then_some(right.nobody.place),
    ];
    let is_chain = matches!(
        &right.decider.value,
        Some(Contact::Form(ContactForm::Chain(_) | ContactForm::Owner))
    );
    // A right that an alternative gives standing keeps the words of its decider, unused.
    let stray = changes
        .into_iter()
        .flatten()
        .find(|_| is_chain && !right.standing.value);
    if let Some(place) = stray {
        let title = "`repeat`, `exhausted` and `nobody` belong to steps that are written here";
        let draft = report.draft(Code::Conflict, place, title);
        report.push(draft.help("write them in the named chain, or write the decider's steps here"));
    }
    chains.optional(&format!("{id}/consult"), &mut right.consult);
    chains.optional(&format!("{id}/executor"), &mut right.executor);
    for advice in &mut right.advice.value {
        chains.take(&format!("{id}/advice"), &mut advice.by);
    }
    for approval in &mut right.approvals.value {
        chains.take(&format!("{id}/approval"), &mut approval.by);
    }
}

struct Hoisted {
    named: Vec<(Text, Chain)>,
    taken: BTreeSet<String>,
}

impl Hoisted {
    fn last_named(&mut self, id: &str) -> Option<&mut Chain> {
        self.named
            .last_mut()
            .filter(|(name, _)| name.value == id)
            .map(|(_, chain)| chain)
    }

    fn optional(&mut self, id: &str, contact: &mut Spanned<Option<Contact>>) {
        let place = contact.place;
        if let Some(inner) = &mut contact.value {
            self.replace(id, inner, place);
        }
    }

    /// Of several in one list each takes the id of its first target too.
    fn take(&mut self, id: &str, contact: &mut Spanned<Contact>) {
        let first = chain_of(&contact.value, contact.place).and_then(|chain| first_target(&chain));
        let id = first.map_or_else(|| id.to_owned(), |target| format!("{id}/{target}"));
        self.replace(&id, &mut contact.value, contact.place);
    }

    fn replace(&mut self, id: &str, contact: &mut Contact, place: Place) {
        let Some(chain) = chain_of(contact, place) else {
            return;
        };
        let mut name = id.to_owned();
        let mut copies = 1_u32;
        while !self.taken.insert(name.clone()) {
            copies += 1;
            name = format!("{id}/{copies}");
        }
        *contact = Contact::Form(ContactForm::Chain(Spanned::new(name.clone(), place)));
        self.named.push((Spanned::new(name, place), chain));
    }
}

fn first_target(chain: &Chain) -> Option<String> {
    let target = |target: &Target| match target {
        Target::Person(id) | Target::Role(id) | Target::Rota(id) | Target::Team(id) | Target::Body(id) => {
            id.value.clone()
        }
    };
    match &chain.steps.first()?.value {
        StepForm::Step(step) => step.who.0.first().map(|who| target(&who.value)),
        StepForm::Person(id)
        | StepForm::Role(id)
        | StepForm::Rota(id)
        | StepForm::Team(id)
        | StepForm::Body(id) => Some(id.value.clone()),
    }
}

/// The chain that a contact writes in place, if it does.
fn chain_of(contact: &Contact, place: Place) -> Option<Chain> {
    let steps = match contact {
        Contact::Steps(steps) => steps.clone(),
        Contact::Form(ContactForm::Inline(chain)) => return Some(chain.clone()),
        Contact::Form(
            ContactForm::Chain(_) | ContactForm::Owner | ContactForm::Decider | ContactForm::Automatic,
        ) => return None,
        Contact::Form(ContactForm::Person(id)) => vec![one(Target::Person(id.clone()), place)],
        Contact::Form(ContactForm::Role(id)) => vec![one(Target::Role(id.clone()), place)],
        Contact::Form(ContactForm::Rota(id)) => vec![one(Target::Rota(id.clone()), place)],
        Contact::Form(ContactForm::Team(id)) => vec![one(Target::Team(id.clone()), place)],
        Contact::Form(ContactForm::Body(id)) => vec![one(Target::Body(id.clone()), place)],
    };
    let steps = Spanned::new(steps, place);
    Some(Chain {
        steps,
        repeat: Spanned::default(),
        exhausted: Spanned::default(),
        nobody: Spanned::default(),
    })
}

fn one(target: Target, place: Place) -> Spanned<StepForm> {
    let who = super::syntax::OneOrMany(vec![Spanned::new(target, place)]);
    Spanned::new(
        StepForm::Step(Step {
            who,
            within: super::syntax::default_within(),
        }),
        place,
    )
}
