//! One incident, with people as lanes.

use crate::model::Exercise;
use crate::report::Trace;
use crate::report::gap::document::{Cell, Picture, Table};
use crate::report::gap::drawing::{Drawing, Lane, MarkKind};
use crate::report::gap::views::{Incident, incident};
use crate::report::gap::wording::{quoted, table};
use crate::report::terminal::{count, duration, list, millis};

/// The incident that was told, as a picture.
pub(in crate::report::gap) fn lanes(exercise: &Exercise, trace: &Trace) -> Picture {
    let of = incident(exercise, trace);
    Picture {
        id: "lanes".to_owned(),
        title: format!(
            "{}: incident {}, {}",
            of.alternative,
            count(of.replication),
            ended(&of)
        ),
        text: text(&of),
        table: parts(&of),
        drawing: Drawing::Told {
            until: of.until,
            nights: of.nights,
            days: of.days,
            fallen: of.fallen,
            limit: of.limit,
            path: of.path,
            moments: of.moments,
            lanes: of.lanes,
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

fn parts(of: &Incident) -> Table {
    let mut made = table(
        "lanes",
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
            Cell::count(marks(MarkKind::Unseen)),
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
