//! Who stands behind the decision on which most time falls.

use crate::model::Exercise;
use crate::report::gap::build::Matter;
use crate::report::gap::causes;
use crate::report::gap::document::{Cell, Picture, Table, Tone};
use crate::report::gap::drawing::Drawing;
use crate::report::gap::views::{Authority, authority};
use crate::report::gap::wording::{quoted, table};
use crate::report::terminal::list;

/// The authority graph of one rule; nothing where no time falls on any.
pub(in crate::report::gap) fn behind(exercise: &Exercise, of: &Matter<'_>) -> Option<Picture> {
    let authority = authority(exercise, of.document.alternatives.first()?, of.case.naming)?;
    Some(Picture {
        id: "authority".to_owned(),
        title: format!(
            "Who may {} under {}, and where it fails",
            authority.decision, authority.rule
        ),
        text: text(&authority),
        table: ties(&authority),
        drawing: Drawing::Authority {
            posts: authority.posts,
            ties: authority.ties,
        },
    })
}

fn text(of: &Authority) -> String {
    let name = |place: usize| {
        of.posts
            .get(place)
            .map_or_else(String::new, |post| quoted(&post.name))
    };
    let mut failing: Vec<String> = Vec::new();
    for tie in of.ties.iter().filter(|tie| tie.failing) {
        failing.push(format!("{} {} {}", name(tie.from), tie.words, name(tie.to)));
    }
    let cause = causes::of(&of.cause).map_or("", |words| words.title);
    let mut text = format!(
        "Of all rules the one on which most of the costliest lost time falls, as it is written: people by what they hold, whom the plan asks, the rule, and the assets it is about. Thick and crossed is where the time is lost ({}: {}): {}.",
        of.cause,
        cause.to_lowercase(),
        list(&failing, 4)
    );
    if of.left_out > 0 {
        text.push_str(&format!(
            " {} more are left out; `outrun show --graph` has them all.",
            of.left_out
        ));
    }
    text
}

fn ties(of: &Authority) -> Table {
    let mut made = table(
        "authority",
        "How they hang together",
        &["who", "does what", "for what", "time is lost here"],
    );
    made.folded = true;
    let name = |place: usize| of.posts.get(place).map_or("", |post| post.name.as_str());
    for tie in &of.ties {
        let fails = if tie.failing {
            Cell::words(&of.cause).toned(Tone::Bad)
        } else {
            Cell::words("")
        };
        made.rows.push(vec![
            Cell::words(name(tie.from)),
            Cell::words(&tie.words),
            Cell::words(name(tie.to)),
            fails,
        ]);
    }
    made
}
