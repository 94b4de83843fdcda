//! Real incidents come out: what was reported and fed comes out to the precision of the source, what was reported and not
//! fed lies where the simulation says it may, and the READMEs say how it is.
//!
//! One table an incident: `incidents/<incident>.rs` has every reported interval with its value, how precise the source is,
//! and whether it is fed or checked. `incidents/readme.rs` writes these tables into the READMEs, with what was simulated.

mod circleci;
mod cloudflare;
mod readme;
mod replay;
mod reviewdog;
mod timeline;
mod xebia;

use replay::Run;
use timeline::{FOR_CLAIMS, How, Incident, Played};

const INCIDENTS: [&Incident; 4] = [
    &cloudflare::INCIDENT,
    &circleci::INCIDENT,
    &reviewdog::INCIDENT,
    &xebia::INCIDENT,
];

/// Every interval of every table is what the table says, and the READMEs say what was simulated.
#[test]
fn every_interval_is_what_its_table_and_readme_say() {
    let mut wrong = Vec::new();
    for incident in INCIDENTS {
        let played = incident.play();
        for Played { table, simulated } in &played {
            let pairs = table.intervals.iter().zip(simulated);
            let mistaken = pairs.filter(|(interval, simulated)| !simulated.is_as_written(interval));
            wrong.extend(mistaken.map(|(interval, _)| {
                format!("{}: `{}` is not {:?}", table.run, interval.name, interval.how)
            }));
        }
        wrong.extend(readme::stale(incident, &played));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What was reported as a fact and not as an interval; each can be wrong, and is where it should be.
#[test]
fn every_claim_holds_where_it_should_and_only_there() {
    for incident in INCIDENTS {
        for claim in incident.claims {
            let count = |run: &Run| {
                let all = run.each(FOR_CLAIMS, claim.holds);
                (all.iter().filter(|holds| **holds).count(), all.len())
            };
            for run in claim.holds_in {
                let (held, of) = count(run);
                assert_eq!(held, of, "{run}: {}", claim.says);
            }
            for run in claim.fails_in {
                assert_eq!(count(run).0, 0, "{run}: {}", claim.says);
            }
        }
    }
}

/// A checked interval that could be put together from fed delays would prove nothing.
#[test]
fn nothing_checked_is_fed_or_a_sum_of_what_is() {
    for incident in INCIDENTS {
        for table in incident.tables {
            let sums = sums(&durations_in(table.run));
            for interval in table.intervals.iter().filter(|interval| interval.how != How::Fed) {
                // To the minute, however coarse the source: a day of tolerance would find a sum for anything.
                let tolerance = interval.precision.min(timeline::MINUTE);
                let from = sums.partition_point(|sum| *sum < interval.reported - tolerance);
                let near = sums
                    .get(from)
                    .filter(|sum| **sum <= interval.reported + tolerance);
                assert_eq!(near, None, "{}: {}", table.run, interval.name);
            }
        }
    }
}

/// The durations written in an alternative, in milliseconds: what it feeds.
fn durations_in(run: Run) -> Vec<i64> {
    let text = std::fs::read_to_string(run.path()).expect("the exercise can be read");
    let from = text
        .find(&format!("\"{}\": [", run.alternative))
        .expect("the alternative is written there");
    let changes: Vec<&str> = text[from..]
        .lines()
        .skip(1)
        .take_while(|line| line.trim() != "],")
        .collect();
    let code = changes.iter().filter(|line| !line.trim().starts_with("//"));
    let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2));
    quoted.filter_map(duration).filter(|ms| *ms > 0).collect()
}

/// `2d 20h 23m` and the like; anything else is none.
fn duration(text: &str) -> Option<i64> {
    text.split(' ').map(part).sum()
}

fn part(text: &str) -> Option<i64> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let unit = match unit {
        "s" => timeline::SECOND,
        "m" => timeline::MINUTE,
        "h" => timeline::HOUR,
        "d" => timeline::DAY,
        _ => return None,
    };
    Some(number.parse::<i64>().ok()? * unit)
}

/// All sums of some of these, in order.
fn sums(of: &[i64]) -> Vec<i64> {
    let mut all = vec![0];
    for one in of {
        let more: Vec<i64> = all.iter().map(|sum| sum + one).collect();
        all.extend(more);
        all.sort_unstable();
        all.dedup();
    }
    all.retain(|sum| *sum > 0);
    all
}

#[test]
fn what_is_fed_is_read_from_the_exercise() {
    let run = Run {
        folder: "cloudflare-2023",
        file: "fed.ron",
        alternative: "decisions-fed",
    };
    let fed = durations_in(run);
    for minutes in [12, 23, 91] {
        assert!(fed.contains(&(minutes * timeline::MINUTE)), "{fed:?}");
    }
    assert!(sums(&fed).contains(&(103 * timeline::MINUTE)));
    assert_eq!(
        duration("2d 20h 23m"),
        Some(2 * timeline::DAY + 20 * timeline::HOUR + 23 * timeline::MINUTE)
    );
    assert_eq!(duration("100%"), None);
    assert_eq!(duration("analyst-early"), None);
}
