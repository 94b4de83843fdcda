//! Slips of the finger in tags: a `crown-jewl` is no crown jewel, and nobody would notice.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::whole::Whole;

use super::Lower;
use super::said::Said;

/// The tag that means something by itself.
const CROWN_JEWEL: &str = "crown-jewel";
/// Shorter tags are too much alike to tell a slip from a tag of its own.
const SHORTEST: usize = 4;

/// Warns of tags that stand on one node, are named nowhere, and are nearly another.
pub(super) fn check(lower: &mut Lower<'_>, written: &Whole) {
    let mut said = Said::default();
    said.everywhere(written);
    let named: BTreeSet<&str> = said
        .tags
        .iter()
        .map(String::as_str)
        .chain([CROWN_JEWEL])
        .collect();
    let mut on_nodes: BTreeMap<&str, (usize, Place)> = BTreeMap::new();
    for tag in written.estate.nodes.iter().flat_map(|node| &node.tags.value) {
        on_nodes.entry(&tag.value).or_insert((0, tag.place)).0 += 1;
    }
    let often = on_nodes
        .iter()
        .filter(|(_, (times, _))| *times > 1)
        .map(|(tag, _)| *tag);
    let often: BTreeSet<&str> = often.collect();
    for (tag, (times, place)) in &on_nodes {
        if *times > 1 || named.contains(tag) || tag.len() < SHORTEST {
            continue;
        }
        let meant = named.iter().find(|name| is_near(tag, name, 2));
        let Some(meant) = meant.or_else(|| often.iter().find(|name| is_near(tag, name, 1))) else {
            continue;
        };
        let title = format!("the tag `{tag}` stands on one node alone, and nothing speaks of it");
        let draft = lower.report.draft(Code::NearTag, *place, title);
        lower.report.push(draft.suggest(tag, [*meant]));
    }
}

/// Whether two tags are one slip apart, or two: a letter left out, added, exchanged or in the wrong place. Names that
/// differ in their digits are a series.
fn is_near(tag: &str, name: &str, most: usize) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let is_series = letters(tag) == letters(name);
    // Longer words are never searched for: comparing them takes long.
    let is_short = tag.len() <= 100 && name.len() <= 100 && name.len() >= SHORTEST;
    !is_series && is_short && strsim::osa_distance(tag, name) <= most.min(tag.len() / SHORTEST)
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        for (tag, name) in [
            ("crown-jewl", "crown-jewel"),
            ("crown-jewles", "crown-jewel"),
            ("personnel-data", "personal-data"),
            ("clodu", "cloud"),
        ] {
            assert!(is_near(tag, name, 2), "{tag} {name}");
        }
        for (tag, name) in [
            ("tier-1", "tier-2"),
            ("data", "cloud"),
            ("phi", "pii"),
            ("prod", "prep"),
        ] {
            assert!(!is_near(tag, name, 2), "{tag} {name}");
        }
    }
}
