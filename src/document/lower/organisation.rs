//! People, teams, roles, rotas, bodies, reach profiles (O1 to O4).

use std::collections::{BTreeMap, BTreeSet};

use crate::chance::{Distribution, Key, Probability};
use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::place::Place;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, AllOr, Answer, MemberForm, NameOr, Text};
use crate::model::{
    Body, Capabilities, Context, Decision, Index, Member, Organisation, Person, PersonId, Reach,
    ReachProfile, Role, RotaEntry, Table, Target, Team,
};
use crate::time::{Date, SimDuration, WorkingCalendar, parse_date, parse_span};

use super::Lower;

/// Lowers the organisation; what people know follows with the estate.
pub(super) fn organisation(
    lower: &mut Lower<'_>,
    written: &mut syntax::Organisation,
    calendars: &Calendars,
) -> Organisation {
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
    Organisation {
        people: Table::new(people),
        teams,
        roles,
        rotas: Table::new(rotas),
        bodies: Table::new(bodies),
        profiles: Table::new(profiles),
    }
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

fn person(lower: &mut Lower<'_>, written: &mut syntax::Person, calendars: &Calendars) -> Person {
    lower.report.enter(written.id.place);
    let id = written.id.value.clone();
    let zone = lower.zone(&mut written.zone, &format!("the person `{id}`"));
    let hours = lower.hours(&written.hours.value, written.hours.place);
    let struck = written.holidays.value.0.iter();
    let mut struck: Vec<Date> = struck
        .flat_map(|name| holidays(lower, &name.value, name.place, calendars))
        .collect();
    struck.sort_unstable();
    struck.dedup();
    let away = written.away.value.iter();
    let absences = away
        .filter_map(|span| lower.read(Code::BadSpan, span.place, parse_span(&span.value, &zone)))
        .collect();
    let team = written
        .team
        .value
        .as_deref()
        .and_then(|team| lower.names.teams.get(team));
    let profile = lower
        .names
        .profiles
        .get(&written.reach.value)
        .unwrap_or_else(|| Index::at(0));
    if written.name.value.is_none() {
        written.name.value = Some(id.clone());
    }
    Person {
        key: Key::of(&id),
        name: written.name.value.clone().unwrap_or_default().into(),
        calendar: WorkingCalendar {
            zone,
            hours,
            holidays: struck,
            absences,
        },
        team,
        profile,
        capabilities: capabilities(lower, &written.can.value),
        context: Context::default(),
        external: written.external.value.clone().map(Into::into),
        id: id.into(),
    }
}

fn capabilities(lower: &mut Lower<'_>, can: &AllOr<Text>) -> Capabilities {
    let AllOr::These(names) = can else {
        return Capabilities {
            all: true,
            ..Capabilities::default()
        };
    };
    let mut capabilities = Capabilities::default();
    for name in names {
        let decision = Decision::ALL
            .into_iter()
            .find(|one| *one != Decision::Contain && one.word() == name.value);
        if let Some(decision) = decision {
            capabilities.decisions.push(decision);
        } else if let Some(action) = lower.names.actions.get(&name.value) {
            capabilities.actions.push(action);
        } else {
            let title = format!("no action and no decision `{}`", name.value);
            let draft = lower.report.draft(Code::UnknownAction, name.place, title);
            let words = Decision::ALL.into_iter().map(Decision::word).skip(1);
            let presets = crate::document::preset::action_names();
            let mut known: BTreeSet<String> = lower.names.actions.ids().map(str::to_owned).collect();
            known.extend(presets.into_iter().chain(words).map(str::to_owned));
            lower
                .report
                .push(with_names(draft, &name.value, known.iter().map(String::as_str)));
        }
    }
    capabilities.actions.sort_unstable();
    capabilities.actions.dedup();
    capabilities.decisions.sort_unstable();
    capabilities.decisions.dedup();
    capabilities
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

/// Fills in what people know, once the estate is lowered (O1).
pub(super) fn contexts(
    lower: &mut Lower<'_>,
    written: &syntax::Organisation,
    organisation: &mut Organisation,
    estate: &crate::model::Estate,
) {
    for person in &written.people {
        lower.report.enter(person.id.place);
        let Some(index) = lower.names.people.get(&person.id.value) else {
            continue;
        };
        let context = super::knowledge::context(lower, (index, person), organisation, estate);
        if organisation.people.get(index).is_some() {
            organisation.people[index].context = context;
        }
    }
}
