//! Reports as PDF: the same bytes, everything on every page that belongs there, and nothing of a document read as markup.
//!
//! A test binary of its own, because it needs the feature `pdf`. What came out is read by poppler, which shares nothing with what made it.
#![cfg(feature = "pdf")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const EVIL: &str = "#panic() #read(\\\"/etc/passwd\\\") $x^2$ *b* _i_ <s> @ref [c] `q` = h // c";
const LONG: usize = 90;

fn outrun(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn done(folder: &Path, arguments: &[&str]) {
    let output = outrun(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
}

/// What a tool of poppler prints about a file.
fn poppler(tool: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(tool);
    command.args(arguments).arg(file);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().expect("poppler-utils are installed");
    assert!(output.status.success(), "{tool}");
    String::from_utf8(output.stdout).unwrap()
}

/// The text of each page.
fn pages(file: &Path) -> Vec<String> {
    let text = poppler("pdftotext", &["-layout"], file);
    let pages = text.split('\u{c}').map(str::to_owned);
    pages.filter(|page| !page.trim().is_empty()).collect()
}

/// A small exercise that has been played.
fn played(title: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["new", "demo"]);
    let file = folder.path().join("demo/exercise.ron");
    let written = fs::read_to_string(&file).unwrap();
    let line = written
        .lines()
        .find(|line| line.trim_start().starts_with("title:"))
        .unwrap();
    fs::write(&file, written.replace(line, &format!("    title: \"{title}\","))).unwrap();
    let run = [
        "run",
        "demo",
        "--quiet",
        "--fail-on=never",
        "--replications=30",
        "--out=result",
    ];
    done(folder.path(), &run);
    folder
}

fn report(folder: &TempDir, name: &str, more: &[&str]) -> std::path::PathBuf {
    let output = format!("--output={name}");
    let arguments = [&["report", "result", "--to=pdf", output.as_str()], more].concat();
    done(folder.path(), &arguments);
    folder.path().join(name)
}

#[test]
fn the_same_results_give_the_same_bytes_and_every_page_is_marked() {
    let folder = played("A quiet weekend");
    let more = ["--marking=TLP:AMBER", "--date=24 November"];
    let (one, other) = (
        report(&folder, "one.pdf", &more),
        report(&folder, "other.pdf", &more),
    );
    assert!(
        fs::read(&one).unwrap() == fs::read(&other).unwrap(),
        "the same results, other bytes"
    );
    let pages = pages(&one);
    assert!(pages.len() > 4, "{} pages", pages.len());
    for (number, page) in (1..).zip(&pages) {
        let place = format!("{number} / {}", pages.len());
        for words in ["TLP:AMBER", "simulated only", "24 November", &place] {
            assert!(page.contains(words), "page {number} lacks {words}:\n{page}");
        }
    }
    let first = pages.first().unwrap();
    for words in ["A quiet weekend", "Do our decisions outrun", "To be decided"] {
        assert!(first.contains(words), "the first page lacks {words}:\n{first}");
    }
    let about = poppler("pdfinfo", &[], &one);
    assert!(
        about.contains("A quiet weekend") && !about.contains("CreationDate"),
        "{about}"
    );
    let tagged = about
        .lines()
        .any(|line| line.starts_with("Tagged:") && line.contains("yes"));
    assert!(tagged, "{about}");
    let fonts = poppler("pdffonts", &[], &one);
    assert!(
        fonts.contains("Inter") && fonts.lines().skip(2).all(|line| line.contains(" yes yes ")),
        "{fonts}"
    );
}

#[test]
fn nothing_of_a_document_is_markup_and_long_names_do_no_harm() {
    let long = "x".repeat(LONG);
    let folder = played(&format!(
        "{EVIL} {long} \u{65e5}\u{672c} \u{5d0}\u{5d1} \u{1f525}"
    ));
    let marking = "--marking=#pagebreak() $1$";
    let pages = pages(&report(&folder, "evil.pdf", &[marking]));
    let whole = pages.join(" ");
    for words in [
        "#panic()",
        "#read(\"/etc/passwd\")",
        "$x^2$",
        "*b*",
        "_i_",
        "<s>",
        "@ref",
        "// c",
        "#pagebreak() $1$",
    ] {
        assert!(
            whole.contains(words),
            "{words} is not told as it is:\n{}",
            pages.first().unwrap()
        );
    }
}

#[test]
fn a_board_is_shown_no_case_of_a_finding() {
    let folder = played("A quiet weekend");
    let (all, board) = (
        report(&folder, "all.pdf", &[]),
        report(&folder, "board.pdf", &["--board"]),
    );
    let count = |file: &Path| pages(file).len();
    assert!(count(&board) < count(&all));
}

#[test]
fn a_file_is_needed() {
    let folder = played("A quiet weekend");
    let output = outrun(folder.path(), &["report", "result", "--to=pdf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--output"));
}
