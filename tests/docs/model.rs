//! The page on the model has every rule, and every rule that anything cites.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::pages::{Page, root};

/// How many rules each letter has.
const RULES: [(char, usize); 10] = [
    ('T', 4),
    ('O', 7),
    ('E', 12),
    ('D', 5),
    ('R', 6),
    ('C', 5),
    ('P', 5),
    ('L', 3),
    ('I', 3),
    ('M', 7),
];

fn rules() -> BTreeSet<String> {
    RULES
        .iter()
        .flat_map(|(letter, count)| (1..=*count).map(move |number| format!("{letter}{number}")))
        .collect()
}

#[test]
fn every_rule_begins_a_paragraph_of_the_page() {
    let page = Page::read("docs/model.md").text;
    let begins = |rule: &String| page.lines().any(|line| line.starts_with(&format!("**{rule}.")));
    let missing: Vec<String> = rules().into_iter().filter(|rule| !begins(rule)).collect();
    assert!(missing.is_empty(), "docs/model.md has no {missing:?}");
    let open = page.split("## 10.").nth(1).expect("the last section is there");
    let cited = |rule: &String| open.contains(&format!("| {rule} |"));
    assert!(rules().iter().filter(|rule| cited(rule)).count() > 25);
}

/// A comment of the code that cites a rule cites one that exists.
#[test]
fn what_the_code_cites_is_on_the_page() {
    let known = rules();
    let mut cited = BTreeSet::new();
    let mut wrong = Vec::new();
    sources(&root().join("src"), &mut |path, text| {
        let comments = text.lines().enumerate().filter_map(|(number, line)| {
            let (_, comment) = line.split_once("//")?;
            Some((number + 1, comment))
        });
        for (number, comment) in comments {
            for word in comment.split(|letter: char| !letter.is_alphanumeric()) {
                if !is_rule(word) {
                    continue;
                }
                if known.contains(word) {
                    cited.insert(word.to_owned());
                } else {
                    wrong.push(format!("{}:{number}: {word}", path.display()));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "rules that are none: {}", wrong.join("\n"));
    assert!(cited.len() > 40, "{cited:?}");
}

fn is_rule(word: &str) -> bool {
    let mut letters = word.chars();
    let begins = letters
        .next()
        .is_some_and(|letter| RULES.iter().any(|rule| rule.0 == letter));
    let digits = letters.as_str();
    begins && (1..=2).contains(&digits.len()) && digits.chars().all(|digit| digit.is_ascii_digit())
}

fn sources(folder: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, each);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            each(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
