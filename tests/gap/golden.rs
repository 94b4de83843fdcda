//! `reports/` holds the report of a shipped exercise; with `OUTRUN_BLESS=1` it is written anew.

use std::fs;

use tempfile::TempDir;

use super::report;
use crate::cli::{outrun, text};
use crate::docs::root;

/// A few incidents keep it small and quick; the seed is pinned.
const PLAY: [&str; 6] = [
    "run",
    "scenarios/weekend-token",
    "--seed=7",
    "--replications=300",
    "--quiet",
    "--fail-on=never",
];

#[test]
fn the_report_of_the_weekend_exercise_stands_in_reports() {
    let folder = TempDir::new().unwrap();
    let output = outrun(root())
        .args(PLAY)
        .arg("--out")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let result = folder.path().display().to_string();
    for (name, arguments) in [
        ("weekend-token.html", &["--marking=TLP:CLEAR", "--to=html"][..]),
        ("weekend-token.md", &["--marking=TLP:CLEAR", "--to=md", "--board"]),
    ] {
        let made = report(root(), &[&[result.as_str()], arguments].concat());
        assert!(made.len() < 700_000, "{name} has {} bytes", made.len());
        let place = root().join("reports").join(name);
        if std::env::var_os("OUTRUN_BLESS").is_some() {
            fs::create_dir_all(root().join("reports")).unwrap();
            fs::write(&place, &made).unwrap();
        }
        let kept = fs::read_to_string(&place)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let differs = made.lines().zip(kept.lines()).find(|(one, other)| one != other);
        assert!(
            made == kept,
            "reports/{name} is not what is made now; OUTRUN_BLESS=1 writes it anew. The first line that differs: {differs:#?}"
        );
    }
}
