//! The rules of the model, each by a small exercise worked out by hand.
//!
//! `rules/*.ron` are exercises as users write them; `rules/plain/` holds what most of them use: people of fixed habits,
//! an action of 8 minutes, and a playbook in which everything else takes no time. The comments above each exercise say how
//! its figures come about, in minutes; lines that begin with `//=` are those figures, and are held here.

mod claim;

use std::path::{Path, PathBuf};

use outrun::document::{Assumptions, Diagnostic, LoadOptions, MemoryLibrary, load};
use outrun::engine::{Plan, Play};
use outrun::model::Exercise;

use claim::{Claims, differences};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

fn rons_in(folder: &Path) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder of rules can be read")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a document can be read");
            (name.into_owned(), text)
        })
        .collect();
    found.sort();
    found
}

fn exercise_of(library: &MemoryLibrary, name: &str) -> Result<Exercise, Vec<Diagnostic>> {
    load(Path::new(name), library, &LoadOptions::default())?.exercise("as-is", &Assumptions::default())
}

/// What is wrong with one exercise.
fn examine(library: &MemoryLibrary, name: &str, text: &str) -> Vec<String> {
    let claims = Claims::of(text);
    if claims.is_empty() {
        return vec!["claims nothing".to_owned()];
    }
    match exercise_of(library, name) {
        Err(found) => claims.refusal_differs(&found).into_iter().collect(),
        Ok(exercise) => {
            let plan = Plan::new(&exercise);
            // Keeping more records for a story must change nothing.
            let mut found = play_and_compare(&claims, &exercise, &plan, Play::new(&plan));
            let told = play_and_compare(&claims, &exercise, &plan, Play::new(&plan).in_detail());
            if found != told {
                found.push(format!("in detail it differs: {told:?}"));
            }
            found
        }
    }
}

fn play_and_compare(
    claims: &Claims,
    exercise: &Exercise,
    plan: &Plan<'_>,
    mut play: Play<'_>,
) -> Vec<String> {
    // What other replications leave in the memory must not matter.
    play.incident(2);
    play.false_alarm(2);
    if claims.of_a_false_alarm() {
        play.false_alarm(1);
    } else {
        play.incident(1);
    }
    differences(claims, exercise, &play, plan)
}

#[test]
fn each_rule_gives_the_figures_worked_out_by_hand() {
    let exercises = rons_in(&folder());
    assert!(exercises.len() >= 121, "only {} exercises", exercises.len());
    let mut library = MemoryLibrary::new();
    for (name, text) in &exercises {
        library = library.with(name, text.clone());
    }
    for (name, text) in rons_in(&folder().join("plain")) {
        library = library.with(format!("plain/{name}"), text);
    }
    let mut all = Vec::new();
    for (name, text) in &exercises {
        let found = examine(&library, name, text);
        all.extend(found.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(all.is_empty(), "{} differences\n{}", all.len(), all.join("\n"));
}

/// The exercise with one right, in which Ben's approval takes as long as luck wants.
fn approved_by(approvals: &str) -> Vec<Option<outrun::time::SimTime>> {
    let text = format!(
        r#"Exercise(
            uses: ["plain/people.ron", "plain/playbook.ron"], horizon: "7d", seed: 3,
            estate: Estate(nodes: [Node(id: "x", kind: "thing", sensor: Sensor(chance: 1.0, delay: "0s"))]),
            playbook: Playbook(rights: [Right(id: "r", decision: Contain, decider: Person("eve"), decide_work: "0s",
                approvals: [{approvals}])]),
            scenario: Scenario(incident: "leak", starts: At("2026-03-02 10:00"), severity: Low, entry: "x"),
        )"#
    );
    let mut library = MemoryLibrary::new().with("exercise.ron", text);
    for (name, text) in rons_in(&folder().join("plain")) {
        library = library.with(format!("plain/{name}"), text);
    }
    let exercise = exercise_of(&library, "exercise.ron").expect("the exercise is right");
    let plan = Plan::new(&exercise);
    let mut play = Play::new(&plan);
    (1..=50)
        .map(|replication| {
            play.incident(replication);
            play.contained_at()
        })
        .collect()
}

#[test]
fn an_approval_keeps_its_luck_wherever_it_stands_in_the_list() {
    // T4: a second approval, which is there first and at once, shifts no draw of Ben's.
    let bens = r#"Approval(by: Person("ben"), work: Exponential("1h"), declines: 0.4, reasks: 3)"#;
    let eves = r#"Approval(by: Person("eve"), work: "0s", declines: 0.0)"#;
    let alone = approved_by(bens);
    assert!(alone.iter().any(|at| *at != alone[0]), "luck matters here");
    assert_eq!(alone, approved_by(&format!("{eves}, {bens}")));
    assert_eq!(alone, approved_by(&format!("{bens}, {eves}")));
}
