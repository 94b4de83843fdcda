//! What a verdict hangs on, in a sentence.

use crate::experiment::{Fall, FoundStarts, FoundThreshold, Group, WIDEST};
use crate::measure::compare::Outcome;

use super::assume::stays;

/// So many starts are named.
const MOST_NAMED: usize = 4;

/// `predefined stays better than as-is unless acknowledgement takes 3.1 times as long (2.6 to 3.8)`.
pub(super) fn of_threshold((name, baseline): (&str, &str), found: &FoundThreshold) -> String {
    let [shorter, longer] = &found.falls;
    let [shorter, longer] = [
        shorter.as_ref().map(|fall| faster(found.group, fall)),
        longer.as_ref().map(|fall| slower(found.group, fall)),
    ];
    let unless: Vec<String> = shorter.into_iter().chain(longer).collect();
    let by = match found.outcome {
        Outcome::Better | Outcome::Worse if found.margin > 0.0 => {
            let points = factor(100.0 * found.margin);
            let word = if points == "1" { "point" } else { "points" };
            format!(", by more than {points} {word},")
        }
        _ => String::new(),
    };
    let stays = format!("{name} stays {} {baseline}{by}", stays(found.outcome));
    if unless.is_empty() {
        format!(
            "{stays} whether {} is {WIDEST:.0} times as fast or {WIDEST:.0} times as slow",
            subject(found.group)
        )
    } else {
        format!("{stays} unless {}", unless.join(" or "))
    }
}

const fn subject(group: Group) -> &'static str {
    match group {
        Group::AttackerTime => "the attacker",
        Group::Acknowledgement => "acknowledgement",
        Group::Detection => "detection",
        Group::Work => "the work of people",
    }
}

fn slower(group: Group, fall: &Fall) -> String {
    let range = range(fall.low, fall.high);
    let verb = match group {
        Group::AttackerTime => "takes for every step",
        _ => "takes",
    };
    format!(
        "{} {verb} {} times as long{range}",
        subject(group),
        factor(fall.factor)
    )
}

fn faster(group: Group, fall: &Fall) -> String {
    let over = |factor: Option<f64>| factor.map(|factor| 1.0 / factor);
    let range = range(over(fall.low), over(fall.high));
    format!(
        "{} is {} times as fast{range}",
        subject(group),
        factor(1.0 / fall.factor)
    )
}

/// From where nothing is sure any more to where the contrary is.
fn range(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!(" ({} to {})", factor(low), factor(high)),
        (Some(low), None) => format!(" ({} to more than {WIDEST:.0})", factor(low)),
        (None, Some(high)) => format!(" (up to {})", factor(high)),
        (None, None) => String::new(),
    }
}

fn factor(value: f64) -> String {
    let text = if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    };
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

/// At which hours of the week the verdict holds.
pub(super) fn of_starts((name, baseline): (&str, &str), found: &FoundStarts) -> String {
    let stays = format!("{name} stays {} {baseline}", stays(found.outcome));
    let not: Vec<&str> = found
        .points
        .iter()
        .filter(|(_, _, holds)| !holds)
        .map(|(at, _, _)| at.as_str())
        .collect();
    let windows = found.points.len();
    match not.len() {
        0 => format!("{stays} at whatever hour the incident starts ({windows} windows of the week)"),
        all if all == windows => format!("{stays} in none of {windows} windows of the week taken alone"),
        some => {
            let named = not
                .iter()
                .take(MOST_NAMED)
                .copied()
                .collect::<Vec<&str>>()
                .join(", ");
            let more = some.saturating_sub(MOST_NAMED);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            format!(
                "{stays} unless the incident starts {named}{more} ({some} of {windows} windows of the week)"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fall, FoundThreshold, Group, Outcome, of_threshold};

    fn found(group: Group, falls: [Option<Fall>; 2]) -> FoundThreshold {
        FoundThreshold {
            alternative: 0,
            group,
            outcome: Outcome::Better,
            margin: 0.01,
            falls,
            curve: Vec::new(),
        }
    }

    #[test]
    fn thresholds_are_said_as_people_say_them() {
        let fall = |factor, low, high| Fall {
            factor,
            low,
            high,
            becomes: Outcome::NoPracticalDifference,
        };
        let names = ("predefined", "as-is");
        let longer = [None, Some(fall(3.1, Some(2.6), Some(3.8)))];
        assert_eq!(
            of_threshold(names, &found(Group::Acknowledgement, longer)),
            "predefined stays better than as-is, by more than 1 point, unless acknowledgement takes 3.1 times as long (2.6 to 3.8)"
        );
        let both = [
            Some(fall(0.25, Some(0.5), None)),
            Some(fall(12.4, None, Some(16.0))),
        ];
        assert_eq!(
            of_threshold(names, &found(Group::AttackerTime, both)),
            "predefined stays better than as-is, by more than 1 point, unless the attacker is 4 times as fast (2 to more than 16) \
             or the attacker takes for every step 12 times as long (up to 16)"
        );
        assert_eq!(
            of_threshold(names, &found(Group::Detection, [None, None])),
            "predefined stays better than as-is, by more than 1 point, whether detection is 16 times as fast or 16 times as slow"
        );
    }
}
