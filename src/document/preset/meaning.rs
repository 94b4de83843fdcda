//! The ids of parameters in words.

use super::Family;

/// What the parameter of an id is about; an id that is none of ours stands for itself.
pub(super) fn of(id: &str) -> String {
    let parts: Vec<&str> = id.split('.').collect();
    let words = match *parts.as_slice() {
        ["word", family, word] => {
            family_in_words(family).map(|what| format!("{what}, where `{word}` is written"))
        }
        ["attacker", attacker, "other", "chance"] => {
            Some(format!("a way is there, for the {attacker} attacker"))
        }
        ["attacker", attacker, "other", "time"] => Some(format!("a step of the {attacker} attacker")),
        ["attacker", attacker, group, "chance"] => Some(format!(
            "a way of the group {group} is there, for the {attacker} attacker"
        )),
        ["attacker", attacker, group, "time"] => {
            Some(format!("a step of the group {group} of the {attacker} attacker"))
        }
        ["reach", profile, state, "answers"] => Some(format!("`{profile}` answers a page {}", when(state))),
        ["reach", profile, state, "delay"] => {
            Some(format!("`{profile}` takes to answer a page {}", when(state)))
        }
        ["reach", profile, "re-look"] => Some(format!("until `{profile}` sees a missed page on shift")),
        ["reach", profile, "unreachable"] => Some(format!(
            "`{profile}` is out of reach for a whole off-shift period"
        )),
        ["action", action, "work"] => Some(format!("one try of `{action}` by hand")),
        ["action", action, "propagation"] => Some(format!("from the execution of `{action}` to its effect")),
        ["action", action, "fails"] => Some(format!("one try of `{action}` fails")),
        ["action", action, "disruption"] => Some(format!("`{action}` disturbs the service")),
        ["action", action, "reveal"] => Some(format!("`{action}` reveals a foothold")),
        _ => None,
    };
    words.unwrap_or_else(|| id.to_owned())
}

/// A family's description as a part of a sentence: without its rule, its full stop and its `That`.
fn family_in_words(name: &str) -> Option<String> {
    let family = Family::ALL.iter().find(|family| family.name() == name)?;
    let what = family.what();
    let what = what.split_once(" (").map_or(what, |(words, _)| words);
    let what = what.strip_prefix("That ").unwrap_or(what);
    let mut letters = what.chars();
    let first = letters.next()?.to_lowercase();
    Some(first.chain(letters).collect())
}

fn when(state: &str) -> &str {
    match state {
        "on-shift" => "on shift",
        "on-call" => "on call",
        "off" => "off duty",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::preset::{all, parameter};

    #[test]
    fn every_parameter_has_words_of_its_own() {
        let mut seen: Vec<String> = all().map(super::super::Parameter::meaning).collect();
        let many = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), many);
        for parameter in all() {
            assert!(!parameter.meaning().contains(&*parameter.id), "{}", parameter.id);
        }
    }

    #[test]
    fn words_read_as_a_sentence() {
        let meaning = |id: &str| parameter(id).map(super::super::Parameter::meaning);
        assert_eq!(
            meaning("word.scoping.quick").as_deref(),
            Some("how often: scoping finds a foothold at all, where `quick` is written")
        );
        assert_eq!(
            meaning("reach.engineer.off.answers").as_deref(),
            Some("how often: `engineer` answers a page off duty")
        );
    }
}
