//! The presets with their evidence, for people: `outrun show --presets`, and `docs/presets.md`.

use crate::chance::Law;
use crate::document::preset::{self, Evidence, Family, Parameter, Quantity, Word};
use crate::model::{Disruption, Effects, RevealReach, WaitingOrder};

const INTRODUCTION: &str = "\
# Presets

What Outrun plays where an exercise says nothing, or a word. This page is written by a test from the tables in
`src/document/preset/`; after a change there, `OUTRUN_BLESS=1 cargo test presets` writes it anew.

Read the marks. Most of what is said here of people is **judgement**: no public data on how soon people acknowledge,
decide and approve was found, and the few real intervals that were are named. Where a value proves influential, put
your own in its place. Some of the evidence comes from incidents that are also shipped as exercises, so agreement with
those proves little.

Times are a median, with the 90th percentile in brackets (lognormal); one value alone is certain. The range says where
the value itself may lie, not how much luck spreads it: `run --assumptions` moves values over their ranges, durations by
equal factors, chances by equal steps.
";

/// The presets with their evidence, as a page of Markdown.
pub fn presets_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    words(&mut page);
    attackers(&mut page);
    reaches(&mut page);
    actions(&mut page);
    kinds(&mut page);
    evidence(&mut page);
    page
}

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}

fn cite(evidence: &Evidence) -> String {
    format!("{}: [{}](#{})", evidence.quality.word(), evidence.id, evidence.id)
}

/// Opens a table whose last columns are those of [`row`].
fn head(page: &mut String, first: &str) {
    line(
        page,
        &format!("\n| {first} | nominal | low to high | evidence |\n|---|---|---|---|"),
    );
}

fn row(page: &mut String, name: &str, parameter: &Parameter) {
    let Parameter {
        low,
        nominal,
        high,
        evidence,
        ..
    } = parameter;
    let (low, nominal, high) = (short(low), short(nominal), short(high));
    line(
        page,
        &format!("| {name} | {nominal} | {low} to {high} | {} |", cite(evidence)),
    );
}

fn words(page: &mut String) {
    line(page, "\n## Words\n");
    line(
        page,
        "`quick` may move from the first limit to `usual`, `usual` from `quick` to `slow`, `slow` from `usual` to",
    );
    line(
        page,
        "the last limit. `Unknown` plays `usual` and moves over all five. `quick` is always the side that speeds",
    );
    line(
        page,
        "things up: quick answers are likely ones, quick declines are rare.\n",
    );
    line(
        page,
        "| of what | limit | quick | usual | slow | limit | evidence |\n|---|---|---|---|---|---|---|",
    );
    for &family in Family::ALL {
        let [quick, usual, slow, unknown] = Word::ALL.map(|word| preset::word(family, word));
        let rises = quick.high == usual.nominal;
        let (first, last) = if rises {
            (&unknown.low, &unknown.high)
        } else {
            (&unknown.high, &unknown.low)
        };
        let points = [first, &quick.nominal, &usual.nominal, &slow.nominal, last]
            .map(short)
            .join(" | ");
        let what = family.what().trim_end_matches('.');
        line(
            page,
            &format!(
                "| `{}`: {what} | {points} | {} |",
                family.name(),
                cite(usual.evidence)
            ),
        );
    }
}

fn attackers(page: &mut String) {
    line(page, "\n## Attackers");
    for attacker in preset::attackers() {
        let order = match attacker.order {
            WaitingOrder::Nearest => "nearest",
            WaitingOrder::MostValuable => "most valuable",
            WaitingOrder::Random => "random",
        };
        line(
            page,
            &format!("\n### {}\n\n{}.", attacker.name, capital(&attacker.what)),
        );
        line(
            page,
            &format!("{} at once, {order} first (judgement).", attacker.concurrency),
        );
        head(page, "edges");
        for group in attacker.groups.iter().chain([&attacker.other]) {
            let kinds = if group.kinds.is_empty() {
                "all others".to_owned()
            } else {
                group.kinds.join(", ")
            };
            row(page, &format!("{kinds}: time"), &group.time);
            row(page, &format!("{kinds}: chance"), &group.chance);
        }
    }
}

fn reaches(page: &mut String) {
    line(page, "\n## Reach profiles");
    for reach in preset::reaches() {
        line(
            page,
            &format!("\n### {}\n\n{}.", reach.name, capital(&reach.what)),
        );
        head(page, "what");
        for (name, state) in [
            ("on shift", &reach.on_shift),
            ("on call", &reach.on_call),
            ("off", &reach.off),
        ] {
            row(page, &format!("{name}: answers"), &state.answers);
            row(page, &format!("{name}: delay"), &state.delay);
        }
        row(page, "sees a missed page after", &reach.relook);
        row(page, "out of reach for an off-shift period", &reach.unreachable);
    }
}

fn actions(page: &mut String) {
    line(page, "\n## Actions");
    for action in preset::actions() {
        let person = if action.automatic {
            "Can run without a person."
        } else {
            "Needs a person."
        };
        line(
            page,
            &format!("\n### {}\n\n{}.", action.name, capital(&action.what)),
        );
        line(page, &format!("Effects: {}. {person}", effects(&action.effects)));
        head(page, "what");
        row(page, "work", &action.work);
        row(page, "propagation", &action.propagation);
        row(page, "one try fails", &action.fails);
        action
            .disruption
            .iter()
            .for_each(|parameter| row(page, "disrupts for", parameter));
        action
            .reveal
            .iter()
            .for_each(|parameter| row(page, "finds a foothold", parameter));
    }
}

fn effects(effects: &Effects) -> String {
    let reveals = effects.reveals.map(|reveal| match reveal.reach {
        RevealReach::Hops(1) => "reveals within 1 hop".to_owned(),
        RevealReach::Hops(hops) => format!("reveals within {hops} hops"),
        RevealReach::Tenant => "reveals in the tenant".to_owned(),
    });
    let disrupts = match effects.disrupts {
        Disruption::No => None,
        Disruption::For(_) => Some("disrupts for a time"),
        Disruption::UntilRestored => Some("disrupts until restored"),
    };
    let flags = [
        (effects.closes_out, "closes out"),
        (effects.closes_in, "closes in"),
        (effects.ends_sessions, "ends sessions"),
        (effects.reissues, "reissues"),
        (effects.sweeps, "sweeps"),
        (effects.cancels, "cancels"),
        (effects.reversible, "reversible"),
    ];
    let flags = flags
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, word)| word.to_owned());
    let all: Vec<String> = flags.chain(reveals).chain(disrupts.map(str::to_owned)).collect();
    all.join(", ")
}

fn kinds(page: &mut String) {
    line(
        page,
        "\n## Kinds of nodes\n\nWhich actions are taken on which kind is judgement.\n",
    );
    line(page, "| kind | what | runbook |\n|---|---|---|");
    for kind in preset::node_kinds() {
        line(
            page,
            &format!("| {} | {} | {} |", kind.name, kind.what, kind.runbook.join(", ")),
        );
    }
    line(
        page,
        "\n## Kinds of edges\n\n| kind | what | detached | mints |\n|---|---|---|---|",
    );
    for kind in preset::edge_kinds() {
        let also = kind
            .also
            .iter()
            .fold(String::new(), |names, name| format!("{names}, or {name}"));
        let (detached, mints) = (yes(kind.detached), yes(kind.mints));
        line(
            page,
            &format!("| {}{also} | {} | {detached} | {mints} |", kind.name, kind.what),
        );
    }
}

fn evidence(page: &mut String) {
    line(
        page,
        "\n## Evidence\n\n| id | quality | source | date | what it says, or what a judgement leans on |",
    );
    line(page, "|---|---|---|---|---|");
    for Evidence {
        id,
        source,
        date,
        quality,
        note,
    } in preset::all_evidence()
    {
        line(
            page,
            &format!(
                "| <a id=\"{id}\"></a>{id} | {} | {source} | {date} | {note} |",
                quality.word()
            ),
        );
    }
}

const fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "" }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A quantity in a table: `5m (18m)` is a median and a 90th percentile.
fn short(quantity: &Quantity) -> String {
    match quantity {
        Quantity::Chance(chance) => chance.to_string(),
        Quantity::Duration(lasts) => match lasts.law() {
            Law::LogNormal { median, p90 } => format!("{median} ({p90})"),
            law => law.to_string(),
        },
    }
}
