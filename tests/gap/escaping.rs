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
    for markup in ["<script>alert", "<img", "<b>today"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert_eq!(html.matches("<script").count(), 1, "its own");
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "it is told"
    );
    let markdown = report(folder.path(), &["result", &marking, "--to=md"]);
    assert!(!markdown.contains("<script") && markdown.contains("&lt;script&gt;"));
}

#[test]
fn nothing_is_loaded_and_nothing_runs_but_its_script() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    let whole = report(folder.path(), &["result"]);
    let (html, script) = without_its_script(&whole);
    for forbidden in [
        "fetch",
        "XMLHttp",
        "WebSocket",
        "import(",
        "eval",
        "innerHTML",
        "src",
        "http",
    ] {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
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
    // The policy names the hash of the one script, so that a browser runs nothing else.
    assert!(html.contains("script-src 'sha256-") && !html.contains("script-src 'unsafe"));
}

/// The page before and after its script, and the script.
fn without_its_script(html: &str) -> (String, String) {
    let (before, rest) = html.split_once("<script>").expect("a script");
    let (script, after) = rest.split_once("</script>").expect("its end");
    (format!("{before}{after}"), script.to_owned())
}

/// `onerror=` and its like.
fn is_handler(text: &str) -> bool {
    let name: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    text[name.len()..].starts_with('=')
}
