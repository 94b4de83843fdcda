//! How long a check takes as the plan grows: 10,000 people, 2,000 rules and 100,000 assets, and a tenth of each.
//!
//! The goal is ten seconds on one core for the largest, growing about linearly.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use outrun::check::check;
use outrun::document::{LoadOptions, Loaded, MemoryLibrary, load};

/// A plan of so many people, rules and assets: a role and a rota for each ten people, rules for tags.
fn plan(people: usize, rules: usize, assets: usize) -> Loaded {
    let text = text(people, rules, assets);
    let library = MemoryLibrary::new().with("large/exercise.ron", text);
    load("large".as_ref(), &library, &LoadOptions::default()).expect("the plan is sound")
}

fn text(people: usize, rules: usize, assets: usize) -> String {
    let teams = (people / 10).max(1);
    let mut text = String::from("Exercise(organisation: Organisation(zone: \"Europe/Berlin\", people: [\n");
    let zones = ["Europe/Berlin", "Asia/Kolkata", "America/Denver"];
    // Writing to a text cannot fail.
    for (one, zone) in (0..people).zip(zones.iter().cycle()) {
        let team = one % teams;
        let _ = writeln!(
            text,
            "Person(id: \"p{one}\", team: \"t{team}\", zone: \"{zone}\", hours: \"Mon-Fri 09:00-17:00\", can: All),"
        );
    }
    text.push_str("], roles: {\n");
    for team in 0..teams {
        let _ = writeln!(
            text,
            "\"r{team}\": [\"p{team}\", \"p{}\"],",
            (team + teams) % people
        );
    }
    text.push_str("}, rotas: [\n");
    for team in 0..teams {
        let next = (team + teams) % people;
        let _ = writeln!(
            text,
            "Rota(id: \"o{team}\", people: [\"p{team}\", \"p{next}\"], starts: \"2026-01-05\"),"
        );
    }
    text.push_str("]), estate: Estate(nodes: [\n");
    let kinds = ["api-key", "service-account", "workload", "data"];
    for (one, kind) in (0..assets).zip(kinds.iter().cycle()) {
        let (tag, team) = (one % rules, one % teams);
        let _ = writeln!(
            text,
            "Node(id: \"n{one}\", kind: \"{kind}\", owner: Team(\"t{team}\"), tags: [\"g{tag}\"]),"
        );
    }
    text.push_str("], edges: []), playbook: Playbook(rights: [\n");
    for rule in 0..rules {
        let team = rule % teams;
        let decision = if rule % 4 == 3 { "Restore" } else { "Contain" };
        let _ = writeln!(
            text,
            "Right(id: \"rule{rule}\", decision: {decision}, assets: Tag(\"g{rule}\"), decider: [Step(who: Role(\"r{team}\"), within: \"10m\"), Step(who: Rota(\"o{team}\"), within: \"20m\")], repeat: 2),"
        );
    }
    text.push_str("]), scenario: Scenario(incident: \"leak\", entry: [\"n0\"], starts: During(from: \"2026-03-16\", until: \"2026-03-29\")))");
    text
}

fn checks(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("check");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for (name, people, rules, assets) in [("a tenth", 1_000, 200, 10_000), ("whole", 10_000, 2_000, 100_000)]
    {
        let plan = plan(people, rules, assets);
        let names: Vec<String> = plan.alternatives().map(str::to_owned).collect();
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(check(&plan, &names).expect("it is there").findings.len()));
        });
    }
    group.finish();
}

criterion_group!(large, checks);
criterion_main!(large);
