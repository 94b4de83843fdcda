//! The quarantined AWS key, 2023: everything from the push.

use super::replay::{Event, Run};
use super::timeline::{Claim, Incident, Interval, SECOND, Table, fed, outside, within};

const FOLDER: &str = "xebia-2023";
const KEY: &str = "access-key";
const INVENTORY: &str = "account-inventory";

const fn run(file: &'static str, alternative: &'static str) -> Run {
    Run {
        folder: FOLDER,
        file,
        alternative,
    }
}

const TIMES_FED: Run = run("fed.ron", "times-fed");

const TO_POLICY: (Event, Event) = (Event::StartEx, Event::Executed(KEY));
const TO_FIRST_CALL: (Event, Event) = (Event::StartEx, Event::Taken(INVENTORY));
const TO_MAIL: (Event, Event) = (Event::StartEx, Event::Notified);

const FED: &[Interval] = &[
    fed("push → the policy is attached", TO_POLICY, 67 * SECOND, SECOND),
    fed(
        "push → the first call with the key",
        TO_FIRST_CALL,
        80 * SECOND,
        SECOND,
    ),
    fed("push → the mail", TO_MAIL, 116 * SECOND, SECOND),
];

const PRESETS: &[Interval] = &[
    outside(
        "push → **containment**: the policy is attached",
        TO_POLICY,
        67 * SECOND,
        SECOND,
    ),
    outside("push → the mail", TO_MAIL, 116 * SECOND, SECOND),
];

const ALL_PRESETS: &[Interval] = &[
    within(
        "push → the first call with the key",
        TO_FIRST_CALL,
        80 * SECOND,
        SECOND,
    ),
    outside(
        "push → **containment**: the policy is attached",
        TO_POLICY,
        67 * SECOND,
        SECOND,
    ),
];

pub(super) const INCIDENT: Incident = Incident {
    folder: FOLDER,
    tables: &[
        Table {
            mark: "fed",
            run: TIMES_FED,
            intervals: FED,
        },
        Table {
            mark: "presets",
            run: run("presets.ron", "response-by-presets"),
            intervals: PRESETS,
        },
        Table {
            mark: "all-by-presets",
            run: run("presets.ron", "all-by-presets"),
            intervals: ALL_PRESETS,
        },
    ],
    claims: &[Claim {
        says: "the first calls succeed after the policy was attached",
        holds_in: &[TIMES_FED],
        fails_in: &[run("fed.ron", "prompt-policy")],
        holds: |story| story.in_order(Event::Executed(KEY), Event::Taken(INVENTORY)),
    }],
};
