//! `docs/checks.md` and a page for each code are written from the rules, so that the two cannot part.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use outrun::check::{RULES, Rule};

const INTRODUCTION: &str = "\
# Checks

What `outrun check` proves of a plan without playing it: of the plan as it is written, not of what accounts are
entitled to. This page and those of the codes are written by a test from the rules in `src/check/rules/`; after a change
there, `OUTRUN_BLESS=1 cargo test checks_page` writes them anew. How a pipeline uses them stands in
[Pipelines](pipelines.md).

An exercise can give a finding another level, or silence it, with a reason; a silenced finding that no longer
occurs is itself reported (OUT090):

```text
findings: [Finding(code: \"OUT016\", about: \"night-rota\", level: Silenced, reason: \"agreed until the move\")]
```

| code | level | finds |
|---|---|---|
";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn pages() -> BTreeMap<PathBuf, String> {
    let mut index = INTRODUCTION.to_owned();
    let mut pages = BTreeMap::new();
    for rule in RULES {
        let Rule {
            code, level, meaning, ..
        } = rule;
        writeln!(
            index,
            "| [{code}](checks/{code}.md) | {} | {} |",
            level.word(),
            meaning
        )
        .unwrap();
        pages.insert(docs().join(format!("checks/{code}.md")), page(rule));
    }
    pages.insert(docs().join("checks.md"), index);
    pages
}

fn page(rule: &Rule) -> String {
    let mut page = format!(
        "# {}: {}\n\n*{}, {}*\n\n{}\n\n",
        rule.code,
        rule.meaning,
        rule.name,
        rule.level.word(),
        rule.why
    );
    write!(page, "## For example\n\n```text\n{}\n```\n\n", rule.example).unwrap();
    write!(page, "## What helps\n\n{}\n\n", remedy(rule.fix)).unwrap();
    page.push_str("## Controls that it touches\n\n");
    for control in rule.controls {
        writeln!(page, "- {control}: {}", control.title()).unwrap();
    }
    write!(
        page,
        "\n## To change or silence it\n\n```text\nfindings: [Finding(code: \"{}\", about: \"..\", level: Silenced, reason: \"..\")]\n```\n\n[All checks](../checks.md)\n",
        rule.code
    )
    .unwrap();
    page
}

/// A piece of a plan, or words.
fn remedy(fix: &str) -> String {
    let looks_written = fix.contains('(') && (fix.contains(": ") || fix.contains('"'));
    let sentence = fix.ends_with('.');
    if looks_written && !sentence {
        format!("```text\n{fix}\n```")
    } else {
        fix.to_owned()
    }
}

#[test]
fn the_pages_of_checks_are_up_to_date() {
    let bless = std::env::var_os("OUTRUN_BLESS").is_some();
    let pages = pages();
    if bless {
        fs::create_dir_all(docs().join("checks")).expect("docs can be made");
    }
    let mut stale = Vec::new();
    for (path, page) in &pages {
        if bless {
            fs::write(path, page).expect("the page can be written");
        }
        let written = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        if written != *page {
            stale.push(path.file_name().expect("a name").to_string_lossy().into_owned());
        }
    }
    assert!(stale.is_empty(), "stale (OUTRUN_BLESS=1 writes them): {stale:?}");
    let there = fs::read_dir(docs().join("checks")).expect("a folder");
    let unknown: Vec<PathBuf> = there
        .map(|entry| entry.expect("readable").path())
        .filter(|path| !pages.contains_key(path))
        .collect();
    assert!(unknown.is_empty(), "of no rule: {unknown:?}");
}
