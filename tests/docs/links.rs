//! Every link of a page leads somewhere: to a file or folder, and to a heading where it names one.

use std::path::{Component, Path, PathBuf};

use super::pages::{Page, all, root};

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in all() {
        for (line, target) in links(&page.text) {
            count += 1;
            if !leads(&page.name, &target) {
                wrong.push(format!("{}:{line}: {target}", page.name));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
    assert!(count > 150, "only {count} links were found");
    assert!(!leads("docs/start.md", "nowhere.md") && !leads("docs/start.md", "format.md#nothing"));
    assert!(
        leads("docs/start.md", "../scenarios/weekend-token/") && leads("README.md", "docs/format.md#person")
    );
}

/// What stands in `](..)`, with its line; addresses on the web are left out.
fn links(page: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in page.lines().enumerate() {
        for piece in line.split("](").skip(1) {
            let target = piece.split(')').next().expect("split gives something");
            if !target.contains("://") {
                found.push((number + 1, target.to_owned()));
            }
        }
    }
    found
}

fn leads(page: &str, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(page).parent().expect("a page stands somewhere");
    let to = if path.is_empty() {
        PathBuf::from(page)
    } else {
        plain(&folder.join(path))
    };
    if !root().join(&to).exists() {
        return false;
    }
    anchor.is_empty() || {
        let text = Page::read(&to.to_string_lossy()).text;
        let marked = text.contains(&format!("<a id=\"{anchor}\">"));
        marked
            || text
                .lines()
                .filter(|line| line.starts_with('#'))
                .any(|line| slug(line) == anchor)
    }
}

/// The path without steps up.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// How a heading is linked to.
fn slug(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}
