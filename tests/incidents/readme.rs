//! The tables of the READMEs: written from what was simulated, and held.

use std::fmt::Write;

use super::replay::{Run, folder};
use super::timeline::{
    Claim, DAY, FOR_CLAIMS, HOUR, How, Incident, Interval, MINUTE, Played, SECOND, Simulated,
};

/// What is wrong with the README of this incident; with `OUTRUN_BLESS` it is written instead.
pub(super) fn stale(incident: &Incident, played: &[Played]) -> Option<String> {
    let path = folder(incident.folder).join("README.md");
    let written = std::fs::read_to_string(&path).expect("the README can be read");
    let mut page = written.clone();
    for one in played {
        page = replaced(&page, one.table.mark, &table_text(one));
    }
    page = replaced(&page, "claims", &claims_text(incident.claims));
    if page == written {
        return None;
    }
    if std::env::var_os("OUTRUN_BLESS").is_some() {
        std::fs::write(&path, page).expect("the README can be written");
        return None;
    }
    let first = page.lines().zip(written.lines()).find(|(new, old)| new != old);
    let folder = incident.folder;
    Some(format!(
        "scenarios/{folder}/README.md is stale (OUTRUN_BLESS=1 writes it): {first:?}"
    ))
}

/// The page with what stands between the marks of this name replaced.
fn replaced(page: &str, mark: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- simulated: {mark} -->\n"), "<!-- end -->");
    let from = page.find(&open).unwrap_or_else(|| panic!("no place for {mark}")) + open.len();
    let until = from + page[from..].find(close).expect("the place ends");
    format!("{}{text}{}", &page[..from], &page[until..])
}

fn table_text(played: &Played) -> String {
    let Played {
        table,
        simulated: all,
    } = played;
    let fed = table.is_fed();
    let mut text = String::from("\n");
    text += if fed {
        "| interval | reported | to the | simulated, in every replication |\n|---|---|---|---|\n"
    } else {
        "| interval | reported | to the | 5 % | median | 95 % | never | reported is later than | within the band? |\n\
         |---|---|---|---|---|---|---|---|---|\n"
    };
    for (interval, simulated) in table.intervals.iter().zip(all) {
        let head = format!(
            "| {} | {} | {} |",
            interval.name,
            say(Some(interval.reported)),
            precision(interval)
        );
        let rest = if fed {
            fed_cells(simulated)
        } else {
            band_cells(interval, simulated)
        };
        writeln!(text, "{head}{rest}").expect("text can be written");
    }
    let count = all.first().map_or(0, Simulated::count);
    writeln!(text, "\n{}, the first {count} replications.\n", ran(table.run)).expect("text can be written");
    text
}

fn fed_cells(simulated: &Simulated) -> String {
    let (low, high) = (say(simulated.percentile(0)), say(simulated.percentile(100)));
    if low == high {
        format!(" {low} |")
    } else {
        format!(" {low} to {high} |")
    }
}

fn band_cells(interval: &Interval, simulated: &Simulated) -> String {
    let (count, ended) = (simulated.count(), simulated.ended());
    let sooner = simulated.no_later(interval.reported);
    let verdict = match interval.how {
        How::Outside => "**no**".to_owned(),
        _ if !simulated.spans(interval.reported) => "yes, to the precision of the source".to_owned(),
        _ if count - ended > count / 20 && ended > 0 => {
            format!(
                "yes, as it is open above; later than {} of those that came",
                percent(sooner, ended)
            )
        }
        _ => "yes".to_owned(),
    };
    format!(
        " {} | {} | {} | {} | {} | {verdict} |",
        say(simulated.percentile(5)),
        say(simulated.percentile(50)),
        say(simulated.percentile(95)),
        percent(count - ended, count),
        percent(sooner, count),
    )
}

fn claims_text(claims: &[Claim]) -> String {
    let mut text = String::from("\n| what | in every replication of | in none of |\n|---|---|---|\n");
    for claim in claims {
        let (holds, fails) = (names(claim.holds_in), names(claim.fails_in));
        writeln!(text, "| {} | {holds} | {fails} |", claim.says).expect("text can be written");
    }
    writeln!(
        text,
        "\nHeld against the first {FOR_CLAIMS} replications of each.\n"
    )
    .expect("text can be written");
    text
}

fn names(runs: &[Run]) -> String {
    let names: Vec<String> = runs.iter().map(|run| format!("`{}`", run.alternative)).collect();
    if names.is_empty() {
        "–".to_owned()
    } else {
        names.join(", ")
    }
}

fn ran(run: Run) -> String {
    format!("`{}`, alternative `{}`", run.file, run.alternative)
}

fn precision(interval: &Interval) -> &'static str {
    match interval.precision {
        SECOND => "second",
        MINUTE => "minute",
        HOUR => "hour",
        _ => "day",
    }
}

/// Whole percents, and not rounded to none or all where it is neither.
fn percent(part: usize, of: usize) -> String {
    let rounded = (part * 100 + of / 2) / of;
    match rounded {
        0 if part > 0 => "<1 %".to_owned(),
        100 if part < of => ">99 %".to_owned(),
        _ => format!("{rounded} %"),
    }
}

/// Seconds below five minutes, minutes below three hours, then hours, then days: as exact as it is of use.
fn say(ms: Option<i64>) -> String {
    let Some(ms) = ms else {
        return "never".to_owned();
    };
    let minutes = (ms + MINUTE / 2) / MINUTE;
    if ms < 5 * MINUTE {
        format!("{} s", (ms + SECOND / 2) / SECOND)
    } else if ms < 3 * HOUR {
        format!("{minutes} min")
    } else if ms < 2 * DAY {
        format!("{} h {:02} min", minutes / 60, minutes % 60)
    } else {
        format!(
            "{} d {} h {:02} min",
            minutes / 1_440,
            minutes / 60 % 24,
            minutes % 60
        )
    }
}
