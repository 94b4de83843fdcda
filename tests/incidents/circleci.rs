//! CircleCI, 2022/23: from the theft of a session to the last rotated token.

use super::replay::{Event, Run, Story};
use super::timeline::{Claim, DAY, HOUR, Incident, Interval, MINUTE, Table, fed, outside, within};

const FOLDER: &str = "circleci-2023";
const EMPLOYEE: &str = "employee-access";
const ACCESS: &str = "production-access";
const HOSTS: &str = "production-hosts";
const GITHUB: &str = "github-oauth-tokens";
const BITBUCKET: &str = "bitbucket-tokens";
const PROJECT: &str = "project-api-tokens";
const PERSONAL: &str = "personal-api-tokens";

const fn run(file: &'static str, alternative: &'static str) -> Run {
    Run {
        folder: FOLDER,
        file,
        alternative,
    }
}

const DECISIONS_FED: Run = run("fed.ron", "decisions-fed");
const WHOLE_FED: Run = run("fed.ron", "whole-timeline-fed");
const AT_ONCE: Run = run("fed.ron", "decided-at-once");
const NO_LIMIT: Run = run("fed.ron", "no-limit");
const STAYS: Run = run("fed.ron", "attacker-stays");

/// The rotation of all tokens of one code host.
const ROTATION: (Event, Event) = (Event::Decided(GITHUB), Event::AllExecuted(GITHUB));
const ROTATION_TO_ROOT: (Event, Event) = (Event::Decided(GITHUB), Event::Executed(EMPLOYEE));

const FED: &[Interval] = &[
    fed(
        "session stolen → in production",
        (Event::StartEx, Event::Taken(ACCESS)),
        3 * DAY,
        DAY,
    ),
    fed(
        "session stolen → secrets copied",
        (Event::StartEx, Event::Taken(GITHUB)),
        6 * DAY,
        DAY,
    ),
    fed(
        "session stolen → a customer reports",
        (Event::StartEx, Event::Alert),
        13 * DAY,
        DAY,
    ),
    fed("report → confirmed", (Event::Alert, Event::Declared), DAY, DAY),
    fed(
        "confirmed → rotation of GitHub tokens begins",
        (Event::Declared, Event::Decided(GITHUB)),
        16 * HOUR,
        DAY,
    ),
    fed(
        "rotation of GitHub tokens begins → ends",
        ROTATION,
        171 * HOUR + 30 * MINUTE,
        MINUTE,
    ),
    fed(
        "rotation begins → the employee's access is shut",
        ROTATION_TO_ROOT,
        4 * DAY + 12 * HOUR + 35 * MINUTE,
        MINUTE,
    ),
    fed(
        "telling the owners of AWS keys begins → ends",
        (Event::NotificationDecided, Event::Notified),
        101 * HOUR + 30 * MINUTE,
        MINUTE,
    ),
];

const CHECKED: &[Interval] = &[
    within(
        "access shut → production access cut",
        (Event::Executed(EMPLOYEE), Event::Executed(ACCESS)),
        115 * MINUTE,
        MINUTE,
    ),
    within(
        "access shut → hosts cut: the last containment of 4 January",
        (Event::Executed(EMPLOYEE), Event::Executed(HOSTS)),
        355 * MINUTE,
        MINUTE,
    ),
    within(
        "access shut → project tokens revoked",
        (Event::Executed(EMPLOYEE), Event::Executed(PROJECT)),
        10 * HOUR + 51 * MINUTE,
        MINUTE,
    ),
    within(
        "access shut → personal tokens revoked",
        (Event::Executed(EMPLOYEE), Event::Executed(PERSONAL)),
        36 * HOUR + 25 * MINUTE,
        MINUTE,
    ),
    within(
        "rotation of Bitbucket tokens begins → ends",
        (Event::Decided(BITBUCKET), Event::Executed(BITBUCKET)),
        215 * MINUTE,
        MINUTE,
    ),
];

const WHOLE: &[Interval] = &[
    fed(
        "rotation of GitHub tokens begins → ends",
        ROTATION,
        171 * HOUR + 30 * MINUTE,
        MINUTE,
    ),
    fed(
        "rotation begins → the employee's access is shut",
        ROTATION_TO_ROOT,
        4 * DAY + 12 * HOUR + 35 * MINUTE,
        MINUTE,
    ),
    fed(
        "access shut → production access cut",
        (Event::Executed(EMPLOYEE), Event::Executed(ACCESS)),
        115 * MINUTE,
        MINUTE,
    ),
    fed(
        "access shut → hosts cut: the last containment of 4 January",
        (Event::Executed(EMPLOYEE), Event::Executed(HOSTS)),
        355 * MINUTE,
        MINUTE,
    ),
    fed(
        "access shut → project tokens revoked",
        (Event::Executed(EMPLOYEE), Event::Executed(PROJECT)),
        10 * HOUR + 51 * MINUTE,
        MINUTE,
    ),
    fed(
        "access shut → personal tokens revoked",
        (Event::Executed(EMPLOYEE), Event::Executed(PERSONAL)),
        36 * HOUR + 25 * MINUTE,
        MINUTE,
    ),
    fed(
        "rotation of Bitbucket tokens begins → ends",
        (Event::Decided(BITBUCKET), Event::Executed(BITBUCKET)),
        215 * MINUTE,
        MINUTE,
    ),
    fed(
        "access shut → all GitHub tokens rotated",
        (Event::Executed(EMPLOYEE), Event::AllExecuted(GITHUB)),
        62 * HOUR + 55 * MINUTE,
        MINUTE,
    ),
];

const PRESETS: &[Interval] = &[
    within("report → confirmed", (Event::Alert, Event::Declared), DAY, DAY),
    outside(
        "report → rotation of GitHub tokens begins",
        (Event::Alert, Event::Decided(GITHUB)),
        40 * HOUR,
        DAY,
    ),
    within(
        "report → the employee's access is shut",
        (Event::Alert, Event::Executed(EMPLOYEE)),
        148 * HOUR + 35 * MINUTE,
        DAY,
    ),
    within(
        "report → production access cut",
        (Event::Alert, Event::Executed(ACCESS)),
        150 * HOUR + 30 * MINUTE,
        DAY,
    ),
    within(
        "report → hosts cut",
        (Event::Alert, Event::Executed(HOSTS)),
        154 * HOUR + 30 * MINUTE,
        DAY,
    ),
    outside(
        "report → GitHub tokens rotated",
        (Event::Alert, Event::Executed(GITHUB)),
        211 * HOUR + 30 * MINUTE,
        DAY,
    ),
    within(
        "report → **containment**",
        (Event::Alert, Event::Contained),
        211 * HOUR + 30 * MINUTE,
        DAY,
    ),
];

fn rotation_before_root(story: Story<'_>) -> bool {
    story.in_order(Event::Decided(GITHUB), Event::Executed(EMPLOYEE))
}

/// Bulk rotation is limited by throughput: it takes what the limit makes of it, whenever it is decided.
fn rotation_takes_its_time(story: Story<'_>) -> bool {
    let taken = story.between(ROTATION.0, ROTATION.1);
    taken.is_some_and(|taken| (taken - (171 * HOUR + 30 * MINUTE)).abs() <= MINUTE)
}

fn contained_in_order(story: Story<'_>) -> bool {
    [ACCESS, HOSTS]
        .iter()
        .all(|then| story.outlives(Event::Executed(EMPLOYEE), Event::Executed(then)))
}

fn told_in_order(story: Story<'_>) -> bool {
    let order = [
        Event::Taken(ACCESS),
        Event::Taken(GITHUB),
        Event::Alert,
        Event::Declared,
        Event::Decided(GITHUB),
        Event::Executed(EMPLOYEE),
        Event::Executed(ACCESS),
        Event::Executed(HOSTS),
        Event::Executed(PROJECT),
        Event::Executed(PERSONAL),
        Event::Decided(BITBUCKET),
        Event::Executed(BITBUCKET),
        Event::AllExecuted(GITHUB),
        Event::NotificationDecided,
        Event::Notified,
    ];
    story.all_in_order(&order)
}

fn first_batch_stays_clean(story: Story<'_>) -> bool {
    !story.is_retaken(GITHUB)
}

pub(super) const INCIDENT: Incident = Incident {
    folder: FOLDER,
    tables: &[
        Table {
            mark: "fed",
            run: DECISIONS_FED,
            intervals: FED,
        },
        Table {
            mark: "checked",
            run: DECISIONS_FED,
            intervals: CHECKED,
        },
        Table {
            mark: "whole",
            run: WHOLE_FED,
            intervals: WHOLE,
        },
        Table {
            mark: "presets",
            run: run("presets.ron", "response-by-presets"),
            intervals: PRESETS,
        },
    ],
    claims: &[
        Claim {
            says: "the rotation downstream begins before the employee's access is shut (4.5 days, as fed)",
            holds_in: &[DECISIONS_FED, NO_LIMIT, AT_ONCE, STAYS],
            fails_in: &[run("fed.ron", "root-first")],
            holds: rotation_before_root,
        },
        Claim {
            says: "the rotation takes 171.5 hours whenever it is decided: calls limit it, not decisions",
            holds_in: &[DECISIONS_FED, AT_ONCE, run("fed.ron", "root-first")],
            fails_in: &[NO_LIMIT],
            holds: rotation_takes_its_time,
        },
        Claim {
            says: "all events of the timeline come in the reported order",
            holds_in: &[WHOLE_FED],
            fails_in: &[run("fed.ron", "root-first")],
            holds: told_in_order,
        },
        Claim {
            says: "nothing in production is cut before the employee's access",
            holds_in: &[DECISIONS_FED, WHOLE_FED],
            fails_in: &[run("fed.ron", "root-last")],
            holds: contained_in_order,
        },
        Claim {
            says: "what was rotated before production was cut stays clean, because the attacker had gone",
            holds_in: &[DECISIONS_FED, NO_LIMIT, AT_ONCE],
            fails_in: &[STAYS],
            holds: first_batch_stays_clean,
        },
    ],
};
