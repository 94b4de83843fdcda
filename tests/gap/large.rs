//! A thousand findings and twenty alternatives, and names that were written to do harm.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{play, report};
use crate::cli::new_exercise;

const EVIL: [&str; 6] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1+cmd|' /C calc'!A0",
    "\u{202e}gnp.exe\u{2066}",
    "مرحبا שלום",
    "\"><img src=x onerror=alert(2)>`|[a](javascript:b)",
];

/// A run of twenty alternatives and a check of a thousand findings, with names of all kinds; made of those of `demo`.
fn large(folder: &Path) {
    play(folder, "demo", &["--replications=20"]);
    let file = folder.join("result/run.json");
    let mut run: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let first = run["alternatives"][0].clone();
    let name = first["name"].as_str().unwrap().to_owned();
    let mut alternatives = Vec::new();
    let records = fs::read_to_string(folder.join("result/records.csv")).unwrap();
    let (head, rows) = records.split_once('\n').unwrap();
    let mut written = format!("{head}\n");
    for place in 0..20 {
        let other = format!("{} {place}", EVIL.get(place).unwrap_or(&"alternative"));
        let mut one = first.clone();
        one["name"] = json!(other);
        alternatives.push(one);
        for row in rows.lines().filter(|row| row.starts_with(&format!("{name},"))) {
            let quoted = other.replace('"', "\"\"");
            written.push_str(&format!("\"{quoted}\"{}\n", row.strip_prefix(&name).unwrap()));
        }
    }
    run["alternatives"] = alternatives.into();
    fs::write(&file, run.to_string()).unwrap();
    fs::write(folder.join("result/records.csv"), written).unwrap();
    let long = "x".repeat(10_000);
    let findings: Vec<Value> = (0..1_000)
        .map(|place| {
            let evil = EVIL[place % EVIL.len()];
            let title = if place % 10 == 0 { format!("{long} `{long}`") } else { format!("{evil} `{evil}` {place}") };
            json!({
                "code": format!("OUT{:03}", place % 40), "level": "warning", "title": title, "message": evil, "file": "x.ron",
                "line": null, "column": null, "end_line": null, "end_column": null, "help": evil, "counterexample": null,
                "fixes": [], "controls": [evil], "about": long, "alternatives": [evil], "reason": null,
            })
        })
        .collect();
    let check = json!({
        "schema": "outrun/check/1", "exercise": "demo", "id": "demo", "inputs": run["inputs"], "days": "=1+1",
        "checked": ["documents", "plan"], "findings": findings, "silenced": [],
    });
    fs::write(folder.join("check.json"), check.to_string()).unwrap();
}

#[test]
fn large_and_hostile_results_give_a_small_and_harmless_report() {
    let folder = new_exercise();
    large(folder.path());
    let html = report(folder.path(), &["result", "check.json"]);
    assert!(html.len() < 5_000_000, "{} bytes", html.len());
    assert!(html.contains("All 1,000 findings"));
    for markup in ["<script>alert", "<img", "\u{202e}", "\u{2066}"] {
        assert!(!html.contains(markup), "{markup}");
    }
    let longest = html.split([' ', '<', '>', '\n']).map(str::len).max().unwrap();
    let manifest = html
        .split("outrun-manifest:")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .len();
    assert!(
        longest <= manifest + 100,
        "a word of {longest} bytes breaks every page"
    );
    let markdown = report(folder.path(), &["result", "check.json", "--to=md"]);
    assert!(!markdown.contains("<script>"));
    let links = markdown.matches("](javascript:").count();
    assert_eq!(
        links,
        markdown.matches("\\](javascript:").count(),
        "none is a link"
    );
    report(
        folder.path(),
        &["result", "check.json", "--to=csv", "--output=tables"],
    );
    for entry in fs::read_dir(folder.path().join("tables")).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let mut table = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(&file)
            .unwrap();
        for row in table.records() {
            for field in row.unwrap().iter() {
                let formula = field.starts_with(['=', '+', '@'])
                    || (field.starts_with('-') && field.parse::<f64>().is_err());
                assert!(!formula, "{field} in {}", file.display());
            }
        }
    }
}
