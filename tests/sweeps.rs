//! A sweep is shorthand: what it makes is what somebody could have written.
#![expect(clippy::panic, reason = "a test stops at the first thing that is wrong")]

use outrun::document::{
    Assumptions, Code, Diagnostic, LoadOptions, Loaded, MemoryLibrary, Sweeping, load, render,
};

use crate::small::{World, loaded};

/// Somebody is asked for twenty minutes, then somebody else.
const ASKED: &str = r#"Right(id: "contain", decision: Contain, before_declaration: true, executor: Automatic,
    decider: [Step(who: Person("ann"), within: "20m"), Person("ann")])"#;

fn text(alternatives: &str) -> String {
    World {
        rights: ASKED.to_owned(),
        rest: format!("alternatives: {{ {alternatives} }}"),
        ..World::default()
    }
    .text()
}

fn read(text: &str, sweeping: Option<Sweeping>) -> Result<Loaded, Vec<Diagnostic>> {
    let library = MemoryLibrary::new().with("small/exercise.ron", text);
    let options = LoadOptions {
        sweeping,
        ..LoadOptions::default()
    };
    load("small".as_ref(), &library, &options)
}

fn mistakes(alternatives: &str) -> Vec<Diagnostic> {
    match read(&text(alternatives), None) {
        Err(found) => found,
        Ok(_) => panic!("{alternatives} is accepted"),
    }
}

/// An alternative as it is played, whatever its name.
fn played(loaded: &Loaded, alternative: &str) -> String {
    let exercise = loaded.exercise(alternative, &Assumptions::default());
    let exercise = exercise.unwrap_or_else(|found| panic!("{}", render(&found, false)));
    format!("{exercise:?}").replace(alternative, "NAME")
}

const GRID: &str = r#""as-is": [], "tuned": [
    Right(id: "contain", repeat: 2),
    Sweep(of: "right.contain.from_severity", values: ["low", "critical"]),
    Sweep(of: "right.contain.within", values: ["5m", "15m", "1h"]),
]"#;

#[test]
fn every_combination_is_what_would_have_been_written() {
    let swept = loaded(&text(GRID));
    let names: Vec<&str> = swept.alternatives().collect();
    assert_eq!(
        names,
        [
            "as-is",
            "tuned/low,5m",
            "tuned/low,15m",
            "tuned/low,1h",
            "tuned/critical,5m",
            "tuned/critical,15m",
            "tuned/critical,1h"
        ]
    );
    let [grid] = swept.sweeps() else {
        panic!("one grid: {:?}", swept.sweeps());
    };
    assert_eq!(
        (grid.name.as_str(), grid.axes.len(), grid.points.len()),
        ("tuned", 2, 6)
    );
    assert_eq!(
        grid.points.last().map(|point| point.values.clone()),
        Some(vec!["critical".into(), "1h".into()])
    );
    let written = loaded(&text(
        r#""by hand": [Right(id: "contain", repeat: 2, from_severity: Critical,
            decider: [Step(who: Person("ann"), within: "15m"), Step(who: Person("ann"), within: "15m")])]"#,
    ));
    assert_eq!(played(&swept, "tuned/critical,15m"), played(&written, "by hand"));
    assert_ne!(played(&swept, "tuned/low,15m"), played(&written, "by hand"));
}

#[test]
fn an_option_sweeps_as_the_exercise_does() {
    let option = Sweeping {
        over: Some("tuned".to_owned()),
        sweeps: vec![
            "right.contain.from_severity=low,critical".to_owned(),
            "right.contain.within=5m,15m,1h".to_owned(),
        ],
    };
    let plain = text(r#""as-is": [], "tuned": [Right(id: "contain", repeat: 2)]"#);
    let swept = read(&plain, Some(option)).unwrap_or_else(|found| panic!("{}", render(&found, false)));
    let written = loaded(&text(GRID));
    for alternative in written.alternatives() {
        assert_eq!(played(&swept, alternative), played(&written, alternative));
    }
    // What is swept from outside is still there as it was, and the options are no inputs.
    assert!(swept.alternatives().any(|name| name == "tuned"));
    assert_eq!(swept.inputs().len(), 1);
}

#[test]
fn sweeps_that_cannot_be_are_refused_at_their_place() {
    let sweep = |of: &str, values: &str| format!(r#""b": [Sweep(of: "{of}", values: [{values}])]"#);
    for (alternatives, code, words) in [
        (
            sweep("rihgt.contain.repeat", r#""1""#),
            Code::BadSweep,
            "names nothing that can be swept",
        ),
        (
            sweep("right.contian.repeat", r#""1""#),
            Code::UnknownRight,
            "no decision right `contian`",
        ),
        (
            sweep("right.contain.repaet", r#""1""#),
            Code::BadSweep,
            "no field `repaet`",
        ),
        (
            sweep("right.contain.from_severity", r#""hihg""#),
            Code::BadSweep,
            "cannot be `hihg`",
        ),
        (
            sweep("right.contain.within", r#""soon""#),
            Code::BadDuration,
            "soon",
        ),
        (
            sweep("chain.none.within", r#""5m""#),
            Code::UnknownChain,
            "no chain `none`",
        ),
        (sweep("set.watch", ""), Code::BadSweep, "without values"),
        (
            r#""a": [Sweep(of: "set.watch", values: ["1h"])], "b": [Like("a")]"#.to_owned(),
            Code::BadSweep,
            "so that nothing can build on it",
        ),
    ] {
        let found = mistakes(&alternatives);
        let one = found
            .iter()
            .find(|one| one.code == code && one.title.contains(words));
        let one = one.unwrap_or_else(|| panic!("{alternatives}\n{}", render(&found, false)));
        assert!(one.primary.at.span.is_some(), "{one:?}");
    }
}

#[test]
fn there_is_a_most_of_combinations() {
    let values: Vec<String> = (1..=17).map(|number| format!("\"{number}m\"")).collect();
    let sweep = |of: &str| format!(r#"Sweep(of: "{of}", values: [{}])"#, values.join(", "));
    let both = format!(r#""b": [{}, {}]"#, sweep("set.watch"), sweep("set.rest"));
    let found = mistakes(&both);
    assert!(
        found
            .iter()
            .any(|one| one.code == Code::TooMany && one.title.starts_with("289 combinations"))
    );
}

#[test]
fn waiting_is_set_wherever_the_steps_stand() {
    for (decider, chains) in [
        (r#"Person("ann")"#, ""),
        (r#"Inline(steps: [Person("ann")])"#, ""),
        (
            r#"Chain("day")"#,
            r#"chains: { "day": Chain(steps: [Person("ann")]) }"#,
        ),
    ] {
        let world = |alternative: &str| World {
            rights: format!(
                r#"Right(id: "contain", decision: Contain, before_declaration: true, executor: Automatic, decider: {decider})"#
            ),
            playbook: chains.to_owned(),
            rest: format!(r#"alternatives: {{ "as-is": [], "b": [{alternative}] }}"#),
            ..World::default()
        };
        let loaded = loaded(&world(r#"Within(right: "contain", within: "7m")"#).text());
        assert_ne!(played(&loaded, "as-is"), played(&loaded, "b"), "{decider}");
        assert!(played(&loaded, "b").contains("420000"), "{decider}");
    }
    let owner = World {
        rights: r#"Right(id: "contain", decision: Contain, before_declaration: true, executor: Automatic, decider: Owner)"#.to_owned(),
        rest: r#"alternatives: { "b": [Within(right: "contain", within: "7m")] }"#.to_owned(),
        nodes: r#"Node(id: "n0", kind: "token", owner: Person("ann"))"#.to_owned(),
        ..World::default()
    };
    let found = read(&owner.text(), None).map(|_| ()).unwrap_err();
    assert!(
        found
            .iter()
            .any(|one| one.title.contains("no steps that could wait")),
        "{}",
        render(&found, false)
    );
}
