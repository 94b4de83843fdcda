//! Who takes part: from a list, or from whom the plan can ask.

use std::path::Path;

use serde::Deserialize;

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::conduct::live::{Role, Seat, askable};
use crate::model::{Exercise, Organisation, PersonId};

/// No list of participants is longer, in bytes.
const LONGEST: u64 = 1 << 20;

/// A row of the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    role: Role,
    #[serde(default)]
    plays: String,
}

/// The seats of a list, or those that fit the exercise.
pub(super) fn seats(list: Option<&Path>, exercise: &Exercise) -> Result<Vec<Seat>, Failure> {
    match list {
        Some(list) => listed(list, exercise),
        None => Ok(fitting(exercise)),
    }
}

fn listed(list: &Path, exercise: &Exercise) -> Result<Vec<Seat>, Failure> {
    let failed = |error: std::io::Error| Failure::file("read", list, &error, NOTHING_WRITTEN);
    if std::fs::metadata(list).map_err(failed)?.len() > LONGEST {
        return Err(wrong(list, 1, "the list is longer than 1 MB"));
    }
    let text = std::fs::read(list).map_err(failed)?;
    let text = String::from_utf8_lossy(&text);
    let mut rows = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let (mut seats, mut mistakes) = (Vec::new(), Vec::new());
    for (row, line) in rows.deserialize::<Row>().zip(2..) {
        let seat = row
            .map_err(|error| because(&error))
            .and_then(|row| seat(row, seats.len() + 1, &exercise.organisation));
        match seat {
            Ok(seat) => seats.push(seat),
            Err(because) => mistakes.push(format!("{}:{line}: {because}", list.display())),
        }
    }
    if mistakes.is_empty() && !seats.iter().any(|seat| seat.role == Role::Facilitator) {
        mistakes.push(format!("{}: nobody is `facilitator`", list.display()));
    }
    if mistakes.is_empty() {
        return Ok(seats);
    }
    Err(Failure::Usage(mistakes.join("\nerror: ")))
}

/// The sentence of a CSV error without its place, which is said before it.
fn because(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        _ => error.to_string(),
    }
}

fn wrong(list: &Path, line: usize, because: &str) -> Failure {
    Failure::Usage(format!("{}:{line}: {because}", list.display()))
}

fn seat(row: Row, number: usize, organisation: &Organisation) -> Result<Seat, String> {
    if row.name.is_empty() {
        return Err("`name` is empty".to_owned());
    }
    let mut plays = Vec::new();
    for name in row.plays.split([';', ' ']).filter(|name| !name.is_empty()) {
        let people = named(name, organisation);
        if people.is_empty() {
            return Err(format!("there is no person, role, rota or team `{name}`"));
        }
        plays.extend(
            people
                .into_iter()
                .map(|person| organisation.people[person].id.to_string()),
        );
    }
    // Who is named twice, by a rota and a team for example, is played once.
    plays.sort();
    plays.dedup();
    match (row.role, plays.is_empty()) {
        (Role::Player, true) => Err("a player plays somebody: say whom in `plays`".to_owned()),
        (Role::Player, false) => Ok(Seat {
            id: format!("p{number}"),
            role: row.role,
            name: row.name,
            plays,
        }),
        (_, false) => Err(format!(
            "only a player plays people, and this is the seat of the role `{}`",
            row.role.word()
        )),
        (_, true) => Ok(Seat {
            id: format!("{}-{number}", row.role.word()),
            role: row.role,
            name: row.name,
            plays,
        }),
    }
}

fn named(name: &str, organisation: &Organisation) -> Vec<PersonId> {
    let people = organisation.people.enumerate();
    let mut found: Vec<PersonId> = people
        .filter(|(_, person)| *person.id == *name)
        .map(|(id, _)| id)
        .collect();
    let role = organisation.roles.iter().find(|role| *role.id == *name);
    // A role is played by who holds it first; the others are played by themselves.
    found.extend(role.and_then(|role| role.holders.first()));
    let rota = organisation.rotas.iter().find(|rota| *rota.id == *name);
    found.extend(rota.iter().flat_map(|rota| rota.rota.everybody()));
    let team = organisation.teams.iter().find(|team| *team.id == *name);
    found.extend(team.iter().flat_map(|team| &team.members));
    found
}

/// A facilitator, an evaluator, and a seat for everybody whom some chain can page.
fn fitting(exercise: &Exercise) -> Vec<Seat> {
    let seat = |id: String, role: Role, name: &str, plays: Vec<String>| Seat {
        id,
        role,
        name: name.to_owned(),
        plays,
    };
    let mut seats = vec![
        seat(
            "facilitator".to_owned(),
            Role::Facilitator,
            "Facilitator",
            Vec::new(),
        ),
        seat("evaluator".to_owned(), Role::Evaluator, "Evaluator", Vec::new()),
    ];
    let people = &exercise.organisation.people;
    for (person, number) in askable(exercise).into_iter().zip(1..) {
        let it = &people[person];
        seats.push(seat(
            format!("p{number}"),
            Role::Player,
            &it.name,
            vec![it.id.to_string()],
        ));
    }
    seats
}
