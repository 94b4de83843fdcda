//! Whatever is in the files, there are diagnostics or a played exercise, soon, and never a panic.
//!
//! Inputs that once broke a promise, found by `fuzz/`, and the whole committed corpus are played again; then
//! monsters made by hand.

#[path = "../fuzz/src/load.rs"]
mod load;
#[path = "../fuzz/src/text.rs"]
mod text;

use std::fs;
use std::path::{Path, PathBuf};

use load::{Outcome, load_and_play, play};
use outrun::document::{Code, LoadOptions, MemoryLibrary};

fn folder(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

fn bytes(file: &Path) -> Vec<u8> {
    // Shown by the test harness if this input panics.
    eprintln!("{}", file.display());
    fs::read(file).expect("readable")
}

#[test]
fn the_corpus_of_exercises_loads_or_says_why_not() {
    let (mut played, mut refused) = (0, 0);
    for file in folder("fuzz/corpus/load") {
        match load_and_play(&bytes(&file)) {
            Outcome::Played(_) => played += 1,
            Outcome::Refused(_) => refused += 1,
        }
    }
    assert!(
        played > 20 && refused > 20,
        "a corpus of {played} sound and {refused} broken exercises shows little"
    );
}

#[test]
fn the_corpus_of_texts_is_read_or_refused() {
    for file in folder("fuzz/corpus/text") {
        text::read_all(&bytes(&file));
    }
}

#[test]
fn what_once_broke_does_not_break_again() {
    for file in folder("tests/fuzzed/text") {
        text::read_all(&bytes(&file));
    }
}

/// An exercise that can be played, with more of the exercise, of the estate and of the scenario.
fn exercise(more: &str, estate: &str, scenario: &str) -> String {
    format!(
        r#"Exercise(
            organisation: Organisation(zone: "UTC", people: [Person(id: "a", can: All, team: "t")]),
            estate: Estate(nodes: [Node(id: "x", kind: "ci-token", owner: Team("t")), Node(id: "y", kind: "data"), {estate}]),
            playbook: Playbook(rights: [Right(id: "r", decision: Contain, decider: Owner)]),
            scenario: Scenario(incident: "leak", entry: "x", starts: At("2026-10-03 02:30"), {scenario}),
            {more})"#
    )
}

fn outcome(exercise: impl Into<Vec<u8>>) -> Outcome {
    let library = MemoryLibrary::new().with("e/exercise.ron", exercise);
    play(&library, Path::new("e"))
}

fn played(exercise: impl Into<Vec<u8>>) -> usize {
    match outcome(exercise) {
        Outcome::Played(count) => count,
        Outcome::Refused(found) => panic!("{found:#?}"),
    }
}

fn refused(exercise: impl Into<Vec<u8>>) -> Vec<Code> {
    match outcome(exercise) {
        Outcome::Refused(found) => found.into_iter().map(|one| one.code).collect(),
        Outcome::Played(count) => panic!("played {count}"),
    }
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert_eq!(refused(""), [Code::Syntax]);
    assert_eq!(refused(" \n\t\r\n// nothing\n"), [Code::Syntax]);
    assert_eq!(refused(vec![b' '; 65 << 20]), [Code::TooLarge]);
    assert_eq!(refused(vec![b' '; 50 << 20]), [Code::Syntax]);
    assert_eq!(refused(vec![b'a'; 50 << 20]).len(), 1);
    assert_eq!(
        refused(format!("Exercise(title: \"{}", "x".repeat(50 << 20))).len(),
        1
    );
    assert_eq!(refused(format!("/*{}", "/*".repeat(25 << 20))).len(), 1);
    let lines = "// a line\n".repeat(5 << 20);
    assert_eq!(
        refused(format!("{lines}Exercise(titel: 1)")),
        [Code::UnknownField]
    );
}

#[test]
fn deep_values_are_refused() {
    for open in [
        "[",
        "(",
        "{",
        "Exercise(",
        "Exercise(scenario:",
        "Some(",
        "/*",
        "[[",
        "r#",
    ] {
        assert_eq!(refused(open.repeat(1_000_000)).len(), 1, "{open}");
        let inside = exercise(&format!("limit: {}", open.repeat(1_000_000)), "", "");
        assert!(!refused(inside).is_empty(), "{open}");
    }
    let deep = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    for depth in [20, 60, 64, 65, 100, 200, 10_000] {
        let selector = deep("Not(", "All", ")", depth);
        let inject = format!(
            "injects: [Inject(id: \"i\", on: At(\"1m\"), does: OwnershipDisputed(assets: {selector}))]"
        );
        let _ = outcome(exercise("", "", &inject));
        let law = deep("Capped(of: ", "\"1m\"", ", at: \"1h\")", depth);
        let _ = outcome(exercise(
            "",
            &format!("Node(id: \"z\", kind: \"data\", residual: {law})"),
            "",
        ));
        let law = deep("Mixture([(weight: 1, of: ", "\"1m\"", ")])", depth);
        let _ = outcome(exercise(
            "",
            &format!("Node(id: \"z\", kind: \"data\", residual: {law})"),
            "",
        ));
        let json = format!("{{\"limit\":{}}}", deep("[", "", "]", depth));
        let library = MemoryLibrary::new().with("e/exercise.json", json);
        assert!(matches!(play(&library, Path::new("e")), Outcome::Refused(_)));
    }
    for open in ["[", "{\"a\":", "{\"Exercise\":", "{\"scenario\":"] {
        let library = MemoryLibrary::new().with("e/exercise.json", open.repeat(1_000_000));
        assert!(
            matches!(play(&library, Path::new("e")), Outcome::Refused(_)),
            "{open}"
        );
    }
}

#[test]
fn text_that_is_odd_is_text() {
    let plain = exercise("", "", "");
    assert_eq!(played(plain.clone()), 1);
    assert_eq!(played(format!("\u{feff}{plain}")), 1);
    assert_eq!(played(plain.replace('\n', "\r\n")), 1);
    assert_eq!(played(plain.replace("            ", "\t")), 1);
    for id in ["🔥", "אבטחה", "e\u{301}", "ﷺ", "𝒳"] {
        let node = format!("Node(id: \"{id}\", kind: \"data\")");
        assert_eq!(played(exercise("", &node, "")), 1, "{id}");
        let unknown = format!("crown_jewels: [\"{id}\"]");
        assert_eq!(refused(exercise(&unknown, "", "")), [Code::UnknownNode], "{id}");
    }
    for id in [
        "\0",
        "\u{7}",
        "\\u{0}",
        "\\n",
        "",
        " ",
        "a ",
        "\u{202e}txt.exe",
        "a\u{200d}b",
    ] {
        let node = format!("Node(id: \"{id}\", kind: \"data\")");
        assert_eq!(refused(exercise("", &node, "")), [Code::BadId], "{id:?}");
    }
    assert!(!refused(plain.replace("Exercise(", "Exercise(\0")).is_empty());
    let mut broken = plain.into_bytes();
    broken.insert(40, 0xff);
    assert_eq!(refused(broken), [Code::NotUtf8]);
    assert_eq!(refused(b"\xff\xfeE\0x\0".to_vec()), [Code::NotUtf8]);
    assert_eq!(refused(vec![0; 1000]).len(), 1);
}

#[test]
fn numbers_out_of_range_are_refused() {
    let refuses = |more: &str| assert!(!refused(exercise(more, "", "")).is_empty(), "{more}");
    refuses("replications: 18446744073709551615");
    refuses("replications: 4294967295");
    refuses("replications: 0");
    refuses("replications: -1");
    refuses("replications: 1e3");
    refuses("seed: 18446744073709551616");
    refuses("horizon: \"1ms\"");
    refuses("horizon: \"0\"");
    refuses("horizon: \"366d\"");
    refuses("horizon: \"999999999999999999999w\"");
    refuses("horizon: \"-1h\"");
    refuses("limit: Share(\"101%\")");
    refuses("limit: Share(nan)");
    refuses("false_alarms: FalseAlarms(per_incident: inf)");
    refuses("false_alarms: FalseAlarms(per_incident: 1e308)");
    assert_eq!(
        played(exercise("seed: 18446744073709551615, horizon: \"1s\"", "", "")),
        1
    );
    assert_eq!(played(exercise("limit: Weight(18446744073709551615)", "", "")), 1);
    for weight in ["18446744073709551615", "9223372036854775807", "1e20", "-1", "1.5"] {
        let node = format!("Node(id: \"z\", kind: \"data\", weight: {weight})");
        let _ = outcome(exercise("limit: Share(\"50%\")", &node, ""));
    }
    for start in [
        "9999-12-31 23:59",
        "-9999-01-01 00:00",
        "0000-01-01 00:00",
        "1970-01-01 00:00",
    ] {
        let _ = outcome(exercise("", "", "").replace("2026-10-03 02:30", start));
    }
}

#[test]
fn certainty_and_impossibility_are_played() {
    for chance in [
        "0",
        "0.0",
        "\"0%\"",
        "1",
        "1.0",
        "\"100%\"",
        "1e-300",
        "0.9999999999999999",
    ] {
        let edges = format!(
            "]), edges: [Edge(from: \"x\", to: \"y\", kind: \"can-read-secret\", chance: {chance}, time: \"0\""
        );
        let written = exercise("", "", "").replace("kind: \"data\"), ]", &format!("kind: \"data\"{edges})]"));
        let _ = outcome(written);
        let node = format!(
            "Node(id: \"z\", kind: \"data\", sensor: Sensor(chance: {chance}, delay: \"0\"), residual: \"0\")"
        );
        assert_eq!(played(exercise("", &node, "")), 1, "{chance}");
    }
}

#[test]
fn nobody_can_answer_and_the_exercise_goes_on() {
    let nobody =
        exercise("", "", "").replace("people: [Person(id: \"a\", can: All, team: \"t\")]", "people: []");
    let nobody = nobody.replace("owner: Team(\"t\")", "weight: 1");
    assert_eq!(played(nobody), 1);
    assert_eq!(
        played(
            "Exercise(organisation: Organisation(zone: \"UTC\"), estate: Estate(nodes: [Node(id: \"x\", kind: \"data\")]), \
             scenario: Scenario(incident: \"leak\", entry: \"x\", starts: At(\"2026-10-03 02:30\")))"
        ),
        1
    );
}

#[test]
fn uses_that_lead_nowhere_or_back_are_refused() {
    let uses = |path: &str| format!("Exercise(uses: [{path:?}])");
    for path in [
        "exercise.ron",
        "./exercise.ron",
        "../e/exercise.ron",
        "x/../exercise.ron",
    ] {
        assert_eq!(refused(uses(path)), [Code::UsedTwice], "{path}");
    }
    for path in [
        "nothing.ron",
        "",
        ".",
        "\0",
        "a\0b",
        "🔥.ron",
        "x/".repeat(5_000).as_str(),
    ] {
        assert!(!refused(uses(path)).is_empty(), "{path}");
    }
    for path in [
        "/etc/passwd",
        "../../../../etc/passwd",
        "..",
        "https://example.org/x.ron",
        "\\\\host\\x",
        "C:\\x",
    ] {
        assert!(!refused(uses(path)).is_empty(), "{path}");
    }
    let many = format!("Exercise(uses: [{}])", "\"x.ron\",".repeat(100_000));
    assert_eq!(refused(many), [Code::TooMany]);
    assert_eq!(
        outrun::document::load(
            Path::new("nothing"),
            &MemoryLibrary::new(),
            &LoadOptions::default()
        )
        .expect_err("nothing is there")
        .len(),
        1
    );
}

#[test]
fn a_large_estate_is_loaded() {
    let mut nodes = String::new();
    let mut edges = String::new();
    for at in 0..100_000 {
        nodes += &format!("(id:\"n{at}\",kind:\"api-key\"),");
        edges += &format!(
            "(from:\"n{}\",to:\"n{at}\",kind:\"can-read-secret\"),",
            at / 2 + 1
        );
    }
    let library = MemoryLibrary::new()
        .with(
            "e/exercise.ron",
            exercise("uses: [\"estate.ron\"]", "", "").replace("entry: \"x\"", "entry: \"n1\""),
        )
        .with(
            "e/estate.ron",
            format!("Estate(nodes: [{nodes}], edges: [{edges}])"),
        );
    let Outcome::Refused(found) = play(&library, Path::new("e")) else {
        panic!("some edges lead from a node to itself");
    };
    assert!(found.iter().all(|one| one.code == Code::SelfEdge), "{found:#?}");
}

#[test]
fn a_large_estate_is_played() {
    let nodes: String = (0..100_000)
        .map(|at| format!("(id:\"n{at}\",kind:\"api-key\"),"))
        .collect();
    let edges: String = (1..100_000)
        .map(|at| format!("(from:\"n{}\",to:\"n{at}\",kind:\"can-read-secret\"),", at / 2))
        .collect();
    let library = MemoryLibrary::new()
        .with(
            "e/exercise.ron",
            exercise("uses: [\"estate.ron\"]", "", "").replace("entry: \"x\"", "entry: \"n0\""),
        )
        .with(
            "e/estate.ron",
            format!("Estate(nodes: [{nodes}], edges: [{edges}])"),
        );
    match play(&library, Path::new("e")) {
        Outcome::Played(count) => assert_eq!(count, 1),
        Outcome::Refused(found) => panic!("{:#?}", &found[..3]),
    }
}

#[test]
fn a_hundred_thousand_mistakes_are_told_soon() {
    let edges: String = (0..100_000)
        .map(|at| format!("\n(from:\"m{at}\",to:\"x\",kind:\"can-read-secret\"),"))
        .collect();
    let nodes: String = (0..100_000)
        .map(|at| format!("\n(id:\"n{at}\",kind:\"api-key\"),"))
        .collect();
    let library = MemoryLibrary::new()
        .with("e/exercise.ron", exercise("uses: [\"estate.ron\"]", "", ""))
        .with(
            "e/estate.ron",
            format!("Estate(nodes: [{nodes}], edges: [{edges}])"),
        );
    match play(&library, Path::new("e")) {
        Outcome::Played(_) => panic!("no edge is sound"),
        Outcome::Refused(found) => assert!(found.len() > 1 && found.len() <= 2_000, "{}", found.len()),
    }
}

#[test]
fn alternatives_that_multiply_are_refused() {
    let alternatives = |more: &str| exercise(&format!("alternatives: {{ {more} }}"), "", "");
    let changes = "Set(watch: \"1h\"),".repeat(500);
    let many: String = (0..200).map(|at| format!("\"a{at}\": [{changes}],")).collect();
    assert_eq!(played(alternatives(&many)), 4, "the first four");
    let many: String = (0..100_000).map(|at| format!("\"a{at}\": [],")).collect();
    assert_eq!(refused(alternatives(&many)), [Code::TooMany]);
    let same = "\"a\": [],".repeat(1_000);
    assert!(refused(alternatives(&same)).contains(&Code::DuplicateId));
    let changes: String = (0..100_000)
        .map(|at| format!("Node(id: \"n{at}\", kind: \"data\"),"))
        .collect();
    assert_eq!(
        refused(alternatives(&format!("\"a\": [{changes}]"))),
        [Code::TooMany]
    );
    let nodes: String = (0..30_000)
        .map(|at| format!("(id:\"n{at}\",kind:\"api-key\"),"))
        .collect();
    let many: String = (0..900)
        .map(|at| format!("\"a{at}\": [Set(watch: \"1h\")],"))
        .collect();
    let many = exercise(&format!("alternatives: {{ {many} }}"), &nodes, "");
    assert_eq!(refused(many), [Code::TooMany]);
}

#[test]
fn calendars_that_would_fill_the_memory_are_refused() {
    let plain = exercise("", "", "");
    let people: String = (0..20_000).map(|at| format!("Person(id: \"p{at}\"),")).collect();
    let crowd = plain.replace("people: [", &format!("people: [{people}"));
    assert_eq!(played(crowd.clone()), 1);
    let years = "During(when: AnyTime, from: \"2026-01-01\", until: \"2035-12-31\")";
    let crowd = crowd.replace("At(\"2026-10-03 02:30\")", years);
    assert_eq!(refused(crowd), [Code::TooMany]);
    let ranges: Vec<String> = (0..700)
        .map(|at| {
            format!(
                "{:02}:{:02}-{:02}:{:02}",
                at / 30,
                at % 30 * 2,
                at / 30,
                at % 30 * 2 + 1
            )
        })
        .collect();
    let shredded = plain.replace("can: All", &format!("can: All, hours: \"{}\"", ranges.join(", ")));
    assert_eq!(refused(shredded), [Code::BadHours]);
    let overrides = "Override(from: \"2026-11-21\", until: \"2026-11-23\", who: \"a\"),".repeat(20_000);
    let rota = format!("rotas: [Rota(id: \"o\", people: [\"a\"], overrides: [{overrides}])], people: [");
    assert_eq!(refused(plain.replace("people: [", &rota)), [Code::TooMany]);
}

#[test]
fn tables_that_are_odd_are_read_or_refused() {
    let tables = |nodes: Vec<u8>| {
        let library = MemoryLibrary::new()
            .with("e/exercise.ron", exercise("uses: [\"estate.ron\"]", "", ""))
            .with("e/estate.ron", "Estate(nodes_csv: \"nodes.csv\")")
            .with("e/nodes.csv", nodes);
        play(&library, Path::new("e"))
    };
    let stray: String = (0..50_000).map(|at| format!("n{at},5\" disk\n")).collect();
    let open: String = (0..50_000).map(|at| format!("\"n{at},data\n")).collect();
    let wide = format!("id{}", ",id".repeat(100_000));
    let ragged: String = (0..50_000)
        .map(|at| format!("n{at}{}\n", ",".repeat(at % 7)))
        .collect();
    for body in [
        "",
        "\n",
        "id",
        "id,kind",
        ",,,\n,,,",
        "id\0,kind",
        "\u{feff}id,kind\r\n🔥,data\r\n",
    ] {
        let _ = tables(body.into());
    }
    for body in [stray, open, ragged] {
        let _ = tables(format!("id,kind\n{body}").into_bytes());
    }
    assert!(matches!(tables(wide.into_bytes()), Outcome::Refused(_)));
    assert!(matches!(tables(vec![0xff; 1000]), Outcome::Refused(_)));
    let sound: String = (0..50_000).map(|at| format!("n{at},api-key\r\n")).collect();
    assert!(matches!(
        tables(format!("id,kind\r\n{sound}").into_bytes()),
        Outcome::Played(1)
    ));
}

#[test]
fn many_rules_over_many_assets_are_played() {
    let nodes: String = (0..5_000)
        .map(|at| format!("(id:\"n{at}\",kind:\"k{at}\"),"))
        .collect();
    let rules: String = (0..5_000)
        .map(|at| format!("\"k{at}\": [\"disable\"],"))
        .collect();
    let rights: String = (0..5_000)
        .map(|at| format!("Right(id: \"r{at}\", decision: Contain, assets: Not(Asset(\"n{at}\")), standing: true, executor: Automatic, from_severity: Critical),"))
        .collect();
    let many = exercise("", &nodes, "")
        .replace("rights: [", &format!("runbook: {{ \"ci-token\": [\"disable\"], \"data\": [\"disable\"], {rules} }}, actions: [Action(id: \"disable\", automatic: true)], rights: [{rights}"));
    assert_eq!(played(many), 1);
}
