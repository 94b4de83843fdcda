//! No false proof: random organisations are made and played, and nothing happens that was proved not to.
//!
//! Three kinds of proof: nobody decides before an instant, somebody has answered by an instant, and without one
//! person nothing is carried out. At least one in five organisations has each.

use std::cell::RefCell;
use std::fmt::Write;

use outrun::authority::{Classes, Conditions, Presence, greatest};
use outrun::check::{Deciding, DecisionTime, check};
use outrun::document::Assumptions;
use outrun::engine::{Plan, Play};
use outrun::model::{Decider, Decision, Exercise, RightId, Start};
use outrun::time::{SimDuration, SimTime, Span, WallTime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any};
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::small::loaded;

const CASES: u32 = 400;
const REPLICATIONS: u64 = 12;

const HOURS: [&str; 6] = [
    "Mon-Fri 09:00-17:00",
    "Mon-Thu 22:00-06:00",
    "Sat-Sun 10:00-14:00; Wed 12:00-13:00",
    "daily 00:00-24:00",
    "Mon-Fri 07:30-11:45; Sat 20:00-23:00",
    "Tue 01:00-03:30",
];
const ZONES: [&str; 4] = [
    "Europe/Berlin",
    "Asia/Kolkata",
    "America/Denver",
    "Pacific/Auckland",
];
const AWAY: [&str; 4] = [
    "2026-03-27/2026-03-29",
    "2026-03-28 04:00/2026-03-29 03:15",
    "2026-03-30 09:30/2026-03-30 10:00",
    "2026-03-01/2026-05-30",
];
/// Around the change of clocks in Europe.
const STARTS: [&str; 6] = [
    "2026-03-27 18:00",
    "2026-03-28 03:10",
    "2026-03-29 01:59",
    "2026-03-30 09:00",
    "2026-03-31 12:34",
    "2026-04-01 23:00",
];
const PROFILES: &str = r#"
    Profile(id: "prompt", on_shift: Answer(answers: 1.0, after: "4m"), on_call: Answer(answers: 1.0, after: Uniform("5m", "25m")), off: Answer(answers: 0.0, after: "0s"), relook: None, unreachable: 0.0),
    Profile(id: "office", on_shift: Answer(answers: 1.0, after: Triangular("1m", "10m", "2h")), on_call: Answer(answers: 0.0, after: "0s"), off: Answer(answers: 0.0, after: "0s"), relook: None, unreachable: 0.0),
    Profile(id: "sleepy", on_shift: Answer(answers: 0.6, after: "3m"), on_call: Answer(answers: 0.5, after: "20h"), off: Answer(answers: 0.2, after: Exponential("1h")), relook: "90m", unreachable: 0.3),
    Profile(id: "deaf", on_shift: Answer(answers: 0.0, after: "0s"), on_call: Answer(answers: 0.0, after: "0s"), off: Answer(answers: 0.0, after: "0s"), relook: None, unreachable: 0.0),"#;
const REACH: [&str; 4] = ["prompt", "office", "sleepy", "deaf"];
const WITHIN: [&str; 4] = ["7m", "45m", "3h", "11h"];

#[derive(Clone, Debug)]
struct Person {
    hours: &'static str,
    zone: &'static str,
    away: Option<&'static str>,
    reach: &'static str,
    able: bool,
}

#[derive(Clone, Debug)]
struct Chain {
    steps: Vec<(Vec<(u8, Index)>, &'static str)>,
    repeat: u8,
    exhausted: u8,
    nobody: &'static str,
}

#[derive(Clone, Debug)]
struct Right {
    decider: u8,
    chain: Chain,
    executor: Option<Chain>,
    hours: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Organisation {
    people: Vec<Person>,
    rotas: Vec<(Vec<Index>, Option<&'static str>)>,
    roles: Vec<Vec<Index>>,
    quorum: u8,
    last: Chain,
    rights: Vec<Right>,
    owners: Vec<(u8, Index)>,
    triage: Option<Chain>,
    start: &'static str,
}

fn person() -> impl Strategy<Value = Person> {
    let away = option::weighted(0.3, select(&AWAY[..]));
    let of = (
        select(&HOURS[..]),
        select(&ZONES[..]),
        away,
        select(&REACH[..]),
        0..5_u8,
    );
    of.prop_map(|(hours, zone, away, reach, able)| Person {
        hours,
        zone,
        away,
        reach,
        able: able > 2,
    })
}

fn chain() -> impl Strategy<Value = Chain> {
    let targets = vec((0..5_u8, any::<Index>()), 1..3);
    let nobody = select(&["Skip", "Skip", "Wait", "Drop"][..]);
    let of = (
        vec((targets, select(&WITHIN[..])), 1..3),
        0..4_u8,
        0..4_u8,
        nobody,
    );
    of.prop_map(|(steps, repeat, exhausted, nobody)| Chain {
        steps,
        repeat,
        exhausted,
        nobody,
    })
}

fn right() -> impl Strategy<Value = Right> {
    let hours = option::weighted(0.4, select(&["Mon-Fri 08:00-18:00", "Sat-Sun 00:00-24:00"][..]));
    let of = (0..6_u8, chain(), option::of(chain()), hours);
    of.prop_map(|(decider, chain, executor, hours)| Right {
        decider,
        chain,
        executor,
        hours,
    })
}

fn organisation() -> impl Strategy<Value = Organisation> {
    let rotas = vec(
        (vec(any::<Index>(), 1..4), option::of(Just("Mon-Fri 17:00-09:00"))),
        1..4,
    );
    let roles = vec(vec(any::<Index>(), 1..3), 2);
    let owners = vec((0..4_u8, any::<Index>()), 1..3);
    let triage = option::weighted(0.3, chain());
    let of = (
        vec(person(), 3..7),
        rotas,
        roles,
        1..4_u8,
        chain(),
        vec(right(), 2..5),
    );
    (of, (owners, triage, select(&STARTS[..]))).prop_map(
        |((people, rotas, roles, quorum, last, rights), (owners, triage, start))| Organisation {
            people,
            rotas,
            roles,
            quorum,
            last,
            rights,
            owners,
            triage,
            start,
        },
    )
}

impl Organisation {
    fn id(&self, index: &Index) -> String {
        format!("p{}", index.index(self.people.len()))
    }

    fn ids(&self, of: &[Index]) -> String {
        let mut ids: Vec<String> = of.iter().map(|one| format!("\"{}\"", self.id(one))).collect();
        ids.dedup();
        let mut once: Vec<String> = Vec::new();
        ids.retain(|id| {
            !once.contains(id) && {
                once.push(id.clone());
                true
            }
        });
        ids.join(", ")
    }

    fn target(&self, (kind, index): &(u8, Index)) -> String {
        match kind {
            0 => format!("Person(\"{}\")", self.id(index)),
            1 => format!("Role(\"r{}\")", index.index(self.roles.len())),
            2 => format!("Rota(\"t{}\")", index.index(self.rotas.len())),
            3 => "Team(\"all\")".to_owned(),
            _ => "Body(\"board\")".to_owned(),
        }
    }

    /// `last`: the chain that others escalate to, which itself does not.
    fn chain(&self, of: &Chain, last: bool) -> String {
        let steps = of.steps.iter().map(|(targets, within)| {
            let targets: Vec<String> = targets.iter().map(|one| self.target(one)).collect();
            format!("Step(who: [{}], within: \"{within}\")", targets.join(", "))
        });
        let steps: Vec<String> = steps.collect();
        let exhausted = match of.exhausted {
            0 | 1 => "Hold",
            2 => "Act",
            _ if last => "Hold",
            _ => "Escalate(\"last\")",
        };
        format!(
            "steps: [{}], repeat: {}, exhausted: {exhausted}, nobody: {}",
            steps.join(", "),
            of.repeat,
            of.nobody
        )
    }

    fn people(&self, away: &[String]) -> String {
        let mut text = String::new();
        for (number, one) in self.people.iter().enumerate() {
            let id = format!("p{number}");
            let gone = away.contains(&id).then_some("2026-01-01/2026-12-31").or(one.away);
            let gone = gone.map_or(String::new(), |gone| format!(", away: [\"{gone}\"]"));
            let can = if one.able { "All" } else { "[]" };
            writeln!(
                text,
                "Person(id: \"{id}\", team: \"all\", zone: \"{}\", hours: \"{}\", reach: \"{}\", can: {can}, knows: All{gone}),",
                one.zone, one.hours, one.reach
            )
            .unwrap();
        }
        text
    }

    fn rights(&self) -> String {
        let mut text = String::new();
        for (number, one) in self.rights.iter().enumerate() {
            // Nobody executes by default: that would be automation.
            let held = Chain {
                exhausted: 0,
                ..one.executor.as_ref().unwrap_or(&self.last).clone()
            };
            let executor = format!("executor: Inline({}),", self.chain(&held, true));
            let decider = match one.decider {
                0 => "standing: true,".to_owned(),
                1 => "decider: Owner,".to_owned(),
                _ => format!("decider: Inline({}),", self.chain(&one.chain, false)),
            };
            let hours = one.hours.map_or(String::new(), |hours| {
                format!("limits: Limits(hours: \"{hours}\"),")
            });
            writeln!(
                text,
                "Right(id: \"right{number}\", decision: Contain, {decider} {executor} {hours} decide_work: \"9m\", execution_work: \"0s\"),"
            )
            .unwrap();
        }
        text
    }

    fn text(&self, away: &[String]) -> String {
        let rotas = self.rotas.iter().enumerate().map(|(number, (people, hours))| {
            let hours = hours.map_or(String::new(), |hours| format!(", hours: \"{hours}\""));
            format!(
                "Rota(id: \"t{number}\", people: [{}], starts: \"2026-01-05\"{hours}),",
                self.ids(people)
            )
        });
        let roles = self.roles.iter().enumerate();
        let roles = roles.map(|(number, people)| format!("\"r{number}\": [{}],", self.ids(people)));
        let members: Vec<String> = (0..3).map(|one| format!("Person(\"p{one}\")")).collect();
        let owners = self.owners.iter().enumerate();
        let owners = owners.map(|(number, one)| format!("\"f{number}\": {},", self.target(one)));
        let triage = self
            .triage
            .as_ref()
            .map(|chain| format!("by: Inline({}),", self.chain(chain, false)));
        format!(
            r#"Exercise(
    organisation: Organisation(zone: "Europe/Berlin", people: [{}], roles: {{ {} }}, rotas: [{}],
        bodies: [Body(id: "board", members: [{}], quorum: {})], profiles: [{PROFILES}]),
    estate: Estate(nodes: [Node(id: "key", kind: "token", residual: "0s", owners: {{ {} }}, sensor: Sensor(chance: 1.0, delay: "0s"))], edges: []),
    playbook: Playbook(chains: {{ "last": Chain({}) }}, rights: [{}],
        actions: [Action(id: "cut", closes_out: true, closes_in: true, ends_sessions: true, work: "0s", propagation: "0s", fails: 0.0)], runbook: {{ "token": ["cut"] }},
        triage: Triage({} work: "10m"), recognition: Recognition(triage: 0.0, decider: 0.0, approver: 0.0),
        contested: Contested(search: "1h", negotiation: Uniform("5m", "40m"), limit: "6h", arbiter: Chain("last"), arbiter_work: "0s"),
        investigation: Investigation(scoping: Discovery(chance: 0.0, delay: "0s"), trace_back: Discovery(chance: 0.0, delay: "0s"))),
    scenario: Scenario(incident: "leak", entry: ["key"], starts: At("{}"), attacker: Attacker(preset: "scripted")),
    horizon: "9d",
)"#,
            self.people(away),
            roles.collect::<String>(),
            rotas.collect::<String>(),
            members.join(", "),
            self.quorum,
            owners.collect::<String>(),
            self.chain(&self.last, true),
            self.rights(),
            triage.unwrap_or_default(),
            self.start
        )
    }
}

/// What was proved of how many organisations.
#[derive(Debug, Default)]
struct Counts {
    organisations: u32,
    not_before: u32,
    never: u32,
    bounded: u32,
    one_person: u32,
    decisions: u64,
}

fn start(exercise: &Exercise) -> WallTime {
    match &exercise.scenario.start {
        Start::At(at) => *at,
        Start::During(_) => panic!("it starts at an instant"),
    }
}

/// Plays, and holds each replication against what is proved of the instant at which its request was raised.
fn plays_as_proved(exercise: &Exercise, text: &str) -> (u64, Option<DecisionTime>) {
    let begin = start(exercise);
    let known = Span::new(
        begin - SimDuration::from_days(3),
        begin + SimDuration::from_days(90),
    );
    let presence = Presence::new(exercise, known);
    let conditions = Conditions::new(exercise, known);
    let deciding = Deciding::new(exercise, &presence, &conditions);
    let classes = Classes::of(exercise);
    let class = classes.table.iter().next().expect("a class");
    let candidates: Vec<RightId> = class.rights_for(exercise, Decision::Contain).collect();
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan);
    let (mut decisions, mut first) = (0, None);
    for replication in 1..=REPLICATIONS {
        play.incident(replication);
        let times = play.times();
        let Some(raised) = times.declare else { continue };
        let at = raised.on_wall(begin);
        let path = deciding.path(
            &candidates,
            (Decision::Contain, Some(class.first)),
            exercise.scenario.severity,
            at,
        );
        let proved = deciding.time(&path, at);
        let right = path.right.map(|right| &exercise.playbook.rights[right]);
        let standing = right.is_some_and(|right| right.decider == Decider::Standing);
        let happened = if standing {
            times.first_executed
        } else {
            times.first_decision
        };
        let after = happened.map(|happened| happened - raised);
        let say =
            || format!("replication {replication}, raised {raised:?}, {happened:?}, {proved:?}\n{text}");
        decisions += u64::from(happened.is_some());
        match proved.earliest {
            None => assert!(after.is_none(), "proved never: {}", say()),
            Some(earliest) => assert!(
                after.is_none_or(|after| after >= earliest),
                "too early: {}",
                say()
            ),
        }
        if let Some(latest) = proved.latest {
            let work = right.filter(|_| !standing).map_or(SimDuration::ZERO, |right| {
                greatest(&right.decide_work).expect("fixed work")
            });
            let bound = latest + work;
            let ended = raised + bound > SimTime::ZERO + exercise.horizon;
            assert!(
                ended || after.is_some_and(|after| after <= bound),
                "too late: {}",
                say()
            );
        }
        first = first.or(Some(proved));
    }
    (decisions, first)
}

/// Without the one person on every path nothing is carried out.
fn hangs_on_one(of: &Organisation) -> bool {
    let plan = loaded(&of.text(&[]));
    let found = check(&plan, &["as-is".to_owned()]).expect("it is there");
    let single = found.findings.iter().find(|one| one.code == "OUT018");
    let Some(who) = single.and_then(|one| one.counterexample.who.first()) else {
        return false;
    };
    let person = |id: &String| {
        id.strip_prefix('p')
            .and_then(|number| number.parse::<usize>().ok())
            .is_some()
    };
    let away = if person(who) {
        vec![who.clone()]
    } else {
        let exercise = plan.exercise("as-is", &Assumptions::default()).expect("sound");
        people_behind(&exercise, who)
    };
    if away.is_empty() {
        // Behind a team or a body the one stays unnamed.
        return false;
    }
    let text = of.text(&away);
    let exercise = loaded(&text)
        .exercise("as-is", &Assumptions::default())
        .expect("sound");
    // The case names the right that is shown to hang on them.
    let case = single.map(|one| one.counterexample.text.clone()).expect("a case");
    let right = case
        .split("under `")
        .nth(1)
        .and_then(|rest| rest.split('`').next())
        .expect("a right")
        .to_owned();
    let plan = Plan::new(&exercise);
    let mut play = Play::new(&plan);
    for replication in 1..=REPLICATIONS {
        play.incident(replication);
        let by = |record: &outrun::engine::Record| {
            let rule = record.by_rule().map(|rule| &exercise.playbook.rights[rule]);
            rule.is_some_and(|rule| *rule.id == *right)
        };
        let done = play
            .records()
            .iter()
            .any(|one| one.kind == outrun::engine::Kind::Executed && by(one));
        assert!(!done, "carried out without {away:?}:\n{text}");
    }
    true
}

fn people_behind(exercise: &Exercise, id: &str) -> Vec<String> {
    let organisation = &exercise.organisation;
    let role = organisation.roles.iter().find(|role| &*role.id == id);
    let holders = role.into_iter().flat_map(|role| &role.holders);
    let people: Vec<String> = holders
        .map(|one| organisation.people[*one].id.to_string())
        .collect();
    if !people.is_empty() {
        return people;
    }
    let rotas = organisation.rotas.iter().filter(|rota| &*rota.id == id);
    let layers = rotas.flat_map(|rota| &rota.rota.layers);
    let turns = layers.flat_map(|layer| layer.participants.iter().flatten());
    turns
        .map(|one| organisation.people[*one].id.to_string())
        .collect()
}

#[test]
fn nothing_happens_that_was_proved_not_to() {
    let counts = RefCell::new(Counts::default());
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&organisation(), |of| {
        let text = of.text(&[]);
        let exercise = loaded(&text)
            .exercise("as-is", &Assumptions::default())
            .expect("sound");
        let (decisions, proved) = plays_as_proved(&exercise, &text);
        let single = hangs_on_one(&of);
        let mut counts = counts.borrow_mut();
        counts.organisations += 1;
        counts.decisions += decisions;
        counts.one_person += u32::from(single);
        if let Some(proved) = proved {
            counts.never += u32::from(proved.earliest.is_none());
            counts.not_before += u32::from(proved.earliest.is_none_or(|earliest| !earliest.is_zero()));
            counts.bounded += u32::from(proved.latest.is_some());
        }
        Ok(())
    });
    let counts = counts.into_inner();
    eprintln!("{counts:?}");
    result.unwrap_or_else(|error| panic!("{error}"));
    let fifth = counts.organisations / 5;
    for kind in [counts.not_before, counts.bounded, counts.one_person] {
        assert!(kind >= fifth, "too few to mean anything: {counts:?}");
    }
}
