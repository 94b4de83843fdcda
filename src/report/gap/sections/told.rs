//! One incident, told with people as lanes.

use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Picture, Section, Table};
use crate::report::gap::drawing::{Drawing, Lane, MarkKind};
use crate::report::gap::views::Incident;
use crate::report::gap::wording::{float, quoted, table, tidy};
use crate::report::terminal::{count, duration, list, millis};

/// The median incident of the plan as it is, and the same incident of the best alternative.
pub(in crate::report::gap) fn told(of: &Matter<'_>) -> Option<Section> {
    let played = of.source.played.as_ref()?;
    let known = |one: &&Incident| {
        played
            .growth
            .iter()
            .any(|growth| growth.alternative == one.alternative)
    };
    // What plays otherwise than it was recorded is not told.
    let incidents: Vec<&Incident> = played.views.told.iter().filter(known).collect();
    let first = incidents.first()?;
    let exercise = of
        .document
        .file
        .trim_end_matches("exercise.ron")
        .trim_end_matches('/');
    let exercise = if exercise.is_empty() { "." } else { exercise };
    let mut blocks = vec![
        Block::text(format!(
            "Incident {} is the median of the first {} of {} by time to containment. All alternatives meet it with the same luck.",
            count(first.replication),
            count(played.growth.first().map_or(0, |growth| growth.played)),
            quoted(&first.alternative)
        )),
        Block::text(format!(
            "`outrun trace {} --seed {} --replication {} --alternative {}` tells it sentence by sentence.",
            tidy(exercise).replace('`', "'"),
            of.document.seed,
            first.replication,
            tidy(&first.alternative).replace('`', "'")
        )),
    ];
    for incident in &incidents {
        blocks.push(Block::Picture(picture(incident)));
    }
    Some(Section {
        id: "told".to_owned(),
        title: "One incident, told".to_owned(),
        blocks,
    })
}

fn picture(of: &Incident) -> Picture {
    Picture {
        id: "told".to_owned(),
        title: format!(
            "{}: incident {}, {}",
            of.alternative,
            count(of.replication),
            ended(of)
        ),
        text: text(of),
        table: lanes(of),
        drawing: Drawing::Told {
            until: of.until,
            nights: of.nights.clone(),
            days: of.days.clone(),
            fallen: of.fallen.clone(),
            limit: of.limit,
            path: of.path.clone(),
            moments: of.moments.clone(),
            lanes: of.lanes.clone(),
        },
    }
}

fn ended(of: &Incident) -> String {
    let outrun = if of.outrun { "outrun" } else { "not outrun" };
    match of.contained {
        Some(at) => format!("contained after {}, {outrun}", duration(millis(at))),
        None => format!("never contained within {}", duration(millis(of.until))),
    }
}

fn text(of: &Incident) -> String {
    let mut longest: Vec<_> = of.path.iter().collect();
    longest.sort_by(|one, other| (other.to - other.from).total_cmp(&(one.to - one.from)));
    let longest: Vec<String> = longest.into_iter().take(3).map(|one| one.words.clone()).collect();
    let mut text = format!(
        "It begins on {}; nights from 22 to 7 o'clock are shaded. Most of its time: {}.",
        of.began,
        longest.join("; ")
    );
    let people: Vec<String> = of.lanes.iter().map(|lane| quoted(&lane.name)).collect();
    text.push_str(&format!(
        " People by what they hold, in the order in which they were asked: {}.",
        list(&people, 12)
    ));
    if of.without_lane > 0 {
        text.push_str(&format!(" {} more had a smaller part.", of.without_lane));
    }
    text
}

fn lanes(of: &Incident) -> Table {
    let mut made = table(
        "told",
        "What happened to whom",
        &[
            "who",
            "first asked",
            "#paged, not seen",
            "#answered",
            "#decided or approved",
            "#at work",
        ],
    );
    made.folded = true;
    for lane in &of.lanes {
        let marks = |kind: MarkKind| lane.marks.iter().filter(|mark| mark.kind == kind).count() as u64;
        let work: f64 = lane.work.iter().map(|one| one.to - one.from).sum();
        made.rows.push(vec![
            Cell::words(&lane.name),
            Cell::words(first(lane)),
            Cell::number(count(marks(MarkKind::Unseen)), float(marks(MarkKind::Unseen))),
            Cell::count(marks(MarkKind::Answered)),
            Cell::count(marks(MarkKind::Decided)),
            Cell::number(duration(millis(work)), work),
        ]);
    }
    made
}

fn first(of: &Lane) -> String {
    let first = of.marks.iter().map(|mark| mark.at).fold(f64::INFINITY, f64::min);
    if first.is_finite() {
        format!("after {}", duration(millis(first)))
    } else {
        String::new()
    }
}
