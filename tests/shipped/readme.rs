//! Tables of READMEs: written from a run, and read again.

use std::fmt::Write;

use serde_json::Value;

use super::tables::Shipped;
use super::{DEVIATIONS, HELD, WRITTEN};

/// A rate with its interval, as shares.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    pub(super) estimate: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Rate {
    /// Whether so many of those that are played here is what luck may do to it, in 999 of 1,000 cases.
    pub(super) fn may_be(self, found: f64) -> bool {
        let of = 1.0 / f64::from(HELD) + 1.0 / f64::from(WRITTEN);
        // With no incident at all there is still a chance of some.
        let share = self.estimate.clamp(0.005, 0.995);
        let deviation = (share * (1.0 - share) * of).sqrt();
        (found - self.estimate).abs() <= DEVIATIONS * deviation + 0.5 / f64::from(HELD)
    }
}

/// The table of an exercise.
pub(super) fn table(shipped: &Shipped, run: &Value) -> String {
    let alternatives = run["alternatives"].as_array().expect("a list");
    let mut text = String::from("\n| |");
    for one in alternatives {
        write!(text, " {} |", one["name"].as_str().expect("a name")).expect("text can be written");
    }
    text += "\n|---|";
    text += &"---|".repeat(alternatives.len());
    for (label, figure) in shipped.rows {
        write!(text, "\n| {label} |").expect("text can be written");
        for one in alternatives {
            write!(text, " {} |", figure.cell(one)).expect("text can be written");
        }
    }
    let (count, seed) = (grouped(WRITTEN), &run["seed"]);
    write!(
        text,
        "\n\n{count} incidents of each, seed {seed}; 95 % intervals of luck.\n\n"
    )
    .expect("text can be written");
    text
}

fn grouped(number: u32) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}

/// The outrun rates of a written table, by alternative.
pub(super) fn rates(page: &str, mark: &str) -> Vec<(String, Rate)> {
    let open = format!("<!-- simulated: {mark} -->");
    let from = page.find(&open).unwrap_or_else(|| panic!("no place for {mark}"));
    let mut lines = page[from..].lines().filter(|line| line.starts_with('|'));
    let names = cells(lines.next().unwrap_or_default());
    let rates = lines
        .find(|line| line.starts_with("| outrun rate |"))
        .unwrap_or_default();
    let pairs = names.into_iter().zip(cells(rates));
    pairs.map(|(name, cell)| (name.to_owned(), rate(cell))).collect()
}

fn cells(row: &str) -> Vec<&str> {
    let inside = row.trim().trim_matches('|');
    inside.split('|').skip(1).map(str::trim).collect()
}

/// `18.7 % (17.9–19.5)`; without an interval, the estimate is that.
fn rate(cell: &str) -> Rate {
    let numbers: Vec<f64> = cell
        .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .filter_map(|word| word.parse().ok())
        .map(|percents: f64| percents / 100.0)
        .collect();
    match numbers.as_slice() {
        [estimate] => Rate {
            estimate: *estimate,
            low: *estimate,
            high: *estimate,
        },
        [estimate, low, high] => Rate {
            estimate: *estimate,
            low: *low,
            high: *high,
        },
        _ => panic!("no rate: {cell}"),
    }
}

/// The page with the last two cells of the exercise's row replaced.
pub(super) fn with_rates_in_list(page: &str, shipped: &Shipped, rates: &[(String, Rate)]) -> String {
    let begin = format!("| [{0}]({0}/) |", shipped.folder);
    let of = |name: &str| {
        let (_, rate) = rates
            .iter()
            .find(|(known, _)| known == name)
            .unwrap_or_else(|| panic!("no {name}"));
        format!("{:.0} %", 100.0 * rate.estimate)
    };
    let mut last = of("predefined");
    if let Some(name) = shipped.also {
        last += &format!(" ({name}: {})", of(name));
    }
    let mut found = false;
    let lines: Vec<String> = page
        .lines()
        .map(|line| {
            if !line.starts_with(&begin) {
                return line.to_owned();
            }
            found = true;
            let kept: Vec<&str> = line.split(" | ").take(3).collect();
            format!("{} | {} | {last} |", kept.join(" | "), of("as-is"))
        })
        .collect();
    assert!(found, "{} is not in the list", shipped.folder);
    lines.join("\n") + "\n"
}
