//! How long every step of a chain waits.

use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::syntax::{
    Contact, ContactForm, OneOrMany, Playbook, Step, StepForm, StepTimes, Target, Text,
};

/// Sets it for every step of the chain that is meant (C4).
pub(super) fn set_within(playbook: &mut Playbook, change: &StepTimes, report: &mut Report<'_>) {
    match (&change.right.value, &change.chain.value) {
        (Some(right), None) => of_right(playbook, (right, change), report),
        (None, Some(chain)) => of_chain(playbook, (chain, change), report),
        (Some(_), Some(_)) => report.say(
            Code::Misplaced,
            change.chain.place,
            "`right` and `chain` exclude each other",
        ),
        (None, None) => {
            let title = "this needs a `right` or a `chain`";
            report.say(Code::Misplaced, change.within.place, title);
        }
    }
}

fn of_right(playbook: &mut Playbook, (id, change): (&str, &StepTimes), report: &mut Report<'_>) {
    let Some(at) = playbook.rights.iter().position(|right| right.id.value == id) else {
        let title = format!("no decision right `{id}`");
        let draft = report.draft(Code::UnknownRight, change.right.place, title);
        let known = playbook.rights.iter().map(|right| right.id.value.as_str());
        return report.push(with_names(draft, id, known));
    };
    let Some(right) = playbook.rights.get_mut(at) else {
        return;
    };
    let within = &change.within;
    let bare = match &mut right.decider.value {
        Some(Contact::Steps(steps)) => return set_all(steps, within),
        Some(Contact::Form(ContactForm::Inline(chain))) => return set_all(&mut chain.steps.value, within),
        Some(Contact::Form(ContactForm::Chain(chain))) => {
            let chain = chain.value.clone();
            return of_chain(playbook, (&chain, change), report);
        }
        Some(Contact::Form(form)) => target(form),
        None => None,
    };
    let Some(target) = bare else {
        let title = format!("the decider of `{id}` has no steps that could wait");
        return report.say(Code::Conflict, change.right.place, title);
    };
    right.decider.value = Some(Contact::Steps(vec![Spanned::new(
        step(target, within),
        right.decider.place,
    )]));
}

fn of_chain(playbook: &mut Playbook, (id, change): (&str, &StepTimes), report: &mut Report<'_>) {
    let chains = &mut playbook.chains.0;
    if let Some((_, chain)) = chains.iter_mut().find(|(known, _)| known.value == id) {
        set_all(&mut chain.steps.value, &change.within);
    } else {
        let place = change.chain.place.or(change.right.place);
        let draft = report.draft(Code::UnknownChain, place, format!("no chain `{id}`"));
        let known = chains.iter().map(|(known, _)| known.value.as_str());
        report.push(with_names(draft, id, known));
    }
}

fn set_all(steps: &mut [Spanned<StepForm>], within: &Text) {
    for form in steps {
        form.value = match &form.value {
            StepForm::Step(written) => StepForm::Step(Step {
                within: within.clone(),
                ..written.clone()
            }),
            StepForm::Person(id) => step(Target::Person(id.clone()), within),
            StepForm::Role(id) => step(Target::Role(id.clone()), within),
            StepForm::Rota(id) => step(Target::Rota(id.clone()), within),
            StepForm::Team(id) => step(Target::Team(id.clone()), within),
            StepForm::Body(id) => step(Target::Body(id.clone()), within),
        };
    }
}

fn step(target: Target, within: &Text) -> StepForm {
    StepForm::Step(Step {
        who: OneOrMany(vec![Spanned::new(target, within.place)]),
        within: within.clone(),
    })
}

/// Whom a contact without steps addresses; an owner is not known before an asset is.
fn target(form: &ContactForm) -> Option<Target> {
    match form {
        ContactForm::Person(id) => Some(Target::Person(id.clone())),
        ContactForm::Role(id) => Some(Target::Role(id.clone())),
        ContactForm::Rota(id) => Some(Target::Rota(id.clone())),
        ContactForm::Team(id) => Some(Target::Team(id.clone())),
        ContactForm::Body(id) => Some(Target::Body(id.clone())),
        ContactForm::Chain(_)
        | ContactForm::Inline(_)
        | ContactForm::Owner
        | ContactForm::Decider
        | ContactForm::Automatic => None,
    }
}
