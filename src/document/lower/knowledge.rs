//! What people know well enough to decide about (O1).

use crate::document::syntax::{self, Knows, KnowsForm};
use crate::model::{Context, Estate, NodeId, Organisation, PersonId, Selector, Target};

use super::Lower;
use super::selector::selects;

/// The context of a person.
pub(super) fn context(
    lower: &mut Lower<'_>,
    (person, written): (PersonId, &syntax::Person),
    organisation: &Organisation,
    estate: &Estate,
) -> Context {
    let forms: Vec<KnowsForm> = match &written.knows.value {
        Knows::Own => vec![KnowsForm::Own],
        Knows::Form(form) => vec![(**form).clone()],
        Knows::These(forms) => forms.iter().map(|form| form.value.clone()).collect(),
    };
    let mut context = Context::default();
    for form in &forms {
        match selector_of(form) {
            None if matches!(form, KnowsForm::All) => context.all = true,
            None => context.assets.extend(own(lower, person, organisation)),
            Some(selector) => {
                let selector = lower.selector(&selector);
                let selected = estate
                    .nodes
                    .ids()
                    .filter(|node| selects(&selector, *node, estate));
                context.assets.extend(selected_of(&selector, selected));
            }
        }
    }
    context.assets.sort_unstable();
    context.assets.dedup();
    context
}

/// A list of assets needs no search through the estate.
fn selected_of(selector: &Selector, selected: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
    match selector {
        Selector::Assets(nodes) => nodes.clone(),
        _ => selected.collect(),
    }
}

fn selector_of(form: &KnowsForm) -> Option<syntax::Selector> {
    Some(match form {
        KnowsForm::All | KnowsForm::Own => return None,
        KnowsForm::Assets(selector) => selector.clone(),
        KnowsForm::Team(id) => syntax::Selector::Team(id.clone()),
        KnowsForm::Asset(id) => syntax::Selector::Asset(id.clone()),
        KnowsForm::Kind(id) => syntax::Selector::Kind(id.clone()),
        KnowsForm::Tag(id) => syntax::Selector::Tag(id.clone()),
        KnowsForm::Tenant(id) => syntax::Selector::Tenant(id.clone()),
    })
}

/// What the person, their team, a role they hold or a rota they stand in own or operate.
fn own(lower: &Lower<'_>, person: PersonId, organisation: &Organisation) -> Vec<NodeId> {
    let is_mine = |target: &Target| match target {
        Target::Person(other) => *other == person,
        Target::Team(team) => organisation
            .teams
            .item(*team)
            .is_some_and(|team| team.members.contains(&person)),
        Target::Role(role) => organisation
            .roles
            .item(*role)
            .is_some_and(|role| role.holders.contains(&person)),
        Target::Rota(rota) => organisation.rotas.item(*rota).is_some_and(|entry| {
            let stands =
                |layer: &crate::time::RotaLayer<PersonId>| layer.participants.contains(&Some(person));
            entry.rota.layers.iter().any(stands)
        }),
        Target::Body(_) => false,
    };
    lower
        .owned
        .iter()
        .filter(|(target, _)| is_mine(target))
        .flat_map(|(_, nodes)| nodes.iter().copied())
        .collect()
}
