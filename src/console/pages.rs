//! What a browser gets besides data: plain files, bundled with the program.

use crate::conduct::live::Role;

/// A bundled file.
pub(super) struct Page {
    pub(super) kind: &'static str,
    pub(super) text: &'static str,
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The page of a role.
pub(super) const fn page(role: Role) -> Page {
    let text = match role {
        Role::Facilitator => include_str!("pages/facilitator.html"),
        Role::Evaluator | Role::Observer => include_str!("pages/evaluator.html"),
        Role::Player => include_str!("pages/player.html"),
    };
    Page { kind: HTML, text }
}

/// What everybody gets who has no valid link.
pub(super) const NO_LINK: &str = include_str!("pages/no-link.html");

/// A static file by its name.
pub(super) fn file(name: &str) -> Option<Page> {
    let (kind, text) = match name {
        "console.css" => (CSS, include_str!("pages/console.css")),
        "chart.js" => (SCRIPT, include_str!("pages/chart.js")),
        "dom.js" => (SCRIPT, include_str!("pages/dom.js")),
        "evaluator.js" => (SCRIPT, include_str!("pages/evaluator.js")),
        "facilitator.js" => (SCRIPT, include_str!("pages/facilitator.js")),
        "injects.js" => (SCRIPT, include_str!("pages/injects.js")),
        "link.js" => (SCRIPT, include_str!("pages/link.js")),
        "parts.js" => (SCRIPT, include_str!("pages/parts.js")),
        "player.js" => (SCRIPT, include_str!("pages/player.js")),
        "seats.js" => (SCRIPT, include_str!("pages/seats.js")),
        "words.js" => (SCRIPT, include_str!("pages/words.js")),
        _ => return None,
    };
    Some(Page { kind, text })
}
