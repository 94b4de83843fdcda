//! Documents for planners: whole, the same bytes each time, free of answers where players read them, and read back row by row.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use calamine::{Data, Reader, Xlsx};
use outrun::conduct::materials::{InjectSource, InjectStatus, InjectType, Timeline};
use tempfile::TempDir;

fn outrun(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    for name in ["NO_COLOR", "COLUMNS", "TERM", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.current_dir(folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    outrun(folder).args(arguments).output().expect("the command runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

/// A folder with a new exercise in `demo`.
fn new_exercise() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    outrun(folder.path()).args(["new", "demo"]).assert().success();
    folder
}

const MAKE: [&str; 4] = ["exercise", "materials", "demo", "--quiet"];
/// A replication in which something happens, and the day.
const DAY: [&str; 8] = [
    "--replication",
    "3",
    "--date",
    "2026-11-20",
    "--begins",
    "09:00",
    "--marking",
    "TLP:AMBER & more",
];

/// The documents of the new exercise.
fn made(folder: &Path, out: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = run(folder, &[&MAKE[..], &["--out", out], more].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let files = fs::read_dir(folder.join(out))
        .unwrap()
        .map(|entry| entry.unwrap());
    files
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

fn timeline(folder: &Path, file: &str) -> Timeline {
    Timeline::read(&fs::read_to_string(folder.join(file)).unwrap()).unwrap()
}

fn imported(folder: &Path, from: &str, more: &[&str]) -> Output {
    let base = ["exercise", "msel", "import", "demo", "--quiet", "--from", from];
    run(folder, &[&base[..], more].concat())
}

/// All texts of a part of a DOCX file.
fn docx_texts(bytes: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name(part).unwrap().read_to_string(&mut xml).unwrap();
    let runs = xml.split("<w:t ").skip(1).chain(xml.split("<w:t>").skip(1));
    let texts = runs.map(|run| {
        let run = run
            .split_once('>')
            .filter(|(before, _)| before.starts_with("xml:space"))
            .map_or(run, |(_, run)| run);
        run.split("</w:t>").next().unwrap_or_default().to_owned()
    });
    texts.collect::<Vec<String>>().join("\n")
}

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert!(
        workbook.worksheet_formula(sheet).unwrap().is_empty(),
        "nothing is a formula"
    );
    let range = workbook.worksheet_range(sheet).unwrap();
    range
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect())
        .collect()
}

#[test]
fn every_document_is_there_and_the_same_each_time() {
    let folder = new_exercise();
    let first = made(folder.path(), "first", &DAY);
    let documents = [
        "msel",
        "situation-manual",
        "facilitator-guide",
        "controller-evaluator-handbook",
        "participant-feedback",
        "after-action-report",
        "evaluation-guide-o1",
        "evaluation-guide-o2",
        "evaluation-guide-o3",
    ];
    let mut expected: Vec<String> = Vec::new();
    for document in documents {
        expected.extend(["html", "md", "docx"].map(|form| format!("{document}.{form}")));
    }
    expected.extend(
        [
            "msel.xlsx",
            "msel.csv",
            "improvement-plan.xlsx",
            "improvement-plan.csv",
            "timeline.ron",
        ]
        .map(String::from),
    );
    expected.extend(["conducttr", "t3sf", "cadence"].map(|platform| format!("msel-{platform}.csv")));
    expected.sort();
    assert_eq!(first.keys().cloned().collect::<Vec<String>>(), expected);
    // What a ZIP file holds of times has steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let second = made(folder.path(), "second", &DAY);
    for (name, bytes) in &first {
        assert_eq!(Some(bytes), second.get(name), "{name} differs");
    }
    let only = made(folder.path(), "third", &[&DAY[..], &["--format", "csv"]].concat());
    assert!(
        only.keys()
            .all(|name| !name.contains('.') || name.contains(".csv") || name == "timeline.ron"),
        "{:?}",
        only.keys()
    );
}

#[test]
fn texts_are_as_agreed() {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &[&DAY[..], &["--format", "md"]].concat());
    for name in [
        "msel.md",
        "situation-manual.md",
        "evaluation-guide-o1.md",
        "after-action-report.md",
    ] {
        insta::assert_snapshot!(name, text(&made[name]));
    }
}

#[test]
fn the_marking_is_on_every_page_of_every_form() {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &DAY);
    for (name, bytes) in &made {
        let found = match name.rsplit('.').next().unwrap() {
            "html" => text(bytes).matches("TLP:AMBER &amp; more").count() >= 3,
            "md" => text(bytes).matches("**TLP:AMBER & more**").count() == 2,
            "docx" => docx_texts(bytes, "word/header1.xml").contains("TLP:AMBER &amp; more"),
            "xlsx" => {
                let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
                let mut xml = String::new();
                archive
                    .by_name("xl/worksheets/sheet1.xml")
                    .unwrap()
                    .read_to_string(&mut xml)
                    .unwrap();
                xml.contains("TLP:AMBER &amp;&amp; more") && xml.contains("orientation=\"landscape\"")
            }
            _ => true,
        };
        assert!(found, "{name}");
    }
}

#[test]
fn the_spreadsheet_and_the_documents_hold_the_injects() {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &DAY);
    let timeline = timeline(folder.path(), "out/timeline.ron");
    assert!(timeline.injects.len() > 5, "{}", timeline.injects.len());
    let sheet = rows(&made["msel.xlsx"], "MSEL");
    let head = sheet.iter().position(|row| row[0] == "No.").unwrap();
    assert_eq!(sheet.len() - head - 1, timeline.injects.len());
    let word = docx_texts(&made["msel.docx"], "word/document.xml");
    for (row, inject) in sheet[head + 1..].iter().zip(&timeline.injects) {
        assert_eq!(
            (&row[0], &row[8], &row[20]),
            (&inject.number, &inject.title, &inject.id)
        );
        let title = inject.title.replace('&', "&amp;").replace('"', "&quot;");
        assert!(word.contains(&title), "{title} is not in the document");
    }
    let about = rows(&made["msel.xlsx"], "About");
    assert!(about.contains(&vec!["Replication".to_owned(), "3".to_owned()]));
}

#[test]
fn each_row_says_where_it_comes_from_and_serves_something() {
    let folder = new_exercise();
    made(folder.path(), "out", &DAY);
    let timeline = timeline(folder.path(), "out/timeline.ron");
    let simulated: Vec<_> = timeline
        .injects
        .iter()
        .filter(|one| matches!(one.source, InjectSource::Simulated(_)))
        .collect();
    assert!(
        simulated.len() >= 4,
        "a scenario with one inject still gives a list to play"
    );
    for inject in simulated {
        assert!(
            !inject.tasks.is_empty() && !inject.objectives.is_empty(),
            "{} serves nothing",
            inject.title
        );
    }
    let written = timeline
        .injects
        .iter()
        .filter(|one| matches!(one.source, InjectSource::Scenario(_)));
    assert_eq!(written.count(), 1);
    let times: Vec<Option<u64>> = timeline.injects.iter().map(|one| one.at_ms).collect();
    assert!(
        times
            .windows(2)
            .all(|pair| pair[1].is_none() || pair[0] <= pair[1]),
        "{times:?}"
    );
}

/// Nothing of what happens, and nothing of what the plan says to it.
fn gives_away(manual: &str, timeline: &Timeline, assets: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for inject in &timeline.injects {
        if matches!(inject.source, InjectSource::Control) {
            continue;
        }
        let telling = [&inject.title, &inject.text, &inject.expected, &inject.notes];
        found.extend(
            telling
                .into_iter()
                .filter(|text| text.len() > 8 && manual.contains(text.as_str()))
                .cloned(),
        );
    }
    found.extend(
        assets
            .iter()
            .filter(|asset| manual.contains(**asset))
            .map(|asset| (*asset).to_owned()),
    );
    found
}

#[test]
fn players_find_no_answer_in_what_they_may_read() {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &DAY);
    let timeline = timeline(folder.path(), "out/timeline.ron");
    let assets = [
        "deploy-token",
        "build-runner",
        "deploy-role",
        "image-registry",
        "orders-service",
        "support-agent",
        "customer-db",
        "hands-on",
        "secret-scanning",
    ];
    for name in ["situation-manual", "participant-feedback"] {
        for form in ["md", "html"] {
            let page = text(&made[&format!("{name}.{form}")]);
            assert_eq!(
                gives_away(&page, &timeline, &assets),
                Vec::<String>::new(),
                "{name}.{form}"
            );
        }
        let word = docx_texts(&made[&format!("{name}.docx")], "word/document.xml");
        assert_eq!(
            gives_away(&word, &timeline, &assets),
            Vec::<String>::new(),
            "{name}.docx"
        );
    }
    // The test can fail: planners are told all of it.
    assert!(!gives_away(&text(&made["facilitator-guide.md"]), &timeline, &assets).is_empty());
}

#[test]
fn people_are_named_only_where_that_is_asked_for() {
    let folder = new_exercise();
    let names = ["Duarte", "Nowak", "Weber", "Mori", "Okafor", "Lind"];
    let named = |made: &BTreeMap<String, Vec<u8>>| {
        let all: String = made
            .iter()
            .filter(|(name, _)| name.ends_with(".md") || name.ends_with(".ron"))
            .map(|(_, bytes)| text(bytes))
            .collect();
        names.iter().filter(|name| all.contains(**name)).count()
    };
    let roles = made(folder.path(), "roles", &[&DAY[..], &["--format", "md"]].concat());
    assert_eq!(named(&roles), 0);
    let people = made(
        folder.path(),
        "people",
        &[&DAY[..], &["--format", "md", "--name-people"]].concat(),
    );
    assert!(named(&people) > 0);
    assert!(text(&people["msel.md"]).contains("It names people"));
}

#[test]
fn what_nobody_touched_comes_back_as_it_was() {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &DAY);
    let before = text(&made["timeline.ron"]);
    for (from, more) in [
        ("out/msel.xlsx", &[][..]),
        ("out/msel.csv", &["--replication", "3", "--begins", "09:00"][..]),
    ] {
        let output = imported(folder.path(), from, &[more, &["--out", "back.ron"]].concat());
        let screen = text(&output.stdout);
        assert_eq!(status(&output), 0, "{screen}{}", text(&output.stderr));
        assert!(
            screen.contains("0 changed, 0 added, 0 removed, 0 blank, 0 refused"),
            "{screen}"
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("back.ron")).unwrap(),
            before,
            "{from}"
        );
    }
    // And gives the same documents.
    let again = run(
        folder.path(),
        &[
            &MAKE[..],
            &["--out", "again", "--timeline", "back.ron"],
            &DAY[2..],
        ]
        .concat(),
    );
    assert_eq!(status(&again), 0, "{}", text(&again.stderr));
    for name in ["msel.xlsx", "msel.docx", "facilitator-guide.docx"] {
        assert_eq!(
            fs::read(folder.path().join("again").join(name)).unwrap(),
            made[name],
            "{name}"
        );
    }
}

/// The rows of a CSV file.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn write(place: PathBuf, records: &[Vec<String>]) {
    let mut writer = csv::Writer::from_path(place).unwrap();
    for record in records {
        writer.write_record(record).unwrap();
    }
    writer.flush().unwrap();
}

const AS_MADE: [&str; 4] = ["--replication", "3", "--begins", "09:00"];

#[test]
fn what_a_planner_changes_is_taken_and_told_row_by_row() {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &DAY);
    let mut sheet = records(&made["msel.csv"]);
    let last = sheet.len() - 1;
    sheet[2][8] = "A better title".to_owned();
    sheet[2][13] = "approved".to_owned();
    sheet[3][2] = "23:59".to_owned();
    sheet[3][3] = "10:15".to_owned();
    let gone = sheet.remove(last - 1);
    let mut added = vec![String::new(); 21];
    for (place, value) in [
        (1, "2"),
        (2, "04:30"),
        (4, "press"),
        (5, "CISO; security-oncall"),
        (8, "Added by hand"),
        (12, "o1"),
    ] {
        value.clone_into(&mut added[place]);
    }
    sheet.push(vec![String::new(); 21]);
    sheet.push(added);
    write(folder.path().join("edited.csv"), &sheet);
    let output = imported(
        folder.path(),
        "edited.csv",
        &[&AS_MADE[..], &["--out", "edited.ron"]].concat(),
    );
    let screen = text(&output.stdout);
    assert_eq!(status(&output), 0, "{screen}{}", text(&output.stderr));
    for expected in [
        "row 3: changed",
        "“A better title”: Title; Status",
        "Planned time; Scenario time",
        "added “Added by hand”",
        "2 changed, 1 added, 1 removed, 1 blank, 0 refused",
        &format!("gone: removed {}", gone[0]),
    ] {
        assert!(screen.contains(expected), "{expected} is not in\n{screen}");
    }
    let timeline = timeline(folder.path(), "edited.ron");
    let by_title = |title: &str| timeline.injects.iter().find(|one| one.title == title).unwrap();
    assert_eq!(by_title("A better title").status, InjectStatus::Approved);
    let added = by_title("Added by hand");
    assert_eq!(
        (added.to.as_str(), &added.source, added.objectives.as_slice()),
        (
            "ciso, security-oncall",
            &InjectSource::Hand,
            &["O1".to_owned()][..]
        )
    );
    assert_eq!(timeline.day(added.at().unwrap()), 2);
    assert_eq!(
        timeline.local(added.at().unwrap()).time_of_day().to_string(),
        "04:30"
    );
    assert!(!added.number.is_empty() && !timeline.injects.iter().any(|one| one.id == gone[20]));
}

/// One row is made wrong; what is said of it.
fn refused(place: usize, value: &str) -> (String, i32) {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &[&DAY[..], &["--format", "csv"]].concat());
    let mut sheet = records(&made["msel.csv"]);
    value.clone_into(&mut sheet[2][place]);
    write(folder.path().join("edited.csv"), &sheet);
    let output = imported(
        folder.path(),
        "edited.csv",
        &[&AS_MADE[..], &["--out", "edited.ron"]].concat(),
    );
    assert_eq!(folder.path().join("edited.ron").exists(), status(&output) == 0);
    (text(&output.stdout) + &text(&output.stderr), status(&output))
}

#[test]
fn a_row_that_cannot_be_taken_says_why_and_nothing_is_written() {
    let cases = [
        (2, "25:99", "Scenario time: `25:99` is no time"),
        (1, "soon", "`soon` is no day"),
        (3, "08:00", "Planned time: it is before the players begin"),
        (
            5,
            "securty-oncall",
            "nobody is called `securty-oncall`; did you mean `security-oncall`?",
        ),
        (
            7,
            "Standart",
            "Type: there is no `Standart`; did you mean `Standard`?",
        ),
        (8, "", "there is no title"),
        (
            9,
            "=HYPERLINK(\"http://example.org\")",
            "Text: there is a formula",
        ),
        (0, "1", "another row has the number 1"),
        (12, "O9", "Objectives: there is no `O9`"),
        (20, "control/start", "it is there twice"),
    ];
    for (place, value, expected) in cases {
        let (screen, status) = refused(place, value);
        assert_eq!(status, 2, "{value}: {screen}");
        // The terminal breaks lines.
        let words: Vec<&str> = screen.split_whitespace().collect();
        assert!(
            words.join(" ").contains(expected),
            "{expected} is not in\n{screen}"
        );
        assert!(
            words.join(" ").contains("the timeline was not written"),
            "{screen}"
        );
    }
}

#[test]
fn refused_rows_can_be_left_out_and_new_recipients_taken() {
    let folder = new_exercise();
    let made = made(folder.path(), "out", &DAY);
    let mut sheet = records(&made["msel.csv"]);
    "a mayor".clone_into(&mut sheet[2][5]);
    write(folder.path().join("edited.csv"), &sheet);
    let left = imported(
        folder.path(),
        "edited.csv",
        &[&AS_MADE[..], &["--out", "left.ron", "--leave-out-refused"]].concat(),
    );
    assert_eq!(status(&left), 0, "{}", text(&left.stderr));
    let taken = imported(
        folder.path(),
        "edited.csv",
        &[&AS_MADE[..], &["--out", "taken.ron", "--new-recipients"]].concat(),
    );
    assert_eq!(status(&taken), 0, "{}", text(&taken.stderr));
    let (left, taken) = (
        timeline(folder.path(), "left.ron"),
        timeline(folder.path(), "taken.ron"),
    );
    assert_eq!(left.injects.len() + 1, taken.injects.len());
    assert!(taken.injects.iter().any(|one| one.to == "a mayor"));
}

#[test]
fn a_list_of_another_platform_is_understood() {
    let folder = new_exercise();
    let foreign = "#;Title;Scheduled Time;From;Player;Method;Picture Name\n\
                   1;It begins;14:00;help desk;security-oncall;Email;a.png\n\
                   2;It goes on;14:45;;;Phone;\n\
                   ;;;;;;\n";
    fs::write(folder.path().join("foreign.csv"), foreign).unwrap();
    let output = imported(
        folder.path(),
        "foreign.csv",
        &["--replication", "3", "--out", "foreign.ron"],
    );
    let screen = text(&output.stdout);
    assert_eq!(status(&output), 0, "{screen}{}", text(&output.stderr));
    assert!(
        screen.contains("columns that nobody knows: Picture Name"),
        "{screen}"
    );
    let timeline = timeline(folder.path(), "foreign.ron");
    let told: Vec<_> = timeline
        .injects
        .iter()
        .map(|one| {
            (
                one.number.as_str(),
                one.at_ms,
                one.planned_min,
                one.to.as_str(),
                one.means.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("1", Some(0), Some(0), "security-oncall", "Email"),
            ("2", Some(2_700_000), Some(45), "all players", "Phone")
        ]
    );
    assert!(
        timeline
            .injects
            .iter()
            .all(|one| one.source == InjectSource::Hand && one.kind == InjectType::Standard)
    );
    // What is not enough says what would be.
    for (list, expected) in [
        ("Title,From\na,b\n", "no column with a time"),
        ("When,What\n1,2\n", "no row of headings"),
        ("Time,From\n10:00,b\n", "no column `Title`"),
    ] {
        fs::write(folder.path().join("poor.csv"), list).unwrap();
        let output = imported(folder.path(), "poor.csv", &["--replication", "3"]);
        assert_eq!(status(&output), 2);
        assert!(
            text(&output.stderr).contains(expected),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn a_text_of_the_scenario_is_a_formula_nowhere() {
    let folder = new_exercise();
    let file = folder.path().join("demo/exercise.ron");
    let scenario = fs::read_to_string(&file).unwrap();
    let text_of_players = "does: Unavailable(who: Person(\"ines\"), lasts: \"9h\"), text: PlayerText(from: \"@SUM(A1)\", to: \"-2+3\", by: \"+cmd\", says: \"=HYPERLINK(\\\"http://example.org\\\")<script>\", expects: \"=1\"))";
    let scenario = scenario.replace(
        "does: Unavailable(who: Person(\"ines\"), lasts: \"9h\"))",
        text_of_players,
    );
    assert!(scenario.contains("HYPERLINK"));
    fs::write(&file, scenario).unwrap();
    let made = made(folder.path(), "out", &DAY);
    for (name, bytes) in made.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let cells: Vec<String> = records(bytes).into_iter().flatten().collect();
        assert!(
            cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])),
            "{name}"
        );
    }
    assert!(
        rows(&made["msel.xlsx"], "MSEL")
            .iter()
            .flatten()
            .any(|cell| cell.starts_with("=HYPERLINK"))
    );
    assert!(!text(&made["msel.html"]).contains("<script>"));
    assert!(text(&made["msel.html"]).contains("&lt;script&gt;"));
    // As text it comes back.
    let back = imported(folder.path(), "out/msel.xlsx", &["--out", "back.ron"]);
    assert_eq!(status(&back), 0, "{}{}", text(&back.stdout), text(&back.stderr));
    assert_eq!(
        fs::read(folder.path().join("back.ron")).unwrap(),
        made["timeline.ron"]
    );
}

/// A ZIP archive with so many bytes of nothing in one part.
fn bomb(size: usize) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    std::io::copy(&mut std::io::repeat(b' ').take(size as u64), &mut writer).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_spreadsheet_is_bounded_before_and_after_it_is_unpacked() {
    let folder = new_exercise();
    let rows: String = (0..6_000).map(|row| format!("{row},a\n")).collect();
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("bomb.xlsx", bomb(120 << 20), "unpacked it has more than 96 MiB"),
        ("large.csv", vec![b'a'; 9 << 20], "more than 8 MiB"),
        (
            "long.csv",
            format!("Time,Title\n{rows}").into_bytes(),
            "more than 5000 rows",
        ),
        ("torn.xlsx", b"PK\x03\x04nothing".to_vec(), "it is no XLSX file"),
        ("old.xls", b"\xd0\xcf\x11\xe0old".to_vec(), "it is no XLSX file"),
        (
            "latin.csv",
            b"Title,Time\nS\xe3o,10:00\n".to_vec(),
            "it is no UTF-8",
        ),
    ];
    for (name, bytes, expected) in cases {
        fs::write(folder.path().join(name), bytes).unwrap();
        let output = imported(folder.path(), name, &["--replication", "3"]);
        assert_eq!(status(&output), 2, "{name}");
        assert!(
            text(&output.stderr).contains(expected),
            "{name}: {}",
            text(&output.stderr)
        );
        assert!(!folder.path().join("timeline.ron").exists());
    }
}

#[test]
fn a_timeline_that_is_none_is_refused() {
    let folder = new_exercise();
    made(folder.path(), "out", &DAY);
    let good = fs::read_to_string(folder.path().join("out/timeline.ron")).unwrap();
    let cases = [
        (
            good.replace("outrun/timeline/1", "outrun/timeline/9"),
            "expected `outrun/timeline/1`",
        ),
        (good.replace("zone:", "zonne:"), "zonne"),
        (good.replace("Europe/Berlin", "Europe/Nowhere"), "Europe/Nowhere"),
        (
            good.replace("number: \"2\"", "number: \"1\""),
            "two injects have the number 1",
        ),
        (good.replace("exercise: \"demo\"", "exercise: \"other\""), "other"),
        ("(".repeat(4_000), "is no timeline"),
    ];
    for (wrong, expected) in cases {
        fs::write(folder.path().join("wrong.ron"), wrong).unwrap();
        let output = run(
            folder.path(),
            &[&MAKE[..], &["--out", "never", "--timeline", "wrong.ron"]].concat(),
        );
        assert_eq!(status(&output), 2, "{expected}");
        assert!(
            text(&output.stderr).contains(expected),
            "{}",
            text(&output.stderr)
        );
        assert!(!folder.path().join("never").exists());
    }
}
