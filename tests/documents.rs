//! Documents become exercises: names are resolved, defaults and presets filled in, alternatives applied.

use outrun::chance::Law;
use outrun::document::{Assumptions, Diagnostic, LoadOptions, Loaded, MemoryLibrary, load};
use outrun::model::{
    Comparison, Decider, Executor, Exercise, Exhausted, Limit, Measure, Statistic, Subject, Target,
};
use outrun::time::SimDuration;

pub(crate) const ORGANISATION: &str = r#"
Organisation(
    zone: "Europe/Berlin",
    holidays: { "pt": ["2026-12-25"] },
    people: [
        Person(id: "ines", name: "Inês Duarte", team: "platform", zone: "Europe/Lisbon", hours: "Mon-Fri 09:00-18:00",
            holidays: "pt", can: ["revoke", "rotate", "quarantine"], away: ["2026-11-02/2026-11-13"]),
        Person(id: "tomasz", team: "platform", can: All),
        Person(id: "jonas", team: "soc", can: ["revoke", "restore"], reach: "soc-analyst", knows: All),
        Person(id: "marta", reach: "executive", knows: []),
    ],
    roles: { "platform-lead": ["ines", "tomasz"], "ciso": ["marta"] },
    rotas: [Rota(id: "soc-oncall", hand_off: Weekly("Mon 09:00"), people: ["jonas", "ines", None],
        overrides: [Override(from: "2026-11-21", until: "2026-11-23", who: "marta")])],
    bodies: [Body(id: "crisis", members: ["ciso", "platform-lead", "jonas"])],
)
"#;

pub(crate) const ESTATE: &str = r#"
Estate(
    nodes: [
        Node(id: "token", kind: "ci-token", owner: Team("platform"), tags: ["ci"]),
        Node(id: "db", kind: "data", weight: 10, owners: { "cloud": Team("platform"), "app": Role("ciso") }, tags: ["crown-jewel", "pii"],
            sensor: None),
        Node(id: "agent", kind: "agent", weight: 3, residual: "2h", believed_residual: "1h", logs: Vendor("acme")),
    ],
    edges: [
        Edge(from: "token", to: "db", kind: "can-read-secret"),
        Edge(from: "token", to: "agent", kind: "mints", time: Exponential("20m"), chance: 1.0, window: Window(every: "24h", lasts: "1h")),
        Edge(id: "deep", from: "agent", to: "db", kind: "delegates-to", requires: ["token"]),
    ],
)
"#;

pub(crate) const PLAYBOOK: &str = r#"
Playbook(
    rights: [
        Right(id: "contain/leaked", decision: Contain, class: "leaked-credential", assets: Kind("ci-token"),
            decider: [Step(who: Role("platform-lead"), within: "30m"), Rota("soc-oncall")], repeat: 2, exhausted: Escalate("soc"),
            approvals: [Approval(by: Role("ciso"), declines: "5%")], gates: [Communicate],
            executor: [Step(who: [Rota("soc-oncall"), Person("tomasz")], within: "20m")],
            approved: (by: "ciso", on: "2026-02-11", review: "2027-02-11")),
        Right(id: "contain/default", decision: Contain, decider: Owner),
        Right(id: "talk", decision: Communicate, decider: Body("crisis")),
    ],
    chains: { "soc": Chain(steps: [Team("soc")], exhausted: Act) },
    vendors: [Vendor(id: "acme", by: Person("marta"))],
    severity: [Reaches(weight: 10, level: High), Reaches(tag: "pii", level: Critical)],
)
"#;

pub(crate) const EXERCISE: &str = r#"
Exercise(
    title: "Leaked token",
    uses: ["org.ron", "world/estate.ron", "playbook.ron"],
    scenario: Scenario(
        incident: "leaked-credential", entry: "token",
        starts: During(when: Weekends, from: "2026-10-01", until: "2026-12-31"),
        requests: [Request(id: "GDPR", decision: Notify)],
        injects: [Inject(id: "lead away", on: Declared, does: Unavailable(who: Role("platform-lead"), lasts: "9h"))],
        clocks: [Clock(id: "gdpr-33", tag: "pii", stages: [Stage(id: "authority", within: "72h", submission: "GDPR")])],
    ),
    limit: Share("5%"),
    objectives: ["outrun_rate >= 95%", "p90(time_to_containment) <= 1h 30m", "met(gdpr-33/authority) >= 99%", "mean(disruption) <= 20 * 4h",
        "p50(time_to(GDPR)) < 3d"],
    false_alarms: FalseAlarms(per_incident: 2.5),
    alternatives: {
        "as-is": [],
        "predefined": [
            Right(id: "contain/leaked", standing: true, executor: Rota("soc-oncall")),
            Right(id: "contain/weekend", place: First, decision: Contain, decider: Rota("soc-oncall"), limits: Limits(hours: "Sat-Sun 00:00-24:00")),
            Node(id: "token", weight: 2),
            Remove(Edge("deep")),
            Set(watch: "2h"),
        ],
    },
)
"#;

pub(crate) fn library() -> MemoryLibrary {
    MemoryLibrary::new()
        .with("x/leak/exercise.ron", EXERCISE)
        .with("x/leak/org.ron", ORGANISATION)
        .with("x/leak/world/estate.ron", ESTATE)
        .with("x/leak/playbook.ron", PLAYBOOK)
}

fn said(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|one| format!("{one:#?}\n")).collect()
}

pub(crate) fn loaded(library: &MemoryLibrary) -> Loaded {
    load("x/leak".as_ref(), library, &LoadOptions::default())
        .unwrap_or_else(|found| panic!("{}", said(&found)))
}

fn exercise(alternative: &str) -> Exercise {
    loaded(&library())
        .exercise(alternative, &Assumptions::default())
        .unwrap_or_else(|found| panic!("{}", said(&found)))
}

#[test]
fn names_become_indices_in_order_of_ids() {
    let exercise = exercise("as-is");
    let ids: Vec<&str> = exercise
        .organisation
        .people
        .iter()
        .map(|person| &*person.id)
        .collect();
    assert_eq!(ids, ["ines", "jonas", "marta", "tomasz"]);
    let ids: Vec<&str> = exercise.estate.edges.iter().map(|edge| &*edge.id).collect();
    assert_eq!(ids, ["deep", "token can-read-secret db", "token mints agent"]);
    let ids: Vec<&str> = exercise.playbook.rights.iter().map(|right| &*right.id).collect();
    assert_eq!(
        ids,
        ["contain/leaked", "contain/default", "talk"],
        "rights keep their order"
    );
    let chains: Vec<&str> = exercise.playbook.chains.iter().map(|chain| &*chain.id).collect();
    assert_eq!(
        chains,
        [
            "contain/leaked/approval/ciso",
            "contain/leaked/decider",
            "contain/leaked/executor",
            "soc",
            "talk/decider",
            "vendor/acme"
        ]
    );
}

#[test]
fn chains_written_in_place_keep_what_the_right_says_of_them() {
    let exercise = exercise("as-is");
    let right = &exercise.playbook.rights.iter().next().expect("there is one");
    let Decider::Chain(chain) = right.decider else {
        panic!("{right:?}")
    };
    let chain = &exercise.playbook.chains[chain];
    assert_eq!((chain.repeats, chain.steps.len()), (2, 2));
    assert!(matches!(chain.exhausted, Exhausted::Escalate(to) if &*exercise.playbook.chains[to].id == "soc"));
    assert_eq!(chain.steps[0].within, SimDuration::from_mins(30));
    assert_eq!(chain.steps[1].within, SimDuration::from_mins(15), "the default");
    assert!(matches!(chain.steps[1].targets[..], [Target::Rota(_)]));
}

#[test]
fn presets_are_filled_in() {
    let exercise = exercise("as-is");
    let by_id = |id: &str| {
        exercise
            .estate
            .edges
            .iter()
            .find(|edge| &*edge.id == id)
            .expect("there")
    };
    let own = by_id("token mints agent");
    assert!(matches!(
        exercise.estate.laws[own.time].law(),
        Law::Exponential { .. }
    ));
    assert_eq!(own.window.expect("written").lasts, SimDuration::from_hours(1));
    assert!(
        exercise.estate.edge_kinds[own.kind].mints && &*exercise.estate.edge_kinds[own.kind].id == "can-mint"
    );
    let preset = by_id("token can-read-secret db");
    assert!(exercise.estate.edge_kinds[preset.kind].detached);
    assert!(
        (preset.chance.value() - 0.9).abs() < 1e-12,
        "the scripted attacker's"
    );
    let names: Vec<&str> = exercise
        .playbook
        .actions
        .iter()
        .map(|action| &*action.id)
        .collect();
    assert!(
        names.contains(&"revoke") && names.contains(&"stop-agent"),
        "{names:?}"
    );
    assert_eq!(exercise.playbook.runbook.len(), 3);
    assert_eq!(exercise.scenario.attacker.concurrency, Some(8));
    let profiles: Vec<&str> = exercise
        .organisation
        .profiles
        .iter()
        .map(|profile| &*profile.id)
        .collect();
    assert_eq!(profiles, ["engineer", "executive", "soc-analyst"]);
}

#[test]
fn people_know_what_is_theirs() {
    let exercise = exercise("as-is");
    let person = |id: &str| {
        exercise
            .organisation
            .people
            .iter()
            .find(|person| &*person.id == id)
            .expect("there")
    };
    let node = |id: &str| exercise.estate.nodes.find(|node| &*node.id == id).expect("there");
    assert!(person("ines").context.covers(node("token")) && person("ines").context.covers(node("db")));
    assert!(!person("ines").context.covers(node("agent")));
    assert!(person("jonas").context.all);
    assert!(
        !person("marta").context.covers(node("db")),
        "knows is written empty"
    );
}

#[test]
fn an_alternative_says_only_what_differs() {
    let base = exercise("as-is");
    let other = exercise("predefined");
    let ids: Vec<&str> = other.playbook.rights.iter().map(|right| &*right.id).collect();
    assert_eq!(
        ids,
        ["contain/weekend", "contain/leaked", "contain/default", "talk"]
    );
    let leaked = other.playbook.rights.iter().nth(1).expect("there");
    assert_eq!(leaked.decider, Decider::Standing);
    assert_eq!(leaked.approvals.len(), 1, "what is not written stays");
    assert!(matches!(leaked.executor, Executor::Chain(_)));
    assert_eq!(other.estate.edges.len(), base.estate.edges.len() - 1);
    assert_eq!(other.playbook.watch, SimDuration::from_hours(2));
    let weight = |exercise: &Exercise| {
        exercise
            .estate
            .nodes
            .iter()
            .find(|node| &*node.id == "token")
            .expect("there")
            .weight
    };
    assert_eq!((weight(&base), weight(&other)), (1, 2));
}

#[test]
fn objectives_are_read() {
    let exercise = exercise("as-is");
    assert_eq!(exercise.limit, Limit::Share(0.05));
    let [rate, p90, met, mean, time_to] = &exercise.objectives[..] else {
        panic!("{:?}", exercise.objectives)
    };
    assert_eq!(
        (&rate.subject, rate.comparison, rate.threshold),
        (&Subject::OutrunRate, Comparison::AtLeast, 0.95)
    );
    assert_eq!(
        p90.subject,
        Subject::Statistic(Statistic::Quantile(0.9), Measure::TimeToContainment)
    );
    assert_eq!(p90.threshold, 5_400_000.0);
    assert_eq!(
        met.subject,
        Subject::Met {
            clock: 0,
            stage: Some(0)
        }
    );
    assert_eq!(mean.threshold, 20.0 * 4.0 * 3_600_000.0);
    assert!(matches!(
        time_to.subject,
        Subject::Statistic(_, Measure::TimeTo(_))
    ));
}

#[test]
fn a_gate_on_what_nobody_requests_adds_a_request() {
    let exercise = exercise("as-is");
    let requests: Vec<&str> = exercise
        .scenario
        .requests
        .iter()
        .map(|request| &*request.id)
        .collect();
    assert_eq!(requests, ["GDPR", "communicate"]);
}

#[test]
fn crown_jewels_and_false_alarms_have_defaults() {
    let exercise = exercise("as-is");
    let name = |id: &outrun::model::NodeId| &*exercise.estate.nodes[*id].id;
    assert_eq!(exercise.crown_jewels.iter().map(name).collect::<Vec<_>>(), ["db"]);
    let alarms = exercise.false_alarms.as_ref().expect("written");
    assert_eq!(
        alarms.names.iter().map(name).collect::<Vec<_>>(),
        ["agent", "token"],
        "those with a sensor"
    );
}

#[test]
fn assumptions_move_presets_and_nothing_else() {
    let loaded = loaded(&library());
    let assumed = |u: f64| {
        let assumptions = Assumptions([("attacker.scripted.secrets.chance".to_owned(), u)].into());
        let exercise = loaded.exercise("as-is", &assumptions).expect("sound");
        exercise
            .estate
            .edges
            .iter()
            .map(|edge| edge.chance.value())
            .collect::<Vec<f64>>()
    };
    let (low, high) = (assumed(0.0), assumed(1.0));
    assert_eq!((low[0], low[2]), (high[0], high[2]));
    assert!(low[1] < high[1]);
}
