//! Sentences of the report are templates that users replace without building anything.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{play, report};
use crate::cli::{new_exercise, run, status, text};

fn house(folder: &Path, name: &str, template: &str) {
    let house = folder.join("house");
    fs::create_dir_all(&house).unwrap();
    fs::write(house.join(name), template).unwrap();
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["report"], arguments].concat());
    assert_eq!((status(&output), text(&output.stdout)), (2, String::new()));
    text(&output.stderr)
}

#[test]
fn the_templates_that_are_written_say_what_is_built_in() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    assert_eq!(report(folder.path(), &["--write-templates=house"]), "");
    let own = report(folder.path(), &["result", "--templates=house", "--to=md"]);
    let built_in = report(folder.path(), &["result", "--to=md"]);
    assert_eq!(own, built_in, "what was not changed is not one's own");
    let answer = folder.path().join("house/answer.txt");
    let written = fs::read_to_string(&answer).unwrap();
    fs::write(&answer, written + "\n").unwrap();
    let own = report(folder.path(), &["result", "--templates=house", "--to=md"]);
    // Both say which wording they were made with, and `outrun verify` asks for it.
    let sentences = |text: &str| {
        let lines = text.lines();
        let said = lines.filter(|line| !line.contains("own wording") && !line.contains("outrun-manifest"));
        said.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        sentences(&own),
        sentences(&built_in),
        "the sentences are the same"
    );
    assert_eq!(own.matches("own wording").count(), 1);
    let again = refused(folder.path(), &["--write-templates=house"]);
    assert!(again.contains("nothing is overwritten"), "{again}");
}

#[test]
fn own_wording_is_used_escaped_and_recorded() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    house(folder.path(), "question.txt", "Sind wir <b>schneller</b>?\n");
    house(folder.path(), "ask.txt", "First, {{ lead.name }}.\n\nSecond.\n");
    house(
        folder.path(),
        "heading.txt",
        "{% if id == 'time' %}Zeit{% else %}{{ title }}{% endif %}",
    );
    let html = report(folder.path(), &["result", "--templates=house"]);
    assert!(html.contains("Sind wir &lt;b&gt;schneller&lt;/b&gt;?") && !html.contains("<b>schneller"));
    assert!(html.contains("<h2>Zeit</h2>") && !html.contains("<h2>Where the time goes</h2>"));
    let made: Value = serde_json::from_str(&report(
        folder.path(),
        &["result", "--templates=house", "--to=json"],
    ))
    .unwrap();
    assert_eq!(made["runs"][0]["front"]["ask"].as_array().unwrap().len(), 2);
    let wording = made["wording"].as_array().unwrap();
    let phrases: Vec<&str> = wording
        .iter()
        .map(|one| one["phrase"].as_str().unwrap())
        .collect();
    assert_eq!(phrases, ["ask", "heading", "question"]);
    let hash = wording[0]["sha256"].as_str().unwrap();
    assert!(hash.len() == 64 && html.contains(hash), "{hash} is told");
    let plain: Value = serde_json::from_str(&report(folder.path(), &["result", "--to=json"])).unwrap();
    assert_eq!(plain["wording"], Value::Array(Vec::new()));
}

#[test]
fn mistakes_in_templates_have_file_line_and_what_there_is() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    let with = |name: &str, template: &str| {
        house(folder.path(), name, template);
        let said = refused(folder.path(), &["result", "--templates=house"]);
        fs::remove_dir_all(folder.path().join("house")).unwrap();
        said
    };
    let said = with("answer.txt", "In short:\n{{ lead.rat }}\n");
    assert!(
        said.contains("answer.txt:2") && said.contains("`lead.rate`"),
        "{said}"
    );
    let said = with("answer.txt", "{% for one in others %}{{ one.nam }}{% endfor %}");
    assert!(
        said.contains("answer.txt:1") && said.contains("`others[].name`"),
        "{said}"
    );
    let said = with("answer.txt", "{% if %}");
    assert!(
        said.contains("syntax error") && said.contains("answer.txt:1"),
        "{said}"
    );
    let said = with("ansewr.txt", "x");
    assert!(said.contains("did you mean `answer`?"), "{said}");
    let said = refused(folder.path(), &["result", "--templates=nowhere"]);
    assert!(said.contains("--write-templates"), "{said}");
}
