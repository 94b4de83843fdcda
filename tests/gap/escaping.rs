//! What stands in documents is text, whatever it looks like.

use super::{play, report};
use crate::cli::{edit, new_exercise};

const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";

#[test]
fn titles_names_and_markings_are_text() {
    let folder = new_exercise();
    let file = folder.path().join("demo/exercise.ron");
    let written = std::fs::read_to_string(&file).unwrap();
    let title = written
        .lines()
        .find(|line| line.trim_start().starts_with("title:"))
        .expect("a title");
    edit(&file, title, &format!("    title: \"{EVIL} | `x` =1+1\","));
    play(folder.path(), "demo", &["--replications=20"]);
    let marking = format!("--marking={EVIL}");
    let html = report(folder.path(), &["result", &marking, "--date=<b>today"]);
    for markup in ["<script", "<img", "<b>today"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "it is told"
    );
    let markdown = report(folder.path(), &["result", &marking, "--to=md"]);
    assert!(!markdown.contains("<script") && markdown.contains("&lt;script&gt;"));
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    let html = report(folder.path(), &["result"]);
    for loads in [
        "src=",
        "url(",
        "@import",
        "<link",
        "<script",
        "<iframe",
        "<object",
        "javascript:",
        " on",
    ] {
        let found = html.match_indices(loads).find(|(at, _)| {
            // " on" is a word of many sentences, and an attribute only before "=".
            loads != " on"
                || html[*at..]
                    .split(['=', ' ', '<'])
                    .nth(1)
                    .is_none_or(|_| is_handler(&html[*at + 1..]))
        });
        assert!(
            found.is_none(),
            "{loads}: {:?}",
            found.map(|(at, _)| &html[at..at + 60])
        );
    }
    for (at, _) in html.match_indices("href=\"") {
        assert!(html[at + 6..].starts_with('#'), "{}", &html[at..at + 60]);
    }
    assert!(html.contains("default-src 'none'"));
}

/// `onerror=` and its like.
fn is_handler(text: &str) -> bool {
    let name: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    text[name.len()..].starts_with('=')
}
