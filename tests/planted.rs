//! Mistakes to be planted in a sound exercise, and the exercise.

use outrun::document::Code;

/// A sound exercise in every shape that mistakes are planted in.
pub(crate) const FILES: [(&str, &str); 6] = [
    ("exercise.ron", EXERCISE),
    ("organisation.ron", ORGANISATION),
    ("estate.ron", ESTATE),
    ("playbook.ron", PLAYBOOK),
    ("nodes.csv", NODES),
    ("edges.csv", EDGES),
];

pub(crate) const EXERCISE: &str = r#"Exercise(
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

pub(crate) const ORGANISATION: &str = r#"Organisation(
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

pub(crate) const ESTATE: &str = r#"Estate(
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

pub(crate) const PLAYBOOK: &str = r#"Playbook(
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

pub(crate) const NODES: &str = "\
id,kind,weight,owner,tags,residual
cache,workload,1,team:platform,spare,5m
queue,workload,2,role:lead,spare;used,
vault,data,3,person:ada,used,1h
";

pub(crate) const EDGES: &str = "\
from,to,kind,chance
runner,cache,can-exec,40%
runner,queue,can-exec,
queue,vault,holds-data,0.5
";

/// One way to spoil a sound exercise: file, what stands there, what is written instead, and the code.
pub(crate) type Mistake = (&'static str, &'static str, &'static str, Code);

/// Mistakes that have nothing to do with each other, at places that do not touch.
#[rustfmt::skip]
pub(crate) const MISTAKES: [Mistake; 62] = [
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

/// What is written instead of something else so that names are lost, and all that may be found then.
#[rustfmt::skip]
pub(crate) const LOST: [(&str, &str, &str, &[Code]); 35] = [
    // Everybody who is named elsewhere stands in what cannot be read.
    ("organisation.ron", "people: [", "people: (", &[Code::WrongType]),
    ("organisation.ron", "people: [", "people: 5, persons: [", &[Code::WrongType, Code::UnknownField]),
    ("organisation.ron", "roles: {", "zzz: {", &[Code::UnknownField]),
    ("organisation.ron", "Organisation(", "Organization(", &[Code::UnknownVariant]),
    ("organisation.ron", "Organisation(", "Company(", &[Code::UnknownVariant]),
    ("organisation.ron", "\n)", "\n", &[Code::Syntax]),
    ("organisation.ron", "\n)", "\n) Estate()", &[Code::Syntax]),
    ("estate.ron", "Node(id: \"token\"", "Node(id: token", &[Code::WrongType]),
    ("estate.ron", "Node(id: \"token\", ", "Node(", &[Code::MissingField]),
    ("estate.ron", "nodes: [", "ndoes: [", &[Code::UnknownField]),
    ("estate.ron", "nodes_csv: \"nodes.csv\"", "nodes_csv: \"nodse.csv\"", &[Code::Unreadable]),
    ("estate.ron", "nodes_csv: \"nodes.csv\"", "nodes_csv: 5", &[Code::WrongType]),
    ("estate.ron", "nodes_csv: \"nodes.csv\"", "nodes_csv: \"/nodes.csv\"", &[Code::OutsideLibrary]),
    ("nodes.csv", "id,", "idd,", &[Code::UnknownColumn]),
    ("nodes.csv", "id,", "name,", &[Code::UnknownColumn, Code::BadTable]),
    ("nodes.csv", "vault,", ",", &[Code::BadTable]),
    ("nodes.csv", "vault,data,", "vault,", &[Code::BadTable]),
    ("playbook.ron", "chains: {", "chians: {", &[Code::UnknownField]),
    ("playbook.ron", "\"hands\": Chain(", "hands: Chain(", &[Code::WrongType]),
    ("playbook.ron", "id: \"restore\"", "ido: \"restore\"", &[Code::UnknownField]),
    ("playbook.ron", "decider: Role(\"lead\")", "decider: Lead", &[Code::UnknownVariant]),
    ("playbook.ron", "[Step(who: Role(\"lead\"), within: \"30m\")]", "[Stop(who: Role(\"lead\"))]", &[Code::UnknownVariant]),
    ("playbook.ron", "decider: Role(\"lead\")", "decider Role(\"lead\")", &[Code::Syntax]),
    ("playbook.ron", "decider: Role(\"lead\")", "decider = Role(\"lead\")", &[Code::Syntax]),
    ("exercise.ron", "\"playbook.ron\"]", "\"playbok.ron\"]", &[Code::Unreadable]),
    ("exercise.ron", "\"playbook.ron\"]", "playbook.ron]", &[Code::WrongType]),
    ("exercise.ron", "uses: [", "use: [", &[Code::UnknownField]),
    ("exercise.ron", "scenario: Scenario(", "scenario: Scenrio(", &[Code::UnknownVariant]),
    ("exercise.ron", "scenario: Scenario(", "incident: Scenario(", &[Code::UnknownField]),
    ("exercise.ron", "entry: [\"token\"]", "entry: 5", &[Code::WrongType]),
    ("exercise.ron", "entry: [\"token\"]", "entry: [5]", &[Code::WrongType]),
    ("exercise.ron", "starts: During(", "starts: Durng(", &[Code::UnknownVariant]),
    ("exercise.ron", "starts: During(", "starts: Sometime(", &[Code::UnknownVariant]),
    ("exercise.ron", "Person(id: \"cy\",", "Persona(id: \"cy\",", &[Code::UnknownVariant]),
    ("exercise.ron", "alternatives: {", "alternatives: 5, others: {", &[Code::WrongType, Code::UnknownField]),
];
