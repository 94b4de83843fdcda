//! Who can ever answer for a target (O4).

use crate::model::{Member, Organisation, PersonId, Target};

/// Everybody whom the target may resolve to at some instant, sorted; for a rota all who take turns or stand in.
pub fn people_of(organisation: &Organisation, target: Target) -> Vec<PersonId> {
    let mut people = match target {
        Target::Person(person) => vec![person],
        Target::Role(role) => organisation.roles[role].holders.clone(),
        Target::Team(team) => organisation.teams[team].members.clone(),
        Target::Rota(rota) => {
            let rota = &organisation.rotas[rota].rota;
            let turns = rota.layers.iter().flat_map(|layer| layer.participants.iter());
            let stand_ins = rota.overrides.iter().map(|one| &one.who);
            turns.chain(stand_ins).copied().flatten().collect()
        }
        Target::Body(body) => organisation.bodies[body]
            .members
            .iter()
            .flat_map(|member| holders(organisation, *member))
            .collect(),
    };
    people.sort_unstable();
    people.dedup();
    people
}

/// Who may sit in a body's seat, in order.
pub fn holders(organisation: &Organisation, member: Member) -> Vec<PersonId> {
    match member {
        Member::Person(person) => vec![person],
        Member::Role(role) => organisation.roles[role].holders.clone(),
    }
}
