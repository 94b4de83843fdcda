//! `docs/format.md` knows every field and every variant that the input syntax knows, and no other; its examples can be read.

use std::fs;

use outrun::document::{Assumptions, Code, Diagnostic, LoadOptions, load, render};
use tempfile::TempDir;

use super::markdown::spans;
use super::pages::Page;
use super::rows::{Section, put, sections, without};
use super::syntax::{Syntax, syntax};
use crate::diagnostics::Disk;

/// Types that the page calls by another name.
const CALLED: [(&str, &str); 15] = [
    ("LawFile", "Law files"),
    ("NamedChain", "Chain in an alternative"),
    ("Holders", "Role in an alternative"),
    ("Members", "Team in an alternative"),
    ("Form", "Law"),
    ("Word", "Law"),
    ("KnowsForm", "Knowledge"),
    ("HandOff", "Hand-off"),
    ("ContactForm", "Contact"),
    ("TermForm", "Term"),
    ("StepTimes", "Within"),
    ("Change", "Alternatives"),
    ("StepForm", "Contact"),
    ("WhenWord", "Start"),
    ("Removal", "Alternatives"),
];

fn heading(of: &str) -> &str {
    CALLED
        .iter()
        .find(|(name, _)| *name == of)
        .map_or(of, |(_, heading)| heading)
}

fn reference() -> Page {
    Page::read("docs/format.md")
}

/// What is wrong with the page beside the types.
fn differences(page: &str, syntax: &Syntax) -> Vec<String> {
    let sections = sections(page);
    let mut wrong = Vec::new();
    for (name, fields) in &syntax.structs {
        let Some(section) = sections
            .iter()
            .find(|section| section.heading == heading(name) && section.is_of_fields)
        else {
            wrong.push(format!("`{name}` has no section with a table of fields"));
            continue;
        };
        let documented: Vec<&String> = section.rows.iter().flat_map(|row| &row.names).collect();
        let missing = fields.iter().filter(|field| !documented.contains(field));
        wrong.extend(missing.map(|field| format!("`{name}`: the field `{field}` is not documented")));
        let made_up = documented.iter().filter(|field| !fields.contains(field));
        wrong.extend(made_up.map(|field| format!("`{name}`: there is no field `{field}`")));
    }
    let code: Vec<String> = spans(page).into_iter().map(|(_, span)| span).collect();
    for (name, variants) in &syntax.enums {
        for (variant, fields) in variants {
            let says = |span: &String| {
                let begins = *span == *variant || span.starts_with(&format!("{variant}("));
                begins && fields.iter().all(|field| span.contains(&format!("{field}:")))
            };
            if !code.iter().any(says) {
                wrong.push(format!(
                    "`{name}`: `{variant}` is not documented, with {fields:?}"
                ));
            }
        }
    }
    wrong.extend(made_up_variants(&sections, syntax));
    wrong
}

/// A table of variants names none that no type of that heading has.
fn made_up_variants(sections: &[Section], syntax: &Syntax) -> Vec<String> {
    let mut wrong = Vec::new();
    for section in sections.iter().filter(|section| !section.is_of_fields) {
        let of_heading = syntax
            .enums
            .iter()
            .filter(|(name, _)| heading(name) == section.heading);
        let known: Vec<&String> = of_heading
            .flat_map(|(_, variants)| variants.iter().map(|(variant, _)| variant))
            .collect();
        if known.is_empty() {
            continue;
        }
        for name in section.rows.iter().flat_map(|row| &row.names) {
            if !known.contains(&name) {
                wrong.push(format!("{}: there is no `{name}`", section.heading));
            }
        }
    }
    wrong
}

#[test]
fn every_field_is_documented_and_none_is_made_up() {
    let syntax = syntax();
    assert!(syntax.structs.len() > 40, "{:?}", syntax.structs.keys());
    assert!(syntax.enums.len() > 20, "{:?}", syntax.enums.keys());
    let wrong = differences(&reference().text, &syntax);
    assert!(wrong.is_empty(), "docs/format.md:\n{}", wrong.join("\n"));
}

#[test]
fn a_field_that_is_missing_or_made_up_is_found() {
    let (syntax, page) = (syntax(), reference().text);
    for (from, to, field) in [
        ("| `decide_work` |", "| `decider_work` |", "`decide_work`"),
        ("| `decide_work` |", "| `decide_work`, `mood` |", "`mood`"),
        ("ToolOut(action: ", "ToolOut(tool: ", "`ToolOut`"),
        ("| `AllOf` |", "| `AllOf`, `NoneOf` |", "`NoneOf`"),
    ] {
        assert!(page.contains(from), "{from}");
        let wrong = differences(&page.replace(from, to), &syntax).join("\n");
        assert!(wrong.contains(field), "{from}: {wrong}");
    }
}

#[test]
fn every_field_has_its_meaning_form_default_and_example() {
    let mut wrong = Vec::new();
    for section in sections(&reference().text) {
        for row in section.rows.iter().filter(|_| section.is_of_fields) {
            let full = row.cells.len() == 4 && row.cells.iter().all(|cell| !cell.trim().is_empty());
            if !full || row.names.len() != 1 {
                wrong.push(format!("docs/format.md:{}: {:?}", row.line, row.names));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The example of each field can be read; that what it names exists is not asked.
#[test]
fn every_example_can_be_read() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for section in sections(&reference().text) {
        let Some(wrapper) = &section.wrapper else { continue };
        for row in &section.rows {
            let (Some(example), Some(name)) = (row.example(), row.names.first()) else {
                continue;
            };
            let whole = put(wrapper, name, example).unwrap_or_else(|| panic!("no place in {wrapper}"));
            count += 1;
            if let Err(why) = reads(&whole) {
                wrong.push(format!("docs/format.md:{}: `{name}: {example}`: {why}", row.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 200, "only {count} examples were found");
    assert!(reads("Playbook(watch: \"a while\")").is_err());
    assert!(reads("Playbook(wotch: \"1h\")").is_err());
}

/// What is called needed is, and nothing else is.
#[test]
fn what_is_needed_is_called_so() {
    let mut wrong = Vec::new();
    for section in sections(&reference().text) {
        let Some(wrapper) = section.wrapper.as_ref().filter(|_| section.is_of_fields) else {
            continue;
        };
        let whole = without(wrapper, "").unwrap_or_else(|| panic!("no place in {wrapper}"));
        let found = codes(&whole);
        if found.contains(&Code::MissingField) {
            wrong.push(format!("`{whole}` needs more than is written"));
        }
        for row in section
            .rows
            .iter()
            .filter(|row| row.cells.get(2).is_some_and(|cell| cell == "**needed**"))
        {
            let Some(name) = row.names.first() else { continue };
            let less = without(wrapper, name).expect("it has a place");
            // The fields of a scenario are filled in for it.
            if less != whole && codes(&less).iter().all(|code| found.contains(code)) {
                wrong.push(format!("docs/format.md:{}: `{name}` is not needed", row.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn codes(document: &str) -> Vec<Code> {
    diagnosed(document).iter().map(|one| one.code).collect()
}

/// Whether all that is wrong is that something does not exist, stands elsewhere too, or goes with nothing here.
fn reads(document: &str) -> Result<(), String> {
    let found = diagnosed(document);
    let number = |code: Code| code.text()[2..].parse::<u32>().expect("a number");
    let unreadable =
        |one: &&Diagnostic| one.code != Code::WrittenTwice && matches!(number(one.code), 0..=99 | 200..=299);
    match found.iter().find(unreadable) {
        None => Ok(()),
        Some(_) => Err(render(&found, false)),
    }
}

/// What is said of a document, or of the fields of an exercise or scenario, beside the files of `docs/start.md`.
fn diagnosed(document: &str) -> Vec<Diagnostic> {
    let folder = TempDir::new().expect("a temporary folder");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
    let mut uses = vec![];
    for (path, text) in Page::read("docs/start.md").files() {
        let name = path.rsplit('/').next().expect("a name");
        if name != "exercise.ron" {
            write(name, &text);
            uses.push(format!("\"{name}\""));
        }
    }
    let (exercise, scenario) = (fields_of(document, "Exercise("), fields_of(document, "Scenario("));
    if exercise.is_none() && scenario.is_none() {
        write("example.ron", document);
        uses.push("\"example.ron\"".to_owned());
    }
    let given = [
        ("incident", "\"leaked-credential\""),
        ("entry", "\"deploy-token\""),
        ("starts", "At(\"2026-10-03 02:30\")"),
    ];
    let own = scenario.unwrap_or_default();
    let missing = given.iter().filter(|(field, _)| !own.starts_with(field));
    let scenario: String = missing
        .map(|(field, value)| format!("{field}: {value}, "))
        .collect();
    let own_fields = exercise.unwrap_or_default();
    let mut whole = String::from("Exercise(");
    if !own_fields.starts_with("uses") {
        whole += &format!("uses: [{}], ", uses.join(", "));
    }
    if !own_fields.starts_with("scenario") {
        whole += &format!("scenario: Scenario({scenario}{own}), ");
    }
    write("exercise.ron", &format!("{whole}{own_fields})"));
    match load(
        &folder.path().join("exercise.ron"),
        &Disk,
        &LoadOptions::default(),
    ) {
        Err(found) => found,
        Ok(loaded) => loaded
            .alternatives()
            .filter_map(|name| loaded.exercise(name, &Assumptions::default()).err())
            .flatten()
            .collect(),
    }
}

fn fields_of<'a>(document: &'a str, name: &str) -> Option<&'a str> {
    document.strip_prefix(name)?.strip_suffix(')')
}
