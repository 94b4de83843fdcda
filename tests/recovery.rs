//! All mistakes of all files are found in one go, and nothing that only follows from another mistake.

use std::collections::BTreeMap;
use std::path::Path;

use outrun::document::{Code, Diagnostic, LoadOptions, MemoryLibrary, load};
use proptest::prelude::*;

/// A sound exercise in every shape that mistakes are planted in.
const FILES: [(&str, &str); 6] = [
    ("exercise.ron", EXERCISE),
    ("organisation.ron", ORGANISATION),
    ("estate.ron", ESTATE),
    ("playbook.ron", PLAYBOOK),
    ("nodes.csv", NODES),
    ("edges.csv", EDGES),
];

const EXERCISE: &str = r#"Exercise(
    title: "Mistakes are planted here",
    uses: ["organisation.ron", "estate.ron", "playbook.ron"],
    scenario: Scenario(
        incident: "leaked-credential",
        entry: ["token"],
        starts: During(when: Weekends, from: "2026-10-01", until: "2026-12-31"),
        severity: Medium,
        told_by: ThirdParty(who: "scanner", names: "token", after: LogNormal(median: "2h", p90: "20h"), chance: "60%"),
        requests: [Request(id: "notice", decision: Notify, on: Known("personal"))],
        injects: [
            Inject(id: "away", on: Declared, chance: "30%", does: Unavailable(who: Role("lead"), lasts: "9h")),
            Inject(id: "new token", on: At("45m"), does: Reissued(asset: "token")),
        ],
    ),
    limit: Share("50%"),
    crown_jewels: ["db"],
    objectives: ["outrun_rate >= 80%", "p90(time_to_containment) <= 12h"],
    replications: 10,
    seed: 7,
    alternatives: {
        "as-is": [],
        "other": [
            Right(id: "contain/default", grant: PerIncident, decider: [Step(who: Rota("oncall"), within: "10m")]),
            Remove(Right("restore")),
            Person(id: "cy", zone: "Europe/Lisbon"),
        ],
    },
)
"#;

const ORGANISATION: &str = r#"Organisation(
    zone: "Europe/Berlin",
    holidays: { "berlin": ["2026-10-03"] },
    people: [
        Person(id: "ada", team: "platform", hours: "Mon-Fri 09:00-18:00", can: All, knows: All),
        Person(id: "ben", team: "platform", can: ["revoke", "disable"], holidays: "berlin"),
        Person(id: "cy", reach: "executive", can: ["notify"]),
    ],
    roles: { "lead": ["ada", "ben"], "ciso": ["cy"] },
    rotas: [Rota(id: "oncall", hand_off: Weekly("Mon 09:00"), people: ["ada", "ben"])],
    bodies: [Body(id: "crisis", members: ["lead", "ciso"], quorum: 2)],
)
"#;

const ESTATE: &str = r#"Estate(
    nodes: [
        Node(id: "token", kind: "ci-token", weight: 1, owner: Team("platform"), residual: "2h"),
        Node(id: "runner", kind: "workload", weight: 2, owner: Role("lead"), sensor: (chance: "40%", delay: "5m")),
        Node(id: "db", kind: "data", weight: 9, owner: Team("platform"), tags: ["personal", "jewel"]),
    ],
    edges: [
        Edge(from: "token", to: "runner", kind: "can-exec"),
        Edge(from: "runner", to: "db", kind: "holds-data", chance: "90%", time: Uniform("1h", "2h")),
    ],
    nodes_csv: "nodes.csv",
    edges_csv: "edges.csv",
)
"#;

const PLAYBOOK: &str = r#"Playbook(
    rights: [
        Right(id: "contain/default", decision: Contain, decider: [Step(who: Role("lead"), within: "30m")], repeat: 2,
              exhausted: Hold, executor: [Step(who: Rota("oncall"), within: "20m")]),
        Right(id: "restore", decision: Restore, decider: Role("lead"), executor: Chain("hands")),
        Right(id: "notify", decision: Notify, decider: Body("crisis"), executor: Role("ciso")),
        Right(id: "restore/late", decision: Restore, decider: Role("ciso"), executor: Role("lead")),
    ],
    chains: { "hands": Chain(steps: [Rota("oncall"), Step(who: Team("platform"), within: "20m")], repeat: 1) },
    actions: [Action(id: "disable", fails: "2%"), Action(id: "revoke", sweeps: true)],
    triage: Triage(by: [Step(who: Rota("oncall"), within: "15m")]),
    severity: [Reaches(weight: 5, level: High), Reaches(tag: "jewel", level: Critical)],
    watch: "4h",
)
"#;

const NODES: &str = "\
id,kind,weight,owner,tags,residual
cache,workload,1,team:platform,spare,5m
queue,workload,2,role:lead,spare;used,
vault,data,3,person:ada,used,1h
";

const EDGES: &str = "\
from,to,kind,chance
runner,cache,can-exec,40%
runner,queue,can-exec,
queue,vault,holds-data,0.5
";

/// One way to spoil a sound exercise: file, what stands there, what is written instead, and the code.
type Mistake = (&'static str, &'static str, &'static str, Code);

/// Mistakes that have nothing to do with each other, at places that do not touch.
#[rustfmt::skip]
const MISTAKES: [Mistake; 62] = [
    // A word, a field, or a value that cannot stand there.
    ("exercise.ron", "title: \"Mistakes", "titel: \"Mistakes", Code::UnknownField),
    ("exercise.ron", "severity: Medium", "severity: Medum", Code::UnknownVariant),
    ("exercise.ron", "when: Weekends", "when: Weekend", Code::UnknownVariant),
    ("exercise.ron", "median: \"2h\"", "median: 2", Code::WrongType),
    ("exercise.ron", "on: Declared", "on: Decalred", Code::UnknownVariant),
    ("exercise.ron", "replications: 10", "replications: -10", Code::WrongType),
    ("exercise.ron", "seed: 7", "seed: \"x\"", Code::WrongType),
    ("exercise.ron", "grant: PerIncident", "grants: PerIncident", Code::UnknownField),
    ("exercise.ron", "asset: \"token\"", "assets: \"token\"", Code::UnknownField),
    ("organisation.ron", "hours: \"Mon-Fri 09:00-18:00\"", "hours: 9", Code::WrongType),
    ("organisation.ron", "reach: \"executive\"", "reaches: \"executive\"", Code::UnknownField),
    ("organisation.ron", "quorum: 2", "quorum: two", Code::WrongType),
    ("organisation.ron", "hand_off: Weekly", "handoff: Weekly", Code::UnknownField),
    ("estate.ron", "weight: 1", "wieght: 1", Code::UnknownField),
    ("estate.ron", "weight: 2", "weight: 2.5", Code::WrongType),
    ("estate.ron", "weight: 9", "weight: \"nine\"", Code::WrongType),
    ("estate.ron", "residual: \"2h\"", "residual: 2", Code::WrongType),
    ("estate.ron", "delay: \"5m\"", "dealy: \"5m\"", Code::UnknownField),
    ("estate.ron", "Uniform(\"1h\", \"2h\")", "Unifrom(\"1h\", \"2h\")", Code::UnknownVariant),
    ("estate.ron", "owner: Role(\"lead\")", "owner: Rolle(\"lead\")", Code::UnknownVariant),
    ("estate.ron", "Edge(from: \"token\", to", "Edge(from: \"token\" to", Code::Syntax),
    ("playbook.ron", "repeat: 2", "repeat: -2", Code::WrongType),
    ("playbook.ron", "exhausted: Hold", "exhausted: Hol", Code::UnknownVariant),
    ("playbook.ron", "decider: Body(", "decider: Bdoy(", Code::UnknownVariant),
    ("playbook.ron", "sweeps: true", "sweeps: 1", Code::WrongType),
    ("playbook.ron", "repeat: 1", "repaet: 1", Code::UnknownField),
    ("playbook.ron", "Triage(by:", "Triage(bye:", Code::UnknownField),
    ("playbook.ron", "Reaches(weight: 5,", "Reaches(weight: 5, weight: 6,", Code::DuplicateField),
    ("playbook.ron", "tag: \"jewel\", level: Critical", "tag: \"jewel\"", Code::MissingField),
    ("playbook.ron", "watch: \"4h\"", "watch: 4", Code::WrongType),
    // A table.
    ("nodes.csv", "cache,workload,1,", "cache,workload,one,", Code::BadCell),
    ("nodes.csv", "role:lead", "rolle:lead", Code::BadCell),
    ("nodes.csv", ",1h", ",a while", Code::BadCell),
    ("edges.csv", "chance\n", "chanse\n", Code::UnknownColumn),
    ("edges.csv", "queue,vault,holds-data,0.5", "queue,vault,holds-data", Code::BadTable),
    // A name that nobody has.
    ("exercise.ron", "entry: [\"token\"]", "entry: [\"tokan\"]", Code::UnknownEntry),
    ("exercise.ron", "crown_jewels: [\"db\"]", "crown_jewels: [\"bd\"]", Code::UnknownNode),
    ("exercise.ron", "names: \"token\"", "names: \"tokne\"", Code::UnknownNode),
    ("exercise.ron", "who: Role(\"lead\")", "who: Role(\"laed\")", Code::UnknownRole),
    ("exercise.ron", "who: Rota(\"oncall\")", "who: Rota(\"offcall\")", Code::UnknownRota),
    ("exercise.ron", "Remove(Right(\"restore\"))", "Remove(Right(\"restroe\"))", Code::UnknownRight),
    ("organisation.ron", "roles: { \"lead\": [\"ada\", ", "roles: { \"lead\": [\"adda\", ", Code::UnknownPerson),
    ("organisation.ron", "members: [\"lead\"", "members: [\"leda\"", Code::UnknownMember),
    ("organisation.ron", "holidays: \"berlin\"", "holidays: \"bern\"", Code::UnknownCalendar),
    ("estate.ron", "owner: Team(\"platform\"), tags", "owner: Team(\"platfrom\"), tags", Code::UnknownTeam),
    ("playbook.ron", "executor: Chain(\"hands\")", "executor: Chain(\"hand\")", Code::UnknownChain),
    ("playbook.ron", "executor: [Step(who: Rota(\"oncall\")", "executor: [Step(who: Rota(\"no-call\")", Code::UnknownRota),
    ("nodes.csv", "person:ada", "person:adah", Code::UnknownPerson),
    ("edges.csv", "runner,cache", "runer,cache", Code::UnknownNode),
    ("edges.csv", "runner,queue,can-exec", "runner,queue,can-exce", Code::UnknownEdgeKind),
    // A value that cannot be.
    ("exercise.ron", "until: \"2026-12-31\"", "until: \"2026-12-32\"", Code::BadSpan),
    ("exercise.ron", "chance: \"60%\"", "chance: \"160%\"", Code::BadChance),
    ("exercise.ron", "limit: Share(\"50%\")", "limit: Share(\"100%\")", Code::BadLimit),
    ("exercise.ron", "p90(time_to_containment)", "p90(time_to_containmant)", Code::UnknownMeasure),
    ("exercise.ron", "zone: \"Europe/Lisbon\"", "zone: \"Europe/Lisboa\"", Code::BadZone),
    ("organisation.ron", "zone: \"Europe/Berlin\"", "zone: \"Europe/Bärlin\"", Code::BadZone),
    ("estate.ron", "chance: \"40%\"", "chance: \"four\"", Code::BadChance),
    ("estate.ron", "kind: \"can-exec\"", "kind: \"can-exek\"", Code::UnknownEdgeKind),
    ("playbook.ron", "who: Team(\"platform\"), within: \"20m\"", "who: Team(\"platform\"), within: \"20 apples\"", Code::BadDuration),
    ("playbook.ron", "fails: \"2%\"", "fails: \"-2%\"", Code::BadChance),
    ("playbook.ron", "Right(id: \"restore/late\", decision: Restore,", "Right(id: \"restore/late\",", Code::MissingField),
    ("edges.csv", "holds-data,0.5", "holds-data,1.5", Code::BadChance),
];

fn library(files: &BTreeMap<&str, String>) -> MemoryLibrary {
    files.iter().fold(MemoryLibrary::new(), |library, (path, text)| {
        library.with(path, text.clone())
    })
}

fn found(files: &BTreeMap<&str, String>) -> Vec<Diagnostic> {
    let loaded = load(
        Path::new("exercise.ron"),
        &library(files),
        &LoadOptions::default(),
    );
    loaded.map_or_else(|found| found, |loaded| loaded.warnings().to_vec())
}

fn sound() -> BTreeMap<&'static str, String> {
    FILES
        .iter()
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect()
}

/// The exercise with these mistakes, and the codes that must be found in each file.
fn spoilt(mistakes: &[&Mistake]) -> (BTreeMap<&'static str, String>, Vec<(String, Code)>) {
    let mut files = sound();
    let mut expected = Vec::new();
    for (path, sound, wrong, code) in mistakes {
        let text = files.get_mut(path).expect("the file is there");
        // Two mistakes at one place are one.
        if text.contains(sound) {
            *text = text.replacen(sound, wrong, 1);
            expected.push(((*path).to_owned(), *code));
        }
    }
    expected.sort();
    (files, expected)
}

fn compare(mistakes: &[&Mistake]) -> Result<(), String> {
    let (files, expected) = spoilt(mistakes);
    let found = found(&files);
    let mut codes: Vec<(String, Code)> = found
        .iter()
        .map(|one| (one.primary.at.file.clone(), one.code))
        .collect();
    codes.sort();
    if codes == expected {
        return Ok(());
    }
    Err(format!(
        "planted {mistakes:#?}\nexpected {expected:?}\nfound {codes:?}\n{}",
        outrun::document::render(&found, false)
    ))
}

#[test]
fn the_exercise_that_is_spoilt_is_sound() {
    let found = found(&sound());
    assert!(found.is_empty(), "{}", outrun::document::render(&found, false));
}

#[test]
fn each_mistake_is_found_alone() {
    let wrong: Vec<String> = MISTAKES
        .iter()
        .filter_map(|mistake| compare(&[mistake]).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_mistakes_are_found_and_nothing_else(
        picked in prop::collection::btree_set(0..MISTAKES.len(), 2..=6),
    ) {
        let mistakes: Vec<&Mistake> = picked.into_iter().map(|index| &MISTAKES[index]).collect();
        if let Err(difference) = compare(&mistakes) {
            prop_assert!(false, "{}", difference);
        }
    }
}

/// The codes found by file, where `wrong` stands instead of `sound` in a file.
fn codes(path: &str, sound_text: &str, wrong: &str) -> Vec<(String, Code)> {
    let mut files = sound();
    let text = files.get_mut(path).expect("the file is there");
    assert!(text.contains(sound_text), "{sound_text}");
    *text = text.replacen(sound_text, wrong, 1);
    let found = found(&files);
    found
        .iter()
        .map(|one| (one.primary.at.file.clone(), one.code))
        .collect()
}

#[test]
fn what_is_lost_leads_to_no_further_mistakes() {
    let cases = [
        // Everybody who is named elsewhere stands in what cannot be read.
        (
            "organisation.ron",
            "people: [",
            "people: (",
            &[Code::WrongType][..],
        ),
        (
            "organisation.ron",
            "people: [",
            "people: 5, persons: [",
            &[Code::WrongType, Code::UnknownField],
        ),
        ("organisation.ron", "roles: {", "zzz: {", &[Code::UnknownField]),
        (
            "organisation.ron",
            "Organisation(",
            "Organization(",
            &[Code::UnknownVariant],
        ),
        (
            "organisation.ron",
            "Organisation(",
            "Company(",
            &[Code::UnknownVariant],
        ),
        ("organisation.ron", "\n)", "\n", &[Code::Syntax]),
        ("organisation.ron", "\n)", "\n) Estate()", &[Code::Syntax]),
        (
            "estate.ron",
            "Node(id: \"token\"",
            "Node(id: token",
            &[Code::WrongType],
        ),
        (
            "estate.ron",
            "Node(id: \"token\", ",
            "Node(",
            &[Code::MissingField],
        ),
        ("estate.ron", "nodes: [", "ndoes: [", &[Code::UnknownField]),
        (
            "estate.ron",
            "nodes_csv: \"nodes.csv\"",
            "nodes_csv: \"nodse.csv\"",
            &[Code::Unreadable],
        ),
        (
            "estate.ron",
            "nodes_csv: \"nodes.csv\"",
            "nodes_csv: 5",
            &[Code::WrongType],
        ),
        (
            "estate.ron",
            "nodes_csv: \"nodes.csv\"",
            "nodes_csv: \"/nodes.csv\"",
            &[Code::OutsideLibrary],
        ),
        ("nodes.csv", "id,", "idd,", &[Code::UnknownColumn]),
        (
            "nodes.csv",
            "id,",
            "name,",
            &[Code::UnknownColumn, Code::BadTable],
        ),
        ("nodes.csv", "vault,", ",", &[Code::BadTable]),
        ("nodes.csv", "vault,data,", "vault,", &[Code::BadTable]),
        ("playbook.ron", "chains: {", "chians: {", &[Code::UnknownField]),
        (
            "playbook.ron",
            "\"hands\": Chain(",
            "hands: Chain(",
            &[Code::WrongType],
        ),
        (
            "playbook.ron",
            "id: \"restore\"",
            "ido: \"restore\"",
            &[Code::UnknownField],
        ),
        (
            "playbook.ron",
            "decider: Role(\"lead\")",
            "decider: Lead",
            &[Code::UnknownVariant],
        ),
        (
            "playbook.ron",
            "[Step(who: Role(\"lead\"), within: \"30m\")]",
            "[Stop(who: Role(\"lead\"))]",
            &[Code::UnknownVariant],
        ),
        (
            "playbook.ron",
            "decider: Role(\"lead\")",
            "decider Role(\"lead\")",
            &[Code::Syntax],
        ),
        (
            "playbook.ron",
            "decider: Role(\"lead\")",
            "decider = Role(\"lead\")",
            &[Code::Syntax],
        ),
        (
            "exercise.ron",
            "\"playbook.ron\"]",
            "\"playbok.ron\"]",
            &[Code::Unreadable],
        ),
        (
            "exercise.ron",
            "\"playbook.ron\"]",
            "playbook.ron]",
            &[Code::WrongType],
        ),
        ("exercise.ron", "uses: [", "use: [", &[Code::UnknownField]),
        (
            "exercise.ron",
            "scenario: Scenario(",
            "scenario: Scenrio(",
            &[Code::UnknownVariant],
        ),
        (
            "exercise.ron",
            "scenario: Scenario(",
            "incident: Scenario(",
            &[Code::UnknownField],
        ),
        (
            "exercise.ron",
            "entry: [\"token\"]",
            "entry: 5",
            &[Code::WrongType],
        ),
        (
            "exercise.ron",
            "entry: [\"token\"]",
            "entry: [5]",
            &[Code::WrongType],
        ),
        (
            "exercise.ron",
            "starts: During(",
            "starts: Durng(",
            &[Code::UnknownVariant],
        ),
        (
            "exercise.ron",
            "starts: During(",
            "starts: Sometime(",
            &[Code::UnknownVariant],
        ),
        (
            "exercise.ron",
            "Person(id: \"cy\",",
            "Persona(id: \"cy\",",
            &[Code::UnknownVariant],
        ),
        (
            "exercise.ron",
            "alternatives: {",
            "alternatives: 5, others: {",
            &[Code::WrongType, Code::UnknownField],
        ),
    ];
    let mut different = Vec::new();
    for (path, sound, wrong, expected) in cases {
        let found = codes(path, sound, wrong);
        let mut found: Vec<Code> = found.into_iter().map(|(_, code)| code).collect();
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        if found != expected {
            different.push(format!("{path}: {wrong}: {found:?}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// The words, numbers and texts of a file: where each begins, and what it is.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next().expect("not at the end");
        let length = if first == '"' {
            2 + rest[1..].find('"').expect("closed")
        } else if first.is_alphanumeric() {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            tokens.push((at, &rest[..length]));
        }
        at += length;
    }
    tokens
}

/// What could stand by mistake where a token stands. Names stay known, so that only the place itself is wrong.
fn slips(token: &str) -> Vec<String> {
    if token.starts_with('"') {
        return vec![
            "5".into(),
            "word".into(),
            "[]".into(),
            token[..token.len() - 1].into(),
        ];
    }
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        return vec!["\"x\"".into(), "-1".into(), "word".into(), "1.5.2".into()];
    }
    if token.starts_with(char::is_alphabetic) {
        let doubled = format!("{}{token}", &token[..1]);
        let cut: String = token.chars().skip(1).collect();
        return vec![doubled, cut, "zzzz".into(), "5".into()];
    }
    vec![String::new(), format!("{token}{token}"), ";".into()]
}

#[test]
fn a_slip_is_found_where_it_is_and_nowhere_else() {
    let mut different = Vec::new();
    for (path, text) in FILES.iter().filter(|(path, _)| path.ends_with(".ron")) {
        for (at, token) in tokens(text) {
            for slip in slips(token) {
                // An empty list of tables can be read.
                if token.ends_with(".csv\"") && slip == "[]" {
                    continue;
                }
                let mut files = sound();
                let spoilt = format!("{}{slip}{}", &text[..at], &text[at + token.len()..]);
                files.insert(path, spoilt);
                let found = found(&files);
                let line = text[..at].matches('\n').count() + 1;
                let is_elsewhere = |one: &&Diagnostic| {
                    let span = one.primary.at.span.as_ref();
                    one.primary.at.file != *path || span.is_none_or(|span| span.line.abs_diff(line) > 1)
                };
                let is_bracket = ['(', ')', '[', ']', '{', '}', '"']
                    .iter()
                    .any(|c| token.contains(*c));
                let strays = found.iter().filter(is_elsewhere).count();
                if strays > usize::from(is_bracket && found.len() == 1) {
                    let codes: Vec<Code> = found.iter().map(|one| one.code).collect();
                    different.push(format!("{path}:{line} `{token}` as `{slip}`: {codes:?}"));
                }
            }
        }
    }
    assert!(
        different.is_empty(),
        "{}\n{}",
        different.len(),
        different.join("\n")
    );
}

/// The exercise with these alternatives.
fn with_alternatives(alternatives: &str) -> BTreeMap<&'static str, String> {
    let mut files = sound();
    let start = EXERCISE.find("alternatives: {").expect("there");
    let text = format!("{}alternatives: {{ {alternatives} }},\n)\n", &EXERCISE[..start]);
    files.insert("exercise.ron", text);
    files
}

#[test]
fn an_alternative_builds_on_another() {
    let files = with_alternatives(
        r#""short": [Set(watch: "2h"), Person(id: "cy", zone: "Europe/Lisbon")],
        "shorter": [Like("short"), Set(rest: "9h"), Person(id: "cy", zone: "UTC"),
            ThirdParty(who: "scanner", names: "db", after: "1h"), ThirdParty(who: "press", names: "db", after: "5h")],
        "shortest": [Like("shorter"), Set(watch: "1h")]"#,
    );
    let loaded = load(
        Path::new("exercise.ron"),
        &library(&files),
        &LoadOptions::default(),
    );
    let loaded = loaded.unwrap_or_else(|found| panic!("{}", outrun::document::render(&found, false)));
    let play = |name: &str| loaded.exercise(name, &Default::default()).expect("sound");
    let (short, shorter, shortest) = (play("short"), play("shorter"), play("shortest"));
    assert_eq!(shorter.playbook.watch, short.playbook.watch);
    assert_ne!(shortest.playbook.watch, short.playbook.watch);
    assert_ne!(shorter.playbook.rest, short.playbook.rest);
    assert_eq!(shortest.playbook.rest, shorter.playbook.rest);
    let told: Vec<usize> = [&short, &shorter, &shortest]
        .map(|one| one.scenario.told_by.len())
        .to_vec();
    assert_eq!(told, [1, 2, 2]);
    assert_ne!(shorter.scenario.told_by[0].names, short.scenario.told_by[0].names);
}

#[test]
fn a_runbook_of_the_class_hides_the_preset_from_automation() {
    let automatic = r#"Right(id: "contain/default", class: "leaked-credential", assets: Kind("workload"), standing: true, executor: Automatic)"#;
    let rule = |class: &str, action: &str| {
        format!(r#"Runbook(kind: "workload", class: "{class}", actions: ["{action}"])"#)
    };
    let codes = |changes: &str| -> Vec<Code> {
        let found = found(&with_alternatives(&format!("\"a\": [{changes}]")));
        found.iter().map(|one| one.code).collect()
    };
    let by_itself = r#"Action(id: "cut", closes_out: true, automatic: true)"#;
    let by_hand = r#"Action(id: "cut", closes_out: true, automatic: false)"#;
    let own = rule("leaked-credential", "cut");
    let other = rule("ransomware", "cut");
    let refused = [Code::AutomaticWithoutAutomation];
    assert_eq!(codes(&format!("{automatic}, {by_itself}, {own}")), []);
    assert_eq!(codes(&format!("{automatic}, {by_hand}, {own}")), refused);
    // The rule that would hide it holds from a higher severity on only.
    let later = own.replace("class:", "from_severity: High, class:");
    let preset = r#"Runbook(kind: "workload", actions: ["disable"])"#;
    assert_eq!(
        codes(&format!(
            "{automatic}, {by_itself}, {later}, {preset}, Action(id: \"disable\", automatic: false)"
        )),
        refused
    );
    assert_eq!(
        codes(&format!(
            "{automatic}, {by_itself}, {other}, {preset}, Action(id: \"disable\", automatic: false)"
        )),
        refused
    );
}
