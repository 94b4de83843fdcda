//! The page of frameworks lists what rules touch; with `OUTRUN_BLESS=1` its second half is written anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use outrun::check::{Framework, RULES, controls_of};

use crate::docs::root;

const MARK: &str = "<!-- From here on the tests write it";

fn listed() -> String {
    let mut rules: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for rule in RULES {
        for control in rule.controls {
            let link = format!("[{0}](checks/{0}.md)", rule.code);
            rules.entry(control.cited()).or_default().push(link);
        }
    }
    let mut text = String::new();
    for framework in Framework::ALL {
        write!(
            text,
            "\n## {}\n\n| control | title | checks |\n|---|---|---|\n",
            framework.name()
        )
        .unwrap();
        let controls = controls_of(framework).iter();
        for control in controls.filter(|one| rules.contains_key(one.cited())) {
            let by = rules[control.cited()].join(" ");
            writeln!(text, "| {} | {} | {by} |", control.id(), control.title()).unwrap();
        }
    }
    text
}

#[test]
fn the_page_lists_what_rules_touch() {
    let place = root().join("docs/frameworks.md");
    let page = fs::read_to_string(&place).unwrap().replace("\r\n", "\n");
    let at = page.find(MARK).expect("the mark");
    let end = at + page[at..].find('\n').expect("a line") + 1;
    let made = page[..end].to_owned() + &listed();
    if std::env::var_os("OUTRUN_BLESS").is_some() {
        fs::write(&place, &made).unwrap();
    } else {
        assert!(page == made, "OUTRUN_BLESS=1 writes docs/frameworks.md anew");
    }
}

#[test]
fn what_is_said_to_be_right_instead_exists() {
    let page = fs::read_to_string(root().join("docs/frameworks.md")).unwrap();
    let all = Framework::ALL.map(controls_of).concat();
    let ids: Vec<&str> = all.iter().map(|one| one.id()).collect();
    for id in [
        "GV.RR-02",
        "GV.SC-08",
        "DE.AE-08",
        "AC-3(2)",
        "IA-9",
        "NHI6:2025",
        "17.4",
        "A.5.26",
    ] {
        assert!(page.contains(id) && ids.contains(&id), "{id}");
    }
    for wrong in [
        "RS.RP-01", "PR.AC-04", "IR-10", "CP-5", "IR-9(1)", "DA.PO", "NHI-06",
    ] {
        assert!(page.contains(wrong) && !ids.contains(&wrong), "{wrong}");
    }
}
