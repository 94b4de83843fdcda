//! People, teams, roles, rotas, bodies, reach profiles (O1 to O4).

use std::collections::BTreeMap;

use crate::chance::{Distribution, Probability};
use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::place::Place;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Answer, MemberForm, NameOr, Text};
use crate::model::{
    Body, Index, Member, Organisation, Person, PersonId, Reach, ReachProfile, Role, RotaEntry, Table, Target,
    Team,
};
use crate::time::{Date, SimDuration, parse_date};

use super::Lower;
use super::person::person;

/// Lowers the organisation; its people wait beside it for what they know, which follows with the estate.
pub(super) fn organisation(
    lower: &mut Lower<'_>,
    written: &mut syntax::Organisation,
    calendars: &Calendars,
) -> (Organisation, Vec<Person>) {
    let mut people: Vec<Person> = written
        .people
        .iter_mut()
        .map(|one| person(lower, one, calendars))
        .collect();
    let teams = teams(lower, written, &people);
    let roles = roles(lower, written);
    let mut rotas: Vec<RotaEntry> = written
        .rotas
        .iter_mut()
        .map(|one| super::rota::rota(lower, one))
        .collect();
    let mut bodies: Vec<Body> = written.bodies.iter_mut().map(|one| body(lower, one)).collect();
    let mut profiles: Vec<ReachProfile> = written
        .profiles
        .iter_mut()
        .map(|one| profile(lower, one))
        .collect();
    people.sort_by(|one, other| one.id.cmp(&other.id));
    rotas.sort_by(|one, other| one.id.cmp(&other.id));
    bodies.sort_by(|one, other| one.id.cmp(&other.id));
    profiles.sort_by(|one, other| one.id.cmp(&other.id));
    let organisation = Organisation {
        people: Table::default(),
        teams,
        roles,
        rotas: Table::new(rotas),
        bodies: Table::new(bodies),
        profiles: Table::new(profiles),
    };
    (organisation, people)
}

/// Calendars of holidays, by name.
pub(super) type Calendars = BTreeMap<String, Vec<Date>>;

/// Reads all calendars.
pub(super) fn calendars(lower: &mut Lower<'_>, written: &syntax::Organisation) -> Calendars {
    let mut calendars = Calendars::new();
    for (name, dates) in &written.holidays.0 {
        lower.report.enter(name.place);
        if calendars.contains_key(&name.value) {
            lower.report.say(
                Code::DuplicateId,
                name.place,
                format!("the calendar `{}` stands twice", name.value),
            );
        }
        let mut read: Vec<Date> = dates
            .iter()
            .filter_map(|date| lower.read(Code::BadSpan, date.place, parse_date(&date.value)))
            .collect();
        read.sort_unstable();
        read.dedup();
        calendars.insert(name.value.clone(), read);
    }
    calendars
}

/// The dates of a calendar.
pub(super) fn holidays(lower: &mut Lower<'_>, name: &str, place: Place, calendars: &Calendars) -> Vec<Date> {
    let found = calendars.get(name).cloned();
    found.unwrap_or_else(|| {
        let draft = lower.report.draft(
            Code::UnknownCalendar,
            place,
            format!("no calendar of holidays `{name}`"),
        );
        lower
            .report
            .push(with_names(draft, name, calendars.keys().map(String::as_str)));
        Vec::new()
    })
}

fn teams(
    lower: &mut Lower<'_>,
    written: &syntax::Organisation,
    people: &[Person],
) -> Table<crate::model::TeamId, Team> {
    let mut members: BTreeMap<String, Vec<PersonId>> = lower
        .names
        .teams
        .ids()
        .map(|id| (id.to_owned(), Vec::new()))
        .collect();
    for (id, list) in &written.teams.0 {
        let found = people_of(lower, &list.value);
        members.entry(id.value.clone()).or_default().extend(found);
    }
    for person in people {
        if let (Some(team), Some(index)) = (person.team, lower.names.people.get(&person.id)) {
            let name = lower.names.teams.ids().nth(team.position()).map(str::to_owned);
            members.entry(name.unwrap_or_default()).or_default().push(index);
        }
    }
    let team = |(id, mut members): (String, Vec<PersonId>)| {
        members.sort_unstable();
        members.dedup();
        Team {
            id: id.into(),
            members,
        }
    };
    members.into_iter().map(team).collect()
}

fn people_of(lower: &mut Lower<'_>, names: &[Text]) -> Vec<PersonId> {
    names
        .iter()
        .filter_map(|name| {
            lower
                .names
                .people
                .find(&name.value, name.place, &mut lower.report)
        })
        .collect()
}

fn roles(lower: &mut Lower<'_>, written: &syntax::Organisation) -> Table<crate::model::RoleId, Role> {
    let mut roles: Vec<Role> = Vec::new();
    for (id, holders) in &written.roles.0 {
        lower.report.enter(id.place);
        roles.push(Role {
            id: id.value.clone().into(),
            holders: people_of(lower, &holders.value),
        });
    }
    roles.sort_by(|one, other| one.id.cmp(&other.id));
    Table::new(roles)
}

fn body(lower: &mut Lower<'_>, written: &mut syntax::Body) -> Body {
    lower.report.enter(written.id.place);
    let members: Vec<Member> = written
        .members
        .value
        .iter()
        .filter_map(|one| member(lower, &one.value, one.place))
        .collect();
    let size = u32::try_from(written.members.value.len()).unwrap_or(u32::MAX);
    let quorum = written.quorum.value.unwrap_or(size / 2 + 1);
    if size == 0 {
        lower.report.say(
            Code::EmptyChain,
            written.members.place,
            format!("the body `{}` has no members", written.id.value),
        );
    } else if quorum == 0 || quorum > size {
        let title = format!("a quorum of {quorum} in a body of {size}");
        let draft = lower
            .report
            .draft(Code::Quorum, written.quorum.place, title)
            .expected(format!("1 to {size}"));
        let also = lower.report.locate(written.members.place);
        lower.report.push(draft.also(also, format!("{size} members")));
    }
    written.quorum.value = Some(quorum);
    Body {
        id: written.id.value.clone().into(),
        members,
        quorum,
    }
}

fn member(lower: &mut Lower<'_>, written: &MemberForm, place: Place) -> Option<Member> {
    let name = match written {
        NameOr::Whole(target) => {
            return match lower.target(target)? {
                Target::Person(person) => Some(Member::Person(person)),
                Target::Role(role) => Some(Member::Role(role)),
                Target::Rota(_) | Target::Team(_) | Target::Body(_) => {
                    lower
                        .report
                        .say(Code::Misplaced, place, "a member of a body is a role or a person");
                    None
                }
            };
        }
        NameOr::Name(name) => name,
    };
    let role = lower.names.roles.get(name).map(Member::Role);
    let person = lower.names.people.get(name).map(Member::Person);
    if role.is_some() && person.is_some() {
        let draft = lower
            .report
            .draft(Code::Conflict, place, format!("`{name}` is a role and a person"));
        lower
            .report
            .push(draft.help(format!("write `Role(\"{name}\")` or `Person(\"{name}\")`")));
    }
    if role.is_none() && person.is_none() {
        let draft = lower.report.draft(
            Code::UnknownMember,
            place,
            format!("no role and no person `{name}`"),
        );
        let known: Vec<&str> = lower.names.roles.ids().chain(lower.names.people.ids()).collect();
        let draft = with_names(draft, name, known.into_iter());
        lower.report.push(draft);
    }
    role.or(person)
}

fn profile(lower: &mut Lower<'_>, written: &mut syntax::Profile) -> ReachProfile {
    lower.report.enter(written.id.place);
    let on_shift = reach(lower, &mut written.on_shift);
    let on_call = reach(lower, &mut written.on_call);
    let off = reach(lower, &mut written.off);
    let relook = lower.optional_law(&mut written.relook, Family::Relook);
    let unreachable = lower.optional_chance(&mut written.unreachable, Family::Unreachable);
    ReachProfile {
        id: written.id.value.clone().into(),
        on_shift,
        on_call,
        off,
        relook,
        unreachable: unreachable.unwrap_or(Probability::NEVER),
    }
}

fn reach(lower: &mut Lower<'_>, written: &mut Spanned<Option<Answer>>) -> Reach {
    match &mut written.value {
        Some(answer) => Reach {
            answers: lower.chance(&mut answer.answers, Family::Answers),
            delay: lower.law(&mut answer.after, Family::PageDelay),
        },
        // A state in which nobody answers.
        None => Reach {
            answers: Probability::NEVER,
            delay: Distribution::fixed(SimDuration::ZERO),
        },
    }
}

/// Puts people into the organisation with what they know, once the estate is lowered (O1).
pub(super) fn settle(
    lower: &mut Lower<'_>,
    written: &syntax::Organisation,
    (organisation, mut people): (&mut Organisation, Vec<Person>),
    estate: &crate::model::Estate,
) {
    for person in &written.people {
        lower.report.enter(person.id.place);
        let index = lower.names.people.get(&person.id.value);
        // People are sorted by id, and so are their indices.
        let found = index.and_then(|index| Some((index, people.get_mut(index.position())?)));
        if let Some((index, found)) = found {
            found.context = super::knowledge::context(lower, (index, person), organisation, estate);
        }
    }
    organisation.people = Table::new(people);
}
