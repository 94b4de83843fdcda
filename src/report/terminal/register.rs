//! The register of decision rights in a terminal.

use crate::report::register_markdown::fields;
use crate::report::{RegisterDocument, RegisterPage};

use super::canvas::{Canvas, Tone};
use super::text::clean;

/// Writes all pages.
pub fn register(of: &RegisterDocument, canvas: &mut Canvas) {
    let title = canvas.paint(
        &clean(&format!(
            "Decision rights of {}, alternative {}",
            of.exercise, of.alternative
        )),
        Tone::Strong,
    );
    canvas.line(&title);
    canvas.hang(
        "",
        0,
        "As written in the plan; not what accounts are entitled to.",
        Tone::Quiet,
    );
    for page in &of.pages {
        one_page(page, canvas);
    }
}

fn one_page(page: &RegisterPage, canvas: &mut Canvas) {
    canvas.heading(
        &page.class,
        &format!("{} rights, in the order of matching", page.rights.len()),
    );
    for right in &page.rights {
        canvas.gap();
        let name = canvas.paint(&clean(&right.id), Tone::Strong);
        canvas.line(&format!("  {name}"));
        canvas.hang(
            &format!("    {:18}", right.decision),
            22,
            &right.about,
            Tone::Plain,
        );
        for (name, value) in fields(right) {
            let tone = if value == "by nobody" || value == "none" {
                Tone::Doubtful
            } else {
                Tone::Plain
            };
            canvas.hang(&format!("    {name:18}"), 22, &value, tone);
        }
    }
    if let Some(without) = &page.without_right {
        canvas.gap();
        canvas.hang(
            "  ",
            2,
            &format!("No right lets anybody contain: {without}."),
            Tone::Bad,
        );
    }
}
