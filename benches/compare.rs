//! What the same luck buys, and what comparing costs: ratios, never a stopwatch alone.
//!
//! 1. How many times as many replications independent luck would need for the same interval, in every shipped exercise: its first two
//!    alternatives, and its first with one limit of its first deciding chain shorter by a quarter; and in a planted exercise
//!    about such a limit, where it must be at least five.
//! 2. What `compare` of two alternatives costs of what `run` of one does at equal replications: at most 2.2 times.
//!
//! `cargo bench --bench compare`; with `-- --test` it does everything once and small, and holds no ratio of times.

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use outrun::document::{Assumptions, Library, LoadOptions, Loaded, MemoryLibrary, load};
use outrun::experiment::{Compared, Played, Settings, compare, run};
use outrun::measure::compare::Margin;
use outrun::model::{Decider, Exercise};
use outrun::report::{CompareDocument, CompareHeading, Heading, RunDocument};
use outrun::time::SimDuration;

/// The disk, as it is.
struct Disk;

impl Library for Disk {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn read(&self, path: &Path, _most: u64) -> io::Result<Vec<u8>> {
        fs::read(path)
    }
}

/// What is looked at, and in short.
const MEASURES: [(&str, &str); 5] = [
    ("outrun_rate", "outrun rate"),
    ("p50(time_to_containment)", "containment p50"),
    ("restricted_mean(time_to_containment)", "containment mean"),
    ("mean(blast_at_end)", "blast at end"),
    ("mean(people_woken)", "people woken"),
];

/// A token that a sensor reports and one of two may revoke: the first has 20 minutes before the second is paged.
const PLANTED: &str = r#"Exercise(
    organisation: Organisation(zone: "Europe/Berlin", people: [
        Person(id: "ann", hours: "always", can: All, knows: All, reach: "often"),
        Person(id: "ben", hours: "always", can: All, knows: All, reach: "often"),
    ], profiles: [Profile(id: "often", relook: None, unreachable: 0.0,
        on_shift: Answer(answers: 0.7, after: LogNormal(median: "8m", p90: "40m")),
        on_call: Answer(answers: 0.7, after: "10m"), off: Answer(answers: 0.7, after: "10m"))]),
    estate: Estate(
        nodes: [
            Node(id: "token", kind: "token", residual: "0s", sensor: Sensor(chance: 1.0, delay: Exponential("20m"))),
            Node(id: "one", kind: "token", sensor: None), Node(id: "two", kind: "token", sensor: None),
        ],
        edges: [
            Edge(from: "token", to: "one", kind: "can-assume", chance: 1.0, time: Exponential("3h")),
            Edge(from: "token", to: "two", kind: "can-assume", chance: 0.5, time: Exponential("2h")),
        ]),
    playbook: Playbook(
        rights: [Right(id: "contain", decision: Contain, decide_work: "5m", execution_work: Exponential("10m"),
            decider: [Step(who: Person("ann"), within: "20m"), Step(who: Person("ben"), within: "20m")], repeat: 3)],
        actions: [Action(id: "cut", closes_out: true, closes_in: true, work: "5m", propagation: "1m", fails: 0.0)],
        runbook: { "token": ["cut"] }, triage: Triage(work: Exponential("10m")),
        investigation: Investigation(scoping: Discovery(chance: 1.0, delay: Exponential("30m")),
            trace_back: Discovery(chance: 1.0, delay: Exponential("30m")))),
    scenario: Scenario(incident: "leak", entry: ["token"], starts: At("2026-03-03 10:00")),
    limit: Count(1),
)"#;

fn main() -> ExitCode {
    let small = std::env::args().any(|word| word == "--test");
    let replications = if small { 60 } else { 4_000 };
    let mut sound = true;
    print(
        "| exercise | alternatives | outrun rate | containment p50 | containment mean | blast at end | people woken |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, loaded) in shipped() {
        let all = exercises(&loaded);
        if let [first, second, ..] = all.as_slice() {
            let pair = [first.clone(), second.clone()];
            row(&name, "its first two", &gains(&pair, replications));
            if let Some(shorter) = with_a_shorter_limit(first) {
                row(
                    &name,
                    "one limit a quarter shorter",
                    &gains(&[first.clone(), shorter], replications),
                );
            }
        }
    }
    let planted = planted();
    let found = gains(&planted, replications);
    row("planted", "one limit a quarter shorter", &found);
    let least = found.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    sound &= small || least >= 5.0;
    print(&format!("\nplanted: {least:.1} times, at least 5 wanted\n"));
    let ratios = costs(small);
    let most = ratios.iter().map(|(_, ratio)| *ratio).fold(0.0, f64::max);
    for (name, ratio) in ratios {
        print(&format!(
            "compare of two against run of one, {name}: {ratio:.2}\n"
        ));
    }
    sound &= small || most <= 2.2;
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[expect(clippy::print_stdout, reason = "what a bench is for")]
fn print(words: &str) {
    print!("{words}");
}

fn row(name: &str, alternatives: &str, gains: &[Option<f64>]) {
    let cell = |gain: &Option<f64>| match gain {
        None => "–".to_owned(),
        Some(gain) if *gain > 1_000.0 => "over 1,000".to_owned(),
        Some(gain) => format!("{gain:.1}"),
    };
    let cells: Vec<String> = gains.iter().map(cell).collect();
    print(&format!("| {name} | {alternatives} | {} |\n", cells.join(" | ")));
}

/// Every shipped exercise, by name.
fn shipped() -> Vec<(String, Loaded)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let entries = fs::read_dir(folder).expect("the scenarios are there");
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path().join("exercise.ron")))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let loaded = |path: PathBuf| {
        let loaded = load(&path, &Disk, &LoadOptions::default()).expect("a shipped exercise loads");
        (loaded.id().to_owned(), loaded)
    };
    paths.into_iter().map(loaded).collect()
}

fn exercises(loaded: &Loaded) -> Vec<Exercise> {
    let of = |name: &str| {
        loaded
            .exercise(name, &Assumptions::default())
            .expect("a shipped exercise is right")
    };
    loaded.alternatives().map(of).collect()
}

fn planted() -> [Exercise; 2] {
    let library = MemoryLibrary::new().with("planted/exercise.ron", PLANTED);
    let loaded =
        load("planted".as_ref(), &library, &LoadOptions::default()).expect("the planted exercise loads");
    let first = exercises(&loaded).swap_remove(0);
    let shorter = with_a_shorter_limit(&first).expect("it has a chain");
    [first, shorter]
}

/// The same exercise, the first step of the first deciding chain a quarter shorter; none without such a chain.
fn with_a_shorter_limit(of: &Exercise) -> Option<Exercise> {
    let mut shorter = of.clone();
    shorter.alternative = "shorter".into();
    let chain = of.playbook.rights.iter().find_map(|right| match right.decider {
        Decider::Chain(chain) => Some(chain),
        _ => None,
    })?;
    let id = of.playbook.chains.item(chain)?.id.clone();
    let mut chains = shorter.playbook.chains.iter_mut();
    let step = chains.find(|chain| chain.id == id)?.steps.first_mut()?;
    step.within = SimDuration::from_millis(step.within.as_millis() * 3 / 4);
    Some(shorter)
}

fn played(exercises: &[Exercise], replications: u64) -> Vec<Played> {
    let settings = Settings {
        replications: 1..replications + 1,
        threads: NonZeroUsize::new(1),
        stop: &AtomicBool::new(false),
        progress: &|_, _| {},
    };
    run(exercises, &settings).expect("a thread starts")
}

fn compared(pair: &[Exercise; 2], replications: u64) -> Vec<Compared> {
    let all = played(pair, replications);
    let (Some(then), Some(now)) = (all.first(), all.get(1)) else {
        return Vec::new();
    };
    let [first, second] = pair;
    compare((first, then), &[(second, now)], &Margin::default())
}

/// For each measure how many times as many replications independent luck would need; none where nothing differs.
fn gains(pair: &[Exercise; 2], replications: u64) -> Vec<Option<f64>> {
    let compared = compared(pair, replications);
    let measures = || compared.iter().flat_map(|one| &one.measures);
    let gain = |(name, _): &(&str, &str)| measures().find(|one| one.contrast.name == *name)?.gain;
    MEASURES.iter().map(gain).collect()
}

/// What comparing two costs of what a run of one does, each the median of several.
fn costs(small: bool) -> Vec<(String, f64)> {
    let (replications, times) = if small { (60, 1) } else { (10_000, 5) };
    let mut pairs = vec![("planted".to_owned(), planted())];
    for (name, loaded) in shipped() {
        let first = exercises(&loaded).into_iter().next();
        let shorter = first.as_ref().and_then(with_a_shorter_limit);
        if ["weekend-token", "split-workload-identity"].contains(&name.as_str()) {
            pairs.extend(
                first
                    .zip(shorter)
                    .map(|(first, shorter)| (name, [first, shorter])),
            );
        }
    }
    let ratio = |(name, pair): (String, [Exercise; 2])| {
        let mut ratios: Vec<f64> = (0..times).map(|_| cost(&pair, replications)).collect();
        ratios.sort_by(f64::total_cmp);
        (name, ratios.get(times / 2).copied().unwrap_or(f64::NAN))
    };
    pairs.into_iter().map(ratio).collect()
}

fn cost(pair: &[Exercise; 2], replications: u64) -> f64 {
    let (run, ()) = timed(|| {
        let [first, _] = pair;
        let one = played(std::slice::from_ref(first), replications);
        let figures: Vec<_> = one.iter().map(|played| played.figures(first)).collect();
        std::hint::black_box(serde_json::to_string(&RunDocument::new(Heading::default(), &figures)).ok());
    });
    let (compare, ()) = timed(|| {
        let compared = compared(pair, replications);
        let document = CompareDocument::new(CompareHeading::default(), &Margin::default(), &compared);
        std::hint::black_box(serde_json::to_string(&document).ok());
    });
    compare / run
}

/// Seconds of processor time where the system tells them: on a machine that others use a clock says little.
#[expect(clippy::disallowed_types, reason = "a bench measures")]
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let (begun, before) = (std::time::Instant::now(), ticks());
    let result = work();
    let spent = before.zip(ticks()).map(|(before, after)| after - before);
    // Some ticks are too few to be told apart.
    let spent = spent.filter(|spent| *spent >= 20.0);
    (
        spent.unwrap_or_else(|| 100.0 * begun.elapsed().as_secs_f64()),
        result,
    )
}

/// User and system time of this process, in hundredths of a second.
fn ticks() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = text.rsplit_once(") ")?.1.split(' ').collect();
    let of = |place: usize| fields.get(place)?.parse::<f64>().ok();
    Some(of(11)? + of(12)?)
}
