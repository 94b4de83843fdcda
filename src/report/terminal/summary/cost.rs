//! What an incident costs, and what fast authority pays for its mistakes.

use super::figure::{Kind, estimate};
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::fit;
use crate::report::{Alternative, Burden, RunDocument, Values};

type Row = (&'static str, fn(&Burden) -> &Values, Kind);

/// The costs in the order in which people feel them.
const ROWS: [Row; 7] = [
    ("people woken", |it| &it.people_woken, Kind::Number),
    ("people engaged", |it| &it.people_engaged, Kind::Number),
    ("pages", |it| &it.pages, Kind::Number),
    ("approvals", |it| &it.approvals, Kind::Number),
    ("work", |it| &it.work, Kind::Time),
    (
        "disruption (weight × hours)",
        |it| &it.disruption,
        Kind::WeightTime,
    ),
    ("clean assets acted on", |it| &it.clean_acted_on, Kind::Number),
];

/// Alternatives side by side, or below one another where there is no room.
pub(super) fn cost(document: &RunDocument, canvas: &mut Canvas) {
    canvas.heading(
        "cost of an incident",
        "mean, and in brackets what 1 in 10 exceeds",
    );
    let mut beside = document.alternatives.len().max(1);
    while beside > 1 && table(document.alternatives.get(..beside).unwrap_or(&[])).width() > canvas.width {
        beside -= 1;
    }
    for (place, together) in document.alternatives.chunks(beside).enumerate() {
        if place > 0 {
            canvas.gap();
        }
        table(together).draw(canvas);
    }
}

/// People woken alone, in a line: what fast authority is most often feared for.
pub(super) fn woken(document: &RunDocument, canvas: &mut Canvas) {
    let each = |one: &Alternative| {
        let woken = field(&one.burden.people_woken, Kind::Number);
        format!("{} {woken}", one.name)
    };
    let each: Vec<String> = document.alternatives.iter().map(each).collect();
    let words = format!("mean (1 in 10 above): {}", each.join(" · "));
    let heading = canvas.paint("PEOPLE WOKEN", Tone::Strong);
    canvas.gap();
    canvas.hang(&format!("{heading}  "), 14, &words, Tone::Plain);
}

fn table(together: &[Alternative]) -> Table {
    let mut table = Table::default();
    let names = together
        .iter()
        .map(|one| Cell::new(fit(&one.name, 20)).tone(Tone::Strong));
    table.row(std::iter::once(Cell::new("")).chain(names).collect());
    for (label, values, kind) in ROWS {
        let fields = together
            .iter()
            .map(|one| Cell::new(field(values(&one.burden), kind)));
        table.row(std::iter::once(Cell::new(label)).chain(fields).collect());
    }
    false_alarms(together, &mut table);
    table
}

fn field(values: &Values, kind: Kind) -> String {
    let bare = |text: String| text.trim_end_matches(" w·h").to_owned();
    let (mean, most) = (
        bare(estimate(&values.mean, kind)),
        bare(estimate(&values.p90, kind)),
    );
    format!("{mean} ({most})")
}

/// What a row says of one alternative.
type Said = fn(&Alternative) -> Option<String>;

/// I2: false alarms, where some are played.
fn false_alarms(together: &[Alternative], table: &mut Table) {
    if together.iter().all(|one| one.false_alarms.is_none()) {
        return;
    }
    let rows: [(&str, Said); 3] = [
        ("false alarms acted on", |one| {
            Some(estimate(&one.false_alarms.as_ref()?.acted_on_rate, Kind::Share))
        }),
        ("… wrongful disruption", |one| {
            Some(field(
                &one.false_alarms.as_ref()?.wrongful_disruption,
                Kind::WeightTime,
            ))
        }),
        ("people woken, false alarms included", |one| {
            Some(estimate(
                &one.false_alarms.as_ref()?.together.people_woken,
                Kind::Number,
            ))
        }),
    ];
    for (label, of) in rows {
        let fields = together
            .iter()
            .map(|one| Cell::new(of(one).unwrap_or_else(|| "–".to_owned())));
        table.row(std::iter::once(Cell::new(label)).chain(fields).collect());
    }
}
