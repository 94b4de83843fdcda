//! The READMEs of the shipped exercises say what comes out of them.
//!
//! `shipped/tables.rs` says which figures stand in each README and how the alternatives differ. With `OUTRUN_BLESS`, which asks
//! for a release build and some patience, 10,000 incidents of each alternative are played and the figures written:
//! `OUTRUN_BLESS=1 cargo test --release --test promises shipped`. Without it 400 are played, and the rates in the READMEs held
//! against them.

mod figures;
mod readme;
mod tables;

use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{outrun, status, text};
use crate::docs::{Page, replaced, root};
use readme::Rate;
use tables::{EXERCISES, Shipped};

/// How many are played to hold the READMEs to.
const HELD: u32 = 400;
/// How many are played to write them.
const WRITTEN: u32 = 10_000;
/// 99.9 % of a normal distribution lie within so many standard deviations.
const DEVIATIONS: f64 = 3.29;

/// What is played: an exercise below `scenarios`, or the one that a page tells to write.
fn play(shipped: &Shipped, replications: u32) -> Value {
    let folder = TempDir::new().expect("a temporary folder");
    let mut path = root().join("scenarios").join(shipped.folder);
    if shipped.page.starts_with("docs/") {
        path = folder.path().join(shipped.folder);
        std::fs::create_dir_all(&path).expect("it can be made");
        for (name, text) in Page::read(shipped.page).files() {
            std::fs::write(folder.path().join(name), text).expect("it can be written");
        }
    }
    let output = outrun(folder.path())
        .arg("run")
        .arg(path)
        .args(["--quiet", "--format=json", "--fail-on=never"])
        .arg(format!("--replications={replications}"))
        .output()
        .expect("it runs");
    assert_eq!(status(&output), 0, "{}: {}", shipped.folder, text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

fn is_blessed() -> bool {
    std::env::var_os("OUTRUN_BLESS").is_some()
}

fn bless(shipped: &Shipped) {
    let run = play(shipped, WRITTEN);
    let page = Page::read(shipped.page).text;
    let page = replaced(&page, shipped.mark, &readme::table(shipped, &run));
    std::fs::write(root().join(shipped.page), page).expect("it can be written");
}

/// The rates of the README, after writing them if that is asked for.
fn rates(shipped: &Shipped) -> Vec<(String, Rate)> {
    if is_blessed() {
        bless(shipped);
    }
    readme::rates(&Page::read(shipped.page).text, shipped.mark)
}

/// What is wrong with the README of an exercise.
fn wrong_with(shipped: &Shipped) -> Vec<String> {
    let written = rates(shipped);
    let run = play(shipped, HELD);
    let mut wrong = Vec::new();
    let alternatives = run["alternatives"].as_array().expect("a list");
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    let played: Vec<&str> = alternatives
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    if names != played {
        wrong.push(format!("the table has {names:?}, the exercise {played:?}"));
    }
    for ((name, rate), alternative) in written.iter().zip(alternatives) {
        let found = alternative["outrun_rate"]["estimate"].as_f64().expect("a rate");
        if !rate.may_be(found) {
            wrong.push(format!(
                "{name} is outrun in {:.1} %, and {found} of {HELD}",
                100.0 * rate.estimate
            ));
        }
    }
    let rate = |of: &str| {
        let (_, rate) = written
            .iter()
            .find(|(name, _)| name == of)
            .unwrap_or_else(|| panic!("no {of}"));
        *rate
    };
    for (better, worse) in shipped.better {
        if rate(better).low <= rate(worse).high {
            wrong.push(format!("{better} is not better than {worse}"));
        }
    }
    for (one, other) in shipped.alike {
        if rate(one).low > rate(other).high || rate(other).low > rate(one).high {
            wrong.push(format!("{one} and {other} are not alike"));
        }
    }
    wrong
        .iter()
        .map(|why| format!("{}: {why}", shipped.page))
        .collect()
}

/// The list of the scenarios has the rates of their READMEs, in whole percents.
fn stale_list() -> Option<String> {
    let name = "scenarios/README.md";
    let written = Page::read(name).text;
    let listed = EXERCISES.iter().filter(|one| one.page.starts_with("scenarios/"));
    let page = listed.fold(written.clone(), |page, shipped| {
        let rates = readme::rates(&Page::read(shipped.page).text, shipped.mark);
        readme::with_rates_in_list(&page, shipped, &rates)
    });
    if is_blessed() {
        std::fs::write(root().join(name), &page).expect("it can be written");
        return None;
    }
    let stale = page.lines().zip(written.lines()).find(|(new, old)| new != old);
    stale.map(|stale| format!("{name} is stale (OUTRUN_BLESS=1 writes it): {stale:?}"))
}

#[test]
fn the_readmes_say_what_comes_out() {
    let mut wrong: Vec<String> = EXERCISES.iter().flat_map(wrong_with).collect();
    wrong.extend(stale_list());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nobody has to remember to add a new exercise to the table.
#[test]
fn every_exercise_on_the_shared_world_has_its_figures() {
    let folders = std::fs::read_dir(root().join("scenarios")).expect("it can be listed");
    let mut found: Vec<String> = folders
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path: &PathBuf| path.join("exercise.ron").is_file())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut known: Vec<&str> = EXERCISES
        .iter()
        .filter(|one| one.page.starts_with("scenarios/"))
        .map(|one| one.folder)
        .collect();
    known.sort_unstable();
    assert_eq!(found, known);
}

#[test]
fn a_rate_far_away_is_found() {
    let rate = Rate {
        estimate: 0.187,
        low: 0.179,
        high: 0.195,
    };
    assert!(rate.may_be(0.187) && rate.may_be(0.22) && rate.may_be(0.15));
    assert!(!rate.may_be(0.26) && !rate.may_be(0.12));
}
