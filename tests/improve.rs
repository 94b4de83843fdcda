//! Improving a plan: planted gaps are mended first, plans hold against exhaustive search, and what is told can be pasted.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use outrun::check::check;
use outrun::document::{Assumptions, LoadOptions, Loaded, MemoryLibrary, load, render};
use outrun::experiment::improve::{
    Base, Bounds, Clue, EstimateSettings, Found, Idea, Score, SearchSettings, catalogue, changes_of, search,
    worth,
};
use outrun::experiment::{Settings, run};
use outrun::model::Exercise;

use crate::diagnostics::Disk;
use crate::scenarios::shipped;

static GO: AtomicBool = AtomicBool::new(false);

fn loaded(path: &Path) -> Loaded {
    load(path, &Disk, &LoadOptions::default()).unwrap_or_else(|found| panic!("{}", render(&found, false)))
}

fn planted(case: &str) -> Loaded {
    loaded(&Path::new("tests/improve").join(format!("{case}.ron")))
}

fn clues(loaded: &Loaded, alternative: &str) -> Vec<Clue> {
    let checked = check(loaded, &[alternative.to_owned()]).unwrap();
    let clue = |finding: &outrun::check::Finding| Clue {
        code: finding.code.to_owned(),
        title: finding.title.clone(),
        about: vec![finding.about.1.clone()],
        changes: Vec::new(),
    };
    checked.findings.iter().map(clue).collect()
}

fn bounds(steps: usize) -> Bounds {
    Bounds {
        steps,
        keep: Vec::new(),
        only: Vec::new(),
        let_sleep: Vec::new(),
    }
}

fn searched(loaded: &Loaded, bounds: &Bounds, budget: u64, threads: usize) -> Found {
    let settings = SearchSettings {
        threads: threads.try_into().ok(),
        stop: &GO,
        progress: &|_, _| {},
        budget,
        confirmed_on: 1_000,
    };
    let base = Base {
        loaded,
        alternative: "as-is",
    };
    search(&base, &clues(loaded, "as-is"), bounds, &settings).unwrap()
}

/// What was planted, the entry of the catalogue that mends it, and what that is about.
const PLANTED: [(&str, &str, &str); 13] = [
    ("access", "standing-access", "contain"),
    ("act", "act-on-exhaustion", "contain"),
    ("approval", "drop-approvals", "contain"),
    ("backup", "add-backup", "contain"),
    ("capability", "give-capability", "first"),
    ("consult", "drop-consult", "contain"),
    ("gate", "drop-gate", "contain"),
    ("lead", "name-lead", "token"),
    ("lifetime", "shorter-lifetime", "token"),
    ("limits", "shorter-limits", "contain"),
    ("provider", "provider-right", "nordvik"),
    ("sensor", "add-sensor", "token"),
    ("series", "parallel-approvals", "contain"),
];

#[test]
fn the_planted_fix_comes_first() {
    let mut wrong = Vec::new();
    for (case, entry, about) in PLANTED {
        let found = searched(&planted(case), &bounds(1), 20_000, 2);
        let first = found.steps.first().map(|step| &step.idea);
        if !first.is_some_and(|idea| idea.entry == entry && idea.about.iter().any(|id| id == about)) {
            wrong.push(format!("{case}: {:?}", first.map(|idea| &idea.title)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_changed_where_all_is_met() {
    let found = searched(&planted("plain"), &bounds(3), 20_000, 2);
    assert!(found.steps.is_empty() && !found.partial && found.rounds == 0);
}

#[test]
fn threads_change_nothing() {
    let loaded = planted("gate");
    let told = |threads| {
        let found = searched(&loaded, &bounds(2), 8_000, threads);
        let gains: Vec<(String, f64)> = found
            .considered
            .iter()
            .map(|one| (one.idea.title.clone(), one.gain()))
            .collect();
        (changes_of(&found.steps), gains, found.plays)
    };
    assert_eq!(told(1), told(2));
}

/// Shortfall of the base with changes, and the burden over it, on replications that no search plays.
fn shortfall(base: &Base<'_>, changes: &[String], room: u64) -> f64 {
    let exercise = base.with(changes).expect("it fits");
    let settings = Settings {
        replications: 1..601,
        threads: None,
        stop: &GO,
        progress: &|_, _| {},
    };
    let played = run(std::slice::from_ref(&exercise), &settings).unwrap();
    Score::of(&exercise, &played[0], room).shortfall
}

/// All subsets of ideas, each written one after another.
fn subsets(base: &Base<'_>, ideas: &[Idea]) -> Vec<(u32, Vec<String>)> {
    let mut all = Vec::new();
    'subset: for mask in 0_u32..1 << ideas.len() {
        let mut changes: Vec<String> = Vec::new();
        let mut asks = 0;
        for (place, idea) in ideas.iter().enumerate() {
            if mask & (1 << place) == 0 {
                continue;
            }
            let now = base.with(&changes).expect("it fits");
            let Some(further) = idea.changes(base, &changes, &now) else {
                continue 'subset;
            };
            changes.extend(further);
            asks += u32::from(idea.asks);
        }
        all.push((asks, changes));
    }
    all
}

#[test]
fn on_a_small_space_the_plan_is_as_good_as_the_best_of_all() {
    for (case, only) in [
        (
            "two-gaps",
            vec!["drop-gate", "drop-approvals", "widen-grant", "before-declaration"],
        ),
        (
            "three-gaps",
            vec![
                "drop-gate",
                "drop-approvals",
                "standing-access",
                "before-declaration",
                "widen-grant",
            ],
        ),
    ] {
        let loaded = planted(case);
        let base = Base {
            loaded: &loaded,
            alternative: "as-is",
        };
        let only: Vec<String> = only.into_iter().map(str::to_owned).collect();
        let bounds = Bounds { only, ..bounds(5) };
        let now = base.with(&[]).unwrap();
        let mut ideas = catalogue(&now, &clues(&loaded, "as-is"));
        ideas.retain(|idea| bounds.allow(&now, idea) && idea.about.iter().any(|id| id == "contain"));
        assert!(ideas.len() >= 4, "{case}");
        let found = searched(&loaded, &bounds, 40_000, 2);
        let plan = shortfall(&base, &changes_of(&found.steps), 0);
        let asked: u32 = found.steps.iter().map(|step| u32::from(step.idea.asks)).sum();
        let all: Vec<(f64, u32)> = subsets(&base, &ideas)
            .into_iter()
            .map(|(asks, changes)| (shortfall(&base, &changes, 0), asks))
            .collect();
        let least = all
            .iter()
            .map(|(shortfall, _)| *shortfall)
            .fold(f64::INFINITY, f64::min);
        let as_good = all.iter().filter(|(shortfall, _)| *shortfall <= least + 0.01);
        let cheapest = as_good.map(|(_, asks)| *asks).min().unwrap();
        assert!(plan <= least + 0.01, "{case}: {plan} against {least}");
        assert!(
            asked <= cheapest,
            "{case}: asks {asked} where {cheapest} is enough"
        );
    }
}

#[test]
fn bounds_bind() {
    let loaded = planted("backup");
    let kept = Bounds {
        keep: ["add-backup", "limits", "technical"].map(str::to_owned).to_vec(),
        ..bounds(2)
    };
    let entries = |bounds: &Bounds| {
        let found = searched(&loaded, bounds, 12_000, 2);
        let considered = found
            .considered
            .iter()
            .map(|one| (one.idea.entry, one.idea.pages.clone()));
        considered.collect::<Vec<_>>()
    };
    let of_kept = entries(&kept);
    assert!(
        !of_kept.is_empty()
            && of_kept
                .iter()
                .all(|(entry, _)| !["add-backup", "act-on-exhaustion", "shorter-lifetime"].contains(entry))
    );
    let asleep = Bounds {
        let_sleep: vec!["first".to_owned()],
        ..bounds(2)
    };
    let of_asleep = entries(&asleep);
    assert!(!of_asleep.is_empty());
    assert!(
        of_asleep
            .iter()
            .all(|(_, pages)| !pages.iter().any(|person| person == "ana" || person == "ben"))
    );
    let only = Bounds {
        only: vec!["limits".to_owned()],
        ..bounds(2)
    };
    assert!(
        entries(&only)
            .iter()
            .all(|(entry, _)| ["shorter-limits", "page-again", "act-on-exhaustion"].contains(entry))
    );
}

#[test]
fn a_search_that_is_stopped_says_so() {
    let loaded = planted("gate");
    let stop = AtomicBool::new(true);
    let settings = SearchSettings {
        threads: None,
        stop: &stop,
        progress: &|_, _| {},
        budget: 20_000,
        confirmed_on: 1_000,
    };
    let base = Base {
        loaded: &loaded,
        alternative: "as-is",
    };
    let found = search(&base, &[], &bounds(2), &settings).unwrap();
    assert!(found.partial && found.steps.is_empty());
    let poor = searched(&loaded, &bounds(2), 2_100, 1);
    assert!(poor.partial && poor.steps.is_empty(), "the budget is spent");
}

/// The exercise without the name of its alternative: plain data, so that what is written alike plays alike (T4).
fn plain(mut exercise: Exercise) -> String {
    exercise.alternative = "".into();
    format!("{exercise:?}")
}

/// The files of a shipped exercise, with alternatives pasted behind the first bracket of `alternatives`.
fn pasted(loaded: &Loaded, alternatives: &str) -> Loaded {
    let mut library = MemoryLibrary::new();
    for input in loaded.inputs() {
        let text = if input.path == loaded.file() {
            let text =
                input
                    .text
                    .replacen("alternatives: {", &format!("alternatives: {{\n{alternatives}"), 1);
            assert!(text != input.text, "there is a place to paste into");
            text
        } else {
            input.text
        };
        library = library.with(format!("x/{}", input.path), text);
    }
    library = library.with("x/outrun.ron", "()");
    load(
        format!("x/{}", loaded.file()).as_ref(),
        &library,
        &LoadOptions::default(),
    )
    .unwrap_or_else(|found| panic!("{}", render(&found, false)))
}

/// Into these everything is pasted; into the others it would only take longer.
const PASTED: [&str; 2] = ["weekend-token", "provider-runs-tenant-notifies"];

#[test]
fn every_change_fits_every_shipped_exercise_and_can_be_pasted() {
    for path in shipped() {
        let loaded = loaded(&path);
        let Some(first) = loaded.alternatives().next().map(str::to_owned) else {
            continue;
        };
        let base = Base {
            loaded: &loaded,
            alternative: &first,
        };
        let now = base.with(&[]).unwrap();
        let ideas = catalogue(&now, &clues(&loaded, &first));
        let titles: BTreeSet<&String> = ideas.iter().map(|idea| &idea.title).collect();
        assert_eq!(titles.len(), ideas.len(), "titles are unique");
        let mut text = String::new();
        let mut made: Vec<(String, String)> = Vec::new();
        for (place, idea) in ideas.iter().enumerate() {
            let Some(changes) = idea.changes(&base, &[], &now) else {
                continue;
            };
            let amended = loaded.amended(&first, &changes).unwrap_or_else(|found| {
                panic!("{}: {}: {}", path.display(), idea.title, render(&found, false))
            });
            text += &format!("\"idea {place}\": [Like({first:?}), {}],\n", changes.join(", "));
            made.push((format!("idea {place}"), plain(amended)));
        }
        if !PASTED.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        let pasted = pasted(&loaded, &text);
        for (name, amended) in made {
            let exercise = pasted.exercise(&name, &Assumptions::default()).unwrap();
            assert_eq!(plain(exercise), amended, "{}: {name}", path.display());
        }
    }
}

#[test]
fn a_gate_is_worth_less_than_nothing_and_a_rota_is_missed() {
    let loaded = planted("gate");
    let settings = EstimateSettings {
        replications: 1..301,
        threads: None,
        stop: &GO,
        progress: &|_, _| {},
    };
    let base = Base {
        loaded: &loaded,
        alternative: "as-is",
    };
    let worth = worth(&base, true, &settings).unwrap().unwrap();
    assert!(!worth.partial && worth.family >= 30 && worth.confidence > 0.998);
    let of = |kind: &str, about: &str| {
        let mut all = worth.pieces.iter();
        all.find(|one| one.piece.kind == kind && one.piece.idea.about.iter().any(|id| id == about))
            .unwrap()
    };
    let gate = of("gate", "contain");
    assert!(
        gate.time.low.unwrap() > 3_600.0,
        "it costs hours: {:?}",
        gate.time
    );
    assert!(gate.outrun.high.unwrap() < 0.0, "{:?}", gate.outrun);
    let press = of("role", "press");
    assert!(
        press.time.estimate.unwrap() < 0.0,
        "everything waits for the press: {:?}",
        press.time
    );
    assert!(worth.pieces.iter().any(|one| one.piece.kind == "person"));
}
