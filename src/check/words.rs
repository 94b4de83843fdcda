//! Names, instants and durations as a reader knows them.

use crate::model::{Exercise, NodeId, Target};
use crate::time::{SimDuration, WallTime, Zone};

/// The city of a zone: `Europe/Berlin` is Berlin.
pub(super) fn city(zone: &Zone) -> String {
    let name = zone.name();
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

/// `Sunday 2026-03-29 03:10 in Berlin`.
pub(super) fn instant(zone: &Zone, at: WallTime) -> String {
    let local = zone.to_local(at);
    format!(
        "{} {} {} in {}",
        local.weekday().name(),
        local.date(),
        local.time_of_day(),
        city(zone)
    )
}

/// `6 h 50 min`, `2 d 3 h`; the two largest units, rounded down to the minute.
pub(super) fn lasting(length: SimDuration) -> String {
    let minutes = length.as_millis() / 60_000;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{} s", length.as_millis() / 1000),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, 0, _) => format!("{days} d"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

/// The id of a target.
pub(super) fn id_of(exercise: &Exercise, target: Target) -> &str {
    let organisation = &exercise.organisation;
    match target {
        Target::Person(id) => &organisation.people[id].id,
        Target::Role(id) => &organisation.roles[id].id,
        Target::Rota(id) => &organisation.rotas[id].id,
        Target::Team(id) => &organisation.teams[id].id,
        Target::Body(id) => &organisation.bodies[id].id,
    }
}

/// A target with its kind, its id in backticks.
pub(super) fn target(exercise: &Exercise, who: Target) -> String {
    let kind = match who {
        Target::Person(_) => "the person",
        Target::Role(_) => "the role",
        Target::Rota(_) => "the rota",
        Target::Team(_) => "the team",
        Target::Body(_) => "the body",
    };
    format!("{kind} `{}`", id_of(exercise, who))
}

/// Targets in words; of many the rest is counted.
pub(super) fn targets(exercise: &Exercise, who: &[Target]) -> String {
    let words: Vec<String> = who.iter().map(|one| target(exercise, *one)).collect();
    list(&words, 3)
}

/// `a`, `a and b`, `a, b and 3 more`.
pub(super) fn list(items: &[String], most: usize) -> String {
    let shown: Vec<&str> = items.iter().take(most).map(String::as_str).collect();
    let rest = items.len() - shown.len();
    match (shown.split_last(), rest) {
        (None, _) => "nobody".to_owned(),
        (Some((only, [])), 0) => (*only).to_owned(),
        (Some((last, before)), 0) => format!("{} and {last}", before.join(", ")),
        (Some(_), rest) => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// The ids in backticks, as a list.
pub(super) fn names<'n>(names: impl IntoIterator<Item = &'n str>, most: usize) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    list(&quoted, most)
}

/// The ids of some assets.
pub(super) fn assets(exercise: &Exercise, nodes: &[NodeId], most: usize) -> String {
    names(nodes.iter().map(|node| &*exercise.estate.nodes[*node].id), most)
}

/// One thing or several.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{lasting, list};
    use crate::time::SimDuration;

    #[test]
    fn durations_read_well() {
        for (minutes, words) in [
            (5, "5 min"),
            (60, "1 h"),
            (410, "6 h 50 min"),
            (1440, "1 d"),
            (3060, "2 d 3 h"),
        ] {
            assert_eq!(lasting(SimDuration::from_mins(minutes)), words);
        }
        assert_eq!(lasting(SimDuration::from_secs(9)), "9 s");
    }

    #[test]
    fn long_lists_are_cut() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items, 2), "a, b and 1 more");
        assert_eq!(list(&items, 3), "a, b and c");
        assert_eq!(list(&[], 3), "nobody");
    }
}
