//! What the documentation says can be typed, can be typed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{outrun, text};

/// The commands that `outrun help` lists.
fn commands() -> Vec<String> {
    let output = outrun(Path::new(".")).arg("--help").output().expect("it runs");
    let help = text(&output.stdout);
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = list
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("    "))
        .filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

/// README, docs, and the READMEs of exercises.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let in_folder = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = in_folder(root.join("docs"))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    let readmes = in_folder(root.join("scenarios")).map(|folder| folder.join("README.md"));
    pages.extend(readmes.filter(|path| path.exists()));
    pages.extend(
        [
            "README.md",
            "CHANGELOG.md",
            "ARCHITECTURE.md",
            "scenarios/README.md",
        ]
        .map(|name| root.join(name)),
    );
    pages.push(root.join("src/cli/new/exercise/README.md"));
    pages
}

/// The words that follow `outrun` where it is typed: after a back-tick, a prompt, a path, or the indent of a code block.
fn typed(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (place, _) in line.match_indices("outrun ") {
        let before = &line[..place];
        let is_typed = before.ends_with(['`', '/'])
            || before.ends_with("$ ")
            || (before.len() >= 4 && before.trim().is_empty());
        if is_typed {
            let rest = &line[place + "outrun ".len()..];
            found.extend(rest.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).next());
        }
    }
    for (place, cargo) in line.match_indices("cargo run --release -- ") {
        found.extend(line[place + cargo.len()..].split_whitespace().next());
    }
    found
}

#[test]
fn every_command_that_the_documentation_names_exists() {
    let commands = commands();
    assert!(
        commands.len() >= 9 && commands.contains(&"run".to_owned()),
        "{commands:?}"
    );
    let mut wrong = Vec::new();
    let mut named = 0;
    for page in pages() {
        let words = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        for (number, line) in words.lines().enumerate() {
            for word in typed(line) {
                named += 1;
                if !commands.iter().any(|command| command == word) {
                    wrong.push(format!("{}:{}: `outrun {word}`", page.display(), number + 1));
                }
            }
        }
    }
    assert!(named > 20, "only {named} commands were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_is_in_the_changelog() {
    let changelog = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).unwrap();
    for command in commands().iter().filter(|command| *command != "help") {
        assert!(changelog.contains(&format!("`{command}`")), "`{command}`");
    }
}

#[test]
fn a_command_that_does_not_exist_is_noticed() {
    assert_eq!(
        typed("see `outrun foretell X`, and outrun the blast radius"),
        ["foretell"]
    );
    assert_eq!(typed("    outrun run ."), ["run"]);
    assert_eq!(typed("$ outrun show x # outrun"), ["show"]);
}
