//! The history: states of findings, old forms, crashes, several processes at once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use outrun::conduct::history::{
    Element, Entry, FoundFinding, History, Kind, Live, LiveGap, NEWEST, NewAction, Rated, Rating, Recorded,
    Standing, record_live, values,
};
use outrun::document::{Input, sha256};
use outrun::time::WallTime;
use rusqlite::Connection;

const DAY: i64 = 86_400_000;

fn memory() -> History {
    History::open(Connection::open_in_memory().unwrap()).unwrap()
}

fn on_disk(file: &Path) -> History {
    History::open(Connection::open(file).unwrap()).unwrap()
}

fn input(text: &str) -> Input {
    Input {
        path: "exercise.ron".to_owned(),
        sha256: sha256(text.as_bytes()),
        text: text.to_owned(),
    }
}

fn entry(kind: Kind, day: i64) -> Entry {
    Entry {
        exercise: "demo".to_owned(),
        file: "exercise.ron".to_owned(),
        kind,
        at: WallTime::from_millis(day * DAY),
        ended: None,
        schedule: None,
        version: "0.1.0".to_owned(),
        seed: Some(u64::MAX),
        replications: Some(1000),
        partial: false,
        results: None,
        inputs: vec![input(&format!("// {day}"))],
        objectives: Vec::new(),
        findings: Vec::new(),
        looked_at: vec!["as-is".to_owned()],
        left_out: Vec::new(),
        held: Vec::new(),
    }
}

fn finding(about: &str) -> FoundFinding {
    FoundFinding {
        code: "OUT004".to_owned(),
        about: about.to_owned(),
        alternative: "as-is".to_owned(),
        title: format!("nobody covers {about}"),
        level: "warning".to_owned(),
    }
}

fn check(day: i64, found: &[&str]) -> Entry {
    Entry {
        findings: found.iter().map(|about| finding(about)).collect(),
        ..entry(Kind::Check, day)
    }
}

fn objective(rating: Rating) -> Rated {
    Rated {
        alternative: "as-is".to_owned(),
        text: "outrun_rate >= 70%".to_owned(),
        rating,
        estimate: Some(0.5),
        low: Some(0.4),
        high: Some(0.6),
        confidence: Some(0.95),
        threshold: Some(0.7),
        reason: None,
    }
}

fn run(day: i64, rating: Rating) -> Entry {
    Entry {
        objectives: vec![objective(rating)],
        ..entry(Kind::Run, day)
    }
}

/// The state of the only finding.
fn standing(history: &History) -> Standing {
    let findings = history.timeline("demo").unwrap().findings;
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings[0].standing
}

#[test]
fn a_finding_goes_through_all_its_states() {
    let mut history = memory();
    let steps = [
        (check(1, &["a"]), Standing::New),
        (check(2, &["a"]), Standing::Open),
        (check(3, &[]), Standing::Closed),
        (check(4, &[]), Standing::Closed),
        (check(5, &["a"]), Standing::Regressed),
        (check(6, &["a"]), Standing::Regressed),
        (
            Entry {
                looked_at: vec!["another".to_owned()],
                ..check(7, &[])
            },
            Standing::NotExercised,
        ),
        (
            // To silence a finding is not to close it.
            Entry {
                left_out: vec![finding("a")],
                ..check(8, &[])
            },
            Standing::NotExercised,
        ),
        (
            // What was interrupted neither finds nor closes.
            Entry {
                partial: true,
                ..check(9, &[])
            },
            Standing::NotExercised,
        ),
        (check(10, &[]), Standing::Closed),
    ];
    for (entry, expected) in steps {
        history.record(&entry).unwrap();
        assert_eq!(standing(&history), expected, "on day {:?}", entry.at);
    }
    // A run says nothing about what a check found.
    history.record(&run(11, Rating::Met)).unwrap();
    assert_eq!(standing(&history), Standing::Closed);
}

#[test]
fn a_missed_objective_is_a_finding_until_it_is_met() {
    let mut history = memory();
    let steps = [
        (Rating::Missed, Standing::New),
        (Rating::Undecided, Standing::NotExercised),
        (Rating::Missed, Standing::Open),
        (Rating::Met, Standing::Closed),
        (Rating::Depends, Standing::NotExercised),
        (Rating::Missed, Standing::Regressed),
    ];
    for (day, (rating, expected)) in (1..).zip(steps) {
        history.record(&run(day, rating)).unwrap();
        assert_eq!(standing(&history), expected, "{rating:?}");
    }
}

#[test]
fn ids_of_findings_do_not_depend_on_where_and_when() {
    let id = |entries: &[Entry]| {
        let mut history = memory();
        for entry in entries {
            history.record(entry).unwrap();
        }
        history.findings("demo").unwrap()[0].id.clone()
    };
    let reworded = Entry {
        findings: vec![FoundFinding {
            title: "other words".to_owned(),
            ..finding("a")
        }],
        ..check(3, &[])
    };
    assert_eq!(
        id(&[check(1, &["a"])]),
        id(&[run(1, Rating::Met), check(2, &["a"])])
    );
    assert_eq!(id(&[check(1, &["a"])]), id(&[reworded]));
    assert_ne!(id(&[check(1, &["a"])]), id(&[check(1, &["b"])]));
}

#[test]
fn an_unchanged_check_is_the_same_check() {
    let mut history = memory();
    let again = Entry {
        at: WallTime::from_millis(5 * DAY),
        ..check(1, &["a"])
    };
    assert_eq!(history.record(&check(1, &["a"])).unwrap(), Recorded::New(1));
    assert_eq!(history.record(&again).unwrap(), Recorded::Again(1));
    assert_eq!(standing(&history), Standing::New);
    let entries = history.entries("demo").unwrap();
    assert_eq!((entries.len(), entries[0].times), (1, 2));
    assert_eq!(entries[0].last_at, again.at);
    // Runs are kept each time.
    history.record(&run(6, Rating::Met)).unwrap();
    history.record(&run(6, Rating::Met)).unwrap();
    assert_eq!(history.entries("demo").unwrap().len(), 3);
}

#[test]
fn what_was_recorded_is_read_back() {
    let mut history = memory();
    history.record(&run(1, Rating::Missed)).unwrap();
    let timeline = history.timeline("demo").unwrap();
    let entry = &timeline.points[0].entry;
    assert_eq!(
        (entry.seed, entry.replications, entry.kind),
        (Some(u64::MAX), Some(1000), Kind::Run)
    );
    assert_eq!(entry.objectives, [objective(Rating::Missed)]);
    assert_eq!(history.documents(1).unwrap(), [input("// 1")]);
    assert_eq!(timeline.series[0].subject, "outrun_rate");
    history.record(&run(2, Rating::Missed)).unwrap();
    let timeline = history.timeline("demo").unwrap();
    assert_eq!(timeline.points[1].changed[0].path, "exercise.ron");
    assert_ne!(timeline.points[0].plan, timeline.points[1].plan);
}

fn live(day: i64, practice: bool) -> Live {
    Live {
        exercise: "demo".to_owned(),
        file: "exercise.ron".to_owned(),
        alternative: "as-is".to_owned(),
        began: WallTime::from_millis(day * DAY),
        ended: WallTime::from_millis(day * DAY + DAY / 12),
        schedule: None,
        version: "0.1.0".to_owned(),
        seed: 7,
        practice,
        inputs: vec![input("// live")],
        objectives: vec![objective(Rating::Major)],
        gaps: vec![LiveGap {
            about: "right contain/cloud".to_owned(),
            title: "nobody knew who decides".to_owned(),
            level: "error".to_owned(),
        }],
        held: Vec::new(),
    }
}

#[test]
fn an_exercise_with_people_is_recorded_and_practice_is_not() {
    let mut history = memory();
    assert_eq!(
        record_live(&mut history, &live(1, true)).unwrap(),
        Recorded::Practice
    );
    assert!(history.exercises().unwrap().is_empty());
    assert_eq!(
        record_live(&mut history, &live(2, false)).unwrap(),
        Recorded::New(1)
    );
    assert_eq!(standing(&history), Standing::New);
    let last = history.last_played("demo", Kind::Live, "quarterly").unwrap();
    assert_eq!(last, Some(WallTime::from_millis(2 * DAY)));
    assert_eq!(history.last_played("demo", Kind::Run, "").unwrap(), None);
    // Another one that does not try it again says nothing of it; one that does closes it.
    let other = Live {
        gaps: Vec::new(),
        ..live(3, false)
    };
    record_live(&mut history, &other).unwrap();
    assert_eq!(standing(&history), Standing::NotExercised);
    let held = Live {
        gaps: Vec::new(),
        held: vec!["right contain/cloud".to_owned()],
        ..live(4, false)
    };
    record_live(&mut history, &held).unwrap();
    assert_eq!(standing(&history), Standing::Closed);
}

#[test]
fn actions_are_added_and_closed_once() {
    let mut history = memory();
    history.record(&check(1, &["a"])).unwrap();
    let id = history.findings("demo").unwrap()[0].id.clone();
    assert_eq!(history.finding_named("demo", &id[..4]).unwrap(), Some(id.clone()));
    assert_eq!(history.finding_named("demo", &id[..3]).unwrap(), None);
    assert_eq!(history.finding_named("other", &id).unwrap(), None);
    let action = NewAction {
        text: "name a backup".to_owned(),
        owner: "ciso".to_owned(),
        element: Element::Organization,
        starts: "2026-10-01".to_owned(),
        due: Some("2026-11-01".to_owned()),
        finding: Some(id),
    };
    let number = history.add_action("demo", &action).unwrap();
    let stored = &history.actions("demo").unwrap()[0];
    assert_eq!(stored.planned, action);
    assert!(stored.is_overdue("2026-11-02") && !stored.is_overdue("2026-11-01"));
    let close = |history: &mut History, of| history.close_action((of, number), "2026-10-20", Some("done"));
    assert!(!close(&mut history, "other").unwrap());
    assert!(close(&mut history, "demo").unwrap());
    assert!(!close(&mut history, "demo").unwrap());
    assert!(!history.actions("demo").unwrap()[0].is_overdue("2027-01-01"));
}

#[test]
fn values_that_changed_are_named() {
    let text = |limit: &str, objective: &str| {
        let text = include_str!("histories/plan.ron");
        text.replace("LIMIT", limit).replace("OBJECTIVE", objective)
    };
    let (then, now) = (input(&text("20%", "50%")), input(&text("30%", "60%")));
    let changed = values(("exercise.ron", &[then]), ("exercise.ron", &[now])).unwrap();
    let told: Vec<(&str, Option<&str>, Option<&str>)> = changed
        .iter()
        .map(|one| (one.at.as_str(), one.then.as_deref(), one.now.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("limit/Share", Some("\"20%\""), Some("\"30%\"")),
            (
                "objectives",
                Some("\"outrun_rate >= 50%\""),
                Some("\"outrun_rate >= 60%\"")
            ),
        ]
    );
    let broken = input("Exercise(");
    let sound = input(&text("20%", "50%"));
    let words = values(("exercise.ron", &[broken]), ("exercise.ron", &[sound])).unwrap_err();
    assert!(words.contains("mistakes"), "{words}");
}

const FORMS: [&str; NEWEST as usize] = [
    include_str!("histories/form-1.sql"),
    include_str!("histories/form-2.sql"),
    include_str!("histories/form-3.sql"),
];

#[test]
fn histories_of_every_earlier_form_are_kept() {
    for (form, written) in (1..).zip(FORMS) {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(written).unwrap();
        let mut history = History::open(connection).unwrap();
        let timeline = history.timeline("demo").unwrap();
        assert_eq!(timeline.points[0].entry.seed, Some(u64::MAX), "form {form}");
        assert_eq!(timeline.series[0].rated.len(), 2, "form {form}");
        assert_eq!(timeline.findings[0].standing, Standing::Closed, "form {form}");
        assert_eq!(timeline.actions.len(), usize::from(form >= 2), "form {form}");
        assert_eq!(
            timeline.points.len(),
            if form >= 3 { 3 } else { 2 },
            "form {form}"
        );
        record_live(&mut history, &live(9, false)).unwrap();
        history.record(&run(30_000, Rating::Missed)).unwrap();
    }
}

#[test]
fn what_is_of_a_later_version_or_of_something_else_is_left_alone() {
    let later = Connection::open_in_memory().unwrap();
    later.execute_batch(FORMS[2]).unwrap();
    later.pragma_update(None, "user_version", NEWEST + 1).unwrap();
    let words = History::open(later).unwrap_err().to_string();
    assert!(words.contains("later version"), "{words}");
    let other = Connection::open_in_memory().unwrap();
    other.execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    let words = History::open(other).unwrap_err().to_string();
    assert!(words.contains("no history of Outrun"), "{words}");
}

const FILE: &str = "OUTRUN_TEST_HISTORY";

/// Not a test: what the two tests below start as processes of their own. It tells of each entry once it is recorded.
#[test]
fn a_writer() {
    let Some(file) = std::env::var_os(FILE) else {
        return;
    };
    let count: i64 = std::env::var("OUTRUN_TEST_COUNT").unwrap().parse().unwrap();
    let mut history = on_disk(Path::new(&file));
    for day in 1..=count {
        history.record(&run(day, Rating::Missed)).unwrap();
        eprintln!("recorded");
    }
}

fn writer(file: &Path, count: i64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["history::a_writer", "--exact", "--nocapture"])
        .env(FILE, file)
        .env("OUTRUN_TEST_COUNT", count.to_string())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn recorded(lines: impl Iterator<Item = std::io::Result<String>>) -> usize {
    lines
        .filter(|line| line.as_ref().unwrap().contains("recorded"))
        .count()
}

#[test]
fn a_killed_process_loses_nothing_committed() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("history.sqlite");
    let mut child = writer(&file, i64::MAX);
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let told = recorded(lines.by_ref().take(12));
    assert_eq!(told, 12);
    // SIGKILL: it has no time for anything.
    child.kill().unwrap();
    child.wait().unwrap();
    let told = told + recorded(lines.filter(|line| line.as_ref().is_ok_and(|line| line == "recorded")));
    let mut history = on_disk(&file);
    let entries = history.entries("demo").unwrap();
    assert!(entries.len() >= told, "{} of {told}", entries.len());
    // An entry is there whole, or not at all.
    for entry in &entries {
        assert_eq!((entry.objectives.len(), entry.inputs.len()), (1, 1));
    }
    assert_eq!(history.findings("demo").unwrap()[0].tests.len(), entries.len());
    history.record(&run(99, Rating::Met)).unwrap();
    assert_eq!(standing(&history), Standing::Closed);
}

#[test]
fn two_processes_write_at_once() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("history.sqlite");
    // Both also make the file, and bring it to its form.
    let children = [writer(&file, 25), writer(&file, 25)];
    for mut child in children {
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        assert_eq!(recorded(lines), 25);
        assert!(child.wait().unwrap().success());
    }
    let history = on_disk(&file);
    assert_eq!(history.entries("demo").unwrap().len(), 50);
    assert_eq!(history.findings("demo").unwrap()[0].tests.len(), 50);
}
