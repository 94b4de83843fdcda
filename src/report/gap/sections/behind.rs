//! Who stands behind the decision on which most time falls.

use crate::check::Level;
use crate::report::gap::build::Matter;
use crate::report::gap::causes;
use crate::report::gap::document::{Block, Cell, Picture, Section, Table, Tone};
use crate::report::gap::drawing::Drawing;
use crate::report::gap::views::Authority;
use crate::report::gap::wording::{quoted, table, tidy};
use crate::report::terminal::list;

/// So many findings about the rule are told.
const FINDINGS: usize = 5;

/// The authority graph of one rule; for a board nothing: rules are named by their assets.
pub(in crate::report::gap) fn behind(of: &Matter<'_>) -> Option<Section> {
    let played = of.source.played.as_ref()?;
    let authority = played.views.authority.as_ref().filter(|_| of.tells_assets())?;
    let lead = of.document.alternatives.first()?;
    let picture = Picture {
        id: "authority".to_owned(),
        title: format!(
            "Who may {} under {}, and where it fails",
            authority.decision, authority.rule
        ),
        text: text(authority),
        drawing: Drawing::Authority {
            posts: authority.posts.clone(),
            ties: authority.ties.clone(),
        },
        table: ties(authority),
    };
    let mut blocks = vec![
        Block::text(format!(
            "Of all rules of {}, most of the costliest lost time falls on {}. This is the plan as it is written, not what accounts are entitled to.",
            quoted(&lead.name),
            quoted(&authority.rule)
        )),
        Block::Picture(picture),
    ];
    let findings = played.checked.findings.iter().filter(|one| {
        one.level != Level::Note && one.about.1 == authority.rule && one.alternatives.contains(&lead.name)
    });
    let items: Vec<String> = findings
        .take(FINDINGS)
        .map(|one| format!("{}: {}.", one.code, tidy(&one.title)))
        .collect();
    if !items.is_empty() {
        blocks.push(Block::text("Proved of this rule:"));
        blocks.push(Block::List { items });
    }
    Some(Section {
        id: "authority".to_owned(),
        title: "Who stands behind the slowest decision".to_owned(),
        blocks,
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
        "People by what they hold, whom the plan asks, the rule, and the assets it is about. Thick and crossed is where the time is lost ({}: {}): {}.",
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
