//! What `check` proves holds in random organisations: sets of absent people against all subsets, and "never" against play.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use outrun::check::{Checked, Level, check};
use outrun::document::{Assumptions, LoadOptions, Loaded, MemoryLibrary, load, render};
use outrun::engine::{Plan, Play};

/// Small numbers from a seed, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// A few of the first so many, at least one.
    fn some(&mut self, of: usize) -> Vec<usize> {
        let chosen: BTreeSet<usize> = (0..=self.roll(3)).map(|_| self.roll(of)).collect();
        chosen.into_iter().collect()
    }
}

const PEOPLE: usize = 6;

/// Somebody to ask: the people behind, and how many of them are needed.
#[derive(Clone, Debug)]
struct Asked {
    written: String,
    people: Vec<usize>,
    quorum: usize,
}

/// A random plan of one rule, as text, and its stages as they are meant.
struct Random {
    text: String,
    stages: Vec<Vec<Asked>>,
    able: BTreeSet<usize>,
}

fn asked(dice: &mut Dice, roles: &mut String, number: usize) -> Asked {
    let people = dice.some(PEOPLE);
    let ids: Vec<String> = people.iter().map(|one| format!("\"p{one}\"")).collect();
    if dice.roll(4) == 0 {
        let first = people[0];
        return Asked {
            written: format!("Person(\"p{first}\")"),
            people: vec![first],
            quorum: 1,
        };
    }
    writeln!(roles, "\"r{number}\": [{}],", ids.join(", ")).unwrap();
    Asked {
        written: format!("Role(\"r{number}\")"),
        people,
        quorum: 1,
    }
}

fn body(dice: &mut Dice, bodies: &mut String, number: usize) -> Asked {
    let people: Vec<usize> = dice.some(PEOPLE);
    let quorum = 1 + dice.roll(people.len());
    let ids: Vec<String> = people.iter().map(|one| format!("\"p{one}\"")).collect();
    writeln!(
        bodies,
        "Body(id: \"b{number}\", members: [{}], quorum: {quorum}),",
        ids.join(", ")
    )
    .unwrap();
    Asked {
        written: format!("Body(\"b{number}\")"),
        people,
        quorum,
    }
}

/// A plan in which so many of four people, on average, can carry anything out.
fn random(seed: u64, able_of_four: usize) -> Random {
    let mut dice = Dice(seed);
    let (mut roles, mut bodies, mut people) = (String::new(), String::new(), String::new());
    let mut able = BTreeSet::new();
    for person in 0..PEOPLE {
        let can = dice.roll(4) < able_of_four;
        if can {
            able.insert(person);
        }
        let can = if can { "All" } else { "[]" };
        writeln!(
            people,
            "Person(id: \"p{person}\", hours: \"always\", can: {can}, knows: All, reach: \"at-once\"),"
        )
        .unwrap();
    }
    let mut stages = Vec::new();
    for stage in 0..=dice.roll(3) {
        let mut chain = Vec::new();
        for step in 0..=dice.roll(3) {
            let number = stage * 10 + step;
            chain.push(asked(&mut dice, &mut roles, number));
        }
        // One body in a chain, so that the least set is the sum of its parts.
        if dice.roll(3) == 0 {
            chain.push(body(&mut dice, &mut bodies, stage));
        }
        stages.push(chain);
    }
    let steps = |chain: &[Asked]| {
        let steps: Vec<String> = chain
            .iter()
            .map(|one| format!("Step(who: {}, within: \"5m\")", one.written))
            .collect();
        format!("[{}]", steps.join(", "))
    };
    let approvals: Vec<String> = stages[1..]
        .iter()
        .map(|chain| format!("Approval(by: {}, declines: 0.0)", steps(chain)))
        .collect();
    let text = format!(
        "Exercise(organisation: Organisation(zone: \"UTC\", people: [{people}], roles: {{{roles}}}, bodies: [{bodies}],
            profiles: [Profile(id: \"at-once\", on_shift: Answer(answers: 1.0, after: \"0s\"), on_call: Answer(answers: 1.0, after: \"0s\"), off: Answer(answers: 1.0, after: \"0s\"), unreachable: 0.0)]),
        estate: Estate(nodes: [Node(id: \"x\", kind: \"ci-token\", sensor: Sensor(chance: 1.0, delay: \"0s\"))]),
        playbook: Playbook(rights: [Right(id: \"r\", decision: Contain, decider: {}, approvals: [{}])]),
        scenario: Scenario(incident: \"leak\", entry: \"x\", starts: At(\"2026-03-02 10:00\"), severity: High), replications: 5)",
        steps(&stages[0]),
        approvals.join(", ")
    );
    Random { text, stages, able }
}

fn loaded(text: &str) -> Loaded {
    let library = MemoryLibrary::new().with("e/exercise.ron", text);
    load(Path::new("e/exercise.ron"), &library, &LoadOptions::default())
        .unwrap_or_else(|found| panic!("{text}\n{}", render(&found, false)))
}

fn found(loaded: &Loaded) -> Checked {
    check(loaded, &["as-is".to_owned()]).expect("there is one alternative")
}

fn has(checked: &Checked, code: &str) -> bool {
    checked.findings.iter().any(|one| one.code == code)
}

/// Whether a chain still has enough people when these are away.
fn passes(chain: &[Asked], away: usize, fits: impl Fn(usize) -> bool) -> bool {
    let left = |one: &Asked| {
        one.people
            .iter()
            .filter(|who| away >> **who & 1 == 0 && fits(**who))
            .count()
    };
    chain.iter().any(|one| left(one) >= one.quorum)
}

/// The fewest absent people with whom some stage cannot be passed, by trying all sets.
fn fewest(random: &Random) -> usize {
    let anyone: Vec<Asked> = random.stages[0]
        .iter()
        .map(|one| Asked {
            quorum: 1,
            ..one.clone()
        })
        .collect();
    let stopped = |away: usize| {
        // P4: whoever decided executes, so one of them must be able to.
        let done = passes(&anyone, away, |who| random.able.contains(&who));
        !done || random.stages.iter().any(|chain| !passes(chain, away, |_| true))
    };
    let sets = (0..1_usize << PEOPLE).filter(|away| stopped(*away));
    sets.map(|away| away.count_ones() as usize)
        .min()
        .unwrap_or(PEOPLE + 1)
}

#[test]
fn the_fewest_absent_people_are_those_of_brute_force() {
    let mut counts = [0_usize; 4];
    for seed in 0..400 {
        let random = random(seed, 3);
        // A body executes by any of its members, and decides by its quorum: only plans without one execute alike.
        let executes_by_body = random.stages[0].iter().any(|one| one.written.starts_with("Body"));
        let expected = fewest(&random);
        if executes_by_body && random.able.len() < PEOPLE {
            continue;
        }
        let checked = found(&loaded(&random.text));
        counts[expected.min(3)] += 1;
        assert_eq!(
            has(&checked, "OUT018"),
            expected == 1 || alone(&random),
            "seed {seed}, fewest {expected}:\n{}",
            random.text
        );
        if expected == 2 {
            assert!(has(&checked, "OUT019"), "seed {seed}:\n{}", random.text);
        }
        if expected > 2 {
            assert!(!has(&checked, "OUT019"), "seed {seed}:\n{}", random.text);
        }
    }
    println_counts("fewest absent people 0, 1, 2, more", &counts);
    assert!(counts.iter().skip(1).all(|count| *count >= 30), "{counts:?}");
}

/// Whether some stage hangs on one person, though another already hangs on nobody.
fn alone(random: &Random) -> bool {
    let one = |away: usize| random.stages.iter().any(|chain| !passes(chain, away, |_| true));
    let deciders: BTreeSet<usize> = random.stages[0]
        .iter()
        .flat_map(|one| one.people.iter().copied())
        .collect();
    let hands = deciders.intersection(&random.able).count();
    hands == 1 || (0..PEOPLE).any(|who| one(1 << who))
}

#[test]
fn what_is_proved_never_to_happen_never_happens() {
    let mut counts = [0_usize; 2];
    for seed in 1000..1300 {
        let random = random(seed, 1);
        let loaded = loaded(&random.text);
        let checked = found(&loaded);
        let never = checked
            .findings
            .iter()
            .any(|one| one.level == Level::Error && one.code == "OUT012");
        counts[usize::from(never)] += 1;
        let exercise = loaded.exercise("as-is", &Assumptions::default()).unwrap();
        let plan = Plan::new(&exercise);
        let mut play = Play::new(&plan);
        for number in 1..=5 {
            play.incident(number);
            assert!(
                !never || play.times().first_executed.is_none(),
                "seed {seed}:\n{}",
                random.text
            );
        }
    }
    println_counts("possible, proved impossible", &counts);
    assert!(counts.iter().all(|count| *count >= 60), "{counts:?}");
}

/// Random office hours, and phones that are off outside them.
fn with_hours(seed: u64, start: &str) -> String {
    let mut dice = Dice(seed);
    let text = random(seed, 3).text;
    let mut written = String::new();
    for (place, part) in text.split("hours: \"always\"").enumerate() {
        if place > 0 {
            let days = ["Mon-Fri", "Mon-Thu", "Sat-Sun", "daily"][dice.roll(4)];
            let hours = ["09:00-17:00", "14:00-22:00", "22:00-06:00", "00:00-24:00"][dice.roll(4)];
            write!(written, "hours: \"{days} {hours}\"").unwrap();
        }
        written.push_str(part);
    }
    let off = "off: Answer(answers: 1.0,";
    assert!(written.contains(off));
    written
        .replace(off, "off: Answer(answers: 0.0,")
        .replace("At(\"2026-03-02 10:00\")", &format!("At(\"{start}\")"))
}

#[test]
fn nobody_decides_in_hours_that_nobody_covers() {
    let mut counts = [0_usize; 2];
    for seed in 2000..2200 {
        let checked = found(&loaded(&with_hours(seed, "2026-03-02 10:00")));
        let uncovered = checked.findings.iter().find(|one| one.code == "OUT025");
        counts[usize::from(uncovered.is_some())] += 1;
        let Some(case) = uncovered.map(|one| &one.counterexample) else {
            continue;
        };
        let (at, lasts) = (case.at.as_ref().unwrap(), case.lasts.unwrap());
        let start = at.get(..16).unwrap().replace('T', " ");
        let text = with_hours(seed, &start);
        let loaded = loaded(&text);
        let exercise = loaded.exercise("as-is", &Assumptions::default()).unwrap();
        let plan = Plan::new(&exercise);
        let mut play = Play::new(&plan);
        for number in 1..=3 {
            play.incident(number);
            let decided = play.times().first_decision;
            let early = decided.is_some_and(|decided| decided.as_millis() < lasts.as_millis());
            assert!(
                !early,
                "seed {seed}: {} but decided at {decided:?}\n{text}",
                case.text
            );
        }
    }
    println_counts("covered, uncovered for some hours", &counts);
    assert!(counts.iter().all(|count| *count >= 20), "{counts:?}");
}

fn println_counts(what: &str, counts: &[usize]) {
    eprintln!("{what}: {counts:?}");
}
