//! Cloudflare, Thanksgiving 2023: everything from the alert of 16:00 on 23 November.

use super::replay::{Event, Run, Story};
use super::timeline::{Claim, Incident, Interval, MINUTE, Table, fed, outside, within};

const FOLDER: &str = "cloudflare-2023";
const ACCOUNT: &str = "smartsheet-account";
const USER: &str = "created-user";
const SERVER: &str = "jira-server";
const GROUP: &str = "administrator-group";

const fn run(file: &'static str, alternative: &'static str) -> Run {
    Run {
        folder: FOLDER,
        file,
        alternative,
    }
}

const DECISIONS_FED: Run = run("fed.ron", "decisions-fed");
const FINDINGS_FED: Run = run("fed.ron", "findings-fed");
const DECLARED_FIRST: Run = run("fed.ron", "declared-first");

const TO_DESK: (Event, Event) = (Event::Alert, Event::ExecutorAnswers);
const TO_ACCOUNT: (Event, Event) = (Event::Alert, Event::Executed(ACCOUNT));
const TO_USER: (Event, Event) = (Event::Alert, Event::Executed(USER));
const TO_DECLARED: (Event, Event) = (Event::Alert, Event::Declared);
const TO_IMPLANT: (Event, Event) = (Event::Alert, Event::Executed(SERVER));
const TO_CONTAINED: (Event, Event) = (Event::Alert, Event::Contained);

const FED: &[Interval] = &[
    fed("alert → the desk begins", TO_DESK, 12 * MINUTE, MINUTE),
    fed("alert → the account is disabled", TO_ACCOUNT, 35 * MINUTE, MINUTE),
    fed(
        "alert → an incident is declared",
        TO_DECLARED,
        103 * MINUTE,
        MINUTE,
    ),
];

const CHECKED: &[Interval] = &[
    within(
        "alert → the created user is disabled",
        TO_USER,
        83 * MINUTE,
        MINUTE,
    ),
    within(
        "alert → eviction: nothing is held any more",
        TO_CONTAINED,
        1_199 * MINUTE,
        MINUTE,
    ),
];

const WHOLE: &[Interval] = &[
    fed("alert → the desk begins", TO_DESK, 12 * MINUTE, MINUTE),
    fed("alert → the account is disabled", TO_ACCOUNT, 35 * MINUTE, MINUTE),
    fed(
        "alert → the created user is disabled",
        TO_USER,
        83 * MINUTE,
        MINUTE,
    ),
    fed(
        "alert → an incident is declared",
        TO_DECLARED,
        103 * MINUTE,
        MINUTE,
    ),
    fed(
        "alert → the implant is removed",
        TO_IMPLANT,
        1_199 * MINUTE,
        MINUTE,
    ),
    fed(
        "alert → nothing is held any more",
        TO_CONTAINED,
        1_199 * MINUTE,
        MINUTE,
    ),
];

const PRESETS: &[Interval] = &[
    within("alert → the desk begins", TO_DESK, 12 * MINUTE, MINUTE),
    within("alert → the account is disabled", TO_ACCOUNT, 35 * MINUTE, MINUTE),
    within(
        "alert → the created user is disabled",
        TO_USER,
        83 * MINUTE,
        MINUTE,
    ),
    outside(
        "alert → an incident is declared",
        TO_DECLARED,
        103 * MINUTE,
        MINUTE,
    ),
    within("alert → **containment**", TO_CONTAINED, 1_199 * MINUTE, MINUTE),
];

const ALL_PRESETS: &[Interval] = &[within(
    "alert → **containment**",
    TO_CONTAINED,
    1_199 * MINUTE,
    MINUTE,
)];

/// Of the last activity known, 18 h 44 min after the alert.
const LAST_ACTIVITY: i64 = 1_124 * MINUTE;

fn account_before_declaration(story: Story<'_>) -> bool {
    story.in_order(Event::Executed(ACCOUNT), Event::Declared)
}

fn others_outlive_the_account(story: Story<'_>) -> bool {
    let disabled = Event::Executed(ACCOUNT);
    [USER, SERVER].iter().all(|held| {
        story.in_order(Event::Taken(held), disabled) && story.outlives(disabled, Event::Lost(held))
    }) && story.outlives(disabled, Event::Contained)
}

fn implant_is_there_at_the_last_activity(story: Story<'_>) -> bool {
    let lost = story.between(Event::Alert, Event::Lost(SERVER));
    lost.is_none_or(|lost| lost > LAST_ACTIVITY)
}

fn told_in_order(story: Story<'_>) -> bool {
    let order = [
        Event::Taken(ACCOUNT),
        Event::Taken(USER),
        Event::Taken(SERVER),
        Event::Taken(GROUP),
        Event::Alert,
        Event::ExecutorAnswers,
        Event::Executed(ACCOUNT),
        Event::Executed(USER),
        Event::Declared,
        Event::Executed(SERVER),
    ];
    story.all_in_order(&order)
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
            run: FINDINGS_FED,
            intervals: WHOLE,
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
    claims: &[
        Claim {
            says: "the account is disabled before the incident is declared: a delegated right",
            holds_in: &[DECISIONS_FED, FINDINGS_FED],
            fails_in: &[DECLARED_FIRST],
            holds: account_before_declaration,
        },
        Claim {
            says: "disabling the known account stops nothing else: the created user and the implant outlive it",
            holds_in: &[DECISIONS_FED, FINDINGS_FED],
            fails_in: &[run("fed.ron", "account-only")],
            holds: others_outlive_the_account,
        },
        Claim {
            says: "the implant is still there at the last known activity, 18 h 44 min after the alert",
            holds_in: &[FINDINGS_FED],
            fails_in: &[run("fed.ron", "account-only")],
            holds: |story| {
                story.at(Event::Taken(SERVER)).is_some() && implant_is_there_at_the_last_activity(story)
            },
        },
        Claim {
            says: "all events of the timeline come in the reported order",
            holds_in: &[FINDINGS_FED],
            fails_in: &[DECLARED_FIRST],
            holds: told_in_order,
        },
    ],
};
